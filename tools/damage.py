"""Damage clean articles in every way that the repairs know, and measure how much of it they undo.

For example:
  python tools/damage.py                                what of each kind is restored
  python tools/damage.py --kind torn-word --failures    where it is not
  python tools/damage.py --write                        the table of docs/repair.md anew

The clean articles are those of `seeds/` and `tests/written/` as they read after their own repairs.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from pipeline import repair
from pipeline.convert import in_gb2312
from pipeline.cut import tokenizer
from pipeline.model import Edit

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "written")

Random = random.Random


@dataclass(frozen=True, slots=True)
class Wound:
    """Where in the clean text, what stands there afterwards, and the part of it that can be known again."""

    start: int
    end: int
    instead: str
    known: tuple[int, int] | None = None


Inflict = Callable[[str, Random], Iterator[Wound]]


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text: its wounds, and where each begins in it."""

    clean: str
    text: str
    wounds: tuple[tuple[Wound, int], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to damage text, how it looks, and the share of wounds that the repair must heal."""

    name: str
    inflict: Inflict
    looks: str
    traditional: bool = False
    target: float = 0.95


def damage(clean: str, inflict: Inflict, seed: int) -> Damaged:
    """Inflict wounds on `clean`; the same seed gives the same wounds.

    >>> damage("党建工作。", glosses_anywhere, 3).text
    '党建工(hán)作。'
    """
    rng = random.Random(seed)  # noqa: S311 -- no secret
    pieces: list[str] = []
    wounds = []
    position = length = 0
    for wound in inflict(clean, rng):
        if wound.start < position:
            continue
        pieces += clean[position : wound.start], wound.instead
        length += wound.start - position
        wounds.append((wound, length))
        length += len(wound.instead)
        position = wound.end
    return Damaged(clean, "".join([*pieces, clean[position:]]), tuple(wounds))


def healed(damaged: Damaged, edits: Sequence[Edit]) -> list[tuple[tuple[Wound, int], bool]]:
    """Tell for each wound whether what can be known again is there again, without `known` the place and its edges."""
    repaired = repair.apply(damaged.text, edits)
    found = []
    for wound, begin in damaged.wounds:
        start, end = wound.known or (max(0, wound.start - 2), wound.end + 2)
        if start == end:
            continue
        place = _after(edits, begin) + start - wound.start
        expected = damaged.clean[start:end]
        found.append(
            ((wound, begin), expected in repaired[max(0, place - _SLACK) : place + len(expected) + _SLACK])
        )
    return found


_SLACK = 2


def _after(edits: Sequence[Edit], place: int) -> int:
    """Where `place` of the damaged text is after the edits before it."""
    return place + sum(len(edit.after) - (edit.end - edit.start) for edit in edits if edit.end <= place)


# --- glosses


_INITIALS = tuple("bpmfdtnlgkhjqxrzcsyw")
_TONED = (
    "ā",
    "ó",
    "ǐ",
    "ù",
    "āi",
    "ǎn",
    "àng",
    "ē",
    "éi",
    "ěn",
    "īng",
    "iào",
    "ián",
    "uó",
    "ǒng",
    "ǖ",
    "àn",
    "iē",
)
_NEUTRAL = ("men", "de", "le", "zi", "ma", "ne", "ba", "tou")
_HAN = regex.compile(r"\p{Han}")


def _reading(rng: Random) -> str:
    return rng.choice(_NEUTRAL) if rng.random() < 0.02 else rng.choice(_INITIALS) + rng.choice(_TONED)


def glosses(clean: str, rng: Random) -> Iterator[Wound]:
    """Put a reading behind every traditional character, as the mirrors do: 個(gè)."""
    brackets = rng.choice(["()", "()", "（）"])
    for match in _HAN.finditer(clean):
        if not in_gb2312(match[0]):
            yield Wound(match.start(), match.end(), f"{match[0]}{brackets[0]}{_reading(rng)}{brackets[1]}")


def glosses_anywhere(clean: str, rng: Random) -> Iterator[Wound]:
    """Put a reading behind every fifth character of a simplified page."""
    for match in _HAN.finditer(clean):
        if rng.random() < 0.2:
            yield Wound(
                match.start(), match.end(), f"{match[0]}({rng.choice(_INITIALS)}{rng.choice(_TONED)})"
            )


# --- bytes read one off


def _one_off(clean: str, rng: Random, mark: str, *, marked: bool) -> Iterator[Wound]:
    """Lose a byte in every tenth stretch without ASCII characters; known again are characters with both bytes left."""
    for match in regex.finditer(r"[^\x00-\x7f]{6,}(?![@-~])", clean):
        if rng.random() > 0.1:
            continue
        try:
            code = match[0].encode("gbk")
        except UnicodeEncodeError:
            continue
        first = rng.randrange(len(match[0]) - 4)
        text, end, gone = _misread(code, 2 * first + (0 if marked else rng.randrange(2)), mark)
        known = match.start() + first + 1, match.start() + end // 2 - (gone > 1)
        if known[1] - known[0] >= 3:
            yield Wound(match.start() + first, match.start() + end // 2, marked * "?" + text, known)


def _misread(code: bytes, lost: int, mark: str) -> tuple[str, int, int]:
    """Read without the byte at `lost`: return the text, where the reading is right again, and how many bytes are gone.

    >>> _misread("。“先鋒".encode("gbk"), 0, "")
    ('！跋蠕', 8, 2)
    """
    left = [place for place in range(lost // 2 * 2, len(code)) if place != lost]
    text, gone = "", 1
    while left and not (left[0] > lost and left[0] % 2 == 0):
        try:
            text += bytes(code[place] for place in left[:2]).decode("gbk")
            left = left[2:]
        except UnicodeDecodeError:
            text += mark
            gone += 1
            left = left[1:]
    return text, left[0] if left else len(code), gone


def shift_marked(clean: str, rng: Random) -> Iterator[Wound]:
    """Lose the first byte of a character; the decoder writes `?` for it, and where a pair is no character."""
    return _one_off(clean, rng, "?", marked=True)


def shift_replaced(clean: str, rng: Random) -> Iterator[Wound]:
    """Lose a byte; the decoder writes U+FFFD where a pair is no character."""
    return _one_off(clean, rng, "\ufffd", marked=False)


def shift_ignored(clean: str, rng: Random) -> Iterator[Wound]:
    """Lose a byte; the decoder leaves out what is no character."""
    return _one_off(clean, rng, "", marked=False)


# --- decoded in the wrong encoding


def _misread_paragraphs(clean: str, rng: Random, right: str, wrong: str) -> Iterator[Wound]:
    """Decode every fourth paragraph in the wrong encoding; each stretch without ASCII characters is a wound."""
    for paragraph in regex.finditer(r"[^\n]+", clean):
        if rng.random() >= 0.25:
            continue
        for match in regex.finditer(r"[^\x00-\x7f]+", paragraph[0]):
            start, end = paragraph.start() + match.start(), paragraph.start() + match.end()
            with suppress(UnicodeEncodeError):
                instead = match[0].encode(right).decode(wrong, "replace")
                intact = instead.partition("\ufffd")[0].encode(wrong).decode(right, "ignore")
                yield Wound(start, end, instead, (start, start + len(intact)))


def utf8_as_gbk(clean: str, rng: Random) -> Iterator[Wound]:
    """Read UTF-8 as GBK: 鍏氬缓."""
    return _misread_paragraphs(clean, rng, "utf-8", "gbk")


def utf8_as_latin1(clean: str, rng: Random) -> Iterator[Wound]:
    """Read UTF-8 as Latin-1."""
    return _misread_paragraphs(clean, rng, "utf-8", "latin-1")


def utf8_as_cp1252(clean: str, rng: Random) -> Iterator[Wound]:
    """Read UTF-8 as Windows-1252, which lacks five bytes: å…šå»º."""
    return _misread_paragraphs(clean, rng, "utf-8", "cp1252")


def gbk_as_latin1(clean: str, rng: Random) -> Iterator[Wound]:
    """Read GBK as Latin-1: µ³½¨."""
    return _misread_paragraphs(clean, rng, "gbk", "latin-1")


def gbk_as_big5(clean: str, rng: Random) -> Iterator[Wound]:
    """Read GBK as Big5: 絨膘."""
    return _misread_paragraphs(clean, rng, "gbk", "big5")


def big5_as_gbk(clean: str, rng: Random) -> Iterator[Wound]:
    """Read Big5 as GBK: 囊ま."""
    return _misread_paragraphs(clean, rng, "big5", "gb18030")


# --- marks, blanks and lines


def entities(clean: str, rng: Random) -> Iterator[Wound]:
    """Write quotation marks, dashes and dots as entities of HTML."""
    names = {
        "“": "ldquo",
        "”": "rdquo",
        "—": "mdash",
        "·": "middot",
        "…": "hellip",
        "《": "#12298",
        "》": "#x300b",
    }
    for match in regex.finditer("[“”—·…《》]", clean):
        if rng.random() < 0.5:
            yield Wound(*match.span(), f"&{names[match[0]]};")


def invisible(clean: str, rng: Random) -> Iterator[Wound]:
    """Put characters without width between others."""
    for match in regex.finditer(r"\p{Han}", clean):
        if rng.random() < 0.02:
            yield Wound(*match.span(), match[0] + rng.choice("\u200b\u200c\u200d\ufeff\u2060\u00ad"))


def forms(clean: str, rng: Random) -> Iterator[Wound]:
    """Write marks in their half-width or vertical forms."""
    change = {"。": "｡", "、": "､", "《": "︽", "》": "︾", "（": "︵", "）": "︶", "“": "﹃", "”": "﹄"}
    for match in regex.finditer("[。、《》（）]", clean):
        if rng.random() < 0.3:
            yield Wound(*match.span(), change[match[0]])


def doubled_marks(clean: str, rng: Random) -> Iterator[Wound]:
    """Write marks twice."""
    for match in regex.finditer(r"(?<=\p{Han})[，。、；](?=\p{Han}|\n)", clean):
        if rng.random() < 0.2:
            yield Wound(*match.span(), match[0] * 2)


def lost_pluses(clean: str, _: Random) -> Iterator[Wound]:
    """Turn the plus of quoted formulas into a blank."""
    for match in regex.finditer(r"(?<=“[\p{Han}0-9]{1,6})[+＋](?=[\p{Han}0-9NX+]{1,6}”)", clean):
        yield Wound(*match.span(), " ")


def stray_words(clean: str, rng: Random) -> Iterator[Wound]:
    """Write `and` for 和."""
    for match in regex.finditer(r"(?<=\p{Han}{2})和(?=\p{Han}{2})", clean):
        if rng.random() < 0.2:
            yield Wound(*match.span(), rng.choice([" and ", "and"]))


def torn_words(clean: str, rng: Random) -> Iterator[Wound]:
    """Put a blank into a word of running text."""
    for match in regex.finditer(r"(?<=[，,。])\p{Han}{4,}(?=[，,。])", clean):
        words = [word for word in tokenizer().cut(match[0]) if len(word) > 1]
        if words and rng.random() < 0.3:
            word = rng.choice(words)
            place = match.start() + match[0].index(word) + rng.randrange(1, len(word))
            yield Wound(place, place, " ")


def letter_spacing(clean: str, rng: Random) -> Iterator[Wound]:
    """Set the characters of a clause apart."""
    for match in regex.finditer(r"(?<=[，,。“])\p{Han}{4,}(?=[，,。”])", clean):
        if rng.random() < 0.05:
            yield Wound(*match.span(), " ".join(match[0]))


def _paragraphs(clean: str, least: int) -> Iterator["regex.Match[str]"]:
    return (match for match in regex.finditer(r"[^\n]+", clean) if len(match[0].strip()) >= least)


def page_breaks(clean: str, rng: Random) -> Iterator[Wound]:
    """Break long paragraphs at one place in the middle of a clause, with a blank line."""
    for match in _paragraphs(clean, 60):
        inner = [place for place in range(match.start() + 15, match.end() - 15) if _within(clean, place)]
        if inner:
            place = rng.choice(inner)
            yield Wound(place, place, rng.choice(["\n\n", "\n\n", "\n", "\n\n\n"]))


def _within(clean: str, place: int) -> bool:
    """Is the place between two Chinese characters, or within a number?"""
    return bool(regex.fullmatch(r"\p{Han}{2}|[0-9]{2}|[0-9]\p{Han}", clean[place - 1 : place + 1]))


def wrapped_lines(clean: str, rng: Random) -> Iterator[Wound]:
    """Wrap the whole text at one width, paragraphs indented."""
    return _wrapped(clean, [rng.randrange(16, 44)], "　　")


def columns(clean: str, rng: Random) -> Iterator[Wound]:
    """Wrap the text at three widths, one after the other, as in columns of a newspaper page."""
    return _wrapped(clean, [rng.randrange(12, 20), rng.randrange(20, 30), rng.randrange(12, 40)], "　　")


def _wrapped(clean: str, widths: Sequence[int], indent: str) -> Iterator[Wound]:
    paragraphs = list(_paragraphs(clean, 50))
    for number, match in enumerate(paragraphs):
        width = widths[number * len(widths) // len(paragraphs)]
        if match[0][0] in " \u3000":
            continue
        yield Wound(match.start(), match.start(), indent, (match.start(), match.start() + 1))
        place = match.start() + width - len(indent)
        while place < match.end():
            while place < match.end() and clean[place] in "，。、；：？！”’）》,.;:?!)%":
                place += 1
            if place < match.end():
                yield Wound(place, place, "\n")
            place += width


def drop_heads(clean: str, rng: Random) -> Iterator[Wound]:
    """Set the first character of a long paragraph on a line of its own."""
    for match in _paragraphs(clean, 60):
        place = match.start() + 1
        if rng.random() < 0.3 and regex.match(r"\p{Han}{2}", match[0]):
            yield Wound(place, place, rng.choice(["\n", "\n\n"]))


KINDS = (
    Kind("gloss", glosses, "豐南區(qū)委", traditional=True, target=0.99),
    Kind("gloss-simplified", glosses_anywhere, "丰南区(qū)委", target=0.99),
    Kind("shift-marked", shift_marked, "?诵脑趺淳??", target=0.9),
    Kind("shift-replaced", shift_replaced, "社区党支�用荻", target=0.9),
    Kind("shift-ignored", shift_ignored, "。ㄒ唬┲泵娲嬖诘奈侍", target=0.8),
    Kind("utf8-as-gbk", utf8_as_gbk, "鍏氬缓寮曢", target=0.95),
    Kind("utf8-as-latin1", utf8_as_latin1, "å»º", target=0.95),
    Kind("utf8-as-cp1252", utf8_as_cp1252, "å…šå»º", target=0.95),
    Kind("gbk-as-latin1", gbk_as_latin1, "µ³½¨ÒýÁì", target=0.9),
    Kind("gbk-as-big5", gbk_as_big5, "絨膘竘鍰", target=0.5),
    Kind("big5-as-gbk", big5_as_gbk, "囊ま烩膀糷", traditional=True, target=0.95),
    Kind("entity", entities, "&ldquo;党建&rdquo;", target=0.99),
    Kind("invisible", invisible, "党<U+200B>建", target=0.99),
    Kind("width", forms, "︽办法︾｡", target=0.99),
    Kind("doubled-mark", doubled_marks, "认真落实，，扎实推进", target=0.99),
    Kind("lost-plus", lost_pluses, "“3 X”", target=0.4),
    Kind("stray-word", stray_words, "组织 and 人群", target=0.95),
    Kind("torn-word", torn_words, "基层治 理，", target=0.8),
    Kind("letter-spacing", letter_spacing, "，基 层 治 理，", target=0.9),
    Kind("page-break", page_breaks, "驻区单<blank line>位多次协商", target=0.9),
    Kind("wrapped", wrapped_lines, "paragraphs wrapped at one width", target=0.98),
    Kind("columns", columns, "columns of several widths, one below the other", target=0.98),
    Kind("drop-head", drop_heads, "今<line end>年以来", target=0.95),
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many wounds of a kind there were, how many are healed, and those that are not: before, damaged, after."""

    wounds: int
    healed: int
    failures: tuple[tuple[str, str, str], ...]

    @property
    def part(self) -> float:
        return self.healed / self.wounds if self.wounds else 1.0


def measure(kind: Kind, articles: Sequence[str]) -> Share:
    """Damage the articles, repair them, and count."""
    wounds = right = 0
    failures = []
    for seed, clean in enumerate(articles):
        damaged = damage(clean, kind.inflict, seed)
        edits = repair.repair(damaged.text)
        repaired = repair.apply(damaged.text, edits)
        for (wound, begin), good in healed(damaged, edits):
            wounds += 1
            right += good
            if not good:
                place = _after(edits, begin)
                failures.append(
                    (
                        clean[max(0, wound.start - 4) : wound.end + 4],
                        damaged.text[max(0, begin - 4) : begin + len(wound.instead) + 4],
                        repaired[max(0, place - 4) : place + wound.end - wound.start + 4],
                    )
                )
    return Share(wounds, right, tuple(failures))


@cache
def clean_articles(*, traditional: bool = False) -> tuple[str, ...]:
    """Return the clean articles, in traditional characters if asked for."""
    texts = []
    for path in sorted(path for folder in FOLDERS for path in folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        text = repair.apply(text, repair.repair(text))
        if repair.repair(text) == ():
            texts.append(_traditional(text) if traditional else text)
    return tuple(texts)


def _traditional(text: str) -> str:
    from opencc import OpenCC  # noqa: PLC0415 -- slow, and few kinds need it

    converted: str = OpenCC("s2t").convert(text)
    return converted


PAGE = ROOT / "docs" / "repair.md"
BEGIN, END = "<!-- shares: `make damage` -->", "<!-- end of shares -->"


def table(shares: dict[str, Share]) -> str:
    """Return the shares as a table in Markdown."""
    lines = ["| damage | looks like | wounds | restored |", "| --- | --- | ---: | ---: |"]
    for kind in KINDS:
        share = shares[kind.name]
        lines.append(f"| {kind.name} | `{kind.looks}` | {share.wounds:,} | {100 * share.part:.1f} % |")
    return "\n".join(lines)


def main() -> int:
    """Measure, and tell whether a kind is below its target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kind", choices=[kind.name for kind in KINDS])
    parser.add_argument("--failures", action="store_true", help="list what is not restored")
    parser.add_argument("--write", action="store_true", help="write the table of docs/repair.md anew")
    chosen = parser.parse_args()
    low = False
    shares = {}
    for kind in KINDS:
        if chosen.kind in {None, kind.name}:
            share = shares[kind.name] = measure(kind, clean_articles(traditional=kind.traditional))
            low |= share.part < kind.target
            print(
                f"{kind.name:<18}{share.healed:>6} of {share.wounds:<6}{share.part:.3f}  (at least {kind.target})"
            )
            if chosen.failures:
                for before, damaged, after in share.failures:
                    print(f"  {before!r}  {damaged!r}  {after!r}")
    if chosen.write and not chosen.kind:
        head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        foot = rest.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n\n{table(shares)}\n\n{END}{foot}", "utf-8", newline="\n")
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
