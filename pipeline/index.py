"""The rows of all documents → one row per initiative and one per place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


def facts(rows: Mapping[str, Iterable[Row]]) -> dict[str, list[Fact]]:
    """Return what the indexes need of the rows of an article, by table."""
    counted = {
        name: Counter(tuple([str(row[column]) for column in columns]) for row in rows[name])
        for name, columns in READS.items()
    }
    return {name: [[*cells, count] for cells, count in counts.items()] for name, counts in counted.items()}


def initiative_index(known: Facts) -> Iterator[Row]:
    """Gather the mentions of each initiative over all articles."""
    published = dict(map(_get("articles", "article_id", "published"), known["articles"]))
    figures = _ranked(known["numbers"], _get("numbers", "initiative_id"))
    by_id = _by(known["initiatives"], _get("initiatives", "initiative_id"))
    article, name, core, kind, path = (
        _get("initiatives", column) for column in ("article_id", "text", "core", "type", "place_path")
    )
    namesakes: dict[str, set[str]] = defaultdict(set)
    for initiative_id, mentions in by_id.items():
        for one in set(map(core, mentions)):
            namesakes[one].add(initiative_id)
    for initiative_id, mentions in sorted(by_id.items()):
        others = set[str]().union(*(namesakes[one] for one in map(core, mentions))) - {initiative_id}
        articles = set(map(article, mentions))
        dates = sorted(filter(None, (published[one] for one in articles)))
        yield {
            "initiative_id": initiative_id,
            "name": next(iter(_ranked(mentions, name))),
            "core": next(iter(_ranked(mentions, core))),
            "types": ";".join(_ranked(mentions, kind)),
            "mentions": _count(mentions),
            "articles": len(articles),
            "first_published": dates[0] if dates else "",
            "place_paths": ";".join(filter(None, _ranked(mentions, path))),
            "namesakes": ";".join(sorted(others)),
            "figures": figures.get(initiative_id, 0),
        }


def place_index(known: Facts) -> Iterator[Row]:
    """Gather the mentions of each place that has a path, and the figures about it, over all articles."""
    mentions = _by(known["places"], _get("places", "path", "code"))
    figures = _by(known["numbers"], _get("numbers", "place_path", "place_code"))
    level = _get("places", "level")
    mentioned, stated = _get("places", "article_id"), _get("numbers", "article_id")
    for path, code in sorted(mentions.keys() | figures.keys(), key=lambda place: (place[1], place[0])):
        if not path:
            continue
        found, about = mentions[path, code], figures[path, code]
        yield {
            "code": code,
            "path": path,
            "level": next(iter(_ranked(found, level))) if found else _level(code),
            "mentions": _count(found),
            "articles": len({*map(mentioned, found), *map(stated, about)}),
            "figures": _count(about),
        }


def _level(code: str) -> str:
    """Return the level of a division that is known by its code only.

    >>> [_level(code) for code in ("410000", "411000", "411025", "411025201", "411025201207", "")]
    ['province', 'prefecture', 'county', 'township', 'village', '']
    """
    if len(code) == 6:
        return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return {9: "township", 12: "village"}.get(len(code), "")


def _get(table: str, *columns: str) -> Callable[[Fact], Any]:
    """Return what takes the cells of `columns` out of a fact."""
    return itemgetter(*(READS[table].index(column) for column in columns))


def _count(found: Iterable[Fact]) -> int:
    return sum(fact[-1] for fact in found)


def _by(found: Iterable[Fact], key: Callable[[Fact], Any]) -> dict[Any, list[Fact]]:
    groups: dict[Any, list[Fact]] = defaultdict(list)
    for fact in found:
        groups[key(fact)].append(fact)
    return groups


def _ranked(found: Iterable[Fact], cell: Callable[[Fact], str]) -> dict[str, int]:
    """Count the values of a column, the most frequent first, ties in order of appearance."""
    counts: dict[str, int] = {}
    for fact in found:
        value = cell(fact)
        counts[value] = counts.get(value, 0) + fact[-1]
    return dict(sorted(counts.items(), key=lambda item: -item[1])) if len(counts) > 1 else counts
