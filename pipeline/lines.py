"""Rows ↔ lines of CSV: the form in which the rows of an article are kept, compared and written."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import zstandard

from pipeline import cells, index
from pipeline.tables import BY_ARTICLE, Row, Table

_LONGEST = 1 << 30  # a sentence without an end may fill a cell, and the library stops at 131,072 characters


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The rows of one article, table after table as lines of CSV in UTF-8, and what the indexes are made of.

    `sizes` says of each table that has rows of articles how many bytes there are, and how many rows.
    """

    lines: bytes
    sizes: tuple[tuple[int, int], ...]
    facts: index.Facts

    def pack(self) -> bytes:
        """Return everything in one piece, compressed: a line of JSON that says what is where, and the lines."""
        head = {"facts": self.facts, "sizes": self.sizes}
        return _packer().compress(b"\n".join([json.dumps(head, ensure_ascii=False).encode(), self.lines]))

    def tables(self) -> Iterator[tuple[Table, slice, int]]:
        """Yield each table, where its lines stand, and how many rows they are."""
        start = 0
        for table, (size, count) in zip(BY_ARTICLE, self.sizes, strict=True):
            yield table, slice(start, start + size), count
            start += size

    def bare(self) -> "Sheaf":
        """Return what the indexes need, without the rows."""
        return Sheaf(b"", ((0, 0),) * len(self.sizes), self.facts)


@cache
def _packer() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(write_checksum=True)


def of_rows(rows: Mapping[str, list[Row]]) -> Sheaf:
    """Return the rows of an article as a sheaf."""
    lines = [render(table, rows[table.name]) for table in BY_ARTICLE]
    sizes = tuple((len(part), len(rows[table.name])) for table, part in zip(BY_ARTICLE, lines, strict=True))
    return Sheaf(b"".join(lines), sizes, index.facts(rows))


def unpack(content: bytes) -> Sheaf:
    """Return what was packed.  Raises `ValueError` where it is damaged."""
    try:
        head, _, lines = zstandard.decompress(content).partition(b"\n")
    except zstandard.ZstdError as error:
        raise ValueError(*error.args) from None
    known = json.loads(head)
    if not isinstance(known, dict) or known.keys() != {"facts", "sizes"}:
        raise ValueError("not what was packed")
    sizes = tuple((size, count) for size, count in known["sizes"])
    if len(sizes) != len(BY_ARTICLE) or sum(size for size, _ in sizes) != len(lines):
        raise ValueError("not what was packed")
    return Sheaf(lines, sizes, known["facts"])


def render(table: Table, rows: Iterable[Row]) -> bytes:
    """Return rows as lines."""
    columns = [(column.name, cells.WRITERS[column.type]) for column in table.columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([write(row[name]) if write else row[name] for name, write in columns] for row in rows)
    return text.getvalue().encode()


def split(lines: str) -> Iterator[list[str]]:
    r"""Yield the cells of each line as they are written.

    >>> list(split('a,"1,2"\nb,\n'))
    [['a', '1,2'], ['b', '']]
    """
    csv.field_size_limit(_LONGEST)
    return csv.reader(lines.removesuffix("\n").split("\n") if lines else ())


def parse(table: Table, lines: str) -> Iterator[Row]:
    """Yield the rows that were rendered as `lines`."""
    for written in split(lines):
        yield {
            column.name: cells.parse(cell, column.type)
            for column, cell in zip(table.columns, written, strict=True)
        }
