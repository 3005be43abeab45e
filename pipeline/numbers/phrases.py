"""The noun phrases beside a figure, found word by word."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count
from operator import not_
from typing import Final, NamedTuple

from pipeline import lexicon
from pipeline.numbers.classes import word_class

SUFFIXES: Final = frozenset("点班站区员户室馆所队团线路带圈群园地费率量额数者人厂店校院会组网")
"""Nouns of one character that make a noun of the verb in front: 研讨|班."""
RESULTS: Final = frozenset("到至达成为得回来走")
"""What makes a link of a verb: 压到, 可达, 变成."""
COMPOUNDS: Final = frozenset(("增收", "减收", "增产", "减产"))
"""Links that belong to the name when one stands in front: 户均|增收."""
_EXTENT: Final = re.compile("[长宽高深厚重]?的")
"""What may stand between a measure and what it measures: 4.5公里长的观光线."""
_OPENING: Final = "“‘「『《("
_CLOSING: Final = dict(zip("”’」』》)", _OPENING, strict=True))
_STOP: Final = frozenset(",，。、;；:：!！?？\n…—·（）()[]【】|→←↗↘▲△▼▽●○■□◆◇★☆※✅~～=<>*#@^-−－")
_MODIFIER_EDGE: Final = re.compile(r"[,，。;；:：!！?？\n0-9]")
_ASIDE: Final = re.compile(r"(?:[(（][^()（）]{1,20}[)）]|\[[0-9]{1,2}\])$")
_SCOPE: Final = re.compile(r"[全我该本][国省市县区镇乡村州旗盟]|当地|每.+")


class Phrase(NamedTuple):
    """A noun phrase in front of a figure: its start, its text, the links between, whether it is a bare verb."""

    start: int
    text: str
    links: tuple[str, ...] = ()
    bare: bool = False


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
    """Find the words again in their text, which is they and blanks between them.

    >>> tokens("5000户 居民", ("5000", "户", "居民")).starts
    (0, 4, 6)
    """
    filled = tuple(compress(count(), map(not_, map(str.isspace, text))))
    lengths = accumulate(map(len, words[:-1]), initial=0)
    return Tokens(tuple(map(filled.__getitem__, lengths)) if words else (), tuple(words))


@cache
def _links() -> dict[str, str]:
    """Return the words that link a figure to its indicator, with the change they state."""
    return {row["word"]: row["change"] for row in lexicon.rows("indicator_verbs")}


def link_change(word: str) -> str:
    """Return the change that a link states, if any.

    >>> link_change("增长"), link_change("达到")
    ('increase', '')
    """
    return _links().get(word, "")


@cache
def _heads() -> frozenset[str]:
    """Return the nouns that verbs modify: 种植|面积, 接待|人数."""
    return lexicon.words("indicator_heads")


def right(text: str, at: Tokens, pos: int, limit: int, *, predicate: bool = False) -> str:
    """Return the noun phrase that starts at `pos`, up to `limit`.

    With `predicate` a verb at its head is the clause's (50人参加培训), not a modifier (19家共建单位).
    """
    extent = _EXTENT.match(text, pos)
    pos = extent.end() if extent else pos
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
            head = -1 if predicate or kind == "t" else _behind_de(text, begin, limit)
            if head >= 0:
                return right(text, at, head, limit)
            if (
                kind not in ("v", "t")
                or predicate
                or not (_modifies(at, i) or (kind == "v" and _closes(at, i)))
            ):
                break
        elif kind and not (kind == "v" and (text[pos - 1] in _CLOSING or _named(at, i))):
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
    """Does the word at `i` modify the noun behind it (共建单位, 初二学生)?"""
    return len(at.words[i]) > 1 and i + 1 < len(at.words) and not _kind(at.words[i + 1])


def _closes(at: Tokens, i: int) -> bool:
    """Does the clause end with the verb at `i`, which then names what is done (三次走访)?"""
    return len(at.words[i]) > 1 and (i + 1 == len(at.words) or at.words[i + 1][0] in _STOP)


def _named(at: Tokens, i: int) -> bool:
    """Does the verb at `i` go on into a name: by a noun-making suffix (研讨|班), or a quotation (振兴|“联合体”)?"""
    return i + 1 < len(at.words) and (at.words[i + 1] in SUFFIXES or at.words[i + 1] in _OPENING)


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


def left(text: str, at: Tokens, pos: int, floor: int) -> Phrase:
    """Return the noun phrase that ends before `pos`, not before `floor`."""
    end, i, links = _strip(text, at, pos, floor)
    begin, bare = end, False
    while i >= 0 and at.starts[i] >= floor:
        word, kind = at.words[i], _kind(at.words[i])
        opening = text.rfind(_CLOSING.get(word[0], "\0"), max(floor, at.starts[i] - 24), at.starts[i])
        if opening >= 0:
            begin, i = opening, at.after(opening) - 1
            continue
        modifier = word == "的" and begin < end and i > 0 and not _kind(at.words[i - 1])
        modifier = modifier or (kind == "v" and begin < end and text[begin:end] in _heads())
        if kind and not modifier and (begin < end or kind != "v"):
            break
        bare = bare or (kind == "v" and not modifier)
        begin, i = at.starts[i], i - 1
    if begin < end and links and links[-1] in COMPOUNDS:
        end += len(links[-1])
    return Phrase(begin, text[begin:end].strip("的 "), tuple(links), bare)


def _strip(text: str, at: Tokens, end: int, floor: int) -> tuple[int, int, list[str]]:
    """Pass over the links and asides before `end`: where they begin, the index of the word before, the links."""
    links: list[str] = []
    while True:
        aside = _ASIDE.search(text, max(floor, end - 24), end)
        end = aside.start() if aside else end
        i = at.after(end)
        if i == len(at.words) or at.starts[i] >= end:
            i -= 1
        if i < 0 or at.starts[i] < floor:
            return end, i, links
        word = text[at.starts[i] : min(end, at.starts[i] + len(at.words[i]))]
        if not _links_on(word):
            return (
                min(end, at.starts[i] + len(at.words[i])),
                i,
                links,
            )
        links.append(word)
        end = at.starts[i]


def _links_on(word: str) -> bool:
    kind = _kind(word)
    if word == "的" or kind in ("link", "f", "t"):
        return True
    return kind == "v" and (len(word) == 1 or word[-1] in RESULTS)


def coordinated(text: str, at: Tokens, pos: int, floor: int) -> list[str]:
    """Return the phrases joined before `pos`, first to last: 城镇、农村居民收入(分别…).

    >>> from pipeline import segment
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
