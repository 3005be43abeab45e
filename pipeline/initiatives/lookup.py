"""Where the words of a list stand in a text, found in one pass however long the list is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick


class Lookup(NamedTuple):
    """Words, the characters that may not stand right before and right after each, and what finds them."""

    words: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    automaton: AhoCorasick


def lookup(rows: Iterable[Mapping[str, str]]) -> Lookup:
    """Build the lookup of the column `word`; `after` and `before` hold what makes the word part of another one."""
    rows = list(rows)
    words = tuple(row["word"] for row in rows)
    not_after = tuple(row.get("after", "") for row in rows)
    not_before = tuple(row.get("before", "") for row in rows)
    return Lookup(words, not_after, not_before, AhoCorasick(words, store_patterns=False))


def found(text: str, listed: Lookup, tail: str = "") -> Iterator[tuple[int, int, str]]:
    """Yield start, end and word of each hit, the leftmost and longest first, none within another.

    A hit takes in one character of `tail` behind it.

    >>> verbs = lookup([{"word": "成立"}, {"word": "对", "after": "针"}, {"word": "成"}])
    >>> list(found("针对成立了", verbs, "了")), list(found("对成了", verbs, "了"))
    ([(2, 5, '成立')], [(0, 1, '对'), (1, 3, '成')])
    """
    hits = listed.automaton.find_matches_as_indexes(text, overlapping=True)
    if len(hits) > 1:
        hits.sort(key=_leftmost_longest)
    last = 0
    for number, start, end in hits:
        if start < last or (start and text[start - 1] in listed.not_after[number]):
            continue
        behind = text[end : end + 1]
        if behind and behind in listed.not_before[number]:
            continue
        last = end + (behind != "" and behind in tail)
        yield start, last, listed.words[number]


def _leftmost_longest(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[1], -hit[2]
