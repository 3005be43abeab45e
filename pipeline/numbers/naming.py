"""The rules that name what a figure is about."""

from collections.abc import Callable
from typing import Final

from pipeline.numbers.acts import acted, brought, changed, gained, staged, travelled, worked
from pipeline.numbers.behind import right
from pipeline.numbers.classes import is_adverb, word_class
from pipeline.numbers.figure import (
    AMOUNTS,
    CLAUSE,
    KINDS,
    PART,
    PERSONS,
    RELATIVE,
    Figure,
    fits,
    is_during,
    last_end,
    selected,
)
from pipeline.numbers.inhabitants import inhabitants, named
from pipeline.numbers.kinds import deeds, is_act, is_agent, is_amount, kind_of
from pipeline.numbers.persons import done, others, persons
from pipeline.numbers.phrases import left
from pipeline.numbers.ranks import COMPARABLE, compared, ranked_again, ranking, resumed, same_sort
from pipeline.patterns import standard

_ACTS: Final = frozenset(("件", "次", "起", "例", "宗", "趟", "遍", "批次", "人次", "户次"))
_BECOMES: Final = standard("[年月]?[一-鿿]{0,4}[到至为]了?")
_AMONG: Final = standard("[^,，。;；、]{0,12}[中里内][,，]?[^,，。;；、]{0,3}")
_IS: Final = standard("(?:都|均|全|已|将)?(?:是|系|属于|成为了?)|为(?![了民主期准标单目例一])")
_EXTREME: Final = standard("(?:其中)?(?:最[高低多少大小长短远早好差]|[多少高低好差])的")
_REACHES: Final = frozenset(
    ("在", "达", "达到", "超", "超过", "突破", "高于", "低于", "不足", "不到", "约", "近", "为", "均")
)
"""Links between an amount and its figure in a modifier: 收益在5万元以上的村."""
_WINS: Final = standard("(?:再次|再度)?(?:荣获|获评|获得|获|被?评为|被?授予|入选|蝉联|捧[走回得])了?")
_FRAMES: Final = 10
_SEEN: Final = standard("从(?P<name>[^,，。;；、]{2,12}?)(?:总数|总量|数量|规模)?[上中]?来?看$")
"""What is looked at: 从签约项目总数来看,张村14个."""
_SEEN_FROM: Final = 20
_FRAME: Final = standard(
    r"外$|按[^,，。;；]{1,8}分$|为[例主准]$|为(?:标准|目标|契机|抓手|基础|依托|重点|中心|核心|主体|载体|原则|主线|单位|龙头|支撑)$"
)
"""What is only the frame of a clause: 以这个村为例."""
_DONE: Final = frozenset(("了", "过"))
_ORGAN: Final = standard("(?:(?<![党纪常团工村居支])委|[局厅署]|电视台|管委会)$")
_SCORE: Final = standard("(?:初始|基础|[积工得评总])分|分值")


def indicator(figure: Figure) -> str:
    """Return what the first rule finds that finds anything."""
    for rule in _BY_KIND[figure.fact.kind]:
        name = rule(figure)
        if name:
            return name
    return "" if is_during(figure.phrase) else figure.phrase.text


def _scored(figure: Figure) -> str:
    """开展积分评比,办一件实事记|5分: points are of the score that is spoken of."""
    if figure.fact.unit != "分" or figure.before.endswith("分"):
        return ""
    text, (start, end) = figure.text, figure.span
    scores = _SCORE.findall(text, max(0, start - 80), start)
    return scores[-1] if scores else "".join(_SCORE.findall(text, end, end + 20)[:1])


def _classed(figure: Figure) -> str:
    """6个村中有4个|是边境村: else what the counted are."""
    if figure.behind:
        return ""
    copula = _IS.match(figure.text, figure.span.end)
    return right(figure.text, figure.at, copula.end(), figure.around.room.end) if copula else ""


def _won(figure: Figure) -> str:
    """连续三次|荣获“平安县”称号, 已有20个|评为“五星支部”: else the title that is won."""
    part = figure.behind or PART.fullmatch(figure.text, figure.clause, figure.start)
    won = None if part else _WINS.match(figure.text, figure.span.end)
    return right(figure.text, figure.at, won.end(), figure.around.room.end) if won else ""


def _extreme(figure: Figure) -> str:
    """户均收入3万元,最多的一户达|10万元: an extreme is one of what the last figure of its sort is about."""
    if not figure.around.told or not _EXTREME.match(figure.text, figure.clause, figure.start):
        return ""
    name = figure.phrase.text
    return "" if len(name) > 4 or is_amount(name) else same_sort(figure)


def _become(figure: Figure) -> str:
    """窗口由20个精简为|8个: what becomes another figure stays what it was."""
    if not figure.around.told or figure.behind:
        return ""
    other, name = figure.around.told[-1]
    becomes = _BECOMES.fullmatch(figure.text, other.span.end, figure.start)
    return name if becomes and other.fact.unit == figure.fact.unit else ""


def _in_front(figure: Figure) -> str:
    """年利润|60万元, 投资|百亿启动, 占比由|5%提高: amounts and shares stand in front, unless an amount follows."""
    if not figure.before or _describes(figure):
        return ""
    amount = is_amount(figure.before)
    share = figure.attached and figure.fact.kind == "percent" and figure.behind and not amount
    named = (amount or not figure.behind) and not figure.phrase.bare
    bound = figure.bounding and not share and (figure.attached or named)
    front = figure.phrase.parted or bound or _prefers_front(figure, amount=amount)
    return figure.before if front else ""


def _describes(figure: Figure) -> bool:
    """培育10亿元以上|企业8家: does a bound that nothing but a verb stands before say how large the counted are?"""
    sized = figure.bounding and figure.fact.kind == "money" and bool(figure.behind) and not figure.attached
    return sized and (figure.phrase.bare or figure.phrase.text in deeds())


def _prefers_front(figure: Figure, *, amount: bool) -> bool:
    kind, phrase = figure.fact.kind, figure.phrase
    attached = figure.attached and not figure.bounding
    if not figure.behind:
        return kind in AMOUNTS
    if kind == "duration":
        return attached and not phrase.bare and _DONE.issuperset(phrase.links)
    if figure.attached and amount:
        return _REACHES.issuperset(phrase.links)
    invested = amount and kind == "number" and figure.text[figure.span.end - 1] in "万亿"
    if (kind == "money" and not attached) or invested:
        return not is_amount(figure.behind, things=not amount)
    if kind == "measure" and (not attached or figure.before in deeds()):
        return False
    return kind in AMOUNTS and not phrase.bare and not (attached and phrase.links)


def _bounded(figure: Figure) -> str:
    """收入超过8万元,其中20万元以上|的村: a bound in money is one of what the money before is about."""
    bound = figure.bounding and figure.attached
    return same_sort(figure) if bound else ""


def _part(figure: Figure) -> str:
    """选派干部30名,其中8名|担任书记; 6个村中有4个|不通车: a part is named by the whole, where no noun follows."""
    if figure.attached or not figure.around.told:
        return ""
    other, name = figure.around.told[-1]
    if PART.fullmatch(figure.text, figure.clause, figure.start) or selected(
        figure.text, figure.at, figure.around, figure.start
    ):
        name = same_sort(figure)
    elif other.fact.unit != figure.fact.unit or not _AMONG.fullmatch(
        figure.text, other.span.end, figure.start
    ):
        return ""
    return name if figure.at.goes_on(figure.around.room.start) else ""


def _allotted(figure: Figure) -> str:
    """办理提案20件,其中教育局|8件: what was counted stays so where an organ has got a part of it."""
    if figure.behind or figure.attached or figure.phrase.links:
        return ""
    return same_sort(figure) if _ORGAN.search(figure.before) else ""


def _behind(figure: Figure) -> str:
    """建成44个|社区: what is counted follows."""
    return figure.behind


def _fronted(figure: Figure) -> str:
    """这样的夜校|已组建30所: things that a bare verb counts stand before the verb, if they are named at all."""
    phrase, fact = figure.phrase, figure.fact
    if fact.unit in PERSONS | _ACTS:
        return ""
    act = phrase.bare or phrase.text in deeds()
    if not act or (len(phrase.text) > 1 and figure.at.done_before(phrase.start)):
        return ""
    thing = left(figure.text, figure.at, phrase.start, figure.clause)
    such = figure.text.endswith("这样的", 0, thing.start) or thing.text.startswith("这样的")
    if thing.text and not thing.bare and (such or not is_agent(thing.text)):
        return thing.text
    return _object(figure) or _alike(figure) or topic(figure)


def _object(figure: Figure) -> str:
    """户厕改造|655座: a verb with what it is done to, not with who does it."""
    phrase = figure.phrase
    last = figure.at.starts[figure.at.after(phrase.start + len(phrase.text) - 1)]
    noun = figure.text[phrase.start : last]
    thing = len(noun) > 1 and not is_agent(noun) and not is_adverb(noun)
    return phrase.text if thing and last < figure.start else ""


def _alike(figure: Figure) -> str:
    """Return what the last figure of the same sort is about, unless that is only what was done (开工20处,完工|8处)."""
    name = same_sort(figure)
    return figure.phrase.text if name and word_class(name) == "v" else name


def _before(figure: Figure) -> str:
    """党员|3600多名: else what is named in front."""
    return figure.before


def topic(figure: Figure) -> str:
    """建立夜校,|每村2所: else the noun phrase that closes the clause before, where no figure follows it.

    A place that a figure touches does not part it from there: 从签约项目看,张村|14个.
    """
    text, floor, edge = figure.text, figure.around.floor, figure.clause - 1
    place, told = figure.around.place, figure.around.told
    if place and place.end == figure.start:
        edge, floor = place.start - 1, max(figure.around.sentence, told[-1][0].span.end if told else 0)
    if edge < floor or text[edge] not in ",，" or figure.fact.kind in RELATIVE:
        return ""
    if text[edge - 1] == "看" and (seen := _SEEN.search(text, max(floor, edge - _SEEN_FROM), edge)):
        return seen["name"]
    if _FRAME.search(text, max(floor, edge - _FRAMES), edge) or _opened_by_figure(figure, edge):
        return ""
    phrase = left(text, figure.at, edge, floor)
    named = len(phrase.text) > 1 and not phrase.links and not phrase.bare and fits(phrase, figure.fact)
    named = named and phrase.text not in deeds()
    return phrase.text if named and not PART.match(text, figure.clause) else ""


def _opened_by_figure(figure: Figure, edge: int) -> bool:
    """Does the clause that ends there say what became of a figure in front (20台已投入使用,|2台在建)?"""
    if not figure.around.told:
        return False
    (start, end), _, _ = figure.around.told[-1][0]
    opens = last_end(CLAUSE, figure.text, figure.around.sentence, start) == start
    return opens and last_end(CLAUSE, figure.text, end, edge) == end


def _act(figure: Figure) -> str:
    """去过|两次, 每斤卖|6元: else the act that is counted, or that money changes hands by."""
    acts = figure.fact.kind in ("duration", "money") or figure.fact.unit in _ACTS | PERSONS
    return _verb(figure) if acts else ""


def _last(figure: Figure) -> str:
    """32间客房,每晚|288元: else what the last figure is about, of whatever sort."""
    return next((name for _, name in reversed(figure.around.told) if name), "")


def _verb(figure: Figure) -> str:
    """每斤卖|6元: else what is done."""
    act = next((word for word in figure.phrase.links if is_act(word)), "")
    return act[1:] if kind_of(act or "的") == "link" else act


_COUNT: Final = frozenset(("count",))
_MEASURE: Final = frozenset(("measure",))
_MONEY: Final = frozenset(("money",))
_DURATION: Final = frozenset(("duration",))
_ORDINAL: Final = frozenset(("ordinal",))
RULES: Final[tuple[tuple[Callable[[Figure], str], frozenset[str]], ...]] = (
    (ranked_again, _ORDINAL),
    (resumed, KINDS),
    (compared, COMPARABLE),
    (_become, KINDS),
    (_scored, _COUNT),
    (staged, _COUNT | _DURATION),
    (changed, AMOUNTS),
    (travelled, _DURATION),
    (worked, _MEASURE),
    (others, _COUNT),
    (_classed, _COUNT | {"percent", "ratio"}),
    (_won, KINDS),
    (acted, _COUNT),
    (ranking, _COUNT | _ORDINAL),
    (_extreme, KINDS),
    (gained, _MONEY),
    (_in_front, KINDS),
    (_bounded, _MONEY),
    (_part, KINDS),
    (inhabitants, _COUNT),
    (named, _COUNT | _ORDINAL),
    (persons, _COUNT),
    (_allotted, _COUNT),
    (_behind, KINDS),
    (brought, _COUNT),
    (done, _COUNT),
    (_fronted, _COUNT | _MEASURE),
    (_before, KINDS),
    (topic, KINDS - RELATIVE),
    (same_sort, KINDS),
    (_act, KINDS),
    (_last, KINDS),
    (_verb, KINDS),
)
"""What names a figure, the first that does, and the kinds of figures that it names."""
_BY_KIND: Final = {kind: tuple(rule for rule, kinds in RULES if kind in kinds) for kind in KINDS}
