"""`gouchen diff`: which rows came, went or changed from one output folder to another."""

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import Commands, declare, refuse

if TYPE_CHECKING:
    from pipeline.diff import Change

_DESCRIPTION = """\
Compare the tables of two folders, by article: rows that came (+), went (-), changed (~) or only moved (>), because
something was inserted further up in the article.  What moved is counted, not listed.

examples:
  gouchen diff tables.2023 tables
  gouchen diff old new --output changes.csv

exit status:
  0  the tables are the same
  1  they differ
  2  one of the folders holds no tables; or the file cannot be written
"""


def add(commands: Commands) -> None:
    """Declare the arguments."""
    parser = declare(commands, "diff", "compare the tables of two folders", _DESCRIPTION)
    parser.add_argument("old", metavar="OLD", type=Path, help="folder with the tables of before")
    parser.add_argument("new", metavar="NEW", type=Path, help="folder with the tables of now")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write the changes to a CSV file, cell by cell"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the changes, or write them to a file."""
    from pipeline import diff  # noqa: PLC0415 -- `--help` is to be quick

    for folder in (options.old, options.new):
        if not diff.comparable(folder):
            return refuse(f"{folder} holds no complete set of tables")
    changes = list(diff.folders(options.old, options.new))
    if options.output:
        try:
            _write(options.output, changes)
        except OSError as error:
            return refuse(f"cannot write {options.output}: {error.strerror or error}")
    else:
        sys.stdout.writelines(f"{line}\n" for line in diff.listing(changes))
    return int(bool(changes))


def _write(file: Path, changes: "list[Change]") -> None:
    from pipeline import diff  # noqa: PLC0415 -- `--help` is to be quick

    with file.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(diff.table_of(changes))
