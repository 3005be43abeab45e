"""The rows of the tables → the plain structure that the page reads as JSON.

What repeats is said once: cells are numbers that count into one list of strings, column by column, and a row's words
are a stretch of its sentence.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.report import labels
from pipeline.report.marks import Repair, expected, locate, units
from pipeline.tables import INITIATIVES, NUMBERS, PLACES, TABLES

Record = Mapping[str, str]
Tables = Mapping[str, Sequence[Record]]

# What a row's place in its sentence says, and what `path` has all of.
_SAID = {"article_id", "sentence_id", "start", "end", "text", "sentence"}
_STEPS = {"province", "prefecture", "county", "township", "village", "area"}
COLUMNS = {
    table.name: [name for name in table.header if name not in {*table.key, *_SAID, *_STEPS}]
    for table in (NUMBERS, PLACES, INITIATIVES)
}
_ARTICLE = (
    "title",
    "subtitle",
    "outlet",
    "byline",
    "published",
    "url",
    "place_path",
    "file",
    "characters",
    "repairs",
)
_INITIATIVE = ("name", "core", "types")
NOWHERE = -1


def payload(tables: Tables) -> dict[str, Any]:
    """Return all that the page shows."""
    articles = {row["article_id"]: place for place, row in enumerate(tables["articles"])}
    strings = _Strings()
    text = _Text(tables["sentences"], tables["repairs"])
    mentions = {name: _mentions(tables[name], articles, text) for name in COLUMNS}
    cells = {
        name: {column: [strings.number(row[column]) for row in tables[name]] for column in columns}
        for name, columns in COLUMNS.items()
    }
    return {
        "labels": labels.labels(),
        "provinces": labels.provinces(),
        "columns": _titles(),
        "articles": [
            {"id": row["article_id"], **{name: row[name] for name in _ARTICLE}} for row in tables["articles"]
        ],
        "sentences": _sentences(tables["sentences"], articles),
        "initiatives": {
            row["initiative_id"]: [row[name] for name in _INITIATIVE] for row in tables["initiative_index"]
        },
        "strings": strings.all,
        "tables": {name: {**mentions[name], "cells": cells[name]} for name in COLUMNS},
    }


class _Strings:
    """Strings by the order of their first appearance; the empty one is 0."""

    def __init__(self) -> None:
        self._numbers = {"": 0}

    def number(self, string: str) -> int:
        return self._numbers.setdefault(string, len(self._numbers))

    @property
    def all(self) -> list[str]:
        return list(self._numbers)


class _Text:
    """The sentences by id, and the way from offsets in the source to offsets in them."""

    def __init__(self, sentences: Iterable[Record], repairs: Iterable[Record]) -> None:
        self._sentences = {row["sentence_id"]: (place, row) for place, row in enumerate(sentences)}
        self._repairs: dict[str, list[Repair]] = defaultdict(list)
        for row in repairs:
            repair = Repair(int(row["start"]), int(row["end"]), len(row["after"]))
            self._repairs[row["article_id"]].append(repair)

    def span(self, row: Record) -> tuple[int, int, int]:
        """Return number of sentence, start and end in it, in UTF-16 units; `NOWHERE` where it cannot be told."""
        place, sentence = self._sentences.get(row["sentence_id"], (NOWHERE, {"start": "0", "text": ""}))
        text, words = sentence["text"], row["text"]
        near = expected(int(sentence["start"]), int(row["start"]), self._repairs[row["article_id"]])
        start = locate(text, words, near)
        if start < 0 and text[near:] and words.startswith(text[near:]):  # it runs on into the next sentence
            start = near
        if start < 0:
            return place, NOWHERE, NOWHERE
        return place, units(text[:start]), units(text[: start + len(words)])


def _mentions(rows: Sequence[Record], articles: Mapping[str, int], text: _Text) -> dict[str, Any]:
    spans = [text.span(row) for row in rows]
    return {
        "article": [articles[row["article_id"]] for row in rows],
        "sentence": [sentence for sentence, _, _ in spans],
        "from": [start for _, start, _ in spans],
        "to": [end for _, _, end in spans],
        "start": [int(row["start"]) for row in rows],
        "end": [int(row["end"]) for row in rows],
        # The words, and the line, of those that are not to be found in a sentence.
        "adrift": {
            place: [row["text"], row["sentence"]]
            for place, (row, (_, start, _)) in enumerate(zip(rows, spans, strict=True))
            if start == NOWHERE
        },
    }


def _sentences(rows: Sequence[Record], articles: Mapping[str, int]) -> dict[str, Any]:
    return {
        "article": [articles[row["article_id"]] for row in rows],
        "paragraph": [int(row["paragraph"]) for row in rows],
        "text": [row["text"] for row in rows],
    }


def _titles() -> dict[str, str]:
    """Return the Chinese title of each column that is shown."""
    return {
        column.name: column.title
        for table in TABLES
        for column in table.columns
        if column.name in COLUMNS.get(table.name, ())
    }
