"""Where names of places stand in a text, before anything is decided about them."""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from pipeline import lexicon
from pipeline.places import gazetteer
from pipeline.places.gazetteer import Entry

HAN = regex.compile(r"\p{Han}")
_BEFORE = "在于到往赴和与及自从由的住驻抵返"


SHORT = ("short", "vague", "word")


class Hit(NamedTuple):
    """A name at a place in the text.  `kind`: full, short, vague, word, bound, lower, country, region or guard."""

    start: int
    end: int
    name: str
    kind: str
    entries: tuple[Entry, ...] = ()


@cache
def _surfaces() -> dict[str, tuple[str, tuple[int, ...]]]:
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for row in lexicon.rows("place_guards"):
        if row["holds"] not in row["surface"]:
            raise lexicon.LexiconError(f"place_guards.tsv: {row['surface']!r} does not hold {row['holds']!r}")
        found[row["surface"]] = "guard", ()
    for name in lexicon.words("place_countries"):
        found[name] = "country", ()
    for name in lexicon.words("place_regions"):
        found[name] = "region", ()
    for name in lexicon.words("place_cities"):
        found[name] = "region", ()
    return gazetteer.anchors() | found


@cache
def _surface(name: str) -> tuple[str, tuple[Entry, ...]]:
    kind, rows = _surfaces()[name]
    return kind, tuple(map(Entry, rows))


@cache
def _by_bigram() -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in _surfaces():
        index[name[:2]].append(name)
    return dict(index)


@cache
def _openings() -> re.Pattern[str]:
    """Return a pattern for the characters that open a name, before one that goes on with it; `re` is quick at this."""
    firsts, seconds = ("".join(sorted({pair[at] for pair in _by_bigram()})) for at in (0, 1))
    return re.compile(f"[{firsts}](?=[{seconds}])")


@cache
def edges() -> frozenset[str]:
    """Return the common words of two characters that a name should not cut through."""
    lines = files("pipeline").joinpath("data", "gazetteer_edges.txt").read_text("utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _endings() -> re.Pattern[str]:
    endings = sorted(lexicon.words("place_suffixes"), key=lambda word: (-len(word), word))
    return re.compile("|".join(endings))


_ROAD = regex.compile(
    r"[东南西北中一二三四五]?(?:路(?![过线径演桥村])|大道|大街|街(?![道区头舞镇])|巷|胡同|弄)"
)


def anchor_hits(text: str) -> list[Hit]:
    """Find the names of county rank and above, countries and regions; of overlapping ones the longest stays.

    >>> [hit.name for hit in anchor_hits("湖北武汉市中心医院位于推广东西部协作一线的襄城县")]
    ['湖北', '武汉市', '襄城县']
    """
    index = _by_bigram()
    openings = ((match.start(), match[0]) for match in _openings().finditer(text))
    found = [
        (-len(name), at, name)
        for at, first in openings
        for name in index.get(first + text[at + 1], ())
        if text.startswith(name, at)
    ]
    found.sort()
    taken = bytearray(len(text))
    hits = []
    for length, start, name in found:
        end = start - length
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * -length
            hits.append(Hit(start, end, name, *_surface(name)))
    return sorted(hit for hit in hits if hit.kind != "guard" and not _is_part_of_word(text, hit))


def _is_part_of_word(text: str, hit: Hit) -> bool:
    """Tell whether a short name is that of a road, or a full name cuts a word (示|范县, 红星区|块)."""
    if hit.kind == "full":
        past = all(gazetteer.is_past(entry) for entry in hit.entries)
        return (len(hit.name) == 2 and cuts_left(text, hit.start)) or (past and cuts_right(text, hit.end))
    return bool(_ROAD.match(text, hit.end))


def lower_hits(text: str) -> list[Hit]:
    """Find the names of townships and villages, all that end at an ending, longest first.

    >>> [hit.name for hit in lower_hits("襄城县湛北乡后聂村")]
    ['湛北乡', '后聂村', '聂村']
    """
    ends = (match.end() for match in _endings().finditer(text))
    return [
        Hit(start, end, text[start:end], "lower")
        for end in ends
        for start in gazetteer.names_ending(text, end)
    ]


def goes_on(text: str, end: int) -> bool:
    """Tell whether a name that ends here may be followed by another: by a character that is no mark and no particle.

    >>> goes_on("襄城县湛北乡", 3), goes_on("襄城县的湛北乡", 3), goes_on("襄城县,", 3), goes_on("襄城县", 3)
    (True, False, False, False)
    """
    return text[end : end + 1] >= "㐀" and text[end] not in "的了是,;:!?()、"


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
