"""Days and years that share their word: 7月12、13日, 2011、2012年."""

from typing import Final

from pipeline.numbers.calendar import Clock, Point, interval
from pipeline.numbers.forms import MONTH, MONTH_DAY, NO_DAY, RELATIVE_YEAR, YEAR, month_number, year_number
from pipeline.numbers.hours import AND, CN, number
from pipeline.patterns import standard

_LISTED = standard(
    rf"(?:(?:(?P<y>{YEAR})[ ]?年|(?P<rel>{RELATIVE_YEAR}))?(?P<m>{MONTH})[ ]?月)?(?P<d>{MONTH_DAY})"
    rf"(?P<more>(?:{AND}(?:{MONTH_DAY}))+)[ ]?(?:日(?![内元均游报程用龄耗志])|两日)"
)
_EACH_DAY: Final = standard(MONTH_DAY)
_LIST_AHEAD: Final = standard(rf"[0-9{CN}十廿][、和与及][0-9{CN}十廿]")
_LIST_BEFORE: Final = standard("(?:每月|逢|[0-9]、)$")
_LISTED_IN: Final = 24


def listed_days(text: str, pos: int, clock: Clock) -> tuple[int, str, str] | None:
    """Days that share one 日: those that follow each other are one stretch of time, others each a date.

    >>> listed_days("7月12、13日", 0, Clock("2016-07-14")), listed_days("3月5、15日", 0, Clock("2016"))
    ((8, '2016-07-12/2016-07-13', ''), (3, '2016-03-05', ''))
    """
    if not _LIST_AHEAD.search(text, pos, pos + _LISTED_IN):
        return None
    match = _LISTED.match(text, pos)
    if not match:
        return None
    month = month_number(match["m"]) if match["m"] else clock.month
    stated = bool(match["y"] or match["rel"])
    year = year_number(match["y"], match["rel"], clock) if stated else clock.year_of(month) if month else None
    days = [number(day) or 0 for day in _EACH_DAY.findall(match["d"] + match["more"])]
    first = Point(year, month, days[0])
    run = days == [*range(days[0], days[0] + len(days))]
    if not match["m"] and not _goes_on(text, pos, run=run):
        return None
    if not run:
        return match.end("d"), str(first), ""
    return match.end(), interval(first, Point(year, month, days[-1])), ""


def _goes_on(text: str, pos: int, *, run: bool) -> bool:
    """May a list of days without its month begin there, and no item of a list (1、10日前) or count (近5、6日)?"""
    if _LIST_BEFORE.search(text, max(0, pos - 3), pos):
        return True
    return run and text[pos].isdigit() and text[pos - 1 : pos] not in (*NO_DAY, "", "\n")


_ARABIC_YEAR: Final = standard("[0-9]{4}")
_LISTED_YEARS = standard(rf"(?:19|20)[0-9]{{2}}(?:{AND}(?:19|20)[0-9]{{2}})+[两三四]?年")


def listed_years(text: str, pos: int, _: Clock) -> tuple[int, str, str] | None:
    """Years that share one 年, as the days do: 2011、2012年, 2018、2019两年.

    >>> listed_years("2011、2012年", 0, Clock()), listed_years("2011、2021年", 0, Clock())
    ((10, '2011/2012', ''), (4, '2011', ''))
    """
    match = _LISTED_YEARS.match(text, pos)
    if not match:
        return None
    years = [int(written) for written in _ARABIC_YEAR.findall(match.group())]
    if years != [*range(years[0], years[0] + len(years))]:
        return pos + 4, str(years[0]), ""
    return match.end(), interval(Point(years[0]), Point(years[-1])), ""
