"""Which place a chain means: by what else the article names, and when it was written."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.model import Place
from pipeline.places import gazetteer, names
from pipeline.places.alike import alike
from pipeline.places.chain import Chain
from pipeline.places.gazetteer import RANK, Entry
from pipeline.recent import recently

CANDIDATES = 20
HINT = -1
NEAR = 150

Steps = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Evidence:
    """The divisions that an article names, and where; `year` is the article's.

    `seen`: rows named or implied, with positions;  `named`: rows named in full;  `told`: of each place, the divisions
    above it that some chain of the article states.
    """

    year: int
    seen: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    named: set[int] = field(default_factory=set)
    told: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, chain: Chain, entry: Entry) -> None:
        """Note that a chain names an entry, and so implies all that is above it."""
        for row in _implied(entry.row):
            insort(self.seen[row], chain.start)
        if len(chain.parts) > 1:
            written = tuple(name for name, _ in chain.parts)
            rows = gazetteer.lineage(entry.row)
            then = {heir for name in written for heir in _heirs(name)}
            told = [row for row in rows if row in then or gazetteer.division(row).name.startswith(written)]
            self.named.update(told)
            self.told[entry.row, entry.number].update(told)
        if not entry.number and (chain.kind != "short" or chain.name.endswith(("州", "县", "区", "旗"))):
            self.named.add(entry.row)

    def hint(self, entry: Entry) -> None:
        """Note a division that the outlet or the byline names."""
        for row in gazetteer.lineage(entry.row):
            insort(self.seen[row], HINT)

    def just_named(self, row: int, position: int) -> bool:
        """Tell whether a division is named shortly before a position."""
        return any(position - NEAR < seen < position for seen in self.seen[row])

    def tells_where(self) -> bool:
        """Tell whether the article names a county or a prefecture."""
        return any(gazetteer.division(row).level in ("county", "prefecture") for row in self.named)

    def names_county_of(self, entry: Entry) -> bool:
        """Tell whether the article names some county of an entry's province."""
        province = gazetteer.lineage(entry.row)[-1]
        return any(len(rows := gazetteer.lineage(row)) > 2 and rows[-1] == province for row in self.named)

    def closeness(self, entry: Entry, position: int) -> tuple[int, int]:
        """Return how deep the article supports an entry, and how near: larger is better."""
        for row in gazetteer.holders(entry):
            if row in self.seen:
                return _rank(row), -distance(self.seen[row], position)
        return 0, 0


@recently
def _heirs(name: str) -> frozenset[int]:
    """Return what the divisions of this full name have become (抚宁县 → 抚宁区)."""
    rows = gazetteer.anchors().get(name, ("", ()))[1]
    return frozenset(gazetteer.heir(row) for row in rows if gazetteer.division(row).name == name)


@recently
def _rank(row: int) -> int:
    return RANK[gazetteer.level(Entry(row))]


@recently
def _implied(row: int) -> frozenset[int]:
    """Return the rows of a division, of those above it, and of what they have become."""
    rows = gazetteer.lineage(row)
    return frozenset({*rows, *map(gazetteer.heir, rows)})


def distance(positions: list[int], position: int) -> int:
    """Return how far the nearest mention is; one that comes later counts double.

    >>> distance([3, 40], 10), distance([3, 12], 10)
    (7, 4)
    """
    at = bisect_left(positions, position)
    before = position - positions[at - 1] if at else 1 << 20
    after = 2 * (positions[at] - position) if at < len(positions) else 1 << 20
    return min(before, after)


@recently
def of_the_day(entries: tuple[Entry, ...], year: int) -> tuple[Entry, ...]:
    """Keep the entries of the article's year where there are any; where one place had several codes, the last."""
    if len(entries) < 2:
        return entries
    kept = tuple(e for e in entries if gazetteer.current(e, year)) or entries
    if len(kept) < 2:
        return kept
    return tuple({(gazetteer.path_names(entry.row), entry.number): entry for entry in kept}.values())


def choose(entries: Iterable[Entry], evidence: Evidence, position: int) -> tuple[tuple[Entry, ...], int]:
    """Return the entries that the article supports best, and how deep the support goes (0: none).

    Depths are those of RANK: 1 the same province is named, 2 the same prefecture, 3 the county, 4 the town.
    """
    entries = tuple(entries)
    if len(entries) == 1:
        return entries, evidence.closeness(entries[0], position)[0]
    lineage, seen = gazetteer.lineage, evidence.seen
    near = [entry for entry in entries if lineage(entry.row)[-1] in seen]
    scores = [evidence.closeness(entry, position) for entry in near]
    best = max(scores, default=(0, 0))
    if best[0] == 0:
        return of_the_day(entries, evidence.year), 0
    closest = tuple(entry for score, entry in zip(scores, near, strict=True) if score == best)
    return _seat(of_the_day(closest, evidence.year)), best[0]


@recently
def _seat(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the one of several townships that bears the name of its county, or all of them if none does.

    >>> tied = tuple(entry for entry in gazetteer.lookup("金塔镇") if gazetteer.division(entry.row).code[:2] == "62")
    >>> len(tied), [gazetteer.describe(entry) for entry in _seat(tied)]
    (2, ['甘肃省/酒泉市/金塔县/金塔镇'])
    """
    seats = tuple(entry for entry in entries if not entry.number and _bears_name_of_county(entry.row))
    return seats if len(seats) == 1 else entries


def _bears_name_of_county(row: int) -> bool:
    own, *above = gazetteer.path_names(row)
    return bool(above) and names.stem(own) in names.short_names(above[0])


def place(chain: Chain, entries: tuple[Entry, ...], evidence: Evidence, basis: str) -> Place:
    """Make the place that a chain stands for, as far as its entries agree."""
    if len(entries) == 1:
        return _settled(chain, entries[0], evidence, basis)
    common = _common(entries)
    steps = steps_to(common, evidence.year) if common is not None else ()
    own = chain.parts[len(chain.parts) - 1 - len(chain.guessed)][0]
    below = ((gazetteer.level(entries[0]), own), *chain.guessed)
    candidates = tuple(sorted(filter(None, map(gazetteer.code, entries))))[:CANDIDATES]
    return Place(below[-1][0], (*steps, *below) if steps else (), basis=basis, candidates=candidates)


def _settled(chain: Chain, entry: Entry, evidence: Evidence, basis: str) -> Place:
    steps = steps_to(smallest_told(entry, evidence, chain.start), evidence.year)
    name = chain.parts[len(chain.parts) - 1 - len(chain.guessed)][0]
    if entry.number:
        steps = (*steps, ("village", name))
    if len(chain.guessed) == 1 and chain.guessed[0][0] == "township" and not entry.number:
        known = alike(entry.row, chain.name)
        if known:
            return _settled(chain._replace(guessed=()), known[0], evidence, known[1])
    if chain.guessed:
        return Place(chain.guessed[-1][0], (*steps, *chain.guessed), basis=basis)
    return Place(gazetteer.level(entry), steps, *_codes(entry, name, evidence.year), basis)


@recently
def _codes(entry: Entry, name: str, year: int) -> tuple[str, str]:
    """Return the code of a year, and that of today where it is another."""
    today = gazetteer.successor(entry, name)
    now = gazetteer.code(today) if today else ""
    code = gazetteer.code(entry) if _is_of(entry, year) else ""
    return code, now if now != code else ""


def _is_of(entry: Entry, year: int) -> bool:
    """Tell whether the county that a township's code starts with was the same in a year."""
    return gazetteer.level(entry) in ("province", "prefecture", "county") or all(
        gazetteer.in_year(row, year) == row for row in gazetteer.holders(entry)
    )


def smallest_told(entry: Entry, evidence: Evidence, position: int) -> int:
    """Return the smallest division that goes into an entry's path: what the article leaves open stays out.

    Above the largest division that the article names everything is common knowledge.  A township that no chain of the
    article puts above the village, and that the article does not name, stays out; the code says it all the same
    (武汉市青和居社区 → 湖北省/武汉市/青和居社区).
    """
    if not entry.number:
        return entry.row
    rows = gazetteer.lineage(entry.row)
    told = evidence.told.get((entry.row, entry.number)) or {
        row
        for row in rows
        if row in evidence.seen and (row != entry.row or evidence.just_named(row, position))
    }
    return next((row for row in rows if row in told or row in evidence.named), entry.row)


@recently
def steps_to(row: int, year: int) -> Steps:
    """Return the steps from the province down to a division, those above it by the names of a year."""
    parent = gazetteer.division(row).parent
    above = steps_to(gazetteer.in_year(parent, year), year) if parent >= 0 else ()
    return (*above, (gazetteer.level(Entry(row)), own_name(row)))


@recently
def own_name(row: int) -> str:
    """Return the name of a division as it stands in a path: that of an area without what it lies in.

    >>> [own_name(gazetteer.anchors()[name][1][0]) for name in ("岳阳市屈原管理区", "北戴河新区")]
    ['屈原管理区', '北戴河新区']
    """
    own = gazetteer.division(row)
    holders = gazetteer.path_names(row)[1:] if own.level == "area" else ()
    return next((own.name.removeprefix(above) for above in holders if own.name.startswith(above)), own.name)


def _common(entries: tuple[Entry, ...]) -> int | None:
    """Return the smallest division that holds all entries."""
    first, *rest = (gazetteer.lineage(e.row)[0 if e.number else 1 :] for e in entries)
    return next((row for row in first if all(row in other for other in rest)), None)
