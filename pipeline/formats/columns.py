"""Characters on a page → lines in reading order → paragraphs: headlines, then the columns below them.

Coordinates grow to the right and downwards.  Vertical text is turned first, so that its lines run like others.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.patterns import compiled

_SAME_ROW = 0.5  # of a character's height: how far a character may stand above or below the last one
_LINKED = 1.2  # of a character's size: a wider gap than that ends a line
_BACK = 0.5  # of a character's size: how far a character may overlap the last one
_BLANK = 0.5  # of a character's size: a gap so much wider than the others is a blank
_GUTTER = 0.7  # of a character's size: the least distance of two columns
_GAP = 0.6  # of a character's size: the least distance of two blocks, above that of their lines
_HEADLINE = 1.25  # times the size of the text
_ALIKE = 0.12  # by which two sizes of one text may differ
_SHORT_OF = 1.6  # characters by which a full line may fall short of the edge: a mark that may not end it
_LETTER = 0.6  # of a character's size: the width of a letter or digit
_WORD = compiled(r"[^\W\p{Han}]+")
_INDENT = 0.9  # characters
_ENDS = compiled(r"[。！？!?…：:][”’」』）)]*$")


class Glyph(NamedTuple):
    """A character and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 0.1)


class Line(NamedTuple):
    """A line of one block; `first` and `last` are the edges of the block."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float

    @property
    def size(self) -> float:
        return max(self.bottom - self.top, 0.1)


def lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page in reading order.

    >>> page = [Glyph("党", 0, 0, 10, 10), Glyph("建", 11, 0, 21, 10), Glyph("引", 0, 15, 10, 25)]
    >>> [line.text for line in lines(page)]
    ['党建', '引']
    """
    if _is_vertical(glyphs):
        glyphs = [Glyph(g.text, g.top, -g.right, g.bottom, -g.left) for g in glyphs]
    runs = [_line(run) for run in _runs(glyphs)]
    if not runs:
        return []
    size = median(run.size for run in runs for _ in run.text)
    return [line for block in _blocks(runs, size) for line in _in_rows(block)]


def paragraphs(found: Iterable[Line]) -> Iterator[str]:
    """Join the lines that one paragraph was broken into, over the ends of columns and pages, too."""
    text = ""
    last: Line | None = None
    for line in found:
        if last and _goes_on(last, line):
            latin = (text[-1] + line.text[0]).isascii() and text[-1].isalpha() and line.text[0].isalpha()
            text += (" " if latin else "") + line.text
        else:
            if last:
                yield text
            text = line.text
        last = line
    if last:
        yield text


def _goes_on(line: Line, following: Line) -> bool:
    size = line.size
    word = _WORD.match(following.text)
    return (
        abs(size - following.size) <= _ALIKE * size
        and line.last - line.right <= (_SHORT_OF + _LETTER * (len(word[0]) if word else 0)) * size
        and line.last - line.first >= 4 * size
        and following.left - following.first <= _INDENT * size
        and not (following.top - line.bottom > size and following.left >= line.left - size)
        and not (following.first != line.first and _ENDS.search(line.text))
    )


def _is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Do most characters stand below the one before?"""
    below = beside = 0
    for one, other in pairwise(glyphs):
        across, down = abs(other.left - one.left), other.top - one.top
        below += across < _SAME_ROW * one.size and 0 < down < 2 * one.size
        beside += abs(down) < _SAME_ROW * one.size and 0 < other.left - one.left < 2 * one.size
    return below > beside


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Split the characters, as they are drawn, where the next one does not stand right behind."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _linked(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _linked(one: Glyph, other: Glyph) -> bool:
    size = min(one.size, other.size)
    return (
        abs(one.bottom - other.bottom) < _SAME_ROW * size
        and one.size < 2 * other.size < 4 * one.size
        and -_BACK * size < other.left - one.right < _LINKED * size
    )


def _line(run: list[Glyph]) -> Line:
    """Write a run down; blanks stand where a gap is wider than those of the line."""
    while len(run) > 1 and run[0].text.isspace():
        run = run[1:]  # an indent that was drawn
    gaps = [other.left - one.right for one, other in pairwise(run)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    text = run[0].text
    for gap, glyph in zip(gaps, run[1:], strict=True):
        text += (" " if gap > usual + _BLANK * glyph.size else "") + glyph.text
    left, right = min(g.left for g in run), max(g.right for g in run)
    top, bottom = median(g.top for g in run), median(g.bottom for g in run)
    return Line(text, left, top, right, bottom, left, right)


def _blocks(runs: list[Line], size: float) -> Iterator[list[Line]]:
    """Cut the page until no cut goes through: below the text above a headline, between columns, between blocks."""
    waiting = [runs]
    while waiting:
        region = waiting.pop()
        parts = _cut_at_headlines(region, size) or _cut_columns(region, size) or _cut_rows(region, size)
        if parts:
            waiting += reversed(parts)
        else:
            yield region


def _cut_at_headlines(region: list[Line], size: float) -> list[list[Line]]:
    rows = _parts(region, vertical=False, gap=_GAP * size / 4)
    sizes = [max(line.size for line in row) > _HEADLINE * size for row in rows]
    cut: list[list[Line]] = []
    for n, row in enumerate(rows):
        if cut and sizes[n] == sizes[n - 1]:
            cut[-1] = cut[-1] + row
        else:
            cut.append(row)
    return cut if len(cut) > 1 else []


def _cut_columns(region: list[Line], size: float) -> list[list[Line]]:
    parts = _parts(region, vertical=True, gap=_GUTTER * size)
    return parts if len(parts) > 1 else []


def _cut_rows(region: list[Line], size: float) -> list[list[Line]]:
    rows = _parts(region, vertical=False, gap=0.0)
    leading = [other[0].top - one[0].bottom for one, other in pairwise(rows)]
    usual = median(leading) if leading else 0.0
    parts = _parts(region, vertical=False, gap=max(usual, 0.0) + _GAP * size)
    return parts if len(parts) > 1 else []


def _parts(region: list[Line], *, vertical: bool, gap: float) -> list[list[Line]]:
    """Split the lines where a strip as wide as `gap` holds none of them."""

    def edges(line: Line) -> tuple[float, float]:
        return (line.left, line.right) if vertical else (line.top, line.bottom)

    parts: list[list[Line]] = []
    end = 0.0
    for line in sorted(region, key=edges):
        start, stop = edges(line)
        if parts and start - end <= gap:
            parts[-1].append(line)
            end = max(end, stop)
        else:
            parts.append([line])
            end = stop
    return parts


def _in_rows(block: list[Line]) -> Iterator[Line]:
    """Order the lines of a block, runs of one row from left to right as one line."""
    first, last = min(line.left for line in block), max(line.right for line in block)
    row: list[Line] = []
    for line in sorted(block, key=lambda line: (line.bottom, line.left)):
        if row and line.bottom - row[0].bottom > _SAME_ROW * min(line.size, row[0].size):
            yield _joined(row, first, last)
            row = []
        row.append(line)
    if row:
        yield _joined(row, first, last)


def _joined(row: list[Line], first: float, last: float) -> Line:
    row = sorted(row, key=lambda line: line.left)
    text = row[0].text
    for one, other in pairwise(row):
        text += (" " if other.left - one.right > _BLANK * other.size else "") + other.text
    return Line(
        text,
        row[0].left,
        min(line.top for line in row),
        max(line.right for line in row),
        max(line.bottom for line in row),
        first,
        last,
    )
