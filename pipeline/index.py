"""The rows of all documents → one row per initiative and one per place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.tables import Cell, Row


def initiative_index(rows: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    """Gather the mentions of each initiative over all articles."""
    published = {row["article_id"]: str(row["published"]) for row in rows["articles"]}
    figures = Counter(row["initiative_id"] for row in rows["numbers"])
    for (initiative_id,), mentions in sorted(_by(rows["initiatives"], "initiative_id").items()):
        articles = {row["article_id"] for row in mentions}
        dates = sorted(filter(None, (published[article] for article in articles)))
        yield {
            "initiative_id": initiative_id,
            "name": _ranked(mentions, "text")[0],
            "core": _ranked(mentions, "core")[0],
            "types": ";".join(_ranked(mentions, "type")),
            "mentions": len(mentions),
            "articles": len(articles),
            "first_published": dates[0] if dates else "",
            "place_paths": ";".join(filter(None, _ranked(mentions, "place_path"))),
            "figures": figures[initiative_id],
        }


def place_index(rows: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    """Gather the mentions of each place that has a path, and the figures about it, over all articles."""
    mentions = _by(rows["places"], "path", "code")
    figures = _by(rows["numbers"], "place_path", "place_code")
    for path, code in sorted(mentions.keys() | figures.keys(), key=lambda place: (place[1], place[0])):
        if not path:
            continue
        found, about = mentions[path, code], figures[path, code]
        yield {
            "code": code,
            "path": path,
            "level": _ranked(found, "level")[0] if found else _level(code),
            "mentions": len(found),
            "articles": len({row["article_id"] for row in [*found, *about]}),
            "figures": len(about),
        }


def _level(code: str) -> str:
    """Return the level of a division that is known by its code only.

    >>> [_level(code) for code in ("410000", "411000", "411025", "411025201", "411025201207", "")]
    ['province', 'prefecture', 'county', 'township', 'village', '']
    """
    if len(code) == 6:
        return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    return {9: "township", 12: "village"}.get(len(code), "")


def _by(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(str(row[column]) for column in columns)].append(row)
    return groups


def _ranked(rows: Iterable[Row], column: str) -> list[str]:
    """Return the values of a column, the most frequent first, ties in order of appearance."""
    counts: Counter[Cell] = Counter(row[column] for row in rows)
    return [str(value) for value, _ in counts.most_common()]
