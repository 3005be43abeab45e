"""Documents: titles inside 《》 that close with the word of a document kind."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.initiatives import shapes, words
from pipeline.initiatives.lookup import Lookup, found, lookup
from pipeline.initiatives.words import HAN
from pipeline.model import Initiative, Mention, Span
from pipeline.patterns import standard

_TITLE = standard(r"《(?P<title>[^《》\n]{2,90})》")
_BRACKET = standard(r"[(（〔\[][^()（）〔〕\[\]]{0,24}[)）〕\]]")
_ISSUER = standard(r"^[^关]{0,30}?关于")
_TERM = r"(?:[0-9一二三四五六七八九十]+年(?=行动|攻坚))"
_YEARS = "[0-9]{4}(?:年?[—~至到-]{1,2}[0-9]{4})?年度?"
_HEADED = standard(rf"[\n:：](?={_YEARS})")
_NUMBERED = standard(r"(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})条(?:政策|措施|举措|意见|规定|办法)?$")
_NO_LAW = r"(?<![兵书方做说看用心打笔魔手语活想枪剑拳技刀])法"


def find(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the documents; books, songs and newspapers are none.

    >>> [m.fact.core for m in find("出台《关于深化医改的意见》，《湖北日报》报道，唱着《茉莉花》")]
    ['深化医改']
    """
    for match in _TITLE.finditer(text):
        rule = _rule(
            match["title"],
            text[max(0, match.start() - 8) : match.start()],
            text[match.end() : match.end() + 4],
        )
        if rule:
            yield Mention(Span(*match.span()), Initiative(core(match["title"]), "document"), rule)


def unmarked(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the documents without marks that their years, what they are about or their kind shows, once issued.

    >>> text = "印发2022年乡村振兴工作要点的通知，出台关于促进民营经济的若干意见，制定工作方案，审议通过城市供水条例"
    >>> [text[m.span.start:m.span.end] for m in unmarked(text)]
    ['2022年乡村振兴工作要点', '关于促进民营经济的若干意见', '城市供水条例']
    """
    issued = {end for _, end, _ in found(text, _issuing(), "了")}
    headed = {0, *(match.end() for match in _HEADED.finditer(text))}
    for start in sorted(issued | headed):
        match = _unmarked().match(text, start)
        if match and (start in issued or match["dated"]):
            yield Mention(
                Span(*match.span("title")), Initiative(core(match["title"]), "document"), "document_issued"
            )


def core(title: str) -> str:
    """Return what is particular in the title of a document.

    >>> core("关于常态化开展全域“五面红旗”示范创建专项行动的通知"), core("党员公约")
    ('五面红旗', '党员公约')
    >>> core("中国共产党农村基层组织工作条例"), core("某县财政资金支持办法(试行)")
    ('中国共产党农村基层组织工作', '某县财政资金支持')
    >>> core("关于实施网格党建提质三年行动方案(2023—2025年)")
    '实施网格党建提质'
    >>> core("某县促进消费二十条措施"), core("村级小微权力清单二十八条")
    ('某县促进消费二十条措施', '村级小微权力清单二十八条')
    >>> core("关于在“学与思”大讨论中开展“三比一创”活动的通知"), core("滨江市港口发展规划")
    ('三比一创', '滨江市港口发展')
    """
    if inner := shapes.NESTED.findall(title):
        return str(inner[-1])  # the noun that a Chinese phrase is about comes last
    bare = _BRACKET.sub("", title)
    if _NUMBERED.search(bare):
        return bare
    short = _kind().sub(_named, _ISSUER.sub("", bare))
    return short if len(short) > 2 else bare


def _named(kind: re.Match[str]) -> str:
    """Return the part of a kind's word that belongs to the name: 合作|备忘录."""
    return words.documents().get(kind["word"] or "", "")


def _rule(title: str, before: str, after: str) -> str:
    if _genre_before().search(before) or _genre_after().match(after):
        return ""
    bare = _BRACKET.sub("", title)
    if _kind().search(bare) or _NUMBERED.search(bare):
        return "document_kind"
    if bare.startswith("关于") or _issued().search(before):
        return "document_issued"
    return ""


@cache
def _kind() -> re.Pattern[str]:
    kinds = words.alternation(words.listed("initiative_documents") - {"法"})
    return standard(rf"(?:的?若干)?的?{_TERM}?(?:(?P<word>{kinds})|{_NO_LAW})$")


@cache
def _issued() -> re.Pattern[str]:
    return standard(rf"{words.alternation(words.column('initiative_verbs', 'type', 'document'))}了?$")


@cache
def _issuing() -> Lookup:
    return lookup({"word": verb} for verb in words.column("initiative_verbs", "type", "document"))


@cache
def _unmarked() -> re.Pattern[str]:
    """Return a pattern for what begins with years or 关于 and ends in a kind of document, and for laws."""
    kinds = words.listed("initiative_documents")
    compound = words.alternation(kind for kind in kinds if len(kind) > 3)
    plain = words.alternation({"意见", "通知", "决定", "方案", "措施", "办法", "规定", "政策"} & kinds)
    dated = rf"(?P<dated>{_YEARS}[{HAN}、]{{4,30}}?(?:{compound}|规划|纲要))"
    about = rf"关于[{HAN}、]{{4,40}}?的?(?:若干)?(?:{compound}|{plain})"
    law = rf"(?!相关|有关|具体|配套)(?:(?![的了])[{HAN}]){{4,24}}?(?:条例|纲要)"
    return standard(rf"(?:实施了?)?(?P<title>{dated}|{about}|{law})(?=的(?:通知|公告|函)|[^{HAN}]|$)")


@cache
def _genre_before() -> re.Pattern[str]:
    return standard(f"{words.alternation(words.column('initiative_works', 'where', 'before', 'around'))}$")


@cache
def _genre_after() -> re.Pattern[str]:
    return standard(words.alternation(words.column("initiative_works", "where", "after", "around")))
