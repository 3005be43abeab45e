"""Text that was decoded in the wrong encoding, whole or in stretches, and still holds all or nearly all of its bytes.

    UTF-8 read as GBK             鍏氬缓寮曢    党建引…
    UTF-8 read as Windows-1252    å…šå»ºå¼•     党建引
    GBK read as Latin-1           µ³½¨ÒýÁì      党建引领
    Big5 read as GBK              囊ま烩        黨建引領

Encoding it back and decoding it aright is proof in itself where the result is UTF-8; elsewhere it must make better
Chinese.  Where a line holds such text, its short pieces are such text, too.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from pipeline.model import Edit
from pipeline.patterns import compiled, standard
from pipeline.recent import recently
from pipeline.repair.guess import guess
from pipeline.repair.likelihood import likelihood
from pipeline.repair.odd import odd_pairs

MISREAD = "mis-decoded"
LOST = "lost-character"

_REPLACEMENT = "\ufffd"
_LOST_BYTES = "?" + _REPLACEMENT
# The characters of the bytes from 80 on, in Windows-1252 and in Latin-1.
_BYTES = {chr(n): n for n in range(0x80, 0x100)} | {
    character: n for n in range(0x80, 0xA0) if (character := bytes((n,)).decode("cp1252", "ignore"))
}
# Windows-1252 has no characters for these.
_MISSING = bytes(n for n in range(0x80, 0xA0) if not bytes((n,)).decode("cp1252", "ignore"))
_HIGH = re.escape("".join(_BYTES)) + _REPLACEMENT
_CONTINUING = re.escape("".join(c for c, n in _BYTES.items() if n < 0xC0)) + _REPLACEMENT
# A no-break space, which is a byte like any other, is easily made a blank.
_SEQUENCE = standard(f"[â-ï](?:[{_CONTINUING}]{{2}}|[{_CONTINUING}] (?! ))|[Â-ß][{_CONTINUING}]")
_UTF8_AS_LATIN = standard(f"(?=[Â-ßâ-ï])(?<![{_HIGH}])(?:{_SEQUENCE.pattern})++(?![{_HIGH}])")
_GBK_AS_LATIN = standard(f"[{_HIGH}](?:[{_HIGH}]|[@-~](?=[{_HIGH}]))*+[@-~]?")
_UTF8_AS_GBK = re.compile(rb"(?:[\xe2-\xe9\xef][\x80-\xbf\x00][\x80-\xbf\x00])+")
_WIDE = standard(r"[^\x00-\x7f]+[@-~]?")
_LINE = compiled(r"[^\n\r]+")
_CHINESE = compiled(r"[\p{Han}\u2010-\u2027\u3000-\u303f\uff00-\uffef]")
# For each character in nats: what is worse is no Chinese, and how much better than what stands there it must be.
_FLUENT, _BETTER_BY = -9.5, 3.0
_LEAST = 4


def utf8_as_latin(text: str) -> Iterator[Edit]:
    """Re-decode UTF-8 that was read as Windows-1252 or Latin-1.

    >>> [(edit.before, edit.after) for edit in utf8_as_latin("å…šå»º 2023")]
    [('å…š', '党'), ('å»º', '建')]
    """
    for run in _UTF8_AS_LATIN.finditer(text):
        pieces = list(_SEQUENCE.finditer(text, run.start(), run.end()))
        choices = [_decodings(match[0]) for match in pieces]
        if not all(choices):
            continue
        characters = _filled(choices)
        if _CHINESE.search("".join(characters)) or len(characters) >= _LEAST:
            for match, character in zip(pieces, characters, strict=True):
                yield Edit(*match.span(), MISREAD if character else LOST, match[0], character)


def _decodings(sequence: str) -> list[str]:
    """Return the character whose bytes a sequence shows; those that it may be where one byte is missing.

    >>> _decodings("å…š"), _decodings("é\ufffd¢")
    (['党'], ['遢', '鍢', '鏢', '鐢', '面'])
    """
    code = bytes(_BYTES.get(character, 0 if character == _REPLACEMENT else 0xA0) for character in sequence)
    fillings = [code.replace(b"\x00", bytes((n,))) for n in _MISSING] if 0 in code else [code]
    return [found for found in (_decoded(one, "utf-8") for one in fillings) if found]


def _filled(choices: Sequence[Sequence[str]]) -> list[str]:
    """Choose among the characters that each may be what fits its neighbours; nothing where that is not clear."""
    known = [choice[0] if len(choice) == 1 else "" for choice in choices]
    near = "".join(known)
    for place, choice in enumerate(choices):
        if len(choice) > 1:
            before, after = "".join(known[max(0, place - 4) : place]), "".join(known[place + 1 : place + 5])
            found, sure = guess(choice, before, after, near)
            known[place] = found if sure else ""
    return known


def _decoded(code: bytes, encoding: str) -> str:
    """Decode, or return nothing.

    >>> _decoded("党".encode("gbk"), "gb18030"), _decoded("党".encode("gbk")[:1], "gb18030")
    ('党', '')
    """
    try:
        return code.decode(encoding)
    except UnicodeDecodeError:
        return ""


def gbk_as_latin(text: str) -> Iterator[Edit]:
    """Re-decode GBK or Big5 that was read as Latin-1 or Windows-1252.

    >>> "".join(edit.after for edit in gbk_as_latin("µ³½¨ÒýÁì»ù²ãÖÎÀí"))
    '党建引领基层治理'
    >>> list(gbk_as_latin("××××村，······"))
    []
    """
    for line in _LINE.finditer(text):
        runs = list(_GBK_AS_LATIN.finditer(text, *line.span()))
        if sum(len(run[0]) for run in runs if len(run[0]) > 1) < _LEAST:  # one byte alone is no character
            continue
        better, encoding = max((_reads(runs, encoding), encoding) for encoding in ("gb18030", "big5"))
        if better > 0:
            for run in runs:
                yield from _from_latin(run, encoding)


def _reads(runs: Sequence[re.Match[str]], encoding: str) -> float:
    """How much better than chance the runs of a line read in `encoding`; nothing where they are too short to tell."""
    found = "".join(_from_bytes(run[0], encoding)[0] for run in runs)
    letters = sum(run.end() - run.start() - 2 for run in runs)
    if len(found) < _LEAST or len(set(found)) * 2 <= len(found) or 2 * len(found) < letters:
        return 0.0
    return likelihood(found) - _FLUENT * len(found)


@recently
def _from_bytes(run: str, encoding: str) -> tuple[str, int]:
    """Decode a run, with its last letter or without it: return the text and how much of the run it takes."""
    code = bytes(_BYTES.get(character) or ord(character) & 0xFF for character in run)
    for end in (len(code), len(code) - 1):
        found = _decoded(code[:end], encoding)
        if found and (end < len(code) or not run[-1].isascii() or not found[-1].isascii()):
            return found, end
    return "", 0


def _from_latin(run: re.Match[str], encoding: str) -> Iterator[Edit]:
    found, _ = _from_bytes(run[0], encoding)
    place = run.start()
    for character in found:
        end = place + len(character.encode(encoding))
        yield Edit(place, end, MISREAD, run.string[place:end], character)
        place = end


def utf8_as_gbk(text: str) -> Iterator[Edit]:
    """Re-decode UTF-8 that was read as GBK; where a byte was lost its character is guessed.

    >>> [(edit.before, edit.after) for edit in utf8_as_gbk("鍏氬缓")]
    [('鍏氬', '党'), ('缓', '建')]
    """
    for start, end in _suspicious_lines(text):
        codes = list(map(_code, text[start:end]))
        content = b"".join(codes)
        runs = [match.span() for match in _UTF8_AS_GBK.finditer(content)]
        if all(last - first == 3 for first, last in runs):  # one character proves nothing
            continue
        owner = [start + n for n, code in enumerate(codes) for _ in code]
        found = [
            list(_from_utf8(text, content, (first, last), owner))
            for first, last in runs
            if not first or owner[first] != owner[first - 1]
        ]
        if any(len(edits) >= _LEAST or _improves(text, edits) for edits in found):
            for edits in found:
                yield from edits


def _improves(text: str, edits: Sequence[Edit]) -> bool:
    after = "".join(edit.after for edit in edits)
    before = text[edits[0].start : edits[-1].end]
    return len(edits) > 1 and likelihood(after) >= likelihood(before) + _BETTER_BY * len(edits)


def _suspicious_lines(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for match in odd_pairs().finditer(text):
        if match.start() >= done:
            start = text.rfind("\n", done, match.start()) + 1 or done
            end = text.find("\n", match.start())
            done = end if end >= 0 else len(text)
            yield start, done


@recently
def _code(character: str) -> bytes:
    r"""Return the bytes a GBK decoder made the character of; 0 is a byte that it could not read.

    >>> _code("鍏"), _code("\ufffd"), _code("€")
    (b'\xe5\x85', b'\x00', b'\x80')
    """
    if character in _LOST_BYTES:
        return b"\x00"
    if character == "€":
        return b"\x80"
    code = character.encode("gb18030", "ignore")
    return code if 1 <= len(code) <= 2 else b"\n"


def _from_utf8(text: str, content: bytes, span: tuple[int, int], owner: Sequence[int]) -> Iterator[Edit]:
    places = range(span[0], span[1], 3)
    choices = [_fillings(content[place : place + 3], content[place + 3 : place + 4]) for place in places]
    start = owner[span[0]]
    for place, after in zip(places, _filled(choices), strict=True):
        end = owner[place + 2] + 1
        yield Edit(start, end, MISREAD if after else LOST, text[start:end], after)
        start = end


def _fillings(code: bytes, following: bytes) -> list[str]:
    r"""Return what three bytes of UTF-8 may be where one of them is unknown: one that GBK could not read there.

    >>> _fillings("党".encode(), b""), "好" in _fillings("好".encode()[:2] + b"\x00", b"\xe5")
    (['党'], False)
    """
    if code[0] <= 0xE3 and code[1] == 0:  # no GBK character begins with the byte 80: the second of “ and 。
        code = code[:1] + b"\x80" + code[2:]
    if code.count(0) > 1:
        return [""]
    fillings = [code]
    if 0 in code:
        behind = following if code[2] == 0 else code[2:]
        every = [bytes((n,)) for n in range(0x80, 0xC0)]
        unread = [one for one in every if not _decoded(one + behind, "gbk")] or every
        fillings = [code.replace(b"\x00", one) for one in unread]
    return [found for found in (_decoded(one, "utf-8") for one in fillings) if found] or [""]


def crossed(text: str) -> Iterator[Edit]:
    """Re-decode lines of Big5 that were read as GBK, and of GBK that were read as Big5.

    >>> "".join(edit.after for edit in crossed("囊ま烩膀糷獀瞶"))
    '黨引領基層治理'
    """
    for start, end in _suspicious_lines(text):
        runs = list(_WIDE.finditer(text, start, end))
        for crossing in (_in_big5, _in_gbk):
            pieces = [(run, found) for run in runs if (found := _crossed(run[0], crossing))]
            before = "".join(run[0][: len(found)] for run, found in pieces)
            after = "".join(found for _, found in pieces)
            if len(after) < _LEAST or len(pieces) * 2 <= len(runs):
                continue
            fluency = likelihood(after)
            if fluency >= _FLUENT * len(after) and fluency >= likelihood(before) + _BETTER_BY * len(after):
                for run, found in pieces:
                    for n, character in enumerate(found, run.start()):
                        yield Edit(n, n + 1, MISREAD, text[n], character)
                break


def _crossed(run: str, crossing: Callable[[str], str]) -> str:
    """Return the characters that as many characters of a run were; an ASCII letter behind it may have been a half."""
    found = "".join(takewhile(bool, map(crossing, run)))
    return found if len(found) >= len(run) - 1 else ""


# Both encodings take the bytes two by two: what a character was does not depend on those round it.
@recently
def _in_big5(character: str) -> str:
    """Return what a character read as GBK is in Big5.

    >>> _in_big5("囊"), _in_big5("全")
    ('黨', '')
    """
    return _decoded(character.encode("gb18030", "ignore"), "big5")


@recently
def _in_gbk(character: str) -> str:
    """Return what a character read as Big5 is in GBK."""
    return _decoded(character.encode("big5", "ignore"), "gb18030")
