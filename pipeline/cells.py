"""Values ↔ the text of CSV cells: one line each, plain decimals, and nothing that a spreadsheet would run."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from pipeline.patterns import compiled
from pipeline.tables import Cell, Type

# A spreadsheet takes a cell that starts so for a formula.  Apostrophes count, too: no guard is ambiguous.
_OPENINGS = frozenset("'=+-@\t\r")
_ACTIVE = compiled(r"'*[=+\-@\t\r]")
_GUARDED = compiled(r"'+[=+\-@\t\r]")
# Line ends of any kind, other control characters but the tab, and lone surrogates.
_UNPRINTABLE = compiled(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(value: Cell, kind: Type) -> str:
    """Return the text of a cell; a date is ISO text of a closed alphabet and needs no guard.

    >>> render(Decimal("1.20E+5"), "number"), render("+7", "text"), render("--12-24", "date")
    ('120000', "'+7", '--12-24')
    """
    write = WRITERS[kind]
    written = write(value) if write else value
    return "" if written is None else str(written)


def _text(value: Cell) -> str | None:
    if not isinstance(value, str):
        return None if value is None else str(value)
    if value.isprintable() and value[:1] not in _OPENINGS:
        return value
    return guard(one_line(value))


def _number(value: Cell) -> str | None:
    return plain(value) if isinstance(value, Decimal) else None if value is None else str(value)


def _boolean(value: Cell) -> str | None:
    return None if value is None else "true" if value else "false"


WRITERS: Final[dict[Type, Callable[[Cell], str | None] | None]] = {
    "text": _text,
    "number": _number,
    "boolean": _boolean,
    "integer": None,
    "date": None,
}
"""What writes the cells of each type; where there is nothing, they are written as they are."""


def parse(cell: str, kind: Type) -> Cell:
    """Return the value that was rendered as `cell`.

    >>> parse("120000", "number"), parse("'+7", "text"), parse("", "integer"), parse("true", "boolean")
    (Decimal('120000'), '+7', None, True)
    """
    if kind == "text":
        return unguard(cell)
    if kind == "date":
        return cell
    if not cell:
        return None
    if kind == "boolean":
        return cell == "true"
    return int(cell) if kind == "integer" else Decimal(cell)


def plain(number: Decimal) -> str:
    """Write a number without exponent and without idle zeros.

    >>> plain(Decimal("13000.0")), plain(Decimal("1E+4")), plain(Decimal("-0.50"))
    ('13000', '10000', '-0.5')
    """
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def one_line(text: str) -> str:
    r"""Write line ends and other control characters as escapes.

    >>> one_line("党建\n引领")
    '党建\\n引领'
    """
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def guard(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    >>> guard("=1+1"), guard("1+N")
    ("'=1+1", '1+N')
    """
    return f"'{text}" if text[:1] in _OPENINGS and _ACTIVE.match(text) else text


def unguard(text: str) -> str:
    """Take the apostrophe of `guard` off again.

    >>> unguard("'=1+1"), unguard("'90s")
    ('=1+1', "'90s")
    """
    return text[1:] if _GUARDED.match(text) else text
