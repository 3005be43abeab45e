"""Which named scheme a figure is about.

A scheme owns the figure it is counted in (188个“红帆驿站”), the figures of those who join it (26个村被授予“…”),
and those told of it further on in the sentence.  What stops it is another topic: a semicolon, another place, a list it
is only a member of, a verb that does away with it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple

from pipeline.initiatives import cues, registry, words
from pipeline.model import Initiative, Mention, Place, Quantity, Span
from pipeline.patterns import standard

REACH: Final = 4
"""A figure belongs to a scheme named this many commas before it, at most."""
GUIDED: Final = 2
"""So many where the scheme is only what the clause goes by (按照“…”标准，…)."""
_HOP: Final = standard("[,，]")
_BREAK: Final = standard("[;；。！？!?\n]")
_DATED: Final = standard(r"[,，](?:[0-9]{4}年|[0-9]{1,2}[-—至][0-9]{1,2}月)(?!以来|底|前)")
"""A clause that opens with a date of its own reports something else."""
_MEMBER: Final = standard(r"[^,，]*?、[^,，]*等|[^,，]{0,12}等措施")
_IN_LIST: Final = standard(r"、[^,，、]{0,6}$")
_ENUMERATED: Final = standard(r"[”’」』]?(?:等|这)?")
_ANOTHER: Final = standard(r"[^0-9一二两三四五六七八九十百]{0,8}[“‘「『][^“”‘’「」『』]+[”’」』]$")
_TIME_MEASURED: Final = standard(r"(?:时间|时长|期限|周期|时限|工期|寿命)$")
_CLAUSE_ENDS: Final = standard(r"[,，;；。！？!?\n]|$")
_ITSELF: Final = standard(r"(?:这|它)[^,，]*$")
_LEADS: Final = standard(r"[,，;；。！？!?\n:：、]")
_NOUNS: Final = standard(r"[^,，;；。！？!?\n:：、0-9]{0,8}")


class Schemes(NamedTuple):
    """The schemes of a text, by start, each with the place that runs it."""

    text: str
    mentions: Sequence[Mention[Initiative]]
    owners: Sequence[Place | None]
    starts: Sequence[int]


class Asked(NamedTuple):
    """A figure, what it counts and where, and the schemes of its sentence: `named[first:last]`.

    Those from `behind` on start behind it.
    """

    text: str
    named: Sequence[Mention[Initiative]]
    owners: Sequence[Place | None]
    figure: Mention[Quantity]
    indicator: str
    place: Place | None
    sentence: Span
    first: int
    behind: int
    last: int

    def before(self) -> range:
        """Return the schemes that start before the figure, the nearest first."""
        return range(self.behind - 1, self.first - 1, -1)

    def between(self, i: int) -> str:
        """Return the words from scheme `i` to the figure."""
        return self.text[self.named[i].span.end : self.figure.span.start]


Rule = Callable[[Asked], int | None]


def initiative_of(
    schemes: Schemes, figure: Mention[Quantity], indicator: str, place: Place | None, sentence: Span
) -> int | None:
    """Return the index of the scheme that a figure is about, or nothing: the first rule with an answer decides.

    A sentence that names no scheme can only resume one.
    """
    named = schemes.mentions
    first = bisect_left(schemes.starts, sentence.start)
    last = bisect_left(schemes.starts, sentence.end, first)
    if first == last and not _resuming().match(schemes.text, sentence.start, figure.span.start):
        return None
    behind = bisect_right(schemes.starts, figure.span.start, first, last)
    asked = Asked(
        schemes.text, named, schemes.owners, figure, indicator, place, sentence, first, behind, last
    )
    return next((found for rule in RULES if (found := rule(asked)) is not None), None)


def inside(asked: Asked) -> int | None:
    """Find the scheme whose name holds the figure: “15分钟服务圈”."""
    return next((i for i in asked.before() if asked.figure.span.start < asked.named[i].span.end), None)


def counted(asked: Asked) -> int | None:
    """Find the scheme in what is counted: “书记项目”32项, 11个乡村振兴“区域联合体”."""
    end = asked.figure.span.end
    near = sorted(
        range(asked.first, asked.last), key=lambda i: abs(asked.named[i].span.start - asked.figure.span.start)
    )
    for i in near:
        mention = asked.named[i]
        if mention.fact.core in asked.indicator:
            return i
        if mention.span.start >= end and _is_modifier(asked.text[end : mention.span.start]):
            return i
    return None


def joined(asked: Asked) -> int | None:
    """Find the scheme that those counted join or set up: 5.6万名老人纳入“…”平台, 12名学生成立“…”项目组."""
    if asked.figure.fact.kind not in ("count", "measure", "money", "number"):
        return None
    same_clause = next((i for i in asked.before() if not _LEADS.search(asked.between(i))), None)
    if same_clause is not None:
        return None
    for i in range(asked.first, asked.last):
        start = asked.named[i].span.start
        if start >= asked.figure.span.end:
            ahead = asked.text[asked.figure.span.end : start]
            return i if _joins(ahead) else None
    return None


def told(asked: Asked) -> int | None:
    """Find the scheme named before that the sentence still speaks of: 实施“…”工程，选拔干部41名."""
    if asked.figure.fact.kind == "count" and _is_of_another(asked):
        return None
    for i in asked.before():
        between = asked.between(i)
        if _BREAK.search(between) or _DATED.search(between):
            return None
        if _enumerates(asked, i):
            return None
        if _MEMBER.match(between) or _left_behind(asked, i):
            continue
        if len(_HOP.findall(between)) > _reach(asked, i) or not _same_place(asked.place, asked.owners[i]):
            return None
        return i if _fits(asked, between) else None
    return None


def resumed(asked: Asked) -> int | None:
    """Find the scheme that the sentence before names and this one takes up: 该行动开展以来，清理垃圾300吨."""
    i = asked.first - 1
    opening = _resuming().match(asked.text, asked.sentence.start, asked.figure.span.start)
    if opening is None or i < 0 or asked.before():
        return None
    since = asked.text[opening.end() : asked.figure.span.start]
    near = not _BREAK.search(asked.text[asked.named[i].span.end : asked.sentence.start - 1])
    if not near or _BREAK.search(since) or len(_HOP.findall(since)) > REACH:
        return None
    return i if _fits(asked, since) else None


RULES: tuple[Rule, ...] = (inside, counted, joined, told, resumed)


def _is_modifier(ahead: str) -> bool:
    """Does nothing but a modifier stand between a figure and the name behind it?

    >>> _is_modifier("乡村振兴"), _is_modifier("的"), _is_modifier("老人参加")
    (True, True, False)
    """
    return _NOUNS.fullmatch(ahead) is not None and (
        ahead in ("", "的") or (not _joining().search(ahead) and cues.governor(ahead) is None)
    )


def _joins(ahead: str) -> bool:
    """Does the last verb in front of a name, in the clause of the figure, take the figure's noun for its subject?

    >>> _joins("个村、17个社区被授予"), _joins("户居民，打造"), _joins("亿元，用于基层党建和村干部")
    (True, False, True)
    """
    clause, hop, rest = ahead.rpartition("，") if "，" in ahead else ahead.rpartition(",")
    if hop:
        return rest.startswith("用于") and not _BREAK.search(ahead) and not _HOP.search(clause)
    if _BREAK.search(ahead):
        return False
    return cues.confers(rest) or cues.governor(rest) is not None or _joining().search(rest) is not None


@cache
def _joining() -> re.Pattern[str]:
    return standard(rf"{words.alternation(words.listed('initiative_joining'))}了?[{words.HAN}]{{0,6}}$")


@cache
def _resuming() -> re.Pattern[str]:
    this = "(?:该|这一|这项|此项|这个|这种|本次|此次)"
    return standard(rf"\s*[“‘]?{this}[{words.HAN}]{{0,4}}?{words.typed('head', 'named')}")


@cache
def _leaving() -> re.Pattern[str]:
    return standard(rf"{words.alternation(words.listed('initiative_leaving'))}了?[{words.HAN}]{{0,4}}$")


@cache
def _guiding() -> re.Pattern[str]:
    return standard(rf"{words.alternation(words.listed('initiative_guiding'))}[^,，;；。、]{{0,12}}$")


def _is_of_another(asked: Asked) -> bool:
    """Is what is counted named by a quotation of its own: “红黑榜”3期, 26个“就近办”事项?"""
    end = asked.figure.span.end
    return asked.text[end : end + 1] in tuple("“‘「『") or _ANOTHER.match(asked.indicator) is not None


def _enumerates(asked: Asked, i: int) -> bool:
    """Does the figure say how many schemes a list has that ends with `i`: “甲”“乙”六大品牌, 丙、“丁”等4个项目?

    Or does it count what stands beside one: “五查”工作法和三级会商?
    """
    between = asked.between(i)
    if between in ("和", "与", "及", "以及"):
        return True
    size = _list_size(asked, i)
    if size == 1 and not _IN_LIST.search(_lead(asked, i)):
        return False
    if between.startswith("等") and (_HOP.search(between) or asked.figure.fact.value == size):
        return True
    return _ENUMERATED.fullmatch(between) is not None


def _list_size(asked: Asked, i: int) -> int:
    """Return how many schemes stand in a row up to `i`."""
    first = i
    while first > asked.first and asked.named[first].span.start - asked.named[first - 1].span.end <= 1:
        first -= 1
    return i - first + 1


def _left_behind(asked: Asked, i: int) -> bool:
    return _leaving().search(_lead(asked, i)) is not None


def _lead(asked: Asked, i: int) -> str:
    start = asked.named[i].span.start
    return asked.text[max(asked.sentence.start, start - 20) : start]


def _reach(asked: Asked, i: int) -> int:
    """Return how many commas a scheme reaches over: an honour or a bare notion of national politics none."""
    mention = asked.named[i]
    national = registry.is_national(mention.fact)
    bare = mention.span.end - mention.span.start <= len(mention.fact.core) + len("“”")
    if mention.fact.type == "award" or (national and bare):
        return 0
    return GUIDED if national or _guiding().search(_lead(asked, i)) else REACH


def _same_place(one: Place | None, other: Place | None) -> bool:
    """Is one place inside the other, as far as they are known?"""
    if one is None or other is None or "country" in (one.level, other.level):
        return True
    return all(a == b for a, b in zip(one.steps, other.steps, strict=False))


def _fits(asked: Asked, between: str) -> bool:
    """Can a figure of this kind be told of a scheme: no age, no rank, no time that only says when?"""
    figure = asked.figure
    if figure.fact.kind == "ordinal":
        return not _HOP.search(between) or _ITSELF.search(between) is not None
    if figure.fact.kind == "age":
        return "年龄" in asked.indicator
    if figure.fact.kind == "duration":
        limit = figure.fact.qualifier.endswith(("内", "以内"))
        ends = _CLAUSE_ENDS.match(asked.text, figure.span.end) is not None
        return limit or ends or _TIME_MEASURED.search(asked.indicator) is not None
    return True
