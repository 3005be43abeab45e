"""The tool that builds the gazetteer, on a country of one county."""

import csv
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import build_gazetteer

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


@pytest.fixture
def built(tmp_path: Path) -> Path:
    ages = {2020: "old", 2021: "new", 2022: "new", 2023: "new"}
    folders = {year: package(tmp_path / str(year), age) for year, age in ages.items()}
    output = tmp_path / "data"
    output.mkdir()
    build_gazetteer.build(folders, None, output)
    return output


def test_divisions(built: Path) -> None:
    names = [line[1] for line in lines(built / "gazetteer_divisions.tsv")]
    henan = ["河南省", "许昌市", "禹州市", "褚河街道", "褚河镇", "济源市", "沁园街道"]
    assert names == [*henan, "澳门特别行政区", "嘉模堂区"]


def test_the_old_town_points_at_the_new(built: Path) -> None:
    assert lines(built / "gazetteer_changes.tsv") == [
        ["3", "2021", "9999", "-1", "0"],
        ["4", "0", "2020", "3", "1"],
    ]


def test_the_bytes_are_the_same_each_time(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    build_gazetteer.build({year: tmp_path / str(year) for year in (2020, 2021, 2022, 2023)}, None, again)
    for path in built.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()
