"""Sentences and words."""

import logging
import marshal
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import regex

from pipeline.home import cache_folder
from pipeline.model import Sentence, Span

if TYPE_CHECKING:
    import jieba

_CLOSER = r"[”’」』）)】〕］\]]"
_END = regex.compile(
    rf"""
    \n
    | [。！？!?…]++ (?>{_CLOSER}*+)      # the marks, and the quotations and brackets that close on them; but not
      (?! [，,、；;：:]                   # where the longer sentence goes on: “满意吗？”，
        | (?<={_CLOSER}) [的等]           # “满意吗？”的提问
        | (?<=…) 等                       # 苹果、梨……等水果
        | [》〉]                          # in a title: 《去哪儿？》
        | (?<=[!?]) [A-Za-z0-9=&%/]       # in a link or a Latin name
      )
    """,
    regex.VERBOSE | regex.V1,
)


def sentences(text: str) -> tuple[Sentence, ...]:
    r"""Cut `text` into sentences without the blanks around them; a line end always ends one.

    A long quotation is cut inside, and its closing quote stays with its last sentence.

    >>> text = "“去哪儿？”“走村。他说好!”\n\n图为会场 (资料照片)"
    >>> [text[s.span.start:s.span.end] for s in sentences(text)]
    ['“去哪儿？”', '“走村。', '他说好!”', '图为会场 (资料照片)']
    >>> [s.paragraph for s in sentences(text)]
    [1, 1, 1, 2]
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    paragraph = 1
    filled = False
    for start, end in _pieces(text):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Sentence(Span(first, first + len(bare)), paragraph)
            filled = True
        if filled and piece.endswith("\n"):
            paragraph += 1
            filled = False


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    quotes = 0  # straight quotation marks on this line so far: they look alike, so their number tells if one is open
    for match in _END.finditer(text):
        end = match.end()
        quotes += text.count('"', start, end)
        if text[end : end + 1] == '"' and quotes % 2:
            end += 1
            quotes += 1
        if match[0] == "\n":
            quotes = 0
        yield start, end
        start = end
    yield start, len(text)


_UNBROKEN: Final = regex.compile(r"\p{Han}{2000}")
"""Cutting takes time that grows with the square of such a stretch; no text has one that long."""


def words(text: str) -> tuple[str, ...]:
    """Cut `text` into words, blanks dropped.

    >>> words("5000户居民 有了新社区")
    ('5000', '户', '居民', '有', '了', '新', '社区')
    """
    ends = [match.end() for match in _UNBROKEN.finditer(text)]
    pieces = (text[start:end] for start, end in pairwise([0, *ends, len(text)]))
    return tuple(word for piece in pieces for word in tokenizer().cut(piece) if not word.isspace())


@cache
def tokenizer() -> "jieba.Tokenizer":
    """Return a tokenizer of our own: the library's global one takes in what anybody adds to it."""
    with warnings.catch_warnings(), _hidden("pkg_resources"):
        warnings.simplefilter("ignore")  # the library's own: invalid escapes
        import jieba  # noqa: PLC0415 -- it takes a while, and only words need it
    jieba.setLogLevel(logging.WARNING)
    result = jieba.Tokenizer()
    file = _cache_file()
    counts = _read_cache(file)
    if counts is None:
        counts = result.gen_pfdict(result.get_dict_file())
        _write_cache(file, counts)
    result.FREQ, result.total = counts
    result.initialized = True
    return result


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """Keep a module from being imported: the library takes a tenth of a second to load one it can do without."""
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[name]


def _cache_file() -> Path:
    """Where the compiled dictionary is kept, apart for each library and interpreter."""
    version = metadata.version("jieba")
    return cache_folder() / f"jieba-{version}-{sys.implementation.cache_tag}.marshal"


def _read_cache(file: Path) -> tuple[dict[str, int], int] | None:
    """Read the compiled dictionary, unless it is missing or damaged.

    `loads` of the whole content takes a quarter of the time of `load` from the file.
    """
    try:
        counts, total = marshal.loads(file.read_bytes())  # noqa: S302 -- in the user's own cache folder
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return (counts, total) if isinstance(counts, dict) and isinstance(total, int) else None


def _write_cache(file: Path, counts: tuple[dict[str, int], int]) -> None:
    """Keep the compiled dictionary for the next run; where nothing can be written that run compiles again."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as temporary:
            marshal.dump(counts, temporary)
        Path(name).replace(file)
