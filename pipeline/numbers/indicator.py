"""What a figure counts or measures: the noun phrase beside it, found on either side."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline import lexicon
from pipeline.model import Mention, Quantity, Sentence, Span
from pipeline.numbers.classes import word_class

PERSONS: Final = frozenset(("人", "人次", "户", "户次", "口"))
LEFT_FIRST: Final = frozenset(("money", "percent", "points", "ratio", "measure"))
SUFFIXES: Final = frozenset("点班站区员户室馆所队团线路带圈群园地费率量额数者人厂店校院会组网")
_OPENING: Final = "“‘「『《("
_CLOSING: Final = dict(zip("”’」』》)", _OPENING, strict=True))
_STOP: Final = frozenset(",，。、;；:：!！?？\n…—·（）()[]【】|")
_MODIFIER_EDGE: Final = re.compile(r"[,，。;；:：!！?？\n0-9]")
_EDGE: Final = re.compile(r"[,，。;；:：!！?？\n、]")
_FROM: Final = re.compile(r"(?:由|从(?![业事而此小来未严中头属众容政军医教]))[^,，。;；、]{0,8}$")
_RANK: Final = re.compile(r"(?:位居|位列|排名|排在|排|居|列)[^,，。;；、]{0,8}$")
_TO: Final = re.compile(r"(?:至|到|为|成)了?(?:原来的|去年同期的|上年的)?$")
_NOMINAL: Final = re.compile(r"(增幅|降幅|涨幅|跌幅|占比|比重|增收|总量|合计|总计)[^,，。;；、]{0,5}$")
"""Links that name an indicator themselves where nothing else does: 降幅为0.2个百分点."""
_ASIDE: Final = re.compile(r"[(（][^()（）]{1,20}[)）]$")
_SCOPE: Final = re.compile(r"[全我该本][国省市县区镇乡村州旗盟]|当地")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure is about, and whether it says increase, decrease, from or to."""

    indicator: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text with their offsets."""

    starts: tuple[int, ...]
    words: tuple[str, ...]

    def after(self, pos: int) -> int:
        """Return the index of the first word that ends behind `pos`."""
        i = bisect_right(self.starts, pos) - 1
        return i if i >= 0 and self.starts[i] + len(self.words[i]) > pos else i + 1


def tokens(text: str, words: Sequence[str]) -> Tokens:
    """Find the words again in their text.

    >>> tokens("5000户 居民", ("5000", "户", "居民")).starts
    (0, 4, 6)
    """
    starts, pos = [], 0
    for word in words:
        pos = text.index(word, pos)
        starts.append(pos)
        pos += len(word)
    return Tokens(tuple(starts), tuple(words))


@cache
def _links() -> dict[str, str]:
    """Return the words that link a figure to its indicator, with the change they state."""
    return {row["word"]: row["change"] for row in lexicon.rows("indicator_verbs")}


@cache
def _heads() -> frozenset[str]:
    """Return the nouns that verbs modify: 种植|面积, 接待|人数."""
    return lexicon.words("indicator_heads")


def right(text: str, at: Tokens, pos: int, limit: int, *, predicate: bool = False) -> str:
    """Return the noun phrase that starts at `pos`, up to `limit`.

    With `predicate` a verb at its head is the clause's (50人参加培训), not a modifier (19家共建单位).
    """
    if text[pos : pos + 1] == "的":
        pos += 1
    start, i = pos, at.after(pos)
    while i < len(at.words) and pos < limit:
        begin, word = at.starts[i], at.words[i]
        if word in _OPENING and begin >= pos:
            close = _close(text, begin, limit)
            if close < 0:
                break
            pos, i = close, at.after(close)
            continue
        kind = _kind(word) if begin >= pos else ""
        if kind == "stop":
            break
        if kind and pos == start:
            head = -1 if predicate else _behind_de(text, begin, limit)
            if head >= 0:
                return right(text, at, head, limit)
            if kind != "v" or predicate or not (_modifies(at, i) or _closes(at, i)):
                break
        elif kind and not (kind == "v" and (text[pos - 1] in _CLOSING or _suffixed(at, i))):
            break
        pos, i = begin + len(word), i + 1
    return text[start : min(pos, limit)].strip()


def _kind(word: str) -> str:
    """Return `stop` for what ends any noun phrase, `v`, `f`, `t` or `link` for words that bound one, else nothing."""
    if word[0] in _STOP or word[0] in _CLOSING or word[0] in _OPENING or word[0].isdigit() or word == "的":
        return "stop"
    if word in _links() or _SCOPE.fullmatch(word):
        return "link"
    return word_class(word)


def _modifies(at: Tokens, i: int) -> bool:
    """Does the verb at `i` modify the noun behind it (共建单位)?"""
    return len(at.words[i]) > 1 and i + 1 < len(at.words) and not _kind(at.words[i + 1])


def _closes(at: Tokens, i: int) -> bool:
    """Does the clause end with the verb at `i`, which then names what is done (三次走访)?"""
    return len(at.words[i]) > 1 and (i + 1 == len(at.words) or at.words[i + 1][0] in _STOP)


def _suffixed(at: Tokens, i: int) -> bool:
    """Does a noun-making suffix follow the verb at `i` (研讨|班)?"""
    return i + 1 < len(at.words) and at.words[i + 1] in SUFFIXES


def _close(text: str, start: int, limit: int) -> int:
    """Return the end of the quotation that opens at `start`, or -1 if it is long or open."""
    for end in range(start + 1, min(limit, start + 24)):
        if _CLOSING.get(text[end]) == text[start]:
            return end + 1
        if text[end] in "。!！?？\n":
            break
    return -1


def _behind_de(text: str, pos: int, limit: int) -> int:
    """Return where the head of a clause-long modifier begins: 28项需要上级协作的|赋能清单."""
    edge = _MODIFIER_EDGE.search(text, pos, limit)
    found = text.rfind("的", pos, min(edge.start() if edge else limit, pos + 24))
    return found + 1 if found >= 0 else -1


def left(text: str, at: Tokens, pos: int, floor: int) -> tuple[str, list[str], bool]:
    """Return the noun phrase that ends before `pos`, the linking words between, and whether it is a bare verb."""
    aside = _ASIDE.search(text, floor, pos)
    pos = aside.start() if aside else pos
    i = at.after(pos)
    if i == len(at.words) or at.starts[i] >= pos:
        i -= 1
    end, links = pos, []
    while i >= 0 and at.starts[i] >= floor:
        word = text[at.starts[i] : min(end, at.starts[i] + len(at.words[i]))]
        if word != "的" and _kind(word) not in ("link", "f", "t"):
            break
        links.append(word)
        end, i = at.starts[i], i - 1
    begin, bare = end, False
    while i >= 0 and at.starts[i] >= floor:
        word, kind = at.words[i], _kind(at.words[i])
        opening = text.rfind(_CLOSING.get(word[0], "\0"), max(floor, at.starts[i] - 24), at.starts[i])
        if opening >= 0:
            begin, i = opening, at.after(opening) - 1
            continue
        if word == "的" and begin < end and i > 0 and not _kind(at.words[i - 1]):
            begin, i = at.starts[i], i - 1
            continue
        if kind == "v" and begin < end and text[begin:end] in _heads():
            begin, i = at.starts[i], i - 1
            continue
        if kind and (begin < end or kind != "v"):
            break
        bare = bare or kind == "v"
        begin, i = at.starts[i], i - 1
    return text[begin:end].strip("的 "), links, bare


def _change(text: str, start: int, links: Sequence[str]) -> str:
    """Read increase, decrease, from or to off the words before a figure."""
    window = text[max(0, start - 10) : start]
    if _TO.search(window) and any(_links().get(word) for word in links):
        return "to"
    for word in links:
        change = _links().get(word)
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
        if not reading.indicator:
            reading = Reading(last.indicator, reading.change)
        found.append(reading)
        last = reading
    return _forward(mentions, found)


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
    edges = [m.end() for m in _EDGE.finditer(text, room.start, span.start)]
    clause = edges[-1] if edges else room.start
    origin = (_RANK if quantity.kind == "ordinal" else _FROM).search(text, clause, span.start)
    before, links, bare = left(text, at, origin.start() if origin else span.start, clause)
    nominal = None if before else _NOMINAL.search(text, clause, span.start)
    before = nominal[1] if nominal else before
    attached = text[span.end : span.end + 1] == "的" and not quantity.qualifier.endswith(("上", "下"))
    predicate = (quantity.unit in PERSONS or quantity.kind in LEFT_FIRST) and not attached
    behind = right(text, at, span.end, room.end, predicate=predicate)
    change = _change(text, span.start, links)
    if before and (origin or _prefers_left(quantity, links, behind, bare=bare, attached=attached)):
        return Reading(before, change)
    if bare and quantity.unit in PERSONS:
        return Reading(behind or last or before, change)
    return Reading(behind or before, change)


def _prefers_left(
    quantity: Quantity, links: Sequence[str], behind: str, *, bare: bool, attached: bool
) -> bool:
    """Amounts and shares are named in front (年利润60万元), unless a verb stands there and a noun follows."""
    if not behind:
        return quantity.kind in LEFT_FIRST
    if quantity.kind == "duration":
        return attached and not links and not bare
    if quantity.kind in ("money", "measure") and not attached:
        return False
    return quantity.kind in LEFT_FIRST and not bare and not (attached and links)
