"""What was found in a text, and in each of its reports where it holds several."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.model import Fact, Initiative, Mention, Metadata, Place, Quantity, Sentence, Span
from pipeline.numbers.indicator import Reading
from pipeline.patterns import standard
from pipeline.relate.focus import focus

_BEGINS: Final = standard(
    r"\n[ \u3000]{0,4}\n(?=[^\n—－][^\n]{3,60}(?<![,，。;；:：!！?？…])\n[ \u3000]*"
    r"(?:(?:19|20)[0-9]{2}[-/年.][0-9]{1,2}[-/月.][0-9]{1,2}日?[ 0-9:：]*\n"
    r"|本[报网台刊社]讯|[一-鿿]{2,10}[讯电][ \u3000]?(?:[(（]|记者|通讯员)"
    r"|[一-鿿]{2,8}[0-9]{1,2}月[0-9]{1,2}日(?:[讯电]|消息)))"
)
"""How a further report begins: a headline, and under it a line that is its date, or begins with whence it was filed."""
_TOLD: Final = "。"


class Findings(NamedTuple):
    """All that was found in one text; `readings` are parallel to `numbers`."""

    text: str
    sentences: Sequence[Sentence]
    metadata: Metadata
    focus: Place | None
    places: Sequence[Mention[Place]]
    initiatives: Sequence[Mention[Initiative]]
    numbers: Sequence[Mention[Quantity]]
    readings: Sequence[Reading]


def reports(found: Findings) -> Sequence[Findings]:
    """Return what was found in each report of a text, its offsets within it; each has a place of its own."""
    starts = begin(found.text)
    ends = [*starts[1:], len(found.text)]
    return [_part(found, *span) for span in zip(starts, ends, strict=True)] if len(starts) > 1 else [found]


def begin(text: str) -> Sequence[int]:
    r"""Return where the reports of a text begin; a line with a date and nothing told below it begins none.

    >>> text = "修路\n2023-05-10\n修路3条。\n\n引水上山\n2023-05-11\n挖渠2条。\n\n乙县水利局\n2023-05-11\n"
    >>> [text[start:].split("\n")[0] for start in begin(text)]
    ['修路', '引水上山']
    """
    starts = [match.end() for match in _BEGINS.finditer(text)]
    edges = [0, *starts, len(text)]
    told = [text.find(_TOLD, *edge) >= 0 for edge in pairwise(edges)]
    return [
        0,
        *(start for start, above, below in zip(starts, told, told[1:], strict=False) if above and below),
    ]


def _part(found: Findings, start: int, end: int) -> Findings:
    text, places = found.text[start:end], _within(found.places, start, end)
    return found._replace(
        text=text,
        sentences=[
            Sentence(_moved(sentence.span, start), sentence.paragraph)
            for sentence in found.sentences[_slice(found.sentences, start, end)]
        ],
        focus=focus(text, places),
        places=places,
        initiatives=_within(found.initiatives, start, end),
        numbers=_within(found.numbers, start, end),
        readings=found.readings[_slice(found.numbers, start, end)],
    )


def _within(mentions: Sequence[Mention[Fact]], start: int, end: int) -> Sequence[Mention[Fact]]:
    return [
        mention._replace(span=_moved(mention.span, start))
        for mention in mentions[_slice(mentions, start, end)]
    ]


def _slice(found: Sequence[Mention[Fact]] | Sequence[Sentence], start: int, end: int) -> slice:
    first, last = (bisect_left(found, edge, key=lambda one: one.span.start) for edge in (start, end))
    return slice(first, last)


def _moved(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start)
