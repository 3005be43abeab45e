"""One name out of several quotations: “三旧”变“三新”改造工程, “党建”+“网格”治理模式."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.initiatives import heads
from pipeline.initiatives.quotes import Quote
from pipeline.model import Initiative, Mention, Span
from pipeline.patterns import standard

_JOINT = standard("[+×·&变换到]")
_PARTED = ("从", "由", "把", "将", "让", "使", "变")
_MARKS = standard("[“”‘’「」『』]")


def find(text: str, marks: tuple[Quote, ...]) -> Iterator[Mention[Initiative]]:
    """Yield the names that a joint makes of neighbouring quotations, with the head behind the last.

    >>> from pipeline.initiatives import quotes
    >>> from pipeline.model import Sentence
    >>> text = "启动“三旧”变“三新”改造工程，推行“党建”+“网格”治理模式，由“盆景”变“风景”的模式。"
    >>> marks = quotes.find(text, quotes.pairs(text), (Sentence(Span(0, len(text)), 1),))
    >>> [(m.fact.core, m.fact.type) for m in find(text, marks)]
    [('三旧变三新', 'project'), ('党建+网格', 'method')]
    """
    first: Quote | None = None
    for quote, following in pairwise(marks):
        if not _JOINT.fullmatch(text, quote.span.end, following.span.start):
            first = None
            continue
        first = first or quote
        head = None if following.after.startswith("的") else heads.behind(following.after)
        if head and not first.before.endswith(_PARTED):
            core = _MARKS.sub("", text[first.span.start : following.span.end])
            span = Span(first.span.start, following.span.end + head.length)
            yield Mention(span, Initiative(core, head.type), "joined")
