"""Markup → the lines that a reader of the page sees."""

from typing import Any

import regex

from pipeline.formats.facts import one_line
from pipeline.formats.page import extra

# Elements that stand within a line …
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
    }
    | {
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "q",
        "rb",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
    }
    | {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
# … and those whose content is no text of the page, or a second reading of it.
_UNSEEN = frozenset(
    {
        "audio",
        "button",
        "canvas",
        "head",
        "iframe",
        "math",
        "noscript",
        "object",
        "option",
        "rp",
        "rt",
        "script",
    }
    | {"select", "style", "svg", "template", "textarea", "video"}
)


def lines(tree: Any) -> list[str]:
    """Return the lines of a page: each block is one, and each `<br>` ends one."""
    parts: list[str] = []
    unseen = None
    for event, element in extra("lxml.etree", "html").iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if unseen is None and event == "start" and tag in _UNSEEN:
            unseen = element
        elif unseen is None:
            parts.append("" if tag in _INLINE else "\n")
            parts.append(_flat(element.text if event == "start" else element.tail))
        elif event == "end" and element is unseen:
            unseen = None
            parts.append(_flat(element.tail))
    return [line for line in map(one_line, "".join(parts).split("\n")) if line]


def _flat(text: str | None) -> str:
    return regex.sub(r"[\r\n]+", " ", text or "")
