"""What an article says of itself: headline, outlet, byline, photographers, and when it was published.

The date of publication matters most, since `12月24日` and `今年7月` get their year from it.  A stated date comes first
(`dates`): a label (`发布时间:`), a reprint note (`原载9月1日《山西日报》`), a masthead, a dateline
(`新华社北京7月1日电`), the date under a document, a forum's stamp.  One without a year takes it from the
next stated date, or from the text.  Without any, `year` infers the year from the text, and the field stays empty
rather than hold a guess.
"""

from collections.abc import Iterable, Iterator

from pipeline.convert import convert
from pipeline.metadata.credits import byline, photographers
from pipeline.metadata.dates import Stated, dates, stated
from pipeline.metadata.headline import headline
from pipeline.metadata.labels import joined
from pipeline.metadata.lines import LONGEST, frame
from pipeline.metadata.outlets import outlet
from pipeline.metadata.year import infer
from pipeline.model import Metadata
from pipeline.patterns import compiled
from pipeline.repair.furniture import Verdict, judge
from pipeline.repair.gloss import without_glosses

__all__ = ["describe"]

_MOST = 100  # lines of furniture that are read from above, and from below
_COMING = compiled(r"(?:将|拟|定|截[至止]|[至到])[于在]?[12][0-9]{3}年")


def describe(text: str, removed: Iterable[str] = ()) -> Metadata:
    r"""Describe an article from its clean text and the page furniture that was `removed` from it.

    >>> about = describe("胡村巨变\n来源:人民网 2023-07-26\n记者 王小明\n“变化真大。”他说。")
    >>> about.title, about.outlet, about.byline, about.published
    ('胡村巨变', '人民网', '王小明', '2023-07-26')
    """
    parts = frame(text)
    furniture = tuple(joined(_of_this_page(removed)))
    writers = byline(parts.head, parts.opening, parts.tail, furniture)
    title, subtitle = headline(parts.head, writers, furniture)
    published, basis = _published(text, *stated(parts.head, parts.opening, parts.tail, furniture))
    return Metadata(
        title=title,
        subtitle=subtitle,
        outlet=outlet(parts.head, parts.opening, parts.tail, furniture),
        byline=writers,
        photographer=photographers(text.split("\n"), (*parts.head, *furniture, *parts.tail)),
        published=published,
        published_basis=basis,
    )


def _of_this_page(removed: Iterable[str]) -> Iterator[str]:
    """Leave out the headlines of other articles, whose dates and outlets are their own."""
    removed = tuple(removed)
    for source in (*removed[:_MOST], *removed[_MOST:][-_MOST:]):
        line = convert(without_glosses(source)).strip()
        if judge(line) is not Verdict.OWN:
            yield line[:LONGEST]


def _published(text: str, date: Stated | None, basis: str) -> tuple[str, str]:
    """Return the date as far as it is known, and what it follows from."""
    if date and date.year:
        return date.iso, basis
    year, month = infer(text)
    if not year:
        return "", ""
    if date:
        full = Stated(year, date.month, date.day)
        return ("", "") if _tells_of_later(text, full) else (full.iso, f"{basis};text")
    return f"{year}-{month:02}" if month else str(year), "text"


def _tells_of_later(text: str, published: Stated) -> bool:
    """Does the text tell of a later day of the year that was inferred, so that the year must be wrong?

    >>> _tells_of_later("医护人员出发(2020年3月23日摄)。", Stated(2020, 1, 11))
    True
    >>> _tells_of_later("展会将于2020年3月23日开幕。", Stated(2020, 1, 11))
    False
    """
    told = (day for line in text.split("\n") if not _COMING.search(line) for day in dates(line))
    return any(day.year == published.year and day.iso > published.iso for day in told)
