"""The rows of all articles → one row per initiative and one per place.

What they are made of lies in a database while the rows are gathered, and comes out sorted: however many articles
there are, no more is in memory than one initiative's or one place's counts.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.tables import Row

READS = {
    "articles": ("article_id", "published"),
    "numbers": ("article_id", "place_code", "place_path", "initiative_id"),
    "places": ("article_id", "level", "code", "path"),
    "initiatives": ("article_id", "text", "core", "type", "initiative_id", "place_path"),
}
"""The columns that the indexes are made from."""
Fact = Sequence[Any]
"""The cells of these columns in rows that agree in them, and how many rows do."""
Facts = Mapping[str, Sequence[Fact]]

_LISTED = 100  # namesakes: where each of thousands lists the others, the table grows with the square
_SORTED = """
CREATE TABLE figured AS SELECT initiative_id, sum(count) AS figures FROM numbers GROUP BY initiative_id;
CREATE INDEX by_figured ON figured (initiative_id);
CREATE INDEX by_core ON initiatives (core, initiative_id);
CREATE TABLE shared AS
SELECT core AS common FROM initiatives GROUP BY core HAVING min(initiative_id) < max(initiative_id);
CREATE INDEX by_common ON shared (common);
"""
# What is said of an initiative, in the order of articles, and in them in the order of rows.
_MENTIONS = """
SELECT initiative_id, text, core, type, place_path, article_id, published, initiatives.count, figures, common
FROM initiatives JOIN articles USING (article_id) LEFT JOIN figured USING (initiative_id)
LEFT JOIN shared ON common = core
ORDER BY initiative_id, article_id, initiatives.rowid"""
_OWNERS = "SELECT DISTINCT initiative_id FROM initiatives WHERE core = ? ORDER BY 1 LIMIT ?"
_PLACES = """
SELECT code, path, article_id, rowid AS at, level, count AS mentions, 0 AS figures FROM places
UNION ALL SELECT place_code, place_path, article_id, rowid, '', 0, count FROM numbers
ORDER BY code, path, article_id, at"""


def facts(rows: Mapping[str, Iterable[Row]]) -> dict[str, list[Fact]]:
    """Return what the indexes need of the rows of an article, by table."""
    counted = {
        name: Counter(tuple([str(row[column]) for column in columns]) for row in rows[name])
        for name, columns in READS.items()
    }
    return {name: [[*cells, count] for cells, count in counts.items()] for name, counts in counted.items()}


def prepare(database: sqlite3.Connection) -> None:
    """Make the database ready for facts."""
    for name, columns in READS.items():
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)}, count)")


def add(database: sqlite3.Connection, known: Facts) -> None:
    """Add the facts of an article."""
    for name, columns in READS.items():
        marks = ", ".join("?" * (len(columns) + 1))
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", known[name])  # noqa: S608 -- names of ours


def initiative_index(database: sqlite3.Connection) -> Iterator[Row]:
    """Gather the mentions of each initiative over all articles."""
    for statement in filter(None, map(str.strip, _SORTED.split(";"))):
        database.execute(statement)

    @lru_cache(1 << 10)
    def owners(core: str) -> list[str]:
        return [owner for (owner,) in database.execute(_OWNERS, [core, _LISTED + 1])]

    for initiative_id, found in groupby(database.execute(_MENTIONS), itemgetter(0)):
        names, cores, types, paths = (defaultdict[str, int](int) for _ in range(4))
        articles, figures, last, first_published = 0, 0, None, ""
        shared = set[str]()
        for _, name, core, kind, path, article, published, count, stated, common in found:
            for counts, value in ((names, name), (cores, core), (types, kind), (paths, path)):
                counts[value] += count
            articles += article != last
            last = article
            first_published = min(filter(None, (first_published, published)), default="")
            figures = stated or 0
            if common is not None:
                shared.add(core)
        others = sorted({owner for core in shared for owner in owners(core)} - {initiative_id})[:_LISTED]
        yield {
            "initiative_id": initiative_id,
            "name": _ranked(names)[0],
            "core": _ranked(cores)[0],
            "types": ";".join(_ranked(types)),
            "mentions": sum(names.values()),
            "articles": articles,
            "first_published": first_published,
            "place_paths": ";".join(filter(None, _ranked(paths))),
            "namesakes": ";".join(others),
            "figures": figures,
        }


def place_index(database: sqlite3.Connection) -> Iterator[Row]:
    """Gather the mentions of each place that has a path, and the figures about it, over all articles."""
    for (code, path), found in groupby(database.execute(_PLACES), itemgetter(0, 1)):
        if not path:
            continue
        levels = defaultdict[str, int](int)
        articles, last, figures = 0, None, 0
        for _, _, article, _, level, mentioned, stated in found:
            if mentioned:
                levels[level] += mentioned
            figures += stated
            articles += article != last
            last = article
        yield {
            "code": code,
            "path": path,
            "level": _ranked(levels)[0] if levels else _level(code),
            "mentions": sum(levels.values()),
            "articles": articles,
            "figures": figures,
        }


def _level(code: str) -> str:
    """Return the level of a division that is known by its code only.

    >>> [_level(code) for code in ("410000", "411000", "411025", "411025201", "411025201207", "")]
    ['province', 'prefecture', 'county', 'township', 'village', '']
    """
    if len(code) == 6:
        return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return {9: "township", 12: "village"}.get(len(code), "")


def _ranked(counts: Mapping[str, int]) -> list[str]:
    """Return values, the most frequent first, ties in order of appearance."""
    return sorted(counts, key=counts.__getitem__, reverse=True) if len(counts) > 1 else list(counts)
