"""Plain text and Markdown."""

from pipeline import encodings
from pipeline.formats.page import LONGEST, Page, UnreadableError

_WIDEST = 4  # bytes of a character, in UTF-8 and UTF-32


def read(content: bytes) -> Page:
    """Read plain text.

    >>> read("全市基层党建".encode()).text
    '全市基层党建'
    """
    if len(content) > _WIDEST * (LONGEST + 1):
        raise UnreadableError(
            f"The file has {len(content):,} bytes; one article may have {LONGEST:,} characters."
        )
    return decoded(content)


def decoded(content: bytes) -> Page:
    """Decode text, or markup."""
    try:
        text, encoding, sure = encodings.decode(content)
    except encodings.EncodingError as error:
        raise UnreadableError(str(error)) from None
    return Page(text, encoding, sure)
