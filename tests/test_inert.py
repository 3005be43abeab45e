"""No cell of a CSV file runs, turns into a date or loses a digit of a code."""

import re

from hostile import CODES, ISO, NUMBERS_LIKE, TEXTS, rows_of, write_hostile
from hypothesis import given, settings
from hypothesis import strategies as st
from office import AS_PROPOSED, Seen, needs_office, seen

import pipeline
from pipeline import cells, rows
from pipeline.tables import TABLES

_DAY = r"[0-9]{4}(?:-[0-9]{2}){0,2}|--[0-9]{2}(?:-[0-9]{2})?|---[0-9]{2}"
_HOUR = r"T[0-9]{2}(?::[0-9]{2})?"
_POINT = f"(?:(?:{_DAY})(?:{_HOUR})?|{_HOUR})"
DATE = re.compile(f"{_POINT}(?:/{_POINT})?")
PIECES = """
2023年 去年 2019.12 二〇二三年 99999年 0000年 7月 13月 12月24日 26日 32日 ９月 上旬 上午 8时 30分 08:30 第三季度
年底 春节 至 / - -- = + @ | ' ( ) !A0 cmd T Z : 发布时间: 2023-07-26 新华社 电 本报讯 “十四五”期间 90年代 以来 ， 。
"""


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*PIECES.split(), "\n", "\t"]) | st.text(max_size=3), max_size=14))
def test_nothing_but_iso_gets_into_a_column_of_dates(pieces):
    """These columns have no guard against formulas, and need none."""
    made = rows.of_document(pipeline.extract_text("".join(pieces)))
    for table in TABLES:
        for row in made.get(table.name, []):
            for column in table.columns:
                if column.type == "date" and row[column.name]:
                    assert DATE.fullmatch(row[column.name]), (column.name, row)


def test_the_forms_that_spreadsheets_are_shown_are_those():
    assert all(DATE.fullmatch(date) for date in ISO)


@needs_office
def test_libreoffice_takes_no_cell_for_what_it_is_not(tmp_path):
    folder = write_hostile(tmp_path / "tables")
    sheets = seen(tmp_path, *(folder / table.file for table in TABLES), read_as=AS_PROPOSED)
    for table in TABLES:
        for written, text, row in zip(rows_of(table, TEXTS), TEXTS, sheets[table.name][1:], strict=True):
            for cell, column in zip(row, table.columns, strict=False):
                assert cell.formula is None, (table.name, column.name, text)
                if column.type == "date":
                    whole = {"[0-9]{4}": "float", "[0-9]{4}-[0-9]{2}-[0-9]{2}": "date"}
                    kinds = [kind for form, kind in whole.items() if re.fullmatch(form, cell.text)]
                    assert cell == Seen(*(kinds or ["string"]), written[column.name])
                elif column.type == "text" and text not in NUMBERS_LIKE:
                    kind = "float" if text in CODES else "string"
                    assert cell == Seen(kind, cells.render(text, "text")), (table.name, column.name)
