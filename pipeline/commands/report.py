"""`gouchen report`: the tables of a folder as one HTML page."""

import argparse
import sys

from pipeline.commands import Commands, counted, declare, reads_tables, refuse

_DESCRIPTION = """\
Write one HTML page that shows the tables of a folder: the articles with all that was found marked in them, search and
filters, charts, a map, and initiatives beside places.  It needs no network and nothing but itself.  A later
`gouchen extract` neither reads the page as news nor changes it: make it again after a run.

examples:
  gouchen report
  gouchen report tables --output figures.html

exit status:
  0  the page is written
  2  there are no tables, or the file cannot be written; nothing changed
"""


def add(commands: Commands) -> None:
    """Declare the arguments."""
    parser = declare(commands, "report", "make a page to read, search and compare", _DESCRIPTION)
    reads_tables(parser, "the page", "report.html")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the page, and say what it holds."""
    from pipeline.report import ReportError, report  # noqa: PLC0415 -- `--help` is to be quick

    try:
        articles, rows = report(options.tables, options.output)
    except ReportError as error:
        return refuse(f"no report: {error}")
    except OSError as error:
        return refuse(f"cannot write {options.output}: {error.strerror or error}")
    sys.stdout.write(f"{options.output}: {counted(articles, 'article')}, {counted(rows, 'row')}\n")
    return 0
