"""The user's own words: a folder of small TSV files, checked as a whole before anything is read with them.

`units.tsv`, `places.tsv` and `initiatives.tsv` add words to the lists of the package, and take precedence over them;
`stop.tsv` names phrases that no row is to be made of.  Words may be in either script and width.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import regex

from pipeline import convert, lexicon
from pipeline.lexicon import LexiconError
from pipeline.model import Mention, Span
from pipeline.patterns import compiled
from pipeline.tables import LEVELS, TYPES

Entry = dict[str, str]
Fact = TypeVar("Fact")

_UNIT_KINDS: Final = ("count", "measure", "money", "duration", "percent", "points", "ratio", "age")
_UNIT_CLASSES: Final = ("arabic-only", "noun", "label", "bounded", "bare", "prefix", "prefix-only")
_LAYERS: Final = ("numbers", "places", "initiatives")
_NUMERALS: Final = frozenset("0123456789〇零一二两三四五六七八九十百千万亿")
_REACH: Final = 64  # characters of the longest stop phrase
_CODE: Final = compiled("(?:[0-9]{6}|[0-9]{9}|[0-9]{12})?")


class _List(NamedTuple):
    """A file: its columns, the word first; how many of them must be there; and what checks and completes a row."""

    columns: tuple[str, ...]
    required: int
    complete: Callable[[Entry], Entry]


def use(folder: Path | None) -> None:
    """Read with the words of `folder` from now on, or with those of the package alone.

    Raises `LexiconError`, which says file and line, and leaves everything as it was.
    """
    adopt(_load(folder) if folder else {})


def adopt(lists: Mapping[str, tuple[Entry, ...]]) -> None:
    """Read with the words of `lists`, checked elsewhere, from now on."""
    if lists != lexicon.added():
        lexicon.add(lists)
        for name, module in list(sys.modules.items()):  # whatever was built from the lists is built anew
            if name.startswith("pipeline."):
                for built in vars(module).values():
                    getattr(built, "cache_clear", lambda: None)()


def unstopped(layer: str, text: str, mentions: tuple[Mention[Fact], ...]) -> tuple[Mention[Fact], ...]:
    """Return the mentions of a layer that do not lie inside a stop phrase."""
    return (
        tuple(mention for mention in mentions if not stop(layer, text, mention.span))
        if _stops(layer)
        else mentions
    )


def stop(layer: str, text: str, span: Span) -> str:
    """Return the stop phrase that `span` lies in, or nothing."""
    pattern = _stops(layer)
    around = pattern.finditer(text, max(0, span.start - _REACH), overlapped=True) if pattern else ()
    for match in around:
        if match.start() > span.start:
            break
        if span.end <= match.end():
            return match[0]
    return ""


@cache
def _stops(layer: str) -> "regex.Pattern[str] | None":
    phrases = [row["phrase"] for row in lexicon.added().get("stop", ()) if row["layer"] in ("", layer)]
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return compiled("|".join(map(regex.escape, longest_first))) if phrases else None


def _load(folder: Path) -> dict[str, tuple[Entry, ...]]:
    files = sorted(path for path in folder.glob("*.tsv")) if folder.is_dir() else []
    if not files:
        raise LexiconError(f"{folder} holds none of {', '.join(f'{name}.tsv' for name in LISTS)}")
    for file in files:
        if file.stem not in LISTS:
            raise LexiconError(f"{file}: there is no such list; use {_or(f'{name}.tsv' for name in LISTS)}")
    return {file.stem: tuple(_entries(file, LISTS[file.stem])) for file in files}


def _entries(file: Path, kind: _List) -> Iterator[Entry]:
    try:
        lines = file.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise LexiconError(f"{file}: the file is not UTF-8; save it as Unicode (UTF-8) text") from None
    seen: dict[str, int] = {}
    columns: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        try:
            if not columns:
                columns = _header(cells, kind)
                continue
            entry = kind.complete(_entry(cells, columns, kind))
        except LexiconError as error:
            raise LexiconError(f"{file}, line {number}: {error}") from None
        word = entry[kind.columns[0]]
        if seen.setdefault(word, number) != number:
            raise LexiconError(f"{file}, line {number}: {word!r} stands in line {seen[word]} already")
        yield entry
    if not seen:
        raise LexiconError(f"{file}: there is no row below a first line {' '.join(kind.columns)!r}")


def _header(cells: list[str], kind: _List) -> list[str]:
    required = kind.columns[: kind.required]
    if not set(required) <= set(cells) <= set(kind.columns) or len(set(cells)) < len(cells):
        optional = ", ".join(kind.columns[kind.required :])
        raise LexiconError(
            f"the first line must name the columns, with tabs between them: {', '.join(required)}"
            + (f" (and if you like {optional})" if optional else "")
        )
    return cells


def _entry(cells: list[str], columns: list[str], kind: _List) -> Entry:
    if len(cells) > len(columns):
        raise LexiconError(f"{len(cells)} cells stand under {len(columns)} columns")
    given = dict(zip(columns, map(convert.convert, cells), strict=False))
    entry = {name: given.get(name, "") for name in kind.columns}
    for name in kind.columns[: kind.required]:
        if not entry[name]:
            raise LexiconError(f"{name} is empty")
    return entry


def _unit(entry: Entry) -> Entry:
    """Complete a measure word or unit: it counts, unless it says otherwise."""
    if entry["surface"][0] in _NUMERALS:
        raise LexiconError(f"{entry['surface']!r} begins with a numeral and would never be found")
    entry = entry | {"kind": entry["kind"] or "count"}
    _one_of("kind", entry["kind"], _UNIT_KINDS)
    for name in filter(None, entry["classes"].split(",")):
        _one_of("classes", name, _UNIT_CLASSES)
    if bool(entry["factor"]) != bool(entry["base_unit"]):
        raise LexiconError("base_unit and factor go together")
    try:
        sound = not entry["factor"] or 0 < Decimal(entry["factor"]) < Decimal("Infinity")
    except InvalidOperation:
        sound = False
    if not sound:
        raise LexiconError(f"factor must be a plain number above 0, not {entry['factor']!r}")
    return entry | {"dimension": entry["dimension"] or ("count" if entry["kind"] == "count" else "")}


def _place(entry: Entry) -> Entry:
    _long_enough("name", entry["name"])
    _one_of("level", entry["level"], LEVELS[1:])
    if not all(entry["path"].split("/")):
        raise LexiconError(f"path {entry['path']!r} must be names with one / between them")
    if not _CODE.fullmatch(entry["code"]):
        raise LexiconError(f"code must have 6, 9 or 12 digits, not {entry['code']!r}")
    return entry


def _initiative(entry: Entry) -> Entry:
    _long_enough("name", entry["name"])
    _one_of("type", entry["type"], TYPES)
    return entry


def _stop(entry: Entry) -> Entry:
    if len(entry["phrase"]) > _REACH:
        raise LexiconError(f"phrase has more than {_REACH} characters")
    if entry["layer"]:
        _one_of("layer", entry["layer"], _LAYERS)
    return entry


def _long_enough(column: str, word: str) -> None:
    if len(word) < 2:
        raise LexiconError(f"{column} {word!r} is too short to be told from other words")


def _one_of(column: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise LexiconError(f"{column} cannot be {value!r}; use {_or(allowed)}")


def _or(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


LISTS: Final = {
    "units": _List(("surface", "kind", "canonical", "dimension", "base_unit", "factor", "classes"), 1, _unit),
    "places": _List(("name", "level", "path", "code"), 3, _place),
    "initiatives": _List(("name", "type"), 2, _initiative),
    "stop": _List(("phrase", "layer"), 1, _stop),
}
"""The lists that a folder may hold."""
