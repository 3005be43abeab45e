"""Bounds: the qualifiers in front of a quantity and behind it, and what they state."""

from functools import cache
from typing import Final, NamedTuple

from pipeline import lexicon
from pipeline.numbers.draft import Draft
from pipeline.patterns import standard

_CLOSE: Final = frozenset(",，。的;；、)）")
_HUNDREDS: Final = frozenset("百千万亿半")
_INSIDE_ONLY: Final = ("duration", "measure")
"""Kinds that 内 bounds: 3年内, 10米内, but 5个内 opens another word."""
_PASSED: Final = standard(r"(?:突破|超越|跨过|跨越|迈过|冲破|越过|(?<![打攻侦识道爆撞刷说])破)了?$")
"""Verbs that state a lower bound without being part of the quantity: 突破80万元."""
_PASSED_ENDS: Final = frozenset("破越过了")
_LEAST: Final = standard(r"(?:(?:至少|起码|最少)(?![的是])[一-鿿]{1,4}|不[得可能应宜准许][少低小]于)$")
_MOST: Final = standard(
    r"(?:不[得可能应宜准许](?:[多高大]于|超过?)|(?:至多|顶多)(?![的是])[一-鿿]{1,4}|最[高多](?:可|能|不)?(?:达到?|奖补?励?|补[助贴偿]|资助|支持|给予|贷款?|授信|减免|报销?|获得?|享受|发放|[罚赔]款?|处罚?|判处?|赔[付偿]|抵扣?|优惠|领取?|拿|返还?|减)给?)$"
)
"""What bounds a quantity without being part of it: 每月至少开课1次, 最高奖励500元, 不得低于30%."""
_INCLUDED: Final = standard("[(（](?:含|包括)[^()（）,，。;；]{0,8}[)）]")
"""What may stand between a figure and its bound: 35周岁(含)以下."""
_CLAUSE_EDGE: Final = standard(r"(?:^|[,，。、;；:：!！?？\n“”‘’《》()（） ])$")


class _Words(NamedTuple):
    """The qualifiers of one side: the bound and the guard of each, how long they are, what meets the quantity."""

    known: dict[str, tuple[str, str]]
    longest: int
    near: frozenset[str]


@cache
def _words(side: str) -> _Words:
    rows = (row for row in lexicon.rows("number_bounds") if row["side"] == side)
    known = {row["word"]: (row["bound"], row["guard"]) for row in rows}
    inner, between = (-1, " 了") if side == "before" else (0, " (（")
    return _Words(known, max(map(len, known)), frozenset(word[inner] for word in known) | {*between})


def qualified(text: str, start: int) -> str:
    """Return the qualifier that ends at `start`, or nothing.

    >>> qualified("需要将近5万", 4), qualified("节约5万", 2), qualified("投资过亿", 3), qualified("去过5次", 2)
    ('将近', '', '过', '')
    >>> qualified("超过了5万", 3)
    '超过了'
    """
    words = _words("before")
    if text[start - 1 : start] not in words.near:
        return ""
    end = start - (text[start - 1 : start] == " ")
    end -= text[end - 1 : end] == "了"
    for size in range(min(words.longest, end), 0, -1):
        word = text[end - size : end]
        found = words.known.get(word)
        if found and (end == size or text[end - size - 1] not in found[1]):
            return (
                "" if word == "过" and text[start : start + 1] not in _HUNDREDS else text[end - size : start]
            )
    return ""


def following(text: str, end: int) -> str:
    """Return the bound that begins at `end`, or nothing.

    >>> following("35周岁以下", 4), following("35周岁(含)以下", 4), following("35周岁(含1年)", 4)
    ('以下', '(含)以下', '')
    """
    words = _words("behind")
    if text[end : end + 1] not in words.near:
        return ""
    begin = end + (text[end : end + 1] == " ")
    for size in range(words.longest, 0, -1):
        word = text[begin : begin + size]
        found = words.known.get(word)
        if found is None:
            continue
        after = text[begin + size : begin + size + 1]
        if (not after or after in _CLOSE) if found[1] == "=" else (not after or after not in found[1]):
            return text[end : begin + size]
    included = _INCLUDED.match(text, end)
    bound = following(text, included.end()) if included else ""
    return included[0] + bound if included and bound else ""


def governed(text: str, start: int) -> str:
    """Return the bound that a verb before `start` states, or an adverb before the verb.

    >>> governed("突破80万元", 2), governed("每月至少开课1次", 6), governed("最高奖励500元", 4), governed("开课1次", 2)
    ('min', 'min', 'max', '')
    >>> governed("不得低于30%", 4), governed("不能超过3次", 4)
    ('min', 'max')
    """
    if text[start - 1 : start] in _PASSED_ENDS and _PASSED.search(text, max(0, start - 4), start):
        return "min"
    near = text[max(0, start - 8) : start]
    if near.isascii():
        return ""
    if _LEAST.search(near):
        return "min"
    return "max" if _MOST.search(near) else ""


def _bounded(draft: Draft, bound: str) -> Draft:
    if bound == "min" and draft.minimum is None:
        return draft._replace(minimum=draft.value)
    if bound == "max" and draft.value is not None:
        return draft._replace(maximum=draft.value, minimum=None)
    return draft


def _recent(text: str, start: int, end: int, kind: str) -> bool:
    """近三年 at the head of a clause, and 近10年来, mean the last years, not nearly as many."""
    return kind == "duration" and (
        bool(_CLAUSE_EDGE.search(text, max(0, start - 1), start)) or text[end : end + 1] in ("来", "间")
    )


def extend(text: str, draft: Draft) -> Draft:
    """Extend a draft over the qualifier in front and the bound behind, and take over the bounds they state.

    >>> from decimal import Decimal
    >>> draft = extend("约5万元以上", Draft(1, 4, "money", Decimal(50000)))
    >>> draft.start, draft.end, draft.minimum, draft.qualifier
    (0, 6, Decimal('50000'), '约…以上')
    """
    start, end = draft.start, draft.end
    written = []
    before = qualified(text, start)
    if before and not (before == "近" and _recent(text, start - 1, end, draft.kind)):
        start -= len(before)
        word = before.strip().removesuffix("了")
        written.append(word)
        draft = _bounded(draft, _words("before").known[word][0])
    else:
        draft = _bounded(draft, governed(text, start))
    behind = following(text, end)
    word = _INCLUDED.sub("", behind).strip()
    if behind and not (word == "内" and draft.kind not in _INSIDE_ONLY):
        end += len(behind)
        written.append(word)
        draft = _bounded(draft, _words("behind").known[word][0])
    if not written:
        return draft
    return draft._replace(start=start, end=end, qualifier="…".join(written))
