"""Dates that only the day or the place of the paper explains (昨晚8点, 昨(11)日, 114年6月), or the day told before."""

from datetime import date, timedelta
from typing import Final

from pipeline.numbers.calendar import RELATIVE, Clock, Point, interval
from pipeline.numbers.hours import CLOCK, CN, HOUR_AHEAD, TO, iso_time, number
from pipeline.patterns import standard

_DAYS: Final = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_REPUBLIC: Final = 1911
"""The year before the first of the Republic, which Taiwan counts from."""


def _published(clock: Clock) -> date | None:
    return date.fromisoformat(clock.published) if len(clock.published) == 10 else None


_NAMED = standard(rf"(?P<name>[前昨今明后])[天日]?{CLOCK}")


def named_day(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """An hour of yesterday, today or tomorrow.

    >>> named_day("昨晚8点", 0, Clock("2024-03-25")), named_day("今早6点30分", 0, Clock())
    ((4, '2024-03-24T20', ''), (7, 'T06:30', ''))
    """
    match = _NAMED.match(text, pos)
    if not match:
        return None
    published = _published(clock)
    day = published and published + timedelta(_DAYS[match["name"]])
    time = iso_time(match)
    return match.end(), f"{day}{time}" if day else time, match["approx"] or ""


_SAME = standard(rf"(?:(?:[当同][日天]|同一天|(?P<next>[次翌]日))的?|(?=当晚)){CLOCK}")


def same_day(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """An hour of the day that was told before, or of the next.

    >>> told = Clock(told="2024-02-29")
    >>> same_day("当日上午8时", 0, told), same_day("次日9时", 0, told), same_day("当晚8点", 0, Clock())
    ((6, '2024-02-29T08', ''), (4, '2024-03-01T09', ''), (4, 'T20', ''))
    """
    match = _SAME.match(text, pos)
    if not match:
        return None
    day = clock.told
    if match["next"]:
        day = str(date.fromisoformat(day) + timedelta(1)) if day[:1].isdigit() else ""
    return match.end(), day + iso_time(match), match["approx"] or ""


_BRACKETED = standard(r"(?P<name>[前昨今明后去本上下])[(（](?P<n>[0-9]{1,3})[)）](?P<unit>[年月日])")


def bracketed(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """A relative day, month or year with its number, as papers of Hong Kong and Taiwan have it.

    >>> bracketed("昨(31)日", 0, Clock("2024-02-01")), bracketed("明(113)年", 0, Clock())
    ((6, '2024-01-31', ''), (7, '2024', ''))
    """
    match = _BRACKETED.match(text, pos)
    if not match:
        return None
    value, unit = int(match["n"]), match["unit"]
    if unit == "年":
        return match.end(), str(value + _REPUBLIC if value < 1000 else value), ""
    if unit == "月":
        return (match.end(), str(Point(clock.year_of(value), value)), "") if value < 13 else None
    published = _published(clock)
    day = published and published + timedelta(_DAYS.get(match["name"], 0))
    fits = day is not None and day.day == value
    return match.end(), str(day) if fits else str(Point(None, None, value)), ""


_YEAR = standard(
    rf"(?P<y>[89][0-9]|1[0-4][0-9])(?:{TO}(?P<last>[89][0-9]|1[0-4][0-9]))?学?年(?:度|[初底]|(?P<m>1[0-2]|0?[1-9]|十[一二]?|[{CN}])月(?:(?P<d>[0-9]{{1,2}})日)?)?"
    r"(?!的?(?:来|以来|之?间|之?内|之?后|以后|期|(?<!1[0-4][0-9]年)前|多|余|历史|老|之久|时间|[经里]))"
)
_LASTING: Final = frozenset("达近约逾满已有超过了历长共久")
_COUNTS: Final = (
    standard("民国[0-9]"),
    standard("年(?<=(?<![0-9])1[0-4][0-9]年)(?:度|[0-9]{1,2}月)"),
    standard("学(?<=(?<![0-9])1[0-4][0-9]学)年"),
)
"""Each begins with a character of its own: that is what a search skips fast to."""


def counts_from_republic(text: str) -> bool:
    """Does an article count years from 1911: 民国112年, 114年6月?"""
    return any(pattern.search(text) for pattern in _COUNTS)


def republic_year(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """A year of the Republic, in an article that counts so.

    >>> republic_year("114年6月", 0, Clock(republic=True)), republic_year("99年", 0, Clock())
    ((6, '2025-06', ''), None)
    """
    match = _YEAR.match(text, pos) if clock.republic and text[pos - 1 : pos] not in _LASTING else None
    if not match:
        return None
    year = int(match["y"]) + _REPUBLIC
    if match["last"]:
        return match.end(), interval(Point(year), Point(int(match["last"]) + _REPUBLIC)), ""
    return match.end(), str(Point(year, number(match["m"]), number(match["d"]))), ""


STARTS: Final = (
    ("当同次翌" + "".join(_DAYS), f"一?[天日]?的?[凌清早晨上中下午傍晚间深夜]{{0,2}}{HOUR_AHEAD}"),
    ("".join(sorted({*_DAYS, *(word[0] for word in RELATIVE), *"本上下"})), "[(（][0-9]{1,3}[)）][年月日]"),
)
"""Where such a date can begin without a numeral, and what must follow."""
