"""Words that are in no dictionary: jieba's hidden Markov model, with its arithmetic to the last bit.

Sums are made in the order in which the library makes them, and of two equal ones the same is taken, so that the
words are the same.
"""

from collections.abc import Iterator

from pipeline.dictionary import NEVER, model
from pipeline.patterns import standard

_HAN = standard("([一-\u9fd5]+)")
_LATIN = standard(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def cut(run: str) -> tuple[str, ...]:
    """Cut a run of characters that no word of the dictionary covers.

    >>> cut("杭研"), cut("a-b.5%有")
    (('杭研',), ('a', '-', 'b.5%', '有'))
    """
    return tuple(_pieces(run))


def _pieces(run: str) -> Iterator[str]:
    for place, piece in enumerate(_HAN.split(run)):
        if place % 2:
            yield from _han(piece)
        else:
            yield from filter(None, _LATIN.split(piece))


def _han(run: str) -> Iterator[str]:
    begin = 0
    for place, state in enumerate(_states(run)):
        if state == "B":
            begin = place
        elif state == "E":
            yield run[begin : place + 1]
        elif state == "S":
            yield run[place]


def _states(run: str) -> str:
    """Return for each character whether it begins, ends or is inside a word, or is one: B, E, M or S.

    >>> _states("杭研")
    'BE'
    """
    start, steps, characters = model()
    be, bm, eb, es = steps["BE"], steps["BM"], steps["EB"], steps["ES"]
    me, mm, sb, ss = steps["ME"], steps["MM"], steps["SB"], steps["SS"]
    first, *others = (characters.get(character, NEVER) for character in run)
    b, e, m, s = start["B"] + first[0], start["E"] + first[1], start["M"] + first[2], start["S"] + first[3]
    came: list[dict[str, str]] = []
    for at_b, at_e, at_m, at_s in others:
        e_b, s_b = e + eb + at_b, s + sb + at_b
        b_e, m_e = b + be + at_e, m + me + at_e
        m_m, b_m = m + mm + at_m, b + bm + at_m
        s_s, e_s = s + ss + at_s, e + es + at_s
        came.append(
            {
                "B": "S" if s_b >= e_b else "E",
                "E": "M" if m_e >= b_e else "B",
                "M": "M" if m_m >= b_m else "B",
                "S": "S" if s_s >= e_s else "E",
            }
        )
        b, e, m, s = max(s_b, e_b), max(m_e, b_e), max(m_m, b_m), max(s_s, e_s)
    state = "S" if s >= e else "E"
    path = [state]
    for before in reversed(came):
        state = before[state]
        path.append(state)
    return "".join(reversed(path))
