"""Where things are kept for the user from run to run."""

import atexit
import marshal
import os
import pickle
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, TypeVar, cast
from zlib import crc32

_MARK = 4  # bytes of the checksum in front
_LIMIT: Final = 2048
"""Things that are kept in one file; the package makes some seven hundred, and own word lists others."""

_FORM: Final = 2
"""Of these files: raised when what is in them is written in another way."""

Made = TypeVar("Made")
_saves: Final[list[Callable[[], None]]] = []


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gouchen"


def made_once(name: str, version: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what an earlier run has kept in `name` under `key`, or make it and keep it for later ones.

    What was kept for another version is dropped.
    """
    known = _shelf(name, version)
    if key in known:
        return cast("Made", _unpacked(known[key]))
    made = make()
    known[key] = _packed(made)
    return made


def _packed(made: Any) -> bytes:
    """Return plain values as `marshal` has them, which reads them in half the time, and others as `pickle` has them."""
    try:
        return b"m" + marshal.dumps(made)
    except ValueError:
        return b"p" + pickle.dumps(made)


def _unpacked(kept: bytes) -> object:
    content = memoryview(kept)[1:]
    return marshal.loads(content) if kept[:1] == b"m" else pickle.loads(content)  # noqa: S301, S302 -- as in `recall`


@cache
def _shelf(name: str, version: str) -> dict[Hashable, bytes]:
    known = _kept(name, version)
    save = partial(_keep_more, name, version, known, len(known))
    _saves.append(save)
    atexit.register(save)
    return known


def keep_made() -> None:
    """Keep what was made since: for a process that ends without the functions of `atexit`."""
    for save in _saves:
        save()


def _kept(name: str, version: str) -> dict[Hashable, bytes]:
    match recall(name):
        case (kept_form, kept_version, dict(kept)) if (kept_form, kept_version) == (_FORM, version):
            return kept
    return {}


def _keep_more(name: str, version: str, known: dict[Hashable, bytes], before: int) -> None:
    if len(known) > before:
        all_known = _kept(name, version) | known  # other runs may have kept something since
        keep(name, (_FORM, version, dict([*all_known.items()][-_LIMIT:])))


def recall(name: str) -> object:
    """Return what was kept under `name`, or nothing where it is missing or damaged.

    `loads` of the whole content takes a quarter of the time of `load` from the file.
    """
    try:
        content = (cache_folder() / name).read_bytes()
        if int.from_bytes(content[:_MARK], "little") != crc32(memoryview(content)[_MARK:]):
            return None
        return marshal.loads(memoryview(content)[_MARK:])  # noqa: S302 -- in the user's own cache folder
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep plain values for the next run; where nothing can be written that run makes them again."""
    content = marshal.dumps(value)
    file = cache_folder() / name
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = file.with_name(f"{name}.{os.getpid()}")
        temporary.write_bytes(crc32(content).to_bytes(_MARK, "little") + content)
        temporary.replace(file)
