"""Figures find their place, period and initiative."""

import tomllib
from pathlib import Path

import pytest

from pipeline import initiatives, numbers, relate, segment
from pipeline.model import Mention, Metadata, Place, Span
from pipeline.numbers import indicator

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "relate.toml").read_text("utf-8"))["case"]
LEVELS = {
    1: ("province",),
    2: ("province", "prefecture"),
    3: ("province", "prefecture", "county"),
    4: ("province", "prefecture", "county", "township"),
    5: ("province", "prefecture", "county", "township", "village"),
}


def place(path, *, in_name=False):
    names = path.split("/")
    levels = LEVELS[len(names)]
    return Place(levels[-1], tuple(zip(levels, names, strict=True)), in_name=in_name)


def mentions(case):
    found, at = [], 0
    for i, path in enumerate(case["places"]):
        name = path.rpartition("/")[2]
        at = case["text"].index(name, at)
        fact = place(path, in_name=i in case.get("in_name", []))
        found.append(Mention(Span(at, at + len(name)), fact, "case"))
        at += len(name)
    return tuple(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_case(case):
    text, sentences, places = case["text"], segment.sentences(case["text"]), mentions(case)
    focus = place(case["focus"]) if case["focus"] else None
    published = case.get("published", "")
    spans = [mention.span for mention in places]
    found = numbers.find(text, spans, published)
    named = initiatives.find(text, sentences)
    readings = indicator.read(text, segment.words(text), sentences, found, spans)
    metadata = Metadata(published=published)
    related = relate.relate(relate.Findings(text, sentences, metadata, focus, places, named, found, readings))
    cores = dict(zip(related.initiative_ids, (mention.fact.core for mention in named), strict=True))
    figures = [f for m, f in zip(found, related.figures, strict=True) if m.fact.kind != "date"]
    for figure, expected in zip(figures, case["figures"], strict=True):
        if "place" in expected:
            assert (figure.place.path if figure.place else "") == expected["place"]
        if "period" in expected:
            assert figure.period == expected["period"]
        if "initiative" in expected:
            assert cores.get(figure.initiative_id, "") == expected["initiative"]
