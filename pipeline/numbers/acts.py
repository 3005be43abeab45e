"""Figures of what is done: the stages that it comes in, how often, how much less, by a work that is named only so."""

from typing import Final

from pipeline.numbers.figure import PERSONS, Figure, fits
from pipeline.numbers.kinds import deeds, is_agent, is_amount
from pipeline.numbers.phrases import COMPOUNDS, left
from pipeline.patterns import standard

_STAGES: Final = frozenset(("期", "批", "批次", "步", "轮", "年", "场", "场次", "片区", "组", "阶段"))
_DIVIDED: Final = standard("(?:计划|拟|将|共|总共|预计|决定|要)?分[为成]?$")
_TIMES: Final = frozenset(("次", "趟", "遍", "回"))
_TAKES: Final = frozenset("要需得用花")
_MOVING: Final = frozenset(("到", "去", "往", "回", "进", "至", "前往", "抵达", "到达", "返回", "赶到"))
_EARNS: Final = frozenset(("挣", "赚", "多挣", "多赚", "净赚"))
_WORKS: Final = standard("[该本此]?(?:工程|项目)")


def staged(figure: Figure) -> str:
    """安置区建设分|两期进行, 普查分|四步开展: what comes in stages stands in front of 分."""
    if figure.fact.unit not in _STAGES:
        return ""
    if not (figure.behind in deeds() or figure.at.goes_on(figure.around.room.start)):
        return ""
    divided = _DIVIDED.search(figure.text, max(figure.clause, figure.start - 5), figure.start)
    if not divided:
        return ""
    phrase = left(figure.text, figure.at, divided.start(), figure.clause)
    return phrase.text if len(phrase.text) > 1 and fits(phrase, figure.fact) else ""


def acted(figure: Figure) -> str:
    """他|20余次奔走协调于…: what somebody does so often follows, unless it stands in front (召开会议|12次研究部署)."""
    if figure.fact.unit not in _TIMES or figure.attached:
        return ""
    phrase = figure.phrase
    done = bool(figure.before) and not phrase.bare and figure.at.done_before(phrase.start)
    if done and not phrase.links:
        return figure.before
    if figure.behind or done or (figure.before and not (is_agent(phrase.text) and not phrase.bare)):
        return ""
    return figure.at.predicate(figure.text, figure.around.room.start)


def travelled(figure: Figure) -> str:
    """从村里到县城要|半小时: what takes so long is the way there."""
    if not any(word[-1] in _TAKES for word in figure.phrase.links):
        return ""
    start = figure.phrase.start
    i = figure.at.after(start) - 1
    if i < 0 or figure.at.starts[i] < figure.clause or figure.at.words[i] not in _MOVING:
        return ""
    return figure.text[figure.at.starts[i] : start] + figure.phrase.text


def changed(figure: Figure) -> str:
    """运输成本可节省|30%: an amount of which a verb says that so much is saved, spent or won."""
    phrase, text = figure.phrase, figure.text
    if not (phrase.bare or phrase.text in deeds()):
        return ""
    verb = figure.at.starts[figure.at.after(phrase.start + len(phrase.text) - 1)]
    amount = left(text, figure.at, max(verb, phrase.start), figure.clause)
    return amount.text if is_amount(amount.text) and fits(amount, figure.fact) else ""


def gained(figure: Figure) -> str:
    """带动农户每年增收|2000元, 枣园能挣|5万元: what is gained, where somebody but no amount stands in front."""
    if figure.attached:
        return ""
    more = next((word for word in figure.phrase.links if word in COMPOUNDS or word in _EARNS), "")
    if not more or figure.before.endswith(more):
        return ""
    return more if not is_amount(figure.before) else ""


def brought(figure: Figure) -> str:
    """带动300人|就业: what people are brought to do closes the clause."""
    phrase = figure.phrase
    done = phrase.links or phrase.bare or phrase.text in deeds()
    brought = figure.fact.unit in PERSONS and (done or figure.start == figure.around.floor)
    return figure.at.closing_verb(figure.around.room.start) if brought else ""


def worked(figure: Figure) -> str:
    """工程改建|9.37万平方米: a work that is named only so is not what has the size."""
    if not figure.phrase.links or not _WORKS.fullmatch(figure.before):
        return ""
    deed = figure.phrase.links[0]
    return deed if deed in deeds() else ""
