"""Measures of two units, the smaller one folded into the larger: 一年六个月, 2小时30分钟, 一米七五."""

from decimal import Decimal
from typing import Final

from pipeline.numbers import units
from pipeline.numbers.draft import Draft
from pipeline.numbers.numerals import DIGITS, Amount, amount, rounded
from pipeline.numbers.units import Unit
from pipeline.patterns import standard

# What 分 is of the unit in front; by itself it is a score, a minute or a cent.
_FEN: Final = {
    "甲": Decimal("0.1"),
    "亩": Decimal("0.1"),
    "小时": 1 / Decimal(60),
    "元": Decimal("0.01"),
    "角": Decimal("0.1"),
}
_NUMERALS: Final = frozenset("0123456789零一二两三四五六七八九十")
_DECIMALS: Final = standard(
    r"(?:[0-9]{1,2}|[一二三四五六七八九]{1,2})(?![0-9一二两三四五六七八九十百千万亿个多余来至到—~-])"
)
_LIANG: Final = standard("([一二三四五六七八九])两(?![百千万亿个名])")
"""两 is a digit too."""
_POINTED: Final = frozenset("米丈尺")
"""Units behind which digits are decimals: 一米七五."""


def folded(text: str, draft: Draft, unit: Unit) -> Draft:
    """Fold a second measure behind a plain one into it.

    >>> one = Draft(0, 2, "duration", Decimal(1), unit="年")
    >>> folded("一年六个月", one, units.lookup("年"))[1:4]
    (5, 'duration', Decimal('1.5'))
    >>> folded("一年零六个月", one, units.lookup("年"))[1:4]
    (6, 'duration', Decimal('1.5'))
    """
    if (
        text[draft.end : draft.end + 1] not in _NUMERALS
        or draft.value is None
        or draft.minimum
        or draft.maximum
    ):
        return draft
    liang = _LIANG.match(text, draft.end) if unit.canonical == "斤" else None
    if liang:
        return draft._replace(end=liang.end(), value=draft.value + Decimal(DIGITS[liang[1]]) / 10)
    second = amount(text, draft.end)
    share, end = _share(text, second, unit) if second else (None, 0)
    if second and share and second.value is not None:
        value = draft.value + second.value * share
        return draft._replace(end=end, value=rounded(value))
    decimals = _DECIMALS.match(text, draft.end) if unit.surface in _POINTED else None
    if decimals is None or units.at(text, decimals.end()):
        return draft
    digits = "".join(str(DIGITS.get(char, char)) for char in decimals.group())
    return draft._replace(end=decimals.end(), value=draft.value + Decimal(f"0.{digits}"))


def _share(text: str, second: Amount, unit: Unit) -> tuple[Decimal | None, int]:
    """Return what share of `unit` the unit behind the second numeral is, and where it ends."""
    behind = units.at(text, second.end)
    if behind is None or second.minimum is not None or second.maximum is not None:
        return None, 0
    end = second.end + len(behind.surface)
    if behind.surface == "分" and unit.canonical in _FEN:
        return _FEN[unit.canonical], end
    if not unit.factor or not behind.factor or not unit.dimension or unit.dimension != behind.dimension:
        return None, 0
    smaller = behind.factor < unit.factor and behind.base_unit == unit.base_unit
    return (behind.factor / unit.factor, end) if smaller else (None, 0)
