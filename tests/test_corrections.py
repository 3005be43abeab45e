"""Corrections that last."""

import csv
from pathlib import Path

import pytest

from pipeline import cli, corrections, extract, read_tables
from pipeline.corrections import HEADER, OPTIONAL, CorrectionError

PAGE = (Path(__file__).parent.parent / "docs" / "reruns.md").read_text(encoding="utf-8")

TEXT = "许昌市新建社区44个，投入30多万元。\n襄城县推行“五面红旗”工作法，种树44亩，“五面红旗”有44个。\n"


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"{name}。{TEXT}", encoding="utf-8")
    return folder


@pytest.fixture
def tables(news, tmp_path):
    extract([news], tmp_path / "plain")
    return read_tables(tmp_path / "plain")


def write(path, *rows, header=HEADER, encoding="utf-8-sig", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def line(tables, table, text, *rest, article="a", nth=0):
    """Copy what a correction needs from a row, as an analyst would."""
    frame = tables[table]
    found = frame[(frame["article_id"] == article) & (frame["text"] == text)]
    key = next(column for column in frame.columns if column.endswith("_id") and column != "article_id")
    return (table, found[key].iloc[nth], text, *rest, "seen in the paper")


def corrected(news, tmp_path, *rows, **form):
    summary = extract(
        [news], tmp_path / "out", corrections=write(tmp_path / "corrections.csv", *rows, **form)
    )
    return summary, read_tables(tmp_path / "out")


def test_rows_are_dropped_and_cells_set_and_the_indexes_follow(news, tmp_path, tables):
    summary, after = corrected(
        news,
        tmp_path,
        line(tables, "numbers", "30多万元", "set", "value_max", "350000"),
        line(tables, "numbers", "44亩", "drop", "", ""),
        line(tables, "places", "许昌市", "set", "in_name", "TRUE"),
        line(tables, "places", "襄城县", "drop", "", ""),
    )
    assert summary.unmatched == ()
    numbers = after["numbers"].set_index("text")
    money = numbers.loc["30多万元"].set_index("article_id")
    assert money["value_max"].to_dict() == {"a": 350000, "b": 400000}
    assert money.loc["a", "rule"] == money.loc["b", "rule"] + "+correction"
    assert numbers.loc[["44亩"], "article_id"].to_list() == ["b"]
    assert after["articles"].set_index("article_id").loc["a", "numbers"] == 3
    assert after["place_index"].set_index("path")["mentions"].filter(like="襄城县").to_list() == [1]
    untouched = ["sentences", "words", "repairs", "initiatives", "failures"]
    assert all(after[name].equals(tables[name]) for name in untouched)


def test_they_survive_runs_and_are_gone_when_the_file_is(news, tmp_path, tables):
    row = line(tables, "numbers", "44亩", "drop", "", "")
    _, first = corrected(news, tmp_path, row)
    summary, again = corrected(news, tmp_path, row)
    assert summary.changes == {}
    assert summary.unchanged == 2
    assert again["numbers"].equals(first["numbers"])
    extract([news], tmp_path / "out")
    assert read_tables(tmp_path / "out")["numbers"].equals(tables["numbers"])


def test_a_correction_never_goes_to_another_row(news, tmp_path, tables):
    rows = [line(tables, "numbers", "44个", "set", "unit", "家", nth=nth) for nth in (0, 1)]
    (news / "a.txt").write_text("新的第一句话。" + (news / "a.txt").read_text("utf-8"), encoding="utf-8")
    summary, after = corrected(news, tmp_path, *rows)
    assert [one.line for one in summary.unmatched] == [2, 3]
    assert "that text now has the row a#n" in summary.unmatched[0].reason
    assert "家" not in after["numbers"]["unit"].to_list()


def test_with_its_sentence_it_follows_the_row(news, tmp_path, tables):
    frame = tables["numbers"]
    sentence = frame[(frame["article_id"] == "a") & (frame["text"] == "30多万元")]["sentence"].iloc[0]
    row = (*line(tables, "numbers", "30多万元", "set", "unit", "港元"), sentence)
    (news / "a.txt").write_text("新的第一句话。\n" + (news / "a.txt").read_text("utf-8"), encoding="utf-8")
    summary, after = corrected(news, tmp_path, row, header=(*HEADER, OPTIONAL))
    assert summary.unmatched == ()
    assert after["numbers"].query("unit == '港元'")["article_id"].to_list() == ["a"]


def test_what_no_longer_fits_is_reported(news, tmp_path, tables, capsys):
    rows = [
        line(tables, "numbers", "44亩", "drop", "", ""),
        ("numbers", "gone#n5", "5个", "drop", "", "", "x"),
        ("places", "b#p99", "郑州", "drop", "", "", "x"),
    ]
    file = write(tmp_path / "corrections.csv", *rows)
    (news / "a.txt").write_text(f"a。{TEXT}".replace("44亩", "45亩"), encoding="utf-8")
    assert cli.main(["extract", str(news), "-o", str(tmp_path / "out"), "--corrections", str(file)]) == 0
    said = capsys.readouterr()
    assert [one.split(": ")[1] for one in said.err.splitlines()] == [f"{file}, line {n}" for n in (2, 3, 4)]
    assert "corrections that fit no row: 3" in said.out


def test_figures_follow_their_initiative(news, tmp_path, tables):
    frame = tables["initiatives"]
    old, other = frame["initiative_id"].iloc[0], "i0123456789ab"
    mentions = frame[frame["article_id"] == "a"]
    assert set(mentions["initiative_id"]) == {old}
    about = tables["numbers"].query("initiative_id == @old and article_id == 'a'")
    assert len(about) > 0
    texts = list(enumerate(mentions["text"]))
    moved = [
        (
            "initiatives",
            mentions["initiative_mention_id"].iloc[n],
            text,
            "set",
            "initiative_id",
            other,
            "merged",
        )
        for n, text in texts
    ]
    _, after = corrected(news, tmp_path, *moved)
    assert set(after["numbers"].query("article_id == 'a'")["initiative_id"].dropna()) == {other}
    assert set(after["initiative_index"]["initiative_id"]) == {old, other}
    gone = [
        ("initiatives", mentions["initiative_mention_id"].iloc[n], text, "drop", "", "", "none")
        for n, text in texts
    ]
    _, after = corrected(news, tmp_path, *gone)
    assert after["numbers"].query("article_id == 'a'")["initiative_id"].isna().all()
    wrong = line(tables, "numbers", "44亩", "set", "initiative_id", other)
    summary, _ = corrected(news, tmp_path, wrong)
    assert "no initiative of the article" in summary.unmatched[0].reason


def test_what_an_article_says_of_itself_can_be_set(news, tmp_path, tables):
    row = ("articles", "a", "", "set", "published", "2023-07", "printed on the back")
    _, after = corrected(news, tmp_path, row)
    assert tables["articles"]["published"].isna().all()
    assert after["articles"]["published"].to_list()[0] == "2023-07"
    assert after["initiative_index"]["first_published"].to_list() == ["2023-07"]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", ","), ("utf-8", "\t")]
)
def test_files_of_any_spreadsheet_are_read(news, tmp_path, tables, encoding, delimiter):
    row = line(tables, "numbers", "44亩", "set", "indicator", "造林，面积")
    _, after = corrected(news, tmp_path, row, encoding=encoding, delimiter=delimiter)
    assert "造林，面积" in after["numbers"]["indicator"].to_list()


ROW = ("numbers", "a#n5", "5个", "set", "unit", "家", "why")
WRONG = {
    "there is no table 'number'": ("number", *ROW[1:]),
    "row_id is empty": ("numbers", "", *ROW[2:]),
    "text is empty": (*ROW[:2], "", *ROW[3:]),
    "reason is empty": (*ROW[:6], ""),
    "use drop or set": (*ROW[:3], "delete", *ROW[4:]),
    "'units' is no column of numbers": (*ROW[:4], "units", *ROW[5:]),
    "'start' cannot be set": (*ROW[:4], "start", *ROW[5:]),
    "kind cannot be 'people'": (*ROW[:4], "kind", "people", "why"),
    "value must be a plain number": (*ROW[:4], "value", "1,200", "why"),
    "value must be a plain number such as": (*ROW[:4], "value", "NaN", "why"),
    "date must be an ISO date": (*ROW[:4], "date", "Jul-23", "why"),
    "is no initiative_id": (*ROW[:4], "initiative_id", "五面红旗", "why"),
    "needs neither column nor value": (*ROW[:3], "drop", *ROW[4:]),
    "an article cannot be dropped": ("articles", "a", "", "drop", "", "", "why"),
    "in_name must be true or false": ("places", "a#p5", "许昌", "set", "in_name", "yes", "why"),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_cannot_be_understood_names_file_and_line(news, tmp_path, message, capsys):
    file = write(tmp_path / "corrections.csv", ROW, WRONG[message])
    with pytest.raises(CorrectionError, match=f"corrections.csv, line 3: .*{message}"):
        corrections.read(file)
    assert cli.main(["extract", str(news), "-o", str(tmp_path / "out"), "--corrections", str(file)]) == 2
    assert "corrections.csv, line 3" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_cell_is_set_once(tmp_path):
    with pytest.raises(CorrectionError, match="line 3: line 2 says already"):
        corrections.read(write(tmp_path / "corrections.csv", ROW, ROW))


def test_the_columns_are_named(tmp_path):
    with pytest.raises(CorrectionError, match="line 1: the columns must be table, row_id"):
        corrections.read(write(tmp_path / "corrections.csv", ROW, header=HEADER[:-1]))
    with pytest.raises(CorrectionError, match="No such file"):
        corrections.read(tmp_path / "nowhere.csv")


def test_the_file_is_no_article(news, tmp_path, tables):
    file = write(news / "corrections.csv", line(tables, "numbers", "44亩", "drop", "", ""))
    assert extract([news], tmp_path / "out", corrections=file).rows["articles"] == 2


def test_every_column_is_documented():
    assert all(f"| `{name}` | " in PAGE for name in (*HEADER, OPTIONAL))
