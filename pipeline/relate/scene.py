"""A text laid out by the places it turns to, its sections and the people in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.model import Mention, Place, Sentence, Span
from pipeline.patterns import standard
from pipeline.relate.anaphora import COUNTRY, ORGAN
from pipeline.relate.people import people
from pipeline.relate.topic import Topic, Turn
from pipeline.relate.topics import topics

ENDS: Final = frozenset("。！？!?…；;：:”』」）)")
"""How running text ends, and headings do not."""
_CREDITS: Final = frozenset("摄图")
"""How captions end."""
BROKEN: Final = 24
"""A line that breaks off is longer, in characters."""
TITLE: Final = 48
"""A line that heads a section is no longer, in characters."""
_NUMBERED: Final = 4
"""What may stand before the place in it (“二、”), in characters."""
ASIDE: Final = 160
"""What stands in brackets is no longer, in characters."""
_BRACKET: Final = standard("[()（）\n]")
_TITLES: Final = frozenset(":：—－-\n")
_OUR: Final = standard("[我本][省市州盟县区旗镇乡村]")
_STATE: Final = standard(rf"(?:(?<![一-鿿“‘「《])|据|从)(?:全国(?!文明|先进|优秀|劳模)|我国|{ORGAN})")
"""How a clause begins that speaks of the whole country."""
_POINT: Final = standard("[:：,，。;；]第?[一二三四五六七八九十](?:是|要)")
"""How a point of several in one sentence begins, with the mark in front: 一是襄城县进度慢；二是经费未到位."""

_ITEM: Final = standard(
    "(?P<sign>[▲△▼●○■□◆◇★☆※►▶•·])|(?P<ring>[①-⑳])|(?P<bracket>[(（][0-9一二三四五六七八九十]{1,3}[)）])"
    "|(?P<digit>[0-9]{1,2}[、.．](?![0-9])|[0-9]{1,2}[)）])|(?P<han>[一二三四五六七八九十]{1,3}、)"
)


class Scene(NamedTuple):
    """A text with the places it turns to, ready to be asked.

    `opened`, `starts`: where sentences and topics begin; `closes`: where the bracket closes that a topic stands in, 0
    for none; `points`: the words that open points; `sections`: the places that head sections; `people`: where somebody
    is named, and where they came in; `items`: by the first sentence of a paragraph that is an item of a list, that of
    the list.
    """

    text: str
    sentences: Sequence[Sentence]
    topics: tuple[Topic, ...]
    focus: Place | None
    opened: tuple[int, ...]
    paragraphs: tuple[int, ...]
    starts: tuple[int, ...]
    closes: tuple[int, ...]
    figures: Sequence[int]
    points: tuple[Span, ...]
    sections: tuple[Topic, ...]
    people: tuple[tuple[int, int], ...]
    items: Mapping[int, int]

    def between(self, start: int, end: int) -> tuple[Topic, ...]:
        """Return the topics that start in `[start, end)`, less those in a bracket that has closed there."""
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end, low)
        found = self.topics[low:high] if high > low else ()
        closes = self.closes[low:high]
        if not any(closes):
            return found
        return tuple(topic for topic, close in zip(found, closes, strict=True) if not 0 < close < end)

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
    """Lay out the topics of a text.

    One that has no focus but speaks of 全国 or an organ of the state, and not of 我县, is about the country.
    """
    if focus is None and _STATE.search(text) and not _OUR.search(text):
        focus = COUNTRY
    turns = topics(text, places, focus)
    whole = mended(text, sentences)
    opened = tuple(sentence.span.start for sentence in whole)
    paragraphs = tuple(sentence.paragraph for sentence in whole)
    starts = tuple(turn.start for turn in turns)
    # With a mark in front of the text, the marks stand where the words stood.
    points = tuple(Span(point.start(), point.end() - 1) for point in _POINT.finditer(f"。{text}"))
    sections = headings(text, turns)
    closes = tuple(_closes(text, start) for start in starts)
    named, listed = people(text), items(text, whole)
    return Scene(
        text,
        whole,
        turns,
        focus,
        opened,
        paragraphs,
        starts,
        closes,
        figures,
        points,
        sections,
        named,
        listed,
    )


def items(text: str, sentences: Sequence[Sentence]) -> Mapping[int, int]:
    r"""Return the first sentence of each list of items with marks of one kind, by the first sentence of each item.

    >>> from pipeline.segment import sentences
    >>> text = "乙镇:\n1．修路。通车。\n2．引水。\n▲栽树。"
    >>> items(text, sentences(text))
    {1: 1, 3: 1, 4: 4}
    """
    found: dict[int, int] = {}
    above, kind = 0, ""
    for i, sentence in enumerate(sentences):
        if i and sentence.paragraph == sentences[i - 1].paragraph:
            continue
        mark = _ITEM.match(text, sentence.span.start)
        if mark:
            found[i] = found[above] if mark.lastgroup == kind else i
        above, kind = i, (mark.lastgroup or "") if mark else ""
    return found


def _closes(text: str, pos: int) -> int:
    """Return where the bracket closes that `pos` stands in, 0 for none.

    >>> _closes("甲市9例(乙区1例、丙县2例),丁县5例", 10), _closes("甲市9例(乙区1例、丙县2例),丁县5例", 16)
    (14, 0)
    """
    opens = max(text.rfind(bracket, max(0, pos - ASIDE), pos) for bracket in "(（")
    closing = _BRACKET.search(text, opens + 1, opens + 1 + ASIDE) if opens >= 0 else None
    return closing.start() if closing and closing.start() > pos and closing[0] in ")）" else 0


def headings(text: str, turns: Sequence[Topic]) -> tuple[Topic, ...]:
    """Return the places that head the sections of a text, nothing where it has no two such sections."""
    found = tuple(turn for turn in turns if turn.turn == Turn.TO and _heads_section(text, turn))
    return found if len(found) > 1 else ()


def _heads_section(text: str, turn: Topic) -> bool:
    """Does a place open a short line as its subject (二、丰县：一张“工票”激活小山村, 丰县——), or is it all of one?"""
    if text[turn.end : turn.end + 1] not in _TITLES:
        return False
    start = text.rfind("\n", max(0, turn.start - _NUMBERED - 1), turn.start)
    opens = start >= 0 or turn.start <= _NUMBERED
    return opens and (text.find("\n", turn.end, turn.end + TITLE) >= 0 or len(text) - turn.end < TITLE)


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
    if end - start <= BROKEN or last in ENDS or last in _CREDITS:
        return False
    return any(text.find(mark, start, end) >= 0 for mark in ",，。")
