"""The gazetteer: every division of China from province to village, by name, as of each yearly snapshot.

The data files are made by `tools/build_gazetteer.py`; nothing is computed here that the tool could compute.
"""

import mmap
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import marisa_trie

MAGIC = b"GZT1"
FIRST, LAST = 2020, 2023
LONGEST = 16
_DIVISION = 1 << 31


class GazetteerError(ValueError):
    """A gazetteer file that is missing or damaged."""


class Entry(NamedTuple):
    """One candidate: a division of township rank or above (`number` 0), or a village of it."""

    row: int
    number: int = 0
    mask: int = 0


@dataclass(frozen=True, slots=True)
class Divisions:
    """The divisions of township rank and above, column by column; a row's number is its identity."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    levels: tuple[str, ...]
    parents: tuple[int, ...]


class Change(NamedTuple):
    """The snapshots that have a division, and the row that took its place."""

    first: int
    last: int
    now: int


@dataclass(frozen=True, slots=True)
class Names:
    """Names of townships and villages, written backwards, and the packed places of each."""

    trie: marisa_trie.Trie
    starts: memoryview
    packed: memoryview


def _path(name: str) -> Path:
    with as_file(files("pipeline").joinpath("data", name)) as path:
        if not path.is_file():
            raise GazetteerError(f"{name}: missing; build it with tools/build_gazetteer.py")
        return path


def _lines(name: str) -> list[str]:
    text = _path(name).read_text("utf-8")
    lines = text.split("\n")
    while lines and lines[0].startswith("#"):
        del lines[0]
    if len(lines) < 2 or lines.pop():
        raise GazetteerError(f"{name}: damaged")
    return lines


@cache
def divisions() -> Divisions:
    """Load the divisions of township rank and above."""
    cells = "\t".join(_lines("gazetteer_divisions.tsv")).split("\t")
    if len(cells) % 4:
        raise GazetteerError("gazetteer_divisions.tsv: damaged")
    parents = tuple([int(parent) if parent else -1 for parent in cells[3::4]])
    return Divisions(tuple(cells[::4]), tuple(cells[1::4]), tuple(cells[2::4]), parents)


@cache
def changes() -> dict[int, Change]:
    """Load the divisions that came or went between the snapshots."""
    found = {}
    for line in _lines("gazetteer_changes.tsv"):
        row, first, last, now = line.split("\t")
        found[int(row)] = Change(int(first or FIRST), int(last or LAST), int(now or -1))
    return found


@cache
def anchors() -> dict[str, tuple[str, tuple[int, ...]]]:
    """Load the names of county rank and above: surface → kind, rows.  A full name hides a short one."""
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for line in _lines("gazetteer_anchors.tsv"):
        surface, kind, rows = line.split("\t")
        numbers = tuple(map(int, rows.split()))
        if surface not in found:
            found[surface] = kind, numbers
        elif found[surface][0] != "full":
            found[surface] = found[surface][0], found[surface][1] + numbers
    return found


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


def names_ending(text: str, end: int) -> list[str]:
    """Return all names of townships and villages that end at `end`, longest first.

    >>> names_ending("走进襄城县湛北乡后聂村扶贫车间", 11)
    ['后聂村', '聂村']
    """
    reverse = text[max(0, end - LONGEST) : end][::-1]
    return [name[::-1] for name in reversed(_names().trie.prefixes(reverse))]


@lru_cache(maxsize=1 << 14)
def lookup(name: str) -> tuple[Entry, ...]:
    """Return the townships and villages of this name.

    >>> [describe(entry) for entry in lookup("后聂村")]
    ['山东省/济宁市/鱼台县/滨湖街道/后聂村', '河南省/许昌市/襄城县/湛北乡/后聂村']
    """
    names = _names()
    try:
        key = names.trie[name[::-1]]
    except KeyError:
        return ()
    packed = names.packed[names.starts[key] : names.starts[key + 1]]
    return tuple(
        Entry(p & ~_DIVISION) if p & _DIVISION else Entry(p >> 14, p >> 4 & 0x3FF, p & 15) for p in packed
    )


@cache
def lineage(row: int) -> tuple[int, ...]:
    """Return a division's row and those of all divisions above it, smallest first.

    >>> row = lookup("湛北乡")[0].row
    >>> [divisions().names[above] for above in lineage(row)]
    ['湛北乡', '襄城县', '许昌市', '河南省']
    """
    parent = divisions().parents[row]
    return (row,) if parent < 0 else (row, *lineage(parent))


def describe(entry: Entry, name: str = "后聂村") -> str:
    """Return the path of an entry, for messages."""
    steps = [divisions().names[row] for row in reversed(lineage(entry.row))]
    return "/".join([*steps, name] if entry.number else steps)


def level(entry: Entry) -> str:
    """Return the level of an entry; a unit that the statistics treat as a township counts as one."""
    if entry.number:
        return "village"
    own = divisions().levels[entry.row]
    return "township" if own == "unit" else own


def current(entry: Entry, year: int) -> bool:
    """Tell whether the snapshot of this year (or the nearest one) has the entry."""
    year = min(max(year, FIRST), LAST)
    if entry.number:
        return bool(entry.mask >> (year - FIRST) & 1)
    change = changes().get(entry.row)
    return change is None or change.first <= year <= change.last


def below(entry: Entry, above: Entry) -> bool:
    """Tell whether one entry lies beneath another."""
    return (
        not above.number
        and above.row in lineage(entry.row)
        and (entry.row != above.row or bool(entry.number))
    )


def code(entry: Entry) -> str:
    """Return the statistical code: 6, 9 or 12 digits, or nothing where there is none.

    >>> code(lookup("湛北乡")[0]), code(lookup("后聂村")[1])
    ('411025200', '411025200221')
    """
    own = divisions().codes[entry.row]
    return f"{own}{entry.number:03}" if own and entry.number else own


def successor(entry: Entry, name: str) -> Entry | None:
    """Return the place of today for an entry of the past, where the snapshots tell."""
    if current(entry, LAST):
        return entry
    change = changes().get(entry.row)
    row = change.now if change else entry.row
    if not entry.number:
        return Entry(row) if row >= 0 and row != entry.row else None
    today = [other for other in lookup(name) if other.number and current(other, LAST)]
    near = [other for other in today if other.row == row] or [
        other for other in today if lineage(other.row)[1:2] == lineage(entry.row)[1:2]
    ]
    return near[0] if len(near) == 1 else None
