"""Hamlets, which no gazetteer has: one that the village was just named of, and lists of them."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.metadata.people import surnames
from pipeline.model import Place
from pipeline.patterns import standard
from pipeline.places import seams
from pipeline.places.again import guessed, unknown
from pipeline.places.alike import KNOWN
from pipeline.places.chain import Chain
from pipeline.places.guess import is_group
from pipeline.places.reading import Reading
from pipeline.places.wording import NAMED, characters, is_proper

_HAMLET_OPENING = standard(
    rf"(?:(?<![{seams.HAN}])|(?<=[在从到])(?<!所在)|(?<=所在地)|(?<=驻地))(?!从)(?P<stem>[{NAMED}]{{1,3}})$"
)
_GROUP = standard(
    rf"(?:(?<![{seams.HAN}])|(?<=[的在从到]))(?P<stem>[{NAMED}]{{2,3}}?)村(?:民)?小组(?![长成会])"
)
_ESTATE = standard(rf"(?<![{NAMED}])(?P<stem>[{NAMED}]{{2,5}})(?<!屋)邨")
_LISTED_END = standard(
    "等(?:[0-9]+|[一二三四五六七八九十]+|多|数)?个?(?:自然村|自然屯|村民小组|村民组|村组(?!织)|屯)"
)
_LISTED = standard(rf"[{NAMED}]{{2,9}}(?:[、和][{NAMED}]{{2,5}})+$")
_LEAD = standard(".*(?:包括|包含|下辖|涉及|带动|覆盖|走进|来到|[在到有为的辖])")
_LONGEST_LIST = 60


def hamlets(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Hamlets of the village that the article has just named: 十八洞村…在梨子寨, 陈家湾的人家."""
    for ending in _hamlet_ending().finditer(reading.text):
        opened = _HAMLET_OPENING.search(reading.text, max(0, ending.start() - 4), ending.start())
        start, end = opened.start("stem") if opened else 0, ending.end()
        name = reading.text[start:end]
        if not opened or name in reading.known or not _is_hamlet(name):
            continue
        above = reading.container(start, "hamlet") if reading.free(start, end) else ()
        if above:
            yield guessed(start, end, name), unknown(above, "area", name)


def groups(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Groups of villagers of the village that the article has just named: 路花村小组党支部."""
    for match in (
        _GROUP.finditer(reading.text) if "村小组" in reading.text or "村民小组" in reading.text else ()
    ):
        named = is_group(match["stem"]) and reading.free(*match.span())
        above = reading.container(match.start(), "hamlet") if named else ()
        if above:
            yield guessed(*match.span(), match[0]), unknown(above, "area", match[0])


def estates(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Housing estates in articles of Hong Kong, which alone writes 邨: 清河邨."""
    for match in _ESTATE.finditer(reading.text) if "邨" in reading.text else ():
        start, end = match.start("stem"), match.end()
        start += 2 if end - start > 4 and seams.is_common_word(match["stem"][:2]) else 0
        name = reading.text[start:end]
        above = reading.container(start, "area") if reading.free(start, end) else ()
        if above and above[0][1] == "香港特别行政区" and is_proper(name[:-1], "area"):
            yield guessed(start, end, name), unknown(above, "area", name)


@cache
def _hamlet_ending() -> re.Pattern[str]:
    forms = "|".join(sorted(lexicon.words("place_hamlets")))
    return standard(
        rf"(?:寨|屯|家(?:{forms}))(?<![苗侗瑶彝羌藏壮傣依古][寨屯])(?=[^{seams.HAN}]|[的里]|村民|群众)"
    )


def _is_hamlet(name: str) -> bool:
    """Tell whether a name is no word, and is made of a family or of two or three characters and 寨 or 屯.

    >>> [_is_hamlet(name) for name in ("梨子寨", "陈家湾", "钱家沟", "大家庄", "水寨")]
    [True, True, True, False, False]
    """
    if frequency(name) >= KNOWN or not is_proper(name[:-1], "area"):
        return False
    return name[0] in surnames() if name[1] == "家" else len(name) > 2


def listed_hamlets(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Hamlets by bare names in a list that says what they are: 湛北乡上坪、大岩底、石羊场等5个自然村."""
    for ending in _LISTED_END.finditer(reading.text):
        match = _LISTED.search(reading.text, max(0, ending.start() - _LONGEST_LIST), ending.start())
        items = list(_items(reading, *match.span())) if match else []
        named = [(start, end, reading.text[start:end]) for start, end in items]
        for start, end, name in named if _are_hamlets([name for *_, name in named]) else ():
            above = reading.container(start, "area") if is_proper(name, "area") else ()
            if above and reading.free(start, end):
                yield guessed(start, end, name), unknown(above, "area", name)


def _are_hamlets(names: list[str]) -> bool:
    """Tell whether the members of a list may all be hamlets; the first may hold something of the sentence.

    >>> _are_hamlets(["上坪", "大岩底", "石羊场"]), _are_hamlets(["道路", "供水", "供电"])
    (True, False)
    >>> _are_hamlets(["理事会", "议事会"]), _are_hamlets(["完成改厕", "改水", "改灶"])
    (False, False)
    """
    rest = names[1:]
    alike = len(names) > 2 and len({name[0] for name in rest}) == 1 and rest[0][0] not in characters()
    return not alike and all(is_proper(name, "area") and name[-1] not in "会队站室员" for name in rest)


def _items(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the members of a list, the first one without what stands in front of it."""
    start = max(start, reading.taken.rfind(1, start, end) + 1)
    lead = _LEAD.match(reading.text[start:end].split("、")[0])
    start += lead.end() if lead else 0
    for item in re.split("[、和]", reading.text[start:end]):
        if len(item) > 1:
            yield start, start + len(item)
        start += len(item) + 1
