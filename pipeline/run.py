"""Many articles: the rows of each, from the cache or by reading it, and the tables made of them."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import corrections as corrected
from pipeline import diff, own, read, sources, write
from pipeline.cache import opened
from pipeline.corrections import Correction, Unmatched
from pipeline.gather import Failure, Gathered
from pipeline.jobs import Engine, Here, Processes, outcomes
from pipeline.lines import Sheaf
from pipeline.model import Article
from pipeline.sources import Source

if TYPE_CHECKING:
    from pipeline.parts import Parts

Progress = Callable[[int, int, str], None]
"""Is told, for each article, how many files are done, of how many, and which one it is from."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    `rows` counts the rows of each table; `unchanged` the articles that were not read again; `changes`, by article,
    what became of the rows that the output folder held, and is absent where it held none.
    """

    rows: dict[str, int]
    failures: tuple[Failure, ...]
    seconds: float
    unchanged: int = 0
    changes: dict[str, Counter[diff.Kind]] | None = None
    unmatched: tuple[Unmatched, ...] = ()


def extract(  # noqa: PLR0913 -- each is what some user needs to say
    inputs: Iterable[str | Path],
    output: str | Path = "outputs",
    progress: Progress | None = None,
    *,
    corrections: str | Path | None = None,
    lexicon: str | Path | None = None,
    cache: bool = True,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    columns: Mapping[str, str] = {},
    jobs: int = 1,
    scheduler: str = "",
    parquet: bool = False,
) -> Summary:
    """Read all files of `inputs` (files and folders) and write their tables to the folder `output`.

    `corrections` is a file of corrections, `lexicon` a folder of own words.  `include` and `exclude` are patterns
    for the files in folders, `columns` maps `id`, `text` … to the columns of tables of articles.  `jobs` processes
    read, or the workers of the Dask cluster that `scheduler` is the address of; the tables are the same.  With
    `parquet` they write the rows, too, as parts of Parquet tables; then the cache is not used.  A file that cannot be
    read becomes a row of `failures`.  Raises `NoInputError` where there is no file at all, `OSError` or `ParquetError`
    where the tables cannot be written, `LexiconError` where a word list is damaged, `CorrectionError` where a
    correction cannot be understood and `ClusterError` where the cluster fails; the old tables stand then.
    """
    begin = time.monotonic()
    folder = Path(output)
    words = Path(lexicon) if lexicon else None
    own.use(words)
    mended = corrected.read(Path(corrections)) if corrections else {}
    others = [*([Path(corrections)] if corrections else []), *(words.glob("*.tsv") if words else [])]
    found = sources.find(inputs, (*write.written(folder), *others), include, exclude)
    if not parquet:
        write.check(folder)
    unmatched: list[Unmatched] = []
    origins: deque[tuple[int, int]] = deque()
    with _parts(folder) if parquet else nullcontext() as parts, Gathered() as gathered:
        with (
            opened(words) if cache and not parts else nullcontext() as kept,
            _engine(_useful(jobs, found), scheduler) as engine,
        ):
            items = _inputs(found, columns, origins)
            for item, outcome in (
                parts.outcomes(items, engine, mended) if parts else outcomes(items, engine, kept)
            ):
                origin = origins.popleft()
                if progress:
                    progress(*origin, item.file)
                if isinstance(item, read.ReadError):
                    gathered.failures.append(Failure(item.file, item.reason))
                elif isinstance(outcome, str):
                    gathered.failures.append(Failure(item.where, outcome))
                else:
                    sheaf, missed = _corrected(outcome, mended.pop(item.article_id, ()))
                    unmatched += missed
                    gathered.add(item.article_id, sheaf)
                    if item.text_file:
                        gathered.add_text(item.text_file, item.text)
        gathered.finish()
        changes = None
        if parts:
            parts.finish(gathered.lines, gathered.texts())
            gathered.counts.update(parts.counts)
            unmatched += parts.unmatched
        else:
            changes = diff.since(folder, gathered.lines) if diff.comparable(folder) else None
            write.write_lines(folder, gathered.lines, gathered.texts())
    unmatched += _without_article(mended)
    return Summary(
        rows=dict(gathered.counts),
        failures=tuple(gathered.failures),
        seconds=time.monotonic() - begin,
        unchanged=kept.hits if kept else 0,
        changes=changes,
        unmatched=tuple(sorted(unmatched, key=lambda one: one.line)),
    )


def _parts(folder: Path) -> "AbstractContextManager[Parts]":
    from pipeline import parts  # noqa: PLC0415 -- for many articles only

    return parts.into(folder)


def _useful(jobs: int, found: Sequence[Source]) -> int:
    """Return no more than there are articles to read, as far as that can be known."""
    return jobs if any(source.is_table for source in found) else min(jobs, len(found))


def _engine(jobs: int, scheduler: str) -> AbstractContextManager[Engine]:
    if scheduler:
        from pipeline import cluster  # noqa: PLC0415 -- an extra

        return cluster.connected(scheduler, jobs)
    return Processes(jobs) if jobs > 1 else nullcontext(Here())


def _inputs(
    found: Sequence[Source], columns: Mapping[str, str], origins: deque[tuple[int, int]]
) -> Iterator[Article | read.ReadError]:
    """Yield the articles of all sources, and add to `origins` where each of them is from."""
    taken = read.Taken()
    for done, source in enumerate(found):
        for article in read.articles(source, columns, taken):
            origins.append((done, len(found)))
            yield article


def _corrected(sheaf: Sheaf, corrections: Sequence[Correction]) -> tuple[Sheaf, list[Unmatched]]:
    return corrected.apply(sheaf, corrections) if corrections else (sheaf, [])


def _without_article(corrections: Mapping[str, Sequence[Correction]]) -> Iterator[Unmatched]:
    for article_id, wanted in corrections.items():
        for one in wanted:
            yield Unmatched(one.line, one.row_id, f"there is no article {article_id!r}")
