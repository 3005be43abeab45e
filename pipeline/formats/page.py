"""What a reader makes of a file, and the bounds that every reader keeps."""

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from pipeline.model import Metadata
from pipeline.patterns import standard

LONGEST = 1_000_000
"""Characters of one article: a long novel; all pages of a daily paper together have a fifth of that."""
LARGEST = 64 << 20
"""Bytes of one file: a page of a paper with its pictures has a third of that."""

_CONTROLS = standard(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Stray control characters come with scraped text; above this share the file is no text.
_CONTROL_SHARE = 0.005


class UnreadableError(Exception):
    """A file that is no article; the message is a sentence for whoever put it there."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text read out of a file, and what the file says of it besides; `encoding` is that of the bytes."""

    text: str
    encoding: str = ""
    sure: bool = True
    known: Metadata = field(default_factory=Metadata)


def checked(page: Page) -> Page:
    """Return the page if it is an article: neither empty nor binary nor endless."""
    if not page.text.strip():
        raise UnreadableError("The file is empty.")
    if len(page.text) > LONGEST:
        raise UnreadableError(too_long(len(page.text)))
    if len(_CONTROLS.findall(page.text)) > _CONTROL_SHARE * len(page.text):
        raise UnreadableError("The file is binary, not text.")
    return page


def too_long(characters: int) -> str:
    """Say that an article is too long."""
    return f"The text has {characters:,} characters; one article may have {LONGEST:,}."


def extra(module: str, name: str) -> Any:
    """Import a module that comes with the extra `name`; say what to install where it is missing."""
    try:
        return import_module(module)
    except ImportError:
        raise UnreadableError(
            f"To read this format, install the extra: pip install 'gouchen[{name}]'."
        ) from None
