"""The places that a text turns to, by name and by words like 全市 and 该村, and those it goes past."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

import regex

from pipeline.model import Mention, Place, Span
from pipeline.relate import anaphora
from pipeline.relate.anaphora import COUNTRY

_MEASURE: Final = regex.compile(
    r"(?:居|占|列|在|为|是|作为|超|超过|高于|低于|高出|低出|快于|好于|优于|领先|不足|不到|达到|比|较|与|名|获|获评|荣获|被评为)了?$"
)
"""What makes a place the measure of a comparison (居全省第四位), not what the text is about."""
_SCOPE: Final = regex.compile("范围|看|来说|来讲|而言|层面")
"""What makes it the topic all the same: 在全县范围内, 从全州看."""
_CLAUSE_HEAD: Final = regex.compile(
    r"(?:^|[,，。;；:：!！?？\n—])(?:而|但|从|放眼|纵观|目前|如今|眼下|今年|去年|截至|其中|同期|[0-9]{1,4}[年月日季底末前半至上下]+)*$"
)
_WINDOW: Final = 24
NEAR: Final = 2000
"""No word without 该 or 全 points back farther, in characters."""
_SENTENCE_HEAD: Final = regex.compile(r"(?:^|[。！？!?\n])\s*$")
_IN_PASSING: Final = regex.compile(
    r"(?:位于|地处|坐落于|毗邻|紧邻|邻近|距离?|离|前往|赴|来自|支援|对口|从|自|向|与|和|同|比|较|至|(?<![来回走])到|往|接壤|相邻)$"
)
_LOCATED: Final = frozenset(("位于", "地处", "坐落于"))
_LEADS: Final = regex.compile("以[^,，。;；0-9]{1,30}为|由[^,，。;；0-9]{1,24}牵头")
_FROM_THERE: Final = regex.compile(
    "籍|(?:等[省市地州县区各]*(?:地区)?)?(?:来|选派|派出|派驻)的"
    "|(?:青年|同胞|客商|商人|游客|专家|学者|学生|教授|团队|老师|企业家|民众|居民|媒体|记者|老板|姑娘|小伙|创客|乡贤)"
)
"""What makes a place the home of somebody who is elsewhere: 台湾青年团队, 天津等地区选派的干部."""
_FILED: Final = regex.compile("[0-9]{1,2}月[0-9]{1,2}日[电讯]")
_BRANCH: Final = regex.compile("党(?:支部|总支|委|工委|组织)|[村居](?:民委员|委)会|“?两委")
"""Organs that are the village itself, where others only bear a place's name."""
_MEMBER: Final = "(?:(?!等)[一-鿿]){0,8}[省市州盟县区旗镇乡道村邨寨屯查场]"
_AND_OTHERS: Final = regex.compile(rf"(?:{_MEMBER})?+(?:、{_MEMBER})*+等(?=[0-9一二三四五六七八九十两])")
_ENUMERATED: Final = regex.compile(
    r"[^,，。;；:：!！?？\n、把将了到]{0,16}、[^,，。;；:：!！?？\n、把将了到]{0,8}"
)


class Turn(IntEnum):
    """How far the text turns to a place: to it, to something named after it, only to measure by it, or past it."""

    TO = 0
    NAME = 1
    MEASURE = 2
    PAST = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A place that the text turns to, where it is named."""

    start: int
    end: int
    place: Place
    turn: Turn


def topics(text: str, places: Sequence[Mention[Place]], focus: Place | None) -> tuple[Topic, ...]:
    """Return the places that a text turns to, names and anaphora, in order."""
    events: list[tuple[int, Mention[Place] | regex.Match[str]]] = [
        (m.span.start, m) for m in places if m.fact.steps and m.fact.path != COUNTRY.path
    ]
    spans = [m.span for m in places]
    starts = [s.start for s in spans]
    for match in anaphora.find(text):
        k = bisect_right(starts, match.start()) - 1
        if k < 0 or spans[k].end <= match.start():
            events.append((match.start(), match))
    found: list[Topic] = []
    listed = _listed(text, spans)
    for _, event in sorted(events, key=lambda e: e[0]):
        if isinstance(event, Mention):
            found.append(_named(text, event, found, focus, listed))
        elif (place := _meant(text, event, found, focus)) is not None:
            found.append(Topic(event.start(), event.end(), place, _turn_to(text, event, place, focus)))
    return tuple(found)


def _named(
    text: str, mention: Mention[Place], found: Sequence[Topic], focus: Place | None, listed: set[int]
) -> Topic:
    """Judge a name; 百利镇等4个乡镇 turns to the whole they are counted in: the place told of, or the article's own."""
    (start, end), place = mention.span, mention.fact
    if _AND_OTHERS.match(text, end):
        told = next((topic.place for topic in reversed(found) if topic.turn == Turn.TO), None)
        whole = next((one for one in (told, focus) if one is not None and holds(one, place)), None)
        if whole is not None:
            return Topic(start, end, whole, Turn.TO)
    if start in listed or any(rule(text, mention.span, place, focus) for rule in PASSING):
        turn = Turn.PAST
    elif holds(place, focus) and (place.in_name or not _heads_clause(text, start)):
        turn = Turn.MEASURE
    else:
        turn = Turn.NAME if place.in_name and not _BRANCH.match(text, end) else Turn.TO
    return Topic(start, end, place, turn)


def neighbour(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """A word in front makes it the mere neighbour, source or partner of what the text is about: 毗邻许昌市."""
    word = _IN_PASSING.search(text, max(0, span.start - 4), span.start)
    return word is not None and not (word.group() in _LOCATED and text[span.end : span.end + 1] == "的")


def lead(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is what others gather around: 以张村为龙头, 由张村牵头."""
    return (
        text[span.start - 1 : span.start] in {"以", "由"} and _LEADS.match(text, span.start - 1) is not None
    )


def home(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is the home of somebody who is elsewhere: 台湾青年团队, 南昌市等地来的专家."""
    return _FROM_THERE.match(text, span.end) is not None


def dateline(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """The report was filed from there: 本报西宁12月20日电."""
    return text[span.end : span.end + 1].isdigit() and _FILED.match(text, span.end) is not None


def elsewhere(text: str, span: Span, place: Place, focus: Place | None) -> bool:
    """A whole province or prefecture beside the article's own is a partner or a market: 深化协作，福州市援助资金.

    One that a sentence begins with is told of for itself.
    """
    if focus is None or focus.level == "country" or place.level not in {"province", "prefecture"}:
        return False
    if _SENTENCE_HEAD.search(text, max(0, span.start - 4), span.start):
        return False
    common = min(len(place.steps), len(focus.steps))
    return place.steps[:common] != focus.steps[:common]


def landscape(_: str, __: Span, place: Place, focus: Place | None) -> bool:
    """It is a region or a port (晋南, 毛乌素沙地, 钦州港), which a text about a division only mentions."""
    if focus is None or place.level != "area" or place == focus:
        return False
    divisions = {level for level, _ in place.steps if level != "area"}
    return divisions <= {"country", "province"} or place.steps[-1][1].endswith("港")


PASSING: Final[tuple[Callable[[str, Span, Place, Place | None], bool], ...]] = (
    neighbour,
    lead,
    home,
    dateline,
    elsewhere,
    landscape,
)
"""What has the text go past a place that it names."""


def _meant(text: str, match: "regex.Match[str]", found: Sequence[Topic], focus: Place | None) -> Place | None:
    """Resolve 全市, 我省, 该村: the article's own place first, for 该 and small places the one named last."""
    word = match["level"]
    if match["whole"]:
        return anaphora.WHOLE[match["whole"]]
    if not word:
        return COUNTRY
    own = anaphora.named(focus, word)
    if word in anaphora.NEAREST:
        since = _near(text, match) if match["bare"] else 0
        return _last(found, word, since, Turn.NAME) or _last(found, word, since) or own
    last = _last(found, word, 0, Turn.NAME) or _last(found, word, 0)
    if match["how"] == "该" or own is None:
        return last or own
    is_topic = last is not None and last.level == "county" and found[-1].place == last
    return last if is_topic and "。" not in text[found[-1].start : match.start()] else own


def _near(text: str, match: "regex.Match[str]") -> int:
    """Return how far back 社区 and 村党支部 look for what they belong to: in their paragraph, organs in that before."""
    least = max(0, match.start() - NEAR)
    line = max(least, text.rfind("\n", least, match.start()))
    if not match["organ"]:
        return line
    above = least + len(text[least:line].rstrip())
    return max(least, text.rfind("\n", least, above))


def _last(found: Sequence[Topic], word: str, since: int, most: Turn = Turn.PAST) -> Place | None:
    """Return the place named last that a word can mean, turned to no less than `most`."""
    for topic in reversed(found):
        if topic.start < since:
            break
        if topic.turn <= most and (place := anaphora.named(topic.place, word)):
            return place
    return None


def _turn_to(text: str, match: "regex.Match[str]", place: Place, focus: Place | None) -> Turn:
    """Judge 全省 or 全市; one wider than the article's own place is the topic only where a clause begins with it."""
    start, end = match.span()
    if _SCOPE.match(text, end):
        return Turn.TO
    wider = place is COUNTRY or (focus is not None and len(place.steps) < len(focus.steps))
    if _MEASURE.search(text, max(0, start - 4), start) or (wider and not _heads_clause(text, start)):
        return Turn.MEASURE
    return Turn.PAST if neighbour(text, Span(start, end), place, focus) else Turn.TO


def _heads_clause(text: str, start: int) -> bool:
    return _CLAUSE_HEAD.search(text, max(0, start - _WINDOW), start) is not None


def holds(place: Place, other: Place | None) -> bool:
    """Does a place hold another one, such as the article's own?"""
    return (
        other is not None
        and len(place.steps) < len(other.steps)
        and place.steps == other.steps[: len(place.steps)]
    )


def _listed(text: str, spans: Sequence[Span]) -> set[int]:
    """Return where places stand that are mere members of a list (胥各庄镇、黄各庄镇等11个…), without a figure each."""
    starts: set[int] = set()
    for one, other in pairwise(spans):
        if _ENUMERATED.fullmatch(text, one.end, other.start) and not text[one.end : one.end + 1].isdigit():
            starts |= {one.start, other.start}
    return starts
