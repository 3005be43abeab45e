"""The rows of all articles of a run, on disk until the tables are written: a run may read more than memory holds."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter
from types import TracebackType
from typing import Self

from pipeline import index
from pipeline.lines import Sheaf, render
from pipeline.tables import FAILURES, INITIATIVE_INDEX, PLACE_INDEX, TABLES, Row, Table

_IN_MEMORY = 16_000  # KiB of the database
_TOGETHER = 256  # rows of an index in one piece


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """An input that could not be read, and why."""

    file: str
    reason: str


class Gathered:
    """Articles come in any order; the lines of each table go out sorted.

    They lie in a database without a name: SQLite keeps it in memory while it is small, and removes it however the
    run ends.
    """

    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self.counts = Counter({table.name: 0 for table in TABLES})
        self._database = sqlite3.connect("", isolation_level=None)
        for setting in (f"cache_size = -{_IN_MEMORY}", "journal_mode = OFF", "synchronous = OFF"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE lines (name, place, content, PRIMARY KEY (name, place))")
        index.prepare(self._database)
        self._database.execute("BEGIN")  # nothing is to be kept, so one transaction will do

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, article_id: str, sheaf: Sheaf) -> None:
        """Add the rows of an article."""
        for name, lines in sheaf.lines.items():
            self._keep(name, article_id, lines)
        index.add(self._database, sheaf.facts)

    def finish(self) -> None:
        """Add the tables that look across the articles."""
        failed: list[Row] = [{"file": one.file, "reason": one.reason} for one in sorted(self.failures)]
        for table, rows in (
            (INITIATIVE_INDEX, index.initiative_index(self._database)),
            (PLACE_INDEX, index.place_index(self._database)),
            (FAILURES, iter(failed)),
        ):
            for place, piece in enumerate(_pieces(table, rows)):
                self._keep(table.name, place, piece)

    def lines(self, table: Table) -> Iterator[bytes]:
        """Yield the lines of a table, never those with the same first cell in two pieces."""
        query = "SELECT content FROM lines WHERE name = ? ORDER BY place"
        for (content,) in self._database.execute(query, [table.name]):
            yield content

    def _keep(self, name: str, place: str | int, lines: bytes) -> None:
        if lines:
            self._database.execute("INSERT INTO lines VALUES (?, ?, ?)", (name, place, lines))
            self.counts[name] += lines.count(b"\n")


def _pieces(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    groups = (list(alike) for _, alike in groupby(rows, itemgetter(table.header[0])))
    while some := list(islice(groups, _TOGETHER)):
        yield render(table, chain.from_iterable(some))
