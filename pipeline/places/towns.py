"""Townships that are written otherwise than the gazetteer has them: by their office, or by their stem."""

from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.model import Place, occurrences
from pipeline.patterns import compiled, standard
from pipeline.places import gazetteer, resolve, seams
from pipeline.places.alike import TOWNSHIPS, by_stem
from pipeline.places.chain import Chain, extend
from pipeline.places.gazetteer import RANK, Entry
from pipeline.places.reading import Reading
from pipeline.places.wording import NAMED, is_proper

_OFFICE = compiled(rf"(?P<stem>[{seams.HAN}]{{2,4}})(?<!街道)(?<!地区)(?<![乡镇])办事处")
_LIES = standard("位于|地处|坐落")
_SUBJECT = standard(rf"(?<![{seams.HAN}])[{seams.HAN}]{{2,4}}$")
_TOWN = standard("[镇乡](?![村区街级域海定压静守政长])")
_STEM = standard(rf"(?:(?<![{seams.HAN}])|(?<=[和与及在至到的]))[{NAMED}]{{2,3}}$")
_RANKS = {"镇": ("该镇", "全镇"), "乡": ("该乡", "全乡")}


def offices(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Subdistricts by their office alone, and what lies in them: 北郊办事处 for 北郊街道办事处, 北郊办事处滨河社区."""
    for match in _OFFICE.finditer(reading.text) if "办事处" in reading.text else ():
        for start in range(match.start(), match.end("stem") - 1):
            name = reading.text[start : match.end("stem")] + "街道"
            entries, depth = resolve.choose(gazetteer.lookup(name), reading.evidence, start)
            if len(entries) == 1 and depth >= RANK["prefecture"]:
                chain, place = _township(reading, entries[0], start, match.end(), "context")
                longer = extend(reading.text, chain._replace(parts=((name, match.end()),)), reading.starts)
                if longer.end > chain.end:
                    reading.evidence.add(longer, longer.entries[0])
                    place = resolve.place(longer, longer.entries, reading.evidence, longer.kind)
                    chain = longer
                yield chain, place
                break


@cache
def _stations() -> tuple[str, ...]:
    """Return what each township has one of, and names after itself (派出所)."""
    return tuple(row["surface"] for row in lexicon.rows("place_organs") if row["form"] == "station")


def stations(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Townships by their stem in front of a station that each of them has, in articles of their county: 湛北派出所."""
    text = reading.text
    for end in (at for station in _stations() for at in occurrences(text, station)):
        for start in range(max(0, end - 4), end - 1):
            found = {entry for rank in TOWNSHIPS for entry in gazetteer.lookup(text[start:end] + rank)}
            towns = tuple(sorted(entry for entry in found if not entry.number))
            entries, depth = resolve.choose(towns, reading.evidence, start) if towns else ((), 0)
            if len(entries) == 1 and depth >= RANK["county"] and not seams.cuts_left(text, start):
                yield _township(reading, entries[0], start, end, "context")
                break


def subjects(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Townships by their stem, where an article says where one lies and goes on with 该镇: 弟兄山位于凤城北部."""
    ranks = [rank for rank, said in _RANKS.items() if any(word in reading.text for word in said)]
    for lies in _LIES.finditer(reading.text) if ranks else ():
        match = _SUBJECT.search(reading.text, max(0, lies.start() - 5), lies.start())
        if not match:
            continue
        found = {entry for rank in ranks for entry in gazetteer.lookup(match[0] + rank)}
        today = resolve.of_the_day(tuple(sorted(found)), reading.evidence.year)
        entries, depth = resolve.choose(today, reading.evidence, match.start())
        if len(entries) == 1 and (depth or not reading.evidence.tells_where()):
            chain, place = _township(reading, entries[0], match.start(), match.end(), "context")
            reading.evidence.add(chain, entries[0])
            yield chain, place


def promoted(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Subdistricts by the town that they were, in articles of their county: 宁围镇 for 宁围街道."""
    for rank in _TOWN.finditer(reading.text):
        match = _STEM.search(reading.text, max(0, rank.start() - 4), rank.start())
        start, end = match.start() if match else 0, rank.end()
        if not match or not reading.free(start, end) or gazetteer.lookup(match[0] + rank[0]):
            continue
        found = gazetteer.lookup(match[0] + "街道") if is_proper(match[0], "township") else ()
        found = resolve.of_the_day(found, reading.evidence.year)
        entries, depth = resolve.choose(found, reading.evidence, start) if found else ((), 0)
        if len(entries) == 1 and depth >= RANK["county"]:
            yield _township(reading, entries[0], start, end, "renamed")


def listed_stems(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Townships by their stems in a list behind one of the same county: 丹凤棣花、竹林关."""
    towns = [chain for chain, place, _ in reading.places if place.level == "township" and not chain.guessed]
    for chain in towns:
        counties = {gazetteer.division(entry.row).parent for entry in chain.entries}
        end = chain.end
        while len(counties) == 1 and reading.text[end : end + 1] == "、":
            found = by_stem(min(counties), reading.text, end + 1)
            if not found:
                break
            yield _township(reading, found[0], end + 1, found[1], "list")
            end = found[1]


def _township(reading: Reading, entry: Entry, start: int, end: int, basis: str) -> tuple[Chain, Place]:
    chain = Chain(start, end, (entry,), ((reading.text[start:end], end),), "context")
    return chain, resolve.place(chain, (entry,), reading.evidence, basis)
