"""Why a sentence gave the rows that it gave."""

import io
import re
import sys

import pytest

from pipeline import cli, own
from pipeline.explain import explain
from pipeline.model import Article
from pipeline.process import process
from pipeline.rows import of_document

TEXT = (
    "许昌市新建社区44个，推行“五面红旗”工作法，被评为“五面红旗”村。\n"
    "第一书记说，個(gè)个都要把“绣花”功夫用在推广东西部协作和发展村集体经济上。\n"
    "他读了《红楼梦》，走进2077大厅，打造“五指相连”品牌，大家一条心。\n"
)


@pytest.fixture(autouse=True)
def nothing_own():
    yield
    own.use(None)


def verdicts(text=TEXT, **where):
    return [one for passage in explain(Article("a", "a.txt", text), **where) for one in passage.verdicts]


def why(surface, layer):
    return next(one.why for one in verdicts() if (one.text, one.layer, one.rule) == (surface, layer, ""))


def test_every_row_is_explained_where_it_stands():
    rows = of_document(process(Article("a", "a.txt", TEXT)))
    for layer in ("numbers", "places", "initiatives"):
        assert [(row["start"], row["end"], row["text"], row["rule"]) for row in rows[layer]] == [
            (one.start, one.end, one.text, one.rule) for one in verdicts() if one.rule and one.layer == layer
        ] or layer == "places"  # the rule of a place is named with hyphens


@pytest.mark.parametrize(
    ("surface", "layer", "reason"),
    [
        ("一", "numbers", "fixed phrase 第一书记"),
        ("2077", "numbers", "no unit or measure word behind it"),
        ("五", "numbers", "belongs to the name “五"),
        ("推广东西", "places", "a word that only looks like a place"),
        ("发展村", "places", "ordinary word|common word"),
        ("“绣花”", "initiatives", "figure refuses it"),
        ("《红楼梦》", "initiatives", "a title"),
    ],
)
def test_what_lost_says_why(surface, layer, reason):
    assert re.search(reason, why(surface, layer))


def test_nothing_is_refused_where_a_row_stands():
    found = verdicts()
    for layer in ("numbers", "places", "initiatives"):
        rows = [(one.start, one.end) for one in found if one.layer == layer and one.rule]
        for one in found:
            if one.layer == layer and not one.rule:
                assert not any(start < one.end and one.start < end for start, end in rows)


def test_offsets_are_those_of_the_source():
    for one in verdicts():
        assert re.sub(r"\(.*?\)", "", TEXT[one.start : one.end]).replace("，", ",") == one.text.replace(
            "，", ","
        )


def test_a_stop_phrase_is_named(tmp_path):
    (tmp_path / "stop.tsv").write_text("phrase\tlayer\n社区44个\tnumbers\n", encoding="utf-8")
    own.use(tmp_path)
    assert why("44", "numbers") == "stop phrase 社区44个"


@pytest.mark.parametrize("offset", [0, 5, len(TEXT) - 2])
def test_at_shows_the_sentence_there(offset):
    (passage,) = explain(Article("a", "a.txt", TEXT), at=offset)
    assert passage.start <= offset < passage.end


def test_the_command(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert cli.main(["explain", str(file), "--grep", "第一书记"]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert said.splitlines()[0].startswith("a [")
    assert "  ~ repaired    " in said
    assert "  - numbers     " in said
    assert cli.main(["explain", str(file), "--at", "3"]) == 0
    assert "  + numbers     [7-10] 44个  ← " in capsys.readouterr().out
    assert cli.main(["explain", str(file), "--grep", "没有这句话"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("file", ["nowhere.txt", "empty.txt"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, file, capsys):
    (tmp_path / "empty.txt").touch()
    assert cli.main(["explain", str(tmp_path / file)]) == 2
    assert file in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_colours_are_for_terminals(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert cli.main(["explain", str(tmp_path / "a.txt")]) == 0
    assert "\x1b[32m  + numbers" in sys.stdout.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert cli.main(["explain", str(tmp_path / "a.txt")]) == 0
    assert "\x1b" not in sys.stdout.getvalue()
