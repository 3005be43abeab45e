"""The data files hold together, and a damaged one is refused."""

from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.places import gazetteer
from pipeline.places.gazetteer import Entry, GazetteerError


def test_every_division_has_its_parent_and_its_code() -> None:
    lengths = {"province": 6, "prefecture": 6, "county": 6, "township": 9, "unit": 9}
    count = len(gazetteer.divisions())
    for row in range(count):
        code, _, level, parent = gazetteer.division(row)
        assert (parent < 0) == (level == "province")
        assert parent < count
        assert not code or len(code) == lengths.get(level, len(code))
        assert len(set(gazetteer.lineage(row))) == len(gazetteer.lineage(row))


def test_anchors_and_changes_name_divisions() -> None:
    count = len(gazetteer.divisions())
    assert all(0 <= row < count for _, rows in gazetteer.anchors().values() for row in rows)
    changes = [change for row in range(count) if (change := gazetteer.change(row))]
    assert all(change.first <= change.last and change.now < count for change in changes)


def test_every_listed_area_is_found_by_all_its_names() -> None:
    anchors = gazetteer.anchors()
    for row in lexicon.rows("place_areas"):
        paths = {gazetteer.describe(Entry(number)) for number in anchors[row["surface"]][1]}
        assert f"{row['parent']}/{row['official'] or row['surface']}" in paths
        assert row["kind"] in ("full", "short", "vague")


def test_a_township_of_a_merged_county_has_the_code_of_today() -> None:
    (county,) = gazetteer.anchors()["宣武区"][1]
    (town,) = gazetteer.beneath("牛街街道")[county]
    assert gazetteer.describe(town) == "北京市/宣武区/牛街街道"
    assert gazetteer.code(town) == ""
    today = gazetteer.successor(town, "牛街街道")
    assert today is not None
    assert gazetteer.code(today) == "110102018"


def test_a_village_has_the_code_of_its_year() -> None:
    codes = {gazetteer.code(entry) for entry in gazetteer.lookup("后聂村") if gazetteer.current(entry, 2016)}
    assert "411025200221" in codes


@pytest.mark.parametrize(
    ("province", "level", "count"),
    [
        ("香港特别行政区", "county", 18),
        ("澳门特别行政区", "county", 7),
        ("台湾省", "county", 172),
        ("台湾省", "prefecture", 6),
    ],
)
def test_hong_kong_macau_and_taiwan_are_complete(province: str, level: str, count: int) -> None:
    divisions = map(gazetteer.division, range(len(gazetteer.divisions())))
    found = [row for row, own in enumerate(divisions) if own.level == level]
    tops = [gazetteer.division(gazetteer.lineage(row)[-1]).name for row in found]
    assert tops.count(province) == count


def test_containers_are_no_divisions() -> None:
    assert not {"市辖区", "县", "省直辖县级行政区划"} & {
        gazetteer.division(row).name for row in range(len(gazetteer.divisions()))
    }


def test_a_renamed_town_leads_to_its_successor() -> None:
    old = [entry for entry in gazetteer.lookup("褚河镇") if gazetteer.code(entry).startswith("411081")]
    (town,) = old
    assert gazetteer.current(town, 2019)
    assert not gazetteer.current(town, 2022)
    assert gazetteer.successor(town, "褚河镇") in gazetteer.lookup("褚河街道")


def test_a_village_of_a_renamed_town_has_a_code_today() -> None:
    then = [e for e in gazetteer.lookup("吴湾社区") if gazetteer.code(e) == "411081110004"]
    today = gazetteer.successor(then[0], "吴湾社区")
    assert today is not None
    assert gazetteer.code(today) == "411081005004"


def test_unknown_names() -> None:
    assert gazetteer.lookup("从来没有村") == ()
    assert list(gazetteer.names_ending("", [0])) == []


def test_hong_kong_has_no_code_below_itself() -> None:
    (row,) = gazetteer.anchors()["油尖旺区"][1]
    assert gazetteer.code(Entry(row)) == ""
    assert gazetteer.division(gazetteer.lineage(row)[1]).name == "香港特别行政区"


def test_a_damaged_file_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "gazetteer_divisions.tsv"
    bad.write_text("# head\n110000\t北京市\n", "utf-8")
    monkeypatch.setattr(gazetteer, "_path", lambda _: bad)
    gazetteer.divisions.cache_clear()
    with pytest.raises(GazetteerError, match="damaged"):
        gazetteer.divisions()
    gazetteer.divisions.cache_clear()


def test_a_missing_file_is_one_clear_error() -> None:
    with pytest.raises(GazetteerError, match="missing"):
        gazetteer._path("gazetteer_nowhere.tsv")  # noqa: SLF001


@pytest.mark.parametrize(
    ("year", "name"),
    [(1999, "密云县"), (2014, "密云县"), (2015, "密云区"), (2020, "密云区"), (2030, "密云区")],
)
def test_a_county_is_what_it_was_in_the_year(year: int, name: str) -> None:
    (row,) = gazetteer.anchors()["密云区"][1]
    assert gazetteer.division(gazetteer.in_year(row, year)).name == name


def test_a_merged_county_has_an_heir_but_is_not_the_same() -> None:
    (row,) = gazetteer.anchors()["宣武区"][1]
    change = gazetteer.change(row)
    assert change is not None
    assert gazetteer.division(change.now).name == "西城区"
    assert gazetteer.heir(row) == row
