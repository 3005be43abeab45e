"""Zones that two partners run in a place, which stands in brackets: 中德(济南)中小企业合作区."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import lexicon
from pipeline.model import Place
from pipeline.patterns import standard
from pipeline.places import resolve
from pipeline.places.chain import Chain, dominant
from pipeline.places.guess import is_zone
from pipeline.places.reading import Reading
from pipeline.places.spot import HAN

# The one-character names of countries that run parks and zones with China.
_ABROAD = "中德韩日意法俄美英奥哈芬瑞以印马泰荷白丹巴欧"


@cache
def _opening() -> re.Pattern[str]:
    partners = "".join(sorted({*lexicon.words("place_abbreviations"), *_ABROAD}))
    return standard(rf"(?:[{partners}]{{2,3}}|海峡两岸|两岸|国家|中国)[(（]$")


_KIND = standard(rf"[)）](?P<kind>[{HAN}]{{1,14}}?(?:区|园|基地|新城))(?![区内])")


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
