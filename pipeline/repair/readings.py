"""Where a text is to be read as it stands, and where one byte off: the best way through both readings.

Two states, a Viterbi search over words: each reading gets the probability of the words it makes, and going from one to
the other has its price.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from pipeline.convert import simplify_character
from pipeline.repair.likelihood import LONGEST, cost, word_cost

# Nats: the price of going over to the other reading where nothing marks the loss, of a byte lost at the end without a
# mark (and not even before an ASCII character), of a character that has to be guessed, of a letter that was a half.
_UNMARKED, _SILENT, _UNEXPECTED, _GUESSED, _ASCII = 3.0, 2.0, 1.0, 6.0, 6.0
# A replacement character says that there was a loss; of two equally good ways the one with fewer shifted characters.
_REPLACED, _RELUCTANCE = -35.0, 0.1
_REPLACEMENT = "\ufffd"
_MARKS = "?" + _REPLACEMENT


@dataclass(frozen=True, slots=True)
class Unit:
    """A character of the damaged text, or the mark of a loss, and its bytes in GBK if it has any."""

    start: int
    end: int
    text: str
    code: bytes

    @property
    def wide(self) -> bool:
        return len(self.code) == 2


@dataclass(frozen=True, slots=True)
class Run:
    """Units `first` to `last` (excluded) are read one byte off.

    `marked`: the unit before is the mark of the first lost byte.  The run ends in a `letter` (the last unit, second
    half of a character), before a `mark` in place of the last byte, before nothing (`silent`), or in a character whose
    second half is an ASCII letter (`ascii`).
    """

    first: int
    last: int
    marked: bool
    ending: str


@dataclass(slots=True)
class _Ways:
    """For every place between units: the score of the best way there, and its last step."""

    scores: list[float]
    steps: list[tuple[int, bool, str]] = field(
        default_factory=list
    )  # from where, was it shifted, by which step

    def reach(self, place: int, score: float, step: tuple[int, bool, str]) -> None:
        if score > self.scores[place]:
            self.scores[place] = score
            self.steps[place] = step


def across(one: Unit, other: Unit) -> str:
    """Return the character from the last byte of one unit and the first of the next, if there is one.

    >>> across(Unit(0, 1, "蠕", "蠕".encode("gbk")), Unit(1, 2, "h", b"h"))
    '鋒'
    """
    if not one.wide or not other.code or (not other.wide and not b"@" <= other.code <= b"~"):
        return ""
    character = (one.code[1:] + other.code[:1]).decode("gb18030", "ignore")
    return character if len(character) == 1 and not character.isascii() and character.isprintable() else ""


def shifted_runs(units: Sequence[Unit], price_of_mark: float) -> list[Run]:
    """Return the stretches that are read one byte off, in order.

    >>> shifted_runs([Unit(n, n + 1, c, c.encode("gbk")) for n, c in enumerate("解决问题。基层组织")], 11.0)
    []
    """
    size = len(units)
    plain = ["" if unit.text[0] == _REPLACEMENT else simplify_character(unit.text[0]) for unit in units]
    off = ["", *(simplify_character(across(one, other)) for one, other in pairwise(units))]
    empty: tuple[int, bool, str] = (0, False, "")
    aligned = _Ways([-inf] * (size + 1), [empty] * (size + 1))
    shifted = _Ways([-inf] * (size + 1), [empty] * (size + 1))
    aligned.scores[0] = 0.0
    for place in range(size + 1):
        if shifted.scores[place] > -inf:
            _go_on_shifted(units, off, place, aligned, shifted)
        if place < size:
            _go_on_aligned(units, plain, place, aligned, shifted)
            if units[place].text[0] in _MARKS and place + 1 < size and units[place + 1].wide:
                price = price_of_mark if plain[place] else -_REPLACED
                begun = aligned.scores[place] - price - _GUESSED
                shifted.reach(place + 2, begun, (place, False, "marked"))
    return list(_runs(aligned, shifted))


def _go_on_aligned(
    units: Sequence[Unit], plain: Sequence[str], place: int, aligned: _Ways, shifted: _Ways
) -> None:
    score = aligned.scores[place]
    if not plain[place]:
        aligned.reach(place + 1, score + _REPLACED, (place, False, ""))
    for after, probability in _words(plain, place):
        aligned.reach(after, score + probability, (place, False, ""))
    if units[place].wide:
        shifted.reach(place + 1, score - _UNMARKED - _GUESSED, (place, False, "unmarked"))


def _go_on_shifted(
    units: Sequence[Unit], off: Sequence[str], place: int, aligned: _Ways, shifted: _Ways
) -> None:
    score = shifted.scores[place]
    between = place < len(units) and not units[place].text.isascii()
    aligned.reach(place, score - _SILENT - _GUESSED - _UNEXPECTED * between, (place, True, "silent"))
    if units[place - 1].code[1] < 0x80:
        aligned.reach(place, score - _ASCII, (place, True, "ascii"))
    if place == len(units):
        return
    if units[place].text[0] in _MARKS:
        aligned.reach(place + 1, score - _GUESSED, (place, True, "mark"))
    for after, probability in _words(off, place):
        if units[after - 1].wide:
            shifted.reach(after, score + probability - _RELUCTANCE * (after - place), (place, True, ""))
        else:
            aligned.reach(after, score + probability, (place, True, "letter"))


def _words(characters: Sequence[str], place: int) -> Iterator[tuple[int, float]]:
    """Yield where the words from `place` on end, and their log probabilities."""
    word = characters[place]
    if not word:
        return
    yield place + 1, cost(word)
    for after in range(place + 1, min(place + LONGEST, len(characters))):
        if not characters[after]:
            return
        word += characters[after]
        if probability := word_cost(word):
            yield after + 1, probability


def _runs(aligned: _Ways, shifted: _Ways) -> Iterator[Run]:
    """Go back along the best way and yield its shifted stretches from the first to the last."""
    place, in_shift = len(aligned.scores) - 1, False
    runs = []
    last, ending = 0, ""
    while place or in_shift:
        before, was_shifted, step = (shifted if in_shift else aligned).steps[place]
        if was_shifted and not in_shift:
            last, ending = (place if step == "letter" else before), step
        elif in_shift and not was_shifted:
            runs.append(Run(place - 1, last, step == "marked", ending))
        place, in_shift = before, was_shifted
    yield from reversed(runs)
