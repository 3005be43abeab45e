"""The data package: the column spec beside the tables, for programs (Data Package 2.0)."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.tables import TABLES, Column, Table, Type

FILE = "datapackage.json"
PARTS = "gouchen-parquet"
"""The name of the package where the tables are folders of Parquet."""
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: dict[Type, str] = {
    "text": "string",
    "date": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
# Other tables point to these by a column of the same name.
_TARGETS = {table.key[0]: table.name for table in TABLES if len(table.key) == 1 and table.name != "failures"}


def describe(folder: Path) -> str:
    """Return the descriptor of the tables that stand in `folder`."""
    return _package("gouchen", [_resource(table, _csv(folder / table.file)) for table in TABLES])


def describe_parts(folder: Path) -> str:
    """Return the descriptor of the tables that stand in `folder` as Parquet."""
    return _package(PARTS, [_resource(table, _parquet(folder / table.name)) for table in TABLES])


def _package(name: str, resources: Sequence[dict[str, Any]]) -> str:
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": name,
        "title": "钩沉",
        "description": "Figures, places and named initiatives in Chinese news, with their offsets.",
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _csv(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\n"},
    }


def _parquet(folder: Path) -> dict[str, Any]:
    return {
        "path": sorted(f"{folder.name}/{part.name}" for part in folder.iterdir()),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def _resource(table: Table, form: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "type": "table",
        **form,
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": target, "fields": [name]}}
                for name, target in _TARGETS.items()
                if name in table.header and target != table.name
            ],
        },
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.values:
        constraints["enum"] = list(column.values)
    if table.key == (column.name,):
        constraints["required"] = True
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title,
        "description": column.description,
    }
    return field | ({"constraints": constraints} if constraints else {})
