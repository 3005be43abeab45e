"""Corrections that last: a CSV file of rows to drop and of cells to set, applied anew after every reading.

A correction names the row and the text that it was made for, and never goes to another text.  Where the article has
been edited and the row stands elsewhere now, its sentence finds it again, if the correction names that, too.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, NamedTuple

from pipeline import cells, lines
from pipeline.lines import Sheaf
from pipeline.patterns import standard
from pipeline.tables import ARTICLES, INITIATIVES, NUMBERS, PLACES, Cell, Column, Row, Table

HEADER: Final = ("table", "row_id", "text", "action", "column", "value", "reason")
OPTIONAL: Final = "sentence"
_TABLES: Final = {table.name: table for table in (ARTICLES, NUMBERS, PLACES, INITIATIVES)}
# What the source says, and what the run counts.
_COUNTED: Final = ("sentences", "numbers", "places", "initiatives", "repairs")
_FIXED: Final = {
    *(name for table in _TABLES.values() for name in table.key),
    *("article_id", "sentence_id", "start", "end", "text", "rule", "sentence"),
    *("file", "script", "encoding", "characters", "sha256", *_COUNTED),
}
_DATE: Final = standard(r"[0-9]{4}(?:-[0-9:T-]*[0-9])?(?:/[0-9T:-]*[0-9])?|--[0-9-]*[0-9]")
_INITIATIVE: Final = standard("i[0-9a-f]{12}")
_MARK: Final = "+correction"


class CorrectionError(ValueError):
    """A file of corrections that cannot be understood; says file and line."""


class Correction(NamedTuple):
    """One line of the file: `column` is empty where the row is to be dropped."""

    line: int
    table: str
    row_id: str
    text: str
    sentence: str
    column: str
    value: Cell

    @property
    def article_id(self) -> str:
        """The article that the row is from."""
        return self.row_id if self.table == ARTICLES.name else self.row_id.rpartition("#")[0]


class Unmatched(NamedTuple):
    """A correction that fits no row any more, and why."""

    line: int
    row_id: str
    reason: str


def read(path: Path) -> dict[str, list[Correction]]:
    """Read a file of corrections, by article.  Raises `CorrectionError`."""
    found: dict[str, list[Correction]] = defaultdict(list)
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in _lines(path):
        try:
            correction = _correction(line, row)
        except CorrectionError as error:
            raise CorrectionError(f"{path}, line {line}: {error}") from None
        first = seen.setdefault((correction.table, correction.row_id, correction.column), line)
        if first != line:
            raise CorrectionError(f"{path}, line {line}: line {first} says already what becomes of that cell")
        found[correction.article_id].append(correction)
    return dict(found)


def _lines(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the lines with their numbers, as spreadsheets of several countries write them."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorrectionError(f"{path}: {error.strerror or error}") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    first = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count))
    header = [name.strip() for name in next(reader, [])]
    if {*header, OPTIONAL} != {*HEADER, OPTIONAL}:
        raise CorrectionError(
            f"{path}, line 1: the columns must be {', '.join(HEADER)} and may be {OPTIONAL}"
        )
    for row in reader:
        if any(row):
            yield (
                reader.line_num,
                {name: cells.unguard(cell.strip()) for name, cell in zip(header, row, strict=False)},
            )


def _correction(line: int, row: Row) -> Correction:
    table_name, row_id, text, action, name, value, reason = (str(row.get(name, "")) for name in HEADER)
    sentence = str(row.get(OPTIONAL, ""))
    table = _TABLES.get(table_name)
    if table is None:
        raise CorrectionError(f"there is no table {table_name!r} to correct; use {_or(_TABLES)}")
    if not row_id:
        raise CorrectionError(f"row_id is empty; copy the {table.key[0]} of the row")
    if table is not ARTICLES and not text:
        raise CorrectionError("text is empty; copy the text of the row, so that no other is taken for it")
    if not reason:
        raise CorrectionError("reason is empty; say why, for those who read this later")
    if action == "drop":
        if table is ARTICLES:
            raise CorrectionError("an article cannot be dropped; take its file out of the input")
        if name or value:
            raise CorrectionError("a row that is dropped needs neither column nor value")
        return Correction(line, table.name, row_id, text, sentence, "", None)
    if action != "set":
        raise CorrectionError(f"action is {action!r}; use drop or set")
    return Correction(line, table.name, row_id, text, sentence, name, _value(_column(table, name), value))


def _column(table: Table, name: str) -> Column:
    open_to = {column.name: column for column in table.columns if column.name not in _FIXED}
    if name not in open_to:
        why = "cannot be set" if name in table.header else f"is no column of {table.name}"
        raise CorrectionError(f"{name!r} {why}; use {_or(open_to)}")
    return open_to[name]


def _value(column: Column, text: str) -> Cell:
    """Return the value that a cell states.

    >>> _value(NUMBERS.columns[9], "1.5"), _value(PLACES.columns[-3], "TRUE")
    (Decimal('1.5'), True)
    """
    if column.values and text not in ("", *column.values):
        raise CorrectionError(f"{column.name} cannot be {text!r}; use {_or(column.values)}")
    if column.type == "text":
        if column.name == "initiative_id" and text and not _INITIATIVE.fullmatch(text):
            raise CorrectionError(f"{text!r} is no initiative_id; copy one from initiative_index")
        return text
    if column.type == "date":
        if text and not _DATE.fullmatch(text):
            raise CorrectionError(f"{column.name} must be an ISO date such as 2023-07, not {text!r}")
        return text
    if column.type == "boolean":
        if text.lower() not in ("true", "false"):
            raise CorrectionError(f"{column.name} must be true or false, not {text!r}")
        return text.lower() == "true"
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal("NaN")
    if number is not None and not number.is_finite():
        raise CorrectionError(f"{column.name} must be a plain number such as 1200.5, not {text!r}")
    return number


def _or(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def apply(sheaf: Sheaf, corrections: Sequence[Correction]) -> tuple[Sheaf, list[Unmatched]]:
    """Return the rows of an article with its corrections carried out, and those that fit no row."""
    rows = {
        table.name: list(lines.parse(table, sheaf.lines[place].decode()))
        for table, place, _ in sheaf.tables()
    }
    schemes = [(row, str(row["initiative_id"])) for row in rows[INITIATIVES.name]]
    targets = [(correction, _target(rows[correction.table], correction)) for correction in corrections]
    for at, (correction, row) in sorted(
        enumerate(targets), key=lambda item: item[1][0].table != INITIATIVES.name
    ):
        if isinstance(row, str):
            continue
        if correction.column == "initiative_id" and not _known(rows, correction):
            targets[at] = correction, f"no initiative of the article has the id {correction.value}"
        elif correction.column:
            row[correction.column] = correction.value
            if "rule" in row:
                row["rule"] = str(row["rule"]).removesuffix(_MARK) + _MARK
        else:
            rows[correction.table] = [other for other in rows[correction.table] if other is not row]
    _follow(rows, schemes)
    for name in (NUMBERS.name, PLACES.name, INITIATIVES.name):
        rows[ARTICLES.name][0][name] = len(rows[name])
    unmatched = [Unmatched(one.line, one.row_id, row) for one, row in targets if isinstance(row, str)]
    return lines.of_rows(rows), unmatched


def _known(rows: Mapping[str, list[Row]], correction: Correction) -> bool:
    """Is the initiative there that a figure is said to be about?"""
    named = {row["initiative_id"] for row in rows[INITIATIVES.name]}
    return correction.table == INITIATIVES.name or correction.value in {"", *named}


def _target(rows: Sequence[Row], correction: Correction) -> Row | str:
    """Return the row that a correction was made for, or why there is none."""
    if correction.table == ARTICLES.name:
        return rows[0]
    key = _TABLES[correction.table].key[0]
    alike = [row for row in rows if row["text"] == correction.text]
    for row in alike:
        if row[key] == correction.row_id:
            return row
    moved = [row for row in alike if correction.sentence and row["sentence"] == correction.sentence]
    if len(moved) == 1:
        return moved[0]
    now = f"; that text now has the row {', '.join(str(row[key]) for row in alike)}" if alike else ""
    return f"no row of {correction.table} has this id and the text {correction.text!r}{now}"


def _follow(rows: Mapping[str, list[Row]], schemes: Iterable[tuple[Row, str]]) -> None:
    """Let figures follow the initiatives that they are about: to the new id, or to none where they are dropped."""
    left = {id(row): row["initiative_id"] for row in rows[INITIATIVES.name]}
    now: dict[Cell, Cell] = {was: left[id(row)] for row, was in schemes if id(row) in left}
    now |= {name: name for name in left.values()}
    for row in rows[NUMBERS.name]:
        row["initiative_id"] = now.get(row["initiative_id"], "")
