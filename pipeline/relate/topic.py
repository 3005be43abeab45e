"""A place that a text turns to, and how far it does."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

from pipeline.model import Place
from pipeline.patterns import standard

_CLAUSE_HEAD: Final = standard(
    r"(?:^|[,，。;；:：!！?？\n—])(?:据|而|但是?|且|不过|然而|同时|此外|另外|从|放眼|纵观|目前|如今|现在|当前|眼下|近年来?|今年|去年|截至|其中|同期|而且|并且|据悉|据了解|据介绍|[0-9]{1,4}[年月日季底末前半至上下]+)*$"
)
WINDOW: Final = 24
"""What stands in front of a place that a clause begins with is no longer, in characters."""
NEAR: Final = 2000
"""No word without 该 or 全 points back farther, in characters."""


class Turn(IntEnum):
    """How far the text turns to a place: to it, to what is named after it, for a clause, to measure by it, past it."""

    TO = 0
    NAME = 1
    PART = 2
    MEASURE = 3
    PAST = 4


class Topic(NamedTuple):
    """A place that the text turns to, where it is named."""

    start: int
    end: int
    place: Place
    turn: Turn


def turned_to(topics_: Iterable[Topic], turn: Turn = Turn.TO) -> Place | None:
    """Return the first of some places that the text turns to as far as `turn`."""
    for topic in topics_:
        if topic.turn == turn:
            return topic.place
    return None


def current(found: Sequence[Topic]) -> Place | None:
    """Return the place that a text has turned to last."""
    return turned_to(reversed(found))


def heads_clause(text: str, start: int) -> bool:
    """Tell whether a clause begins with what stands there: 目前，全县…."""
    return _CLAUSE_HEAD.search(text, max(0, start - WINDOW), start) is not None
