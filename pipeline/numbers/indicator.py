"""What a figure counts or measures: the noun phrase beside it, found on either side."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Mention, Quantity, Sentence, Span
from pipeline.numbers.phrases import Phrase, Tokens, coordinated, left, link_change, right, tokens

PERSONS: Final = frozenset(("人", "人次", "户", "户次", "口"))
LEFT_FIRST: Final = frozenset(("money", "percent", "points", "ratio", "measure"))
_EDGE: Final = re.compile(r"[,，。;；:：!！?？\n、]")
_CLAUSE: Final = re.compile(r"[,，。;；:：!！?？\n]")
_FROM: Final = re.compile(r"(?:由|从(?![业事而此小来未严中头属众容政军医教]))[^,，。;；、]{0,8}$")
_RANK: Final = re.compile(r"(?:位居|位列|排名|排在|排|居|列)[^,，。;；、]{0,14}$")
_SHARE: Final = re.compile(r"(?<!侵)占(?!地|比|到|了)[^,，。;；、]{2,16}的?$")
_TO: Final = re.compile(r"(?:至|到|为|成)了?(?:原来的|去年同期的|上年的)?$")
_BLANK: Final = re.compile("(?<=[一-鿿]) +(?=[一-鿿])")
_GENERIC: Final = frozenset(("总数", "总量", "总额", "数量", "占比", "比例", "比重", "增速", "增幅", "降幅"))
"""Nouns that say of what was named before how much it is in all, or what share."""
_RELATIVE: Final = frozenset(("ordinal", "percent", "points", "ratio"))
_PERSONAL: Final = re.compile("[(（,，]?[男女][,，、](?:[一-鿿]{1,4}族[,，、])?$")
"""What stands between a person's name and age: 张某(男,汉族,24岁)."""
_COMPARED: Final = re.compile("(?<![按以])[高低快慢]于[^,，。;；、0-9]{2,14}$")
"""What a figure is measured against is not what it is about: 高于全省平均水平2.1个百分点."""
_NOMINAL: Final = re.compile(r"(增幅|降幅|涨幅|跌幅|占比|比重|增收|总量|合计|总计)[^,，。;；、]{0,5}$")
"""Links that name an indicator themselves where nothing else does: 降幅为0.2个百分点."""
_APART: Final = 6
"""Of figures that stand for several indicators in turn (分别为…、…), no more than this stands between two."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure is about, and whether it says increase, decrease, from or to."""

    indicator: str = ""
    change: str = ""


def _change(text: str, start: int, links: Sequence[str]) -> str:
    """Read increase, decrease, from or to off the words before a figure."""
    window = text[max(0, start - 10) : start]
    if _TO.search(window) and any(link_change(word) for word in links):
        return "to"
    for word in links:
        change = link_change(word)
        if change:
            return "to" if word[-1] in "至到" else change
    if _FROM.search(window):
        return "from"
    return ""


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
    at = tokens(text, words)
    starts = [s.span.start for s in sentences]
    ends = sorted(span.end for span in places)
    found: list[Reading] = []
    turn: list[str] = []
    last, last_sentence = Reading(), -1
    for i, mention in enumerate(mentions):
        k = bisect_right(starts, mention.span.start) - 1
        sentence = sentences[k].span if k >= 0 else Span(0, len(text))
        if k != last_sentence:
            last, last_sentence = Reading(), k
        if mention.fact.kind == "date":
            found.append(Reading())
            continue
        floor = max(sentence.start, mentions[i - 1].span.end if i else 0)
        k = bisect_right(ends, mention.span.start) - 1
        floor = max(floor, ends[k] if k >= 0 else 0)
        limit = min(sentence.end, mentions[i + 1].span.start if i + 1 < len(mentions) else len(text))
        reading = _one(text, at, mention, Span(floor, limit), last.indicator)
        going_on = bool(turn[1:])
        turn = _in_turn(text, at, mention, floor) or (
            turn[1:] if i and mention.span.start - mentions[i - 1].span.end <= _APART else []
        )
        if turn:
            reading = Reading(turn[0], reading.change or (last.change if going_on else ""))
        own = "" if _refers_back(reading, mentions, i) else reading.indicator
        name = own or last.indicator or reading.indicator
        reading = Reading(_BLANK.sub("", name) if " " in name else name, reading.change)
        found.append(reading)
        last = reading
    return _forward(mentions, found)


def _refers_back(reading: Reading, mentions: Sequence[Mention[Quantity]], i: int) -> bool:
    """Is the indicator one that only says how much in all, or what share, of what the figure before is about?"""
    if reading.indicator not in _GENERIC or not i:
        return False
    kind = mentions[i].fact.kind
    return kind in _RELATIVE or kind == mentions[i - 1].fact.kind


def _in_turn(text: str, at: Tokens, mention: Mention[Quantity], floor: int) -> list[str]:
    """Return the indicators that figures state in turn, where this is the first of them (…分别为A、B)."""
    word = text.rfind("分别", floor, mention.span.start)
    if word < 0 or _EDGE.search(text, word, mention.span.start):
        return []
    start = max((m.end() for m in _CLAUSE.finditer(text, floor, word)), default=floor)
    parts = coordinated(text, at, word, start)
    return parts if len(parts) > 1 else []


def _forward(mentions: Sequence[Mention[Quantity]], found: list[Reading]) -> tuple[Reading, ...]:
    """Of two figures side by side (3线6车的线路), the first is about what the second is."""
    for i in range(len(found) - 2, -1, -1):
        one, other = mentions[i], mentions[i + 1]
        counted = {one.fact.kind, other.fact.kind} <= {"count", "number"}
        if counted and one.span.end == other.span.start and found[i + 1].indicator:
            found[i] = Reading(found[i + 1].indicator, found[i].change)
    return tuple(found)


def _one(text: str, at: Tokens, mention: Mention[Quantity], room: Span, last: str) -> Reading:
    """Read one quantity, looking no further than `room`; `last` is what the figure before it is about."""
    span, quantity = mention.span, mention.fact
    personal = _PERSONAL.search(text, room.start, span.start) if quantity.kind == "age" else None
    if personal:
        span = Span(personal.start(), span.end)
    edges = [m.end() for m in _EDGE.finditer(text, room.start, span.start)]
    clause = edges[-1] if edges else room.start
    compared = _COMPARED.search(text, clause, span.start)
    if compared:
        return Reading(left(text, at, compared.start(), clause).text or last, _change(text, span.start, ()))
    origin = _origin(text, quantity, clause, span.start)
    phrase = left(text, at, origin or span.start, clause)
    if origin and not phrase.text:
        origin, phrase = 0, left(text, at, span.start, clause)
    nominal = None if phrase.text else _NOMINAL.search(text, clause, span.start)
    before = nominal[1] if nominal else phrase.text
    attached = text[span.end : span.end + 1] == "的"
    bounding = quantity.qualifier.endswith(("上", "下")) and (attached or quantity.kind in LEFT_FIRST)
    predicate = (quantity.unit in PERSONS or quantity.kind in LEFT_FIRST) and not attached
    behind = right(text, at, span.end, room.end, predicate=predicate)
    change = _change(text, span.start, phrase.links)
    attached = attached and not bounding
    if before and (origin or bounding or _prefers_left(quantity, phrase, behind, attached=attached)):
        return Reading(before, change)
    if phrase.bare and quantity.unit in PERSONS:
        return Reading(behind or last or before, change)
    return Reading(behind or before, change)


def _origin(text: str, quantity: Quantity, clause: int, start: int) -> int:
    """Return where the indicator ends if something stands between: 由56%提高至, 位居全省第2, 占总数的; else 0."""
    pattern = {"ordinal": _RANK, "percent": _SHARE, "ratio": _SHARE}.get(quantity.kind)
    for one in (_FROM, pattern) if pattern else (_FROM,):
        found = one.search(text, clause, start)
        if found:
            return found.start()
    return 0


def _prefers_left(quantity: Quantity, phrase: Phrase, behind: str, *, attached: bool) -> bool:
    """Amounts and shares are named in front (年利润60万元), unless a verb stands there and a noun follows."""
    if not behind:
        return quantity.kind in LEFT_FIRST
    if quantity.kind == "duration":
        return attached and not phrase.links and not phrase.bare
    if quantity.kind in ("money", "measure") and not attached:
        return False
    return quantity.kind in LEFT_FIRST and not phrase.bare and not (attached and phrase.links)
