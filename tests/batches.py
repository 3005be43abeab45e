"""A folder of many small articles, one of them empty, and the tables made of it."""

from itertools import chain

from pipeline import write
from pipeline.tables import TABLES

TEXT = "许昌市襄城县新建社区{}个，投入30多万元，推行“五面红旗”工作法。"


def write_news(folder, articles):
    folder.mkdir()
    for number in range(articles):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number + 2), encoding="utf-8")
    (folder / "07.txt").write_bytes(b"")
    return folder


def tables(folder):
    return {name: (folder / name).read_bytes() for name in write.FILES}


def parts_of(folder, table):
    from pyarrow.parquet import read_table  # noqa: PLC0415 -- an extra

    return [read_table(path) for path in sorted((folder / table.name).iterdir())]


def rows(folder):
    """The rows of the Parquet tables, in the order of the CSV files: that of the articles."""
    found = {}
    for table in TABLES:
        every = list(chain.from_iterable(part.to_pylist() for part in parts_of(folder, table)))
        found[table.name] = sorted(every, key=lambda row: row.get("article_id", ""))
    return found
