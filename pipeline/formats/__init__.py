"""Files of many formats → the text that is in them, and what they say of themselves.

A reader takes the bytes of one file.  It fetches nothing, and keeps the bounds of `page`.  `table` reads the files that
hold many articles.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.formats import html, pdf, table, text, word
from pipeline.formats.page import Page, UnreadableError

__all__ = ["READERS", "Page", "UnreadableError", "reader", "table", "text"]

READERS: Mapping[str, Callable[[bytes], Page]] = {
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".shtml": html.read,
    ".docx": word.read,
    ".pdf": pdf.read,
}
"""Readers by suffix; files of all other suffixes, `.txt` and `.md` among them, are tried as plain text."""


def reader(path: Path) -> Callable[[bytes], Page]:
    """Return what reads a file.

    >>> reader(Path("NEWS.HTM")).__module__, reader(Path("notes")).__module__
    ('pipeline.formats.html', 'pipeline.formats.text')
    """
    return READERS.get(path.suffix.lower(), text.read)
