"""Which time a figure is about."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from pipeline.model import Mention, Quantity, Span
from pipeline.numbers.calendar import RELATIVE
from pipeline.patterns import standard

_THEN: Final = standard(r"(?P<word>" + "|".join(RELATIVE) + r"|截至目前|目前|眼下|如今|现在|当前)")
NEAR: Final = 300
"""A time named farther in front, in characters, is of another figure."""
_COMPARED: Final = standard(r"(?:较|比|与|同|相比|同比)$")


def times(text: str, dates: Sequence[Mention[Quantity]], published: str) -> list[tuple[int, str]]:
    """Return where a text names a time, and which, ISO; not what it only compares with.

    >>> times("去年收入80万元，比2018年多", (), "2024-11")
    [(0, '2023')]
    """
    starts = [date.span.start for date in dates]
    found = [(date.span.start, date.fact.date) for date in dates if date.fact.date]
    for match in _THEN.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or dates[before].span.end <= match.start():
            found.append((match.start(), _iso(match["word"], published)))
    return sorted(time for time in found if not _COMPARED.search(text, max(0, time[0] - 2), time[0]))


def _iso(word: str, published: str) -> str:
    if word not in RELATIVE:
        return published
    return str(int(published[:4]) + RELATIVE[word]) if published[:4].isdigit() else ""


def period(named: Sequence[tuple[int, str]], start: int, sentence: Span) -> str:
    """Return the time that a figure is about: the last one named before it in its sentence, ISO.

    >>> period([(0, "2023")], 6, Span(0, 10))
    '2023'
    """
    last = bisect_left(named, (start, "")) - 1
    near = last >= 0 and named[last][0] >= max(sentence.start, start - NEAR)
    return named[last][1] if near else ""
