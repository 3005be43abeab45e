"""The divisions of all snapshots, each under every name it had, and what became of those that are gone."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.places import names

FIRST, LAST = 2020, 2023
HAN = re.compile(r"[\u3400-\u9fff〇]+")
CONTAINER = re.compile(r"^(?:市辖区|县|.*直辖.*区划)$")
OFFSHORE = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}
# Cities of Taiwan that are divided like a county.
TAIWAN_COUNTY = re.compile(r"(?:基隆|新竹|嘉义)市|.*县")

Villages = dict[tuple[int, int, str], int]


@dataclass
class Division:
    """A division of township rank or above under one name, with the snapshots that have it."""

    code: str
    name: str
    level: str
    parent: "Division | None"
    years: set[int] = field(default_factory=set)
    now: "Division | None" = None
    row: int = -1


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
        return self.add(code, name, level, parent, LAST)

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
            name = names.township(row["name"], parent.name if parent else "")
            here[row["code"]] = self.add(row["code"], name, township_level(name), parent, year)
        return {code: entry for code, entry in here.items() if entry}

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


def link_successors(entries: list[Division], found: Villages) -> None:
    """Point each abolished township or county at the one that has its name, or else most of its villages, today."""
    by_stem: dict[tuple[int, str], list[Division]] = defaultdict(list)
    for entry in entries:
        if LAST in entry.years and entry.parent:
            by_stem[entry.parent.row, stem_of(entry)].append(entry)
    holders, past = village_stems(entries, found)
    for entry in sorted((e for e in entries if LAST not in e.years), key=lambda e: len(e.code)):
        parent = entry.parent and (entry.parent.now or entry.parent)
        same = by_stem.get((parent.row, stem_of(entry)), []) if parent else []
        if len(same) == 1:
            entry.now = same[0]
        elif len(entry.code) == 9:
            heir = heir_of(past[entry.row], entry.code[:4], holders)
            entry.now = None if heir is None else entries[heir]


Holders = dict[tuple[str, str], set[int]]


def village_stems(entries: list[Division], found: Villages) -> tuple[Holders, dict[int, set[str]]]:
    """Return who holds a village of this stem today, by prefecture, and the stems that each town once held."""
    holders: Holders = defaultdict(set)
    past: dict[int, set[str]] = defaultdict(set)
    for (row, _, name), mask in found.items():
        stem = names.stem(name)
        if mask >> (LAST - FIRST) & 1:
            holders[entries[row].code[:4], stem].add(row)
        if LAST not in entries[row].years:
            past[row].add(stem)
    return holders, past


def heir_of(stems: set[str], prefecture: str, holders: Holders) -> int | None:
    """Return the town of today that has at least half of an abolished town's villages."""
    votes: Counter[int] = Counter()
    for stem in stems:
        votes.update(holders.get((prefecture, stem), ()))
    best = min(votes.items(), key=lambda item: (-item[1], item[0]), default=None)
    return best[0] if best and best[1] * 2 >= len(stems) else None


def stem_of(entry: Division) -> str:
    """Return what stays of a name when its rank changes."""
    if entry.level in ("township", "unit", "area"):
        return names.stem(entry.name)
    return (names.short_names(entry.name) or (entry.name,))[-1]
