"""Numerals: digits, Chinese numerals and their mixtures, read as exact decimals with the bounds they state."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.patterns import standard
from pipeline.recent import recently

DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
FORMAL: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
TENS: Final = {"十": 10, "百": 100, "千": 1000}
SCALES: Final = {
    **{k: Decimal(v) for k, v in TENS.items()},
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "兆": Decimal(10**12),
    "w": Decimal(10**4),
    "k": Decimal(10**3),
    "个": Decimal(1),
}
SIZES: Final = frozenset("百千万亿")
LONGEST: Final = 15
"""Longer runs of digits are identifiers, not quantities (and spreadsheets keep 15 significant digits)."""
CHINESE_LONGEST: Final = 2 * LONGEST
_SHORT: Final = 4
_DECIMALS: Final = Decimal("0.000001")

ARABIC: Final = (
    r"[0-9]{1,3}(?:(?:,[0-9]{3}){1,9}(?![0-9])|(?:[ ][0-9]{3}){1,9}(?![0-9 ])|[0-9]*)(?:\.[0-9]+)?"
)
CHINESE: Final = (
    r"(?:[〇零一二两俩仨三四五六七八九十百千廿卅万亿]{1,31}(?!(?<=[万亿]千)[米克瓦伏卡])"
    r"|[壹贰叁肆伍陆柒捌玖][拾佰仟万亿][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{0,29})"
    r"(?:点[〇零一二三四五六七八九]+)?"
)
# 千 and 兆 before these begin a unit of their own: 千米, 千瓦时, 兆瓦.
_SI = r"(?![米克瓦伏卡帕焦赫欧安升]|字节|比特)"
# 3个亿 is spoken for 3亿, but 3个亿元村 are three of them.
_YI = "个亿(?![级万千斤吨产人]|元[村户镇乡县企项级产以])"
_SCALE = (
    rf"(?:(?:[十百千]?(?:万亿|[万亿])|{_YI}|千{_SI}|百(?![帕])|兆{_SI}(?=元|美元|日元)|[wk](?![A-Za-z0-9/])))"
)
_LAI = r"(?<=[十百千万0])来(?![自到源宾信访看说了此去往历临势])"

_AMOUNT: Final = standard(
    rf"""(?P<vague>好几|数|几|上)(?P<tens>[十百千]?万?亿|[十百]?{_YI}|[十百千]?万|[十百千]{_SI})(?:多|余)?
       | (?P<arabic>{ARABIC})(?:[ ]?(?P<hedge>[余多]|{_LAI}|几(?=[^何乎]))?[ ]?(?P<scale>{_SCALE}))?
         (?P<rest>(?:(?<=[万亿千])(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,9}}|[0-9]+(?:\.[0-9]+)?)[十百千]?[万千百]){{0,4}}
           (?:(?<=[0-9]万)[0-9]{{3,4}}(?![0-9.,]))?)
         (?:[ ]?(?P<outer>[余多]|{_LAI}|(?<=0)几)|(?P<plus>[+](?![0-9A-Za-z])))?
       | (?P<chinese>{CHINESE})(?:(?P<chinese_hedge>[余多]|{_LAI}|(?<=十)几)?(?P<chinese_scale>万亿|[万亿]|{_YI}))?
         (?P<chinese_outer>[余多]|{_LAI}|(?<=十)几)?
    """,
    re.VERBOSE,
)
_NEIGHBOURS: Final = standard(
    r"(?<![0-9.第、和与及一二两三四五六七八九十])(?P<tens>[二三四五六七八九]?十)?"
    r"(?:(?P<low>[1-9])、(?P<high>[2-9])(?![0-9.])|(?P<one>[一二两三四五六七八])、(?P<next>[二两三四五六七八九]))(?!、)"
)
_EACH_ITS_OWN: Final = standard(r"(?:^|[\n。;；:：]|(?:分别|各|依次|先后|[一二三]是)[^,，。;；]{0,8})$")
"""What stands in front of the number of an item (要求:1、5户) or of two figures (分别增长5、6个)."""
_WRITTEN: Final = dict(zip("123456789", "一二三四五六七八九", strict=True))
_ADJACENT: Final = standard(r"^(.*?)([一二两三四五六七八九])([二两三四五六七八九])([十百千万亿]*)$")
_REST: Final = standard(r"([0-9,]+(?:\.[0-9]+)?)([十百千]?[万千百]|$)")


class Reading(NamedTuple):
    """What a numeral states by itself, whatever stands around it; `base` is the part before `scale` (万, 亿 …)."""

    numeral: str
    value: Decimal | None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    base: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)


class Amount(NamedTuple):
    """A numeral in a text; the fields behind `end` are those of its reading."""

    start: int
    end: int
    numeral: str
    value: Decimal | None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    base: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)


@lru_cache(maxsize=64)
def scale_of(text: str) -> Decimal:
    """Multiply the characters of a scale.

    >>> scale_of("千万"), scale_of("万亿")
    (Decimal('10000000'), Decimal('1000000000000'))
    """
    factor = Decimal(1)
    for char in text:
        factor *= SCALES[char]
    return factor


@recently
def chinese(text: str) -> Decimal | None:
    """Read a Chinese numeral; absent when it is none.

    >>> chinese("三百二十万"), chinese("二〇二三"), chinese("一百五"), chinese("十三点五")
    (Decimal('3200000'), Decimal('2023'), Decimal('150'), Decimal('13.5'))
    """
    text = text.translate(FORMAL).replace("廿", "二十").replace("卅", "三十")
    whole, _, fraction = text.partition("点")
    if all(c in DIGITS for c in whole):
        number = Decimal("".join(str(DIGITS[c]) for c in whole)) if whole else None
    else:
        number = _positional(whole)
    if number is None or not fraction:
        return number
    return number + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))


def rounded(number: Decimal) -> Decimal:
    """Return a number with six decimals at most.

    >>> rounded(Decimal(1) / 3), rounded(Decimal("1.50"))
    (Decimal('0.333333'), Decimal('1.5'))
    """
    return number.quantize(_DECIMALS).normalize()


def _positional(text: str) -> Decimal | None:
    """Read 一千二百零三-style numerals, 万 and 亿 closing sections; 一百五 is 150."""
    total = section = digit = 0
    unit = 1
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in TENS:
            unit = TENS[char]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = int(SCALES[char])
            total = (
                (total + section + digit or 1) * unit if unit > total else total + (section + digit) * unit
            )
            section = digit = 0
    if digit and unit >= 100 and text[-2:-1] not in ("零", "〇"):
        digit *= unit // 10
    return Decimal(total + section + digit)


def adjacent(text: str) -> tuple[Decimal, Decimal] | None:
    """Read juxtaposed digits as the range they mean.

    >>> adjacent("五六"), adjacent("三四十万"), adjacent("十七八"), adjacent("五九")
    ((Decimal('5'), Decimal('6')), (Decimal('300000'), Decimal('400000')), (Decimal('17'), Decimal('18')), None)
    """
    match = _ADJACENT.match(text)
    if not match:
        return None
    head, first, second, tail = match.groups()
    if DIGITS[second] - DIGITS[first] != 1 and first + second != "三五":
        return None
    if head and head[-1] in DIGITS:
        return None
    low, high = chinese(head + first + tail), chinese(head + second + tail)
    return None if low is None or high is None else (low, high)


def neighbours(text: str, pos: int) -> Amount | None:
    """Read two digits with a mark between them as the range that they mean, as without it.

    >>> neighbours("走访5、6户老人", 2).end, neighbours("走访5、6户老人", 2)[3:6]
    (5, (None, Decimal('5'), Decimal('6')))
    >>> neighbours("用三、四十万元", 1)[3:6], neighbours("分别有5、6户", 3), neighbours("有2、3、4户", 1)
    ((None, Decimal('300000'), Decimal('400000')), None, None)
    """
    match = _NEIGHBOURS.match(text, pos)
    if not match or _EACH_ITS_OWN.search(text, max(0, pos - 12), pos):
        return None
    digits = "".join(
        _WRITTEN.get(digit, digit) for digit in match.group("tens", "low", "high", "one", "next") if digit
    )
    found = amount(digits + text[match.end() : match.end() + _SHORT], 0)
    if found is None or found.value is not None or found.end < len(digits):
        return None
    return found._replace(start=pos, end=match.end() + found.end - len(digits))


def step(number: Decimal) -> Decimal:
    """Return the last stated place of a round number: what 多 may add at most.

    >>> step(Decimal(1200)), step(Decimal(20)), step(Decimal(25))
    (Decimal('100'), Decimal('10'), Decimal('1'))
    """
    size = Decimal(1)
    while number and number % (size * 10) == 0:
        size *= 10
    return size


def amount(text: str, pos: int) -> Amount | None:
    """Read the numeral that starts at `pos`, with 余 多 来 几 inside or behind it.

    >>> amount("2万1850人", 0).value, amount("1178万5000元", 0).value
    (Decimal('21850'), Decimal('11785000'))
    >>> amount("20多万元", 0)
    Amount(start=0, end=4, numeral='20', value=Decimal('200000'), minimum=Decimal('200000'), \
maximum=Decimal('300000'), base=Decimal('20'), scale=Decimal('10000'))
    """
    match = _AMOUNT.match(text, pos)
    if not match:
        return None
    reading = _read(match.groups(""))
    return Amount(pos, match.end(), *reading) if reading else None


@recently
def _read(groups: tuple[str, ...]) -> Reading | None:
    """Read the groups of a match, by the form of the numeral."""
    vague, tens, arabic, hedge, scale, rest, outer, plus, chinese_, inner, chinese_scale, chinese_outer = (
        groups
    )
    if vague:
        return _vague(vague, tens)
    if arabic:
        return _arabic(arabic, hedge if scale else "", scale, rest, outer or ("多" if plus else ""))
    return _chinese(chinese_, inner, chinese_scale, chinese_outer)


def _vague(word: str, tens: str) -> Reading:
    """数千 is 1000…10000, 几十 20…100, 上百 at least 100."""
    size = scale_of(tens)
    if word == "上":
        return Reading(word + tens, size, size, None, Decimal(1), size)
    low = size if word == "数" else 2 * size
    return Reading(word + tens, None, low, 10 * size, Decimal(0), size)


def _arabic(numeral: str, hedge: str, scale: str, rest: str, outer: str) -> Reading | None:
    digits = numeral.replace(",", "").replace(" ", "")
    if len(digits) > LONGEST:
        return None
    found = _hedged(numeral, Decimal(digits), scale_of(scale), hedge, outer)
    if not rest or found.value is None:
        return found
    total = sum(
        (Decimal(more.replace(",", "")) * scale_of(size) for more, size in _REST.findall(rest)), found.value
    )
    return found._replace(value=total, minimum=total if outer else None, maximum=None)


def _chinese(written: str, hedge: str, scale: str, outer: str) -> Reading | None:
    run = written.translate(FORMAL)
    if len(run) > CHINESE_LONGEST:
        return None
    factor = scale_of(scale)
    pair = adjacent(run) if len(run) > 1 else None
    if pair:
        low, high = (x * factor for x in pair)
        return Reading(run, None, low, high, pair[0], factor)
    head = run.rstrip("万亿")
    if head and head != run and not scale and not set(head) & set("万亿"):
        factor = scale_of(run[len(head) :])
    else:
        head = run
    base = chinese(head)
    if base is None:
        return None
    if all(c in DIGITS for c in run) and len(run) > 1 and not any(c in "〇零" for c in run):
        return None
    return _hedged(written, base, factor, hedge, outer)


def _hedged(numeral: str, base: Decimal, scale: Decimal, hedge: str, outer: str) -> Reading:
    """Bounds from 余 多 几 (来 sets none): 20多万 has both, 18万多 only the lower, 十几 no value."""
    value: Decimal | None = base * scale
    minimum = maximum = None
    if "几" in (hedge, outer):
        value, minimum, maximum = None, base * scale, (base + 10) * scale
    elif hedge in ("余", "多"):
        minimum, maximum = value, (base + step(base)) * scale
    elif outer in ("余", "多"):
        minimum = value
    return Reading(numeral, value, minimum, maximum, base, scale)
