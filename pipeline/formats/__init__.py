"""Files of many formats → the text that is in them, and what they say of themselves.

A reader takes the bytes of one file.  It fetches nothing, and keeps the bounds of `page`.  `table` reads the files that
hold many articles.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from pipeline.formats import text
from pipeline.formats.page import Page, UnreadableError

__all__ = ["READERS", "Page", "UnreadableError", "reader", "text"]

READERS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "word",
    ".pdf": "pdf",
}
"""Modules that read, by suffix; files of all other suffixes, `.txt` and `.md` among them, are tried as plain text."""


def reader(path: Path) -> Callable[[bytes], Page]:
    """Return what reads a file.

    >>> reader(Path("NEWS.HTM")).__module__, reader(Path("notes")).__module__
    ('pipeline.formats.html', 'pipeline.formats.text')
    """
    module = READERS.get(path.suffix.lower())
    if module is None:
        return text.read
    return cast("Callable[[bytes], Page]", import_module(f"pipeline.formats.{module}").read)
