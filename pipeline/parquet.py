"""Lines of CSV → Parquet: a folder per table, in parts that split no article."""

import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import package, texts, write
from pipeline.diff import by_first_cell
from pipeline.pack import packed
from pipeline.patterns import compiled
from pipeline.tables import ARTICLES, BY_ARTICLE, TABLES, Table, Type

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 100_000  # of a part
_NEW = ".gouchen-parquet-"
_PART = compiled(r"part-[0-9]{5,}\.parquet")
_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # left in folders that were looked at

_TYPES: dict[Type, str] = {
    "text": "string",
    "date": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
}
_GUARD = r"^'('*[=+\-@\t\r])"  # as `cells.unguard` has it, for a whole column


class ParquetError(Exception):
    """Why there can be no Parquet files."""


def parquet(folder: Path, target: Path) -> tuple[int, ...]:
    """Write the tables of `folder` to the folder `target`, and return how many rows each part has.

    Raises `ParquetError` where there are no tables, pyarrow is missing or `target` holds anything else, and `OSError`
    where it cannot be written; an older folder stands then.
    """
    source = write.current(folder)
    with replacing(target) as new:
        sizes = [_of_file(new, table, source / table.file) for table in TABLES]
        describe(new)
    return tuple(chain.from_iterable(sizes))


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder, which takes the place of `target` in the end; after any error the old one stands.

    Raises `ParquetError` where pyarrow is missing or `target` holds anything that was not written here.
    """
    require()
    _check(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_NEW, dir=target.parent, ignore_cleanup_errors=True) as beside:
        new, old = Path(beside, "new").absolute(), Path(beside, "old")
        for table in TABLES:
            (new / table.name).mkdir(parents=True)
        yield new
        _check(target)  # writing may have taken hours
        try:
            if target.exists():
                target.rename(old)
            new.rename(target)
        except BaseException:
            if old.exists() and not target.exists():
                old.rename(target)
            raise


def require() -> None:
    """Raise `ParquetError` where pyarrow is missing."""
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 -- an extra
    except ImportError:
        raise ParquetError("pyarrow is missing: pip install 'gouchen[parquet]'") from None


def write_part(new: Path, table: Table, number: int, lines: bytes) -> int:
    """Write lines as the part `number` of a table in the folder `new`, and return how many rows it has.

    There is no part before it is complete; to write it again puts the same bytes in its place.
    """
    from pyarrow.parquet import write_table  # noqa: PLC0415 -- an extra

    rows = lines.count(b"\n")
    with tempfile.TemporaryDirectory(dir=new.parent) as beside:
        write_table(_of_lines(table, lines), Path(beside, table.name), compression="zstd")
        Path(beside, table.name).replace(new / table.name / f"part-{number:05}.parquet")
    return rows


def write_parts(new: Path, table: Table, pieces: Iterable[bytes]) -> list[int]:
    """Write lines as parts of a table, none of `pieces` in two of them, and return how many rows each part has."""
    parts = [*packed(pieces, _ROWS, lambda piece: piece.count(b"\n"))] or [[]]
    return [write_part(new, table, number, b"".join(some)) for number, some in enumerate(parts)]


def describe(new: Path) -> None:
    """Write the data package of the tables in the folder `new`."""
    (new / package.FILE).write_text(package.describe_parts(new), encoding="utf-8", newline="\n")


def _check(target: Path) -> None:
    """Raise unless `target` may be replaced: it is not there, or holds only what was written here."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ParquetError(f"{target} is no folder")
    for stranger in _strangers(target):
        raise ParquetError(f"{stranger} was not written by this command: move it elsewhere")


def _strangers(target: Path) -> Iterator[Path]:
    known = {target / package.FILE, *(target / name for name in _texts(target))}
    tables = {target / table.name for table in TABLES}
    for folder, folders, files in os.walk(target):
        links = (name for name in folders if Path(folder, name).is_symlink())
        for path in (Path(folder, name) for name in (*links, *files)):
            part = path.parent in tables and _PART.fullmatch(path.name)
            if (
                not (part or path in known or path.name in _DESKTOPS)
                or not path.is_file()
                or path.is_symlink()
            ):
                yield path


def _texts(target: Path) -> Iterator[str]:
    """Yield the texts that were written with the tables."""
    from pyarrow.parquet import read_table  # noqa: PLC0415 -- an extra

    if (target / texts.FOLDER).is_dir():
        for part in (target / ARTICLES.name).glob("part-*.parquet"):
            try:
                column = read_table(part, columns=["text_file"])["text_file"]
            except (OSError, ValueError, KeyError):  # the texts are strangers, then
                continue
            yield from filter(None, column.to_pylist())


def _of_file(new: Path, table: Table, source: Path) -> list[int]:
    """Write the parts of a table that is a CSV file; an empty table has one part, too."""
    if not source.is_file():
        raise ParquetError(f"no {source.name} in {source.parent}: run `gouchen extract` first")
    with source.open("rb") as file:
        if file.readline() != write.header(table):
            raise _outdated(source)
        pieces = (piece for _, piece in by_first_cell(file)) if table in BY_ARTICLE else file
        try:
            return write_parts(new, table, pieces)
        except ValueError:
            raise _outdated(source) from None


def _outdated(source: Path) -> ParquetError:
    return ParquetError(f"{source} is not of this version: extract it again")


def _of_lines(table: Table, lines: bytes) -> "pa.Table":
    """Return lines as typed columns; what is empty is null, as in data frames."""
    import pyarrow as pa  # noqa: PLC0415 -- an extra
    from pyarrow import csv  # noqa: PLC0415
    from pyarrow.compute import replace_substring_regex  # noqa: PLC0415

    schema = pa.schema([(column.name, _TYPES[column.type]) for column in table.columns])
    if not lines:
        return schema.empty_table()
    read = csv.read_csv(
        io.BytesIO(lines),
        csv.ReadOptions(column_names=schema.names, block_size=len(lines) + 1, use_threads=False),
        csv.ParseOptions(newlines_in_values=False),
        csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
        ),
    )
    for at, column in enumerate(table.columns):
        if column.type == "text":
            read = read.set_column(at, column.name, replace_substring_regex(read[at], _GUARD, r"\1"))
    return read
