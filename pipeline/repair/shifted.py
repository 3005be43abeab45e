"""Text whose GBK bytes were read one byte off: `?跋蠕h` was `。“先鋒`.

A decoder that stumbles over one byte writes `?` and goes on with the next, so that every pair of bytes is cut in the
middle of a character, until an ASCII character is taken for the second half of the last pair.  Re-encoding what it
wrote and putting the lost byte in front gives the text back.  The lost byte is the one that makes the best Chinese.
"""

from collections.abc import Iterator
from functools import cache

import regex

from pipeline.convert import in_gb2312
from pipeline.model import Edit
from pipeline.repair.gloss import SYLLABLE, is_mirror, without_glosses
from pipeline.repair.likelihood import likelihood

SHIFTED = "mis-decoded"
LOST = "lost-character"

# The mirror's gloss may have fallen between the lost byte and the next: `當?shù)匕l` was 當地發.
_LOST_BYTE = regex.compile(rf"\?(?:{SYLLABLE}[)）])?(?=[!(),:;?]?[^\x00-\x7f\s]|[@-~][^\x00-\x7f])")
# Whoever passed the damaged text on may have made its punctuation half-width.
_WIDEN = str.maketrans("!(),:;?", "！（），：；？")
_RUN = regex.compile(rf"(?:[[^\x00-\x7f\s（]!),:;]|[?(（](?!{SYLLABLE})){{1,32}}+[@-~]", regex.V1)
# One character alone says too little, but in a mirror: 鋒 as `?h`.
_SINGLE = regex.compile(r"(?<=\p{Han}\?)[@-~](?=\p{Han}|[(（])")
# The run broke off where the last pair was no character: the byte behind it is lost too, a digit or the bracket of a
# gloss (`家?guó)` was 國家's first character).
_BROKEN_OFF = regex.compile(
    rf"(?P<whole>[[^\x00-\x7f\s]!(),:;]{{1,32}}+)\?(?P<gloss>{SYLLABLE}[)）])?", regex.V1
)
_CONTEXT = 16
# How much likelier, in nats for each restored character, the restored reading must be than what stands there.
_BETTER_BY = 3.0
# The most that a first character can add, by making a word with what stands on either side.
_BEST_LINK = 10.0
# Below this mean for each character a stretch of Han characters is no Chinese.
_NONSENSE = -11.0


def shifted(text: str) -> Iterator[Edit]:
    """Re-decode shifted runs, one edit for each restored character.

    >>> [(edit.before, edit.after) for edit in shifted("問題25個?！跋蠕h亮績”考評")]
    [('?！', '。'), ('跋', '“'), ('蠕', '先'), ('h', '鋒')]
    >>> list(shifted("人心怎么聚?我的办法,是用App学"))
    []
    """
    mirror = is_mirror(text)
    done = 0
    for match in _LOST_BYTE.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        run = _RUN.match(text, end) or (_SINGLE.match(text, end) if mirror else None)
        if run and (restored := _restore(text, start, run.span(), run[0])):
            yield from _edits(text, start, end, restored)
            done = run.end()
            continue
        run = _BROKEN_OFF.match(text, end) if mirror else None
        if run and (restored := _restore(text, start, run.span(), run["whole"])):
            yield from _edits(text, start, end, restored)
            yield _broken_end(text, run, restored)
            done = run.end()


def _edits(text: str, start: int, end: int, restored: str) -> Iterator[Edit]:
    """Share the restored characters out: the lost byte belongs to the first; each ends with its last byte's source."""
    for n, character in enumerate(restored):
        first = start if n == 0 else end + n
        yield Edit(first, end + n + 1, SHIFTED, text[first : end + n + 1], character)


def _broken_end(text: str, run: "regex.Match[str]", restored: str) -> Edit:
    """Restore the last character of a broken-off run from its first byte and its gloss, or mark it as lost."""
    end = run.end("whole")
    kind, after = LOST, ""
    if run["gloss"]:
        lead = run["whole"][-1].translate(_WIDEN).encode("gbk")[-1:]
        both = (bytes((lead[0], trail)).decode("gbk", "ignore") for trail in range(0x40, 0xFF))
        choice = [character for character in both if len(character) == 1 and not in_gb2312(character)]
        following = without_glosses(text[run.end() : run.end() + _CONTEXT])[:4]
        if choice:
            kind, after = SHIFTED, max(choice, key=lambda c: likelihood(restored[-4:] + c + following))
    return Edit(end, run.end(), kind, text[end : run.end()], after)


def lost(text: str) -> Iterator[Edit]:
    """Mark what cannot be restored: replacement characters, and in a mirror the `?` before nonsense.

    >>> [edit.before for edit in lost("党建\ufffd工作")]
    ['\ufffd']
    """
    for match in regex.finditer("\ufffd+", text):
        yield Edit(match.start(), match.end(), LOST, match[0], "")
    if "?" in text and is_mirror(text):
        for match in _LOST_BYTE.finditer(text):
            following = regex.match(r"\p{Han}{4,8}", text, pos=match.end())
            if following and likelihood(following[0]) < _NONSENSE * len(following[0]):
                yield Edit(match.start(), match.end(), LOST, match[0], "")


def _restore(text: str, start: int, span: tuple[int, int], run: str) -> str:
    """Return the text that `run` was, or nothing where what stands there reads no worse.

    A whole run has an odd number of bytes, which with the lost one makes pairs; of a broken-off run the last is left.
    """
    try:
        encoded = run.translate(_WIDEN).encode("gbk")
        odd = len(encoded) % 2
        rest = encoded[1 : len(encoded) - 1 + odd].decode("gbk")
    except UnicodeError:
        return ""
    if len(rest) != len(run) - 1:
        return ""
    before = without_glosses(text[max(0, start - _CONTEXT) : start])[-4:]
    after = without_glosses(text[span[1] : span[1] + _CONTEXT])[:4]
    needed = likelihood(before + "?" + text[slice(*span)] + after) + _BETTER_BY * (len(rest) + 1)
    if likelihood(before) + likelihood(rest + after) + _BEST_LINK < needed:
        return ""
    best = max(_first_characters(encoded[0]), key=lambda first: likelihood(before + first + rest[:3]))
    return best + rest if likelihood(before + best + rest + after) >= needed else ""


@cache
def _first_characters(second_byte: int) -> tuple[str, ...]:
    found = (bytes((lead, second_byte)).decode("gbk", "ignore") for lead in range(0x81, 0xFF))
    return tuple(character for character in found if len(character) == 1) or ("",)
