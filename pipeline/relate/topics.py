"""The places that a text turns to, by name and by words like 全市 and 该村."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

import regex

from pipeline.model import Mention, Place, Span

_AREAS: Final = ("开发区", "高新区", "园区", "新区", "景区", "林场", "农场")
COUNTRY: Final = Place("country", (("country", "中国"),), basis="anaphor")
# The levels a word for "this place" may mean, by how their names end.
LEVELS: Final = {
    "省": ("province",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "市": ("county", "prefecture", "province"),
    "县": ("county",),
    "区": ("county", "area", "province"),
    "旗": ("county",),
    "镇": ("township",),
    "乡": ("township",),
    "街道": ("township",),
    "村": ("village",),
    "社区": ("village",),
    "小区": ("area",),
    **dict.fromkeys(_AREAS, ("area",)),
}
_ZONES: Final = (
    "开发区",
    "高新区",
    "经开区",
    "园区",
    "产业园",
    "工业园",
    "科技园",
    "示范区",
    "保税区",
    "集聚区",
)
"""What 园区 and 开发区 may stand for."""
_WHOLE: Final = {
    "港": Place("province", (("province", "香港特别行政区"),), "810000", basis="anaphor"),
    "澳": Place("province", (("province", "澳门特别行政区"),), "820000", basis="anaphor"),
    "台": Place("province", (("province", "台湾省"),), "710000", basis="anaphor"),
}
_NEAREST: Final = frozenset(
    word for word, levels in LEVELS.items() if set(levels) <= {"township", "village", "area"}
)
"""Words for a place so small that the one named last is meant."""
_ANAPHOR: Final = regex.compile(
    r"全国(?!人大|政协|文明|先进|优秀|劳模|首|一流|各地)|我国|[全本](?<whole>[港澳台])(?!元|币|口|湾|资|商|胞)"
    r"|(?<how>[全我该本]|我们)(?<level>省|市|县|区|州|旗|盟|镇|乡|街道|村|社区|小区)(?![长委])"
    r"|(?<![一-鿿])(?<level>省|市|县|区|州|旗|镇|乡)(?:委|政府|里|府|公所)(?![一-鿿]员会)"
    rf"|(?<![一-鿿])(?<level>{'|'.join(_AREAS)})(?![一-鿿]{{0,2}}(?:分局|建设|管理局))"
)
_MEASURE: Final = regex.compile(r"(?:居|占|列|在|为|是|作为|超|高于|低于|名|获|获评|荣获|被评为)了?$")
"""What makes a place the measure of a comparison (居全省第四位), not what the text is about."""
_CLAUSE_HEAD: Final = regex.compile(r"(?:^|[,，。;；:：!！?？\n“]|今年|目前|去年)$")
_IN_PASSING: Final = regex.compile(
    r"(?:位于|地处|坐落于|毗邻|紧邻|邻近|距离?|离|前往|赴|来自|支援|对口|从|自|向|与|和|同|比|较|至|到|往|接壤|相邻)$"
)
_FROM_THERE: Final = regex.compile(
    "籍|(?:青年|同胞|客商|商人|游客|专家|学者|学生|教授|团队|老师|企业家|民众|居民|媒体|记者|老板|姑娘|小伙|创客|乡贤)"
)
"""What makes a place the home of somebody who is elsewhere: 台湾青年团队."""
_LOCATED: Final = frozenset(("位于", "地处", "坐落于"))
_ENUMERATED: Final = regex.compile(r"[^,，。;；:：!！?？\n、]{0,16}、[^,，。;；:：!！?？\n、]{0,8}")


class Turn(IntEnum):
    """How far the text turns to a place: to it, to something named after it, or past it."""

    TO = 0
    NAME = 1
    PAST = 2


@dataclass(frozen=True, slots=True)
class Topic:
    """A place that the text turns to at `start`."""

    start: int
    place: Place
    turn: Turn


def cut(place: Place, level: str) -> Place:
    """Return the part of a place from the top down to `level`.

    >>> steps = (("province", "河南省"), ("county", "襄城县"), ("village", "后聂村"))
    >>> county = cut(Place("village", steps, "411025204215"), "county")
    >>> county.code, county.path
    ('411025', '河南省/襄城县')
    """
    names = [name for name, _ in place.steps]
    if level not in names or level == place.level:
        return place
    steps = place.steps[: names.index(level) + 1]
    code = place.code
    if len(code) >= 6:
        codes = {
            "province": code[:2] + "0000",
            "prefecture": code[:4] + "00",
            "county": code[:6],
            "township": code[:9],
        }
        code = codes.get(level, "")
    return Place(level, steps, code, basis="anaphor")


def _named(place: Place | None, word: str) -> Place | None:
    """Return the step of a place that a word like 市 or 村 can mean: the deepest whose name ends so."""
    if place is None:
        return None
    for level, name in reversed(place.steps):
        if level in LEVELS[word] and name.endswith(_ZONES if word in _ZONES else word):
            return cut(place, level)
    return None


def _anaphor(
    text: str, match: "regex.Match[str]", before: Sequence[Topic], focus: Place | None
) -> Place | None:
    """Resolve 全市, 我省, 该村: the article's own place first, for 该 the one named last."""
    word = match["level"]
    if match["whole"]:
        return _WHOLE[match["whole"]]
    if not word:
        return COUNTRY
    recent = next((p for t in reversed(before) if (p := _named(t.place, word))), None)
    if match["how"] == "该" or word in _NEAREST:
        return recent or _named(focus, word)
    if recent and recent.level == "county" and before[-1].place == recent:
        same_sentence = "。" not in text[before[-1].start : match.start()]
        return recent if same_sentence else _named(focus, word) or recent
    return _named(focus, word) or recent


def topics(text: str, places: Sequence[Mention[Place]], focus: Place | None) -> tuple[Topic, ...]:
    """Return the places that a text turns to, names and anaphora, in order."""
    events: list[tuple[int, Mention[Place] | regex.Match[str]]] = [
        (m.span.start, m) for m in places if m.fact.steps and m.fact.path != COUNTRY.path
    ]
    spans = [m.span for m in places]
    starts = [s.start for s in spans]
    for match in _ANAPHOR.finditer(text):
        k = bisect_right(starts, match.start()) - 1
        if k < 0 or spans[k].end <= match.start():
            events.append((match.start(), match))
    found: list[Topic] = []
    listed = _listed(text, spans)
    for start, event in sorted(events, key=lambda e: e[0]):
        if isinstance(event, Mention):
            past = (
                start in listed
                or _is_passed(text, event.span)
                or bool(_FROM_THERE.match(text, event.span.end))
            )
            aside = event.fact.in_name or _is_landscape(event.fact, focus)
            found.append(Topic(start, event.fact, Turn.PAST if past else Turn(aside)))
        else:
            place = _anaphor(text, event, found, focus)
            if place is not None:
                past = _compared(text, start, place, focus)
                found.append(Topic(start, place, Turn.PAST if past else Turn.TO))
    return tuple(found)


def _is_passed(text: str, span: Span) -> bool:
    """Does a word in front make a place the mere neighbour, source or partner of what the text is about?

    >>> _is_passed("毗邻许昌市", Span(2, 5)), _is_passed("位于跑马地的蓄洪池", Span(2, 5))
    (True, False)
    """
    word = _IN_PASSING.search(text, max(0, span.start - 4), span.start)
    return word is not None and not (word.group() in _LOCATED and text[span.end : span.end + 1] == "的")


def _is_landscape(place: Place, focus: Place | None) -> bool:
    """Is it a region or a port (晋南, 毛乌素沙地, 钦州港), which a text about a division only mentions?"""
    if focus is None or place.level != "area" or place == focus:
        return False
    divisions = [level for level, _ in place.steps if level != "area"]
    return set(divisions) <= {"country", "province"} or place.steps[-1][1].endswith("港")


def _compared(text: str, start: int, place: Place, focus: Place | None) -> bool:
    """Is 全省 or 全市 only the measure of a comparison: behind 居 or 在, or wider than the article's own place?"""
    if _MEASURE.search(text, max(0, start - 4), start):
        return True
    wider = place is COUNTRY or (focus is not None and len(place.steps) < len(focus.steps))
    return wider and not _CLAUSE_HEAD.search(text, max(0, start - 3), start)


def _listed(text: str, spans: Sequence[Span]) -> set[int]:
    """Return where places stand that are mere members of a list (胥各庄镇、黄各庄镇等11个…), without a figure each."""
    starts: set[int] = set()
    for one, other in pairwise(spans):
        if _ENUMERATED.fullmatch(text, one.end, other.start) and not text[one.end : one.end + 1].isdigit():
            starts |= {one.start, other.start}
    return starts
