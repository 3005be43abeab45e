"""Where names of places stand in a text, before anything is decided about them."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from operator import add
from typing import NamedTuple

import regex

from pipeline import lexicon
from pipeline.places import gazetteer
from pipeline.places.gazetteer import Entry

HAN = regex.compile(r"\p{Han}")
_BEFORE = "在于到往赴和与及自从由的"


SHORT = ("short", "vague", "word")


class Hit(NamedTuple):
    """A name at a place in the text.  `kind`: full, short, vague, word, bound, lower, country, region or guard."""

    start: int
    end: int
    name: str
    kind: str
    entries: tuple[Entry, ...] = ()


@cache
def _surfaces() -> dict[str, tuple[str, tuple[Entry, ...]]]:
    found: dict[str, tuple[str, tuple[Entry, ...]]] = {}
    for row in lexicon.rows("place_guards"):
        if row["holds"] not in row["surface"]:
            raise lexicon.LexiconError(f"place_guards.tsv: {row['surface']!r} does not hold {row['holds']!r}")
        found[row["surface"]] = "guard", ()
    for name in lexicon.words("place_countries"):
        found[name] = "country", ()
    for name in lexicon.words("place_regions"):
        found[name] = "region", ()
    for name, (kind, rows) in gazetteer.anchors().items():
        found.setdefault(name, (kind, tuple([Entry(row) for row in rows])))
    return found


@cache
def _by_bigram() -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in _surfaces():
        index[name[:2]].append(name)
    return dict(index)


@cache
def edges() -> frozenset[str]:
    """Return the common words of two characters that a name should not cut through."""
    lines = files("pipeline").joinpath("data", "gazetteer_edges.txt").read_text("utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _endings() -> "regex.Pattern[str]":
    endings = sorted(lexicon.words("place_suffixes"), key=lambda word: (-len(word), word))
    return regex.compile("|".join(endings))


_ROAD = regex.compile(
    r"[东南西北中一二三四五]?(?:路(?![过线径演桥村])|大道|大街|街(?![道区头舞镇])|巷|胡同|弄)"
)


def anchor_hits(text: str) -> list[Hit]:
    """Find the names of county rank and above, countries and regions; of overlapping ones the longest stays.

    >>> [hit.name for hit in anchor_hits("湖北武汉市中心医院位于推广东西部协作一线的襄城县")]
    ['湖北', '武汉市', '襄城县']
    """
    index, surfaces = _by_bigram(), _surfaces()
    found = []
    for pair in index.keys() & set(map(add, text, text[1:])):
        for name in index[pair]:
            at = text.find(name)
            while at >= 0:
                found.append((len(name), at, name))
                at = text.find(name, at + 1)
    found.sort(key=lambda hit: (-hit[0], hit[1]))
    taken = bytearray(len(text))
    hits = []
    for length, start, name in found:
        end = start + length
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * length
            hits.append(Hit(start, end, name, *surfaces[name]))
    return sorted(hit for hit in hits if hit.kind != "guard" and not _is_road(text, hit))


def _is_road(text: str, hit: Hit) -> bool:
    return hit.kind != "full" and bool(_ROAD.match(text, hit.end))


def lower_hits(text: str) -> list[Hit]:
    """Find the names of townships and villages, all that end at an ending, longest first.

    >>> [hit.name for hit in lower_hits("襄城县湛北乡后聂村")]
    ['湛北乡', '后聂村', '聂村']
    """
    hits = []
    for match in _endings().finditer(text):
        end = match.end()
        hits += [Hit(end - len(name), end, name, "lower") for name in gazetteer.names_ending(text, end)]
    return hits


def is_common_word(word: str) -> bool:
    """Tell whether two characters are a common word.

    >>> is_common_word("发展"), is_common_word("后聂")
    (True, False)
    """
    return word in edges()


def cuts_left(text: str, start: int) -> bool:
    """Tell whether a name that starts here would cut through a common word (发展|展村)."""
    return start > 0 and text[start - 1 : start + 1] in edges()


def cuts_right(text: str, end: int) -> bool:
    """Tell whether a name that ends here would cut through a common word."""
    return text[end - 1 : end + 1] in edges()


def starts_clean(text: str, start: int) -> bool:
    """Tell whether a name starts after a mark or a preposition."""
    before = text[max(0, start - 1) : start]
    return before in _BEFORE or not HAN.match(before)
