"""jieba's dictionary: how common a word is, and what tells where an unknown word begins and ends.

It is compiled once, from the files of the installed library, and kept for the next run.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import marisa_trie

from pipeline import home

if TYPE_CHECKING:
    from types import ModuleType

Costs = tuple[float, float, float, float]
"""Log probabilities of a character: as the beginning, the end and the inside of a word, and as a word by itself."""

_IMPOSSIBLE: Final = -3.14e100
NEVER: Final[Costs] = (_IMPOSSIBLE, _IMPOSSIBLE, _IMPOSSIBLE, _IMPOSSIBLE)


class Model(NamedTuple):
    """The library's hidden Markov model; `steps` are its transitions, by two letters of B, E, M and S."""

    start: dict[str, float]
    steps: dict[str, float]
    characters: dict[str, Costs]


def frequency(word: str) -> int:
    r"""Return how often a word stands in the dictionary's corpus, 0 for what is no word.

    >>> frequency("社区"), frequency("跋蠕"), frequency("\0")
    (6115, 0, 0)
    """
    if "\0" in word:  # the trie ends keys with it
        return 0
    found = _counts().get(word)
    return found[0][0] if found else 0


def beginning(letters: str) -> dict[str, int]:
    """Return the words that begin like this, and how often each stands in the corpus.

    >>> beginning("社区服"), beginning("跋蠕")
    ({'社区服务': 3}, {})
    """
    if "\0" in letters:
        return {}
    return {word: count for word, (count,) in _counts().items(letters)}


def total() -> int:
    """Return the number of words in the corpus."""
    return compiled()[1]


@cache
def model() -> Model:
    """Return what the library knows of characters in words that are not in the dictionary."""
    return Model(*compiled()[2])


@cache
def _counts() -> marisa_trie.RecordTrie:
    trie = marisa_trie.RecordTrie("<I")
    return trie.frombytes(compiled()[0])


_Compiled = tuple[bytes, int, tuple[dict[str, float], dict[str, float], dict[str, Costs]]]


@cache
def compiled() -> _Compiled:
    """Return the words as a trie, their number, and the model."""
    name = f"dictionary-{version()}.marshal"
    kept = home.recall(name)
    if isinstance(kept, tuple):
        return cast("_Compiled", kept)
    made = _compile()
    home.keep(name, made)
    return made


def version() -> str:
    """Name the library's dictionary, without loading the library."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed")
    state = Path(spec.origin).with_name("dict.txt").stat()
    return f"{state.st_size:x}-{state.st_mtime_ns:x}"


def _compile() -> _Compiled:
    words, total = counts()
    trie = marisa_trie.RecordTrie("<I", ((word, (count,)) for word, count in words.items() if count))
    library()
    from jieba.finalseg import prob_emit, prob_start, prob_trans  # noqa: PLC0415 -- only to compile them

    emitted = prob_emit.P
    characters: dict[str, Costs] = {
        character: tuple(emitted[state].get(character, _IMPOSSIBLE) for state in "BEMS")
        for character in sorted({character for state in "BEMS" for character in emitted[state]})
    }
    steps = {before + after: cost for before, row in prob_trans.P.items() for after, cost in row.items()}
    return trie.tobytes(), total, (dict(prob_start.P), steps, characters)


def counts() -> tuple[dict[str, int], int]:
    """Return the frequencies of all words and, as 0, of their beginnings, as the library wants them; and their sum."""
    tokenizer = library().Tokenizer()
    found: tuple[dict[str, int], int] = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return found


@cache
def library() -> "ModuleType":
    """Load jieba, which takes a while, without what it says and without what it can do without."""
    import logging  # noqa: PLC0415 -- few runs need it
    import warnings  # noqa: PLC0415 -- few runs need it

    with warnings.catch_warnings(), _hidden("pkg_resources"):
        warnings.simplefilter("ignore")  # the library's own: invalid escapes
        import jieba  # noqa: PLC0415 -- few runs need the library itself
    jieba.setLogLevel(logging.WARNING)
    return cast("ModuleType", jieba)


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
