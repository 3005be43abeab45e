"""Short names in a list that share what holds them: 玄武、秦淮、鼓楼3个行政区."""

from collections import Counter
from collections.abc import Callable

from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve
from pipeline.places.chain import Chain
from pipeline.places.gazetteer import Entry
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence
from pipeline.places.seams import HAN
from pipeline.places.spot import SHORT

# What stands between sisters, with what each of them has: 凤阳13个,天长12个.
_JOIN = standard(rf"(?:[0-9][0-9.]*[多余]?[万亿千百]?[{HAN}%]{{1,3}}?)?(?:[、,，;；和与及]|以及)")


def in_lists(reading: Reading) -> dict[int, tuple[Entry, ...]]:
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
                c.start: tuple(e for e in c.entries if above(e.row) == best)
                for c in group
                if c.kind in SHORT or (c.kind == "bound" and above is _parent)
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
