"""Which place the text speaks of at a position."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from pipeline.initiatives import words
from pipeline.model import Mention, Place, Quantity, Sentence, Span
from pipeline.relate.anaphora import COUNTRY
from pipeline.relate.topics import Topic, Turn, holds, topics

_ITEM: Final = regex.compile(
    r"[—－-]{2}|[(（]?[一二三四五六七八九十0-9]{1,3}(?:[、)）]|[.．](?![0-9]))|[①-⑳●■◆▲★▶►√✓✔✅※]|第?[一二三四五六七八九](?:是|[,，])"
)
"""How a paragraph opens that is one item of a list, and so does not go on about the one before."""
_ENDS: Final = frozenset("。！？!?…；;：:”』」）)")
_CREDITS: Final = frozenset("摄图")
"""How captions end."""
BROKEN: Final = 24
"""A line that breaks off is longer, in characters."""
HEADING: Final = 30
"""A heading is shorter."""
SPEECH: Final = 600
"""No quotation is longer, in characters."""
REACH: Final = 2
"""Paragraphs without a place of their own go on about the one before, this far."""
_SAYS: Final = regex.compile("[^,，。;；！？!?“”\n]{2,40}?(?:说|道|介绍|告诉|表示|坦言|直言|感慨|感叹|算账)")


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
        """Return the first and the last sentence of the paragraph of a sentence."""
        number = self.sentences[sentence].paragraph
        first = bisect_left(self.sentences, number, key=lambda other: other.paragraph)
        return first, bisect_right(self.sentences, number, first, key=lambda other: other.paragraph) - 1


def scene(
    text: str, sentences: Sequence[Sentence], places: Sequence[Mention[Place]], focus: Place | None
) -> Scene:
    """Lay out the topics of a text; one that has no focus but speaks of 全国 is about the country."""
    turns = topics(text, places, focus)
    if focus is None and any(turn.place is COUNTRY for turn in turns):
        focus = COUNTRY
    whole = mended(text, sentences)
    opened = tuple(sentence.span.start for sentence in whole)
    return Scene(text, whole, turns, focus, opened, tuple(turn.start for turn in turns))


def mended(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    r"""Return the sentences, with those in one piece, and their paragraphs too, that a line end breaks off.

    >>> from pipeline.segment import sentences
    >>> text = "在后聂村,村党委书记带领班子建起万亩示范园,连续举办十\n\n届农展会。村民高兴。"
    >>> [(text[s.span.start : s.span.end][-4:], s.paragraph) for s in mended(text, sentences(text))]
    [('农展会。', 1), ('民高兴。', 1)]
    """
    whole: list[Sentence] = []
    start = number = 0
    for sentence in sentences:
        if whole and sentence.paragraph == number:
            paragraph = whole[-1].paragraph
            whole.append(sentence if paragraph == number else Sentence(sentence.span, paragraph))
            continue
        broken = bool(whole) and _is_broken(text, start, whole[-1].span.end)
        start, number = sentence.span.start, sentence.paragraph
        if broken:
            whole[-1] = Sentence(Span(whole[-1].span.start, sentence.span.end), whole[-1].paragraph)
        else:
            whole.append(sentence)
    return tuple(whole)


def _is_broken(text: str, start: int, end: int) -> bool:
    """Is it a line of running text that ends within a sentence?"""
    last = text[end - 1]
    if end - start <= BROKEN or last in _ENDS or last in _CREDITS:
        return False
    return any(text.find(mark, start, end) >= 0 for mark in ",，。")


def place_at(at: Scene, pos: int) -> Place | None:
    """Return the place that the text speaks of at `pos`.

    It is its sentence's, or that of something named after a place in it; else the speaker's, the one its paragraph
    opens with, the one that the paragraph before opens with, the article's.
    """
    if not at.sentences:
        return at.focus
    sentence = at.sentence_at(pos)
    own = at.between(at.sentences[sentence].span.start, pos + 1)
    if own and (place := _turned(reversed(own)) or _turned(reversed(own), Turn.NAME)):
        return place
    first, last = at.paragraph(sentence)
    paragraph = Span(at.sentences[first].span.start, at.sentences[last].span.end)
    told = [topic for topic in at.between(paragraph.start, pos + 1) if not holds(topic.place, at.focus)]
    return (
        _speaker(at, paragraph, pos)
        or _turned(_opening(at, first, sentence, told))
        or _spoken_before(at, paragraph, pos)
        or _turned(told, Turn.NAME)
        or _before(at, first)
        or at.focus
    )


def of_the_place(at: Scene, figure: Mention[Quantity]) -> Place | None:
    """Return the place that a figure describes (海拔3560米的玉麦乡), or is compared within (在全省19个口岸中)."""
    start, end = figure.span
    if figure.fact.kind == "count" and (before := bisect_left(at.starts, start)):
        topic = at.topics[before - 1]
        if topic.end == start and topic.turn == Turn.MEASURE:
            return topic.place
    if not at.text.startswith("的", end):
        return None
    behind = at.between(end + 1, end + 2)
    return behind[0].place if behind else None


def _turned(topics_: Iterable[Topic], turn: Turn = Turn.TO) -> Place | None:
    for topic in topics_:
        if topic.turn == turn:
            return topic.place
    return None


def _opening(at: Scene, first: int, sentence: int, told: Sequence[Topic]) -> Sequence[Topic]:
    """Return what a paragraph turns to, to be asked in order; for a sentence without subject, what it opens with.

    An example further down does not go on there: (仙女村接待游客80万人次。)年内再组建联合党组织8个.
    """
    if not _agentless().match(at.text, at.sentences[sentence].span.start):
        return told
    return [topic for topic in told if topic.start < at.sentences[first].span.end]


@cache
def _agentless() -> "regex.Pattern[str]":
    parts: dict[str, set[str]] = {"verb": {row["word"] for row in words.entries("initiative_verbs")}}
    for row in words.entries("relate_agentless"):
        parts.setdefault(row["part"], set()).add(row["word"])
    opening, adverb, verb = (words.alternation(parts[part]) for part in ("opening", "adverb", "verb"))
    return regex.compile(f"(?:{opening}[,，]?)?{adverb}*+{verb}")


def _is_quoted(at: Scene, start: int, pos: int) -> bool:
    start = max(start, pos - SPEECH)
    return at.text.rfind("“", start, pos) > at.text.rfind("”", start, pos)


def _speaker(at: Scene, paragraph: Span, pos: int) -> Place | None:
    """Inside a quotation, return the place of who says it: “…180多人。”五女店镇党委书记说."""
    if not _is_quoted(at, paragraph.start, pos):
        return None
    close = at.text.find("”", pos, min(paragraph.end, pos + SPEECH))
    says = _SAYS.match(at.text, close + 1) if close > 0 else None
    return _turned(at.between(close + 1, says.end())) if says else None


def _spoken_before(at: Scene, paragraph: Span, pos: int) -> Place | None:
    """Inside a quotation that opens a paragraph, return the place named next, if nothing says whose words they are."""
    behind = at.between(pos + 1, paragraph.end) if _is_quoted(at, paragraph.start, pos) else ()
    return behind[0].place if behind else None


def _before(at: Scene, first: int) -> Place | None:
    """Return the place that an earlier paragraph, not too far above, opens with.

    One that comes to a place later on is not about it.  A list item, and what stands under a heading, does not go on.
    """
    start = at.sentences[first].span.start
    if at.focus is COUNTRY or _ITEM.match(at.text, start) or _agentless().match(at.text, start):
        return None
    for _ in range(REACH):
        if not first:
            return None
        above, last = at.paragraph(first - 1)
        opening, end = at.sentences[above].span, at.sentences[last].span.end
        if _turned(at.between(opening.start, end)):
            return _turned(at.between(opening.start, opening.end))
        if end - opening.start < HEADING and at.text[end - 1] not in _ENDS:
            return None
        first = above
    return None
