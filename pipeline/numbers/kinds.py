"""What a word or a noun phrase is: a verb, a link, an amount, somebody."""

import re
from functools import cache
from typing import Final

from pipeline import dictionary, lexicon
from pipeline.numbers.classes import word_class
from pipeline.patterns import standard
from pipeline.recent import recently

OPENING: Final = "“‘「『《("
CLOSING: Final = dict(zip("”’」』》)", OPENING, strict=True))
STOP: Final = frozenset(",，。、;；:：!！?？\n…—·（）()[]【】|/→←↗↘▲△▼▽●○■□◆◇★☆※✅~～=<>*#@^-−－")
SUFFIXES: Final = frozenset(
    "点班站区员户室馆所队团线路带圈群园地费率量额数者人厂店校院会组网民师手生工价品款金房池棚库亭桥"
    "表单书册证卡牌栏墙屏柜箱机器仪车船炉灯板画坝渠沟井窖桩杆舱券票稿"
)
"""Nouns of one character that make a noun of the verb in front: 研讨|班, 安置|点."""
_ARTICLE: Final = standard(
    "一[个名位家套条把种件片座处堵面道口栋幢间所项股群批段排列孔眼尊艘架届方汪张头只棵株幅支根块辆台]"
)
_SCOPE: Final = standard(
    rf"[全我该本][国省市县区镇乡村州旗盟]|当地|每.+|.+以来|[多数]年|[前后近这那过头好]?几[天日周年]|{_ARTICLE.pattern}|一[户份次人趟年天月季斤亩]"
    "|一[壶瓶碗杯盒袋包桶箱筐车串盘锅份顿餐节堂场桌晚夜双]"
)
_ADVERBIAL: Final = standard("[只已仅又暂][一-鿿]|[时最]达")
"""Words that jieba makes of an adverb and a verb: 只用."""
_MANNER: Final = standard("[可能再各共多还均先要][一-鿿]{1,2}")
"""An adverb or auxiliary and its verb, where the dictionary has no word for both: 可领, 再补."""
_RESULT: Final = standard(
    "[一-鿿][到至过成出为]|[种栽攒省留存余剩租买签立]下|[架搭立竖撑拉建]起|[销运发寄送派]往|约谈"
)
"""Verbs with their result that no list has: 迈过, 端上."""


_AGAINST: Final = frozenset(("相比", "相较", "比起"))
"""Words behind what a figure is held against: 与2010年的80人相比."""
AND_SO_ON: Final = frozenset("等" + region for region in "地省市县区乡镇村国")
"""Words behind the places that a list names some of: 湖州、嘉兴等地."""
STATES: Final = frozenset("在" + noun for noun in "库岗编册职校读训孵谈售建办研养园租营田押")
"""States that things and people are in: 在库837人."""


def is_article(word: str) -> bool:
    """Is the word 一 with a measure word, which counts nothing: 一片?"""
    return _ARTICLE.fullmatch(word) is not None


def is_state(word: str) -> bool:
    """Does the word say what state something is in (在库), so that the thing stands before it?"""
    return word in STATES


@cache
def linking() -> dict[str, str]:
    """Return the words that link a figure to its indicator, with the change they state."""
    return {row["word"]: row["change"] for row in lexicon.rows("indicator_verbs")}


def link_change(word: str) -> str:
    """Return the change that a link states, if any.

    >>> link_change("增长"), link_change("达到")
    ('increase', '')
    """
    return linking().get(word, "")


@cache
def heads() -> frozenset[str]:
    """Return the nouns that verbs modify: 种植|面积, 接待|人数."""
    return lexicon.words("indicator_heads")


@cache
def amounts() -> frozenset[str]:
    """Return those of them that are amounts: what something has so much of."""
    return frozenset(row["word"] for row in lexicon.rows("indicator_heads") if not row["class"])


@cache
def deeds() -> frozenset[str]:
    """Return the verbal nouns that alone say what is done to the counted: 储备|2名."""
    return lexicon.words("indicator_deeds")


@cache
def _agents() -> tuple[str, ...]:
    return tuple(lexicon.words("indicator_agents"))


def is_agent(phrase: str) -> bool:
    """Does the noun phrase name somebody, who is no amount?

    >>> is_agent("县财政"), is_agent("财政收入"), is_agent("董事长崔培军")
    (True, False, True)
    """
    return phrase.endswith(_agents()) or (
        not _surnames().isdisjoint(phrase[-3:-1]) and _titled().search(phrase) is not None
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(surname for surname in lexicon.words("metadata_surnames") if len(surname) == 1)


@cache
def _titled() -> re.Pattern[str]:
    """Return a pattern for a person's name behind a post: 董事长崔培军."""
    posts = "|".join(sorted(lexicon.words("place_titles")))
    return standard(f"(?:{posts}|户)[{''.join(sorted(_surnames()))}][一-鿿]{{1,2}}$")


def is_surname(char: str) -> bool:
    """Is it a family name of one character?"""
    return char in _surnames()


def is_act(word: str) -> bool:
    """Is the word a verb that says what is done, not one that only links?

    >>> is_act("卖"), is_act("只卖"), is_act("只有")
    (True, True, False)
    """
    if word in linking():
        return False
    return word_class(word) == "v" or (kind_of(word) == "link" and word_class(word[1:]) == "v")


def is_amount(phrase: str, *, things: bool = True) -> bool:
    """Does the noun phrase name an amount, or one of the `things` that money is paid for?

    >>> is_amount("扶持资金"), is_amount("建设村镇"), is_amount("水利项目"), is_amount("水利项目", things=False)
    (True, False, True, False)
    """
    known = heads() if things else amounts()
    if phrase[-1:] in CLOSING:
        phrase = phrase[:-1]
    return phrase[-2:] in known or phrase[-1:] in known or phrase[-3:] in known or phrase[-4:] in known


@recently
def kind_of(word: str) -> str:
    """Return `stop` for what ends any noun phrase, `v`, `f`, `t` or `link` for words that bound one, else nothing."""
    if word[0] in STOP or word[0] in CLOSING or word[0] in OPENING or word[0].isdigit() or word == "的":
        return "stop"
    if word in linking() or _SCOPE.fullmatch(word) or _ADVERBIAL.fullmatch(word):
        return "link"
    if word in _AGAINST or word in AND_SO_ON:
        return "f"
    if word in heads():
        return ""
    if word in STATES:
        return "v"
    known = word_class(word) or ("v" if _RESULT.fullmatch(word) else "")
    manner = not known and _MANNER.fullmatch(word) and word_class(word[1:]) == "v"
    return "link" if manner and not dictionary.frequency(word) else known
