"""Undo what scraping, page breaks and wrong decoding did to an article, and keep the way back to the source."""

from collections.abc import Callable, Iterable
from itertools import chain

import regex

from pipeline.model import Edit
from pipeline.repair.chrome import page_chrome
from pipeline.repair.edits import OffsetMap, apply, disjoint
from pipeline.repair.gloss import glosses
from pipeline.repair.lines import joined_lines
from pipeline.repair.shifted import lost, shifted

__all__ = ["RULES", "OffsetMap", "apply", "repair"]

_INVISIBLE = regex.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+")


def invisible(text: str) -> Iterable[Edit]:
    r"""Remove characters without width: they split words for a program and for nobody else.

    >>> [edit.before for edit in invisible("党\u200b建")]
    ['\u200b']
    """
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "invisible", match[0], "")


# Where two rules want the same place the earlier one has it.
RULES: tuple[Callable[[str], Iterable[Edit]], ...] = (page_chrome, shifted, glosses, lost, invisible)


def repair(text: str) -> tuple[Edit, ...]:
    """Return the repairs that `text` needs, in order; none for a clean text.

    >>> [(edit.kind, edit.before) for edit in repair("豐南區(qū)委")]
    [('gloss', '(qū)')]
    >>> repair("丰南区委")
    ()
    """
    edits = disjoint(chain.from_iterable(rule(text) for rule in RULES))
    return _with_joined_lines(text, edits)


def _with_joined_lines(text: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Join lines in the text as it reads after `edits`, never over a line that was emptied."""
    offsets = OffsetMap(edits, len(text))
    joined = []
    for edit in joined_lines(apply(text, edits)):
        start, end = offsets.end_of(edit.start), offsets.start_of(edit.end)
        before = text[start:end]
        if before.isspace():
            joined.append(Edit(start, end, edit.kind, before, edit.after))
    return disjoint([*edits, *joined])
