"""Rates: the base that a quantity is stated per, next to it (每股400元, 400元/股) or in its clause (每年投入…)."""

from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import Final

from pipeline import dictionary, lexicon
from pipeline.numbers import units
from pipeline.numbers.classes import word_class
from pipeline.numbers.kinds import amounts
from pipeline.patterns import standard

_EACH_BEFORE: Final = standard(
    r"每[^,，。;；:：、!！?？\n每0-9]{1,6}(?:每[^,，。;；:：、!！?？\n每0-9]{1,4})*$"
)
_PER_BEHIND: Final = standard(
    r"/(?P<times>(?:[0-9]+[百千万亿]?|[百千万亿]|[十百千]万)(?=[一-鿿]))?(?P<base>[一-鿿]{1,4}|[A-Za-z]{1,3})(?:[·/](?P<more>[一-鿿]{1,2}))?"
)
_HAN: Final = standard("[一-鿿]")
_PAIRED: Final = standard(r"[,，](?:其中)?(?:多的|少的|最多|最少|最高|最低|多则|少则|高的|低的)[^,，]*$")
_A_BASE: Final = (
    r"(?P<base>公斤|立方米|平方米|个(?:半?月|冬天|夏天|春天|秋天|星期|礼拜|季度|学期|假期|班|工|人)"
    r"|[人户亩次天月年季家村斤吨株棵只头件盒瓶袋顿份张幅节堂场趟桌间餐壶套箱筐束块根条枚支把双台辆本碗杯包位晚夜米克])"
)
_ONE_EACH: Final = standard(
    rf"一(?<![重约达长高近]一){_A_BASE}(?:[一-鿿]{{0,3}}(?:能|可|就|便)[一-鿿]{{0,6}}"
    r"|[一-鿿]{0,6}(?:要|需|收|补|发|花|付|交|缴|得|挣|赚|给|卖|值|贵|便宜|下来|到头)[^,，。;；、]{0,6})$"
)
_A_TIME: Final = standard(
    r"一(?<![第头每这那有近历用过了前后上隔同任整差到满又另不来去某早晚次最的在期短只仅连新共]一)"
    r"(?P<base>天|年|个月|个季度|周)(?![来后前内间之以多左右半期度样起]|时间|的[^,，。;；]{0,6}(?:时间|努力))"
    r"[一-鿿“”]{0,10}(?<!了)$"
)
"""一天的垃圾量是|800吨, but not 一年来, 第一年, or what was done in it (一年种了)."""
_A_PIECE: Final = standard(rf"一{_A_BASE}(?![0-9次性期定])")
_AVERAGE: Final = standard(
    r"均(?<=(?P<base>[人户亩村日月年季周场棚座株店企])均)(?P<more>[月年日](?![来底末初]))?[^,，。;；、\n]{0,12}$"
)
_HINT: Final = standard("[每均一1单年亩]")
"""One of these stands in whatever sets a base."""
_GROWTH: Final = frozenset(("percent", "points", "ratio"))
_TIMES: Final = frozenset("年月日季周")
_SINGLE: Final = (
    standard(r"单(?P<base>[村户人亩株次笔家店船车棚])[^,，。;；、每均\n]{0,12}$"),
    standard(
        r"(?P<base>年)(?<![0-9一二三四五六七八九十百两几半多整全每当同今去明前往常近青少老成中后新].)(?=[产育销供加处繁出培接])"
        r"(?!产[量值业能]|销售额|销量|加工量|处理能力|出栏量)[^,，。;；、每均\n]{0,12}$"
    ),
    standard(r"(?P<base>亩)(?<![0-9万千百余多几每].)(?=产)[^,，。;；、每均\n]{0,8}$"),
    standard("[1一](?P<base>[名位])[一-鿿]{2,4}?(?:联系|结对|结亲|帮扶|包联|联|包|带)$"),
    standard("一(?P<base>公斤|[斤壶瓶碗杯盒袋份顿餐桌箱筐束晚夜])[一-鿿]{0,2}?(?:不到|只要|仅|只|才)?$"),
)
"""One of something is a base without 每: single, yearly, each of those who share, a piece that is sold.

What they begin with comes before what must not precede it, because a search skips fast to it.
"""
_STEP: Final = standard(
    r"每(?P<deed>[^,，。;；\n每0-9]{1,6}?)(?P<times>[0-9一二两三五十百千万]+)(?P<base>公[里斤顷]|[平立]方米|小时|分钟|个[一-鿿]{2}(?=[奖补给,，])|[一-鿿])"
    r"[^,，。;；、每\n0-9]{0,10}[,，]?"
    r"[^,，。;；、每\n0-9]{0,8}[奖补贴得积计记加扣减返][^,，。;；\n0-9]{0,4}$"
)
_A_YEAR: Final = frozenset(("人年", "户年", "台年"))
"""Units of work that are two bases behind 每: 每户年保底分红."""
_NEAR: Final = standard("每[^,，。;；每]{1,6}")
_EACH: Final = standard("每(?P<times>半|[0-9一二两三四五六七八九十百千万亿]*)")
_AGAIN: Final = frozenset("0123456789一二三四五六七八九十每")
_LONG: Final = 6
_EDGE: Final = standard(r"[。;；!！?？\n]")
_NOUN: Final = standard(
    r"[一-鿿]{1,4}?(?=的|都|均|由|每|要|应|须|年(?:均|收|产|纯|增)|有|需|可|能|配|设|平均|约|至少|不|将|[0-9一二三四五六七八九十“]|$)"
)


def base(phrase: str) -> str:
    """Return what follows 每 as a base, `人·月` for 每人每月; empty where 每 opens something else.

    >>> base("每人每月"), base("每个棚"), base("每到冬天"), base("每个网格覆盖"), base("每个机位租金")
    ('人·月', '棚', '', '', '')
    >>> base("每年每网格"), base("每社区每月"), base("每逢周末")
    ('年·网格', '社区·月', '')
    """
    names = []
    for part in phrase.removeprefix("每").split("每"):
        if part in _bases():
            names.append(part)
            continue
        unit = units.at(part, 0)
        if unit is None:
            return ""
        rest = part[len(unit.surface) :]
        if unit.surface == "个" and rest and not any(word_class(rest[-n:]) for n in (1, 2)):
            if _owner(rest) != rest:
                return ""
            names.append(rest)
        elif rest in ("", "地", "只", "仅", "约"):
            names.append(unit.canonical)
        else:
            return ""
    return "·".join(names)


@cache
def _bases() -> frozenset[str]:
    """Return the nouns that 每 leads to without a measure word."""
    return lexicon.words("number_bases")


def _bare_base(clause: str, at: int) -> str:
    """Return the longest of them that stands there."""
    return next((clause[at : at + size] for size in (4, 3, 2) if clause[at : at + size] in _bases()), "")


def adjacent(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Extend a span over the base next to it.

    >>> adjacent("以每股400元发起", 3, 7), adjacent("租金400元/亩", 2, 6), adjacent("卖10元一份", 1, 4)
    ((1, 7, '股'), (2, 8, '亩'), (1, 6, '份'))
    >>> adjacent("达到151公里/百平方公里", 2, 7), adjacent("病例12例/10万人", 2, 5)
    ((2, 13, '百平方公里'), (2, 10, '10万人'))
    """
    following = text[end : end + 1]
    behind = _PER_BEHIND.match(text, end) if following == "/" else None
    if behind:
        name = behind["base"]
        unit = units.at(name, 0)
        times = behind["times"] or ""
        if unit and not name.isascii():
            name = unit.surface
        elif times:
            return start, end, ""
        close = behind.end() if behind["more"] else behind.start("base") + len(name)
        return start, close, times + name + (f"·{behind['more']}" if behind["more"] else "")
    if following == "每" and _HAN.match(text, end + 1):
        unit = units.at(text, end + 1)
        close = end + 1 + len(unit.surface) if unit else end
        if unit and text[close : close + 1] not in _AGAIN:
            return start, close, unit.canonical
    if following == "一" and text[end - 1] in "元块钱" and (piece := _A_PIECE.match(text, end)):
        return start, piece.end(), piece["base"].removeprefix("个")
    floor = max(0, start - 12)
    before = _EACH_BEFORE.search(text, floor, start) if text.find("每", floor, start) >= 0 else None
    if before:
        name = base(before.group())
        if name:
            return before.start(), end, name
    return start, end, ""


def of_clause(text: str, start: int, kind: str = "") -> str:
    """Return the base that an earlier word of the clause sets; what an average grows by is no average.

    >>> of_clause("每年为村集体增收15万元", 8), of_clause("人均纯收入提升至2.7万元", 8)
    ('年', '人')
    >>> of_clause("人均收入增长6%", 6, "percent"), of_clause("年均增长6%", 4, "percent"), of_clause("亩产600公斤", 2)
    ('', '年', '亩')
    >>> of_clause("每人每月工资少的4000元,多的达到了1.2万元", 19), of_clause("每个党小组的党员数量都超过6人", 11)
    ('人·月', '党小组')
    """
    window = text[max(0, start - 48) : start]
    if not _HINT.search(window):
        return ""
    found = next(filter(None, (rule(window) for hint, rule in RULES if hint in window)), "")
    if kind in _GROWTH and "均" in window:
        found = found if found in _TIMES else ""
    return found


def _single(window: str) -> str:
    """单户贷款最高|20万元, 年育苗|2亿株, 1名党员联系|5户, 一碗面|8元: one of something, without 每."""
    return next((found["base"] for shape in _SINGLE if (found := shape.search(window))), "")


def _one(window: str) -> str:
    """一年能挣|3万元: 一 stands for 每, unless that follows (一年到头每亩挣不到1000元)."""
    one = _ONE_EACH.search(window)
    return one["base"].removeprefix("个") if one and "每" not in window[one.start() :] else ""


def _a_time(window: str) -> str:
    """一天大约有|150吨, unless 每 follows."""
    time = _A_TIME.search(window)
    return time["base"].removeprefix("个") if time and "每" not in window[time.start() :] else ""


def _average(window: str) -> str:
    """人均月收入|3000元, 每个村年均增收|5万元."""
    average = _AVERAGE.search(window)
    if not average:
        return ""
    each = window.rfind("每")
    bases = _names(window[each:]) if each >= 0 and _NEAR.fullmatch(window, each, average.start()) else []
    return "·".join(filter(None, (*bases, average["base"], average["more"])))


def _step(window: str) -> str:
    """每整合100亩,财政奖补|2万元, but not 每公斤6元,增加收入|300万元."""
    step = _STEP.search(window)
    if step is None or (step["base"] == "元" and any(map(units.lookup, accumulate(step["deed"])))):
        return ""
    return (step["times"] if step["times"] not in ("1", "一") else "") + (
        step["base"].removeprefix("个") or "个"
    )


def _every(window: str) -> str:
    """每人每月补贴|50元."""
    each = window.rfind("每")
    if each < 0 or _EDGE.search(window, each):
        return ""
    while window[max(0, each - 3) : each].count("每"):
        each = window.rfind("每", 0, each)
    clause = window[each:]
    if ("," in clause or "，" in clause) and not _PAIRED.search(clause):
        return ""
    return "·".join(_names(clause))


RULES: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("", _single),
    ("一", _one),
    ("均", _average),
    ("每", _step),
    ("每", _every),
    ("一", _a_time),
)
"""What finds the base in the words before a quantity, the first that does, and what must stand in them."""


def _noun(clause: str, at: int) -> str:
    """Return the noun behind 每个, verbs off: 每个大棚(增收), 每个单元门(推举出)."""
    match = _NOUN.match(clause, at)
    noun = match.group() if match else clause[at:].rstrip("了出上好到")
    if not match and not (len(noun) <= _LONG and word_class(noun[-2:]) == "v"):
        return ""
    while len(noun) > 2 and word_class(noun[-2:]):
        noun = noun[:-2]
    if not dictionary.frequency(noun) and word_class(noun[-1:]) == "v" and dictionary.frequency(noun[:-1]):
        noun = noun[:-1]
    return _owner(noun)


def _owner(noun: str) -> str:
    """Return what has an amount, without the amount.

    >>> _owner("机位租金"), _owner("手工费"), _owner("投入"), _owner("大棚")
    ('机位', '', '', '大棚')
    """
    for size in (4, 3, 2, 1):
        if noun[-size:] in amounts():
            return noun[:-size] if len(noun) > size + 1 and size > 1 else ""
    return noun


def _names(clause: str) -> list[str]:
    """Read the bases at the head of a clause.

    >>> _names("每人每月工资"), _names("每两个月评议"), _names("每户年保底分红")
    (['人', '月'], ['两个月'], ['户', '年'])
    >>> _names("每网格最高补助"), _names("每千人口床位")
    (['网格'], ['千人'])
    """
    names, at = [], 0
    while head := _EACH.match(clause, at):
        if noun := _bare_base(clause, head.end()):
            names.append(head["times"] + noun.removesuffix("口"))
            at = head.end() + len(noun)
            continue
        unit = units.at(clause, head.end())
        if unit is None:
            break
        at = head.end() + len(unit.surface)
        if unit.surface in _A_YEAR:
            names += [unit.surface[0], "年"]
            continue
        noun = _noun(clause, at) if unit.surface == "个" else ""
        names.append(head["times"] + (unit.surface if head["times"] else noun or unit.canonical))
        at += len(noun)
    return names
