"""Quotations: paired marks of every kind, and single marks whose partner was lost."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.initiatives.counts import COUNT
from pipeline.initiatives.words import HAN
from pipeline.model import Sentence, Span
from pipeline.patterns import standard

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_OPENERS = {closer: opener for opener, closer in PAIRS.items()}
_CURLY = standard("[“”]")
_MARK = standard(r'[“”‘’「」『』"\n]')
_LONGEST = 48  # characters of the longest names with a slogan of four parts inside; beyond that it is speech
_WINDOW = 40
_LINK = standard(rf"(?:{COUNT})?[、和与及]|(?:{COUNT})?以及|、[{HAN}]{{1,6}}|")
_NOUN = standard(rf"(?P<noun>[{HAN}]{{1,6}})[、和与及]")

_BARE = standard(
    rf"(?:[、和与及](?!等)[{HAN}]{{2,8}}?){{1,3}}(?=等[{HAN}]{{0,4}}?(?:项目|活动|工程|行动|计划))"
)


class Quote(NamedTuple):
    """A quotation and what stands around it in its sentence; `span` holds the marks.

    `tail` is what follows the list that the quotation belongs to.
    """

    span: Span
    inner: str
    before: str
    after: str
    tail: str = ""


def find(text: str, pairs: Iterable[Span], sentences: tuple[Sentence, ...]) -> tuple[Quote, ...]:
    """Return every quotation short enough for a name, by start; an outer one comes before those inside.

    >>> text = "授予“2023年‘五好’单位”称号"
    >>> [(quote.inner, quote.after) for quote in find(text, pairs(text), (Sentence(Span(0, len(text)), 1),))]
    [('2023年‘五好’单位', '称号'), ('五好', '单位”称号')]
    """
    starts = [sentence.span.start for sentence in sentences]
    found = []
    for span in pairs:
        start, end = span
        if 2 < end - start <= _LONGEST + 2:
            first = starts[max(0, bisect_right(starts, start) - 1)]
            last = sentences[max(0, bisect_right(starts, end - 1) - 1)].span.end
            before, after = text[max(first, start - _WINDOW) : start], text[end : min(last, end + _WINDOW)]
            found.append(Quote(span, text[start + 1 : end - 1], before, after))
    return tuple(found)


def pairs(text: str) -> tuple[Span, ...]:
    """Return the span of each pair of marks within a line, as brackets are matched, by start."""
    found = []
    opened = ""
    starts: list[int] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == "\n":
            opened = ""
        elif mark in PAIRS or (mark == '"' and mark not in opened):
            starts[len(opened) :] = [match.start()]
            opened += mark
        else:
            depth = opened.rfind(_OPENERS.get(mark, mark))
            if depth >= 0:
                found.append(Span(starts[depth], match.end()))
                opened = opened[:depth]
    return tuple(sorted(found))


def orphans(text: str, pairs: Iterable[Span]) -> Iterator[tuple[int, str]]:
    """Yield the position of each curly mark that has no partner on its line, with the mark.

    >>> list(orphans("推行先锋亮绩”考评机制", ()))
    [(6, '”')]
    """
    paired = {position for start, end in pairs for position in (start, end - 1)}
    for match in _CURLY.finditer(text):
        if match.start() not in paired:
            yield match.start(), match[0]


def runs(quotes: tuple[Quote, ...], text: str) -> Iterator[tuple[Quote, ...]]:
    """Yield the lists: neighbours with nothing, `、`, `和`, a place's name, a count or their noun between them.

    >>> text = "设立“甲”“乙”、东镇“丙”等岗，以及“丁”"
    >>> found = find(text, pairs(text), (Sentence(Span(0, len(text)), 1),))
    >>> [[quote.inner for quote in run] for run in runs(found, text)]
    [['甲', '乙', '丙'], ['丁']]
    """
    run: tuple[Quote, ...] = ()
    for quote in quotes:
        if run and not _links(text, run[-1].span.end, quote.span):
            yield _tailed(run)
            run = ()
        run = (*run, quote)
    if run:
        yield _tailed(run)


def is_followed_by_bare(quote: Quote) -> bool:
    """Is the next of its list without marks: “甲”、危房改造等项目?"""
    return quote.tail not in ("", quote.after) and quote.after[1:2] not in PAIRS


def _links(text: str, end: int, span: Span) -> bool:
    """Does what stands from `end` to `span` join two of a list, be it with the noun of both: “甲”企业、“乙”企业?"""
    if _LINK.fullmatch(text, end, span.start):
        return True
    nouns = _NOUN.fullmatch(text, end, span.start)
    return nouns is not None and text.startswith(nouns["noun"], span.end)


def _tailed(run: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Give each of a list what follows all of it, also what has no marks: “甲”、“乙”、危房改造|等项目."""
    after = run[-1].after
    bare = _BARE.match(after)
    if bare is None and len(run) == 1:
        return run
    tail = after[bare.end() :] if bare else after
    return tuple(quote._replace(tail=tail) for quote in run)
