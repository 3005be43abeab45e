import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import convert, metadata, repair

CASES = Path(__file__).parent / "cases"
HEADS = tomllib.loads((CASES / "metadata.toml").read_text("utf-8"))["case"]
YEARS = tomllib.loads((CASES / "published.toml").read_text("utf-8"))["case"]
SEEDS = Path(__file__).parents[1] / "seeds"
FIELDS = ("title", "outlet", "byline", "published")


def describe(source):
    edits = repair.repair(source)
    removed = [edit.before for edit in edits if edit.kind == "page-chrome"]
    return metadata.describe(convert.convert(repair.apply(source, edits)), removed)


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case["name"])
def test_heads_and_tails(case):
    about = describe(case["text"])
    assert {field: getattr(about, field) for field in FIELDS if field in case} == {
        field: case[field] for field in FIELDS if field in case
    }


@pytest.mark.parametrize("case", YEARS, ids=lambda case: case["name"])
def test_inferred_dates(case):
    assert describe(case["text"]).published == case["published"]


@pytest.mark.parametrize(
    ("number", "published"),
    [("000", "2019-12"), ("001", ""), ("002", "2023-09-01"), ("003", "2022"), ("004", "2024-11")],
)
def test_dates_of_the_seeds(number, published):
    (file,) = SEEDS.glob(f"{number}_*.txt")
    assert describe(file.read_text("utf-8")).published == published


def test_a_reprint_takes_its_year_from_the_removed_stamp():
    assert (
        metadata.describe("稻花香\n时下，稻田葱绿。\n(原载9月1日《河东日报》)", ["发表于 2023-9-2"]).published
        == "2023-09-01"
    )


PIECES = st.sampled_from(
    [
        "来源:",
        "记者",
        "人民网",
        "王小明",
        "发布时间:2023-13-45",
        "原载2月30日",
        "《",
        "》",
        "今年",
        "2019年",
        "到",
        "周年",
        "庆祝建党",
        "百百周年",
        "十年来",
        "\n",
        "(",
        ")",
        "2019,",
        "——",
        "电",
        "二〇二三年十十月",
        "民国112年1月1日",
        "摄",
        "/",
        "、",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=3), max_size=20).map("".join),
    st.lists(st.text(max_size=9), max_size=2),
)
def test_any_text_is_described(text, removed):
    about = metadata.describe(text, removed)
    assert all("\n" not in getattr(about, field) for field in FIELDS)
