"""What has just been looked up is at hand, and no more: memory does not grow with the articles read."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

_KEPT = 1 << 11

P = ParamSpec("P")
R = TypeVar("R")


def recently(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the last few thousand results of a pure function.

    >>> squares = recently(lambda number: number**2)
    >>> squares(3), squares(3)
    (9, 9)
    """
    remembered: Callable[..., R] = lru_cache(_KEPT)(function)
    return remembered
