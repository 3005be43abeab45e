"""Whether a numeral before a unit counts something there, or makes a word or a figure of speech with it."""

from typing import Final

from pipeline import dictionary
from pipeline.numbers import bounds
from pipeline.numbers.classes import word_class
from pipeline.numbers.measures import Measure
from pipeline.numbers.numerals import DIGITS, SIZES, Amount
from pipeline.numbers.units import Unit
from pipeline.patterns import standard

_ONLY: Final = standard(
    r"(?:唯一|仅|仅有|只|只有|共|每(?![到逢当])[一-鿿]{1,2}|达|各|为期|(?:至少|最少|起码)有?)$"
)
_THAT: Final = standard(r"[这那有某另同新哪]的?$")
_NEXT_TO: Final = standard(r"(?:^|[较比与和同跟在从到了的是\s,，。、;；:：!！?？(（“])[前后]$")
"""What makes 一天 the day before or after, and no length of time; 出发前一天 is one."""
_AGAIN: Final = frozenset("比又接")
"""What stands between 一 and its like: 一年|比|一年."""
_EACH: Final = standard(r"每[^,，。;；:：!！?？\n]{1,14}$")
_TO_EACH: Final = standard(r"每(?![一到逢当])[^,，。;；:：!！?？\n是]{1,14}$")
_BY_THE_HUNDRED: Final = frozenset(
    ("名", "人", "位", "户", "家", "亩", "公顷", "吨", "株", "只", "头", "平方米", "人次")
)
"""What 百 千 万 alone may count: 百名党员, 万亩良田; 千里, 百年 and the like are figures of speech."""
_EDGE: Final = standard(r"[,，。;；、!！?？”’」』\n]|$")
_GRADED: Final = standard("[一-鿿](?<![以及和或与的到至])")
"""What is of the second grade (二级机构); two grades are 两级."""
_HAN: Final = standard("[一-鿿]")
_NAME: Final = r"[^\W0-9_A-Za-z和与及]{1,8}"
_NAMES: Final = standard(f"(?:{_NAME}[、和与及])+{_NAME}$")
_AND_OTHERS: Final = standard("[、和与及]?[一-鿿]{2,}(?<![一二三四头优甲同平])等$")
_DIVISION: Final = (
    "[0-9一二三四五六七八九十两]{1,3}个?(?:街道|[乡镇村街办场区县市州盟旗])(?:[(（][^()（）]{1,60}[)）])?"
)
_DIVIDED: Final = standard(f"(?:辖有?|[共下]设|分为|设有)(?:{_DIVISION}[、,，和]?)*$")
"""What counts the divisions of a place one by one: 区辖两镇(…)|三办."""
_DIVIDED_FROM: Final = 80
_OFFICES: Final = frozenset("街办")
"""What is short for 街道 there, and nowhere else."""
_AT_HEAD: Final = standard("(?:^|[,，。;；:：!！?？\n ])$")
_COMMA: Final = standard("[、和与及]")
_THINGS: Final = frozenset("名位个座套台辆栋幢处间所部枚艘架支条口眼盏块")
"""What counts persons and things, one by one, behind their name, too: 书记员一名, but not 仅香菇一项."""
_SHARED: Final = frozenset("名位座套台辆栋幢间部枚户家棵株头只盒箱袋瓶")
"""What each may get one of (每村选派一名书记), which no figure of speech is made with (每天一个样, 都是一道风景)."""
_REPEATED: Final = frozenset("次回遍趟轮场期")
_STRUCK: Final = frozenset(("死", "亡", "伤", "重伤", "轻伤", "失踪", "失联"))
_VICTIMS: Final = "[0-9〇零一二两三四五六七八九十百多余几]{1,5}(?:死|亡|[重轻]?伤|失踪|失联)"
_TOLL: Final = standard(rf"{_VICTIMS}[、,，]?{_VICTIMS}")
_TOLL_BEFORE: Final = standard(rf"{_VICTIMS}[、,，]?$")


def counts(first: Amount, measure: Measure, text: str, start: int) -> bool:
    """Does this numeral before this unit count something here?"""
    unit, numeral = measure.unit, first.numeral
    plain = not unit.classes and numeral[0].isascii()
    return plain or _divides(unit, text, start) or _has_sense(first, measure, text, start)


def _has_sense(first: Amount, measure: Measure, text: str, start: int) -> bool:
    """Do they, where the numeral is Chinese or the unit is one in some places only?"""
    unit, numeral = measure.unit, first.numeral
    plain = first.end - first.start == len(numeral)
    digit = plain and len(numeral) == 1 and not numeral[0].isascii()
    if unit.surface in _STRUCK and _is_toll(text, start):
        return True
    if "noun" in unit.classes and digit:
        return _closes_list(text, start, numeral) or _places(measure, numeral, text, start)
    named = unit.surface in _OFFICES or not numeral[0].isascii()
    barred = "noun" in unit.classes and (first.scale > 1 or named)
    if barred or ("bounded" in unit.classes and _HAN.match(text, measure.end)):
        return False
    graded = numeral + unit.surface == "二级" and _GRADED.match(text, measure.end) is not None
    worded = digit and "arabic-only" in unit.classes and numeral + unit.surface != "两月"
    if graded or (worded and not measure.extra):
        return False
    if plain and SIZES.issuperset(numeral):
        return _rounded(unit, numeral, text, start, measure.end)
    return numeral != "一" or not plain or _one(measure, text, start)


def _is_toll(text: str, start: int) -> bool:
    """Do several such figures stand side by side (一死两伤), as they do not in 九死一生?"""
    before = _TOLL_BEFORE.search(text, max(0, start - 8), start)
    return before is not None or _TOLL.match(text, start) is not None


def _closes_list(text: str, start: int, numeral: str) -> bool:
    """Does a digit count the names in front of it: 草岭、樟湖、桂林三村?"""
    names = _NAMES.search(text, max(0, start - 40), start)
    return names is not None and len(_COMMA.findall(names.group())) + 1 == DIGITS.get(numeral)


def _divides(unit: Unit, text: str, start: int) -> bool:
    """Does it count divisions of a place: 辖|三镇|两乡?"""
    return "noun" in unit.classes and _DIVIDED.search(text, max(0, start - _DIVIDED_FROM), start) is not None


def _places(measure: Measure, numeral: str, text: str, start: int) -> bool:
    """Does a digit count places of which some are named, or that do something together: 深圳等八地, 三地签约?"""
    if numeral == "一":
        return False
    if text[start - 1 : start] == "等":
        return _AND_OTHERS.search(text, max(0, start - 12), start) is not None
    acts = (
        measure.unit.surface == "地"
        and numeral not in "二两"
        and _AT_HEAD.search(text, max(0, start - 1), start)
    )
    return bool(acts) and word_class(text[measure.end : measure.end + 2]) == "v"


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


def _one(measure: Measure, text: str, start: int) -> bool:
    """一 before a measure word is an article unless it is contrasted; before a unit or behind a noun it counts."""
    unit, end = measure.unit, measure.end
    lasting = unit.kind == "duration"
    if lasting and _NEXT_TO.search(text, max(0, start - 2), start):
        return False
    only = measure.extra or _ONLY.search(text, max(0, start - 4), start)
    if only or _THAT.search(text, max(0, start - 3), start) or _is_doubled(text, start, end):
        return bool(only)
    if unit.kind != "count":
        return not (lasting and text[start - 1 : start] == "每")
    if unit.canonical in _REPEATED:
        return bool(_EACH.search(text, max(0, start - 16), start))
    if unit.canonical in _SHARED and _TO_EACH.search(text, max(0, start - 16), start):
        return not text.startswith(unit.surface, end)
    return unit.canonical in _THINGS and _EDGE.match(text, end) is not None and _is_noun(text, start)


def _is_doubled(text: str, start: int, end: int) -> bool:
    """Is it one half of a figure of speech: 一天一天, 一年比一年, 一次又一次?"""
    written = text[start:end]
    before, behind = start - (text[start - 1] in _AGAIN), end + (text[end : end + 1] in _AGAIN)
    return text.startswith(written, behind) or text.endswith(written, max(0, before - len(written)), before)


def _is_noun(text: str, end: int) -> bool:
    """Does a noun end here: 书记员|一名?"""
    words = (text[max(0, end - size) : end] for size in (2, 3, 4))
    return any(dictionary.frequency(word) > 0 and not word_class(word) for word in words)
