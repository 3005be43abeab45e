"""The lines at the head and the tail of an article, and what kind of line each is."""

from dataclasses import dataclass

from pipeline.metadata.labels import joined
from pipeline.patterns import compiled

_HEAD = 14
_TAIL = 8
LONGEST = 400  # characters of a line that are looked at
# Longer lines, and lines that end like a sentence, are the article's text.
_LONGEST_HEADLINE = 60
_CAPTION = compiled(r"(?:供图|提供|摄影?|资料照片?)[)）]。?$")


@dataclass(frozen=True, slots=True)
class Frame:
    """The filled lines before and behind the text proper; `opening` is the first line of the text."""

    head: tuple[str, ...]
    opening: str
    tail: tuple[str, ...]


def frame(text: str) -> Frame:
    r"""Split off head and tail.

    >>> frame("标题\n来源:人民网\n今天，大会在北京召开，与会者认为成绩来之不易。\n(张三)").head
    ('标题', '来源:人民网')
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    end = next((n for n, line in enumerate(lines[:_HEAD]) if is_prose(line)), min(len(lines), _HEAD))
    told = end + (end + 1 < len(lines) and bool(_CAPTION.search(lines[end])))
    opening = lines[told][:LONGEST] if told < len(lines) else ""
    head = joined(line[:LONGEST] for line in lines[:end])
    tail = joined(line[-LONGEST:] for line in lines[end:][-_TAIL:])
    return Frame(tuple(head), opening, tuple(tail))


def is_prose(line: str) -> bool:
    """Tell whether the line is a sentence and no headline, credit or date.

    >>> is_prose("今天，大会在北京召开。"), is_prose("谁来养活中国?"), is_prose("(记者 王小明 摄)")
    (True, False, False)
    """
    if compiled(r"[。；;]").search(line.rstrip("。")) or line.endswith("。"):
        return True
    return len(line) > _LONGEST_HEADLINE and len(compiled(r"[，,、]").findall(line)) >= 2
