"""Which place, period and initiative a figure is about."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.model import Figure, Mention, Place, Quantity
from pipeline.numbers.indicator import Reading
from pipeline.relate.about import Schemes, initiative_of
from pipeline.relate.focus import focus as focus
from pipeline.relate.owner import identities, owners
from pipeline.relate.reports import Findings as Findings
from pipeline.relate.reports import reports
from pipeline.relate.scene import Scene, scene
from pipeline.relate.turns import in_turn
from pipeline.relate.when import period, times
from pipeline.relate.where import of_the_place, place_at


class Relations(NamedTuple):
    """What figures and initiatives are about; parallel to the mentions they belong to."""

    figures: tuple[Figure, ...]
    initiative_ids: tuple[str, ...]
    initiative_places: tuple[Place | None, ...]


def relate(found: Findings) -> Relations:
    """Relate quantities to their place, period and initiative, and initiatives to the place that runs them."""
    parts = [(report, _laid_out(report)) for report in reports(found)]
    runners = [owners(at, report.initiatives) for report, at in parts]
    all_runners = tuple(chain.from_iterable(runners))
    ids = identities(found.initiatives, all_runners)
    named = iter(ids)
    figures = chain.from_iterable(
        _figures(report, at, own, [next(named) for _ in own])
        for (report, at), own in zip(parts, runners, strict=True)
    )
    return Relations(tuple(figures), ids, all_runners)


def _laid_out(found: Findings) -> Scene:
    figures_at = [mention.span.start for mention in found.numbers if mention.fact.kind != "date"]
    return scene(found.text, found.sentences, found.places, found.focus, figures_at)


def _figures(
    found: Findings, at: Scene, runners: Sequence[Place | None], ids: Sequence[str]
) -> Iterator[Figure]:
    dates = [mention for mention in found.numbers if mention.fact.kind == "date"]
    named = times(found.text, dates, found.metadata.published)
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

    return (figure(*pair) for pair in zip(found.numbers, found.readings, strict=True))
