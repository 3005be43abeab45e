"""Words that bound a noun phrase."""

from pipeline import lexicon


@lexicon.built
def _classes() -> dict[str, str]:
    return {row["word"]: row["class"] for row in lexicon.rows("word_classes")}


def word_class(word: str) -> str:
    """Return `v` for a verb, `f` for a function word, `t` for a word of time, else nothing.

    >>> word_class("培训"), word_class("达到"), word_class("由")
    ('', 'v', 'f')
    """
    known = _classes().get(word, "")
    return known if known != "a" else ""


def is_adverb(word: str) -> bool:
    """Is the word an adverb, though it may modify a noun as well?

    >>> is_adverb("正式"), is_adverb("党员")
    (True, False)
    """
    return _classes().get(word) == "a"
