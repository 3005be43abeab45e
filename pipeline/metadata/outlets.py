"""Who published an article."""

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from pipeline.lexicon import LexiconError, rows
from pipeline.metadata.labels import values
from pipeline.metadata.people import rubrics
from pipeline.patterns import compiled

OWN = "本报|本刊|本网|本台|本社|我报|本站|本端|本市|本港"
# Reporters work as 全媒体记者, 见习记者, 驻站记者 …
ROLE = r"(?:全媒体?|融媒体?|新媒体|见习|实习|首席|特约|特派|驻站|驻地?|本地|记者站)*"
# A source like these names nobody.
NOBODY = compiled(
    rf"(?:{OWN}|原创|转载|未知|佚名|匿名|管理员|小编|编辑部|网络|互联网|网上|综合|整理|投稿|[Aa]dmin|无|系统|作者|编辑|记者|[\W\d_])"
    r"(?:原创|管理员|编辑|整理|转载|综合|媒体|资料|稿件?)*"
)
_VALUE = compiled(r"《?(?P<outlet>[^\s|丨｜》】(（)）\]［］,，;；:：>＞»\"”]+)")
_FORWARDED = compiled(r"(?:文章|内容|素材)?来源于\s*[:：]?\s*《?(?P<outlet>[^\s|丨》】)）,，。;；:：]{2,16})")


def outlet(head: Iterable[str], opening: str, tail: Iterable[str], removed: Iterable[str] = ()) -> str:
    """Return the publisher the article names: a source label, a reprint note, a dateline, the reporters' paper.

    >>> outlet(["标题", "来源:人民网-河北频道 原创稿"], "", [])
    '人民网-河北频道'
    >>> outlet([], "新华社北京7月1日电(记者李明)今天上午，大会开幕。", [])
    '新华社'
    """
    head, tail, removed = tuple(head), tuple(tail), tuple(removed)
    outside = (*head, *removed, *tail)
    finders = (
        _labelled(outside, "outlet"),
        _forwarded((*head, *tail)),
        _reprinted((*tail, *head)),
        _labelled(outside, "publisher"),
        _datelines((opening, *head)),
        _mastheads(head),
        _employers((*head, opening, *tail)),
    )
    return next((found for finder in finders for found in finder if found not in rubrics()), "")


def _labelled(lines: Iterable[str], kind: str) -> Iterator[str]:
    """Find the value of a label that names somebody.

    >>> list(_labelled(["来源：原创", "来源：http://a.cn/1", "首页 > 新闻 来源：市水利局 > 正文"], "outlet"))
    ['市水利局']
    """
    for value in values(lines, kind):
        match = _VALUE.match(value)
        if (
            match
            and compiled(r"\p{L}{2}").search(match["outlet"])
            and not compiled("https?$|www").match(match["outlet"])
        ):
            name = match["outlet"].strip("《-—_·")
            if not NOBODY.fullmatch(name):
                yield name


def _forwarded(lines: Iterable[str]) -> Iterator[str]:
    """Find the account in `以下文章来源于河东组工 ，作者小河`."""
    for line in lines:
        if len(line) <= 60 and (match := _FORWARDED.match(line.removeprefix("以下"))):
            yield match["outlet"]


def _reprinted(lines: Iterable[str]) -> Iterator[str]:
    """Find the paper in `原载9月1日《山西日报》`, `(《人民日报》2023年9月1日)` and `(山西日报 2023年9月1日 第1版)`."""
    for line in lines:
        match = compiled(r"(?:原载|原刊|载于?|刊于|转自|摘自|见)[^《]{0,16}《([^》]{2,16})》").search(line)
        match = match or compiled(
            r"^[(（]?(?:《([^》]{2,12}[报刊网社])》\s*[(（]?\s*[0-9]|(\p{Han}{2,12}[报刊网社])\s*(?:19|20)[0-9]{2}年[^。，,]{4,18}$)"
        ).search(
            line,
        )
        if match and len(line) <= 80:
            yield match[match.lastindex or 1]


def _datelines(lines: Iterable[str]) -> Iterator[str]:
    """Find the agency in `新华社北京7月1日电`, `【大公报讯】`, `人民网北京3月5日电`, `河北日报讯(记者…)`."""
    for line in lines:
        if (match := _dateline().match(line)) and not compiled(OWN).match(match["outlet"]):
            yield match["outlet"]


def _mastheads(lines: Iterable[str]) -> Iterator[str]:
    """Find the paper beside the date: `人民日报 2023年7月26日 星期三`, `2005年11月20日06:55 华西都市报`."""
    for line in lines:
        match = _account().match(line) or _masthead().search(line)
        if match and not compiled(OWN).match(match["outlet"]):
            yield match["outlet"]


def _employers(lines: Iterable[str]) -> Iterator[str]:
    """Find the paper its reporters work for: `(山西日报记者 李宁波)`, `湖北日报全媒记者 李婷`."""
    for line in lines:
        if (match := _employer().search(line[:80])) and not compiled(OWN).match(match["outlet"]):
            yield match["outlet"]


@cache
def _dateline() -> regex.Pattern[str]:
    return compiled(
        rf"^[【\[(（]?\s*(?P<outlet>{outlet_name()})\s*[】\])）]?\s*"
        r"(?:[\p{Han}]{0,8}?\s*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[\p{Han}]{0,4}?(?:电|讯|消息|报道))|讯|消息|专讯|综合|报道"
        rf"|{ROLE}记者[^()（）]{{2,12}}?[0-9]{{1,2}}日电|(?<![】\])）]\s*)(?=[【〔\[]\p{{Han}}{{2,4}}\s*[/／]))"
    )


@cache
def _masthead() -> regex.Pattern[str]:
    name = outlet_name()
    return compiled(
        rf"^《?(?P<outlet>{name})》?\s*[|/·]?\s*(?:(?=[12][0-9]{{3}}[-年/.])|(?=第?[A-Z0-9]+版)|(?=(?:数字|电子)(?:报|版))|$)"
        rf"|(?:[0-9]日|[0-9]:[0-9]{{2}}|-[0-9]{{2}})\s*[|｜丨]?\s*(?P<outlet>{name}(?:[-—]{name})?)(?=[\s|｜丨]|$)"
    )


@cache
def _account() -> regex.Pattern[str]:
    """Return the line below a public account's headline: `原创 李丽 河东文旅 2021-02-03 07:00`."""
    return compiled(
        r"^原创\s+(?:\S+\s+)?(?P<outlet>\S{2,16})(?:\s+(?P=outlet))?\s+(?=[12][0-9]{3}\s?[-年/.])"
    )


@cache
def _employer() -> regex.Pattern[str]:
    return compiled(
        rf"(?:^|[\s(（【\[□■◎●])(?P<outlet>{outlet_name()})\s*[/／]?\s*{ROLE}(?:记者|通讯员|评论员)"
    )


@cache
def employer_at_end() -> regex.Pattern[str]:
    """Return the pattern of a paper's name in front of its reporter's role."""
    return compiled(rf"(?:{outlet_name()}|{OWN})\s*[/／]?\s*$")


@cache
def outlet_name() -> str:
    """Build the pattern of a media name: one of the known names, or a place and one of the endings."""
    kinds: dict[str, list[str]] = {"ending": [], "name": []}
    for row in rows("metadata_outlets"):
        kinds[row["kind"]].append(row["surface"])
    if not all(kinds.values()):
        raise LexiconError("metadata_outlets.tsv: a kind has no surface")
    known, endings = (
        "|".join(sorted(map(regex.escape, set(kinds[kind])), key=lambda surface: (-len(surface), surface)))
        for kind in ("name", "ending")
    )
    return (
        rf"(?:(?:{known})(?:[-—·]?\p{{Han}}{{2,6}}频道)?"
        rf"|[\p{{Han}}A-Za-z0-9]{{2,10}}?(?:{endings})(?:[-—·]\p{{Han}}{{2,8}}(?:频道|网|客户端))?)"
    )
