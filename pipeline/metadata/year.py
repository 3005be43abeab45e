"""The year an article was written, inferred from what it says.

Each rule returns the years it stands for.  Rules come in tiers, and the next is asked only where one is silent.

Certain   The text says it (`said`).
Likely    It follows from how reporters write.  Whoever writes 今年 for the current year writes the others in
          numbers, so the latest year whose results are told is last year; whoever never writes 今年 gives the
          current year's dates in full.
Reckoned  `2018年…6年多来` is arithmetic, right within a year.

Planned years (`到2025年`, `2022年底前`) tell nothing, nor do foundings, bases of comparison and honours
(`成立于2003年`, `较2018年`, `获评2022年十大名村`).  No year can be right that comes before a narrated or reckoned one,
before one since which something has been so (`2022年以来`), or before a plan, congress or campaign that the text
mentions.  Where the rules of a tier disagree the answer stays open.
"""

from collections.abc import Callable, Iterator

from pipeline.metadata import said
from pipeline.metadata.told import NUMBER, begun, mentioned_events, narrated, since
from pipeline.numbers.hours import number
from pipeline.patterns import compiled

_OPENING = 240
"""A day in full that far from the head of a text may be that of the report."""
_MODERN = 2000
_NOT_LATE = 25
"""After this day of a month the next may have begun before the text was out."""
_DEICTIC = compiled(r"今年|去年|明年")
_DAY = "[01]?[0-9]月[0-3]?[0-9]日"
_REPORTED = compiled(
    rf"记者[^。！？\n年，,]{{0,12}}?{_DAY}|(?<!年){_DAY}(?:电|讯|,记者)|[昨今]天?[(（]{_DAY}"
)
"""How a report says on which day of the current year it was made."""
_RESULT = (
    "(?:收入|产值|产量|总量|总额|销售额|营业额|营收|利润|税收|增加值|生产总值|进出口|货运量|客运量|吞吐量|接待|面积|"
    "工作回顾|同比|[比较]上一?年)"
)
"""What is told of a year when it is over."""
_SPAN_BEHIND = compiled(
    rf"{NUMBER}年(?!代)[^。！？!?\n]*[。！？!?\n]\s*(?P<span>[1-9][0-9]?|[二三四五六七八九十]{{1,3}})年多?来"
)


def infer(text: str) -> tuple[int, int]:
    r"""Return the year, and the month where that shows too; 0 stands for what stays open.

    >>> infer("今年年初，我市出台《2019年工作方案》。从2020年至2022年，每年计划评选100个村。")
    (2019, 0)
    >>> infer("2018年，该村成立。\n6年多来，社区变了样。2023年，收入达到117万元。今年，村里又有变化。11月12日，他说。")
    (2024, 11)
    >>> infer("该村成立于2003年。今年以来，产业兴旺。")
    (0, 0)
    """
    bounds = (mentioned_events, narrated, since, reckoned, begun)
    earliest = max((year for rule in bounds for year in rule(text)), default=0)
    for tier in TIERS:
        years = {year for rule in tier for year in rule(text) if year >= earliest}
        if len(years) == 1:
            year = years.pop()
            return year, _month(text)
        if years:
            break
    return 0, 0


def latest_narrated(text: str) -> Iterator[int]:
    """Take the latest year whose results are told for last year in a text of 今年, or for this year if dated in full.

    >>> list(latest_narrated("2023年，收入达到117万元。今年，村里上线了小程序。"))
    [2024]
    >>> list(latest_narrated("2023年2月，项目开工。今年，村里上线了小程序。"))
    []
    >>> list(latest_narrated("2018年，村里捐出树苗。今年，树苗挂果。"))
    []
    >>> list(latest_narrated("2023年7月26日，大会在北京召开。"))
    [2023]
    >>> list(latest_narrated("1949年10月1日，新中国成立。今年，村里修了路。"))
    []
    """
    latest = max(narrated(text), default=0)
    if not latest:
        return
    opening = compiled(rf"{latest}年(?:[01]?[0-9])月(?:[0-3]?[0-9])日").search(text)
    deictic = _DEICTIC.search(text)
    if opening and (not deictic or (opening.start() < _OPENING and latest >= _MODERN)):
        yield latest
    elif (
        ("今年" in text or _REPORTED.search(text))
        and _as_a_whole(text, latest)
        and latest >= max(mentioned_events(text), default=_MODERN) - 1
    ):
        yield latest + 1


def _as_a_whole(text: str, year: int) -> bool:
    """Does the text give the year's results, and tell of no month of it?  Of last year's, a reporter says 去年7月."""
    part = r"\s?[0-9]{1,2}月|[上下]半年|[一二三四]季度|[春夏秋冬]"
    results = compiled(
        rf"截[至止到]{year}年(?:年?底|末)|(?<![0-9.—~至到和与-]){year}年(?!{part}|[^。;；,，\n]{{0,16}}(?:预计|计划|力争|目标|将|拟))"
        rf"[^。;；\n]{{0,30}}?{_RESULT}"
    )
    return bool(results.search(text)) and not compiled(rf"(?<![0-9.]){year}年(?:{part})").search(text)


def reckoned(text: str) -> Iterator[int]:
    r"""Add up `2018年…` and the sentence behind it that begins `6年多来`.

    >>> list(reckoned("2018年，总书记来到社区。\n6年多来，社区变了样。"))
    [2024]
    >>> list(reckoned("2022年，楼建好了。他笑了。八年来，他常来。"))
    []
    """
    for match in _SPAN_BEHIND.finditer(text):
        yield int(match["year"]) + (number(match["span"]) or 0)


# The next tier is asked only where the one before it is silent.
TIERS: tuple[tuple[Callable[[str], Iterator[int]], ...], ...] = (
    said.RULES,
    (latest_narrated,),
    (reckoned,),
)


def _month(text: str) -> int:
    """Return the month of the latest day the text tells of, unless the next month may have begun since.

    >>> _month("11月4日至6日，他来考察。11月12日，她说。去年12月3日，开工。将于12月25日举行。"), _month("7月30日")
    (11, 0)
    """
    day = r"(?<![0-9年])(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日"
    found = [
        (int(match["month"]), int(match["day"]))
        for match in compiled(day).finditer(text)
        if not compiled(r"(?:去年|每年|前年|上年|将于|定于|拟于|将在|明年|历年|农历)[^。，,]{0,4}$").search(
            text[: match.start()][-8:],
        )
    ]
    if not found:
        return 0
    month, latest = max(found)
    months = [int(match["month"]) for match in compiled(r"今年(?P<month>1[0-2]|[1-9])月").finditer(text)]
    return month if latest <= _NOT_LATE and max(months, default=0) <= month else 0
