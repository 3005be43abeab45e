"""Processes that read articles."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing.util import Finalize

from pipeline import home, lexicon, own
from pipeline.jobs import Words, may_fork, read
from pipeline.model import Article

__all__ = ["BrokenExecutor", "pool"]


_SAMPLE = Article("sample", "sample", "2023年,河南省许昌市襄城县后聂村投入1.9亿元,开展“五面红旗”示范创建。")


def pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool of processes, which start when there is something to read.

    Where they may be forks, what reading needs is loaded before, and once for all.
    """
    start = "spawn" if sys.platform == "win32" else "fork" if may_fork() else "forkserver"
    if start == "fork":
        read([_SAMPLE])
        gc.freeze()
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context(start),
        initializer=_begin,
        initargs=(dict(lexicon.added()), gc.get_threshold()),
    )


def _begin(words: Words, threshold: tuple[int, int, int]) -> None:
    """Make a new process read by the same words, with as little search for garbage, and end with whoever started it."""
    gc.set_threshold(*threshold)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # it has nothing to save and nothing to say
    threading.Thread(target=_end_with_parent, daemon=True).start()
    Finalize(None, home.keep_made, exitpriority=0)
    own.adopt(words)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
