"""The Chinese of the codebook, beside the English of `tables.py`."""

from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.lexicon import LexiconError
from pipeline.tables import TABLES, Column, Table

_ANY = "*"


def meaning(table: Table, column: Column | None = None, value: str = "") -> str:
    """Return what a table, a column of it or a value of that column means.

    >>> from pipeline.tables import NUMBERS
    >>> meaning(NUMBERS), meaning(NUMBERS, NUMBERS.columns[NUMBERS.header.index("kind")], "money")
    ('文中写明的每个数量一行。', '金额')
    """
    return catalogue()[table.name, column.name if column else "", value]


def explain(table: Table, column: Column) -> tuple[str, str]:
    """Return the meaning of a column in Chinese and in English, with the values that it may have.

    >>> from pipeline.tables import ARTICLES
    >>> explain(ARTICLES, ARTICLES.columns[ARTICLES.header.index("script")])[1]
    'Script of the article. One of: simplified, traditional, mixed.'
    """
    chinese, english = meaning(table, column), column.description
    if column.values:
        chinese += (
            f"取值：{'、'.join(f'{value} {meaning(table, column, value)}' for value in column.values)}。"
        )
        english += f" One of: {', '.join(column.values)}."
    return chinese, english


@cache
def catalogue() -> dict[tuple[str, str, str], str]:
    """Return all meanings by table, column and value.  Raises `LexiconError` where one is missing or idle."""
    written: dict[tuple[str, str, str], str] = {}
    for row in lexicon.rows("codebook"):
        key = (row["table"], row["column"], row["value"])
        if key in written or not row["meaning"]:
            raise LexiconError(f"codebook.tsv: {key} stands there twice or has no meaning")
        written[key] = row["meaning"]
    homes = {key: key if key in written else (_ANY, *key[1:]) for key in _keys()}
    amiss = set(homes.values()) ^ written.keys()
    if amiss:
        raise LexiconError(f"codebook.tsv and tables.py do not agree on {sorted(amiss)}")
    return {key: written[home] for key, home in homes.items()}


def _keys() -> Iterator[tuple[str, str, str]]:
    for table in TABLES:
        yield table.name, "", ""
        for column in table.columns:
            yield from ((table.name, column.name, value) for value in ("", *column.values))
