"""A figure in its place: the noun phrases beside it, and what stands between it and its name."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline.model import Mention, Quantity, Span
from pipeline.numbers.behind import right
from pipeline.numbers.kinds import amounts, is_act, is_agent, is_amount
from pipeline.numbers.phrases import Phrase, left
from pipeline.numbers.words import Tokens
from pipeline.patterns import standard
from pipeline.recent import recently

PERSONS: Final = frozenset(("人", "人次", "户", "户次", "口"))
COUNTED: Final = PERSONS | {"名", "位", "个", "家"}
AMOUNTS: Final = frozenset(("money", "percent", "points", "ratio", "measure"))
RELATIVE: Final = frozenset(("ordinal", "percent", "points", "ratio"))
"""Kinds that say something of whatever has been named."""
KINDS: Final = AMOUNTS | RELATIVE | {"count", "number", "age", "duration"}
EDGE: Final = standard(r"[,，。;；:：!！?？\n、]")
CLAUSE: Final = standard(r"[,，。;；:：!！?？\n]")
_PERSONAL: Final = standard("[(（,，]?[男女][,，、](?:[一-鿿]{1,4}族[,，、])?$")
"""What stands between a person's name and age: 张某(男,汉族,24岁)."""
_FROM: Final = standard(
    r"(?:由|从(?![业事而此小来未严中头属众容政军医教]))[^,，。;；、]{0,8}(?<![要需得花])(?<![领收拿得借贷挣赚筹取买学]到)$|从[12][0-9]{3}年[^,，。;；、0-9]{0,10}的$"
)
_ON: Final = standard(r"[^,，。;；0-9]{0,12}?(?:[到至为增减升降涨跌压缩扩提翻跃攀变延]|调整|恢复)")
"""What goes on from one figure to another."""
_WHOLE: Final = standard(r"从[^,，。;；、]{2,14}(中)[^,，。;；、]{0,6}$")
"""What a share is taken from: 从门票收入|中提取18%."""
_SHARE: Final = standard(r"(?<!侵)占(?!地|比|到|了)[^,，。;；、]{2,16}的?$")
PART: Final = standard("(?:其|当)中[,，]?")
"""What opens what is said of a part."""
_SELECTED: Final = standard("其中([^,，。;；:：]{3,24})的$")
_SELECTED_FROM: Final = 30
_BLANK: Final = (" ", "\u3000")
"""What parts the figures of a list that has no marks: 挡墙13.46千米 道路8.72千米."""
_CLAUSE_LENGTH: Final = 300
_NOMINAL: Final = standard(r"(增幅|降幅|涨幅|跌幅|占比|比重|增收|总量|合计|总计)[^,，。;；、]{0,5}$")
"""Links that name an indicator themselves where nothing else does: 降幅为0.2个百分点."""
_EMPTY: Final = standard(
    "[户人村亩社乡镇县市]均|平均|.*[^等年层]级|[省市县区州乡镇]派|最(?!.?[峰点处值温楼塔山桥井]$).+|其|这|[家村镇乡县市区省店厂手地田园院山校社班队这那]里|很多|许多|不少|大?多数|其[余他它]|余下|剩下|网上|线[上下]|现场|一些|有些|各自|[这该]?(?:数字|数据|指标)|[前后]者|上下"
)
"""Phrases that name nothing themselves: a share for each, a grade, a word for what was named before."""

_WORTH: Final = frozenset(("价值", "总价值", "市场价值"))
"""What only says of what follows how dear it is: 发放价值1000元的|慰问品."""
_DURING: Final = frozenset(("时", "期间", "之际"))
"""Words behind what only says when."""
_HOW_MUCH: Final = frozenset(
    grade + noun for grade in ("", "级") for noun in ("规模", "水平", "体量", "目标")
)
"""Nouns behind a figure that only repeat that it is one: 存栏达到3万头|规模."""
_SCOPES: Final = frozenset(("全球", "世界", "亚洲", "国内", "国际"))
"""What a rank is held in: 产量连续十年|世界第一."""

Told = tuple[Mention[Quantity], str]
"""A figure of the sentence and what it is about."""


class Around(NamedTuple):
    """What surrounds a figure."""

    sentence: int
    """Where its sentence begins."""
    floor: int
    """Where the figure or place before it ends, or the sentence begins."""
    room: Span
    """Where a noun phrase behind it may stand: after what says how old, large or dear the counted is."""
    told: Sequence[Told]
    """What the figures of the sentence before it are about."""
    place: Span | None = None
    """Where the last place of the sentence before it is named."""


class Figure(NamedTuple):
    """A figure in its place."""

    text: str
    at: Tokens
    span: Span
    fact: Quantity
    around: Around
    clause: int
    """Where the part of its clause begins that no other figure and no comma parts from it."""
    start: int
    """Where it begins, with what stands between a person's name and age."""
    phrase: Phrase
    """The noun phrase in front of it, or of what stands between."""
    before: str
    """What that phrase names, if it fits the figure."""
    behind: str
    """The noun phrase behind it."""
    attached: bool
    """Does 的 join it to what follows?"""
    bounding: bool
    """Does it set a bound (50万元以上的村), so that what follows is no amount?"""


def figure(text: str, at: Tokens, mention: Mention[Quantity], around: Around) -> Figure:
    """Look at what stands on both sides of a figure."""
    span, fact, _ = mention
    floor, room = around.floor, around.room
    start = _start(text, mention, floor)
    clause = last_end(EDGE, text, floor, start)
    parted = _between(text, fact, clause, Span(start, span.end))
    phrase = left(text, at, parted or start, clause)
    if parted and (phrase.text or text[parted] in "由从" or (around.told and not _listed(text, around.told))):
        phrase = phrase._replace(parted=True)
    elif parted:
        phrase = left(text, at, start, clause)
    if phrase.text:
        before = phrase.text if fits(phrase, fact) else ""
    else:
        nominal = _NOMINAL.search(text, max(clause, start - 7), start)
        before = nominal[1] if nominal else ""
    attached = text.startswith("的", span.end)
    amount = fact.kind in AMOUNTS
    listed = bool(before) and text[span.end : span.end + 1] in _BLANK and not phrase.bare
    predicate = not attached and (amount or fact.unit in PERSONS or selected(text, at, around, start))
    behind = "" if listed else right(text, at, *room, predicate=predicate)
    if behind and before in _WORTH:
        before = ""
    elif before and (
        behind in _HOW_MUCH or behind in _SCOPES or (fact.kind == "count" and _leads(text, behind, room.end))
    ):
        behind = ""
    elif behind and attached and parted and not (phrase.parted or is_amount(before)):
        before = ""
    bounding = (amount or (attached and bool(before) and not phrase.bare)) and fact.qualifier.endswith(
        ("上", "下")
    )
    return Figure(text, at, span, fact, around, clause, start, phrase, before, behind, attached, bounding)


@recently
def is_empty(phrase: str) -> bool:
    """Does the phrase name nothing itself?

    >>> is_empty("户均"), is_empty("户均收入")
    (True, False)
    """
    return _EMPTY.fullmatch(phrase) is not None


def is_during(phrase: Phrase) -> bool:
    """Does the phrase only say when: 高峰|时超过2万人?"""
    return phrase.links != () and phrase.links[-1] in _DURING


def fits(phrase: Phrase, quantity: Quantity) -> bool:
    """May the phrase name what the quantity says?  Money is about no one who pays or gets it, nor about 人均 alone."""
    if not phrase.text or is_empty(phrase.text) or is_during(phrase):
        return False
    if phrase.each or quantity.kind == "money":
        return not is_agent(phrase.text)
    done = quantity.kind == "count" and quantity.unit not in COUNTED and any(map(is_act, phrase.links))
    return not (done and is_agent(phrase.text))


def _leads(text: str, behind: str, end: int) -> bool:
    """Is the noun behind the figure an amount, and the next figure is its own (开办20班|投入900万元)?"""
    return (
        behind in amounts() and text.startswith(behind, end - len(behind)) and text[end : end + 1].isalnum()
    )


def selected(text: str, at: Tokens, around: Around, start: int) -> bool:
    """Does the figure say how many of the counted do something: 建成7条公交线,其中经过老城的|3条已通车?"""
    if not around.told or text[start - 1] != "的":
        return False
    part = _SELECTED.search(text, max(around.sentence, start - _SELECTED_FROM), start)
    return part is not None and at.kind(at.after(part.start(1))) in ("v", "f", "link")


def came_from(text: str, floor: int, span: Span) -> int:
    """Return where what says from where begins (由|5个减到2个, 由|零增至5个), or -1."""
    found = _FROM.search(text, max(floor, span.start - 18), span.start)
    return found.start() if found and (_ON.search(found[0]) or _ON.match(text, span.end)) else -1


def _start(text: str, mention: Mention[Quantity], floor: int) -> int:
    """Return where a figure begins, with what stands between a person's name and age."""
    personal = _PERSONAL.search(text, floor, mention.span.start) if mention.fact.kind == "age" else None
    return personal.start() if personal else mention.span.start


def _listed(text: str, told: Sequence[Told]) -> bool:
    """Do several figures close a list, so that a share is one of them all (一等奖1个、二等奖2个,占总数的|三成)?"""
    return len(told) > 1 and "、" in text[told[-2][0].span.end : told[-1][0].span.start]


def _between(text: str, fact: Quantity, clause: int, span: Span) -> int:
    """Return where the indicator ends if something stands between: 由56%提高至, 占总数的, 从收益中提取; else 0."""
    share = fact.kind in ("percent", "ratio")
    if share and (whole := _WHOLE.search(text, clause, span.start)):
        return whole.start(1)
    begin = came_from(text, clause, span)
    if begin < 0 and share and (found := _SHARE.search(text, clause, span.start)):
        begin = found.start()
    return max(begin, 0)


def last_end(edges: re.Pattern[str], text: str, floor: int, end: int) -> int:
    """Return where the last of some marks between `floor` and `end` ends, or `floor`, no farther than a clause goes."""
    floor = max(floor, end - _CLAUSE_LENGTH)
    for found in edges.finditer(text, floor, end):
        floor = found.end()
    return floor
