"""Dates as articles state their own: labelled, in a masthead, behind a dateline or in a credit."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import regex

from pipeline.metadata.labels import values
from pipeline.metadata.lines import is_prose
from pipeline.patterns import compiled

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}

_CHINESE_YEAR = "[〇○零一二三四五六七八九]{4}"
_CHINESE_NUMBER = "[一二三四五六七八九十廿]{1,3}"
DATE = compiled(
    rf"""
      (?<![0-9]) (?P<year>(?:19|20)[0-9]{{2}}) \s*(?:年|[-/.])\s* (?P<month>[01]?[0-9])
          \s*(?:月|[-/.])\s* (?P<day>[0-3]?[0-9]) (?![0-9]) \s*日?
    | 民国\s*(?P<roc>[0-9]{{2,3}})年\s*(?P<month>[01]?[0-9])月\s*(?P<day>[0-3]?[0-9])日
    | (?P<year>{_CHINESE_YEAR})年 (?P<month>{_CHINESE_NUMBER})月 (?P<day>{_CHINESE_NUMBER})日
    | (?<![0-9]) (?P<year>20[0-9]{{2}}) (?P<month>0[1-9]|1[0-2]) (?P<day>0[1-9]|[12][0-9]|3[01]) (?![0-9])
    """,
    regex.VERBOSE,
)
_YEAR_OF_REPUBLIC = compiled(
    r"(?<![0-9])(?P<roc>[89][0-9]|1[0-4][0-9])[-/.](?P<month>[01]?[0-9])[-/.](?P<day>[0-3]?[0-9])(?![0-9])"
)
# 2022 12/06 10:15, with the year on a line of its own
_BROKEN = compiled(
    r"(?<![0-9])(?P<year>20[0-9]{2})\s+(?P<month>[01][0-9])[-/](?P<day>[0-3][0-9])\s+[0-2][0-9]:[0-5][0-9]"
)
_NO_YEAR = compiled(r"(?<![0-9/.-])(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![0-9/.-])")
# (編輯：李大同)1120901
_FILED = compiled(
    r"编辑[^()（）]{1,16}[)）]\s*(?P<roc>1[0-4][0-9])(?P<month>[01][0-9])(?P<day>[0-3][0-9])\s*$"
)
# An event's time, not the page's: 时间：2023年3月5日上午9时
_EVENT = compiled(r"上午|下午|晚上|中午|[0-9]时|[至到起—~～]")
_MONTH_DAY = r"(?P<month>[01]?[0-9])\s*月\s*(?P<day>[0-3]?[0-9])\s*日"

_POSTED = compiled(r"发表于|发布于|更新(?:时间|日期|于)|最后编辑")
_CREDIT = compiled(r"来源|稿源|作者|编辑|责编|记者|浏览|阅读|点击")
_BARE = compiled(r"(?:^|(?<=\s))(?:时间|日期)\s*[:：]")
_PLACE = compiled(r"(?:活动|会议|报名)?(?:地点|地址)\s*[:：]")
_OTHER_ARTICLE = compiled(r"(?:阅读)?[上下]一?[篇条则]")
_DATELINE = compiled(
    rf"(?:社|网|报|台|电|客户端)[^\s，。,;；]{{0,12}}?(?:(?P<roc>1[01][0-9])年)?{_MONTH_DAY}\s*(?:[\p{{Han}}]{{0,4}}?(?:电|讯|消息|报道))"
)
_REPRINTED = compiled(
    rf"(?:原载|原刊|载于?|刊于|刊载于|转自|摘自|见)\s*(?:《[^》]+》\s*)?[(（]?\s*(?:(?P<year>(?:19|20)[0-9]{{2}})年)?{_MONTH_DAY}"
)
_PAPER = compiled(
    r"《\s*[^》]{2,12}[报网刊社]\s*》\s*[(（]?\s*|^[(（【\[]?\p{Han}{2,12}[报网刊社]\s*(?=(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[^。，,]{0,12}$)"
)
_FILLER = compiled(
    r"https?://\S+|[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|[\s|/\\·,，:：()（）【】\[\]第版A-Z0-9年月日-]|星期[一二三四五六日天]|周[一二三四五六日]|农历\S*|上午|下午"
)


class Stated(NamedTuple):
    """A date of publication that the article states; a `year` of 0 was left out."""

    year: int
    month: int
    day: int

    @property
    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def stated(
    head: Iterable[str], opening: str, tail: Iterable[str], removed: Iterable[str]
) -> tuple[Stated | None, str]:
    """Return the best stated date, and what states it; where its year comes from elsewhere, that stands behind `;`.

    >>> stated(["标题", "发布时间:2023-07-26 10:15 来源:新华网"], "", [], [])
    (Stated(year=2023, month=7, day=26), 'label')
    >>> stated([], "新华社北京7月1日电(记者李明)今天上午，大会开幕。", [], ["王小明 发表于 2023-9-2 09:05"])
    (Stated(year=2023, month=7, day=1), 'dateline;stamp')
    """
    head, tail = tuple(head), tuple(tail)
    removed = tuple(line for line in removed if not _OTHER_ARTICLE.match(line))
    outside = (*head, *removed, *tail)
    finders = (
        ("label", _labelled(outside, "published")),
        ("reprint", _reprinted((*head, *tail))),
        ("masthead", _masthead((*head, *removed))),
        ("label", _labelled(outside, "issued")),
        ("dateline", _datelines((opening, *head))),
        ("signature", _signature(tail)),
        ("stamp", _posted(outside)),
        ("masthead", _without_year((*head, *removed))),
    )
    found = [(first, basis) for basis, finder in finders if (first := next(finder, None))]
    return _completed(found) if found else (None, "")


def _completed(found: list[tuple[Stated, str]]) -> tuple[Stated, str]:
    """Fill in the best date's year from the next one that has a year: a reprint from the forum's stamp."""
    best, basis = found[0]
    later = next((other for other in found[1:] if other[0].year), None)
    if best.year or later is None:
        return best, basis
    full, other_basis = later
    same_year = (best.month, best.day) <= (full.month, full.day)
    return Stated(full.year if same_year else full.year - 1, best.month, best.day), f"{basis};{other_basis}"


def _labelled(lines: Iterable[str], kind: str) -> Iterator[Stated]:
    """Read the date behind a label; a bare `时间` may be that of an event.

    >>> list(_labelled(["發布日期：112-09-01"], "published")), list(_labelled(["发布日期：112-09-01"], "published"))
    ([], [Stated(year=2023, month=9, day=1)])
    >>> list(_labelled(["时间：2023年3月5日上午9时"], "published")), list(_labelled(["时间：2023-03-05"], "published"))
    ([], [Stated(year=2023, month=3, day=5)])
    """
    lines = tuple(lines)
    for value in values(lines, kind):
        yield from dates(value[:24])
        if match := _YEAR_OF_REPUBLIC.match(value):
            yield from _read(match)
    if kind == "published":
        for line in _without_events(lines):
            if label := _BARE.search(line):
                yield from dates(line[label.end() : label.end() + 24])


def _without_events(lines: Sequence[str]) -> Iterator[str]:
    """Leave out the lines that tell when something takes place.

    >>> list(_without_events(["时间：2023年3月5日上午9时"])), list(_without_events(["时间：2023-03-05", "地点：礼堂"]))
    ([], ['地点：礼堂'])
    """
    with_place = any(_PLACE.match(line) for line in lines)
    for line in lines:
        label = _BARE.search(line)
        if not label or not (with_place or _EVENT.search(line, label.end())):
            yield line


def _reprinted(lines: Iterable[str]) -> Iterator[Stated]:
    """Find `原载9月1日《山西日报》`, `《人民日报》(2023年9月1日第01版)`, `(山西日报 2023年9月1日 第1版)`.

    >>> [found.iso for found in _reprinted(["(山西日报 2023年9月1日 第1版)", "山西日报2023年9月2日刊文，报道全县。"])]
    ['2023-09-01']
    >>> [found.iso for found in _reprinted(["《 人民日报 》（ 2020年08月25日 17 版）"])]
    ['2020-08-25']
    """
    for line in lines:
        if match := _REPRINTED.search(line):
            yield from _checked(int(match["year"] or 0), int(match["month"]), int(match["day"]))
        elif (paper := _PAPER.search(line)) and (found := DATE.match(line, paper.end())):
            yield from _read(found)


def _masthead(lines: Iterable[str]) -> Iterator[Stated]:
    """Find a line that is a date and little else, or a credit with a date in it."""
    lines = tuple(lines)
    for line in _without_events(lines):
        for match in DATE.finditer(line):
            rest = _FILLER.sub("", line[: match.start()] + line[match.end() :])
            if (len(rest) <= 14 or _CREDIT.search(rest)) and not _POSTED.search(line) and "。" not in line:
                yield from _read(match)
    if broken := _BROKEN.search(" ".join(lines)):
        yield from _read(broken)


def _without_year(lines: Iterable[str]) -> Iterator[Stated]:
    """Find `09-01 08:30` in a credit line, or alone."""
    for line in lines:
        match = _NO_YEAR.search(line)
        if match and (_CREDIT.search(line) or not _FILLER.sub("", line)):
            yield from _checked(0, int(match["month"]), int(match["day"]))


def _datelines(lines: Iterable[str]) -> Iterator[Stated]:
    for line in lines:
        if (match := _DATELINE.search(line[:60])) is not None:
            full = next(DATE.finditer(line[: match.end()]), None)
            year = 1911 + int(match["roc"]) if match["roc"] else 0
            yield from _read(full) if full else _checked(year, int(match["month"]), int(match["day"]))


def _signature(tail: Sequence[str]) -> Iterator[Stated]:
    """Find the date under a document, or the one an agency files its report under."""
    for line in reversed(tail):
        if filed := _FILED.search(line):
            yield from _read(filed)
        if is_prose(line):
            break
        match = DATE.search(line)
        if match and not _FILLER.sub("", line[: match.start()] + line[match.end() :]):
            yield from _read(match)


def _posted(lines: Iterable[str]) -> Iterator[Stated]:
    for line in lines:
        if label := _POSTED.search(line):
            # Forums write the stamp behind the label, public accounts in front of it.
            yield from dates(line[label.end() :] + " " + line[: label.start()])


def dates(text: str) -> Iterator[Stated]:
    """Yield every full date.

    >>> [found.iso for found in dates("二〇二三年九月一日；2023/07/26；民国112年7月6日；2023-13-40")]
    ['2023-09-01', '2023-07-26', '2023-07-06']
    """
    for match in DATE.finditer(text):
        yield from _read(match)


def _read(match: "regex.Match[str]") -> Iterator[Stated]:
    if match.groupdict().get("roc"):
        yield from _checked(1911 + int(match["roc"]), int(match["month"]), int(match["day"]))
    else:
        yield from _checked(_number(match["year"]), _number(match["month"]), _number(match["day"]))


def _checked(year: int, month: int, day: int) -> Iterator[Stated]:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return
    yield Stated(year, month, day)


def _number(text: str) -> int:
    """Read the digits of a date.

    >>> _number("二〇二三"), _number("十二"), _number("廿五"), _number("07")
    (2023, 12, 25, 7)
    """
    if text.isascii():
        return int(text)
    if len(text) == 4:
        return int("".join(_DIGITS[character] for character in text))
    tens, ten, ones = text.replace("廿", "二十").rpartition("十")
    value = int(_DIGITS[ones]) if ones else 0
    return value + (int(_DIGITS[tens]) if tens else 1) * 10 if ten else value
