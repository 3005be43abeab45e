"""Word documents: paragraphs and tables in the order of the document.

A document is XML in a ZIP archive.  It is inflated and read piece by piece and never held as a tree, so that neither
an archive that inflates to terabytes nor elements nested a million deep cost more than the text that is kept.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from pipeline.formats.page import LONGEST, Page, UnreadableError, too_long
from pipeline.patterns import compiled

_INFLATED = (
    128 << 20
)  # bytes of the main part: markup takes a hundred times the text in the worst real documents
_PARTS = 10_000  # files in the archive; each picture is one
_ENTRY = b"PK\x01\x02"  # begins each entry of an archive's list
_DEEPEST = 250  # elements in one another; a text box in a table in a table comes to fifty
_PIECE = 1 << 16
_MAIN = compiled(r"/?word/document[0-9]*\.xml")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Moved away, the older form of a drawing that stands there twice, the reading above a character.
_SKIPPED = frozenset({"moveFrom", "Fallback", "rt"})
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BROKEN = "The file is damaged, or no Word document."


def read(content: bytes) -> Page:
    """Read a document: a line for each paragraph, and one for each row of a table."""
    body = _Body()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = body.start
    parser.EndElementHandler = body.end
    parser.CharacterDataHandler = body.characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    try:
        for piece in _inflated(content):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 -- the parser takes no keywords
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, ValueError):
        raise UnreadableError(_BROKEN) from None
    return Page("\n".join(body.lines))


def _inflated(content: bytes) -> Iterator[bytes]:
    if content.count(_ENTRY) > _PARTS:
        raise UnreadableError("The file holds too many parts for a document.")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        main = next((part for part in archive.infolist() if _MAIN.fullmatch(part.filename)), None)
        if not main:
            raise UnreadableError(_BROKEN)
        if main.flag_bits & 1:
            raise UnreadableError("The document is encrypted.")
        if main.compress_type not in _METHODS:
            raise UnreadableError(_BROKEN)
        if main.file_size > _INFLATED:
            raise UnreadableError(
                f"The document inflates to {main.file_size:,} bytes; {_INFLATED:,} are allowed."
            )
        with archive.open(main) as file:  # which ends at `file_size`, whatever the archive holds
            while piece := file.read(_PIECE):
                yield piece


def _refuse(*_: object) -> None:
    raise UnreadableError("The document declares entities, which no Word document does.")


class _Body:
    """The lines read so far, and where in the document the parser stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._length = 0
        self._paragraphs: list[list[str]] = []  # one in another: a text box in its anchor's paragraph
        self._rows: list[list[list[str]]] = []  # rows of tables in tables, each a list of cells of lines
        self._depth = self._runs = self._skipped = 0
        self._text = self._hidden = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableError("The document is nested deeper than any document is.")
        space, _, tag = name.rpartition(" ")
        if tag in _SKIPPED:
            self._skipped += 1
        if "wordprocessingml" in space:
            self._open(tag, attributes)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            self._paragraphs.append([])
        elif tag == "r":
            self._runs += 1
            self._hidden = False
        elif tag == "t":
            self._text = True
        elif tag == "vanish":
            self._hidden = self._runs > 0 and not {"0", "false", "off"} & set(attributes.values())
        elif tag == "tr":
            self._rows.append([])
        elif tag == "tc" and self._rows:
            self._rows[-1].append([])
        elif tag in _MARKS and self._runs:
            self._add(_MARKS[tag])

    def end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        self._depth -= 1
        if tag in _SKIPPED:
            self._skipped -= 1
        if "wordprocessingml" not in space:
            return
        if tag == "t":
            self._text = False
        elif tag == "r":
            self._runs -= 1
            self._hidden = False
        elif tag == "p" and self._paragraphs:
            self._keep(["".join(self._paragraphs.pop())])
        elif tag == "tr" and self._rows:
            self._keep(_row(self._rows.pop()))

    def characters(self, text: str) -> None:
        if self._text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._paragraphs and not self._skipped and not self._hidden:
            self._length += len(text)
            if self._length > LONGEST:
                raise UnreadableError(too_long(self._length))
            self._paragraphs[-1].append(text)

    def _keep(self, lines: list[str]) -> None:
        in_cell = self._rows and self._rows[-1]
        (self._rows[-1][-1] if in_cell else self.lines).extend(lines)


def _row(cells: list[list[str]]) -> list[str]:
    r"""Return the lines of a row: one with tabs, or the cells' own where a cell has several.

    >>> _row([["指标"], ["2023年", ""]]), _row([["标题", "正文"], []])
    (['指标\t2023年'], ['标题', '正文'])
    """
    filled = [[line for line in cell if line.strip()] for cell in cells]
    if all(len(cell) <= 1 for cell in filled):
        return ["\t".join(cell[0] if cell else "" for cell in filled).rstrip("\t")]
    return [line for cell in filled for line in cell]
