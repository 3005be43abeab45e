"""Townships of a known county that are written short or with one wrong character: 大齐镇 or 大齐 for 大齐各庄镇."""

from pipeline.dictionary import frequency
from pipeline.places import gazetteer, names
from pipeline.places.gazetteer import Entry
from pipeline.places.seams import is_common_word, is_han
from pipeline.places.wording import acts, is_generic
from pipeline.recent import recently

TOWNSHIPS = ("街道", "镇", "乡")
_BEHIND_STEM = "的等和与及在至到段一两三四五六七八九十"
_ROUTES = ("公路", "高速", "铁路", "境内")
KNOWN = 20  # of sixty million words of the dictionary's corpus
_TOWN = 100  # the same, for what stands right behind its county


def alike(county: int, name: str) -> tuple[Entry, str] | None:
    """Return the one township of a county that a name may stand for, and in which way it differs.

    A town that was a township once keeps its name: 大山包乡 is 大山包镇.

    >>> (county,) = gazetteer.anchors()["丰南区"][1]
    >>> entry, how = alike(county, "大齐镇")
    >>> gazetteer.describe(entry), how
    ('河北省/唐山市/丰南区/大齐各庄镇', 'abbreviation')
    >>> alike(county, "大齐各庄乡")[1], alike(county, "某某镇")
    ('renamed', None)
    """
    stem = names.stem(name)
    rank = next((rank for rank in TOWNSHIPS if name.endswith(rank)), "")
    if not rank or stem == name:
        return None
    for how, fits in (("abbreviation", _shortens), ("one-character", _misspells)):
        found = [
            row for official, own, row in _townships(county) if own.endswith(rank) and fits(stem, official)
        ]
        if len(found) == 1:
            return Entry(found[0]), how
    renamed = [row for official, _, row in _townships(county) if official == stem and len(stem) > 1]
    return (Entry(renamed[0]), "renamed") if len(renamed) == 1 else None


def by_stem(county: int, text: str, start: int) -> tuple[Entry, int] | None:
    """Return the township of a county whose stem stands set off at a place in the text, and where the stem ends.

    >>> (county,) = gazetteer.anchors()["襄城县"][1]
    >>> entry, end = by_stem(county, "襄城颍桥、湛北等地", 2)
    >>> gazetteer.describe(entry), end
    ('河南省/许昌市/襄城县/颍桥回族镇', 4)
    >>> by_stem(county, "襄城颍桥人", 2)
    """
    opened = _by_opening(county).get(text[start : start + 2])
    if not opened:
        return None
    found = [
        (start + len(stem), row)
        for stem, row in opened
        if text.startswith(stem, start) and _is_set_off(stem, text[start + len(stem) : start + len(stem) + 2])
    ]
    end, row = max(found, default=(0, -1))
    return (Entry(row), end) if found else None


@recently
def _by_opening(county: int) -> dict[str, list[tuple[str, int]]]:
    """Return the stems and rows of the townships of a county by their first two characters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for stem, _, row in _townships(county):
        if len(stem) > 1:
            found.setdefault(stem[:2], []).append((stem, row))
    return found


def _is_set_off(stem: str, behind: str) -> bool:
    """Tell whether a stem is no word, and a mark, a number, a particle, a verb or a road stands behind it.

    >>> _is_set_off("颍桥", "、湛"), _is_set_off("颍桥", "10"), _is_set_off("颍桥", "开展"), _is_set_off("颍桥", "中学")
    (True, True, True, False)
    """
    if is_common_word(stem) or is_generic(stem):
        return False
    if behind[:1] in _BEHIND_STEM or not is_han(behind[:1]):
        return frequency(stem) < _TOWN
    return not frequency(stem) and (behind in acts() or behind in _ROUTES)


@recently
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
