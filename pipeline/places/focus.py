"""The place that an article is about."""

from collections import Counter
from collections.abc import Sequence

from pipeline.model import Mention, Metadata, Place
from pipeline.places.resolve import Steps

SHARE = 0.6


def focus(mentions: Sequence[Mention[Place]], metadata: Metadata) -> Place | None:
    """Return the smallest place that most of an article's mentions lie in, nothing where there is none.

    >>> names = ("襄城县", "长葛市", "禹州市", "许昌市")
    >>> from pipeline.places.find import find
    >>> place = focus(find("、".join(names), (), Metadata()), Metadata())
    >>> place.path if place else ""
    '河南省/许昌市'
    """
    del metadata
    weights = Counter(
        mention.fact.steps
        for mention in mentions
        if mention.fact.steps and mention.fact.level != "country" and not mention.fact.in_name
    )
    best: Steps = ()
    while step := _next(weights, best):
        best = step
    if not best:
        return None
    coded = [mention.fact for mention in mentions if mention.fact.steps == best and mention.fact.code]
    return coded[0]._replace(in_name=False) if coded else Place(best[-1][0], best, basis="focus")


def _next(weights: Counter[Steps], best: Steps) -> Steps:
    """Return the place one step below that holds the larger share of what lies in `best`, nothing where none does."""
    inside = {steps: weight for steps, weight in weights.items() if steps[: len(best)] == best}
    deeper: Counter[Steps] = Counter()
    for steps, weight in inside.items():
        if len(steps) > len(best):
            deeper[steps[: len(best) + 1]] += weight
    child, weight = max(deeper.items(), key=lambda item: (item[1], item[0]), default=((), 0))
    return child if weight >= SHARE * sum(inside.values()) else ()
