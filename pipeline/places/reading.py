"""What is known of an article's places while they are being found."""

from dataclasses import dataclass, field
from operator import itemgetter

from pipeline.model import Place
from pipeline.places import gazetteer
from pipeline.places.chain import Chain, Starts
from pipeline.places.gazetteer import Entry
from pipeline.places.resolve import Evidence, Steps, own_name
from pipeline.places.spot import Hit

HOLDERS = {
    "township": ("county",),
    "village": ("county", "township"),
    "area": ("county", "township", "village"),
    "zone": ("county",),
    "hamlet": ("village",),
}
LOWER = ("township", "village", "area")


@dataclass(slots=True)
class Reading:
    """A text, what stands in it, and the places found so far.

    `lowers`: all names of townships and villages that the gazetteer has;  `starts`: all hits by start;  `chains`: those
    that start from an anchor;  `taken`: the characters that belong to a place;  `known`: the places below the county
    that the article has introduced, by name;  `openings`: the first two characters of each.
    """

    text: str
    lowers: list[Hit]
    starts: Starts
    chains: list[Chain]
    evidence: Evidence
    places: list[tuple[Chain, Place, str]] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)
    known: dict[str, Place] = field(default_factory=dict)
    openings: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.text))

    def free(self, start: int, end: int) -> bool:
        """Tell whether no place has been found in a stretch."""
        return self.taken.find(1, start, end) < 0

    def add(self, chain: Chain, place: Place, rule: str) -> None:
        """Take a place in, unless its stretch is taken; learn the names of its steps below the county."""
        if not self.free(chain.start, chain.end):
            return
        self.places.append((chain, place, rule))
        self.taken[chain.start : chain.end] = b"\1" * (chain.end - chain.start)
        if not place.steps:
            self.known.setdefault(chain.name, place)
            self.openings.add(chain.name[:2])
        elif chain.name in self.known and self.known[chain.name].steps == place.steps:
            return
        elif place.level in LOWER and place.basis not in ("literary-name", "region"):
            for depth, (level, name) in enumerate(place.steps):
                if level in LOWER:
                    self._learn(chain, place, depth, name)

    def _learn(self, chain: Chain, place: Place, depth: int, name: str) -> None:
        """Learn one step of a place, by its official name and as it is written (三宝乡 for 三宝彝族乡)."""
        steps = {step for _, step in place.steps}  # 八岔村 is not short for 八岔赫哲族乡
        written = [
            part for part, _ in chain.parts if part[:-1] and part not in steps and name.startswith(part[:-1])
        ]
        for surface in (name, *written):
            if surface not in self.known:
                self.openings.add(surface[:2])
                last = depth == len(place.steps) - 1
                self.known[surface] = place if last else _ancestor(chain, place, depth)

    def container(self, position: int, level: str) -> Steps:
        """Return the steps to the nearest place before a position that may hold one of this level, or else after."""
        fit = [(chain.start, steps) for chain, place, _ in self.places if (steps := holding(place, level))]
        before = [item for item in fit if item[0] < position]
        if before:
            return max(before, key=itemgetter(0))[1]
        return min(fit, key=itemgetter(0), default=(0, ()))[1]


def holding(place: Place, level: str) -> Steps:
    """Return the steps of a place as far as it may hold one of this level.

    >>> holding(Place("township", (("county", "襄城县"), ("township", "湛北乡"))), "township")
    (('county', '襄城县'),)
    """
    depths = [depth for depth, (above, _) in enumerate(place.steps, 1) if above in HOLDERS[level]]
    return place.steps[: depths[-1]] if depths else ()


def _ancestor(chain: Chain, place: Place, depth: int) -> Place:
    """Return the place that holds another, at one of its steps, with its own code."""
    steps = place.steps[: depth + 1]
    level, name = steps[-1]
    if level == "village":
        holders = {entry for entry in chain.entries if entry.number}
    else:
        rows = (row for entry in chain.entries for row in gazetteer.lineage(entry.row))
        holders = {Entry(row) for row in rows if own_name(row) == name}
    code = gazetteer.code(holders.pop()) if len(holders) == 1 else ""
    return Place(level, steps, code, basis=place.basis)
