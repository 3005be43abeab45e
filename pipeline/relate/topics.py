"""The places that a text turns to, by name and by words like 全市 and 该村, and those it goes past."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.model import Mention, Place, Span
from pipeline.patterns import compiled, standard
from pipeline.relate import anaphora, passing
from pipeline.relate.anaphora import COUNTRY, holds
from pipeline.relate.people import posts

if TYPE_CHECKING:
    import regex

_MEASURE: Final = standard(
    r"(?:居|占|列|在|为|是|作为|超|超过|高于|低于|高出|低出|快于|好于|优于|领先|不足|不到|达到|比|较|与|名|获|获评|荣获|被评为)了?$"
)
"""What makes a place the measure of a comparison (居全省第四位), not what the text is about."""
_SCOPE: Final = compiled("范围|看|来说|来讲|而言|层面|(?<=(?:^|[。;；!！?？\n])在[^,，。]{2,3})[,，]")
"""What makes it the topic all the same: 在全县范围内, 从全州看, 在全县，像这样的社区有68个."""
_RANKED: Final = standard(
    "领先|率先|第[一二三四五六七八九十0-9]|首[位个家批例创]|前[列茅三五十]|排名|平均|同类|闻名|知名|有名|最"
)
"""What makes it no more than what somebody is ranked in: 全国领先, 全省首个."""
_RANKS: Final = frozenset("居列占")
_RANK: Final = standard(
    "[^,，。;；!！?？\n]{0,16}?(?:之[首冠最]|首位|榜首|第[一二三四五六七八九十0-9]|前[列茅三五十0-9])"
)
_CLAUSE_HEAD: Final = standard(
    r"(?:^|[,，。;；:：!！?？\n—])(?:据|而|但是?|且|不过|然而|同时|此外|另外|从|放眼|纵观|目前|如今|现在|当前|眼下|近年来?|今年|去年|截至|其中|同期|而且|并且|据悉|据了解|据介绍|[0-9]{1,4}[年月日季底末前半至上下]+)*$"
)
_GIVES: Final = standard("[^,，。;；]{0,6}?(?:下达|下拨|拨付|拨出|划拨|拨款|追加|援助)")
_BIDS: Final = standard(
    "[^,，。;；0-9]{0,16}?(?:部署|精神|工作要求|要求[,，]|的[^,，。;；]{0,4}领导|领导下|支持下|指导下|关心|号召|一安排|作安排)"
)
_WINDOW: Final = 24
_SERVES: Final = frozenset(("医院", "人民医院", "中医院", "域内", "集体"))
"""What belongs to a whole county, where a governing organ may act in one village of it."""
_SMALL: Final = frozenset(("township", "village", "area"))
NEAR: Final = 2000
"""No word without 该 or 全 points back farther, in characters."""
_AMONG: Final = standard("其中[^。;；!！?？\n]*$")
_IS_OF: Final = standard("[^,，。;；:：!！?？\n]*?(?<!所[在属]的)(?<!所[在属])(?P<is>[是为])?")
"""What stands between a place and the whole it is part of, in one clause."""
_STANDS_FOR: Final = standard("为例|[^,，。;；!！?？\n]{0,40}?的(?:一个|生动|真实|小){0,2}(?:缩影|写照)")
"""What makes a place the one that is told of, as an example (以张村为例) or by one (张村的变化是丰县治水的缩影)."""
_BRANCH: Final = standard("党(?:支部|总支|委|工委|组织)|[村居](?:民委员|委)会|“?两委")
"""Organs that are the village itself, where others only bear a place's name."""
_MEMBER: Final = "(?:(?!等)[一-鿿]){0,8}[省市州盟县区旗镇乡道村邨寨屯查场]"
_AND_OTHERS: Final = standard(
    rf"(?:(?:{_MEMBER})?+(?:、{_MEMBER}){{0,40}}+|(?:、(?:(?!等)[一-鿿]){{1,6}}){{1,40}}+)等(?=[0-9一二三四五六七八九十两])"
)
_CLOSES_LIST: Final = standard(
    "(?:(?!等)[一-鿿]){0,12}等(?=[0-9一二三四五六七八九十两])|[一-鿿]{1,12}?(?=[0-9一二三四五六七八九十两]+大[一-鿿])"
)
"""What ends a list whose last name stands behind 、: 热电厂、岔河中心小学等4个观摩点, 环城路、潭下镇敬老院四大项目."""
_JOINS: Final = frozenset("、和与及")
_COUNTED: Final = standard(
    "(?:[2-9]|[1-9][0-9]|[两二三四五六七八九])个?(?:(?=区)|[一-鿿]{0,6}?(?!区))(?P<kind>街道|社区|嘎查|[省州盟市县区旗镇乡村])(?![级域场长民委办城振内里]|(?:接壤|毗[邻连]|相[邻接])(?!的))"
)
_ENUMERATED: Final = standard(
    r"[^,，。;；:：!！?？\n、把将了到0-9]{0,16}、[^,，。;；:：!！?？\n、把将了到]{0,8}"
)


class Turn(IntEnum):
    """How far the text turns to a place: to it, to what is named after it, for a clause, to measure by it, past it."""

    TO = 0
    NAME = 1
    PART = 2
    MEASURE = 3
    PAST = 4


class Topic(NamedTuple):
    """A place that the text turns to, where it is named."""

    start: int
    end: int
    place: Place
    turn: Turn


def turned_to(topics_: Iterable[Topic], turn: Turn = Turn.TO) -> Place | None:
    """Return the first of some places that the text turns to as far as `turn`."""
    for topic in topics_:
        if topic.turn == turn:
            return topic.place
    return None


def topics(text: str, places: Sequence[Mention[Place]], focus: Place | None) -> tuple[Topic, ...]:
    """Return the places that a text turns to, names and anaphora, in order."""
    events: list[tuple[int, Mention[Place] | Topic | regex.Match[str]]] = [
        (m.span.start, m) for m in places if m.fact.steps not in ((), COUNTRY.steps)
    ]
    events += (
        (m.start(), Topic(*m.span(), COUNTRY, Turn.TO))
        for m in anaphora.reported(text)
        if _heads_clause(text, m.start())
    )
    spans = [m.span for m in places]
    starts = [s.start for s in spans]
    for match in anaphora.find(text):
        k = bisect_right(starts, match.start()) - 1
        if k < 0 or spans[k].end <= match.start():
            events.append((match.start(), match))
    found: list[Topic] = []
    listed = _listed(text, places)
    for _, event in sorted(events, key=lambda e: e[0]):
        if isinstance(event, Mention):
            found.append(_named(text, event, found, focus, listed))
        elif isinstance(event, Topic):
            found.append(event)
        elif (place := _meant(text, event, found, focus)) is not None:
            for_it = event["bare"] and (
                _gives(text, event, place, focus)
                or _acts_there(text, event, place, found)
                or _is_guest(text, event, place, focus)
            )
            turn = Turn.PAST if for_it else _turn_to(text, event, place, focus)
            found.append(Topic(event.start(), event.end(), place, turn))
    return tuple(found)


def _named(
    text: str, mention: Mention[Place], found: Sequence[Topic], focus: Place | None, listed: set[int]
) -> Topic:
    """Judge a name; 百利镇等4个乡镇 turns to the whole they are counted in: the place told of, or the article's own."""
    (start, end), place = mention.span, mention.fact
    closes = text[start - 1 : start] == "、" and _CLOSES_LIST.match(text, end)
    counted = _are_counted(text, mention, found)
    if _AND_OTHERS.match(text, end) or closes or counted:
        wholes = (_current(found), focus, anaphora.shared(found[-1].place, place) if counted else None)
        whole = next((one for one in wholes if holds(one, place)), None)
        if whole is not None:
            return Topic(start, end, whole, Turn.TO)
    if start in listed:
        turn = Turn.PAST
    elif holds(focus, place) and text.endswith("来自", 0, start):
        turn = Turn.NAME
    elif _STANDS_FOR.match(text, end):
        turn = Turn.TO
    elif any(rule(text, mention.span, place, focus) for rule in passing.PASSING):
        turn = Turn.PAST
    elif (
        _is_whole(text, mention.span, place, found)
        or _is_wider(text, start, place, found, focus)
        or _is_field(text, mention.span)
    ):
        turn = Turn.MEASURE
    else:
        bears = place.in_name and not _BRANCH.match(text, end) and not text.endswith("，而", 0, start)
        turn = Turn.NAME if bears else _to(text, start)
    return Topic(start, end, place, turn)


def _is_field(text: str, span: Span) -> bool:
    """Does somebody rank in it: 位居河南省县级之首, 名列许昌市前三?"""
    ranks = text[span.start - 1 : span.start] in _RANKS
    return ranks and _RANK.match(text, span.end) is not None


def _are_counted(text: str, mention: Mention[Place], found: Sequence[Topic]) -> bool:
    """Does a name close a list whose places are counted by their kind: 甲县和乙县2个县, not 甲县和乙县12个村?"""
    (start, end), place = mention.span, mention.fact
    joined = text[start - 1 : start] in _JOINS and bool(found) and found[-1].end == start - 1
    counted = _COUNTED.match(text, end) if joined else None
    if counted is None or passing.border(text, mention.span, place, None):
        return False
    return place.level in anaphora.LEVELS[counted["kind"]]


def _is_wider(text: str, start: int, place: Place, found: Sequence[Topic], focus: Place | None) -> bool:
    """Does it hold what the text tells of, without opening a clause, or only name something there: 襄城县供销社?"""
    if place.in_name:
        return holds(place, focus) or holds(place, _told_here(text, start, found))
    return holds(place, focus) and not _heads_clause(text, start)


def _told_here(text: str, start: int, found: Sequence[Topic]) -> Place | None:
    """Return what the paragraph there, or the one before, has turned to last."""
    far = max(0, start - NEAR)
    least = text.rfind("\n", far, max(far, text.rfind("\n", far, start)))
    return turned_to(takewhile(lambda topic: topic.start > least, reversed(found)))


def _is_whole(text: str, span: Span, place: Place, found: Sequence[Topic]) -> bool:
    """Is it the whole that what the clause tells of is part of: 张村是李镇发展较快的村之一?"""
    if not found or found[-1].turn != Turn.TO:
        return False
    between = _IS_OF.fullmatch(text, found[-1].end, span.start)
    return between is not None and (holds(place, found[-1].place) or between["is"] is not None)


def _to(text: str, start: int) -> Turn:
    """Judge whether the text only turns aside: 共816名，其中东乡县80名；州里…."""
    return Turn.PART if _AMONG.search(text, max(0, start - _WINDOW), start) else Turn.TO


def _meant(text: str, match: "regex.Match[str]", found: Sequence[Topic], focus: Place | None) -> Place | None:
    """Resolve 全市, 我省, 该村: the article's own place first, for 该 and small places the one named last."""
    word = match["level"]
    if match["here"]:
        return _here(text, match, found)
    if not word:
        return anaphora.WHOLE.get(match["whole"]) or anaphora.country(focus)
    if match["organ"] == "集体":
        return anaphora.named(_current(found), word)
    own = anaphora.named(focus, word)
    if word in anaphora.NEAREST:
        since = _near(text, match) if match["bare"] else 0
        return _last(found, word, since, Turn.NAME) or _last(found, word, since) or own
    last = _last(found, word, 0, Turn.NAME) or _last(found, word, 0)
    if own is None or (match["how"] or "").startswith(("该", "这")):
        return last or own
    told = next((topic for topic in reversed(found) if topic.turn != Turn.MEASURE), None)
    is_topic = last is not None and last.level == "county" and told is not None and told.place == last
    return last if is_topic and told and "。" not in text[told.start : match.start()] else own


def _current(found: Sequence[Topic]) -> Place | None:
    return turned_to(reversed(found))


def _here(text: str, match: "regex.Match[str]", found: Sequence[Topic]) -> Place | None:
    """Resolve 这里: the place told of last, not the whole it was compared with (水溪村…，全县下降21%，这里降了54%)."""
    last: Topic | None = None
    least = max(0, match.start() - NEAR)
    line = max(least, text.rfind("\n", least, match.start()))
    for topic in reversed(found):
        if topic.start < (least if last is None else line):
            break
        if topic.turn == Turn.TO and (last is None or holds(last.place, topic.place)):
            last = topic
    return last.place if last else None


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
    if match["here"]:
        return Turn.PAST if text[start - 1 : start] in {"离", "从", "比"} else Turn.TO
    if _SCOPE.match(text, end) or (match["bare"] and text[start - 1 : start] == "为"):
        return Turn.TO
    wider = place is COUNTRY or (focus is not None and len(place.steps) < len(focus.steps))
    span = Span(start, end)
    passes = passing.neighbour(text, span, place, focus)
    if passes and wider:
        return Turn.PAST
    compared = _MEASURE.search(text, max(0, start - 4), start) or _RANKED.match(text, end)
    return Turn.MEASURE if passes or compared or (wider and not _heads_clause(text, start)) else Turn.TO


def _gives(text: str, match: "regex.Match[str]", place: Place, focus: Place | None) -> bool:
    """Does a higher organ give something to the article's own place: 省财政下达资金?"""
    return holds(place, focus) and _GIVES.match(text, match.end()) is not None


def _is_guest(text: str, match: "regex.Match[str]", place: Place, focus: Place | None) -> bool:
    """Is it only what a guest from higher up heads (省委书记王宁到襄城县调研), or who bids (贯彻省委、市委决策部署)?"""
    end = match.end()
    bids = text.startswith(("常委", "副", *posts()), end) or _BIDS.match(text, end) is not None
    return bids and holds(place, focus)


def _acts_there(text: str, match: "regex.Match[str]", place: Place, found: Sequence[Topic]) -> bool:
    """Does an organ act in the smaller place that its sentence or paragraph opens with: 柳沟村…。县里派出11支工作队?"""
    if match["organ"] in _SERVES:
        return False
    line = text.rfind("\n", max(0, match.start() - NEAR), match.start()) + 1
    sentence = max(line, text.rfind("。", line, match.start()) + 1)
    first = None
    for topic in takewhile(lambda topic: topic.start >= line, reversed(found)):
        if first is not None and topic.start < sentence <= first:
            return True
        if topic.turn == Turn.TO:
            if topic.place.level not in _SMALL or not holds(place, topic.place):
                return False
            first = topic.start
    return first is not None and (first >= sentence or "。" not in text[line:first])


def _heads_clause(text: str, start: int) -> bool:
    return _CLAUSE_HEAD.search(text, max(0, start - _WINDOW), start) is not None


def _listed(text: str, places: Sequence[Mention[Place]]) -> set[int]:
    """Return where places stand that are mere members of a list, without a figure each: 胥各庄镇、黄各庄镇等11个…."""
    starts: set[int] = set()
    for one, other in pairwise(places):
        (_, end), (start, _) = one.span, other.span
        enumerated = _ENUMERATED.fullmatch(text, end, start) and not text[end : end + 1].isdigit()
        if enumerated and not _of_one_person(text, one, other):
            starts |= {one.span.start, start}
    return starts


def _of_one_person(text: str, one: Mention[Place], other: Mention[Place]) -> bool:
    """Does somebody bear both posts, of a place and of one in it: 许昌市政协委员、襄城县某公司董事长李明?"""
    post = text[one.span.end : text.find("、", one.span.end)]
    return post.endswith(posts()) and (holds(one.fact, other.fact) or holds(other.fact, one.fact))
