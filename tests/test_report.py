"""What the page is made of; `test_report_browser.py` clicks through it."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from documents import document, tables_of
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cli, extract, sources, write
from pipeline.model import Article
from pipeline.places import gazetteer
from pipeline.process import process
from pipeline.report import labels, page
from pipeline.report.marks import locate, units
from pipeline.report.payload import COLUMNS, NOWHERE, payload

SEEDS = Path(__file__).parent.parent / "seeds"
ASSETS = files("pipeline.report") / "assets"
BUDGET = 3_000_000  # bytes for the rows of 100 articles


@pytest.fixture
def folder(tmp_path):
    write.write(tmp_path / "outputs", tables_of(document("a"), document("b")))
    return tmp_path / "outputs"


def shown(html):
    return json.loads(re.search(r'id="payload">(.*?)</script>', html)[1])


@pytest.mark.parametrize("seed", sorted(SEEDS.iterdir()), ids=lambda path: path.name[:3])
def test_every_mark_stands_where_the_finders_saw_it(seed, tmp_path):
    found = process(Article(seed.stem, seed.name, seed.read_text("utf-8")))
    write.write(tmp_path, tables_of(found))
    made = payload(page.read(tmp_path))
    for name in COLUMNS:
        table = made["tables"][name]
        assert table["adrift"] == {}
        spans = zip(table["sentence"], table["from"], table["to"], strict=True)
        for mention, (sentence, start, end) in zip(getattr(found, name), spans, strict=True):
            origin = found.sentences[sentence].span.start
            assert (origin + start, origin + end) == (mention.span.start, mention.span.end), mention


@given(st.text(), st.text(min_size=1), st.text(), st.integers(-5, 50))
def test_words_are_found_where_they_are_cut_by_utf16_units(before, words, after, near):
    text = before + words + after
    start = locate(text, words, near)
    cut = text.encode("utf-16-le", "surrogatepass")[2 * units(text[:start]) :]
    assert cut[: 2 * units(words)].decode("utf-16-le", "surrogatepass") == words
    assert abs(start - near) <= abs(len(before) - near)


@given(st.recursive(st.text(), st.lists))
def test_nothing_in_the_payload_ends_its_element(value):
    written = page.inert(json.dumps(value, ensure_ascii=False))
    assert "<" not in written
    assert json.loads(written) == value


def test_a_row_outside_sentences_keeps_its_words_and_its_line(folder):
    tables = page.read(folder)
    lost = [row | {"sentence_id": ""} for row in tables["numbers"]]
    made = payload({**tables, "numbers": lost})["tables"]["numbers"]
    assert set(made["sentence"]) == {NOWHERE}
    assert made["adrift"][0] == ["445个", "新建村445个,投入30多万元。"]


def test_a_row_that_runs_into_the_next_sentence_is_marked_to_the_end_of_its_own(folder):
    tables = page.read(folder)
    long = [row | {"text": "30多万元。后面"} for row in tables["numbers"] if row["text"] == "30多万元"]
    made = payload({**tables, "numbers": long})
    text = made["sentences"]["text"][made["tables"]["numbers"]["sentence"][0]]
    assert text[made["tables"]["numbers"]["from"][0] :] == "30多万元。"


def test_guards_come_off_and_empty_cells_stay_empty(folder):
    made = payload(page.read(folder))
    assert made["articles"][0]["title"] == "-2+3"
    cells = made["tables"]["initiatives"]["cells"]
    assert made["strings"][cells["core"][0]] == "=先锋"
    assert made["strings"][made["tables"]["numbers"]["cells"]["value"][1]] == ""


def test_the_same_tables_give_the_same_bytes(folder, tmp_path):
    for name in ("one.html", "two.html"):
        page.report(folder, tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_page_asks_for_nothing(folder):
    html = page.page(page.read(folder))
    assert "default-src 'none'" in html
    assert not re.search(
        r"https?:|@import|\burl\(|\bsrc=|<link|\bfetch\(|innerHTML|insertAdjacentHTML|\beval\(", html
    )


def test_a_hundred_articles_keep_the_budget(tmp_path):
    """Twenty times the seeds: their rows, and all else that is not text."""
    extract([SEEDS], tmp_path)
    tables = page.read(tmp_path)
    many = {
        name: [again(row, time) for time in range(20) for row in rows] if "article_id" in rows[0] else rows
        for name, rows in tables.items()
        if rows
    }
    html = page.page({**tables, **many})
    text = sum(len(row["text"].encode()) for row in many["sentences"])
    assert len(shown(html)["articles"]) == 100
    assert len(html.encode()) - text < BUDGET


def again(row, time):
    ids = ("article_id", "sentence_id", "number_id", "place_mention_id", "initiative_mention_id")
    return row | {name: f"{time}/{row[name]}" for name in ids if row.get(name)}


def test_every_label_is_there_in_both_languages_and_used():
    known = labels.labels()
    assert all(len(words) == 2 and all(words) for words in known.values())
    code = "\n".join(page._asset(name) for name in ("page.html", *(f"{name}.js" for name in page.SCRIPTS)))  # noqa: SLF001
    whole = set(re.findall(r'\bsay\("([^"]+)"|data-(?:label|title|hint)="([^"]+)"', code))
    named = {key for pair in whole for key in pair if key}
    assert named <= known.keys()
    begun = (*re.findall(r"\bsay\(`([a-z.]+\.)\$\{", code), "kind.", "level.", "type.")
    listed = set(re.findall(r'"([a-z.-]+)"', code))
    assert {key for key in known if not key.startswith(begun)} <= named | listed


def test_the_map_has_one_tile_for_each_province():
    tiles = labels.provinces()
    known = map(gazetteer.division, range(len(gazetteer.divisions())))
    assert {name for name, *_ in tiles} == {row.name for row in known if row.level == "province"}
    assert len({tuple(tile[3:]) for tile in tiles}) == len(tiles) == 34


def test_every_asset_is_part_of_the_page():
    scripts, styles = {f"{name}.js" for name in page.SCRIPTS}, {f"{name}.css" for name in page.STYLES}
    used = scripts | styles | {"page.html", "labels.tsv", "provinces.tsv"}
    assert {path.name for path in ASSETS.iterdir()} == used


def test_the_command_writes_the_page_and_says_what_it_holds(folder, tmp_path, capsys):
    assert cli.main(["report", str(folder), "--output", str(tmp_path / "new" / "page.html")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'new' / 'page.html'}: 2 articles, 8 rows\n"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["page.html"]


@pytest.mark.parametrize("harm", ["missing", "other columns", "no text"])
def test_without_tables_there_is_no_page_and_the_old_one_stands(folder, tmp_path, capsys, harm):
    table = folder / "places.csv"
    if harm == "missing":
        table.unlink()
    else:
        table.write_bytes(b"a,b\n1,2\n" if harm == "other columns" else b"\xff\xfe\x00")
    (tmp_path / "page.html").write_text("old")
    assert cli.main(["report", str(folder), "--output", str(tmp_path / "page.html")]) == 2
    assert capsys.readouterr().err.startswith("gouchen: no report: ")
    assert (tmp_path / "page.html").read_text() == "old"


def test_where_the_page_cannot_be_written_the_command_says_so(folder, capsys):
    assert cli.main(["report", str(folder), "--output", str(folder / "places.csv" / "page.html")]) == 2
    assert capsys.readouterr().err.startswith("gouchen: cannot write ")


def test_a_page_is_not_read_as_news(folder, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("文", encoding="utf-8")
    page.report(folder, tmp_path / "news" / "report.html")
    assert [source.file for source in sources.find([tmp_path / "news"])] == ["a.txt"]
