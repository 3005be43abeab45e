"""Names by what the words inside the marks look like: “党建+”, “15分钟养老服务圈”, “七送三请”, “双报到”."""

from pipeline.initiatives import cues, heads, shapes
from pipeline.initiatives.quotes import Quote
from pipeline.initiatives.verdict import NO_NAME, Name, nominal


def formula(quote: Quote) -> Name | None:
    """Find a formula or a chain of levels: “党建+”, “党支部+合作社+农户”, “街道—社区—网格”; a sum counted is none."""
    if shapes.is_sum(quote.inner):
        if heads.is_counted(quote.after):
            return NO_NAME
        head = heads.supporting(quote.after)
        held = head.type if head and not head.at and head.type == "brand" else ""
        return Name(shapes.ending_type(quote.inner) or held or "method")
    return Name("mechanism") if shapes.is_chain(quote.inner) else None


def recurring(quote: Quote) -> Name | None:
    """Find what comes round or is done at once or first: “每月一题”, “拿地即开工”, “先诊疗、后付费”."""
    ruled = shapes.is_periodic(quote.inner) or shapes.is_procedure(quote.inner)
    return Name("mechanism") if ruled else None


def ending(quote: Quote) -> Name | None:
    """Find a name that closes with its type word inside the marks: “15分钟养老服务圈”."""
    kind = shapes.ending_type(quote.inner)
    if not kind or not nominal(quote.inner, 3) or shapes.is_slogan(quote.inner):
        return None
    if shapes.is_order(quote.inner):
        return None
    return Name("campaign" if kind == "brand" and is_carried_out(quote) else kind)


def twofold(quote: Quote) -> Name | None:
    """Find an abbreviation with two numerals: “七送三请”, “双随机一公开”."""
    return Name(governed_type(quote) or "mechanism") if shapes.is_twofold(quote.inner) else None


def counted(quote: Quote) -> Name | None:
    """Find a numeral's abbreviation: “双报到”, “四个带头”; “两拓” may be any two of a name."""
    if not shapes.is_count(quote.inner) or (len(quote.inner) == 2 and quote.inner[0] == "两"):
        return None
    return Name(counted_type(quote))


def slogan(quote: Quote) -> Name | None:
    """Find a slogan of parallel parts: “支部联建、资源联享”; what is to come of it is none: 实现“有人管、管得好”."""
    if not shapes.is_slogan(quote.inner) or cues.aims(quote.before):
        return None
    return Name(governed_type(quote) or "method")


def is_carried_out(quote: Quote) -> bool:
    """Is it the aim of works under way rather than what they bring: 推进“美丽街区”建设?"""
    return quote.after.startswith("建设") and governed_type(quote) == "campaign"


def governed_type(quote: Quote) -> str:
    """Return the type that the verb in front suggests, empty without one."""
    verb = cues.governor(quote.before)
    return verb.type if verb else ""


def counted_type(quote: Quote) -> str:
    """Return the type of a numeral's abbreviation: “四个带头”, “五步议梯法”, “双报到”."""
    if quote.inner[1] == "个":
        return "concept"
    return "method" if quote.inner.endswith("法") else governed_type(quote) or "mechanism"
