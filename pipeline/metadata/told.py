"""The years that a text tells of: it cannot have been written before them."""

from collections.abc import Iterator
from functools import cache

from pipeline.lexicon import rows
from pipeline.patterns import compiled

NUMBER = r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
YEAR = compiled(rf"{NUMBER}\s?年(?!代)")
_TITLE = compiled(r"《[^《》\n]{1,80}》")
PERIOD = compiled(rf"{NUMBER}年?\s*[-—~～－至到]+\s*(?P<last>20[0-9]{{2}})(?![0-9])")
_PLANNED_BEFORE = compiled(
    r"(?:(?:力争|争取|计划|规划|目标|预计|预料|确保|到了?|(?<!截)至|[-—~～]|展望|迈向|面向|提前|拟|将[于在]|远景|有望|可望|预期|未来"
    r"|最[快早迟])[^。，,;；]{0,6}|[ ]料|后[(（]即)$"
)
_PLANNED_AFTER = compiled(
    r"^年?[,，]?[^。;；,，]{0,16}?(?:力争|计划|规划|目标|预计|民生实事|工作(?:安排|打算)|前[,，]|前[完建实基全]|底前|将(?![近军士领帅]))"
)
_FOUNDING_BEFORE = compiled(
    r"(?:成立|[始创]建|创办|建成|建立|诞生|组建|出生|毕业|起源|生)于?$|(?:较|比|同比|自|从|由|早在|追溯[至到]|以)$"
)
_HONOUR_BEFORE = compiled(r"(?:评[为选]|荣?获[评得]?|入[选围]|列[为入]|授予|上榜|推介为?|认定为|命名为)$")
_FOUNDING_AFTER = compiled(
    r"^年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:成立|建成|建[村厂校立]|创[办立建]|始建|组建|出生|生|起|以来|版|相比|增长)"
)


def narrated(text: str) -> Iterator[int]:
    """Yield the years in which the text says that something happened.

    >>> list(narrated("2021年8月，病例出现。到2025年，建成100个。该村成立于2003年，较2018年增长。《2019年方案》"))
    [2021]
    """
    titles = [match.span() for match in _TITLE.finditer(text)]
    for match in YEAR.finditer(text):
        before, after = (
            text[max(0, match.start() - 12) : match.start()],
            text[match.end("year") : match.end() + 30],
        )
        patterns = (_PLANNED_BEFORE, _FOUNDING_BEFORE, _HONOUR_BEFORE)
        silent = any(pattern.search(before) for pattern in patterns)
        silent = silent or any(pattern.match(after) for pattern in (_PLANNED_AFTER, _FOUNDING_AFTER))
        if not silent and not any(start < match.start() < end for start, end in titles):
            yield int(match["year"])


def since(text: str) -> Iterator[int]:
    """Yield the years since which something has been so.

    >>> list(since("2022年以来，集团推行新制度，2021年起办学。"))
    [2022, 2021]
    """
    for match in compiled(rf"{NUMBER}年(?:[0-9]{{1,2}}月)?(?:以来|起|之后|以后)").finditer(text):
        yield int(match["year"])


def begun(text: str) -> Iterator[int]:
    """Yield the first years of the plans that the text names.

    >>> list(begun("按照《“强筋壮骨”三年行动方案（2023—2025年）》，到2025年建成100个。"))
    [2023]
    """
    for title in _TITLE.findall(text):
        for match in PERIOD.finditer(title):
            yield int(match["year"])


def mentioned_events(text: str) -> Iterator[int]:
    """Yield the years before which the text cannot have been written.

    >>> sorted(mentioned_events("深入学习党的二十大精神，推进乡村振兴"))
    [2017, 2022]
    """
    yield from (year for surface, year in _events().items() if surface in text)


@cache
def _events() -> dict[str, int]:
    return {row["surface"]: int(row["since"][:4]) for row in rows("metadata_events")}
