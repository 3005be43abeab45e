"""The tables as data frames."""

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import cells, write
from pipeline.tables import TABLES, Table, Type

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[Type, str] = {
    "text": "string",
    "date": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}


def read_tables(folder: str | Path) -> "dict[str, pd.DataFrame]":
    """Return the tables of an output folder by name: codes as strings, empty cells as `<NA>`."""
    source = write.current(Path(folder))
    return {table.name: _read(source / table.file, table) for table in TABLES}


def _read(path: Path, table: Table) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415 -- half a second that only the loader needs

    frame = pd.read_csv(
        path,
        encoding="utf-8-sig",
        dtype={column.name: _DTYPES[column.type] for column in table.columns},
        keep_default_na=False,
        na_values=[""],
    )
    for column in table.columns:
        if column.type == "text":
            frame[column.name] = frame[column.name].map(cells.unguard, na_action="ignore").astype("string")
    return frame
