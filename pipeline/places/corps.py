"""Units of the Xinjiang corps by their numbers alone, in articles that name the corps: 十三师, 一师十团五连."""

from collections.abc import Iterator

from pipeline.model import Place
from pipeline.patterns import compiled
from pipeline.places import gazetteer, resolve
from pipeline.places.chain import Chain
from pipeline.places.gazetteer import Entry
from pipeline.places.reading import Reading

_UNIT = compiled(
    r"(?<![一二三四五六七八九十0-9])(?:(?:新疆(?:生产建设)?)?兵团)?(?:第|农)?(?P<division>十[一二三四]?|[一二三四五六七八九])师"
    r"(?:(?:[一-鿿]{2,4}市)?(?P<regiment>[一二三四五六七八九十〇0-9]{1,4}团)(?P<company>[一二三四五六七八九十0-9]{1,3}连)?)?(?![范生父大徒傅资德])"
)


def corps_units(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Divisions of the corps, and their regiments and companies."""
    for match in _UNIT.finditer(reading.text) if "兵团" in reading.text else ():
        rows = gazetteer.anchors().get(f"第{match['division']}师", ("", ()))[1]
        if not rows or any(
            chain.start <= match.start() and match.end() <= chain.end for chain in reading.chains
        ):
            continue
        division = Entry(rows[0])
        entry = _regiment(division, match["division"], match["regiment"], reading) or division
        names = [name for name in match.group("regiment", "company") if name]
        levels = ("township", "village")[: len(names)]
        guessed = tuple(zip(levels, names, strict=True))[1 if entry != division else 0 :]
        written = [match[0][: match.start("regiment") - match.start()] if names else match[0], *names]
        parts = tuple((name, match.end()) for name in written)
        chain = Chain(match.start(), match.end(), (entry,), parts, "chain", guessed)
        reading.evidence.add(chain, entry)
        yield chain, resolve.place(chain, (entry,), reading.evidence, "chain")


def _regiment(division: Entry, number: str, name: str | None, reading: Reading) -> Entry | None:
    """Return a regiment of the gazetteer, if it has one of this number in Xinjiang."""
    found = {
        entry
        for known in (name, f"第{number}师{name}", f"兵团{name}")
        for entry in gazetteer.lookup(known or "")
    }
    province = gazetteer.lineage(division.row)[-1]
    today = resolve.of_the_day(tuple(sorted(found)), reading.evidence.year)
    inside = tuple(entry for entry in today if gazetteer.lineage(entry.row)[-1] == province)
    return inside[0] if len(inside) == 1 else None
