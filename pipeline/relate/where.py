"""Which place the text speaks of at a position."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final

from pipeline.initiatives import words
from pipeline.model import Mention, Place, Quantity, Span
from pipeline.patterns import standard
from pipeline.relate.anaphora import COUNTRY, ORGAN, holds
from pipeline.relate.scene import ENDS, Scene
from pipeline.relate.topic import NEAR, Topic, Turn, turned_to
from pipeline.relate.voices import came_in, quotation_end, speaker, spoken_before

HEADING: Final = 30
"""A heading is shorter."""
REACH: Final = 2
"""Paragraphs without a place of their own go on about the one before, this far."""
_ENTERING: Final = "(?:走进|走入|来到|步入|踏入|踏进|走访|驱车)"
_ENTERS: Final = standard(rf"{_ENTERING}$|(?:^|[。！？!?\n]|[记笔]者)在$")
"""How a reporter goes to a place, to stay there for the paragraph."""
_ENTERED: Final = standard(rf"[^。！？!?\n]*{_ENTERING}")
VIEW: Final = 160
"""What the reporter sees there is told in no more, in characters."""
_PRONOUN: Final = standard(
    "(?:[^,，。;；、]{1,8}[,，])?(?:[他她它]们?(?!人)|该?(?:项目|基地|公司|企业|园区|农场|工厂|合作社)(?:的?(?:负责人|经理|总?投资|建成|投产|占地))|总投资)"
)
"""How a sentence opens that goes on about what the one before has come to."""
_HE_SAYS: Final = standard("[他她]们?[^,，。;；]{0,6}?(?:说|道|介绍|告诉|表示|笑)")
_LIES: Final = standard(
    "的|(?:[,，][均都全])?[^,，。;；、0-9]{0,3}(?:出自|产自|集中在|分布在|位于)|[^,，。;；、0-9]{0,8}(?:拨到|拨付到|投向|投到|送到|发到|落户|落地)了?"
)
_ISSUED: Final = standard(
    rf"{ORGAN}(?:[^,，。;；]{{0,20}}?|[^。;；]{{0,40}}?[,，])(?P<verb>公布|发布|启动|命名|评选|认定|公示|推介|推出|确定|遴选)(?!为)[^,，。;；]{{0,24}}$"
)
"""How what the state itself lists or names is counted: 农业农村部公布的首批120个示范村."""
_ISSUE: Final = 64
"""That takes no longer, in characters."""
_GOES_ON: Final = ("其中", "另外", "这些", "上述")
"""How a sentence opens that goes on with what the one before told."""
_TOLD: Final = frozenset("。！？!?…；;”")
"""How what is told in full ends, where a heading or a colon has items under it."""
_SEMICOLON: Final = standard("[;；]")


def place_at(at: Scene, pos: int) -> Place | None:
    """Return the place that the text speaks of at `pos`.

    It is its sentence's, or that of something named after a place in it; else the speaker's, the one its paragraph
    goes on about, the one that a person came in with, the one that the paragraph before opens with, the section's, the
    article's.
    """
    if not at.sentences:
        return at.focus
    pos = _resumed(at, pos)
    sentence = at.sentence_at(pos)
    others = _other_points(at, sentence, pos)
    own = _without(at.between(at.sentences[sentence].span.start, pos + 1), others)
    place = _own(at.text, own, pos) if own else None
    first, last = at.paragraph(sentence)
    paragraph = Span(at.sentences[first].span.start, at.sentences[last].span.end)
    closes = quotation_end(at, paragraph, pos)
    says = speaker(at, closes)
    if place and not holds(place, says):
        return place
    near = at.between(max(paragraph.start, pos - NEAR), pos + 1)
    if place := says or (None if near else _entered(at, paragraph, pos)):
        return place
    told = [topic for topic in _without(near, others) if not holds(topic.place, at.focus)]
    above = _before(at, first)
    person = _of_person(at, paragraph, pos, closes) if above is None or _is_own(at, above) else None
    return (
        _continued(at, first, sentence, told, person or above or at.focus)
        or person
        or spoken_before(at, paragraph, closes)
        or turned_to(told, Turn.NAME)
        or above
        or _headed(at, paragraph.start)
        or at.focus
    )


def _resumed(at: Scene, pos: int) -> int:
    """Return where what is told at `pos` begins: 胡集镇修路12公里。其中，硬化8公里."""
    for _ in range(REACH):
        sentence = at.sentence_at(pos)
        start = at.sentences[sentence].span.start
        opens = at.paragraph(sentence)[0] == sentence
        if opens or not at.text.startswith(_GOES_ON, start) or at.between(start, pos + 1):
            break
        pos = start - 1
    return pos


def _other_points(at: Scene, sentence: int, pos: int) -> range:
    """Return where the points stand that come before the one of `pos`, in a sentence that has several."""
    start = max(at.sentences[sentence].span.start, pos - NEAR)
    near = at.points[bisect_left(at.points, (start, 0)) : bisect_left(at.points, (pos, 0))]
    points = [point.start for point in near if point.end <= pos]
    return range(points[0], points[-1]) if points else range(0)


def _without(topics_: Sequence[Topic], points: range) -> Sequence[Topic]:
    return [topic for topic in topics_ if topic.start not in points] if points else topics_


def _is_own(at: Scene, place: Place) -> bool:
    return at.focus is not None and place.steps == at.focus.steps


def _own(text: str, own: Sequence[Topic], pos: int) -> Place | None:
    """Return what a sentence has turned to last, in the part between semicolons first.

    It turns aside for no more than such a part: 其中东乡县就有816名；天津选派的47名….
    """
    last = own[-1]
    aside = last.turn == Turn.PART and not _SEMICOLON.search(text, last.end, pos)
    if last.turn == Turn.TO or aside:
        return last.place
    edges = [edge.end() for edge in _SEMICOLON.finditer(text, own[0].start, last.start)]
    part = [topic for topic in own if topic.start >= edges[-1]] if edges else own
    return next((place for some in (part, own) if (place := _last(some))), None)


def _last(topics_: Sequence[Topic]) -> Place | None:
    """Return what is turned to last; what is only named after a place counts where the country is the background."""
    named: Place | None = None
    for topic in reversed(topics_):
        if topic.turn == Turn.TO:
            return named if named and topic.place is COUNTRY else topic.place
        if topic.turn == Turn.NAME and named is None:
            named = topic.place
    return named


def _entered(at: Scene, paragraph: Span, pos: int) -> Place | None:
    """Return the place that a paragraph opens on a view of: 3座大棚、20公里水渠……走进张村,处处是景."""
    behind = at.between(pos, min(paragraph.end, pos + VIEW))
    if not behind or behind[0].turn != Turn.TO or not _ENTERED.fullmatch(at.text, pos, behind[0].start):
        return None
    return behind[0].place


def of_the_place(at: Scene, figure: Mention[Quantity]) -> Place | None:
    """Return the place that a figure describes (海拔3560米的玉麦乡), lies in or is one of (全省19个口岸)."""
    start, end = figure.span
    if _is_counted(figure.fact) and (before := bisect_left(at.starts, start)):
        topic = at.topics[before - 1]
        if topic.turn == Turn.MEASURE and at.text[topic.end : start] in ("", "唯一", "唯一的"):
            return topic.place
    if figure.fact.kind == "count" and figure.fact.unit != "次" and _is_of_the_state(at, start):
        return COUNTRY
    lies = _LIES.match(at.text, end)
    behind = at.between(lies.end(), lies.end() + 1) if lies else ()
    return behind[0].place if behind else None


def _is_counted(figure: Quantity) -> bool:
    """Does it count things or say which one of them it is, where a rank (第二位) says how somebody does?"""
    return figure.kind == "count" or (figure.kind == "ordinal" and figure.unit not in ("", "位", "名"))


def _is_of_the_state(at: Scene, start: int) -> bool:
    """Does an organ of the state, and none of a place, announce what the figure there counts?"""
    least = max(0, start - _ISSUE)
    if at.text.find("国", least, start) < 0 and at.text.find("部", least, start) < 0:
        return False
    issued = _ISSUED.search(at.text, least, start)
    if issued is None:
        return False
    others = at.between(issued.start(), issued.start("verb"))
    return not turned_to(topic for topic in others if topic.place is not COUNTRY)


def _narrowed(opening: Sequence[Topic]) -> Place | None:
    """Return what a sentence comes to: 烟店是有名的“轴承之乡”,冯圈村又是全镇最早开轴承门市的村.

    What the whole country does is the background.
    """
    place: Place | None = None
    for topic in opening:
        if topic.turn != Turn.TO or topic.place is COUNTRY:
            continue
        if place is None or holds(place, topic.place):
            place = topic.place
        elif place.steps != topic.place.steps and not holds(topic.place, place):
            return None
    return place


def _continued(
    at: Scene, first: int, sentence: int, told: Sequence[Topic], above: Place | None
) -> Place | None:
    """Return the place that a paragraph goes on about, after examples: not one held by the article's own.

    `above` is what it goes on about where a figure stands before the first place.

    A sentence without subject goes on about what it opens with: (仙女村接待游客80万人次。)年内再组建联合党组织8个.
    """
    turned = [topic for topic in told if topic.turn == Turn.TO]
    if not turned:
        return None
    start = at.sentences[sentence].span.start
    if _PRONOUN.match(at.text, start) or _HE_SAYS.match(at.text, at.sentences[sentence].span.end):
        return turned[-1].place
    if _agentless().match(at.text, start):
        return turned_to(topic for topic in turned if topic.start < at.sentences[first].span.end)
    start = at.sentences[first].span.start
    clause = max(at.text.rfind(mark, start, turned[0].start) for mark in ",，;；。")
    reported = bisect_left(at.figures, clause) > bisect_left(at.figures, start)
    place = (above if reported else None) or turned[0].place
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
def _agentless() -> re.Pattern[str]:
    parts: dict[str, set[str]] = {"verb": {row["word"] for row in words.entries("initiative_verbs")}}
    for row in words.entries("relate_agentless"):
        parts.setdefault(row["part"], set()).add(row["word"])
    opening, adverb, verb = (words.alternation(parts[part]) for part in ("opening", "adverb", "verb"))
    return standard(f"(?:{opening}[,，]?)?{adverb}*+{verb}")


def _headed(at: Scene, start: int) -> Place | None:
    """Return the place that the section of a paragraph is headed by."""
    last = bisect_right(at.sections, start, key=lambda section: section.start) - 1
    return at.sections[last].place if last >= 0 else None


def _of_person(at: Scene, paragraph: Span, pos: int, closes: int) -> Place | None:
    """Return the place that a person came in with: who says the quotation around `pos`, or was named last before it."""
    came = came_in(at, paragraph, pos, closes)
    if not 0 <= came < paragraph.start:
        return None
    sentence = at.sentence_at(came)
    own = at.between(at.sentences[sentence].span.start, came)
    place = _last(own) if own else _before(at, at.paragraph(sentence)[0])
    return place if at.focus is None or holds(at.focus, place) else None


def _before(at: Scene, first: int) -> Place | None:
    """Return the place that an earlier paragraph, not too far above, opens with.

    One that comes to a place later on is not about it.  What stands under a heading does not go on; an item of a list
    goes on about what heads the list, not about the item above it.
    """
    start = at.sentences[first].span.start
    if _agentless().match(at.text, start):
        return None
    if first in at.items:
        first = at.items[first]
        if first and at.text[at.sentences[first - 1].span.end - 1] in _TOLD:
            return None
    for _ in range(REACH):
        if not first:
            return None
        above, last = at.paragraph(first - 1)
        opening, end = at.sentences[above].span, at.sentences[last].span.end
        if turned_to(at.between(opening.start, end)):
            return _narrowed(at.between(opening.start, opening.end))
        if end - opening.start < HEADING and at.text[end - 1] not in ENDS:
            return None
        first = above
    return None
