"""Names by what stands around the marks: the head behind, the verb in front, the list, the title conferred."""

from pipeline.initiatives import cues, heads, praise, quotes, refusals, shapes, within, words
from pipeline.initiatives.quotes import Quote
from pipeline.initiatives.verdict import Name, nominal
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard

_YEAR = standard("年(?:$|(?=[,，。、;；:：的)）”]|活动|工作|部署|建设|要求|目标|任务|主题|启动))")
_DAY = standard(rf"(?:[0-9一二三四五六七八九十]月|周[一二三四五六日]|[春夏秋冬]季|[{HAN}]节)的$")
_SHOWS = ("会", "展", "演", "坛", "典", "仪式")
_STEPS = standard("[一二三四五六七八九十0-9]{1,2}步")
_COMPLETED = 4  # characters in front of a quoted type word that make a name with it
_MOTTO = 6  # characters of a motto that needs no other sign


def own_list(quote: Quote) -> Name | None:
    """Find a name that the user has listed."""
    kind = words.own().get(quote.inner)
    head = heads.behind(quote.after) if kind else None
    return Name(kind, back=head.length if head else 0) if kind else None


def national(quote: Quote) -> Name | None:
    """Find a notion of national policy: “三会一课”制度, “两个维护”.

    A count behind ends it (“放管服”项目30个), and so does the area where it is carried out (“两山”建设示范区).
    """
    head = heads.behind(quote.after)
    if head is None:
        known = words.concepts().get(quote.inner)
        if known and praise.is_held(quote.inner) and cues.confers(quote.before):
            return Name("award")
        return Name(known.type) if known else None
    if whole := words.concepts().get(quote.inner + quote.after[: head.length]):
        return Name(whole.type, back=head.length)
    if known := words.concepts().get(quote.inner):
        counted = head.type == "project" and quote.after[head.length : head.length + 1].isdigit()
        if counted or (head.type == "brand" and quote.after.startswith("建设")):
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
    if quote.after[: head.length] == "服务" and _is_way(quote):
        return None
    return Name(head.type, heads.in_front(quote.before), head.length)


def completed(quote: Quote) -> Name | None:
    """Find a name of which only the type word is quoted: 实施农民工返岗复工“专项行动”."""
    word = words.type_words().get(quote.inner)
    if word is None or word.type not in ("campaign", "project") or word.uses.isdisjoint(("named", "works")):
        return None
    front = heads.in_front(quote.before)
    return Name(word.type, front) if front >= _COMPLETED else None


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
    """Find the motto of an event that a long phrase names: “书香润心 阅读有我”全市青少年经典诵读展演活动.

    A show or a meeting has its name from its phrase, and from its motto what it is part of: “…”百幅剪纸巡展.
    """
    head = heads.event(quote.after)
    if head is None or shapes.is_figurative(quote.inner):
        return None
    cup = quote.inner.endswith("杯")
    if len(quote.inner) < _MOTTO and not cup and not shapes.is_terse(quote.inner):
        return None
    shown = quote.after[: head.length].endswith(_SHOWS) and not cup
    return Name(head.type, back=0 if shown else head.length)


def honour(quote: Quote) -> Name | None:
    """Find a title by its parts: “全国文明单位”, “五好”村(社区)党组织."""
    if praise.is_honour(quote.inner):
        return Name("campaign" if within.is_carried_out(quote) else "award")
    if holder := cues.holder(quote.after) if praise.is_praise(quote.inner) else 0:
        return Name("award", back=holder)
    return Name("award") if cues.awards(quote.after) and praise.praises(quote.inner) else None


def conferred(quote: Quote) -> Name | None:
    """Find a title somebody gets: 被评为全省“先进党组织”; no more is what another verb sets up (对获评单位实施“…”)."""
    if not cues.confers(quote.before):
        return None
    verb = cues.governor(quote.before)
    return None if verb and verb.strong and verb.type != "award" else as_title(quote)


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
    """Find a name by the head behind the list: “逐村观摩、整乡推进”等制度, “甲”“乙”六大品牌.

    The steps of one are its own: “请、听、议、办”四步工作法.
    """
    head = heads.shared(quote.tail or quote.after)
    if head is None or not nominal(quote.inner, 2):
        return None
    if shapes.is_plain(quote.inner) and quotes.is_followed_by_bare(quote):  # “端午”、中秋等活动
        return None
    if _STEPS.match(quote.after) and not quote.tail:
        return Name(head.type, back=head.length)
    if head.weak:
        return None if refusals.figure(quote) else Name(shapes.ending_type(quote.inner) or head.type)
    return Name(head.type)


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
    if not kind or shapes.is_common(quote.inner) or cues.urges(quote.before):
        return None
    return Name(kind) if nominal(quote.inner, 3) or shapes.is_personal(quote.inner) else None


def identified(quote: Quote) -> Name | None:
    """Find what a sentence says to be a scheme: “百花迎春”是文艺界的品牌活动."""
    kind = heads.identifying(quote.tail or quote.after)
    return Name(kind) if kind and nominal(quote.inner, 3) and not shapes.is_common(quote.inner) else None


def governed(quote: Quote) -> Name | None:
    """Find a name by the verb that sets it up: 推行“序位管理”; a noun behind tells the type: 实施“五微”举措."""
    verb = cues.governor(quote.before)
    if verb is None or not verb.strong or not nominal(quote.inner, 3):
        return None
    if shapes.is_plain(quote.inner) and heads.GOES_ON.match(quote.after):  # “跟踪式”支持
        return None
    if (head := heads.supporting(quote.after)) and not head.at and head.type in ("mechanism", "method"):
        return Name(head.type)
    return Name(within.counted_type(quote) if shapes.is_count(quote.inner) else verb.type)


def brought_in(quote: Quote) -> Name | None:
    """Find a name by the verb behind it that sets it up somewhere: 将“红色物业”引入老旧小区."""
    verb = cues.installed(quote.after) if quote.before.endswith(("将", "把")) else None
    return Name(verb.type) if verb and nominal(quote.inner, 3) else None


def _is_way(quote: Quote) -> bool:
    """Is a word of the language only how somebody is served: 提供“上门”服务, but not 推行“店小二”服务?"""
    verb = cues.governor(quote.before)
    return shapes.is_common(quote.inner) and not shapes.is_count(quote.inner) and not (verb and verb.strong)


def supported(quote: Quote) -> Name | None:
    """Find a name by a plain noun behind it: “双报到”工作, “五化”建设."""
    head = heads.supporting(quote.after)
    if head is None or not (shapes.is_count(quote.inner) or nominal(quote.inner, 3)):
        return None
    return Name(within.counted_type(quote) if shapes.is_count(quote.inner) else head.type)
