"""The rows and texts of all articles of a run, on disk until they are written: there may be more than memory holds."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self

from pipeline import index
from pipeline.lines import Sheaf, render
from pipeline.spool import Spool
from pipeline.tables import FAILURES, INITIATIVE_INDEX, PLACE_INDEX, TABLES, Row, Table

_IN_MEMORY = 16_000  # KiB of the database
_ADD = "INSERT INTO lines VALUES (?, ?, ?, ?)"
_TOGETHER = 256  # rows of an index in one piece


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """An input that could not be read, and why."""

    file: str
    reason: str


class Gathered:
    """Articles come in any order; the lines of each table go out sorted.

    They lie in a file, and what is where in a database; neither has a name, and both are gone however the run ends.
    """

    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self.counts = Counter({table.name: 0 for table in TABLES})
        self._spool = Spool()
        self._database = sqlite3.connect("", isolation_level=None)
        for setting in (f"cache_size = -{_IN_MEMORY}", "journal_mode = OFF", "synchronous = OFF"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE lines (name, part, start, size, PRIMARY KEY (name, part))")
        self._database.execute("CREATE TABLE texts (file, start, size)")
        index.prepare(self._database)
        self._database.execute("BEGIN")  # nothing is to be kept, so one transaction will do

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._spool.close()

    def add(self, article_id: str, sheaf: Sheaf) -> None:
        """Add the rows of an article."""
        start, _ = self._spool.keep(sheaf.lines)
        parts = []
        for table, place, count in sheaf.tables():
            if count:
                parts.append((table.name, article_id, start + place.start, place.stop - place.start))
                self.counts[table.name] += count
        self._database.executemany(_ADD, parts)
        index.add(self._database, sheaf.facts)

    def add_text(self, file: str, text: str) -> None:
        """Add the text of an article, which goes to a file of its own."""
        place = self._spool.keep(text.encode("utf-8", "replace"))
        self._database.execute("INSERT INTO texts VALUES (?, ?, ?)", (file, *place))

    def finish(self) -> None:
        """Add the tables that look across the articles."""
        failed: list[Row] = [{"file": one.file, "reason": one.reason} for one in sorted(self.failures)]
        for table, rows in (
            (INITIATIVE_INDEX, index.initiative_index(self._database)),
            (PLACE_INDEX, index.place_index(self._database)),
            (FAILURES, iter(failed)),
        ):
            for part, piece in enumerate(_pieces(table, rows)):
                self._database.execute(_ADD, (table.name, part, *self._spool.keep(piece)))
                self.counts[table.name] += piece.count(b"\n")

    def lines(self, table: Table) -> Iterator[bytes]:
        """Yield the lines of a table, never those with the same first cell in two pieces."""
        query = "SELECT start, size FROM lines WHERE name = ? ORDER BY part"
        return map(self._spool.__getitem__, self._database.execute(query, [table.name]))

    def texts(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield the texts, by name below the output folder."""
        for file, *place in self._database.execute("SELECT file, start, size FROM texts ORDER BY rowid"):
            yield PurePosixPath(file), self._spool[place]


def _pieces(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    groups = (list(alike) for _, alike in groupby(rows, itemgetter(table.header[0])))
    while some := list(islice(groups, _TOGETHER)):
        yield render(table, chain.from_iterable(some))
