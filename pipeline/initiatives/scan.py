"""Where the listed words stand in a short stretch of text, and what they mean there."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.initiatives import words
from pipeline.initiatives.lookup import Lookup, found, lookup
from pipeline.patterns import standard

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
    longest: dict[int, Closing] = {}
    for start, end, word in found(text, _typed()):
        longest[start] = Closing(start, end, known[word].type, "weak" in known[word].uses)
    for title in _titles(text):
        if title.start not in longest or title.end > longest[title.start].end:
            longest[title.start] = title
    return tuple(longest[start] for start in sorted(longest))


def _titles(text: str) -> Iterator[Closing]:
    last = 0
    for start, _, _ in found(text, _praises()):
        match = _titled().match(text, start) if start >= last else None
        if match:
            last = match.end()
            yield Closing(start, last, "brand" if match["sort"] else "award", weak=False)


@lru_cache(_RECENT)
def verbs(text: str) -> tuple[Verb, ...]:
    """Return the governing verbs.

    >>> verbs("成立了工作专班")
    (Verb(start=0, end=3, type='body', strong=True),)
    """
    known = words.verbs()
    return tuple(Verb(start, end, *known[word]) for start, end, word in found(text, _verb(), "了着起"))


@lru_cache(_RECENT)
def bounds(text: str) -> tuple[Bound, ...]:
    """Return the bounds of names.

    >>> [(bound.start, bound.sort) for bound in bounds("参与社区治理的群众")]
    [(0, 'verb'), (6, 'function')]
    """
    sorts = words.boundaries()
    return tuple(Bound(start, end, sorts[word]) for start, end, word in found(text, _bound()))


@cache
def _typed() -> Lookup:
    return lookup(words.closing("head", "weak"))


@cache
def _praises() -> Lookup:
    return lookup({"word": word} for word in words.column("initiative_honours", "part", "quality", "sort"))


@cache
def _titled() -> re.Pattern[str]:
    quality, sort = words.honours("quality"), words.honours("sort")
    return standard(rf"(?:{quality}|(?P<sort>{sort})){words.holders()}")


@cache
def _verb() -> Lookup:
    return lookup({"word": word} for word in words.verbs())


@cache
def _bound() -> Lookup:
    return lookup(words.entries("initiative_boundaries"))
