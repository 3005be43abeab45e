"""Words, as jieba cuts them; by its port to Rust, `rjieba`, where that is installed."""

from functools import cache
from typing import TYPE_CHECKING, Final, cast

from pipeline import dictionary, home, unknown
from pipeline.patterns import compiled
from pipeline.port import Port, load
from pipeline.recent import recently

if TYPE_CHECKING:
    import jieba

_RARE: Final = compiled(r"([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff\U00020000-\U0003ffff])")
"""Characters that jieba keeps apart, while its port looks for words among them; and those that are none."""

_INNER: Final = frozenset("+#&._%-")
"""Marks that jieba takes for parts of words, with Chinese characters and Latin letters."""


def cut(text: str) -> list[str]:
    """Cut `text` into words, blanks among them.

    >>> cut("有了新社区")
    ['有', '了', '新', '社区']
    """
    fast = port()
    return _by_port(text, fast) if fast else tokenizer().lcut(text)


def _by_port(text: str, fast: Port) -> list[str]:
    """Cut as jieba does, with the port.

    The port rounds the figures by which unknown words are found, and keeps Latin letters together in its own way.  So
    it is only asked for the words of the dictionary; `unknown` is for the characters that it leaves between them.

    >>> _by_port("网易杭研的WES-5.4.5", port())
    ['网易', '杭研', '的', 'WES', '-', '5.4', '.', '5']
    """
    result: list[str] = []
    between = ""
    for word in _known_words(text, fast):
        if (len(word) == 1 and _is_inner(word)) or (word.isascii() and word.isalnum()):
            between += word
            continue
        if between:
            result += _between(between)
            between = ""
        result.append(word)
    if between:
        result += _between(between)
    return result


def _known_words(text: str, fast: Port) -> list[str]:
    """Cut out the words of the dictionary; all else stays in characters, but for Latin letters and digits."""
    if not _RARE.search(text):
        return fast.cut(text)
    parts = enumerate(_RARE.split(text))
    return [word for place, part in parts for word in ([part] if place % 2 else fast.cut(part))]


def _is_inner(character: str) -> bool:
    return "一" <= character <= "\u9fd5" or character in _INNER


@recently
def _between(characters: str) -> tuple[str, ...]:
    """Cut what the words of the dictionary leave between them; a word that they pass over stays in pieces."""
    return tuple(characters) if dictionary.frequency(characters) else unknown.cut(characters)


@cache
def port() -> Port | None:
    """Return the port, where it is installed."""
    return load()


@cache
def tokenizer() -> "jieba.Tokenizer":
    """Return jieba with a dictionary of our own: the library's global one takes in what anybody adds to it."""
    name = f"jieba-{dictionary.version()}.marshal"
    counts = cast("tuple[dict[str, int], int] | None", home.recall(name))
    if counts is None:
        counts = dictionary.counts()
        home.keep(name, counts)
    result = dictionary.library().Tokenizer()
    result.FREQ, result.total = counts
    result.initialized = True
    return result
