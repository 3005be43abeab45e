"""How likely a short stretch of text is to be Chinese."""

from functools import cache, lru_cache
from math import log

from pipeline.convert import simplify_characters
from pipeline.dictionary import frequency, total

LONGEST = 4
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
    best = [0.0]
    for end in range(1, len(simple) + 1):
        top = best[-1] + cost(simple[end - 1])
        for start in range(max(0, end - LONGEST), end - 1):
            score = word_cost(simple[start:end])
            if score and best[start] + score > top:
                top = best[start] + score
        best.append(top)
    return best[-1]


@lru_cache(1 << 15)
def cost(character: str) -> float:
    """Return the log probability of one simplified character, as a word or a mark; an unknown one has the lowest.

    >>> cost("的") > cost("蠕") > cost("ㄒ")
    True
    """
    return _MARK_COSTS.get(character) or word_cost(character) or -_size()


@lru_cache(1 << 16)
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
