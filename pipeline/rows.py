"""A document → its rows, by table."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline import repair
from pipeline.model import Document, Figure, Mention, Place, Quantity, Span
from pipeline.numbers import units
from pipeline.tables import Row


class _Page(NamedTuple):
    """A document with the way back to its source."""

    document: Document
    offsets: repair.OffsetMap
    sentence_starts: tuple[int, ...]

    def offset(self, span: Span) -> Row:
        return {"start": self.offsets.start_of(span.start), "end": self.offsets.end_of(span.end)}

    def words_of(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def identity(self, letter: str, span: Span) -> str:
        return f"{self.document.article.article_id}#{letter}{self.offsets.start_of(span.start)}"

    def context(self, span: Span) -> tuple[str, str]:
        """Return id and words of the sentence that `span` starts in, or of its line."""
        place = bisect_right(self.sentence_starts, span.start) - 1
        if place >= 0 and span.start < self.document.sentences[place].span.end:
            sentence = self.document.sentences[place].span
            return self.identity("s", sentence), self.words_of(sentence)
        before, _, _ = self.document.text[span.start :].partition("\n")
        return "", self.document.text[: span.start].rpartition("\n")[2] + before

    def mention(self, id_column: str, letter: str, mention: Mention[object], facts: Row) -> Row:
        sentence_id, sentence = self.context(mention.span)
        return {
            "article_id": self.document.article.article_id,
            id_column: self.identity(letter, mention.span),
            "sentence_id": sentence_id,
            **self.offset(mention.span),
            "text": self.words_of(mention.span),
            **facts,
            "rule": mention.rule,
            "sentence": sentence,
        }


def of_document(document: Document) -> dict[str, list[Row]]:
    """Return the rows of one document, by table."""
    page = _Page(
        document,
        repair.OffsetMap(document.edits, len(document.article.text)),
        tuple(sentence.span.start for sentence in document.sentences),
    )
    rows = {name: list(make(page)) for name, make in MAKERS.items()}
    return {"articles": [_article(document, rows)], **rows}


def _article(document: Document, rows: Mapping[str, list[Row]]) -> Row:
    article, metadata = document.article, document.metadata
    counted = ("sentences", "numbers", "places", "initiatives", "repairs")
    return {
        "article_id": article.article_id,
        "file": article.file,
        "text_file": article.text_file,
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "outlet": metadata.outlet,
        "byline": metadata.byline,
        "photographer": metadata.photographer,
        "published": metadata.published,
        "published_basis": metadata.published_basis,
        "url": metadata.url,
        **_place(document.focus),
        "script": document.script,
        "encoding": article.encoding,
        "characters": len(article.text),
        **{name: len(rows[name]) for name in counted},
        "sha256": article.sha256,
    }


def _place(place: Place | None) -> Row:
    return {"place_code": place.code if place else "", "place_path": place.path if place else ""}


def _sentences(page: _Page) -> Iterator[Row]:
    for sentence in page.document.sentences:
        yield {
            "article_id": page.document.article.article_id,
            "sentence_id": page.identity("s", sentence.span),
            "paragraph": sentence.paragraph,
            **page.offset(sentence.span),
            "text": page.words_of(sentence.span),
        }


def _numbers(page: _Page) -> Iterator[Row]:
    for mention, figure in zip(page.document.numbers, page.document.figures, strict=True):
        yield page.mention("number_id", "n", mention, _quantity(mention.fact, figure))


def _quantity(quantity: Quantity, figure: Figure) -> Row:
    unit = units.lookup(quantity.unit)
    return {
        "kind": quantity.kind,
        "value": quantity.value,
        "value_min": quantity.minimum,
        "value_max": quantity.maximum,
        "unit": quantity.unit,
        "per": quantity.per,
        "dimension": unit.dimension if unit else "",
        "base_unit": unit.base_unit if unit else "",
        "factor": unit.factor if unit else None,
        "qualifier": quantity.qualifier,
        "indicator": figure.indicator,
        "change": figure.change,
        "date": quantity.date,
        "period": figure.period,
        **_place(figure.place),
        "initiative_id": figure.initiative_id,
    }


def _places(page: _Page) -> Iterator[Row]:
    for mention in page.document.places:
        place = mention.fact
        steps = dict(place.steps)
        levels = ("province", "prefecture", "county", "township", "village", "area")
        facts: Row = {
            "level": place.level,
            "code": place.code,
            "path": place.path,
            **{level: steps.get(level, "") for level in levels},
            "code_now": place.code_now,
            "basis": place.basis,
            "candidates": ";".join(place.candidates),
            "in_name": place.in_name,
        }
        yield page.mention("place_mention_id", "p", mention, facts)


def _initiatives(page: _Page) -> Iterator[Row]:
    document = page.document
    found = zip(document.initiatives, document.initiative_ids, document.initiative_places, strict=True)
    for mention, initiative_id, place in found:
        facts: Row = {
            "core": mention.fact.core,
            "type": mention.fact.type,
            "initiative_id": initiative_id,
            **_place(place),
        }
        yield page.mention("initiative_mention_id", "i", mention, facts)


def _words(page: _Page) -> Iterator[Row]:
    article_id = page.document.article.article_id
    counts = Counter(page.document.words)
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if any(map(str.isalnum, word)):
            yield {"article_id": article_id, "word": word, "count": count}


def _repairs(page: _Page) -> Iterator[Row]:
    article = page.document.article
    if not article.encoding_sure:
        guess: Row = {"start": 0, "end": 0, "kind": "encoding", "before": "", "after": article.encoding}
        yield {"article_id": article.article_id, **guess}
    for edit in page.document.edits:
        yield {
            "article_id": page.document.article.article_id,
            "start": edit.start,
            "end": edit.end,
            "kind": edit.kind,
            "before": edit.before,
            "after": edit.after,
        }


MAKERS = {
    "sentences": _sentences,
    "numbers": _numbers,
    "places": _places,
    "initiatives": _initiatives,
    "words": _words,
    "repairs": _repairs,
}
