"""The words of the page in both languages, and where the provinces stand on the map."""

from importlib.resources import files

from pipeline import codebook
from pipeline.tables import INITIATIVES, NUMBERS, PLACES

_VALUES = ((NUMBERS, "kind"), (NUMBERS, "change"), (PLACES, "level"), (INITIATIVES, "type"))


def labels() -> dict[str, list[str]]:
    """Return Chinese and English by key.

    >>> labels()["search"], labels()["kind.money"]
    (['搜索', 'Search'], ['金额', 'Money'])
    """
    values = {
        f"{name}.{value}": [codebook.meaning(table, column, value), value.capitalize()]
        for table, name in _VALUES
        for column in table.columns
        if column.name == name
        for value in column.values
    }
    return {key: words for key, *words in _rows("labels.tsv")} | values


def provinces() -> list[list[str | int]]:
    """Return official name, short name, English name, column and row of each tile.

    >>> provinces()[0]
    ['黑龙江省', '黑龙江', 'Heilong-jiang', 7, 1]
    """
    return [[*names, int(column), int(row)] for *names, column, row in _rows("provinces.tsv")]


def _rows(name: str) -> list[list[str]]:
    text = files("pipeline.report").joinpath("assets", name).read_text("utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]
