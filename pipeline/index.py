"""The rows of all articles → one row per initiative and one per place.

What they are made of lies in a database while the rows are gathered, and comes out sorted: however many articles
there are, no more is in memory than what is said of one initiative or one place.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from pipeline.tables import Row

Facts = Mapping[str, Sequence[Sequence[Any]]]
"""What the indexes need of an article, by table of the database."""

_TABLES = {
    "places": ("code", "path", "article_id", "level", "mentions", "figures"),
    "initiatives": (
        *("initiative_id", "text", "core", "type", "place_path"),
        *("article_id", "published", "mentions", "figures"),
    ),
}
_TOGETHER = 1000  # rows of the database
_LISTED = 100  # namesakes: where each of thousands lists the others, the table grows with the square
_SORTED = """
CREATE INDEX by_core ON initiatives (core, initiative_id);
CREATE TABLE shared AS
SELECT core AS common FROM initiatives GROUP BY core HAVING min(initiative_id) < max(initiative_id);
CREATE INDEX by_common ON shared (common);
"""
# What is said of an initiative, in the order of articles, and in them in the order of rows.
_MENTIONS = """
SELECT initiative_id, text, core, type, place_path, article_id, published, mentions, figures, common
FROM initiatives LEFT JOIN shared ON common = core
ORDER BY initiative_id, article_id, initiatives.rowid"""
_OWNERS = "SELECT DISTINCT initiative_id FROM initiatives WHERE core = ? ORDER BY 1 LIMIT ?"
_PLACES = """
SELECT code, path, article_id, level, mentions, figures FROM places ORDER BY code, path, article_id, rowid"""


def facts(rows: Mapping[str, Iterable[Row]]) -> dict[str, list[list[Any]]]:
    """Return what the indexes need of the rows of an article."""
    ((article_id, published),) = _counted(rows["articles"], "article_id", "published")
    of_places = _counted(rows["numbers"], "place_code", "place_path")
    of_initiatives = _counted(rows["numbers"], "initiative_id")
    places = [
        [code, path, article_id, level, mentions, of_places.pop((code, path), 0)]
        for (code, path, level), mentions in _counted(rows["places"], "code", "path", "level").items()
    ]
    places += [[*place, article_id, "", 0, figures] for place, figures in of_places.items()]
    initiatives = [
        [*cells, article_id, published, mentions, of_initiatives.pop(cells[:1], 0)]
        for cells, mentions in _counted(rows["initiatives"], *_TABLES["initiatives"][:5]).items()
    ]
    return {"places": [place for place in places if place[1]], "initiatives": initiatives}


def _counted(rows: Iterable[Row], *columns: str) -> Counter[tuple[str, ...]]:
    """Return how many rows agree in some columns, by what they have there."""
    return Counter(tuple([str(row[column]) for column in columns]) for row in rows)


def prepare(database: sqlite3.Connection) -> None:
    """Make the database ready for facts."""
    for name, columns in _TABLES.items():
        database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")


def add(database: sqlite3.Connection, known: Facts) -> None:
    """Add the facts of an article."""
    for name, columns in _TABLES.items():
        marks = ", ".join("?" * len(columns))
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", known[name])  # noqa: S608 -- names of ours


def initiative_index(database: sqlite3.Connection) -> Iterator[Row]:
    """Gather the mentions of each initiative over all articles."""
    for statement in filter(None, map(str.strip, _SORTED.split(";"))):
        database.execute(statement)

    @lru_cache(1 << 10)
    def owners(core: str) -> list[str]:
        return [owner for (owner,) in database.execute(_OWNERS, [core, _LISTED + 1])]

    for initiative_id, found in groupby(database.execute(_MENTIONS), itemgetter(0)):
        _, names, cores, types, paths, articles, published, counts, figures, common = _columns(found)
        shared = {core for core in common if core is not None}
        others = [*owners(*shared)] if len(shared) == 1 else sorted(set[str]().union(*map(owners, shared)))
        if initiative_id in others:
            others.remove(initiative_id)
        yield {
            "initiative_id": initiative_id,
            "name": _ranked(names, counts)[0],
            "core": _ranked(cores, counts)[0],
            "types": ";".join(_ranked(types, counts)),
            "mentions": sum(counts),
            "articles": len(set(articles)),
            "first_published": min(filter(None, published), default=""),
            "place_paths": ";".join(filter(None, _ranked(paths, counts))),
            "namesakes": ";".join(others[:_LISTED]),
            "figures": sum(figures),
        }


def place_index(database: sqlite3.Connection) -> Iterator[Row]:
    """Gather the mentions of each place that has a path, and the figures about it, over all articles."""
    for (code, path), found in groupby(database.execute(_PLACES), itemgetter(0, 1)):
        _, _, articles, levels, mentions, figures = _columns(found)
        yield {
            "code": code,
            "path": path,
            "level": _ranked(levels, mentions)[0] or _level(code),
            "mentions": sum(mentions),
            "articles": len(set(articles)),
            "figures": sum(figures),
        }


def _columns(rows: Iterator[tuple[Any, ...]]) -> list[Sequence[Any]]:
    """Return rows by column; of many rows, what is equal is in memory once."""
    first = list(zip(*islice(rows, _TOGETHER), strict=True))
    if len(first[0]) < _TOGETHER:
        return [*first]
    columns = [[*column] for column in first]
    known: dict[Any, Any] = {}
    while some := [*islice(rows, _TOGETHER)]:
        for column, values in zip(columns, zip(*some, strict=True), strict=True):
            column += [known.setdefault(value, value) for value in values]
    return [*columns]


def _level(code: str) -> str:
    """Return the level of a division that is known by its code only.

    >>> [_level(code) for code in ("410000", "411000", "411025", "411025201", "411025201207", "")]
    ['province', 'prefecture', 'county', 'township', 'village', '']
    """
    if len(code) == 6:
        return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return {9: "township", 12: "village"}.get(len(code), "")


def _ranked(values: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Return values, the most frequent first, ties in order of appearance.

    >>> _ranked(["中国", "河南省", "湖南省", "河南省"], [2, 1, 1, 1])
    ['中国', '河南省', '湖南省']
    """
    if len(values) == 1:
        return [*values]
    sums = defaultdict[str, int](int)
    for value, count in zip(values, counts, strict=True):
        sums[value] += count
    return sorted(sums, key=sums.__getitem__, reverse=True)
