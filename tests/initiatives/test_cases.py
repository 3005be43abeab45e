"""Cases as data: sentences with their rows in [brackets], and sentences without any."""

import tomllib
from pathlib import Path

import pytest

from pipeline import convert, initiatives, segment

CASES = Path(__file__).parent.parent / "cases"
POSITIVE = tomllib.loads((CASES / "initiatives.toml").read_text("utf-8"))["case"]
NEGATIVE = tomllib.loads((CASES / "initiatives_negative.toml").read_text("utf-8"))["none"]


def rows(text: str) -> list[str]:
    clean = convert.convert(text)
    return [
        f"{clean[m.span.start : m.span.end]} {m.fact.type} {m.fact.core}"
        for m in initiatives.find(clean, segment.sentences(clean))
    ]


def expected(case: dict[str, object]) -> list[str]:
    names = [convert.convert(piece.partition("]")[0]) for piece in str(case["text"]).split("[")[1:]]
    return [f"{name} {row}" for name, row in zip(names, case["rows"], strict=True)]


def parameters() -> list[object]:
    xfail = pytest.mark.xfail(reason="known gap")
    return [
        pytest.param(case, marks=[xfail] if case.get("fails") else [], id=case["text"][:24])
        for case in POSITIVE
    ]


@pytest.mark.parametrize("case", parameters())
def test_rows(case: dict[str, object]) -> None:
    text = str(case["text"]).replace("[", "").replace("]", "")
    assert rows(text) == expected(case)


@pytest.mark.parametrize("text", NEGATIVE)
def test_no_row(text: str) -> None:
    assert rows(text) == []
