"""Sentences and words."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

from pipeline.cut import cut
from pipeline.model import Sentence, Span
from pipeline.patterns import compiled

_CLOSER = r"[”’」』）)】〕］\]]"
_END = compiled(
    rf"""
    \n
    | [。！？!?…]++ (?>{_CLOSER}*+)      # the marks, and the quotations and brackets that close on them; but not
      (?! [，,、；;：:]                   # where the longer sentence goes on: “满意吗？”，
        | (?<={_CLOSER}) [的等]           # “满意吗？”的提问
        | (?<=…) 等                       # 苹果、梨……等水果
        | [》〉]                          # in a title: 《去哪儿？》
        | (?<=[!?]) [A-Za-z0-9=&%/]       # in a link or a Latin name
      )
    """,
    regex.VERBOSE | regex.V1,
)


def sentences(text: str) -> tuple[Sentence, ...]:
    r"""Cut `text` into sentences without the blanks around them; a line end always ends one.

    A long quotation is cut inside, and its closing quote stays with its last sentence.

    >>> text = "“去哪儿？”“走村。他说好!”\n\n图为会场 (资料照片)"
    >>> [text[s.span.start:s.span.end] for s in sentences(text)]
    ['“去哪儿？”', '“走村。', '他说好!”', '图为会场 (资料照片)']
    >>> [s.paragraph for s in sentences(text)]
    [1, 1, 1, 2]
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    paragraph = 1
    filled = False
    for start, end in _pieces(text):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Sentence(Span(first, first + len(bare)), paragraph)
            filled = True
        if filled and piece.endswith("\n"):
            paragraph += 1
            filled = False


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    quotes = 0  # straight quotation marks on this line so far: they look alike, so their number tells if one is open
    for match in _END.finditer(text):
        end = match.end()
        quotes += text.count('"', start, end)
        if text[end : end + 1] == '"' and quotes % 2:
            end += 1
            quotes += 1
        if match[0] == "\n":
            quotes = 0
        yield start, end
        start = end
    yield start, len(text)


_UNBROKEN: Final = compiled(r"\p{Han}{2000}")
"""Cutting takes time that grows with the square of such a stretch; no text has one that long."""


def words(text: str) -> tuple[str, ...]:
    """Cut `text` into words, blanks dropped.

    >>> words("5000户居民 有了新社区")
    ('5000', '户', '居民', '有', '了', '新', '社区')
    """
    ends = [match.end() for match in _UNBROKEN.finditer(text)]
    pieces = (text[start:end] for start, end in pairwise([0, *ends, len(text)]))
    return tuple(word for piece in pieces for word in cut(piece) if not word.isspace())
