"""The measures on small examples, the gold files, and the floors on all of them."""

import tomllib

import evaluate
import pytest
from evaluate import Item, Score

from pipeline import read

ARTICLE = "今年建成445个示范村,投入30多万元,占七成。"


def item(surface, *, optional=False, **values):
    start = ARTICLE.index(surface)
    return Item(start, start + len(surface), values, optional)


def row(surface, **values):
    return item(surface, **{"kind": "count", "value": "", "date": "", **values})


@pytest.fixture(scope="module")
def scores():
    return evaluate.evaluate()


def test_half_of_the_longer_span_is_a_match():
    gold = [item("30多万元"), item("445个", value="445")]
    found = [row("445", value="445.0"), row("投入30多"), row("七成")]
    result = evaluate.score(gold, found, ARTICLE)
    assert (result.found, result.exact, result.missed, result.extra) == (2, 0, 0, 1)
    assert result.measures()["value"] == 1.0


def test_each_row_matches_once_and_the_best_first():
    result = evaluate.score([item("445个")], [row("445"), row("445个")], ARTICLE)
    assert (result.found, result.exact, result.extra) == (1, 1, 1)


def test_an_optional_annotation_forgives_both_ways():
    gold = [item("七成", optional=True)]
    assert evaluate.score(gold, [], ARTICLE).measures()["recall"] == 0.0
    assert evaluate.score(gold, [], ARTICLE).missed == 0
    assert evaluate.score(gold, [row("占七成")], ARTICLE).extra == 0


def test_errors_say_what_and_where():
    gold = [item("445个", value="445"), item("七成")]
    result = evaluate.score(gold, [row("445个", value="44"), row("今年")], ARTICLE)
    assert result.errors == [
        "wrong  4: '445个' value is '445', not '44'",
        "missed 21: '七成' {}",
        "extra  0: '今年'",
    ]


@pytest.mark.parametrize(
    ("name", "wanted", "values", "right"),
    [
        ("value", "0.333333", {"value": "0.3333333333"}, True),
        ("value", "2019-07|2019", {"kind": "date", "date": "2019"}, True),
        ("value", "2019", {"kind": "date", "value": "2019", "date": ""}, False),
        ("min", "300000", {"value_min": "300000"}, True),
        ("min", "300000", {"value_min": ""}, False),
        ("of", "学员", {"indicator": "老年课堂学员"}, True),
        ("of", "学员", {"indicator": ""}, False),
        ("where", "襄城县", {"place_path": "河南省/许昌市/襄城县"}, False),
        ("path", "襄城县", {"path": "河南省/许昌市/襄城县"}, True),
        ("unit", "个|名", {"unit": "名"}, True),
    ],
)
def test_attributes(name, wanted, values, right):
    result = evaluate.score([item("445个", **{name: wanted})], [row("445个", **values)], ARTICLE)
    assert result.right[name] == right


@pytest.mark.parametrize(
    ("gold", "spans"),
    [
        ("number\t两个", [(0, 2)]),
        ("number\t两个\nnumber\t两个", [(0, 2), (2, 4)]),
        ("# note\n\nnumber\t两个\tskip=1", [(2, 4)]),
        ("number\t两\nnumber\t两个\tskip=-1", [(0, 1), (0, 2)]),
        ("number\t个\\n", [(3, 5)]),
        ("place\t个\nnumber\t两", [(1, 2), (0, 1)]),
    ],
)
def test_annotations_are_located_in_order(gold, spans):
    assert [(one.start, one.end) for _, one in evaluate.annotations(gold, "两个两个\n")] == spans


@pytest.mark.parametrize(
    "line", ["number\t三个", "colour\t两个", "number\t两个\tcolour=red", "number\t两个\tskip=2"]
)
def test_a_gold_file_that_does_not_fit_is_an_error(line):
    with pytest.raises(evaluate.GoldError, match="line 1"):
        list(evaluate.annotations(line, "两个两个"))


@pytest.mark.parametrize(
    "path", sorted(path for gold in evaluate.SETS for path in gold.glob("*.tsv")), ids=lambda path: path.stem
)
def test_gold_files_fit_their_articles(path):
    folder = evaluate.SETS[path.parent]
    article = read.read(folder / f"{path.stem}.txt", folder)
    assert {layer for layer, _ in evaluate.annotations(path.read_text("utf-8"), article.text)} == set(
        evaluate.TABLE
    )


def test_no_measure_is_below_its_floor(scores):
    assert evaluate.below(scores, evaluate.read_floors()) == []


def test_no_measure_on_the_written_articles_is_below_its_floor():
    scores = evaluate.evaluate(gold=evaluate.WRITTEN)
    assert evaluate.below(scores, evaluate.read_floors(evaluate.WRITTEN)) == []


def test_floors_are_raised_and_never_lowered():
    total = Score(found=3, missed=1, extra=1)
    floors = {"number": {"precision": 0.8, "recall": 0.5, "unit": 0.9}}
    new = tomllib.loads(evaluate.raised({"number": total}, floors))
    assert new["number"] == {"exact": 0.0, "f1": 0.75, "precision": 0.8, "recall": 0.75, "unit": 0.9}
    assert evaluate.below({"number": total}, new) == [
        "number precision is 0.750, below its floor 0.800",
        "number unit is 0.000, below its floor 0.900",
    ]


def test_the_report_names_every_measure(scores):
    lines = list(evaluate.report(scores))
    for layer, attributes in evaluate.ATTRIBUTES.items():
        assert any(line.startswith(layer) for line in lines)
        assert all(any(line.startswith(f"  {name} ") for line in lines) for name in attributes)
