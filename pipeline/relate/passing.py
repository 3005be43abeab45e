"""What has a text go past a place that it names."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from pipeline.initiatives import words
from pipeline.model import Place, Span
from pipeline.patterns import standard

_NEAR: Final = 14
"""The longest words in front (奔赴1500公里以外的), in characters."""
_ON_SIDES: Final = "与邻靠接临连至起止抵"
"""How what lies round a place is told, and where a road ends: 南邻二道桥镇, 北起陵阳镇."""
_CARRIED: Final = "[卖销运送发寄供输调传推做开广伸展种]"
"""How verbs end by which goods and methods get to a place: 卖到了北京, 推广到了全省."""
_FIGURE: Final = standard(
    "[近约超逾共有]{0,2}(?!(?:19|20)[0-9]{2}年)[0-9][0-9.,]*(?![0-9.,]|个?百分点|[%倍月日])"
)
_LOCATED: Final = ("位于", "地处", "坐落于", "坐落在")
_GOING: Final = ("前往", "赴", "到")
_HELPING: Final = standard(
    "[^。;；！？!?\n]{0,30}?(?:义诊|巡诊|送医|送药|送温暖|慰问|支教|救援|救灾|抢险|施救|灭火)"
)
"""What makes where somebody goes the place of what they do: 赴张县义诊, where 赴张县考察 is told of those who go."""
_GOES_IN: Final = frozenset("在进入到")
_HAS_SUBJECT: Final = standard("[一-鿿”)）]")
_THAT_LIES: Final = standard(
    "[^,，。;；、0-9]{0,10}?的[^,，。;；]{0,60}(?<![处部上下边侧角端间内中带岸畔麓])[,，。;；]"
)
"""What follows a place that something lies in which is only then named: 位于张县境内的铁路开工."""
_AND: Final = frozenset("和与")
_LAST_ITEM: Final = standard("[0-9][^0-9,，。;；、]{1,4}[和与][^0-9,，。;；、]{2,12}[0-9]$")
"""How a list closes whose places have a figure each: 甲县2处、乙县1处和丙县1处."""
_LEADS: Final = standard("以[^,，。;；0-9]{1,30}为|由[^,，。;；0-9]{1,24}牵头")
_NAME: Final = "(?:(?![办开行织加展在将已为以获赴到了等用过派迎邀与和从向由来去有共先给])[一-鿿·“”])"
"""What stands between a place and the word that closes a name: no character of what somebody does."""
_BESIDES: Final = standard("那[边头里儿]|[和与及](?:周边|周围|附近|邻近|相邻)")
_QUOTE_OPENS: Final = standard('[“‘「『"][^“”‘’「」『』",，。]{0,5}$')
_QUOTE_ENDS: Final = standard('[^“”‘’「」『』",，。]{0,8}[”’」』"]')
_ROUTE: Final = standard(
    "(?:至|到|[-—－]{1,2})[一-鿿]{2,8}?(?:铁路|高铁|动车|高速|公路|线|特高压|输电|管道|航线|航班|班列|专列)"
)
_AID: Final = "(?:援助|帮扶|协作|对口|结对|支援|捐)"
_AIDS: Final = standard(rf"[^。;；！？!?\n]{{0,24}}?{_AID}")
_MEET: Final = "(?:交界|边[界区]|结合[部带]|(?:接壤|毗邻|毗连|相邻|相接)(?:[处的]|地[带区段]))"
_COUNTED: Final = "[两二三四五六七八九](?:[省市州县区旗乡镇村]|[(（][区市、]+[)）]){1,3}"
_BORDER: Final = standard(rf"[^,，。;；:：0-9\n位地处居跨在是有属境内部端角]{{0,20}}?{_COUNTED}{_MEET}")
_SHORT_BORDER: Final = standard(rf"[^,，。;；:：0-9\n]{{0,8}}?(?:{_COUNTED})?{_MEET}")
"""The same behind a province by one character: 湘赣交界."""
_FILED: Final = standard("[0-9]{1,2}月[0-9]{1,2}日[电讯]")


def neighbour(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """A word in front makes it the mere neighbour, source or partner of what the text is about: 毗邻许昌市."""
    if text[span.start - 1 : span.start] not in _last():
        return False
    word = _before().search(text, max(0, span.start - _NEAR), span.start)
    if word is None or (word.group() in _LOCATED and _is_attribute(text, word.start(), span.end)):
        return False
    if word.group() in _GOING and _HELPING.match(text, span.end):
        return False
    return not (word.group() in _AND and _LAST_ITEM.search(text, max(0, span.start - _NEAR), span.end + 1))


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Does a clause begin with where something lies, before it is named: 位于张村的工厂, in place of 张村位于李镇?

    >>> _is_attribute("位于甲县境内的铁路开工，", 0, 4), _is_attribute("乙村位于甲县境内的山下，", 2, 6)
    (True, False)
    """
    if text.startswith("的", end) or text[start - 1 : start] in _GOES_IN:
        return True
    return not (start and _HAS_SUBJECT.match(text, start - 1)) and _THAT_LIES.match(text, end) is not None


@cache
def _last() -> frozenset[str]:
    """Return the last characters of those words."""
    return frozenset("的于到了" + _ON_SIDES) | {
        word[-1] for word in words.column("relate_passing", "part", "before")
    }


@cache
def _before() -> re.Pattern[str]:
    return standard(
        rf"(?:{_listed('before')}|(?:协作|结对|帮扶|援建)的|(?<![位落对关处])于|(?<![来回走])到|{_CARRIED}到了|[东南西北]{{1,2}}面?[{_ON_SIDES}]|[赴到往向从自去][0-9一二两三四五六七八九十百千万几数半多余]{{1,6}}公?里(?:之|以)?外的)$"
    )


def _listed(*parts: str) -> str:
    return words.alternation(words.column("relate_passing", "part", *parts))


def lead(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is what others gather around: 以张村为龙头, 由张村牵头."""
    return (
        text[span.start - 1 : span.start] in {"以", "由"} and _LEADS.match(text, span.start - 1) is not None
    )


def helper(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It helps what the text is about, or is its model: 由锡山区援建, 在锡山区支持下, 按照锡山的模式."""
    word = text[span.start - 1 : span.start]
    return word in {"由", "照", "鉴", "在"} and _helps().match(text, span.start - 1) is not None


@cache
def _helps() -> re.Pattern[str]:
    return standard(
        f"由[^,，。;；0-9]{{1,16}}{_listed('aider')}|在[^,，。;；0-9]{{1,30}}{_listed('aider', 'patron')}之?下"
        f"|[照鉴][^,，。;；0-9]{{1,16}}{_listed('pattern')}"
    )


def outlet(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is where who reports is at home: 贵阳日报讯, 人民网-江苏频道."""
    return _reports().match(text, span.end) is not None


@cache
def _reports() -> re.Pattern[str]:
    return standard(rf"{_NAME}{{0,4}}?(?:{_listed('outlet')}|网(?=[讯·•]))")


def besides(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is one side of several: 张村和周边6个村, 大朗那边."""
    return _BESIDES.match(text, span.end) is not None


def border(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is one of those whose border is told of: 地处湘赣两省交界的山区, 甲县、乙县、丙县三县交界处."""
    return (_SHORT_BORDER if span.end - span.start == 1 else _BORDER).match(text, span.end) is not None


def dateline(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """The report was filed from there: 本报西宁12月20日电."""
    return text[span.end : span.end + 1].isdigit() and _FILED.match(text, span.end) is not None


def elsewhere(text: str, span: Span, place: Place, focus: Place | None) -> bool:
    """A whole country, province or prefecture beside the article's own is a partner or a market: 福州市援助资金.

    One that something lies in or a figure stands behind is told of for itself.
    """
    if place.level not in {"country", "province", "prefecture"} or not _apart(place, focus):
        return False
    return _FIGURE.match(text, span.end) is None and not text.endswith(_LOCATED, 0, span.start)


def partner(text: str, span: Span, place: Place, focus: Place | None) -> bool:
    """A county elsewhere that gives aid is not what the text is about: 黄浦区投入财政援助资金."""
    if place.level != "county" or not _apart(place, focus):
        return False
    return _AIDS.match(text, span.end) is not None


def _apart(place: Place, focus: Place | None) -> bool:
    if focus is None or focus.level == "country":
        return False
    common = min(len(place.steps), len(focus.steps))
    return place.steps[:common] != focus.steps[:common]


def quoted(text: str, span: Span, place: Place, _: Place | None) -> bool:
    """It is part of a name between quotation marks: “神山经验”, “红色神山”联合党委."""
    return (
        place.level != "area"
        and _QUOTE_OPENS.search(text, max(0, span.start - 6), span.start) is not None
        and _QUOTE_ENDS.match(text, span.end) is not None
    )


def route(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """A line starts there: 酒泉至湖南特高压, 兰州至合作铁路."""
    return _ROUTE.match(text, span.end) is not None


def landscape(_: str, __: Span, place: Place, focus: Place | None) -> bool:
    """It is a region or a port (晋南, 毛乌素沙地, 钦州港), which a text about a division only mentions.

    One about the country only mentions what is larger than a province: 华北.
    """
    if focus is None or place.level != "area" or place == focus:
        return False
    divisions = {level for level, _ in place.steps if level != "area"}
    if focus.level == "country":
        return not divisions
    return divisions <= {"country", "province"} or place.steps[-1][1].endswith("港")


Rule = Callable[[str, Span, Place, Place | None], bool]
ASIDE: Final[tuple[Rule, ...]] = (neighbour, helper, border, dateline)
"""What has a place not count for what an article is about."""
PASSING: Final[tuple[Rule, ...]] = (
    *ASIDE,
    lead,
    outlet,
    besides,
    elsewhere,
    partner,
    landscape,
    quoted,
    route,
)
"""What has the text go past a place that it names."""
