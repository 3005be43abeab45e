"""Names that only the article itself explains: introduced before, left short, or missing in the gazetteer."""

from collections.abc import Iterator

from pipeline.model import Place
from pipeline.patterns import compiled
from pipeline.places import gazetteer, resolve, spot
from pipeline.places.alike import alike
from pipeline.places.below import known_again
from pipeline.places.chain import Chain, bare_name
from pipeline.places.guess import ending_levels, is_common, is_generic, is_proper, set_off_names, zone
from pipeline.places.reading import Reading
from pipeline.places.resolve import Steps

_PART = compiled(
    rf"[{spot.han_except('的了在和与及是有')}]{{1,4}}?(?:村民小组|小组|自然村|片区|组|屯)|商圈|商务区|片区|街区|小区|园区"
)
_ZONE = compiled(
    r"(?:开发|高新|经开|保税|自贸|度假|示范|合作|[^小社街]园|新)区$|工业园$|产业园$|科技园$|新城$"
)
_SISTER = compiled(rf"、(?P<stem>[{spot.HAN}]{{2,4}}?)(?P<ending>街道|社区|镇|乡|村)")


def set_off(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Names that no gazetteer has but the words around show: 大齐镇党委, 在清华水泥厂小区成立支部."""
    for start, end, name, level in set_off_names(reading.text):
        kind = "zone" if _ZONE.search(name) else level
        above = reading.container(start, kind) if reading.free(start, end) else ()
        if above:
            chain = _guessed(start, end, name)
            yield chain, _alike(above, chain, reading) or _unknown(above, level, name)


def _unknown(above: Steps, level: str, name: str) -> Place:
    return Place(level, (*above, (level, name)), basis="pattern")


def _alike(above: Steps, chain: Chain, reading: Reading) -> Place | None:
    """Return the township of the county above that a name may be short for."""
    level, county = above[-1]
    path = tuple(name for _, name in reversed(above))
    for row in gazetteer.anchors().get(county, ("", ()))[1] if level == "county" else ():
        if gazetteer.path_names(row) == path and (known := alike(row, chain.name)):
            return resolve.place(chain, (known[0],), reading.evidence, known[1])
    return None


def sisters(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Names that no gazetteer has, in a list behind one of the same rank: 湛北乡、某某镇."""
    ends = {chain.end: place for chain, place, _ in reading.places if place.steps}
    for match in _SISTER.finditer(reading.text):
        level, sister = ending_levels()[match["ending"]], ends.get(match.start())
        start, end, name = match.start("stem"), match.end(), match[0][1:]
        if sister and sister.level == level and is_proper(match["stem"], level) and reading.free(start, end):
            place = _unknown(sister.steps[:-1], level, name)
            ends[end] = place
            yield _guessed(start, end, name), place


def _guessed(start: int, end: int, name: str) -> Chain:
    return Chain(start, end, (), ((name, end),), "pattern")


def introduced(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Names that the article has introduced, wherever else they stand."""
    for name, place in sorted(reading.known.items(), key=lambda item: (-len(item[0]), item[0])):
        for at in _free_spots(reading, name):
            yield _guessed(at, at + len(name), name), known_again(place)


def stems(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Stems of what the article has introduced (许家冲 for 许家冲村), and parts named after them (峒山三队小组)."""
    known = _stems(reading.known)
    for name in sorted(known, key=lambda item: (-len(item), item)):
        for at in _free_spots(reading, name):
            town = len(name) == 2 and known[name].level == "township"
            if not spot.cuts_left(reading.text, at) and (not town or _stands_clear(reading.text, at)):
                yield _stem_mention(reading.text, at, name, known[name])


def _stands_clear(text: str, at: int) -> bool:
    """Tell whether a stem of two characters, which may also be a word, stands after a mark or a verb of motion."""
    before = text[at - 1 : at]
    return not spot.is_han(before) or before in "在到赴来进抵返驻离"


def _stem_mention(text: str, at: int, name: str, place: Place) -> tuple[Chain, Place]:
    end = at + len(name)
    kind = zone(text, end) if place.level == "township" else ""
    if kind:
        whole = name + kind
        steps = (*place.steps[:-1], ("area", whole))
        return _guessed(at, end + len(kind), whole), Place("area", steps, basis="pattern")
    part = _PART.match(text, end) if place.level == "village" else None
    if part:
        whole = name + part[0]
        return _guessed(at, part.end(), whole), Place(
            "area", (*place.steps, ("area", whole)), basis="pattern"
        )
    return _guessed(at, end, name), place._replace(basis="short-name")


def _stems(known: dict[str, Place]) -> dict[str, Place]:
    """Return the stems that may stand for the known names; a stem of two areas is an area of its own."""
    out: dict[str, Place] = {}
    for name, place in known.items():
        bare = bare_name(name)
        if bare == name or not place.steps or len(bare) < 2 or is_generic(bare) or is_common(bare):
            continue
        if bare in out and place.level == out[bare].level == "area":
            out[bare] = Place("area", (*_shared(out[bare].steps, place.steps), ("area", bare)))
        else:
            out.setdefault(bare, place)
    return out


def _shared(one: Steps, other: Steps) -> Steps:
    return tuple(step for step, same in zip(one[:-1], other[:-1], strict=False) if step == same)


def _free_spots(reading: Reading, name: str) -> Iterator[int]:
    at = reading.text.find(name)
    while at >= 0:
        if reading.free(at, at + len(name)):
            yield at
        at = reading.text.find(name, at + 1)
