"""What stands around the marks: verbs that set up, confer, say or liken, and nouns for faults."""

import re
from functools import cache
from typing import NamedTuple

from pipeline.initiatives import scan, words
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard


class Governor(NamedTuple):
    """The verb that governs a quotation: the type it suggests, and whether it alone shows a name."""

    type: str
    strong: bool


def governor(before: str) -> Governor | None:
    """Read the verb of setting up in front of a quote, with a modifier between at most.

    >>> governor("全面推行村级党组织书记"), governor("打造"), governor("他说")
    (Governor(type='mechanism', strong=True), Governor(type='brand', strong=False), None)
    """
    for verb in scan.verbs(before):
        gap = before[verb.end :]
        if _GAP.fullmatch(gap) and all(bound.start < verb.end for bound in scan.bounds(before)):
            return Governor("mechanism" if verb.type == "document" else verb.type, verb.strong)
    return None


def installed(after: str) -> Governor | None:
    """Read the verb of setting up right behind a quote: 将“…”引入老旧小区."""
    verb = next(iter(scan.verbs(after)), None)
    if verb is None or verb.start or not (verb.strong or verb.type == "method"):
        return None
    return Governor("mechanism" if verb.type == "document" else verb.type, verb.strong)


def confers(before: str) -> bool:
    """Does a verb in front confer what is quoted: 被评为全省“…”?"""
    return _conferring().search(before) is not None


def introduces(before: str) -> bool:
    """Does what is said or written follow: 他说:“…”, 笑着说，“…”, 主题是：“…”?"""
    if before.endswith((",", "，")):
        return _saying().search(before) is not None
    return before.endswith((":", "："))


def mentions(before: str) -> bool:
    """Is what is quoted the object of saying, without a pause: 常说“…”?"""
    return _mentioning().search(before) is not None


def likens(before: str) -> bool:
    """Does a verb of naming, likening or turning into stand in front: 成为基层治理的“…”?"""
    return _likening().search(before) is not None


def swaps(before: str, after: str) -> bool:
    """Does one thing turn into another or buy it: 从“…”到“…”, 把“…”变成“…”, 用“…”换“…”, “…”变“…”?"""
    first = any(before.endswith(from_) and after[:1] in to for from_, to in _SWAPS)
    return first or _TURNING.match(after) is not None or _SWAPPED.search(before) is not None


def aims(before: str) -> bool:
    """Is what is quoted what comes out or is to come out: 实现“…”, 让各类矛盾“…”?"""
    return _AIM.search(before) is not None


def urges(before: str) -> bool:
    """Is what is quoted what something is made to do: 推动品牌“走出去”, 让品牌“立得住”?"""
    return _URGED.search(before) is not None


def places(before: str, after: str) -> bool:
    """Is it where something is done, 在“静心书屋”阅读, rather than an occasion, 在“绿谷”大会上?"""
    return before.endswith("在") and not after.startswith(_OCCASION)


def faults(after: str) -> bool:
    """Does a noun for a fault, a fraud or a mishap follow: “…”乱象, “…”团伙, “…”的尴尬?"""
    return _faulty().match(after) is not None


def spells(after: str) -> bool:
    """Does a noun for words written or called follow: “…”等字样, “…”的说法?"""
    return _spelled().match(after) is not None


def frames(after: str) -> bool:
    """Is it the means, the core or the drive of something: “…”为抓手?"""
    return _FRAME.match(after) is not None


def describes(after: str) -> bool:
    """Does an attitude follow, which the quotation only describes: “…”的责任感?"""
    return after.startswith("的") and _attitude().match(after) is not None


def is_of_old(after: str) -> bool:
    """Does what is of old follow: “…”老模式, “…”的传统做法?"""
    return _OF_OLD.match(after) is not None


def awards(after: str) -> bool:
    """Is a plate or a list for it what follows: “…”授牌, “…”名单?"""
    return _AWARDED.match(after) is not None


def titled(after: str) -> int:
    """Return the length of the noun that closes a title behind a quote.

    >>> titled("种植产区。"), titled("后,村里")
    (4, 0)
    """
    match = _closing().match(after)
    return match.end() if match else 0


def holder(after: str) -> int:
    """Return the length of the bearer of a title behind a quote.

    >>> holder("村(社区)党组织,为打赢"), holder("的故事")
    (8, 0)
    """
    match = _holding().match(after)
    return match.end() if match else 0


_OCCASION = ("上", "中", "里", "内", "期间", "现场", "举", "开")
_AIM = standard(rf"(?:实现|达到|做到|确保|保证|力争|力求|[让使])了?[{HAN}]{{0,12}}$")
_URGED = standard(rf"(?:[让使把将促]|推动|助推|助力|带动|加快|引导|支持|帮助)[{HAN}]{{0,12}}$")
_FRAME = standard("为(?:总|重要|主要|有力)?(?:抓手|载体|牵引|驱动|内核|引领|统领|主线|依托|平台)")
_AWARDED = standard(rf"[{HAN}]{{0,8}}?(?:名单|授牌|揭牌|牌匾|奖牌)")
_OF_OLD = standard("的?(?:传统|老|旧|原有|以往|过去)(?!年|城|街|区|战士|兵)")
_GAP = standard(rf"[{HAN}A-Za-z0-9]{{0,10}}")
_SWAPS = (
    (("从", "由"), tuple("到向变")),
    (("把", "将", "让", "使", "变"), tuple("变化转为")),
    (("用", "以", "拿"), tuple("换赢博争")),
)
_TURNING = standard("[变换][成为作]?[“‘]")
_SWAPPED = standard(
    "|".join(rf"[{''.join(from_)}][“‘][^”’]*[”’][{''.join(to)}][成为作]?$" for from_, to in _SWAPS)
    + "|[”’][变换][成为作]?$"
)


@cache
def _conferring() -> re.Pattern[str]:
    verb = words.bounded(row for row in words.entries("initiative_conferring") if row["force"] != "list")
    return standard(rf"{verb}[了过]?(?:[{HAN}0-9]|(?<=[国部省市州县区级])、|(?<=[)”])){{0,16}}$")


@cache
def _saying() -> re.Pattern[str]:
    verb = words.alternation(words.column("initiative_naming", "kind", "speech"))
    return standard(rf"{verb}[{HAN}]{{0,4}}[,，]$")


@cache
def _mentioning() -> re.Pattern[str]:
    return standard(rf"{words.bounded(_naming('speech'))}了?$")


@cache
def _likening() -> re.Pattern[str]:
    rows = _naming("figure")
    near = words.bounded(row for row in rows if len(row["word"]) == 1)
    far = words.bounded(row for row in rows if len(row["word"]) > 1)
    denied = words.listed("initiative_leaving") | words.column("initiative_naming", "kind", "denial")
    first = "".join(sorted({word[0] for word in (*(row["word"] for row in rows), *denied)}))
    # The class spares the alternations at most characters.
    return standard(
        rf"(?=[{first}])(?:{near}[了的]?|{words.alternation(denied)}[了过]?"
        rf"|{far}[了出]?(?:[{HAN}0-9]{{0,9}}|[{HAN}]{{10,16}}的))$"
    )


@cache
def _faulty() -> re.Pattern[str]:
    return standard(f"的?{words.alternation(words.column('initiative_naming', 'kind', 'ill'))}")


@cache
def _spelled() -> re.Pattern[str]:
    nouns = words.column("initiative_naming", "kind", "text")
    first = "".join(sorted({noun[0] for noun in nouns}))
    return standard(f"(?=[等的{first}])等?的?{words.alternation(nouns)}")


@cache
def _attitude() -> re.Pattern[str]:
    return standard(
        rf"的[{HAN}]{{0,3}}?{words.alternation(words.column('initiative_naming', 'kind', 'attitude', 'text'))}"
    )


@cache
def _closing() -> re.Pattern[str]:
    return standard(rf"[{HAN}]{{0,6}}?{words.honours('closing')}(?![{HAN}])")


@cache
def _holding() -> re.Pattern[str]:
    return standard(words.holders())


def _naming(kind: str) -> list[dict[str, str]]:
    return [row for row in words.entries("initiative_naming") if row["kind"] == kind]
