"""Gouchen reads Chinese news and writes its figures, places and named initiatives as tables.

The names below load what they need when they are first used, so that the import itself costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.load import read_tables
    from pipeline.process import extract_text
    from pipeline.run import extract

    __version__: str

__all__ = ["__version__", "extract", "extract_text", "read_tables"]

_HOMES = {"extract": "run", "extract_text": "process", "read_tables": "load"}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"pipeline.{_HOMES[name]}"), name)
    if name == "__version__":
        return import_module("importlib.metadata").version("gouchen")
    message = f"module 'pipeline' has no attribute {name!r}"
    raise AttributeError(message)
