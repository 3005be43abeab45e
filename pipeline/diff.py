"""Two sets of tables: which rows came, went, changed or only moved, by article."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Literal

from pipeline import lines, write
from pipeline.cells import unguard
from pipeline.tables import ARTICLE, TABLES, WORDS, Table

Kind = Literal["came", "went", "changed", "moved"]
Cells = dict[str, str]

_FIRST_CELL = re.compile(rb'(?:"(?:[^"]|"")*"|[^",\n]+)?')
_SIGNS: dict[Kind, str] = {"came": "+", "went": "-", "changed": "~", "moved": ">"}
# Where a row stands: all of it changes when something is inserted into the article further up.
_POSITION = frozenset({"sentence_id", "start", "end", "paragraph"})


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row: its cells as they are written, before and after; `{}` where there was or is none.

    A row has moved where nothing but its place in the file is another.
    """

    kind: Kind
    table: Table
    old: Cells
    new: Cells

    @property
    def article(self) -> str:
        """The article that the row belongs to; empty for what is gathered over all articles."""
        return (self.new or self.old).get(ARTICLE.name, "")

    @property
    def row(self) -> str:
        """What the row is called: its key."""
        return " ".join((self.new or self.old)[name] for name in self.table.key)

    @property
    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield column, old and new text of the cells that differ."""
        for name in self.table.header:
            before, after = self.old.get(name, ""), self.new.get(name, "")
            if before != after:
                yield name, before, after


def folders(old: Path, new: Path) -> Iterator[Change]:
    """Compare the tables of two output folders."""
    sources = [write.current(folder) for folder in (old, new)]
    for table in TABLES:
        before, after = ((source / table.file).read_bytes() for source in sources)
        yield from compare(table, before, after)


def comparable(folder: Path) -> bool:
    """Does `folder` hold tables?"""
    return all((write.current(folder) / table.file).is_file() for table in TABLES)


def since(folder: Path, tables: Callable[[Table], Iterable[bytes]]) -> dict[str, Counter[Kind]]:
    """Count, by article, what becomes of the rows that `folder` holds when `tables` take their place.

    Rows that belong to no article stand under the empty name.  Words are left out: they change wherever the text does.
    """
    source = write.current(folder)
    counts: dict[str, Counter[Kind]] = defaultdict(Counter)
    for table in TABLES:
        if table is not WORDS:
            with (source / table.file).open("rb") as old:
                header = old.readline()
                for before, after in _unlike(old, tables(table)):
                    for change in compare(table, header + before, write.header(table) + after):
                        counts[change.article][change.kind] += 1
    return dict(sorted(counts.items(), key=lambda item: (not item[0], item[0])))


def _unlike(old: BinaryIO, pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the rows that differ, before and after, those with the same first cell at a time: files are sorted by it.

    No two of `pieces` hold rows with the same first cell.
    """
    at = old.tell()
    for piece in pieces:
        old.seek(at)
        if old.read(len(piece)) == piece:  # as nearly all are
            at += len(piece)
            continue
        for name, after in by_first_cell(BytesIO(piece)):
            before = b""
            old.seek(at)
            for found, rows in by_first_cell(old):
                if found > name:
                    break
                at += len(rows)
                if found == name:
                    before = rows
                    break
                yield rows, b""
            if before != after:
                yield before, after
    old.seek(at)
    yield from ((rows, b"") for _, rows in by_first_cell(old))


def by_first_cell(rows: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    r"""Join rows that follow each other and have the same first cell.

    >>> list(by_first_cell([b"a,1\n", b"a,2\n", b'"b,c",1\n']))
    [('a', b'a,1\na,2\n'), ('b,c', b'"b,c",1\n')]
    """
    for cell, alike in groupby(rows, _first_cell):
        name = cell[1:-1].replace(b'""', b'"') if cell.startswith(b'"') else cell
        yield unguard(name.decode("utf-8", "replace")), b"".join(alike)


def _first_cell(row: bytes) -> bytes:
    found = _FIRST_CELL.match(row)
    return found[0] if found else b""


def compare(table: Table, old: bytes, new: bytes) -> Iterator[Change]:
    r"""Compare two files of one table by the columns that both of them have.

    >>> from pipeline.tables import FAILURES
    >>> found = compare(FAILURES, b"file,reason\na,x\nb,x\n", b"file,reason\nb,y\nc,x\n")
    >>> [(change.kind, change.row) for change in found]
    [('changed', 'b'), ('went', 'a'), ('came', 'c')]
    """
    if old == new:
        return
    # A row is a line, and most lines are the same.
    (old_header, *old_lines), (new_header, *new_lines) = old.split(b"\n"), new.split(b"\n")
    headers = [header.decode("utf-8-sig").split(",") for header in (old_header, new_header)]
    same = {b""} | (set(old_lines).intersection(new_lines) if headers[0] == headers[1] else set())
    names = [name for name in table.header if all(name in header for header in headers)]
    before = _rows(headers[0], (line for line in old_lines if line not in same), names)
    after = _rows(headers[1], (line for line in new_lines if line not in same), names)
    content = [name for name in names if name not in _POSITION and name not in table.key]
    if "start" in names:
        yield from _pairs("moved", table, before, after, [ARTICLE.name, *content])
    yield from _pairs("changed", table, before, after, [name for name in table.key if name in names])
    yield from (Change("went", table, row, {}) for row in before)
    yield from (Change("came", table, {}, row) for row in after)


def _rows(header: Sequence[str], rows: Iterable[bytes], names: Sequence[str]) -> list[Cells]:
    at = [(name, header.index(name)) for name in names]
    text = b"\n".join(rows).decode("utf-8", "replace")
    return [{name: cells[i] for name, i in at} for cells in lines.split(text)]


def _pairs(
    kind: Kind, table: Table, before: list[Cells], after: list[Cells], names: Sequence[str]
) -> Iterator[Change]:
    """Take the rows that agree in the columns of `names` out of both lists, and yield each pair."""
    waiting: dict[tuple[str, ...], list[Cells]] = defaultdict(list)
    for row in before:
        waiting[tuple(row[name] for name in names)].append(row)
    alone = []
    for row in after:
        partners = waiting[tuple(row[name] for name in names)]
        if not partners:
            alone.append(row)
        elif (partner := partners.pop(0)) != row:
            yield Change(kind, table, partner, row)
    after[:] = alone
    before[:] = [row for rows in waiting.values() for row in rows]


def counted(counts: Counter[Kind]) -> str:
    """Say how many rows came, went, changed and moved.

    >>> counted(Counter(came=3, changed=1))
    '3 came, 1 changed'
    """
    return ", ".join(f"{counts[kind]} {kind}" for kind in _SIGNS if counts[kind])


def listing(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the changes line by line, by article; rows that have only moved are counted."""
    ordered = sorted(changes, key=lambda change: (not change.article, change.article))
    for article, group in groupby(ordered, key=lambda change: change.article):
        found = list(group)
        yield f"{article or 'all articles'}: {counted(Counter(change.kind for change in found))}"
        for change in found:
            if change.kind != "moved":
                yield f"  {_SIGNS[change.kind]} {change.table.name} {_name(change)}"
            if change.kind == "changed":
                yield from (f"      {name}: {old or '∅'} → {new or '∅'}" for name, old, new in change.cells)


def _name(change: Change) -> str:
    text = (change.new or change.old).get("text", "")
    return f"{change.row}  {text}" if text and text != change.row else change.row


def table_of(changes: Iterable[Change]) -> Iterator[list[str]]:
    """Yield the changes as rows for a spreadsheet: each cell that changed, each row that came or went."""
    yield ["change", "table", "article_id", "row", "text", "column", "old", "new"]
    for change in changes:
        row = change.new or change.old
        start = [change.kind, change.table.name, change.article, change.row, row.get("text", "")]
        if change.kind in ("came", "went"):
            yield [*start, "", "", ""]
        else:
            yield from ([*start, *cell] for cell in change.cells)
