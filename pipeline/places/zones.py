"""Zones that two partners run in a place, which stands in brackets: 中德(济南)中小企业合作区."""

from collections.abc import Iterator
from functools import cache

import regex

from pipeline import lexicon
from pipeline.model import Place
from pipeline.patterns import compiled
from pipeline.places import resolve
from pipeline.places.chain import Chain, dominant
from pipeline.places.guess import is_zone
from pipeline.places.reading import Reading
from pipeline.places.spot import HAN

# The one-character names of countries that run parks and zones with China.
_ABROAD = "中德韩日意法俄美英奥哈芬瑞以印马泰荷白丹巴欧"


@cache
def _pattern() -> regex.Pattern[str]:
    partners = "".join({*lexicon.words("place_abbreviations"), *_ABROAD})
    return compiled(
        rf"(?:[{partners}]{{2,3}}|海峡两岸|两岸|国家|中国)[(（](?P<place>[{HAN}]{{2,8}})[)）]"
        rf"(?P<kind>[{HAN}]{{1,14}}?(?:区|园|基地|新城))(?![区内])"
    )


def bracketed(reading: Reading) -> Iterator[tuple[Chain, Place]]:
    """Zones with the place that has them in brackets: 浙台(苍南)经贸合作区."""
    matches = tuple(_pattern().finditer(reading.text)) if ")" in reading.text or "）" in reading.text else ()
    chains = {(chain.start, chain.end): chain for chain in reading.chains} if matches else {}
    for match in matches:
        held = chains.get(match.span("place"))
        if held and held.entries and not held.guessed and is_zone(match["kind"]):
            entries, _ = resolve.choose(dominant(held.entries), reading.evidence, held.start)
            parts = (*held.parts, (match[0], match.end()))
            zone = Chain(match.start(), match.end(), entries, parts, "pattern", (("area", match[0]),))
            yield zone, resolve.place(zone, entries, reading.evidence, "pattern")
