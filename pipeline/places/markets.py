"""Business districts, which are called after streets that are called after places: 宁夏商圈 in Taipei."""

from collections.abc import Iterator

from pipeline.model import Place, occurrences
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve, seams, spot
from pipeline.places.chain import Chain
from pipeline.places.gazetteer import Entry
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence
from pipeline.places.wording import NAMED, is_common, is_generic, is_proper

_SITE = standard("商圈|夜市|早市|步行街|商业街|美食街|文化街|老街|街区|公园|广场|大厦|会馆|新村")
_CALLED_SO = ("商圈", "夜市", "步行街")
_STEM = standard(rf"(?<![{NAMED}0-9A-Za-z])(?P<stem>[{NAMED}]{{2,6}})$")
_MARKS = "。!?！？\n"
_LONGEST = 4


def is_site(text: str, end: int) -> bool:
    """Tell whether the kind of a site stands behind a name, of which it may be a part.

    >>> is_site("宁夏商圈", 2), is_site("宁夏的商圈", 2)
    (True, False)
    """
    return bool(_SITE.match(text, end))


def is_called_so(text: str, chain: Chain, evidence: Evidence) -> bool:
    """Tell whether a site in the article's own town bears the name of a place elsewhere, here or where it is named."""
    site = is_site(text, chain.end) or any(chain.name + kind in text for kind in _CALLED_SO)
    town = home(evidence) if site else None
    return town is not None and not any(_are_kin(entry.row, town) for entry in chain.entries)


def _are_kin(one: int, other: int) -> bool:
    return one in gazetteer.lineage(other) or other in gazetteer.lineage(one)


def home(evidence: Evidence) -> int | None:
    """Return the one town that an article is about, or the county of it that it is mostly about."""
    named = evidence.named or {row for row, spots in evidence.seen.items() if spots[-1] >= 0}
    towns = {town for row in named if (town := _town(row)) is not None}
    if len(towns) != 1:
        return None
    town = towns.pop()
    counties = [row for row in named if gazetteer.division(row).level == "county"]
    if len(counties) == 1 and 2 * len(evidence.seen[counties[0]]) > len(evidence.seen[town]):
        return counties[0]
    return town


def _town(row: int) -> int | None:
    """Return the prefecture, the municipality or the free county that a division lies in or is."""
    rows = gazetteer.lineage(row)
    prefectures = [own for own in rows if gazetteer.division(own).level == "prefecture"]
    if prefectures or gazetteer.division(rows[-1]).name.endswith("市"):
        return prefectures[0] if prefectures else rows[-1]
    return rows[-2] if len(rows) > 1 else None


def business_districts(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Business districts of the town that the article is about: 永康商圈、承德汽车商圈 in Taipei."""
    town = home(reading.evidence) if "商圈" in reading.text else None
    if town is None:
        return
    listed = set[int]()
    for at in occurrences(reading.text, "商圈"):
        opened = _STEM.search(reading.text, max(0, at - 7), at)
        start, end = opened.start() if opened else at, at + 2
        if not opened or not reading.free(start, end):
            continue
        quoted = reading.text[start - 1 : start] in spot.OPENING
        if not _is_name(reading, start, opened["stem"], town, given=quoted or start in listed):
            continue
        listed.add(end + 1)
        name = reading.text[start:end]
        entries = (Entry(_nearest(reading, start, town)),)
        chain = Chain(start, end, entries, ((name, end),), "pattern", (("area", name),))
        yield chain, resolve.place(chain, entries, reading.evidence, "pattern")


def _is_name(reading: Reading, start: int, stem: str, town: int, *, given: bool) -> bool:
    """Tell whether words in front of 商圈 are its name: common words are in quotation marks, a list, or said before."""
    of_village = any(name.startswith(stem) and not name.endswith("商圈") for name in reading.known)
    if is_generic(stem) or is_generic(stem[-2:]) or of_village:
        return False
    opening = [chain for chain in reading.chains if chain.start == start]
    if any(entry.row in gazetteer.lineage(town) for chain in opening for entry in chain.entries):
        return False
    given = given or bool(opening) or any(chain.name.endswith(stem + "商圈") for chain, *_ in reading.places)
    plain = is_common(stem) or len(stem) > _LONGEST or (len(stem) > 3 and seams.is_common_word(stem[:2]))
    return given or (not plain and is_proper(stem, "area"))


def _nearest(reading: Reading, start: int, town: int) -> int:
    """Return the county of a town that is named last in the same sentence, or else the town."""
    opened = max(reading.text.rfind(mark, 0, start) for mark in _MARKS)
    inside = (
        (chain.start, entry.row)
        for chain, _, _ in reading.places
        for entry in chain.entries[:1]
        if opened < chain.start < start
    )
    for _, row in sorted(inside, reverse=True):
        county = next(
            (own for own in gazetteer.lineage(row) if gazetteer.division(own).level == "county"), town
        )
        if town in gazetteer.lineage(county):
            return county
    return town
