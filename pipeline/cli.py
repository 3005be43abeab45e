"""The command line; no logic of its own."""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pipeline

if TYPE_CHECKING:
    from pipeline.run import Summary

_ERASE_LINE = "\r\x1b[K"

_EXAMPLE = """\
example:
  gouchen extract articles/ --output tables/
"""
_EXTRACT = """\
Read every file below the given folders, and write the tables to one folder.

examples:
  gouchen extract seeds
  gouchen extract news/2023 report.txt --output tables

exit status:
  0  every file was read
  1  some file could not be read: see failures.csv; the rows of the others are complete
  2  no input, or an output that cannot be written; nothing changed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # the name of a folder may be no valid Unicode
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="gouchen",
        description="Figures, places and named initiatives in Chinese news, as tables.",
        epilog=_EXAMPLE,
        formatter_class=raw,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    extract = commands.add_parser(
        "extract", help="read articles and write the tables", description=_EXTRACT, formatter_class=raw
    )
    extract.add_argument("inputs", metavar="INPUT", nargs="+", help="a file, or a folder of files")
    extract.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        default="outputs",
        help="folder for the tables (default: %(default)s)",
    )
    extract.set_defaults(run=_extract)
    return parser


class _Version(argparse.Action):
    """Look the version up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"gouchen {pipeline.__version__}\n")
        parser.exit()


def _extract(options: argparse.Namespace) -> int:
    from pipeline.lexicon import LexiconError  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.sources import NoInputError  # noqa: PLC0415 -- `--help` is to be quick

    on_terminal = sys.stderr.isatty()
    try:
        summary = pipeline.extract(options.inputs, options.output, _show if on_terminal else None)
    except NoInputError as error:
        return _refuse(f"no input: {error}")
    except LexiconError as error:
        return _refuse(f"a word list is damaged: {error}")
    except OSError as error:
        return _refuse(f"cannot write to {options.output}: {error.strerror or error}")
    except KeyboardInterrupt:
        _refuse("interrupted; the tables are as they were")
        return 130
    finally:
        if on_terminal:
            sys.stderr.write(_ERASE_LINE)
    for failure in summary.failures:
        sys.stderr.write(f"gouchen: {failure.file}: {failure.reason}\n")
    sys.stdout.write("\n".join(_summary(summary, options.output)) + "\n")
    return 1 if summary.failures else 0


def _show(done: int, total: int, file: str) -> None:
    sys.stderr.write(f"{_ERASE_LINE}[{done + 1}/{total}] {file}")
    sys.stderr.flush()


def _refuse(reason: str) -> int:
    sys.stderr.write(f"gouchen: {reason}\n")
    return 2


def _summary(summary: "Summary", output: str) -> Iterator[str]:
    articles, failed = summary.rows["articles"], len(summary.failures)
    yield f"{_counted(articles, 'article')}, {_counted(failed, 'failure')}, {summary.seconds:.1f} s"
    yield f"rows in {output}:"
    for name, count in summary.rows.items():
        yield f"  {name:16} {count:>8}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
