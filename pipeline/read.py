"""A file on disk → an `Article`: its bytes decoded, nothing removed, nothing translated."""

from hashlib import sha256
from pathlib import Path

import regex

from pipeline.convert import in_gb2312, simplify_characters
from pipeline.model import Article

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = regex.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Stray control characters come with scraped text; above this share the file is no text.
_CONTROL_SHARE = 0.005
_BIG5 = ("big5", "cp950", "big5hkscs")
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


class ReadError(Exception):
    """A file that is no article; `reason` is a sentence for whoever put it there."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


def read(path: Path, root: Path) -> Article:
    """Read one article; its id is its path below `root` without the suffix."""
    file = _below(path, root)
    content = _content(path, file)
    text, encoding = _decode(content, file)
    if not text.strip():
        raise ReadError(file, "The file is empty.")
    if len(_CONTROLS.findall(text)) > _CONTROL_SHARE * len(text):
        raise ReadError(file, "The file is binary, not text.")
    return Article(
        article_id=file.removesuffix(path.suffix),
        file=file,
        text=text,
        encoding=encoding,
        sha256=sha256(content).hexdigest(),
    )


def _below(path: Path, root: Path) -> str:
    """Return the path below `root`, or the file's own name where it is not below.

    >>> _below(Path("news/2023/a.txt"), Path("news"))
    '2023/a.txt'
    """
    below = path.relative_to(root) if path != root and path.is_relative_to(root) else Path(path.name)
    # A file name that is no valid Unicode still needs an id that can be written.
    return below.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _content(path: Path, file: str) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ReadError(file, "This is no regular file.")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError(file, "The file does not exist.") from None
    except PermissionError:
        raise ReadError(file, "There is no permission to read the file.") from None
    except OSError as error:
        raise ReadError(file, f"The file cannot be read: {error.strerror or error}.") from None


def _decode(content: bytes, file: str) -> tuple[str, str]:
    """Decode by byte order mark, as UTF-8, or as what the bytes look like."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding
            except UnicodeError:
                raise ReadError(file, f"The file says it is {encoding.upper()}, but it is not.") from None
    if b"\x00" in content:
        raise ReadError(file, "The file is binary, not text.")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        position = error.start
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if _reads_as_chinese(text[:_SAMPLE]):
            return text, encoding
    raise ReadError(file, f"The text is not UTF-8 (byte {position} is wrong), nor GB 18030 or Big5.")


def _candidates(content: bytes) -> tuple[str, ...]:
    """Order the Chinese encodings by what the bytes look like.

    >>> _candidates("全市基层党建工作纪实".encode("gbk"))[0]
    'gb18030'
    >>> _candidates("全市基層黨建工作紀實".encode("big5"))[0]
    'big5'
    """
    import chardet  # noqa: PLC0415 -- only what is not UTF-8 needs it

    detected = (chardet.detect(content[:_SAMPLE]).get("encoding") or "").lower()
    if detected.startswith(_NEIGHBOURS):
        return ()
    return (*_BIG5, "gb18030") if detected.startswith(("big5", "cp950")) else ("gb18030", *_BIG5)


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
