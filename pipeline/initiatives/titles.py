"""Titles of honour without marks: 获评国家卫生县城, 授予3个村第七届全国文明村镇称号."""

import re
from collections.abc import Iterator
from functools import cache

import regex

from pipeline.initiatives import words
from pipeline.initiatives.counts import EDITION, FIGURE, STAMP
from pipeline.initiatives.lookup import Lookup, found, lookup
from pipeline.initiatives.words import HAN
from pipeline.model import Initiative, Mention, Span
from pipeline.patterns import compiled, standard

_BEFORE, _REACH = 16, 40
_AND = standard("、|以及|[和及]")
_STAMP = f"{STAMP}?"
_ORDINAL = f"{EDITION}?"
_STAMPED = standard(rf"(?:{STAMP}|{EDITION})+\Z")
_WORD = rf"(?:(?![的是在被将了为等以由并]|[和与及](?![谐美平]))[{HAN}A-Za-z0-9+—·-])"
_PLAIN = rf"(?:(?!{FIGURE}){_WORD})"
_CALLED = "(?P<called>(?:荣誉)?称号)?"
_NO_TITLE = "(?!.{0,12}重[点大要](?:项目|工程|任务|工作))"
_LEVEL = "[省市州县区镇乡](?![委府长民场域])"
_AREA = rf"[{HAN}]{{2,6}}?(?:省|市|自治区|州|盟|县|区|旗|镇|乡|街道)"
_ENDS = rf"(?![{HAN}])|(?=称号|荣誉|牌匾|[的等和及与]|之一|行列|推介|名单|名录)"
_SUMMED = standard(
    r"[^。;!?\n]{2,160}?等(?:多项|各级|国家级|省级|一系列)*(?:荣誉)?(?:称号|荣誉|殊荣|美誉)"
    r"|(?:(?!异常|失信|违)[^。;!?,\n]){2,24}?名录"
)
_PRIZE = "(?<![获颁得中有开评抽领大受])奖(?![励金品状补学惩项牌章台池杯者员])"
_PRIZES = standard(
    rf"(?!(?:[特一二三四][等类]|最高|最大|[金银铜大]|优秀|优胜|提名|入围|纪念|鼓励|安慰|参与|组织|团体|集体|个人|单项)+奖)"
    rf"{_STAMP}{_ORDINAL}(?P<name>{_PLAIN}{{2,10}}?(?:{_PRIZE}|鼎)){_CALLED}(?!{FIGURE})(?:{_ENDS})"
)
_NAMED = compiled(r"(?:荣誉)?称号|(?=荣誉|牌匾|奖牌|名单|名录|评选|推介|授牌|揭牌|命名|行列)")


def find(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the titles: behind a verb that confers them, one or a list, and those that their company shows.

    >>> text = "获评2022年江北市文明村、国家卫生县城，举行第七届全国文明村镇授牌仪式，成为我省首个国家生态文明试验区"
    >>> [(m.fact.core, text[m.span.start:m.span.end]) for m in find(text)]
    [('江北市文明村', '2022年江北市文明村'), ('国家卫生县城', '国家卫生县城'), \
('国家生态文明试验区', '国家生态文明试验区'), ('全国文明村镇', '第七届全国文明村镇')]
    """
    for _, end, verb in found(text, _conferring(), "了"):
        firm = verb in words.column("initiative_conferring", "force", "firm")
        yield from _listed(text, end, firm=firm or _SUMMED.match(text, end) is not None)
    for match in _becoming().finditer(text):
        yield from _listed(text, match.end(), firm=match["first"] is not None)
    for chosen in _chosen().finditer(text):
        yield from _listed(text, chosen.end(), firm=True)
    for start, _, _ in found(text, _ranks()):
        yield from _accompanied(text, start)


def _listed(text: str, start: int, *, firm: bool) -> Iterator[Mention[Initiative]]:
    """Yield the titles that stand at `start`; a `firm` verb makes any noun with a rank one."""
    while match := _match(text, start, firm=firm):
        yield _title(match)
        link = _AND.match(text, match.end())
        if link is None:
            return
        start = link.end()


def _match(text: str, start: int, *, firm: bool) -> re.Match[str] | None:
    found = _honour().match(text, start)
    return found or (_distinction().match(text, start) if firm else None) or _PRIZES.match(text, start)


def _accompanied(text: str, start: int) -> Iterator[Mention[Initiative]]:
    """Yield a title that its number or the noun behind it shows to be one."""
    stamp = _STAMPED.search(text, max(0, start - _BEFORE), start)
    numbered = stamp is not None and "届" in stamp[0]
    if not numbered and not _NAMED.search(text, start, start + _REACH):
        return
    match = _honour().match(text, start)
    if match and (numbered or match["called"] or _NAMED.match(text, match.end())):
        yield _title(match, len(stamp[0]) if stamp else 0)


def _title(match: re.Match[str], front: int = 0) -> Mention[Initiative]:
    return Mention(
        Span(match.start() - front, match.end()), Initiative(match["name"], "award"), "conferred_name"
    )


@cache
def _conferring() -> Lookup:
    return lookup(row for row in words.entries("initiative_conferring") if len(row["word"]) > 1)


@cache
def _ranks() -> Lookup:
    return lookup({"word": word} for word in words.column("initiative_honours", "part", "rank"))


@cache
def _becoming() -> regex.Pattern[str]:
    """Return a pattern for being or becoming, with what is the first of its kind: 是, 成为我省首个."""
    known = rf"(?:(?!全[^国]){words.honours('rank')}|[{HAN}]{{2,3}}省|[{HAN}]{{2,4}}市)"
    return compiled(
        rf"(?:(?<![不就正还也只])是|成为)(?P<first>[{HAN}]{{0,4}}(?:首个|首批|首家|唯一))?(?={known})"
    )


@cache
def _chosen() -> re.Pattern[str]:
    """Return a pattern for a verb of choosing with its object in front of a title: 推介该村等255个乡村为."""
    return standard(
        rf"(?:推介|评选|评定|认定|命名|选定|确定|公布|推荐|申报|创建)[^,，。;；、:：\n]{{2,36}}?[为成](?={_STAMP}{_ORDINAL}{_rank()})"
    )


@cache
def _rank() -> str:
    return rf"(?:{words.honours('rank')}|{_AREA}|{_LEVEL})"


@cache
def _honour() -> re.Pattern[str]:
    """Return a pattern for a title that says what is praised, in whom, and who praises it, or is a prize."""
    titled = rf"{words.honours('quality')}{_WORD}{{0,6}}{_bearer()}"
    prize = (
        rf"[1-5]A级?[{HAN}]{{0,4}}景区|[特一二三]等奖|[金银铜]奖|奖章|奖状|红旗手|标兵|模范|百强|之乡|文明号|先锋号"
        f"|[金银]鼎|{_PRIZE}"
    )
    rank = rf"(?:{_rank()}|[{HAN}]{{2,3}}(?=十大|十佳|最美))"
    field = rf"(?:{_WORD}|[和与及](?!{words.honours('rank')}))"  # 全国休闲农业和乡村旅游示范县
    return standard(
        rf"{_STAMP}{_ORDINAL}(?P<name>{rank}{_ORDINAL}{field}{{0,12}}?(?:{titled}|{prize})){_CALLED}"
    )


@cache
def _distinction() -> re.Pattern[str]:
    """Return a pattern for a title of whatever words that ends its phrase: with a rank, or with what is praised."""
    named = rf"{_NO_TITLE}{_rank()}{_ORDINAL}{_WORD}{{1,16}}{_bearer()}"
    praised = rf"{_PLAIN}{{0,8}}?{words.honours('quality')}{_PLAIN}{{0,6}}{words.honours('holder')}"
    return standard(rf"{_STAMP}{_ORDINAL}(?P<name>{named}|{praised}){_CALLED}(?:{_ENDS})")


@cache
def _bearer() -> str:
    return rf"(?:{words.honours('holder')}|{words.honours('closing')})"
