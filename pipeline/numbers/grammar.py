"""The rules for quantities, and where one can begin."""

from collections.abc import Callable
from typing import Final

from pipeline.model import Mention, Quantity
from pipeline.numbers import bounds, ranges, rates, units
from pipeline.numbers.counting import counts
from pipeline.numbers.draft import Draft
from pipeline.numbers.measures import signed, stated, unit_after
from pipeline.numbers.numerals import SIZES, Amount, amount, neighbours
from pipeline.numbers.shares import doubling, fraction, half, proportion, read, slashed
from pipeline.patterns import standard

Rule = Callable[[str, int], "Mention[Quantity] | None"]


def currency_sign(text: str, pos: int) -> Mention[Quantity] | None:
    """HK$2.4亿, ¥300.

    >>> m = currency_sign("耗资HK$2.4亿", 5); m.span, m.fact.value, m.fact.unit
    (Span(start=2, end=9), Decimal('240000000.0'), '港元')
    """
    sign = units.before(text, pos)
    first = amount(text, pos) if sign and "prefix-only" in sign.classes else None
    if sign is None or first is None:
        return None
    end = first.end + (text[first.end : first.end + 1] == "元")
    start = pos - len(sign.surface)
    draft = Draft(start, end, "money", first.value, first.minimum, first.maximum, sign.canonical)
    return bounds.extend(text, draft).mention("currency_sign")


_SEVERAL: Final = frozenset(
    "个户人名位家口次趟遍场件本份处种头只株棵台辆张把间桌顿辈代根颗粒朵枝片双对套句碗杯盘筐捆串包袋箱盒瓶"
)
"""What 5、6 may be an estimate of, besides measures; what is numbered is not among them: 5、6号楼, 3、4期."""
_NEAR: Final = 4
"""Behind a digit, or a tens and a digit, stands the mark between it and the next."""
_SIZED: Final = frozenset(("measure", "money", "age", "duration"))


def _several(text: str, pos: int) -> Amount | None:
    """Read 5、6 before what one estimates by two digits."""
    first = neighbours(text, pos)
    unit = units.at(text, first.end) if first else None
    several = unit and (unit.surface in _SEVERAL or (unit.kind in _SIZED and "label" not in unit.classes))
    return first if several else None


def measured(text: str, pos: int) -> Mention[Quantity] | None:
    """A numeral and its unit, or a range of them: the bulk of all quantities.

    >>> measured("投入1.9亿元", 2).fact.value
    Decimal('190000000.0')
    >>> m = measured("给予5万至20万元的扶持", 2); m.fact.minimum, m.fact.maximum, m.fact.unit
    (Decimal('50000'), Decimal('200000'), '元')
    """
    several = _several(text, pos) if text.find("、", pos + 1, pos + _NEAR) > 0 else None
    first = several or amount(text, pos)
    if first is None:
        return None
    measure = unit_after(text, first.end)
    if measure is None and text[first.end : first.end + 1] not in ranges.LINKS:
        return None
    draft = stated(text, first, measure) if measure else Draft(pos, first.end, "number", first.value)
    reach = ranges.stretch(text, draft, lends=measure is None and first.scale == 1)
    if reach is None:
        if measure is None or "bare" in measure.unit.classes or not counts(first, measure, text, pos):
            return None
        if "label" in measure.unit.classes:
            return draft.mention("label")
    rule = "range" if reach else draft.kind
    draft = reach or signed(text, draft)
    draft = bounds.extend(text, draft)
    if draft.qualifier and (both := ranges.bounded(text, draft)):
        draft, rule = both, "range"
    currency = units.before(text, pos) if draft.unit == "元" else None
    if currency:
        draft = draft._replace(unit=currency.canonical)
    start, end, per = rates.adjacent(text, draft.start, draft.end)
    per = per or rates.of_clause(text, start, draft.kind)
    if per:
        moved = start < draft.start and not draft.qualifier
        draft = draft._replace(start=start, end=end, per=per)
        if moved:  # 不低于每年每平方米60元
            draft = bounds.extend(text, draft)
    return draft.mention(rule)


_CLOSED: Final = standard(r"[,，。、;；:：!！?？\n”’》)） ]|的|$")
_COUNT: Final = "二两三四五六七八九十0-9"
_NTH: Final = standard(
    rf"(?:第|头(?=[{_COUNT}])|前(?=[{_COUNT}]+(?:[名位强甲]|[,，。;；、]|$)))"
    r"[ ]?(?=[0-9〇零一二两三四五六七八九十百千])"
)
_RANK: Final = standard(
    r"(?:居|排|列|名|全[国省市县区州盟]|世界|全球|亚洲|国内|中国|获|得|夺|跃|均|保持|蝉联|连续)(?:前|为|在|到|至|得)?"
    r"[^,，。;；、0-9]{0,6}$"
)
_RANKED_IN: Final = standard(
    r"(?:[位稳跃高]居|[位排]列|排名|名列|居|(?:总量|规模|增速|数量|份额|销量|产量|面积|占有率))[^,，。;；、0-9]{1,12}$"
)
"""A rank among those of a place, which may have a long name: 位列上海中心城区第一."""


_RANKS: Final = standard("(?:第[0-9一二三四五六七八九十]{1,3}[名位]?[、和与及])+$")
"""Ranks in front of one that they are told with: 分别居第二、第四、第五名."""


def _is_ranked(text: str, pos: int) -> bool:
    reach = 4 if text[pos] == "第" else 12
    if text[max(0, pos - 1)] in "、和与及" and (ranks := _RANKS.search(text, max(0, pos - 24), pos)):
        pos = ranks.start()
    near = _RANK.search(text, max(0, pos - reach), pos)
    return near is not None or _RANKED_IN.search(text, max(0, pos - 16), pos) is not None


def ordinal(text: str, pos: int) -> Mention[Quantity] | None:
    """第四位, 第1, 前三名; a bare 第一 only where something is ranked.

    >>> ordinal("居全省第四位", 3).fact.unit, ordinal("位居全市第1", 4).fact.value, ordinal("第一责任人", 0)
    ('位', Decimal('1'), None)
    >>> ordinal("总量位列上海中心城区第一", 10).fact.value, ordinal("安全第一", 2)
    (Decimal('1'), None)
    """
    head = _NTH.match(text, pos)
    if not head:
        return None
    first = amount(text, head.end())
    if first is None or first.value is None:
        return None
    unit = units.at(text, first.end)
    if unit is not None and unit.classes & {"noun", "bare"}:
        unit = None
    if unit is not None and unit.kind != "money":
        end = first.end + len(unit.surface)
    elif _CLOSED.match(text, first.end) and (text[head.end()].isascii() or _is_ranked(text, pos)):
        end = first.end
    else:
        return None
    maximum = None if head.group().startswith("第") else first.value
    name = unit.canonical if unit else ""
    return Draft(pos, end, "ordinal", first.value, None, maximum, name).mention("ordinal")


_GRAND: Final = standard(
    r"(?:[二两三四五六七八九十]|[2-9]|1[0-9])大(?=[一-鿿])(?![家会学人力员小量地队批多型楼厦门])"
    r"(?!以来|报告|精神|代表|召开|闭幕|期间|通过|战略部署)"
)


def grand(text: str, pos: int) -> Mention[Quantity] | None:
    """六大品牌; party congresses are in the list of fixed phrases.

    >>> grand("六大品牌", 0).fact.value
    Decimal('6')
    """
    match = _GRAND.match(text, pos) if "大" in text[pos : pos + 3] and text[pos - 1 : pos] != "第" else None
    if not match:
        return None
    return Draft(*match.span(), "number", read(match.group()[:-1])).mention("grand")


_YEAR: Final = standard("(?:19|20)[0-9]{2}")
_STATED: Final = standard(r"(?:辖|设|有|共|达|达到|计|为|至|增至|降至|升至|到|占|超|总数|合计)$")
_PAID: Final = standard(
    "(?:投资|投入|斥资|耗资|出资|注资|融资|募资|总额|产值|营收|销售额|收入|税收|市值|余额|规模)$"
)
"""What 百亿 or 千万 behind it is so much money of."""
_CODE_LIKE: Final = standard(r"[ ]?[A-Za-z:：∶.\-–/×+%°〕\]]|号|后|路|线|岁|[国省县乡]道")


_AND: Final = standard(r"[ ]?[和、与及][ ]?(?=[0-9])")


_NUMBERED: Final = standard(r"(?:^|[\n。;；:：])[0-9]{1,2}$")
"""The number of an item in a list: 要求:1、5日内完成."""


def shared_unit(text: str, pos: int) -> Mention[Quantity] | None:
    """The first of two numbers before one unit: 分别回落2.16和1.66个百分点.

    >>> m = shared_unit("回落2.16和1.66个百分点", 2); m.span, m.fact.unit
    (Span(start=2, end=6), '百分点')
    >>> shared_unit("要求:1、5日内完成", 3)
    """
    first = amount(text, pos)
    link = _AND.match(text, first.end) if first else None
    second = amount(text, link.end()) if link else None
    measure = unit_after(text, second.end) if second else None
    if first is None or second is None or measure is None or not (first.numeral + second.numeral).isascii():
        return None
    if link is None or (link.group().strip() == "、" and _NUMBERED.search(text, max(0, pos - 1), first.end)):
        return None
    if measure.unit.classes & {"label", "bare"} or first.value is None or measure.unit.canonical == "年":
        return None
    scale = second.scale if first.scale == 1 else 1
    unit = measure.unit
    draft = Draft(pos, first.end, unit.kind, first.value * scale, unit=unit.canonical)
    return draft.mention("shared_unit")


def bare(text: str, pos: int) -> Mention[Quantity] | None:
    """A numeral without unit, where something says that it counts: 辖3自然村, 10万多从业人员, 数百万村干部.

    >>> bare("辖3自然村", 1).fact.kind, bare("拨打12345热线", 2)
    ('number', None)
    """
    first = amount(text, pos)
    if first is None or (first.end - pos == 1 and not first.numeral.isascii()):
        return None
    if _CODE_LIKE.match(text, first.end) or text[first.end : first.end + 1].isdigit():
        return None
    hedged = first.value is None or first.minimum is not None
    arabic = first.numeral[0].isascii()
    written = set(text[pos : first.end])
    sized = hedged and len(written) > 1 and bool(written & set("十百千万亿"))
    if SIZES.issuperset(first.numeral):
        sized = sized or bool(bounds.governed(text, pos) or bounds.qualified(text, pos))
        sized = sized or (len(written) > 1 and _PAID.search(text, max(0, pos - 4), pos) is not None)
    if not arabic and not sized and not (len(written) > 1 and bounds.following(text, first.end)):
        return None
    exact = first.scale > 1 or "," in first.numeral or "." in first.numeral
    if arabic and not hedged and not exact:
        long = len(first.numeral) > 4 or _YEAR.fullmatch(first.numeral)
        noun = units.at(text, first.end)
        counted = noun is not None and "bare" in noun.classes
        if long or not (counted or _STATED.search(text, max(0, pos - 2), pos) or bounds.qualified(text, pos)):
            return None
    draft = signed(text, Draft(pos, first.end, "number", first.value, first.minimum, first.maximum))
    return bounds.extend(text, draft).mention("bare")


_NUMERALS: Final = "0123456789〇零一二两俩仨三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖"
# Each rule with the characters that what it reads can begin with; the first rule with an opinion wins.
RULES: Final[tuple[tuple[Rule, str], ...]] = (
    (fraction, _NUMERALS),
    (slashed, "123456789"),
    (proportion, "0123456789"),
    (doubling, "翻"),
    (half, "一半"),
    (ordinal, "第头前"),
    (currency_sign, _NUMERALS),
    (measured, _NUMERALS + "数几好上"),
    (grand, _NUMERALS),
    (shared_unit, "0123456789"),
    (bare, _NUMERALS + "数几好上"),
)
_BY_FIRST: Final = {
    char: tuple(rule for rule, first in RULES if char in first) for _, chars in RULES for char in chars
}


def find_at(text: str, pos: int) -> Mention[Quantity] | None:
    """Return the quantity that begins at `pos` (or has its qualifier before it), by the first rule with an opinion."""
    for rule in _BY_FIRST.get(text[pos], ()):
        found = rule(text, pos)
        if found:
            return found
    return None


STARTS: Final = (
    ("0123456789〇零一二两俩仨三四五六七八九十廿卅百千万亿翻", ""),
    ("第", "[ ]?[0-9一二两三四五六七八九十]"),
    ("头前", "[二两三四五六七八九十0-9]"),
    ("数几", "[十百千万亿]|个亿"),
    ("好", "几(?:[十百千万亿]|个亿)"),
    ("上", "[百千万亿]"),
    ("半", "[年天日月个小亩公斤吨世里米倍成数]"),
    ("壹贰叁肆伍陆柒捌玖", "[拾佰仟万亿]"),
)
"""The characters that a quantity can begin with, and what must follow them."""
OPENINGS: Final = frozenset("".join(chars for chars, _ in STARTS))
