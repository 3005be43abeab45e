import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import convert, metadata, repair
from pipeline.repair.chrome import CHROME, page_chrome
from pipeline.repair.furniture import Verdict, judge

CASES = Path(__file__).parent / "cases"
HEADS = tomllib.loads((CASES / "metadata.toml").read_text("utf-8"))["case"]
PAGES = [
    case | {"name": f"{file.stem}: {case['name']}"}
    for file in sorted((CASES / "metadata").glob("*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]
YEARS = tomllib.loads((CASES / "published.toml").read_text("utf-8"))["case"]
SEEDS = Path(__file__).parents[1] / "seeds"
FIELDS = ("title", "subtitle", "outlet", "byline", "photographer", "published", "published_basis")
MARK = "✂"  # stands before the lines of a case that are furniture


def describe(source):
    edits = repair.repair(source)
    removed = [edit.before for edit in edits if edit.kind == CHROME]
    return metadata.describe(convert.convert(repair.apply(source, edits)), removed)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_pages(case):
    about = describe(case["text"].replace(MARK, ""))
    assert {field: getattr(about, field) for field in FIELDS if field in case} == {
        field: case[field] for field in FIELDS if field in case
    }


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_furniture_goes_and_nothing_else(case):
    edits = repair.repair(case["text"].replace(MARK, ""))
    lines = [line.partition(MARK)[2] for line in case["text"].split("\n") if MARK in line]
    assert [edit.before for edit in edits if edit.kind == CHROME] == lines


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_a_page_is_clean_when_its_furniture_is_gone(case):
    text = case["text"].replace(MARK, "")
    cleaned = repair.apply(text, page_chrome(text))
    assert list(page_chrome(cleaned)) == []


CERTAIN = sorted(
    {
        line.removeprefix(MARK)
        for case in PAGES
        for line in case["text"].split("\n")
        if line.startswith(MARK)
        and judge(convert.simplify_characters(line.removeprefix(MARK))) is Verdict.SURE
    }
)
PROSE = [
    "居民登录平台，就能查到蔬菜的来源，还能把菜谱分享到朋友圈。",
    "编辑部里，三名编辑校对稿件；打印机一直没有关闭。",
    "他说：“上一篇报道引来1.2万次点击，评论数、转发数都创了新高。”",
    "审核通过后，企业扫描二维码即可下载电子证照，全年共办理3400件。",
]


@given(
    st.lists(st.sampled_from(CERTAIN), max_size=4),
    st.lists(st.sampled_from(PROSE), min_size=1, max_size=4),
    st.lists(st.sampled_from(CERTAIN), max_size=4),
)
def test_prose_stays_whatever_furniture_stands_round_it(above, prose, below):
    page = "\n".join([*above, *prose, *below])
    assert [edit.before for edit in page_chrome(page)] == [*above, *below]


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
    [("000", "2019-12"), ("001", ""), ("002", "2023-09-01"), ("003", ""), ("004", "2024-11")],
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
