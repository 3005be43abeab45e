"""Named places of no rank: development zones, new towns, the divisions of the Xinjiang corps, quarters."""

from collections.abc import Iterator
from functools import cache

from gazetteer_divisions import Division, Registry

from pipeline import lexicon
from pipeline.places import names

# In front of the numbers that stand for codes here: areas have none.
LISTED = "xz"
# What every zone of its kind is called for short, unless its name is that of its city: that needs no name in the list.
USUAL = ("经开区", "高新区")


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
    """Yield the names of the areas of the word list, with their kinds, and the usual short names of its zones."""
    known, taken = by_path(entries), {row["surface"] for row in listed()}
    cities = {short for entry in entries for short in names.short_names(entry.name)}
    for row in listed():
        path = f"{row['parent']}/{official(row)}"
        if path in known:
            yield row["surface"], row["kind"], known[path]
            usual = names.usual_zone(row["surface"])
            if (
                row["kind"] == "full"
                and usual.endswith(USUAL)
                and usual[:-3] not in cities
                and usual not in taken
            ):
                yield usual, row["kind"], known[path]


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
