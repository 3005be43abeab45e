"""The character that fits best between its neighbours."""

from collections.abc import Sequence
from heapq import nlargest
from math import log1p

from pipeline.convert import simplify_character, simplify_characters
from pipeline.recent import recently
from pipeline.repair.likelihood import cost, likelihood, word_cost

AROUND = 4
_TRIED = 8
# By how many nats a guessed character must be likelier than the next best.
_CLEARLY = 1.0


def guess(choice: Sequence[str], before: str, after: str, near: str) -> tuple[str, bool]:
    """Return the character that fits best between its neighbours, and whether no other fits nearly as well.

    What the article says elsewhere counts, too: its words come again.

    >>> guess("一基", "引领", "层治理", "基层党组织，基层治理")
    ('基', True)
    """
    return _guess(tuple(choice), before[-AROUND:], after[:AROUND], near)


@recently
def _guess(choice: tuple[str, ...], left: str, right: str, near: str) -> tuple[str, bool]:
    last, first = simplify_characters(left[-1:]), simplify_characters(right[:1])
    tried = nlargest(_TRIED, choice, key=lambda character: _promise(last, character, first))
    scores = sorted(
        (
            likelihood(left + c + right)
            + 2 * log1p(_times(near, left[-1:] + c) + _times(near, c + right[:1])),
            c,
        )
        for c in tried
    )
    if not scores:
        return "", False
    return scores[-1][1], len(scores) == 1 or scores[-1][0] - scores[-2][0] >= _CLEARLY


def _promise(left: str, character: str, right: str) -> float:
    """Return what the character adds to the probability, alone or in a word with a neighbour."""
    simple, alone = _alone(character)
    joined = [
        score - _alone(neighbour)[1]
        for neighbour, word in ((left, left + simple), (right, simple + right))
        if neighbour and (score := word_cost(word))
    ]
    return max([alone, *joined])


@recently
def _alone(character: str) -> tuple[str, float]:
    simple = simplify_character(character)
    return simple, cost(simple)


def _times(text: str, pair: str) -> int:
    return text.count(pair) if len(pair) == 2 else 0
