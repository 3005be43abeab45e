"""Files and folders given as input → the files to read."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from pipeline import package, tables, texts

STANDARD_INPUT = "-"
TABLES = (".csv", ".jsonl", ".parquet")
"""Suffixes of the files that hold an article in each row."""
_REPORT = b'content="Gouchen report"'
_PARQUET = f'"name": "{package.PARTS}"'.encode()
_OF_PARQUET = frozenset({package.FILE, texts.FOLDER, *(table.name for table in tables.TABLES)})
_HEAD = 1024


class NoInputError(Exception):
    """Nothing to read: an empty folder, or a path that does not exist."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; its name in the tables is its path `file` below `root`, with slashes.

    `whole_name` says that the article's id needs the suffix, because another input differs in nothing else;
    `beside_others` that it is one of several tables, whose ids may be the same.
    """

    root: Path
    file: str
    whole_name: bool = False
    beside_others: bool = False

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.root / self.file

    @property
    def suffix(self) -> str:
        """What says which format it has."""
        return PurePath(self.file).suffix

    @property
    def is_table(self) -> bool:
        """Does the file hold an article in each row?"""
        return self.suffix.lower() in TABLES


def find(
    inputs: Iterable[str | Path],
    apart: Iterable[Path] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> tuple[Source, ...]:
    """Return the files of `inputs`, each once, with names that tell them apart; hidden files are left out.

    `apart` are files and folders that are no input.  Of the files in folders only those count that fit one of
    `include`, if there are any, and none of `exclude`.  A path that does not exist is kept beside others, to be
    reported; if there are no others, it is an error.
    """
    inputs, globs = tuple(inputs), (tuple(include), tuple(exclude))
    excluded = {path.resolve() for path in apart}
    files: dict[str, Source] = {}  # texts: paths take more memory
    for source in (source for path in inputs for source in _given(path, *globs)):
        resolved = source.path.resolve()
        if excluded.isdisjoint((resolved, *resolved.parents)) and not _is_report(resolved):
            files.setdefault(str(resolved), source)
    if not any(_exists(source.path) for source in files.values()):
        names = ", ".join(map(str, inputs))
        there = any(_exists(Path(path)) for path in inputs)
        raise NoInputError(f"there is no file in {names}" if there else f"{names} does not exist")
    return _told_apart(files.values())


def _given(path: str | Path, include: tuple[str, ...], exclude: tuple[str, ...]) -> Iterator[Source]:
    if path == STANDARD_INPUT:
        yield Source(Path(), STANDARD_INPUT)
        return
    root = Path(path).absolute()
    for source in _below(root):
        if source.root != root or (
            (not include or _fits(source.file, include)) and not _fits(source.file, exclude)
        ):
            yield source


def _fits(file: str, globs: tuple[str, ...]) -> bool:
    """Does a path, or a step of it, fit one of the patterns?

    >>> _fits("2023/drafts/a.txt", ("drafts",)), _fits("2023/a.txt", ("2023/*",)), _fits("2023/a.txt", ("*.md",))
    (True, True, False)
    """
    return any(fnmatchcase(part, glob) for glob in globs for part in (file, *file.split("/")))


def _is_report(path: Path) -> bool:
    """Is the file a page of `gouchen report`?  It is made of news, and is none itself."""
    return path.suffix.lower() in {".html", ".htm"} and _begins_with(path, _REPORT)


def _begins_with(path: Path, mark: bytes) -> bool:
    """Does a file hold a mark in its first lines?"""
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return mark in file.read(_HEAD)
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        return str(path) == STANDARD_INPUT or path.exists()
    except OSError:  # a name too long, a folder that may not be entered
        return False


def _below(path: Path) -> Iterator[Source]:
    if not _exists(path) or not path.is_dir():
        yield Source(path.parent, path.name)
        return
    unreadable: list[Path] = []
    for folder, subfolders, names in os.walk(
        path, onerror=lambda error: unreadable.append(Path(error.filename))
    ):
        below = "" if folder == str(path) else f"{Path(folder).relative_to(path).as_posix()}/"
        made = package.FILE in names and _begins_with(Path(folder, package.FILE), _PARQUET)
        apart = _OF_PARQUET if made else frozenset[str]()
        subfolders[:] = sorted(name for name in subfolders if not name.startswith(".") and name not in apart)
        for name in sorted(names):
            if not name.startswith(".") and name not in apart:
                yield Source(path, below + name)
    # Reading them as files will say why.
    yield from (Source(path.parent, folder.relative_to(path.parent).as_posix()) for folder in unreadable)


def _told_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    named: dict[str, Source] = {}
    for source in sources:
        distinct = source
        while distinct.file in named:
            root = distinct.root
            distinct = replace(distinct, root=root.parent, file=f"{root.name}/{distinct.file}")
        named[distinct.file] = distinct
    stems = Counter(name.removesuffix(source.suffix) for name, source in named.items())
    tables = sum(source.is_table for source in named.values())
    return tuple(
        replace(
            source,
            whole_name=bool(source.suffix)
            and (stems[stem := name.removesuffix(source.suffix)] > 1 or stem in named),
            beside_others=source.is_table and tables > 1,
        )
        for name, source in named.items()
    )
