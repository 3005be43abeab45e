"""Names that only the article itself explains: introduced before, left short, or missing in the gazetteer."""

import re
from collections.abc import Iterator

from pipeline.dictionary import frequency
from pipeline.model import Place, occurrences
from pipeline.patterns import standard
from pipeline.places import gazetteer, names, resolve, seams, spot
from pipeline.places.alike import KNOWN, alike
from pipeline.places.aside import quarters, set_off_names
from pipeline.places.below import known_again
from pipeline.places.border import FLOWS
from pipeline.places.chain import Chain, bare_name
from pipeline.places.gazetteer import Entry
from pipeline.places.guess import zone
from pipeline.places.markets import is_site
from pipeline.places.reading import Reading, holding
from pipeline.places.resolve import Steps
from pipeline.places.wording import NAMED, ending_levels, is_common, is_generic, is_proper, is_rural, is_zone

_PART = standard(
    rf"[{seams.han_except('的了在和与及是有')}]{{1,4}}?(?:村民小组|小组|自然村|片区|组|屯)|商圈|商务区|片区|街区|小区|园区|工业区|工业园区?"
)
_UNLISTED = standard(
    rf"(?:(?<![{seams.HAN}])|(?<=[在到往赴驻于])|(?<=走进|来到|[系扶困]点|[扶困对]村))"
    rf"(?P<town>[{NAMED}]{{2,3}}[乡镇])(?P<village>[{NAMED}]{{2,4}}?(?:村|社区))$"
)
# It begins with its rarest characters, which is the faster way to search.
_UNLISTED_END = standard(
    "村(?:(?<=[乡镇]..村)|(?<=[乡镇]...村)|(?<=[乡镇]....村))(?![民庄级容镇落社企干组貌部务寨域里史规两委])"
    "|社区(?:(?<=[乡镇]..社区)|(?<=[乡镇]...社区)|(?<=[乡镇]....社区))"
)
_LAND = (*FLOWS, "山", "湾")
_LIES = standard("位于|地处|坐落[于在]")
_SISTER = standard(
    rf"、(?:(?P<stem>[{seams.HAN}]{{2,4}}?)|(?P<numbered>[{seams.HAN}]{{2,8}})[(（][0-9]{{1,2}}[)）])(?P<ending>街道|社区|镇|乡|村)"
)


def set_off(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Names that no gazetteer has but the words around show: 大齐镇党委, 在清华水泥厂小区成立支部."""
    for start, end, name, level in (*set_off_names(reading.text), *quarters(reading.text)):
        if not reading.free(start, end) or seams.cuts_left(reading.text, start):
            continue
        kind = "zone" if is_zone(name) else level
        above = _where_it_lies(reading, end, kind) or reading.container(start, kind)
        if above:
            chain = guessed(start, end, name)
            yield chain, _alike(above, chain, reading) or unknown(above, level, name)


def _where_it_lies(reading: Reading, end: int, kind: str) -> Steps:
    """Return the place that a name is said to lie in: 玉兰小区位于襄城县湛北乡."""
    lies = _LIES.match(reading.text, end)
    if not lies:
        return ()
    return next((holding(place, kind) for chain, place, _ in reading.places if chain.start == lies.end()), ())


def unlisted(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Villages with a township that the gazetteer lacks, or has under another rank: 扶贫联系点道二乡扛掰村."""
    for ending in _UNLISTED_END.finditer(reading.text):
        match = _UNLISTED.search(reading.text, max(0, ending.end() - 10), ending.end())
        if not match:
            continue
        town, village = match["town"], match["village"]
        named = is_proper(bare_name(village), "village") or gazetteer.lookup(village)
        plain = named and is_proper(town[:-1], "township") and not gazetteer.lookup(town)
        if not plain or not reading.free(*match.span()):
            continue
        above = reading.container(match.start(), "township")
        above = above or _county_of(village, match.start(), reading)
        if above:
            yield _village_of(above, match, reading)


def _county_of(village: str, position: int, reading: Reading) -> Steps:
    """Return the steps to the county of a village that is the only one of its name here, and note that county."""
    found, depth = resolve.choose(gazetteer.lookup(village), reading.evidence, position)
    if len(found) != 1 or not depth:
        return ()
    county = gazetteer.division(found[0].row).parent
    reading.evidence.add(guessed(position, position, village), Entry(county))
    return resolve.steps_to(county, reading.evidence.year)


def _village_of(above: Steps, match: re.Match[str], reading: Reading) -> tuple[Chain, Place]:
    """Return a village of a township in a county: as the gazetteer has them, or as the text does."""
    (start, end), town, village = match.span(), match["town"], match["village"]
    known = _known_town(above, town)
    written = ((town, match.end("town")), (village, end))
    inside = [other for other in gazetteer.lookup(village) if known and other.row == known[0].row]
    if not known or (not inside and known[1] == "renamed" and _is_listed(village, known[0].row)):
        chain = Chain(start, end, (), written, "pattern")
        return chain, unknown((*above, ("township", town)), "village", village)
    entry, how = known
    guessed = () if inside else (("village", village),)
    parts = (written[0], (gazetteer.division(entry.row).name, match.end("town")), written[1])
    chain = Chain(start, end, (inside[0] if inside else entry,), parts, "pattern", guessed)
    reading.evidence.add(chain, chain.entries[0])
    return chain, resolve.place(chain, chain.entries, reading.evidence, how)


def _is_listed(village: str, town: int) -> bool:
    """Tell whether the county of a town has a village in another: the old town of 回龙观镇龙泽苑社区 was divided."""
    return gazetteer.division(town).parent in gazetteer.beneath(village)


def unknown(above: Steps, level: str, name: str) -> Place:
    """Return a place that no gazetteer has, beneath the steps of what holds it."""
    return Place(level, (*above, (level, name)), basis="pattern")


def _alike(above: Steps, chain: Chain, reading: Reading) -> Place | None:
    """Return the township of the county above that a name may be short for."""
    known = _known_town(above, chain.name)
    return resolve.place(chain, (known[0],), reading.evidence, known[1]) if known else None


def _known_town(above: Steps, name: str) -> tuple[Entry, str] | None:
    level, county = above[-1]
    path = tuple(name for _, name in reversed(above))
    rows = gazetteer.anchors().get(county, ("", ()))[1] if level == "county" else ()
    found = (alike(row, name) for row in rows if gazetteer.path_names(row) == path)
    return next(filter(None, found), None)


def sisters(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Names that no gazetteer has, in a list behind one of the same rank: 湛北乡、某某镇."""
    ends = {chain.end: place for chain, place, _ in reading.places if place.steps}
    for match in _SISTER.finditer(reading.text):
        level, sister = ending_levels()[match["ending"]], ends.get(match.start())
        start, end, name = (
            match.start() + 1,
            match.end(),
            (match["stem"] or match["numbered"]) + match["ending"],
        )
        named = match["numbered"] or is_proper(match["stem"], level)
        if sister and sister.level == level and named and reading.free(start, end):
            place = unknown(sister.steps[:-1], level, name)
            ends[end] = place
            yield guessed(start, end, name), place


def guessed(start: int, end: int, name: str) -> Chain:
    """Return the chain of one name that no gazetteer has."""
    return Chain(start, end, (), ((name, end),), "pattern")


def introduced(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Names that the article has introduced, wherever else they stand."""
    for name, place in sorted(reading.known.items(), key=lambda item: (-len(item[0]), item[0])):
        for at in _free_spots(reading, name):
            clean = seams.starts_clean(reading.text, at) or zone(name, 0) != name
            if clean and not is_rural(reading.text, at + len(name)):
                yield guessed(at, at + len(name), name), known_again(place)


def stems(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Stems of what the article has introduced (许家冲 for 许家冲村), and parts named after them (峒山三队小组)."""
    known = _stems(reading.known)
    for name in sorted(known, key=lambda item: (-len(item), item)):
        for at in _free_spots(reading, name):
            short = len(name) == 2 and known[name].level in ("township", "area")
            end = at + len(name)
            part = spot.is_road(reading.text, end) or seams.cuts_left(reading.text, at)
            part = part or (known[name].level == "area" and is_site(reading.text, end))
            if not part and (not short or _stands_clear(reading.text, at, known[name].level)):
                yield _stem_mention(reading.text, at, name, known[name])


def _stands_clear(text: str, at: int, level: str) -> bool:
    """Tell whether a stem of two characters, which may also be a word, stands after a mark or a verb of motion.

    One that the dictionary hardly knows may stand behind a particle as well, a township's wherever it cuts no word.
    """
    before = text[at - 1 : at]
    if not seams.is_han(before) or before in "在到赴来进抵返驻离":
        return True
    whole = level == "township" and not seams.cuts_right(text, at + 2) and text[at + 2 : at + 3] not in _LAND
    return (whole or before in "是的了为从对让由与和及") and frequency(text[at : at + 2]) < KNOWN


def _stem_mention(text: str, at: int, name: str, place: Place) -> tuple[Chain, Place]:
    end = at + len(name)
    kind = zone(text, end) if place.level == "township" else ""
    if kind:
        whole = name + kind
        steps = (*place.steps[:-1], ("area", whole))
        return guessed(at, end + len(kind), whole), Place("area", steps, basis="pattern")
    part = _PART.match(text, end) if place.level == "village" else None
    if part:
        whole = name + part[0]
        return guessed(at, part.end(), whole), Place("area", (*place.steps, ("area", whole)), basis="pattern")
    return guessed(at, end, name), place._replace(basis="short-name")


def _stems(known: dict[str, Place]) -> dict[str, Place]:
    """Return the stems that may stand for the known names; a stem of two areas is an area of its own."""
    out: dict[str, Place] = {}
    for name, place in known.items():
        bare = names.stem(name) if place.level == "township" else bare_name(name)
        if bare == name or not place.steps or len(bare) < 2 or is_generic(bare) or is_common(bare):
            continue
        if bare in out and place.level == out[bare].level == "area":
            out[bare] = Place("area", (*_shared(out[bare].steps, place.steps), ("area", bare)))
        else:
            out.setdefault(bare, place)
    return out


def _shared(one: Steps, other: Steps) -> Steps:
    return tuple(step for step, same in zip(one[:-1], other[:-1], strict=False) if step == same)


def _free_spots(reading: Reading, name: str) -> list[int]:
    length = len(name)
    return [at for at in occurrences(reading.text, name) if reading.free(at, at + length)]
