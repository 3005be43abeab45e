"""Words like 全市, 该村 and 这里 → the place that they mean, and how far the text turns to it."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from pipeline.model import Place, Span
from pipeline.patterns import compiled, standard
from pipeline.relate import anaphora, passing
from pipeline.relate.anaphora import COUNTRY, holds
from pipeline.relate.people import posts
from pipeline.relate.topic import NEAR, Topic, Turn, current, heads_clause

if TYPE_CHECKING:
    import regex

_MEASURE: Final = standard(
    r"(?:居|占|列|在|为|是|作为|超|超过|高于|低于|高出|低出|快于|好于|优于|领先|不足|不到|达到|比|较|与|名|获|获评|荣获|被评为)了?$"
)
"""What makes a place the measure of a comparison (居全省第四位), not what the text is about."""
_SCOPE: Final = compiled("范围|看|来说|来讲|而言|层面|(?<=(?:^|[。;；!！?？\n])在[^,，。]{2,3})[,，]")
"""What makes it the topic all the same: 在全县范围内, 从全州看, 在全县，像这样的社区有68个."""
_RANKED: Final = standard(
    "领先|率先|第[一二三四五六七八九十0-9]|首[位个家批例创]|前[列茅三五十]|排名|平均|同类|闻名|知名|有名|最"
)
"""What makes it no more than what somebody is ranked in: 全国领先, 全省首个."""
_GIVES: Final = standard("[^,，。;；]{0,6}?(?:下达|下拨|拨付|拨出|划拨|拨款|追加|援助)")
_BIDS: Final = standard(
    "[^,，。;；0-9]{0,16}?(?:部署|精神|工作要求|要求[,，]|的[^,，。;；]{0,4}领导|领导下|支持下|指导下|关心|号召|一安排|作安排)"
)
_SERVES: Final = frozenset(("医院", "人民医院", "中医院", "域内", "集体"))
"""What belongs to a whole county, where a governing organ may act in one village of it."""
_SMALL: Final = frozenset(("township", "village", "area"))


def meant(text: str, match: "regex.Match[str]", found: Sequence[Topic], focus: Place | None) -> Topic | None:
    """Return what a word for a place turns to; organs that give, act or visit further down are gone past."""
    place = _meant(text, match, found, focus)
    if place is None:
        return None
    passes = match["bare"] and (
        _gives(text, match, place, focus)
        or _acts_there(text, match, place, found)
        or _is_guest(text, match, place, focus)
    )
    turn = Turn.PAST if passes else _turn_to(text, match, place, focus)
    return Topic(match.start(), match.end(), place, turn)


def _meant(text: str, match: "regex.Match[str]", found: Sequence[Topic], focus: Place | None) -> Place | None:
    """Resolve 全市, 我省, 该村: the article's own place first, for 该 and small places the one named last."""
    word = match["level"]
    if match["here"]:
        return _here(text, match, found)
    if not word:
        return anaphora.WHOLE.get(match["whole"]) or anaphora.country(focus)
    if match["organ"] == "集体":
        return anaphora.named(current(found), word)
    own = anaphora.named(focus, word)
    if word in anaphora.NEAREST:
        since = _near(text, match) if match["bare"] else 0
        return _last(found, word, since, Turn.NAME) or _last(found, word, since) or own
    last = _last(found, word, 0, Turn.NAME) or _last(found, word, 0)
    if own is None or (match["how"] or "").startswith(("该", "这")):
        return last or own
    told = next((topic for topic in reversed(found) if topic.turn != Turn.MEASURE), None)
    is_topic = last is not None and last.level == "county" and told is not None and told.place == last
    return last if is_topic and told and "。" not in text[told.start : match.start()] else own


def _here(text: str, match: "regex.Match[str]", found: Sequence[Topic]) -> Place | None:
    """Resolve 这里: the place told of last, not the whole it was compared with (水溪村…，全县下降21%，这里降了54%)."""
    last: Topic | None = None
    least = max(0, match.start() - NEAR)
    line = max(least, text.rfind("\n", least, match.start()))
    for topic in reversed(found):
        if topic.start < (least if last is None else line):
            break
        if topic.turn == Turn.TO and (last is None or holds(last.place, topic.place)):
            last = topic
    return last.place if last else None


def _near(text: str, match: "regex.Match[str]") -> int:
    """Return how far back 社区 and 村党支部 look for what they belong to: in their paragraph, organs in that before."""
    least = max(0, match.start() - NEAR)
    line = max(least, text.rfind("\n", least, match.start()))
    if not match["organ"]:
        return line
    above = least + len(text[least:line].rstrip())
    return max(least, text.rfind("\n", least, above))


def _last(found: Sequence[Topic], word: str, since: int, most: Turn = Turn.PAST) -> Place | None:
    """Return the place named last that a word can mean, turned to no less than `most`."""
    for topic in reversed(found):
        if topic.start < since:
            break
        if topic.turn <= most and (place := anaphora.named(topic.place, word)):
            return place
    return None


def _turn_to(text: str, match: "regex.Match[str]", place: Place, focus: Place | None) -> Turn:
    """Judge 全省 or 全市; one wider than the article's own place is the topic only where a clause begins with it."""
    start, end = match.span()
    if match["here"]:
        return Turn.PAST if text[start - 1 : start] in {"离", "从", "比"} else Turn.TO
    if _SCOPE.match(text, end) or (match["bare"] and text[start - 1 : start] == "为"):
        return Turn.TO
    wider = place is COUNTRY or (focus is not None and len(place.steps) < len(focus.steps))
    span = Span(start, end)
    passes = passing.neighbour(text, span, place, focus)
    if passes and wider:
        return Turn.PAST
    compared = _MEASURE.search(text, max(0, start - 4), start) or _RANKED.match(text, end)
    return Turn.MEASURE if passes or compared or (wider and not heads_clause(text, start)) else Turn.TO


def _gives(text: str, match: "regex.Match[str]", place: Place, focus: Place | None) -> bool:
    """Does a higher organ give something to the article's own place: 省财政下达资金?"""
    return holds(place, focus) and _GIVES.match(text, match.end()) is not None


def _is_guest(text: str, match: "regex.Match[str]", place: Place, focus: Place | None) -> bool:
    """Is it only what a guest from higher up heads (省委书记王宁到襄城县调研), or who bids (贯彻省委、市委决策部署)?"""
    end = match.end()
    bids = text.startswith(("常委", "副", *posts()), end) or _BIDS.match(text, end) is not None
    return bids and holds(place, focus)


def _acts_there(text: str, match: "regex.Match[str]", place: Place, found: Sequence[Topic]) -> bool:
    """Does an organ act in the smaller place that its sentence or paragraph opens with: 柳沟村…。县里派出11支工作队?"""
    if match["organ"] in _SERVES:
        return False
    line = text.rfind("\n", max(0, match.start() - NEAR), match.start()) + 1
    sentence = max(line, text.rfind("。", line, match.start()) + 1)
    first = None
    for topic in takewhile(lambda topic: topic.start >= line, reversed(found)):
        if first is not None and topic.start < sentence <= first:
            return True
        if topic.turn == Turn.TO:
            if topic.place.level not in _SMALL or not holds(place, topic.place):
                return False
            first = topic.start
    return first is not None and (first >= sentence or "。" not in text[line:first])
