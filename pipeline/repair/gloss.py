"""Readings that pinyin mirrors put behind Traditional characters: `豐南區(qū)`."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.convert import in_gb2312
from pipeline.model import Edit
from pipeline.patterns import compiled
from pipeline.repair.edits import GLOSS

_TONED = r"[a-zü\u0300-\u030c]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ\u0300\u0301\u0304\u030c][a-zü\u0300-\u030c]*"
SYLLABLE = rf"(?=[^()（）]{{1,9}}[)）]){_TONED}"
_GLOSS = compiled(rf"(?<=\p{{Han}}|\p{{Han}}[@-~])[(（]{SYLLABLE}[)）]")

# A syllable in the neutral tone carries no mark: 們(men).
_INITIAL = "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
_FINAL = "(?:a(?:i|o|ng?)?|o(?:u|ng)?|e(?:i|r|ng?)?|i(?:a(?:o|ng?)?|e|u|n|ng|ong)?|u(?:a(?:i|ng?)?|o|i|n|e)?|[üv]e?)"
_NEUTRAL = compiled(rf"(?<=\p{{Han}})[(（]{_INITIAL}{_FINAL}[)）]")

# A mirror glosses by the dozen; an article that gives the reading of a rare name does so once or twice.
_MIRROR = 3


def glosses(text: str) -> Iterator[Edit]:
    """Remove readings in brackets, behind any character in a mirror, else only behind a Traditional one.

    >>> [edit.before for edit in glosses("個(gè)人")], [edit.before for edit in glosses("亳(bó)州")]
    (['(gè)'], [])
    """
    toned = list(_GLOSS.finditer(text))
    if not toned:
        return
    mirror = is_mirror(text)
    neutral = [match for match in _NEUTRAL.finditer(text) if _is_glossed(text[match.start() - 1])]
    for match in toned + neutral:
        if mirror or _is_glossed(text[match.start() - 1]):
            yield Edit(match.start(), match.end(), GLOSS, match[0], "")


def _is_glossed(character: str) -> bool:
    """Tell whether mirrors gloss this character: a Traditional one, or the letter that is left of one.

    >>> _is_glossed("個"), _is_glossed("个"), _is_glossed("l")
    (True, False, True)
    """
    return character.isascii() or not in_gb2312(character)


def without_glosses(text: str) -> str:
    """Return `text` as it reads without its toned readings.

    >>> without_glosses("個(gè)人")
    '個人'
    """
    return _GLOSS.sub("", text)


@lru_cache(1)
def is_mirror(text: str) -> bool:
    """Tell whether there are so many readings in `text` that a machine must have put them there.

    >>> is_mirror("個(gè)人學(xué)習(xí)"), is_mirror("亳(bó)州")
    (True, False)
    """
    found = {(text[match.start() - 1], match[0]) for match in _GLOSS.finditer(text)}
    return len(found) >= _MIRROR or sum(_is_glossed(character) for character, _ in found) >= 2
