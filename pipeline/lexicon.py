"""Word lists: TSV files below `data/`, a header row, `#` comments; and what the user adds to them (see `own.py`)."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from itertools import chain
from types import MappingProxyType
from typing import ParamSpec, TypeVar, cast
from zlib import crc32

from pipeline.home import made_once

# The Chinese characters, for a class of `re`, which is quick at ranges.
HAN = "㐀-鿿豈-﫿𠀀-𳑿"
# What stands between the members of a list: for a class of `re`, and one by one.
CONJUNCTIONS = "、和与及"
JOINS = frozenset(CONJUNCTIONS)

Given = ParamSpec("Given")
Built = TypeVar("Built")
_SOURCES = ("pipeline", "opencc", "regex")  # packages that lists come from, and what is built of them
_KEPT = f"lists-{sys.hexversion:x}.marshal"
_Lists = Mapping[str, tuple[dict[str, str], ...]]
_added: _Lists = MappingProxyType({})


class LexiconError(ValueError):
    """A word list that is damaged, empty or says a thing twice."""


def add(lists: _Lists) -> None:
    """Add rows to the lists of the package, in place of those that were added before."""
    global _added  # noqa: PLW0603 -- the words of a run are the same for all of its stages
    _added = MappingProxyType(dict(lists))


def added() -> _Lists:
    """Return the rows that the user has added, by list."""
    return _added


def built(build: Callable[Given, Built]) -> Callable[Given, Built]:
    """Build something of the lists once; where the user has added nothing to them, once for all runs.

    It must pickle, and be no pattern of `re`, of which that keeps the text alone (see `patterns.standard`).
    """

    @cache
    @wraps(build)
    def once(*given: Given.args, **named: Given.kwargs) -> Built:
        if _added:
            return build(*given, **named)
        key = (f"{build.__module__}.{build.__qualname__}", *given, *named.items())
        return made_once(_KEPT, _state(), key, partial(build, *given, **named))

    return cast("Callable[Given, Built]", once)


@cache
def _state() -> str:
    """Tell one state of the files from another, by what Python tells by when it compiles them."""
    specs = filter(None, map(find_spec, _SOURCES))
    roots = [root for spec in specs for root in spec.submodule_search_locations or ()]
    found = sorted(
        (f"{folder}/{name}", state.st_size, state.st_mtime_ns)
        for root in roots
        for folder, _, names in os.walk(root)
        if not folder.endswith("__pycache__")
        for name in names
        for state in (os.stat(f"{folder}/{name}"),)  # noqa: PTH116 -- in a third of the time
    )
    return f"{crc32(repr(found).encode()):x}"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Return the rows of a list as dictionaries: the user's own, and those of the package that they do not replace.

    >>> next(rows("units"))["kind"]
    'count'
    """
    own = _added.get(name)
    if not own:
        return _packaged(name)
    words = {next(iter(row.values())) for row in own}
    others = (row for row in _packaged(name) if next(iter(row.values())) not in words)
    return chain(own, others)


def _packaged(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `data/<name>.tsv`; the first line with a tab names the columns."""
    text = _data().joinpath(f"{name}.tsv").read_text("utf-8")
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if "\t" in line), len(lines))
    entries = [line for line in lines[first + 1 :] if line and not line.startswith("#")]
    if not entries:
        raise LexiconError(f"{name}.tsv: no rows")
    head = lines[first].removeprefix("# ").split("\t")
    width = len(head)
    for line in entries:
        cells = line.split("\t")
        if len(cells) > width:
            raise LexiconError(f"{name}.tsv: {len(cells)} cells under {width} columns: {line!r}")
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        yield dict(zip(head, cells, strict=True))


@cache
def _data() -> Traversable:
    return files("pipeline").joinpath("data")


@built
def words(name: str) -> frozenset[str]:
    """Return the first column of `data/<name>.tsv`; a word that stands there twice is an error."""
    seen: set[str] = set()
    for row in rows(name):
        word = next(iter(row.values()))
        if word in seen:
            raise LexiconError(f"{name}.tsv: {word!r} stands there twice")
        seen.add(word)
    return frozenset(seen)
