"""Chains that start from a name of county rank or above, and what they stand for."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline import lexicon
from pipeline.model import Metadata, Place
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve, seams, spot
from pipeline.places.border import misread_abroad
from pipeline.places.chain import SETTLED, Chain, Starts, dominant, extend
from pipeline.places.gazetteer import Entry
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence
from pipeline.places.short import is_plain
from pipeline.places.spot import SHORT, Hit
from pipeline.places.zones import city_instead, is_of_many
from pipeline.recent import recently


def chains(text: str, anchors: list[Hit], starts: Starts) -> list[Chain]:
    """Build the longest chain from each anchor, left to right."""
    out: list[Chain] = []
    end = 0
    for hit in anchors:
        if hit.start < end or _opens_longer_name(text, hit, starts):
            continue
        head = Chain(hit.start, hit.end, hit.entries, ((hit.name, hit.end),), hit.kind)
        if hit.kind == "region":
            chain = _region_chain(text, head, starts)
            if (
                out
                and out[-1].end == chain.start
                and len(out[-1].parts) < 3
                and out[-1].kind in ("full", "short", "chain", "country")
            ):
                chain = chain._replace(start=out.pop().start)
        else:
            chain = head if hit.kind == "country" else extend(text, head, starts)
        out.append(chain)
        end = chain.end
    return out


def _opens_longer_name(text: str, hit: Hit, starts: Starts) -> bool:
    """Tell whether a short name only opens that of a township or village: 南阳|镇, 巴彦|扎拉嘎乡, not 襄城|湛北乡.

    Such a name cuts no word: 长春街|头.
    """
    if hit.kind not in SHORT:
        return False
    ends = {
        other.end
        for other in starts.get(hit.start, ())
        if other.kind == "lower" and other.end > hit.end and not seams.cuts_right(text, other.end)
    }
    return bool(ends) and not ends <= {other.end for other in starts.get(hit.end, ())}


@lexicon.built
def regions() -> dict[str, dict[str, str]]:
    """Return the regions and the cities abroad by surface."""
    found = {
        row["surface"]: {"level": "area", "path": f"{row['country']}/{row['surface']}", "covers": ""}
        for row in lexicon.rows("place_cities")
    }
    found |= {row["surface"]: row for row in lexicon.rows("place_regions")}
    return found | {row["name"]: row | {"covers": ""} for row in lexicon.added().get("places", ())}


@cache
def countries() -> dict[str, str]:
    """Return the countries' usual names by surface."""
    return {row["surface"]: row["official"] for row in lexicon.rows("place_countries")}


def _region_chain(text: str, head: Chain, starts: Starts) -> Chain:
    covers = frozenset(regions()[head.name]["covers"].split())
    return extend(text, head._replace(region=head.name), starts, covers)


def evidence(text: str, found: Iterable[Chain], metadata: Metadata) -> Evidence:
    """Collect what the article names without doubt; its outlet and byline are hints."""
    year = metadata.published[:4]
    out = Evidence(int(year) if year.isdigit() else gazetteer.LAST)
    later: list[Chain] = []
    for chain in found:
        kept = resolve.of_the_day(chain.entries, out.year)
        kept = dominant(kept) if chain.kind in SHORT else kept
        if len(kept) == 1 and (chain.kind in SETTLED or is_plain(text, chain, kept[0])):
            if chain.kind == "full" and is_of_many(chain):
                later.append(chain)
            else:
                out.add(chain, kept[0])
    for hit in spot.anchor_hits(f"{metadata.outlet} {metadata.byline}"):
        named = hit.kind in ("full", "short") or (hit.kind in SHORT and hit.start == 0)
        kept = dominant(resolve.of_the_day(hit.entries, out.year)) if named else ()
        if len(kept) == 1:
            out.hint(kept[0])
    for chain in later:
        if not city_instead(chain, out):
            out.add(chain, chain.entries[0])
    return out


def countries_and_regions(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Countries, cities abroad, regions and the literary names of provinces: 日本, 韩国首尔, 长三角, 荆楚大地."""
    misread = {chain.start for chain in misread_abroad(reading.text, reading.chains, reading.lowers)}
    for chain in reading.chains:
        if chain.start in misread:
            continue
        if chain.kind == "country":
            yield chain, Place("country", (("country", countries()[chain.name]),), basis="full-name")
        elif chain.region and not _is_only_a_word(chain, reading.evidence):
            yield chain, _region(chain)


def _is_only_a_word(chain: Chain, evidence: Evidence) -> bool:
    """Tell whether a region is but a word (祖国北疆), since the article names nothing else of its province."""
    if chain.name not in lexicon.words("place_words"):
        return False
    province = regions()[chain.region]["path"].split("/")[0]
    return evidence.seen.keys().isdisjoint(gazetteer.anchors()[province][1])


@cache
def _abbreviated() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for provinces in a row by one character each, and what each character stands for."""
    names = {row["surface"]: row["province"] for row in lexicon.rows("place_abbreviations")}
    one, behind = f"[{''.join(names)}]", "[两二三四五]省|边[区界]|交界|毗邻|接壤|老区|结合部"
    rest = rf"(?:、?{one}){{1,5}}(?={behind})|(?:、{one}){{2,}}|(?<![一-鿿].)、{one}(?![一-鿿])"
    return standard(rf"{one}(?=、?{one})(?:{rest})"), names


def abbreviated_provinces(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Provinces by one character each: 湘、粤、桂三省, 鄂豫皖交界."""
    pattern, names = _abbreviated()
    for match in pattern.finditer(reading.text):
        for at in range(match.start(), match.end()):
            name = names.get(reading.text[at])
            if name:
                entries = tuple(map(Entry, gazetteer.anchors()[name][1]))
                chain = Chain(at, at + 1, entries, ((name, at + 1),), "short")
                yield chain, resolve.place(chain, entries, reading.evidence, "short-name")


def full_names_and_chains(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Full names of county rank and above, and all chains that start from an anchor: 襄城县湛北乡后聂村, 唐山丰南."""
    for chain in reading.chains:
        if chain.kind in SETTLED and not chain.region:
            entries = _of_head(chain, reading.evidence.year)
            if len(entries) != 1:  # a single one is evidence already
                entries, _ = resolve.choose(entries, reading.evidence, chain.start)
                entries = _by_towns(entries, reading)
                if len(entries) == 1:
                    reading.evidence.add(chain, entries[0])
            basis = "full-name" if chain.kind == "full" else chain.kind
            yield chain, resolve.place(chain, entries, reading.evidence, basis)


def _of_head(chain: Chain, year: int) -> tuple[Entry, ...]:
    """Return what a chain may stand for; where only its head is known and short, the largest (岳阳绿色化工产业园)."""
    if len(chain.entries) < 2 or len(chain.parts) - len(chain.guessed) > 1:
        return chain.entries
    return dominant(resolve.of_the_day(chain.entries, year)) if chain.guessed else chain.entries


def _by_towns(entries: tuple[Entry, ...], reading: Reading) -> tuple[Entry, ...]:
    """Keep the one of several counties whose towns the article names (龙华区 with 大浪街道), all of them if none is.

    A county that is gone counts with the one that it has become.
    """
    if len(entries) < 2:
        return entries
    names = {hit.name for hit in reading.lowers if hit.name.endswith(("街道", "镇", "乡"))}
    held = {row for name in names for row in gazetteer.beneath(name)}
    kept = tuple(entry for entry in entries if entry.row in held)
    return kept if len(kept) == 1 else entries


def _region(chain: Chain) -> Place:
    row = regions()[chain.region]
    *above, own = row["path"].split("/")
    if "code" in row:
        return _listed(row, above, own)
    steps = [(level_of(name), name) for name in above] + [(row["level"], own)]
    if row["level"] != "area":
        entry = Entry(gazetteer.anchors()[own][1][0])
        return Place(row["level"], tuple(steps), gazetteer.code(entry), basis="literary-name")
    code = ""
    if chain.entries:
        entry = chain.entries[0]
        steps += _below_county(entry, chain)
        code = gazetteer.code(entry) if len(chain.entries) == 1 and not chain.guessed else ""
    steps += chain.guessed
    return Place(steps[-1][0], tuple(steps), code, basis="chain" if len(chain.parts) > 1 else "region")


def _listed(row: dict[str, str], above: list[str], own: str) -> Place:
    """Return a place of the user's own list; what lies between a county and a village is a township."""
    levels = [level_of(name) for name in above]
    if "county" in levels[:-1] and row["level"] in ("village", "area"):
        after = levels.index("county") + 1
        levels[after] = "township" if levels[after] == "area" else levels[after]
    steps = (*zip(levels, above, strict=True), (row["level"], own))
    return Place(row["level"], steps, row["code"], basis="own-list")


def _below_county(entry: Entry, chain: Chain) -> list[tuple[str, str]]:
    rows = [row for row in reversed(gazetteer.lineage(entry.row)) if len(gazetteer.lineage(row)) > 3]
    steps = [(gazetteer.level(Entry(row)), gazetteer.division(row).name) for row in rows]
    return [*steps, ("village", chain.name)] if entry.number else steps


@recently
def level_of(name: str) -> str:
    """Return the level of a division of county rank or above by its full name."""
    if name in countries().values():
        return "country"
    rows = gazetteer.anchors().get(name)
    return gazetteer.level(Entry(rows[1][0])) if rows else "area"
