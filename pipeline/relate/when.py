"""Which time a figure is about."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import regex

from pipeline.model import Mention, Quantity, Span
from pipeline.numbers.calendar import RELATIVE

_THEN: Final = regex.compile(r"(?P<word>" + "|".join(RELATIVE) + r"|截至目前|目前|眼下|如今|现在|当前)")
NEAR: Final = 300
"""A time named farther in front, in characters, is of another figure."""
_COMPARED: Final = regex.compile(r"(?:较|比|与|同|相比|同比)$")


def period(text: str, start: int, sentence: Span, dates: Sequence[Mention[Quantity]], published: str) -> str:
    """Return the time that a figure is about: the last one named before it in its sentence, ISO.

    >>> period("去年收入达到80万元", 6, Span(0, 10), (), "2024-11")
    '2023'
    """
    best, at = "", -1
    begin = max(sentence.start, start - NEAR)
    first = bisect_left(dates, begin, key=lambda date: date.span.start)
    near = dates[first : bisect_left(dates, start, key=lambda date: date.span.start)]
    for date in near:
        if date.fact.date and not _COMPARED.search(text, max(0, date.span.start - 2), date.span.start):
            best, at = date.fact.date, date.span.start
    for match in _THEN.finditer(text, begin, start):
        if match.start() > at and not any(d.span.start <= match.start() < d.span.end for d in near):
            if _COMPARED.search(text, max(0, match.start() - 2), match.start()):
                continue
            word, at = match["word"], match.start()
            if word in RELATIVE:
                best = str(int(published[:4]) + RELATIVE[word]) if published[:4].isdigit() else ""
            else:
                best = published
    return best
