"""Names without marks: by their closing word, by a verb that sets them up, or known from elsewhere in the article."""

from collections.abc import Iterator, Mapping
from functools import cache

import regex

from pipeline.initiatives import heads, modifiers, scan, words
from pipeline.initiatives.lookup import Lookup, found, lookup
from pipeline.initiatives.words import HAN
from pipeline.model import Initiative, Mention, Span, free
from pipeline.patterns import compiled

_BODY = rf"[{HAN}A-Za-z0-9+—·-]"
_CLAUSE = compiled(rf"{_BODY}*\Z")
_COUNTED = compiled("[0-9一二两三四五六七八九十百千万多几]+(?:[次个场批期轮届家支项种套条座处所名位]|系列)?")
_AND = frozenset("、和及")
_LONGEST = 26
_NEXT = 12


def find(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the unquoted names that their own words give away.

    >>> text = "持续抓好抓党建促乡村振兴专项行动，建设了188个红帆驿站，搭建智慧党建云平台，牢记两个维护"
    >>> [(m.fact.core, m.fact.type) for m in find(text)]
    [('抓党建促乡村振兴', 'campaign'), ('红帆驿站', 'brand'), ('智慧党建云', 'brand'), ('两个维护', 'concept')]
    """
    own = tuple(_listed(text)) if words.own() else ()
    yield from own
    yield from (mention for mention in _closed(text) if free(mention.span, (named.span for named in own)))
    for start, end, name in found(text, _concepts()):
        known = words.concepts()[name]
        yield Mention(Span(start, end), Initiative(known.core, known.type), "national")
    yield from _conferred(text)


def echoes(text: str, names: Mapping[str, Initiative]) -> Iterator[Mention[Initiative]]:
    """Yield further mentions of `names` without marks, with the head that adjoins.

    >>> text = "建成红色商圈阵地"
    >>> [(text[m.span.start:m.span.end], m.fact.type)
    ...  for m in echoes(text, {"红色商圈": Initiative("红色商圈", "brand")})]
    [('红色商圈阵地', 'brand')]
    """
    for surface, known in names.items():
        for start in _positions(text, surface):
            end = start + len(surface)
            head = heads.behind(text[end : end + _NEXT])
            adjoins = head is not None and head.at in (0, 2)
            kind, length = (head.type, head.length) if head and adjoins else (known.type, 0)
            yield Mention(Span(start, end + length), Initiative(known.core, kind), "echo")


def _conferred(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the titles behind a verb that confers them, one or a list: 获评国家卫生县城、全国双拥模范城."""
    for _, end, _ in found(text, _conferring(), "了"):
        match = _award().match(text, end)
        while match:
            yield Mention(Span(*match.span()), Initiative(match[0], "award"), "conferred_name")
            match = (
                _award().match(text, match.end() + 1) if text[match.end() : match.end() + 1] in _AND else None
            )


def _positions(text: str, surface: str) -> Iterator[int]:
    start = text.find(surface)
    while start >= 0:
        yield start
        start = text.find(surface, start + len(surface))


def _listed(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the names that the user has listed."""
    for match in _own().finditer(text):
        yield Mention(Span(*match.span()), Initiative(match[0], words.own()[match[0]]), "own_list")


def _closed(text: str) -> Iterator[Mention[Initiative]]:
    for start, end, surface in found(text, _closing()):
        word = words.type_words()[surface]
        clause = _CLAUSE.search(text, max(0, start - _LONGEST), start)
        modifier, governed = modifiers.name(clause[0] if clause else "")
        if not _proper(modifier) or not (governed or "named" in word.uses):
            continue
        span = Span(start - len(modifier), end)
        rule = "closing_word" if "named" in word.uses else "governed_name"
        yield Mention(span, Initiative(modifier + word.kept, word.type), rule)


def _proper(modifier: str) -> bool:
    """Does `modifier` make a name, rather than describe what is meant?"""
    generic = words.column("initiative_generic", "place", "inside", "before", "scope")
    if not 2 <= len(modifier) <= 22 or modifier in generic or _COUNTED.fullmatch(modifier):
        return False
    return all(bound.sort != "function" for bound in scan.bounds(modifier))


@cache
def _closing() -> Lookup:
    return lookup(words.closing("named", "governed"))


@cache
def _own() -> regex.Pattern[str]:
    return compiled(words.alternation(words.own()))


@cache
def _concepts() -> Lookup:
    return lookup({"word": name} for name, concept in words.concepts().items() if concept.bare)


@cache
def _conferring() -> Lookup:
    return lookup(row for row in words.entries("initiative_conferring") if len(row["word"]) > 1)


@cache
def _award() -> regex.Pattern[str]:
    titled = rf"{words.honours('quality')}[{HAN}]{{0,6}}{words.honours('holder')}"
    prize = rf"[1-5]A级[{HAN}]{{0,4}}景区|[特一二三]等奖|[金银铜]奖|奖章|奖状|红旗手|标兵|模范|称号|百强|之乡"
    return compiled(rf"{words.honours('rank')}(?:(?![的、]){_BODY}){{0,12}}?(?:{titled}|{prize})")
