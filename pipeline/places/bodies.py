"""What bears the name of a place without being it: 许昌卷烟厂, 湖北日报."""

import re
from functools import cache

from pipeline import lexicon
from pipeline.patterns import standard
from pipeline.places.spot import han_except, one_of

# Verbs that nobody names a company or a school with.
_VERBS = standard(
    "新增|新建|扩建|改建|修建|建成|建起|建有|共有|现有|已有|拥有|引进|培育|组建|成立|开办|创办|推进|推动|推行"
    "|实施|实现|落实|全面|全部|走进|组织|支持|帮助|动员|鼓励|要求|整合|覆盖|新开"
)


@cache
def _rest() -> re.Pattern[str]:
    words = lexicon.words("place_bodies")
    rest = f"[{han_except('的了在和与及是有为把被将对从到等市县区省委')}]{{0,8}}?"
    first = "".join(sorted({word[0] for word in words}))
    # The class spares the alternation at most characters.
    return standard(rf"{rest}(?=[{first}])(?:{one_of(words)})")


def bears_name(text: str, end: int) -> bool:
    """Tell whether the rest of the proper name of a company, a school or the like follows the name of a place.

    >>> bears_name("许昌卷烟厂", 2), bears_name("许昌夏季新增学校", 2), bears_name("许昌的学校", 2)
    (True, False, False)
    """
    rest = _rest().match(text, end)
    return rest is not None and not _VERBS.search(text, *rest.span())
