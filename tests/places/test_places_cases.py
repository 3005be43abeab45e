"""Every sentence of tests/cases/places*.toml reads as it says."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.model import Metadata
from pipeline.places import find

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("places*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def clean(marked: str) -> str:
    return re.sub(r"[\[\]]", "", marked)


@pytest.mark.parametrize("case", CASES, ids=[clean(case["text"])[:24] for case in CASES])
def test_case(case: dict) -> None:
    text = clean(case["text"])
    mentions = find(
        text, (), Metadata(outlet=case.get("outlet", ""), published=case.get("published", "2023"))
    )
    shown = text
    for mention in reversed(mentions):
        start, end = mention.span.start, mention.span.end
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    assert shown == case["text"]
    assert [mention.fact.path for mention in mentions] == case["paths"]
    if "codes" in case:
        assert [mention.fact.code for mention in mentions] == case["codes"]
    if "codes_now" in case:
        assert [mention.fact.code_now for mention in mentions] == case["codes_now"]
    if "levels" in case:
        assert [mention.fact.level for mention in mentions] == case["levels"]
