"""Numerals that are no quantities: in names, codes and fixed phrases."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import add
from typing import Final, NamedTuple

from pipeline import lexicon
from pipeline.model import Span
from pipeline.numbers import grammar

_QUOTED: Final = re.compile(r"[“‘「『]([^“‘「『”’」』,，。;；!?！？\n]{1,20})[”’」』]")
_NUMERAL: Final = frozenset("一二三四五六七八九十百千万亿")
_COUNTING: Final = re.compile("[0-9]+[^0-9+“”]")
_BOOK: Final = re.compile(r"《[^》\n]{1,80}》|〈[^〉\n]{1,80}〉")
_CODE: Final = re.compile(
    r"""(?=[0-9hw〔\[〇零一二两俩仨三四五六七八九十百千廿卅万亿])(?:
        (?:https?://|www\.)[!-~]+
      | [0-9]{3,4}-[0-9]{3,4}-?[0-9]{3,8}(?![0-9])                  # 010-62345678
      | (?<![0-9])1[3-9][0-9]{9}(?![0-9])                           # 13800138000
      | [0-9]{1,3}(?:\.[0-9]{1,3}){2,}                              # 1.2.3
      | [〔\[][0-9]{4}[〕\]]第?[0-9]+号                             # 〔2023〕12号
      | (?<![0-9])[0-9]{16,}
      | [〇零一二两俩仨三四五六七八九十百千廿卅万亿]{31,}
      | [0-9.]+(?:[:：∶][0-9.]+){2,}                                # 7.1:39.9:53.0
      | (?<=[A-Za-z])[0-9]+(?:[-./][0-9]+)*                         # PM2.5
      | [0-9]+[+×xX][0-9A-Za-z一-鿿] | [0-9]+(?=[+])                # 1+N
      | [0-9]{1,2}[:：][0-9]{1,2}(?=[胜负战的])                     # 3:1胜
    )""",
    re.VERBOSE,
)


_ASSEMBLY: Final = re.compile(
    r"第[0-9一二三四五六七八九十]{1,3}(?:届[一-鿿]{0,8}?(?:代表大会|人大|政协|委员会|中央|中纪委|纪委|国务院)"
    r"|次(?:[一-鿿]{0,4}?(?:会议|全会|代表大会|普查|常委会)))"
)
"""Sessions and censuses are names: 第十五届人民代表大会第五次会议."""


class _Phrases(NamedTuple):
    """The fixed phrases, their beginnings, the pairs of characters in them that hold a numeral, and the longest."""

    all: frozenset[str]
    heads: frozenset[str]
    pairs: frozenset[str]
    longest: int


@cache
def _phrases() -> _Phrases:
    phrases = lexicon.words("number_idioms")
    heads = frozenset(phrase[:n] for phrase in phrases for n in range(1, len(phrase)))
    pairs = frozenset(
        pair
        for phrase in phrases
        for pair in map(add, phrase, phrase[1:])
        if set(pair) & set(grammar.OPENINGS)
    )
    return _Phrases(phrases, heads, pairs, max(map(len, phrases)))


def fixed_phrase(text: str, pos: int) -> Span | None:
    """Return the longest fixed phrase around `pos`, if any.

    >>> fixed_phrase("他是第一书记", 2)
    Span(start=2, end=6)
    """
    phrases, heads, pairs, longest = _phrases()
    if text[pos : pos + 2] not in pairs and text[max(0, pos - 1) : pos + 1] not in pairs:
        return None
    best: Span | None = None
    for start in range(max(0, pos - 3), pos + 1):
        for end in range(start + 1, min(len(text), start + longest) + 1):
            part = text[start:end]
            if end > pos and part in phrases and (best is None or end - start >= best.end - best.start):
                best = Span(start, end)
            if part not in heads:
                break
    return best


def names(text: str) -> tuple[Span, ...]:
    """Return where quotes, book marks, assemblies, addresses and codes hold numerals that are parts of names.

    >>> names("开展“五面红旗”创建,打造“15分钟便民圈”")
    (Span(start=2, end=8),)
    """
    spans = [Span(*m.span()) for m in _BOOK.finditer(text)]
    spans += [Span(*m.span()) for m in _CODE.finditer(text)]
    spans += [Span(*m.span()) for m in _ASSEMBLY.finditer(text)]
    spans += [Span(*m.span()) for m in _QUOTED.finditer(text) if not _COUNTING.search(m[1])]
    return tuple(sorted(spans))


def covers(text: str, phrase: Span, pos: int, end: int) -> bool:
    """Is the quantity at `pos` only part of a fixed phrase: all of it, or the numeral that closes one (十四五|期)?"""
    if phrase.end >= end:
        return True
    return (
        phrase.end > pos
        and text[phrase.end - 1] in _NUMERAL
        and (phrase.start < pos or phrase.end - pos > 1)
        and (text[phrase.end] not in _NUMERAL)
    )


class Taken:
    """Sorted spans, asked whether a position lies in one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def end_at(self, pos: int) -> int:
        """Return the end of the span that holds `pos`, or `pos`."""
        i = bisect_right(self._starts, pos) - 1
        return max(pos, self._ends[i]) if i >= 0 else pos
