"""Text whose GBK bytes were read one byte off: `?跋蠕h` was `。“先鋒`.

A decoder that stumbles over one byte writes `?`, or nothing, and goes on with the next, so that every pair of bytes is
cut in the middle of a character, until an ASCII character ends the last pair.  Each byte but the lost one still
stands there: the second half of one character and the first of the next make the one that was meant.  The lost byte's
character is the one that makes the best Chinese.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

import regex

from pipeline.convert import in_gb2312
from pipeline.model import Edit
from pipeline.patterns import compiled
from pipeline.recent import recently
from pipeline.repair.gloss import SYLLABLE, glosses, is_mirror
from pipeline.repair.guess import AROUND, guess
from pipeline.repair.likelihood import is_word, likelihood
from pipeline.repair.odd import odd_pairs
from pipeline.repair.readings import MARKS, Run, Unit, across, shifted_runs

SHIFTED = "mis-decoded"
LOST = "lost-character"

# What stands where a byte was lost.  The mirror's gloss may have fallen between it and the next: `當?shù)匕l` was
# 當地發.
_MARK = compiled(rf"\?(?:{SYLLABLE}[)）])?|\ufffd+")
_MARKED = compiled(rf"(?:{_MARK.pattern})(?=[!(),:;?]?[^\x00-\x7f\s]|[@-~][^\x00-\x7f])")
# Whoever passed the damaged text on may have made its punctuation half-width.
_WIDEN = str.maketrans("!(),:;?", "！（），：；？")
_RESYNC = compiled(r"[^[^\x00-\x7f]!(),:;?]", regex.V1)
_BEFORE, _REACH = 16, 240
# One character alone says too little, but in a mirror: 鋒 as `?h`.
_SINGLE = compiled(r"(?<=\p{Han})\?(?P<letter>[@-~])(?=\p{Han}|[(（])")

# How much likelier, in nats for each restored character, the restored reading must be than what stands there.
_BETTER_BY = 3.0
# Below this mean for each character the restored reading is no Chinese either.
_CHINESE = -9.5
# Below this mean a stretch of Han characters is nonsense.
_NONSENSE = -11.0
_NEAR = 4000
_PAIRS = tuple(zip("“‘《（「『【", "”’》）」』】", strict=True))
# Nats that a mark costs: where characters are lost by the dozen a `?` is hardly a question.
_MARKED_IN_MIRROR, _MARKED_ELSEWHERE = -2.0, 2.0


def shifted(text: str) -> Iterator[Edit]:
    """Re-decode what was read one byte off, one edit for each restored character.

    >>> [(edit.before, edit.after) for edit in shifted("問題25個?！跋蠕h亮績”考評")]
    [('?！', '。'), ('跋', '“'), ('蠕', '先'), ('h', '鋒')]
    >>> list(shifted("人心怎么聚?我的办法,是用App学"))
    []
    """
    mirror = is_mirror(text)
    removed = {edit.start: edit.end for edit in glosses(text)} if mirror else {}
    for start, end in _windows(text):
        units = tuple(_units(text, start, end, removed))
        for run in shifted_runs(units, _MARKED_IN_MIRROR if mirror else _MARKED_ELSEWHERE):
            yield from _restored(units, run, _near(text, start), mirror=mirror)
    if mirror:
        yield from _singles(text)


def lost(text: str) -> Iterator[Edit]:
    """Mark what cannot be restored: replacement characters, and in a mirror the `?` before nonsense.

    >>> [edit.before for edit in lost("党建\ufffd工作")]
    ['\ufffd']
    """
    for match in regex.finditer("\ufffd+", text):
        yield Edit(match.start(), match.end(), LOST, match[0], "")
    if "?" in text and is_mirror(text):
        for match in _MARKED.finditer(text):
            following = regex.match(r"\p{Han}{4,8}", text, pos=match.end())
            if following and likelihood(following[0]) < _NONSENSE * len(following[0]):
                yield Edit(match.start(), match.end(), LOST, match[0], "")


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a shift may be: from before the first sign of it to where the reading must recover."""
    done = 0
    odd = (match.start() for match in odd_pairs().finditer(text) if not is_word(match[0]))
    for hit in sorted(chain(odd, (match.start() for match in _MARKED.finditer(text)))):
        if hit < done:
            continue
        start = max(text.rfind("\n", max(done, hit - _BEFORE), hit) + 1, done, hit - _BEFORE)
        recovered = _RESYNC.search(text, hit + _BEFORE, hit + _REACH)
        end = recovered.end() if recovered else min(len(text), hit + _REACH)
        newline = text.find("\n", hit, end)
        done = newline if newline >= 0 else end
        yield start, done


def _units(text: str, start: int, end: int, removed: dict[int, int]) -> Iterator[Unit]:
    position = start
    while position < end:
        if position in removed:
            position = removed[position]
            continue
        mark = _MARK.match(text, position) if text[position] in MARKS else None
        after = mark.end() if mark else position + 1
        yield Unit(position, after, text[position:after], _code(text[position:after]))
        position = after


@recently
def _code(content: str) -> bytes:
    """Return the bytes of a character; a half-width mark may have been a full-width one.

    >>> _code("，") == _code(","), _code("h"), _code("\ufffd")
    (True, b'h', b'')
    """
    try:
        code = content.translate(_WIDEN).encode("gb18030")
    except UnicodeEncodeError:  # half of a surrogate pair
        return b""
    return code if len(content) == 1 and len(code) <= 2 else b""


def _restored(units: Sequence[Unit], run: Run, near: str, *, mirror: bool) -> Iterable[Edit]:
    """Return the edits of one run, or none where they would make no better Chinese."""
    least = _least_known(units, run, mirror=mirror)
    if run.last - run.first - 1 + (run.ending == "ascii") < least:
        return ()
    reading = max((_read(units, variant, near) for variant in _variants(units, run)), key=_gain)
    length = sum(map(len, reading.characters))
    if (
        reading.known >= least
        and _gain(reading) >= _BETTER_BY * length
        and reading.score >= _CHINESE * length
    ):
        return _edits(units, reading, mirror=mirror)
    return ()


def _least_known(units: Sequence[Unit], run: Run, *, mirror: bool) -> int:
    """How many characters must be there with both bytes: the less the marks tell of a loss, the more."""
    if mirror and run.marked:
        return 0
    replaced = run.ending == "mark" and not units[run.last].text.startswith("?")
    if run.marked:
        return 1 if replaced or run.ending == "letter" else 2
    return 1 if replaced else 2 if mirror or run.ending == "letter" else 3


def _variants(units: Sequence[Unit], run: Run) -> Iterator[Run]:
    """Yield the run, and where nothing marks its beginning those that begin a little earlier or later."""
    yield run
    if not run.marked:
        for first in (run.first - 2, run.first - 1, run.first + 1):
            taken = units[max(0, first) : run.last]
            if first >= 0 and taken and all(across(one, other) for one, other in pairwise(taken)):
                yield replace(run, first=first)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a run makes.

    Its characters, how many of them have both bytes, whether the first and the last are beyond doubt, and its
    probability and that of what stands there.
    """

    run: Run
    characters: tuple[str, ...]
    known: int
    sure: tuple[bool, bool]
    score: float
    before: float


def _gain(reading: _Reading) -> float:
    return reading.score - reading.before


def _read(units: Sequence[Unit], run: Run, near: str) -> _Reading:
    opening = run.first - run.marked
    closing = run.last + (run.ending == "mark")
    before = _text(units[max(0, opening - AROUND) : opening])
    after = _text(units[closing : closing + AROUND])
    taken = units[run.first : run.last]
    middle = [across(one, other) for one, other in pairwise(taken)]
    if run.ending == "ascii":
        middle.append(taken[-1].code[1:].decode())
    rest = "".join(middle)
    # Which half of the first character was lost shows only where something marks the place.
    choice = _with_second(taken[0].code[0]) + (() if run.marked else _with_first(taken[0].code[0]))
    opener = _opener(choice, rest)
    first, known = (opener, True) if opener else guess(choice, before, rest or after, near)
    last, sure = "", True
    if run.ending in {"mark", "silent"}:
        gloss = run.ending == "mark" and len(units[run.last].text) > 1
        choice = tuple(c for c in _with_first(taken[-1].code[1]) if not (gloss and in_gb2312(c)))
        last, sure = guess(choice, before + first + rest, after, near)
        sure = sure or gloss
    characters = (first, *middle, last if sure else "")
    around = likelihood(before) + likelihood(after)
    score = likelihood(before + "".join(characters) + after) - around
    stands = likelihood(before + _text(units[opening:closing]) + after) - around
    return _Reading(run, characters, len(rest), (known, sure), score, stands)


def _edits(units: Sequence[Unit], reading: _Reading, *, mirror: bool) -> Iterator[Edit]:
    """Share the restored characters out: the lost byte belongs to the first; each ends with its last byte's source."""
    run = reading.run
    taken = list(units[run.first : run.last])
    if run.marked:
        mark = units[run.first - 1]
        taken[0] = Unit(mark.start, taken[0].end, mark.text + taken[0].text, b"")
    *shares, last = reading.characters
    first_sure, last_sure = reading.sure
    if not (first_sure or mirror):
        shares[0] = ""
    if run.ending == "mark":
        taken.append(units[run.last])
        shares.append(last)
    elif run.ending == "silent":
        shares[-1] += last
    elif run.ending == "ascii":
        shares[-2:] = ["".join(shares[-2:])]
    for unit, after in zip(taken, shares, strict=True):
        unsure = (unit is taken[0] and not (first_sure or mirror)) or (unit is taken[-1] and not last_sure)
        yield Edit(unit.start, unit.end, LOST if unsure else SHIFTED, unit.text, after)


def _singles(text: str) -> Iterator[Edit]:
    for match in _SINGLE.finditer(text):
        before, after = text[max(0, match.start() - AROUND) : match.start()], text[match.end() :][:AROUND]
        character, _ = guess(_with_second(ord(match["letter"])), before, after, _near(text, match.start()))
        gain = likelihood(before + character + after) - likelihood(before + match[0] + after)
        if gain >= _BETTER_BY:
            yield Edit(match.start(), match.end(), SHIFTED, match[0], character)


def _near(text: str, position: int) -> str:
    """Return some thousand characters round a position, for all positions near each other the same ones."""
    page = position // _NEAR * _NEAR
    return text[max(0, page - _NEAR) : page + 2 * _NEAR]


def _opener(choice: Sequence[str], rest: str) -> str:
    """Return the opening mark, if there is one to choose, of the first closing mark in `rest` that lacks one.

    >>> _opener("唯一（", "一）直面"), _opener("唯一（", "（一）直面")
    ('（', '')
    """
    for opening, closing in _PAIRS:
        if opening in choice and closing in rest and opening not in rest[: rest.index(closing)]:
            return opening
    return ""


def _text(units: Sequence[Unit]) -> str:
    return "".join(unit.text for unit in units)


@cache
def _with_second(byte: int) -> tuple[str, ...]:
    """Return the characters whose second byte in GBK is `byte`."""
    return _decodable(bytes((lead, byte)) for lead in range(0x81, 0xFF))


@cache
def _with_first(byte: int) -> tuple[str, ...]:
    """Return the characters whose first byte in GBK is `byte`."""
    return _decodable(bytes((byte, trail)) for trail in range(0x40, 0xFF))


def _decodable(pairs: Iterable[bytes]) -> tuple[str, ...]:
    found = (pair.decode("gbk", "ignore") for pair in pairs)
    return tuple(character for character in found if len(character) == 1 and not character.isascii())
