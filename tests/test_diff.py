"""Which rows came, went or changed."""

import csv
import io

import pytest
from documents import document, tables_of
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cli, diff, extract, initiatives, lines, write
from pipeline.numbers import units
from pipeline.tables import FAILURES, NUMBERS, TABLES

TEXT = "许昌市新建社区44个，投入30多万元。\n襄城县推行“五面红旗”工作法，种树5000亩。\n"


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"{name}。{TEXT}", encoding="utf-8")
    return folder


def changes(old, new):
    return {(one.kind, one.table.name, one.row): list(one.cells) for one in diff.folders(old, new)}


def test_a_changed_rule_lists_exactly_the_rows_that_changed(news, tmp_path, monkeypatch):
    extract([news], tmp_path / "old", cache=False)
    lookup = units.lookup

    def other(surface):
        unit = lookup(surface)
        return unit and (
            unit if surface != "亩" else units.Unit("亩", "亩", "measure", "area", "公顷", None, unit.classes)
        )

    monkeypatch.setattr(units, "lookup", other)
    summary = extract([news], tmp_path / "new", cache=False)
    rows = lines.parse(NUMBERS, (tmp_path / "new" / "numbers.csv").read_text("utf-8-sig").partition("\n")[2])
    acres = [row["number_id"] for row in rows if row["text"] == "5000亩"]
    assert len(acres) == 2
    assert changes(tmp_path / "old", tmp_path / "new") == {
        ("changed", "numbers", row): [("base_unit", "平方米", "公顷"), ("factor", "666.6667", "")]
        for row in acres
    }
    assert summary.changes is None  # that folder held no tables before


def test_a_rule_that_is_gone_takes_its_rows_along(news, tmp_path, monkeypatch):
    extract([news], tmp_path / "out", cache=False)
    monkeypatch.setattr(initiatives, "find", lambda *_: ())
    summary = extract([news], tmp_path / "out", cache=False)
    assert {name: dict(counts) for name, counts in summary.changes.items()} == {
        # The row of the article counts its initiatives, and one figure was about this one.
        "a": {"went": 1, "changed": 2},
        "b": {"went": 1, "changed": 2},
        "": {"went": 1},
    }


def test_rows_below_an_insertion_have_only_moved(news, tmp_path):
    extract([news], tmp_path / "old")
    (news / "b.txt").write_text(f"b。新的一句话写了7个字。{TEXT}", encoding="utf-8")
    extract([news], tmp_path / "new")
    found = changes(tmp_path / "old", tmp_path / "new")
    moved = [row for kind, table, row in found if kind == "moved" and table == "numbers"]
    assert len(moved) == 3
    assert all(row.startswith("b#") for row in moved)
    assert [(kind, table) for kind, table, _ in found if table in ("numbers", "places", "initiatives")].count(
        ("came", "numbers")
    ) == 1
    assert not [
        kind for kind, table, _ in found if table in ("numbers", "places") and kind in ("went", "changed")
    ]


def test_nothing_has_changed_where_nothing_has(news, tmp_path, capsys):
    extract([news], tmp_path / "one")
    assert extract([news], tmp_path / "one").changes == {}
    extract([news], tmp_path / "two", cache=False)
    assert cli.main(["diff", str(tmp_path / "one"), str(tmp_path / "two")]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_lists_by_article_and_writes_cells(news, tmp_path, capsys):
    extract([news], tmp_path / "old")
    (news / "a.txt").unlink()
    (news / "b.txt").write_text(f"b。{TEXT}".replace("44个", "=45个"), encoding="utf-8")
    extract([news], tmp_path / "new")
    assert cli.main(["diff", str(tmp_path / "old"), str(tmp_path / "new")]) == 1
    said = capsys.readouterr().out.split("\n")
    assert [line.split(":")[0] for line in said if line and not line.startswith(" ")] == [
        "a",
        "b",
        "all articles",
    ]
    assert any(line.startswith("  - numbers b#n") and line.endswith("44个") for line in said)
    file = tmp_path / "changes.csv"
    assert cli.main(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "-o", str(file)]) == 1
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["article_id"] for row in rows} == {"a", "b", ""}
    assert {(row["column"], row["old"], row["new"]) for row in rows if row["table"] == "place_index"} >= {
        ("articles", "2", "1")
    }


def test_a_folder_without_tables_is_refused(news, tmp_path, capsys):
    extract([news], tmp_path / "out")
    assert cli.main(["diff", str(tmp_path / "out"), str(news)]) == 2
    assert "no complete set of tables" in capsys.readouterr().err


def test_tables_of_another_version_are_compared_by_what_both_have():
    old = b"file\na.txt\nb.txt\n"
    new = write.header(FAILURES) + lines.render(FAILURES, [{"file": "b.txt", "reason": "x"}])
    assert [(one.kind, one.row) for one in diff.compare(FAILURES, old, new)] == [("went", "a.txt")]


ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.sampled_from("xyz")), max_size=8)


def content(rows):
    """Return failures as a file: enough columns for a key and a cell."""
    unique = {f"{article}{number}": reason for article, number, reason in sorted(rows)}
    return unique, [
        lines.render(FAILURES, [{"file": name, "reason": reason}]) for name, reason in unique.items()
    ]


@given(ROWS, ROWS, st.integers(1, 4))
def test_the_changes_lead_from_the_old_rows_to_the_new(old, new, together):
    before, parts_before = content(old)
    after, parts_after = content(new)
    header = write.header(FAILURES)
    old_rows, new_rows = b"".join(parts_before), b"".join(parts_after)
    found = list(diff.compare(FAILURES, header + old_rows, header + new_rows))
    made = dict(before)
    for one in found:
        if one.kind == "went":
            del made[one.row]
        else:
            assert (one.kind == "changed") == (one.row in before)
            made[one.row] = one.new["reason"]
    assert made == after
    pieces = [b"".join(parts_after[n : n + together]) for n in range(0, len(parts_after), together)]
    by_file = [
        change
        for before_one, after_one in diff._unlike(io.BytesIO(old_rows), pieces)  # noqa: SLF001
        for change in diff.compare(FAILURES, header + before_one, header + after_one)
    ]
    assert set(map(repr, by_file)) == set(map(repr, found))


def test_every_table_can_be_compared(tmp_path):
    write.write(tmp_path / "old", tables_of(document("a")))
    write.write(tmp_path / "new", tables_of(document("b")))
    found = {one.table.name for one in diff.folders(tmp_path / "old", tmp_path / "new")}
    assert found == {table.name for table in TABLES} - {"failures", "initiative_index", "place_index"}
