"""Chains of names that stand side by side and point to one place: 襄城县湛北乡后聂村."""

from typing import NamedTuple

from pipeline.patterns import standard
from pipeline.places import gazetteer
from pipeline.places.alike import by_stem
from pipeline.places.gazetteer import RANK, Entry
from pipeline.places.guess import guess, zone
from pipeline.places.seams import HAN, goes_on, starts_clean
from pipeline.places.spot import Hit
from pipeline.places.wording import NAMED, is_generic, is_park
from pipeline.recent import recently

Starts = dict[int, list[Hit]]
# The kinds of chain that need no evidence.
SETTLED = ("full", "chain", "pattern")


class Chain(NamedTuple):
    """A stretch of text and what it may stand for: one of `entries`, and beneath it the names of `guessed`.

    `parts` are the names as written with their ends; `region` is a region of no rank at the head of the chain.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    parts: tuple[tuple[str, int], ...]
    kind: str
    guessed: tuple[tuple[str, str], ...] = ()
    region: str = ""

    @property
    def name(self) -> str:
        return self.parts[-1][0]


_ENDING = standard(
    r"(?:街道|社区|苏木|嘎查|开发区|商务区|管理区|新区|片区|商圈|小区|居民区|街区|园区|村|镇|乡|场)$"
)
_OFFICE = standard(rf"(?:办事处|党工委)的?(?=[{HAN}])")
_HAS_OFFICE = ("街道", "地区", "镇", "乡")
_OLD_TOWN, _INDUSTRY = "古城", "工业区"
_WARD = standard(rf"(?P<name>[{NAMED}]{{2}}里)(?=[^{HAN}]|里?[长民]|[的办等与和及有位在])")
_NUMBERED = standard(rf"(?P<stem>[{HAN}]{{2,8}})[(（][0-9]{{1,2}}[)）]村")
_BOARD = standard(rf"([{HAN}]{{2,5}}?)(?:管理委员会|管委会)")


def _compatible(above: tuple[Entry, ...], hit: Hit, covers: frozenset[str]) -> tuple[Entry, ...]:
    """Return the readings of a hit that lie beneath one of the entries, or in a county that the region covers."""
    if covers:
        inside = tuple(
            e
            for e in _named(hit)
            if any(gazetteer.division(row).name in covers for row in gazetteer.lineage(e.row))
        )
        return _likeliest(hit, inside)
    rows = {row for a in above if not a.number for row in (a.row, gazetteer.heir(a.row))}
    if hit.kind == "lower":
        beneath = gazetteer.beneath(hit.name)
        return tuple(dict.fromkeys(entry for row in rows if row in beneath for entry in beneath[row]))
    return _likeliest(hit, tuple(e for e in hit.entries if not rows.isdisjoint(gazetteer.holders(e))))


def readings(hit: Hit) -> tuple[Entry, ...]:
    """Return what a hit may stand for."""
    return _likeliest(hit, _named(hit))


def _named(hit: Hit) -> tuple[Entry, ...]:
    return gazetteer.lookup(hit.name) if hit.kind == "lower" else hit.entries


def _likeliest(hit: Hit, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return which of the places of a short name may be meant: 绍兴 is not the county that was in 绍兴市."""
    if hit.kind in ("lower", "full") or len(entries) < 2:
        return entries
    largest = dominant(entries)
    rows = {entry.row for entry in largest}
    past = (entry for entry in entries if gazetteer.is_past(entry))
    return (*largest, *(entry for entry in past if rows.isdisjoint(gazetteer.holders(entry))))


@recently
def bare_name(name: str) -> str:
    """Return a name without its ending.

    >>> bare_name("许家冲村"), bare_name("新街口商务区"), bare_name("西关街道")
    ('许家冲', '新街口', '西关')
    """
    return _ENDING.sub("", name)


def _skips_to_generic(hit: Hit, above: tuple[Entry, ...]) -> bool:
    """Tell whether a generic name (示范村) would hang from more than its own town."""
    if hit.kind != "lower" or not is_generic(bare_name(hit.name)):
        return False
    return not any(is_child(entry, a) for entry in gazetteer.lookup(hit.name) for a in above)


@recently
def dominant(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the largest among places of one short name that lie in each other, and the one province or prefecture.

    海南 is the province, 吉安 the city, and in Taiwan 宜兰 the county, not its seat.
    """
    if len(entries) < 2:
        return entries
    entries = tuple(entry for entry in entries if not gazetteer.is_past(entry)) or entries
    rows = {entry.row for entry in entries}
    entries = tuple(entry for entry in entries if rows.isdisjoint(gazetteer.holders(entry)))
    ranks = [RANK[gazetteer.level(entry)] for entry in entries]
    best = min(ranks)
    return tuple(
        e for e, rank in zip(entries, ranks, strict=True) if rank == best or best > RANK["prefecture"]
    )


def is_child(entry: Entry, above: Entry) -> bool:
    """Tell whether an entry lies directly beneath another."""
    return above.row == (entry.row if entry.number else gazetteer.division(entry.row).parent)


def extend(text: str, head: Chain, starts: Starts, covers: frozenset[str] = frozenset()) -> Chain:
    """Lengthen a chain to the right as far as names fit beneath it."""
    if not goes_on(text, head.end):
        return _extend_by_guess(text, head) if text[head.end : head.end + 1].isdigit() else head
    best, behind = head, starts.get(head.end, ())
    office = _OFFICE.match(text, head.end) if head.name.endswith(_HAS_OFFICE) else None
    for hit in (*behind, *starts.get(office.end(), ())) if office else behind:
        entries = _compatible(head.entries, hit, covers)
        if entries and not _skips_to_generic(hit, head.entries) and not _names_business(text, hit):
            parts = (*head.parts, (hit.name, hit.end))
            longer = Chain(head.start, hit.end, entries, parts, "chain", region=head.region)
            longer = extend(text, longer, starts)
            if longer.end > best.end:
                best = longer
    if best is head and not (behind and any(hit.kind in ("region", "country") for hit in behind)):
        best = (
            _extend_by_number(text, head)
            or _extend_by_board(text, head, starts, covers)
            or _extend_by_zone(text, head)
            or _extend_by_stem(text, head)
            or _extend_by_ward(text, head)
            or (office and _extend_past_office(text, head, office.end()))
            or _extend_by_guess(text, head)
        )
    return best


def _names_business(text: str, hit: Hit) -> bool:
    """Tell whether a name opens that of a business district: 郑州市|德化街商圈, but 朝阳区|商圈."""
    return text.startswith("商圈", hit.end) and not hit.name.endswith(("区", "县", "市", "镇", "街道"))


def _extend_by_zone(text: str, head: Chain) -> Chain | None:
    """Read a development zone or an old town that is named after the place in front of it: 重庆高新区, 平遥古城."""
    kind = "" if head.guessed or not head.entries else zone(text, head.end)
    if not kind or (head.kind in ("vague", "word") and kind == _INDUSTRY):
        return None
    if RANK[gazetteer.level(head.entries[0])] > RANK["county"]:
        return _zone_of_town(head, kind) if kind.startswith("工业") else None
    is_full = head.name in {gazetteer.division(entry.row).name for entry in head.entries}
    if is_full and kind == _OLD_TOWN:
        return None
    name, end = kind if is_full else head.name + kind, head.end + len(kind)
    towns = tuple(entry for entry in head.entries if gazetteer.level(entry) == "county")
    entries = towns if kind == _OLD_TOWN and len(towns) == 1 else dominant(head.entries)
    # 万盛经开区: the district is gone, the zone is not.
    if all(gazetteer.is_past(entry) for entry in entries):
        entries = tuple(Entry(row) for row in {gazetteer.division(entry.row).parent for entry in entries})
    head = head._replace(entries=entries)
    return head._replace(end=end, parts=(*head.parts, (name, end)), kind="pattern", guessed=(("area", name),))


def _zone_of_town(head: Chain, kind: str) -> Chain:
    """Return the chain of an industrial zone named after its village or township: 江村工业区, 湛北乡工业园区."""
    name = kind if gazetteer.level(head.entries[0]) == "township" else head.name + kind
    end = head.end + len(kind)
    return head._replace(end=end, parts=(*head.parts, (name, end)), kind="pattern", guessed=(("area", name),))


def _extend_by_stem(text: str, head: Chain) -> Chain | None:
    """Read a township by its stem alone behind its county: 丹凤棣花."""
    if head.guessed or head.kind in ("word", "context") or head.region:
        return None
    found = {
        known
        for entry in head.entries
        if gazetteer.level(entry) == "county" and (known := by_stem(entry.row, text, head.end))
    }
    if len(found) != 1:
        return None
    entry, end = found.pop()
    parts = (*head.parts, (text[head.end : end], end))
    return Chain(head.start, end, (entry,), parts, "chain")


def _extend_by_ward(text: str, head: Chain) -> Chain | None:
    """Read a ward behind its town in Taiwan: 斗六市湖山里."""
    ward = None if head.guessed or head.region else _WARD.match(text, head.end)
    if not ward or not all(_is_town_of_taiwan(entry) for entry in head.entries):
        return None
    name, end = ward["name"], ward.end()
    parts = (*head.parts, (name, end))
    return head._replace(end=end, parts=parts, kind="pattern", guessed=(("village", name),))


def _is_town_of_taiwan(entry: Entry) -> bool:
    rows = gazetteer.lineage(entry.row)
    return len(rows) > 2 and not entry.number and gazetteer.division(rows[-1]).code.startswith("71")


def _extend_by_number(text: str, head: Chain) -> Chain | None:
    """Read a village with its number in brackets, as Xinjiang writes them: 阿拉格尔乡其干布拉克(9)村."""
    match = _NUMBERED.match(text, head.end) if "村" in text[head.end + 4 : head.end + 14] else None
    if not match or head.guessed or head.region:
        return None
    name, end = match["stem"] + "村", match.end()
    parts = (*head.parts, (name, end))
    entries = _compatible(head.entries, Hit(head.end, end, name, "lower"), frozenset())
    if entries:
        return Chain(head.start, end, entries, parts, "chain")
    return head._replace(end=end, parts=parts, kind="pattern", guessed=(("village", name),))


def _extend_by_board(text: str, head: Chain, starts: Starts, covers: frozenset[str]) -> Chain | None:
    """Pass over the board that runs a zone when more of the chain follows: 雄安新区容东管理委员会南文营社区."""
    match = _BOARD.match(text, head.end) if "管" in text[head.end : head.end + 6] else None
    if not match or match.end() not in starts:
        return None
    for hit in starts[match.end()]:
        entries = _compatible(head.entries, hit, covers)
        if entries:
            parts = (*head.parts, (match[1], match.end()), (hit.name, hit.end))
            return Chain(head.start, hit.end, entries, parts, "chain", region=head.region)
    return None


def _extend_past_office(text: str, head: Chain, end: int) -> Chain | None:
    """Read a name that no gazetteer knows behind the office of its township: 珠海街道办事处的烟台东社区."""
    longer = _extend_by_guess(text, head._replace(end=end))
    return longer if longer.end > end and longer.guessed[len(head.guessed)][0] == "village" else None


def _extend_by_guess(text: str, head: Chain) -> Chain:
    if len(head.guessed) > 2 or head.kind in ("word", "vague") or _is_small_and_unclear(text, head):
        return head
    above = (
        head.guessed[-1][0] if head.guessed else gazetteer.level(head.entries[0]) if head.entries else "area"
    )
    found = guess(text, head.end, above)
    if not found:
        return head
    name, level, end = found
    if head.kind == "short" and is_park(name):
        name = head.name + name
    guessed = (*head.guessed, (level, name))
    longer = head._replace(end=end, parts=(*head.parts, (name, end)), kind="pattern", guessed=guessed)
    return _extend_by_guess(text, longer)


def _is_small_and_unclear(text: str, head: Chain) -> bool:
    """Tell whether a head is a county's short name that does not stand after a mark, or has water behind it."""
    if head.kind != "short":
        return False
    small = all(RANK[gazetteer.level(entry)] > RANK["prefecture"] for entry in head.entries)
    return text[head.end : head.end + 1] in "河江湖山湾" or (small and not starts_clean(text, head.start))
