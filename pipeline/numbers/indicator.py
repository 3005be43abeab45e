"""What a figure counts or measures: the noun phrase beside it, found on either side."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.model import Mention, Quantity, Sentence, Span
from pipeline.numbers.behind import quotation_end
from pipeline.numbers.figure import (
    AMOUNTS,
    CLAUSE,
    EDGE,
    RELATIVE,
    Around,
    Figure,
    Told,
    came_from,
    figure,
    last_end,
)
from pipeline.numbers.inhabitants import NOUNS
from pipeline.numbers.kinds import OPENING, is_amount, link_change
from pipeline.numbers.naming import indicator, topic
from pipeline.numbers.phrases import coordinated
from pipeline.numbers.words import tokens
from pipeline.patterns import standard

_TO: Final = standard(r"(?:至|到|为|成)了?(?:原来的|去年同期的|上年的)?$")
_BLANK: Final = standard("(?<=[一-鿿]) +(?=[一-鿿])")
_GENERIC: Final = frozenset(
    ("合计", "总计", "总数", "总量", "总额", "数量", "占比", "比例", "比重", "增速", "增幅", "降幅")
)
"""Nouns that say of what was named before how much it is in all, or what share."""
_KEPT: Final = 3
"""So many figures of the sentence before are gone on about."""
_GOES_ON: Final = standard(
    "其中|另有|另外|其余|截[至止]|目前[,，已]|(?:与|和|同|比|较)[^,，。;；]{1,16}(?:相比|[,，增减上下提])"
)
"""How a sentence opens that goes on about what the one before counts: 与2010年的80人相比,增加5人."""
_SIZES: Final = frozenset(("age", "money", "measure"))
_BESIDE: Final = 8
"""Figures side by side have no more than the name of a size between them."""
_COUNTS: Final = frozenset(("count", "number"))
_ORDERED: Final = frozenset(("批", "届", "期", "轮"))
_TIMES_OF: Final = frozenset(("批", "批次", "场次", "户", "户次"))
"""What those come in who are told of next."""
_EXTENTS: Final = frozenset("长宽高深厚重")
"""What a size is of, where it is no indicator itself."""
_DIMENSION: Final = standard(
    "[全总]?[长宽高深厚重]|总?面积|占地(?:面积)?|海拔|直径|树龄|胸径|总?容量|库容|跨度|投资"
)
"""What leads to a size in front of the thing that has it: 3条|宽4米的道路."""
_AND: Final = frozenset(("及", "和", "与", "或", "以及", "或者"))
_APART: Final = 6
"""Of figures that stand for several indicators in turn (分别为…、…), no more than this stands between two."""


class Reading(NamedTuple):
    """What a figure is about, and whether it says increase, decrease, from or to."""

    indicator: str = ""
    change: str = ""


_NOTHING: Final = Reading()


class _Turn(NamedTuple):
    """Indicators that figures state in turn (分别为…、…): those left, and all of them."""

    left: Sequence[str] = ()
    whole: Sequence[str] = ()


_NO_TURN: Final = _Turn()


def _change(figure: Figure) -> str:
    """Read increase, decrease, from or to off the words before a figure."""
    text, span, links = figure.text, figure.span, figure.phrase.links
    near = max(0, span.start - 10)
    for word in links:
        change = link_change(word)
        if change:
            return "to" if word[-1] in "至到" or _TO.search(text, near, span.start) else change
    stated = text.endswith(("分别从", "分别由"), near, span.start)
    return "from" if stated or came_from(text, near, span) >= 0 else ""


def read(
    text: str,
    words: Sequence[str],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention[Quantity]],
    places: Sequence[Span] = (),
) -> tuple[Reading, ...]:
    """Return what each quantity is about, in order; dates are about nothing, and `places` are no part of a name.

    >>> from pipeline import segment
    >>> from pipeline.numbers import find
    >>> text = "全市完成生产总值2241.1亿元，增长8.5%，新建社区44个，表彰党员3600多名。"
    >>> [(r.indicator, r.change) for r in read(text, segment.words(text), segment.sentences(text), find(text))]
    [('生产总值', ''), ('生产总值', 'increase'), ('社区', ''), ('党员', '')]
    """
    at = tokens(text, words, [m.span for m in mentions if m.fact.kind == "date"])
    starts = [s.span.start for s in sentences]
    named = sorted(places)
    ends = [span.end for span in named]
    found: list[Reading] = []
    turn = _NO_TURN
    told: list[Told] = []
    last, last_sentence, passed = _NOTHING, -1, 0
    for i, mention in enumerate(mentions):
        if mention.fact.kind == "date":
            found.append(_NOTHING)
            continue
        k = bisect_right(starts, mention.span.start) - 1
        sentence = sentences[k].span if k >= 0 else Span(0, len(text))
        if k != last_sentence:
            told = told[-_KEPT:] if k == last_sentence + 1 and _GOES_ON.match(text, sentence.start) else []
            last, last_sentence = _NOTHING, k
        k = bisect_right(ends, mention.span.start) - 1
        place = named[k] if k >= 0 and named[k].start >= sentence.start else None
        floor = max(sentence.start, passed, place.end if place else 0)
        passed = mention.span.end
        room = _room(text, mentions, i, sentence.end)
        told = _outside(text, told, mention.span.start)
        it = figure(text, at, mention, Around(sentence.start, floor, room, told, place))
        change = _change(it)
        parts = _in_turn(it, mentions, i)
        if parts:
            turn = _Turn(parts, parts)
        else:
            near = i > 0 and mention.span.start - mentions[i - 1].span.end <= _APART
            turn = _next(turn, again=(last.change, change) == ("from", "to")) if near else _NO_TURN
            change = change or (last.change if turn.left else "")
        name = turn.left[0] if turn.left else _named(it)
        last = Reading(_BLANK.sub("", name) if " " in name else name, change)
        found.append(last)
        told.append((mention, last.indicator))
    return _forward(text, mentions, found)


def _outside(text: str, told: list[Told], pos: int) -> list[Told]:
    """Leave out what stands in brackets that are closed: 甲地9例(出院|8例|),乙地4例."""
    if not told:
        return told
    (start, end), _, _ = told[-1][0]
    close = max(text.find(")", end, pos), text.find("）", end, pos))
    if close < 0:
        return told
    opening = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    outside = [one for one in told if one[0].span.end <= opening]
    return outside or told


def _next(turn: _Turn, *, again: bool) -> _Turn:
    """Go on to the next indicator; `again`, from the last to the first (分别从90%、48%增长到|95%和63%)."""
    left = turn.left[1:]
    return _Turn(left or (turn.whole if again and turn.left else ()), turn.whole)


def _named(figure: Figure) -> str:
    """Return what a figure is about; what only says how much in all, or what share, refers back."""
    name, told = indicator(figure), figure.around.told
    if name not in _GENERIC:
        return name
    if told:
        other, before = told[-1]
        if figure.fact.kind in RELATIVE or other.fact.kind == figure.fact.kind:
            return before or name
    wider = topic(figure)
    counted = told and figure.text.startswith(wider, told[-1][0].span.end)
    return wider if is_amount(wider) and not counted else name


def _room(text: str, mentions: Sequence[Mention[Quantity]], i: int, end: int) -> Span:
    """Return where what the figure at `i` counts may follow: from it, or what it goes on in, to the next figure."""
    start, follows = mentions[i].span.end, i + 1
    if text.startswith("人", start) and mentions[i].fact.unit == "口":
        start += 1
    if follows < len(mentions):
        start, follows = _passed(text, mentions, i, Span(start, end))
    return Span(start, min(end, mentions[follows].span.start) if follows < len(mentions) else end)


def _passed(text: str, mentions: Sequence[Mention[Quantity]], i: int, room: Span) -> tuple[int, int]:
    """Pass over a figure that says how old, large or dear the counted is, and those inside its name.

    That is 5名70岁以上|老人, 9个投资亿元以上|项目, 4个“15分钟生活圈”: where the name begins, and the figure behind it.
    """
    start, follows = room.start, i + 1
    if text[start : start + 1] in OPENING:
        close = quotation_end(text, *room)
        return start, next(
            (k for k in range(follows, len(mentions)) if mentions[k].span.start >= close), len(mentions)
        )
    (begin, end), fact, _ = mentions[follows]
    if mentions[i].fact.kind != "count" or fact.kind not in _SIZES:
        return start, follows
    between = text[start:begin]
    bound = len(between) <= _APART and is_amount(between) and fact.qualifier.endswith(("上", "下"))
    bound = bound or (_DIMENSION.fullmatch(between) is not None and text.startswith("的", end))
    if (bound or not between) and not EDGE.match(text, end):
        return end, follows + 1
    return start, follows


def _in_turn(figure: Figure, mentions: Sequence[Mention[Quantity]], i: int) -> list[str]:
    """Return the indicators that figures state in turn, where this is the first of them (…分别为A、B)."""
    text, floor, end = figure.text, figure.around.floor, figure.span.start
    word = text.rfind("分别", floor, end)
    if word < 0 or EDGE.search(text, word, end):
        return _paired(figure, mentions, i)
    named = "等" in figure.phrase.links and figure.phrase.start > word
    if named or _run(text, mentions[i:]) == 1:
        return []
    parts = coordinated(text, figure.at, word, last_end(CLAUSE, text, floor, word))
    if not parts or (len(parts) == 1 and text[text.rfind(parts[0], 0, word) - 1] in "比较与同"):
        told = [name for other, name in figure.around.told if other.span.end != word]
        parts = told[-_run(text, mentions[i:]) :]
    return parts if len(set(parts)) == len(parts) > 1 else []


def _paired(figure: Figure, mentions: Sequence[Mention[Quantity]], i: int) -> list[str]:
    """Return what two amounts joined by 、 are about, as two stand in front: 城镇、农村居民收入2万元、1万元."""
    text = figure.text
    if not text.startswith("、", figure.span.end):
        return []
    if i + 1 == len(mentions) or mentions[i + 1].span.start != figure.span.end + 1:
        return []
    (_, end), fact, _ = mentions[i + 1]
    alike = figure.fact.unit == fact.unit and figure.fact.kind in AMOUNTS
    if not alike or text.startswith("、", end):
        return []
    parts = coordinated(
        text, figure.at, figure.start, last_end(CLAUSE, text, figure.around.floor, figure.start)
    )
    return parts if len(set(parts)) == len(parts) == 2 and all(map(is_amount, parts)) else []


def _run(text: str, coming: Sequence[Mention[Quantity]]) -> int:
    """Return how many figures stand in a row (2%和3%), one at least."""
    for i, (one, other) in enumerate(pairwise(coming), 1):
        gap = Span(one.span.end, other.span.start)
        if gap.end - gap.start > _APART or CLAUSE.search(text, gap.start, gap.end):
            return i
    return len(coming)


def _shares(text: str, one: Mention[Quantity], other: Mention[Quantity], name: str, next_name: str) -> bool:
    """Does the next figure name what the first counts in batches or households (26批次、300名|学员)?"""
    if one.fact.unit[0] != "户" and text.startswith(next_name, other.span.end):
        return True
    return not name or name not in text[last_end(CLAUSE, text, 0, one.span.start) : one.span.start]


def _is_sized(text: str, one: Span, other: Span, *, sized: bool) -> bool:
    """Do two sizes stand in front of one thing: 宽2米、|长1.8公里的路?  `sized`: the second does with a third."""
    between = text[one.end : other.start]
    if between[:1] not in "、,，和" or not (sized or text.startswith("的", other.end)):
        return False
    return _DIMENSION.fullmatch(between, 1) is not None and text[one.start - 1] in _EXTENTS


def _is_bound(text: str, one: Mention[Quantity], other: Mention[Quantity]) -> bool:
    """Does the next figure set the bound that this one is included in: 7座及|7座以上车辆?"""
    same = one.fact.unit == other.fact.unit and one.fact.value == other.fact.value
    return same and text[one.span.end : other.span.start] in _AND


def _forward(text: str, mentions: Sequence[Mention[Quantity]], found: list[Reading]) -> tuple[Reading, ...]:
    """Of two figures side by side (3线6车的线路, 第一批8户民居, 26批次、300名学员), one is about what the other is."""
    sized = False
    for i in range(len(found) - 2, -1, -1):
        one, other = mentions[i], mentions[i + 1]
        if other.span.start - one.span.end > _BESIDE:
            sized = False
            continue
        counted = other.fact.kind in _COUNTS and (one.fact.kind in _COUNTS or one.fact.unit in _ORDERED)
        beside = one.span.end == other.span.start and one.fact.unit not in NOUNS
        if one.fact.unit in _TIMES_OF and text[one.span.end : other.span.start] == "、":
            beside = _shares(text, one, other, found[i].indicator, found[i + 1].indicator)
        measures = one.fact.kind == other.fact.kind == "measure"
        sized = measures and _is_sized(text, one.span, other.span, sized=sized)
        joined = (counted and beside) or sized or _is_bound(text, one, other)
        if joined and found[i + 1].indicator:
            found[i] = Reading(found[i + 1].indicator, found[i].change)
    return tuple(found)
