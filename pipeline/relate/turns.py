"""Figures that several places state in turn: 定远县、凤阳县产量分别为25.8亿斤、17.4亿斤."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.model import Mention, Place, Quantity
from pipeline.patterns import standard

_EDGE: Final = standard("[。;；!！?？\n]")
_JOINED: Final = standard("[、和与及]|以及")


def in_turn(
    text: str, places: Sequence[Mention[Place]], numbers: Sequence[Mention[Quantity]]
) -> dict[int, Place]:
    """Return the place of each figure that stands in such a row, by the figure's start.

    >>> from pipeline.numbers import find
    >>> from pipeline.model import Span
    >>> text = "甲县、乙县产量分别为25亿斤、17亿斤，居第1位和第4位。"
    >>> places = [Mention(Span(0, 2), Place("county", (("county", "甲县"),)), ""),
    ...           Mention(Span(3, 5), Place("county", (("county", "乙县"),)), "")]
    >>> {start: place.path for start, place in in_turn(text, places, find(text)).items()}
    {10: '甲县', 15: '乙县', 21: '甲县', 25: '乙县'}
    """
    found: dict[int, Place] = {}
    word = text.find("分别")
    while word >= 0:
        edge = _EDGE.search(text, word)
        end = edge.start() if edge else len(text)
        start = max(
            (match.end() for match in _EDGE.finditer(text, max(0, word - 120), word)), default=word - 120
        )
        group = _last_group(text, [m for m in places if start <= m.span.start < word])
        figures = [m for m in numbers if word <= m.span.start < end and m.fact.kind != "date"]
        if len(group) > 1:
            for row in _rows(text, figures, len(group)):
                found.update({figure.span.start: place for figure, place in zip(row, group, strict=True)})
        word = text.find("分别", end)
    return found


def _last_group(text: str, places: Sequence[Mention[Place]]) -> list[Place]:
    """Return the places that are joined, up to the last one."""
    group = [place.fact for place in places[-1:]]
    for one, other in reversed(list(pairwise(places))):
        if not _JOINED.fullmatch(text, one.span.end, other.span.start):
            break
        group.insert(0, one.fact)
    return group


def _rows(text: str, figures: Sequence[Mention[Quantity]], size: int) -> list[Sequence[Mention[Quantity]]]:
    """Return the runs of joined figures that are as long as the list of places."""
    runs: list[list[Mention[Quantity]]] = []
    for figure in figures:
        joined = runs and _JOINED.fullmatch(text, runs[-1][-1].span.end, figure.span.start)
        if joined:
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return [run for run in runs if len(run) == size]
