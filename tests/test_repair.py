import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import repair
from pipeline.model import Edit
from pipeline.repair import readings

CASES = Path(__file__).parent / "cases"
DAMAGED = tomllib.loads((CASES / "repair.toml").read_text("utf-8"))["case"]
CLEAN = tomllib.loads((CASES / "repair_clean.toml").read_text("utf-8"))["texts"]
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))

# Text that is likely to set off several rules at once.
PIECES = st.sampled_from(
    [
        "個(gè)",
        "區(qū)",
        "(men)",
        "?！跋蠕h",
        "當?shù)匕l(fā)",
        "?",
        "\ufffd",
        "\u200b",
        "\n",
        "\r\n",
        "\n\n",
        "登录",
        "返回列表",
        "213599",
        " | ",
        "，",
        "。",
        "“",
        "”",
        "《",
        "》",
        "的",
        "和",
        "党建工作",
        "群眾",
        "App",
        "　",
        "2023-9-2 09:05:42",
        "。ㄒ唬┲泵娲嬖诘",
        "鍏氬缓寮曢",
        "å…šå»º",
        "µ³½¨ÒýÁì",
        "&ldquo;",
        "“3 X”",
        " and ",
        "党 建 引 领",
        "，，",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case["name"])
def test_damage_is_undone(case):
    edits = repair.repair(case["source"])
    assert repair.apply(case["source"], edits) == case["clean"]
    assert {edit.kind for edit in edits} == set(case["kinds"])


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_stays(text):
    assert repair.repair(text) == ()


@given(TEXTS)
def test_edits_are_sorted_disjoint_and_quote_the_source(text):
    edits = repair.repair(text)
    assert all(edit.before == text[edit.start : edit.end] for edit in edits)
    assert all(edit.start < edit.end and len(edit.after) <= 2 for edit in edits)
    assert all(first.end <= second.start for first, second in pairwise(edits))


@given(TEXTS, st.data())
def test_a_span_of_clean_text_leads_back_to_its_source(text, data):
    edits = repair.repair(text)
    clean = repair.apply(text, edits)
    if not clean:
        return
    start = data.draw(st.integers(0, len(clean) - 1))
    end = data.draw(st.integers(start + 1, len(clean)))
    offsets = repair.OffsetMap(edits, len(text))
    assert reread(text, edits, offsets.start_of(start), offsets.end_of(end)) == clean[start:end]


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_every_character_of_the_seeds_leads_back(file):
    text = file.read_bytes().decode()
    edits = repair.repair(text)
    clean = repair.apply(text, edits)
    offsets = repair.OffsetMap(edits, len(text))
    starts = [offsets.start_of(place) for place in range(len(clean))]
    ends = [offsets.end_of(place + 1) for place in range(len(clean))]
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        inside = [edit for edit in edits[:400] if start <= edit.start and edit.end <= end]
        if text[start:end] != clean[place]:
            assert repair.apply(text[start:end], [moved(edit, start) for edit in inside]) == clean[place]
    assert starts == sorted(starts)


def test_a_gloss_belongs_to_the_character_before_it():
    text = "豐南區(qū)委"
    offsets = repair.OffsetMap(repair.repair(text), len(text))
    assert text[offsets.start_of(0) : offsets.end_of(3)] == "豐南區(qū)"


def test_each_restored_character_ends_with_its_last_byte():
    edits = repair.repair("25個?！跋蠕h亮績”考評")
    assert [(edit.before, edit.after) for edit in edits] == [
        ("?！", "。"),
        ("跋", "“"),
        ("蠕", "先"),
        ("h", "鋒"),
    ]


def test_a_broken_line_does_not_belong_to_the_word_before_it():
    text = "社区成立于2003年。党支部与驻区单\n\n位多次协商。"
    offsets = repair.OffsetMap(repair.repair(text), len(text))
    assert offsets.end_of(text.index("\n")) == text.index("\n")


def test_where_the_search_for_shifts_is_spared_it_finds_none(monkeypatch):
    texts = [*CLEAN, *(case["source"] for case in DAMAGED), *(file.read_bytes().decode() for file in SEEDS)]
    spared = [repair.repair(text) for text in texts]
    monkeypatch.setattr(readings, "_may_be_shifted", lambda *_: True)
    assert [repair.repair(text) for text in texts] == spared


def reread(text, edits, start, end):
    inside = [moved(edit, start) for edit in edits if start <= edit.start and edit.end <= end]
    return repair.apply(text[start:end], inside)


def moved(edit, start):
    return Edit(edit.start - start, edit.end - start, edit.kind, edit.before, edit.after)
