"""Ranges: from one figure to another (3—5万元, 六个月至两年), and between two bounds (五年以上十年以下)."""

import re
from decimal import Decimal
from typing import Final

from pipeline.numbers import bounds, units
from pipeline.numbers.draft import Draft
from pipeline.numbers.measures import Measure, signed, stated, unit_after
from pipeline.numbers.numerals import Amount, amount, rounded
from pipeline.patterns import standard

LINKS: Final = frozenset(" 至到—–-~～－或")
_TO: Final = standard(
    r"[ ]?(?:(?:至|到|—+|–|-|~|～|－)[ ]?(?:近|约)?|(?P<either>或者?))(?P<minus>零下|[-−－](?=[0-9]))?"
)
_ABOVE: Final = frozenset(
    ("以上", "及以上", "之上", "超过", "超", "高于", "大于", "多于", "不低于", "不少于", "不小于", "至少")
)
_BELOW: Final = ("以下", "以内", "之内")
_OTHER_BOUND: Final = standard(
    "(?:[(（]含[^()（）,，]{0,8}[)）])?[、,，]?(?:且|但|并|而|同时|至|到|—+|-|~)?(?P<below>不[满足到]|未[满到]|低于|[少小]于|不超过?|不[高大多]于|至多)?(?P<minus>零下)?"
    "(?=[0-9〇零一二两三四五六七八九十百千万])"
)


def stretch(text: str, head: Draft, *, lends: bool = False) -> Draft | None:
    """Extend a figure to the one that it goes up to; one that `lends` takes the 万 of 3—5万, as it takes its unit.

    Down to the second a range goes where the two are what is given in each case, or both below zero.

    >>> one = Draft(0, 3, "duration", Decimal(6), unit="月")
    >>> stretch("6个月至2年", one)[1:7]
    (6, 'duration', None, Decimal('0.5'), Decimal('2'), '年')
    >>> one = Draft(0, 2, "money", Decimal(9), unit="元")
    >>> stretch("9元至5元不等", one)[3:6], stretch("9元到5元", one)
    ((None, Decimal('5'), Decimal('9')), None)
    """
    if head.value is None or text[head.end : head.end + 1] not in LINKS:
        return None
    far = _far_end(text, _TO.match(text, head.end))
    if far is None:
        return None
    link, second, behind = far
    tail, head = stated(text, second, behind), signed(text, head)
    first, high, unit = head.value, tail.value, tail.unit
    if first is None or high is None or (link["either"] and head.unit not in ("", unit)):
        return None
    if lends and first < second.base:
        first *= second.scale
    if link["minus"] or (first < 0 and not head.unit and text[head.start] == "零"):
        high = -high
    low = _converted(first, head.unit or unit, unit)
    if low is not None and low > high and (high < 0 or text.startswith("不等", tail.end)):
        unit = head.unit or unit
        low, high = _converted(high, tail.unit, unit), first
    if low is None or low >= high:
        return None
    return Draft(head.start, tail.end, behind.unit.kind, None, low, high, unit)


def bounded(text: str, draft: Draft) -> Draft | None:
    """Extend a figure with a lower bound over the upper one beside it, if there is one.

    >>> one = Draft(0, 4, "duration", Decimal(3), Decimal(3), unit="年", qualifier="以上")
    >>> bounded("三年以上七年以下", one)[1:]
    (8, 'duration', None, Decimal('3'), Decimal('7'), '年', '以上…以下', '')
    >>> bounded("三年以上十个人以下", one), bounded("三年以上,不到两年", one)
    (None, None)
    """
    if draft.minimum is None or draft.maximum is not None or draft.minimum != draft.value:
        return None
    if draft.qualifier.rpartition("…")[2] not in _ABOVE:
        return None
    far = _far_end(text, _OTHER_BOUND.match(text, draft.end))
    if far is None:
        return None
    link, second, behind = far
    tail = stated(text, second, behind)
    word = link["below"] or bounds.following(text, tail.end)
    low, high = _converted(draft.minimum, draft.unit, tail.unit), tail.value
    if low is None or high is None or not (link["below"] or word.endswith(_BELOW)):
        return None
    high = -high if link["minus"] else high
    if low >= high:
        return None
    end = tail.end if link["below"] else tail.end + len(word)
    qualifier = f"{draft.qualifier}…{word}"
    return draft._replace(end=end, value=None, minimum=low, maximum=high, unit=tail.unit, qualifier=qualifier)


def _far_end(text: str, link: re.Match[str] | None) -> tuple[re.Match[str], Amount, Measure] | None:
    """Return what links a figure to another, and the numeral and the unit of that."""
    second = amount(text, link.end()) if link else None
    behind = unit_after(text, second.end) if second else None
    return (link, second, behind) if link and second and behind else None


def _converted(value: Decimal, unit: str, other: str) -> Decimal | None:
    """Convert a value from one unit to another of the same dimension, if their factors are fixed.

    >>> _converted(Decimal(6), "月", "年"), _converted(Decimal(6), "人", "户"), _converted(Decimal(5), "个", "个")
    (Decimal('0.5'), None, Decimal('5'))
    """
    if unit == other:
        return value
    one, two = units.lookup(unit), units.lookup(other)
    if one is None or two is None or one.factor is None or two.factor is None:
        return None
    if not one.dimension or (one.dimension, one.base_unit) != (two.dimension, two.base_unit):
        return None
    return rounded(value * one.factor / two.factor) + 0
