"""The noun phrases beside a figure, found word by word."""

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from pipeline.model import Span
from pipeline.numbers.words import CLOSING, OPENING, STOP, Tokens, heads, kind_of

SUFFIXES: Final = frozenset(
    "点班站区员户室馆所队团线路带圈群园地费率量额数者人厂店校院会组网民师手生工价品款金"
)
"""Nouns of one character that make a noun of the verb in front: 研讨|班."""
PEOPLE: Final = frozenset("人户员者民师手生工")
"""Nouns of one character that make a noun for people of the verb in front: 脱贫|户."""
RESULTS: Final = frozenset("到至达成为得回来走出过")
"""What makes a link of a verb: 压到, 可达, 变成."""
COMPOUNDS: Final = frozenset(("增收", "减收", "增产", "减产"))
"""Links that belong to the name when one stands in front: 户均|增收."""
_EXTENT: Final = re.compile("(?:[长宽高深厚重]|不等|左右|上下)?的")
"""What may stand between a measure and what it measures: 4.5公里长的观光线."""
_DEEPEST: Final = 8
"""So many modifiers, each with 的, are looked through."""
_EACH: Final = frozenset(("每", "每个", "每名", "每位", "每家", "每所"))
_MODIFIER_EDGE: Final = re.compile(r"[,，。;；:：!！?？\n0-9]")
_ASIDE: Final = re.compile(r"(?:[(（][^()（）]{1,20}[)）]|\[[0-9]{1,2}\])$")

_ASIDE_END: Final = (")", "）", "]")


class Phrase(NamedTuple):
    """A noun phrase in front of a figure."""

    start: int
    text: str
    links: tuple[str, ...] = ()
    """The words between."""
    bare: bool = False
    """Is it a verb?"""
    each: bool = False
    """Does 每 stand before it?"""
    parted: bool = False
    """Is it named before something that stands between, where something comes from or what a share is of?"""


def right(text: str, at: Tokens, pos: int, limit: int, *, predicate: bool = False) -> str:
    """Return the noun phrase that starts at `pos`, up to `limit`.

    With `predicate` a verb at its head is the clause's (50人参加培训), not a modifier (19家共建单位), except
    that of an amount (50万元扶持资金).
    """
    extent = _EXTENT.match(text, pos)
    room = Span(extent.end() if extent else pos, limit)
    head = _head(text, at, room, predicate=predicate, shortest=1 if extent else 2)
    if not head:
        return ""
    start, i = head
    pos = max(start, at.starts[i - 1] + len(at.words[i - 1])) if i else start
    while i < len(at.words) and pos < limit:
        begin, word = at.starts[i], at.words[i]
        if word in OPENING and begin >= pos:
            close = _close(text, begin, limit)
            if close < 0:
                break
            pos, i = close, at.after(close)
            continue
        kind = at.kind(i) if begin >= pos else ""
        if kind and not (kind == "v" and (text[pos - 1] in CLOSING or _named(at, i))):
            break
        pos, i = begin + len(word), i + 1
    return text[start : min(pos, limit)].strip()


def _head(text: str, at: Tokens, room: Span, *, predicate: bool, shortest: int) -> tuple[int, int] | None:
    """Return where a noun phrase begins, and its first word behind the verbs of `shortest` length that modify it."""
    pos, limit = room
    for _ in range(_DEEPEST):
        i = at.after(pos)
        while i < len(at.words) and at.words[i][0] == "各" and at.starts[i] >= pos and at.kind(i) == "f":
            pos, i = at.starts[i] + len(at.words[i]), i + 1
        if i == len(at.words) or pos >= limit:
            return None
        kind = at.kind(i) if at.starts[i] >= pos else at.tail_kind(i, pos)
        if not kind or (at.words[i] in OPENING and at.starts[i] >= pos):
            return pos, i
        behind = -1 if predicate or kind in ("stop", "t") else _behind_de(text, at.starts[i], limit)
        if behind < 0:
            modifiers = _modifying(at, i, kind, predicate=predicate, shortest=shortest)
            return (pos, i + modifiers) if modifiers else None
        pos, predicate = behind, False
    return None


def _modifying(at: Tokens, i: int, kind: str, *, predicate: bool, shortest: int) -> int:
    """Return how many verbs from `i` on modify the noun that a phrase is about; 0 if none does."""
    if kind not in ("v", "t"):
        return 0
    if _names(at, i) or (kind == "v" and not predicate and _closes(at, i)):
        return 1
    modifiers = _modifiers(at, i, shortest)
    return 0 if predicate and at.words[i + modifiers] not in heads() else modifiers


def _modifiers(at: Tokens, i: int, shortest: int) -> int:
    """Return how many words from `i` on modify the noun behind them (共建|单位, 帮办|代办|专员); 0 if none is."""
    j, last = i, min(i + 2, len(at.words) - 1)
    while j < last and len(at.words[j]) >= shortest and at.kind(j) in ("v", "t"):
        j += 1
    return 0 if at.kind(j) else j - i


def _names(at: Tokens, i: int) -> bool:
    """Is the verb at `i` the first part of a noun for people (脱贫|户)?"""
    return i + 1 < len(at.words) and at.words[i + 1] in PEOPLE


def _closes(at: Tokens, i: int) -> bool:
    """Does the clause end with the verb at `i`, which then names what is done (三次走访)?"""
    return len(at.words[i]) > 1 and (i + 1 == len(at.words) or at.words[i + 1][0] in STOP)


def _named(at: Tokens, i: int) -> bool:
    """Does the verb at `i` go on into a name: by a noun-making suffix (研讨|班), or a quotation (振兴|“联合体”)?"""
    return i + 1 < len(at.words) and (at.words[i + 1] in SUFFIXES or at.words[i + 1] in OPENING)


def _close(text: str, start: int, limit: int) -> int:
    """Return the end of the quotation that opens at `start`, or -1 if it is long or open."""
    for end in range(start + 1, min(limit, start + 24)):
        if CLOSING.get(text[end]) == text[start]:
            return end + 1
        if text[end] in "。!！?？\n":
            break
    return -1


def _behind_de(text: str, pos: int, limit: int) -> int:
    """Return where the head of a clause-long modifier begins: 28项需要上级协作的|赋能清单."""
    edge = _MODIFIER_EDGE.search(text, pos, limit)
    found = text.rfind("的", pos, min(edge.start() if edge else limit, pos + 24))
    return found + 1 if found >= 0 else -1


def left(text: str, at: Tokens, pos: int, floor: int) -> Phrase:
    """Return the noun phrase that ends before `pos`, not before `floor`."""
    end, i, links = _strip(text, at, pos, floor)
    starts, begin, bare = at.starts, end, False
    while i >= 0 and starts[i] >= floor:
        kind = at.kind(i)
        if kind:
            opening = _opening(text, at.words[i][0], starts[i], floor) if kind == "stop" else -1
            if opening >= 0:
                begin, i = opening, at.after(opening) - 1
                continue
            if begin < end and not _modifies(text[begin:end], at, i):
                break
            if begin == end:
                if kind != "v":
                    break
                bare = True
        begin, i = starts[i], i - 1
    if begin < end and links and links[-1] in COMPOUNDS:
        end += len(links[-1])
    return Phrase(begin, text[begin:end].strip("的 "), tuple(links), bare, i >= 0 and at.words[i] in _EACH)


def _opening(text: str, closing: str, pos: int, floor: int) -> int:
    """Return where the quotation opens that is closed at `pos`, or -1."""
    return text.rfind(CLOSING[closing], max(floor, pos - 24), pos) if closing in CLOSING else -1


def _modifies(noun: str, at: Tokens, i: int) -> bool:
    """Does the word at `i` modify the noun behind it: 的, or a verb in front of an indicator (种植|面积)?"""
    if at.words[i] == "的":
        return i > 0 and not at.kind(i - 1)
    return at.kind(i) == "v" and noun in heads()


def _strip(text: str, at: Tokens, end: int, floor: int) -> tuple[int, int, list[str]]:
    """Pass over the links and asides before `end`: where they begin, the index of the word before, the links."""
    links: list[str] = []
    starts, words = at.starts, at.words
    i = bisect_left(starts, end) - 1
    while i >= 0 and (begin := starts[i]) >= floor:
        if text[end - 1] in _ASIDE_END and (aside := _ASIDE.search(text, max(floor, end - 24), end)):
            end = aside.start()
            i = bisect_left(starts, end) - 1
            continue
        word, whole = words[i], begin + len(words[i])
        if whole > end:
            word = word[: end - begin]
        if not _links_on(word, "t" if begin in at.times else kind_of(word)):
            return min(end, whole), i, links
        links.append(word)
        end, i = begin, i - 1
        if word in ("到", "至") and i >= 0 and starts[i] >= floor and _leads_to(at, i):
            links.append(words[i])
            end, i = starts[i], i - 1
    return end, i, links


def _leads_to(at: Tokens, i: int) -> bool:
    """May the word have its result in the one behind it (发展|到, 精简|至)?"""
    return len(at.words[i]) == 2 and at.words[i] not in heads() and at.kind(i) in ("", "v")


def _links_on(word: str, kind: str) -> bool:
    if word == "的" or kind in ("link", "f", "t"):
        return True
    if word in heads():
        return False
    return kind == "v" and (len(word) == 1 or word[-1] in RESULTS)


def coordinated(text: str, at: Tokens, pos: int, floor: int) -> list[str]:
    """Return the phrases joined before `pos`, first to last: 城镇、农村居民收入(分别…).

    >>> from pipeline import segment
    >>> from pipeline.numbers.words import tokens
    >>> text = "出生人口和死亡人口分别为2万、3万"
    >>> coordinated(text, tokens(text, segment.words(text)), 9, 0)
    ['出生人口', '死亡人口']
    """
    parts: list[str] = []
    while True:
        phrase = left(text, at, pos, floor)
        if not phrase.text:
            return parts
        parts.insert(0, phrase.text)
        if text[phrase.start - 1 : phrase.start] not in ("、", "和", "与", "及"):
            return parts
        pos = phrase.start - 1
