"""Rows → CSV files and their data package: all of them or none.

The new files are written to a folder of their own below the output.  The old ones are then kept in
`.gouchen-old` while the new ones take their places, one rename each.  As long as that folder is there the old
tables are the valid ones, and `recover` puts them back, whether the run failed a moment ago or the power did
last week.
"""

import contextlib
import csv
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline import cells, package
from pipeline.tables import TABLES, Row, Table

FILES = (*(table.file for table in TABLES), package.FILE)
_OLD = ".gouchen-old"
_NEW = ".gouchen-new-"


def write(folder: Path, rows: Mapping[str, Iterable[Row]]) -> None:
    """Replace the tables in `folder` by `rows`; after any error the old ones stand, other files always do."""
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        recover(folder)
        for stale in folder.glob(f"{_NEW}*"):
            shutil.rmtree(stale)
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
        try:
            for table in TABLES:
                _write_csv(new / table.file, table, rows[table.name])
            _write_text(new / package.FILE, package.describe(new))
            _swap(folder, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def check(folder: Path) -> None:
    """Raise OSError unless tables can be written to `folder`; leave nothing behind."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    tempfile.TemporaryDirectory(prefix=_NEW, dir=existing).cleanup()
    for name in FILES:
        if (folder / name).is_dir():
            raise IsADirectoryError(f"{folder / name} is a folder")


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
    shutil.rmtree(old)


def _swap(folder: Path, new: Path) -> None:
    kept = new / "old"
    kept.mkdir()
    for name in FILES:
        if (folder / name).exists():
            _duplicate(folder / name, kept / name)
    try:
        kept.rename(folder / _OLD)  # from here on the old tables are the valid ones …
        for name in FILES:
            (new / name).replace(folder / name)
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


def _write_csv(path: Path, table: Table, rows: Iterable[Row]) -> None:
    columns = [(column.name, column.type) for column in table.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.header)
        writer.writerows([cells.render(row[name], kind) for name, kind in columns] for row in rows)
        file.flush()
        os.fsync(file.fileno())


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
