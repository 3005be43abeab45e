"""What closes a quoted name behind it (“五查”工作法) and opens it in front (年轻干部“补源”成长工程)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.initiatives import modifiers, scan, words
from pipeline.initiatives.counts import COUNT, MEASURE, ORDINAL
from pipeline.initiatives.scan import Bound, Closing
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard
from pipeline.recent import recently

_NUMERAL = rf"(?<![0-9])(?!(?:19|20)[0-9]{{2}}年?[{HAN}]|[0-9]+[A-Z])[0-9]"  # neither 2024专项行动 nor 5G平台
_PLAIN_STOP = rf"\.(?![A-Za-z])|(?<![A-Za-z0-9]) | (?![{HAN}])|{_NUMERAL}"
_STOP = f"{_PLAIN_STOP}|{ORDINAL}"
_OTHER = standard(rf"[^{HAN}A-Za-z0-9+·—. -]|{_STOP}")
_OTHER_THAN_EDITION = standard(rf"[^{HAN}A-Za-z0-9+·—. -]|{_PLAIN_STOP}")
_OTHER_THAN_QUOTE = standard(rf"[^{HAN}A-Za-z0-9+·—. “‘-]|{_STOP}")
GOES_ON = standard(rf"[{HAN}]")
_PAUSE = standard(r"[,，。;；:：!！?？、\n]")
_ENDED = standard(rf"\Z|{_PAUSE.pattern}|[”’」』)）]")
_CLAUSE = standard(rf"[{HAN}A-Za-z0-9+]*\Z")
_COUNTED = standard(COUNT)
_MEASURED = standard(rf"(?:{MEASURE}|[块名人户天年元])(?![{HAN}])")
_KINDS = "(?:形式多样|多种多样|丰富多彩|各具特色|多种形式|一系列|各类|多项)"
_LIST = standard(rf"(?:等(?:{_KINDS}|{COUNT})?|{COUNT})的?")
_COPULA = standard(rf"[,，]?(?:就|正|既|也)?是(?P<said>[{HAN}A-Za-z0-9、“”·]{{2,36}})(?=[,，。;；:：]|$)")
_WAYS = ("机制", "模式")
_POINTED = standard("这[一个张块项种条支]")
_NUMBER = standard("[0-9]+|[一二两三四五六七八九十]+")

# How many characters of modifier a head may have, and how many that of an event; how many may stand between two type
# words of one head, and how many where nothing follows the second.
_REACH, _FAR_REACH, _EVENT_REACH, _STEP, _LAST_STEP = 9, 16, 22, 2, 5
_WEAK_REACH, _LIST_REACH = 6, 15


class Head(NamedTuple):
    """The closing words of a name, `length` characters from the quote on, and the type they give it.

    `at` is where the first type word begins; a weak head is no part of the name.
    """

    length: int
    type: str
    at: int = 0
    weak: bool = False


@recently
def behind(after: str, *, coinage: bool = False) -> Head | None:
    """Read the head that directly follows a quote; more nouns close a `coinage`.

    >>> behind("的课堂改革模式机会"), behind("社区治理体系建设")
    (Head(length=7, type='method', at=1, weak=False), Head(length=6, type='mechanism', at=2, weak=False))
    >>> behind("预警与处置机制"), behind("机制与预警平台")
    (Head(length=7, type='mechanism', at=5, weak=False), Head(length=2, type='mechanism', at=0, weak=False))
    >>> behind("的温馨港湾"), behind("的社区品牌")
    (None, Head(length=5, type='brand', at=3, weak=False))
    >>> behind("示范创建专项行动开展以来"), behind("转变"), behind("问题")
    (Head(length=8, type='campaign', at=0, weak=False), None, None)
    >>> behind("党建共建圈"), behind("党建共建圈", coinage=True)
    (None, Head(length=5, type='brand', at=2, weak=False))
    """
    if _ENDED.match(after) or _COUNTED.match(after):
        return None
    begin = int(after.startswith(("的", "之")))
    head = _head(_within(after, begin, _OTHER), begin, _FAR_REACH if begin else _REACH, coinage=coinage)
    if head is None or not begin:
        return head
    far = head.at - begin > _REACH
    return None if _likens(after[: head.length], head.type) or (far and not is_whole(after, head)) else head


def event(after: str) -> Head | None:
    """Read the event that closes a long noun phrase behind a motto, in which nobody does anything.

    >>> event("全市职工庆祝建党节书画摄影比赛昨天举行"), event("企业员工组织附近小区居民参加读书活动")
    (Head(length=15, type='campaign', at=13, weak=False), None)
    """
    if _ENDED.match(after):
        return None
    head = _head(_within(after, 0, _OTHER_THAN_EDITION if "届" in after else _OTHER), 0, _EVENT_REACH)
    if head is None or head.type != "campaign":
        return None
    return None if any(verb.end < head.at for verb in scan.verbs(after[: head.at])) else head


def _likens(phrase: str, kind: str) -> bool:
    """Is what 的 joins only likened or what came of it: “抬脚就到”的温馨港湾, “一呼百应”的格局?"""
    return phrase.endswith("格局") or (kind in ("brand", "award") and not phrase.endswith(("品牌", "平台")))


def is_whole(after: str, head: Head) -> bool:
    """Does the noun phrase end where its head ends: 项目。, 项目在, but not 项目资金?"""
    return not GOES_ON.match(after, head.length) or any(
        bound.start == head.length for bound in scan.bounds(after)
    )


@recently
def supporting(after: str) -> Head | None:
    """Read a word behind a quote that shows a name without being part of it.

    >>> supporting("工作报告")
    Head(length=2, type='campaign', at=0, weak=True)
    >>> supporting("帮扶措施到户")
    Head(length=4, type='mechanism', at=2, weak=True)
    >>> supporting("这一党建品牌")
    Head(length=0, type='brand', at=0, weak=True)
    """
    if _ENDED.match(after):
        return None
    pointed = _POINTED.match(after)
    if pointed:
        head = behind(after[pointed.end() :])
        return Head(0, head.type, weak=True) if head else None
    begin = int(after.startswith("的"))
    last = None
    for closing, _ in _within(after, begin, _OTHER):
        if last and closing.start != last.end:
            break
        if closing.weak and (last or closing.start - begin <= _WEAK_REACH):
            last = closing
    return _weak(last) if last else None


@recently
def shared(after: str) -> Head | None:
    """Read the head that a list of quotes shares.

    >>> shared("等系列活动80余场"), shared("六大品牌"), shared("等问题")
    (Head(length=5, type='campaign', at=1, weak=False), Head(length=4, type='brand', at=2, weak=False), None)
    """
    opening = _LIST.match(after)
    if opening is None:
        return None
    found = _within(after, opening.end(), _OTHER_THAN_QUOTE)
    if found and found[0][0].weak:
        return _weak(found[0][0])
    return _head(found, opening.end(), _LIST_REACH)


def is_counted(after: str) -> bool:
    """Does a measure word follow, so that the quotation is a number: “3+1”块?"""
    return _MEASURED.match(after) is not None


def presenting(before: str) -> str:
    """Return the type that a type word gives to what it presents, some with a dash only; empty without one.

    >>> [presenting(before) for before in ("重大研究项目——", "重大研究项目", "打造党建品牌", "他说——")]
    ['project', '', 'brand', '']
    """
    phrase = before.rstrip("—-")
    dashes = len(before) - len(phrase)
    return _last(phrase) if dashes == 2 or (not dashes and before.endswith(_presenting())) else ""


def identifying(after: str) -> str:
    """Return the type that a type word gives to what it says a quote is, empty without one.

    >>> identifying("是市里连续六年打造的志愿服务品牌，"), identifying("是我的家。"), identifying("是一项活动的口号。")
    ('brand', '', '')
    """
    copula = _COPULA.match(after) if "是" in after[:3] else None
    return _last(copula["said"]) if copula else ""


def _last(phrase: str) -> str:
    """Return the type that a type word at the end of `phrase` gives, empty without one."""
    return next(
        (word.type for word in scan.closings(phrase) if word.end == len(phrase) and not word.weak), ""
    )


@cache
def _presenting() -> tuple[str, ...]:
    return tuple(row["word"] for row in words.closing("presents"))


def count(after: str) -> str:
    """Return the numeral right behind a quote, empty without one."""
    match = _NUMBER.match(after)
    return match[0] if match else ""


def in_front(before: str) -> int:
    """Return the length of the modifier in front of a headed quote that belongs to the name.

    >>> in_front("在全省率先实施年轻干部"), in_front("持续开展全域"), in_front("创新实施"), in_front("建立一套")
    (4, 0, 0, 0)
    """
    clause = _CLAUSE.search(before)
    modifier, governed = modifiers.name(clause[0] if clause else "")
    generic = modifier in words.column("initiative_generic", "place", "before", "scope")
    counted = _COUNTED.fullmatch(modifier) is not None
    if not governed or generic or counted or len(modifier) > 12 or modifiers.is_outside(modifier):
        return 0
    return len(modifier)


def _head(
    found: tuple[tuple[Closing, bool], ...], begin: int, reach: int, *, coinage: bool = False
) -> Head | None:
    """Follow a name from one type word to the next: 示范村|创建, 推进|机制."""
    strong = [(closing, last) for closing, last in found if not closing.weak and closing.start >= begin]
    while strong and strong[0][0].plain and not coinage:
        strong.pop(0)
    if not strong or strong[0][0].start - begin > reach:
        return None
    first = head = strong[0][0]
    for closing, last in strong[1:]:
        gap = closing.start - head.end
        if gap > (0 if closing.plain else _LAST_STEP if last else _STEP):
            break
        if closing.act and not head.act:
            break
        if gap >= 0:
            head = closing
    return Head(head.end, head.type, first.start)


def _weak(closing: Closing) -> Head:
    return Head(closing.end, closing.type, closing.start, weak=True)


@recently
def _within(after: str, begin: int, other: re.Pattern[str]) -> tuple[tuple[Closing, bool], ...]:
    """Return the closing words of the noun phrase at `begin`, each with whether the phrase ends there."""
    pause = _PAUSE.search(after)
    phrase = after[: pause.start()] if pause else after
    found = scan.closings(phrase) if len(phrase) > begin else ()
    if not found:
        return ()
    limit = _limit(phrase, begin, other, found)
    return tuple(
        (closing, closing.end == limit)
        for closing in found
        if begin <= closing.start and closing.end <= limit
    )


def _limit(phrase: str, begin: int, other: re.Pattern[str], found: tuple[Closing, ...]) -> int:
    """Return where the noun phrase at `begin` ends: at a bound or another character that no closing word holds.

    A conjunction joins the modifiers in front of the first closing word (预警与处置|机制) and ends the name behind it.
    """
    first = next((closing for closing in found if closing.start >= begin), None)
    bounds = (
        bound.start
        for bound in scan.bounds(phrase)
        if bound.start >= begin and not (first and _modifies(bound, first, begin, phrase))
    )
    others = (match.start() for match in other.finditer(phrase, begin))
    return min(_free(stops, found, len(phrase)) for stops in (bounds, others))


def _modifies(bound: Bound, head: Closing, begin: int, phrase: str) -> bool:
    """Is what would end the phrase a part of its modifier: 预警|与|处置机制, or a verb in front: 带动|机制?"""
    if bound.sort == "conjunction":
        return begin + 2 <= bound.start < head.end
    leads = bound.sort == "verb" and bound.start == begin and 0 <= head.start - bound.end <= _STEP
    return leads and phrase[head.start :] in _WAYS


def _free(stops: Iterator[int], found: tuple[Closing, ...], end: int) -> int:
    """Return the first of `stops` that no closing word holds, `end` where there is none."""
    return next((at for at in stops if not any(start <= at < last for start, last, *_ in found)), end)
