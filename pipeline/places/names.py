"""How Chinese divisions are named: official names, and the shorter ones that the news uses."""

from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.patterns import compiled
from pipeline.recent import recently

if TYPE_CHECKING:
    import regex

_COMMITTEE = compiled(r"(?:村民|居民|牧民|民|村|居|牧)?委(?:员会|会)$")
_RESIDENTS = compiled(r"居(?:民委员|委)会$|(?<!村)(?<!民)(?<!牧)委(?:员会|会)$")
_BRACKETS = compiled(r"（[^）]*）|\([^)]*\)")
_OFFICE = compiled(r"(?<=街道|地区)办事处$|人民政府$|(?<=[区园城])(?:管理委员会|管委会)$")
_AUTONOMOUS = compiled(r"自治(?=[区州县旗])")
_RANK = compiled(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|县|区|盟|旗|州)$")
_ZONE = (
    (compiled(r"高新?技术(?:产业)?(?:开发|园)?区$"), "高新区"),
    (compiled(r"经济技术开发区$"), "经开区"),
    (compiled(r"经济(?:技术)?开发区$"), "开发区"),
    (compiled(r"城乡一体化示范区$"), "示范区"),
)
_HALF_BANNER = compiled(r"[左右前中后]旗$")
_TOWNSHIP_RANK = compiled(r"(?:街道|地区|苏木|镇|乡|街)$")


@cache
def _peoples() -> "regex.Pattern[str]":
    """Return a pattern for the peoples at the end of a name without rank (门源回族, 喀喇沁左翼蒙古族)."""
    names = sorted(lexicon.words("place_peoples"), key=lambda name: (-len(name), name))
    long = "|".join(name for name in names if len(name) > 1)
    short = "".join(name for name in names if len(name) == 1)
    return compiled(rf"(?:各族|(?:{long})族?|[{short}]族)+$")


def is_people(text: str) -> bool:
    """Tell whether a text names peoples and nothing else: 彝族, 土家族苗族."""
    return text.endswith("族") and bool(_peoples().fullmatch(text))


def without_brackets(name: str) -> str:
    """Take off what stands in brackets.

    >>> without_brackets("嘉模堂区（氹仔）")
    '嘉模堂区'
    """
    return _BRACKETS.sub("", name)


def village(name: str) -> str:
    """Return a village's name as people write it, whatever its committee is called.

    >>> [village(name) for name in ("后聂村委会", "许家冲村村民委员会", "许烟社区居委会", "东大街居委会")]
    ['后聂村', '许家冲村', '许烟社区', '东大街社区']
    >>> village("赛罕嘎查委员会"), village("四连队（幸福村）"), village("东沟社区村民委员会")
    ('赛罕嘎查', '四连队', '东沟社区')
    """
    name = without_brackets(name)
    stem = _COMMITTEE.sub("", name)
    if stem == name or not stem:
        return name.replace("社区社区", "社区")
    if stem.endswith(("社区", "嘎查")):
        return stem.replace("社区社区", "社区")
    if _RESIDENTS.search(name):
        return stem + "社区"
    return stem if stem.endswith("村") else stem + "村"


def township(name: str, county: str = "") -> str:
    """Return a township's own name, without its county and its office.

    >>> township("济源市沁园街道", "济源市"), township("韩城街道办事处"), township("乐亭县城区工业聚集区", "乐亭县")
    ('沁园街道', '韩城街道', '城区工业聚集区')
    """
    name = _OFFICE.sub("", without_brackets(name))
    rest = name.removeprefix(county)
    return rest if len(rest) > 2 else name


@recently
def stem(name: str) -> str:
    """Return the name of a township without its rank, and of a village without its kind.

    >>> [stem(name) for name in ("褚河街道", "阿都彝族乡", "后聂村", "安社区", "前进镇")]
    ['褚河', '阿都', '后聂', '安', '前进']
    """
    bare = compiled(r"(?:社区|嘎查|村)$").sub("", name)
    if bare != name:
        return bare or name
    bare = _TOWNSHIP_RANK.sub("", name)
    if bare.endswith("族"):
        bare = _peoples().sub("", bare.removesuffix("民族"))
    return bare or name


def short_names(name: str) -> tuple[str, ...]:
    """Return the shorter forms of a division of county rank or above, longest first.

    >>> short_names("门源回族自治县"), short_names("恩施土家族苗族自治州"), short_names("内蒙古自治区")
    (('门源县', '门源'), ('恩施州', '恩施'), ('内蒙古',))
    >>> short_names("喀喇沁左翼蒙古族自治县"), short_names("襄城县"), short_names("雄县")
    (('喀喇沁左翼县', '喀喇沁左翼', '喀左县', '喀左'), ('襄城',), ())
    >>> short_names("科尔沁左翼中旗"), short_names("新疆维吾尔自治区"), short_names("黔东南苗族侗族自治州")
    (('科左中旗',), ('新疆',), ('黔东南州', '黔东南'))
    >>> short_names("晋中市"), short_names("苏尼特左旗")
    (('晋中',), ())
    """
    forms = []
    bare = _RANK.sub("", name)
    if bare.endswith("族") or _AUTONOMOUS.search(name):
        rest = _peoples().sub("", bare)
        bare = rest if len(rest) > 1 else bare.removesuffix("族")
        if not name.endswith("自治区") and len(bare) > 1:
            forms.append(bare + name[-1])
    if len(bare) > 1 and bare != name and not _HALF_BANNER.search(name):
        forms.append(bare)
    banner = compiled(r"(.)[^左右]+([左右])翼([前中后]?)(?=旗|蒙古)").match(name)
    if banner:
        abbreviated = "".join(banner.groups())
        if name.endswith("自治县"):
            forms += [abbreviated + "县", abbreviated]
        else:
            forms = [abbreviated + name[-1]]
    return tuple(form for form in dict.fromkeys(forms) if form != name)


def usual_zone(name: str) -> str:
    """Return a development zone's name with the usual short form of its kind.

    >>> usual_zone("长兴岛经济技术开发区"), usual_zone("临港新片区")
    ('长兴岛经开区', '临港新片区')
    """
    found = next((pair for pair in _ZONE if pair[0].search(name)), None)
    return found[0].sub(found[1], name) if found else name


def zone_names(name: str, city: str) -> tuple[str, ...]:
    """Return the usual forms of a development zone's name.

    >>> zone_names("石家庄高新技术产业开发区", "石家庄市")
    ('高新技术产业开发区', '石家庄高新区', '高新区')
    >>> zone_names("河北唐山海港经济开发区", "唐山市")
    ('海港经济开发区', '海港开发区')
    """
    bare = _RANK.sub("", city)
    tail = name.split(bare, 1)[1].removeprefix("市") if bare and bare in name else name
    forms = (tail, usual_zone(name), usual_zone(tail))
    keep = {f for f in forms if f != name and len(f) > 2 and not f.startswith(bare + "市")}
    keep = {form for form in keep if not compiled(r"\p{Han}{2,3}" + bare).match(form)}
    return tuple(sorted(keep, key=lambda form: (-len(form), form)))
