"""Undo what scraping, page breaks and wrong decoding did to an article, and keep the way back to the source."""

from collections.abc import Callable, Iterable
from itertools import chain

from pipeline.model import Edit
from pipeline.repair.chrome import page_chrome
from pipeline.repair.edits import OffsetMap, apply, disjoint, then
from pipeline.repair.gloss import glosses
from pipeline.repair.lines import joined_lines
from pipeline.repair.marks import doubled, entities, forms, invisible, pluses
from pipeline.repair.mojibake import crossed, gbk_as_latin, utf8_as_gbk, utf8_as_latin
from pipeline.repair.shifted import lost, shifted
from pipeline.repair.spaces import letter_spacing, stray_words, torn_words

__all__ = ["STAGES", "OffsetMap", "apply", "repair"]

_Rules = tuple[Callable[[str], Iterable[Edit]], ...]
_DECODING: _Rules = (entities, utf8_as_latin, gbk_as_latin, utf8_as_gbk, crossed)

# Each stage reads what the one before it made: a page may have been decoded wrongly twice, and what is misread holds
# no words.  Within a stage, where two rules want the same place the earlier one has it.
STAGES: tuple[_Rules, ...] = (
    _DECODING,
    _DECODING,
    (page_chrome, shifted, glosses, lost, invisible, forms),
    (doubled, pluses, stray_words, letter_spacing, torn_words),
)

# Where a sentence was broken twice its middle goes on only when its end has been joined to it.
_ROUNDS = 3


def repair(text: str) -> tuple[Edit, ...]:
    """Return the repairs that `text` needs, in order; none for a clean text.

    >>> [(edit.kind, edit.before) for edit in repair("豐南區(qū)委")]
    [('gloss', '(qū)')]
    >>> repair("丰南区委")
    ()
    """
    edits: tuple[Edit, ...] = ()
    read = text
    fruitless: _Rules = ()
    for rules in STAGES:
        if rules is fruitless:
            continue
        if found := disjoint(chain.from_iterable(rule(read) for rule in rules)):
            edits = then(text, edits, found)
            read = apply(text, edits)
        else:
            fruitless = rules
    for _ in range(_ROUNDS):
        joined = _joined(text, edits)
        if not joined:
            break
        edits = disjoint([*edits, *joined])
    return edits


def _joined(text: str, edits: tuple[Edit, ...]) -> list[Edit]:
    """Join lines in the text as it reads after `edits`, never over a line that was emptied."""
    offsets = OffsetMap(edits, len(text))
    joined = []
    for edit in joined_lines(apply(text, edits)):
        start, end = offsets.end_of(edit.start), offsets.start_of(edit.end)
        before = text[start:end]
        if before.isspace():
            joined.append(Edit(start, end, edit.kind, before, edit.after))
    return joined
