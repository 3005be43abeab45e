"""Which place, period and initiative a figure is about."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Figure, Initiative, Mention, Metadata, Place, Quantity, Sentence
from pipeline.numbers.indicator import Reading
from pipeline.relate.about import Schemes, initiative_of
from pipeline.relate.focus import focus as focus
from pipeline.relate.owner import identities, owners
from pipeline.relate.scene import scene
from pipeline.relate.turns import in_turn
from pipeline.relate.when import period, times
from pipeline.relate.where import of_the_place, place_at


class Findings(NamedTuple):
    """All that was found in one text; `readings` are parallel to `numbers`."""

    text: str
    sentences: Sequence[Sentence]
    metadata: Metadata
    focus: Place | None
    places: Sequence[Mention[Place]]
    initiatives: Sequence[Mention[Initiative]]
    numbers: Sequence[Mention[Quantity]]
    readings: Sequence[Reading]


class Relations(NamedTuple):
    """What figures and initiatives are about; parallel to the mentions they belong to."""

    figures: tuple[Figure, ...]
    initiative_ids: tuple[str, ...]
    initiative_places: tuple[Place | None, ...]


def relate(found: Findings) -> Relations:
    """Relate quantities to their place, period and initiative, and initiatives to the place that runs them."""
    dates = [mention for mention in found.numbers if mention.fact.kind == "date"]
    named = times(found.text, dates, found.metadata.published)
    figures_at = [mention.span.start for mention in found.numbers if mention.fact.kind != "date"]
    at = scene(found.text, found.sentences, found.places, found.focus, figures_at)
    runners = owners(at, found.initiatives)
    ids = identities(found.initiatives, runners)
    schemes = Schemes(
        found.text, found.initiatives, runners, [mention.span.start for mention in found.initiatives]
    )
    turns = in_turn(found.text, found.places, found.numbers)

    def figure(mention: Mention[Quantity], reading: Reading) -> Figure:
        if mention.fact.kind == "date":
            return Figure(period=mention.fact.date)
        start = mention.span.start
        sentence = at.sentences[at.sentence_at(start)].span
        place = turns.get(start) or of_the_place(at, mention) or place_at(at, start)
        link = initiative_of(schemes, mention, reading.indicator, place, sentence)
        return Figure(
            indicator=reading.indicator,
            change=reading.change,
            period=period(named, start, sentence),
            place=place,
            initiative_id="" if link is None else ids[link],
        )

    figures = tuple(figure(*pair) for pair in zip(found.numbers, found.readings, strict=True))
    return Relations(figures, ids, runners)
