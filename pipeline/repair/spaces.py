"""Words that recognition or typesetting tore apart, and what it put between them."""

from collections.abc import Iterator

from pipeline.convert import simplify_characters
from pipeline.model import Edit
from pipeline.patterns import compiled
from pipeline.repair.likelihood import likelihood

# A model that reads pages aloud in English writes `and` for 和 here and there.
_AND = compiled(r"(?<=[\p{Han}”》%]) ?and ?(?=[\p{Han}“《])")
# 党 建 引 领 基 层
_SPACED = compiled(
    r"(?<![\p{Han}A-Za-z0-9][ \u3000]|\p{Han})\p{Han}(?:(?P<blank>[ \u3000])\p{Han}(?!\p{Han})){3,}"
)
_THRICE = compiled(r"[ \u3000](?:\p{Han}[ \u3000]){2}")
_TORN = compiled(r"(?<=\p{Han}) (?=\p{Han})")
_CLAUSE_BEFORE = compiled(r"[，,。；;：:！？][^\n\r]{0,24}$")
_CLAUSE_BEHIND = compiled(r"[^\n\r]{0,24}[，,。；;：:！？]")
_NEAR = 4
_LINKED = 2.5  # nats by which one word is likelier than its halves
_FLUENT = -8.0  # nats for each character; a list of names has less
_REACH = 24


def stray_words(text: str) -> Iterator[Edit]:
    """Read an `and` between Chinese words as 和.

    >>> [(edit.before, edit.after) for edit in stray_words("最活跃的组织 and 人群，Q and A")]
    [(' and ', '和')]
    """
    for match in _AND.finditer(text):
        yield Edit(match.start(), match.end(), "stray-word", match[0], "和")


def letter_spacing(text: str) -> Iterator[Edit]:
    """Take out the blanks between characters that were set apart one by one.

    >>> len(list(letter_spacing("党 建 引 领 基 层 治 理"))), len(list(letter_spacing("王 强 李 伟 赵 敏")))
    (7, 0)
    """
    for match in _SPACED.finditer(text) if _THRICE.search(text) else ():
        letters = match[0].replace(" ", "").replace("\u3000", "")
        if likelihood(letters) >= _FLUENT * len(letters):
            for place in match.starts("blank"):
                yield Edit(place, place + 1, "torn-word", text[place], "")


def torn_words(text: str) -> Iterator[Edit]:
    """Take out a blank in the middle of a word, in running text.

    >>> [edit.start for edit in torn_words("坚持以党建引领基层治 理，推动高质量发展。")]
    [10]
    >>> list(torn_words("凝聚红色力量 催生发展活力"))
    []
    """
    for match in _TORN.finditer(text):
        start, end = match.span()
        if not (
            _CLAUSE_BEHIND.match(text, end) or _CLAUSE_BEFORE.search(text[max(0, start - _REACH) : start])
        ):
            continue
        left, right = (
            simplify_characters(text[start - _NEAR : start]),
            simplify_characters(text[end : end + _NEAR]),
        )
        if likelihood(left + right) - likelihood(left) - likelihood(right) >= _LINKED:
            yield Edit(start, end, "torn-word", match[0], "")
