"""Figures that say how many live in a place, or how many places there are, and name neither."""

from typing import Final

from pipeline.numbers.figure import Figure, is_empty, last_end
from pipeline.numbers.ranks import carried
from pipeline.patterns import standard

NOUNS: Final = frozenset("省市县区州盟旗镇乡村街办死亡伤") | {
    *("县区", "县市", "市县", "市区", "乡镇", "镇街", "省市", "省区"),
    *("重伤", "轻伤", "失踪", "失联"),
}
"""Units that say themselves what is counted."""
_PEOPLE: Final = frozenset(("人", "户", "口"))
_SCOPE: Final = standard("[全该本][省市县区州盟旗镇乡村]|该?社区")
_HAS: Final = standard(
    "[现共总只仅就已一]{0,2}计?(?:有|下?辖|管辖|住着|居住着?)?[约近共逾超]?(?:不[足到]|超过)?"
)
"""What stands between a place and how many live there."""
_HEAD: Final = standard(r"[,，。;；:：!！?？\n—“(（]")
_AND: Final = standard("[、,，和]?[共计约近]?")
"""What stands between households and people of the same place or sort: 128户、373人."""
_ENDS: Final = frozenset(("stop", "link", "f"))


def inhabitants(figure: Figure) -> str:
    """全县5个乡镇|17万人, 石桥村仅有|41户: people of whom no more is said are those of the place."""
    text, start, told = figure.text, figure.start, figure.around.told
    if text.endswith("人口", figure.span.start, figure.span.end):
        return "人口"
    if figure.fact.unit not in _PEOPLE or figure.behind:
        return ""
    if told:
        (_, end), before, _ = told[-1][0]
        if before.unit in _PEOPLE and _AND.fullmatch(text, end, start):
            return told[-1][1]
    if figure.phrase.text and not follows(figure) and not is_empty(figure.phrase.text):
        return ""
    pos = figure.around.room.start
    behind = figure.at.after(pos)
    closed = (
        pos == figure.around.room.end or behind == len(figure.at.words) or figure.at.kind(behind) in _ENDS
    )
    closed = closed and not figure.at.predicate(text, pos)
    return (_where(figure) if closed else "") or ("人" if figure.fact.unit == "口" else "")


def follows(figure: Figure) -> bool:
    """Is the phrase in front what the figure before counts (14个县|15.2万人受灾)?"""
    if not figure.around.told:
        return False
    ((_, end), fact, _), name = figure.around.told[-1]
    phrase = figure.phrase
    return fact.kind == "count" and phrase.start == end and phrase.text != "" and name.startswith(phrase.text)


def named(figure: Figure) -> str:
    """辖|2镇|3乡, 德阳、绵阳、遂宁|三市, |26县农产品, |3死5伤: a unit that is a noun is what is counted."""
    return figure.fact.unit if figure.fact.unit in NOUNS else ""


def _where(figure: Figure) -> str:
    """Return the place that heads the clause, or the clauses before, if it only has or is what is told of it."""
    text, place = figure.text, figure.around.place
    head = last_end(_HEAD, text, figure.around.sentence, figure.start)
    first = next((m.span.start for m, _ in figure.around.told if m.span.start >= head), figure.start)
    scope = _SCOPE.match(text, head, first)
    if scope and _HAS.fullmatch(text, scope.end(), first):
        return scope[0]
    if not place or not _HAS.fullmatch(text, max(head, place.end), first):
        return ""
    if place.end == figure.start and (name := carried(figure.around.told, figure.fact, figure.start)):
        return name
    heads = place.start == figure.around.sentence or _HEAD.match(text, place.start - 1)
    return text[place.start : place.end] if heads else ""
