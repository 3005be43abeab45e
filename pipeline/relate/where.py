"""Which place the text speaks of at a position."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.model import Mention, Place, Sentence
from pipeline.relate.topics import COUNTRY, Topic, Turn, topics

_ITEM: Final = regex.compile(
    r"[—－-]{2}|[(（]?[一二三四五六七八九十0-9]{1,3}(?:[、)）]|[.．](?![0-9]))|[●■◆▲★]|[一二三四五六七八九]是"
)
"""How a paragraph opens that is one item of a list, and so does not go on about the one before."""
SPEECH: Final = 600
"""No quotation is longer, in characters."""
REACH: Final = 2
"""Paragraphs without a place of their own go on about the one before, this far."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with the places it turns to, ready to be asked; `opened`, `starts`: where sentences and topics begin."""

    text: str
    sentences: Sequence[Sentence]
    topics: tuple[Topic, ...]
    focus: Place | None
    opened: tuple[int, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Topic, ...]:
        """Return the topics that start in `[start, end)`."""
        low = bisect_left(self.starts, start)
        return self.topics[low : bisect_left(self.starts, end, low)]

    def sentence_at(self, pos: int) -> int:
        """Return the index of the sentence at or before `pos`."""
        return max(0, bisect_right(self.opened, pos) - 1)

    def paragraph(self, sentence: int) -> tuple[int, int]:
        """Return where the paragraph of a sentence starts and ends."""
        first = last = sentence
        number = self.sentences[sentence].paragraph
        while first and self.sentences[first - 1].paragraph == number:
            first -= 1
        while last + 1 < len(self.sentences) and self.sentences[last + 1].paragraph == number:
            last += 1
        return self.sentences[first].span.start, self.sentences[last].span.end


def scene(
    text: str, sentences: Sequence[Sentence], places: Sequence[Mention[Place]], focus: Place | None
) -> Scene:
    """Lay out the topics of a text; one that has no focus but speaks of 全国 is about the country."""
    turns = topics(text, places, focus)
    if focus is None and any(turn.place is COUNTRY for turn in turns):
        focus = COUNTRY
    opened = tuple(sentence.span.start for sentence in sentences)
    return Scene(text, sentences, turns, focus, opened, tuple(turn.start for turn in turns))


def place_at(at: Scene, pos: int) -> Place | None:
    """Return the place that the text speaks of at `pos`.

    It is its sentence's, else the one its paragraph opens with, its speaker's, that of something named after a place,
    the one that the paragraph before opens with, the article's.
    """
    if not at.sentences:
        return at.focus
    sentence = at.sentence_at(pos)
    start, end = at.paragraph(sentence)
    own = at.between(at.sentences[sentence].span.start, pos + 1)
    opened = [topic for topic in at.between(start, pos + 1) if not _holds(topic.place, at.focus)]
    return (
        _turned(reversed(own))
        or _turned(opened)
        or _speaker(at, start, pos, end)
        or _turned(reversed(own), Turn.NAME)
        or _turned(opened, Turn.NAME)
        or _before(at, start)
        or at.focus
    )


def of_the_place(at: Scene, end: int) -> Place | None:
    """Return the place that a figure which ends here describes: 海拔3560米的玉麦乡."""
    behind = at.between(end + 1, end + 2) if at.text[end : end + 1] == "的" else ()
    return behind[0].place if behind else None


def _holds(place: Place, focus: Place | None) -> bool:
    """Does a place hold the article's own?  What a sentence says of it (居全区前列) is over with that sentence."""
    return (
        focus is not None
        and len(place.steps) < len(focus.steps)
        and place.steps == focus.steps[: len(place.steps)]
    )


def _turned(topics_: Iterable[Topic], turn: Turn = Turn.TO) -> Place | None:
    return next((topic.place for topic in topics_ if topic.turn == turn), None)


def _speaker(at: Scene, start: int, pos: int, end: int) -> Place | None:
    """Inside a quotation, return the place named next: “…180多人。”五女店镇党委书记说."""
    start = max(start, pos - SPEECH)
    spoken = at.text.rfind("“", start, pos) > at.text.rfind("”", start, pos)
    behind = at.between(pos + 1, end) if spoken else ()
    return behind[0].place if behind else None


def _before(at: Scene, start: int) -> Place | None:
    """Return the place that an earlier paragraph, not too far above, opens with."""
    earlier = bisect_left(at.starts, start) - 1
    if earlier < 0 or at.focus is COUNTRY or _ITEM.match(at.text, start):
        return None
    sentence = at.sentence_at(at.topics[earlier].start)
    if at.sentences[at.sentence_at(start)].paragraph - at.sentences[sentence].paragraph > REACH:
        return None
    return _turned(at.between(at.paragraph(sentence)[0], start))
