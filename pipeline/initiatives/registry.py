"""One identity for one scheme, over its variants and over articles."""

import hashlib
from functools import cache

import regex

from pipeline.initiatives import words
from pipeline.initiatives.words import HAN
from pipeline.model import Initiative
from pipeline.patterns import compiled
from pipeline.recent import recently

_MARKS = compiled(r"[^\w+]|_")


@recently
def identity(initiative: Initiative, scope: str = "") -> str:
    """Return the id of a scheme that `scope` (a place code) runs; a national notion is the same everywhere.

    >>> identity(Initiative("五面红旗", "campaign"), "1408") == identity(Initiative("“五面红旗”", "award"), "1408")
    True
    >>> identity(Initiative("三会一课", "concept"), "1408") == identity(Initiative("三会一课", "concept"))
    True
    """
    name = f"{'' if is_national(initiative) else scope}:{key(initiative.core)}"
    return "i" + hashlib.sha256(name.encode()).hexdigest()[:12]


def is_national(initiative: Initiative) -> bool:
    """Is it a notion of national politics, whoever speaks of it?"""
    return initiative.type == "concept" or initiative.core in words.concepts()


@recently
def key(core: str) -> str:
    """Return the form in which variants of a name agree.

    >>> key("全域“五面红旗”示范创建专项行动"), key("“五面红旗”示范创建"), key("三会一课")
    ('五面红旗', '五面红旗', '三会一课')
    >>> key("党建+"), key("1+N"), key("十户一联的治理模式"), key("全面推行河长制")
    ('党建+', '1+N', '十户一联', '河长制')
    """
    bare = _MARKS.sub("", core).replace("的", "") or core
    while (shorter := _closing().sub("", _opening().sub("", bare))) != bare:
        bare = shorter
    return bare


@cache
def _opening() -> regex.Pattern[str]:
    """Return a pattern for scope and verb in front of a name, as titles have them: 全面推行|河长制."""
    scope = words.alternation(words.column("initiative_generic", "place", "scope"))
    verb = words.alternation(word for word, (_, strong) in words.verbs().items() if strong)
    return compiled(rf"^(?:{scope}(?=[{HAN}]{{4}})|(?:全面|深入|持续|大力)?{verb}(?=[{HAN}0-9+]{{3}}))")


@cache
def _closing() -> regex.Pattern[str]:
    """Return a pattern for a closing type word behind at least three other characters."""
    droppable = (word.word for word in words.type_words().values() if not word.kept and len(word.word) > 1)
    return compiled(rf"(?<=...)(?:示范)?{words.alternation(droppable)}$")
