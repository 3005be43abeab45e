"""Points on the calendar, and what an article has settled about them."""

from typing import Final, NamedTuple

RELATIVE: Final = {
    "今年": 0, "本年": 0, "去年": -1, "上年": -1, "昨年": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2,
}  # fmt: skip
ANAPHORIC: Final = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}


_DAY: Final = len("2023-09-01")
_CLOSE: Final = 3
"""Months within which a date ahead is announced, or one of last year still needs no year."""


class Clock(NamedTuple):
    """What the article has settled so far: its date of publication and the date named last in the sentence.

    `republic`: it counts years from 1911, as Taiwan does.  `told`: the day named last, in this sentence or before.
    """

    published: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    republic: bool = False
    told: str = ""

    @property
    def this_year(self) -> int | None:
        return int(self.published[:4]) if self.published[:4].isdigit() else None

    def year_of(self, month: int) -> int | None:
        """Settle the year of a month that is named without one: this year's, or one close to the publication.

        >>> Clock("2019-12").year_of(12), Clock("2024-03").year_of(11), Clock("", 2021, 9).year_of(10)
        (2019, None, 2021)
        >>> Clock("2023-09").year_of(11), Clock("2024-01").year_of(12)
        (2023, 2023)
        """
        if self.year is not None or self.this_year is None:
            return self.year
        ahead = month - (int(self.published[5:7]) if len(self.published) >= 7 else 12)
        if ahead <= _CLOSE:
            return self.this_year
        return self.this_year - 1 if ahead >= 12 - _CLOSE else None


class Point(NamedTuple):
    """A point on the calendar as far as it is stated."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str = ""

    def __str__(self) -> str:
        """ISO 8601, the unstated front dashed.

        >>> str(Point(2023, 7, 26, "T08")), str(Point(None, 12, 24)), str(Point(None, None, 5)), str(Point(2019, 7))
        ('2023-07-26T08', '--12-24', '---05', '2019-07')
        """
        if self.year is None and self.month is None:
            return (f"---{self.day:02d}" if self.day else "") + self.time
        head = "-" if self.year is None else f"{self.year:04d}"
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        return head + month + day + self.time


def interval(first: Point, second: Point | None) -> str:
    """Return an ISO 8601 interval, or the first point where there is no second."""
    return str(first) if second is None else f"{first}/{second}"


def advance(clock: Clock, date: str) -> Clock:
    """Remember the date named last, for the month or day that follows without its year.

    >>> advance(Clock("2023-09-01"), "2021-09-03")
    Clock(published='2023-09-01', year=2021, month=9, day=3, republic=False, told='2021-09-03')
    >>> advance(Clock(), "--10-03T08").told, advance(Clock(told="--10-03"), "2021-09").told
    ('--10-03', '--10-03')
    """
    last = date.rpartition("/")[2].partition("T")[0]
    told = last if len(last) == _DAY or last.startswith("--") else clock.told
    if not last[:4].isdigit():
        return clock._replace(told=told)
    year, *rest = (int(part) for part in last.split("-"))
    month, day = (*rest, None, None)[:2]
    return Clock(clock.published, year, month, day, clock.republic, told)
