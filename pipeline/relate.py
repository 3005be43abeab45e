"""Which place, period and initiative a figure is about."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.initiatives import registry
from pipeline.model import Figure, Initiative, Mention, Metadata, Place, Quantity, Sentence, Span
from pipeline.numbers.dates import RELATIVE
from pipeline.numbers.indicator import Reading

COUNTRY: Final = Place("country", (("country", "中国"),), basis="anaphor")
# The levels a word for "this place" may mean, and how their names end.
LEVELS: Final = {
    "省": ("province",), "州": ("prefecture",), "盟": ("prefecture",), "市": ("county", "prefecture", "province"),
    "县": ("county",), "区": ("county", "area", "province"), "旗": ("county",),
    "镇": ("township",), "乡": ("township",), "街道": ("township",), "村": ("village",), "社区": ("village",),
    "小区": ("area",),
}  # fmt: skip
_ANAPHOR: Final = regex.compile(
    r"(?<word>全国(?!人大|政协|文明|先进|优秀|劳模|首|一流|各地)|我国"
    r"|(?<how>[全我该本]|我们)(?<level>省|市|县|区|州|旗|盟|镇|乡|街道|村|社区|小区)(?![长委])"
    r"|(?<![一-鿿])(?<level>省|市|县|区|州|旗|镇|乡)(?:委|政府|直|里)(?![一-鿿]员会))"
)
_SCOPE: Final = regex.compile(r"(?:居|占|列|在|为|是|作为|超|高于|低于|名|获|获评|荣获|被评为)(?:了)?$")
"""What makes a place the measure of a comparison (居全省第四位), not what the figure is about."""
_ASIDE: Final = regex.compile(r"(?:位于|地处|坐落于|毗邻|紧邻|邻近|距离?|离|前往|赴|来自|支援|对口|从|向|与|和|同|比|较|至|到|往|接壤|相邻)$")
_THEN: Final = regex.compile(r"(?P<word>" + "|".join(RELATIVE) + r"|截至目前|目前|眼下|如今|现在|当前)")
_COMPARED: Final = regex.compile(r"(?:较|比|与|同|相比|同比)$")
_ENUMERATED: Final = regex.compile(r"[^,，。;；:：!！?？\n、]{0,16}、[^,，。;；:：!！?？\n、]{0,8}")
_REACH: Final = 2
"""Paragraphs without a place of their own go on about the one before, this far."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A place that the text turns to at `start`; an aside is named in passing."""

    start: int
    place: Place
    aside: bool


def cut(place: Place, level: str) -> Place:
    """Return the part of a place from the top down to `level`.

    >>> village = Place("village", (("province", "河南省"), ("county", "襄城县"), ("village", "后聂村")), "411025204215")
    >>> cut(village, "county").code, cut(village, "county").path
    ('411025', '河南省/襄城县')
    """
    names = [name for name, _ in place.steps]
    if level not in names or level == place.level:
        return place
    steps = place.steps[: names.index(level) + 1]
    code = place.code
    if len(code) >= 6:
        code = {"province": code[:2] + "0000", "prefecture": code[:4] + "00", "county": code[:6], "township": code[:9]}.get(
            level, ""
        )
    return Place(level, steps, code, basis="anaphor")


def _named(place: Place | None, word: str) -> Place | None:
    """Return the step of a place that a word like 市 or 村 can mean: the deepest whose name ends so."""
    if place is None:
        return None
    for level, name in reversed(place.steps):
        if level in LEVELS[word] and name.endswith(word):
            return cut(place, level)
    return None


def _anaphor(match: "regex.Match[str]", before: Sequence[Topic], focus: Place | None) -> Place | None:
    """Resolve 全市, 我省, 该村: the article's own place first, for 该 the one named last."""
    word = match["level"]
    if not word:
        return COUNTRY
    recent = next((p for t in reversed(before) if (p := _named(t.place, word))), None)
    if match["how"] == "该" or word in ("村", "社区", "镇", "乡", "街道", "小区"):
        return recent or _named(focus, word)
    if recent and recent.level == "county" and before and before[-1].place == recent:
        return recent
    return _named(focus, word) or recent


def topics(text: str, places: Sequence[Mention[Place]], focus: Place | None) -> tuple[Topic, ...]:
    """Return the places that a text turns to, names and anaphora, in order."""
    events: list[tuple[int, Mention[Place] | regex.Match[str]]] = [
        (m.span.start, m) for m in places if m.fact.steps and not m.fact.in_name
    ]
    spans = [m.span for m in places]
    starts = [s.start for s in spans]
    for match in _ANAPHOR.finditer(text):
        k = bisect_right(starts, match.start()) - 1
        if k < 0 or spans[k].end <= match.start():
            events.append((match.start(), match))
    found: list[Topic] = []
    listed = _listed(text, spans)
    for start, event in sorted(events, key=lambda e: e[0]):
        place = event.fact if isinstance(event, Mention) else _anaphor(event, found, focus)
        if place is not None:
            before = text[max(0, start - 4) : start]
            aside = start in listed or bool(_ASIDE.search(before))
            aside = aside or (not isinstance(event, Mention) and bool(_SCOPE.search(before)))
            found.append(Topic(start, place, aside))
    return tuple(found)


def _listed(text: str, spans: Sequence[Span]) -> set[int]:
    """Return where places stand that are members of a list (胥各庄镇、黄各庄镇等11个…): the figure is about none of them."""
    starts: set[int] = set()
    for one, other in zip(spans, spans[1:], strict=False):
        if _ENUMERATED.fullmatch(text, one.end, other.start):
            starts |= {one.start, other.start}
    return starts


def _pick(topics_: Sequence[Topic]) -> Place | None:
    """Return the place named last, asides only where there is nothing else."""
    return next((t.place for t in reversed(topics_) if not t.aside), None)


def _first(topics_: Sequence[Topic]) -> Place | None:
    """Return the place that a paragraph opens with."""
    return next((t.place for t in topics_ if not t.aside), None)


def place_at(
    text: str, pos: int, sentence: int, sentences: Sequence[Sentence], topics_: Sequence[Topic], focus: Place | None
) -> Place | None:
    """Return the place that the text speaks of at `pos`: of its sentence, its paragraph, its speaker, the paragraph before, the article."""
    starts = [t.start for t in topics_]
    here = sentences[sentence]
    upto = bisect_right(starts, pos)
    own = topics_[bisect_right(starts, here.span.start - 1) : upto]
    first = sentence
    while first and sentences[first - 1].paragraph == here.paragraph:
        first -= 1
    last = sentence
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == here.paragraph:
        last += 1
    paragraph = topics_[bisect_right(starts, sentences[first].span.start - 1) : upto]
    opening = sentences[first].span.start
    spoken = text.count("“", opening, pos) > text.count("”", opening, pos)
    behind = topics_[upto : bisect_right(starts, sentences[last].span.end)]
    found = _pick(own) or _first(paragraph) or (behind[0].place if behind and spoken else None)
    if found is None and upto and focus is not COUNTRY:
        k = bisect_right([s.span.start for s in sentences], topics_[upto - 1].start) - 1
        before = sentences[max(k, 0)].paragraph
        if here.paragraph - before <= _REACH:
            while k and sentences[k - 1].paragraph == before:
                k -= 1
            found = _first(topics_[bisect_right(starts, sentences[k].span.start - 1) : upto])
    return found or focus


def period(text: str, start: int, sentence: Span, dates: Sequence[Mention[Quantity]], published: str) -> str:
    """Return the time that a figure is about: the last one named before it in its sentence, ISO.

    >>> period("去年收入达到80万元", 6, Span(0, 10), (), "2024-11")
    '2023'
    """
    best, at = "", -1
    for date in dates:
        inside = sentence.start <= date.span.start < start and date.span.start > at
        if inside and date.fact.date and not _COMPARED.search(text, max(0, date.span.start - 2), date.span.start):
            best, at = date.fact.date, date.span.start
    for match in _THEN.finditer(text, sentence.start, start):
        if match.start() > at and not any(d.span.start <= match.start() < d.span.end for d in dates):
            if _COMPARED.search(text, max(0, match.start() - 2), match.start()):
                continue
            word, at = match["word"], match.start()
            if word in RELATIVE:
                best = str(int(published[:4]) + RELATIVE[word]) if published[:4].isdigit() else ""
            else:
                best = published
    return best


def _initiative(text: str, figure: Span, sentence: Span, named: Sequence[Mention[Initiative]], indicator: str) -> int:
    """Return the index of the initiative that a figure belongs to, or -1.

    It is the one inside what the figure counts, else the last one named before it in the same sentence, with no
    more than two clauses between.
    """
    best = -1
    for i, mention in enumerate(named):
        if not (sentence.start <= mention.span.start and mention.span.end <= sentence.end):
            continue
        if mention.fact.core and mention.fact.core in indicator:
            return i
        behind = text[figure.end : mention.span.start] if mention.span.start >= figure.end else None
        if behind is not None and len(behind) <= 1 and behind in ("", "的"):
            return i
        if mention.span.start <= figure.start:
            best = i
    if best < 0:
        return best
    between = text[named[best].span.end : figure.start]
    return -1 if regex.search("[;；]", between) or len(regex.findall("[,，]", between)) > _REACH else best


def _identities(named: Sequence[Mention[Initiative]], owners: Sequence[Place | None]) -> tuple[str, ...]:
    """Name schemes by their core and the prefecture that runs them, one owner a core within the article."""
    scopes: dict[str, str] = {}
    for mention, owner in zip(named, owners, strict=True):
        if owner is not None:
            scopes.setdefault(registry.key(mention.fact.core), _scope(owner))
    return tuple(registry.identity(m.fact, scopes.get(registry.key(m.fact.core), "")) for m in named)


def _scope(place: Place) -> str:
    """Return the path of a place down to its prefecture."""
    return "/".join(name for level, name in place.steps if level in ("province", "prefecture"))


@dataclass(frozen=True, slots=True)
class Relations:
    """What figures and initiatives are about; parallel to the mentions they belong to."""

    figures: tuple[Figure, ...]
    initiative_ids: tuple[str, ...]
    initiative_places: tuple[Place | None, ...]


def relate(
    text: str,
    sentences: Sequence[Sentence],
    metadata: Metadata,
    focus: Place | None,
    numbers: Sequence[Mention[Quantity]],
    readings: Sequence[Reading],
    places: Sequence[Mention[Place]],
    initiatives: Sequence[Mention[Initiative]],
) -> Relations:
    """Relate every quantity and initiative of a text to its place, and quantities to their period and initiative."""
    starts = [s.span.start for s in sentences]
    turns = topics(text, places, focus)
    if focus is None and any(turn.place is COUNTRY for turn in turns):
        focus = COUNTRY
    dates = [m for m in numbers if m.fact.kind == "date"]

    def sentence_of(pos: int) -> int:
        return max(0, bisect_right(starts, pos) - 1)

    owners = tuple(place_at(text, m.span.start, sentence_of(m.span.start), sentences, turns, focus) for m in initiatives)
    ids = _identities(initiatives, owners)
    figures = []
    for mention, reading in zip(numbers, readings, strict=True):
        k = sentence_of(mention.span.start)
        if mention.fact.kind == "date":
            figures.append(Figure(period=mention.fact.date))
            continue
        sentence = sentences[k].span
        link = _initiative(text, mention.span, sentence, initiatives, reading.indicator)
        figures.append(
            Figure(
                indicator=reading.indicator,
                change=reading.change,
                period=period(text, mention.span.start, sentence, dates, metadata.published),
                place=place_at(text, mention.span.start, k, sentences, turns, focus),
                initiative_id=ids[link] if link >= 0 else "",
            )
        )
    return Relations(tuple(figures), ids, owners)
