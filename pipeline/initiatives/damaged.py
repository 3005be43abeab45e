"""Names of which one quotation mark was lost: 推行先锋亮绩”考评机制, or “五查工作法."""

from collections.abc import Iterable, Iterator

from pipeline.initiatives import heads, modifiers, quotes, shapes
from pipeline.initiatives.words import HAN
from pipeline.model import Initiative, Mention, Span
from pipeline.patterns import standard

_LAST = standard(rf"(?:^|[^{HAN}A-Za-z0-9+])(?P<clause>[{HAN}A-Za-z0-9+]{{2,8}})\Z")


def find(text: str, pairs: Iterable[Span]) -> Iterator[Mention[Initiative]]:
    """Yield the names with a single mark and a type word.

    >>> [(m.fact.core, m.fact.type) for m in find("推行先锋亮绩”考评机制，强化黑车”整治行动，“五查工作法，“他走了", ())]
    [('先锋亮绩', 'mechanism'), ('五查', 'method')]
    """
    for position, mark in quotes.orphans(text, pairs):
        after = text[position + 1 : position + 20].partition("\n")[0]
        head = heads.behind(after)
        if head is None:
            continue
        end = position + 1 + head.length
        if mark == "”" and (last := _LAST.search(text, max(0, position - 12), position)):
            name, governed = modifiers.name(last["clause"])
            inner = name if governed else last["clause"]
            if len(inner) > 1 and not shapes.is_case(inner):
                span = Span(position - len(inner), end)
                yield Mention(span, Initiative(inner, head.type), "opening_mark_lost")
        elif mark == "“" and 2 <= head.at <= 6 and not heads.GOES_ON.match(text, end):
            yield Mention(Span(position, end), Initiative(after[: head.at], head.type), "closing_mark_lost")
