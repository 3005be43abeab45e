"""Short names of county rank and above (许昌, 襄城), as far as the article supports that they are places."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.model import Place, occurrences
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve, seams, spot
from pipeline.places.bodies import bears_name, names_media
from pipeline.places.border import FLOWS, flows, is_bay, is_water
from pipeline.places.chain import Chain, bare_name, dominant, extend
from pipeline.places.gazetteer import RANK, Entry
from pipeline.places.markets import is_called_so, is_site
from pipeline.places.persons import is_person
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence
from pipeline.places.seams import is_han, starts_clean
from pipeline.places.sisters import in_lists
from pipeline.places.spot import SHORT
from pipeline.places.wording import acts, characters

_AFTER = "的等人和与及在是有各全党干市县区一也已将"
_SCENERY = standard("风?景区|景点|旅游区|古[镇村街]|公园|湿地|峡谷|时代|股份|科技|控股")
_RENEWAL = standard("改造|更新|整治|保护|复兴|提升|建设|开发|微|旧|道路|街巷|小区|管网|[内外]|边")
_WAY = standard("模式|经验|样本|样板|做法|速度|现象|奇迹|精神")
_BEARING = standard("[市路城][东南西北中]区")
_COUNTY, _TOWN = standard("[我全该]县|县[委城]"), standard("[我全该][镇乡]|[镇乡]党委")
_QUARTERS = ("片区", "小区", "居民区")
_RARE = 100  # of sixty million words of the dictionary's corpus


def short_names(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Short names: those of sisters in a list, those of divisions named in full, and those that are nothing else."""
    sisters, read = in_lists(reading), dict[str, tuple[Entry, ...]]()
    for chain in reading.chains:
        listed = chain.kind == "bound" and (
            chain.start in sisters or _is_district_again(reading.text, chain, reading.evidence)
        )
        if (chain.kind in SHORT or listed) and not chain.region and not _is_of_known(reading, chain):
            entries = sisters.get(chain.start) or _supported(reading, chain)
            if len(entries) == 1 and set(read.setdefault(chain.name, entries)) <= set(chain.entries):
                entries = read[chain.name]
            if chain.start in sisters or (entries and _is_within_sight(chain, reading.evidence)):
                if _BEARING.fullmatch(chain.name):
                    yield _from_district(reading, chain, entries)
                else:
                    yield chain, resolve.place(chain, entries, reading.evidence, "short-name")


def _is_district_again(text: str, chain: Chain, evidence: Evidence) -> bool:
    """Tell whether a district that the article names is meant, not a part of a town: 在老城区举行, not 老城区改造."""
    if chain.name[-1] != "区" or evidence.named.isdisjoint(entry.row for entry in chain.entries):
        return False
    lies_in = text[chain.start - 1 : chain.start] in "在到于赴" and not _RENEWAL.match(text, chain.end)
    return lies_in or _is_set_off(text, chain)


def _from_district(reading: Reading, chain: Chain, entries: tuple[Entry, ...]) -> tuple[Chain, Place]:
    """Return the chain from a quarter of a city (市北区浮山新区), whose name alone is taken for words."""
    longer = extend(reading.text, chain._replace(entries=entries, kind="full"), reading.starts)
    basis = longer.kind if longer.end > chain.end else "full-name"
    return longer, resolve.place(longer, longer.entries, reading.evidence, basis)


def _supported(reading: Reading, chain: Chain) -> tuple[Entry, ...]:
    """Return what a short name stands for, nothing if the article does not support it."""
    text, evidence = reading.text, reading.evidence
    hidden = chain.kind == "word" and not starts_clean(text, chain.start)
    if hidden and evidence.named.isdisjoint(entry.row for entry in chain.entries):
        return ()
    entries, depth = resolve.choose(
        dominant(resolve.of_the_day(chain.entries, evidence.year)), evidence, chain.start
    )
    named = tuple(entry for entry in entries if entry.row in evidence.named)
    rank = RANK[gazetteer.level(entries[0])]
    if named:
        return named if _is_meant(text, chain, rank) else ()
    if chain.kind != "short":
        seen = entries[0].row in evidence.seen
        city = rank == RANK["prefecture"] and seen and _is_clean_city(text, chain)
        county = _is_clean_county(text, chain, depth) or _is_clean_district(text, chain, entries, evidence)
        implied = len(entries) == 1 and _is_implied_county(text, chain, depth, seen=seen)
        near = len(entries) == 1 and (depth or not evidence.tells_where())
        return entries if city or county or implied or (near and _acts(text, chain, rank)) else ()
    if _is_other(text, chain, rank) or (not depth and _is_quarter_of_its_own(text, chain.name)):
        return ()
    if is_called_so(text, chain, evidence):
        return ()
    past = evidence.year >= gazetteer.FIRST and all(gazetteer.is_past(entry) for entry in entries)
    known = depth >= RANK["prefecture"] if past else depth or _stands_out(text, chain, entries)
    elsewhere = not depth and evidence.tells_where() and _is_small(chain.name, rank)
    other = elsewhere and (
        _opens_motto(text, chain) or bears_name(text, chain.end) or _SCENERY.match(text, chain.end)
    )
    return entries if known and not other else ()


def _opens_motto(text: str, chain: Chain) -> bool:
    """Tell whether a name opens what stands in quotation marks and is no way of a place: “双牌”, not “寿光模式”."""
    return text[chain.start - 1 : chain.start] in spot.OPENING and not _WAY.match(text, chain.end)


def _is_meant(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether the short name of a place that the article names in full is the place here, no word and no river."""
    if flows(text, chain.name, chain.end) or is_bay(text, chain.end):
        return False
    if chain.kind != "word" or rank <= RANK["prefecture"] or _is_set_off(text, chain):
        return not _is_doubled(text, chain)
    return frequency(chain.name) < _RARE and not _cuts(text, chain, rank)


def _is_doubled(text: str, chain: Chain) -> bool:
    """Tell whether a name is the middle of a doubled word: 平|平利|利."""
    before, after = text[chain.start - 1 : chain.start], text[chain.end : chain.end + 1]
    return len(chain.name) == 2 and before + after == chain.name


def _is_within_sight(chain: Chain, evidence: Evidence) -> bool:
    """Tell whether a name is not only that of towns of Taiwan, unless the article names the island or something on it.

    Their short names (大安, 新社, 乌日) are common words and parts of other names.
    """
    lineages = [gazetteer.lineage(entry.row) for entry in chain.entries]
    return any(
        len(rows) < 3 or rows[-1] in evidence.seen or not gazetteer.division(rows[-1]).code.startswith("71")
        for rows in lineages
    )


def is_plain(text: str, chain: Chain, entry: Entry) -> bool:
    """Tell whether a short name that is no word stands free of the words around it."""
    if chain.kind != "short" or gazetteer.is_past(entry):
        return False
    rank, name = RANK[gazetteer.level(entry)], chain.name
    long = len(name) > 2 and name[-1] not in FLOWS
    if not long and _is_small(name, rank) and not starts_clean(text, chain.start):
        return False
    if _is_small(name, rank) and (
        _opens_motto(text, chain) or (bears_name(text, chain.end) and not names_media(text, chain.end))
    ):
        return False
    plain = not _is_other(text, chain, rank) and not _is_quarter_of_its_own(text, name)
    return plain and not is_site(text, chain.end)


def _is_other(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether a short name is part of words, or that of a river or a person."""
    if _cuts(text, chain, rank) or is_person(text, chain.start, chain.end):
        return True
    return is_water(text, chain.name, chain.end, large=rank <= RANK["prefecture"])


def _is_quarter_of_its_own(text: str, name: str) -> bool:
    """Tell whether a quarter of the article's own town bears the name of a city elsewhere: 乐山片区 in Shanghai."""
    return any(text.endswith(name, 0, at) for at in _quarters(text))


@lru_cache(maxsize=1)
def _quarters(text: str) -> tuple[int, ...]:
    return tuple(at for kind in _QUARTERS for at in occurrences(text, kind))


def _stands_out(text: str, chain: Chain, entries: tuple[Entry, ...]) -> bool:
    """Tell whether a short name that the article supports by nothing may be a place all the same."""
    clean = starts_clean(text, chain.start)
    return len(entries) == 1 and (clean or not _is_small(chain.name, RANK[gazetteer.level(entries[0])]))


def _is_small(name: str, rank: int) -> bool:
    """Tell whether a name is that of a county, or of a city that is a word as well (大连)."""
    return rank > RANK["prefecture"] or name in lexicon.words("place_plain")


def _is_set_off(text: str, chain: Chain) -> bool:
    """Tell whether a name that is also a word stands between marks or particles."""
    after = text[chain.end : chain.end + 1]
    return starts_clean(text, chain.start) and (after in _AFTER or not is_han(after))


def _is_clean_county(text: str, chain: Chain, depth: int) -> bool:
    """Tell whether a county whose full name is also two words (和县, 兴县) stands after a mark, in its own province."""
    return len(chain.name) == 2 and chain.name[1] == "县" and depth > 0 and starts_clean(text, chain.start)


def _is_clean_district(text: str, chain: Chain, entries: tuple[Entry, ...], evidence: Evidence) -> bool:
    """Tell whether a quarter of a city opens a clause: 城东区 where the city is named, 市北区 anywhere."""
    if len(entries) > 1 or not _BEARING.fullmatch(chain.name) or is_han(text[chain.start - 1 : chain.start]):
        return False
    near = evidence.closeness(entries[0], chain.start)[0] >= RANK["prefecture"]
    alone = chain.name[0] in "市路" and len(chain.entries) == 1 and not evidence.tells_where()
    return (near or alone) and not seams.cuts_right(text, chain.end)


def _is_implied_county(text: str, chain: Chain, depth: int, *, seen: bool) -> bool:
    """Tell whether a county of a name made of common parts (凤城, 山阳) is implied by what the article names.

    That is something that lies in it;  or its prefecture, where the name opens a clause that says what is done there
    (山阳紧紧围绕项目), or holds a rarer character (绥德).
    """
    if chain.kind != "vague" or frequency(chain.name) >= _RARE or _is_other(text, chain, RANK["county"]):
        return False
    opens = depth >= RANK["prefecture"] and not is_han(text[chain.start - 1 : chain.start])
    goes_on = text[chain.end : chain.end + 2] in lexicon.words("place_predicates")
    return seen or (opens and (goes_on or not characters().issuperset(chain.name)))


def _acts(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether a name opens a clause that says what a government does: 日照推进城市更新."""
    opens = not is_han(text[chain.start - 1 : chain.start]) and text[chain.end : chain.end + 2] in acts()
    return opens and (rank <= RANK["prefecture"] or frequency(chain.name) < _RARE)


def _is_clean_city(text: str, chain: Chain) -> bool:
    """Tell whether a city whose name is also a word (安康) stands after a mark and cuts no other word."""
    return starts_clean(text, chain.start) and not seams.cuts_right(text, chain.end)


def _cuts(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether a short name cuts through common words: both around a large place, either around a small one.

    One is enough where the rest may be a preposition's partner: 平台|中 holds no 台中.
    """
    left, right = seams.cuts_left(text, chain.start), seams.cuts_right(text, chain.end)
    if rank > RANK["prefecture"]:
        return left or right
    return left and (right or chain.name.endswith("中"))


def _is_of_known(reading: Reading, chain: Chain) -> bool:
    """Tell whether a short name is the stem of a town that is known (土城 of 土城镇), or cuts one (双台|南口).

    The county of a town of the same name is meant where the article speaks of 我县, and not of 我镇, and names more of
    that county.
    """
    if chain.start > 0 and reading.text[chain.start - 1 : chain.start + 1] in reading.openings:
        return True
    name = chain.name
    small = (other for other, place in reading.known.items() if place.level in ("township", "village"))
    if name[:2] in reading.openings and any(_opens(reading.text, chain, bare_name(other)) for other in small):
        return True
    if reading.known.keys().isdisjoint((name + "镇", name + "乡", name + "街道")):
        return False
    rows = {entry.row for entry in chain.entries}
    if not _COUNTY.search(reading.text) or _TOWN.search(reading.text):
        return rows.isdisjoint(reading.evidence.named)
    own = {other.start for other in reading.chains if other.name == name}
    return all(own.issuperset(reading.evidence.seen.get(row, ())) for row in rows)


def _opens(text: str, chain: Chain, stem: str) -> bool:
    """Tell whether a name only opens the longer stem of another: 乌兰|沟."""
    return len(stem) > len(chain.name) and stem.startswith(chain.name) and text.startswith(stem, chain.start)
