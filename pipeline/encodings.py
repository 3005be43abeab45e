"""Bytes → text: by mark, as UTF-8, or as the Chinese encoding whose reading makes the best Chinese."""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.convert import in_gb2312, simplify_characters
from pipeline.patterns import compiled

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UNMARKED = ("utf-16-le", "utf-16-be", "gb18030", "big5", "cp950", "big5hkscs")
# Their bytes are good GB 18030, too.
_NEIGHBOURS = (
    "euc-kr",
    "euc_kr",
    "cp949",
    "johab",
    "iso2022",
    "iso-2022",
    "shift",
    "cp932",
    "euc-jp",
    "euc_jp",
)
# Share of everyday characters among all Chinese ones: above 0.95 in any article, near 0.5 in a wrong decoding.
_EVERYDAY_SHARE = 0.8
_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』…—～·％＋－．　０１２３４５６７８９\u00a0©")
_SAMPLE = 65536
_SCORED = 4096  # bytes
_PLAIN = compiled(r"[\t\n\f\r\x1b -~]+")
_FOREIGN = compiled(r"[^\x00-\x7f]+")
# Nats by which a reading must beat the next one to be beyond doubt: one wrong guess in 10¹³.
_BEYOND_DOUBT = 30.0
# Nats for each character: no other language's bytes read that well, whatever the detector says.
_FLUENT = -8.5
_CHANCE = -11.0  # what characters drawn at random get
# One wrong byte in so many characters is damage in a file of this encoding, not another encoding.
_ONE_IN = 50
_LOST = "\ufffd"


class EncodingError(ValueError):
    """Bytes that are no Chinese text; the message is a sentence for whoever put them there."""


class Decoded(NamedTuple):
    """A decoded file; `sure` unless the bytes would bear another reading."""

    text: str
    encoding: str
    sure: bool = True


def decode(content: bytes) -> Decoded:
    """Decode by byte order mark, as UTF-8, or as what makes the best Chinese.

    Bytes that are wrong here and there are decoded as U+FFFD, for the repairs to list.

    >>> decode("全市基层党建工作纪实。".encode("gb18030"))
    Decoded(text='全市基层党建工作纪实。', encoding='gb18030', sure=True)
    >>> decode("党建".encode("gb18030")).sure
    False
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _as_marked(content, encoding)
    if b"\x00" not in content:
        try:
            return Decoded(content.decode("utf-8"), "utf-8")
        except UnicodeDecodeError as error:
            position = error.start
        if text := _with_losses(content, "utf-8"):
            return Decoded(text, "utf-8")
    if found := _best(content):
        return found
    if b"\x00" in content:
        raise EncodingError("The file is binary, not text.")
    raise EncodingError(f"The text is not UTF-8 (byte {position} is wrong), nor UTF-16, GB 18030 or Big5.")


def _as_marked(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeError:
        if text := _with_losses(content, encoding):
            return Decoded(text, encoding)
        raise EncodingError(f"The file says it is {encoding.upper()}, but it is not.") from None


def _best(content: bytes) -> Decoded | None:
    """Return the reading that is likeliest, and whether the next one, or mere chance, is far behind."""
    readings = list(_readings(content)) or list(_readings(content, damaged=True))
    if not readings:
        return None
    readings.sort(key=lambda reading: -reading[0])
    score, text, encoding = readings[0]
    length = len(_PLAIN.sub("", text[:_SCORED]))
    alien = _detected(content).startswith(_NEIGHBOURS)
    if alien and score < _FLUENT * length:
        return None
    others = [_CHANCE * length, *(other for other, differing, _ in readings if differing != text)]
    return Decoded(text, encoding, not alien and score - max(others) > _BEYOND_DOUBT)


def _readings(content: bytes, *, damaged: bool = False) -> Iterator[tuple[float, str, str]]:
    """Yield score, text and name of each encoding in which the bytes read as Chinese; of Big5's kin the first."""
    kin = False
    for encoding in _UNMARKED:
        if b"\x00" in content and "utf-16" not in encoding:
            continue
        if kin and encoding.startswith(("big5", "cp950")):
            continue
        try:
            text = _with_losses(content, encoding) if damaged else content.decode(encoding)
        except UnicodeError:
            continue
        if _reads_as_chinese(text[:_SAMPLE]):
            kin = kin or encoding.startswith(("big5", "cp950"))
            yield _score(content, encoding), text, encoding


def _score(content: bytes, encoding: str) -> float:
    """Return the log probability of the first bytes' reading: readings of the same bytes can be compared."""
    reader = codecs.getincrementaldecoder(encoding)("replace")
    from pipeline.repair.likelihood import likelihood  # noqa: PLC0415 -- only what is not UTF-8 needs the dictionary

    return likelihood(_PLAIN.sub("", reader.decode(content[:_SCORED])))


def _with_losses(content: bytes, encoding: str) -> str:
    """Decode all but a few wrong bytes; return nothing where they are more than a few."""
    text = content.decode(encoding, "replace")
    foreign = sum(len(match[0]) for match in _FOREIGN.finditer(text))
    return text if text.count(_LOST) * _ONE_IN <= foreign else ""


def _detected(content: bytes) -> str:
    import chardet  # noqa: PLC0415 -- only what is not UTF-8 needs it

    return (chardet.detect(content[:_SAMPLE]).get("encoding") or "").lower()


def _reads_as_chinese(text: str) -> bool:
    """Are nearly all its Chinese characters everyday ones?  Bytes read in the wrong encoding give rare ones.

    >>> _reads_as_chinese("全市基层党建工作纪实"), _reads_as_chinese("畂ж扒糷囊")
    (True, False)
    """
    foreign = [
        character for character in simplify_characters(text) if character > "\x7f" and character not in _MARKS
    ]
    everyday = sum(character >= "一" and in_gb2312(character) for character in foreign)
    return bool(foreign) and everyday >= _EVERYDAY_SHARE * len(foreign)
