"""Tables of articles: CSV, JSON lines and Parquet, one article a row, read row by row."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import regex

from pipeline import encodings
from pipeline.formats.facts import GIVEN, iso, one_line
from pipeline.formats.page import LONGEST, Page, UnreadableError, checked, extra
from pipeline.model import Metadata
from pipeline.patterns import compiled

COLUMNS = ("id", "text", "title", "published", "outlet", "byline", "url")
"""What a row may hold; `id` and `text` it must."""
_NEEDED = COLUMNS[:2]
_LONGEST_ID = 200
_LONGEST_ROW = 8 * LONGEST  # characters of a row as written: JSON takes six for `党` as an escape
_SAMPLE = 1 << 16
_BATCH = 16
_NO_ID = compiled(r"[\p{C}\p{Zl}\p{Zp}--[\p{Cn}\p{Co}]]", regex.VERSION1)

Cells = Mapping[str, object]
Names = Mapping[str, str]


class Row(NamedTuple):
    """One article of a table; rows count from 1."""

    number: int
    article_id: str
    page: Page


class Refused(NamedTuple):
    """A row that is no article, and why."""

    number: int
    reason: str


def read(path: Path, names: Names) -> Iterator[Row | Refused]:
    """Yield the articles of a table; `names` maps our names of the columns to the table's.

    Raises `UnreadableError` where the file as a whole, or the rest of it, cannot be read.
    """
    wanted = {column: names.get(column, column) for column in COLUMNS}
    for number, cells in enumerate(_records(path, wanted), start=1):
        try:
            yield _row(number, cells, wanted)
        except UnreadableError as error:
            yield Refused(number, str(error))


def _records(path: Path, wanted: Names) -> Iterator[Cells | UnreadableError]:
    try:
        yield from READERS[path.suffix.lower()](path, wanted)
    except csv.Error as error:
        raise UnreadableError(f"The rest of the file is no CSV: {error}.") from None


def _row(number: int, cells: Cells | UnreadableError, wanted: Names) -> Row:
    if isinstance(cells, UnreadableError):
        raise cells
    values = {column: _string(cells.get(name), name) for column, name in wanted.items()}
    article_id = values["id"].strip()
    if not article_id or len(article_id) > _LONGEST_ID or _NO_ID.search(article_id):
        raise UnreadableError(
            f"The id is to be one line of 1 to {_LONGEST_ID} characters: {article_id[:40]!r}."
        )
    if not values["text"].strip():
        raise UnreadableError(f"The column {wanted['text']!r} is empty.")
    known = Metadata(
        title=one_line(values["title"]),
        outlet=one_line(values["outlet"]),
        byline=one_line(values["byline"]),
        published=(published := iso(values["published"])),
        published_basis=GIVEN if published else "",
        url=one_line(values["url"]),
    )
    return Row(number, article_id, checked(Page(values["text"], known=known)))


def _string(value: object, name: str) -> str:
    r"""Return the text of a cell; half a surrogate pair is a lost character.

    >>> _string("\ud83d\ude00\ud800", "text"), _string(7, "id"), _string(None, "title")
    ('😀\ufffd', '7', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, date):  # and a time of day, which is one, too
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise UnreadableError(f"The column {name!r} holds no text.")


def _csv(path: Path, wanted: Names) -> Iterator[Cells | UnreadableError]:
    with _opened(path) as file:
        head = file.readline(_LONGEST_ROW)
        delimiter = max(",;\t", key=head.count)
        header = [cell.strip() for cell in next(csv.reader([head], delimiter=delimiter), [])]
        _check(header, wanted)
        spent = 0

        def metered() -> Iterator[str]:
            nonlocal spent
            while line := file.readline(_LONGEST_ROW):
                spent += len(line)
                if spent > _LONGEST_ROW:
                    raise UnreadableError(f"The row is longer than {_LONGEST_ROW:,} characters.")
                yield line

        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_ROW))
        for cells in csv.reader(metered(), delimiter=delimiter):
            spent = 0
            if len(cells) > len(header):
                yield UnreadableError(f"The row has {len(cells)} cells under {len(header)} columns.")
            elif cells:
                yield dict(zip(header, cells, strict=False))


def _jsonl(path: Path, wanted: Names) -> Iterator[Cells | UnreadableError]:
    with _opened(path) as file:
        while line := file.readline(_LONGEST_ROW):
            if len(line) == _LONGEST_ROW:
                while (more := file.readline(_LONGEST_ROW)) and not more.endswith("\n"):
                    pass
                yield UnreadableError(f"The row is longer than {_LONGEST_ROW:,} characters.")
            elif line.strip():
                yield _object(line, wanted)


def _object(line: str, wanted: Names) -> Cells | UnreadableError:
    with suppress(ValueError, RecursionError):
        cells = json.loads(line)
        if isinstance(cells, dict):
            try:
                _check(cells, wanted)
            except UnreadableError as error:
                return error
            return cells
    return UnreadableError("The row is no JSON object.")


def _parquet(path: Path, wanted: Names) -> Iterator[Cells | UnreadableError]:
    parquet = extra("pyarrow.parquet", "parquet")
    try:
        with parquet.ParquetFile(path) as file:
            present = file.schema_arrow.names
            _check(present, wanted)
            columns = [name for name in wanted.values() if name in present]
            for batch in file.iter_batches(_BATCH, columns=columns):
                yield from batch.to_pylist()
    except (ValueError, KeyError, NotImplementedError, OSError) as error:
        raise UnreadableError(f"The file is damaged, or no Parquet: {one_line(str(error))[:200]}") from None


def _opened(path: Path) -> io.TextIOWrapper:
    """Open a table as text; a byte that is wrong in its encoding is a lost character."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
        more = bool(file.read(1))
    whole_lines = sample[: sample.rfind(b"\n") + 1] if more else sample
    try:
        encoding = encodings.decode(whole_lines or sample).encoding
    except encodings.EncodingError as error:
        raise UnreadableError(str(error)) from None
    return path.open(encoding=encoding, errors="replace", newline="")


def _check(present: Iterable[str], wanted: Names) -> None:
    present = tuple(present)
    for column in _NEEDED:
        if wanted[column] not in present:
            listed = one_line(", ".join(map(str, present)))[:200]
            raise UnreadableError(
                f"There is no column {wanted[column]!r} among {listed}; name it with --column {column}=…"
            )


READERS: Mapping[str, Callable[[Path, Names], Iterator[Cells | UnreadableError]]] = {
    ".csv": _csv,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
}
