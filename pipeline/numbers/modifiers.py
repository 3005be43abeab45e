"""What stands between a figure and the name of what it counts, and inside such names."""

import re
from functools import cache
from typing import Final

from pipeline import lexicon
from pipeline.model import Span
from pipeline.numbers.words import Tokens
from pipeline.patterns import standard

_OTHER_UNIT: Final = standard("[(（][一-鿿]{1,2}[)）]")
"""Another measure word: 5万头|(只)|牲畜."""
_NO_NAME: Final = standard(
    "[之以]?外(?=[,，。;；、有为])|不同程度|的(?:基础上|(?:前提|情况|条件|背景|形势)下)"
    "|[+]|[(（](?:其中|含|包括|不含|[^()（）]*[0-9])"
)
"""What begins behind a figure and is no name: 除60户|外, 在5亿元|的基础上, 90人|(其中女性40人)."""
_FIRST: Final = frozenset("之以外不的+(（")
"""How these begin."""
_GRADE: Final = standard("(?:国家|[省市])?(?:[1-5]?A{1,5}|[1-7]星)级?")
"""A grade in front of a name: 两个|4A级|景区."""
_GRADES: Final = frozenset("国省市A1234567")
_DETERMINER: Final = standard(
    "[这那](?:[种类款些]|一?[批个名位家轮届支]|样的|一)(?=[一-鿿])|此[类批]|[首本该][批轮届](?=[一-鿿])"
)
"""What points to the counted: 20亩|这种|水稻."""
_POINTING: Final = frozenset("这那此首本该")
_EXTENT: Final = standard(
    "(?:[长宽高深厚重远]|[之以开]?外|左右|上下)?的|(?:左右|[以之]?上|以内|上下)?的?(?:规模|规格|体量)的"
)
"""What may stand between a measure and what it measures: 4.5公里长的观光线, 300头规模的养牛场."""
_LONGEST: Final = 6
"""So many words of a name stand behind the verb inside it."""


def room(text: str, pos: int, limit: int) -> tuple[Span, bool] | None:
    """Return where the name of what a figure counts may stand behind it, and whether 的 leads there, as from a measure.

    >>> room("支业务能力强、作风过硬的服务队", 1, 15), room("公里长的观光线", 2, 7), room("户外,新建", 1, 5)
    ((Span(start=12, end=15), False), (Span(start=4, end=7), True), None)
    """
    if text[pos : pos + 1] in _FIRST:
        pos += 2 * text.startswith("不等", pos)
        other = _OTHER_UNIT.match(text, pos, limit)
        pos = other.end() if other else pos
        if _NO_NAME.match(text, pos):
            return None
    elif text[pos : pos + 1] in _GRADES and (grade := _GRADE.match(text, pos, limit)):
        pos = grade.end()
    elif text[pos : pos + 1] in _POINTING and (determiner := _DETERMINER.match(text, pos, limit)):
        pos = determiner.end()
    if text.find("的", pos, limit) < 0:
        return Span(pos, limit), False
    extent = _EXTENT.match(text, pos)
    before = extent or _praise().match(text, pos, limit)
    return Span(before.end() if before else pos, limit), extent is not None


@cache
def _praise() -> re.Pattern[str]:
    """Return a pattern for a clause that says what the counted are like: 13支|业务能力强、作风过硬的|服务队."""
    degree = "[较更很极特][一-鿿]|[高强好优大多快低差弱广深足严硬]"
    return standard(
        f"[一-鿿]{{2,8}}?(?:{degree}|较为?[一-鿿]{{2}}|不?(?:{'|'.join(_listed('state'))}))"
        "(?:[、且又][一-鿿]{2,12}?){0,4}的(?=[一-鿿])"
    )


def compounded(at: Tokens, i: int, limit: int) -> bool:
    """Is the verb at `i` inside a name that goes on to its head (易地|搬迁|群众, 农产品|加工|企业)?"""
    verbs = _verbs()
    if at.words[i] not in verbs:
        return False
    j, most = i + 1, min(i + _LONGEST, len(at.words))
    while j < most and at.starts[j] < limit and (at.words[j] in verbs or not at.kind(j)):
        j += 1
    return j > i + 1 and at.words[j - 1].endswith(_listed("head"))


def is_field(word: str) -> bool:
    """Is the word a trade or its goods, which modify the noun that two of them share?"""
    return word in _fields()


def closes(name: str) -> bool:
    """Does the name end as those of works, places, people and services do?"""
    return name.endswith(_listed("head"))


@cache
def _fields() -> frozenset[str]:
    return frozenset(_listed("field"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_listed("verb"))


@cache
def _listed(part: str) -> tuple[str, ...]:
    return tuple(row["word"] for row in lexicon.rows("number_compounds") if row["part"] == part)
