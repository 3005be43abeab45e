"""How time and memory grow with articles and processes.

For example:
  python benchmarks/scaling.py 100 1000 10000
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import news

EXTRACT = (str(Path(sys.executable).with_name("gouchen")), "extract")
ARTICLES = (100, 1000)
_PROCESSES = (1, 2)
_PAUSE = 0.2  # seconds between two looks at the memory
_SESSION = 3  # column of the session in /proc/PID/stat, behind the name


def scaling(sizes: Sequence[int] = ARTICLES) -> Iterator[tuple[int, int, float, int]]:
    """Yield number of articles, processes, seconds, and megabytes that all processes take together at most."""
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            inputs = Path(folder, str(size))
            news.write(inputs, size)
            for processes in _PROCESSES:
                command = [*EXTRACT, str(inputs), "--no-cache", "--jobs", str(processes)]
                yield size, processes, *_measured([*command, "--output", f"{folder}/tables"])


def show(sizes: Sequence[int] = ARTICLES) -> None:
    """Print a table."""
    print("articles  processes   seconds  articles/s      MB  × one process")
    one = 0.0
    for size, processes, seconds, memory in scaling(sizes):
        one = seconds if processes == 1 else one
        print(
            f"{size:8}  {processes:9}  {seconds:8.1f}  {size / seconds:10.1f}  {memory:6}  {one / seconds:13.2f}",
            flush=True,
        )


def _measured(command: Sequence[str]) -> tuple[float, int]:
    begin, most = time.perf_counter(), 0
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    while run.poll() is None:
        most = max(most, sum(map(_memory, _session(run.pid))))
        time.sleep(_PAUSE)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    return time.perf_counter() - begin, most >> 10


def _session(leader: int) -> Iterator[Path]:
    """Yield the processes of a session."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            columns = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if columns[_SESSION] == str(leader):
            yield process


def _memory(process: Path) -> int:
    """Return the kilobytes of a process, those that it shares divided by those that share them."""
    try:
        lines = (process / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    show([int(size) for size in sys.argv[1:]] or ARTICLES)
