"""Measure the gazetteer: rows by level and year, how far names alone settle a place, size, load time and memory.

usage: measure_gazetteer.py

Prints the tables of docs/gazetteer.md.  Load time is the processor's, the best of some fresh interpreters.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from gazetteer_divisions import FIRST, LAST, TODAY

from pipeline.places import gazetteer
from pipeline.places.gazetteer import Entry

YEARS = (2010, *range(FIRST, LAST + 1), TODAY)
LEVELS = ("province", "prefecture", "county", "township", "area", "unit", "village")
SHORT = "记者走进襄城县湛北乡后聂村,看到许昌的变化。"
ROUNDS = 7
PROBE = f"""
import time
from pathlib import Path
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024
from pipeline.model import Metadata
from pipeline.places import find, gazetteer
from pipeline.places.gazetteer import beneath
times, memory = [time.process_time()], resident()
gazetteer.anchors(), beneath("后聂村")
times.append(time.process_time())
for _ in range(2):
    find({SHORT!r}, (), Metadata(published="2023"))
    times.append(time.process_time())
print(*(f"{{(b - a) * 1000:.2f}}" for a, b in zip(times, times[1:])), f"{{resident() - memory:.1f}}")
"""


def rows_by_year() -> dict[str, Counter[int]]:
    """Return the number of divisions, by level and year; townships before the first snapshot are not known."""
    found: dict[str, Counter[int]] = {level: Counter() for level in LEVELS}
    for row in range(len(gazetteer.divisions())):
        level, change = gazetteer.division(row).level, gazetteer.change(row)
        is_variant = change and change.last > TODAY and change.now >= 0
        for year in YEARS:
            known = year >= FIRST or level in ("province", "prefecture", "county")
            found[level][year] += known and not is_variant and gazetteer.current(Entry(row), year)
    for entry in (entry for name in names() for entry in gazetteer.lookup(name) if entry.number):
        for year in range(FIRST, LAST + 1):
            found["village"][year] += gazetteer.current(entry, year)
    return found


def names() -> list[str]:
    """Return all names of townships and villages."""
    return [name[::-1] for name in gazetteer._names().trie.keys()]  # noqa: SLF001, SIM118 -- a trie is no dictionary


def alone(level: str) -> tuple[float, float]:
    """Return the share of the last snapshot's places whose name is unique in the country, and in their county."""
    total, in_country, in_county = 0, 0, 0
    for name in names():
        entries = [e for e in gazetteer.lookup(name) if gazetteer.level(e) == level]
        entries = [entry for entry in entries if gazetteer.current(entry, LAST)]
        total += len(entries)
        in_country += len(entries) == 1
        held = Counter(county(entry) for entry in entries)
        in_county += sum(count == 1 for count in held.values())
    return in_country / total, in_county / total


def county(entry: Entry) -> int:
    """Return the county that holds an entry, or the city that has none."""
    rows = gazetteer.holders(entry)
    return next(row for row in rows if gazetteer.division(row).level in ("county", "prefecture", "area"))


def load() -> list[float]:
    """Return milliseconds of loading, of a first and a second short text, and the megabytes that stay."""
    command = [sys.executable, "-c", PROBE]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603
        for _ in range(ROUNDS)
    ]
    return [min(map(float, column)) for column in zip(*runs, strict=True)]


def main() -> None:
    """Print the tables."""
    print("| level |", " | ".join(map(str, YEARS)), "|")
    print("| --- |", " ---: |" * len(YEARS))
    for level, counts in rows_by_year().items():
        print(f"| {level} |", " | ".join(f"{counts[year]:,}" if counts[year] else "–" for year in YEARS), "|")
    for level in ("township", "village"):
        in_country, in_county = alone(level)
        print(f"{level}: name unique in the country {in_country:.1%}, in its county {in_county:.1%}")
    data = Path(gazetteer.__file__).parents[1] / "data"
    print(f"on disk {sum(path.stat().st_size for path in data.glob('gazetteer_*')) / 1e6:.1f} MB")
    loading, first, second, memory = load()
    print(
        f"loading {loading:.0f} ms, first text {first:.0f} ms more, second {second:.2f} ms; {memory:.1f} MB stay"
    )


if __name__ == "__main__":
    main()
