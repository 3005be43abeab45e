"""Bytes on disk while a run lasts, in a file without a name: it is gone however the run ends."""

import tempfile
from collections.abc import Sequence


class Spool:
    """A file that grows."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by `close`
        self._size = 0

    def keep(self, content: bytes) -> tuple[int, int]:
        """Keep something, and return where it begins and how long it is."""
        self._file.seek(self._size)
        self._file.write(content)
        place = self._size, len(content)
        self._size += len(content)
        return place

    def __getitem__(self, place: Sequence[int]) -> bytes:
        start, size = place
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        """Drop it all."""
        self._file.close()
