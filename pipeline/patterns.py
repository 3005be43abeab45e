"""Patterns that are kept as they were compiled: compiling them all takes longer than reading an article.

`regex` pickles what it has compiled.  `re` pickles the text alone; what it compiles is a list of numbers, which its
engine takes back, and checks.  That is not documented: where it is otherwise, `re` compiles in every run.
"""

import re
import sys
from functools import cache
from importlib import import_module
from typing import Final, cast

import regex

from pipeline.home import made_once

_VERSION: Final = f"{regex.__version__}-{sys.hexversion:x}"
_FILE: Final = f"patterns-{_VERSION}.marshal"


@cache
def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    r"""Compile a pattern, or take it as an earlier run has compiled it.

    >>> compiled(r"\p{Han}+").findall("12个村，3个镇")
    ['个村', '个镇']
    """
    return made_once(_FILE, _VERSION, ("regex", pattern, int(flags)), lambda: regex.compile(pattern, flags))


@cache
def standard(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Do the same with `re`, which is the faster one where a pattern is tried often.

    >>> standard("[个名]").findall("12个村，3名干部")
    ['个', '名']
    """
    key = ("re", pattern, int(flags))
    try:
        code = made_once(_FILE, _VERSION, key, lambda: _instructions(pattern, int(flags)))
        return cast("re.Pattern[str]", import_module("_sre").compile(*code))
    except (ImportError, AttributeError, TypeError):
        return re.compile(pattern, flags)


def _instructions(pattern: str, flags: int) -> tuple[object, ...]:
    """Return what the engine of `re` makes a pattern of."""
    parsed = import_module("re._parser").parse(pattern, flags)
    code = import_module("re._compiler")._code(parsed, flags)  # noqa: SLF001
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    return pattern, flags | state.flags, [*map(int, code)], state.groups - 1, state.groupdict, tuple(names)
