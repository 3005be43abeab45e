"""Names that no gazetteer has, where the words around them say that they are names."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.patterns import standard
from pipeline.places.seams import HAN, edges, one_of
from pipeline.places.wording import (
    NAMED,
    ending_levels,
    follows_badly,
    guessed_endings,
    is_generic,
    is_proper,
    is_quarter,
    is_verbal,
)

_UNITS = "局厂所院校司站队行矿"
_QUARTER = standard(
    r"(?P<ending>片区|小区|居民区|商圈)(?P<closed>(?=建成|始建|位于|地处|是|共?有|内|里|[的,，]))?"
)
_CLAUSE = standard(rf"(?<![{HAN}0-9A-Za-z“‘「『\"])[继据随待]?(?P<stem>[{NAMED}]{{2,4}})$")
_SUBJECT = standard(rf"(?<![{HAN}0-9A-Za-z])(?P<stem>[{NAMED}]{{2,9}})$")
_SPOT = standard(rf"(?<=[^存所正现实内外]在|位于|走进|来到)(?P<stem>[{NAMED}]{{2,9}})$")


def set_off_names(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield names that no gazetteer has, where the words around them say that they are names.

    >>> list(set_off_names("大齐镇党委近年来在清华水泥厂小区成立党支部,改造老旧小区,要健全村级组织"))
    [(0, 3, '大齐镇', 'township'), (9, 16, '清华水泥厂小区', 'area')]
    """
    for ending in _closed_ending().finditer(text):
        opening = _SPOT if ending["subject"] is None else _SUBJECT
        opened = opening.search(text, max(0, ending.start() - 12), ending.start())
        if not opened:
            continue
        stem, kind, end = opened["stem"], ending["ending"], ending.end()
        level = ending_levels()[kind]
        plain = stem[:2] in edges() or is_verbal(stem, kind) or follows_badly(text, end, kind)
        if not plain and is_proper(stem, level):
            yield opened.start("stem"), end, stem + kind, level


def quarters(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield residential quarters that open a clause: 徐虹北片区新开食堂, 公路局小区焕新, and 惠民小区建成于1998年.

    >>> list(quarters("徐虹北片区新开食堂。惠民小区建成于1998年。公路局小区焕新。老旧小区改造、文明小区创建。"))
    [(0, 5, '徐虹北片区', 'area'), (10, 14, '惠民小区', 'area'), (23, 28, '公路局小区', 'area')]
    """
    for quarter in _QUARTER.finditer(text):
        opened = _CLAUSE.search(text, max(0, quarter.start() - 6), quarter.start())
        if not opened:
            continue
        stem, ending = opened["stem"], quarter["ending"]
        named = stem[:2] not in edges() or stem[-1] in _UNITS
        plain = named and is_proper(stem, "area") and not is_generic(stem[-2:])
        if plain or (quarter["closed"] is not None and is_quarter(stem, ending)):
            yield opened.start("stem"), quarter.end("ending"), stem + ending, ending_levels()[ending]


@cache
def _closed_ending() -> re.Pattern[str]:
    """Return a pattern for the endings that are followed by what a village, town or quarter has or does."""
    endings = one_of(guessed_endings())
    return standard(
        rf"(?P<ending>{endings})(?:(?P<subject>(?=党[委支总群]|村?两委|[村居]民|位于|作为|地处|[村居]委会))"
        rf"|(?=[,，。、的里内这]|成立|建成|设立|召开|举办|开展))"
    )
