"""The tables of an output folder → Parquet: a folder per table, in parts that split no article."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sized
from decimal import Decimal
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TypeVar

from pipeline import lines, write
from pipeline.patterns import compiled
from pipeline.tables import TABLES, Cell, Table, Type

_ROWS = 100_000  # of a part
_BATCH = 1_000  # rows that are Python objects at a time
_PART = compiled(r"part-[0-9]{5,}\.parquet")
_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # left in folders that were looked at

_TYPES: dict[Type, str] = {
    "text": "string",
    "date": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
}
_Piece = TypeVar("_Piece", bound=Sized)


class ParquetError(Exception):
    """Why there can be no Parquet files."""


def parquet(folder: Path, target: Path) -> tuple[int, ...]:
    """Write the tables of `folder` to the folder `target`, and return how many rows each part has.

    Raises `ParquetError` where there are no tables, pyarrow is missing or `target` holds anything else, and `OSError`
    where it cannot be written; an older folder stands then.
    """
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 -- an extra
    except ImportError:
        raise ParquetError("pyarrow is missing: pip install 'gouchen[parquet]'") from None
    _check(target)
    source = write.current(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".gouchen-parquet-", dir=target.parent) as beside:
        new, old = Path(beside, "new"), Path(beside, "old")
        parts = tuple(chain.from_iterable(_write(new / table.name, table, source) for table in TABLES))
        _check(target)  # writing may have taken hours
        try:
            if target.exists():
                target.rename(old)
            new.rename(target)
        except BaseException:
            if old.exists() and not target.exists():
                old.rename(target)
            raise
    return parts


def packed(pieces: Iterable[_Piece], limit: int) -> Iterator[list[_Piece]]:
    """Yield neighbours together as far as `limit` goes, and what is longer alone; one list at least.

    >>> list(packed(["ab", "c", "defg", "h"], 3)), list(packed([], 3))
    ([['ab', 'c'], ['defg'], ['h']], [[]])
    """
    pack: list[_Piece] = []
    length = 0
    for piece in pieces:
        if pack and length + len(piece) > limit:
            yield pack
            pack, length = [], 0
        pack.append(piece)
        length += len(piece)
    yield pack


def _check(target: Path) -> None:
    """Raise unless `target` may be replaced: it is not there, or holds only what was written here."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ParquetError(f"{target} is no folder")
    for stranger in _strangers(target) if target.exists() else ():
        raise ParquetError(f"{stranger} was not written by this command: move it elsewhere")


def _strangers(target: Path) -> Iterator[Path]:
    names = {table.name for table in TABLES}
    for path in target.iterdir():
        ours = path.name in names and path.is_dir() and not path.is_symlink()
        for file in path.iterdir() if ours else [path]:
            known = file.name in _DESKTOPS or (ours and _PART.fullmatch(file.name))
            if not known or not file.is_file() or file.is_symlink():
                yield file


def _write(place: Path, table: Table, source: Path) -> Iterator[int]:
    """Write the parts of a table, and yield how many rows each has; an empty table has one part, too."""
    import pyarrow as pa  # noqa: PLC0415 -- an extra
    from pyarrow.parquet import write_table  # noqa: PLC0415

    schema = pa.schema([(column.name, _TYPES[column.type]) for column in table.columns])
    grouped = groupby(_read(source / table.file, table), lambda row: row.get("article_id", row))
    articles = (list(rows) for _, rows in grouped)
    batches = (
        pa.RecordBatch.from_pylist(list(chain.from_iterable(some)), schema)
        for some in packed(articles, _BATCH)
    )
    place.mkdir(parents=True)
    try:
        for number, some in enumerate(packed(batches, _ROWS)):
            part = pa.Table.from_batches(some, schema)
            write_table(part, place / f"part-{number:05}.parquet", compression="zstd")
            yield part.num_rows
    except (ValueError, ArithmeticError, csv.Error):
        raise ParquetError(f"{source / table.file} is not of this version: extract it again") from None


def _read(source: Path, table: Table) -> Iterator[dict[str, object]]:
    """Yield the rows of a table."""
    if not source.is_file():
        raise ParquetError(f"no {table.file} in {source.parent}: run `gouchen extract` first")
    with source.open(encoding="utf-8-sig", newline="\n") as file:
        if next(lines.split(file.readline()), None) != list(table.header):
            raise ValueError(table.header)
        while several := "".join(islice(file, _BATCH)):
            for row in lines.parse(table, several):
                yield {name: _value(cell) for name, cell in row.items()}


def _value(cell: Cell) -> object:
    """Return what stands in Parquet for a cell; what is empty is null, as in data frames.

    >>> _value(Decimal("1.5")), _value(""), _value(False)
    (1.5, None, False)
    """
    return float(cell) if isinstance(cell, Decimal) else None if cell == "" else cell
