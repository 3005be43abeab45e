"""Where the rows stand in the clean text of their sentences, counted as JavaScript counts."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of the source that reads `length` characters after it was repaired."""

    start: int
    end: int
    length: int


def expected(start: int, end: int, repairs: Iterable[Repair]) -> int:
    """Return how many clean characters the source has between two offsets.

    >>> expected(100, 120, [Repair(90, 95, 0), Repair(105, 112, 1), Repair(118, 130, 0)])
    14
    """
    inside = (repair for repair in repairs if start <= repair.start and repair.end <= end)
    return end - start + sum(repair.length - (repair.end - repair.start) for repair in inside)


def locate(text: str, words: str, near: int) -> int:
    """Return the place of `words` in `text` that is nearest to `near`; -1 where there is none.

    >>> locate("新建村445个,整治村445个", "445个", 12), locate("新建村445个", "446个", 3)
    (11, -1)
    """
    after = text.find(words, max(near, 0))
    before = text.rfind(words, 0, max(near, 0) + len(words))
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - near), default=-1)


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units.

    >>> units("村𠮷"), units("")
    (3, 0)
    """
    return len(text) + sum(character > "\uffff" for character in text)
