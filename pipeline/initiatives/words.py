"""The word lists of this package, read once, and the alternations built from them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from pipeline import lexicon

HAN = lexicon.HAN
YEARS = "0123456789一二两三四五六七八九十"


class TypeWord(NamedTuple):
    """A word that closes names: what it makes of them and where it may stand (see `initiative_types.tsv`)."""

    word: str
    type: str
    uses: frozenset[str]
    kept: str
    open: str
    after: str


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first.

    >>> alternation(["行动", "专项行动", "专班"])
    '(?:专项行动|专班|行动)'
    """
    return _longest_first({word: re.escape(word) for word in words})


def _longest_first(patterns: Mapping[str, str]) -> str:
    if not patterns:
        message = "an empty alternation matches everywhere"
        raise lexicon.LexiconError(message)
    return f"(?:{'|'.join(patterns[word] for word in sorted(patterns, key=lambda word: (-len(word), word)))})"


@lexicon.built
def entries(name: str) -> list[dict[str, str]]:
    """Return the rows of one list; a word that stands there twice is an error, since the first would never count."""
    rows = list(lexicon.rows(name))
    twice = [word for word, count in Counter(row["word"] for row in rows).items() if count > 1]
    if twice:
        raise lexicon.LexiconError(f"{name}.tsv: {twice} stand there twice")
    return rows


@lexicon.built
def type_words() -> dict[str, TypeWord]:
    """Read the type words by surface.

    >>> type_words()["工作法"].type
    'method'
    """
    return {
        row["word"]: TypeWord(
            row["word"],
            row["type"],
            frozenset(row["use"].split()),
            _kept(row),
            row["open"],
            row["after"],
        )
        for row in entries("initiative_types")
    }


def before(name: str, word: TypeWord) -> str:
    """Return what is distinctive in a name that closes with `word`, without the years that it takes.

    >>> before("城南提质三年行动", type_words()["年行动"]), before("红帆驿站", type_words()["驿站"])
    ('城南提质', '红帆驿站')
    """
    rest = name.removesuffix(word.word)
    return (rest.rstrip(YEARS) if word.word.startswith("年") else rest) + word.kept


def _kept(row: dict[str, str]) -> str:
    return {"keep": row["word"], "drop": ""}.get(row["core"], row["core"])


def closing(*uses: str) -> list[dict[str, str]]:
    """Return the type words of any of `uses`, with the characters that make each part of another word."""
    chosen = (word for word in type_words().values() if not word.uses.isdisjoint(uses))
    return [{"word": word.word, "after": word.after, "before": word.open} for word in chosen]


@cache
def typed(*uses: str) -> str:
    """Return a pattern for the type words of any of `uses`, each only where it is a word."""
    return bounded(closing(*uses))


@lexicon.built
def column(name: str, key: str, *values: str) -> frozenset[str]:
    """Return the words of one list whose column `key` says one of `values`.

    >>> "国家级" in column("initiative_honours", "part", "rank")
    True
    """
    return frozenset(row["word"] for row in entries(name) if row[key] in values)


@lexicon.built
def listed(name: str) -> frozenset[str]:
    """Return the words of one list."""
    return frozenset(row["word"] for row in entries(name))


@lexicon.built
def verbs() -> dict[str, tuple[str, bool]]:
    """Read the governing verbs: what a bare name behind one is, and whether the verb alone shows a name."""
    return {row["word"]: (row["type"], row["force"] == "strong") for row in entries("initiative_verbs")}


@lexicon.built
def documents() -> dict[str, str]:
    """Read the kinds of documents, with the part of each that belongs to the name: 合作|备忘录."""
    return {row["word"]: row["name"] for row in entries("initiative_documents")}


class Concept(NamedTuple):
    """A notion of national policy; `bare` where it is a name without quotes too."""

    core: str
    type: str
    bare: bool


@lexicon.built
def concepts() -> dict[str, Concept]:
    """Read the notions of national policy.

    >>> concepts()["乡村振兴战略"]
    Concept(core='乡村振兴', type='concept', bare=True)
    """
    return {
        row["word"]: Concept(row["core"] or row["word"], row["type"] or "concept", row["bare"] == "yes")
        for row in entries("initiative_concepts")
    }


@cache
def own() -> dict[str, str]:
    """Read the names that the user has listed, with their types."""
    return {row["name"]: row["type"] for row in lexicon.added().get("initiatives", ())}


@lexicon.built
def boundaries() -> dict[str, str]:
    """Read the words that a name does not run across, with the class of each."""
    return {row["word"]: row["class"] for row in entries("initiative_boundaries")}


def bounded(rows: Iterable[Mapping[str, str]]) -> str:
    """Return a pattern for the words of `rows`, each out of the words that `after` and `before` make it part of.

    >>> pattern = bounded([{"word": "对", "after": "针", "before": "口"}])
    >>> [bool(re.search(pattern, text)) for text in ("对群众", "对口支援", "针对")]
    [True, False, False]
    """
    return _longest_first({row["word"]: _bound(row) for row in rows})


def _bound(row: Mapping[str, str]) -> str:
    """Return the pattern of one word; it begins with the word itself, so that `re` can skip to the candidates."""
    word = re.escape(row["word"])
    behind = f"(?<![{row['after']}]{word})" if row["after"] else ""
    ahead = f"(?![{row['before']}])" if row.get("before") else ""
    return word + behind + ahead


@cache
def honours(part: str) -> str:
    """Return a pattern for one part of a title of honour."""
    return alternation(column("initiative_honours", "part", part))


@cache
def holders() -> str:
    """Return a pattern for the bearers of a title; 党(工)委 is spelled out for its bracket.

    >>> re.match(holders(), "村(社区)党组织,为打赢")[0]
    '村(社区)党组织'
    """
    return rf"(?:(?:党\(工\)委|{honours('holder')})(?:[(（][{HAN}]{{1,8}}[)）])?)+"
