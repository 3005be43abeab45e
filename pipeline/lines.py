"""Rows ↔ lines of CSV: the form in which the rows of an article are kept, compared and written."""

import csv
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline import cells, index
from pipeline.tables import BY_ARTICLE, Row, Table

_LONGEST = 1 << 30  # a sentence without an end may fill a cell, and the library stops at 131,072 characters
_LEVEL = 3  # of compression: half the time of the usual one, for a sixth more bytes
_NAMES = tuple(table.name for table in BY_ARTICLE)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The rows of one article by table: as lines of CSV in UTF-8, and the cells that the indexes are made of."""

    lines: dict[str, bytes]
    facts: index.Facts

    def pack(self) -> bytes:
        """Return everything in one piece, compressed: a line of JSON that says what is where, and the lines."""
        head = {"facts": self.facts, "sizes": [len(self.lines[name]) for name in _NAMES]}
        parts = (self.lines[name] for name in _NAMES)
        return zlib.compress(b"".join([json.dumps(head, ensure_ascii=False).encode(), b"\n", *parts]), _LEVEL)


def of_rows(rows: Mapping[str, list[Row]]) -> Sheaf:
    """Return the rows of an article as a sheaf."""
    return Sheaf({table.name: render(table, rows[table.name]) for table in BY_ARTICLE}, index.facts(rows))


def unpack(content: bytes) -> Sheaf:
    """Return what was packed.  Raises `ValueError` where it is damaged."""
    try:
        head, _, body = zlib.decompress(content).partition(b"\n")
    except zlib.error as error:
        raise ValueError(*error.args) from None
    known = json.loads(head)
    if not isinstance(known, dict) or known.keys() != {"facts", "sizes"} or sum(known["sizes"]) != len(body):
        raise ValueError("not what was packed")
    lines, start = {}, 0
    for name, size in zip(_NAMES, known["sizes"], strict=True):
        lines[name] = body[start : start + size]
        start += size
    return Sheaf(lines, known["facts"])


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
