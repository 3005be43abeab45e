"""Where things are kept for the user from run to run."""

import marshal
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

_MARK = 4  # bytes of the checksum in front


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gouchen"


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
