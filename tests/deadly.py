"""Reading that costs a process its life, for processes that are started by name."""

import os
import signal

from pipeline import jobs, parquet, parts
from pipeline.tables import PLACES

MARK = "致命"


def read(articles):
    if any(MARK in article.text for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return [jobs._read(article) for article in articles]  # noqa: SLF001


def read_there(articles, _words, _rules, then):
    return then(read(articles))


def write_once(new, number, *rest):
    """Write a part; but one of them costs the process its life half way, when it is written for the first time."""
    torn = new.parent.parent / "torn"
    if number == 2 and not torn.exists():
        torn.touch()
        write = parquet.write_part
        parquet.write_part = lambda new, table, *more: (
            os.kill(os.getpid(), signal.SIGKILL) if table == PLACES else write(new, table, *more)
        )
    return parts._write(new, number, *rest)  # noqa: SLF001
