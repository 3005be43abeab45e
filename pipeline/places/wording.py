"""Which words may be the name of a village, a town or a quarter, and which only look like one."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.metadata.people import surnames
from pipeline.patterns import standard
from pipeline.places.names import is_people
from pipeline.places.seams import edges, han_except, is_han, one_of, starts_clean
from pipeline.recent import recently

NAMED = han_except("的了在着和与及或是有为以从对将被把让使等于向到由这那每各该均已还又也就而且但并其之")
_LONGEST = {"township": 5, "village": 5, "area": 9}
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
_RURAL = standard(
    "(?<=乡)村(?:振兴|旅游|治理|建设|文化|产业|经济|风貌|面貌|生活|医生|教师|教育|公路|道路|学校|民宿|品牌|人才|善治)"
)
_PARK = standard("(?:(?:产业|工业|科技)园区?|(?:产业|工业)?集[聚中]区)$")
_WHICH = standard("优势|特色|重点|主导|支柱|骨干|新兴|示范|龙头|共建|合建|配套|附近|周边|同类")
_PRONOUNS = "他她它我你您咱俺"
_HOUSES = frozenset(("国家", "官家", "全家", "管家", "农家", "庄家", "商家", "公家", "富家"))
"""Words that look like a family's house, after which villages are named (周家村)."""


@cache
def _endings() -> dict[str, dict[str, str]]:
    return {row["surface"]: row for row in lexicon.rows("place_suffixes")}


@cache
def guessed_endings() -> tuple[str, ...]:
    """Return the endings that a name which the gazetteer lacks may have."""
    return tuple(surface for surface, row in _endings().items() if row["guess"] != "no")


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


def is_rural(text: str, end: int) -> bool:
    """Tell whether the last character of a name opens the word for the countryside: 湛北|乡村振兴, not 湛北乡村级组织.

    >>> is_rural("助推湛北乡村振兴", 5), is_rural("湛北乡村级组织", 3)
    (True, False)
    """
    return bool(_RURAL.match(text, end))


def follows_badly(text: str, end: int, ending: str) -> bool:
    """Tell whether the ending is part of another word (乡|村, 村|民)."""
    return text[end : end + 1] in _FOLLOW.get(ending, ())


@cache
def characters() -> frozenset[str]:
    """Return the characters that very many names are made of."""
    return frozenset("".join(lexicon.words("place_characters")))


def is_quarter(stem: str, ending: str) -> bool:
    """Tell whether a residential quarter or a community is named with a common word (文汇小区, 幸福家园, 锦绣社区)."""
    plain = is_common(stem) and not is_generic(stem) and not _predicates().match(stem)
    return plain and (_endings()[ending]["guess"] == "word" or ending == "社区")


def is_park(name: str) -> bool:
    """Tell whether a name is that of an industrial park after its trade: 高铁经济产业园, not 优势特色产业园.

    >>> [is_park(f"{stem}产业园") for stem in ("高铁经济", "电池", "优势特色", "现代农业", "推进", "后聂")]
    [True, True, False, False, False, False]
    """
    stem = _PARK.sub("", name)
    trade = stem != name and is_common(stem) and not is_generic(stem)
    return trade and not _WHICH.search(stem) and not _predicates().match(stem)


def is_verbal(stem: str, ending: str) -> bool:
    """Tell whether stem and ending meet in a word that is no name (辞职|回乡, 干部|驻村, 党员|进社区).

    >>> is_verbal("干部驻", "村"), is_verbal("职党员进", "社区"), is_verbal("前进", "社区")
    (True, True, False)
    """
    if ending == "社区":
        return stem[-1] in "进入驻" and stem[-3:-1] in edges()
    return ending in ("乡", "镇", "村") and stem[-1] in "进入驻回返出下还离爱思全农城"


def may_stand_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a name that no gazetteer knows is set off on both sides."""
    after = text[end : end + 1]
    return starts_clean(text, start) and (after in _BARE_FOLLOW or not is_han(after))
