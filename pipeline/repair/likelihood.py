"""How likely a short stretch of text is to be Chinese."""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import inf, log

from pipeline.convert import simplify_characters
from pipeline.dictionary import beginning, frequency, total
from pipeline.recent import recently

Words = tuple[tuple[int, float], ...]
"""The lengths of the words that begin at one place, and their log probabilities."""

_LONGEST = 4
_KEPT = 1 << 14  # the characters of news, and its common pairs: damaged pages ask for one after the other
_NONE: dict[str, float] = {}
# Log probabilities of marks in news, roughly.
_MARKS = (
    ("，,", -2.8),
    ("。、0123456789", -3.7),
    ("“”", -4.6),
    ("：；（）《》:;()—", -5.3),
    ("？！…·‘’?!%％", -6.0),
)
_MARK_COSTS = {mark: score for marks, score in _MARKS for mark in marks}


def likelihood(text: str) -> float:
    """Return the log probability of the best cut of `text` into dictionary words.

    >>> likelihood("先鋒") > likelihood("跋蠕")
    True
    """
    simple = simplify_characters(text)
    return best_cuts(simple, [0.0, *[-inf] * len(simple)])[-1]


def best_cuts(text: str, begins: Sequence[float]) -> list[float]:
    """Return the log probability of the best cut of a simplified text up to each place.

    A cut may begin at any place, with the score that `begins` has for it.

    >>> best_cuts("社区", [0, -1, -inf]) == [0, -1, max(word_cost("社区"), cost("区") - 1)]
    True
    """
    best = [*begins, *[-inf] * _LONGEST]  # near the end longer words are looked up than there are, in vain
    for place, character in enumerate(text):
        score = best[place]
        if (alone := score + cost(character)) > best[place + 1]:
            best[place + 1] = alone
        if begun := _begun(text[place : place + 2]):
            for end in range(place + 2, place + _LONGEST + 1):
                added = begun.get(text[place:end])
                if added and score + added > best[end]:
                    best[end] = score + added
    return best[: len(begins)]


def words(text: str) -> list[Words]:
    """Return the words that begin at each place of a simplified text.

    >>> [[length for length, _ in found] for found in words("社区服务")]
    [[1, 2, 4], [1], [1, 2], [1]]
    """
    found: list[Words] = []
    for place, character in enumerate(text):
        begun = _begun(text[place : place + 2])
        lengths = range(2, min(_LONGEST, len(text) - place) + 1)
        longer = ((n, begun[word]) for n in lengths if (word := text[place : place + n]) in begun)
        found.append(((1, cost(character)), *longer))
    return found


@lru_cache(_KEPT)
def _begun(pair: str) -> dict[str, float]:
    """Return the words that begin with two characters, and their log probabilities; most pairs begin none."""
    found = beginning(pair) if len(pair) == 2 else {}
    return {word: log(count) - _size() for word, count in found.items() if len(word) <= _LONGEST} or _NONE


@lru_cache(_KEPT)
def cost(character: str) -> float:
    """Return the log probability of one simplified character, as a word or a mark; an unknown one has the lowest.

    >>> cost("的") > cost("蠕") > cost("ㄒ")
    True
    """
    return _MARK_COSTS.get(character) or word_cost(character) or -_size()


def is_word(text: str) -> bool:
    """Is a text a word of the dictionary, in either script?

    >>> is_word("蘿卜"), is_word("跋蠕")
    (True, False)
    """
    return frequency(simplify_characters(text)) > 0


@recently
def word_cost(word: str) -> float:
    """Return the log probability of a simplified word, 0 for what is none.

    >>> word_cost("跋蠕")
    0.0
    """
    count = frequency(word)
    return log(count) - _size() if count else 0.0


@cache
def _size() -> float:
    return log(total())
