"""What an article says of itself: headline, outlet, byline, and when it was published.

The date of publication matters most, since `12月24日` and `今年7月` get their year from it.  A stated date comes first
(`dates`): a label (`发布时间:`), a reprint note (`原载9月1日《山西日报》`), a masthead, a dateline
(`新华社北京7月1日电`), the date under a document, a forum's stamp.  One without a year takes it from the
next stated date, or from the text.  Without any, `year` infers the year from the text, and the field stays empty
rather than hold a guess.
"""

from collections.abc import Iterable

from pipeline.convert import convert
from pipeline.metadata.credits import byline, outlet
from pipeline.metadata.dates import Stated, stated
from pipeline.metadata.headline import headline
from pipeline.metadata.lines import frame
from pipeline.metadata.year import infer
from pipeline.model import Metadata

__all__ = ["describe"]


def describe(text: str, removed: Iterable[str] = ()) -> Metadata:
    r"""Describe an article from its clean text and the page furniture that was `removed` from it.

    >>> about = describe("胡村巨变\n来源:人民网 2023-07-26\n记者 王小明\n“变化真大。”他说。")
    >>> about.title, about.outlet, about.byline, about.published
    ('胡村巨变', '人民网', '王小明', '2023-07-26')
    """
    parts = frame(text)
    furniture = tuple(convert(line) for line in removed)
    writers = byline(parts.head, parts.opening, parts.tail, furniture)
    return Metadata(
        title=headline(parts.head, writers),
        outlet=outlet((*parts.head, *furniture), parts.opening, parts.tail),
        byline=writers,
        published=_published(text, stated(parts.head, parts.opening, parts.tail, furniture)),
    )


def _published(text: str, date: Stated | None) -> str:
    if date and date.year:
        return date.iso
    year, month = infer(text)
    if not year:
        return ""
    if date:
        return Stated(year, date.month, date.day).iso
    return f"{year}-{month:02}" if month else str(year)
