"""Many articles: which files are read, and what becomes of those that cannot be."""

import csv
import json
from dataclasses import replace

import pytest
from documents import document, repaired
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import extract, extract_text, process, read_tables, rows, sources, write
from pipeline.lexicon import LexiconError
from pipeline.model import Document

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 4,
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "undecodable.txt": b"\xff\x81\x30\xff" * 50,
}


@pytest.fixture
def quick(monkeypatch):
    """Spare the stages: these tests are about files."""
    monkeypatch.setattr(process, "process", lambda article: replace(document(), article=article))


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "b.txt").write_text(document().article.text, encoding="utf-8")
    (folder / "a.txt").write_text(document().article.text, encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    return folder


def article_ids(folder):
    return read_tables(folder)["articles"]["article_id"].tolist()


@pytest.mark.usefixtures("quick")
def test_a_folder_is_read_to_the_bottom_without_hidden_files(news, tmp_path):
    summary = extract([news], tmp_path / "out")
    assert article_ids(tmp_path / "out") == ["2023/b", "a"]
    assert summary.rows["articles"] == 2
    assert summary.rows["numbers"] == 4
    assert summary.failures == ()


@pytest.mark.usefixtures("quick")
def test_a_file_is_named_by_its_name(news, tmp_path):
    extract([news / "2023" / "b.txt"], tmp_path / "out")
    assert article_ids(tmp_path / "out") == ["b"]


@pytest.mark.usefixtures("quick")
def test_a_file_given_twice_is_read_once(news, tmp_path):
    extract([news, news / "a.txt", str(news) + "/../news"], tmp_path / "out")
    assert article_ids(tmp_path / "out") == ["2023/b", "a"]


@pytest.mark.usefixtures("quick")
def test_equal_names_are_told_apart(news, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    for name in ("a.txt", "a.md", "a.txt.bak"):
        (other / name).write_text("文", encoding="utf-8")
    extract([news, other], tmp_path / "out")
    assert article_ids(tmp_path / "out") == ["2023/b", "a.md", "a.txt", "a.txt.bak", "other/a"]


@pytest.mark.usefixtures("quick")
def test_tables_below_the_input_are_no_input(news):
    first = extract([news], news / "out")
    again = extract([news], news / "out")
    assert first.rows == again.rows
    assert again.failures == ()


@pytest.mark.parametrize("name", BAD)
@pytest.mark.usefixtures("quick")
def test_a_bad_file_is_reported_and_costs_the_others_nothing(news, tmp_path, name):
    extract([news], tmp_path / "good")
    (news / name).write_bytes(BAD[name])
    summary = extract([news], tmp_path / "out")
    assert [failure.file for failure in summary.failures] == [name]
    assert summary.failures[0].reason
    (row,) = read_tables(tmp_path / "out")["failures"].itertuples(index=False)
    assert (row.file, row.reason) == (summary.failures[0].file, summary.failures[0].reason)
    for table in ("articles", "numbers", "places", "words"):
        good, out = (tmp_path / folder / f"{table}.csv" for folder in ("good", "out"))
        assert good.read_bytes() == out.read_bytes()


@pytest.mark.usefixtures("quick")
def test_what_is_missing_is_reported_beside_what_is_there(news, tmp_path):
    summary = extract([news / "nowhere.txt", news], tmp_path / "out")
    assert [failure.file for failure in summary.failures] == ["nowhere.txt"]
    assert article_ids(tmp_path / "out") == ["2023/b", "a"]


def test_a_fault_of_ours_in_one_article_is_a_failure(news, tmp_path, monkeypatch):
    def faulty(article):
        if article.article_id == "a":
            raise RecursionError("too deep")
        return replace(document(), article=article)

    monkeypatch.setattr(process, "process", faulty)
    summary = extract([news], tmp_path / "out")
    assert [(failure.file, failure.reason) for failure in summary.failures] == [
        ("a.txt", "internal error: RecursionError: too deep")
    ]
    assert article_ids(tmp_path / "out") == ["2023/b"]


def test_a_damaged_word_list_is_no_failure_of_the_articles(news, tmp_path, monkeypatch):
    def faulty(_):
        raise LexiconError("units.tsv: no rows")

    monkeypatch.setattr(process, "process", faulty)
    with pytest.raises(LexiconError):
        extract([news], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("inputs", [[], ["nowhere"], ["folder"]])
def test_no_input_changes_nothing(tmp_path, inputs):
    (tmp_path / "folder").mkdir()
    with pytest.raises(sources.NoInputError):
        extract([tmp_path / name for name in inputs], tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_output_that_cannot_be_written_is_noticed_before_reading(news, tmp_path, monkeypatch):
    monkeypatch.setattr(process, "process", lambda _: pytest.fail("read in vain"))
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match="out"):
        extract([news], tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a file"


@pytest.mark.usefixtures("quick")
def test_the_order_of_inputs_does_not_matter(news, tmp_path):
    extract([news / "a.txt", news / "2023"], tmp_path / "one")
    extract([news / "2023", news / "a.txt"], tmp_path / "two")
    for name in write.FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.usefixtures("quick")
def test_rows_come_by_article_and_start(news, tmp_path):
    extract([news], tmp_path / "out")
    for name in ("sentences", "numbers", "places", "initiatives", "repairs"):
        frame = read_tables(tmp_path / "out")[name]
        keys = list(zip(frame["article_id"], frame["start"], strict=True))
        assert keys == sorted(keys)


@pytest.mark.usefixtures("quick")
def test_progress_names_each_file(news, tmp_path):
    seen = []
    extract([news], tmp_path / "out", lambda *step: seen.append(step))
    assert seen == [(0, 2, "a.txt"), (1, 2, "2023/b.txt")]


def test_a_file_without_facts_is_no_failure(tmp_path):
    (tmp_path / "poem.txt").write_text("床前明月光，疑是地上霜。", encoding="utf-8")
    summary = extract([tmp_path / "poem.txt"], tmp_path / "out")
    assert summary.failures == ()
    assert summary.rows["sentences"] == 1
    json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))


def test_text_at_hand_is_read_to_the_end():
    read = extract_text("据新华社郑州7月26日电，许昌市襄城县建成“五面红旗”示范村445個，投入30多万元。")
    assert isinstance(read, Document)
    assert "445" in {str(mention.fact.value) for mention in read.numbers}
    assert "河南省/许昌市/襄城县" in {mention.fact.path for mention in read.places}
    assert "五面红旗" in {mention.fact.core for mention in read.initiatives}
    assert len(read.figures) == len(read.numbers)


@pytest.mark.parametrize("text", ["", "\n", "，。", "1", "\x00", "𠮷" * 3])
def test_any_text_is_read(text):
    assert extract_text(text).text is not None


PIECES = (
    "一 两 三十 445 30多 1.3万 亿元 个 名 村 镇 襄城县 许昌市 豐南區(qū) 全市 年 12月24日 今年 每 近 "
    "“五面红旗” 行动 《 》 “ ” ( ) % — 。 , \n ? 、 \u200b '"
)


@given(st.lists(st.sampled_from([*PIECES.split(" "), " "])).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_row_of_any_text_leads_back_to_its_source(text):
    read = extract_text(text)
    for table in ("sentences", "numbers", "places", "initiatives"):
        found = rows.of_document(read)[table]
        assert len({row["start"] for row in found}) == len(found)
        for row in found:
            assert repaired(text, read.edits, row) == row["text"]


@pytest.mark.usefixtures("quick")
def test_names_that_are_no_unicode_can_be_written(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    try:
        (folder / b"\xff.txt".decode("utf-8", "surrogateescape")).write_text("文", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the file system holds no such name")
    extract([folder], tmp_path / "out")
    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 1
