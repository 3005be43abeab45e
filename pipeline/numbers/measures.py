"""A numeral with its unit, or a range of them: the bulk of all quantities."""

from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.model import Mention, Quantity, Span
from pipeline.numbers import bounds, rates, units
from pipeline.numbers.numerals import Amount, amount
from pipeline.numbers.units import Unit

_TO: Final = regex.compile(r"[ ]?(?:至|到|—+|–|-|~|～|－|或者?)[ ]?(?:近|约)?")
_DUO: Final = regex.compile(r"多(?![次种个家项名方地部样元位条功数场所彩年级民只])")
_HALF: Final = regex.compile(r"半(?![数途天年路空成])")
_SIGN: Final = regex.compile(r"(?:(?<=^|[为是长降至到约达在:：(（,，、率温值])[-−－]|(?<![担胜自肩])负|零下)$")
_CHENG: Final = regex.compile(r"成(?![立为了功员果绩本都长效熟交群分人年品书片天套型就因对单县安名家语体])")
_CURRENCY_BEFORE: Final = regex.compile(r"(港币|港元|新台币|台币|美金|日币|澳币)[ ]?$")
_CURRENCIES: Final = {
    "港币": "港元", "港元": "港元", "新台币": "新台币", "台币": "新台币", "美金": "美元", "日币": "日元", "澳币": "澳元",
}  # fmt: skip
_ONLY: Final = regex.compile(r"(?:唯一|仅|仅有|只|只有|共|每[一-鿿]{1,2}|达|各|为期)$")
_THAT: Final = regex.compile(r"[这那有某另同新哪]的?$")
_EACH: Final = regex.compile(r"每[^,，。;；:：!！?？\n]{1,14}$")
_BY_THE_HUNDRED: Final = frozenset("名 人 位 户 家 亩 公顷 吨 株 只 头 平方米 人次".split())
"""What 百 千 万 alone may count: 百名党员, 万亩良田; 千里, 百年 and the like are figures of speech."""
_REPEATED: Final = frozenset("次回遍趟轮场期")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit behind a numeral, where it ends, and 多 or 半 within or behind it."""

    unit: Unit
    end: int
    extra: str = ""


def unit_after(text: str, pos: int) -> Measure | None:
    """Read the unit at `pos`, with 多 or 半 inside (个多月, 个半小时) or behind (年多, 年半)."""
    if text[pos : pos + 1] == " ":
        pos += 1
    if text[pos : pos + 2] in ("个多", "个半"):
        unit = units.at(text, pos + 2)
        if unit and unit.kind in ("duration", "points"):
            return Measure(unit, pos + 2 + len(unit.surface), text[pos + 1])
    if _CHENG.match(text, pos) is None and text[pos : pos + 1] == "成":
        return None
    unit = units.at(text, pos)
    if unit is None:
        return None
    end = pos + len(unit.surface)
    if unit.kind in ("duration", "measure", "ratio", "percent", "money") or unit.surface == "倍":
        for extra in (_DUO, _HALF):
            if extra.match(text, end):
                return Measure(unit, end + 1, text[end])
    return Measure(unit, end)


def _allowed(first: Amount, measure: Measure, text: str, start: int) -> bool:
    """Does this numeral before this unit count something here?"""
    unit, numeral = measure.unit, first.numeral
    plain = first.end - first.start == len(numeral)
    if "noun" in unit.classes and (first.scale > 1 or not numeral[0].isascii()):
        return False
    if "arabic-only" in unit.classes and plain and len(numeral) == 1 and not numeral[0].isascii():
        return False
    if plain and set(numeral) <= set("百千万亿"):
        return unit.kind == "money" or unit.canonical in _BY_THE_HUNDRED or bool(bounds.qualified(text, start))
    if numeral == "一" and plain and not measure.extra:
        return _one(unit, text, start, measure.end)
    return True


def _one(unit: Unit, text: str, start: int, end: int) -> bool:
    """一 before a measure word is an article unless something contrasts it; before a unit it counts."""
    if _ONLY.search(text, max(0, start - 4), start):
        return True
    if _THAT.search(text, max(0, start - 3), start) or text[start:end] == text[end : end + end - start]:
        return False
    if unit.kind != "count":
        return unit.kind != "duration" or text[start - 1 : start] != "每"
    return unit.canonical in _REPEATED and bool(_EACH.search(text, max(0, start - 16), start))


def _sign(text: str, start: int) -> int:
    """Return how many characters in front say minus."""
    found = _SIGN.search(text, max(0, start - 2), start)
    return len(found.group()) if found else 0


def _combine(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Lend the scale of a range's end to its beginning: 3—5万 is 3万…5万."""
    if first.scale == 1 and second.scale > 1 and first.value is not None and first.value < second.base:
        first = first.times(second.scale) if first.value is None else replace(first, value=first.value * second.scale)
    return first, second


def _range(text: str, first: Amount, measure: Measure | None) -> tuple[Amount, Amount, Measure] | None:
    """Read `至 B unit` behind the first numeral and its unit, if any."""
    link = _TO.match(text, measure.end if measure else first.end)
    if not link:
        return None
    second = amount(text, link.end())
    if second is None or first.value is None or second.value is None:
        return None
    behind = unit_after(text, second.end) or (None if measure is None else None)
    if behind is None or (measure is not None and measure.unit.canonical != behind.unit.canonical):
        return None
    first, second = _combine(first, second)
    if first.value is None or second.value is None or second.value <= first.value:
        return None
    return first, second, behind


def measured(text: str, pos: int) -> Mention[Quantity] | None:
    """A numeral and its unit, or a range of them.

    >>> measured("投入1.9亿元", 2).fact.value
    Decimal('190000000.0')
    >>> m = measured("给予5万至20万元的扶持", 2); m.fact.minimum, m.fact.maximum, m.fact.unit
    (Decimal('50000'), Decimal('200000'), '元')
    """
    first = amount(text, pos)
    if first is None:
        return None
    measure = unit_after(text, first.end)
    ranged = _range(text, first, measure)
    if ranged:
        low, high, measure = ranged
        quantity = Quantity(measure.unit.kind, None, low.value, high.value, measure.unit.canonical)
        rule = "range"
    elif measure is None or not _allowed(first, measure, text, pos):
        return None
    else:
        quantity = _plain(first, measure)
        rule = measure.unit.kind
    if "label" in measure.unit.classes:
        return Mention(Span(pos, measure.end), quantity, "label")
    sign = _sign(text, pos)
    if sign and quantity.value is not None:
        quantity = replace(quantity, value=-quantity.value)
    start, end, quantity = bounds.extend(text, pos - sign, measure.end, _currency(text, pos, quantity))
    start, end, per = rates.adjacent(text, start, end)
    if not per and rule != "age":
        per = rates.of_clause(text, start)
    return Mention(Span(start, end), replace(quantity, per=per), rule)


def _plain(first: Amount, measure: Measure) -> Quantity:
    value, minimum = first.value, first.minimum
    if measure.extra == "半" and value is not None:
        value += first.scale / 2
    elif measure.extra == "多":
        minimum = value
    unit = measure.unit
    return Quantity(unit.kind, value, minimum, first.maximum, unit.canonical)


def _currency(text: str, pos: int, quantity: Quantity) -> Quantity:
    """港币50万元 is in 港元."""
    found = _CURRENCY_BEFORE.search(text, max(0, pos - 4), pos) if quantity.unit == "元" else None
    return replace(quantity, unit=_CURRENCIES[found[1]]) if found else quantity


