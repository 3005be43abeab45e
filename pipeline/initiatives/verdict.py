"""What a rule says of a quotation."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.initiatives import shapes
from pipeline.initiatives.quotes import Quote


class Name(NamedTuple):
    """A verdict: the type, and how many characters around the marks belong to the name."""

    type: str
    front: int = 0
    back: int = 0


NO_NAME = Name("")
Rule = Callable[[Quote], Name | None]


def nominal(inner: str, shortest: int) -> bool:
    """Is it long enough for a name, and has it none of the words of talk?"""
    return len(inner) >= shortest and not shapes.is_clause(inner)
