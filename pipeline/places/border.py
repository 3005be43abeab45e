"""Where a name ends: a known one inside a longer name, or that of a river, is no place of its own."""

from collections.abc import Iterable, Iterator

from pipeline import lexicon
from pipeline.dictionary import frequency
from pipeline.model import occurrences
from pipeline.patterns import standard
from pipeline.places import seams
from pipeline.places.chain import Chain
from pipeline.places.spot import Hit

_RARE = 200  # of sixty million words of the dictionary's corpus
_SMALL = ("嘎查", "苏木", "街道", "乡", "镇", "村")
FLOWS = "江河湖溪"
_WATER = standard(r"[河江湖岭峡边旁畔]|山(?!区|村|东|西)")
_BAY = standard("湾(?![里村仔镇乡街])")
_BANK = standard(
    r"[左右东西南北两沿]岸|流域|[干支]流|水[系面质位]|河道|江面|湖面|湖区|畔|断流|[上中下]游|生态(?:流|水)量"
)
_HILL = standard("[东南西北]麓|主峰|余脉|山脉|脚下|山[脚顶]|之巅|深处")
_SYSTEM = standard("共产党|特色社会主义|式现代化|梦(?!幻)")
_TRIBUTARY = standard(r"(?:是|作为|为)[^。,，]{0,10}(?:[支干]流|河流|水系)")


def misread_abroad(text: str, chains: Iterable[Chain], lowers: Iterable[Hit]) -> Iterator[Chain]:
    """Yield the countries and cities abroad that only stand in the name of something else.

    That is a firm (纽荷兰), a person (索菲亚罗兰), a village here (巴音布拉格嘎查, and 布拉格 for short in the same
    article), what stands right behind the name of a town (卡如乡加纳日合作社), or a party and its doctrine
    (中国特色社会主义).
    """
    cities = lexicon.words("place_cities")
    found = [chain for chain in chains if chain.kind == "country" or chain.region in cities]
    lowers = tuple(lowers) if found else ()
    starts = {chain.start: chain for chain in found}
    inside = ((starts[at], hit) for hit in lowers for at in range(hit.start + 1, hit.end) if at in starts)
    within = {chain.name for chain, hit in inside if chain.end < hit.end}
    behind = {hit.end for hit in lowers}
    ends = {chain.end for chain in found}
    for chain in found:
        runs_on = chain.start not in ends and _runs_on(text, chain)
        inner = chain.name in within or chain.start in behind
        if runs_on or inner or _names_village(text, chain) or _SYSTEM.match(text, chain.end):
            yield chain


def _names_village(text: str, chain: Chain) -> bool:
    """Tell whether the ending of a village or a town follows a name abroad: 布拉格|嘎查, but not 日本|乡村."""
    ending = next((ending for ending in _SMALL if text.startswith(ending, chain.end)), "")
    return bool(ending) and chain.name != "中国" and not seams.cuts_right(text, chain.end + len(ending))


def _runs_on(text: str, chain: Chain) -> bool:
    """Tell whether the sounds of a longer foreign name stand in front of a name, or behind one that is rare.

    A rare one also gives way to a word that it cuts: 每公里|加收.
    """
    before, start = text[chain.start - 1 : chain.start], chain.start
    if before in lexicon.words("place_transcription") and not seams.is_common_word(text[start - 2 : start]):
        return True
    rare = chain.kind != "country" and frequency(chain.name) < _RARE
    follows = text[chain.end : chain.end + 1] in lexicon.words("place_transcription")
    return rare and (follows or seams.cuts_left(text, start))


def is_water(text: str, name: str, end: int, *, large: bool) -> bool:
    """Tell whether a short name is that of a river, a pond or a range: 天门河, 荷塘边, 黑龙江右岸, 五指山北麓.

    What the article says of a small one in one place holds in all.

    >>> is_water("黑龙江右岸的村庄", "黑龙江", 3, large=True), is_water("黑龙江的村庄", "黑龙江", 3, large=True)
    (True, False)
    >>> is_water("对清水河的调度,清水河流域", "清水河", 4, large=False)
    True
    """
    if is_bay(text, end):
        return True
    if _WATER.match(text, end) and not seams.is_common_word(text[end : end + 2]):
        return True
    if name[-1] == "山" and _HILL.match(text, end):
        return True
    if name[-1] not in FLOWS:
        return False
    return flows(text, name, end) or (
        not large and any(flows(text, name, at + len(name)) for at in occurrences(text, name))
    )


def is_bay(text: str, end: int) -> bool:
    """Tell whether a name is that of a bay: 胶州湾, but not 襄城|湾里村."""
    return bool(_BAY.match(text, end))


def flows(text: str, name: str, end: int) -> bool:
    """Tell whether banks, water or a basin follow a name that ends as that of a river: 沙河干流, but not 襄城流域."""
    return name[-1] in FLOWS and bool(_BANK.match(text, end) or _TRIBUTARY.match(text, end))
