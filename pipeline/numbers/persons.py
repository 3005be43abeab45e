"""Figures that count persons: named in front, or by what they are, do or suffer."""

from typing import Final

from pipeline import dictionary
from pipeline.lexicon import JOINS
from pipeline.numbers.figure import CLAUSE, COUNTED, PART, PERSONS, Figure, last_end
from pipeline.numbers.inhabitants import follows
from pipeline.numbers.kinds import is_agent, is_surname
from pipeline.numbers.phrases import Phrase, left
from pipeline.numbers.ranks import same_sort
from pipeline.patterns import standard

_STRUCK: Final = PERSONS | {"间"}
_SINGLE: Final = frozenset(("名", "位"))
_EACH: Final = PERSONS | _SINGLE
_PERSON: Final = standard("(?:[人户员民者生工长]|家庭|群众|干部|儿童|妇女)$")
_NAMED: Final = 12
"""So many of those who are meant are named, at most."""
_POSTS: Final = ("书记", "主任", "主席", "经理", "长")
"""What the first of those named is, but not the others."""


def persons(figure: Figure) -> str:
    """农户|60户|产业化经营: persons and households named in front; what follows is what they do."""
    counted = figure.fact.unit in COUNTED
    beside = counted and not (figure.phrase.links or figure.phrase.bare or figure.attached)
    return figure.before if beside and is_agent(figure.before) and _PERSON.search(figure.before) else ""


def others(figure: Figure) -> str:
    """被告人李永、赵晨、常景等|118人: what several persons are is said in front of the first who is named.

    Else it is what is done to them (李永、赵晨等|5人被批评); but those named may be no single ones (工人、农民等|80人).
    """
    if "等" not in figure.phrase.links or figure.fact.unit not in _EACH or is_agent(figure.behind):
        return ""
    first = figure.phrase
    floor = last_end(CLAUSE, figure.text, figure.around.floor, figure.start)
    for _ in range(_NAMED):
        if figure.text[first.start - 1] not in JOINS or first.start <= floor:
            break
        first = left(figure.text, figure.at, first.start - 1, floor)
    role, last = _role(figure, first), figure.phrase.text
    if role or not _is_name(last):
        return role or (last if is_agent(last) else "")
    alike = same_sort(figure)
    return alike if is_agent(alike) else figure.at.predicate(figure.text, figure.around.room.start)


def _role(figure: Figure, named: Phrase) -> str:
    """Return what somebody is who is named with it (村民|李大山)."""
    end, i = named.start + len(named.text), figure.at.after(named.start)
    role = ""
    while (close := figure.at.starts[i] + len(figure.at.words[i])) < end:
        if is_agent(figure.at.words[i]):
            role = figure.text[named.start : close]
        i += 1
    return "" if role.endswith(_POSTS) else role


def _is_name(phrase: str) -> bool:
    """Is it the name of a person: 常景?"""
    return 1 < len(phrase) < len("欧阳常景") and is_surname(phrase[0]) and not dictionary.frequency(phrase)


def done(figure: Figure) -> str:
    """3人|受伤, 52户|因病返贫, 53名|实现就业: what people do or suffer, where nothing else names them."""
    unnamed = not figure.attached and (not figure.before or follows(figure)) and _are_struck(figure)
    return figure.at.predicate(figure.text, figure.around.room.start) if unnamed else ""


def _are_struck(figure: Figure) -> bool:
    """Does the figure count people of whom no noun is known from before?"""
    if figure.fact.unit not in _SINGLE:
        return figure.fact.unit in _STRUCK
    part = PART.fullmatch(figure.text, figure.clause, figure.start)
    return not (part or is_agent(same_sort(figure)))
