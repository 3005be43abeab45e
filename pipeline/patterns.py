"""Patterns of `regex` that are kept as they were compiled: compiling them all takes longer than reading an article."""

import atexit
import pickle
import sys
from functools import cache
from typing import Final, cast

import regex

from pipeline import home

_LIMIT: Final = 1024
"""Patterns that are kept; the package has some three hundred, and own word lists make others of some of them."""
_Patterns = dict[tuple[str, int], regex.Pattern[str]]


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    r"""Compile a pattern, or take it as an earlier run has compiled it.

    >>> compiled(r"\p{Han}+").findall("12个村，3个镇")
    ['个村', '个镇']
    """
    key = (pattern, int(flags))
    known = _kept()
    if key not in known:
        known[key] = regex.compile(pattern, flags)
        _keep_at_exit()
    return known[key]


@cache
def _kept() -> _Patterns:
    content = home.recall(_file())
    return cast("_Patterns", pickle.loads(content)) if isinstance(content, bytes) else {}  # noqa: S301 -- the user's own


@cache
def _keep_at_exit() -> None:
    atexit.register(_keep)


def _keep() -> None:
    newest = list(_kept().items())[-_LIMIT:]
    home.keep(_file(), pickle.dumps(dict(newest)))


def _file() -> str:
    return f"patterns-{regex.__version__}-{sys.hexversion:x}.marshal"
