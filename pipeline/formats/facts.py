"""What tables and web pages say of their articles, in the form of the tables' columns."""

from contextlib import suppress
from datetime import date

import regex

from pipeline.patterns import compiled

GIVEN = "given"
"""Where a date comes from that no rule had to find."""

_DAY = compiled(
    r"\s*(?P<year>(?:18|19|20)[0-9]{2})(?:\s*[-/.年]\s*(?P<month>[0-9]{1,2})"
    r"(?:\s*[-/.月]\s*(?P<day>[0-9]{1,2})(?![0-9]))?)?(?:\s*[年月日T\s].*)?",
    regex.DOTALL,
)
_COMPACT = compiled(r"\s*(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:[0-9]{6})?\s*")


def iso(text: str) -> str:
    """Return a date as ISO, as far as it goes; nothing for what is no date.

    >>> iso("2023年7月26日 08:30"), iso("2023-07-26T08:30:00+08:00"), iso("2023/7"), iso("20230726"), iso("2023")
    ('2023-07-26', '2023-07-26', '2023-07', '2023-07-26', '2023')
    >>> iso("昨天"), iso("2023-13-01"), iso("20239")
    ('', '', '')
    """
    match = _COMPACT.fullmatch(text) or _DAY.fullmatch(text)
    if not match:
        return ""
    parts = [int(part) for part in match.group("year", "month", "day") if part]
    with suppress(ValueError):
        date(*[*parts, 1, 1][:3])
        return "-".join(f"{part:02}" for part in parts)
    return ""


def one_line(text: str) -> str:
    r"""Return a value as one line.

    >>> one_line(" 山西日报\n ")
    '山西日报'
    """
    return " ".join(text.split())
