"""Words, as jieba cuts them; by its port to Rust, `rjieba`, where that is installed."""

from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from math import exp, log
from typing import TYPE_CHECKING, Final, cast

from pipeline import dictionary, home, unknown
from pipeline.patterns import compiled

if TYPE_CHECKING:
    import jieba
    import rjieba

_RARE: Final = compiled(r"([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\ud800-\udfff\U00020000-\U0003ffff])")
"""Characters that jieba keeps apart, while its port looks for words among them; and those that are none."""

_INNER: Final = frozenset("+#&._%-")
"""Marks that jieba takes for parts of words, with Chinese characters and Latin letters."""

_DOUBLE: Final = 3
"""What jieba counts twice, for a word that stands twice in its dictionary; the port has struck it out once."""


def cut(text: str) -> list[str]:
    """Cut `text` into words, blanks among them.

    >>> cut("有了新社区")
    ['有', '了', '新', '社区']
    """
    fast = port()
    return _by_port(text, fast) if fast else tokenizer().lcut(text)


def _by_port(text: str, fast: "rjieba.Jieba") -> list[str]:
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


def _known_words(text: str, fast: "rjieba.Jieba") -> list[str]:
    """Cut out the words of the dictionary; all else stays in characters, but for Latin letters and digits."""
    if not _RARE.search(text):
        return fast.cut(text, hmm=False)
    parts = enumerate(_RARE.split(text))
    return [word for place, part in parts for word in ([part] if place % 2 else fast.cut(part, hmm=False))]


def _is_inner(character: str) -> bool:
    return "一" <= character <= "\u9fd5" or character in _INNER


@lru_cache(1 << 15)
def _between(characters: str) -> tuple[str, ...]:
    """Cut what the words of the dictionary leave between them; a word that they pass over stays in pieces."""
    return tuple(characters) if dictionary.frequency(characters) else unknown.cut(characters)


@cache
def port() -> "rjieba.Jieba | None":
    """Return the port, where it is installed and has jieba's dictionary.

    Its module is loaded without its package, which would make a second dictionary for everybody.
    """
    package = find_spec("rjieba")
    spec = PathFinder.find_spec("rjieba", package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    result: rjieba.Jieba = module.Jieba()
    result.add_word("\0", _DOUBLE, None)
    return result if result.suggest_freq("") == int(exp(log(dictionary.total()))) + 1 else None


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
