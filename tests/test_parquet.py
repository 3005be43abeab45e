"""The Parquet files: every cell what it is, no article in two parts, and the same bytes every time."""

import os
import re
import subprocess
import sys
from decimal import Decimal
from itertools import chain, pairwise
from pathlib import Path

import pytest
from batches import parts_of
from documents import document, tables_of
from hostile import TEXTS, rows_of, write_hostile
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cli, lines, package, write
from pipeline import parquet as module
from pipeline.parquet import packed, parquet
from pipeline.tables import NUMBERS, TABLES

pq = pytest.importorskip("pyarrow.parquet")
OUTPUTS = Path(__file__).parent.parent / "outputs"
PAGE = (Path(__file__).parent.parent / "docs" / "loading.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^With (\w+)[^\n]*:\n\n```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
TYPES = {"text": "string", "date": "string", "integer": "int64", "number": "double", "boolean": "bool"}


@pytest.fixture
def folder(tmp_path):
    write.write(tmp_path / "t", tables_of(*(document(name) for name in "abcd")))
    return tmp_path / "t"


def rows_in(target, table):
    return [row for part in parts_of(target, table) for row in part.to_pylist()]


def stated(folder, table):
    """What the CSV file says; Parquet has no decimals of any length, and null for what is empty."""
    _, *written = (folder / table.file).read_text("utf-8-sig").split("\n")
    for row in lines.parse(table, "\n".join(written)):
        floats = {name: float(cell) for name, cell in row.items() if isinstance(cell, Decimal)}
        empty = {name: None for name, cell in row.items() if cell == ""}
        yield row | floats | empty


def content(target):
    return {path.relative_to(target): path.read_bytes() for path in target.rglob("*.parquet")}


@pytest.mark.parametrize("made", ["seeds", "hostile", "nothing"])
def test_columns_are_typed_and_every_cell_is_that_of_the_table(tmp_path, made):
    source = OUTPUTS if made == "seeds" else tmp_path / "t"
    if made == "hostile":
        write_hostile(source)
    elif made == "nothing":
        write.write(source, tables_of())
    sizes = parquet(source, tmp_path / "p")
    for table, size in zip(TABLES, sizes, strict=True):
        (part,) = parts_of(tmp_path / "p", table)
        assert [(field.name, str(field.type)) for field in part.schema] == [
            (column.name, TYPES[column.type]) for column in table.columns
        ]
        assert part.to_pylist() == list(stated(source, table))
        assert part.num_rows == size


def test_texts_have_no_guard_and_what_is_not_stated_is_null(tmp_path):
    row = next(rows_of(NUMBERS, ["=1+1"])) | {"value": None, "start": None, "factor": Decimal("0.1")}
    write.write(tmp_path / "t", tables_of() | {"numbers": [row]})
    parquet(tmp_path / "t", tmp_path / "p")
    (read,) = rows_in(tmp_path / "p", NUMBERS)
    assert (read["text"], read["value"], read["start"], read["factor"]) == ("=1+1", None, None, 0.1)


def test_files_are_compressed_and_know_nothing_of_the_run(folder, tmp_path):
    parquet(folder, tmp_path / "p")
    for path in (tmp_path / "p").rglob("*.parquet"):
        known = pq.ParquetFile(path).metadata
        assert {known.row_group(0).column(i).compression for i in range(known.num_columns)} == {"ZSTD"}
        assert set(known.metadata) == {b"ARROW:schema"}


def test_the_same_tables_give_the_same_bytes(folder, tmp_path):
    for zone in ("UTC", "Asia/Shanghai"):
        subprocess.run(
            [sys.executable, "-m", "pipeline", "parquet", folder, "-o", tmp_path / zone[:3]],
            check=True,
            capture_output=True,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": str(len(zone))},
        )
    assert content(tmp_path / "UTC") == content(tmp_path / "Asi")


@pytest.mark.parametrize("limit", [1, 4, 5, 100])
def test_a_part_ends_where_an_article_does(folder, tmp_path, monkeypatch, limit):
    monkeypatch.setattr(module, "_ROWS", limit)
    parquet(folder, tmp_path / "p")
    for table in TABLES:
        parts = parts_of(tmp_path / "p", table)
        assert list(chain.from_iterable(part.to_pylist() for part in parts)) == list(stated(folder, table))
        together = [set(part["article_id"].to_pylist()) for part in parts if "article_id" in table.header]
        assert all(before.isdisjoint(after) for before, after in pairwise(together))
        for part in parts:
            alone = "article_id" in table.header and len(set(part["article_id"].to_pylist())) == 1
            assert part.num_rows <= limit or alone


def test_parts_are_no_smaller_than_they_have_to_be(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_ROWS", 5)
    parquet(folder, tmp_path / "p")
    assert [part.num_rows for part in parts_of(tmp_path / "p", NUMBERS)] == [4, 4]
    assert sorted(path.name for path in (tmp_path / "p" / "numbers").iterdir()) == [
        "part-00000.parquet",
        "part-00001.parquet",
    ]


@given(st.lists(st.text(max_size=5)), st.integers(1, 9))
def test_packs_hold_everything_in_its_order_and_the_next_piece_would_not_fit(pieces, limit):
    packs = list(packed(pieces, limit, len))
    assert list(chain.from_iterable(packs)) == pieces
    assert all(len("".join(pack)) <= limit or len(pack) == 1 for pack in packs)
    assert all(len("".join([*pack, after[0]])) > limit for pack, after in pairwise(packs))


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # Dask, under the pandas of today
def test_dask_duckdb_and_polars_read_it_as_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "_ROWS", 7)
    write_hostile(tmp_path / "t")
    parquet(tmp_path / "t", tmp_path / "parquet")
    expected = rows_in(tmp_path / "parquet", NUMBERS)
    assert len(expected) == len(TEXTS)
    results = {name: run(name) for name in ("Dask", "DuckDB", "polars")}
    assert results["polars"]["numbers"].collect().to_dicts() == expected
    assert results["DuckDB"]["numbers"].fetchall() == [tuple(row.values()) for row in expected]
    frame = results["Dask"]["numbers"].compute()
    assert frame.to_dict("records") == expected


def run(loader):
    names = {}
    exec(BLOCKS[loader], names)  # noqa: S102 -- ours
    return names


def test_a_newer_folder_takes_the_place_of_an_older_one(folder, tmp_path):
    target = tmp_path / "p"
    parquet(folder, target)
    (target / "numbers" / "part-00001.parquet").write_bytes(b"of a run with more rows")
    (target / ".DS_Store").touch()
    write.write(folder, tables_of(document("z")))
    parquet(folder, target)
    assert {row["article_id"] for row in rows_in(target, NUMBERS)} == {"z"}
    assert {path.name for path in target.iterdir()} == {package.FILE, *(table.name for table in TABLES)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "t"]


@pytest.mark.parametrize("damage", ["missing", "header", "cell", "long", "short", "bytes"])
def test_what_is_no_output_folder_is_refused_and_the_older_files_stand(folder, tmp_path, capsys, damage):
    parquet(folder, tmp_path / "p")
    before = content(tmp_path / "p")
    numbers = folder / "numbers.csv"
    text = numbers.read_text("utf-8-sig")
    damaged = {
        "header": text.replace("kind", "sort", 1),
        "cell": text.replace(",22,", ",twenty,", 1),
        "long": text.replace(",22,", f",{2**63},", 1),
        "short": text + "a,b\n",
    }
    if damage == "missing":
        numbers.unlink()
    elif damage == "bytes":
        numbers.write_bytes(numbers.read_bytes() + b"\xff\n")
    else:
        numbers.write_text(damaged[damage], "utf-8-sig")
    assert cli.main(["parquet", str(folder), "-o", str(tmp_path / "p")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("gouchen: no Parquet files: ")
    assert "numbers.csv" in said
    assert content(tmp_path / "p") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "t"]


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("error", [OSError("no"), KeyboardInterrupt()])
def test_the_older_files_stand_whichever_rename_fails(folder, tmp_path, monkeypatch, failing, error):
    target = tmp_path / "p"
    parquet(folder, target)
    before = content(target)
    write.write(folder, tables_of(document("z")))
    renamed, rename = [], Path.rename

    def fails_once(path, to):
        renamed.append(path)
        if len(renamed) == failing:
            raise error
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(type(error)):
        parquet(folder, target)
    assert content(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p", "t"]


FOREIGN = {
    "a file of another name": "notes.txt",
    "a folder of another name": "figures/part-00000.parquet",
    "a file among the parts": "numbers/part-00000-1f.snappy.parquet",
    "a folder among the parts": "numbers/part-00000.parquet/x",
    "a folder like a desktop's file": ".DS_Store/x",
    "a table that is a file": "numbers",
}


@pytest.mark.parametrize("stranger", FOREIGN.values(), ids=FOREIGN)
def test_a_folder_that_holds_anything_else_is_refused(folder, tmp_path, capsys, stranger):
    path = tmp_path / "p" / stranger
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    assert cli.main(["parquet", str(folder), "-o", str(tmp_path / "p")]) == 2
    assert "move it elsewhere" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert [one for one in (tmp_path / "p").rglob("*") if one.is_file()] == [path]


def test_what_comes_in_while_the_files_are_written_is_not_lost(folder, tmp_path, monkeypatch):
    target = tmp_path / "p"
    parquet(folder, target)

    def disturbed(*given):
        (target / "notes.txt").write_text("mine", encoding="utf-8")
        return packed(*given)

    monkeypatch.setattr(module, "packed", disturbed)
    with pytest.raises(module.ParquetError, match=r"notes\.txt"):
        parquet(folder, target)
    assert (target / "notes.txt").exists()


@pytest.mark.parametrize("place", ["", "numbers", "numbers/part-00000.parquet", ".DS_Store"])
def test_nothing_is_written_through_a_link(folder, tmp_path, place):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "p" / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere)
    with pytest.raises(module.ParquetError):
        parquet(folder, tmp_path / "p")
    assert link.is_symlink()
    assert list(elsewhere.iterdir()) == []


def test_the_tables_themselves_are_refused_as_a_place_to_write(folder, capsys):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert cli.main(["parquet", str(folder), "-o", str(folder)]) == 2
    assert "move it elsewhere" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_place_that_cannot_be_written_is_refused(folder, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert cli.main(["parquet", str(folder), "-o", str(tmp_path / "file" / "p")]) == 2
    assert "cannot write" in capsys.readouterr().err
    assert cli.main(["parquet", str(folder), "-o", str(tmp_path / "file")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_without_pyarrow_it_says_what_to_install(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert cli.main(["parquet", str(folder), "-o", str(tmp_path / "p")]) == 2
    assert "pip install 'gouchen[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_the_command_says_what_it_wrote(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["parquet", str(folder)]) == 0
    assert re.fullmatch(r"parquet: 10 files, \d+ rows\n", capsys.readouterr().out)
    assert (tmp_path / "parquet" / "numbers" / "part-00000.parquet").exists()
