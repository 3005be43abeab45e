"""Things that follow each other → some of them together."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


def packed(items: Iterable[_Item], limit: int, size: Callable[[_Item], int]) -> Iterator[list[_Item]]:
    """Yield neighbours together as far as `limit` goes, and what is longer alone.

    >>> list(packed(["ab", "c", "defg", "h"], 3, len)), list(packed([], 3, len))
    ([['ab', 'c'], ['defg'], ['h']], [])
    """
    pack: list[_Item] = []
    length = 0
    for item in items:
        if pack and length + size(item) > limit:
            yield pack
            pack, length = [], 0
        pack.append(item)
        length += size(item)
    if pack:
        yield pack
