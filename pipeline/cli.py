"""The command line; no logic of its own."""

import argparse
import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence

import pipeline
from pipeline.commands import diff, explain, extract, parquet, report, workbook

COMMANDS = (extract, diff, explain, report, workbook, parquet)

_EXAMPLE = """\
example:
  gouchen extract articles/ --output tables/
"""

_OBJECTS = 50_000
"""Objects that are made before those are searched for that nothing reaches; word lists alone are as many."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # the name of a folder may be no valid Unicode
        sys.stdout.reconfigure(errors="backslashreplace")
    if arguments is None:  # the process is ours, and what it holds at the end goes as a whole
        gc.set_threshold(_OBJECTS)
        atexit.register(gc.freeze)
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # `head` or `less` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
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
    for command in COMMANDS:
        command.add(commands)
    return parser


class _Version(argparse.Action):
    """Look the version up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"gouchen {pipeline.__version__}\n")
        parser.exit()
