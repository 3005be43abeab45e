"""How dates are written: one rule a form, each `(text, pos, clock) -> (end, ISO date, qualifier) | None`."""

import re
from typing import Final

from pipeline.numbers.calendar import ANAPHORIC, RELATIVE, Clock, Point, interval
from pipeline.numbers.hours import CLOCK, CN, TO, iso_time, number
from pipeline.patterns import standard

YEAR = "(?:1[0-9]|20|21)[0-9]{2}|[一二][〇零一二三四五六七八九]{3}"
MONTH = f"1[0-2]|0?[1-9]|十[一二]?|[{CN}]|元(?=月)(?<![0-9一二两三四五六七八九十百千万亿几多余数美港日欧]元)"
MONTH_DAY = f"3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{CN}]?|廿[{CN}]?|十[{CN}]?|[{CN}]"
RELATIVE_YEAR = "|".join([*RELATIVE, *ANAPHORIC])


def year_number(text: str | None, relative: str | None, clock: Clock) -> int | None:
    """Settle a year that is written (2011), or told from that of the article or the date before (去年, 同年)."""
    if text:
        return number(text)
    if relative in RELATIVE:
        return None if clock.this_year is None else clock.this_year + RELATIVE[relative]
    if relative in ANAPHORIC:
        return None if clock.year is None else clock.year + ANAPHORIC[relative]
    return None


def month_number(text: str | None) -> int | None:
    """元月 is January."""
    return 1 if text == "元" else number(text)


_STAMP = standard(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>3[01]|[12][0-9]|0?[1-9])"
    r"(?:(?:T|[ ]+)(?P<h>[0-2]?[0-9]):(?P<mi>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?)?(?![0-9])"
)


def timestamp(text: str, pos: int, _: Clock) -> tuple[int, str, str] | None:
    """2023-9-2 09:05:42.

    >>> timestamp("2023-9-2 09:05:42", 0, Clock())
    (17, '2023-09-02T09:05:42', '')
    """
    match = _STAMP.match(text, pos)
    if not match:
        return None
    time = ""
    if match["h"]:
        time = f"T{int(match['h']):02d}:{match['mi']}" + (f":{match['s']}" if match["s"] else "")
    return match.end(), str(Point(int(match["y"]), int(match["m"]), int(match["d"]), time)), ""


_CALENDAR = standard(
    rf"(?:(?:(?P<y>{YEAR})[ ]?年|(?P<rel>{RELATIVE_YEAR})|民国(?P<roc>[0-9]{{1,3}})年)的?[ ]?)?"
    rf"(?P<m>{MONTH})[ ]?月(?!龄|亮|饼|嫂|薪|供)"
    rf"(?:[ ]?(?P<d>{MONTH_DAY})[ ]?(?:日|号)"
    rf"(?:{TO}(?:(?P<y2>{YEAR})年|(?P<rel2>{RELATIVE_YEAR}))?(?:(?P<m2>{MONTH})月)?(?P<d2>{MONTH_DAY})[ ]?(?:日|号)"
    rf"|[ ]?{CLOCK})?"
    rf"|份?{TO}(?:(?P<y3>{YEAR})年|(?P<rel3>{RELATIVE_YEAR}))?(?P<m3>{MONTH})月份?(?!{MONTH_DAY}日)"
    rf"|[ ]?(?P<from>{MONTH_DAY}){TO}(?P<to>{MONTH_DAY})[ ]?日"
    rf"|份?(?:[上中下]{{1,2}}旬|初|底|末|中(?=[,，、]))|份)?"
)


def calendar(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """Month and day with what belongs to them: year, hour, a range's end.

    >>> calendar("12月24日至25日", 0, Clock("2019-12"))
    (10, '2019-12-24/2019-12-25', '')
    >>> calendar("7月26日8时许", 0, Clock("2023-09-01"))
    (8, '2023-07-26T08', '许')
    >>> calendar("今年7月中旬", 0, Clock("2023-09-01"))
    (6, '2023-07', '')
    """
    match = _CALENDAR.match(text, pos)
    if not match:
        return None
    month = month_number(match["m"])
    if month is None:
        return None
    stated = bool(match["y"] or match["rel"] or match["roc"])
    year = int(match["roc"]) + 1911 if match["roc"] else year_number(match["y"], match["rel"], clock)
    if not stated:
        year = clock.year_of(month)
    first = Point(year, month, number(match["d"] or match["from"]), iso_time(match))
    return match.end(), interval(first, _second(match, first, clock)), match["approx"] or ""


def _second(match: re.Match[str], first: Point, clock: Clock) -> Point | None:
    """Complete a range's end from its beginning; a month that goes backwards is next year's."""
    last = match["d2"] or match["to"]
    if last or match["m3"]:
        month = month_number(match["m2"] or match["m3"]) or first.month
        year = year_number(match["y2"] or match["y3"], match["rel2"] or match["rel3"], clock)
        if year is None and first.year is not None and month and first.month:
            year = first.year + (month < first.month)
        return Point(year, month, number(last))
    return _until(match, first)


def _until(match: re.Match[str], first: Point) -> Point | None:
    """Return the hour that ends a range on the same day, if any."""
    time = iso_time(match, "2")
    return Point(first.year, first.month, first.day, time) if time else None


_MONTHS = standard(
    rf"(?:(?:(?P<y>{YEAR})年|(?P<rel>{RELATIVE_YEAR}))的?)?"
    rf"(?:(?P<m>{MONTH})[ ]?(?:至|到|—+|–|-|~|～|、)[ ]?(?P<m2>{MONTH})月份?|前(?P<n>{MONTH}|两)个?月)(?!{MONTH_DAY}日)"
)


def months(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """1—9月, 今年前5个月.

    >>> months("1-9月", 0, Clock("2023-10")), months("前5个月", 0, Clock("2023"))
    ((4, '2023-01/2023-09', ''), (4, '2023-01/2023-05', ''))
    """
    match = _MONTHS.match(text, pos)
    if not match:
        return None
    if match["n"] and not (match["y"] or match["rel"]) and text[pos - 1 : pos] in ("提", "以", "之", "年"):
        return None
    last = month_number(match["m2"] or match["n"]) or 12
    stated = bool(match["y"] or match["rel"])
    year = year_number(match["y"], match["rel"], clock) if stated else clock.year_of(last)
    return match.end(), f"{Point(year, month_number(match['m']) or 1)}/{Point(year, last)}", ""


_PART = standard(
    rf"(?:(?P<y>{YEAR})[ ]?年|(?P<rel>{RELATIVE_YEAR}))?(?:的)?(?:(?P<half>[上下]半年)"
    rf"|(?P<front>前|[一1](?:至|到|—|-|~))?第?(?P<q>[一二两三四1-4])个?季度(?:末|初)?)"
)


def part_of_year(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """Quarters and halves: 今年前三季度, 2023年上半年, 一季度.

    >>> part_of_year("今年前三季度", 0, Clock("2019")), part_of_year("2023年二季度", 0, Clock())
    ((6, '2019-01/2019-09', ''), (8, '2023-04/2023-06', ''))
    """
    match = _PART.match(text, pos)
    if not match or (match["half"] and not match["y"]):
        return None
    stated = bool(match["y"] or match["rel"])
    year = year_number(match["y"], match["rel"], clock) if stated else clock.year or clock.this_year
    if match["half"]:
        first, last = (1, 6) if match["half"] == "上半年" else (7, 12)
    else:
        quarter = number(match["q"]) or 1
        first, last = 1 if match["front"] else quarter * 3 - 2, quarter * 3
    return match.end(), f"{Point(year, first)}/{Point(year, last)}", ""


_YEARS = standard(
    rf"民国(?P<roc>[0-9]{{1,3}})年|(?P<y>{YEAR})[ ]?"
    rf"(?:年?(?:{TO}|/(?=[0-9]{{2}}年度))(?:(?P<y2>{YEAR})|(?P<short>[0-9]{{2}}))[ ]?学?年(?:度|初|底|末)?"
    rf"|年{TO}(?P<plain>{YEAR})(?=的|[,，、。;；)）]|$)"
    rf"|(?<=[(（][0-9]{{4}}){TO}(?P<closed>{YEAR})(?=[)）])|年(?:度|初|底|末|中期|年初|年底|年末)?)"
)


def year(text: str, pos: int, _: Clock) -> tuple[int, str, str] | None:
    """2019年, 2022年度, 2020年至2022年, 2020年至2025, 一九五九年, (2012—2020).

    >>> year("2020年至2022年", 0, Clock()), year("一九五九年", 0, Clock()), year("2019—2021年", 0, Clock())
    ((11, '2020/2022', ''), (5, '1959', ''), (10, '2019/2021', ''))
    """
    match = _YEARS.match(text, pos)
    if not match:
        return None
    if match["roc"]:
        return match.end(), str(int(match["roc"]) + 1911), ""
    first = number(match["y"])
    if match["short"]:
        second = int(match["y"][:2] + match["short"]) if match["y"].isascii() else None
    else:
        second = number(match["y2"] or match["plain"] or match["closed"])
    if second is not None and first is not None and second < first:
        return None
    return match.end(), interval(Point(first), Point(second) if second else None), ""


_BARE = standard(r"(?:19|20)[0-9]{2}(?=[,，])")


def bare_year(text: str, pos: int, _: Clock) -> tuple[int, str, str] | None:
    """A year that opens a clause by itself: 2019,党旗辉映谱华章.

    >>> bare_year("2019,党旗", 0, Clock())
    (4, '2019', '')
    """
    match = _BARE.match(text, pos)
    if not match or text[pos - 1 : pos] not in ("", "\n", "。", ";", "；", "!", "！", "“"):
        return None
    return match.end(), match.group(), ""


_DECADE = standard(
    r"(?:(?P<c>[0-9]{2}|二十|二十一|十九|十八)世纪|(?P<last>上世纪|上个世纪)|(?P<this>本世纪))?"
    r"(?P<d>(?:19|20)?[0-9]0|[一二三四五六七八九]十)年代(?:初|末|中期?|后期|初期|末期)?"
)
_CENTURY = standard(
    r"(?:(?P<c>[12]?[0-9])|(?P<cn>二十一|二十|十[一二三四五六七八九]))世纪(?:初|末|中叶|上半叶|下半叶)?"
)


def decade(text: str, pos: int, _: Clock) -> tuple[int, str, str] | None:
    """20世纪80年代, 上世纪九十年代, 21世纪.

    >>> decade("上世纪九十年代", 0, Clock()), decade("21世纪", 0, Clock())
    ((7, '1990/1999', ''), (4, '2001/2100', ''))
    """
    match = _DECADE.match(text, pos)
    if match:
        start = number(match["d"]) or 0
        if start < 100:
            start += 2000 if match["this"] else ((number(match["c"]) or 20) - 1) * 100
        return match.end(), f"{start}/{start + 9}", ""
    match = _CENTURY.match(text, pos)
    if not match or text[pos - 1 : pos] == "个":
        return None
    century = number(match["c"] or match["cn"]) or 0
    return match.end(), f"{century * 100 - 99}/{century * 100}", ""


_DAY = standard(
    rf"(?P<d>3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{CN}]|廿[{CN}]?|十[{CN}])[ ]?"
    rf"(?:日?{TO}(?:(?P<m2>{MONTH})月)?(?P<d2>{MONTH_DAY})[ ]?日|日(?:[ ]?{CLOCK})?"
    rf"|号(?=上午|下午|凌晨|早|晚|[,，至到起前晚]))(?!内|元|均|游|报|程|用|龄|耗|志|[以之][上下内]|及以)"
)
_STREET: Final = standard("[一-鿿](?<![在于自从至截月者本])")
NO_DAY: Final = ("第", "续", "时", "期", "近", "每", "满", "超", "逾", "后", "前", "少", "足", "到")


def _is_address(text: str, pos: int, found: re.Match[str]) -> bool:
    """Is it the number of a house in a street that is named: 上浜27号?"""
    return text[found.end() - 1] == "号" and _STREET.match(text, pos - 1) is not None


def day(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """A day without its month: 记者15日获悉.

    >>> day("15日上午", 0, Clock("2024-03-16")), day("30日内", 0, Clock())
    ((3, '2024-03-15', ''), None)
    """
    match = _DAY.match(text, pos)
    if not match or text[pos - 1 : pos] in NO_DAY or _is_address(text, pos, match):
        return None
    date = number(match["d"]) or 0
    year_, month = clock.year, clock.month
    if month is None and len(clock.published) == 10 and date <= int(clock.published[8:]):
        year_, month = clock.this_year, int(clock.published[5:7])
    first = Point(year_ if month else None, month, date, iso_time(match))
    second = _until(match, first)
    if match["d2"]:
        second = Point(first.year, number(match["m2"]) or month, number(match["d2"]))
    return match.end(), interval(first, second), match["approx"] or ""


_TIME = standard(CLOCK)
_GOES_ON: Final = frozenset(",，起开前后")


def time_of_day(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """A clock time by itself: 上午9时, 8点半.

    >>> time_of_day("下午3时30分", 0, Clock()), time_of_day("8点建议", 0, Clock())
    ((7, 'T15:30', ''), None)
    """
    match = _TIME.match(text, pos)
    if not match:
        return None
    minute = match["mi"] or match["mm"]
    settled = match["part"] or match["approx"] or match["half"] or (minute and "分" in match.group())
    if not settled and text[match.end() : match.end() + 1] not in _GOES_ON:
        return None
    if (match["mm"] or match["mm2"]) and not settled:
        return None
    if match["open"] is not None and not match["part"]:
        return None
    first = Point(
        clock.year if clock.day else None, clock.month if clock.day else None, clock.day, iso_time(match)
    )
    return match.end(), interval(first, _until(match, first)), match["approx"] or ""


_LUNAR = standard(
    rf"农历[正腊冬{CN}十]+月(?:初[{CN}十]|[{CN}十廿]+)?(?:日)?|(?:正月|腊月)(?:初[{CN}十]|[{CN}十廿]+)|(?:大年)初[{CN}十](?![中高级步])"
)


def lunar(text: str, pos: int, _: Clock) -> tuple[int, str, str] | None:
    """The old calendar stays as written, without an ISO date.

    >>> lunar("农历八月十五", 0, Clock())
    (6, '', '')
    """
    match = _LUNAR.match(text, pos)
    return (match.end(), "", "") if match else None
