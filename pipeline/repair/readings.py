"""Where a text is to be read as it stands, and where one byte off: the best way through both readings.

Two states, a Viterbi search over words: each reading gets the probability of the words it makes, and going from one to
the other has its price.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import NamedTuple

from pipeline.convert import simplify_character
from pipeline.recent import recently
from pipeline.repair.likelihood import Words, best_cuts, words

# Nats: the price of going over to the other reading where nothing marks the loss, of a byte lost at the end without a
# mark (and not even before an ASCII character), of a character that has to be guessed, of a letter that was a half.
_UNMARKED, _SILENT, _UNEXPECTED, _GUESSED, _ASCII = 3.0, 2.0, 1.0, 6.0, 6.0
# A replacement character says that there was a loss; of two equally good ways the one with fewer shifted characters.
_REPLACED, _RELUCTANCE = -35.0, 0.1
_REPLACEMENT = "\ufffd"
MARKS = ("?", _REPLACEMENT)


class Unit(NamedTuple):
    """A character of the damaged text, or the mark of a loss, and its bytes in GBK if it has any."""

    start: int
    end: int
    text: str
    code: bytes

    @property
    def wide(self) -> bool:
        return len(self.code) == 2


_END = Unit(0, 0, "", b"")  # stands behind the last


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
    return _character(one.code[1:] + other.code[:1])


@recently
def _character(code: bytes) -> str:
    """Return the character of two bytes, nothing if there is none or there are fewer bytes."""
    character = code.decode("gb18030", "ignore")
    return character if len(character) == 1 and not character.isascii() and character.isprintable() else ""


def shifted_runs(units: Sequence[Unit], price_of_mark: float) -> list[Run]:
    """Return the stretches that are read one byte off, in order.

    >>> shifted_runs([Unit(n, n + 1, c, c.encode("gbk")) for n, c in enumerate("解决问题。基层组织")], 11.0)
    []
    """
    size = len(units)
    plain, off = _plain(units), _off(units)
    if not any(mark in plain for mark in MARKS) and not _may_be_shifted(units, plain, off):
        return []
    units = (*units, _END)
    plain_words, words_off = _words(plain, ((1, _REPLACED),)), _words(off, ())
    empty: tuple[int, bool, str] = (0, False, "")
    aligned = _Ways([-inf] * (size + 1), [empty] * (size + 1))
    shifted = _Ways([-inf] * (size + 1), [empty] * (size + 1))
    aligned.scores[0] = 0.0
    for place in range(size + 1):
        if shifted.scores[place] > -inf:
            _go_on_shifted(units, words_off[place], place, aligned, shifted)
        _go_on_aligned(units, plain_words[place], place, aligned, shifted)
        if units[place].text.startswith(MARKS) and units[place + 1].wide:
            price = price_of_mark if units[place].text.startswith("?") else -_REPLACED
            begun = aligned.scores[place] - price - _GUESSED
            shifted.reach(place + 2, begun, (place, False, "marked"))
    return list(_runs(aligned, shifted))


def _may_be_shifted(units: Sequence[Unit], plain: str, off: str) -> bool:
    """Tell whether any stretch where nothing marks a loss could be likelier one byte off; hardly one could.

    No way is dearer here than in the search: it costs no reluctance, and goes on where there is no character.
    """
    aligned = best_cuts(plain, [0.0, *[-inf] * len(units)])
    begun = [s - _UNMARKED - _GUESSED if unit.wide else -inf for s, unit in zip(aligned, units, strict=False)]
    shifted = best_cuts(off, [-inf, *begun])
    ends = zip(shifted[1:], aligned[1:], units, strict=True)
    return any(score - _least_price(unit) >= plainly for score, plainly, unit in ends)


def _least_price(last: Unit) -> float:
    """Return what it costs at least to end a shifted stretch in a unit."""
    if not last.wide:
        return 0.0
    return _ASCII if last.code[1] < 0x80 else _SILENT + _GUESSED


def _words(text: str, lost: Words) -> list[Words]:
    """Return the words that begin at each place, `lost` where there is no character; behind the last there is none."""
    found = (lost if one == _REPLACEMENT else each for one, each in zip(text, words(text), strict=True))
    return [*found, ()]


def _go_on_aligned(units: Sequence[Unit], found: Words, place: int, aligned: _Ways, shifted: _Ways) -> None:
    score, step = aligned.scores[place], (place, False, "")
    for length, probability in found:
        aligned.reach(place + length, score + probability, step)
    if units[place].wide:
        shifted.reach(place + 1, score - _UNMARKED - _GUESSED, (place, False, "unmarked"))


def _go_on_shifted(units: Sequence[Unit], found: Words, place: int, aligned: _Ways, shifted: _Ways) -> None:
    score, text = shifted.scores[place], units[place].text
    between = not text.isascii()
    aligned.reach(place, score - _SILENT - _GUESSED - _UNEXPECTED * between, (place, True, "silent"))
    if units[place - 1].code[1] < 0x80:
        aligned.reach(place, score - _ASCII, (place, True, "ascii"))
    if text.startswith(MARKS):
        aligned.reach(place + 1, score - _GUESSED, (place, True, "mark"))
    for length, probability in found:
        after = place + length
        if units[after - 1].wide:
            shifted.reach(after, score + probability - _RELUCTANCE * length, (place, True, ""))
        else:
            aligned.reach(after, score + probability, (place, True, "letter"))


def _plain(units: Sequence[Unit]) -> str:
    return "".join(simplify_character(unit.text[0]) for unit in units)


def _off(units: Sequence[Unit]) -> str:
    """Return for each unit the character across it and the one before, a replacement character where there is none."""
    codes = [unit.code for unit in units]
    return _REPLACEMENT + "".join(_simple(one[1:] + other[:1]) for one, other in pairwise(codes))


@recently
def _simple(code: bytes) -> str:
    return simplify_character(_character(code)) or _REPLACEMENT


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
