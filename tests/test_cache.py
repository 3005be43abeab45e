"""Re-runs: unchanged articles are not read again, and no table is any different for it."""

import re
import sqlite3
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest

from pipeline import cache, extract, lines, process, write
from pipeline.model import Article
from pipeline.tables import BY_ARTICLE

TEXT = "许昌市襄城县新建社区44个，投入30多万元，推行“五面红旗”工作法。"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"{name}。{TEXT}", encoding="utf-8")
    return folder


@pytest.fixture
def read(monkeypatch):
    """List the articles that are read."""
    ids = []
    real = process.process

    def noted(article):
        ids.append(article.article_id)
        return real(article)

    monkeypatch.setattr(process, "process", noted)
    return ids


def tables(folder):
    return {name: (folder / name).read_bytes() for name in write.FILES}


def test_only_what_has_changed_is_read_again(news, tmp_path, read):
    assert extract([news], tmp_path / "out").unchanged == 0
    (news / "b.txt").write_text(f"乙。{TEXT}", encoding="utf-8")
    read.clear()
    summary = extract([news], tmp_path / "out")
    assert read == ["b"]
    assert summary.unchanged == 2
    extract([news], tmp_path / "fresh", cache=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_an_interrupted_run_goes_on_where_it_stopped(news, tmp_path, read, monkeypatch):
    real = process.process

    def interrupted(article):
        if article.article_id == "c":
            raise KeyboardInterrupt
        return real(article)

    with monkeypatch.context() as patch:
        patch.setattr(process, "process", interrupted)
        with pytest.raises(KeyboardInterrupt):
            extract([news], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    read.clear()
    extract([news], tmp_path / "out")
    assert read == ["c"]


def test_the_same_text_under_another_name_is_another_article(news, tmp_path, read):
    extract([news], tmp_path / "out")
    (news / "a.txt").rename(news / "d.txt")
    read.clear()
    extract([news], tmp_path / "out")
    assert read == ["d"]
    extract([news], tmp_path / "fresh", cache=False)
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_other_rules_read_everything_again(news, tmp_path, read, monkeypatch):
    extract([news], tmp_path / "out")
    monkeypatch.setattr(cache, "rules", lambda _: "other")
    read.clear()
    extract([news], tmp_path / "out")
    assert read == ["a", "b", "c"]


def test_the_rules_are_all_code_all_data_and_the_own_words(tmp_path):
    before = cache.rules(None)
    assert before == cache.rules(None)
    (tmp_path / "units.tsv").write_text("surface\n扎\n", encoding="utf-8")
    with_words = cache.rules(tmp_path)
    assert with_words != before
    (tmp_path / "units.tsv").write_text("surface\n捆\n", encoding="utf-8")
    assert cache.rules(tmp_path) not in (before, with_words)


def test_every_library_that_rows_depend_on_counts():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=~ ]", one)[0] for one in project["dependencies"]}
    # One decodes bytes, and the text it makes of them is in the key; the others load and pack what is made.
    wanted = {f"{name.replace('-', '_')}-" for name in needed - {"chardet", "pandas", "zstandard"}}
    assert wanted == set(cache._LIBRARIES)  # noqa: SLF001
    assert all(any(name.startswith(library) for name in cache._versions()) for library in wanted)  # noqa: SLF001


def test_no_cache_neither_reads_nor_writes(news, tmp_path, read, own_cache):
    extract([news], tmp_path / "out", cache=False)
    assert not own_cache.exists()
    extract([news], tmp_path / "out")
    read.clear()
    assert extract([news], tmp_path / "out", cache=False).unchanged == 0
    assert read == ["a", "b", "c"]


@pytest.mark.parametrize("content", [b"", b"no database" * 999, b"SQLite format 3\x00" + bytes(999)])
def test_a_damaged_cache_costs_no_row(news, tmp_path, own_cache, content):
    extract([news], tmp_path / "fresh", cache=False)
    own_cache.write_bytes(content)
    extract([news], tmp_path / "out")
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")
    extract([news], tmp_path / "out")
    assert extract([news], tmp_path / "out").unchanged == 3


def test_a_damaged_entry_is_read_again_and_replaced(news, tmp_path, read, own_cache):
    extract([news], tmp_path / "out")
    with sqlite3.connect(own_cache) as database:
        database.execute("UPDATE articles SET content = substr(content, 1, 99) WHERE rowid = 1")
        database.execute("UPDATE articles SET content = 'text' WHERE rowid = 2")
    database.close()
    read.clear()
    assert extract([news], tmp_path / "again").unchanged == 1
    assert len(read) == 2
    assert tables(tmp_path / "out") == tables(tmp_path / "again")
    assert extract([news], tmp_path / "again").unchanged == 3


def test_a_cache_that_cannot_be_written_is_done_without(news, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(cache, "_file", lambda: tmp_path / "file" / "articles.sqlite")
    assert extract([news], tmp_path / "out").failures == ()
    assert extract([news], tmp_path / "out").unchanged == 0


def test_two_runs_at_once_agree(news, tmp_path, own_cache):
    runs = [
        threading.Thread(target=extract, args=([news], tmp_path / name)) for name in ("one", "two", "three")
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert tables(tmp_path / "one") == tables(tmp_path / "two") == tables(tmp_path / "three")
    assert own_cache.exists()
    assert extract([news], tmp_path / "one").unchanged == 3


def sheaf(size):
    return lines.Sheaf(b"", ((0, 0),) * len(BY_ARTICLE), {"numbers": [["x" * size]]})


def test_what_is_kept_is_bounded_and_the_oldest_goes_first(own_cache, monkeypatch):
    def kept(*names, seconds):
        monkeypatch.setattr(cache.time, "time", lambda: seconds)
        with cache.opened(None) as store:
            made = []
            for name in names:
                article = Article(name, name, name)
                if not store.get(article):
                    store.put(article, sheaf(9).pack())
                    made.append(name)
        return made

    monkeypatch.setattr(cache, "rules", lambda _: "")
    assert kept(*"abcd", seconds=1) == [*"abcd"]
    size = len(sheaf(9).pack())
    monkeypatch.setattr(cache, "LIMIT", 3 * size)
    assert kept(*"cd", seconds=2) == []
    assert kept(*"cde", seconds=3) == ["e"]  # a and b have made room
    assert kept(*"cdeab", seconds=4) == ["a", "b"]
    assert kept(*"cde", seconds=5) == []  # a run larger than the bound keeps what it asked for first
    assert own_cache.exists()


def test_a_run_without_news_loads_no_stage(news, tmp_path):
    program = f"""
import sys
from pipeline import cache, extract
from pathlib import Path
cache._file = lambda: Path({str(tmp_path / "cache")!r})
extract([{str(news)!r}], {str(tmp_path / "out")!r})
if sys.argv[1:]:
    print(*sorted(sys.modules), sep="\\n")
"""
    for arguments in ([], ["list"]):
        said = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
        )
    loaded = set(said.stdout.split())
    assert "pipeline.run" in loaded
    stages = (
        "repair",
        "segment",
        "metadata",
        "places",
        "initiatives",
        "numbers",
        "relate",
        "rows",
        "process",
    )
    assert (
        not {"jieba", "marisa_trie", "opencc", "pandas", *(f"pipeline.{stage}" for stage in stages)} & loaded
    )
