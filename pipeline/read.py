"""Files on disk → articles: the text that is in them, nothing removed, nothing translated."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from pipeline import formats, texts
from pipeline.formats.page import LARGEST, Page, UnreadableError, checked
from pipeline.model import Article
from pipeline.sources import STANDARD_INPUT, Source


class ReadError(Exception):
    """A file, or a row of a table, that is no article; `reason` is a sentence for whoever put it there."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Taken:
    """The ids and the text files of the articles read so far: no two articles share one."""

    ids: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


def articles(source: Source, names: Mapping[str, str], taken: Taken) -> Iterator[Article | ReadError]:
    """Yield the articles of a source one by one, or why one of them, or what follows, cannot be read.

    `names` maps `id`, `text` … to the columns of a table of articles.
    """
    try:
        for article in _rows(source, names) if source.is_table else [read(source.path, source.root)]:
            yield article if isinstance(article, ReadError) else _placed(article, source, taken)
    except ReadError as error:
        yield error


def read(path: Path, root: Path) -> Article:
    """Read the article that is a file; its id is its path below `root` without the suffix."""
    file = _below(path, root)
    content = _content(path, file)
    try:
        page = checked(formats.reader(path)(content))
    except UnreadableError as error:
        raise ReadError(file, str(error)) from None
    return _article(page, file.removesuffix(path.suffix), file, content)


def _article(page: Page, article_id: str, file: str, content: bytes, row: int = 0) -> Article:
    return Article(
        article_id=article_id,
        file=file,
        text=page.text,
        encoding=page.encoding,
        encoding_sure=page.sure,
        sha256=sha256(content).hexdigest(),
        row=row,
        known=page.known,
    )


def _rows(source: Source, names: Mapping[str, str]) -> Iterator[Article | ReadError]:
    """Yield the articles of a table; each goes by its id, and where there are more tables by that of its table."""
    from pipeline.formats import table  # noqa: PLC0415 -- few runs read tables

    file = _below(source.path, source.root)
    _size(source.path, file)
    folder = f"{_name(source)}/" if source.beside_others else ""
    try:
        for row in table.read(source.path, names):
            if isinstance(row, table.Refused):
                yield ReadError(f"{file}:{row.number}", row.reason)
            else:
                content = row.page.text.encode()
                yield _article(row.page, folder + row.article_id, file, content, row.number)
    except UnreadableError as error:
        raise ReadError(file, str(error)) from None
    except OSError as error:
        raise _unreadable(file, error) from None


def _placed(article: Article, source: Source, taken: Taken) -> Article | ReadError:
    """Give an article its id in this run, and the file its text goes to unless the input is that file."""
    article_id = article.file if source.whole_name and not article.row else article.article_id
    if article_id in taken.ids:
        return ReadError(article.where, f"Another article has the id {article_id!r}.")
    taken.ids.add(article_id)
    plain = not article.row and formats.reader(source.path) is formats.text.read
    text_file = "" if plain else f"{texts.FOLDER}/{texts.name(article_id, taken.files)}"
    return replace(article, article_id=article_id, text_file=text_file)


def _name(source: Source) -> str:
    file = _below(source.path, source.root)
    return file if source.whole_name else file.removesuffix(source.path.suffix)


def _below(path: Path, root: Path) -> str:
    """Return the path below `root`, or the file's own name where it is not below.

    >>> _below(Path("news/2023/a.txt"), Path("news")), _below(Path("-"), Path())
    ('2023/a.txt', 'stdin')
    """
    if path == Path(STANDARD_INPUT):
        return "stdin"
    below = path.relative_to(root) if path != root and path.is_relative_to(root) else Path(path.name)
    # A file name that is no valid Unicode still needs an id that can be written.
    return below.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _content(path: Path, file: str) -> bytes:
    """Return the bytes of a file, or of standard input, unless they are too many."""
    if path == Path(STANDARD_INPUT):
        content = sys.stdin.buffer.read(LARGEST + 1)
        size = len(content)
    else:
        size = _size(path, file)
        try:
            content = path.read_bytes() if size <= LARGEST else b""
        except OSError as error:
            raise _unreadable(file, error) from None
    if size > LARGEST:
        raise ReadError(file, f"The file is larger than {LARGEST:,} bytes.")
    return content


def _size(path: Path, file: str) -> int:
    """Return the number of bytes, and refuse what is no file: a pipe would be waited for."""
    try:
        state = path.stat()
    except OSError as error:
        raise _unreadable(file, error) from None
    if not S_ISREG(state.st_mode):
        raise ReadError(file, "This is no regular file.")
    return state.st_size


def _unreadable(file: str, error: OSError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError(file, "The file does not exist.")
    if isinstance(error, PermissionError):
        return ReadError(file, "There is no permission to read the file.")
    return ReadError(file, f"The file cannot be read: {error.strerror or error}.")
