"""What has a text go past a place that it names."""

from collections.abc import Callable
from typing import Final

from pipeline.model import Place, Span
from pipeline.patterns import compiled
from pipeline.relate.anaphora import holds

_SENTENCE_HEAD: Final = compiled(r"(?:^|[。！？!?\n])\s*$")
_IN_PASSING: Final = compiled(
    r"(?:位于|地处|坐落于|毗邻|紧邻|邻近|距离?|离|前往|赴|来自|支援|对口|(?:协作|结对|帮扶|援建)的|(?<![位落对关处])于|从|自|向|与|和|同|比|较|至|(?<![来回走])到|往|接壤|相邻)$"
)
_LOCATED: Final = frozenset(("位于", "地处", "坐落于"))
_LEADS: Final = compiled("以[^,，。;；0-9]{1,30}为|由[^,，。;；0-9]{1,24}牵头")
_FROM_THERE: Final = compiled(
    "籍|(?:等[省市地州县区各]*(?:地区)?)?(?:来|选派|派出|派驻)的"
    "|(?:青年|同胞|客商|商人|游客|专家|学者|学生|教授|团队|老师|企业家|民众|居民|媒体|记者|老板|姑娘|小伙|创客|乡贤)"
)
"""What makes a place the home of somebody who is elsewhere: 台湾青年团队, 天津等地区选派的干部."""
_QUOTE_OPENS: Final = compiled("[“‘「『][^“”‘’「」『』,，。]{0,5}$")
_QUOTE_ENDS: Final = compiled("[^“”‘’「」『』,，。]{0,8}[”’」』]")
_ROUTE: Final = compiled(
    "(?:至|到|[-—－]{1,2})[一-鿿]{2,8}?(?:铁路|高铁|动车|高速|公路|线|特高压|输电|管道|航线|航班|班列|专列)"
)
_AID: Final = "(?:援助|帮扶|协作|对口|结对|支援|捐)"
_AIDING: Final = compiled(rf"{_AID}[^,，。;；！？!?\n]*$")
_AIDS: Final = compiled(rf"[^。;；！？!?\n]{{0,24}}?{_AID}")
_FILED: Final = compiled("[0-9]{1,2}月[0-9]{1,2}日[电讯]")


def neighbour(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """A word in front makes it the mere neighbour, source or partner of what the text is about: 毗邻许昌市."""
    word = _IN_PASSING.search(text, max(0, span.start - 4), span.start)
    return word is not None and not (word.group() in _LOCATED and text[span.end : span.end + 1] == "的")


def lead(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """It is what others gather around: 以张村为龙头, 由张村牵头."""
    return (
        text[span.start - 1 : span.start] in {"以", "由"} and _LEADS.match(text, span.start - 1) is not None
    )


def home(text: str, span: Span, place: Place, focus: Place | None) -> bool:
    """It is the home of somebody who is elsewhere: 台湾青年团队, 南昌市等地来的专家."""
    return _FROM_THERE.match(text, span.end) is not None and not holds(focus, place)


def dateline(text: str, span: Span, _: Place, __: Place | None) -> bool:
    """The report was filed from there: 本报西宁12月20日电."""
    return text[span.end : span.end + 1].isdigit() and _FILED.match(text, span.end) is not None


def elsewhere(text: str, span: Span, place: Place, focus: Place | None) -> bool:
    """A whole province or prefecture beside the article's own is a partner or a market: 深化协作，福州市援助资金.

    One that a sentence begins with is told of for itself.
    """
    if place.level not in {"province", "prefecture"} or not _apart(place, focus):
        return False
    return _SENTENCE_HEAD.search(text, max(0, span.start - 4), span.start) is None


def partner(text: str, span: Span, place: Place, focus: Place | None) -> bool:
    """A county elsewhere that gives aid is not what the text is about: 黄浦区投入财政援助资金."""
    if place.level != "county" or not _apart(place, focus):
        return False
    before = _AIDING.search(text, max(0, span.start - 24), span.start)
    return before is not None or _AIDS.match(text, span.end) is not None


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
    """It is a region or a port (晋南, 毛乌素沙地, 钦州港), which a text about a division only mentions."""
    if focus is None or place.level != "area" or place == focus:
        return False
    divisions = {level for level, _ in place.steps if level != "area"}
    return divisions <= {"country", "province"} or place.steps[-1][1].endswith("港")


PASSING: Final[tuple[Callable[[str, Span, Place, Place | None], bool], ...]] = (
    neighbour,
    lead,
    home,
    dateline,
    elsewhere,
    partner,
    landscape,
    quoted,
    route,
)
"""What has the text go past a place that it names."""
