"""LibreOffice without a screen: what it makes of the cells of a file."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
# As its dialog proposes: comma, quote, UTF-8, first line; quoted cells are no text, special numbers are not looked for.
AS_PROPOSED = "CSV:44,34,76,1,,0,false,false"
_OFFICE, _TABLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)


@dataclass(frozen=True)
class Seen:
    """A cell as LibreOffice holds it."""

    kind: str
    text: str
    formula: str | None = None


def seen(scratch: Path, *paths: Path, read_as: str | None = None) -> dict[str, list[list[Seen]]]:
    """Return the filled rows of every sheet, by name of the sheet; that of a CSV file is the name of the file."""
    command = [
        SOFFICE,
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        *([f"--infilter={read_as}"] if read_as else []),
        *("--convert-to", "fods", "--outdir", scratch / "seen"),
        *paths,
    ]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"HOME": str(scratch)})
    sheets = {}
    for path in paths:
        root = ET.parse(scratch / "seen" / f"{path.stem}.fods").getroot()  # noqa: S314 -- written a moment ago
        for sheet in root.iter(f"{_TABLE}table"):
            rows = [_row(row) for row in sheet.iter(f"{_TABLE}table-row")]
            sheets[sheet.get(f"{_TABLE}name")] = [row for row in rows if any(cell.text for cell in row)]
    return sheets


def _row(row):
    return [
        Seen(
            cell.get(f"{_OFFICE}value-type", ""),
            "\n".join("".join(_pieces(line)) for line in cell.iter(f"{_TEXT}p")),
            cell.get(f"{_TABLE}formula"),
        )
        for cell in row.iter(f"{_TABLE}table-cell")
        for _ in range(min(int(cell.get(f"{_TABLE}number-columns-repeated", 1)), 50))
    ]


def _pieces(element):
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", 1))
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        else:
            yield from _pieces(child)
        yield child.tail or ""
