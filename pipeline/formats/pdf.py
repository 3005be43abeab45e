"""PDF pages, read in a process of their own.

A PDF is a program of sorts: it may loop, inflate without end or crash the library that draws it.  The other process may
take so much time and memory and no more, and whatever happens to it, the run goes on.  It opens no connection and no
other file: scripts, forms and links are not carried out.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from pipeline.formats import columns
from pipeline.formats.page import LONGEST, Page, UnreadableError, extra, too_long

_SECONDS = 30  # a page of a paper takes half a second
_MEMORY = 1 << 30
_PAGES = 1000
_REFUSED = 3  # status of the process when it knows the reason
_PASSWORD = 4  # the library's number for a document that needs one
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from pipeline.formats import pdf; sys.exit(pdf.main())"


def read(content: bytes) -> Page:
    """Read the text of all pages in reading order: a line for each paragraph."""
    extra("pypdfium2", "pdf")
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the document comes by standard input
            [sys.executable, "-c", _PROGRAM, *sys.path],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"The PDF could not be read in {_SECONDS} seconds.") from None
    if done.returncode == _REFUSED:
        raise UnreadableError(done.stderr.decode())
    if done.returncode:
        raise UnreadableError("The PDF is damaged, or takes too much memory.")
    return Page(done.stdout.decode())


def main() -> int:
    """Write the text of the PDF at standard input to standard output, or the reason to standard error."""
    _limit_memory()
    try:
        text = _text(sys.stdin.buffer.read())
    except UnreadableError as error:
        sys.stderr.buffer.write(str(error).encode())
        return _REFUSED
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- not on every platform

        with suppress(ValueError, OSError):  # where a stricter limit holds, or none can be set
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _text(content: bytes) -> str:
    pdfium = extra("pypdfium2", "pdf")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise UnreadableError(
            "The PDF needs a password." if locked else "The file is damaged, or no PDF."
        ) from None
    if len(document) > _PAGES:
        raise UnreadableError(f"The PDF has {len(document):,} pages; {_PAGES:,} are allowed.")
    found: list[columns.Line] = []
    characters = 0
    for number in range(len(document)):
        try:
            glyphs = list(_glyphs(document[number].get_textpage()))
        except pdfium.PdfiumError:
            raise UnreadableError(f"Page {number + 1} of the PDF is damaged.") from None
        characters += len(glyphs)
        if characters > LONGEST:
            raise UnreadableError(too_long(characters))
        found += columns.lines(glyphs)
    if not found:
        raise UnreadableError("The PDF holds no text, only pictures.")
    return "\n".join(columns.paragraphs(found))


def _glyphs(page: Any) -> Iterator[columns.Glyph]:
    """Yield the characters of a page in the order in which they are drawn, the origin at the top left."""
    import ctypes  # noqa: PLC0415 -- needed in the other process only

    raw = extra("pypdfium2.raw", "pdf")
    count = page.count_chars()
    if count > LONGEST:
        raise UnreadableError(too_long(count))
    box = raw.FS_RECTF()
    for n in range(count):
        code = raw.FPDFText_GetUnicode(page, n)
        if code < ord(" ") or 0xD800 <= code < 0xE000 or raw.FPDFText_IsGenerated(page, n) == 1:
            continue
        if raw.FPDFText_GetLooseCharBox(page, n, ctypes.byref(box)):
            yield columns.Glyph(chr(code), box.left, -box.top, box.right, -box.bottom)
