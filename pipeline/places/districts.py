"""Districts whose names are also words for a part of any town: 老城区检察院, 郊区区委, 北区区议会."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.model import Place
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve
from pipeline.places.chain import Chain
from pipeline.places.gazetteer import Entry
from pipeline.places.reading import Reading
from pipeline.places.seams import one_of


@cache
def _organ() -> re.Pattern[str]:
    rows = tuple(lexicon.rows("place_organs"))
    whole = one_of(row["surface"] for row in rows if row["form"] == "whole")
    bureaus = one_of(row["surface"] for row in rows if row["form"] == "bureau")
    return standard(rf"(?:{whole})|(?:{bureaus})分?局")


def with_organs(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Districts in front of an organ of theirs, in an article that names what holds them."""
    for chain in reading.chains:
        doubtful = chain.kind in ("word", "bound") and chain.name[-1] == "区" and len(chain.parts) == 1
        if not doubtful or not _organ().match(reading.text, chain.end):
            continue
        today = resolve.of_the_day(chain.entries, reading.evidence.year)
        near = [entry for entry in today if _is_held_here(entry, reading)]
        if len(near) == 1 and gazetteer.current(near[0], reading.evidence.year):
            reading.evidence.add(chain, near[0])
            yield chain, resolve.place(chain, (near[0],), reading.evidence, "full-name")


def _is_held_here(entry: Entry, reading: Reading) -> bool:
    """Tell whether the article names what holds a district, or something else that lies in it."""
    above = gazetteer.division(entry.row).parent
    if above in reading.evidence.seen:
        return True
    name = gazetteer.division(above).name
    return any(name == step for _, place, _ in reading.places for _, step in place.steps)
