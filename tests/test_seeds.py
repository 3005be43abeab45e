"""What must hold for every row of every table of the seeds."""

import csv
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from documents import repaired
from frictionless import validate

from pipeline import extract, load, read, repair, write
from pipeline.tables import TABLES

SEEDS = Path(__file__).parent.parent / "seeds"
WITH_TEXT = ("sentences", "numbers", "places", "initiatives")


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    assert extract([SEEDS], folder).failures == ()
    return folder


@pytest.fixture(scope="module")
def tables(output):
    return {name: frame.to_dict("records") for name, frame in load.read_tables(output).items()}


@pytest.fixture(scope="module")
def sources():
    return {path.stem: read.read(path, SEEDS).text for path in SEEDS.glob("*.txt")}


@pytest.fixture(scope="module")
def edits(sources):
    return {article_id: repair.repair(text) for article_id, text in sources.items()}


@pytest.mark.parametrize("table", WITH_TEXT)
def test_repairing_and_converting_the_source_gives_the_text(tables, sources, edits, table):
    for row in tables[table]:
        article = row["article_id"]
        assert repaired(sources[article], edits[article], row) == row["text"], row


def test_repairs_are_what_the_source_holds(tables, sources, edits):
    for row in tables["repairs"]:
        before = sources[row["article_id"]][row["start"] : row["end"]]
        assert any(
            (edit.start, edit.end, edit.before) == (row["start"], row["end"], before)
            for edit in edits[row["article_id"]]
        )


@pytest.mark.parametrize("table", WITH_TEXT)
def test_rows_lie_in_their_sentence(tables, table):
    sentences = {row["sentence_id"]: row for row in tables["sentences"]}
    for row in tables[table]:
        if isinstance(row["sentence_id"], str):
            sentence = sentences[row["sentence_id"]]
            assert sentence["start"] <= row["start"] < sentence["end"]
            assert row["article_id"] == sentence["article_id"]
            assert row.get("sentence", sentence["text"]) == sentence["text"]


@pytest.mark.parametrize(
    "table", [table for table in TABLES if table.name != "failures"], ids=lambda table: table.name
)
def test_keys_are_unique_and_tables_are_filled(tables, table):
    keys = [tuple(str(row[name]) for name in table.key) for row in tables[table.name]]
    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", ["sentences", "numbers"])
def test_sentences_and_numbers_do_not_overlap(tables, table):
    for one, other in pairwise(tables[table]):
        assert one["article_id"] < other["article_id"] or one["end"] <= other["start"]


def test_every_value_is_within_its_bounds(tables):
    for row in tables["numbers"]:
        low, value, high = (row[name] for name in ("value_min", "value", "value_max"))
        known = [number for number in (low, value, high) if pd.notna(number)]
        assert known == sorted(known)


def test_codes_fit_their_levels(tables):
    digits = {"province": 6, "prefecture": 6, "county": 6, "township": 9, "village": 12}
    for row in tables["places"]:
        if isinstance(row["code"], str) and row["level"] in digits:
            assert len(row["code"]) == digits[row["level"]], row
            assert row["path"].endswith(row[row["level"]])


def test_the_package_is_valid(output):
    report = validate(str(output / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_same_seeds_give_the_same_bytes(output, tmp_path):
    extract([SEEDS], tmp_path)
    for name in write.FILES:
        assert (tmp_path / name).read_bytes() == (output / name).read_bytes()


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Separator, quote, UTF-8, first line; then, as its dialog proposes: quoted cells are no text, `1-2` is no date.
OPENED = "CSV:44,34,76,1,,0,false,false"
SAVED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_table_with_chinese_and_codes_unharmed(output, tmp_path):
    def convert_to(kind, folder, paths, *options):
        home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            SOFFICE,
            home,
            "--headless",
            *options,
            "--convert-to",
            kind,
            "--outdir",
            tmp_path / folder,
            *paths,
        ]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"HOME": str(tmp_path)})

    convert_to("ods", "opened", [output / table.file for table in TABLES], f"--infilter={OPENED}")
    convert_to(SAVED, "saved", [tmp_path / "opened" / f"{table.name}.ods" for table in TABLES])
    for table in TABLES:
        for before, after in zip(
            _cells(output / table.file), _cells(tmp_path / "saved" / table.file), strict=True
        ):
            for column in table.columns:
                if column.type in {"text", "date"}:
                    assert after[column.name] == before[column.name], (table.name, before)


def _cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
