"""What the words inside the marks look like: a sentence, a numeral's abbreviation, a formula, a slogan."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.dictionary import frequency
from pipeline.initiatives import scan, words
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard
from pipeline.recent import recently

_DIGITS = "零一二三四五六七八九十"
NUMERAL = "[一二两双三四五六七八九十]"
_PROVISION = f"{NUMERAL}+[条款]$"
_ILLS = f"(?:{NUMERAL}[乱堆违差害弊])+"
_SPAN_OF_TIME = f"{NUMERAL}+(?:年|天|周|代|岁|次|分钟|小时|个月)"
_COUNT = standard(
    rf"(?!一|二[^十]|.连|{NUMERAL}+$|{_PROVISION}|{_ILLS}$|{_SPAN_OF_TIME}){NUMERAL}[{HAN}]{{1,4}}"
    rf"|[0-9]{{1,2}}[个项条大步种][{HAN}]{{1,4}}"
)
_TOPIC = standard(rf"(?!{_PROVISION})[{HAN}]{{2}}[两三四五六七八九十]+[仗战条招法策化联步治带促]")
_CHANGE = r"(?:突破|下降|上升|增长|提升|提高|减少|增加|回升|回落|增收|过半|翻番|达标|清零|归零|增|减|降|升)"
_CHANGES = standard(rf"[{HAN}]{{0,8}}{_CHANGE}")
_DAYS = f"{NUMERAL}[年月天日夜]"
_SAID_OF_ANY = standard(
    rf"{NUMERAL}+[种类][{HAN}]+|最[^美佳强优多受][{HAN}]+|三分[{HAN}]{{1,4}}[、,]?七分[{HAN}]{{1,4}}"
    rf"|问题[{HAN}]{{2,3}}|.*(?:事变|惨案|起义|政变|血案)"
)
_LANDS = f"(?:{NUMERAL}[江河湖海山水岸岛岭湾港溪泉库川]){{2,}}"
_TWOFOLD = standard(
    rf"(?!{_ILLS}$|{_LANDS}$|一[{HAN}]+一|{_DAYS}{_DAYS}|{_PROVISION})"
    rf"{NUMERAL}[{HAN}]{{1,3}}、?(?:(?:{NUMERAL}|多)[{HAN}]{{1,3}}、?)+"
)
_MANNER = standard(
    rf"{NUMERAL}{{2,3}}|[全零无][{HAN}]{{2}}|(?!{NUMERAL})[{HAN}]{{1,4}}[式型性化]|(.)[{HAN}]\1|[{HAN}]不[{HAN}]{{2}}"
)
_COINED = standard(rf"{NUMERAL}[^个张块条片座头只群本支根把盘道扇份杯碗][{HAN}]")
_PERIODIC = standard(rf"每[日天周月季年]一[{HAN}]{{1,3}}")
_PROCEDURE = standard(
    rf"[{HAN}]{{1,3}}[^之立随触当将旋迅亦]即(?![将使便刻时可是日])[{HAN}]{{2,4}}"
    rf"|先(?:[{HAN}]{{2}}、?[后再][{HAN}]{{2}}|[{HAN}]{{3}}、?[后再][{HAN}]{{3}})"
)
_PERSONS = standard("[我你]们?")
_SUM = standard(rf"[{HAN}A-Za-z0-9]+\+(?:[{HAN}A-Za-z0-9、]+(?:\+[{HAN}A-Za-z0-9、]+)*\+?)?")
_CHAIN = standard(rf"[{HAN}]+(?:[—-]+[{HAN}]+)+")
_SENTENCE = standard(r"^(?:禁止|严禁|不得|不准|应当)|[。！？!?；;…]|[,，].*[,，].*[,，]")
_WISHED = "(?<![重需必主只纪摘概提紧])要(?![素点务求闻领害塞件])"
_CLAUSE = standard(rf"[是了吗呢吧我你他她咱俺也]|{_WISHED}|不(?!忘|断|见面|出)|没|什么|怎么")
_QUESTION = standard("什么|怎么|怎样|如何|何[时处]|哪|啥|谁|多少")
_ARTICLES = standard(
    rf"[{HAN}]{{3,}}(?<!第)(?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,3}})条(?:措施|举措|政策)?"
)
_MEASURED = standard(rf"{NUMERAL}[个大项张条种类本份套]")
_PLAIN = 50  # how often the segmenter's dictionary counts a word of everyday use at least
NESTED = standard(r"[“‘「『]([^“”‘’「」『』]{2,40})[”’」』]")


def core(inner: str) -> str:
    """Return what is distinctive inside the marks.

    >>> core("2023年度全市‘五面红旗’示范单位"), core("15分钟养老服务圈")
    ('五面红旗', '15分钟养老服务圈')
    """
    nested = NESTED.search(inner)
    return nested[1] if nested else inner.strip()


def is_sentence(inner: str) -> bool:
    """Has it the marks of a sentence or of a law: “没事了就来。”, “不得占道经营”?"""
    return _SENTENCE.search(inner) is not None


def is_order(inner: str) -> bool:
    """Does it open with a verb that sets something up, as a sentence quoted does: “实施一系列攻坚行动”?"""
    verb = next(iter(scan.verbs(inner)), None)
    return verb is not None and verb.start == 0 and verb.strong


def is_plain(inner: str) -> bool:
    """Is it a figure of speech, a manner, a date or a word of everyday use?

    >>> [is_plain(inner) for inner in ("地毯式", "零距离", "七一", "面对面", "绿谷", "银领")]
    [True, True, True, True, False, False]
    """
    everyday = len(inner) <= 4 and frequency(inner) >= _PLAIN
    return everyday or is_manner(inner) or is_figurative(inner)


def is_manner(inner: str) -> bool:
    """Does it say how something is done: “点对点”, “地毯式”, “零距离”, “人不出户”?"""
    return _MANNER.fullmatch(inner) is not None


def is_terse(inner: str) -> bool:
    """Has it the shape of a name: four characters or twice as many (“扶贫花开”), a numeral or a type word of its own?

    >>> [is_terse(inner) for inner in ("扶贫花开", "两廊三片", "党建+", "党员中心户", "和谐号", "皮革商城里")]
    [True, True, True, True, False, False]
    """
    if len(inner) in (4, 8) and "的" not in inner and frequency(inner) == 0:
        return True
    return is_count(inner) or is_twofold(inner) or is_sum(inner) or ending_type(inner) != ""


def is_case(inner: str) -> bool:
    """Is it what is treated, checked or cared for, by its last word: “酒驾”, “筒子楼”, “空巢老人”?"""
    return _ending_in("case", "crime", "ill").search(inner) is not None


def is_crime(inner: str) -> bool:
    """Is it a crime, a fraud or a nuisance, by its last word: “拉人头”, “江北一号电诈大案”?"""
    return _ending_in("crime").search(inner) is not None


def is_clause(inner: str) -> bool:
    """Has it the words of talk: “这是我的家”, “没办法”?"""
    return _CLAUSE.search(inner) is not None


def is_question(inner: str) -> bool:
    """Does it ask: “如何种”, “谁来管”?"""
    return _QUESTION.search(inner) is not None


def is_common(inner: str) -> bool:
    """Is it a word of the language or a set figure of speech rather than a coinage: “天花板”, “最后一公里”?"""
    return is_figurative(inner) or (len(inner) <= 4 and frequency(inner) > 0)


@recently
def is_figurative(inner: str) -> bool:
    """Is it a set figure of speech, or a string of idioms: “最后一公里”, “各自为政、单打独斗”?"""
    if inner in words.listed("initiative_figurative") or _SAID_OF_ANY.fullmatch(inner):
        return True
    return "、" in inner and all(len(part) > 3 and frequency(part) > 0 for part in inner.split("、"))


@recently
def is_count(inner: str) -> bool:
    """Does it count things: “四个维度”, “双报到”, “发展六仗”?  “三连增”, “双下降” and “双十一” do not.

    >>> [is_count(inner) for inner in ("双报到", "10条标准", "发展六仗", "三连增", "双下降", "双十一")]
    [True, True, True, False, False, False]
    """
    return is_topic(inner) or (_COUNT.fullmatch(inner) is not None and not is_change(inner))


def is_topic(inner: str) -> bool:
    """Does it count the measures of a topic: “发展六仗”, “乡建十条”?"""
    return _TOPIC.fullmatch(inner) is not None


def is_change(inner: str) -> bool:
    """Does each part tell how figures move: “时间过半、任务过半”, “双下降”?"""
    return all(_CHANGES.fullmatch(part) for part in inner.split("、"))


def is_twofold(inner: str) -> bool:
    """Is it an abbreviation with two numerals?

    >>> [is_twofold(inner) for inner in ("七送三请", "双随机一公开", "一降一升", "一湖四水")]
    [True, True, False, False]
    """
    return _TWOFOLD.fullmatch(inner) is not None


def is_periodic(inner: str) -> bool:
    """Is it what comes round: “每月一题”, “每周一课”?"""
    return _PERIODIC.fullmatch(inner) is not None


def is_procedure(inner: str) -> bool:
    """Does it say what is done at once or first: “拿地即开工”, “先诊疗、后付费”?

    >>> [is_procedure(inner) for inner in ("拿地即开工", "先诊疗、后付费", "召之即来", "先富带后富")]
    [True, True, False, False]
    """
    return _PROCEDURE.fullmatch(inner) is not None and not is_common(inner)


def is_personal(inner: str) -> bool:
    """Does it speak for whoever takes part, as names do: “我为妈妈洗次脚”, “书香进我家”?"""
    return len(inner) > 3 and _CLAUSE.search(_PERSONS.sub("", inner)) is None


def is_pair(inner: str) -> bool:
    """Does it name two things, as anybody does who speaks of both: “作风和能力”?"""
    return any(bound.sort == "conjunction" for bound in scan.bounds(inner))


def is_sum(inner: str) -> bool:
    """Is it a formula with plus signs: “党建+”, “1+N”, “党支部+合作社+农户”?"""
    return _SUM.fullmatch(inner) is not None


def is_chain(inner: str) -> bool:
    """Is it a chain of levels: “街道党工委—社区党委—网格党支部”?"""
    return _CHAIN.fullmatch(inner) is not None


def is_slogan(inner: str) -> bool:
    """Has it parallel parts that say what is done, rather than name who or what somebody is?

    >>> [is_slogan(inner) for inner in ("支部联建、资源联享", "豆腐、青菜和二斤猪肉", "雪域的儿女、边关的主人")]
    [True, False, False]
    """
    parts = inner.split("、")
    lengths = [len(part) for part in parts]
    even = len(parts) > 1 and min(lengths) > 2 and max(lengths) - min(lengths) < 3
    return even and "的" not in inner and not is_clause(inner) and not is_change(inner)


def is_series(inners: Sequence[str]) -> bool:
    """Are they coined to one pattern that begins with a numeral: “一网清”、“一表通”、“一单明”?

    >>> is_series(["一网清", "一表通", "一单明"]), is_series(["一张网", "一盘棋", "一张图"])
    (True, False)
    """
    alike = len(inners) > 2 and len({inner[0] for inner in inners}) == 1
    return alike and all(_COINED.fullmatch(inner) and not is_common(inner) for inner in inners)


def is_enumeration(inner: str, count: str) -> bool:
    """Is it a list of short words, as many as the count behind says: “资源、客源、服务”三要素?"""
    parts = inner.split("、")
    spelled = _DIGITS[len(parts) : len(parts) + 1]
    return len(parts) > 1 and max(map(len, parts)) < 3 and count in (str(len(parts)), spelled)


def ending_type(inner: str) -> str:
    """Return the type that the last word inside gives, empty without one.

    >>> ending_type("15分钟养老服务圈"), ending_type("序位管理"), ending_type("民生工程"), ending_type("天花板")
    ('brand', 'mechanism', '', '')
    """
    word = _ending(inner)
    return word.type if word else "document" if _ARTICLES.fullmatch(inner) else ""


def ending_word(inner: str) -> str:
    """Return the type word at the end, empty without one.

    >>> ending_word("15分钟社区生活圈")
    '生活圈'
    """
    word = _ending(inner)
    return word.word if word else ""


def ending_core(inner: str) -> str:
    """Return `inner` without a class noun at its end, unless what is left is a plain noun that names nothing by itself.

    >>> [ending_core(inner) for inner in ("敲门行动", "九步工作法", "支书项目", "三项机制", "城南提质三年行动")]
    ['敲门', '九步', '支书项目', '三项机制', '城南提质']
    """
    word = _ending(inner)
    if word is None or "off" not in word.uses or is_sum(inner):
        return core(inner)
    rest = words.before(inner, word)
    compound = word.type != "campaign" and frequency(rest) >= _PLAIN
    plain = compound and not is_count(rest)
    return inner if plain or _MEASURED.fullmatch(rest) else rest


@recently
def _ending(inner: str) -> words.TypeWord | None:
    known = words.type_words()
    for start in range(2, len(inner)):
        word = known.get(inner[start:])
        if word and not word.uses.isdisjoint(("end", "off")) and inner[start - 1] not in word.after:
            generic = words.column("initiative_generic", "place", "inside", "before")
            return None if not word.kept and inner[:start] in generic else word
    return None


@cache
def _ending_in(*kinds: str) -> re.Pattern[str]:
    return standard(f"{words.alternation(words.column('initiative_naming', 'kind', *kinds))}$")
