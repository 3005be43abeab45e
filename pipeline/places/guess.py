"""Names that no gazetteer knows, and the words that only look like names."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.metadata.people import surnames
from pipeline.patterns import standard
from pipeline.places import gazetteer
from pipeline.places.names import is_people
from pipeline.places.spot import HAN, edges, han_except, is_han, one_of, starts_clean
from pipeline.recent import recently

RANK = {"country": 0, "province": 1, "prefecture": 2, "county": 3, "township": 4, "village": 5, "area": 6}

NAMED = han_except("的了在着和与及或是有为以从对将被把让使等于向到由这那每各该均已还又也就而且但并其之")
_AND = "信人祥泰永太中仁义瑞颐安福嘉金鑫天正"  # before 和 they make a name: 信和, 人和
_LONGEST = {"township": 5, "village": 5, "area": 9}
_HOLDERS = {
    "township": ("prefecture", "county", "area"),
    "village": ("prefecture", "county", "township", "area"),
    "area": ("province", "prefecture", "county", "township", "village", "area"),
}
# Where residential quarters lie.
_TOWNS = ("township", "village")
# What makes another word of an ending: 乡|村, 村|民, 镇|区.
_FOLLOW = {
    "村": frozenset("民庄级容镇落社企干组貌部务寨域里史规两"),
    "乡": frozenset("村镇土亲间情愁级音贤街人"),
    "镇": frozenset("村区街级域海定压静守政"),
    "街道": frozenset("两"),
}
_BARE_FOLLOW = frozenset(
    "某党两支村民委居的位是在有里内与和及等为办主书妇网工服便物老综新也就把被将通以开积组成从始还打实今则却均都仅曾"
)


_PRONOUNS = "他她它我你您咱俺"
_KNOWN = 20  # of sixty million words of the dictionary's corpus
_HOUSES = frozenset(("国家", "官家", "全家", "管家", "农家", "庄家", "商家", "公家", "富家"))
"""Words that look like a family's house, after which villages are named (周家村)."""
_NUMBERED = standard(
    "[0-9]{1,3}(?:社区(?=[党居网的在,，。、)）]|$)|村(?=党[支委员总]|村?[委民]|村?两委|驻村))"
)


@cache
def _endings() -> dict[str, dict[str, str]]:
    return {row["surface"]: row for row in lexicon.rows("place_suffixes")}


@cache
def guessed_endings() -> tuple[str, ...]:
    """Return the endings that a name which the gazetteer lacks may have."""
    return tuple(surface for surface, row in _endings().items() if row["guess"] != "no")


@cache
def _guess_pattern() -> re.Pattern[str]:
    endings = guessed_endings()
    first = "".join(sorted({ending[0] for ending in endings}))
    # The class spares the alternation at most characters.
    return standard(
        rf"((?:[{_AND}]和)?[{NAMED}]{{1,9}}?)(?=[{first}])({one_of(endings)})(?!街道|社区|小区|(?<=村)乡(?![村镇土间]))"
    )


@cache
def ending_levels() -> dict[str, str]:
    """Return the level that each ending tells."""
    return {surface: row["level"] for surface, row in _endings().items()}


@cache
def _zones() -> tuple[str, ...]:
    return tuple(surface for surface, row in _endings().items() if row["guess"] == "zone")


def is_zone(name: str) -> bool:
    """Tell whether a name ends as that of a development zone.

    >>> is_zone("城南工业园区"), is_zone("幸福小区")
    (True, False)
    """
    return name.endswith(_zones())


@cache
def _generic() -> re.Pattern[str]:
    words = one_of(lexicon.words("place_generic"))
    numerals = "[一二三四五六七八九十百千万两几0-9]+[个家座批类级]?"
    return standard(rf"(?:{words}|{numerals}|[省市县区乡镇村国]级|国家级)+")


@recently
def is_generic(stem: str) -> bool:
    """Tell whether a stem only says what kind of village, town or quarter is meant.

    >>> [is_generic(stem) for stem in ("示范", "省级乡村振兴示范", "老旧", "后聂", "两个")]
    [True, True, True, False, True]
    """
    return bool(_generic().fullmatch(stem))


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(lexicon.words("place_generic"))


def is_kind_word(stem: str) -> bool:
    """Tell whether a stem is one word for a kind, not several together.

    >>> is_kind_word("示范"), is_kind_word("老县")
    (True, False)
    """
    return stem in _kind_words()


@cache
def _predicates() -> re.Pattern[str]:
    """Return a pattern for the words that open a predicate, not a name (共建产业园)."""
    return standard(one_of(lexicon.words("place_predicates")))


def _noted(note: str) -> Iterator[str]:
    return (row["surface"] for row in lexicon.rows("place_predicates") if note in row["note"].split())


@cache
def _never() -> re.Pattern[str]:
    """Return a pattern for the words that no name holds (今天再次开启乐山片区)."""
    return standard("|".join(_noted("never")))


@cache
def acts() -> frozenset[str]:
    """Return the verbs for what governments do (推进, 打造)."""
    return frozenset(_noted("act"))


def is_common(stem: str) -> bool:
    """Tell whether a stem is made of common words of two characters alone.

    >>> is_common("推动"), is_common("创新开展"), is_common("后聂")
    (True, True, False)
    """
    return len(stem) % 2 == 0 and all(stem[i : i + 2] in edges() for i in range(0, len(stem), 2))


@recently
def is_proper(stem: str, level: str) -> bool:
    """Tell whether a stem that no gazetteer knows may be a name; villages are named after families' houses, too.

    >>> is_proper("周家", "village"), is_proper("农家", "village"), is_proper("周家", "township")
    (True, False, False)
    """
    if level == "village" and stem[1:] == "家" and stem[0] in surnames():
        return stem not in _HOUSES
    if (
        stem[:1] in _PRONOUNS
        or len(stem) > _LONGEST[level]
        or is_generic(stem)
        or is_common(stem)
        or is_people(stem)
    ):
        return False
    return not _predicates().match(stem) and not _never().search(stem)


def follows_badly(text: str, end: int, ending: str) -> bool:
    """Tell whether the ending is part of another word (乡|村, 村|民)."""
    return text[end : end + 1] in _FOLLOW.get(ending, ())


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
    if not is_proper(stem, own) and not ((near or community) and is_quarter(stem, ending)):
        return None
    return match[0], own, match.end()


@cache
def _settlements() -> tuple[str, ...]:
    return tuple(lexicon.words("place_hamlets"))


@cache
def _hamlets() -> re.Pattern[str]:
    endings = one_of(_settlements())
    return standard(rf"[{NAMED}]{{1,3}}?(?:{endings})(?<!小组)(?=[^{HAN}]|[的党村民位是在有里]|$)")


_GROUP = standard(rf"(?P<stem>(?!第)[{NAMED}]{{1,4}}?)(?:村民?)?小组(?![长成会])")


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
    return standard(rf"[{NAMED}]{{2}}(?:{endings})(?=[^{HAN}]|[的在]|村民|群众|牧民|农户|田间|地头)")


def _landscape(text: str, pos: int, level: str) -> tuple[str, str, int] | None:
    """Read a spot named after the land, right behind its town or county: 贵南县木格滩, not 襄城县引水沟."""
    match = _landscapes().match(text, pos) if level in ("county", "township") else None
    if not match or frequency(match[0]) or any(match[0][at : at + 2] in edges() for at in (0, 1)):
        return None
    return (match[0], "area", match.end()) if is_proper(match[0][:-1], "area") else None


def _hamlet(text: str, pos: int) -> tuple[str, str, int] | None:
    match = _hamlets().match(text, pos)
    if not match or match[0][:2] in edges() or frequency(match[0]) or is_generic(match[0][:-1]):
        return None
    if not _opens_name(match[0]):
        return None
    return match[0], "area", match.end()


@cache
def characters() -> frozenset[str]:
    """Return the characters that very many names are made of."""
    return frozenset("".join(lexicon.words("place_characters")))


def _opens_name(hamlet: str) -> bool:
    """Tell whether a hamlet of two characters begins with a family name or a common part of names: 李庄, not 探|营.

    >>> _opens_name("李庄"), _opens_name("大坪"), _opens_name("探营"), _opens_name("蒿枝坝")
    (True, True, False, True)
    """
    return len(hamlet) > 2 or hamlet[0] in surnames() or hamlet[0] in characters()


_RESIDENTS = standard("[党居网的、,，。)）]|$")
_LIVED_IN = standard(
    "[,，。、的内里]|建成|始建|位于|地处|坐落|居民|业主|物业|业委会|党支部|[安加]装|共?有[0-9]|[0-9]+[号期栋户]"
)


def is_quarter(stem: str, ending: str) -> bool:
    """Tell whether a residential quarter or a community is named with a common word (文汇小区, 幸福家园, 锦绣社区)."""
    plain = is_common(stem) and not is_generic(stem) and not _predicates().match(stem)
    return plain and (_endings()[ending]["guess"] == "word" or ending == "社区")


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


def is_verbal(stem: str, ending: str) -> bool:
    """Tell whether stem and ending meet in a word that is no name (辞职|回乡, 干部|驻村)."""
    return ending in ("乡", "镇", "村") and stem[-1] in "进入驻回返出下还离爱思全农城"


def may_stand_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a name that no gazetteer knows is set off on both sides."""
    after = text[end : end + 1]
    return starts_clean(text, start) and (after in _BARE_FOLLOW or not is_han(after))
