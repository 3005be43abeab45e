"""Where the quantities stand: rules tried at each numeral, names and fixed phrases passed over."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from pipeline.model import Mention, Quantity, Span
from pipeline.numbers import dates, grammar, units
from pipeline.numbers.calendar import Clock, advance
from pipeline.numbers.negatives import Taken, code, covers, fixed_phrase, names
from pipeline.numbers.told import counts_from_republic
from pipeline.patterns import standard

_LETTERS: Final = (
    "(?:(?<=(?:GDP|GNP|GEP|CPI|PPI|PMI|AQI|FDI|COD|BOD|LED|LNG|LPG)[0-9])|(?<=维生素[ACEK][0-9]))"
)
"""What follows a letter is part of a name, but what stands behind an indicator: GDP117亿元, 维生素C53毫克."""
_STARTS: Final = grammar.STARTS + dates.STARTS
_START: Final = standard(
    rf"[{''.join(first for first, _ in _STARTS)}](?:(?<![0-9_./#@+×].)|(?<=[一-鿿]\+.))"
    rf"(?:(?<![A-Za-z][0-9〇])|{_LETTERS})"
    rf"(?:{'|'.join(f'(?<=[{first}])(?={following})' for first, following in _STARTS)})"
)
"""A class comes first, because it is the only thing that a scan skips fast to."""
_DIGIT: Final = frozenset("一二两三四五六七八九")
_ADDED: Final = frozenset(("count", "measure", "money", "duration"))
"""What may be added to something that is named: 一个支部+三名党员, but not 党建+5."""
_SENTENCE: Final = standard("[。\n]")


@cache
def _followers() -> frozenset[str]:
    """Return what can follow a lone Chinese digit that counts: a unit, more of the numeral, a hedge, a link."""
    return units.openings() | frozenset("〇零一二两三四五六七八九十百千万亿点多余几来半分大至到—–-~～、 ")


def find(text: str, taken: Sequence[Span] = (), published: str = "") -> tuple[Mention[Quantity], ...]:
    """Find the stated quantities and dates of a clean text, sorted, without overlap.

    `taken` are spans whose numerals belong to names (places); `published` is the ISO date that settles 今年 and months
    without a year.

    >>> [m.fact.value for m in find("新建社区44个，“五面红旗”示范单位316个，唯一的第一书记")]
    [Decimal('44'), Decimal('316')]
    """
    passed = Taken([*taken, *names(text)])
    start = clock = Clock(published, republic=counts_from_republic(text))
    followers = _followers()
    found: list[Mention[Quantity]] = []
    end = 0
    for match in _START.finditer(text):
        pos = match.start()
        if pos < end or passed.holds(pos):
            continue
        if text[pos] in _DIGIT and text[pos + 1 : pos + 2] not in followers:
            continue
        if clock is not start and _SENTENCE.search(text, end, pos):
            clock = start
        end_of_code = code(text, pos)
        if end_of_code > pos:
            end = end_of_code
            continue
        hit = dates.find_at(text, pos, clock) or grammar.find_at(text, pos)
        if hit is None or (text[pos - 1] == "+" and hit.fact.kind not in _ADDED):
            continue
        phrase = fixed_phrase(text, pos)
        if phrase and covers(text, phrase, pos, hit.span.end):
            end = phrase.end
            continue
        end = hit.span.end
        if hit.rule == "label" or (found and hit.span.start < found[-1].span.end):
            continue
        if hit.fact.kind == "date":
            clock = advance(clock, hit.fact.date)
            start = start._replace(told=clock.told)
        found.append(hit)
    return tuple(found)
