"""Who runs an initiative, and the identity that follows from it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from pipeline.initiatives import cues, registry, words
from pipeline.model import Initiative, Mention, Place
from pipeline.patterns import standard
from pipeline.relate.anaphora import COUNTRY, cut
from pipeline.relate.scene import Scene
from pipeline.relate.topic import Turn
from pipeline.relate.where import place_at

Named = Mention[Initiative]
Rule = Callable[[Scene, Named], Place | None]

_WINDOW: Final = 28
_STATE: Final = standard(
    r"(?:中共中央|党中央|国务院|全国人大|最高人民|中央[一-鿿]{0,6}|中办|国办|(?:教育|财政|民政|商务|公安|司法|交通运输|农业农村)部)"
    r"[^,，。;；]{0,16}$"
)
_STATE_TITLE: Final = standard("《?(?:关于)?(?:中国共产党|中共中央|中华人民共和国|国务院|全国)")
_FRONTED: Final = standard(
    r"(?:^|[,，;；。\n])(?:为|为了|通过|按照|根据|依托|借助|围绕|针对|随着|自|自从|在|作为)[^,，。;；]*$"
)
_NEXT_CLAUSE: Final = standard(r"[^,，。;；\n]*[,，]")
_LEVELS: Final = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "街道": "township",
}
"""What each rank is the rank of; the longer words stand before those that they hold."""


def owners(at: Scene, named: Sequence[Named]) -> tuple[Place | None, ...]:
    """Return who runs each initiative; a mention that says nothing of it follows the others of its name."""
    own = [next((found for rule in RULES if (found := rule(at, mention))), None) for mention in named]
    says = [_is_set_up(at.text, mention) for mention in named]
    told: dict[str, list[Place]] = defaultdict(list)
    passing: dict[str, list[Place]] = defaultdict(list)
    for mention, place, sets_up in zip(named, own, says, strict=True):
        if place is not None:
            (told if sets_up else passing)[registry.key(mention.fact.core)].append(place)

    known = {core: _commonest(places) for core, places in (passing | told).items()}

    def settled(mention: Named, place: Place | None, *, sets_up: bool) -> Place | None:
        if sets_up or place is None or registry.is_national(mention.fact):
            return place
        return known[registry.key(mention.fact.core)]

    return tuple(settled(m, place, sets_up=s) for m, place, s in zip(named, own, says, strict=True))


def _commonest(places: Sequence[Place]) -> Place | None:
    """Return the place named most often, the widest of several; the country only where there is no other."""
    if len(places) == 1:
        return places[0]
    counts = Counter(place for place in places if place is not COUNTRY) or Counter(places)
    return max(counts, key=lambda place: (counts[place], -len(place.steps)), default=None)


def notion(_: Scene, mention: Named) -> Place | None:
    """A notion of national politics is the country's, whoever speaks of it."""
    known = mention.fact.type == "concept" and mention.fact.core in words.concepts()
    return COUNTRY if known else None


def state(at: Scene, mention: Named) -> Place | None:
    """What the state or the party's centre issues is the country's: 国务院印发《…》, 《中国共产党…条例》."""
    if mention.fact.type != "document":
        return None
    title = _STATE_TITLE.match(at.text, mention.span.start, mention.span.end)
    return COUNTRY if title or _STATE.search(_before(at.text, mention)) else None


def honour(at: Scene, mention: Named) -> Place | None:
    """An honour is run by whose rank it bears: “全国文明单位”, 全省“先进党组织”."""
    if mention.fact.type != "award":
        return None
    rank = _rank().match(mention.fact.core) or _ranked().search(_before(at.text, mention))
    if rank is None:
        return None
    place = place_at(at, mention.span.start)
    level = next((level for sign, level in _LEVELS.items() if sign in rank["rank"]), None)
    if level is None:
        return COUNTRY
    return cut(place, level) if place else None


def fronted(at: Scene, mention: Named) -> Place | None:
    """Behind an adverbial in front of the sentence comes who runs it: 为落实“党建+”制度，后河镇…."""
    sentence = at.sentences[at.sentence_at(mention.span.start)].span
    if at.between(sentence.start, mention.span.start):
        return None
    if not _FRONTED.search(at.text, sentence.start, mention.span.start):
        return None
    clause = _NEXT_CLAUSE.match(at.text, mention.span.end, sentence.end)
    if clause is None:
        return None
    behind = at.between(clause.end(), clause.end() + 1)
    return behind[0].place if behind and behind[0].turn == Turn.TO else None


def spoken_of(at: Scene, mention: Named) -> Place | None:
    """Else it is the place that the text speaks of."""
    return place_at(at, mention.span.start)


RULES: tuple[Rule, ...] = (notion, state, honour, fronted, spoken_of)


def _before(text: str, mention: Named) -> str:
    return text[max(0, mention.span.start - _WINDOW) : mention.span.start]


def _is_set_up(text: str, mention: Named) -> bool:
    """Does a verb of setting up or carrying out govern the name?"""
    verb = cues.governor(re.split("[,，;；。！？!?\n]", _before(text, mention))[-1])
    return verb is not None and verb.strong


@cache
def _rank() -> re.Pattern[str]:
    ranks = words.column("initiative_honours", "part", "rank") - {"世界", "世界级", "亚洲", "国际"}
    return standard(f"(?P<rank>{words.alternation(ranks)})")


@cache
def _ranked() -> re.Pattern[str]:
    return standard(rf"{_rank().pattern}[{words.HAN}]{{0,4}}$")


def identities(named: Sequence[Named], owners_: Sequence[Place | None]) -> tuple[str, ...]:
    """Name schemes by their core and the prefecture that runs them, one owner a core within the article."""
    places: dict[str, list[Place]] = defaultdict(list)
    for mention, owner in zip(named, owners_, strict=True):
        if owner is not None:
            places[registry.key(mention.fact.core)].append(owner)

    scopes = {core: _prefecture(place) for core, found in places.items() if (place := _commonest(found))}
    return tuple(
        registry.identity(mention.fact, scopes.get(registry.key(mention.fact.core), "")) for mention in named
    )


def _prefecture(place: Place) -> str:
    """Return the path of a place down to its prefecture, or to the county that is under its province without one.

    >>> _prefecture(Place("county", (("province", "河南省"), ("county", "济源市"))))
    '河南省/济源市'
    >>> _prefecture(Place("county", (("province", "上海市"), ("county", "长宁区"))))
    '上海市'
    """
    steps = dict(place.steps)
    province = steps.get("province", "")
    below = steps.get("prefecture") or ("" if province.endswith("市") else steps.get("county", ""))
    return "/".join(filter(None, (province, below)))
