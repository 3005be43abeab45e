"""Texts that a spreadsheet or a loader would like to take for something else."""

from decimal import Decimal
from itertools import cycle

from pipeline import write
from pipeline.tables import TABLES

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+HYPERLINK(1)",
    '=HYPERLINK("http://example.org","x")',
    "@SUM(A1)",
    "-2+3",
    "\tx",
    "\r=1",
    "'=1",
    "{=1+1}",
    "<r><t>x</t></r>",
    "<b>&amp;</b>",
    "_x0041_",
    "a\nb",
    'say "hi", x',
    "  two  spaces  ",
    "http://example.org",
    "internal:Sheet1!A1",
    "#REF!",
    "TRUE",
    "NA",
    "许昌𠮷",
]
CODES = ["411002", "411002003", "411002003005"]
DATES = ["2019-07", "2023-07-26T08", "2019-01/2019-09", "1/2", "1-2", "12:30"]
# Texts that a double click on a CSV file turns into numbers, and only the workbook keeps.
NUMBERS_LIKE = ["000123", "12345678901234567890", "1E5", "50%"]
TEXTS = [*HOSTILE, *CODES, *DATES, *NUMBERS_LIKE]
# Every form that a column of dates may hold.
ISO = [
    "2019",
    "2019-07",
    "2019-07-26",
    "2019-07-26T08:30",
    "2019-01/2019-09",
    "--12",
    "--12-24",
    "---26",
    "--12/--13",
]


def rows_of(table, texts):
    """Rows with a hostile text, and some date, in every column of a table."""
    for text, date in zip(texts, cycle(ISO)):
        values = {"text": text, "date": date, "integer": 7, "number": Decimal("0.10"), "boolean": True}
        yield {column.name: values[column.type] for column in table.columns}


def write_hostile(folder):
    write.write(folder, {table.name: list(rows_of(table, TEXTS)) for table in TABLES})
    return folder
