"""The number cases: brackets mark the spans, `rows` says what they mean."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import segment
from pipeline.numbers import find, indicator

FOLDER = Path(__file__).parent.parent / "cases" / "numbers"
FIELDS = {"kind": "kind", "unit": "unit", "per": "per", "date": "date", "qualifier": "qualifier"}
DECIMALS = {"value": "value", "min": "minimum", "max": "maximum"}


def cases():
    for file in sorted(FOLDER.glob("*.toml")):
        for i, case in enumerate(tomllib.loads(file.read_text("utf-8"))["case"]):
            marks = [pytest.mark.xfail(reason=case["fails"])] if "fails" in case else []
            yield pytest.param(case, id=f"{file.stem}-{i}-{case['text'][:24]}", marks=marks)


def unmark(text):
    """Take the brackets out: the text and the marked spans."""
    spans, clean, start = [], "", 0
    for char in text:
        if char == "[":
            start = len(clean)
        elif char == "]":
            spans.append((start, len(clean)))
        else:
            clean += char
    return clean, spans


@pytest.mark.parametrize("case", list(cases()))
def test_case(case):
    text, spans = unmark(case["text"])
    found = find(text, (), case.get("published", ""))
    assert [text[m.span.start : m.span.end] for m in found] == [text[a:b] for a, b in spans]
    readings = indicator.read(text, segment.words(text), segment.sentences(text), found)
    for mention, reading, row in zip(found, readings, case["rows"], strict=True):
        fact = mention.fact
        for key, field in FIELDS.items():
            if key in row:
                assert getattr(fact, field) == row[key], (text, key)
        if fact.kind != "date":
            for key, field in DECIMALS.items():
                if key in row:
                    expected = Decimal(row[key]) if row[key] else None
                    actual = getattr(fact, field)
                    assert actual == expected or abs(actual - expected) <= Decimal("1e-6"), (text, key)
        if row.get("of"):
            assert reading.indicator, text
            assert reading.indicator in row["of"] or row["of"] in reading.indicator, (text, reading.indicator)
        if "change" in row:
            assert reading.change == row["change"], (text, "change")
