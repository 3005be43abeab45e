"""Short names of county rank and above (许昌, 襄城), as far as the article supports that they are places."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.metadata.people import surnames
from pipeline.model import Place
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve, spot
from pipeline.places.border import FLOWS, flows, is_water
from pipeline.places.chain import Chain, dominant
from pipeline.places.gazetteer import Entry
from pipeline.places.guess import RANK, characters
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence
from pipeline.places.spot import HAN, SHORT, is_han, starts_clean

_JOIN = standard(r"[、,，和与及]|以及")
_AFTER = "的等人和与及在是有各全党干市县区一也已将"
_SPEAKS = standard("说[。，,:：道]|笑着|笑道|告诉记者|感慨|回忆|坦言")
_STATES = standard("表示|介绍|指出|强调|坦言|告诉")
_QUARTERS = ("片区", "小区", "居民区")
_BYLINE = 60
_RARE = 100  # of sixty million words of the dictionary's corpus
_WRITER = standard("记者|通讯员|作者|编辑|校对|责编|摄影|供图")
_WRITTEN = standard(rf"[:：/]?\s*(?P<names>(?:[{HAN}]{{1,4}}[\s、·]+)*[{HAN}]{{1,4}})(?=[\s、·)）]|摄|$)")


def short_names(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Short names: those of sisters in a list, those of divisions named in full, and those that are nothing else."""
    sisters = _sisters(reading)
    for chain in reading.chains:
        if chain.kind in SHORT and not chain.region and not _is_of_known(reading, chain):
            entries = sisters.get(chain.start) or _supported(reading, chain)
            if chain.start in sisters or (entries and _is_within_sight(chain, reading.evidence)):
                yield chain, resolve.place(chain, entries, reading.evidence, "short-name")


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
        county = _is_clean_county(text, chain, depth)
        implied = len(entries) == 1 and _is_implied_county(text, chain, depth, seen=seen)
        return entries if city or county or implied else ()
    if _is_other(text, chain, rank) or (not depth and _is_quarter_of_its_own(text, chain.name)):
        return ()
    past = evidence.year >= gazetteer.FIRST and all(gazetteer.is_past(entry) for entry in entries)
    known = depth >= RANK["prefecture"] if past else depth or _stands_out(text, chain, entries)
    return entries if known else ()


def _is_meant(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether the short name of a place that the article names in full is the place here, no word and no river."""
    if flows(text, chain.name, chain.end):
        return False
    if chain.kind != "word" or rank <= RANK["prefecture"] or _is_set_off(text, chain):
        return True
    return frequency(chain.name) < _RARE and not _cuts(text, chain, rank)


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
    if not long and rank > RANK["prefecture"] and not starts_clean(text, chain.start):
        return False
    return not _is_other(text, chain, rank) and not _is_quarter_of_its_own(text, name)


def _is_other(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether a short name is part of words, or that of a river or a person."""
    if _cuts(text, chain, rank) or _is_person(text, chain):
        return True
    return is_water(text, chain.name, chain.end, large=rank <= RANK["prefecture"])


@cache
def _titles() -> re.Pattern[str]:
    return standard(rf"(?:{'|'.join(sorted(lexicon.words('place_titles')))})$")


def _is_person(text: str, chain: Chain) -> bool:
    """Is a short name that of a person, behind a title (副市长吴忠明, 主任孙玉林) or in a byline (记者 李宁波)."""
    if _titles().search(text, max(0, chain.start - 3), chain.start) or _SPEAKS.match(text, chain.end):
        return True
    family = text[chain.start - 1 : chain.start]
    named = family in surnames() or _STATES.match(text, chain.end)
    if named and _titles().search(text, max(0, chain.start - 4), chain.start - 1):
        return True
    line = text.rfind("\n", 0, chain.start) + 1
    if chain.start - line >= _BYLINE:
        return False
    end = text.find("\n", chain.end)
    end = end if end >= 0 else len(text)
    writers = _WRITER.finditer(text, line, chain.start)
    written = filter(None, (_WRITTEN.match(text, writer.end(), end) for writer in writers))
    return any(match.start("names") < chain.start + 2 <= match.end("names") for match in written)


def _is_quarter_of_its_own(text: str, name: str) -> bool:
    """Tell whether a quarter of the article's own town bears the name of a city elsewhere: 乐山片区 in Shanghai."""
    return any(text.endswith(name, 0, at) for at in _quarters(text))


@lru_cache(maxsize=1)
def _quarters(text: str) -> tuple[int, ...]:
    return tuple(at for kind in _QUARTERS for at in spot.occurrences(text, kind))


def _stands_out(text: str, chain: Chain, entries: tuple[Entry, ...]) -> bool:
    """Tell whether a short name that the article supports by nothing may be a place all the same."""
    if RANK[gazetteer.level(entries[0])] <= RANK["prefecture"]:
        return len(entries) == 1
    return len(entries) == 1 and starts_clean(text, chain.start)


def _is_set_off(text: str, chain: Chain) -> bool:
    """Tell whether a name that is also a word stands between marks or particles."""
    after = text[chain.end : chain.end + 1]
    return starts_clean(text, chain.start) and (after in _AFTER or not is_han(after))


def _is_clean_county(text: str, chain: Chain, depth: int) -> bool:
    """Tell whether a county whose full name is also two words (和县, 兴县) stands after a mark, in its own province."""
    return len(chain.name) == 2 and chain.name[1] == "县" and depth > 0 and starts_clean(text, chain.start)


def _is_implied_county(text: str, chain: Chain, depth: int, *, seen: bool) -> bool:
    """Tell whether a county of a name made of common parts (凤城, 山阳) is implied by what the article names.

    That is something that lies in it;  or its prefecture, where the name opens a clause that says what is done there
    (山阳紧紧围绕项目), or holds a rarer character (绥德).
    """
    if chain.kind != "vague" or frequency(chain.name) >= _RARE or _is_other(text, chain, RANK["county"]):
        return False
    opens = depth >= RANK["prefecture"] and not is_han(text[chain.start - 1 : chain.start])
    acts = text[chain.end : chain.end + 2] in lexicon.words("place_predicates")
    return seen or (opens and (acts or not characters().issuperset(chain.name)))


def _is_clean_city(text: str, chain: Chain) -> bool:
    """Tell whether a city whose name is also a word (安康) stands after a mark and cuts no other word."""
    return starts_clean(text, chain.start) and not spot.cuts_right(text, chain.end)


def _cuts(text: str, chain: Chain, rank: int) -> bool:
    """Tell whether a short name cuts through common words: both around a large place, either around a small one.

    One is enough where the rest may be a preposition's partner: 平台|中 holds no 台中.
    """
    left, right = spot.cuts_left(text, chain.start), spot.cuts_right(text, chain.end)
    if rank > RANK["prefecture"]:
        return left or right
    return left and (right or chain.name.endswith("中"))


def _is_of_known(reading: Reading, chain: Chain) -> bool:
    """Tell whether a short name is the stem of a town that is known (土城 of 土城镇), or cuts one (双台|南口)."""
    if chain.start > 0 and reading.text[chain.start - 1 : chain.start + 1] in reading.openings:
        return True
    name = chain.name
    if reading.known.keys().isdisjoint((name + "镇", name + "乡", name + "街道")):
        return False
    return reading.evidence.named.isdisjoint(entry.row for entry in chain.entries)


def _sisters(reading: Reading) -> dict[int, tuple[Entry, ...]]:
    """Find lists of short names that share a parent, by where each starts: 玄武、秦淮、鼓楼3个行政区."""
    out: dict[int, tuple[Entry, ...]] = {}
    group: list[Chain] = []
    for chain in [*reading.chains, None]:
        states_its_own = chain is not None and len(chain.parts) > 1
        if (
            chain
            and group
            and not states_its_own
            and _JOIN.fullmatch(reading.text, group[-1].end, chain.start)
        ):
            group.append(chain)
            continue
        if len(group) > 1 and any(member.kind in SHORT for member in group):
            out.update(_share_parent(group, reading.evidence))
        group = [chain] if chain else []
    return out


def _share_parent(group: list[Chain], evidence: Evidence) -> dict[int, tuple[Entry, ...]]:
    """Return what the names of a list stand for in the place that holds them: a city, or the province just named."""
    for above in (_parent, _province):
        best, votes = _most(group, above, evidence)
        if above is _parent:
            agreed = votes > 1 and (votes > 2 or best in evidence.seen)
        else:
            agreed = (
                votes == len(group) and evidence.just_named(best, group[1].start) and not _are_words(group)
            )
        if best >= 0 and agreed:
            inside = {
                c.start: tuple(e for e in c.entries if above(e.row) == best) for c in group if c.kind in SHORT
            }
            return {
                at: resolve.of_the_day(entries, evidence.year) for at, entries in inside.items() if entries
            }
    return {}


def _parent(row: int) -> int:
    return gazetteer.division(row).parent


def _province(row: int) -> int:
    return gazetteer.lineage(row)[-1]


def _most(group: list[Chain], above: Callable[[int], int], evidence: Evidence) -> tuple[int, int]:
    """Return the division that holds most of a list, and how many."""
    votes: Counter[int] = Counter()
    for chain in group:
        votes.update({above(entry.row) for entry in chain.entries if not entry.number})
    return max(votes.items(), key=lambda item: (item[1], item[0] in evidence.seen, -item[0]), default=(-1, 0))


def _are_words(group: list[Chain]) -> bool:
    return all(chain.kind == "word" for chain in group)
