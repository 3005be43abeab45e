"""Quotations that name no scheme: talk, figures of speech, faults.  A rule refuses, or has no opinion."""

from pipeline.initiatives import cues, heads, praise, shapes, words
from pipeline.initiatives.quotes import Quote
from pipeline.initiatives.verdict import NO_NAME, Name
from pipeline.patterns import standard

_TELLING = 6  # characters of a name that tells itself
_NESTED = standard(rf"[”’」』](?P<after>[{words.HAN}]{{2,8}})[,，]")
_TALK = frozenset(",，:：")
_WAYS = frozenset({"mechanism", "method"})


def refused(quote: Quote, *, headed: bool = False) -> bool:
    """Does the evidence speak against a name, whatever the company of the quotation?

    Where its list is `headed`, a common word is a name (“头雁”“归雁”工程); a manner or a set figure of speech is none.
    """
    if headed and not shapes.is_figurative(quote.inner) and not shapes.is_manner(quote.inner):
        return any(rule(quote) for rule in (firm, speech, crime, fault))
    return any(rule(quote) for rule in (firm, speech, crime, fault, figure))


def firm(quote: Quote) -> Name | None:
    """Refuse what a firm is registered as: “叩官镇龙溪水果种植专业合作社”."""
    registered = quote.inner.endswith(("公司", "专业合作社", "合作联社"))
    return NO_NAME if registered and not praise.is_ranked(quote.inner) else None


def speech(quote: Quote) -> Name | None:
    """Refuse what somebody says, asks or writes: “没事了就来。”, 他说:“好”, “如何种”, “禁止吸烟”字样."""
    if shapes.is_sentence(quote.inner) or cues.spells(quote.tail or quote.after):
        return NO_NAME
    said = (
        not _TALK.isdisjoint(quote.inner) or cues.introduces(quote.before) or shapes.is_question(quote.inner)
    )
    return NO_NAME if said and not heads.behind(quote.after) else None


def outer(quote: Quote) -> Name | None:
    """Refuse the sentence that a name of its own, with its head, opens: “‘五色’管理法，人人有事做”的经验."""
    nested = _NESTED.search(quote.inner)
    head = heads.behind(nested["after"]) if nested else None
    return NO_NAME if nested and head and head.length == len(nested["after"]) else None


def crime(quote: Quote) -> Name | None:
    """Refuse a crime, a fraud or a nuisance (以“拉人头”方式, 被列为“一号电诈大案”), but not “黑车”整治行动."""
    return NO_NAME if shapes.is_crime(quote.inner) and not heads.behind(quote.after) else None


def attitude(quote: Quote) -> Name | None:
    """Refuse what only describes how somebody is or what is of old: “时刻在线”的责任感, “敢闯敢试”的劲头, “…”老模式.

    “月清月结”的农村生活污水处理机制 is about no life.
    """
    if cues.is_of_old(quote.after):
        return NO_NAME
    if not cues.describes(quote.after):
        return None
    head = heads.behind(quote.after)
    handled = head is not None and head.type in _WAYS and heads.is_whole(quote.after, head)
    return None if handled else NO_NAME


def enumeration(quote: Quote) -> Name | None:
    """Refuse the items that a count sums up (“资源、客源、服务”三要素); measures are none (“选、育、用”三项机制)."""
    count = heads.count(quote.after)
    if not count or not shapes.is_enumeration(quote.inner, count):
        return None
    head = heads.shared(quote.after)
    return NO_NAME if head is None or head.weak else None


def fault(quote: Quote) -> Name | None:
    """Refuse what is named as a fault or a mishap: “黑车”乱象, “套路贷”团伙."""
    return NO_NAME if cues.faults(quote.after) else None


def figure(quote: Quote) -> Name | None:
    """Refuse common words and figures of speech: 成为“主心骨”, 从“村民”到“市民”, “绣花”功夫."""
    if shapes.is_figurative(quote.inner):
        return NO_NAME
    if shapes.is_count(quote.inner) and heads.supporting(quote.after):
        return None
    common = shapes.is_common(quote.inner) and not _is_set_up(quote)
    if common or is_likened(quote) or cues.swaps(quote.before, quote.after):
        return NO_NAME
    return NO_NAME if cues.mentions(quote.before) and not shapes.is_count(quote.inner) else None


def _is_set_up(quote: Quote) -> bool:
    """Does a verb set up what a word that is not of everyday use calls by its sort: 发放“爱心卡”?"""
    verb = cues.governor(quote.before)
    compound = quote.inner not in words.type_words() and shapes.ending_type(quote.inner)
    return verb is not None and verb.strong and compound != "" and not shapes.is_plain(quote.inner)


def is_likened(quote: Quote) -> bool:
    """Is it likened to what it names?  A long name with a long type word is none: 织密“15分钟社区生活圈”."""
    if not cues.likens(quote.before) or shapes.is_topic(quote.inner):
        return False
    return len(quote.inner) < _TELLING or len(shapes.ending_word(quote.inner)) < 3


def heading(quote: Quote) -> Name | None:
    """Refuse the image that closes a heading of its own line: 渔船上的“四人连”."""
    return NO_NAME if not quote.after and quote.before.endswith("的") else None
