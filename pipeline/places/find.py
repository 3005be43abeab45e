"""From clean text to mentions of places: anchors and their chains first, then what hangs from them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter

from pipeline.model import Mention, Metadata, Place, Sentence, Span
from pipeline.patterns import standard
from pipeline.places import (
    again,
    anchors,
    below,
    corps,
    districts,
    hamlets,
    markets,
    seams,
    short,
    spot,
    towns,
    zones,
)
from pipeline.places.agree import agreed
from pipeline.places.bodies import bears_name
from pipeline.places.chain import Chain, Starts
from pipeline.places.reading import Reading
from pipeline.places.wording import is_zone

Rule = Callable[[Reading], Iterator[tuple[Chain, Place]]]

# In this order: a rule sees what those before it have found, and an earlier one keeps its stretch of text.
RULES: tuple[Rule, ...] = (
    zones.bracketed,
    anchors.countries_and_regions,
    anchors.abbreviated_provinces,
    corps.corps_units,
    zones.of_this_city,
    below.lower_chains,
    anchors.full_names_and_chains,
    districts.with_organs,
    markets.business_districts,
    below.only_townships,
    towns.subjects,
    towns.offices,
    below.lists,
    again.unlisted,
    below.parted,
    below.lower_names,
    towns.promoted,
    towns.listed_stems,
    towns.stations,
    short.short_names,
    again.set_off,
    hamlets.groups,
    hamlets.hamlets,
    hamlets.listed_hamlets,
    hamlets.estates,
    again.sisters,
    again.introduced,
    again.stems,
)


def find(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> tuple[Mention[Place], ...]:
    """Find the places that a text names, in order; a chain of names is one mention.

    >>> [mention.fact.path for mention in find("记者走进襄城县湛北乡后聂村。", (), Metadata())]
    ['河南省/许昌市/襄城县/湛北乡/后聂村']
    """
    del sentences  # A chain never crosses a mark, so never a sentence.
    reading = _read(text, metadata)
    for rule in RULES:
        for chain, place in rule(reading):
            reading.add(chain, place, rule.__name__)
    ordered = sorted(agreed(reading.places), key=lambda item: item[0].start)
    return tuple(_mention(text, chain, place, rule) for chain, place, rule in ordered)


def _read(text: str, metadata: Metadata) -> Reading:
    heads, lowers = spot.anchor_hits(text), spot.lower_hits(text)
    starts: Starts = defaultdict(list)
    for hit in sorted((*heads, *lowers), key=attrgetter("end"), reverse=True):
        starts[hit.start].append(hit)
    chains = anchors.chains(text, heads, starts)
    return Reading(text, lowers, starts, chains, anchors.evidence(text, chains, metadata))


_GROUP = standard(
    r"(?:第?[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:村民小组|小组|组|社|队|屯)(?![织长成建员会区合办伍里])"
)


def _mention(text: str, chain: Chain, place: Place, rule: str) -> Mention[Place]:
    if not seams.goes_on(text, chain.end) and not text[chain.end : chain.end + 1].isdigit():
        return Mention(Span(chain.start, chain.end), place, _label(rule))
    small = place.level == "village" or (place.level == "area" and not place.code and not is_zone(chain.name))
    group = _GROUP.match(text, chain.end) if small and place.steps else None
    if group:
        return Mention(
            Span(chain.start, group.end()),
            Place("area", (*place.steps, ("area", group[0])), basis="chain"),
            "village-group",
        )
    if bears_name(text, chain.end):
        place = place._replace(in_name=True)
    return Mention(Span(chain.start, chain.end), place, _label(rule))


@cache
def _label(rule: str) -> str:
    return rule.replace("_", "-")
