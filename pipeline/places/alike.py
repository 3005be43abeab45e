"""Townships of a known county that are written short or with one wrong character: 大齐镇 for 大齐各庄镇."""

from functools import cache

from pipeline.places import gazetteer, names
from pipeline.places.gazetteer import Entry

_RANKS = ("街道", "镇", "乡")


def alike(county: int, name: str) -> tuple[Entry, str] | None:
    """Return the one township of a county that a name may stand for, and in which way it differs.

    >>> (county,) = gazetteer.anchors()["丰南区"][1]
    >>> entry, how = alike(county, "大齐镇")
    >>> gazetteer.describe(entry), how
    ('河北省/唐山市/丰南区/大齐各庄镇', 'abbreviation')
    >>> alike(county, "某某镇")
    """
    stem = names.stem(name)
    rank = next((rank for rank in _RANKS if name.endswith(rank)), "")
    if not rank or stem == name:
        return None
    for how, fits in (("abbreviation", _shortens), ("one-character", _misspells)):
        found = [
            row for official, own, row in _townships(county) if own.endswith(rank) and fits(stem, official)
        ]
        if len(found) == 1:
            return Entry(found[0]), how
    return None


@cache
def _townships(county: int) -> tuple[tuple[str, str, int], ...]:
    """Return the stems, names and rows of the townships of a county; in the table they follow it."""
    prefix, out = gazetteer.division(county).code, []
    for row in range(county + 1, len(gazetteer.divisions())):
        own = gazetteer.division(row)
        if not prefix or not own.code.startswith(prefix):
            break
        if own.parent == county and own.level == "township" and gazetteer.current(Entry(row), gazetteer.LAST):
            out.append((names.stem(own.name), own.name, row))
    return tuple(out)


def _shortens(stem: str, official: str) -> bool:
    """Tell whether a stem of two characters is the beginning of a longer one, or its two ends.

    >>> _shortens("大齐", "大齐各庄"), _shortens("大庄", "大齐各庄"), _shortens("齐庄", "大齐各庄")
    (True, True, False)
    """
    return (
        len(stem) == 2 < len(official) and official[0] == stem[0] and stem[1] in (official[1], official[-1])
    )


def _misspells(stem: str, official: str) -> bool:
    """Tell whether two stems of three characters or more differ in one of them.

    >>> _misspells("大齐各庄", "大齐各壮"), _misspells("湛北", "谌北")
    (True, False)
    """
    pairs = list(zip(stem, official, strict=False))
    return len(stem) == len(official) > 2 and sum(one != other for one, other in pairs) == 1
