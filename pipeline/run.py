"""Many articles: the rows of each, from the cache or by reading it, and the tables made of them."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from pipeline import corrections as corrected
from pipeline import diff, index, own, read, sources, write
from pipeline.cache import Cache, opened
from pipeline.corrections import Correction, Unmatched
from pipeline.lexicon import LexiconError
from pipeline.lines import Sheaf, of_rows, render
from pipeline.model import Article
from pipeline.tables import BY_ARTICLE, FAILURES, INITIATIVE_INDEX, PLACE_INDEX, TABLES, Row
from pipeline.texts import Texts

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """An input that could not be read, and why."""

    file: str
    reason: str


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
) -> Summary:
    """Read all files of `inputs` (files and folders) and write their tables to the folder `output`.

    `corrections` is a file of corrections, `lexicon` a folder of own words.  `include` and `exclude` are patterns for
    the files in folders, `columns` maps `id`, `text` … to the columns of tables of articles.  A file that cannot be
    read becomes a row of `failures`.  Raises `NoInputError` where there is no file at all, `OSError` where the tables
    cannot be written, `LexiconError` where a word list is damaged and `CorrectionError` where a correction cannot be
    understood; the old tables stand then.
    """
    begin = time.monotonic()
    folder = Path(output)
    words = Path(lexicon) if lexicon else None
    own.use(words)
    mended = corrected.read(Path(corrections)) if corrections else {}
    others = [*([Path(corrections)] if corrections else []), *(words.glob("*.tsv") if words else [])]
    found = sources.find(inputs, (*write.written(folder), *others), include, exclude)
    taken = read.Taken()
    write.check(folder)
    articles: dict[str, Sheaf] = {}
    failures: list[Failure] = []
    with opened(words) if cache else nullcontext() as kept, Texts() as texts:
        for done, source in enumerate(found):
            if progress:
                progress(done, len(found), str(source.file))
            for article in read.articles(source, columns, taken):
                if isinstance(article, read.ReadError):
                    failures.append(Failure(article.file, article.reason))
                    continue
                outcome = _outcome(article, kept)
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    articles.update(outcome)
                    texts.keep(article)
        unmatched = _correct(articles, mended)
        tables = _tables(articles, failures)
        changes = diff.since(folder, tables) if diff.comparable(folder) else None
        write.write_lines(folder, tables, texts.items())
    counts = {table.name: sum(part.count(b"\n") for part in tables[table.name]) for table in TABLES}
    hits = kept.hits if kept else 0
    return Summary(counts, tuple(failures), time.monotonic() - begin, hits, changes, tuple(unmatched))


def _correct(articles: dict[str, Sheaf], corrections: dict[str, list[Correction]]) -> list[Unmatched]:
    """Carry out the corrections, and return those that fit no row, in the order of their file."""
    unmatched = []
    for article_id, wanted in corrections.items():
        if article_id in articles:
            articles[article_id], missed = corrected.apply(articles[article_id], wanted)
            unmatched += missed
        else:
            unmatched += [
                Unmatched(one.line, one.row_id, f"there is no article {article_id!r}") for one in wanted
            ]
    return sorted(unmatched, key=lambda one: one.line)


def _outcome(article: Article, kept: Cache | None) -> dict[str, Sheaf] | Failure:
    """Return the rows of one article by its id; whatever goes wrong with it must not cost the others theirs."""
    try:
        return {article.article_id: kept.sheaf(article, _read) if kept else _read(article)}
    except LexiconError:  # every other article would fail like this one
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one article
        return Failure(article.where, f"internal error: {type(error).__name__}: {error}")


def _read(article: Article) -> Sheaf:
    """Read an article; what that takes is loaded when there is one to read."""
    from pipeline import process, rows  # noqa: PLC0415 -- a run without news needs none of it

    return of_rows(rows.of_document(process.process(article)))


def _tables(articles: Mapping[str, Sheaf], failures: Iterable[Failure]) -> dict[str, list[bytes]]:
    """Sort the articles, and add the tables that look across them."""
    ordered = [articles[name] for name in sorted(articles)]
    tables = {table.name: [sheaf.lines[table.name] for sheaf in ordered] for table in BY_ARTICLE}
    facts = {name: [cells for sheaf in ordered for cells in sheaf.facts[name]] for name in index.READS}
    failed: list[Row] = [{"file": failure.file, "reason": failure.reason} for failure in sorted(failures)]
    return tables | {
        "initiative_index": [render(INITIATIVE_INDEX, index.initiative_index(facts))],
        "place_index": [render(PLACE_INDEX, index.place_index(facts))],
        "failures": [render(FAILURES, failed)],
    }
