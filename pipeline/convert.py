"""One script, one width, one kind of blank and of line end, one character for one.

No later rule has to list 两|兩 or ８|8 or the seventeen blanks of Unicode, and an offset in the converted text is an
offset in the text before.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Protocol

import regex

from pipeline.lexicon import built, rows
from pipeline.patterns import compiled

_WIDE = "０-９Ａ-Ｚａ-ｚ％＋－．"
_RADICALS = "\u2e80-\u2fd5"  # PDF newspapers hold radicals (⼈ U+2F08) where the character 人 is meant
_COMPATIBLE = "\uf900-\ufad9"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_CHINESE_DIGIT = "〇零一二三四五六七八九"
_FOLDED = compiled(
    f"[{_WIDE}{_RADICALS}{_COMPATIBLE}{_BLANKS}{_LINE_ENDS}]|(?<=[{_CHINESE_DIGIT}○])○|○(?=[{_CHINESE_DIGIT}])"
)

# The dictionary leaves 著 alone: Taiwan's and Hong Kong's particle 着, but also 著名, 著作, 显著.
_AUXILIARY = compiled("(?<![显名专土卓昭遗编原论巨译拙合所大执较])著(?![名作称述书者录有文论])")

# Shares of traditional among the characters that tell the scripts apart: a name or a quotation in the other
# script does not make an article mixed.
_MOSTLY = 0.95
_HARDLY = 0.05


class _Converter(Protocol):
    def convert(self, string: str) -> str: ...


def convert(text: str) -> str:
    """Return `text` in simplified characters and half-width letters and digits, each in its old place.

    >>> convert("豐南區建成４４５個示範點,達到３５％")
    '丰南区建成445个示范点,达到35%'
    """
    converted = _simplify(_FOLDED.sub(_fold, text))
    if len(converted) != len(text):
        message = "conversion must keep every character's place"
        raise AssertionError(message)
    return converted


def script(text: str) -> str:
    """Name the script of `text`: simplified, traditional or mixed.

    >>> script("丰南区"), script("豐南區"), script("丰南区与豐南區")
    ('simplified', 'traditional', 'mixed')
    """
    traditional, simplified = _telling_characters()
    if traditional.isdisjoint(text):
        return "simplified"
    first = sum(map(traditional.__contains__, text))
    second = sum(map(simplified.__contains__, text))
    share = first / (first + second)
    if share >= _MOSTLY:
        return "traditional"
    return "simplified" if share <= _HARDLY else "mixed"


def simplify_character(character: str) -> str:
    """Return the simplified form of one character.

    >>> simplify_character("鄉"), simplify_character("乡")
    ('乡', '乡')
    """
    return _dictionary("TSCharacters.txt").get(character, character)


def simplify_characters(text: str) -> str:
    """Simplify character by character, without the dictionary's phrases: fast, and enough to recognise words.

    >>> simplify_characters("版權所有")
    '版权所有'
    """
    return text if _telling_characters()[0].isdisjoint(text) else text.translate(_table())


def _simplify(text: str) -> str:
    """Convert a traditional text whole, and the stray traditional characters of any other.

    Simplified text owns some of the dictionary's traditional characters, and they stay there:

    >>> _simplify("乾安县的豐收节"), _simplify("吹乾頭髮"), _simplify("乾安縣與著名的濛江鎮看著")
    ('乾安县的丰收节', '吹干头发', '乾安县与著名的濛江镇看着')
    """
    traditional, _ = _telling_characters()
    if traditional.isdisjoint(text):
        return text
    if script(text) == "traditional":
        return _restore_names(text, _AUXILIARY.sub("着", _converter().convert(text)))
    return text.translate(_stray())


def _restore_names(text: str, simplified: str) -> str:
    """Give the names of places back the characters they keep."""
    pattern, _ = _kept_names()
    names = {_dictionary_form(name): name for name in _names()}

    def restore(match: regex.Match[str]) -> str:
        name = names[match[0]]
        source = text[match.start() : match.end()]
        return "".join(n if n == s else m for n, s, m in zip(name, source, match[0], strict=True))

    return pattern.sub(restore, simplified)


def _dictionary_form(name: str) -> str:
    """Return what the dictionary makes of a name that keeps a character.

    >>> _dictionary_form("乾安县")
    '干安县'
    """
    return "".join(map(simplify_character, name))


@cache
def _names() -> tuple[str, ...]:
    return tuple(row["name"] for row in rows("convert_names"))


@cache
def _kept_names() -> tuple[regex.Pattern[str], frozenset[str]]:
    """Return the pattern of the names as the dictionary converts them, and the characters they keep."""
    pattern = "|".join(sorted(map(_dictionary_form, _names()), key=len, reverse=True))
    return compiled(pattern), frozenset("".join(row["kept"] for row in rows("convert_names")))


def _fold(match: regex.Match[str]) -> str:
    character = match[0]
    if character in _LINE_ENDS:
        return "\n"
    if character == "○":  # a circle that stands for the digit: 二○二四年
        return "〇"
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


@cache
def _converter() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415 -- only traditional articles need it

    converter: _Converter = OpenCC("t2s")
    return converter


@cache
def _table() -> dict[int, str]:
    return {ord(character): simple for character, simple in _dictionary("TSCharacters.txt").items()}


@cache
def _stray() -> dict[int, str]:
    """Return what becomes of the characters that only traditional text uses, but for those that names keep."""
    changed = _telling_characters()[0] - _kept_names()[1]
    return {ord(character): simplify_character(character) for character in changed}


@built
def _telling_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only traditional, and that only simplified text uses.

    GB 2312 is the measure: `乾`, `於`, `藉` are in it because simplified text needs them in some words.
    """
    traditional = frozenset(c for c, simple in _dictionary("TSCharacters.txt").items() if c != simple)
    simplified = frozenset(c for c, full in _dictionary("STCharacters.txt").items() if c not in full)
    return frozenset(c for c in traditional if not in_gb2312(c)), frozenset(
        c for c in simplified if in_gb2312(c)
    )


def in_gb2312(character: str) -> bool:
    """Does the character belong to the simplified standard set?

    >>> in_gb2312("个"), in_gb2312("個")
    (True, False)
    """
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _dictionary(name: str) -> dict[str, str]:
    """Read a character dictionary of the conversion library: character → first reading, or all readings."""
    return dict(_entries(name))


def _entries(name: str) -> Iterator[tuple[str, str]]:
    content = (resources.files("opencc") / "dictionary" / name).read_text(encoding="utf-8")
    for line in content.splitlines():
        character, readings = line.split("\t")
        yield character, readings if name.startswith("ST") else readings.split(" ")[0]
