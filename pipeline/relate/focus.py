"""The place that an article is about."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from pipeline.lexicon import JOINS
from pipeline.model import Mention, Place
from pipeline.patterns import standard
from pipeline.relate.anaphora import can_mean
from pipeline.relate.passing import ASIDE

Steps = tuple[tuple[str, str], ...]
SHARE: Final = 0.6
_LARGE: Final = frozenset(("province", "prefecture"))
_BEYOND: Final = frozenset(("台湾省", "香港特别行政区", "澳门特别行政区"))
_POINTS: Final = standard(
    "(?:[我该本]|(?<![居占列在为是到达比较与名])全)(自治[区州县]|[省市州盟县区旗镇乡村]|街道|社区|嘎查)"
    "(?![长委第首领率前平最唯排])"
)
"""A word for a place that is told of: not 居全市第二."""
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
    told = _told(text, mentions)
    weights = Counter(mention.fact.steps for mention in told) + _pointed(text, {m.fact.steps for m in told})
    best: Steps = ()
    while step := _next(weights, best):
        best = step
    if not best:
        return None
    coded = [mention.fact for mention in mentions if mention.fact.steps == best and mention.fact.code]
    return coded[0]._replace(in_name=False) if coded else Place(best[-1][0], best, basis="focus")


def _pointed(text: str, told: Collection[Steps]) -> Counter[Steps]:
    """Count what words like 我县 and 该镇 point to, where it can only be one of the places told of."""
    whole = {steps[:size] for steps in told for size in range(1, len(steps) + 1)}
    meant: Counter[Steps] = Counter()
    for word, count in Counter(_POINTS.findall(text)).items():
        fits = [steps for steps in whole if can_mean(word, *steps[-1])]
        if len(fits) == 1:
            meant[fits[0]] += count
    return meant


def _told(text: str, mentions: Sequence[Mention[Place]]) -> Sequence[Mention[Place]]:
    """Return the mentions that speak for what an article is about.

    What it only goes past is left out, and so are names of other things, but where there is nothing else and they are
    those of small places, or somebody speaks of 我县.  What lies abroad or beyond the strait counts where more of it is
    there than at home: else they are partners and markets.
    """
    named = [
        mention
        for mention in _not_passed(text, mentions)
        if mention.fact.steps and mention.fact.steps[0][0] != "area" and mention.fact.level != "country"
    ]
    own = [mention for mention in named if not mention.fact.in_name]
    if not own:
        return named if _OUR.search(text) else [m for m in named if m.fact.level not in _LARGE]
    home = [mention for mention in own if not _is_beyond(mention.fact)]
    return home if 2 * len(home) >= len(own) else own


def _not_passed(text: str, mentions: Sequence[Mention[Place]]) -> Iterator[Mention[Place]]:
    """Yield the mentions that a text does not go past, as it does a whole list: 涉及新疆、安徽、四川等省."""
    passed = -1
    for mention in mentions:
        start, end = mention.span
        listed = passed >= 0 and text[passed:start] in JOINS
        if listed or any(rule(text, mention.span, mention.fact, None) for rule in ASIDE):
            passed = end
        else:
            passed = -1
            yield mention


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
