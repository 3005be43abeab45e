"""Every word of the lists can count: it stands there once, in the script and width the finders read."""

from importlib.resources import files

import pytest

from pipeline import convert, lexicon
from pipeline.initiatives import words

NAMES = sorted(
    path.name[:-4]
    for path in files("pipeline").joinpath("data").iterdir()
    if path.name.startswith("initiative_")
)
TYPES = {"document", "campaign", "project", "mechanism", "method", "brand", "body", "award", "concept"}


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_there_once_as_the_finders_read_them(name: str) -> None:
    for row in words.entries(name):
        assert convert.convert(row["word"]) == row["word"]


def test_types_are_known() -> None:
    assert {word.type for word in words.type_words().values()} <= TYPES
    assert {kind for kind, _ in words.verbs().values()} <= TYPES
    assert {concept.type for concept in words.concepts().values()} <= TYPES


def test_uses_are_known() -> None:
    assert {use for word in words.type_words().values() for use in word.uses} <= {
        "head",
        "plain",
        "act",
        "weak",
        "end",
        "off",
        "named",
        "governed",
        "works",
        "listed",
        "alike",
        "launched",
        "entering",
        "team",
        "presents",
    }


def test_an_empty_alternation_is_refused() -> None:
    with pytest.raises(lexicon.LexiconError):
        words.alternation([])
