"""`gouchen extract`: articles → tables."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pipeline
from pipeline.commands import Commands, counted, declare, refuse

if TYPE_CHECKING:
    from collections import Counter

    from pipeline.diff import Kind
    from pipeline.run import Summary

_MOST = 20  # articles that the summary names, and failures
_DESCRIPTION = """\
Read every file below the given folders, and write the tables to one folder.

examples:
  gouchen extract seeds
  gouchen extract news/2023 report.txt --output tables
  gouchen extract pages/ --include '*.html' --exclude drafts
  gouchen extract export.csv --column id=编号 --column text=正文
  gouchen extract archive/ --scheduler tcp://host:8786 --parquet --output figures

exit status:
  0  every file was read
  1  some file could not be read: see failures.csv; the rows of the others are complete
  2  no input, an output that cannot be written, words or corrections that cannot be understood, or a cluster that
     cannot be reached; nothing changed
"""


def add(commands: Commands) -> None:
    """Declare the arguments."""
    parser = declare(commands, "extract", "read articles and write the tables", _DESCRIPTION)
    parser.add_argument(
        "inputs", metavar="INPUT", nargs="+", help="a file, a folder of files, or - for standard input"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        default="outputs",
        help="folder for the tables (default: %(default)s)",
    )
    parser.add_argument(
        "--corrections",
        metavar="FILE",
        help="CSV file of rows to drop and cells to set, applied to what is read",
    )
    parser.add_argument(
        "--lexicon",
        metavar="DIR",
        help="folder of own words: units.tsv, places.tsv, initiatives.tsv, stop.tsv",
    )
    parser.add_argument("--no-cache", action="store_true", help="read unchanged articles again, too")
    parser.add_argument(
        "--include",
        metavar="GLOB",
        action="append",
        default=[],
        help="of the files in folders read only these",
    )
    parser.add_argument(
        "--exclude", metavar="GLOB", action="append", default=[], help="leave out these files and folders"
    )
    parser.add_argument(
        "--column",
        metavar="NAME=COLUMN",
        action="append",
        default=[],
        type=_column,
        help="where tables of articles (.csv, .jsonl, .parquet) hold id, text, title, published, outlet, byline, url",
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_count,
        help="processes that read (default: one for each processor; few articles are read by one)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="have a Dask cluster read: tcp://HOST:PORT, or local for one of --jobs processes on this machine",
    )
    parser.add_argument(
        "--parquet",
        action="store_true",
        help="write Parquet in place of CSV: whoever reads an article writes its rows, too; for a million articles",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the articles, and say what came of it."""
    from pipeline.commands import progress  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.corrections import CorrectionError  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.jobs import ClusterError, cores  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.lexicon import LexiconError  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.sources import NoInputError  # noqa: PLC0415 -- `--help` is to be quick

    refused: dict[type[Exception], str] = {
        NoInputError: "no input",
        LexiconError: "word list",
        CorrectionError: "corrections",
        ClusterError: "cluster",
    }
    if options.parquet:
        from pipeline.parquet import ParquetError  # noqa: PLC0415 -- other runs need none of it

        refused[ParquetError] = "no Parquet files"
    on_terminal = sys.stderr.isatty()
    try:
        summary = pipeline.extract(
            options.inputs,
            options.output,
            progress.bar() if on_terminal else None,
            corrections=options.corrections,
            lexicon=options.lexicon,
            cache=not options.no_cache,
            include=options.include,
            exclude=options.exclude,
            columns=dict(options.column),
            jobs=options.jobs or cores(),
            scheduler=options.scheduler,
            parquet=options.parquet,
        )
    except tuple(refused) as error:
        return refuse(f"{refused[type(error)]}: {error}")
    except OSError as error:
        return refuse(f"cannot write to {options.output}: {error.strerror or error}")
    except KeyboardInterrupt:
        refuse("interrupted; the tables are as they were")
        return 130
    finally:
        if on_terminal:
            progress.clear()
    for failure in summary.failures[:_MOST]:
        sys.stderr.write(f"gouchen: {failure.file}: {failure.reason}\n")
    if (more := len(summary.failures) - _MOST) > 0:
        sys.stderr.write(f"gouchen: … and {more} more, which the table failures lists\n")
    for missed in summary.unmatched:
        sys.stderr.write(
            f"gouchen: {options.corrections}, line {missed.line}: {missed.row_id}: {missed.reason}\n"
        )
    sys.stdout.write("\n".join(_summary(summary, options.output)) + "\n")
    return 1 if summary.failures else 0


def _column(option: str) -> tuple[str, str]:
    from pipeline.formats.table import COLUMNS  # noqa: PLC0415 -- `--help` is to be quick

    name, _, column = option.partition("=")
    if name not in COLUMNS or not column:
        raise argparse.ArgumentTypeError(f"{option!r} is not NAME=COLUMN with a name of {', '.join(COLUMNS)}")
    return name, column


def _count(option: str) -> int:
    if not option.isascii() or not option.isdecimal() or not int(option):
        raise argparse.ArgumentTypeError(f"{option!r} is not a number from 1")
    return int(option)


def _summary(summary: "Summary", output: str) -> Iterator[str]:
    articles, failed = summary.rows["articles"], len(summary.failures)
    yield f"{counted(articles, 'article')}, {counted(failed, 'failure')}, {summary.seconds:.1f} s"
    yield f"rows in {output}:"
    for name, count in summary.rows.items():
        yield f"  {name:16} {count:>8}"
    if summary.unchanged:
        yield f"not read again, because unchanged: {counted(summary.unchanged, 'article')}"
    if summary.unmatched:
        yield f"corrections that fit no row: {len(summary.unmatched)}"
    if summary.changes is not None:
        yield from _changes(summary.changes)


def _changes(changes: "dict[str, Counter[Kind]]") -> Iterator[str]:
    from pipeline import diff  # noqa: PLC0415 -- `--help` is to be quick

    yield "rows since the last run:" if changes else "rows since the last run: no change"
    for article, counts in list(changes.items())[:_MOST]:
        yield f"  {article or 'over all articles'}: {diff.counted(counts)}"
    if len(changes) > _MOST:
        yield f"  … and in {counted(len(changes) - _MOST, 'more article')}"
