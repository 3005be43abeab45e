"""Where names of places stand in a text, before anything is decided about them."""

import re
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pipeline import lexicon
from pipeline.patterns import standard
from pipeline.places import gazetteer
from pipeline.places.gazetteer import Entry
from pipeline.places.seams import HAN, cuts_left, cuts_right, edges, is_common_word, one_of, starts_clean
from pipeline.recent import recently

OPENING, CLOSING = frozenset('“‘「『"'), frozenset('”’」』"')

SHORT = ("short", "vague", "word")
_DOUBTFUL = ("vague", "word", "bound")


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
    for row in lexicon.added().get("places", ()):
        found[row["name"]] = "region", ()
    anchors, plain = gazetteer.anchors(), lexicon.words("place_plain")
    if unknown := plain - anchors.keys():
        raise lexicon.LexiconError(f"place_plain.tsv: no short names: {' '.join(sorted(unknown))}")
    return anchors | {name: ("short", anchors[name][1]) for name in plain} | found


@recently
def _surface(name: str) -> tuple[str, tuple[Entry, ...]]:
    kind, rows = _surfaces()[name]
    return kind, tuple(map(Entry, rows))


@cache
def _predicates() -> frozenset[str]:
    return lexicon.words("place_predicates")


@cache
def _automaton() -> tuple[tuple[str, ...], bytes, AhoCorasick]:
    """Return the names of anchors, which of them are doubtful, and what finds them all in one pass."""
    names = tuple(_surfaces())
    doubtful = bytes(kind in _DOUBTFUL for kind, _ in _surfaces().values())
    return names, doubtful, AhoCorasick(names, store_patterns=False)


@cache
def _endings() -> re.Pattern[str]:
    return standard(one_of(lexicon.words("place_suffixes")))


_MARKET = standard("市集(?![中体团群聚约合训资结镇美贤安宁])")
_QUARTER = standard("市[中南北]区")
_ROAD = standard(r"[东南西北中一二三四五]?(?:路(?![过线径演桥村])|大道|大街|街(?![道区头舞镇])|巷|胡同|弄)")


def anchor_hits(text: str) -> list[Hit]:
    """Find the names of county rank and above, countries and regions; of overlapping ones the longest stays.

    >>> [hit.name for hit in anchor_hits("湖北武汉市中心医院位于推广东西部协作一线的襄城县")]
    ['湖北', '武汉市', '襄城县']
    """
    hits = [hit for hit in surfaces(text) if hit.kind != "guard"]
    if "市集" in text:
        hits = [_without_market(text, hit) for hit in hits]
    if _QUARTER.search(text):
        hits = [part for hit in hits for part in _with_quarter(text, hit)]
    return sorted([hit for hit in hits if not is_part_of_word(text, hit)])


def _without_market(text: str, hit: Hit) -> Hit:
    """Return a city's short name in place of its full one where a market follows: 乐山|市集, but 义乌市|集中供热."""
    if hit.kind != "full" or text[hit.end : hit.end + 1] != "集":
        return hit
    short = hit.name[:-1]
    if not _MARKET.match(text, hit.end - 1) or short not in _surfaces():
        return hit
    return Hit(hit.start, hit.end - 1, short, *_surface(short))


def _with_quarter(text: str, hit: Hit) -> tuple[Hit, ...]:
    """Return a city and its quarter where they share a character: 济南|市中区, but 济南市|中心."""
    end, short = hit.end + 2, hit.name[:-1]
    quarter = text[hit.end - 1 : end]
    if hit.kind != "full" or not _QUARTER.fullmatch(quarter) or cuts_right(text, end):
        return (hit,)
    if short not in _surfaces() or not _is_held(text, hit.end - 1, end):
        return (hit,)
    return Hit(hit.start, hit.end - 1, short, *_surface(short)), Hit(
        hit.end - 1, end, quarter, *_surface(quarter)
    )


def surfaces(text: str) -> list[Hit]:
    """Find the same names with the guards among them, and with those that are only part of a word.

    >>> [(hit.name, hit.kind) for hit in surfaces("推广东西部协作")]
    [('推广东西', 'guard')]
    """
    names, doubtful, automaton = _automaton()
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    # Stable: of one length, they stay in order; but a name that may be a word gives way (从|江西).
    found.sort(key=lambda match: 2 * (match[1] - match[2]) + doubtful[match[0]])
    taken = bytearray(len(text))
    hits = []
    for number, start, end in found:
        if taken.find(1, start, end) >= 0 or (end - start == 3 and _cuts_place(text, start, end)):
            continue
        if not (text[end - 1] in "区市" and is_landscape(text, start, end)):
            taken[start:end] = b"\1" * (end - start)
            hits.append(Hit(start, end, names[number], *_surface(names[number])))
    return hits


_LANDSCAPE = frozenset(
    (
        "城市",
        "山区",
        "湖区",
        "海区",
        "城区",
        "郊区",
        "港区",
        "园区",
        "林区",
        "边区",
        "东区",
        "西区",
        "南区",
        "北区",
    )
)
_TOWN = standard(rf"[{HAN}]{{1,5}}?(?:街道|镇|乡)")
_COUNTED = standard("[0-9一二三四五六七八九十百千万数几多两余各每]")


def is_landscape(text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a city or a district is a kind of land behind a place, a word or a number.

    >>> is_landscape("云南山区", 1, 4), is_landscape("豫西山区", 1, 4), is_landscape("数十万山区", 2, 5)
    (True, True, True)
    >>> is_landscape("上海城市更新", 1, 4), is_landscape("新兴城市", 1, 4), is_landscape("每项城市更新", 1, 4)
    (True, True, True)
    >>> is_landscape("昆明西山区", 2, 5), is_landscape("位于南山区", 2, 5), is_landscape("上海宝山区", 2, 5)
    (False, False, False)
    >>> is_landscape("辽宁海城市", 2, 5), is_landscape("孝感应城市", 2, 5), is_landscape("走进水城区陡箐镇", 2, 5)
    (False, False, False)
    """
    if end - start != 3 or text[start + 1 : end] not in _LANDSCAPE or start == 0 or _holds(text, start, end):
        return False
    if _COUNTED.match(text, start - 1):
        return True
    across, above = text[start - 1 : start + 1], text[start - 1] in "省市县"
    if (across in edges() or (across in _surfaces() and not above)) and not _is_held(text, start, end):
        return True
    clean = text[start] not in "东西南北中万千" or starts_clean(text, start) or _is_held(text, start, end)
    return text[start + 1] == "山" and not clean


def _cuts_place(text: str, start: int, end: int) -> bool:
    """Tell whether the first character of a name closes that of a place which holds the rest: 山西|吉县, not 西吉县.

    >>> _cuts_place("山西吉县", 1, 4), _cuts_place("宁夏西吉县", 2, 5)
    (True, False)
    """
    return (
        text[start + 1 : end] in _surfaces()
        and _is_held(text, start + 1, end)
        and not _is_held(text, start, end)
    )


def _holds(text: str, start: int, end: int) -> bool:
    """Tell whether the name of a township that a district holds follows it: 水城区|陡箐镇."""
    town = _TOWN.match(text, end)
    if town is None:
        return False
    above = {row for entry in gazetteer.lookup(town[0]) for row in gazetteer.holders(entry)}
    return not above.isdisjoint(_surfaces()[text[start:end]][1])


def _is_held(text: str, start: int, end: int) -> bool:
    """Tell whether the name of a place that holds a district stands right in front of it: 深圳|南山区."""
    own = _surfaces()[text[start:end]][1]
    above = {
        row
        for at in range(max(0, start - 8), start - 1)
        for row in _surfaces().get(text[at:start], ("", ()))[1]
    }
    return any(not above.isdisjoint(gazetteer.lineage(row)) for row in own)


def is_part_of_word(text: str, hit: Hit) -> bool:
    """Tell whether a short name is that of a road or a language, or a full name cuts a word (示|范县, 新建区|域).

    A country cuts one on either side: 沿|海地|区.
    """
    if hit.kind == "country" and cuts_left(text, hit.start) and cuts_right(text, hit.end):
        return True
    if hit.kind == "full":
        if len(hit.name) == 2 and cuts_left(text, hit.start) and not _is_held(text, *hit[:2]):
            return True
        return cuts_right(text, hit.end) and (
            hit.name[:-1] in _predicates() or all(map(gazetteer.is_past, hit.entries))
        )
    return is_road(text, hit.end) or _is_language(text, hit.end)


def is_road(text: str, end: int) -> bool:
    """Tell whether a name is that of a road: 乐山路, 南京东路."""
    return bool(_ROAD.match(text, end))


def _is_language(text: str, end: int) -> bool:
    """Tell whether a name is that of a language.

    >>> _is_language("讲闽南话的人", 3), _is_language("上海话剧团", 2)
    (True, False)
    """
    return text[end : end + 1] == "话" and not is_common_word(text[end : end + 2])


def lower_hits(text: str) -> list[Hit]:
    """Find the names of townships and villages, all that end at an ending, longest first.

    >>> [hit.name for hit in lower_hits("襄城县湛北乡后聂村")]
    ['湛北乡', '后聂村', '聂村']
    """
    ends = [match.end() for match in _endings().finditer(text)]
    return [Hit(end - len(name), end, name, "lower") for end, name in gazetteer.names_ending(text, ends)]
