"""Articles → their rows, read by the workers of a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from pipeline import jobs, lexicon, own
from pipeline.cache import rules
from pipeline.jobs import DIED, ClusterError, Then, Words
from pipeline.model import Article

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
PATIENCE = "30s"
SIZE = 200_000
"""Characters of a task: seconds of work, so that neither the scheduler nor the network counts."""
_Result = TypeVar("_Result")
_one_at_a_time = Lock()  # the words of a process are the same for all that it reads


class Cluster:
    """Has articles read by the workers of a cluster; what a worker was reading when it died, another reads again."""

    def __init__(self, client: "Client") -> None:
        self.size = SIZE
        self.ahead = 2 * max(1, sum(client.nthreads().values()))
        self._client = client
        self._rules = rules(None)
        self._words = dict(lexicon.added())

    def submit(self, articles: Sequence[Article], then: Then[_Result]) -> Callable[[], _Result]:
        future = self._begin(articles, then)
        return lambda: self._result(articles, then, future, again=True)

    def _begin(self, articles: Sequence[Article], then: Then[_Result]) -> "Future":
        return self._client.submit(_read, articles, self._words, self._rules, then, pure=False)

    def _result(
        self, articles: Sequence[Article], then: Then[_Result], future: "Future", *, again: bool
    ) -> _Result:
        from distributed import KilledWorker  # noqa: PLC0415 -- an extra

        try:
            found: _Result = future.result()
        except KilledWorker:  # several workers died of this batch: only one by one can tell of which article
            if not again:
                return then([DIED])
            alone = ([one] for one in articles)
            return then([self._result(one, list, self._begin(one, list), again=False)[0] for one in alone])
        except OSError as error:
            raise ClusterError(f"the cluster cannot be reached any more: {error}") from None
        return found


@contextmanager
def connected(address: str, workers: int) -> Iterator[Cluster]:
    """Connect to the scheduler at `address`, or start a cluster of `workers` on this machine for `local`."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 -- an extra
    except ImportError:
        raise ClusterError("a cluster needs Dask: pip install 'gouchen[dask]'") from None
    with ExitStack() as stack:
        try:
            scheduler = (
                stack.enter_context(
                    LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
                )
                if address == LOCAL
                else address
            )
            client = stack.enter_context(Client(scheduler, timeout=PATIENCE))
        except (OSError, ValueError) as error:
            raise ClusterError(f"there is no scheduler at {address}: {error}") from None
        yield Cluster(client)


def _read(articles: Sequence[Article], words: Words, wanted: str, then: Then[_Result]) -> _Result:
    """Read articles on a worker, by the rules that whoever asks for them has."""
    if _rules() != wanted:
        raise ClusterError("a worker has another version of gouchen, of Python or of a library")
    with _one_at_a_time:
        own.adopt(words)
        outcomes = jobs.read(articles)
    return then(outcomes)


@cache
def _rules() -> str:
    return rules(None)
