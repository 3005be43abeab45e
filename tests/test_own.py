"""The user's own words."""

import re
from pathlib import Path

import pytest

from pipeline import cli, extract, extract_text, own, read_tables
from pipeline.lexicon import LexiconError

TEXT = "许昌市红杉谷新建社区44扎，“爱心超市”人气旺，暖阳坡站的三不两直经验在河滨示范园推开。"


@pytest.fixture(autouse=True)
def nothing_own():
    yield
    own.use(None)


@pytest.fixture
def words(tmp_path):
    folder = tmp_path / "words"
    folder.mkdir()

    def write(**lists):
        for name, text in lists.items():
            (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
        return folder

    return write


def found(text, folder):
    document = extract_text(text, lexicon=folder)

    def at(mention):
        return document.text[mention.span.start : mention.span.end]

    return (
        {at(one): (one.fact.kind, one.fact.unit) for one in document.numbers},
        {at(one): (one.fact.level, one.fact.path, one.fact.code) for one in document.places},
        {at(one): (one.fact.type, one.fact.core, one.rule) for one in document.initiatives},
    )


def test_measure_words_are_added_and_replaced(words):
    folder = words(units="surface\tkind\tdimension\tbase_unit\tfactor\n扎\n亩\tmeasure\tarea\t平方米\t667\n")
    numbers, _, _ = found("购买鲜花44扎。种树5亩。", folder)
    assert numbers["44扎"] == ("count", "扎")
    units = {unit.surface: unit for unit in map(own_unit, ("扎", "亩"))}
    assert units["扎"].dimension == "count"
    assert str(units["亩"].factor) == "667"


def own_unit(surface):
    from pipeline.numbers import units  # noqa: PLC0415 -- its lexicon is read here

    return units.lookup(surface)


def test_places_are_added_in_either_script(words):
    folder = words(
        places="name\tlevel\tpath\tcode\n紅杉谷\tvillage\t河南省/许昌市/襄城县/湛北乡/红杉谷村\t411025200999\n"
    )
    _, places, _ = found("红杉谷新建社区44个。记者来到许昌市红杉谷采访。", folder)
    assert places["红杉谷"] == ("village", "河南省/许昌市/襄城县/湛北乡/红杉谷村", "411025200999")
    document = extract_text("红杉谷新建社区44个。", lexicon=folder)
    assert [level for level, _ in document.places[0].fact.steps] == [
        "province",
        "prefecture",
        "county",
        "township",
        "village",
    ]


def test_initiatives_are_added_with_and_without_quotes(words):
    folder = words(initiatives="name\ttype\n爱心超市\tbrand\n暖阳坡站\tproject\n")
    text = "走进“爱心超市”，看暖阳坡站。学习“爱心超市”经验。"
    assert "暖阳坡站" not in found(text, None)[2]
    _, _, initiatives = found(text, folder)
    assert initiatives["“爱心超市”"][:2] == ("brand", "爱心超市")
    assert initiatives["暖阳坡站"] == ("project", "暖阳坡站", "own_list")


def test_stop_phrases_are_no_rows_of_their_layer(words):
    text = "许昌市建成44个社区。许昌烟草公司投入44个工日。"
    _, places, _ = found(text, None)
    assert {"许昌市", "许昌"} <= set(places)
    folder = words(stop="phrase\tlayer\n许昌烟草\tplaces\n44个社区\t\n")
    document = extract_text(text, lexicon=folder)
    assert [document.text[m.span.start : m.span.end] for m in document.places] == ["许昌市"]
    assert [m.span.start for m in document.numbers] == [text.index("44个工日")]


def test_words_are_those_of_each_call(words, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    folder = words(units="surface\n扎\n", initiatives="name\ttype\n暖阳坡站\tproject\n")
    rows = {}
    for name, lexicon in (("without", None), ("with", folder), ("again", None)):
        extract([tmp_path / "a.txt"], tmp_path / name, lexicon=lexicon)
        rows[name] = read_tables(tmp_path / name)
    assert "44扎" not in rows["without"]["numbers"]["text"].to_list()
    assert "44扎" in rows["with"]["numbers"]["text"].to_list()
    assert "暖阳坡站" in rows["with"]["initiatives"]["text"].to_list()
    assert all(rows["again"][name].equals(rows["without"][name]) for name in rows["again"])


def test_lists_that_change_are_read_again(words):
    assert "暖阳坡站" not in found(TEXT, words(initiatives="name\ttype\n河滨\tbrand\n"))[2]
    assert "暖阳坡站" in found(TEXT, words(initiatives="name\ttype\n暖阳坡站\tbrand\n"))[2]


def test_the_lists_are_no_articles(words, tmp_path):
    folder = words(stop="phrase\n许昌\n")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert extract([folder], tmp_path / "out", lexicon=folder).rows["articles"] == 1


WRONG = {
    "units.tsv, line 1: the first line must name the columns, with tabs between them: surface": {
        "units": "surface,kind\n扎,count\n"
    },
    "units.tsv, line 2: kind cannot be 'people'; use count, measure": {
        "units": "surface\tkind\n扎\tpeople\n"
    },
    "units.tsv, line 3: '万扎' begins with a numeral and would never be found": {
        "units": "# mine\nsurface\n万扎\n"
    },
    "units.tsv, line 2: classes cannot be 'x'; use arabic-only": {"units": "surface\tclasses\n扎\tnoun,x\n"},
    "units.tsv, line 2: base_unit and factor go together": {"units": "surface\tfactor\n扎\t5\n"},
    "units.tsv, line 2: factor must be a plain number above 0, not 'five'": {
        "units": "surface\tbase_unit\tfactor\n扎\t个\tfive\n"
    },
    "units.tsv, line 2: 2 cells stand under 1 columns": {"units": "surface\n扎\tcount\n"},
    "units.tsv, line 3: '扎' stands in line 2 already": {"units": "surface\n扎\n扎\n"},
    "units.tsv: there is no row below a first line 'surface": {"units": "surface\n"},
    "places.tsv, line 2: level cannot be 'town'; use province": {
        "places": "name\tlevel\tpath\n红杉谷\ttown\t红杉谷\n"
    },
    "places.tsv, line 2: name '谷' is too short": {"places": "name\tlevel\tpath\n谷\tvillage\t谷\n"},
    "places.tsv, line 2: path is empty": {"places": "name\tlevel\tpath\n红杉谷\tvillage\n"},
    "places.tsv, line 2: path '河南省//红杉谷' must be names": {
        "places": "name\tlevel\tpath\n红杉谷\tvillage\t河南省//红杉谷\n"
    },
    "places.tsv, line 2: code must have 6, 9 or 12 digits, not '41'": {
        "places": "name\tlevel\tpath\tcode\n红杉谷\tvillage\t红杉谷\t41\n"
    },
    "initiatives.tsv, line 2: type cannot be 'plan'; use document": {
        "initiatives": "name\ttype\n爱心超市\tplan\n"
    },
    "stop.tsv, line 2: layer cannot be 'words'; use numbers, places or initiatives": {
        "stop": "phrase\tlayer\n许昌\twords\n"
    },
    "unit.tsv: there is no such list; use units.tsv": {"unit": "surface\n扎\n"},
}


@pytest.mark.parametrize("message", WRONG)
def test_a_damaged_list_says_where_and_what_to_do(words, message):
    folder = words(**WRONG[message])
    with pytest.raises(LexiconError) as error:
        own.use(folder)
    assert message in str(error.value)
    assert "44扎" not in found(TEXT, None)[0]


def test_a_folder_without_lists_and_one_of_another_encoding(words, tmp_path, capsys):
    with pytest.raises(LexiconError, match=r"holds none of units\.tsv, places\.tsv"):
        own.use(tmp_path)
    folder = words()
    (folder / "units.tsv").write_bytes("surface\n扎\n".encode("gb18030"))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    arguments = ["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--lexicon", str(folder)]
    assert cli.main(arguments) == 2
    assert "units.tsv: the file is not UTF-8" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_every_list_and_column_is_documented_and_the_example_works(words):
    page = (Path(__file__).parent.parent / "docs" / "reruns.md").read_text(encoding="utf-8")
    for name, kind in own.LISTS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}.tsv` |"))
        assert all(f"`{column}`" in row for column in kind.columns)
    example = re.search(r"```tsv\n(.*?)```", page, re.DOTALL)[1]
    _, places, _ = found("干部来到红杉谷。", words(places=example))
    assert list(places) == ["红杉谷"]
