"""The workbook: every cell what it is, every link where it should lead, and the same bytes every time."""

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from documents import document, tables_of
from hostile import TEXTS, rows_of, write_hostile
from office import Seen, needs_office, seen

from pipeline import cells, cli, workbook, write
from pipeline.tables import FAILURES, NUMBERS, PLACES, SENTENCES, TABLES


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write.write(folder, tables_of(document("a"), document("b", published="2022")))
    return folder


def opened(folder, file):
    workbook.workbook(folder, file)
    return openpyxl.load_workbook(file)


def sheet_of(book, table, part=""):
    return book[f"{table.title} {table.name}{part}"]


def test_a_sheet_per_table_under_headers_in_both_languages(tables, tmp_path):
    book = opened(tables, tmp_path / "w.xlsx")
    assert book.sheetnames == ["说明 about", *(f"{table.title} {table.name}" for table in TABLES)]
    for table in TABLES:
        sheet = sheet_of(book, table)
        headings = [cell.value for cell in sheet[1]]
        assert [heading.split()[-1] for heading in headings] == list(table.header)
        assert [heading.split()[0] for heading in headings] == [column.title for column in table.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert book.defined_names[table.name].attr_text.endswith(f"!{absolute(sheet.dimensions)}")


def absolute(reference):
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", reference)


def test_cells_have_the_type_of_their_column(tables, tmp_path):
    book = opened(tables, tmp_path / "w.xlsx")
    number, place = (
        dict(zip(table.header, next(sheet_of(book, table).iter_rows(min_row=2)), strict=True))
        for table in (NUMBERS, PLACES)
    )
    assert (number["value"].value, number["value"].number_format) == (445, "#,##0")
    assert number["start"].value == 22
    assert number["place_code"].value == place["code"].value == "130207"
    assert place["in_name"].value is False
    assert number["value_min"].value is None


@pytest.mark.parametrize(
    ("value", "shown", "style"),
    [
        ("666.6667", 666.6667, "#,##0.####"),
        ("126060000000000", 126060000000000, "#,##0"),
        ("-0.5", -0.5, "#,##0.#"),
        ("0.12345678901234567890", 0.123456789012346, f"#,##0.{'#' * 15}"),
        ("9" * 400, "9" * 400, "General"),
    ],
)
def test_a_number_is_shown_in_full_as_far_as_a_spreadsheet_can(tmp_path, value, shown, style):
    row = next(rows_of(NUMBERS, "x")) | {"value": Decimal(value)}
    write.write(tmp_path / "t", tables_of() | {"numbers": [row]})
    cell = sheet_of(opened(tmp_path / "t", tmp_path / "w.xlsx"), NUMBERS)["H2"]
    assert cell.value == (pytest.approx(shown, rel=1e-15) if isinstance(shown, float) else shown)
    assert cell.number_format == style


def test_the_link_of_a_row_leads_to_its_sentence(tables, tmp_path):
    book = opened(tables, tmp_path / "w.xlsx")
    followed = [
        (table.name, book[tab.strip("'")][cell].value == row["sentence"].value)
        for table in TABLES
        if "sentence" in table.header
        for line in sheet_of(book, table).iter_rows(min_row=2)
        for row in [dict(zip(table.header, line, strict=True))]
        for tab, cell in [row["sentence_id"].hyperlink.location.split("!")]
    ]
    assert followed == [("numbers", True)] * 4 + [("places", True)] * 2 + [("initiatives", True)] * 2


def test_the_cover_counts_the_rows_and_explains_every_column(tables, tmp_path):
    book = opened(tables, tmp_path / "w.xlsx")
    lines = [[cell.value for cell in line] for line in book["说明 about"].iter_rows()]
    counts = {line[0]: line[1] for line in lines[3 : 3 + len(TABLES)]}
    assert counts == {name: book[name].max_row - 1 for name in book.sheetnames[1:]}
    columns = [(f"{table.title} {table.name}", column) for table in TABLES for column in table.columns]
    for line, (tab, column) in zip(lines[-len(columns) :], columns, strict=True):
        assert line[:3] == [tab, column.name, column.title]
        assert re.search("[\u4e00-\u9fff]", line[4])
        assert line[5].startswith(column.description.replace("`", ""))
        assert all(value in line[4] and value in line[5] for value in column.values)


def test_the_same_tables_give_the_same_bytes(tables, tmp_path):
    for zone in ("UTC", "Asia/Shanghai"):
        subprocess.run(
            [sys.executable, "-m", "pipeline", "workbook", tables, "-o", tmp_path / f"{zone[:3]}.xlsx"],
            check=True,
            capture_output=True,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": str(len(zone))},
        )
    assert (tmp_path / "UTC.xlsx").read_bytes() == (tmp_path / "Asi.xlsx").read_bytes()
    created = openpyxl.load_workbook(tmp_path / "UTC.xlsx").properties.created
    assert created.year == 2000


def test_a_table_that_is_too_long_goes_on_in_another_sheet_and_links_follow(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_ROWS", 3)
    write.write(tmp_path / "t", tables_of(*(document(name) for name in "abcd")))
    sheets = workbook.workbook(tmp_path / "t", tmp_path / "w.xlsx")
    assert [sheet.rows for sheet in sheets if sheet.table is SENTENCES] == [2, 2, 2, 2]
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    last = sheet_of(book, NUMBERS, " 4")["C3"]
    assert (last.value, last.hyperlink.location) == ("d#s19", "'句子 sentences 4'!F3")
    assert sheet_of(book, SENTENCES, " 4")["B3"].value == "d#s19"
    assert book["说明 about"]["A13"].hyperlink.location == "'数字 numbers 4'!A1"


def test_there_are_as_many_links_as_a_sheet_may_have(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_LINKS", 3)
    sheet = sheet_of(opened(tables, tmp_path / "w.xlsx"), NUMBERS)
    assert [bool(cell.hyperlink) for cell in sheet["C"]] == [False, True, True, True, False]
    assert sheet["C5"].value == "b#s19"


@pytest.mark.parametrize("text", ["党" * 32_768, "𠮷" * 16_384, "党" * 200_000])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(tmp_path, text):
    write.write(tmp_path / "t", tables_of() | {"failures": [{"file": "x", "reason": text}]})
    cell = sheet_of(opened(tmp_path / "t", tmp_path / "w.xlsx"), FAILURES)["B2"]
    assert cell.value.endswith("[…]")
    assert text.startswith(cell.value.removesuffix("[…]"))
    assert 32_760 <= len(cell.value.encode("utf-16-le")) / 2 <= 32_767


def test_an_empty_run_has_its_workbook_too(tmp_path):
    write.write(tmp_path / "t", tables_of())
    assert {sheet.rows for sheet in workbook.workbook(tmp_path / "t", tmp_path / "w.xlsx")} == {0}


def test_hostile_texts_stay_texts(tmp_path):
    book = opened(write_hostile(tmp_path / "t"), tmp_path / "w.xlsx")
    expected = [cells.one_line(text) for text in TEXTS]
    unescape = openpyxl.utils.escape.unescape
    for table in TABLES:
        for place, column in enumerate(table.columns, start=1):
            line = [sheet_of(book, table).cell(row, place) for row in range(2, len(TEXTS) + 2)]
            assert {cell.data_type for cell in line} <= {"s", "inlineStr", "n", "b"}
            if column.type == "text":
                assert [unescape(cell.value) for cell in line] == expected, (table.name, column.name)


@needs_office
def test_libreoffice_sees_the_same_texts_in_the_workbook(tmp_path):
    workbook.workbook(write_hostile(tmp_path / "t"), tmp_path / "w.xlsx")
    sheets = seen(tmp_path, tmp_path / "w.xlsx")
    for table in TABLES:
        rows = sheets[f"{table.title} {table.name}"][1:]
        for written, row in zip(rows_of(table, TEXTS), rows, strict=True):
            for cell, column in zip(row, table.columns, strict=False):
                if column.type in {"text", "date"}:
                    assert cell == Seen("string", cells.one_line(written[column.name])), table.name
                else:
                    assert cell.kind == "float"


def test_without_xlsxwriter_it_says_what_to_install(tables, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert cli.main(["workbook", str(tables), "-o", str(tmp_path / "w.xlsx")]) == 2
    assert "pip install 'gouchen[workbook]'" in capsys.readouterr().err
    assert not (tmp_path / "w.xlsx").exists()


@pytest.mark.parametrize("damage", ["missing", "header", "cell", "short"])
def test_what_is_no_output_folder_is_refused_and_the_old_workbook_stands(tmp_path, capsys, damage):
    folder, file = tmp_path / "t", tmp_path / "w.xlsx"
    write.write(folder, tables_of(document()))
    file.write_bytes(b"old")
    numbers = folder / "numbers.csv"
    content = numbers.read_text("utf-8-sig")
    damaged = {
        "header": content.replace("kind", "sort", 1),
        "cell": content.replace(",22,", ",twenty,", 1),
        "short": content + "a,b\n",
    }
    if damage == "missing":
        numbers.unlink()
    else:
        numbers.write_text(damaged[damage], "utf-8-sig")
    assert cli.main(["workbook", str(folder), "-o", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("gouchen: no workbook: ")
    assert "numbers.csv" in said
    assert file.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t", "w.xlsx"]


def test_a_place_that_cannot_be_written_is_refused(tables, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    for target in (tmp_path / "file" / "w.xlsx", tmp_path):
        assert cli.main(["workbook", str(tables), "-o", str(target)]) == 2
        assert "cannot write" in capsys.readouterr().err


def test_the_command_says_what_it_wrote(tables, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["workbook", str(tables)]) == 0
    assert re.fullmatch(r"workbook\.xlsx: 10 sheets, \d+ rows\n", capsys.readouterr().out)
    assert Path("workbook.xlsx").exists()
