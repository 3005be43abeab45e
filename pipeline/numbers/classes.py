"""Words that bound a noun phrase."""

from functools import cache

from pipeline import lexicon


@cache
def _classes() -> dict[str, str]:
    return {row["word"]: row["class"] for row in lexicon.rows("word_classes")}


def word_class(word: str) -> str:
    """Return `v` for a verb, `f` for a function word, `t` for a word of time, else nothing.

    >>> word_class("培训"), word_class("达到"), word_class("由")
    ('', 'v', 'f')
    """
    return _classes().get(word, "")
