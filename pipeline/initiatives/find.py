"""Named schemes in the clean text: quoted, book-marked and unquoted, each with its type and core."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.initiatives import (
    around,
    cues,
    damaged,
    documents,
    evidence,
    joined,
    praise,
    quotes,
    refusals,
    shapes,
    unquoted,
    words,
)
from pipeline.initiatives.quotes import Quote
from pipeline.initiatives.verdict import Name
from pipeline.model import Initiative, Mention, Sentence, Span
from pipeline.patterns import standard

Named = Mention[Initiative]
Verdict = tuple[Name, str] | None

_MARKS = standard('[“”‘’「」『』"]')
_TITLE = standard(r"《[^《》\n]*》")
# Rules whose type holds for the other mentions of the name, and rules whose type yields to it.
_FIRM = frozenset({"headed", "coined", "ending", "shared_head", "governed", "in_list", "joined"})
# Rules that read the head behind a quotation, which closes the names before it in a list too.
_HEADED = frozenset({"headed", "coined"})
# Rules whose type holds for the other members of a list.
_LISTED = _FIRM | {"conferred", "honour", "graded", "dated"}
_LOOSE = frozenset({"counted", "twofold", "slogan", "formula", "supported", "framed"})
# A name that was once introduced by one of these rules is looked for without marks too.
_BY_CORE = _FIRM | {"edition"}
_ECHOED = _BY_CORE | {"closing_word", "governed_name"}


def find(text: str, sentences: tuple[Sentence, ...]) -> tuple[Named, ...]:
    """Return every mention of a named scheme, by start; none overlaps another.

    >>> text = "实施年轻干部“补源”成长工程，印发《关于推行河长制的意见》。"
    >>> found = find(text, (Sentence(Span(0, len(text)), 1),))
    >>> [(text[m.span.start:m.span.end], m.fact.type, m.fact.core) for m in found]
    [('年轻干部“补源”成长工程', 'project', '补源'), ('《关于推行河长制的意见》', 'document', '推行河长制')]
    """
    titled = bytearray(len(text))  # 1 at each character of a title
    for match in _TITLE.finditer(text):
        titled[match.start() : match.end()] = b"\1" * len(match[0])
    pairs = quotes.pairs(text)
    marks = tuple(quote for quote in quotes.find(text, pairs, sentences) if titled.find(1, *quote.span) < 0)
    whole = (*documents.find(text), *documents.unmarked(text), *joined.find(text, marks))
    quoted = _disjoint([*whole, *_quoted(text, marks), *damaged.find(text, pairs)])
    settled = _disjoint(_settled(quoted, marks))
    inside = {Span(quote.span.start + 1, quote.span.end - 1) for quote in marks}  # was judged with its marks
    bare = (m for m in unquoted.find(text) if titled.find(1, *m.span) < 0 and m.span not in inside)
    plain = _disjoint([*settled, *bare])
    known = {(mention.span, mention.fact) for mention in plain}
    echoes = (m for m in unquoted.echoes(text, _echoed(text, plain)) if titled.find(1, *m.span) < 0)
    # An echo comes first: its core is that of the quoted name.
    return _disjoint([*(m for m in echoes if (m.span, m.fact) not in known), *plain])


def _quoted(text: str, marks: tuple[Quote, ...]) -> Iterator[Named]:
    """Yield the quotations that are names, by their own evidence or by their company in a list."""
    for run in quotes.runs(marks, text):
        verdicts = _conferred_alike(run, [evidence.judge(quote) for quote in run])
        kind = _kind(run, verdicts) if len(run) > 1 and None in verdicts else ""
        for quote, verdict in zip(run, verdicts, strict=True):
            if verdict:
                yield _mention(quote, *verdict)
            elif kind and not refusals.refused(quote, headed=_tells(verdicts[-1], _HEADED)):
                back = cues.holder(quote.after) if kind == "award" else 0
                yield _mention(quote, Name(kind, back=back), "in_list")


def _kind(run: tuple[Quote, ...], verdicts: list[Verdict]) -> str:
    """Return the type that its company gives a member of a list, empty without one."""
    kinds = [verdict[0].type for verdict in verdicts if verdict and _tells(verdict, _LISTED)]
    if kinds:
        return kinds[-1]
    return "mechanism" if shapes.is_series([quote.inner for quote in run]) else ""


def _tells(verdict: Verdict, rules: frozenset[str]) -> bool:
    """Does the verdict of one of `rules`, or a notion with a head of its own, tell of the others in its list?"""
    return verdict is not None and (verdict[1] in rules or (verdict[1] == "national" and verdict[0].back > 0))


def _conferred_alike(run: tuple[Quote, ...], verdicts: list[Verdict]) -> list[Verdict]:
    """Read what only its ending types as a title where the first of the list is conferred: 获评“甲校”“乙基地”."""
    by_ending = any(verdict and verdict[1] == "ending" for verdict in verdicts)
    if not by_ending or not cues.confers(run[0].before):
        return verdicts
    alike = []
    for quote, verdict in zip(run, verdicts, strict=True):
        title = around.as_title(quote) if verdict and verdict[1] == "ending" else None
        alike.append((title, "conferred") if title else verdict)
    return alike


def _mention(quote: Quote, name: Name, rule: str) -> Named:
    span = Span(quote.span.start - name.front, quote.span.end + name.back)
    if rule == "completed":
        core = words.before(quote.before[-name.front :] + quote.inner, words.type_words()[quote.inner])
    else:
        core = shapes.core(quote.inner) if name.back else shapes.ending_core(quote.inner)
    return Mention(span, Initiative(core, name.type), rule)


def _settled(mentions: Iterable[Named], marks: Iterable[Quote]) -> Iterator[Named]:
    """Yield `mentions` and the other bare quotations of their cores, typed by the firmest evidence in the article."""
    mentions = tuple(mentions)
    firm = Counter(mention.fact for mention in mentions if mention.rule in _FIRM)
    repeated: dict[str, Initiative] = {}
    for fact, _ in firm.most_common():
        if len(fact.core) > 1 and not shapes.is_common(fact.core):
            repeated.setdefault(fact.core, fact)
    first: dict[str, Initiative] = {}
    for mention in mentions:
        core = mention.fact.core
        if mention.rule not in _LOOSE:
            yield mention
        elif core not in repeated:
            yield Mention(mention.span, first.setdefault(core, mention.fact), mention.rule)
    for quote in marks:
        if quote.inner in repeated:
            yield Mention(quote.span, repeated[quote.inner], "repeated")


def _echoed(text: str, mentions: Iterable[Named]) -> dict[str, Initiative]:
    """Return the names to look for without marks: quoted cores and unquoted names, by surface."""
    echoed: dict[str, Initiative] = {}
    for mention in mentions:
        core, kind = mention.fact
        name = text[mention.span.start : mention.span.end]
        if kind == "award":
            surfaces = [core] if praise.is_ranked(core) else []
        elif mention.rule in _BY_CORE:
            surfaces = _without_marks(name, core)
        else:
            telling = len(name) >= unquoted.LONG and not shapes.is_count(name) and mention.rule in _ECHOED
            surfaces = [name] if telling else []
        for surface in surfaces:
            echoed.setdefault(surface, mention.fact)
    return echoed


def _without_marks(name: str, core: str) -> list[str]:
    """Return how a name may come again without its marks: by its core, or a short one with what closes it.

    >>> [_without_marks(f"“{core}”行动", core) for core in ("扶贫花开", "云燕", "春风", "五查")]
    [['扶贫花开'], ['云燕行动', '云燕'], ['春风行动'], ['五查行动']]
    >>> _without_marks("“平安”创建", "平安")
    []
    """
    if len(core) >= unquoted.LONG:
        return [] if shapes.is_count(core) or shapes.is_pair(core) else [core]
    whole = _MARKS.sub("", name)
    plain = shapes.is_plain(core)
    if whole == core or (plain and not unquoted.calls(whole.removeprefix(core))):
        return []
    return [whole] if plain or shapes.is_count(core) else [whole, core]


def _disjoint(mentions: Iterable[Named]) -> tuple[Named, ...]:
    """Return the mentions without those that overlap an earlier or longer one."""
    kept: list[Named] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)
