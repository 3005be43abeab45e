"""Rows agree with the column spec, and say of a document what it says."""

from dataclasses import replace
from decimal import Decimal

import pytest
from documents import document, tables_of

from pipeline import rows
from pipeline.tables import TABLES

# The contract with everybody who reads the tables: names and order do not change.
HEADERS = {
    "articles": "article_id file text_file title subtitle outlet byline photographer published published_basis url "
    "place_code place_path script encoding characters sentences numbers places initiatives repairs sha256",
    "sentences": "article_id sentence_id paragraph start end text",
    "numbers": "article_id number_id sentence_id start end text kind value value_min value_max unit per dimension "
    "base_unit factor qualifier indicator change date period place_code place_path initiative_id rule sentence",
    "places": "article_id place_mention_id sentence_id start end text level code path province prefecture county "
    "township village area code_now basis candidates in_name rule sentence",
    "initiatives": "article_id initiative_mention_id sentence_id start end text core type initiative_id place_code "
    "place_path rule sentence",
    "initiative_index": "initiative_id name core types mentions articles first_published place_paths namesakes figures",
    "place_index": "code path level mentions articles figures",
    "words": "article_id word count",
    "repairs": "article_id start end kind before after",
    "failures": "file reason",
}


@pytest.fixture
def tables():
    return tables_of(document())


def test_the_columns_are_the_contract():
    assert {table.name: " ".join(table.header) for table in TABLES} == HEADERS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_titled_described_and_named_once(table):
    assert len(set(table.header)) == len(table.header)
    assert set(table.key) <= set(table.header)
    for column in table.columns:
        assert column.title
        assert column.description.endswith((".", "?", "…"))


def test_rows_have_the_columns_of_their_table(tables):
    for table in TABLES:
        for row in tables.get(table.name, []):
            assert tuple(row) == table.header


def test_a_closed_set_names_each_value_that_occurs(tables):
    for table in TABLES:
        for column in table.columns:
            if column.values:
                assert {row[column.name] for row in tables[table.name]} - {""} <= set(column.values)


def test_offsets_lead_into_the_source_and_text_is_clean(tables):
    article = document().article
    place, initiative = tables["places"][0], tables["initiatives"][0]
    assert (place["text"], article.text[place["start"] : place["end"]]) == ("丰南区", "豐南區(qū)")
    assert (initiative["text"], article.text[initiative["start"] : initiative["end"]]) == (
        "“=先锋”行动",
        "“=先鋒”行動",
    )
    assert initiative["initiative_mention_id"] == f"a#i{initiative['start']}"


def test_a_row_names_the_sentence_it_starts_in(tables):
    first, second = tables["sentences"]
    assert tables["places"][0]["sentence_id"] == first["sentence_id"] == "a#s0"
    assert {row["sentence_id"] for row in tables["numbers"]} == {second["sentence_id"]}
    assert tables["numbers"][0]["sentence"] == second["text"]


def test_outside_sentences_the_line_is_the_context():
    tables = rows.of_document(replace(document(), sentences=()))
    assert tables["numbers"][0]["sentence_id"] == ""
    assert tables["numbers"][0]["sentence"] == "新建村445个,投入30多万元。"
    assert tables["places"][0]["sentence"] == "丰南区委推行“=先锋”行动。"


def test_a_number_carries_its_figure_and_its_unit(tables):
    count, money = tables["numbers"]
    assert (count["value"], count["indicator"], count["place_code"], count["initiative_id"]) == (
        445,
        "村",
        "130207",
        "i1",
    )
    assert (money["value"], money["value_min"], money["value_max"]) == (None, 300000, 400000)
    assert (money["dimension"], money["base_unit"], money["factor"]) == ("currency", "元", Decimal(1))


def test_words_leave_marks_out_and_put_the_frequent_first(tables):
    assert [(row["word"], row["count"]) for row in tables["words"]][:2] == [("村", 2), ("丰南区", 1)]
    assert not {"“", "=", "。"} & {row["word"] for row in tables["words"]}


def test_an_article_counts_its_rows(tables):
    (article,) = tables["articles"]
    for name in ("sentences", "numbers", "places", "initiatives", "repairs"):
        assert article[name] == len(tables[name])
    assert article["characters"] == len(document().article.text)
    assert article["place_path"] == "河北省/唐山市/丰南区"


def test_indexes_gather_over_articles():
    both = tables_of(document("a", published="2023-09"), document("b", published="2022"))
    (initiative,) = both["initiative_index"]
    assert initiative == {
        "initiative_id": "i1",
        "name": "“=先锋”行动",
        "core": "=先锋",
        "types": "campaign",
        "mentions": 2,
        "articles": 2,
        "first_published": "2022",
        "place_paths": "河北省/唐山市/丰南区",
        "namesakes": "",
        "figures": 2,
    }
    (place,) = both["place_index"]
    assert (place["code"], place["level"], place["mentions"], place["articles"], place["figures"]) == (
        "130207",
        "county",
        2,
        2,
        2,
    )
