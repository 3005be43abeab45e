"""The tables of an output folder → one XLSX workbook: typed cells, filters, links to sentences, and a codebook.

Texts are written as such, whatever they look like: none becomes a formula, a date or a number.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, DecimalException
from itertools import chain, count, islice
from math import ceil, isfinite
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from pipeline import cells, codebook, write
from pipeline.tables import SENTENCES, TABLES, Cell, Column, Row, Table, Type

# What a spreadsheet can hold: rows and links of a sheet, UTF-16 units of a cell, digits of a number.
_ROWS = 1_048_576
_LINKS = 65_530
_UNITS = 32_767
_DIGITS = 15
_LONGEST = 1 << 30  # of a cell in a CSV file; the library stops at 131,072 characters

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # always the same, so that the same tables give the same bytes
_CUT = "[…]"
_COVER = "说明 about"
_COVER_WIDTHS = (26, 24, 14, 16, 56, 64)
_WIDEST, _NUMBER, _FILTER_BUTTON, _LINE_HEIGHT = 48, 20, 4, 16
_LOOKED_AT = 200  # rows that settle the widths

_TYPES: dict[Type, str] = {
    "text": "文本 text",
    "date": "日期 date",
    "integer": "整数 integer",
    "number": "数值 number",
    "boolean": "是否 boolean",
}
_NOTES = (
    (
        "点击 sentence_id 一列的编号，即到原句；每张工作表最多有 65,530 个链接。",
        "Click on a sentence_id to get to the sentence; a sheet has 65,530 links at most.",
    ),
    (
        "代码和日期是文本；日期依 ISO 8601，可以只有年、月，也可以是区间。",
        "Codes and dates are text; dates are ISO 8601, and may be a year, a month or an interval.",
    ),
    (
        f"数值保留 15 位有效数字；文本最多 32,767 个字符，更长的以 {_CUT} 结尾。CSV 文件没有这些限制。",
        f"Numbers keep 15 digits, texts 32,767 characters; a longer one ends in {_CUT}. CSV files have no such limits.",
    ),
)


class WorkbookError(Exception):
    """Why there can be no workbook."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook; a table with too many rows for one has several."""

    name: str
    table: Table
    rows: int


def workbook(folder: Path, file: Path) -> tuple[Sheet, ...]:
    """Write the tables of `folder` to the XLSX file `file`, and return its sheets without the cover.

    Raises `WorkbookError` where there are no tables or XlsxWriter is missing, and `OSError` where the file cannot be
    written; an older file stands then.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 -- an extra
    except ImportError:
        raise WorkbookError("XlsxWriter is missing: pip install 'gouchen[workbook]'") from None
    source = write.current(folder)
    links = _sentence_links(_read(source, SENTENCES))
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".gouchen-workbook-", dir=file.parent) as new:
        path = Path(new) / "workbook.xlsx"
        with xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": new}) as book:
            book.set_properties({"title": "钩沉 · Gouchen", "created": _CREATED})
            styles = _Styles(book)
            cover = book.add_worksheet(_COVER)
            sheets = tuple(
                sheet
                for table in TABLES
                for sheet in _write_table(book, styles, table, _read(source, table), links)
            )
            _write_cover(cover, styles, sheets)
        path.replace(file)
    return sheets


class _Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.plain = book.add_format()
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "bottom": 1}
        )
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
        self.count = book.add_format({"num_format": "#,##0", "valign": "top", "align": "left"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.numbers = [
            book.add_format({"num_format": "#,##0" + "." * bool(places) + "#" * places})
            for places in range(_DIGITS + 1)
        ]


def _read(source: Path, table: Table) -> Iterator[Row]:
    path = source / table.file
    stranger = WorkbookError(f"{path} is not as this version writes it: run `gouchen extract` again")
    if not path.is_file():
        raise WorkbookError(f"no {table.file} in {source}: run `gouchen extract` first")
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            written = csv.reader(file)
            if next(written, None) != list(table.header):
                raise stranger
            for line in written:
                pairs = zip(table.columns, line, strict=True)
                yield {column.name: cells.parse(cell, column.type) for column, cell in pairs}
        except (ValueError, DecimalException, csv.Error):
            raise stranger from None


def _sentence_links(rows: Iterable[Row]) -> dict[Cell, str]:
    """Return the link to each sentence, by its id."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 -- an extra

    links: dict[Cell, str] = {}
    for place, row in enumerate(rows):
        part, above = divmod(place, _ROWS - 1)
        cell = xl_rowcol_to_cell(above + 1, SENTENCES.header.index("text"))
        links[row["sentence_id"]] = f"internal:'{_tab(SENTENCES, part + 1)}'!{cell}"
    return links


def _tab(table: Table, part: int) -> str:
    """Return the name on a tab.

    >>> _tab(SENTENCES, 1), _tab(SENTENCES, 2)
    ('句子 sentences', '句子 sentences 2')
    """
    return f"{table.title} {table.name}" + (f" {part}" if part > 1 else "")


def _write_table(
    book: Any, styles: _Styles, table: Table, rows: Iterator[Row], links: Mapping[Cell, str]
) -> Iterator[Sheet]:
    """Write a table to as many sheets as it needs, one at least."""
    for part in count(1):
        portion = islice(rows, _ROWS - 1)
        head = list(islice(portion, _LOOKED_AT))
        if not head and part > 1:
            return
        sheet = book.add_worksheet(_tab(table, part))
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _width(column, head))
        written = _write_rows(sheet, styles, table, chain(head, portion), links)
        corners = (0, 0, written, len(table.columns) - 1)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(*corners)
        _name(book, sheet, f"{table.name}_{part}" if part > 1 else table.name, corners)
        yield Sheet(sheet.get_name(), table, written)


def _name(book: Any, sheet: Any, name: str, corners: tuple[int, int, int, int]) -> None:
    """Let formulas and pivot tables call the rows by the name of their table; codes are text on purpose."""
    from xlsxwriter.utility import xl_range, xl_range_abs  # noqa: PLC0415 -- an extra

    book.define_name(name, f"='{sheet.get_name()}'!{xl_range_abs(*corners)}")
    sheet.ignore_errors({"number_stored_as_text": xl_range(*corners)})


def _width(column: Column, rows: Iterable[Row]) -> int:
    """Return a width that shows most of a column, and all of a number; ids and checksums need not be read."""
    header = max(_columns(column.title), _columns(column.name)) + _FILTER_BUTTON
    if column.name.endswith("_id") or column.name == "sha256":
        return header
    if column.type == "number":
        return max(header, _NUMBER)
    return min(max([header, *(_columns(str(row[column.name] or "")) for row in rows)]), _WIDEST)


def _columns(text: str) -> int:
    """Return the width of a text; Chinese characters are twice as wide.

    >>> _columns("许昌2024")
    8
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _write_rows(
    sheet: Any, styles: _Styles, table: Table, rows: Iterable[Row], links: Mapping[Cell, str]
) -> int:
    """Write header and rows, and return how many rows there are."""
    sheet.set_row(0, 2 * _LINE_HEIGHT)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, f"{column.title} {column.name}", styles.header)
    linked = "sentence_id" if table is not SENTENCES else None
    line = given = 0
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(table.columns):
            value = row[column.name]
            cell = (line, place)
            if column.name == linked and value in links and given < _LINKS:
                given += 1
                sheet.write_url(*cell, links[value], styles.link)
                _write_text(sheet, cell, str(value), styles, styles.link)
            else:
                _write_cell(sheet, cell, value, styles)
    return line


def _write_cell(sheet: Any, cell: tuple[int, int], value: Cell, styles: _Styles) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*cell, value)
    elif isinstance(value, int):
        sheet.write_number(*cell, value)
    elif isinstance(value, Decimal) and isfinite(float(value)):
        decimals = max(0, -int(value.normalize().as_tuple().exponent))
        sheet.write_number(*cell, float(value), styles.numbers[min(decimals, _DIGITS)])
    else:
        _write_text(sheet, cell, str(value), styles, styles.plain)


def _write_text(sheet: Any, cell: tuple[int, int], text: str, styles: _Styles, style: Any) -> None:
    text = _fitting(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter would take it for its own markup; in two pieces it is text.
        sheet.write_rich_string(*cell, text[:1], styles.plain, text[1:], style)
    else:
        sheet.write_string(*cell, text, style)


def _fitting(text: str) -> str:
    """Cut a text to what a cell holds.

    >>> _fitting("党建"), len(_fitting("党" * 40_000)), _fitting("党" * 40_000)[-5:]
    ('党建', 32767, '党党[…]')
    """
    if len(text) <= _UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _UNITS:
        return text
    return units[: 2 * (_UNITS - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT


def _write_cover(sheet: Any, styles: _Styles, sheets: Iterable[Sheet]) -> None:
    """Write what the workbook holds: its sheets with their rows, how to read it, and the codebook."""
    for place, width in enumerate(_COVER_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "钩沉 · Gouchen", styles.title)
    line = _write_header(sheet, styles, 2, "工作表 sheet", "行数 rows", "", "", "内容", "contents")
    for one in sheets:
        meanings = (codebook.meaning(one.table), one.table.description)
        line = _write_texts(sheet, styles, line, one.name, "", "", "", *meanings)
        sheet.write_url(line - 1, 0, f"internal:'{one.name}'!A1", styles.link, one.name)
        sheet.write_number(line - 1, 1, one.rows, styles.count)
    line = _write_header(sheet, styles, line + 1, "", "", "", "", "用法", "how to read it")
    for note in _NOTES:
        line = _write_texts(sheet, styles, line, "", "", "", "", *note)
    first = line + 1
    line = _write_header(
        sheet, styles, first, "表 table", "列 column", "中文名 title", "类型 type", "含义", "meaning"
    )
    for table in TABLES:
        for column in table.columns:
            described = (_tab(table, 1), column.name, column.title, _TYPES[column.type])
            line = _write_texts(sheet, styles, line, *described, *codebook.explain(table, column))
    sheet.autofilter(first, 0, line - 1, len(_COVER_WIDTHS) - 1)


def _write_header(sheet: Any, styles: _Styles, line: int, *texts: str) -> int:
    for place, text in enumerate(texts):
        sheet.write_string(line, place, text, styles.header)
    return line + 1


def _write_texts(sheet: Any, styles: _Styles, line: int, *texts: str) -> int:
    """Write a line of the cover, as high as its texts are long, and return the number of the next."""
    plain = [text.replace("`", "") for text in texts]
    heights = [ceil(_columns(text) / width) for text, width in zip(plain, _COVER_WIDTHS, strict=True)]
    sheet.set_row(line, _LINE_HEIGHT * max(heights))
    for place, text in enumerate(plain):
        if text:
            sheet.write_string(line, place, text, styles.wrapped)
    return line + 1
