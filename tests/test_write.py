"""What is on the disk: cells nobody can misread, and all of a run's tables or none of them."""

import contextlib
import csv
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pandas as pd
import pytest
from documents import document, tables_of
from frictionless import validate
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import cells, lines, load, texts, write
from pipeline.tables import TABLES

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+HYPERLINK(1)",
    "@SUM(A1)",
    "-2+3",
    "\tx",
    "\rx",
    "'=1",
    "a\nb",
    'say "hi", x',
    "NA",
    "\udc80",
]


def content(folder: Path):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def old(tmp_path):
    """An output folder with tables and with a file of the user's."""
    folder = tmp_path / "out"
    write.write(folder, tables_of(document("old")))
    (folder / ".gitkeep").touch()
    (folder / "notes.xlsx").write_bytes(b"mine")
    return folder


@given(st.text())
def test_a_text_cell_is_one_inert_line_and_its_guard_comes_off(text):
    cell = cells.render(text, "text")
    assert len(cell.splitlines()) <= 1
    assert not cell.startswith(tuple("=+-@\t\r"))
    assert cells.unguard(cell) == cells.one_line(text)
    cell.encode()


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=Decimal("-1e30"), max_value=Decimal("1e30"), places=6
    )
)
def test_a_number_cell_is_a_plain_decimal(number):
    cell = cells.render(number, "number")
    assert set(cell) <= set("-.0123456789")
    assert Decimal(cell) == number


def test_files_are_utf8_with_bom_and_unix_line_ends(old):
    raw = (old / "numbers.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfarticle_id,number_id")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cells_survive_the_round_trip(tmp_path, text):
    write.write(tmp_path, tables_of() | {"failures": [{"file": text, "reason": "x"}]})
    with (tmp_path / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert not row["file"].startswith(tuple("=+-@\t\r"))
    assert load.read_tables(tmp_path)["failures"]["file"].tolist() == [cells.one_line(text)]


def test_loaded_tables_have_the_right_types(old):
    tables = load.read_tables(old)
    assert set(tables) == {table.name for table in TABLES}
    numbers, places = tables["numbers"], tables["places"]
    assert numbers["value"].tolist()[0] == 445
    assert numbers["value"].isna().tolist() == [False, True]
    assert places["code"].tolist() == ["130207"]
    assert pd.api.types.is_string_dtype(places["code"].dtype)
    assert places["in_name"].tolist() == [False]
    assert tables["initiatives"]["core"].tolist() == ["=先锋"]
    assert tables["articles"]["title"].tolist() == ["-2+3"]


def test_frictionless_accepts_the_package(old):
    report = validate(str(old / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_frictionless_checks_the_tables(old):
    """The package says enough for a changed cell to be noticed."""
    path = old / "numbers.csv"
    path.write_bytes(path.read_bytes().replace(b",count,", b",cuont,"))
    assert not validate(str(old / "datapackage.json")).valid


def test_an_empty_run_is_a_valid_package_too(tmp_path):
    write.write(tmp_path, tables_of())
    assert validate(str(tmp_path / "datapackage.json")).valid
    assert all(frame.empty for frame in load.read_tables(tmp_path).values())


def test_the_same_rows_give_the_same_bytes_and_leave_nothing_else(tmp_path):
    for name in ("one", "two"):
        write.write(tmp_path / name, tables_of(document()))
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert set(content(tmp_path / "one")) == set(write.FILES)


def test_other_files_survive(old):
    write.write(old, tables_of(document("new")))
    assert (old / "notes.xlsx").read_bytes() == b"mine"
    assert (old / ".gitkeep").exists()
    assert b"new#n" in (old / "numbers.csv").read_bytes()


@pytest.mark.parametrize("calls", range(len(write.FILES)))
def test_an_error_while_swapping_brings_the_old_tables_back(old, monkeypatch, calls):
    before = content(old)
    replace, left = Path.replace, [calls]

    def failing(self, target):
        if self.parent.name.startswith(".gouchen-new-"):
            if not left[0]:
                raise PermissionError(13, "open in another program")
            left[0] -= 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        write.write(old, tables_of(document("new")))
    assert content(old) == before


def test_an_error_while_writing_leaves_the_old_tables(old):
    before = content(old)
    with pytest.raises(KeyError):
        write.write(old, tables_of() | {"words": [{"no": "such column"}]})
    assert content(old) == before


CRASH = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from documents import document, tables_of
from pipeline import write
left = [{calls}]
def crashing(call):
    def wrapper(*arguments):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
        return call(*arguments)
    return wrapper
Path.replace, Path.rename, os.link = crashing(Path.replace), crashing(Path.rename), crashing(os.link)
write.write(Path({folder!r}), tables_of(document("new")))
left[0] = sys.maxsize  # what is kept for later runs is no table
"""
_STEPS = 2 * len(write.FILES) + 2


@pytest.mark.parametrize("calls", [0, 5, _STEPS // 2, _STEPS // 2 + 1, _STEPS // 2 + 6, _STEPS - 1, _STEPS])
def test_after_a_crash_the_tables_are_the_old_ones_or_the_new_ones(old, tmp_path, calls):
    write.write(tmp_path / "expected", tables_of(document("new")))
    before, after = load.read_tables(old), load.read_tables(tmp_path / "expected")
    program = CRASH.format(tests=str(Path(__file__).parent), calls=calls, folder=str(old))
    status = subprocess.run(
        [sys.executable, "-c", program], check=False, env=os.environ | {"PYTHONWARNINGS": "ignore"}
    )
    assert status.returncode == (9 if calls < _STEPS else 0)
    wanted = before if calls < _STEPS else after
    for name, frame in load.read_tables(old).items():
        pd.testing.assert_frame_equal(frame, wanted[name])
    write.recover(old)
    for name, frame in load.read_tables(old).items():
        pd.testing.assert_frame_equal(frame, wanted[name])
    write.write(old, tables_of(document("new")))
    assert set(content(old)) == {*write.FILES, ".gitkeep", "notes.xlsx"}


def test_a_crash_in_the_first_run_leaves_no_tables(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    program = CRASH.format(tests=str(Path(__file__).parent), calls=5, folder=str(folder))
    subprocess.run([sys.executable, "-c", program], check=False)
    write.recover(folder)
    assert not set(content_names(folder)) & set(write.FILES)


def content_names(folder):
    return [path.name for path in folder.iterdir()]


def test_check_leaves_nothing_behind(tmp_path):
    write.check(tmp_path / "not" / "yet")
    assert list(tmp_path.iterdir()) == []


def test_check_refuses_what_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "out" / "numbers.csv").mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "out"):
        with pytest.raises(OSError, match=r"."):
            write.check(folder)


TEXT = PurePosixPath("text/2023/a.txt")


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def with_text(folder, name="new", kept=((TEXT, b"x"),)):
    article = replace(document(name).article, text_file=str(kept[0][0]) if kept else "")
    tables = tables_of(replace(document(name), article=article))
    write.write_lines(folder, lambda table: [lines.render(table, tables[table.name])], kept)


def test_texts_come_and_go_with_their_articles(old):
    with_text(old)
    assert (old / TEXT).read_bytes() == b"x"
    with_text(old, kept=((PurePosixPath("text/b.txt"), b"y"),))
    assert {name for name in tree(old) if name.startswith("text")} == {"text/b.txt"}
    write.write(old, tables_of(document("none")))
    assert not (old / "text").exists()


@pytest.mark.parametrize("stranger", ["text/notes.docx", "text/2023/b.txt"])
def test_a_folder_with_anything_else_in_it_is_never_replaced(old, stranger):
    with_text(old)
    (old / stranger).write_bytes(b"mine")
    before = content(old / "text" / "2023"), (old / "numbers.csv").read_bytes()
    for attempt in (lambda: write.check(old), lambda: with_text(old, "newer")):
        with pytest.raises(FileExistsError, match=stranger):
            attempt()
    assert (content(old / "text" / "2023"), (old / "numbers.csv").read_bytes()) == before


def test_what_a_desktop_leaves_behind_does_not_count(old):
    with_text(old)
    (old / "text" / ".DS_Store").touch()
    with_text(old)


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_no_link_leads_out_of_the_folder(old, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (old / "text").symlink_to(outside, target_is_directory=True)
    with pytest.raises(NotADirectoryError):
        with_text(old)
    (old / "text").unlink()
    with_text(old)
    (old / "text" / "2024").symlink_to(outside, target_is_directory=True)
    with pytest.raises(FileExistsError):
        with_text(old, kept=((PurePosixPath("text/2024/a.txt"), b"x"),))
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("before", [(), ((TEXT, b"old"),)])
@pytest.mark.parametrize("steps", range(5))
def test_an_error_while_swapping_brings_the_old_texts_back(tmp_path, monkeypatch, before, steps):
    with_text(tmp_path, "old", before)
    wanted = {name: (tmp_path / name).read_bytes() for name in tree(tmp_path)}
    rename, left = Path.rename, [steps]

    def failing(self, target):
        left[0] -= 1
        if left[0] == -1:
            raise PermissionError(13, "open in another program")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with contextlib.suppress(PermissionError):
        with_text(tmp_path, "new", ((TEXT, b"new"), (PurePosixPath("text/c.txt"), b"new")))
    monkeypatch.undo()
    found = {name: (tmp_path / name).read_bytes() for name in tree(tmp_path)}
    assert found == wanted if left[0] < 0 else found["text/c.txt"] == b"new"


ODD_IDS = [
    "..",
    "../..",
    "/etc/passwd",
    "a/../b",
    "a//b",
    "",
    ".",
    "~",
    "-rf",
    "CON",
    "nul.x/y",
    "a\\b",
    "c:d",
]
ODD_IDS += [
    "a.txt/b",
    "a",
    "A",
    "é",
    "e\u0301",
    "ﬁ",
    "fi",
    "ß",
    "ss",
    "x" * 300,
    "y/" * 900,
    "\ud800",
    "a\0b",
]
ODD_IDS += ["a\u202eb", " a ", "a."]
ODD_TEXT = st.text(alphabet="aAäÄ./\\~ \u0308k\u212a\0", max_size=8)


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(ODD_IDS), ODD_TEXT), unique=True))
def test_the_names_of_texts_stay_inside_and_apart(ids):
    taken = set()
    names = [texts.name(article_id, taken) for article_id in ids]
    for name in names:
        steps = name.split("/")
        assert not {"", ".", ".."} & set(steps)
        assert all(0 < len(step.encode()) <= 255 for step in steps)
        assert not set(name) & set('\\:*?"<>|\0')
        assert not name.startswith(("/", "~", "-"))
    files = [unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold()) for name in names]
    folders = {file.rsplit("/", n)[0] for file in files for n in range(1, file.count("/") + 1)}
    assert len(set(files)) == len(files)
    assert not folders & set(files)


def test_odd_ids_can_be_written(tmp_path):
    taken = set()
    kept = [
        (PurePosixPath("text", texts.name(one, taken)), one.encode("utf-8", "replace")) for one in ODD_IDS
    ]
    with_text(tmp_path / "out", kept=kept)
    assert sum(name.startswith("text/") for name in tree(tmp_path / "out")) == len(ODD_IDS)
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
