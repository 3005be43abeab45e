"""People whom a text tells of by name: what it tells of them is about the place that they came in with."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from typing import Final

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.initiatives import words
from pipeline.model import occurrences
from pipeline.patterns import standard

EVERYDAY: Final = 90
"""So often in the dictionary's corpus, a word that begins like a name is none."""
MANY: Final = 500
"""A text introduces no more people."""
_SIZES: Final = (2, 3, 4)
"""How long titles are."""
_NO_NAME: Final = frozenset("说道称讲介表告是在的和与等就也都还")
"""What follows a name of two characters and ends none of three."""


def people(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text names whom it has introduced by post, trade or age, each with where they came in.

    >>> people("种植户廖焕松起得早，38岁的韩鼎也是。韩鼎说，老廖勤快。书记高度重视，高度负责。")
    ((3, 3), (14, 14), (19, 14), (23, 3))
    """
    came: dict[str, int] = {}
    familiar = {f"{sign}{part[0]}" for sign in "老小" for part in text.split(sign)[1:] if part}
    for start in islice(_introduced(text), MANY):
        for name in _names(text, start, familiar):
            came.setdefault(name, start)
    return tuple(
        sorted(
            (at, start)
            for name, start in came.items()
            for at in occurrences(text, name, len(name))
            if at >= start
        )
    )


def _names(text: str, start: int, familiar: Collection[str]) -> tuple[str, ...]:
    """Return what the person is called who is introduced there, nothing for who does not come back.

    The name has two or three characters: always the same three are one.  Then there is 老廖, if `familiar` has it.
    """
    short, long = text[start : start + 2], text[start : start + 3]
    if frequency(short) >= EVERYDAY:
        return ()
    times = text.count(short)
    called = [name for name in (f"老{short[0]}", f"小{short[0]}") if name in familiar]
    if times < 2 and not called:
        return ()
    whole = text.count(long) == times and long[-1] not in _NO_NAME and long.isalpha()
    return (long if whole else short, *called)


def _introduced(text: str) -> Iterator[int]:
    """Yield where what may be a name stands behind a post, a trade or an age."""
    titles = _titles()
    for match in _candidates().finditer(text):
        end = match.end()
        if any(text[end - size : end] in titles for size in _SIZES):
            yield end


@cache
def _titles() -> frozenset[str]:
    return lexicon.words("place_titles") | words.listed("relate_people")


@cache
def posts() -> tuple[str, ...]:
    """Return the words for posts and trades that a name may stand behind."""
    return tuple(sorted(_titles()))


@cache
def _candidates() -> re.Pattern[str]:
    """Return a pattern for the last character of a title and the first of a family name: quicker than the words."""
    last = "".join(sorted({title[-1] for title in _titles()}))
    first = "".join(sorted({surname[0] for surname in lexicon.words("metadata_surnames")}))
    return standard(f"[{last}](?=[{first}])")
