"""Numerals that are no quantities: in names, codes and fixed phrases."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from pipeline import lexicon
from pipeline.model import Span
from pipeline.numbers import grammar, shares
from pipeline.patterns import standard

_QUOTED: Final = standard(r"[“‘「『]([^“‘「『”’」』,，。;；!?！？\n]{1,20})[”’」』]")
_NUMERAL: Final = frozenset("一二三四五六七八九十百千万亿")
_COUNTING: Final = standard("(?<![0-9+])[0-9]+[^0-9+“”]|^[二三四五六七八九十]{1,3}(?:分钟|公里|小时)")
_CODE: Final = standard(
    r"""[〇零一二两俩仨三四五六七八九十百千廿卅万亿]{31,} | (?=[0-9]+[-.:：∶+×xX〕\]]|[0-9]{11})(?:
        [0-9]{3,4}-[0-9]{3,4}-?[0-9]{3,8}(?![0-9])                  # 010-62345678
      | 1[3-9][0-9]{9}(?![0-9])                                     # 13800138000
      | [0-9]{1,3}(?:\.[0-9]{1,3}){2,}                              # 1.2.3
      | (?<=[〔\[])[0-9]{4}[〕\]]第?[0-9]+号                        # 〔2023〕12号
      | [0-9]{16,}
      | [0-9.]+(?:[:：∶][0-9.]+){2,}                                # 7.1:39.9:53.0
      | [0-9]+[+×xX][0-9A-Za-z一-鿿] | [0-9]+(?=[+])                # 1+N
      | [0-9]{1,2}[:：][0-9]{1,2}(?=[胜负战的])                     # 3:1胜
    )""",
    re.VERBOSE,
)
"""What follows the first digits of a code is looked at first: few numerals have it."""
_AND_MORE: Final = standard(
    "[0-9]{2,}[wk]?[+](?:[名人位户家个项次场起件所座亩元吨头只辆公平]|[^0-9A-Za-z一-鿿]|$)"
)
"""Not a formula but a number and more: 1500+户."""
_NAME: Final = standard(
    r"""[《〈A-Za-z第一二三四五六七八九十](?:
        (?<=《)[^》\n]{1,80}》 | (?<=〈)[^〉\n]{1,80}〉
      | (?<=h)ttps?://[!-~]+ | (?<=w)ww\.[!-~]+
      | (?<=[A-Za-z])[0-9]+(?:[-./][0-9]+)+(?![%0-9])            # B1-3栋; what follows a letter directly is never tried
      | (?<=第)[0-9一二三四五六七八九十]{1,3}(?:                # 第十五届人民代表大会第五次会议
            届[一-鿿]{0,8}?(?:代表大会|人大|政协|委员会|中央|中纪委|纪委|国务院)
          | 次[一-鿿]{0,4}?(?:会议|全会|代表大会|普查|常委会))
      | (?<=[一-鿿][二三四五六七八九十])(?<![分为成有共从由了出作派兵来通设开].)路(?![纵人大军队])  # 高新四路
      | (?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}届(?:   # 二十届三中全会
            [一二三四五六七八九十]{1,3}[中次](?=[一-鿿]{0,2}全)
          | [一二三四五六七八九十]{1,2}次(?:全体)?会议
      | [一-鿿]{0,3}(?:中央|人大|政协|[省市县区州旗]委|纪委)
            (?:[一-鿿]{0,3}?[一二三四五六七八九十]{1,2}次(?:全体)?会议)?)
    )""",
    re.VERBOSE,
)
"""Titles, addresses, serials, sessions and censuses; their first characters come first, to skip fast to."""


@lexicon.built
def _phrases() -> dict[str, list[tuple[int, str]]]:
    """Return the fixed phrases, with the offset in them, by each two characters that hold a numeral and one more."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for phrase in sorted(lexicon.words("number_idioms"), key=lambda phrase: (-len(phrase), phrase)):
        for offset in range(len(phrase) - 1):
            if not grammar.OPENINGS.isdisjoint(phrase[offset : offset + 2]):
                found[phrase[offset : offset + 3]].append((offset, phrase))
    return dict(found)


def fixed_phrase(text: str, pos: int) -> Span | None:
    """Return the longest fixed phrase around `pos`, if any.

    >>> fixed_phrase("他是第一书记", 2)
    Span(start=2, end=6)
    """
    best: Span | None = None
    for begin, end in ((pos - 1, pos + 1), (pos, pos + 2), (pos, pos + 3)):
        for offset, phrase in _phrases().get(text[begin:end], ()):
            start = begin - offset
            if start >= 0 and text.startswith(phrase, start):
                if best is None or len(phrase) >= best.end - best.start:
                    best = Span(start, start + len(phrase))
                break
    return best


def code(text: str, pos: int) -> int:
    """Return the end of the code, score or telephone number that starts at `pos`, or `pos`.

    >>> code("拨打010-62345678", 2), code("共44个", 1), code("1+N模式", 0), code("1500+户", 0)
    (14, 1, 3, 0)
    """
    match = _CODE.match(text, pos)
    counts = match and (_AND_MORE.match(text, pos) or shares.proportion(text, pos))
    return match.end() if match and not counts else pos


def names(text: str) -> tuple[Span, ...]:
    """Return where quotes, book marks, assemblies, addresses and serials hold numerals that are parts of names.

    >>> names("开展“五面红旗”创建,打造“15分钟便民圈”")
    (Span(start=2, end=8),)
    """
    spans = [Span(*m.span()) for m in _NAME.finditer(text)]
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
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, pos: int) -> bool:
        """Does `pos` lie in a span?"""
        i = bisect_right(self._starts, pos)
        return i > 0 and pos < self._ends[i - 1]
