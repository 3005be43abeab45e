"""Many articles: read by several processes, however they end, with the same tables."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import deadly
import pytest
from batches import TEXT, tables, write_news
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cache, extract, home, jobs, lines, processes
from pipeline.model import Article
from pipeline.read import ReadError
from pipeline.tables import BY_ARTICLE

ARTICLES = 80


@pytest.fixture
def news(tmp_path):
    return write_news(tmp_path / "news", ARTICLES)


@pytest.mark.parametrize("forks", [True, False])
def test_several_processes_write_the_same_tables(news, tmp_path, monkeypatch, forks):
    monkeypatch.setattr(processes, "may_fork", lambda: forks and sys.platform == "linux")
    serial = extract([news], tmp_path / "serial", cache=False)
    parallel = extract([news], tmp_path / "parallel", jobs=2)
    again = extract([news], tmp_path / "again", jobs=2)
    assert tables(tmp_path / "serial") == tables(tmp_path / "parallel") == tables(tmp_path / "again")
    assert serial.failures == parallel.failures == again.failures
    assert (parallel.unchanged, again.unchanged) == (0, ARTICLES - 1)


@pytest.mark.skipif(sys.platform != "linux", reason="a server knows the environment that it was started in")
def test_what_processes_make_is_kept_for_the_next_run(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(processes, "may_fork", lambda: True)
    with processes.pool(1) as pool:
        assert pool.submit(home.made_once, "made.marshal", "1", "key", dict).result() == {}
    assert home._kept("made.marshal", "1").keys() == {"key"}  # noqa: SLF001


def test_processes_read_by_the_words_of_the_run(news, tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "stop.tsv").write_text("phrase\n“五面红旗”工作法\n", encoding="utf-8")
    for name, count in (("serial", 1), ("parallel", 2)):
        summary = extract([news], tmp_path / name, lexicon=tmp_path / "words", cache=False, jobs=count)
        assert summary.rows["initiatives"] == 0
    assert tables(tmp_path / "serial") == tables(tmp_path / "parallel")


def test_a_small_run_starts_no_process(news, tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "pool", lambda _: pytest.fail("started for nothing"))
    for path in list(news.iterdir())[50:]:
        path.unlink()
    assert extract([news], tmp_path / "out", jobs=2).rows["articles"] > 45


def test_a_few_long_articles_start_processes(news, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_MUCH", 2000)
    monkeypatch.setattr(jobs, "_MUCH_TO_FORK", 2000)
    monkeypatch.setattr(jobs, "_MANY", 10**6)
    started = []
    monkeypatch.setattr(processes, "pool", lambda count: started.append(count) or ThreadPoolExecutor(1))
    extract([news], tmp_path / "out", jobs=2)
    assert started == [2]


def test_one_changed_article_among_many_starts_no_process(news, tmp_path, monkeypatch):
    extract([news], tmp_path / "out")
    monkeypatch.setattr(processes, "pool", lambda _: pytest.fail("started for nothing"))
    (news / "20.txt").write_text("文。", encoding="utf-8")
    assert extract([news], tmp_path / "out", jobs=2).unchanged == ARTICLES - 2


def test_an_article_that_kills_its_process_costs_no_other_its_rows(news, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "read", deadly.read)
    for number in range(ARTICLES, 2 * ARTICLES):  # more than are under way at once
        (news / f"{number}.txt").write_text("文。", encoding="utf-8")
    for name in ("11", "12"):
        (news / f"{name}.txt").write_text(deadly.MARK, encoding="utf-8")
    summary = extract([news], tmp_path / "out", jobs=2)
    assert [(one.file, one.reason) for one in summary.failures if one.file != "07.txt"] == [
        (f"{name}.txt", jobs.DIED) for name in ("11", "12")
    ]
    assert summary.rows["articles"] == 2 * ARTICLES - 3


def begun(news, tmp_path, *more):
    """Start a run that takes a while, and wait until its processes have read something."""
    for number in range(ARTICLES, 1000):
        (news / f"{number}.txt").write_text(TEXT.format(number) * 3, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "extract", str(news), "-o", str(tmp_path / "out"), *more]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "home")}
    (tmp_path / "home" / "gouchen").mkdir(parents=True)
    for compiled in home.cache_folder().glob("*.marshal"):
        shutil.copy(compiled, tmp_path / "home" / "gouchen")
    with (tmp_path / "said").open("wb") as said:
        run = subprocess.Popen(command, env=environment, start_new_session=True, stdout=said, stderr=said)
    kept = tmp_path / "home" / "gouchen" / "articles.sqlite"
    deadline = time.monotonic() + 30
    while not kept.exists() or kept.stat().st_size < 50_000:
        assert run.poll() is None, (tmp_path / "said").read_text()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return run, kept


def gone(group):
    """Wait until no process of a group is left."""
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_its_work_and_no_process(news, tmp_path, monkeypatch, how):
    run, kept = begun(news, tmp_path, "--jobs", "2")
    if how == signal.SIGINT:
        os.killpg(run.pid, how)  # as a terminal does
        assert run.wait(10) == 130
        assert (tmp_path / "said").read_text() == "gouchen: interrupted; the tables are as they were\n"
    else:
        run.kill()
        run.wait(10)
    assert gone(run.pid)
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr(cache, "_file", lambda: kept)
    for path in sorted(news.iterdir())[96:]:
        path.unlink()
    assert extract([news], tmp_path / "out").unchanged > 0


EMPTY = lines.Sheaf(b"", ((0, 0),) * len(BY_ARTICLE), {})


class Late:
    """Reads only when asked for, and says how much it was given by then."""

    size = 3
    ahead = 2

    def __init__(self):
        self.waiting = self.most = 0

    def submit(self, articles, then):
        self.waiting += len(articles)
        self.most = max(self.most, self.waiting)

        def wait():
            self.waiting -= len(articles)
            return then(article.text if "x" in article.text else EMPTY.pack() for article in articles)

        return wait


@given(st.lists(st.sampled_from(["a", "x", None])))
def test_outcomes_come_in_order_and_few_are_under_way(kinds):
    items = [
        Article(str(number), str(number), kind) if kind else ReadError(str(number), "bad")
        for number, kind in enumerate(kinds)
    ]
    engine = Late()
    found = list(jobs.outcomes(iter(items), engine, None))
    assert [item for item, _ in found] == items
    assert [outcome if isinstance(outcome, str) else "a" for _, outcome in found] == [
        {None: "bad"}.get(kind, kind) for kind in kinds
    ]
    assert engine.most <= (engine.ahead + 1) * engine.size
