"""A unit behind a numeral, and what the two of them state."""

from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.numbers import compound, units
from pipeline.numbers.draft import Draft
from pipeline.numbers.numerals import DIGITS, Amount
from pipeline.numbers.units import Unit
from pipeline.patterns import standard

_EXTRA: Final = {
    "多": standard("多(?![次种个家项名方地部样元位条功数场所彩年级民只])"),
    "半": standard("半(?![数途天年路空成])"),
}
_AND_A_HALF: Final = standard(
    "半(?=[,，。;；:：!！?？)）”’\n]|$|[的在是由归均已]|落[在户到地]|来自|位于|属于|左右|以[上下])"
)
"""半 behind a measure word, where it does not begin the name of what is counted: 7个半, but not 3个半自动大棚."""
_SIGN: Final = standard(
    r"(?:(?:^|(?<=[为是长降至到约达在:：(（,，、率温值速幅额\n\t])|(?<=[ \t]{2}))[-−－]|(?<![担胜自肩])负|零下)$"
)
_CHENG: Final = standard(r"成(?![立为了功员果绩本都长效熟交群分人品书片天套型就因对单县安名家语体]|年(?!轻))")
_TENTH: Final = standard("[一二三四五六七八九](?=[^一-鿿]|[的多是为来以]|左右|$)")
_GUARDED: Final = {
    "M": standard("M(?!宽带|光纤|光宽|带宽|流量|网速|网络|内存)"),
    "大项": standard("大项(?!目)"),
    "成": _CHENG,
    "方面": standard("方面(?![临向对谈试积军])"),
    "出": standard("出(?!头)"),
    "只": standard("只(?![用有花占剩需要能够是为在])"),
    "地": standard(
        "地(?![方块区市级州理下面震铁点段域热产质头盘基貌图址带板窖主税勤位势平道毯陪名形界球幔0-9])"
    ),
    "办": standard("办(?![一-鿿](?<![一二三四五六七八九十两]))"),
    "街": standard("街(?![一-鿿](?<![一二三四五六七八九十两]))"),
    "元整": standard("元整(?![数合改治理顿体个修建])"),
}
_MINUS: Final = frozenset("-−－负下")
_PAID: Final = standard(r"[价卖买花挣赚收补给省贵宜交付租资薪费款金钱][^,，。;；]{0,4}$")
_DIVISIBLE: Final = frozenset(("duration", "measure", "ratio", "percent", "money", "age"))


class Measure(NamedTuple):
    """A unit behind a numeral, where it ends, and what is within or behind it: 多, 半 or the hundredths of 七成六."""

    unit: Unit
    end: int
    extra: str = ""


def unit_after(text: str, pos: int) -> Measure | None:
    """Read the unit at `pos`, with 多 or 半 inside (个多月, 个半小时) or behind (年多, 年半)."""
    if text[pos : pos + 1] == " ":
        pos += 1
    unit = units.at(text, pos)
    if unit is not None and unit.surface in _GUARDED and _GUARDED[unit.surface].match(text, pos) is None:
        unit = units.lookup(unit.surface[:-1])
    if unit is None:
        return None
    end = pos + len(unit.surface)
    extra = text[end : end + 1]
    if extra in _EXTRA:
        within = units.at(text, end + 1) if unit.surface == "个" else None
        if within and within.kind in ("duration", "points"):
            return Measure(within, end + 1 + len(within.surface), extra)
        if unit.kind in _DIVISIBLE and _EXTRA[extra].match(text, end):
            return Measure(unit, end + 1, extra)
        if extra == "半" and unit.kind == "count" and _AND_A_HALF.match(text, end):
            return Measure(unit, end + 1, extra)
    elif unit.surface == "成" and _TENTH.match(text, end):
        return Measure(unit, end + 1, extra)
    return Measure(unit, end)


def signed(text: str, draft: Draft) -> Draft:
    """Extend a draft over a minus in front of it.

    >>> signed("气温降至-5℃", Draft(5, 7, "measure", Decimal(5), unit="℃"))[:4]
    (4, 7, 'measure', Decimal('-5'))
    """
    if text[draft.start - 1 : draft.start] not in _MINUS or draft.value is None:
        return draft
    found = _SIGN.search(text, max(0, draft.start - 3), draft.start)
    return draft._replace(start=found.start(), value=-draft.value) if found else draft


def _canonical(draft: Draft, unit: Unit) -> Draft:
    """Fold a unit that is a multiple of its canonical one into the value: 七成 is 70 %."""
    if unit.surface == unit.canonical or unit.canonical != unit.base_unit or unit.factor in (None, 1):
        return draft
    low, value, high = (
        None if x is None or unit.factor is None else x * unit.factor
        for x in (draft.minimum, draft.value, draft.maximum)
    )
    return draft._replace(minimum=low, value=value, maximum=high)


def stated(text: str, first: Amount, measure: Measure) -> Draft:
    """Draft what a numeral and its unit state; 块 is money where something is paid, 二层 is an ordinal.

    >>> stated("三年半", Amount(0, 1, "三", Decimal(3)), Measure(Unit("年", "年", "duration", "", "", None, \
frozenset()), 3, "半"))[1:4]
    (3, 'duration', Decimal('3.5'))
    """
    unit, value, minimum = measure.unit, first.value, first.minimum
    if measure.extra == "半" and value is not None:
        value += first.scale / 2
    elif measure.extra == "多":
        minimum = value
    elif measure.extra and value is not None:
        value += Decimal(DIGITS[measure.extra]) / 10
    if unit.surface == "块" and _PAID.search(text, max(0, first.start - 6), first.start):
        unit = units.lookup("元") or unit
    kind = "ordinal" if first.numeral == "二" and unit.kind == "count" else unit.kind
    draft = Draft(first.start, measure.end, kind, value, minimum, first.maximum, unit.canonical)
    draft = _canonical(draft, unit)
    return draft if measure.extra else compound.folded(text, draft, measure.unit)
