"""The place that an article is about."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.model import Mention, Place
from pipeline.patterns import standard
from pipeline.relate.passing import ASIDE

Steps = tuple[tuple[str, str], ...]
SHARE: Final = 0.6
_BEYOND: Final = frozenset(("台湾省", "香港特别行政区", "澳门特别行政区"))
_OUR: Final = standard("我[省市州盟县区旗]")


def focus(text: str, mentions: Sequence[Mention[Place]]) -> Place | None:
    """Return the smallest place that most of an article's mentions lie in, nothing where there is none.

    >>> names = ("襄城县", "长葛市", "禹州市", "许昌市")
    >>> from pipeline.model import Metadata
    >>> from pipeline.places.find import find
    >>> text = "、".join(names)
    >>> place = focus(text, find(text, (), Metadata()))
    >>> place.path if place else ""
    '河南省/许昌市'
    """
    weights = Counter(mention.fact.steps for mention in _told(text, mentions))
    best: Steps = ()
    while step := _next(weights, best):
        best = step
    if not best:
        return None
    coded = [mention.fact for mention in mentions if mention.fact.steps == best and mention.fact.code]
    return coded[0]._replace(in_name=False) if coded else Place(best[-1][0], best, basis="focus")


def _told(text: str, mentions: Sequence[Mention[Place]]) -> Sequence[Mention[Place]]:
    """Return the mentions that speak for what an article is about.

    What it only goes past is left out, and so are names of other things, but where there is nothing else and somebody
    speaks of 我县.  What lies abroad or beyond the strait counts where more of it is there than at home: else they are
    partners and markets.
    """
    named = [
        mention
        for mention in mentions
        if mention.fact.steps
        and mention.fact.steps[0][0] != "area"
        and mention.fact.level != "country"
        and not any(rule(text, mention.span, mention.fact, None) for rule in ASIDE)
    ]
    own = [mention for mention in named if not mention.fact.in_name]
    if not own:
        return named if _OUR.search(text) else ()
    home = [mention for mention in own if not _is_beyond(mention.fact)]
    return home if 2 * len(home) >= len(own) else own


def _is_beyond(place: Place) -> bool:
    level, name = place.steps[0]
    return level == "country" or name in _BEYOND


def _next(weights: Counter[Steps], best: Steps) -> Steps:
    """Return the place one step below that holds the larger share of what lies in `best`, nothing where none does."""
    inside = {steps: weight for steps, weight in weights.items() if steps[: len(best)] == best}
    deeper: Counter[Steps] = Counter()
    for steps, weight in inside.items():
        if len(steps) > len(best):
            deeper[steps[: len(best) + 1]] += weight
    child, weight = max(deeper.items(), key=lambda item: (item[1], item[0]), default=((), 0))
    return child if weight >= SHARE * sum(inside.values()) else ()
