"""Word lists: TSV files below `data/`, a header row, `#` comments."""

from collections.abc import Iterator
from importlib.resources import files


class LexiconError(ValueError):
    """A word list that is damaged, empty or says a thing twice."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `data/<name>.tsv` as dictionaries; the first line with a tab names the columns.

    >>> next(rows("units"))["kind"]
    'count'
    """
    text = files("pipeline").joinpath("data", f"{name}.tsv").read_text("utf-8")
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if "\t" in line), len(lines))
    entries = [line for line in lines[first + 1 :] if line and not line.startswith("#")]
    if not entries:
        raise LexiconError(f"{name}.tsv: no rows")
    head = lines[first].removeprefix("# ").split("\t")
    for line in entries:
        cells = line.split("\t")
        if len(cells) > len(head):
            raise LexiconError(f"{name}.tsv: {len(cells)} cells under {len(head)} columns: {line!r}")
        yield dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))


def words(name: str) -> frozenset[str]:
    """Return the first column of `data/<name>.tsv`; a word that stands there twice is an error."""
    seen: set[str] = set()
    for row in rows(name):
        word = next(iter(row.values()))
        if word in seen:
            raise LexiconError(f"{name}.tsv: {word!r} stands there twice")
        seen.add(word)
    return frozenset(seen)
