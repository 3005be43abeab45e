"""The words in front of a quote or a closing word: where the name begins, and whether a verb sets it up."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from pipeline.initiatives import scan, words
from pipeline.initiatives.counts import EDITION, ORDINAL, THINGS
from pipeline.initiatives.words import HAN
from pipeline.patterns import standard

_ROUND = "(?![百千万][名场])"  # 百名记者江北行 is no count
_NUMBERED = standard(rf"{_ROUND}{THINGS}|、")
_PLACE = (
    rf"[{HAN}]{{1,6}}?(?:(?<![全强兴立])省|(?<![城全都强兴活富立])市(?![场民容域政])|(?<![全强兴活富立])县(?!域)|(?<![社片园小城景山地灾辖全校库市强])区(?![域块])"
    r"|(?<![全村城乡小古集强兴])镇(?![街村])|(?<![城家老全返下回入归进故水强])乡(?![村土亲贤愁风镇])|(?<![乡农山新全进入下到回强兴富驻联帮])村(?![级民集务干规落容社镇企居])"
    r"|街道|(?<!全)社区)(?![级内委会])"
)
_OURS = standard("我[省市县区州镇乡村校院国]$")
_BODIES = frozenset("省市州县区镇乡村局部厅处校院")
_LEVELS = "[省市州县区乡镇街村]{2,5}[两三四五]级"
_SINCE = "自(?![治然主学强信立律查纠愿动来营有救建筹管觉我身由发助行驾媒贸留用励省])"
_JOINING = standard("[与和及或并]")  # without one, no need to look for conjunctions
_OUTSIDE = standard(r"[0-9](?!年)|(?:省|市|县|区|镇|乡|村|街道|社区)$")


def name(clause: str, following: str = "", *, listed: bool = False) -> tuple[str, bool]:
    """Return the name at the end of `clause`, and whether a verb of setting up governs it.

    The character `following` tells a verb from part of a name (品质提升|行动). One that stands in a list has no subject
    of its own (、数字工厂|建设|行动).

    >>> name("创新实施基层组织建设和集体经济"), name("在红帆")
    (('基层组织建设和集体经济', True), ('红帆', False))
    >>> name("驿站的成立是深化双拥"), name("青年返乡计划及落实长者照护")
    (('双拥', True), ('长者照护', True))
    >>> name("如今我市山海文化交流")
    ('山海文化交流', False)
    """
    clause, another = _last_deed(clause)
    verbs = scan.verbs(clause)
    verb = max((verb.end for verb in verbs if verb.strong), default=0)
    bounds = [bound for bound in scan.bounds(clause + following) if bound.end <= len(clause)]
    bound = _break(bounds, verb) if verb else _bound(clause, bounds)
    if _OURS.search(clause, bound - 1 if bound else 0, bound + 1):
        bound += 1
    if verb and not bound:
        return _stripped(clause[verb:]), True
    piece, governed = clause[bound:], another and not bound
    while (
        verbs
        and (weak := next(iter(scan.verbs(piece)), None))
        and _leads(piece, weak.start, subject=not (governed or listed))
    ):
        piece, governed = piece[weak.end :], True
    return _stripped(piece), governed


def theme(clause: str) -> tuple[str, bool]:
    """Return the theme of a year or of several at the end of `clause`, and whether a verb of setting up governs it.

    The theme may hold verbs and adverbs, all but those that lead up to it.

    >>> theme("围绕扩大有效投资"), theme("在全省开展改进作风狠抓落实"), theme("自大抓落实")
    (('扩大有效投资', False), ('改进作风狠抓落实', True), ('大抓落实', False))
    >>> theme("坚决打好城市品质提升三"), theme("制定三")
    (('城市品质提升三', False), ('', False))
    """
    bare = clause.rstrip(words.YEARS)
    if bare in words.verbs():
        return "", False
    verbs = [verb for verb in scan.verbs(clause) if verb.end < len(bare) - 1]
    bounds = [bound for bound in scan.bounds(clause) if bound.end < len(bare) - 1]
    governor = max((verb.end for verb in verbs if verb.strong), default=0)
    start = max([governor, *(bound.end for bound in bounds if bound.sort == "function")])
    governed = start == governor > 0
    if not governed:
        adverbs = {bound.start: bound.end for bound in bounds if bound.sort == "adverb"}
        while start in adverbs:
            start = adverbs[start]
        leading = {bound.start: bound.end for bound in bounds} | {verb.start: verb.end for verb in verbs}
        start = leading.get(start, start)
    return _stripped(clause[start:]), governed


def _leads(piece: str, start: int, *, subject: bool) -> bool:
    """Does a weak verb at `start` open what it governs, or is what stands before it a body's name or its `subject`?"""
    return start == 0 or (start == 1 and piece[0] in _BODIES) or (subject and 2 <= start <= 8)


def _last_deed(clause: str) -> tuple[str, bool]:
    """Return what a verb behind a conjunction sets up, and whether there is one: 推动甲计划及|落实|乙, 和|推进|丙."""
    if not _JOINING.search(clause):
        return clause, False
    bounds = scan.bounds(clause)
    ends = [
        verb.end
        for joint, verb in pairwise(bounds)
        if joint.sort == "conjunction" and verb.sort == "governor" and joint.end == verb.start
    ]
    last = max((end for end in ends if len(clause) - end > 1), default=0)
    return clause[last:], last > 0


def is_outside(modifier: str) -> bool:
    """Does `modifier` hold what is no part of a name: 对群众, 9人, 某镇?"""
    return _OUTSIDE.search(modifier) is not None or any(
        bound.sort in ("function", "conjunction", "adverb") for bound in scan.bounds(modifier)
    )


def _break(bounds: Iterable[scan.Bound], verb: int) -> int:
    """Return the end of what separates a name from the verb further in front, 0 without any."""
    breaks = (bound for bound in bounds if bound.start >= verb)
    return max((bound.end for bound in breaks if bound.sort in ("function", "adverb")), default=0)


def _bound(clause: str, bounds: Iterable[scan.Bound]) -> int:
    ends = [bound.end for bound in bounds if bound.sort != "governor"]
    return max([*ends, *(match.end() for match in _NUMBERED.finditer(clause))], default=0)


def _stripped(name: str) -> str:
    """Take scope and place off the start of a name.

    >>> _stripped("全市城乡清洁"), _stripped("河东书房"), _stripped("市县两级粮食安全"), _stripped("公安机关2012年缉枪")
    ('城乡清洁', '河东书房', '粮食安全', '2012年缉枪')
    """
    return _loose().sub("", name)


@cache
def _loose() -> re.Pattern[str]:
    scope = words.alternation(words.column("initiative_generic", "place", "scope"))
    return standard(
        rf"^(?:{scope}|{_SINCE}|{_LEVELS}|{_PLACE}|{_ROUND}{THINGS}|{EDITION}|{ORDINAL}个"
        rf"|[{HAN}]{{2,10}}(?=[0-9]{{4}}年))+"
    )
