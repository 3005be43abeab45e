"""Articles → their rows, in the order they came in: one after the other, or by several processes at once.

Whoever reads the articles gets them in small batches, and never many ahead of what has been taken back; so memory does
not depend on how many there are.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from pipeline.cache import Cache
from pipeline.lexicon import LexiconError
from pipeline.lines import Sheaf, of_rows, unpack
from pipeline.model import Article
from pipeline.pack import packed
from pipeline.read import ReadError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Outcome = bytes | str
"""The rows of an article in one piece, or why there are none."""
Words = Mapping[str, tuple[dict[str, str], ...]]
DIED = "internal error: the process that read it died"
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
Then = Callable[[Sequence[Outcome]], _Result]
"""What is done with the outcomes of some articles, where they were read."""

# What makes it worth while that processes start: so many articles that wait, or so many characters.
_MANY, _MUCH = 64, 100_000
_MUCH_TO_FORK = 10_000


class ClusterError(Exception):
    """A cluster that cannot be reached, or that would read by other rules."""


class Engine(Protocol):
    """Who reads: batches of `size` characters, `ahead` of them under way."""

    size: int
    ahead: int

    def submit(self, articles: Sequence[Article], then: Then[_Result]) -> Callable[[], _Result]:
        """Have articles read, and return what waits for the result of `then`."""


def cores() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def may_fork() -> bool:
    """Is this process without threads?  The fork of one that has them may hang."""
    return sys.platform == "linux" and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1


def outcomes(
    items: Iterable[Article | ReadError], engine: Engine, kept: Cache | None
) -> Iterator[tuple[Article | ReadError, Sheaf | str]]:
    """Yield each article with its rows, or with the reason why there are none; those that are kept are not read."""
    batches = packed(items, engine.size, length)
    return chain.from_iterable(in_turn(batches, engine.ahead, lambda batch: _begun(batch, engine, kept)))


def in_turn(batches: Iterable[_Item], ahead: int, begin: Callable[[_Item], _Result]) -> Iterator[_Result]:
    """Begin with each batch, and yield what comes of them in their order, `ahead` of them at most under way."""
    under_way: deque[_Result] = deque()
    for batch in batches:
        under_way.append(begin(batch))
        if len(under_way) > ahead:
            yield under_way.popleft()
    yield from under_way


def length(item: Article | ReadError) -> int:
    """Return the number of characters to read."""
    return len(item.text) if isinstance(item, Article) else 1


def _begun(
    batch: Sequence[Article | ReadError], engine: Engine, kept: Cache | None
) -> Iterator[tuple[Article | ReadError, Sheaf | str]]:
    """Have a batch read now, and return what yields its outcomes later."""
    known = [kept.get(item) if kept and isinstance(item, Article) else None for item in batch]
    unread = [
        item for item, sheaf in zip(batch, known, strict=True) if isinstance(item, Article) and not sheaf
    ]
    wait = engine.submit(unread, list) if unread else list

    def finished() -> Iterator[tuple[Article | ReadError, Sheaf | str]]:
        found = iter(wait())
        for item, sheaf in zip(batch, known, strict=True):
            if isinstance(item, ReadError):
                yield item, item.reason
            elif sheaf:
                yield item, sheaf
            else:
                outcome = next(found)
                if kept and isinstance(outcome, bytes):
                    kept.put(item, outcome)
                yield item, unpack(outcome) if isinstance(outcome, bytes) else outcome

    return finished()


def read(articles: Sequence[Article]) -> list[Outcome]:
    """Read articles; whatever goes wrong with one of them must not cost the others theirs."""
    return [_read(article) for article in articles]


def _read(article: Article) -> Outcome:
    from pipeline import process, rows  # noqa: PLC0415 -- a run without news needs none of it

    try:
        return of_rows(rows.of_document(process.process(article))).pack()
    except LexiconError:  # every other article would fail like this one
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one article
        return f"internal error: {type(error).__name__}: {error}"


class Here:
    """Reads one article after the other, when it is its turn."""

    size = 1
    ahead = 0

    def submit(self, articles: Sequence[Article], then: Then[_Result]) -> Callable[[], _Result]:
        return lambda: then(read(articles))


class Processes:
    """Has articles read by processes, which start when enough of them are waiting."""

    size = 4000

    def __init__(self, jobs: int) -> None:
        self.ahead = 4 * jobs
        self._jobs = jobs
        self._pool: Executor | None = None
        self._alone: Executor | None = None
        self._waiting: list[_Task[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def submit(self, articles: Sequence[Article], then: Then[_Result]) -> Callable[[], _Result]:
        task = _Task(articles, then)
        self._waiting.append(task)
        if self._pool or self._worth_while():
            for one in self._waiting:
                one.future = self._handed_on(one)
            self._waiting.clear()
        return lambda: self._result(task)

    def _worth_while(self) -> bool:
        waiting = [len(article.text) for task in self._waiting for article in task.articles]
        much = _MUCH_TO_FORK if may_fork() else _MUCH
        return len(waiting) >= _MANY or (len(waiting) > 1 and sum(waiting) >= much)

    def _handed_on(self, task: "_Task[_Result]") -> "Future[_Result]":
        from pipeline import processes  # noqa: PLC0415 -- a small run needs none

        self._pool = self._pool or processes.pool(self._jobs)
        try:
            return self._pool.submit(_done, read, task.articles, task.then)
        except processes.BrokenExecutor:
            self._pool = processes.pool(self._jobs)
            return self._pool.submit(_done, read, task.articles, task.then)

    def _result(self, task: "_Task[_Result]") -> _Result:
        if task.future is None:
            self._waiting.remove(task)
            return task.then(read(task.articles))
        from pipeline import processes  # noqa: PLC0415 -- loaded by now

        try:
            return task.future.result()
        except processes.BrokenExecutor:  # only reading them one by one can tell which article is to blame
            return task.then([self._read_alone(article) for article in task.articles])

    def _read_alone(self, article: Article) -> Outcome:
        """Read an article that may cost a process its life."""
        from pipeline import processes  # noqa: PLC0415 -- loaded by now

        self._alone = self._alone or processes.pool(1)
        try:
            return self._alone.submit(read, [article]).result()[0]
        except processes.BrokenExecutor:
            self._alone = None
            return DIED

    def _stop(self) -> None:
        for pool in filter(None, (self._pool, self._alone)):
            pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._alone = None


class _Task(Generic[_Result]):
    def __init__(self, articles: Sequence[Article], then: Then[_Result]) -> None:
        self.articles = articles
        self.then = then
        self.future: Future[_Result] | None = None


def _done(
    reader: Callable[[Sequence[Article]], Sequence[Outcome]],
    articles: Sequence[Article],
    then: Then[_Result],
) -> _Result:
    return then(reader(articles))
