"""The page: template, style, script and payload in one file."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from pipeline import cells, lines, write
from pipeline.report.payload import COLUMNS, Tables, payload
from pipeline.tables import TABLES, Table

# One module: the parts in this order, each in a file of its own.
SCRIPTS = (
    "model",
    "words",
    "dom",
    "filters",
    "text",
    "rows",
    "charts",
    "map",
    "compare",
    "state",
    "draw",
    "main",
)
STYLES = ("colours", "page", "text", "rows", "overview", "compare")


class ReportError(Exception):
    """Why there can be no page."""


def report(folder: Path, file: Path) -> tuple[int, int]:
    """Write the page of the tables in `folder` to `file`, and return how many articles and rows it shows.

    Raises `ReportError` where there are no tables, and `OSError` where the file cannot be written; an older file
    stands then.
    """
    tables = read(folder)
    html = page(tables)
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    try:
        new.write_text(html, encoding="utf-8", newline="")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return len(tables["articles"]), sum(len(tables[name]) for name in COLUMNS)


def read(folder: Path) -> Tables:
    """Return the rows of each table as text, guards off."""
    source = write.current(folder)
    return {table.name: _records(source / table.file, table) for table in TABLES}


def page(tables: Tables) -> str:
    """Return the page; the same tables give the same text."""
    style = "\n".join(_asset(f"{name}.css") for name in STYLES)
    script = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return _fill(
        _asset("page.html"),
        {
            "policy": f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}",
            "style": style,
            "payload": inert(json.dumps(payload(tables), ensure_ascii=False, separators=(",", ":"))),
            "script": script,
        },
    )


def inert(text: str) -> str:
    r"""Write JSON so that nothing in it ends the element it stands in.

    >>> inert('["</script><!--"]')
    '["\\u003c/script>\\u003c!--"]'
    """
    return text.replace("<", "\\u003c")


def _source(text: str) -> str:
    """Name a style or script by its hash: the browser runs this one and no other."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _fill(template: str, parts: Mapping[str, str]) -> str:
    """Put each part in the place that is named after it; what a part holds is left alone.

    >>> _fill("<p>{{a}}</p>{{b}}", {"a": "{{b}}", "b": "x"})
    '<p>{{b}}</p>x'
    """
    first, *pieces = template.split("{{")
    named = (piece.split("}}", 1) for piece in pieces)
    return first + "".join(parts[name] + rest for name, rest in named)


def _asset(name: str) -> str:
    return files("pipeline.report").joinpath("assets", name).read_text("utf-8")


def _records(path: Path, table: Table) -> list[dict[str, str]]:
    try:
        header, *rows = lines.split(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        raise ReportError(f"{path} is no table") from None
    if tuple(header) != table.header:
        raise ReportError(f"{path} has not the columns of this version: extract it again")
    guarded = [column.type == "text" for column in table.columns]
    return [
        {
            name: cells.unguard(cell) if text else cell
            for name, cell, text in zip(header, row, guarded, strict=True)
        }
        for row in rows
    ]
