"""The rules that name what a figure is about."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from pipeline.model import Quantity
from pipeline.numbers.figure import (
    AMOUNTS,
    CLAUSE,
    COMPARABLE,
    PERSONS,
    RELATIVE,
    Figure,
    Told,
    against,
    fits,
    last_end,
)
from pipeline.numbers.phrases import left, right
from pipeline.numbers.words import deeds, is_act, is_agent, is_amount

_ACTS: Final = frozenset(("件", "次", "起", "例", "宗", "趟", "遍", "批次", "人次", "户次"))
_BECOMES: Final = re.compile("[年月]?[一-鿿]{0,4}[到至为]了?")
_AMONG: Final = re.compile("[^,，。;；]{0,12}[中里内][,，]?[^,，。;；]{0,3}")
_PARTS: Final = frozenset(("count", "percent", "ratio"))
_PART: Final = re.compile("(?:其|当)中[,，]?")
_IS: Final = re.compile("(?:都|均|全|已|将)?(?:是|系|属于|成为了?)")
_EXTREME: Final = re.compile("(?:其中)?(?:最[高低多少大小长短远早好差]|[多少高低好差])的")
_SCORE: Final = re.compile("(?:初始|基础|[积工得评总])分|分值")


def indicator(figure: Figure) -> str:
    """Return what the first rule finds that finds anything."""
    for rule in RULES:
        name = rule(figure)
        if name:
            return name
    return figure.phrase.text


def carried(told: Sequence[Told], quantity: Quantity, end: int) -> str:
    """Return what the last figure of the same sort before `end` is about; a share or rank goes with any."""
    for other, name in reversed(told):
        same = other.fact.unit == quantity.unit or other.fact.kind == quantity.kind != "count"
        if name and other.span.end <= end and (same or quantity.kind in RELATIVE):
            return name
    return ""


def _compared(figure: Figure) -> str:
    """增速|在全省12个市中排第三, 增速|高于全省2个百分点: what is ranked or compared stands in front."""
    if figure.fact.kind not in COMPARABLE:
        return ""
    opening = last_end(CLAUSE, figure.text, figure.around.sentence, figure.start)
    end = against(figure, opening)
    if end < 0:
        return ""
    phrase = left(figure.text, figure.at, end, figure.clause if end >= figure.clause else opening)
    return phrase.text if fits(phrase, figure.fact) else carried(figure.around.told, figure.fact, end)


def _scored(figure: Figure) -> str:
    """开展积分评比,办一件实事记|5分: points are of the score that is spoken of."""
    if figure.fact.unit != "分" or figure.before.endswith("分"):
        return ""
    text, (start, end) = figure.text, figure.span
    scores = _SCORE.findall(text, max(0, start - 80), start)
    return scores[-1] if scores else "".join(_SCORE.findall(text, end, end + 20)[:1])


def _classed(figure: Figure) -> str:
    """6个村中有4个|是边境村: else what the counted are."""
    if figure.behind or figure.fact.kind not in _PARTS:
        return ""
    copula = _IS.match(figure.text, figure.span.end)
    return right(figure.text, figure.at, copula.end(), figure.around.room.end) if copula else ""


def _extreme(figure: Figure) -> str:
    """户均收入3万元,最多的一户达|10万元: an extreme is one of what the last figure of its sort is about."""
    if not figure.around.told or not _EXTREME.match(figure.text, figure.clause, figure.start):
        return ""
    name = figure.phrase.text
    return "" if len(name) > 4 or is_amount(name) else _same_sort(figure)


def _become(figure: Figure) -> str:
    """窗口由20个精简为|8个: what becomes another figure stays what it was."""
    if not figure.around.told or figure.behind:
        return ""
    other, name = figure.around.told[-1]
    becomes = _BECOMES.fullmatch(figure.text, other.span.end, figure.start)
    return name if becomes and other.fact.unit == figure.fact.unit else ""


def _in_front(figure: Figure) -> str:
    """年利润|60万元, 占比由|5%提高: amounts and shares are named in front, unless what follows is an amount."""
    bound = figure.bounding and (figure.attached or not figure.phrase.bare)
    return figure.before if figure.phrase.parted or bound or _prefers_front(figure) else ""


def _prefers_front(figure: Figure) -> bool:
    kind, phrase = figure.fact.kind, figure.phrase
    attached = figure.attached and not figure.bounding
    if not figure.behind:
        return kind in AMOUNTS
    if kind == "duration":
        return attached and not phrase.links and not phrase.bare
    if kind == "money" and not attached:
        return not is_amount(figure.behind)
    if kind == "measure" and not attached:
        return False
    return kind in AMOUNTS and not phrase.bare and not (attached and phrase.links)


def _bounded(figure: Figure) -> str:
    """收入超过8万元,其中20万元以上|的村: a bound in money is one of what the money before is about."""
    bound = figure.fact.kind == "money" and figure.bounding and figure.attached
    return _same_sort(figure) if bound else ""


def _part(figure: Figure) -> str:
    """选派干部30名,其中8名|担任书记; 6个村中有4个|不通车: a part is named by the whole, where no noun follows."""
    if figure.attached or not figure.around.told:
        return ""
    other, name = figure.around.told[-1]
    if _PART.fullmatch(figure.text, figure.clause, figure.start):
        name = _same_sort(figure)
    elif other.fact.unit != figure.fact.unit or not _AMONG.fullmatch(
        figure.text, other.span.end, figure.start
    ):
        return ""
    return name if figure.at.goes_on(figure.around.room.start) else ""


def _behind(figure: Figure) -> str:
    """建成44个|社区: what is counted follows."""
    return figure.behind


def _brought(figure: Figure) -> str:
    """带动300人|就业: what people are brought to do closes the clause."""
    brought = figure.fact.unit in PERSONS and (figure.phrase.links or figure.phrase.bare)
    return figure.at.closing_verb(figure.around.room.start) if brought else ""


def _fronted(figure: Figure) -> str:
    """这样的夜校|已组建30所: things that a bare verb counts stand before the verb, if they are named at all."""
    phrase, fact = figure.phrase, figure.fact
    if fact.kind not in ("count", "measure") or fact.unit in PERSONS | _ACTS:
        return ""
    if not (phrase.bare or (phrase.text in deeds() and not figure.at.done_before(phrase.start))):
        return ""
    thing = left(figure.text, figure.at, phrase.start, figure.clause)
    if thing.text and not thing.bare and not is_agent(thing.text):
        return thing.text
    return _same_sort(figure) or topic(figure)


def _before(figure: Figure) -> str:
    """党员|3600多名: else what is named in front."""
    return figure.before


def topic(figure: Figure) -> str:
    """建立夜校,|每村2所: else the noun phrase that closes the clause before, where no figure follows it."""
    edge, fact = figure.clause - 1, figure.fact
    if edge < figure.around.floor or figure.text[edge] not in ",，" or fact.kind in RELATIVE:
        return ""
    phrase = left(figure.text, figure.at, edge, figure.around.floor)
    named = len(phrase.text) > 1 and not phrase.links and not phrase.bare and fits(phrase, fact)
    return phrase.text if named and not _PART.match(figure.text, figure.clause) else ""


def _same_sort(figure: Figure) -> str:
    """回引人才30名,今年又回引|12名: else what the last figure of the same sort is about."""
    return carried(figure.around.told, figure.fact, figure.start)


def _act(figure: Figure) -> str:
    """去过|两次, 每斤卖|6元: else the act that is counted, or that money changes hands by."""
    acts = figure.fact.kind in ("duration", "money") or figure.fact.unit in _ACTS | PERSONS
    return _verb(figure) if acts else ""


def _last(figure: Figure) -> str:
    """32间客房,每晚|288元: else what the last figure is about, of whatever sort."""
    return next((name for _, name in reversed(figure.around.told) if name), "")


def _verb(figure: Figure) -> str:
    """每斤卖|6元: else what is done."""
    return next((word for word in figure.phrase.links if is_act(word)), "")


RULES: Final[tuple[Callable[[Figure], str], ...]] = (
    _compared,
    _become,
    _scored,
    _classed,
    _extreme,
    _in_front,
    _bounded,
    _part,
    _behind,
    _brought,
    _fronted,
    _before,
    topic,
    _same_sort,
    _act,
    _last,
    _verb,
)
"""What names a figure, the first that does."""
