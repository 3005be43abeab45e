"""Figures of what is done: the stages that it comes in, how often, by a work that is named only so."""

from typing import Final

from pipeline.numbers.figure import Figure, fits
from pipeline.numbers.phrases import left
from pipeline.numbers.words import deeds, is_agent
from pipeline.patterns import standard

_STAGES: Final = frozenset(("期", "批", "批次", "步", "轮", "年", "场", "场次", "片区", "组", "阶段"))
_DIVIDED: Final = standard("(?:计划|拟|将|共|总共|预计|决定|要)?分[为成]?$")
_TIMES: Final = frozenset(("次", "趟", "遍", "回"))
_WORKS: Final = standard("[该本此]?(?:工程|项目)")


def staged(figure: Figure) -> str:
    """安置区建设分|两期进行, 普查分|四步开展: what comes in stages stands in front of 分."""
    if figure.fact.unit not in _STAGES or not figure.at.goes_on(figure.around.room.start):
        return ""
    divided = _DIVIDED.search(figure.text, max(figure.clause, figure.start - 5), figure.start)
    if not divided:
        return ""
    phrase = left(figure.text, figure.at, divided.start(), figure.clause)
    return phrase.text if len(phrase.text) > 1 and fits(phrase, figure.fact) else ""


def acted(figure: Figure) -> str:
    """他|20余次奔走协调于…: what somebody does so often follows, unless it stands in front (召开会议|12次研究部署)."""
    if figure.fact.unit not in _TIMES or figure.fact.kind != "count" or figure.attached:
        return ""
    phrase = figure.phrase
    done = bool(figure.before) and not phrase.bare and figure.at.done_before(phrase.start)
    if done and not phrase.links:
        return figure.before
    if figure.behind or done or (figure.before and not (is_agent(phrase.text) and not phrase.bare)):
        return ""
    return figure.at.predicate(figure.text, figure.around.room.start)


def worked(figure: Figure) -> str:
    """工程改建|9.37万平方米: a work that is named only so is not what has the size."""
    if figure.fact.kind != "measure" or not figure.phrase.links or not _WORKS.fullmatch(figure.before):
        return ""
    deed = figure.phrase.links[0]
    return deed if deed in deeds() else ""
