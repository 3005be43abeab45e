"""Who speaks, and of whom a text tells: the places that they speak for."""

from bisect import bisect_left
from typing import Final

from pipeline.model import Place, Span
from pipeline.patterns import standard
from pipeline.relate.scene import Scene
from pipeline.relate.topic import turned_to

SPEECH: Final = 600
"""No quotation is longer, in characters."""
_SPEAKER: Final = 24
"""Who says something is named so soon behind it, in characters."""
_QUOTES: Final = standard("[“”「」]")
_SAYS: Final = standard("[^,，。;；！？!?“”\n]{2,40}?(?:说|道|介绍|告诉|表示|坦言|直言|感慨|感叹|算账)")


def speaker(at: Scene, closes: int) -> Place | None:
    """Return the place of who says the quotation that `closes` there: “…180多人。”五女店镇党委书记说."""
    says = _SAYS.match(at.text, closes) if closes else None
    return turned_to(at.between(closes, says.end())) if says else None


def spoken_before(at: Scene, paragraph: Span, closes: int) -> Place | None:
    """Return the place named next behind a quotation that opens a paragraph."""
    behind = at.between(closes, paragraph.end) if closes else ()
    return behind[0].place if behind else None


def came_in(at: Scene, paragraph: Span, pos: int, closes: int) -> int:
    """Return where the person came in who says the quotation around `pos`, or was named last before it; else -1."""
    says = _named_last(at, closes, min(closes + _SPEAKER, paragraph.end)) if closes else -1
    return says if says >= 0 else _named_last(at, paragraph.start, pos)


def _named_last(at: Scene, start: int, end: int) -> int:
    last = bisect_left(at.people, (end, 0)) - 1
    return at.people[last][1] if last >= 0 and at.people[last][0] >= start else -1


def quotation_end(at: Scene, paragraph: Span, pos: int) -> int:
    """Return where the quotation around `pos` has ended, with those within it, 0 where there is none."""
    start, end = max(paragraph.start, pos - SPEECH), min(paragraph.end, pos + SPEECH)
    depth = 0
    for mark in _QUOTES.finditer(at.text, start, end):
        if not depth and mark.start() >= pos:
            return 0
        depth = depth + 1 if mark[0] in "“「" else max(0, depth - 1)
        if not depth and mark.start() >= pos:
            return mark.end()
    return 0
