"""Which initiative a figure belongs to, and who runs an initiative."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.initiatives import registry
from pipeline.model import Initiative, Mention, Place, Span

_BREAK: Final = regex.compile("[;；]")
_COMMA: Final = regex.compile("[,，]")
CLAUSES: Final = 2
"""A figure belongs to an initiative named this many clauses before it, at most."""


def initiative_of(
    text: str, figure: Span, sentence: Span, named: Sequence[Mention[Initiative]], indicator: str
) -> int | None:
    """Return the index of the initiative that a figure belongs to, or nothing.

    It is the one inside what the figure counts, else the last one named before it in the same sentence, with no
    more than two clauses between.
    """
    best: int | None = None
    for i, mention in enumerate(named):
        if not (sentence.start <= mention.span.start and mention.span.end <= sentence.end):
            continue
        if mention.fact.core and mention.fact.core in indicator:
            return i
        behind = text[figure.end : mention.span.start] if mention.span.start >= figure.end else None
        if behind is not None and len(behind) <= 1 and behind in ("", "的"):
            return i
        if mention.span.start <= figure.start:
            best = i
    if best is None:
        return None
    between = text[named[best].span.end : figure.start]
    return None if _BREAK.search(between) or len(_COMMA.findall(between)) > CLAUSES else best


def identities(named: Sequence[Mention[Initiative]], owners: Sequence[Place | None]) -> tuple[str, ...]:
    """Name schemes by their core and the prefecture that runs them, one owner a core within the article."""
    scopes: dict[str, str] = {}
    for mention, owner in zip(named, owners, strict=True):
        if owner is not None:
            scopes.setdefault(registry.key(mention.fact.core), _scope(owner))
    return tuple(registry.identity(m.fact, scopes.get(registry.key(m.fact.core), "")) for m in named)


def _scope(place: Place) -> str:
    """Return the path of a place down to its prefecture."""
    return "/".join(name for level, name in place.steps if level in ("province", "prefecture"))
