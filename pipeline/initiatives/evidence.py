"""Is a quotation the name of a scheme, and of which type?  One rule, one kind of evidence; the first opinion wins."""

from pipeline.initiatives import around, heads, refusals, within
from pipeline.initiatives.counts import EDITION
from pipeline.initiatives.quotes import Quote
from pipeline.initiatives.verdict import Name, Rule
from pipeline.patterns import standard

_GAP = standard(rf" +|[(（](?:试点|试行|暂行|[一二三四首]期|{EDITION})[)）]")
_ADJOINING = 2  # characters between a quote and its type word


def judge(quote: Quote) -> tuple[Name, str] | None:
    """Return the verdict of the first rule that has an opinion, with the rule's name.

    >>> from pipeline.model import Span
    >>> judge(Quote(Span(2, 6), "五查", "推行", "工作法"))
    (Name(type='method', front=0, back=3), 'headed')
    >>> judge(Quote(Span(2, 7), "天花板", "打破", "。"))
    """
    blank = _blank(quote)
    near = quote
    if blank or quote.before.endswith(" "):
        near = quote._replace(before=quote.before.rstrip(" "), after=quote.after[blank:])
    for rule in RULES:
        if verdict := rule(near):
            back = verdict.back + blank if verdict.back else 0
            return (verdict._replace(back=back), rule.__name__) if verdict.type else None
    return None


def _blank(quote: Quote) -> int:
    """Return the length of the blanks or the gloss between a quote and its head: 推行 “五查” 工作法, “五查”(试点)工程.

    Without a blank in front too, the head behind a blank has to end its phrase.
    """
    gap = _GAP.match(quote.after)
    if gap is None:
        return 0
    closed_up = quote.after[gap.end() :]
    head = heads.behind(closed_up)
    if head is None:
        return 0
    spaced = quote.before.endswith(" ") and head.at <= _ADJOINING
    return gap.end() if not gap[0].isspace() or spaced or heads.is_whole(closed_up, head) else 0


RULES: tuple[Rule, ...] = (
    around.own_list,
    refusals.firm,
    refusals.outer,
    refusals.speech,
    refusals.crime,
    around.graded,
    around.national,
    refusals.attitude,
    around.headed,
    around.completed,
    around.coined,
    around.motto,
    around.honour,
    around.conferred,
    around.presented,
    around.identified,
    refusals.enumeration,
    around.shared_head,
    refusals.fault,
    within.formula,
    within.recurring,
    around.dated,
    around.yearly,
    around.framed,
    refusals.figure,
    refusals.heading,
    within.ending,
    within.twofold,
    around.governed,
    around.brought_in,
    around.supported,
    within.counted,
    within.slogan,
)
