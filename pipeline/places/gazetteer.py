"""The gazetteer: every division of China from province to village, by name, as of each yearly snapshot.

The data files are made by `tools/build_gazetteer.py`; nothing is computed here that the tool could compute.
"""

import mmap
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from pipeline import lexicon
from pipeline.recent import recently

MAGIC = b"GZT2"
# The years of the snapshots, the only ones that know villages, and the last year that the divisions are known for.
FIRST, LAST = 2016, 2023
TODAY = 2025
LONGEST = 16
RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "township": 4, "village": 5, "area": 6}
# Of a row that stands for a township as a part of a county that is gone: the bits of the township's own row.
_OWN = 16


class GazetteerError(ValueError):
    """A gazetteer file that is missing or damaged."""


class Entry(NamedTuple):
    """One candidate: a division of township rank or above (`number` 0), or a village of it.

    `years`: of a village, the first and the last snapshot that has it, three bits each.
    """

    row: int
    number: int = 0
    years: int = 0


class Division(NamedTuple):
    """A division of township rank or above; `parent` is the number of another, or -1."""

    code: str
    name: str
    level: str
    parent: int


class Change(NamedTuple):
    """The years that have a division, the row that took its place, and whether that is the same division."""

    first: int
    last: int
    now: int
    same: int


class Names(NamedTuple):
    """Names of townships and villages, written backwards, and the packed places of each."""

    trie: marisa_trie.Trie
    starts: memoryview
    packed: memoryview


def _path(name: str) -> Path:
    with as_file(files("pipeline").joinpath("data", name)) as path:
        if not path.is_file():
            raise GazetteerError(f"{name}: missing; build it with tools/build_gazetteer.py")
        return path


def _table(name: str, width: int, more: int = 0) -> list[bytes]:
    """Return the lines of a table, each of `width` columns or `more` again; they are taken apart when asked for."""
    data, start = _path(name).read_bytes(), 0
    while data.startswith(b"#", start):
        start = data.find(b"\n", start) + 1
    lines = data[start:].split(b"\n")
    spare = data.count(b"\t", start) - (len(lines) - 1) * (width - 1)
    if lines.pop() or not lines or spare < 0 or (spare % more if more else spare):
        raise GazetteerError(f"{name}: damaged")
    return lines


@cache
def divisions() -> list[bytes]:
    """Load the divisions of township rank and above; the number of a row is its identity."""
    return _table("gazetteer_divisions.tsv", 4, more=4)


@recently
def division(row: int) -> Division:
    """Return a division of township rank or above."""
    if row >> _OWN:
        return division(row & 0xFFFF)._replace(code="", parent=(row >> _OWN) - 1)
    code, name, level, parent = divisions()[row].split(b"\t", 4)[:4]
    return Division(code.decode(), name.decode(), level.decode(), int(parent))


@recently
def change(row: int) -> Change | None:
    """Return what is known of the history of a division."""
    if row >> _OWN:
        county = change((row >> _OWN) - 1)
        return county and Change(county.first, county.last, row & 0xFFFF, 0)
    columns = divisions()[row].split(b"\t")[4:]
    return Change(*map(int, columns)) if columns else None


@lexicon.built
def _upper_changes() -> dict[int, Change]:
    """Return what is known of the histories above township rank: of the divisions with a code of six digits."""
    changed = (row for row, line in enumerate(divisions()) if line[6:7] == b"\t" and line.count(b"\t") > 3)
    return {row: own for row in changed if (own := change(row))}


@lexicon.built
def anchors() -> dict[str, tuple[str, tuple[int, ...]]]:
    """Load the names of county rank and above: surface → kind, rows.  A full name hides the short name of its heir.

    >>> [describe(Entry(row)) for row in anchors()["东乡县"][1]][-1]
    '甘肃省/临夏回族自治州/东乡族自治县'
    """
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for line in _table("gazetteer_anchors.tsv", 3):
        surface, kind, rows = line.decode().split("\t")
        numbers = (int(rows),) if rows.isdigit() else tuple(map(int, rows.split()))
        if surface not in found:
            found[surface] = kind, numbers
        elif found[surface][0] != "full" or (kind == "short" and heir(found[surface][1][0]) not in numbers):
            found[surface] = found[surface][0], found[surface][1] + numbers
    return found


def heir(row: int) -> int:
    """Return what a division that is gone has become, or its own row (密云县 → 密云区, but 宣武区 → 宣武区)."""
    own = change(row)
    return own.now if own and own.same else row


@recently
def is_past(entry: Entry) -> bool:
    """Tell whether an entry was gone before the first snapshot."""
    own = None if entry.number else change(entry.row)
    return own is not None and own.last < FIRST


@lexicon.built
def _ancestors() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row, own in _upper_changes().items():
        if own.same:
            found.setdefault(own.now, []).append(row)
    return found


@recently
def in_year(row: int, year: int) -> int:
    """Return what a division of county rank or above was, or has become, in a year (密云区 in 2013: 密云县)."""
    if current(Entry(row), year) or division(row).level not in ("county", "prefecture"):
        return row
    kin = (heir(row), *_ancestors().get(heir(row), ()))
    return next((other for other in kin if current(Entry(other), year)), row)


@cache
def _names() -> Names:
    trie = marisa_trie.Trie()
    try:
        trie.mmap(str(_path("gazetteer_names.marisa")))
        with _path("gazetteer_places.bin").open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, (count, total) = bytes(view[:4]), struct.unpack("<II", view[4:12])
    except (OSError, RuntimeError, ValueError, struct.error) as error:
        raise GazetteerError("gazetteer_names.marisa or gazetteer_places.bin: damaged") from error
    if magic != MAGIC or count != len(trie) or len(view) != 4 * (count + total + 4):
        raise GazetteerError("gazetteer_places.bin: damaged or of another build than gazetteer_names.marisa")
    body = view[12:].cast("I")
    return Names(trie, body[: count + 1], body[count + 1 :])


def names_ending(text: str, ends: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the names of townships and villages that end at one of `ends`, the longest first at each.

    >>> list(names_ending("走进襄城县湛北乡后聂村扶贫车间", [8, 11]))
    [(8, '湛北乡'), (11, '后聂村'), (11, '聂村')]
    """
    prefixes, backwards = _names().trie.prefixes, text[::-1]
    for end in ends:
        at = len(text) - end
        for name in reversed(prefixes(backwards[at : at + LONGEST])):
            yield end, name[::-1]


@recently
def lookup(name: str) -> tuple[Entry, ...]:
    """Return the townships and villages of this name.

    >>> [(describe(entry), current(entry, 2016), current(entry, 2023)) for entry in lookup("后聂村")][1:]
    [('山东省/济宁市/鱼台县/王鲁镇/后聂村', True, False), ('河南省/许昌市/襄城县/湛北乡/后聂村', True, True)]
    """
    names = _names()
    try:
        key = names.trie[name[::-1]]
    except KeyError:
        return ()
    packed = names.packed[names.starts[key] : names.starts[key + 1]]
    return tuple(Entry(p >> 16, p >> 6 & 0x3FF, p & 0x3F) for p in packed)


@recently
def lineage(row: int) -> tuple[int, ...]:
    """Return a division's row and those of all divisions above it, smallest first.

    >>> row = lookup("湛北乡")[0].row
    >>> [division(above).name for above in lineage(row)]
    ['湛北乡', '襄城县', '许昌市', '河南省']
    """
    parent = division(row).parent
    return (row,) if parent < 0 else (row, *lineage(parent))


def describe(entry: Entry, name: str = "后聂村") -> str:
    """Return the path of an entry, for messages."""
    steps = [division(row).name for row in reversed(lineage(entry.row))]
    return "/".join([*steps, name] if entry.number else steps)


@recently
def level(entry: Entry) -> str:
    """Return the level of an entry; a unit that the statistics treat as a township counts as one."""
    if entry.number:
        return "village"
    own = division(entry.row).level
    return "township" if own == "unit" else own


def current(entry: Entry, year: int) -> bool:
    """Tell whether this year has the entry; for a village, the nearest snapshot."""
    if entry.number:
        return entry.years >> 3 <= min(max(year, FIRST), LAST) - FIRST <= entry.years & 7
    own = change(entry.row)
    return own is None or own.first <= year <= own.last


@recently
def holders(entry: Entry) -> tuple[int, ...]:
    """Return the rows of all divisions above an entry, smallest first."""
    rows = lineage(entry.row)
    return rows if entry.number else rows[1:]


@recently
def beneath(name: str) -> dict[int, list[Entry]]:
    """Return the townships and villages of this name by each division that holds them, or once held them.

    >>> xuanwu = anchors()["宣武区"][1][0]
    >>> [describe(entry) for entry in beneath("牛街街道")[xuanwu]]
    ['北京市/宣武区/牛街街道']
    """
    found: dict[int, list[Entry]] = {}
    for entry in lookup(name):
        for row in holders(entry):
            found.setdefault(row, []).append(entry)
        for then in _then(entry):
            for row in holders(then)[:-1]:
                found.setdefault(row, []).append(then)
    return found


def _then(entry: Entry) -> Iterator[Entry]:
    """Yield an entry as it may have stood in a county that was merged before the first snapshot (宣武区/牛街街道).

    Which county it was in only the text can tell, so such an entry is found in chains alone.
    """
    town, *above = lineage(entry.row)
    merged = _merged().get(heir(above[0])) if above else None
    if merged and current(entry if entry.number else Entry(town), FIRST):
        for county in merged:
            yield Entry((county + 1) << _OWN | town, entry.number, entry.years)


@lexicon.built
def _merged() -> dict[int, list[int]]:
    """Return the counties gone before the first snapshot by the county that they were merged into."""
    found: dict[int, list[int]] = {}
    for row, own in _upper_changes().items():
        if own.last < FIRST and own.now >= 0 and not own.same and division(row).level == "county":
            found.setdefault(own.now, []).append(row)
    return found


@recently
def path_names(row: int) -> tuple[str, ...]:
    """Return the names of a division and of all above it, smallest first."""
    return tuple([division(above).name for above in lineage(row)])


def code(entry: Entry) -> str:
    """Return the statistical code: 6, 9 or 12 digits, or nothing where there is none.

    >>> code(lookup("湛北乡")[0]), code(lookup("后聂村")[-1])
    ('411025200', '411025200221')
    """
    own = division(entry.row).code
    return f"{own}{entry.number:03}" if own and entry.number else own


def successor(entry: Entry, name: str) -> Entry | None:
    """Return the place of today for an entry of the past, where the snapshots tell."""
    if entry.number and entry.row >> _OWN:
        entry = entry._replace(row=entry.row & 0xFFFF)
    if current(entry, LAST if entry.number else TODAY):
        return entry
    own = change(entry.row)
    row = own.now if own else entry.row
    if not entry.number:
        return Entry(row) if row >= 0 and row != entry.row else None
    today = [other for other in lookup(name) if other.number and current(other, LAST)]
    near = [other for other in today if other.row == row] or [
        other for other in today if lineage(other.row)[1:2] == lineage(entry.row)[1:2]
    ]
    return near[0] if len(near) == 1 else None
