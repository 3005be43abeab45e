"""Compare what the pipeline finds with what a careful reader found: in the seeds, and in articles written for it.

For example:
  python tools/evaluate.py
  python tools/evaluate.py --layer number --errors
  python tools/evaluate.py --raise-floors

The exit status is 1 where a measure is below its floor (`floors.toml` beside the annotations).
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import cells, process, read, rows
from pipeline.tables import TABLES, Row

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
WRITTEN = ROOT / "tests" / "written"
# Where the annotations of a set lie → where its articles do.
SETS = {GOLD: ROOT / "seeds", WRITTEN: WRITTEN}

TABLE = {"number": "numbers", "place": "places", "initiative": "initiatives"}
# What the gold files call by a shorter name.
COLUMN = {
    "min": "value_min",
    "max": "value_max",
    "of": "indicator",
    "where": "place_path",
}
ATTRIBUTES = {
    "number": ("kind", "value", "min", "max", "unit", "per", "of", "where"),
    "place": ("level", "path"),
    "initiative": ("type", "core"),
}
TYPES = {(table.name, column.name): column.type for table in TABLES for column in table.columns}


class GoldError(ValueError):
    """A gold file that does not fit its article."""


@dataclass(frozen=True, slots=True)
class Item:
    """An annotation, or a row of the tables: its span in the source and what is said of it."""

    start: int
    end: int
    values: dict[str, str]
    optional: bool = False

    def overlap(self, other: "Item") -> float:
        """Return the common part of both as a share of the longer one."""
        common = min(self.end, other.end) - max(self.start, other.start)
        return max(0, common) / max(self.end - self.start, other.end - other.start)


@dataclass(slots=True)
class Score:
    """Counts of one layer; `errors` says what went wrong where."""

    found: int = 0
    exact: int = 0
    missed: int = 0
    extra: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """Return precision, recall, F1, the share of exact spans, and the accuracy of each attribute."""
        harmonic = _share(2 * self.found, 2 * self.found + self.extra + self.missed)
        return {
            "precision": _share(self.found, self.found + self.extra),
            "recall": _share(self.found, self.found + self.missed),
            "f1": harmonic,
            "exact": _share(self.exact, self.found),
            **{name: _share(self.right[name], asked) for name, asked in self.asked.items()},
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def annotations(gold: str, article: str) -> Iterator[tuple[str, Item]]:
    r"""Yield (layer, item) for each line of a gold file, located in its article.

    >>> list(annotations("number\t两个\tvalue=2; skip=1", "两个两个"))
    [('number', Item(start=2, end=4, values={'value': '2'}, optional=False))]
    """
    previous = dict.fromkeys(TABLE, -1)
    for number, line in enumerate(gold.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        mark, surface, *rest = line.split("\t")
        layer = mark.removeprefix("?")
        values = dict(pair.strip().split("=", 1) for pair in "".join(rest).split("; ") if pair.strip())
        skip = int(values.pop("skip", 0))
        if layer not in TABLE or values.keys() - ATTRIBUTES[layer]:
            raise GoldError(f"line {number}: not a layer or attribute of it: {line!r}")
        surface = surface.replace("\\n", "\n")
        start = _locate(surface, article, previous[layer], skip)
        if start < 0:
            raise GoldError(f"line {number}: {surface!r} does not follow offset {previous[layer]}")
        previous[layer] = start
        yield layer, Item(start, start + len(surface), values, mark.startswith("?"))


def _locate(surface: str, article: str, previous: int, skip: int) -> int:
    """Return where `surface` stands after `previous`, `skip` occurrences passed over; -1 in `skip` means there."""
    if skip < 0:
        return previous if article.startswith(surface, previous) else -1
    start = previous
    for _ in range(skip + 1):
        start = article.find(surface, start + 1)
        if start < 0:
            break
    return start


def score(expected: Sequence[Item], found: Sequence[Item], article: str) -> Score:
    """Judge the rows of one layer in one article."""
    result = Score()
    pairs = dict(_paired(expected, found))
    for place, gold in enumerate(expected):
        if gold.optional:
            continue
        if place not in pairs:
            result.missed += 1
            result.errors.append(f"missed {gold.start}: {article[gold.start : gold.end]!r} {gold.values}")
            continue
        row = found[pairs[place]]
        result.found += 1
        result.exact += (gold.start, gold.end) == (row.start, row.end)
        for name, wanted in gold.values.items():
            got = _value(row, name)
            correct = any(_agree(name, one, got) for one in wanted.split("|"))
            result.asked[name] += 1
            result.right[name] += correct
            if not correct:
                surface = article[gold.start : gold.end]
                result.errors.append(f"wrong  {gold.start}: {surface!r} {name} is {wanted!r}, not {got!r}")
    matched = set(pairs.values())
    for place, row in enumerate(found):
        if place not in matched and not any(gold.optional and gold.overlap(row) for gold in expected):
            result.extra += 1
            result.errors.append(f"extra  {row.start}: {article[row.start : row.end]!r}")
    return result


def _paired(expected: Sequence[Item], found: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pair annotations and rows one to one, the best overlap first; half of the longer one is the least."""
    overlaps = ((gold.overlap(row), i, j) for i, gold in enumerate(expected) for j, row in enumerate(found))
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted((candidate for candidate in overlaps if candidate[0] >= 0.5), reverse=True):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def _value(row: Item, name: str) -> str:
    if name == "value" and row.values["kind"] == "date":
        return row.values["date"]
    return row.values[COLUMN.get(name, name)]


def _agree(name: str, wanted: str, got: str) -> bool:
    """Do an annotated and a found value agree?

    >>> _agree("of", "老党员", "党员"), _agree("path", "襄城县", "许昌市/襄城县"), _agree("value", "0.3", "0.33")
    (True, True, False)
    """
    if name in {"value", "min", "max"}:
        try:
            return abs(float(got) - float(wanted)) <= 1e-6 + 1e-4 * abs(float(wanted))
        except ValueError:
            return got == wanted
    if name == "of":
        return bool(got) and (got in wanted or wanted in got)
    return got == wanted or (name == "path" and got.endswith(f"/{wanted}"))


def evaluate(layers: Iterable[str] = TABLE, gold: Path = GOLD) -> dict[str, Score]:
    """Run the pipeline on every article of a set that has annotations, and judge the given layers."""
    scores = {layer: Score() for layer in layers}
    for path in sorted(gold.glob("*.tsv")):
        article = read.read(SETS[gold] / f"{path.stem}.txt", SETS[gold])
        tables = rows.of_document(process.process(article))
        expected = list(annotations(path.read_text(encoding="utf-8"), article.text))
        for layer, total in scores.items():
            found = [_item(TABLE[layer], row) for row in tables[TABLE[layer]]]
            one = score([item for name, item in expected if name == layer], found, article.text)
            for name in ("found", "exact", "missed", "extra", "right", "asked"):
                setattr(total, name, getattr(total, name) + getattr(one, name))
            total.errors += [f"{layer} {path.stem} {error}" for error in one.errors]
    return scores


def _item(table: str, row: Row) -> Item:
    values = {name: cells.render(value, TYPES[table, name]) for name, value in row.items()}
    return Item(int(values["start"]), int(values["end"]), values)


def read_floors(gold: Path = GOLD) -> dict[str, dict[str, float]]:
    """Return the floors of a set by layer and measure."""
    return tomllib.loads((gold / "floors.toml").read_text(encoding="utf-8"))


def below(scores: dict[str, Score], floors: dict[str, dict[str, float]]) -> list[str]:
    """Say which measures are below their floors."""
    return [
        f"{layer} {name} is {scores[layer].measures().get(name, 0.0):.3f}, below its floor {floor:.3f}"
        for layer, measures in floors.items()
        if layer in scores
        for name, floor in measures.items()
        if scores[layer].measures().get(name, 0.0) < floor
    ]


def raised(scores: dict[str, Score], floors: dict[str, dict[str, float]]) -> str:
    """Return the floor file with each floor as high as the present measure, and never lower than it was."""
    lines = [
        "# What `make eval` must reach.  `--raise-floors` only raises; to lower one is an edit with a reason.\n"
    ]
    for layer in TABLE:
        lines.append(f"\n[{layer}]\n")
        old = floors.get(layer, {})
        new = scores[layer].measures() if layer in scores else {}
        for name in sorted(old.keys() | new.keys()):
            floor = max(int(new.get(name, 0.0) * 1000) / 1000, old.get(name, 0.0))
            lines.append(f"{name} = {floor:.3f}\n")
    return "".join(lines)


def report(scores: dict[str, Score]) -> Iterator[str]:
    """Yield the measures, a line each layer and attribute."""
    for layer, total in scores.items():
        measures = total.measures()
        head = "  ".join(f"{name} {measures[name]:.3f}" for name in ("precision", "recall", "f1", "exact"))
        yield f"{layer:10}  {head}  ({total.found} found, {total.missed} missed, {total.extra} extra)"
        for name, asked in total.asked.items():
            yield f"  {name:8}  {measures[name]:.3f}  ({total.right[name]} of {asked})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures; return 1 where one is below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--layer", choices=TABLE, help="judge this layer only")
    parser.add_argument("--errors", action="store_true", help="list what was missed, extra or wrong")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to what is reached now")
    options = parser.parse_args(arguments)
    failures = []
    for gold in SETS:
        scores = evaluate([options.layer] if options.layer else TABLE, gold)
        if options.errors:
            print(*(error for total in scores.values() for error in total.errors), sep="\n")
        print(f"{gold.relative_to(ROOT)}:", *report(scores), sep="\n")
        if options.raise_floors:
            (gold / "floors.toml").write_text(raised(scores, read_floors(gold)), encoding="utf-8")
        failures += below(scores, read_floors(gold))
    print(*failures, sep="\n", end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
