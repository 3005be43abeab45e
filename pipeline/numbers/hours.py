"""Times of day: their pattern, and how a match of it reads in ISO 8601."""

import re
from typing import Final

from pipeline.lexicon import CONJUNCTIONS
from pipeline.numbers.numerals import chinese

AFTERNOON: Final = frozenset(
    ("下午", "午后", "傍晚", "晚上", "晚间", "当晚", "晚", "深夜", "午夜", "夜间", "夜")
)

CN: Final = "一二三四五六七八九"
_H = f"2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[{CN}]?|[零两{CN}]"
_MIN = f"[0-5]?[0-9]|[二三四五]十[{CN}]?|十[{CN}]?|[零〇]?[{CN}]"
TO: Final = "[ ]?(?:至|到|—+|–|-|~|～|－)[ ]?"
AND: Final = f"[{CONJUNCTIONS}]"
_DAYPART = "凌晨|清晨|清早|早晨|早上|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|当晚|晚|深夜|午夜|夜间|夜"
CLOCK: Final = (
    rf"(?P<part>{_DAYPART})?[ ]?(?:(?P<h>{_H})(?:[ ]?(?:时|点钟?)(?!期|代|候|间|尚|装|常|段|赞|评|名|子|燃|题)"
    rf"(?:(?P<mi>{_MIN})分(?:(?P<s>{_MIN})秒)?|(?P<half>半))?|(?P<open>(?=(?:{TO}|{AND})(?:{_H})(?:时|点钟?)(?!期|段|名|位))))"
    rf"|(?P<hh>2[0-4]|1[0-9]|0?[0-9])[:：](?P<mm>[0-5][0-9])(?:[:：](?P<ss>[0-5][0-9]))?(?![0-9]))"
    rf"(?:(?:{TO}|(?(open){AND}|(?!)))(?P<part2>{_DAYPART})?(?:(?P<h2>{_H})(?:时|点钟?)(?:(?P<mi2>{_MIN})分|(?P<half2>半))?"
    rf"|(?P<hh2>[0-2]?[0-9])[:：](?P<mm2>[0-5][0-9])))?"
    rf"(?P<approx>许|左右|整|前后)?"
)
"""`h`, `mi` and `s` are the groups of 8时30分, `hh`, `mm` and `ss` those of 8:30; behind `TO` they end in 2.

`open` says that the first hour has no word of its own: 上午9至11时, 上午9、10时.
"""
_HOUR_DIGITS = "[0-9一二两三四五六七八九十]{1,2}"
HOUR_AHEAD: Final = f"{_HOUR_DIGITS}(?:[至到—–~～、和与及-]{_HOUR_DIGITS})?[时点:：]"
"""What tells that a clock time may follow; cheaper to look for than the time itself."""


def number(text: str | None) -> int | None:
    """Read a small Arabic or Chinese numeral.

    >>> number("08"), number("廿九"), number(None)
    (8, 29, None)
    """
    if not text:
        return None
    value = int(text) if text.isascii() else chinese(text)
    return None if value is None else int(value)


def iso_time(match: re.Match[str], suffix: str = "") -> str:
    """Clock time of a match of `CLOCK`: T08, T08:30, T08:30:15."""
    hour = number(match[f"h{suffix}"] or match[f"hh{suffix}"])
    if hour is None:
        return ""
    part = match[f"part{suffix}"] or (match["part"] if suffix else "") or ""
    if hour < 12 and part in AFTERNOON:
        hour += 12
    minute = 30 if match[f"half{suffix}"] else number(match[f"mi{suffix}"] or match[f"mm{suffix}"])
    time = f"T{hour:02d}" if minute is None else f"T{hour:02d}:{minute:02d}"
    second = "" if suffix else match["s"] or match["ss"]
    return f"{time}:{number(second):02d}" if second else time
