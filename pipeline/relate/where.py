"""Which place the text speaks of at a position."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.initiatives import words
from pipeline.model import Mention, Place, Quantity, Sentence, Span
from pipeline.patterns import compiled
from pipeline.relate.anaphora import COUNTRY, holds
from pipeline.relate.topics import NEAR, Topic, Turn, topics

if TYPE_CHECKING:
    import regex

_ITEM: Final = compiled(
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
_ENTERS: Final = compiled("(?:走进|走入|来到|步入|踏入|踏进|走访|驱车)$|(?:^|[。！？!?\n])在$")
"""How a reporter goes to a place, to stay there for the paragraph."""
_PRONOUN: Final = compiled("(?:[^,，。;；、]{1,8}[,，])?[他她它]们?(?!人)")
_LIES: Final = compiled("的|[^,，。;；、0-9]{0,3}(?:出自|产自|集中在|分布在|位于)")
_SEMICOLON: Final = compiled("[;；]")
_SAYS: Final = compiled("[^,，。;；！？!?“”\n]{2,40}?(?:说|道|介绍|告诉|表示|坦言|直言|感慨|感叹|算账)")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with the places it turns to, ready to be asked; `opened`, `starts`: where sentences and topics begin."""

    text: str
    sentences: Sequence[Sentence]
    topics: tuple[Topic, ...]
    focus: Place | None
    opened: tuple[int, ...]
    paragraphs: tuple[int, ...]
    starts: tuple[int, ...]
    figures: Sequence[int]

    def between(self, start: int, end: int) -> tuple[Topic, ...]:
        """Return the topics that start in `[start, end)`."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        return self.topics[low:high] if high > low else ()

    def sentence_at(self, pos: int) -> int:
        """Return the index of the sentence at or before `pos`."""
        return max(0, bisect_right(self.opened, pos) - 1)

    def paragraph(self, sentence: int) -> tuple[int, int]:
        """Return the first and the last sentence of the paragraph of a sentence."""
        number = self.sentences[sentence].paragraph
        first = bisect_left(self.paragraphs, number)
        return first, bisect_right(self.paragraphs, number, first) - 1


def scene(
    text: str,
    sentences: Sequence[Sentence],
    places: Sequence[Mention[Place]],
    focus: Place | None,
    figures: Sequence[int],
) -> Scene:
    """Lay out the topics of a text; one that has no focus but speaks of 全国 is about the country."""
    turns = topics(text, places, focus)
    if focus is None and any(turn.place is COUNTRY for turn in turns):
        focus = COUNTRY
    whole = mended(text, sentences)
    opened = tuple(sentence.span.start for sentence in whole)
    paragraphs = tuple(sentence.paragraph for sentence in whole)
    return Scene(text, whole, turns, focus, opened, paragraphs, tuple(turn.start for turn in turns), figures)


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
    goes on about, the one that the paragraph before opens with, the article's.
    """
    if not at.sentences:
        return at.focus
    sentence = at.sentence_at(pos)
    own = at.between(at.sentences[sentence].span.start, pos + 1)
    if own and (place := _own(at.text, own, pos)):
        return place
    first, last = at.paragraph(sentence)
    paragraph = Span(at.sentences[first].span.start, at.sentences[last].span.end)
    near = at.between(max(paragraph.start, pos - NEAR), pos + 1)
    told = [topic for topic in near if not holds(topic.place, at.focus)]
    return (
        _speaker(at, paragraph, pos)
        or _continued(at, first, sentence, told)
        or _spoken_before(at, paragraph, pos)
        or _turned(told, Turn.NAME)
        or _before(at, first)
        or at.focus
    )


def _own(text: str, own: Sequence[Topic], pos: int) -> Place | None:
    """Return what a sentence has turned to last, in the part between semicolons first.

    It turns aside for no more than such a part: 其中东乡县就有816名；天津选派的47名….
    """
    last = own[-1]
    if last.turn == Turn.PART and not _SEMICOLON.search(text, last.end, pos):
        return last.place
    edges = [edge.end() for edge in _SEMICOLON.finditer(text, own[0].start, last.start)]
    part = [topic for topic in own if topic.start >= edges[-1]] if edges else own
    return next((place for some in (part, own) if (place := _last(some))), None)


def _last(topics_: Sequence[Topic]) -> Place | None:
    return _turned(reversed(topics_)) or _turned(reversed(topics_), Turn.NAME)


def of_the_place(at: Scene, figure: Mention[Quantity]) -> Place | None:
    """Return the place that a figure describes (海拔3560米的玉麦乡), lies in or is compared within (全省19个口岸)."""
    start, end = figure.span
    if figure.fact.kind == "count" and (before := bisect_left(at.starts, start)):
        topic = at.topics[before - 1]
        if topic.end == start and topic.turn == Turn.MEASURE:
            return topic.place
    lies = _LIES.match(at.text, end)
    behind = at.between(lies.end(), lies.end() + 1) if lies else ()
    return behind[0].place if behind else None


def _turned(topics_: Iterable[Topic], turn: Turn = Turn.TO) -> Place | None:
    for topic in topics_:
        if topic.turn == turn:
            return topic.place
    return None


def _narrowed(opening: Sequence[Topic]) -> Place | None:
    """Return what a sentence comes to: 烟店是有名的“轴承之乡”,冯圈村又是全镇最早开轴承门市的村."""
    place: Place | None = None
    for topic in opening:
        if topic.turn == Turn.TO and (place is None or holds(place, topic.place)):
            place = topic.place
    return place


def _continued(at: Scene, first: int, sentence: int, told: Sequence[Topic]) -> Place | None:
    """Return the place that a paragraph goes on about, after examples: not one held by the article's own.

    A sentence without subject goes on about what it opens with: (仙女村接待游客80万人次。)年内再组建联合党组织8个.
    """
    turned = [topic for topic in told if topic.turn == Turn.TO]
    if turned and _PRONOUN.match(at.text, at.sentences[sentence].span.start):
        return turned[-1].place
    if _agentless().match(at.text, at.sentences[sentence].span.start):
        return _turned(topic for topic in turned if topic.start < at.sentences[first].span.end)
    if not turned:
        return None
    start = at.sentences[first].span.start
    clause = max(at.text.rfind(mark, start, turned[0].start) for mark in ",，;；。")
    reported = bisect_left(at.figures, clause) > bisect_left(at.figures, start)
    place = (_before(at, first) or at.focus if reported else None) or turned[0].place
    own = at.focus.steps if at.focus else ()
    before = turned[0]
    for topic in turned:
        enters = _ENTERS.search(at.text, max(start, topic.start - 4), topic.start)
        if enters or _stays(at, before, topic) or (place.steps != own and not holds(topic.place, place)):
            place = topic.place
        before = topic
    return place


def _stays(at: Scene, before: Topic, topic: Topic) -> bool:
    """Does a second sentence in a row tell of a place?"""
    same = before.place.steps == topic.place.steps
    return same and at.sentence_at(before.start) != at.sentence_at(topic.start)


@cache
def _agentless() -> "regex.Pattern[str]":
    parts: dict[str, set[str]] = {"verb": {row["word"] for row in words.entries("initiative_verbs")}}
    for row in words.entries("relate_agentless"):
        parts.setdefault(row["part"], set()).add(row["word"])
    opening, adverb, verb = (words.alternation(parts[part]) for part in ("opening", "adverb", "verb"))
    return compiled(f"(?:{opening}[,，]?)?{adverb}*+{verb}")


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
    if _ITEM.match(at.text, start) or _agentless().match(at.text, start):
        return None
    for _ in range(REACH):
        if not first:
            return None
        above, last = at.paragraph(first - 1)
        opening, end = at.sentences[above].span, at.sentences[last].span.end
        if _turned(at.between(opening.start, end)):
            return _narrowed(at.between(opening.start, opening.end))
        if end - opening.start < HEADING and at.text[end - 1] not in _ENDS:
            return None
        first = above
    return None
