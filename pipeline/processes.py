"""Processes that read articles."""

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

from pipeline import lexicon, own
from pipeline.jobs import Words

__all__ = ["BrokenExecutor", "pool"]


def pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of processes, which start when there is something to read."""
    start = (
        "spawn" if sys.platform == "win32" else "forkserver"
    )  # the fork of a process with threads may hang
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context(start),
        initializer=_begin,
        initargs=(dict(lexicon.added()),),
    )


def _begin(words: Words) -> None:
    """Make a new process read by the same words, and end with whoever started it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it has nothing to save and nothing to say
    threading.Thread(target=_end_with_parent, daemon=True).start()
    own.adopt(words)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
