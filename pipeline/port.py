"""jieba's port to Rust, with as much of jieba's dictionary as there is text to cut.

To unpack the whole dictionary takes the port a tenth of a second, longer than to read an article.
"""

from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import pairwise
from math import exp, inf, log
from typing import TYPE_CHECKING, Final, cast

from pipeline import dictionary

if TYPE_CHECKING:
    import rjieba

_MANY: Final = 16_000
"""Beginnings of words, as in some thirty thousand characters of news: to unpack the whole takes no longer."""

_FILLER: Final = "\0"
"""A word that no text holds: its frequency makes up for the words that are missing, and for how jieba counts."""

_DOUBLE: Final = 3
"""What jieba counts twice, for a word that stands twice in its dictionary; the port has struck it out once."""


class Port:
    """Knows at first the words that begin like anything in its texts, and all of them once these are many."""

    def __init__(self, make: "type[rjieba.Jieba]", many: float) -> None:
        self._make = make
        self._many = many
        self._jieba = cast("rjieba.Jieba", make.empty())  # type: ignore[no-untyped-call]
        self._missing = dictionary.total()
        self._begun = set[str]()

    def cut(self, text: str) -> list[str]:
        """Cut out the words of the dictionary; Chinese characters between them stay alone."""
        if self._many:
            self._learn(text)
        return self._jieba.cut(text, hmm=False)

    def _learn(self, text: str) -> None:
        new = {*text, *map("".join, pairwise(text))} - self._begun
        self._begun |= new
        if len(self._begun) > self._many:
            if whole := _whole(self._make):
                self._jieba, self._many = whole, 0
                self._begun.clear()
                return
            self._many = inf
        for beginning in new:
            for word, count in _words(beginning).items():
                self._jieba.add_word(word, count, None)
                self._missing -= count
        self._jieba.add_word(_FILLER, self._missing, None)


def _words(beginning: str) -> dict[str, int]:
    """Return the words that begin with two characters, or the one that one character is.

    >>> "社区服务" in _words("社区"), _words("社")
    (True, {'社': 3573})
    """
    if len(beginning) == 2:
        return dictionary.beginning(beginning)
    count = dictionary.frequency(beginning)
    return {beginning: count} if count else {}


def load(many: float = _MANY) -> Port | None:
    """Return the port, if it is installed; it gets the whole dictionary once more than `many` words could begin.

    Its module is loaded without its package, which would make a dictionary for everybody.
    """
    package = find_spec("rjieba")
    spec = PathFinder.find_spec("rjieba", package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return Port(module.Jieba, many)


def _whole(make: "type[rjieba.Jieba]") -> "rjieba.Jieba | None":
    """Return the port with its own dictionary, if that is jieba's."""
    result = make()
    result.add_word(_FILLER, _DOUBLE, None)
    return result if result.suggest_freq("") == int(exp(log(dictionary.total()))) + 1 else None
