"""Named places of no rank: development zones, new towns, the divisions of the Xinjiang corps, quarters."""

from collections.abc import Iterator
from functools import cache

from gazetteer_divisions import Division, Registry

from pipeline import lexicon

# In front of the numbers that stand for codes here: areas have none.
LISTED = "xz"


@cache
def listed() -> tuple[dict[str, str], ...]:
    """Return the rows of the word list."""
    return tuple(lexicon.rows("place_areas"))


def enter(registry: Registry) -> None:
    """Enter the areas of the word list under the divisions that it names, unless a snapshot has them."""
    known = by_path(list(registry.entries.values()))
    for number, row in enumerate(listed()):
        path, parent = f"{row['parent']}/{official(row)}", known.get(row["parent"])
        if parent and path not in known:
            known[path] = registry.always(f"{LISTED}{number:04}", official(row), "area", parent)


def surfaces(entries: list[Division]) -> Iterator[tuple[str, str, Division]]:
    """Yield the names of the areas of the word list, with their kinds."""
    known = by_path(entries)
    for row in listed():
        path = f"{row['parent']}/{official(row)}"
        if path in known:
            yield row["surface"], row["kind"], known[path]


def official(row: dict[str, str]) -> str:
    """Return the name that goes into the path."""
    return row["official"] or row["surface"]


def by_path(entries: list[Division]) -> dict[str, Division]:
    """Return the divisions of county rank and above, and the areas, that are there today, by path."""
    return {
        "/".join(reversed([above.name for above in entry.lineage()])): entry
        for entry in entries
        if entry.last is None and entry.level not in ("township", "unit")
    }
