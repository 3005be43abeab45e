"""The noun phrase behind a figure, found word by word."""

from typing import Final

from pipeline import lexicon
from pipeline.model import Span
from pipeline.numbers.classes import is_adverb
from pipeline.numbers.kinds import CLOSING, OPENING, STOP, SUFFIXES, heads, is_agent, is_article
from pipeline.numbers.modifiers import closes, compounded, is_field, room
from pipeline.numbers.words import Tokens
from pipeline.patterns import standard

_PEOPLE: Final = frozenset("人户员者民师手生工")
"""Nouns of one character that make a noun for people of the verb in front: 脱贫|户."""
_STATUS: Final = frozenset(
    (
        "退休",
        "离休",
        "退役",
        "退伍",
        "独居",
        "留守",
        "返乡",
        "在职",
        "离任",
        "脱贫",
        "失能",
        "失业",
        "下岗",
        "务工",
    )
)
"""Verbs that say in front of a noun what somebody is: 独居|老人."""
_ORGANISED: Final = frozenset(
    ("社会", "群团", "群众", "经济", "民间", "公益", "慈善", "行业", "自治", "志愿")
)
"""Nouns that 组织 makes a name with: 125个社会|组织."""
_TAKING_PART: Final = frozenset(("参与", "参加", "担任", "加入", "投身", "走进"))
_JOINS: Final = frozenset(("、", "和", "与", "及", "以及"))
_PREFIXES: Final = frozenset("分总副子")
"""What a name may begin with, where it is no verb: 三个分|项目."""
_PREPOSITIONS: Final = frozenset("往给于在至")
_RATES: Final = frozenset("率额量数费度")
"""Nouns of one character that make a rate of the verb in front: 以95%的赞同|率."""
_DEEPEST: Final = 8
"""So many modifiers, each with 的, are looked through."""
_MODIFIER_EDGE: Final = standard(r"[,，。;；:：!！?？\n0-9]")
_ATTRIBUTES: Final = frozenset(
    ("主要", "具体", "重点", "重大", "大型", "中型", "小型", "新型", "优秀", "部分")
)
"""Words that are no noun themselves: 大型|集中安置点."""
_ADVERBIAL: Final = frozenset(
    (
        *("快速", "联合", "共同", "同步", "直接", "间接", "全面", "整体", "实际", "稳定", "主动", "自愿"),
        *("长期", "短期", "定期", "常年", "特别", "特定", "专门", "单独", "公开", "进一步", "日常", "相对"),
    )
)
"""Adverbs that modify a noun as well: 联合|党支部."""
_GRADED: Final = standard("[较更最很][一-鿿]{1,2}|(?:国家|[国省部市州盟县区旗镇乡村])级")
_WHOLE: Final = standard("全[国省市县区州盟旗]")
"""What is part of a name where the name is behind the figure: 3个|全国文明村."""


def right(text: str, at: Tokens, pos: int, limit: int, *, predicate: bool = False) -> str:
    """Return the noun phrase that starts at `pos`, up to `limit`.

    With `predicate` a verb at its head is the clause's (50人参加培训), not a modifier (19家共建单位), except
    that of an amount (50万元扶持资金).
    """
    found = room(text, pos, limit)
    head = _head(text, at, found[0], predicate=predicate, shortest=1 if found[1] else 2) if found else None
    if not head:
        return ""
    start, i = head
    pos = max(start, at.starts[i - 1] + len(at.words[i - 1])) if i else start
    while i < len(at.words) and pos < limit:
        begin, word = at.starts[i], at.words[i]
        if word in OPENING and begin >= pos:
            close = quotation_end(text, begin, limit)
            if close < 0:
                break
            pos, i = close, at.after(close)
            continue
        kind = at.kind(i) if begin >= pos else ""
        if kind and _attributive(text[start:pos]):
            if word == "的":
                start, pos, i = begin + 1, begin + 1, i + 1
                continue
            i += _modifiers(at, i, 2) if kind == "v" else at.noun_at(i + 1, limit)
            begin, word, kind = at.starts[i], at.words[i], at.kind(i)
        inside = kind == "v" and (text[pos - 1] in CLOSING or _named(at, i))
        if kind and not inside and (predicate or is_agent(text[start:pos]) or not compounded(at, i, limit)):
            if word in _JOINS and is_field(text[start:pos]) and (joined := _joined(text, at, begin, limit)):
                return joined
            break
        pos, i = begin + len(word), i + 1
    end = min(pos, limit)
    goes_on = 0 < i < len(at.words) and at.starts[i] < limit and at.kind(i) in ("v", "link")
    if goes_on and is_adverb(at.words[i - 1]):
        end = max(start, at.starts[i - 1])
    return text[start:end].strip("+ ")


def _joined(text: str, at: Tokens, pos: int, limit: int) -> str:
    """Return the noun behind the conjunction at `pos` that two fields share: 5家农业|和旅游企业."""
    name = right(text, at, pos + len(at.words[at.after(pos)]), limit)
    return name if is_agent(name) or closes(name) else ""


def _head(text: str, at: Tokens, span: Span, *, predicate: bool, shortest: int) -> tuple[int, int] | None:
    """Return where a noun phrase begins, and its first word behind the verbs of `shortest` length that modify it."""
    pos, limit = span
    for _ in range(_DEEPEST):
        i = at.after(pos)
        while i < len(at.words) and at.starts[i] >= pos and _article(at, i):
            pos, i = at.starts[i] + len(at.words[i]), i + 1
        if i == len(at.words) or pos >= limit:
            return None
        kind = at.kind(i) if at.starts[i] >= pos else at.tail_kind(i, pos)
        if not kind or (at.words[i] in OPENING and at.starts[i] >= pos):
            return pos, i
        if _begins(at, i, limit) or (not predicate and at.words[i + 1 : i + 2] and at.words[i + 1] in _RATES):
            return pos, i + 1
        behind = -1 if predicate or kind in ("stop", "t") else _behind_de(text, at.starts[i], limit)
        if behind < 0:
            modifiers = _modifying(at, i, kind, predicate=predicate, shortest=shortest)
            return (pos, i + modifiers) if modifiers else None
        pos, predicate = behind, False
    return None


def _article(at: Tokens, i: int) -> bool:
    """Does the word at `i` only lead to a noun: 各|村, 一片|区域?"""
    word = at.words[i]
    return is_article(word) if word[0] == "一" else word[0] == "各" and at.kind(i) == "f"


def _begins(at: Tokens, i: int, limit: int) -> bool:
    """Does a name begin with the word at `i`, which is no noun itself: 全国|文明村, 独居|老人, 分|项目, 联合|支部?"""
    word = at.words[i]
    status = word in _STATUS
    opens = status or word in _PREFIXES or word in _ADVERBIAL or (word[0] == "全" and _WHOLE.fullmatch(word))
    return bool(opens) and at.noun_at(i + 1, limit) and (not status or is_agent(at.words[i + 1]))


def _attributive(phrase: str) -> bool:
    """Does the phrase only modify the noun that is still to come (大型, 较大, 省级)?"""
    return phrase in _ATTRIBUTES or _GRADED.fullmatch(phrase) is not None


def _modifying(at: Tokens, i: int, kind: str, *, predicate: bool, shortest: int) -> int:
    """Return how many verbs from `i` on modify the noun that a phrase is about; 0 if none does."""
    if kind not in ("v", "t"):
        return 0
    suffixed = len(at.words[i]) > 1 and at.words[i + 1 : i + 2] and at.words[i + 1] in SUFFIXES
    if suffixed or _names(at, i) or (kind == "v" and not predicate and _closes(at, i)):
        return 1
    modifiers = _modifiers(at, i, shortest)
    return 0 if predicate and at.words[i + modifiers] not in heads() else modifiers


def _modifiers(at: Tokens, i: int, shortest: int) -> int:
    """Return how many words from `i` on modify the noun behind them (共建|单位, 帮办|代办|专员); 0 if none is."""
    j, last = i, min(i + 2, len(at.words) - 1)
    while (
        j < last and len(at.words[j]) >= shortest and at.kind(j) in ("v", "t") and not _governs(at.words[j])
    ):
        j += 1
    return 0 if at.kind(j) else j - i


def _governs(verb: str) -> bool:
    """Does the verb end in a preposition, so that what follows is its object: 送往|山区?"""
    return verb[-1] in _PREPOSITIONS or verb == "来自"


def _names(at: Tokens, i: int) -> bool:
    """Is the verb at `i` the first part of a noun for people (脱贫|户)?"""
    return i + 1 < len(at.words) and at.words[i + 1] in _PEOPLE


def _closes(at: Tokens, i: int) -> bool:
    """Does the clause end with the verb at `i`, which then names what is done (三次走访)?"""
    return len(at.words[i]) > 1 and (i + 1 == len(at.words) or at.words[i + 1][0] in STOP)


def _named(at: Tokens, i: int) -> bool:
    """Does the verb at `i` go on into a name: by a noun-making suffix (研讨|班), or a quotation (振兴|“联合体”)?

    Or does it end one: 社会|组织?
    """
    word, before = at.words[i], at.words[i - 1] if i else ""
    if word == "组织" and before in _ORGANISED:
        return True
    if i + 1 == len(at.words):
        return False
    quoted = at.words[i + 1] in OPENING and word not in _TAKING_PART
    return at.words[i + 1] in SUFFIXES or (quoted and word not in lexicon.words("initiative_verbs"))


def quotation_end(text: str, start: int, limit: int) -> int:
    """Return the end of the quotation that opens at `start`, or -1 if it is long or open."""
    for end in range(start + 1, min(limit, start + 24)):
        if CLOSING.get(text[end]) == text[start]:
            return end + 1
        if text[end] in "。!！?？\n":
            break
    return -1


def _behind_de(text: str, pos: int, limit: int) -> int:
    """Return where the head of a clause-long modifier begins: 28项需要上级协作的|赋能清单."""
    edge = _MODIFIER_EDGE.search(text, pos, limit)
    found = text.rfind("的", pos, min(edge.start() if edge else limit, pos + 24))
    return found + 1 if found >= 0 else -1
