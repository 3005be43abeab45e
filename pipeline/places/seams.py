"""The seams of a name: what the characters around it say of whether it begins and ends there."""

from collections.abc import Iterable
from importlib.resources import files

from pipeline import lexicon

HAN = lexicon.HAN
_BEFORE = "在于到至距据往赴和与及自从由的住驻抵返"
_REACHES = frozenset(
    (
        *(side + verb for side in "东西南北" for verb in "起接连达邻临抵"),
        *("途经", "路经", "流经", "穿过", "走进", "抵达", "深入", "返回", "走访", "探访", "造访", "访问"),
        *("地处", "登陆", "落户", "定居", "旅居", "移居"),
    )
)


@lexicon.built
def edges() -> frozenset[str]:
    """Return the common words of two characters that a name should not cut through."""
    lines = files("pipeline").joinpath("data", "gazetteer_edges.txt").read_text("utf-8").split("\n")
    found = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(found.union(word for word in lexicon.words("place_generic") if len(word) == 2))


def is_common_word(word: str) -> bool:
    """Tell whether two characters are a common word.

    >>> is_common_word("发展"), is_common_word("后聂")
    (True, False)
    """
    return word in edges()


def cuts_left(text: str, start: int) -> bool:
    """Tell whether a name that starts here would cut through a common word (发展|展村)."""
    return start > 0 and text[start - 1 : start + 1] in edges()


def cuts_right(text: str, end: int) -> bool:
    """Tell whether a name that ends here would cut through a common word."""
    return text[end - 1 : end + 1] in edges()


def starts_clean(text: str, start: int) -> bool:
    """Tell whether a name starts after a mark or a preposition, or where a road or a traveller starts, passes or ends.

    >>> starts_clean("公路北起平度", 4), starts_clean("走进高密", 2), starts_clean("一起平安", 2)
    (True, True, False)
    """
    before = text[max(0, start - 1) : start]
    return before in _BEFORE or not is_han(before) or text[max(0, start - 2) : start] in _REACHES


def goes_on(text: str, end: int) -> bool:
    """Tell whether a name that ends here may be followed by another: by a character that is no mark and no particle.

    >>> goes_on("襄城县湛北乡", 3), goes_on("襄城县的湛北乡", 3), goes_on("襄城县,", 3), goes_on("襄城县", 3)
    (True, False, False, False)
    """
    char = text[end : end + 1]
    return char >= "㐀" and char not in "的了是"


def is_han(char: str) -> bool:
    """Tell whether this is a Chinese character.

    >>> is_han("村"), is_han("。"), is_han("")
    (True, False, False)
    """
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿" or char >= "𠀀"


def han_except(characters: str) -> str:
    """Return the content of a class of `re`: all Chinese characters but these.

    >>> han_except("的和")
    '㐀-咋咍-皃皅-鿿豈-﫿𠀀-𳑿'
    """
    first, ranges = ord("㐀"), []
    for excluded in sorted(map(ord, characters)):
        if first < excluded:
            ranges.append(f"{chr(first)}-{chr(excluded - 1)}")
        first = excluded + 1
    return "".join([*ranges, f"{chr(first)}-{HAN[2:]}"])


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for the longest of some words; those that begin alike share their first character.

    >>> one_of(["村", "社区", "村民组"])
    '村(?:民组|)|社(?:区)'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
