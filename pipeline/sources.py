"""Files and folders given as input → the files to read."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path


class NoInputError(Exception):
    """Nothing to read: an empty folder, or a path that does not exist."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; its name in the tables is its path below `root`.

    `whole_name` says that the article's id needs the suffix, because another input differs in nothing else.
    """

    path: Path
    root: Path
    whole_name: bool = False

    @property
    def file(self) -> Path:
        """Path below the root."""
        return self.path.relative_to(self.root)

    @property
    def stem(self) -> Path:
        """Path below the root, without suffix."""
        return self.file.with_suffix("")


def find(inputs: Iterable[Path], exclude: Iterable[Path] = ()) -> tuple[Source, ...]:
    """Return the files of `inputs`, each once, with names that tell them apart; hidden files are left out.

    A path that does not exist is kept beside others, to be reported; if there are no others, it is an error.
    """
    inputs = tuple(inputs)
    excluded = {path.resolve() for path in exclude}
    files: dict[Path, Source] = {}
    for source in (source for path in inputs for source in _below(path)):
        resolved = source.path.resolve()
        if resolved not in excluded:
            files.setdefault(resolved, source)
    if not any(_exists(source.path) for source in files.values()):
        names = ", ".join(map(str, inputs))
        message = f"there is no file in {names}" if any(map(_exists, inputs)) else f"{names} does not exist"
        raise NoInputError(message)
    return _told_apart(files.values())


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long, a folder that may not be entered
        return False


def _below(path: Path) -> Iterator[Source]:
    path = path.absolute()
    if not _exists(path) or not path.is_dir():
        yield Source(path, path.parent)
        return
    unreadable: list[Path] = []
    for folder, subfolders, names in os.walk(
        path, onerror=lambda error: unreadable.append(Path(error.filename))
    ):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Source(Path(folder, name), path)
    # Reading them as files will say why.
    yield from (Source(folder, path.parent) for folder in unreadable)


def _told_apart(sources: Iterable[Source]) -> tuple[Source, ...]:
    named: dict[Path, Source] = {}
    for source in sources:
        distinct = source
        while distinct.file in named:
            distinct = replace(distinct, root=distinct.root.parent)
        named[distinct.file] = distinct
    stems = Counter(source.stem for source in named.values())
    return tuple(
        replace(source, whole_name=stems[source.stem] > 1 or source.stem in named)
        if source.path.suffix
        else source
        for source in named.values()
    )
