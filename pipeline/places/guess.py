"""Names that no gazetteer knows, read behind what holds them."""

import re
from functools import cache

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.metadata.people import surnames
from pipeline.patterns import standard
from pipeline.places import gazetteer
from pipeline.places.seams import HAN, edges, one_of
from pipeline.places.wording import (
    NAMED,
    characters,
    ending_levels,
    follows_badly,
    guessed_endings,
    is_generic,
    is_park,
    is_proper,
    is_quarter,
    is_verbal,
)

_AND = "信人祥泰永太中仁义瑞颐安福嘉金鑫天正"  # before 和 they make a name: 信和, 人和
_HOLDERS = {
    "township": ("prefecture", "county", "area"),
    "village": ("prefecture", "county", "township", "area"),
    "area": ("province", "prefecture", "county", "township", "village", "area"),
}
# Where residential quarters lie.
_TOWNS = ("township", "village")
_KNOWN = 20  # of sixty million words of the dictionary's corpus
_NUMBERED = standard(
    "[0-9]{1,3}(?:社区(?=[党居网的在,，。、)）]|$)|村(?=党[支委员总]|村?[委民]|村?两委|驻村))"
)
_GROUP = standard(rf"(?P<stem>(?!第)[{NAMED}]{{1,4}}?)(?:村民?)?小组(?![长成会])")
_RESIDENTS = standard("[党居网的、,，。)）]|$")
_LIVED_IN = standard(
    "[,，。、的内里]|建成|始建|位于|地处|坐落|居民|业主|物业|业委会|党支部|[安加]装|共?有[0-9]|[0-9]+[号期栋户]"
)


@cache
def _guess_pattern() -> re.Pattern[str]:
    endings = guessed_endings()
    first = "".join(sorted({ending[0] for ending in endings}))
    # The class spares the alternation at most characters.
    return standard(
        rf"((?:[{_AND}]和)?[{NAMED}]{{1,9}}?)(?=[{first}])({one_of(endings)})(?!街道|社区|小区|(?<=村)乡(?![村镇土间]))"
    )


def guess(text: str, pos: int, level: str) -> tuple[str, str, int] | None:
    """Read a name that no gazetteer knows, beneath a place of `level`: name, its level, its end.

    >>> guess("秦淮区新街口商务区党委", 3, "county")
    ('新街口商务区', 'area', 9)
    >>> guess("运城市推动乡村全面振兴", 3, "prefecture"), guess("禹州市示范村", 3, "county")
    (None, None)
    >>> guess("云山村蒿枝坝的茶农", 3, "village"), guess("云山村污水沟改造", 3, "village")
    (('蒿枝坝', 'area', 6), None)
    >>> guess("红山街道25社区党委", 4, "township"), guess("红山街道25社区参加活动", 4, "township")
    (('25社区', 'village', 8), None)
    >>> guess("云山村纪家村民小组组长", 3, "village"), guess("贵南县木格滩的牧场", 3, "county")
    (('纪家村民小组', 'area', 9), ('木格滩', 'area', 6))
    """
    numbered = _NUMBERED.match(text, pos) if level == "township" else None
    if numbered:
        return numbered[0], "village", numbered.end()
    match = _guess_pattern().match(text, pos)
    if not match or (level == "village" and follows_badly(text, match.end(), match[2])):
        return (
            (_group(text, pos) or _hamlet(text, pos)) if level == "village" else _landscape(text, pos, level)
        )
    stem, ending = match.groups()
    own = ending_levels()[ending]
    held = level in _HOLDERS[own] and (len(stem) > 1 or (level, own) == ("township", "village"))
    verbal = is_verbal(stem, ending) and not (len(stem) > 2 and gazetteer.lookup(match[0]))
    if not held or verbal or follows_badly(text, match.end(), ending):
        return None
    if len(stem) > 3 and own != "area" and stem[:2] in edges():
        return None
    near = level in _TOWNS or _LIVED_IN.match(text, match.end())
    community = level == "township" and ending == "社区" and _RESIDENTS.match(text, match.end())
    quarter = (near or community) and is_quarter(stem, ending)
    if not is_proper(stem, own) and not quarter and not is_park(match[0]):
        return None
    return match[0], own, match.end()


@cache
def _settlements() -> tuple[str, ...]:
    return tuple(lexicon.words("place_hamlets"))


@cache
def _hamlets() -> re.Pattern[str]:
    endings = one_of(_settlements())
    return standard(rf"[{NAMED}]{{1,3}}?(?:{endings})(?<!小组)(?=[^{HAN}]|[的党村民位是在有里]|$)")


def _group(text: str, pos: int) -> tuple[str, str, int] | None:
    """Read a group of villagers by its name: 云山村纪家村民小组, 云山村上寨小组, not 云山村抗旱小组."""
    match = _GROUP.match(text, pos) if "小组" in text[pos : pos + 8] else None
    if not match or not is_group(match["stem"]):
        return None
    stem = match["stem"]
    settled = "村" in match[0] or stem.endswith(_settlements()) or gazetteer.lookup(stem + "村")
    return (match[0], "area", match.end()) if settled else None


def is_group(stem: str) -> bool:
    """Tell whether a stem may be the name of a group of villagers, not of one for a task.

    >>> [is_group(stem) for stem in ("纪家", "路花", "上寨", "调解", "党", "矛盾调解", "各")]
    [True, True, True, False, False, False, False]
    """
    if stem[1:] == "家":
        return stem[0] in surnames()
    plain = stem[:2] in edges() or stem[-2:] in edges() or frequency(stem) > _KNOWN
    return len(stem) > 1 and not plain and is_proper(stem, "area")


@cache
def _landscapes() -> re.Pattern[str]:
    rows = lexicon.rows("place_hamlets")
    endings = one_of(row["surface"] for row in rows if row["class"] in ("plain", "water", "valley"))
    return standard(
        rf"[{NAMED}]{{2,3}}?(?:{endings})(?=[^{HAN}]|[的在]|村民|群众|牧民|农户|田间|地头|一带|[合统俗并]称)"
    )


def _landscape(text: str, pos: int, level: str) -> tuple[str, str, int] | None:
    """Read a spot named after the land, behind its town or county: 贵南县木格滩, not 襄城县引水沟, 襄城县赴四川."""
    match = _landscapes().match(text, pos) if level in ("county", "township") else None
    if not match or frequency(match[0]) or _ends_in_city(match[0]):
        return None
    if any(match[0][at : at + 2] in edges() for at in range(len(match[0]) - 1)):
        return None
    return (match[0], "area", match.end()) if is_proper(match[0][:-1], "area") else None


def _ends_in_city(name: str) -> bool:
    """Tell whether a name is but something with a county or a province: 赴|四川, 援|汶川."""
    return any(name[at:] in gazetteer.anchors() for at in range(len(name) - 1))


def _hamlet(text: str, pos: int) -> tuple[str, str, int] | None:
    match = _hamlets().match(text, pos)
    if not match or match[0][:2] in edges() or frequency(match[0]) or _ends_in_city(match[0]):
        return None
    if is_generic(match[0][:-1]) or not _opens_name(match[0]):
        return None
    return match[0], "area", match.end()


def _opens_name(hamlet: str) -> bool:
    """Tell whether a hamlet of two characters begins with a family name or a common part of names: 李庄, not 探|营.

    >>> _opens_name("李庄"), _opens_name("大坪"), _opens_name("探营"), _opens_name("蒿枝坝")
    (True, True, False, True)
    """
    return len(hamlet) > 2 or hamlet[0] in surnames() or hamlet[0] in characters()


@cache
def _zone_pattern() -> re.Pattern[str]:
    zones = one_of(lexicon.words("place_zones"))
    return standard(rf"(?:{zones})(?![域级])|港区?(?![域务口湾元币珠澳台股剧铁人商资媒警式府])")


def zone(text: str, pos: int) -> str:
    """Read the kind of a development zone, or a port, that makes a name with the place in front of it.

    >>> zone("万盛经开区和重庆高新技术产业开发区", 2), zone("万盛经开区和重庆高新技术产业开发区", 8), zone("钦州港", 2)
    ('经开区', '高新技术产业开发区', '港')
    """
    match = _zone_pattern().match(text, pos)
    return match[0] if match else ""
