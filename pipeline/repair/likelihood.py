"""How likely a short stretch of text is to be Chinese."""

from math import log

from pipeline.convert import simplify_character
from pipeline.segment import tokenizer

_COMMON_MARKS = frozenset("，。、“”：；？！（）《》—…·‘’,:;()?!%0123456789")
_MARK_COST = -4.0


def likelihood(text: str) -> float:
    """Return the log probability of the best cut of `text` into dictionary words.

    >>> likelihood("先鋒") > likelihood("跋蠕")
    True
    """
    simple = "".join(simplify_character(character) for character in text)
    model = tokenizer()
    total = log(model.total)
    best = [0.0]
    for end in range(1, len(simple) + 1):
        scores = [best[end - 1] + (_MARK_COST if simple[end - 1] in _COMMON_MARKS else -total)]
        for start in range(max(0, end - 4), end):
            count = model.FREQ.get(simple[start:end], 0)
            if count:
                scores.append(best[start] + log(count) - total)
        best.append(max(scores))
    return best[-1]
