"""Names of people, as credits list them."""

from functools import cache

from pipeline.dictionary import frequency
from pipeline.lexicon import words
from pipeline.patterns import compiled

EVERYDAY = 90  # occurrences in the dictionary's corpus of 60 million words
COMMON = 1000  # a word so frequent is no name even where one is expected: 文化摄影, but 李娜摄
_SEPARATOR = r"[\s、,，/／|丨;；]+"


def names(text: str, *, strict: bool, frequent: int = EVERYDAY) -> list[str]:
    """Split a list of names; a name of two characters may be spaced: `张 卉`.

    Strict: every part has to look like a Chinese name, and to be a less `frequent` word.  Otherwise the list ends
    at the first part that does not.

    >>> names("李宁波 张 卉", strict=True), names("资料照片", strict=True), names("王小明 台北报导", strict=False)
    (['李宁波', '张卉'], [], ['王小明'])
    """
    parts = [part for part in compiled(_SEPARATOR).split(text.strip()) if part]
    merged: list[str] = []
    for part in parts:
        if len(part) == 1 and merged and len(merged[-1]) == 1:
            merged[-1] += part
        else:
            merged.append(part)
    found: list[str] = []
    for part in merged:
        if _is_name(part) and not (strict and _is_word(part, frequent)):
            found.append(part)
        elif strict:
            return []
        else:
            found += _two_names(part) or _name_before_place(part)
            break
    return found


def _two_names(text: str) -> list[str]:
    """Read two names that no mark parts.

    >>> _two_names("黎东桂王一渊"), _two_names("李明王小红"), _two_names("深入基层一线")
    (['黎东桂', '王一渊'], ['李明', '王小红'], [])
    """
    cuts = {6: (3,), 5: (3, 2), 4: (2,)}.get(len(text), ())
    pairs = ([text[:cut], text[cut:]] for cut in cuts)
    return next((pair for pair in pairs if all(_is_name(name) and not _is_word(name) for name in pair)), [])


def _name_before_place(text: str) -> list[str]:
    """Read a name that runs on into a city and a verb.

    >>> _name_before_place("王小明台北报导"), _name_before_place("李思颖报道"), _name_before_place("深入基层")
    (['王小明'], ['李思颖'], [])
    """
    verb = compiled(r"(?:综合|即时|现场|摄影)?(?:报道|报导|电|讯|[0-9]{1,4}[年月日])").search(text)
    lengths = (3, 2) if verb else ()
    return [text[:n] for n in lengths if verb and n <= verb.start() and _is_name(text[:n])][:1]


def _is_name(text: str) -> bool:
    """Tell whether `text` looks like a person's name: a family name and one or two more, or with a middle dot.

    >>> [_is_name(text) for text in ("孟令勇", "欧阳小明", "阿卜杜拉·买买提", "高质量发展", "核心提示")]
    [True, True, True, False, False]
    """
    if text in rubrics():
        return False
    if compiled(r"\p{Han}{1,6}(?:[·•]\p{Han}{1,8})+").fullmatch(text):
        return True
    if not compiled(r"\p{Han}{2,4}").fullmatch(text):
        return False
    known = surnames()
    return (text[0] in known and len(text) <= 3) or (text[:2] in known and len(text) >= 3)


def _is_word(text: str, frequent: int = EVERYDAY) -> bool:
    """Tell whether `text` is an everyday word, which a family name's character does not make a name.

    >>> _is_word("关闭"), _is_word("孟令勇")
    (True, False)
    """
    count = frequency(text)
    return count >= frequent


@cache
def rubrics() -> frozenset[str]:
    """Return the words that head sections or name roles: neither names nor headlines."""
    return words("metadata_rubrics")


@cache
def surnames() -> frozenset[str]:
    """Return the family names, most of one character."""
    return words("metadata_surnames")
