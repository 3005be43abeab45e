"""Quantities that are parts or multiples of something: 三分之一, 1/4, 翻番, 一半."""

from decimal import Decimal
from typing import Final

from pipeline.model import Mention, Quantity
from pipeline.numbers import bounds, ranges
from pipeline.numbers.draft import Draft
from pipeline.numbers.measures import unit_after
from pipeline.numbers.numerals import ARABIC, CHINESE, LONGEST, chinese, rounded
from pipeline.patterns import standard

_OF_REACH: Final = 2 * LONGEST
_OF: Final = standard(
    rf"(?P<denominator>百|千|万|{ARABIC}|{CHINESE})分之(?P<low>{ARABIC}|{CHINESE})"
    rf"(?:(?:至|到|—|-|~)(?:百分之)?(?P<high>{ARABIC}|{CHINESE}))?(?P<more>[多余强])?"
)


def fraction(text: str, pos: int) -> Mention[Quantity] | None:
    """三分之一, 百分之九十五, 千分之三.

    >>> fraction("三分之一", 0).fact.value, fraction("百分之九十五点五", 0).fact.value
    (Decimal('0.333333'), Decimal('95.5'))
    """
    if text.find("分之", pos, pos + _OF_REACH) < 0:
        return None
    match = _OF.match(text, pos)
    if not match:
        return None
    low, high, of = (read(match[name]) for name in ("low", "high", "denominator"))
    if not low or not of:
        return None
    kind, unit = {"百": ("percent", "%"), "千": ("percent", "‰")}.get(match["denominator"], ("ratio", ""))
    first, second = (None if x is None else (x if unit else rounded(x / of)) for x in (low, high))
    if second is None:
        draft = Draft(pos, match.end(), kind, first, first if match["more"] else None, None, unit)
    else:
        draft = Draft(pos, match.end(), kind, None, first, second, unit)
    return bounds.extend(text, draft).mention("fraction")


def read(text: str | None) -> Decimal | None:
    """Read a whole numeral, Arabic or Chinese."""
    if not text or len(text) > LONGEST:
        return None
    return Decimal(text.replace(",", "").replace(" ", "")) if text[0].isascii() else chinese(text)


_SLASHED: Final = standard(r"(?P<low>[1-9])/(?P<of>[2-9]|10)(?![0-9/年月日.]|[A-Za-z])")


def slashed(text: str, pos: int) -> Mention[Quantity] | None:
    """1/4, but not 24/7, 9/10日 or 1/4/2023.

    >>> slashed("约占全省的1/4", 5).fact.value, slashed("2023/4/5", 5)
    (Decimal('0.25'), None)
    """
    match = _SLASHED.match(text, pos) if text[pos + 1 : pos + 2] == "/" else None
    if not match or text[pos - 1 : pos] in _DIGIT_BEFORE or int(match["low"]) >= int(match["of"]):
        return None
    value = rounded(Decimal(match["low"]) / Decimal(match["of"]))
    return bounds.extend(text, Draft(pos, match.end(), "ratio", value)).mention("fraction")


_TERM: Final = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_PROPORTION: Final = standard(
    rf"(?P<first>{_TERM})[:：∶](?P<second>{_TERM})(?P<more>(?:[:：∶]{_TERM}){{0,3}})(?![0-9.:：∶])"
)
_COMPARED: Final = standard(
    r"(?:比[例率值重为是约]|之比|[收入生发护患别龄支差口]比|配比|结构|按照?)(?:[^。;；\n]{0,24}?(?:[为是按至到约达以由从与和的])|[^,，。;；\n0-9]{0,6})$"
)

_CLOCK: Final = standard("[0-2]?[0-9][:：][0-5][0-9]")
_RATED: Final = standard("比[例率值]?[为是约达到]{0,2}$")


def proportion(text: str, pos: int) -> Mention[Quantity] | None:
    """按3:7分红, 收入比由2.5:1缩小到2.18:1; more than two terms have no value.

    >>> proportion("收入比为2.18:1", 4).fact.value, proportion("结构为8:48:44", 3).span, proportion("比分2:1", 2)
    (Decimal('2.18'), Span(start=3, end=10), None)
    """
    match = _PROPORTION.match(text, pos)
    if not match or not (_RATED if _CLOCK.fullmatch(match[0]) else _COMPARED).search(
        text, max(0, pos - 36), pos
    ):
        return None
    first, second = Decimal(match["first"]), Decimal(match["second"])
    value = None if match["more"] or not second else rounded(first / second)
    return Draft(*match.span(), "ratio", value).mention("proportion")


_DIGIT_BEFORE: Final = frozenset("0123456789./-")
_FAN: Final = standard(r"翻(?:了)?(?:(?P<n>[一两二三四五六七八九]|[1-9])番|番)(?P<more>还多|多)?")


def doubling(text: str, pos: int) -> Mention[Quantity] | None:
    """翻番 doubles, 翻两番 quadruples.

    >>> doubling("实现翻番", 2).fact.value, doubling("翻了两番", 0).fact.value
    (Decimal('2'), Decimal('4'))
    """
    match = _FAN.match(text, pos)
    if not match:
        return None
    times = Decimal(2) ** int(read(match["n"] or "1") or 1)
    minimum = times if match["more"] else None
    return Draft(*match.span(), "ratio", times, minimum, unit="倍").mention("doubling")


_HALVES: Final = standard(r"一半|半数|(?P<unit>(?<![上下大前后多])半)(?=[年天日月个小亩公斤吨世里米倍成])")


def half(text: str, pos: int) -> Mention[Quantity] | None:
    """一半, 半年, 半个小时.

    >>> half("占一半", 1).fact.value, half("为期半年", 2).fact.unit, half("半个多月", 0).fact.minimum
    (Decimal('0.5'), '年', Decimal('0.5'))
    """
    match = _HALVES.match(text, pos)
    if not match:
        return None
    value = Decimal("0.5")
    if match["unit"] is None:
        draft = Draft(pos, match.end(), "ratio", value)
    else:
        measure = unit_after(text, match.end())
        if measure is None or measure.unit.kind not in ("duration", "measure", "points"):
            return None
        if text[pos - 1 : pos] == "每" and text.startswith("一", measure.end):  # a rate: 每半月一次
            return None
        minimum = value if measure.extra else None
        draft = Draft(pos, measure.end, measure.unit.kind, value, minimum, None, measure.unit.canonical)
        reach = ranges.stretch(text, draft)
        if reach:
            return bounds.extend(text, reach).mention("range")
    return bounds.extend(text, draft).mention("half")
