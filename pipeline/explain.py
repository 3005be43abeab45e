"""Why a sentence gave the rows that it gave: which rules fired, and what else could have been a row but is none.

What was refused is found by asking the rules once more, so that reading an article pays nothing for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from pipeline import cells, own, process, repair
from pipeline.initiatives import evidence, quotes, scan, words
from pipeline.model import Article, Document, Edit, Span
from pipeline.numbers import dates, grammar, negatives, units
from pipeline.numbers.calendar import Clock
from pipeline.patterns import standard
from pipeline.places import gazetteer, seams, spot
from pipeline.places.chain import bare_name
from pipeline.places.spot import Hit
from pipeline.places.wording import is_generic

_NUMERAL: Final = standard(r"[0-9][0-9.,]*|[〇零一二两三四五六七八九十百千万亿]+|[数几](?=[十百千万亿])")
_TITLE: Final = standard(r"《[^《》\n]*》")


_Found: TypeAlias = tuple[Span, str, str, str]  # where, layer, rule, why


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a stretch of the source in one layer; without `rule` it is no row, and `why` says so."""

    layer: str
    start: int
    end: int
    text: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its offsets in the source, the repairs made in it, and the verdicts by place."""

    start: int
    end: int
    text: str
    repairs: tuple[Edit, ...]
    verdicts: tuple[Verdict, ...]


def explain(article: Article, at: int | None = None, grep: str = "") -> Iterator[Passage]:
    """Yield the sentences of an article: the one at offset `at` of the source, or those that hold `grep`, or all."""
    document = process.process(article)
    offsets = repair.OffsetMap(document.edits, len(article.text))
    for sentence in document.sentences:
        start, end = offsets.start_of(sentence.span.start), offsets.end_of(sentence.span.end)
        text = document.text[sentence.span.start : sentence.span.end]
        if at is not None and not start <= at < end:
            continue
        if grep not in text and grep not in article.text[start:end]:
            continue
        edits = tuple(edit for edit in document.edits if start <= edit.start < end)
        found = sorted([*_kept(document, sentence.span), *_refused(document, sentence.span)])
        verdicts = [
            Verdict(
                layer,
                offsets.start_of(span.start),
                offsets.end_of(span.end),
                document.text[span.start : span.end],
                rule,
                why,
            )
            for span, layer, rule, why in found
        ]
        yield Passage(start, end, text, edits, tuple(verdicts))


def _kept(document: Document, inside: Span) -> Iterator[_Found]:
    """Yield the rows that begin in a stretch, with what they say."""
    for mention, figure in zip(document.numbers, document.figures, strict=True):
        if _within(mention.span, inside):
            fact = mention.fact
            stated = fact.date or _number(fact.value) or f"{_number(fact.minimum)}…{_number(fact.maximum)}"
            place = figure.place.path if figure.place else ""
            about = ", ".join(filter(None, (figure.indicator, figure.change, figure.period, place)))
            yield mention.span, "numbers", mention.rule, _said(f"{fact.kind} {stated} {fact.unit}", about)
    for spotted in document.places:
        if _within(spotted.span, inside):
            place = spotted.fact.path or f"one of {len(spotted.fact.candidates)}"
            yield spotted.span, "places", spotted.rule, _said(place, spotted.fact.code, spotted.fact.basis)
    for named in document.initiatives:
        if _within(named.span, inside):
            yield named.span, "initiatives", named.rule, _said(named.fact.type, named.fact.core)


def _number(value: Decimal | None) -> str:
    return "" if value is None else cells.plain(value)


def _said(*parts: str) -> str:
    return "; ".join(part.strip() for part in parts if part.strip())


def _refused(document: Document, inside: Span) -> Iterator[_Found]:
    """Yield what looks like a row but is none."""
    for layer, candidates in (("numbers", _numerals), ("places", _names), ("initiatives", _schemes)):
        for span, why in candidates(document, inside):
            stop = own.stop(layer, document.text, span)
            yield span, layer, "", f"stop phrase {stop}" if stop else why


def _numerals(document: Document, inside: Span) -> Iterator[tuple[Span, str]]:
    text = document.text
    taken = [mention.span for mention in document.numbers]
    named = negatives.names(text)
    for match in _NUMERAL.finditer(text, inside.start, inside.end):
        span = Span(*match.span())
        if _held(span, taken):
            continue
        place = next((m for m in document.places if m.span.overlaps(span)), None)
        name = next((one for one in named if one.overlaps(span)), None)
        phrase = negatives.fixed_phrase(text, span.start)
        end_of_code = negatives.code(text, span.start)
        hit = dates.find_at(text, span.start, Clock("")) or grammar.find_at(text, span.start)
        if place:
            yield span, f"belongs to the place {text[place.span.start : place.span.end]}"
        elif name:
            yield span, f"belongs to the name {text[name.start : name.end]}"
        elif end_of_code > span.start:
            yield span, f"code {text[span.start : end_of_code]}"
        elif phrase:
            yield span, f"fixed phrase {text[phrase.start : phrase.end]}"
        elif hit:
            yield (
                span,
                f"{hit.rule} reads {text[hit.span.start : hit.span.end]}, but {_lost(hit.span, taken)}",
            )
        else:
            unit = units.at(text, span.end)
            behind = (
                f"no rule takes it before {unit.surface}" if unit else "no unit or measure word behind it"
            )
            yield span, behind


def _lost(span: Span, taken: list[Span]) -> str:
    return (
        "a longer or earlier row holds it"
        if _held(span, taken)
        else "a numeral there names and does not count"
    )


def _names(document: Document, inside: Span) -> Iterator[tuple[Span, str]]:
    text = document.text
    taken = [mention.span for mention in document.places]
    for hit in sorted([*spot.surfaces(text), *spot.lower_hits(text)]):
        span = Span(hit.start, hit.end)
        if _within(span, inside) and not _held(span, taken):
            yield span, _no_place(text, hit)


def _no_place(text: str, hit: Hit) -> str:
    if hit.kind == "guard":
        return "a word that only looks like a place (place_guards)"
    if hit.kind == "lower":
        if seams.cuts_left(text, hit.start) or seams.cuts_right(text, hit.end):
            return "cuts through a common word"
        if is_generic(bare_name(hit.name)):
            return "an ordinary word that is also the name of villages"
        known = gazetteer.lookup(hit.name)
        where = ", ".join(gazetteer.describe(entry, hit.name) for entry in known[:3])
        return (
            f"{len(known)} of this name ({where}{' …' * (len(known) > 3)}), none in a place the article names"
        )
    if spot.is_part_of_word(text, hit):
        return f"only part of a word or of the name of a road: {text[hit.start : hit.end + 2]}"
    where = ", ".join(gazetteer.describe(entry) for entry in hit.entries[:3])
    return f"short name of {where}: nothing in the article shows that it is meant"


def _schemes(document: Document, inside: Span) -> Iterator[tuple[Span, str]]:
    text = document.text
    taken = [mention.span for mention in document.initiatives]
    for quote in quotes.find(text, quotes.pairs(text), document.sentences):
        if _within(quote.span, inside) and not _held(quote.span, taken):
            yield quote.span, _no_name(quote)
    for match in _TITLE.finditer(text, inside.start, inside.end):
        if not _held(Span(*match.span()), taken):
            yield Span(*match.span()), "a title without the word of a document kind at its end, or a work"
    known = words.type_words()
    for closing in scan.closings(text[inside.start : inside.end]):
        span = Span(inside.start + closing.start, inside.start + closing.end)
        word = known.get(text[span.start : span.end])
        if word and word.uses & {"named", "governed"} and not _held(span, taken):
            yield span, f"closes the name of a {closing.type}, but no proper name stands in front of it"


def _no_name(quote: quotes.Quote) -> str:
    for rule in evidence.RULES:
        verdict = rule(quote)
        if verdict:
            doc = (rule.__doc__ or "").split("\n")[0]
            return (
                f"{rule.__name__} refuses it: {doc}"
                if not verdict.type
                else f"{rule.__name__}, but it lost to another"
            )
    return "no evidence that it is a name"


def _within(span: Span, inside: Span) -> bool:
    return inside.start <= span.start < inside.end


def _held(span: Span, taken: list[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)
