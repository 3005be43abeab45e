"""Words that stand for a place: 全市, 我省, 该村, 县里, 这里."""

import re
from collections.abc import Iterator
from typing import Final

import regex

from pipeline.model import Place
from pipeline.patterns import compiled, standard

_AREAS: Final = ("开发区", "高新区", "园区", "新区", "景区", "林场", "农场")
COUNTRY: Final = Place("country", (("country", "中国"),), basis="anaphor")
ORGAN: Final = (
    "(?:国务院|国家(?!级)[一-鿿]{2,8}?(?:局|委|部|办|署)|(?:教育|科技|工信|工业和信息化|公安|民政|司法|财政|人社|人力资源和?社会保障|自然资源"
    "|生态环境|住建|住房和城乡建设|交通运输|水利|农业农村|农业|商务|文旅|文化和旅游|应急管理|退役军人事务|中组|中宣)部(?!门))"
)
"""An organ of the state, as it is spelled in a pattern."""
# The levels a word for "this place" may mean, by how their names end.
LEVELS: Final = {
    "省": ("province",),
    "自治区": ("province",),
    "自治州": ("prefecture",),
    "自治县": ("county",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "市": ("county", "prefecture", "province"),
    "县": ("county",),
    "区": ("county", "area", "province"),
    "旗": ("county",),
    "镇": ("township",),
    "乡": ("township",),
    "街道": ("township",),
    "村": ("village", "area"),
    "社区": ("village",),
    "嘎查": ("village",),
    "小区": ("area",),
    **dict.fromkeys(_AREAS, ("area",)),
}
_ZONES: Final = (
    "开发区",
    "高新区",
    "经开区",
    "园区",
    "产业园",
    "工业园",
    "科技园",
    "示范区",
    "保税区",
    "集聚区",
)
# How the names end that a word may stand for, where they do not end in the word itself.
_ENDINGS: Final = {"村": ("村", "社区", "嘎查"), **dict.fromkeys(_ZONES, _ZONES)}
WHOLE: Final = {
    "港": Place("province", (("province", "香港特别行政区"),), "810000", basis="anaphor"),
    "澳": Place("province", (("province", "澳门特别行政区"),), "820000", basis="anaphor"),
    "台": Place("province", (("province", "台湾省"),), "710000", basis="anaphor"),
}
NEAREST: Final = frozenset(
    word for word, levels in LEVELS.items() if set(levels) <= {"township", "village", "area"}
)
"""Words for a place so small that the one named last is meant."""
_ANAPHOR: Final = compiled(
    rf"""
    # two looks at what it begins with, for speed
    (?=[全我该本咱这当自省市县区州旗盟镇乡街村社嘎开高园新景林农])
    (?=.[国治里儿地港澳台们个座省市县区州旗盟镇乡街村社小嘎道查发新场党纪委“两政级财府上公集域人中医直法检水民教卫农林文商住交发审统科工自生应退信税环城旅司体国经招行])
    (?: 全国(?!人大|政协|文明|先进|优秀|劳模|首|一流|各地) | 我国
      | (?<here>这里|这儿|当地)
      | [全本](?<whole>[港澳台])(?!元|币|口|湾|资|商|胞)
      | (?<how>[全我该本]|我们|咱们|这个)
        (?<level>自治[区州县]|省|市|县|区|州|旗|盟|镇|乡|街道|村|社区|小区|嘎查)(?![长委])
        # 这个只有54户231人的小山村
      | (?<how>这)[个座](?=[^,，。;；“”]{{2,24}}的[小大山古老边]{{0,3}}(?<level>村|镇|乡|县|社区|小区)(?![长委民里]))
        # 县里, 镇党委, 村党支部, 县法院, 市卫健委; but not the rungs of “镇党委—村党支部—网格” or “党支部+合作社”
      | (?<![一-鿿0-9+＋—－、-])(?<bare>(?<level>自治[区州县]|省|市|县|区|州|旗|盟|镇|乡|街道|村|社区|嘎查))
        (?<organ>[党纪]?委|党工委|党支部|党总支|“?两委|政府|级?财政|里|上|府|公所|集体|域内
        |(?:人民|中)?医院|[级直](?:机关|部门|单位|领导|承诺)
        |(?![级域场镇村土块划里]|中心|民(?![政族宗委])|政(?![务法协研]))[一-鿿]{{0,7}}?
         (?:法院|检察院|[局厅]|委员会|委(?![托屈派任])|办公室|指挥部|中心|[大支总]队|妇联|工会|残联|供销社|工商联))(?![一-鿿]员会|[+＋—－-])
      | (?<=[来了由让被把对经据使但而的是为给帮替在])(?<bare>(?<level>省|市|县|区|州|旗|盟|镇|乡|村))里
      | (?<![一-鿿(（])(?<bare>(?<level>社区))(?![、和与及])
      | (?<![一-鿿])(?<level>{"|".join(_AREAS)})(?![一-鿿]{{0,2}}(?:分局|建设|管理局))
    )""",
    regex.VERBOSE,
)
"""`here` and a `how` of 该 or 这 point back, other `how` to the whole; `bare` has nothing in front, `organ` behind."""


def find(text: str) -> Iterator["regex.Match[str]"]:
    """Yield the words of a text that stand for a place."""
    return _ANAPHOR.finditer(text)


_REPORTED: Final = standard(
    "(?=[国教科工公民司财人自生住交水农商文应退中3三])"  # for speed
    rf"(?:{ORGAN}[一-鿿]{{0,12}}?(?:通报|公布|发布|披露|统计|数据|显示|消息)(?!的)|(?:3[12]|三十[一二])个?省(?!份?之))"
)


def reported(text: str) -> Iterator[re.Match[str]]:
    """Yield where an organ of the state reports, or all provinces do, and so the whole country is told of.

    >>> [match[0] for match in reported("据国家统计局数据,增长5%;5日,31个省(区、市)报告新增2例。")]
    ['国家统计局数据', '31个省']
    """
    return _REPORTED.finditer(text)


def cut(place: Place, level: str) -> Place:
    """Return the part of a place from the top down to `level`.

    >>> steps = (("province", "河南省"), ("county", "襄城县"), ("village", "后聂村"))
    >>> county = cut(Place("village", steps, "411025204215"), "county")
    >>> county.code, county.path
    ('411025', '河南省/襄城县')
    """
    names = [name for name, _ in place.steps]
    if level not in names or level == place.level:
        return place
    steps = place.steps[: names.index(level) + 1]
    code = place.code
    if len(code) >= 6:
        codes = {
            "province": code[:2] + "0000",
            "prefecture": code[:4] + "00",
            "county": code[:6],
            "township": code[:9],
        }
        code = codes.get(level, "")
    return Place(level, steps, code, basis="anaphor")


def shared(one: Place, other: Place) -> Place | None:
    """Return the smallest place that holds both.

    >>> district = Place("county", (("province", "河南省"), ("county", "郏县")))
    >>> town = Place("township", (("province", "河南省"), ("county", "襄城县"), ("township", "湛北乡")))
    >>> [place.path for place in (shared(district, town),) if place]
    ['河南省']
    """
    common = [step for step, same in zip(one.steps, other.steps, strict=False) if step == same]
    return cut(other, common[-1][0]) if common else None


def named(place: Place | None, word: str) -> Place | None:
    """Return the step of a place that a word like 市 or 村 can mean: the deepest whose name ends so."""
    if place is None:
        return None
    for level, name in reversed(place.steps):
        if can_mean(word, level, name):
            return cut(place, level)
    return None


def can_mean(word: str, level: str, name: str) -> bool:
    """Can a word like 市 or 村 mean a place of this level and name?"""
    return level in LEVELS[word] and name.endswith(_ENDINGS.get(word, word))


def country(focus: Place | None) -> Place:
    """Return what 全国 means to an article about `focus`: to one of Taiwan, all of it."""
    whole = WHOLE["台"]
    return whole if focus is not None and focus.steps[:1] == whole.steps else COUNTRY


def holds(place: Place | None, other: Place | None) -> bool:
    """Does a place hold another one, such as the article's own?"""
    return (
        place is not None
        and other is not None
        and len(place.steps) < len(other.steps)
        and place.steps == other.steps[: len(place.steps)]
    )
