"""What was read of each article before, so that an unchanged one is not read again.

A database in the user's cache folder holds the rows of each article, under a key made of all that the stages see of
the article and of all that they decide by.  Whatever goes wrong with it costs time, never a row.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import blake2b
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pipeline.home import cache_folder
from pipeline.lines import Sheaf, unpack
from pipeline.model import Article

LIMIT = 1 << 29
"""Bytes that may be kept: the rows of some twenty thousand long articles."""
_LIBRARIES = (
    "ahocorasick_rs-",
    "jieba-",
    "marisa_trie-",
    "opencc_python_reimplemented-",
    "regex-",
    "rjieba-",
)
_BATCH = 64
_PATIENCE = 5.0  # seconds to wait for another run that is writing
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS articles (key TEXT PRIMARY KEY, used REAL NOT NULL, content BLOB NOT NULL)"
)
# What has not been used for longest goes first; of one run, what came last: else a run that is too large would
# drop at its end what the next one asks for first.
_EVICT = """
DELETE FROM articles WHERE key IN (
    SELECT key FROM (
        SELECT key, sum(length(content)) OVER (ORDER BY used DESC, rowid) AS size FROM articles
    ) WHERE size > ?
)"""


class Cache:
    """The rows that are kept, for one set of rules; after an error nothing is read from it and nothing written."""

    def __init__(self, file: Path, rules: str) -> None:
        self.hits = 0
        self._file = file
        self._rules = rules
        self._now = time.time()
        self._database: sqlite3.Connection | None = None
        self._used: list[str] = []
        self._made: dict[str, bytes] = {}
        with self._careful():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._database = sqlite3.connect(file, timeout=_PATIENCE)
            self._database.execute(_SCHEMA)

    def get(self, article: Article) -> Sheaf | None:
        """Return the rows of an article, if they are kept."""
        key = self._key(article)
        kept = self._kept(key)
        if kept is not None:
            self.hits += 1
            self._used.append(key)
        return kept

    def put(self, article: Article, packed: bytes) -> None:
        """Keep what was read of an article."""
        self._made[self._key(article)] = packed
        if len(self._made) >= _BATCH:
            self._save()

    def close(self, *, evict: bool = True) -> None:
        """Keep what is new, and drop what is too much."""
        self._save()
        with self._careful():
            if self._database:
                with self._database:
                    times = [(self._now, key) for key in self._used]
                    self._database.executemany("UPDATE articles SET used = ? WHERE key = ?", times)
                    if evict:
                        self._database.execute(_EVICT, (LIMIT,))
                self._database.close()

    def _key(self, article: Article) -> str:
        parts = (self._rules, repr(replace(article, text="")), article.text)
        return _digest(part.encode("utf-8", "surrogatepass") for part in parts)

    def _kept(self, key: str) -> Sheaf | None:
        found = None
        with self._careful():
            if self._database:
                query = "SELECT content FROM articles WHERE key = ?"
                found = self._database.execute(query, (key,)).fetchone()
        try:
            return unpack(found[0]) if found else None
        except (ValueError, TypeError):  # a damaged entry is read again and put in its place
            return None

    def _save(self) -> None:
        made, self._made = self._made, {}
        with self._careful():
            if self._database and made:
                entries = [(key, self._now, content) for key, content in made.items()]
                with self._database:
                    self._database.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?)", entries)

    @contextmanager
    def _careful(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            if self._database:
                self._database.close()
                self._database = None
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)  # damaged; the next run begins a new one


@contextmanager
def opened(lexicon: Path | None) -> Iterator[Cache]:
    """Open the cache for the rules of this installation and the words of `lexicon`."""
    cache = Cache(_file(), rules(lexicon))
    try:
        yield cache
    except BaseException:
        cache.close(evict=False)  # the run will be taken up where it stopped
        raise
    cache.close()


def rules(lexicon: Path | None) -> str:
    """Return the digest of all that rows are made by: our code and data, the libraries, the user's own words."""
    own = sorted(lexicon.glob("*.tsv")) if lexicon else []
    return _digest(
        [
            " ".join([sys.version, *_versions()]).encode(),
            *_contents(resources.files("pipeline")),
            *(part for path in own for part in (path.name.encode(), path.read_bytes())),
        ]
    )


def _file() -> Path:
    return cache_folder() / "articles.sqlite"


def _contents(place: Traversable) -> Iterator[bytes]:
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents(entry)
        else:
            yield entry.name.encode()
            yield entry.read_bytes()


def _versions() -> Iterator[str]:
    """Yield the names of the folders in which installed libraries say which version they are."""
    for place in filter(os.path.isdir, sys.path):
        yield from sorted(path.name for path in Path(place).iterdir() if path.name.startswith(_LIBRARIES))


def _digest(parts: Iterable[bytes]) -> str:
    """Hash the parts with their lengths, so that no two lists of parts agree."""
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
