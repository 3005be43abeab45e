"""Articles read by a Dask cluster: the same tables, whatever becomes of its workers."""

import os
import signal
import sys

import deadly
import pytest
from batches import TEXT, parts_of, rows, tables, write_news

from pipeline import cli, cluster, extract, jobs, parquet, parts
from pipeline.jobs import ClusterError
from pipeline.tables import NUMBERS

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # of a library that ends its processes its own way
    pytest.mark.skipif(sys.platform == "win32", reason="no signals"),
]
ARTICLES = 60


@pytest.fixture(scope="module")
def workers():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "SIZE", 5 * len(TEXT))
    return write_news(tmp_path / "news", ARTICLES)


def test_a_killed_workers_articles_are_read_again(workers, news, tmp_path):
    serial = extract([news], tmp_path / "serial", cache=False)
    victims = [worker.pid for worker in workers.workers.values()]

    def kill(done, *_):
        if done > 10 and len(victims) > 1:
            os.kill(victims.pop(), signal.SIGKILL)

    summary = extract([news], tmp_path / "out", kill, cache=False, scheduler=workers.scheduler_address)
    assert len(victims) == 1
    assert summary.failures == serial.failures
    assert tables(tmp_path / "out") == tables(tmp_path / "serial")


def test_what_a_killed_worker_was_writing_is_written_again(workers, news, tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(parts, "CHARACTERS", 200)
    monkeypatch.setattr(parts, "_write", deadly.write_once)
    serial = extract([news], tmp_path / "csv", cache=False)
    summary = extract([news], tmp_path / "out", scheduler=workers.scheduler_address, parquet=True)
    assert (tmp_path / "torn").exists()
    assert (summary.rows, summary.failures) == (serial.rows, serial.failures)
    parquet.parquet(tmp_path / "csv", tmp_path / "later")
    assert rows(tmp_path / "out") == rows(tmp_path / "later")
    assert len(parts_of(tmp_path / "out", NUMBERS)) > 9


def test_an_article_that_kills_its_worker_costs_no_other_its_rows(workers, news, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_read", deadly.read_there)
    (news / "11.txt").write_text(deadly.MARK, encoding="utf-8")
    with workers.get_client() as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    summary = extract([news], tmp_path / "out", scheduler=workers.scheduler_address)
    assert [(one.file, one.reason) for one in summary.failures if one.file != "07.txt"] == [
        ("11.txt", jobs.DIED)
    ]
    assert summary.rows["articles"] == ARTICLES - 2


def test_a_cluster_with_other_rules_is_refused(workers, news, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "rules", lambda _: "other")
    with pytest.raises(ClusterError, match="another version"):
        extract([news], tmp_path / "out", cache=False, scheduler=workers.scheduler_address)
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_is_not_there_is_said(news, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    command = ["extract", str(news), "-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    assert cli.main(command) == 2
    assert "no scheduler at tcp://127.0.0.1:9" in capsys.readouterr().err
