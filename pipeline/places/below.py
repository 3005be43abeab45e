"""Townships and villages of the gazetteer that stand without an anchor in front of them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from pipeline.dictionary import frequency
from pipeline.model import Place
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve, seams, spot
from pipeline.places.chain import SETTLED, Chain, bare_name, extend
from pipeline.places.gazetteer import RANK, Entry
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence
from pipeline.places.spot import Hit
from pipeline.places.wording import (
    follows_badly,
    is_common,
    is_generic,
    is_kind_word,
    is_rural,
    may_stand_alone,
)
from pipeline.recent import recently

_LIST_END = standard(
    r"[等0-9一二三四五六七八九十两](?:(?<=等)[0-9一二三四五六七八九十两多]{0,5}+个?+|(?<!等)[0-9一二三四五六七八九十两]{0,4}+个?+)"
    r"(?P<kind>(?:乡镇|镇|乡)[(（]街道[)）]|乡镇|镇街|街镇|镇|乡|街道|村|社区)"
)
_ITEMS = standard(rf"[{seams.HAN}]{{2,7}}(?:、[{seams.HAN}]{{2,5}})+$")
_LONGEST_LIST, _LONGEST_ITEM = 200, 5
_OFTEN = 3
_PARTS = frozenset("前后上下东西南北中里外大小新老")
_KINDS = {
    "乡镇": ("镇", "乡"),
    "镇街": ("镇", "街道"),
    "街镇": ("街道", "镇"),
    "镇(街道)": ("镇", "街道"),
    "乡(街道)": ("乡", "街道"),
    "乡镇(街道)": ("镇", "乡", "街道"),
}


def only_townships(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Townships of a name that the country has once; they tell where an article is that names nothing above them."""
    for hit in reading.lowers:
        if _is_only_township(reading, hit) and reading.free(hit.start, hit.end):
            chain = _chain_from(reading, hit)
            entries, depth = resolve.choose(chain.entries, reading.evidence, chain.start)
            told = depth >= RANK["prefecture"] or not reading.evidence.tells_where()
            if len(entries) == 1 and told and not _is_any_farm(chain, depth):
                reading.evidence.add(chain, entries[0])
                yield chain, resolve.place(chain, entries, reading.evidence, "unique")


def _is_any_farm(chain: Chain, depth: int) -> bool:
    """Tell whether a name is that of a farm that the article puts in no province: firms are called 东方红农场, too."""
    return chain.name.endswith("场") and not depth


def _is_only_township(reading: Reading, hit: Hit) -> bool:
    """Tell whether a name is one township alone and stands free of the words around it, often if it is also a word."""
    entries = _townships_alone(hit.name, reading.evidence.year)
    if not entries or not seams.starts_clean(reading.text, hit.start) or _is_part_of_word(reading.text, hit):
        return False
    times = reading.text.count(hit.name)
    if times < _OFTEN and is_generic(bare_name(hit.name)):
        return False
    return times > 1 or not seams.is_han(reading.text[hit.start - 1 : hit.start])


@recently
def _townships_alone(name: str, year: int) -> tuple[Entry, ...]:
    """Return the township of a name that the country has once, and that is no common word."""
    bare, entries = bare_name(name), resolve.of_the_day(gazetteer.lookup(name), year)
    alone = len(entries) == 1 and gazetteer.level(entries[0]) == "township"
    return entries if alone and len(bare) > 1 and not is_common(bare) else ()


def lower_chains(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Chains of a township and what lies beneath it; they tell the town of a village named alone: 匹河乡老姆登村."""
    anchored = bytearray(len(reading.text))
    for chain in reading.chains:
        if chain.kind in SETTLED:
            anchored[chain.start : chain.end] = b"\1" * (chain.end - chain.start)
    for hit in reading.lowers:
        if hit.end in reading.starts and anchored.find(1, hit.start, hit.end) < 0:
            chain = _chain_from(reading, hit)
            if len(chain.parts) - len(chain.guessed) > 1:
                entries, depth = resolve.choose(chain.entries, reading.evidence, chain.start)
                if len(entries) == 1 and (depth or not seams.cuts_left(reading.text, hit.start)):
                    reading.evidence.add(chain, entries[0])
                    yield chain, resolve.place(chain, entries, reading.evidence, "chain")


def _chain_from(reading: Reading, hit: Hit) -> Chain:
    head = Chain(hit.start, hit.end, gazetteer.lookup(hit.name), ((hit.name, hit.end),), "context")
    return extend(reading.text, head, reading.starts)


def _is_kind(reading: Reading, hit: Hit) -> bool:
    """Tell whether a name only says what kind of village is meant, or is part of a longer word."""
    if hit.name in reading.known:
        return is_rural(reading.text, hit.end)
    if hit.name[-2:-1] == "一" and hit.name[:-2] + hit.name[-1] in reading.known:  # 神山|一村
        return True
    bare = bare_name(hit.name)
    return (is_generic(bare) and not _is_named_so(reading, hit)) or _is_part_of_word(reading.text, hit)


def _is_named_so(reading: Reading, hit: Hit) -> bool:
    """Tell whether a name made of such words (老|县|村) is in the article's own town or county, and set off."""
    if is_kind_word(bare_name(hit.name)) or not may_stand_alone(reading.text, hit.start, hit.end):
        return reading.text[hit.start - 1 : hit.start] == "、" and not reading.free(
            hit.start - 2, hit.start - 1
        )
    above = (
        entry.row if entry.number else gazetteer.division(entry.row).parent
        for entry in gazetteer.lookup(hit.name)
    )
    return any(row in reading.evidence.seen for row in above)


def parted(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Villages set off from one of the same name by where they lie, which no gazetteer has: 后苏家山村, 下李家沟村."""
    for hit in reading.lowers:
        start = hit.start - 1
        if reading.text[start : hit.start] not in _PARTS or not hit.name.endswith(("村", "社区")):
            continue
        clean = may_stand_alone(reading.text, start, hit.end) and not seams.cuts_left(reading.text, start)
        word = frequency(reading.text[start : start + 2]) and hit.name[1:2] != "家"
        named = len(bare_name(hit.name)) > 1 and not word and not _is_kind(reading, hit)
        if not clean or not named or not reading.free(start, hit.end):
            continue
        here = resolve.choose(gazetteer.lookup(hit.name), reading.evidence, start)[1] >= RANK["county"]
        name = reading.text[start : hit.end]
        above = () if here or gazetteer.lookup(name) else reading.container(start, "village")
        if above:
            chain = Chain(start, hit.end, (), ((name, hit.end),), "pattern")
            yield chain, Place("village", (*above, ("village", name)), basis="pattern")


def lower_names(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Townships and villages by their full names, as far as the article tells which they are: 湛北乡, 后聂村."""
    for end, hits in groupby(reading.lowers, key=attrgetter("end")):
        free = [hit for hit in hits if reading.free(hit.start, end)]
        best = _best(reading, free) if free else None
        if best:
            yield best


def _best(reading: Reading, hits: list[Hit]) -> tuple[Chain, Place] | None:
    """Choose among the names that end at one point, longest first."""
    weak: tuple[Chain, Place] | None = None
    evidence = reading.evidence
    for hit in hits:
        if _is_kind(reading, hit):
            continue
        chain = _chain_from(reading, hit)
        if chain.end == hit.end and hit.name in reading.known:
            return chain, known_again(reading.known[hit.name])
        entries, depth = resolve.choose(chain.entries, evidence, chain.start)
        if chain.kind == "chain" and (depth or len(entries) == 1):
            if len(entries) == 1:
                evidence.add(chain, entries[0])
            return chain, resolve.place(chain, entries, evidence, "chain")
        if _is_acceptable(reading, hit, entries, depth):
            if len(entries) == 1 and not entries[0].number:
                evidence.add(chain, entries[0])
            return chain, resolve.place(chain, entries, evidence, "context")
        if weak is None and depth < RANK["prefecture"] and _stands_out(reading.text, hit):
            weak = chain, _open(reading, chain, entries)
    return weak


def _open(reading: Reading, chain: Chain, entries: tuple[Entry, ...]) -> Place:
    """Return a place that the article does not explain: the only one of its name, or one of the place named last."""
    depth = reading.evidence.closeness(entries[0], chain.start)[0]
    if len(entries) == 1 and not reading.evidence.tells_where() and not _is_any_farm(chain, depth):
        return resolve.place(chain, entries, reading.evidence, "unique")
    level = gazetteer.level(entries[0])
    above = () if chain.guessed else reading.container(chain.start, level)
    if above:
        return Place(level, (*above, (level, chain.name)), basis="pattern")
    return resolve.place(chain, entries, reading.evidence, "ambiguous")


def known_again(place: Place) -> Place:
    """Return a place that the article has introduced before, as it stands alone."""
    return place._replace(basis="context") if place.steps else place


def _is_part_of_word(text: str, hit: Hit) -> bool:
    return follows_badly(text, hit.end, hit.name[len(bare_name(hit.name)) :])


def _is_acceptable(reading: Reading, hit: Hit, entries: tuple[Entry, ...], depth: int) -> bool:
    """Tell whether a bare name is a place here, given how deep the article supports it."""
    bare, cut = bare_name(hit.name), seams.cuts_left(reading.text, hit.start)
    if depth >= RANK["county"]:
        return not cut and (len(bare) > 1 or _may_be_short(reading, hit))
    if cut or len(entries) > 1:
        return False
    if depth == RANK["prefecture"]:
        return len(bare) > 1 and not is_common(bare) and _follows_word(reading.text, hit.start)
    return depth > 0 and len(bare) > 2 and not reading.evidence.names_county_of(entries[0])


def _follows_word(text: str, start: int) -> bool:
    """Tell whether a name starts after a mark, a preposition or a word, not within a name that is unknown.

    >>> _follows_word("推进木塘村建设", 2), _follows_word("不远的夏木塘村", 4)
    (True, False)
    """
    return seams.starts_clean(text, start) or frequency(text[max(0, start - 2) : start]) > 0


def _may_be_short(reading: Reading, hit: Hit) -> bool:
    """Tell whether a name of one character and its ending is set off, or heads a list of names (沙镇、梁水镇)."""
    listed = reading.text[hit.end : hit.end + 1] == "、" and hit.end + 1 in reading.starts
    return listed or may_stand_alone(reading.text, hit.start, hit.end)


def _stands_out(text: str, hit: Hit) -> bool:
    """Tell whether a name is no word and is set off, but not quoted, as mottos and programmes are: “七彩社区”治理."""
    bare = bare_name(hit.name)
    quoted = text[hit.start - 1 : hit.start] in spot.OPENING and text[hit.end : hit.end + 1] in spot.CLOSING
    free = may_stand_alone(text, hit.start, hit.end) and not seams.cuts_left(text, hit.start)
    return len(bare) > 1 and not is_common(bare) and free and not quoted


def lists(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Townships or villages in a list that share their rank and their county: 联合马坪、关庙、余店等4个镇."""
    for ending in _LIST_END.finditer(reading.text):
        behind = ending.start()
        if "、" not in reading.text[max(0, behind - _LONGEST_ITEM - 1) : behind]:
            continue
        match = _ITEMS.search(reading.text, max(0, behind - _LONGEST_LIST), behind)
        if not match:
            continue
        at = match.start()
        named: list[tuple[Chain, tuple[Entry, ...]]] = []
        for item in match[0].split("、"):
            end = at + len(item)
            for skip in range(len(item) - 1 if at == match.start() else 1):
                for name, entries in _ranked(item[skip:], ending["kind"]):
                    named.append((Chain(at + skip, end, entries, ((name, end),), "context"), entries))
            at = end + 1
        county = _shared_county(named, reading.evidence)
        for chain, entries in named if county >= 0 else ():
            inside = (entry for entry in entries if county in gazetteer.lineage(entry.row)[1:])
            kept, _ = resolve.choose(inside, reading.evidence, chain.start)
            if kept:
                yield chain, resolve.place(chain, kept, reading.evidence, "list")


def _ranked(item: str, kind: str) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for ending in _KINDS.get(kind.replace("（", "(").replace("）", ")"), (kind,)):
        entries = gazetteer.lookup(item + ending)
        if entries:
            yield item + ending, entries


def _shared_county(named: list[tuple[Chain, tuple[Entry, ...]]], evidence: Evidence) -> int:
    """Return the county that holds most of a list, two at least, if the article names it or its prefecture."""
    items: dict[int, set[int]] = defaultdict(set)
    for chain, entries in named:
        for entry in entries:
            rows = gazetteer.lineage(entry.row)
            if len(rows) > 1 and evidence.closeness(entry, chain.start)[0] >= RANK["prefecture"]:
                items[rows[1]].add(chain.end)
    best = max(items, key=lambda row: (len(items[row]), -row), default=-1)
    return best if best >= 0 and len(items[best]) > 1 else -1
