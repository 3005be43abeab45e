"""Is a quotation the name of a scheme, and of which type?  One rule, one kind of evidence; the first opinion wins."""

from pipeline.initiatives import cues, heads, praise, refusals, shapes, words
from pipeline.initiatives.counts import EDITION
from pipeline.initiatives.quotes import Quote
from pipeline.initiatives.verdict import NO_NAME, Name, Rule, nominal
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard

_GAP = standard(rf" +|[(（](?:试点|试行|暂行|[一二三四首]期|{EDITION})[)）]")
_YEAR = standard("年(?:$|(?=[,，。、;；:：的)）”]|活动|工作|部署|建设|要求|目标|任务|主题|启动))")
_DAY = standard(rf"(?:[0-9一二三四五六七八九十]月|周[一二三四五六日]|[春夏秋冬]季|[{HAN}]节)的$")
_ADJOINING = 2  # characters between a quote and its type word
_MOTTO = 6  # characters of a motto that needs no other sign


def judge(quote: Quote) -> tuple[Name, str] | None:
    """Return the verdict of the first rule that has an opinion, with the rule's name.

    >>> from pipeline.model import Span
    >>> judge(Quote(Span(2, 6), "五查", "推行", "工作法"))
    (Name(type='method', front=0, back=3), 'headed')
    >>> judge(Quote(Span(2, 7), "天花板", "打破", "。"))
    """
    blank = _blank(quote)
    near = quote
    if blank or quote.before.endswith(" "):
        near = quote._replace(before=quote.before.rstrip(" "), after=quote.after[blank:])
    for rule in RULES:
        if verdict := rule(near):
            back = verdict.back + blank if verdict.back else 0
            return (verdict._replace(back=back), rule.__name__) if verdict.type else None
    return None


def _blank(quote: Quote) -> int:
    """Return the length of the blanks or the gloss between a quote and its head: 推行 “五查” 工作法, “五查”(试点)工程.

    Without a blank in front too, the head behind a blank has to end its phrase.
    """
    gap = _GAP.match(quote.after)
    if gap is None:
        return 0
    closed_up = quote.after[gap.end() :]
    head = heads.behind(closed_up)
    if head is None:
        return 0
    spaced = quote.before.endswith(" ") and head.at <= _ADJOINING
    return gap.end() if not gap[0].isspace() or spaced or heads.is_whole(closed_up, head) else 0


def own_list(quote: Quote) -> Name | None:
    """Find a name that the user has listed."""
    kind = words.own().get(quote.inner)
    head = heads.behind(quote.after) if kind else None
    return Name(kind, back=head.length if head else 0) if kind else None


def national(quote: Quote) -> Name | None:
    """Find a notion of national policy: “三会一课”制度, “两个维护”; a count behind ends it (“放管服”项目30个)."""
    head = heads.behind(quote.after)
    if head is None:
        known = words.concepts().get(quote.inner)
        if known and praise.is_held(quote.inner) and cues.confers(quote.before):
            return Name("award")
        return Name(known.type) if known else None
    if whole := words.concepts().get(quote.inner + quote.after[: head.length]):
        return Name(whole.type, back=head.length)
    if known := words.concepts().get(quote.inner):
        if head.type == "project" and quote.after[head.length : head.length + 1].isdigit():
            return Name(known.type)
        return Name(known.type if head.type in ("mechanism", "concept") else head.type, back=head.length)
    return None


def graded(quote: Quote) -> Name | None:
    """Find a grade of firms: “单项冠军”企业, 专精特新“小巨人”企业."""
    grades = words.column("initiative_honours", "part", "grade")
    if quote.inner not in grades or not (back := cues.holder(quote.after)):
        return None
    return Name("award", next((len(grade) for grade in grades if quote.before.endswith(grade)), 0), back)


def headed(quote: Quote) -> Name | None:
    """Find a name with its type word behind: “五查”工作法, 年轻干部“补源”成长工程."""
    head = heads.behind(quote.after)
    if head is None or (len(quote.inner) < 2 and head.length > 2):
        return None
    if quote.after.startswith("的") and shapes.is_common(quote.inner):
        return None
    return Name(head.type, heads.in_front(quote.before), head.length)


def coined(quote: Quote) -> Name | None:
    """Find a coinage with a plain noun behind it that somebody sets up: 开展“清泉润心”普法, “绿谷”共建圈举办的活动.

    “面对面”普法 is a manner, “酒驾”检查 is for drunken drivers, and a “和谐号”列车 is only a train.
    """
    head = heads.behind(quote.after, coinage=True)
    if head is None or quote.after.startswith("的"):
        return None
    if not nominal(quote.inner, 2) or shapes.is_plain(quote.inner) or shapes.is_case(quote.inner):
        return None
    behind = quote.after[head.length :]
    set_up = shapes.is_terse(quote.inner) or cues.governor(quote.before) or cues.installed(behind)
    if not set_up or cues.places(quote.before, behind):
        return None
    if cues.faults(quote.after) or cues.mentions(quote.before) or refusals.is_likened(quote):
        return None
    return Name(head.type, heads.in_front(quote.before), head.length)


def motto(quote: Quote) -> Name | None:
    """Find the motto of an event that a long phrase names: “书香润心 阅读有我”全市青少年经典诵读展演活动."""
    telling = len(quote.inner) >= _MOTTO or shapes.is_terse(quote.inner)
    if not telling or shapes.is_figurative(quote.inner):
        return None
    head = heads.event(quote.after)
    return Name(head.type, back=head.length) if head else None


def honour(quote: Quote) -> Name | None:
    """Find a title by its parts: “全国文明单位”, “五好”村(社区)党组织."""
    if praise.is_honour(quote.inner):
        return Name("campaign" if _carried_out(quote) else "award")
    if holder := cues.holder(quote.after) if praise.is_praise(quote.inner) else 0:
        return Name("award", back=holder)
    return Name("award") if cues.awards(quote.after) and praise.praises(quote.inner) else None


def conferred(quote: Quote) -> Name | None:
    """Find a title somebody gets: 被评为全省“先进党组织”; a body or a document is none (纳入“商圈党建联盟”)."""
    return as_title(quote) if cues.confers(quote.before) else None


def as_title(quote: Quote) -> Name | None:
    """Read what is conferred, by itself or further on in a list: a project or a body is what it is anyway."""
    if not nominal(quote.inner, 2):
        return None
    if back := cues.titled(quote.after) or cues.holder(quote.after):
        return Name("award", back=back)
    kind = shapes.ending_type(quote.inner)
    kept = kind in ("document", "project", "campaign") or (kind == "body" and not praise.praises(quote.inner))
    return Name(kind if kept else "award")


def shared_head(quote: Quote) -> Name | None:
    """Find a name by the head behind the list: “逐村观摩、整乡推进”等制度, “甲”“乙”六大品牌."""
    head = heads.shared(quote.tail or quote.after)
    if head is None or not nominal(quote.inner, 2):
        return None
    if head.weak:
        return None if refusals.figure(quote) else Name(shapes.ending_type(quote.inner) or head.type)
    return Name(head.type)


def formula(quote: Quote) -> Name | None:
    """Find a formula or a chain of levels: “党建+”, “党支部+合作社+农户”, “街道—社区—网格”; a sum counted is none."""
    if shapes.is_sum(quote.inner):
        if heads.is_counted(quote.after):
            return NO_NAME
        head = heads.supporting(quote.after)
        held = head.type if head and not head.at and head.type == "brand" else ""
        return Name(shapes.ending_type(quote.inner) or held or "method")
    return Name("mechanism") if shapes.is_chain(quote.inner) else None


def periodic(quote: Quote) -> Name | None:
    """Find what comes round under a name of its own: “每月一题”, “每周一课”."""
    return Name("mechanism") if shapes.is_periodic(quote.inner) else None


def ruled(quote: Quote) -> Name | None:
    """Find a rule of procedure by its form: “拿地即开工”, “先诊疗、后付费”."""
    return Name("mechanism") if shapes.is_procedure(quote.inner) else None


def dated(quote: Quote) -> Name | None:
    """Find the themes of a calendar: 三月的“植绿护绿添新绿”、六月的“童心向党共成长”."""
    listed = quote.tail and _DAY.search(quote.before)
    return Name("campaign") if listed and nominal(quote.inner, 5) else None


def yearly(quote: Quote) -> Name | None:
    """Find the theme of a year: “作风建设”年, “转观念、抓落实”年."""
    return Name("campaign", back=1) if _YEAR.match(quote.after) and nominal(quote.inner, 4) else None


def framed(quote: Quote) -> Name | None:
    """Find what is named as the means or the core of something: 以党建为引领、“千企兴千村”为驱动."""
    if not cues.frames(quote.after) or not nominal(quote.inner, 2):
        return None
    if shapes.is_common(quote.inner) and not shapes.is_count(quote.inner):
        return None
    return Name(shapes.ending_type(quote.inner) or "method")


def presented(quote: Quote) -> Name | None:
    """Find what a type word presents, some with a dash only: 研究课题——“百村探索”, 党建品牌“红帆领航”."""
    kind = heads.presenting(quote.before)
    named = nominal(quote.inner, 3) or shapes.is_personal(quote.inner)
    if not kind or not named or shapes.is_common(quote.inner):
        return None
    return None if cues.urges(quote.before) else Name(kind)


def identified(quote: Quote) -> Name | None:
    """Find what a sentence says to be a scheme: “百花迎春”是文艺界的品牌活动."""
    kind = heads.identifying(quote.tail or quote.after)
    return Name(kind) if kind and nominal(quote.inner, 3) and not shapes.is_common(quote.inner) else None


def ending(quote: Quote) -> Name | None:
    """Find a name that closes with its type word inside the marks: “15分钟养老服务圈”."""
    kind = shapes.ending_type(quote.inner)
    if not kind or not nominal(quote.inner, 3) or shapes.is_slogan(quote.inner):
        return None
    if shapes.is_order(quote.inner):
        return None
    return Name("campaign" if kind == "brand" and _carried_out(quote) else kind)


def twofold(quote: Quote) -> Name | None:
    """Find an abbreviation with two numerals: “七送三请”, “双随机一公开”."""
    return Name(_governed_type(quote) or "mechanism") if shapes.is_twofold(quote.inner) else None


def governed(quote: Quote) -> Name | None:
    """Find a name by the verb that sets it up: 推行“序位管理”; a noun behind tells the type: 实施“五微”举措."""
    verb = cues.governor(quote.before)
    if verb is None or not verb.strong or not nominal(quote.inner, 3):
        return None
    if (head := heads.supporting(quote.after)) and not head.at and head.type in ("mechanism", "method"):
        return Name(head.type)
    return Name(_counted_type(quote) if shapes.is_count(quote.inner) else verb.type)


def brought_in(quote: Quote) -> Name | None:
    """Find a name by the verb behind it that sets it up somewhere: 将“红色物业”引入老旧小区."""
    verb = cues.installed(quote.after) if quote.before.endswith(("将", "把")) else None
    return Name(verb.type) if verb and nominal(quote.inner, 3) else None


def supported(quote: Quote) -> Name | None:
    """Find a name by a plain noun behind it: “双报到”工作, “五化”建设."""
    head = heads.supporting(quote.after)
    if head is None or not (shapes.is_count(quote.inner) or nominal(quote.inner, 3)):
        return None
    return Name(_counted_type(quote) if shapes.is_count(quote.inner) else head.type)


def counted(quote: Quote) -> Name | None:
    """Find a numeral's abbreviation: “双报到”, “四个带头”; “两拓” may be any two of a name."""
    if not shapes.is_count(quote.inner) or (len(quote.inner) == 2 and quote.inner[0] == "两"):
        return None
    return Name(_counted_type(quote))


def slogan(quote: Quote) -> Name | None:
    """Find a slogan of parallel parts: “支部联建、资源联享”; what is to come of it is none: 实现“有人管、管得好”."""
    if not shapes.is_slogan(quote.inner) or cues.aims(quote.before):
        return None
    return Name(_governed_type(quote) or "method")


RULES: tuple[Rule, ...] = (
    own_list,
    refusals.firm,
    refusals.speech,
    graded,
    national,
    refusals.attitude,
    headed,
    coined,
    motto,
    honour,
    conferred,
    presented,
    identified,
    refusals.enumeration,
    shared_head,
    refusals.fault,
    formula,
    periodic,
    ruled,
    dated,
    yearly,
    framed,
    refusals.figure,
    refusals.heading,
    ending,
    twofold,
    governed,
    brought_in,
    supported,
    counted,
    slogan,
)


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
