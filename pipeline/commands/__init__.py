"""The commands of `gouchen`, a module each: `add` declares its arguments, `run` carries it out."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its only name


def declare(commands: Commands, name: str, summary: str, description: str) -> argparse.ArgumentParser:
    """Add a command whose description is printed as it is written."""
    return commands.add_parser(
        name, help=summary, description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def reads_tables(parser: argparse.ArgumentParser, what: str, place: str, kind: str = "FILE") -> None:
    """Declare the folder that a command reads, and the file or folder that it writes."""
    parser.add_argument(
        "tables",
        metavar="TABLES",
        type=Path,
        nargs="?",
        default="outputs",
        help="folder with the tables (default: %(default)s)",
    )
    parser.add_argument(
        "-o", "--output", metavar=kind, type=Path, default=place, help=f"{what} (default: %(default)s)"
    )


def refuse(reason: str) -> int:
    """Say why a command did nothing, and return its exit status."""
    sys.stderr.write(f"gouchen: {reason}\n")
    return 2


def counted(count: int, noun: str) -> str:
    """Say how many there are.

    >>> counted(1, "article"), counted(0, "row")
    ('1 article', '0 rows')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
