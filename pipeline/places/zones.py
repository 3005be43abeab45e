"""Zones that are named otherwise than by their place: 中德(济南)中小企业合作区, and 滨海新区 in more than one city."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.model import Place
from pipeline.patterns import standard
from pipeline.places import gazetteer, resolve
from pipeline.places.chain import Chain, dominant
from pipeline.places.reading import Reading
from pipeline.places.resolve import Evidence, Steps, distance
from pipeline.places.seams import HAN
from pipeline.places.wording import characters, is_zone

# The one-character names of countries that run parks and zones with China.
_ABROAD = "中德韩日意法俄美英奥哈芬瑞以印马泰荷白丹巴欧"


@cache
def _opening() -> re.Pattern[str]:
    partners = "".join(sorted({*lexicon.words("place_abbreviations"), *_ABROAD}))
    return standard(rf"(?:[{partners}]{{2,3}}|海峡两岸|两岸|国家|中国)[(（]$")


_KIND = standard(rf"[)）](?P<kind>[{HAN}]{{1,14}}?(?:区|园|基地|新城))(?![区内])")
_TYPE = standard("(?:(?:经济技术|经济|高新技术产业)?开发区|(?:旅游)?度假区|高?新区|经开区|示范区|新城)$")


def bracketed(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Zones with the place that has them in brackets: 浙台(苍南)经贸合作区."""
    for held in reading.chains:
        closed = _KIND.match(reading.text, held.end)
        if not closed or not held.entries or held.guessed or not is_zone(closed["kind"]):
            continue
        opened = _opening().search(reading.text, max(0, held.start - 5), held.start)
        if opened:
            start, end = opened.start(), closed.end()
            name = reading.text[start:end]
            entries, _ = resolve.choose(dominant(held.entries), reading.evidence, held.start)
            zone = Chain(start, end, entries, (*held.parts, (name, end)), "pattern", (("area", name),))
            yield zone, resolve.place(zone, entries, reading.evidence, "pattern")


def is_of_many(chain: Chain) -> bool:
    """Tell whether a zone bears alone a name that other cities give to theirs as well: 滨海新区, 临港新城."""
    if len(chain.parts) > 1 or len(chain.entries) > 1 or not _TYPE.search(chain.name):
        return False
    stem = _TYPE.sub("", chain.name)
    return gazetteer.anchors().get(stem, ("",))[0] in ("word", "vague") or characters().issuperset(stem)


def city_instead(chain: Chain, evidence: Evidence) -> Steps:
    """Return the steps of the article's city, where it names nothing of the province that a zone is known in."""
    if gazetteer.lineage(chain.entries[0].row)[-1] in evidence.seen:
        return ()
    cities = [row for row in evidence.seen if gazetteer.division(row).level == "prefecture"]
    near = min(cities, key=lambda row: distance(evidence.seen[row], chain.start), default=-1)
    return resolve.steps_to(near, evidence.year) if near >= 0 else ()


def of_this_city(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Zones of the article's city under a name that is known from another: 滨海新区 in Ningbo."""
    for chain in (chain for chain in reading.chains if chain.kind == "full" and is_of_many(chain)):
        above = city_instead(chain, reading.evidence)
        if above:
            steps = (*above, ("area", chain.name))
            yield chain._replace(entries=()), Place("area", steps, basis="pattern")
