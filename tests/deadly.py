"""Reading that costs a process its life, for processes that are started by name."""

import os
import signal

from pipeline import jobs

MARK = "致命"


def read(articles):
    if any(MARK in article.text for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return [jobs._read(article) for article in articles]  # noqa: SLF001


def read_there(articles, *_):
    return read(articles)
