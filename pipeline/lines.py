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
_NAMES = tuple(table.name for table in BY_ARTICLE)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The rows of one article by table: as lines of CSV in UTF-8, how many, and what the indexes are made of."""

    lines: dict[str, bytes]
    counts: dict[str, int]
    facts: index.Facts

    def pack(self) -> bytes:
        """Return everything in one piece, compressed: a line of JSON that says what is where, and the lines."""
        sizes = [(len(self.lines[name]), self.counts[name]) for name in _NAMES]
        head = {"facts": self.facts, "sizes": sizes}
        parts = (self.lines[name] for name in _NAMES)
        return _packer().compress(b"".join([json.dumps(head, ensure_ascii=False).encode(), b"\n", *parts]))


@cache
def _packer() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(write_checksum=True)


def of_rows(rows: Mapping[str, list[Row]]) -> Sheaf:
    """Return the rows of an article as a sheaf."""
    return Sheaf(
        {table.name: render(table, rows[table.name]) for table in BY_ARTICLE},
        {table.name: len(rows[table.name]) for table in BY_ARTICLE},
        index.facts(rows),
    )


def unpack(content: bytes) -> Sheaf:
    """Return what was packed.  Raises `ValueError` where it is damaged."""
    try:
        head, _, body = zstandard.decompress(content).partition(b"\n")
    except zstandard.ZstdError as error:
        raise ValueError(*error.args) from None
    known = json.loads(head)
    if not isinstance(known, dict) or known.keys() != {"facts", "sizes"}:
        raise ValueError("not what was packed")
    lines, counts, start = {}, {}, 0
    for name, (size, count) in zip(_NAMES, known["sizes"], strict=True):
        lines[name], counts[name] = body[start : start + size], count
        start += size
    if start != len(body):
        raise ValueError("not what was packed")
    return Sheaf(lines, counts, known["facts"])


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
