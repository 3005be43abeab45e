"""A line on the terminal that says how far a run is, how fast it goes, and how long it will take."""

import sys
import time
from collections.abc import Callable

_ERASE_LINE = "\r\x1b[K"
_WIDTH = 24
_PAUSE = 0.1  # seconds between two looks of the line


def bar(clock: Callable[[], float] = time.monotonic) -> Callable[[int, int, str], None]:
    """Return what is to be told of each article: how many files are done, of how many, and which one it is from."""
    begin = shown = clock()
    articles = 0

    def show(done: int, total: int, file: str) -> None:
        nonlocal articles, shown
        now = clock()
        if not articles or now - shown >= _PAUSE:
            shown = now
            sys.stderr.write(_ERASE_LINE + line(done, total, articles, now - begin) + f"  {file}")
            sys.stderr.flush()
        articles += 1

    return show


def clear() -> None:
    """Take the line away."""
    sys.stderr.write(_ERASE_LINE)


def line(done: int, total: int, articles: int, seconds: float) -> str:
    """Return what the line says.

    >>> line(50, 200, 50, 10)
    '██████░░░░░░░░░░░░░░░░░░ 50/200  5.0 articles/s  30 s left'
    >>> line(0, 1, 300, 10)
    '░░░░░░░░░░░░░░░░░░░░░░░░ 0/1  30.0 articles/s'
    """
    full = _WIDTH * done // total
    said = f"{'█' * full}{'░' * (_WIDTH - full)} {done}/{total}"
    if articles and seconds > 0:
        said += f"  {articles / seconds:.1f} articles/s"
    return f"{said}  {_duration(seconds * (total - done) / done)} left" if done and seconds > 0 else said


def _duration(seconds: float) -> str:
    """Say how long.

    >>> _duration(42.1), _duration(7 * 60), _duration(26 * 3600)
    ('42 s', '7 min', '26 h')
    """
    return next(
        f"{seconds / size:.0f} {unit}"
        for size, unit, most in ((1, "s", 100), (60, "min", 100 * 60), (3600, "h", float("inf")))
        if seconds < most
    )
