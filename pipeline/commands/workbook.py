"""`gouchen workbook`: the tables of a folder as one XLSX file."""

import argparse
import sys

from pipeline.commands import Commands, counted, declare, reads_tables, refuse

_DESCRIPTION = """\
Write the tables of a folder to one XLSX workbook, with a codebook and with links from the rows to their sentences.

examples:
  gouchen workbook
  gouchen workbook tables --output figures.xlsx

exit status:
  0  the workbook is written
  2  there are no tables, or the file cannot be written; nothing changed
"""


def add(commands: Commands) -> None:
    """Declare the arguments."""
    parser = declare(commands, "workbook", "make a spreadsheet of the tables", _DESCRIPTION)
    reads_tables(parser, "the workbook", "workbook.xlsx")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the workbook, and say how large it is."""
    from pipeline.workbook import WorkbookError, workbook  # noqa: PLC0415 -- `--help` is to be quick

    try:
        sheets = workbook(options.tables, options.output)
    except WorkbookError as error:
        return refuse(f"no workbook: {error}")
    except OSError as error:
        return refuse(f"cannot write {options.output}: {error.strerror or error}")
    rows = sum(sheet.rows for sheet in sheets)
    sys.stdout.write(f"{options.output}: {counted(len(sheets), 'sheet')}, {counted(rows, 'row')}\n")
    return 0
