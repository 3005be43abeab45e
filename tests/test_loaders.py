"""The code in docs/loading.md, run as it stands there: every cell of every table comes back."""

import csv
import re
import shutil
import subprocess
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from documents import document, tables_of
from hostile import TEXTS, rows_of

from pipeline import cells, load, write
from pipeline.tables import TABLES

PAGE = (Path(__file__).parent.parent / "docs" / "loading.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^## (\w+)\n(?:(?!^## ).)*?^```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


@cache
def readr():
    """Return the command that runs R, where R has readr."""
    rscript = shutil.which("Rscript")
    if (
        rscript
        and not subprocess.run([rscript, "-e", "library(readr)"], check=False, capture_output=True).returncode
    ):
        return rscript
    return pytest.skip("R with readr is not installed")


@pytest.fixture(params=["a small article", "hostile texts", "nothing"])
def expected(request, tmp_path, monkeypatch):
    """Write tables, go to where they are, and return what every cell of them holds."""
    rows = {
        "a small article": tables_of(document()),
        "hostile texts": {table.name: list(rows_of(table, TEXTS)) for table in TABLES},
        "nothing": tables_of(),
    }[request.param]
    write.write(tmp_path / "tables", rows)
    monkeypatch.chdir(tmp_path)
    return {
        table.name: [
            tuple(
                plain(cells.parse(cells.render(row[column.name], column.type), column.type))
                for column in table.columns
            )
            for row in rows[table.name]
        ]
        for table in TABLES
    }


def plain(value):
    return None if value == "" else float(value) if isinstance(value, Decimal) else value


def run(loader):
    names = {}
    exec(BLOCKS[loader], names)  # noqa: S102 -- ours
    return names


def test_pandas(expected):
    for tables in (run("pandas")["tables"], load.read_tables("tables")):
        loaded = {
            name: list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))
            for name, frame in tables.items()
        }
        assert loaded == expected


def test_polars(expected):
    assert {name: frame.rows() for name, frame in run("polars")["tables"].items()} == expected


def test_duckdb(expected):
    database = run("DuckDB")["database"]
    assert {name: database.sql(f"FROM {name}").fetchall() for name in expected} == expected


@pytest.mark.parametrize("expected", ["hostile texts"], indirect=True)
def test_readr(expected, tmp_path):
    shown = 'for (name in c({})) write_csv(read_table(name), paste0("r-", name, ".csv"), na = "")'
    names = ", ".join(f'"{name}"' for name in expected)
    subprocess.run([readr(), "-e", BLOCKS["R"] + shown.format(names)], check=True, capture_output=True)
    for table in TABLES:
        with (tmp_path / f"r-{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert tuple(header) == table.header
        assert [
            tuple(plain(typed(cell, column.type)) for cell, column in zip(row, table.columns, strict=True))
            for row in rows
        ] == expected[table.name]


def typed(cell, kind):
    return cell if kind == "text" else cells.parse(cell.lower() if kind == "boolean" else cell, kind)
