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


_TELLING, _ADJOINING = 6, 2  # characters of a name that tells itself; between a quote and its type word
_TALK = frozenset(",，:：")
NO_NAME = Name("")
Rule = Callable[[Quote], Name | None]


def judge(quote: Quote) -> tuple[Name, str] | None:
    """Return the verdict of the first rule that has an opinion, with the rule's name.

    >>> from pipeline.model import Span
    >>> judge(Quote(Span(2, 6), "五查", "推行", "工作法"))
    (Name(type='method', front=0, back=3), 'headed')
    >>> judge(Quote(Span(2, 7), "天花板", "打破", "。"))
    """
    blank, near = 0, quote
    if quote.before.endswith(" "):
        blank = _blank(quote.after)
        near = quote._replace(before=quote.before.rstrip(" "), after=quote.after[blank:])
    for rule in RULES:
        if verdict := rule(near):
            back = verdict.back + blank if verdict.back else 0
            return (verdict._replace(back=back), rule.__name__) if verdict.type else None
    return None


def _blank(after: str) -> int:
    """Return the length of the blanks behind a quote that has them on both sides: 推行 “五查” 工作法."""
    closed_up = after.lstrip(" ")
    head = heads.behind(closed_up) if closed_up != after else None
    return len(after) - len(closed_up) if head and head.at <= _ADJOINING else 0


def refused(quote: Quote) -> bool:
    """Does the evidence speak against a name, whatever the company of the quotation?"""
    return any(rule(quote) for rule in (firm, speech, fault, figure))


def own_list(quote: Quote) -> Name | None:
    """Find a name that the user has listed."""
    kind = words.own().get(quote.inner)
    head = heads.behind(quote.after) if kind else None
    return Name(kind, back=head.length if head else 0) if kind else None


def firm(quote: Quote) -> Name | None:
    """Refuse what a firm is registered as: “叩官镇龙溪水果种植专业合作社”."""
    return NO_NAME if quote.inner.endswith(("公司", "专业合作社", "合作联社")) else None


def speech(quote: Quote) -> Name | None:
    """Refuse what somebody says: “没事了就来。”, 他说:“好”."""
    if shapes.is_sentence(quote.inner):
        return NO_NAME
    said = cues.introduces(quote.before) or not _TALK.isdisjoint(quote.inner)
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
        return Name("campaign" if _carried_out(quote) else "award")
    if holder := cues.holder(quote.after) if shapes.is_praise(quote.inner) else 0:
        return Name("award", back=holder)
    return Name("award") if cues.awards(quote.after) and shapes.praises(quote.inner) else None


def conferred(quote: Quote) -> Name | None:
    """Find a title somebody gets: 被评为全省“先进党组织”; a body or a document is none (纳入“商圈党建联盟”)."""
    if not cues.confers(quote.before) or not _nominal(quote.inner, 2):
        return None
    if back := cues.titled(quote.after):
        return Name("award", back=back)
    kind = shapes.ending_type(quote.inner)
    return Name(kind if kind in ("body", "document", "project", "campaign") else "award")


def enumeration(quote: Quote) -> Name | None:
    """Refuse the items that a count sums up (“资源、客源、服务”三要素); measures are none (“选、育、用”三项机制)."""
    count = heads.count(quote.after)
    if not count or not shapes.is_enumeration(quote.inner, count):
        return None
    head = heads.shared(quote.after)
    return NO_NAME if head is None or head.weak else None


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
    """Is it likened to what it names?  A long name with a long type word is none: 织密“15分钟社区生活圈”."""
    if not cues.likens(quote.before) or shapes.is_topic(quote.inner):
        return False
    return len(quote.inner) < _TELLING or len(shapes.ending_word(quote.inner)) < 3


def heading(quote: Quote) -> Name | None:
    """Refuse the image that closes a heading of its own line: 渔船上的“四人连”."""
    return NO_NAME if not quote.after and quote.before.endswith("的") else None


def periodic(quote: Quote) -> Name | None:
    """Find what comes round under a name of its own: “每月一题”, “每周一课”."""
    return Name("mechanism") if shapes.is_periodic(quote.inner) else None


def framed(quote: Quote) -> Name | None:
    """Find what is named as the means or the core of something: 以党建为引领、“千企兴千村”为驱动."""
    if not cues.frames(quote.after) or not _nominal(quote.inner, 2):
        return None
    if shapes.is_common(quote.inner) and not shapes.is_count(quote.inner):
        return None
    return Name(shapes.ending_type(quote.inner) or "method")


def presented(quote: Quote) -> Name | None:
    """Find what a type word and a dash present: 研究课题——“百村探索”."""
    kind = heads.presenting(quote.before)
    return Name(kind) if kind and _nominal(quote.inner, 3) else None


def ending(quote: Quote) -> Name | None:
    """Find a name that closes with its type word inside the marks: “15分钟养老服务圈”."""
    kind = shapes.ending_type(quote.inner)
    if not kind or not _nominal(quote.inner, 3) or shapes.is_slogan(quote.inner):
        return None
    return Name("campaign" if kind == "brand" and _carried_out(quote) else kind)


def twofold(quote: Quote) -> Name | None:
    """Find an abbreviation with two numerals: “七送三请”, “双随机一公开”."""
    return Name(_governed_type(quote) or "mechanism") if shapes.is_twofold(quote.inner) else None


def governed(quote: Quote) -> Name | None:
    """Find a name by the verb that sets it up: 推行“序位管理”."""
    verb = cues.governor(quote.before)
    if verb is None or not verb.strong or not _nominal(quote.inner, 3):
        return None
    return Name(_counted_type(quote) if shapes.is_count(quote.inner) else verb.type)


def brought_in(quote: Quote) -> Name | None:
    """Find a name by the verb behind it that sets it up somewhere: 将“红色物业”引入老旧小区."""
    verb = cues.installed(quote.after) if quote.before.endswith(("将", "把")) else None
    return Name(verb.type) if verb and _nominal(quote.inner, 3) else None


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
    """Find a slogan of parallel parts: “支部联建、资源联享”; what is to come of it is none: 实现“有人管、管得好”."""
    if not shapes.is_slogan(quote.inner) or cues.aims(quote.before):
        return None
    return Name(_governed_type(quote) or "method")


RULES: tuple[Rule, ...] = (
    own_list,
    firm,
    speech,
    national,
    attitude,
    headed,
    presented,
    honour,
    conferred,
    enumeration,
    shared_head,
    fault,
    formula,
    periodic,
    framed,
    figure,
    heading,
    ending,
    twofold,
    governed,
    brought_in,
    supported,
    counted,
    slogan,
)


def _nominal(inner: str, shortest: int) -> bool:
    return len(inner) >= shortest and not shapes.is_clause(inner)


def _carried_out(quote: Quote) -> bool:
    """Is it the aim of works under way rather than what they bring: 推进“美丽街区”建设?"""
    return quote.after.startswith("建设") and _governed_type(quote) == "campaign"


def _governed_type(quote: Quote) -> str:
    verb = cues.governor(quote.before)
    return verb.type if verb else ""


def _counted_type(quote: Quote) -> str:
    """Return the type of a numeral's abbreviation: “四个带头”, “五步议梯法”, “双报到”."""
    if quote.inner[1] == "个":
        return "concept"
    return "method" if quote.inner.endswith("法") else _governed_type(quote) or "mechanism"
