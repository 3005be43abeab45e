"""What makes a title of honour: whose it is, what is praised and who bears it."""

import re
from functools import cache

from pipeline.initiatives import words
from pipeline.initiatives.shapes import NUMERAL
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard

_BRACKET = standard(r"[(（][^()（）]*[)）]")


def is_honour(inner: str) -> bool:
    """Is it a title of honour by its parts?

    >>> is_honour("全国文明单位"), is_honour("最美退役军人"), is_honour("美丽的单位")
    (True, True, False)
    """
    return len(inner) > 3 and _honour().fullmatch(_BRACKET.sub("", inner)) is not None


def is_ranked(inner: str) -> bool:
    """Does it open with whose honour it is: 全国文明村镇?"""
    return len(inner) > 4 and _ranked().match(inner) is not None


def is_held(inner: str) -> bool:
    """Does it close with the bearer of a title: “美丽乡村”?"""
    return _held().search(inner) is not None


def praises(inner: str) -> bool:
    """Does it hold a word of praise: “改革开放示范百村”?"""
    return _praising().search(inner) is not None


def is_praise(inner: str) -> bool:
    """Is it what a title praises its holder for: “五好”党支部, “最美”家庭?"""
    return _praise().fullmatch(inner) is not None


@cache
def _honour() -> re.Pattern[str]:
    rank, quality, holder = words.honours("rank"), words.honours("quality"), words.honours("holder")
    sort = rf"(?:{quality}|{words.honours('sort')})"
    ranked = rf"(?:{rank})+[{HAN}]{{0,8}}?(?:{sort}[{HAN}]{{0,6}})?{holder}"
    return standard(rf"{ranked}|{quality}[{HAN}]{{0,4}}{holder}|{sort}{{1,2}}{holder}")


@cache
def _ranked() -> re.Pattern[str]:
    return standard(words.honours("rank"))


@cache
def _praising() -> re.Pattern[str]:
    return standard(words.honours("quality"))


@cache
def _held() -> re.Pattern[str]:
    return standard(f"{words.honours('holder')}$")


@cache
def _praise() -> re.Pattern[str]:
    return standard(rf"{NUMERAL}[好优星佳强有型美]|最美|{words.honours('quality')}")
