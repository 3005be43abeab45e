"""Where a date stands: the rules by what they can begin with and what can follow, and the first with an opinion."""

from collections.abc import Callable
from typing import Final

from pipeline.lexicon import CONJUNCTIONS
from pipeline.model import Mention, Quantity, Span
from pipeline.numbers import forms, lists, told
from pipeline.numbers.calendar import Clock
from pipeline.numbers.hours import CN, HOUR_AHEAD
from pipeline.patterns import standard

Rule = Callable[[str, int, Clock], "tuple[int, str, str] | None"]
"""A rule returns the end of the span, the ISO date (empty where it stays open) and the qualifier as written."""

_DASHES: Final = "至到—–-~～－ "
# Each rule with the characters that can follow the first numeral of what it reads.
RULES: Final[tuple[tuple[Rule, str], ...]] = (
    (forms.timestamp, "-/."),
    (forms.lunar, ""),
    (told.named_day, ""),
    (told.same_day, ""),
    (told.bracketed, ""),
    (lists.listed_days, "年月" + CONJUNCTIONS),
    (lists.listed_years, CONJUNCTIONS),
    (forms.months, "年、" + _DASHES),
    (forms.calendar, "年月 " + _DASHES),
    (forms.part_of_year, "年季" + _DASHES),
    (forms.year, "年/ " + _DASHES),
    (forms.bare_year, ",，"),
    (forms.decade, "年世"),
    (forms.day, "日号" + _DASHES),
    (forms.time_of_day, "时点:： "),
    (told.republic_year, "学" + _DASHES),
)
_NUMERAL_CHARS: Final = frozenset(f"0123456789〇零两十廿百{CN}")
_NUMERAL: Final = standard(f"[0-9]+|[〇零两十廿百{CN}]+")
_YEAR_DIGITS: Final = 4
_BY_NEXT: Final = {
    char: tuple(rule for rule, following in RULES if char in following)
    for _, chars in RULES
    for char in chars
}
STARTS: Final = (
    ("今去明前后上当同次翌本来昨", "年的?[0-9一二两三四五六七八九十第前]"),
    ("民", "国[0-9]"),
    ("农", "历"),
    ("正腊", "月[初十廿二三]"),
    ("大", "年初"),
    ("上", "个?世纪"),
    ("本", "世纪"),
    ("元", "月(?:[0-9一二三十份至到—–~～、,，-]|[上中下]旬|[初底末])"),
    ("凌清早", f"晨{HOUR_AHEAD}"),
    ("早上中下午傍晚当深夜间", f"[早上中下午傍晚当深夜间]?{HOUR_AHEAD}"),
    *told.STARTS,
)
"""The characters that a date without a numeral in front can begin with, and what must follow them."""
_WORDS: Final = frozenset("".join(chars for chars, _ in STARTS)) | {"第"}
_ALL: Final = tuple(rule for rule, _ in RULES)


def _candidates(text: str, pos: int) -> tuple[Rule, ...]:
    following = text[pos + 1 : pos + 2]
    if text[pos] in _NUMERAL_CHARS and following not in _NUMERAL_CHARS:
        return _BY_NEXT.get(following, ()) if following != "年" else ()
    numeral = _NUMERAL.match(text, pos)
    if numeral is None:
        return _ALL if text[pos] in _WORDS else ()
    end = numeral.end()
    following = text[end : end + 1]
    if following == "年" and end - pos < _YEAR_DIGITS:
        return (forms.decade,) if text[end + 1 : end + 2] == "代" else (told.republic_year,)
    return _BY_NEXT.get(following, ())


def find_at(text: str, pos: int, clock: Clock) -> Mention[Quantity] | None:
    """Return the date that starts at `pos`, by the first rule with an opinion."""
    for rule in _candidates(text, pos):
        found = rule(text, pos, clock)
        if found:
            end, date, qualifier = found
            return Mention(Span(pos, end), Quantity("date", date=date, qualifier=qualifier), rule.__name__)
    return None
