"""A numeral with its unit, or a range of them: the bulk of all quantities."""

from decimal import Decimal
from typing import Final, NamedTuple

from pipeline import dictionary
from pipeline.model import Mention, Quantity
from pipeline.numbers import bounds, compound, rates, units
from pipeline.numbers.classes import word_class
from pipeline.numbers.draft import Draft
from pipeline.numbers.numerals import DIGITS, SIZES, Amount, amount, neighbours
from pipeline.numbers.units import Unit
from pipeline.patterns import standard

_LINKING: Final = frozenset(" 至到—–-~～－或")
_TO: Final = standard(r"[ ]?(?:至|到|—+|–|-|~|～|－|或者?)[ ]?(?:近|约)?")
_EXTRA: Final = {
    "多": standard("多(?![次种个家项名方地部样元位条功数场所彩年级民只])"),
    "半": standard("半(?![数途天年路空成])"),
}
_SIGN: Final = standard(
    r"(?:(?:^|(?<=[为是长降至到约达在:：(（,，、率温值速幅额\n\t])|(?<=[ \t]{2}))[-−－]|(?<![担胜自肩])负|零下)$"
)
_CHENG: Final = standard(r"成(?![立为了功员果绩本都长效熟交群分人品书片天套型就因对单县安名家语体]|年(?!轻))")
_TENTH: Final = standard("[一二三四五六七八九](?=[^一-鿿]|[的多是为来以]|左右|$)")
_GUARDED: Final = {
    "成": _CHENG,
    "方面": standard("方面(?![临向对谈试积军])"),
    "出": standard("出(?!头)"),
    "只": standard("只(?![用有花占剩需要能够是为在])"),
    "元整": standard("元整(?![数合改治理顿体个修建])"),
}
_MINUS: Final = frozenset("-−－负下")
_ONLY: Final = standard(
    r"(?:唯一|仅|仅有|只|只有|共|每(?![到逢当])[一-鿿]{1,2}|达|各|为期|(?:至少|最少|起码)有?)$"
)
_THAT: Final = standard(r"[这那有某另同新哪]的?$")
_EACH: Final = standard(r"每[^,，。;；:：!！?？\n]{1,14}$")
_TO_EACH: Final = standard(r"每(?![一到逢当])[^,，。;；:：!！?？\n是]{1,14}$")
_BY_THE_HUNDRED: Final = frozenset(
    ("名", "人", "位", "户", "家", "亩", "公顷", "吨", "株", "只", "头", "平方米", "人次")
)
"""What 百 千 万 alone may count: 百名党员, 万亩良田; 千里, 百年 and the like are figures of speech."""
_EDGE: Final = standard(r"[,，。;；、!！?？”’」』\n]|$")
_GRADED: Final = standard("[一-鿿](?<![以及和或与的到至])")
"""What is of the second grade (二级机构); two grades are 两级."""
_PAID: Final = standard(r"[价卖买花挣赚收补给省贵宜交付租资薪费款金钱][^,，。;；]{0,4}$")
_DIVISIBLE: Final = frozenset(("duration", "measure", "ratio", "percent", "money", "age"))
_HAN: Final = standard("[一-鿿]")
_NAME: Final = r"[^\W0-9_A-Za-z和与及]{1,8}"
_NAMES: Final = standard(f"(?:{_NAME}[、和与及])+{_NAME}$")
_COMMA: Final = standard("[、和与及]")
_THINGS: Final = frozenset("名位个座套台辆栋幢处间所部枚艘架支条口眼盏块")
"""What counts persons and things, one by one, behind their name, too: 书记员一名, but not 仅香菇一项."""
_SHARED: Final = frozenset("名位座套台辆栋幢间部枚户家棵株头只盒箱袋瓶")
"""What each may get one of (每村选派一名书记), which no figure of speech is made with (每天一个样, 都是一道风景)."""
_REPEATED: Final = frozenset("次回遍趟轮场期")
_SEVERAL: Final = frozenset(
    "个户人名位家口次趟遍场件本份处种头只株棵台辆张把间桌顿辈代根颗粒朵枝片双对套句碗杯盘筐捆串包袋箱盒瓶"
)
"""What 5、6 may be an estimate of, besides measures; what is numbered is not among them: 5、6号楼, 3、4期."""
_SIZED: Final = frozenset(("measure", "money", "age", "duration"))


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
    elif unit.surface == "成" and _TENTH.match(text, end):
        return Measure(unit, end + 1, extra)
    return Measure(unit, end)


def _allowed(first: Amount, measure: Measure, text: str, start: int) -> bool:
    """Does this numeral before this unit count something here?"""
    unit, numeral = measure.unit, first.numeral
    plain = first.end - first.start == len(numeral)
    digit = plain and len(numeral) == 1 and not numeral[0].isascii()
    if "bounded" in unit.classes and _HAN.match(text, measure.end):
        return False
    if "noun" in unit.classes:
        if digit:
            return _closes_list(text, start, numeral)
        if first.scale > 1 or not numeral[0].isascii():
            return False
    graded = numeral + unit.surface == "二级" and _GRADED.match(text, measure.end) is not None
    worded = digit and "arabic-only" in unit.classes and numeral + unit.surface != "两月"
    if graded or (worded and not measure.extra):
        return False
    if plain and SIZES.issuperset(numeral):
        return _rounded(unit, numeral, text, start, measure.end)
    return numeral != "一" or not plain or bool(measure.extra) or _one(unit, text, start, measure.end)


def _closes_list(text: str, start: int, numeral: str) -> bool:
    """Does a digit count the names in front of it: 草岭、樟湖、桂林三村?"""
    names = _NAMES.search(text, max(0, start - 40), start)
    return names is not None and len(_COMMA.findall(names.group())) + 1 == DIGITS.get(numeral)


def _rounded(unit: Unit, numeral: str, text: str, start: int, end: int) -> bool:
    """百 千 万 alone count money and some things (百名党员), 百万 all measures; 千家万户 are no quantity."""
    if text[start - 1 : start] == "每":
        return False
    if unit.kind == "money" or (unit.kind == "measure" and len(numeral) > 1):
        return True
    if bounds.qualified(text, start) or bounds.following(text, end) or bounds.governed(text, start):
        return True
    closed = _EDGE.match(text, end) and unit.canonical in ("家", "户", "人")
    return unit.canonical in _BY_THE_HUNDRED and not closed


def _one(unit: Unit, text: str, start: int, end: int) -> bool:
    """一 before a measure word is an article unless it is contrasted; before a unit or behind a noun it counts."""
    if _ONLY.search(text, max(0, start - 4), start):
        return True
    if _THAT.search(text, max(0, start - 3), start) or text[start:end] == text[end : end + end - start]:
        return False
    if unit.kind != "count":
        return unit.kind != "duration" or text[start - 1 : start] != "每"
    if unit.canonical in _REPEATED:
        return bool(_EACH.search(text, max(0, start - 16), start))
    if unit.canonical in _SHARED and _TO_EACH.search(text, max(0, start - 16), start):
        return not text.startswith(unit.surface, end)
    return unit.canonical in _THINGS and _EDGE.match(text, end) is not None and _is_noun(text, start)


def _is_noun(text: str, end: int) -> bool:
    """Does a noun end here: 书记员|一名?"""
    words = (text[max(0, end - size) : end] for size in (2, 3, 4))
    return any(dictionary.frequency(word) > 0 and not word_class(word) for word in words)


def signed(text: str, draft: Draft) -> Draft:
    """Extend a draft over a minus in front of it.

    >>> signed("气温降至-5℃", Draft(5, 7, "measure", Decimal(5), unit="℃"))[:4]
    (4, 7, 'measure', Decimal('-5'))
    """
    if text[draft.start - 1 : draft.start] not in _MINUS or draft.value is None:
        return draft
    found = _SIGN.search(text, max(0, draft.start - 3), draft.start)
    return draft._replace(start=found.start(), value=-draft.value) if found else draft


def _range(text: str, first: Amount, measure: Measure | None) -> Draft | None:
    """Read `至 B unit` behind the first numeral and its unit, if any; 3—5万 lends its 万 to the 3."""
    end = measure.end if measure else first.end
    if text[end : end + 1] not in _LINKING:
        return None
    link = _TO.match(text, end)
    second = amount(text, link.end()) if link else None
    behind = unit_after(text, second.end) if second else None
    if behind is None or second is None or first.value is None or second.value is None:
        return None
    if measure is not None and measure.unit.canonical != behind.unit.canonical:
        return None
    low = first.value
    if first.scale == 1 and low < second.base:
        low *= second.scale
    if low >= second.value:
        return None
    unit = behind.unit
    return _folded(Draft(first.start, behind.end, unit.kind, None, low, second.value, unit.canonical), unit)


def _folded(draft: Draft, unit: Unit) -> Draft:
    """Fold a unit that is a multiple of its canonical one into the value: 七成 is 70 %."""
    if unit.surface == unit.canonical or unit.canonical != unit.base_unit or unit.factor in (None, 1):
        return draft
    low, value, high = (
        None if x is None or unit.factor is None else x * unit.factor
        for x in (draft.minimum, draft.value, draft.maximum)
    )
    return draft._replace(minimum=low, value=value, maximum=high)


def _single(text: str, first: Amount, measure: Measure) -> Draft:
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
    return _folded(Draft(first.start, measure.end, kind, value, minimum, first.maximum, unit.canonical), unit)


def _several(text: str, pos: int) -> Amount | None:
    """Read 5、6 before what one estimates by two digits."""
    first = neighbours(text, pos)
    unit = units.at(text, first.end) if first else None
    several = unit and (unit.surface in _SEVERAL or (unit.kind in _SIZED and "label" not in unit.classes))
    return first if several else None


def measured(text: str, pos: int) -> Mention[Quantity] | None:
    """A numeral and its unit, or a range of them; 块 is money where something is paid, 二层 is an ordinal.

    >>> measured("投入1.9亿元", 2).fact.value
    Decimal('190000000.0')
    >>> m = measured("给予5万至20万元的扶持", 2); m.fact.minimum, m.fact.maximum, m.fact.unit
    (Decimal('50000'), Decimal('200000'), '元')
    """
    first = _several(text, pos) or amount(text, pos)
    if first is None:
        return None
    measure = unit_after(text, first.end)
    draft = _range(text, first, measure)
    rule = "range"
    if draft is None:
        if measure is None or "bare" in measure.unit.classes or not _allowed(first, measure, text, pos):
            return None
        draft = _single(text, first, measure)
        if "label" in measure.unit.classes:
            return draft.mention("label")
        if not measure.extra:
            draft = compound.folded(text, draft, measure.unit)
        rule = draft.kind
    draft = signed(text, draft)
    currency = units.before(text, pos) if draft.unit == "元" else None
    if currency:
        draft = draft._replace(unit=currency.canonical)
    draft = bounds.extend(text, draft)
    start, end, per = rates.adjacent(text, draft.start, draft.end)
    per = per or rates.of_clause(text, start, draft.kind)
    if per:
        moved = start < draft.start and not draft.qualifier
        draft = draft._replace(start=start, end=end, per=per)
        if moved:  # 不低于每年每平方米60元
            draft = bounds.extend(text, draft)
    return draft.mention(rule)
