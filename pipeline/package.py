"""The data package: the column spec beside the tables, for programs (Data Package 2.0)."""

import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.tables import TABLES, Column, Table, Type

FILE = "datapackage.json"
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
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "gouchen",
        "title": "钩沉",
        "description": "Figures, places and named initiatives in Chinese news, with their offsets.",
        "resources": [_resource(table, folder / table.file) for table in TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "type": "table",
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "lineTerminator": "\n"},
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
