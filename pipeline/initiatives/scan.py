"""Where the listed words stand in a short stretch of text, and what they mean there."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.initiatives import words
from pipeline.initiatives.lookup import Lookup, found, lookup
from pipeline.patterns import standard
from pipeline.recent import recently

_ASPECT = frozenset("了着过")
_OBJECT = standard(rf"[{words.HAN}“‘《]")
_JOINED = standard(rf"[{words.HAN}]{{1,5}}")


class Closing(NamedTuple):
    """A word that closes a name, and the type it gives.

    A weak one is no part of the name; a plain one closes coinages only; an act is a verb too.
    """

    start: int
    end: int
    type: str
    weak: bool = False
    plain: bool = False
    act: bool = False


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


@recently
def closings(text: str) -> tuple[Closing, ...]:
    """Return the closing words, type words and titles (示范单位, 村(社区)党组织), the longer of two with one start.

    What is a verb too closes only where it has no object: “…”普法|讲座, but not “…”普及法律.

    >>> [text[start:end] for text in ["示范村创建工作"] for start, end, *_ in closings(text)]
    ['示范村', '创建', '工作']
    >>> closings("走访困难户")
    ()
    """
    sorts = _sorts()
    closings = [Closing(start, end, *sorts[word]) for start, end, word in found(text, _typed())]
    if titles := tuple(_titles(text)):
        by_end = sorted((*titles, *closings), key=lambda closing: closing.end)
        closings = sorted({closing.start: closing for closing in by_end}.values())
    return tuple(_objectless(text, closings) if any(closing.act for closing in closings) else closings)


def _objectless(text: str, closings: list[Closing]) -> list[Closing]:
    """Return the closings without the verbs that govern or modify what follows."""
    sorts = {bound.start: bound.sort for bound in bounds(text)}
    kept: list[Closing] = []
    for closing in reversed(closings):
        if not closing.act or _is_last(text, closing, sorts.get(closing.end, ""), kept[-1:]):
            kept.append(closing)
    return kept[::-1]


def _is_last(text: str, act: Closing, bound: str, following: list[Closing]) -> bool:
    """Does `act` end its phrase, or another noun close it: 走访|活动, but not 走访|农户, 帮扶|措施, 预警与处置|机制?"""
    behind = text[act.end : act.end + 1]
    if bound == "conjunction":
        return not any(_JOINED.fullmatch(text, act.end, closing.start) for closing in following)
    if any(closing.start == act.end for closing in following):
        return not (following[0].weak and following[0].type in ("mechanism", "method"))
    return bool(bound and behind not in _ASPECT) or not _OBJECT.match(behind)


def _titles(text: str) -> Iterator[Closing]:
    last = 0
    for start, _, _ in found(text, _praises()):
        match = _titled().match(text, start) if start >= last else None
        if match:
            last = match.end()
            yield Closing(start, last, "brand" if match["sort"] else "award")


@recently
def verbs(text: str) -> tuple[Verb, ...]:
    """Return the governing verbs.

    >>> verbs("成立了工作专班")
    (Verb(start=0, end=3, type='body', strong=True),)
    """
    known = words.verbs()
    return tuple(Verb(start, end, *known[word]) for start, end, word in found(text, _verb(), "了着起"))


@recently
def bounds(text: str) -> tuple[Bound, ...]:
    """Return the bounds of names.

    >>> [(bound.start, bound.sort) for bound in bounds("参与社区治理的群众")]
    [(0, 'verb'), (6, 'function')]
    """
    sorts = words.boundaries()
    return tuple(Bound(start, end, sorts[word]) for start, end, word in found(text, _bound()))


@cache
def _sorts() -> dict[str, tuple[str, bool, bool, bool]]:
    """Return what each type word makes a closing: its type, and whether it is weak, plain and an act."""
    return {
        surface: (word.type, "weak" in word.uses, "plain" in word.uses, "act" in word.uses)
        for surface, word in words.type_words().items()
    }


@cache
def _typed() -> Lookup:
    return lookup(words.closing("head", "plain", "weak"))


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
