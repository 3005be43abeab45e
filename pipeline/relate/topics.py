"""The places that a text turns to, by name and by words like 全市 and 该村, and those it goes past."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from pipeline.lexicon import JOINS
from pipeline.model import Mention, Place, Span
from pipeline.patterns import standard
from pipeline.relate import anaphora, passing
from pipeline.relate.anaphora import COUNTRY, holds
from pipeline.relate.meant import meant
from pipeline.relate.people import posts
from pipeline.relate.topic import NEAR, WINDOW, Topic, Turn, current, heads_clause, turned_to

if TYPE_CHECKING:
    import regex

_RANKS: Final = frozenset("居列占")
_RANK: Final = standard(
    "[^,，。;；!！?？\n]{0,16}?(?:之[首冠最]|首位|榜首|第[一二三四五六七八九十0-9]|前[列茅三五十0-9])"
)
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
_COUNTED: Final = standard(
    "(?:[2-9]|[1-9][0-9]|[两二三四五六七八九])个?(?:(?=区)|[一-鿿]{0,6}?(?!区))(?P<kind>街道|社区|嘎查|[省州盟市县区旗镇乡村])(?![级域场长民委办城振内里]|(?:接壤|毗[邻连]|相[邻接])(?!的))"
)
_ENUMERATED: Final = standard(
    r"[^,，。;；:：!！?？\n、把将了到0-9]{0,16}、[^,，。;；:：!！?？\n、把将了到]{0,8}"
)


def topics(text: str, places: Sequence[Mention[Place]], focus: Place | None) -> tuple[Topic, ...]:
    """Return the places that a text turns to, names and anaphora, in order."""
    events: list[tuple[int, Mention[Place] | Topic | regex.Match[str]]] = [
        (m.span.start, m) for m in places if m.fact.steps not in ((), COUNTRY.steps)
    ]
    events += (
        (m.start(), Topic(*m.span(), COUNTRY, Turn.TO))
        for m in anaphora.reported(text)
        if heads_clause(text, m.start())
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
        elif (topic := meant(text, event, found, focus)) is not None:
            found.append(topic)
    return tuple(found)


def _named(
    text: str, mention: Mention[Place], found: Sequence[Topic], focus: Place | None, listed: set[int]
) -> Topic:
    """Judge a name; 百利镇等4个乡镇 turns to the whole they are counted in: the place told of, or the article's own."""
    (start, end), place = mention.span, mention.fact
    closes = text[start - 1 : start] == "、" and _CLOSES_LIST.match(text, end)
    counted = _are_counted(text, mention, found)
    if _AND_OTHERS.match(text, end) or closes or counted:
        wholes = (current(found), focus, anaphora.shared(found[-1].place, place) if counted else None)
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
    joined = text[start - 1 : start] in JOINS and bool(found) and found[-1].end == start - 1
    counted = _COUNTED.match(text, end) if joined else None
    if counted is None or passing.border(text, mention.span, place, None):
        return False
    return place.level in anaphora.LEVELS[counted["kind"]]


def _is_wider(text: str, start: int, place: Place, found: Sequence[Topic], focus: Place | None) -> bool:
    """Does it hold what the text tells of, without opening a clause, or only name something there: 襄城县供销社?"""
    if place.in_name:
        return holds(place, focus) or holds(place, _told_here(text, start, found))
    return holds(place, focus) and not heads_clause(text, start)


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
    return Turn.PART if _AMONG.search(text, max(0, start - WINDOW), start) else Turn.TO


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
