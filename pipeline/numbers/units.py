"""Units and measure words: the lexicon and its look-up."""

from collections import defaultdict
from decimal import Decimal
from functools import cache
from string import ascii_letters
from typing import Final, NamedTuple

from pipeline import lexicon
from pipeline.patterns import standard

_HAN: Final = "一"
"""Whatever is written in Han characters sorts behind it, or is it."""
_LETTERS: Final = frozenset(ascii_letters + "μµ")
_WRITTEN: Final = standard("[A-Za-zμµ](?:[A-Za-z0-9²³^·]|/(?=[A-Za-z0-9]))*")
"""What a unit in letters may run to: km/h, mg/100ml, N·m."""


class Unit(NamedTuple):
    """A unit or measure word: `value × factor` of it is in `base_unit`.

    `classes` says where the surface counts as one: `arabic-only` (after a bare Chinese digit it makes an ordinary
    word), `noun` (a noun used without measure word), `bounded` (only where no Chinese character follows), `label`
    (behind a numeral it names, it does not count), `bare` (a noun that begins like a unit: 12行政村).
    """

    surface: str
    canonical: str
    kind: str
    dimension: str
    base_unit: str
    factor: Decimal | None
    classes: frozenset[str]


@lexicon.built
def _lexicon() -> dict[str, Unit]:
    """Return the units by surface."""
    units: dict[str, Unit] = {}
    for row in lexicon.rows("units"):
        surface = row["surface"]
        if surface in units:
            raise lexicon.LexiconError(f"units.tsv: {surface!r} stands there twice")
        units[surface] = Unit(
            surface=surface,
            canonical=row["canonical"] or surface,
            kind=row["kind"],
            dimension=row["dimension"],
            base_unit=row["base_unit"],
            factor=Decimal(row["factor"]) if row["factor"] else None,
            classes=frozenset(filter(None, row["classes"].split(","))),
        )
    return units


@cache
def _by_pair() -> dict[str, tuple[Unit, ...]]:
    """Return the units of two and more characters by the first two, the longest first."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for surface, unit in sorted(_lexicon().items(), key=lambda item: -len(item[0])):
        found[surface[:2]].append(unit)
    return {pair: tuple(units) for pair, units in found.items() if len(pair) > 1}


def lookup(surface: str) -> Unit | None:
    """Return the unit written so, or nothing.

    >>> lookup("亩").base_unit, lookup("亩").factor
    ('平方米', Decimal('666.6667'))
    """
    return _lexicon().get(surface)


@cache
def _in_any_case() -> dict[str, Unit]:
    """Return the units of two letters and more, however their case is written: KM, kw."""
    found: dict[str, Unit] = {}
    for surface, unit in _lexicon().items():
        if surface[0] in _LETTERS and len(surface) > 1:
            found.setdefault(surface.casefold(), unit)
    return found


def at(text: str, pos: int) -> Unit | None:
    """Return the longest unit that starts at `pos`.

    >>> at("400平方米", 3).canonical, at("110kv线路", 3).canonical, at("5GDP", 1)
    ('平方米', '千伏', None)
    """
    pair = text[pos : pos + 2]
    if pair < _HAN and pair[:1] in _LETTERS:
        return _lettered(text, pos)
    for unit in _by_pair().get(pair, ()):
        if text.startswith(unit.surface, pos):
            return unit
    return _lexicon().get(pair[:1])


def _lettered(text: str, pos: int) -> Unit | None:
    """Return the longest unit in letters that starts at `pos` and ends where no letter goes on."""
    run = _WRITTEN.match(text, pos)
    for end in range(run.end() if run else pos, pos, -1):
        if text[end : end + 1] in _LETTERS and text[end - 1] in _LETTERS:
            continue
        written = text[pos:end]
        unit = _lexicon().get(written) or _in_any_case().get(written.casefold())
        if unit:
            return unit
    return None


@cache
def openings() -> frozenset[str]:
    """Return the characters that a unit can begin with."""
    return frozenset(surface[0] for surface in _lexicon())


@cache
def _prefix_ends() -> frozenset[str]:
    return frozenset(u.surface[-1] for u in _lexicon().values() if u.classes & {"prefix", "prefix-only"})


def before(text: str, pos: int) -> Unit | None:
    """Return the currency written in front of a numeral at `pos`.

    >>> before("耗资HK$2.4亿", 5).canonical, before("港币50万元", 2).canonical
    ('港元', '港元')
    """
    if text[pos - 1 : pos] not in _prefix_ends():
        return None
    for start in range(max(0, pos - 3), pos):
        unit = lookup(text[start:pos])
        if unit and unit.classes & {"prefix", "prefix-only"}:
            return unit
    return None
