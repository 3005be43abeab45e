"""Figures that are ranks, or are held against something else: what they are about stands before that."""

from collections.abc import Sequence
from typing import Final

from pipeline.model import Quantity
from pipeline.numbers.figure import CLAUSE, RELATIVE, Figure, Told, fits, last_end
from pipeline.numbers.kinds import is_agent, is_amount, link_change
from pipeline.numbers.phrases import left
from pipeline.patterns import standard

COMPARABLE: Final = RELATIVE | {"money", "age"}
_RANK: Final = standard(
    r"在[^,，。;；、的]{2,8}$|(?:在[^,，。;；]{1,24}[中里内])?(?:位居|位列|排名|排在|排|居|列|领先|进入|进|跻身|迈入|迈进|挺进|闯入|冲入|入围|入选|保持)[^,，。;；、]{0,14}$"
    r"|(?:连续(?=[0-9一二三四五六七八九十两数多])|多年|首次|一直|始终)[^,，。;；、的]{0,10}$|(?:全球|世界|亚洲|国内|国际)$"
)
_COMPARED: Final = standard(
    "(?:(?<![按以])[高低快慢]于|领先|高出|(?<![占同环对无])比(?![例重值率赛较如上])|(?<!比)较(?![为大高多好强快低少小上]))"
    "[^,，。;；、]{2,20}$"
)
"""What a figure is measured against is not what it is about: 高于全省平均水平2.1个百分点."""
_REACH: Final = 48
"""What a figure is ranked in or measured against stands no further from it."""
_TIMES: Final = standard(r"(?:是|为|等于|相当于|不足|不到|超过)[^,，。;；]{2,16}的\s*$")
"""What a multiple is of: 是六年前的|10倍."""
_NEXT_RANK: Final = standard("[、,，和](?:[位排]?[居列]|全)?[一-鿿]{1,3}")
"""What stands between ranks of one indicator: 居全国第9位、西部第2位."""
_FRAMING: Final = frozenset("受随由因为在通据经自从按以当虽尽如若对把将被用靠与和同")
"""How clauses begin that only say why, when or by what."""
_SAYING: Final = 4
"""So long are most sayings, which end a clause without a verb: 稳中有进."""
_NORMS: Final = ("标准", "规格", "定额", "口径")
_RANKING: Final = standard("(?:排名|排位|名次)[^,，。;；0-9]{0,4}[前后末]$")


def carried(told: Sequence[Told], quantity: Quantity, end: int) -> str:
    """Return what the last figure of the same sort before `end` is about; a share or rank goes with any.

    A standard is only what is gone by: 按人均20平方米的标准,建成住房20套、|1600平方米.
    """
    for other, name in reversed(told):
        same = other.fact.unit == quantity.unit or other.fact.kind == quantity.kind != "count"
        norm = name.endswith(_NORMS) and quantity.kind != "percent"
        if name and not norm and other.span.end <= end and (same or quantity.kind in RELATIVE):
            return name
    return ""


def same_sort(figure: Figure) -> str:
    """回引人才30名,今年又回引|12名: what the last figure of the same sort is about."""
    return carried(figure.around.told, figure.fact, figure.start)


def compared(figure: Figure) -> str:
    """增速|在全省12个市中排第三, 增速|高于全省2个百分点: what is ranked or compared stands in front."""
    opening = last_end(CLAUSE, figure.text, figure.around.sentence, figure.start)
    end = _against(figure, opening)
    if end < 0:
        return ""
    phrase = left(figure.text, figure.at, end, figure.clause if end >= figure.clause else opening)
    return phrase.text if fits(phrase, figure.fact) else carried(figure.around.told, figure.fact, end)


def resumed(figure: Figure) -> str:
    """夏粮再获丰收,比上年增加|27亿斤: a change that names nothing is of what heads the clause before."""
    text, clause, told = figure.text, figure.clause, figure.around.told
    if figure.phrase.text or figure.behind or text[clause - 1] not in ",，":
        return ""
    if figure.phrase.start > clause or not any(map(link_change, figure.phrase.links)):
        return ""
    opening = last_end(CLAUSE, text, figure.around.sentence, clause - 1)
    if (told and told[-1][0].span.end > opening) or text[opening] in _FRAMING:
        return ""
    place = figure.around.place
    name = _subject(figure, max(opening, place.end) if place and place.end < clause else opening)
    return name if is_amount(name) or not (told or is_agent(name)) else ""


def _subject(figure: Figure, opening: int) -> str:
    """Return the noun phrase that heads the clause from `opening` on, in front of its verb or a saying."""
    at, end = figure.at, figure.clause - 1
    i = first = next((i for i in range(at.after(opening), len(at.words)) if not at.kind(i)), len(at.words))
    while i < len(at.words) and at.starts[i] < end and (not at.kind(i) or i == first):
        i += 1
    if i < len(at.words) and at.starts[i] >= end and len(at.words[i - 1]) == _SAYING:
        i -= 1
    if i >= len(at.words) or at.starts[i] >= end:
        return ""
    phrase = left(figure.text, at, at.starts[i], opening)
    return phrase.text if len(phrase.text) > 1 and not phrase.bare and fits(phrase, figure.fact) else ""


def ranked_again(figure: Figure) -> str:
    """产量居全国第9位、西部|第2位: what is ranked was named with the rank before."""
    if not figure.around.told:
        return ""
    other, name = figure.around.told[-1]
    again = _NEXT_RANK.fullmatch(figure.text, other.span.end, figure.start)
    return name if again and other.fact.unit == figure.fact.unit else ""


def ranking(figure: Figure) -> str:
    """排名后|三位的: places at either end of a ranking."""
    ranked = figure.fact.unit in ("位", "名") and _RANKING.search(figure.text, figure.clause, figure.start)
    return "排名" if ranked else ""


def _against(figure: Figure, opening: int) -> int:
    """Return where what a figure is measured against begins, in a clause from `opening` on, or -1."""
    text, kind, start = figure.text, figure.fact.kind, figure.start
    opening = max(opening, start - _REACH)
    found = (_RANK if kind == "ordinal" else _COMPARED).search(text, opening, start)
    if not found and kind == "ratio":
        found = _TIMES.search(text, opening, start)
    return found.start() if found else -1
