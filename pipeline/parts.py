"""Many articles → Parquet: whoever reads some of them writes their rows, too, as one part of each table.

So no row passes through the process that runs it all: what comes back of an article is what the indexes need of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path, PurePath

from pipeline import corrections as corrected
from pipeline import parquet, write
from pipeline.corrections import Correction, Unmatched
from pipeline.jobs import Engine, Outcome, in_turn, length
from pipeline.lines import Sheaf, unpack
from pipeline.model import Article
from pipeline.pack import packed
from pipeline.parquet import ParquetError
from pipeline.read import ReadError
from pipeline.tables import BY_ARTICLE, TABLES, Table

CHARACTERS = 500_000
"""Of the articles of a part, unless one has more: ten seconds of work, and files of some hundred kilobytes."""


_Input = Article | ReadError


@dataclass(frozen=True, slots=True)
class _Written:
    """What comes back of the articles of a part: of each its sheaf without the lines, or why it has no rows."""

    outcomes: tuple[Sheaf | str, ...]
    counts: Counter[str]
    unmatched: tuple[Unmatched, ...]


class Parts:
    """Has the rows of articles written to the folder `new`, and knows how many there are by table."""

    def __init__(self, new: Path) -> None:
        self.counts: Counter[str] = Counter()
        self.unmatched: list[Unmatched] = []
        self._new = new

    def outcomes(
        self, items: Iterable[_Input], engine: Engine, corrections: MutableMapping[str, list[Correction]]
    ) -> Iterator[tuple[_Input, Sheaf | str]]:
        """Yield each article once its rows are written, with what the indexes need of them, or why there are none."""
        numbers = count()

        def begin(batch: list[_Input]) -> tuple[list[_Input], Callable[[], _Written]]:
            articles = [item for item in batch if isinstance(item, Article)]
            wanted = [corrections.pop(article.article_id, []) for article in articles]
            return batch, engine.submit(articles, partial(_write, self._new, next(numbers), wanted))

        for batch, wait in in_turn(packed(items, CHARACTERS, length), engine.ahead, begin):
            written = wait()
            self.counts += written.counts
            self.unmatched += written.unmatched
            found = iter(written.outcomes)
            for item in batch:
                yield item, item.reason if isinstance(item, ReadError) else next(found)

    def finish(
        self, tables: Callable[[Table], Iterable[bytes]], kept: Iterable[tuple[PurePath, bytes]]
    ) -> None:
        """Write the tables that no article has a part in, the texts that are `kept`, and the data package."""
        for table in TABLES:
            if not any((self._new / table.name).iterdir()):
                parquet.write_parts(self._new, table, tables(table))
        write.write_texts(self._new, kept)
        parquet.describe(self._new)


@contextmanager
def into(folder: Path) -> Iterator[Parts]:
    """Give what writes the parts that take the place of `folder` in the end; after any error the old ones stand."""
    with parquet.replacing(folder) as new:
        yield Parts(new)


def _write(
    new: Path, number: int, corrections: Sequence[Sequence[Correction]], outcomes: Sequence[Outcome]
) -> _Written:
    """Write the rows of articles as the part `number` of each table: where they were read, and perhaps once more."""
    parquet.require()
    if not new.is_dir():
        raise ParquetError(f"a worker does not see {new.parent.parent}: it must be on a disk that they share")
    found = list(map(_corrected, outcomes, corrections))
    sheaves = [sheaf for sheaf, _ in found if isinstance(sheaf, Sheaf)]
    columns = zip(*([sheaf.lines[place] for _, place, _ in sheaf.tables()] for sheaf in sheaves), strict=True)
    try:
        counts = Counter(
            {
                table.name: parquet.write_part(new, table, number, lines)
                for table, lines in zip(BY_ARTICLE, map(b"".join, columns), strict=False)
                if lines
            }
        )
    except OSError as error:
        raise ParquetError(f"cannot write {new.parent.parent}: {error.strerror or error}") from None
    bare = tuple(sheaf.bare() if isinstance(sheaf, Sheaf) else sheaf for sheaf, _ in found)
    return _Written(bare, counts, tuple(chain.from_iterable(missed for _, missed in found)))


def _corrected(
    outcome: Outcome, corrections: Sequence[Correction]
) -> tuple[Sheaf | str, Sequence[Unmatched]]:
    if isinstance(outcome, str):
        return outcome, ()
    sheaf = unpack(outcome)
    return corrected.apply(sheaf, corrections) if corrections else (sheaf, ())
