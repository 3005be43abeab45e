"""Words that stand for a place: 全市, 我省, 该村, 县里, 这里."""

from collections.abc import Iterator
from typing import Final

import regex

from pipeline.model import Place
from pipeline.patterns import compiled

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
    (?=[全我该本咱这当省市县区州旗盟镇乡街村社嘎开高园新景林农])
    (?=.[国里儿地港澳台们个座省市县区州旗盟镇乡街村社小嘎道查发新场党纪委“两政级财府上公集域人中医直])
    (?: 全国(?!人大|政协|文明|先进|优秀|劳模|首|一流|各地) | 我国
      | (?<here>这里|这儿|当地)
      | [全本](?<whole>[港澳台])(?!元|币|口|湾|资|商|胞)
      | (?<how>[全我该本]|我们|咱们|这个)(?<level>省|市|县|区|州|旗|盟|镇|乡|街道|村|社区|小区|嘎查)(?![长委])
        # 这个只有54户231人的小山村
      | (?<how>这)[个座](?=[^,，。;；“”]{{2,24}}的[小大山古老边]{{0,3}}(?<level>村|镇|乡|县|社区|小区)(?![长委民里]))
        # 县里, 镇党委, 村党支部; but not the rungs of “镇党委—村党支部—网格” or “党支部+合作社”
      | (?<![一-鿿0-9+＋—－、-])(?<bare>(?<level>省|市|县|区|州|旗|盟|镇|乡|街道|村|社区|嘎查))
        (?<organ>[党纪]?委|党工委|党支部|党总支|“?两委|政府|级?财政|里|上|府|公所|集体|域内
        |(?:人民|中)?医院|[级直](?:机关|部门|单位|领导|承诺))(?![一-鿿]员会|[+＋—－-])
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


def named(place: Place | None, word: str) -> Place | None:
    """Return the step of a place that a word like 市 or 村 can mean: the deepest whose name ends so."""
    if place is None:
        return None
    for level, name in reversed(place.steps):
        if level in LEVELS[word] and name.endswith(_ENDINGS.get(word, word)):
            return cut(place, level)
    return None


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
