"""Is a quotation the name of a scheme, and of which type?  One rule, one kind of evidence; the first opinion wins."""

from collections.abc import Callable
from typing import NamedTuple

from pipeline.initiatives import cues, heads, shapes, words
from pipeline.initiatives.quotes import Quote


class Name(NamedTuple):
    """A verdict: the type, and how many characters around the marks belong to the name."""

    type: str
    front: int = 0
    back: int = 0


NO_NAME = Name("")
Rule = Callable[[Quote], Name | None]


def judge(quote: Quote) -> tuple[Name, str] | None:
    """Return the verdict of the first rule that has an opinion, with the rule's name.

    >>> from pipeline.model import Span
    >>> judge(Quote(Span(2, 6), "五查", "推行", "工作法"))
    (Name(type='method', front=0, back=3), 'headed')
    >>> judge(Quote(Span(2, 7), "天花板", "打破", "。"))
    """
    for rule in RULES:
        if verdict := rule(quote):
            return (verdict, rule.__name__) if verdict.type else None
    return None


def refused(quote: Quote) -> bool:
    """Does the evidence speak against a name, whatever the company of the quotation?"""
    return any(rule(quote) for rule in (speech, fault, figure))


def own_list(quote: Quote) -> Name | None:
    """Find a name that the user has listed."""
    kind = words.own().get(quote.inner)
    head = heads.behind(quote.after) if kind else None
    return Name(kind, back=head.length if head else 0) if kind else None


def speech(quote: Quote) -> Name | None:
    """Refuse what somebody says: “没事了就来。”, 他说:“好”."""
    if shapes.is_sentence(quote.inner):
        return NO_NAME
    said = cues.introduces(quote.before) or any(mark in quote.inner for mark in ",，:：")
    return NO_NAME if said and not heads.behind(quote.after) else None


def national(quote: Quote) -> Name | None:
    """Find a notion of national policy: “三会一课”制度, “两个维护”."""
    head = heads.behind(quote.after)
    if head is None:
        known = words.concepts().get(quote.inner)
        if known and shapes.is_held(quote.inner) and cues.confers(quote.before):
            return Name("award")
        return Name(known.type) if known else None
    if whole := words.concepts().get(quote.inner + quote.after[: head.length]):
        return Name(whole.type, back=head.length)
    if known := words.concepts().get(quote.inner):
        return Name(known.type if head.type in ("mechanism", "concept") else head.type, back=head.length)
    return None


def attitude(quote: Quote) -> Name | None:
    """Refuse what only describes how somebody is: “时刻在线”的责任感, “敢闯敢试”的劲头."""
    return NO_NAME if cues.describes(quote.after) else None


def headed(quote: Quote) -> Name | None:
    """Find a name with its type word behind: “五查”工作法, 年轻干部“补源”成长工程."""
    head = heads.behind(quote.after)
    if head is None or (len(quote.inner) < 2 and head.length > 2):
        return None
    if quote.after.startswith("的") and shapes.is_common(quote.inner):
        return None
    return Name(head.type, heads.in_front(quote.before), head.length)


def honour(quote: Quote) -> Name | None:
    """Find a title by its parts: “全国文明单位”, “五好”村(社区)党组织."""
    if shapes.is_honour(quote.inner):
        return Name("award")
    holder = cues.holder(quote.after) if shapes.is_praise(quote.inner) else 0
    return Name("award", back=holder) if holder else None


def conferred(quote: Quote) -> Name | None:
    """Find a title somebody gets: 被评为全省“先进党组织”; a body or a document is none (纳入“商圈党建联盟”)."""
    if not cues.confers(quote.before) or not _nominal(quote.inner, 2):
        return None
    kind = shapes.ending_type(quote.inner)
    return Name(kind if kind in ("body", "document") else "award")


def shared_head(quote: Quote) -> Name | None:
    """Find a name by the head behind the list: “逐村观摩、整乡推进”等制度, “甲”“乙”六大品牌."""
    head = heads.shared(quote.tail or quote.after)
    if head is None or not _nominal(quote.inner, 2):
        return None
    if head.weak:
        return None if figure(quote) else Name(shapes.ending_type(quote.inner) or head.type)
    return Name(head.type)


def fault(quote: Quote) -> Name | None:
    """Refuse what is named as a fault or a mishap: “黑车”乱象, “套路贷”团伙."""
    return NO_NAME if cues.faults(quote.after) else None


def formula(quote: Quote) -> Name | None:
    """Find a formula or a chain of levels: “党建+”, “党支部+合作社+农户”, “街道—社区—网格”; a sum counted is none."""
    if shapes.is_sum(quote.inner):
        if heads.is_counted(quote.after):
            return NO_NAME
        return Name(shapes.ending_type(quote.inner) or "method")
    return Name("mechanism") if shapes.is_chain(quote.inner) else None


def figure(quote: Quote) -> Name | None:
    """Refuse common words and figures of speech: 成为“主心骨”, 从“村民”到“市民”, “绣花”功夫."""
    if shapes.is_figurative(quote.inner):
        return NO_NAME
    if shapes.is_count(quote.inner) and heads.supporting(quote.after):
        return None
    if shapes.is_common(quote.inner) or _is_likened(quote) or cues.swaps(quote.before, quote.after):
        return NO_NAME
    return NO_NAME if cues.mentions(quote.before) and not shapes.is_count(quote.inner) else None


def _is_likened(quote: Quote) -> bool:
    return cues.likens(quote.before) and not shapes.is_topic(quote.inner)


def heading(quote: Quote) -> Name | None:
    """Refuse the image that closes a heading of its own line: 渔船上的“四人连”."""
    return NO_NAME if not quote.after and quote.before.endswith("的") else None


def ending(quote: Quote) -> Name | None:
    """Find a name that closes with its type word inside the marks: “15分钟养老服务圈”."""
    kind = shapes.ending_type(quote.inner)
    return Name(kind) if kind and _nominal(quote.inner, 3) and not shapes.is_slogan(quote.inner) else None


def twofold(quote: Quote) -> Name | None:
    """Find an abbreviation with two numerals: “七送三请”, “双随机一公开”."""
    return Name(_governed_type(quote) or "mechanism") if shapes.is_twofold(quote.inner) else None


def governed(quote: Quote) -> Name | None:
    """Find a name by the verb that sets it up: 推行“序位管理”."""
    verb = cues.governor(quote.before)
    if verb is None or not verb.strong or not _nominal(quote.inner, 3):
        return None
    return Name(_counted_type(quote) if shapes.is_count(quote.inner) else verb.type)


def supported(quote: Quote) -> Name | None:
    """Find a name by a plain noun behind it: “双报到”工作, “五化”建设."""
    head = heads.supporting(quote.after)
    if head is None or not (shapes.is_count(quote.inner) or _nominal(quote.inner, 3)):
        return None
    return Name(_counted_type(quote) if shapes.is_count(quote.inner) else head.type)


def counted(quote: Quote) -> Name | None:
    """Find a numeral's abbreviation: “双报到”, “四个带头”."""
    return Name(_counted_type(quote)) if shapes.is_count(quote.inner) else None


def slogan(quote: Quote) -> Name | None:
    """Find a slogan of parallel parts: “支部联建、资源联享”."""
    return Name(_governed_type(quote) or "method") if shapes.is_slogan(quote.inner) else None


RULES: tuple[Rule, ...] = (
    own_list,
    speech,
    national,
    attitude,
    headed,
    honour,
    conferred,
    shared_head,
    fault,
    formula,
    figure,
    heading,
    ending,
    twofold,
    governed,
    supported,
    counted,
    slogan,
)


def _nominal(inner: str, shortest: int) -> bool:
    return len(inner) >= shortest and not shapes.is_clause(inner)


def _governed_type(quote: Quote) -> str:
    verb = cues.governor(quote.before)
    return verb.type if verb else ""


def _counted_type(quote: Quote) -> str:
    """Return the type of a numeral's abbreviation: “四个带头”, “五步议梯法”, “双报到”."""
    if quote.inner[1] == "个":
        return "concept"
    return "method" if quote.inner.endswith("法") else _governed_type(quote) or "mechanism"
