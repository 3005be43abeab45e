"""Applying edits, and finding the way back from the repaired text to the source."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from pipeline.model import Edit

GLOSS = "gloss"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Carry out sorted, disjoint edits.

    >>> apply("個(gè)村", [Edit(1, 5, "gloss", "(gè)", "")])
    '個村'
    """
    return "".join(_parts(text, edits))


def _parts(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    position = 0
    for edit in edits:
        yield text[position : edit.start]
        yield edit.after
        position = edit.end
    yield text[position:]


def disjoint(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits; where two overlap the one given first stands.

    >>> first, second = Edit(2, 5, "gloss", "abc", ""), Edit(4, 6, "gloss", "cd", "")
    >>> disjoint([first, second]) == (first,)
    True
    """
    starts: list[int] = []
    kept: list[Edit] = []
    for edit in edits:
        place = bisect_left(starts, edit.start)
        if place and kept[place - 1].end > edit.start:
            continue
        if place < len(kept) and kept[place].start < edit.end:
            continue
        starts.insert(place, edit.start)
        kept.insert(place, edit)
    return tuple(kept)


def then(text: str, edits: Sequence[Edit], later: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits of `text` that do what `edits` do, and then `later` to what they made.

    >>> first = [Edit(0, 2, "mis-decoded", "鍏氬", "党"), Edit(2, 3, "mis-decoded", "缓", "建")]
    >>> [(e.kind, e.before, e.after) for e in then("鍏氬缓", first, [Edit(0, 2, "torn-word", "党建", "党")])]
    [('torn-word', '鍏氬缓', '党')]
    """
    if not edits:
        return tuple(later)
    offsets = OffsetMap(edits, len(text))
    moved = []
    for edit in later:
        start, end = offsets.start_of(edit.start), offsets.end_of_character(edit.end - 1)
        if offsets.cuts(edit.start) or offsets.cuts(edit.end):
            continue  # within what one edit made of one place
        moved.append(Edit(start, end, edit.kind, text[start:end], edit.after))
    return disjoint([*moved, *edits])


class OffsetMap:
    """Offsets of the repaired text → offsets of the source.

    Every piece of the source that an edit rewrote belongs as a whole to each character it became.

    >>> offsets = OffsetMap([Edit(1, 5, "gloss", "(gè)", "")], 8)   # 個(gè)村組級
    >>> offsets.start_of(1), offsets.end_of(1), offsets.end_of(2)
    (5, 5, 6)
    """

    def __init__(self, edits: Sequence[Edit], length: int) -> None:
        self._edits = tuple(edits)
        self._length = length
        # Where each edit's result starts and ends in the repaired text.
        growth = list(accumulate((len(e.after) - (e.end - e.start) for e in edits), initial=0))
        self._starts = [e.start + before for e, before in zip(edits, growth, strict=False)]
        self._ends = [e.end + after for e, after in zip(edits, growth[1:], strict=True)]

    def cuts(self, clean: int) -> bool:
        """Is the place `clean` within the characters that one edit made?"""
        last = bisect_right(self._starts, clean) - 1
        return last >= 0 and self._starts[last] < clean < self._ends[last]

    def start_of(self, clean: int) -> int:
        """Return where the character at `clean` starts in the source."""
        last = bisect_right(self._starts, clean) - 1
        if last < 0:
            return clean
        edit = self._edits[last]
        if clean < self._ends[last]:
            return edit.start
        return min(clean - self._ends[last] + edit.end, self._length)

    def end_of(self, clean: int) -> int:
        """Return where a span that ends at `clean` ends in the source, the gloss of its last character included."""
        if clean <= 0:
            return 0
        end = self.end_of_character(clean - 1)
        following = bisect_left(self._edits, end, key=lambda edit: edit.start)
        while following < len(self._edits) and self._edits[following].start == end:
            edit = self._edits[following]
            if edit.kind != GLOSS or edit.after:
                break
            end = edit.end
            following += 1
        return end

    def end_of_character(self, clean: int) -> int:
        """Return where the character at `clean` ends in the source, without its gloss."""
        last = bisect_right(self._starts, clean) - 1
        if last >= 0 and clean < self._ends[last]:
            return self._edits[last].end
        return self.start_of(clean) + 1
