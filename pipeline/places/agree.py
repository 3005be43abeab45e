"""What an article says of a quarter in one place holds in all: 运城某小区, 盐湖区某小区."""

from collections import defaultdict
from collections.abc import Iterable

from pipeline.model import Place
from pipeline.places.chain import Chain
from pipeline.places.resolve import Steps
from pipeline.places.wording import is_zone

Found = tuple[Chain, Place, str]


def agreed(found: Iterable[Found]) -> list[Found]:
    """Hang each quarter that no gazetteer knows where the article puts it most exactly, in so many words if it does.

    >>> town, county = (("county", "襄城县"), ("township", "湛北乡")), (("county", "襄城县"),)
    >>> quarter = ("area", "玉兰小区")
    >>> whole = Chain(0, 9, (), (("襄城县", 3), ("玉兰小区", 7)), "pattern", (quarter,))
    >>> alone = Chain(9, 13, (), (("玉兰小区", 13),), "pattern")
    >>> both = [(whole, Place("area", (*county, quarter)), ""), (alone, Place("area", (*town, quarter)), "")]
    >>> [place.path for _, place, _ in agreed(both)]
    ['襄城县/玉兰小区', '襄城县/玉兰小区']
    """
    found = list(found)
    stated: dict[str, set[Steps]] = defaultdict(set)
    guessed: dict[str, set[Steps]] = defaultdict(set)
    for chain, place, _ in found:
        if _is_quarter(place):
            (stated if len(chain.parts) > 1 else guessed)[_key(place)].add(place.steps[:-1])
    best = {key: max(stated.get(key) or above, key=len) for key, above in (guessed | stated).items()}
    return [(chain, _moved(place, best), rule) for chain, place, rule in found]


def _is_quarter(place: Place) -> bool:
    unknown = bool(place.steps) and not place.code and not place.candidates
    return unknown and place.level in ("area", "village") and not is_zone(place.steps[-1][1])


def _key(place: Place) -> str:
    """Return the name of a quarter without what it may be called with or without (玉兰小区, 玉兰居民区, 玉兰)."""
    return place.steps[-1][1].removesuffix("小区").removesuffix("居民区")


def _moved(place: Place, best: dict[str, Steps]) -> Place:
    """Return a place under the steps that are best for its name, where its own are on the same way."""
    above = best.get(_key(place), ()) if _is_quarter(place) else ()
    own = place.steps[:-1]
    shared = min(len(own), len(above))
    if not above or own == above or own[:shared] != above[:shared]:
        return place
    return place._replace(steps=(*above, place.steps[-1]))
