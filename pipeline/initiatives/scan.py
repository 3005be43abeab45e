"""Where the listed words stand in a short stretch of text.

Each list is compiled once; what the words mean side by side is decided in Python, which costs less at start-up than
patterns built out of patterns.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.initiatives import words

_RECENT = 256  # the rules ask about the same few stretches in turn


class Closing(NamedTuple):
    """A word that closes a name, and the type it gives; a weak one is no part of the name."""

    start: int
    end: int
    type: str
    weak: bool


class Verb(NamedTuple):
    """A verb that sets up or carries out, with its 了."""

    start: int
    end: int
    type: str
    strong: bool


class Bound(NamedTuple):
    """A word that a name does not run across."""

    start: int
    end: int
    sort: str


@lru_cache(_RECENT)
def closings(text: str) -> tuple[Closing, ...]:
    """Return the closing words, type words and titles (示范单位, 村(社区)党组织), the longer of two with one start.

    >>> [text[start:end] for text in ["示范村创建工作"] for start, end, *_ in closings(text)]
    ['示范村', '创建', '工作']
    """
    known = words.type_words()
    found = [
        Closing(*match.span(), known[match[0]].type, weak="weak" in known[match[0]].uses)
        for match in _typed().finditer(text)
    ]
    found += [
        Closing(*match.span(), "brand" if match["sort"] else "award", weak=False)
        for match in _titled().finditer(text)
    ]
    longest: dict[int, Closing] = {}
    for closing in found:
        if closing.start not in longest or closing.end > longest[closing.start].end:
            longest[closing.start] = closing
    return tuple(longest[start] for start in sorted(longest))


@lru_cache(_RECENT)
def verbs(text: str) -> tuple[Verb, ...]:
    """Return the governing verbs.

    >>> verbs("成立了工作专班")
    (Verb(start=0, end=3, type='body', strong=True),)
    """
    known = words.verbs()
    return tuple(Verb(*match.span(), *known[match["verb"]]) for match in _verb().finditer(text))


@lru_cache(_RECENT)
def bounds(text: str) -> tuple[Bound, ...]:
    """Return the bounds of names.

    >>> [(bound.start, bound.sort) for bound in bounds("参与社区治理的群众")]
    [(0, 'verb'), (6, 'function')]
    """
    sorts = words.boundaries()
    return tuple(Bound(*match.span(), sorts[match[0]]) for match in _bound().finditer(text))


@cache
def _typed() -> re.Pattern[str]:
    return re.compile(words.typed("head", "weak"))


@cache
def _titled() -> re.Pattern[str]:
    quality, sort = words.honours("quality"), words.honours("sort")
    return re.compile(rf"(?:{quality}|(?P<sort>{sort})){words.holders()}")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{words.alternation(words.verbs())})[了着起]?")


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(words.bounded(words.entries("initiative_boundaries")))
