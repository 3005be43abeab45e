"""What bears the name of a place without being it: 许昌卷烟厂, 湖北日报."""

import re
from functools import cache

from pipeline import lexicon
from pipeline.patterns import standard
from pipeline.places.seams import han_except, one_of

# Verbs, quantities and kinds that nobody names a company or a school with.
_LOOSE = standard(
    "[多各某每两数几][家所个座]|各(?!庄)|某|所有|部分|众多|许多|不少|其他|当地|本地|境内|辖区|全[县市省区]"
    "|民营|国有(?!资)|国企|上市|定点|中小学"
    "|新增|新建|扩建|改建|修建|建成|建起|建有|共有|现有|已有|拥有|引进|培育|组建|成立|开办|创办|推进|推动|推行"
    "|实施|实现|落实|全面|全部|走进|组织|支持|帮助|动员|鼓励|要求|整合|覆盖|新开"
)


@cache
def _rest() -> re.Pattern[str]:
    words = lexicon.words("place_bodies")
    rest = f"[{han_except('的了在和与及是有为把被将对从到等市县区省委')}]{{0,8}}?"
    first = "".join(sorted({word[0] for word in words}))
    # The class spares the alternation at most characters.
    return standard(rf"{rest}(?=[{first}])(?:{one_of(words)})")


@cache
def _media() -> re.Pattern[str]:
    words = (row["surface"] for row in lexicon.rows("place_bodies") if row["class"] == "media")
    return standard(one_of(words))


def names_media(text: str, end: int) -> bool:
    """Tell whether the rest of the name of a paper or a station follows; it is about its own place.

    >>> names_media("苍南新闻网", 2), names_media("许昌卷烟厂", 2)
    (True, False)
    """
    return _media().match(text, end) is not None


def bears_name(text: str, end: int) -> bool:
    """Tell whether the rest of the proper name of a company, a school or the like follows the name of a place.

    >>> bears_name("许昌卷烟厂", 2), bears_name("许昌农村商业银行", 2)
    (True, True)
    >>> [bears_name(text, 2) for text in ("许昌夏季新增学校", "许昌的学校", "许昌多家公司", "许昌各医院")]
    [False, False, False, False]
    """
    rest = _rest().match(text, end)
    return rest is not None and not _LOOSE.search(text, *rest.span())
