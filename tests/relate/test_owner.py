"""Which scheme a figure is about, who runs a scheme, and what makes two mentions one scheme."""

import csv
import shutil
import tomllib
from pathlib import Path

import pytest

from pipeline import convert, process, run
from pipeline.model import Article, Document

ROOT = Path(__file__).parent.parent.parent
CASES = tomllib.loads((ROOT / "tests" / "cases" / "initiatives_relations.toml").read_text("utf-8"))


def read(text: str, name: str = "case") -> Document:
    return process.process(Article(name, f"{name}.txt", text))


@pytest.mark.parametrize("case", CASES["figures"], ids=lambda case: case["text"][:24])
def test_figures_find_their_scheme(case: dict[str, object]) -> None:
    document = read(str(case["text"]))
    cores = dict(zip(document.initiative_ids, (m.fact.core for m in document.initiatives), strict=True))
    found = {
        document.text[mention.span.start : mention.span.end]: cores.get(figure.initiative_id, "")
        for mention, figure in zip(document.numbers, document.figures, strict=True)
    }
    expected = case["about"]
    assert isinstance(expected, dict)
    assert {figure: found.get(figure) for figure in expected} == expected


@pytest.mark.parametrize("case", CASES["runners"], ids=lambda case: case["text"][:24])
def test_schemes_find_who_runs_them(case: dict[str, object]) -> None:
    document = read(str(case["text"]))
    found = [
        f"{mention.fact.core} {place.path if place else ''}"
        for mention, place in zip(document.initiatives, document.initiative_places, strict=True)
    ]
    assert found == case["rows"]


def ids(document: Document) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention, identity in zip(document.initiatives, document.initiative_ids, strict=True):
        found.setdefault(mention.fact.core, set()).add(identity)
    return found


@pytest.mark.parametrize("variants", CASES["variants"], ids=lambda case: case["texts"][0][:24])
def test_variants_of_a_name_are_one_scheme(variants: dict[str, list[str]]) -> None:
    found = [set(read(text).initiative_ids) for text in variants["texts"]]
    assert all(len(one) == 1 for one in found)
    assert len(set.union(*found)) == 1


def test_traditional_characters_make_no_other_scheme() -> None:
    text = "山西省运城市开展“五面红旗”示范创建行动。"
    document = read("山西省運城市開展“五面紅旗”示範創建行動。")
    assert document.text == convert.convert(text)
    assert document.initiative_ids == read(text).initiative_ids


def test_one_slogan_in_two_prefectures_is_two_schemes() -> None:
    one, other = (
        read(f"{place}推行“一网通管”机制，办结事项30件。") for place in ("山西省运城市", "河南省许昌市")
    )
    assert len({*one.initiative_ids, *other.initiative_ids}) == 2


def test_districts_of_one_prefecture_share_a_scheme() -> None:
    one, other = (read(f"河南省许昌市{place}推行“红邻管家”机制。") for place in ("魏都区", "襄城县"))
    assert one.initiative_ids == other.initiative_ids


def test_national_notions_and_honours_are_the_same_everywhere() -> None:
    found = [
        read(f"{place}干部做到“两个维护”。{place}被评为“全国文明城市”。")
        for place in ("山西省运城市", "河南省许昌市", "")
    ]
    assert ids(found[0]) == ids(found[1]) == ids(found[2])
    assert set(ids(found[0])) == {"两个维护", "全国文明城市"}


ADDED = """陕西省安康市推行“五面红旗”示范创建，打造“15分钟养老服务圈”120个。
河南省许昌市魏都区实施“1+N”党员先锋行动，深化“三会一课”制度，推行“书记项目”机制，建成红帆驿站20个。
"""


def test_an_added_article_changes_no_id_of_the_others(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    before = linked(seeds, tmp_path / "before")
    (seeds / "000_added.txt").write_text(ADDED, "utf-8")
    after = linked(seeds, tmp_path / "after")
    assert [row for row in after if not row[0].startswith("000_added")] == before
    assert any(row[0].startswith("000_added") for row in after)


def test_the_index_leads_from_a_scheme_to_its_namesakes(tmp_path: Path) -> None:
    texts = {
        "one": "江苏省推行“海棠码”机制，办结事项30件。",
        "two": "江苏省徐州市推行“海棠码”机制。",
        "three": "江苏省徐州市推行“石榴码”机制。",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    run.extract([tmp_path], tmp_path / "tables")
    with (tmp_path / "tables" / "initiative_index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["place_paths"] + row["core"]: row for row in csv.DictReader(file)}
    province, city = rows["江苏省海棠码"], rows["江苏省/徐州市海棠码"]
    assert (province["namesakes"], city["namesakes"]) == (city["initiative_id"], province["initiative_id"])
    assert rows["江苏省/徐州市石榴码"]["namesakes"] == ""


def linked(seeds: Path, output: Path) -> list[tuple[str, str]]:
    run.extract([seeds], output)
    rows = []
    for table, key in (("initiatives", "initiative_mention_id"), ("numbers", "number_id")):
        with (output / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows += [(row[key], row["initiative_id"]) for row in csv.DictReader(file)]
    return rows
