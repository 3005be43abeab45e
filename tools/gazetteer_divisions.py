"""The divisions of all snapshots, each under every name it had, and what became of those that are gone."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.places import names

# The snapshots' years; the years that history reaches back and forward to (news on the web begins about then).
FIRST, LAST = 2016, 2023
SINCE, TODAY = 1997, 2025
HAN = re.compile(r"[\u3400-\u9fff〇]+")
CONTAINER = re.compile(r"^(?:市辖区|县|.*直辖.*区划)$")
OFFSHORE = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}
# Townships that the statistics bureau does not count: those of Kinmen and the Matsu islands.
ISLANDS = {
    ("350527", "金门县"): ("金城镇", "金湖镇", "金沙镇", "金宁乡", "烈屿乡", "乌坵乡"),
    ("350122", "连江县"): ("南竿乡", "北竿乡", "莒光乡", "东引乡"),
}
# Cities of Taiwan that are divided like a county.
TAIWAN_COUNTY = re.compile(r"(?:基隆|新竹|嘉义)市|.*县")

LEVELS = ("province", "prefecture", "county", "township", "unit", "area")

Key = tuple[str, str]
Villages = dict[tuple[int, int, str], int]


@dataclass(eq=False)
class Division:
    """A division of township rank or above under one name, with the years that have it.

    `now`: what took its place, `merged`: as a part of something else;  `dated`: the years before FIRST are known.
    """

    code: str
    name: str
    level: str
    parent: "Division | None"
    years: set[int] = field(default_factory=set)
    now: "Division | None" = None
    merged: bool = False
    dated: bool = False
    row: int = -1

    @property
    def first(self) -> int | None:
        """The year it began, if that is known."""
        first = min(self.years)
        return first if first > (SINCE if self.dated else FIRST) else None

    @property
    def last(self) -> int | None:
        """The last year that has it, if it is gone."""
        return None if TODAY in self.years else max(self.years)

    def lineage(self) -> "Iterator[Division]":
        """Yield the division and all that are above it, smallest first."""
        yield self
        if self.parent:
            yield from self.parent.lineage()


def table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one CSV table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def county_level(code: str, name: str) -> str:
    """Tell the level of a six-digit code: 71 to 79 are development zones that the statistics treat as counties."""
    return "area" if code[4] == "7" and not name.endswith("县") else "county"


def township_level(name: str) -> str:
    """Tell the level of a nine-digit code by its name's ending."""
    if re.search(r"(?:街道|镇|乡|苏木|地区|场|团|街)$", name):
        return "township"
    return "area" if re.search(r"[区园城带谷港湾岛]$", name) else "unit"


CORPS = re.compile(r"^(?:兵团|农[一二三四五六七八九十]+师)+(?=[〇零一二三四五六七八九十]+团)")


def own_name(name: str, parent: "Division | None") -> str:
    """Return a township's name without those of the divisions above it (四平市铁东区平东街道, 兵团一三六团)."""
    county = parent.name if parent else ""
    whole = (parent.parent.name if parent and parent.parent else "") + county
    return CORPS.sub("", names.township(name, whole if name.startswith(whole) else county))


class Registry:
    """All divisions of all snapshots: one entry per code and name."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], Division] = {}

    def add(self, code: str, name: str, level: str, parent: Division | None, year: int) -> Division:
        """Enter a division, or note that one more snapshot has it."""
        entry = self.entries.setdefault((code, name), Division(code, name, level, parent))
        entry.years.add(year)
        return entry

    def always(self, code: str, name: str, level: str, parent: Division | None) -> Division:
        """Enter a division whose changes are not known."""
        self.add(code, name, level, parent, FIRST)
        return self.add(code, name, level, parent, TODAY)

    def snapshot(self, folder: Path, year: int) -> dict[str, Division]:
        """Enter the divisions of one snapshot; return them by the snapshot's own codes."""
        here: dict[str, Division | None] = {}
        for row in table(folder, "provinces"):
            here[row["code"]] = self.add(row["code"] + "0000", row["name"], "province", None, year)
        for row in table(folder, "cities"):
            parent = here[row["provinceCode"]]
            if CONTAINER.match(row["name"]):
                here[row["code"]] = parent
            else:
                here[row["code"]] = self.add(row["code"] + "00", row["name"], "prefecture", parent, year)
        for row in table(folder, "areas"):
            parent = here[row["cityCode"]]
            same = CONTAINER.match(row["name"]) or (parent and parent.name == row["name"])
            level = county_level(row["code"], row["name"])
            here[row["code"]] = parent if same else self.add(row["code"], row["name"], level, parent, year)
        for row in table(folder, "streets"):
            parent = here[row["areaCode"]]
            name = own_name(row["name"], parent)
            here[row["code"]] = self.add(row["code"], name, township_level(name), parent, year)
        return {code: entry for code, entry in here.items() if entry}

    def rename(self, entry: Division, name: str) -> Division:
        """Give a division another name; an entry of the name it had, or of the new one, points at it."""
        older = self.entries.get((entry.code, name))
        variant = older or Division(entry.code, entry.name, entry.level, entry.parent, {*entry.years})
        variant.now = entry
        variant.years.add(TODAY)
        entry.years.add(TODAY)
        if older is None:
            self.entries[entry.code, entry.name] = variant
            entry.name = name
            self.entries[entry.code, name] = entry
        return entry

    def offshore(self, folder: Path) -> None:
        """Enter Hong Kong, Macau and Taiwan; below the first level the source has no codes."""
        tree = json.loads((folder / "HK-MO-TW.json").read_text("utf-8"))
        for province, areas in tree.items():
            top = self.always(OFFSHORE[province], province, "province", None)
            for number, (area, parts) in enumerate(areas.items()):
                prefix = f"{OFFSHORE[province][:2]}x{number:02}"
                taiwan = province.startswith("台湾")
                level = "county" if TAIWAN_COUNTY.fullmatch(area) else "prefecture"
                middle = self.always(prefix, area, level, top) if taiwan else top
                for index, part in enumerate(parts):
                    below = "township" if middle.level == "county" else "county"
                    self.always(f"{prefix}{index:02}", names.without_brackets(part), below, middle)
        for above in [entry for key, entry in self.entries.items() if key in ISLANDS]:
            for index, town in enumerate(ISLANDS[above.code, above.name]):
                self.always(f"x{above.code}{index:02}", town, "township", above)

    def stays(self) -> None:
        """Take what the last snapshot has for what there is today."""
        for entry in self.entries.values():
            if LAST in entry.years:
                entry.years.add(TODAY)

    def ordered(self) -> list[Division]:
        """Return the entries by code, numbered; codes without official standing (x) come last."""
        entries = sorted(self.entries.values(), key=lambda e: ("x" in e.code, e.code, min(e.years), e.name))
        for row, entry in enumerate(entries):
            entry.row = row
        return entries


def villages(folder: Path, year: int, here: dict[str, Division], found: Villages) -> None:
    """Add one snapshot's villages: (row of the township, last three digits, name) → bit per snapshot."""
    bit = 1 << (year - FIRST)
    for row in table(folder, "villages"):
        name = names.village(row["name"])
        if HAN.fullmatch(name) and len(name) > 1:
            key = (here[row["streetCode"]].row, int(row["code"][9:]), name)
            found[key] = found.get(key, 0) | bit


def link_successors(entries: list[Division], found: Villages, events: dict[Key, Key]) -> None:
    """Point each division that is gone at the one of today in its place.

    That is the one that a register of changes names, else the one of its stem under the same parent, else the one that
    has its code from the next year on, else the one that has at least half of what lay directly beneath it.
    """
    by_key = {(entry.code, entry.name): entry for entry in entries}
    by_stem: dict[tuple[int, str], list[Division]] = defaultdict(list)
    by_code: dict[tuple[str, int | None], Division] = {(entry.code, entry.first): entry for entry in entries}
    for entry in entries:
        if entry.last is None and entry.parent and not entry.now:
            by_stem[entry.parent.row, stem_of(entry)].append(entry)
    of_villages, of_towns = village_stems(entries, found), town_stems(entries)
    for entry in sorted(
        (e for e in entries if e.last), key=lambda e: (LEVELS.index(e.level), -(e.last or 0))
    ):
        parent = entry.parent and (entry.parent.now or entry.parent)
        same = by_stem.get((parent.row, stem_of(entry)), []) if parent else []
        told = by_key.get(events.get((entry.code, entry.name), ("", "")))
        next_one = by_code.get((entry.code, (entry.last or 0) + 1))
        heir = told or (same[0] if len(same) == 1 else None) or next_one
        if heir is None and entry.level != "prefecture":
            holders, past = of_villages if len(entry.code) == 9 else of_towns
            row = heir_of(past[entry.row], entry.code[: 4 if len(entry.code) == 9 else 2], holders)
            heir = None if row is None else entries[row]
        entry.now = heir.now if heir and heir.now else heir
    mark_merged(entries)


def mark_merged(entries: list[Division]) -> None:
    """Mark what has not grown into the division in its place: that one was there before, or grew out of another."""
    origins: dict[Division, list[Division]] = defaultdict(list)
    for entry in entries:
        if entry.now and entry.last:
            origins[entry.now].append(entry)
    for now, before in origins.items():
        last = max(entry.last or 0 for entry in before)
        named_so = [entry for entry in before if stem_of(entry) == stem_of(now)]
        for entry in before:
            alone = [other for other in before if other.last == last] == [entry]
            akin = entry in (named_so or [other for other in before if other.code == now.code])
            entry.merged = (now.first or 0) <= (entry.last or 0) or not (akin or alone)


Holders = dict[tuple[str, str], set[int]]


def town_stems(entries: list[Division]) -> tuple[Holders, dict[int, set[str]]]:
    """Return who holds a town of this stem today, by province, and the stems that each county once held."""
    holders: Holders = defaultdict(set)
    past: dict[int, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.level == "township" and entry.parent:
            stem, above = names.stem(entry.name), entry.parent
            if entry.last is None:
                holders[above.code[:2], stem].add(above.row)
            elif above.last:
                past[above.row].add(stem)
    return holders, past


def village_stems(entries: list[Division], found: Villages) -> tuple[Holders, dict[int, set[str]]]:
    """Return who holds a village of this stem at last, by prefecture, and the stems that each town once held."""
    holders: Holders = defaultdict(set)
    past: dict[int, set[str]] = defaultdict(set)
    for (row, _, name), mask in found.items():
        stem = names.stem(name)
        if mask >> (LAST - FIRST) & 1:
            holders[entries[row].code[:4], stem].add(row)
        if entries[row].last:
            past[row].add(stem)
    return holders, past


def heir_of(stems: set[str], around: str, holders: Holders) -> int | None:
    """Return the division of today that has at least half of what a division that is gone held."""
    votes: Counter[int] = Counter()
    for stem in stems:
        votes.update(holders.get((around, stem), ()))
    best = min(votes.items(), key=lambda item: (-item[1], item[0]), default=None)
    return best[0] if best and best[1] * 2 >= len(stems) else None


def stem_of(entry: Division) -> str:
    """Return what stays of a name when its rank changes."""
    if entry.level in ("township", "unit", "area"):
        return names.stem(entry.name)
    return (names.short_names(entry.name) or (entry.name,))[-1]
