"""Parquet written by whoever reads: the rows of the CSV tables, however many read and whatever becomes of them."""

import json
import sys

import deadly
import pytest
from batches import TEXT, parts_of, rows, write_news

from pipeline import cli, extract, jobs, parquet
from pipeline import parts as module
from pipeline.model import Article
from pipeline.parquet import ParquetError
from pipeline.tables import ARTICLES, TABLES

pq = pytest.importorskip("pyarrow.parquet")
MANY = 80
CORRECTIONS = """\
table,row_id,text,action,column,value,reason
numbers,05#n10,7个,set,indicator,小区,so it is
numbers,06#n10,9个,drop,,,no such text
numbers,none#n10,9个,drop,,,no such article
"""


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CHARACTERS", 1000)
    folder = write_news(tmp_path / "news", MANY)
    (folder / "more.csv").write_text(f"id,text\n1,{TEXT.format(900)}\n2,{TEXT.format(901)}\n", "utf-8")
    return folder


@pytest.fixture
def corrected(tmp_path):
    (tmp_path / "corrections.csv").write_text(CORRECTIONS, "utf-8")
    return tmp_path / "corrections.csv"


def content(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_rows_are_those_of_the_csv_files_whoever_reads(news, tmp_path, corrected):
    table = extract([news], tmp_path / "csv", corrections=corrected, cache=False)
    summaries = [
        extract([news], tmp_path / f"by {count}", corrections=corrected, jobs=count, parquet=True)
        for count in (1, 2)
    ]
    parquet.parquet(tmp_path / "csv", tmp_path / "later")
    assert rows(tmp_path / "by 1") == rows(tmp_path / "later")
    assert content(tmp_path / "by 1") == content(tmp_path / "by 2")
    assert len(parts_of(tmp_path / "by 1", ARTICLES)) == 3
    for summary in summaries:
        assert (summary.rows, summary.failures) == (table.rows, table.failures)
        assert summary.unmatched == table.unmatched
        assert (summary.unchanged, summary.changes) == (0, None)
    assert len(table.unmatched) == 2
    assert content(tmp_path / "by 1" / "text") == content(tmp_path / "csv" / "text") != {}


def test_an_article_that_kills_its_process_costs_no_other_its_rows(news, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "read", deadly.read)
    (news / "11.txt").write_text(deadly.MARK, encoding="utf-8")
    summary = extract([news], tmp_path / "out", jobs=2, parquet=True)
    assert [(one.file, one.reason) for one in summary.failures if one.file != "07.txt"] == [
        ("11.txt", jobs.DIED)
    ]
    assert summary.rows["articles"] == MANY == len(rows(tmp_path / "out")["articles"])


def test_where_nothing_can_be_read_every_table_is_there(tmp_path):
    (tmp_path / "empty.txt").touch()
    summary = extract([tmp_path / "empty.txt"], tmp_path / "out", parquet=True)
    found = rows(tmp_path / "out")
    assert found.keys() == summary.rows.keys() == {table.name for table in TABLES}
    assert {name for name, some in found.items() if some} == {"failures"}


def test_the_package_lists_every_part(news, tmp_path):
    extract([news], tmp_path / "out", parquet=True)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    listed = [path for resource in package["resources"] for path in resource["path"]]
    there = (tmp_path / "out").rglob("*.parquet")
    assert sorted(listed) == sorted(path.relative_to(tmp_path / "out").as_posix() for path in there)


def test_a_part_written_again_is_the_same_and_shows_nothing_of_what_was_torn(tmp_path):
    outcomes = jobs.read([Article(str(number), "", TEXT.format(number)) for number in range(9)])
    with parquet.replacing(tmp_path / "out") as new:
        first = module._write(new, 0, [()] * 9, outcomes)  # noqa: SLF001
        once = content(new)
        (new.parent / "torn").mkdir()
        (new.parent / "torn" / "numbers").write_bytes(b"PAR1")
        assert module._write(new, 0, [()] * 9, outcomes) == first  # noqa: SLF001
        assert content(new) == once
    assert content(tmp_path / "out") == once
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_who_does_not_see_the_folder_says_so(tmp_path):
    with pytest.raises(ParquetError, match="a worker does not see"):
        module._write(tmp_path / "a" / "b" / "new", 0, [], [])  # noqa: SLF001
    assert not (tmp_path / "a").exists()


def test_what_was_written_is_no_news(news, tmp_path):
    first = extract([news], news / "figures", parquet=True)
    again = extract([news], news / "figures", parquet=True)
    table = extract([news], tmp_path / "csv")
    assert first.failures == again.failures == table.failures
    assert first.rows == again.rows == table.rows


def test_parquet_of_others_is_news(tmp_path):
    import pyarrow as pa  # noqa: PLC0415 -- may be missing

    (tmp_path / "news" / "articles").mkdir(parents=True)
    theirs = pa.table({"id": ["a"], "text": [TEXT.format(5)]})
    pq.write_table(theirs, tmp_path / "news" / "articles" / "part-00000.parquet")
    (tmp_path / "news" / "datapackage.json").write_text('{"name": "theirs"}')
    assert extract([tmp_path / "news"], tmp_path / "out").rows["articles"] == 2


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_after_an_error_the_older_folder_stands(news, tmp_path, error):
    extract([news / "01.txt"], tmp_path / "out", parquet=True)
    before = content(tmp_path / "out")

    def fail(*_):
        raise error

    with pytest.raises(error):
        extract([news], tmp_path / "out", fail, parquet=True)
    assert content(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "out"]


def test_texts_are_replaced_and_those_of_others_refused(news, tmp_path, capsys):
    command = ["extract", str(news), "--parquet", "-o", str(tmp_path / "out"), "--jobs", "1"]
    assert cli.main(command) == 1
    (news / "more.csv").write_text(f"id,text\n3,{TEXT.format(900)}\n", "utf-8")
    assert cli.main(command) == 1
    assert [path.name for path in (tmp_path / "out" / "text").iterdir()] == ["3.txt"]
    (tmp_path / "out" / "text" / "mine.txt").touch()
    capsys.readouterr()
    assert cli.main(command) == 2
    assert "mine.txt was not written by this command" in capsys.readouterr().err


def test_tables_in_csv_are_not_replaced(news, tmp_path, capsys):
    extract([news], tmp_path / "out")
    before = content(tmp_path / "out")
    assert cli.main(["extract", str(news), "--parquet", "-o", str(tmp_path / "out")]) == 2
    assert "move it elsewhere" in capsys.readouterr().err
    assert content(tmp_path / "out") == before


def test_without_pyarrow_it_says_what_to_install(news, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert cli.main(["extract", str(news), "--parquet", "-o", str(tmp_path / "out")]) == 2
    assert "pip install 'gouchen[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
