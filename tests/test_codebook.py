"""The codebook says everything in Chinese, once, and nothing that the tables do not have."""

import pytest

from pipeline import codebook, lexicon
from pipeline.lexicon import LexiconError
from pipeline.tables import ARTICLES, NUMBERS, PLACES, TABLES


def test_a_column_of_several_tables_may_be_said_once_or_for_each():
    def chinese(table, name):
        return codebook.meaning(table, table.columns[table.header.index(name)])

    assert chinese(NUMBERS, "start") == chinese(PLACES, "start")
    assert chinese(NUMBERS, "place_code") != chinese(ARTICLES, "place_code")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_is_a_sentence_that_ends(table):
    for text in (codebook.meaning(table), *(codebook.explain(table, column)[0] for column in table.columns)):
        assert text.endswith(("。", "？"))
        assert "。。" not in text


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda rows: rows[1:], "do not agree"),
        (lambda rows: [*rows, rows[0]], "twice"),
        (lambda rows: [*rows, rows[0] | {"column": "no_such"}], "no_such"),
        (lambda rows: [*rows[:-1], rows[-1] | {"meaning": ""}], "no meaning"),
    ],
)
def test_a_codebook_that_does_not_fit_the_tables_is_an_error(monkeypatch, damage, reason):
    damaged = damage(list(lexicon.rows("codebook")))
    monkeypatch.setattr(lexicon, "rows", lambda _: damaged)
    with pytest.raises(LexiconError, match=reason):
        codebook.catalogue.__wrapped__()
