"""Rows → CSV files and their data package, and the texts they point into: all of them or none.

The new files are written to a folder of their own below the output.  The old ones are then kept in
`.gouchen-old` while the new ones take their places, one rename each.  As long as that folder is there the old
tables are the valid ones, and `recover` puts them back, whether the run failed a moment ago or the power did
last week.
"""

import codecs
import contextlib
import csv
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from pipeline import lines, package, texts
from pipeline.tables import ARTICLES, TABLES, Row, Table

FILES = (*(table.file for table in TABLES), package.FILE)
_OLD = ".gouchen-old"
_NEW = ".gouchen-new-"
_DESKTOPS = (".", "Thumbs.db", "desktop.ini")  # what desktops leave in folders that were looked at


def write(folder: Path, rows: Mapping[str, Iterable[Row]]) -> None:
    """Replace the tables in `folder` by `rows`; after any error the old ones stand, other files always do."""
    write_lines(folder, lambda table: [lines.render(table, rows[table.name])])


def write_lines(
    folder: Path, tables: Callable[[Table], Iterable[bytes]], kept: Iterable[tuple[PurePath, bytes]] = ()
) -> None:
    """Replace the tables in `folder` by those that are at hand as lines, and the texts by those that are `kept`."""
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        recover(folder)
        _check_texts(folder)
        for stale in folder.glob(f"{_NEW}*"):
            shutil.rmtree(stale)
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
        try:
            for table in TABLES:
                _write_file(new / table.file, [header(table)], tables(table))
            _write_file(new / package.FILE, [package.describe(new).encode()])
            write_texts(new, kept)
            _swap(folder, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def header(table: Table) -> bytes:
    """Return what a table's file begins with: byte order mark and names of the columns."""
    return codecs.BOM_UTF8 + ",".join(table.header).encode() + b"\n"


def check(folder: Path) -> None:
    """Raise OSError unless tables can be written to `folder`; leave nothing behind."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    tempfile.TemporaryDirectory(prefix=_NEW, dir=existing).cleanup()
    for name in FILES:
        if (folder / name).is_dir():
            raise IsADirectoryError(f"{folder / name} is a folder")
    _check_texts(folder)


def written(folder: Path) -> Iterator[Path]:
    """Yield the files that runs write to `folder`, the texts that the last one wrote among them."""
    yield from (folder / name for name in FILES)
    table = current(folder) / ARTICLES.file
    with (
        contextlib.suppress(OSError, UnicodeError, csv.Error),
        table.open(encoding="utf-8-sig", newline="") as file,
    ):
        yield from (folder / name for row in csv.DictReader(file) if (name := row.get("text_file")))


def _check_texts(folder: Path) -> None:
    """Raise OSError where the folder of the texts holds anything else: it is replaced as a whole."""
    place = folder / texts.FOLDER
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise NotADirectoryError(f"{place} is no folder")
    moved = folder / _OLD / texts.FOLDER
    base, ours = moved if moved.is_dir() else place, {path.relative_to(folder) for path in written(folder)}
    for parent, folders, files in os.walk(base):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*links, *files):
            path = texts.FOLDER / Path(parent, name).relative_to(base)
            if path not in ours and not name.startswith(_DESKTOPS):
                raise FileExistsError(f"{folder / path} is no text of an earlier run; move it elsewhere")


def current(folder: Path) -> Path:
    """Return where the valid tables of `folder` are, be it in the middle of a run that crashed."""
    old = folder / _OLD
    return old if old.is_dir() else folder


def recover(folder: Path) -> None:
    """Put back the tables that a crashed run was about to replace."""
    old = folder / _OLD
    if not old.is_dir():
        return
    for name in FILES:
        if (old / name).exists():
            _duplicate(old / name, old / f"{name}.back")
            (old / f"{name}.back").replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    if (old / texts.FOLDER).is_dir():
        if (folder / texts.FOLDER).exists():
            shutil.rmtree(folder / texts.FOLDER)
        if any((old / texts.FOLDER).iterdir()):
            (old / texts.FOLDER).rename(folder / texts.FOLDER)
    shutil.rmtree(old)


def _swap(folder: Path, new: Path) -> None:
    kept = new / "old"
    kept.mkdir()
    for name in FILES:
        if (folder / name).exists():
            _duplicate(folder / name, kept / name)
    had, has = (folder / texts.FOLDER).exists(), (new / texts.FOLDER).exists()
    if not had:
        (kept / texts.FOLDER).mkdir()  # an empty one says so
    try:
        kept.rename(folder / _OLD)  # from here on the old tables are the valid ones …
        for name in FILES:
            (new / name).replace(folder / name)
        if had:
            (folder / texts.FOLDER).rename(folder / _OLD / texts.FOLDER)
        if has:
            (new / texts.FOLDER).rename(folder / texts.FOLDER)
        (folder / _OLD).rename(kept)  # … and from here on the new ones
    except BaseException:
        recover(folder)
        raise


def _duplicate(path: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one run at a time write to `folder`."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 -- not on every platform

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_file(path: Path, *parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for part in parts:
            file.writelines(part)
        file.flush()
        os.fsync(file.fileno())


def write_texts(new: Path, kept: Iterable[tuple[PurePath, bytes]]) -> None:
    """Write the texts to a folder that is all ours: no link can lead out of it."""
    for name, content in kept:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        with (new / name).open("xb") as file:
            file.write(content)
    if (new / texts.FOLDER).exists() and sys.platform != "win32":
        os.sync()
