"""Names without marks: by their closing word, by a verb that sets them up, or known from elsewhere in the article."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.dictionary import frequency
from pipeline.initiatives import heads, modifiers, praise, scan, titles, words
from pipeline.initiatives.counts import FIGURE, ORDINAL, THINGS
from pipeline.initiatives.lookup import Lookup, found, lookup
from pipeline.initiatives.words import HAN
from pipeline.model import Initiative, Mention, Span, free, occurrences
from pipeline.patterns import standard

_BODY = rf"[{HAN}A-Za-z0-9+—·-]"
_CLAUSE = standard(rf"{_BODY}*\Z")
_COUNT = standard(THINGS)
"""What is counted is a kind: 970余家积分超市."""
_COUNTED = standard(
    rf"{THINGS}|{FIGURE}+(?:[次批期轮届种套条位]|系列)?|{FIGURE}+余?[次场批期轮届项大](?!改|工|战|赛).*"
    "|(?:一系列|系列|一批|多项|各项|各类|若干).*"
)
_EDITION = standard(rf"{ORDINAL}届(?P<name>(?:(?!暨|第)[{HAN}·A-Za-z0-9—]){{3,24}})")
_FOUNDED = standard("(?:正式|今日|昨日|近日)?(?:成立|揭牌|挂牌|上线|启用|投用)(?![前后时])")
_LAUNCHED = standard(
    "(?:正式|全面|圆满|顺利|今日|昨日|近日|今天|昨天)*"
    "(?:启动(?![区资前后时])|开展以来|实施以来|启动以来|旨在|拉开(?:帷幕|序幕)|收官|收关|落下帷幕)"
)
_SUBJECT = standard(rf"(?:^|[^{HAN}A-Za-z0-9、和与及]|年|[我本全该][省市县区校])$")
_NUMBERED = standard("[0-9一两几多各每]")
_YEAR = standard("^[0-9]{4}年度?")
_LAUNCHED_NAME = 6  # characters of a name at least that its launch alone shows
_SHORT_LISTED, _SHORT_YEAR = 6, 5  # characters of a name at least that its list shows
_EVERYDAY = 100  # how often the dictionary counts a word at least that opens descriptions rather than names
_TEAM = 6  # characters of a team's own name at most; beyond that it is whose it is
_AND = ("、", "和", "及", "与")
_PAUSE = standard("[、,，。;；]")
_CLOSING = ("named", "governed", "works", "listed", "alike", "entering", "team", "launched")
_GENERIC = ("inside", "before", "scope")
_ENTERS = standard(rf"[{HAN}]{{1,7}}[^推促先改引走跟渐奋挺迈]进(?![一行入展步程度而])[{HAN}]{{2}}")
_LONGEST = 26
_NEXT = 12
LONG = 4
"""Characters of a core that needs no head to be known again."""
_ADJOINING = 2  # characters between an event and what is done for it: 奖|颁奖|评选活动
_BEFORE = 8


def find(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the unquoted names that their own words give away.

    >>> text = "持续抓好抓党建促乡村振兴专项行动，建设了188个红帆驿站，搭建智慧党建云平台，牢记两个维护"
    >>> [(m.fact.core, m.fact.type) for m in find(text)]
    [('抓党建促乡村振兴', 'campaign'), ('红帆驿站', 'brand'), ('智慧党建云', 'brand'), ('两个维护', 'concept')]
    """
    own = tuple(_listed(text)) if words.own() else ()
    yield from own
    yield from (mention for mention in _closed(text) if free(mention.span, (named.span for named in own)))
    for start, end, name in found(text, _concepts()):
        known = words.concepts()[name]
        yield Mention(Span(start, end), Initiative(known.core, known.type), "national")
    yield from titles.find(text)
    yield from _editions(text)


def echoes(text: str, names: Mapping[str, Initiative]) -> Iterator[Mention[Initiative]]:
    """Yield further mentions of `names` without marks, with the head that adjoins.

    What only describes needs a head, and what is short one that calls schemes: 回天|行动.

    >>> text = "建成红色商圈阵地"
    >>> [(text[m.span.start:m.span.end], m.fact.type)
    ...  for m in echoes(text, {"红色商圈": Initiative("红色商圈", "brand")})]
    [('红色商圈阵地', 'brand')]
    >>> text = "参与云燕行动，观看云燕归巢活动"
    >>> [text[m.span.start:m.span.end] for m in echoes(text, {"云燕": Initiative("云燕", "brand")})]
    ['云燕行动']
    """
    for surface, known in names.items():
        described = known.type != "award" and praise.is_honour(surface)
        for start in occurrences(text, surface, len(surface)):
            end = start + len(surface)
            head = heads.behind(text[end : end + _NEXT])
            adjoins = head is not None and head.at in (0, 2) and known.type != "award"
            if described and not adjoins:
                continue
            if len(surface) < LONG and not (head and adjoins and calls(text[end : end + head.length])):
                continue
            kind, length = (head.type, head.length) if head and adjoins else (known.type, 0)
            yield Mention(Span(start, end + length), Initiative(known.core, kind), "echo")


def calls(head: str) -> bool:
    """Is `head` a type word that closes names by itself or by a verb alone: 行动, 工程, 志愿服务队?"""
    word = words.type_words().get(head)
    return word is not None and not word.uses.isdisjoint(("named", "listed", "works", "team"))


def _listed(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the names that the user has listed."""
    for match in _own().finditer(text):
        yield Mention(Span(*match.span()), Initiative(match[0], words.own()[match[0]]), "own_list")


def _closed(text: str) -> Iterator[Mention[Initiative]]:
    for start, end, surface in found(text, _closing()):
        word = words.type_words()[surface]
        if not _may_close(text, start, end, word):
            continue
        clause = _CLAUSE.search(text, max(0, start - _LONGEST), start)
        first = clause.start() if clause else start
        if surface.startswith("年"):
            modifier, governed = modifiers.theme(text[first:start])
        else:
            listed = text[first - 1 : first] == "、"
            modifier, governed = modifiers.name(text[first:start], text[start : start + 1], listed=listed)
        modifier = _last_of(modifier, surface)
        begin = start - len(modifier)
        if _proper(modifier) and _shown(text, begin, end, word, governed=governed):
            rule = "closing_word" if "named" in word.uses else "governed_name"
            yield Mention(Span(begin, end), Initiative(words.before(text[begin:end], word), word.type), rule)


def _last_of(modifier: str, closing: str) -> str:
    """Return what stands behind the last name of the same kind: 素质提升工程和|信息进村(工程)."""
    at = modifier.rfind(closing[-2:], 0, -1) + 2
    return modifier[at + 1 :] if at > 1 and modifier[at] in "和及与" else modifier


def _may_close(text: str, start: int, end: int, word: words.TypeWord) -> bool:
    """Say at a glance whether it is worth reading what stands in front."""
    if not word.uses.isdisjoint(("named", "governed", "works", "team")) or _is_launched(text, end, word):
        return True
    before = text[max(0, start - _LONGEST) : start]
    if not word.uses.isdisjoint(("listed", "alike")):
        joined = text[end : end + 1] in _AND and _listed_word().search(text, end + 1, end + _LONGEST)
        if joined or _linked().search(before):
            return True
    return "entering" in word.uses and "进" in before


def _shown(text: str, begin: int, end: int, word: words.TypeWord, *, governed: bool) -> bool:
    """Does what stands around show that the proper name from `begin` to `end` is a scheme's?"""
    if "named" in word.uses:
        return True
    founded = word.type in ("body", "brand") and _FOUNDED.match(text, end) is not None
    if (governed or founded) and "governed" in word.uses:
        return _COUNT.search(text, max(0, begin - 4), begin + 8) is None
    if "team" in word.uses:
        return _is_called(text[begin : end - len(word.word)])
    carried_out = governed and "works" in word.uses and _is_carried_out(text, begin, text[begin:end])
    if carried_out or (_is_launched(text, end, word) and _is_subject(text, begin, end - len(word.word))):
        return True
    if not word.uses.isdisjoint(("listed", "alike")) and _in_list(text, begin, end, word):
        return True
    leads = governed or text[begin - 1 : begin] == "的"  # 每月一次的非遗进校园活动
    return leads and "entering" in word.uses and _ENTERS.match(text, begin, end) is not None


def _is_launched(text: str, end: int, word: words.TypeWord) -> bool:
    """Is a scheme that ends at `end` what somebody starts or ends: 山海文化交流项目|启动?"""
    return "launched" in word.uses and _LAUNCHED.match(text, end) is not None


def _is_subject(text: str, begin: int, end: int) -> bool:
    """Is the modifier from `begin` to `end` long enough for a name that opens its clause, and is nothing built?"""
    name = _YEAR.sub("", text[begin:end])
    opens = _SUBJECT.search(text, 0, begin) is not None
    return opens and len(name) >= _LAUNCHED_NAME and not _built().search(name)


def _is_called(modifier: str) -> bool:
    """Has a team a name of its own, rather than what it does, who is in it or whose it is?

    >>> [_is_called(modifier) for modifier in ("金色旗手", "红马甲党员", "党员", "供电公司青年", "医疗")]
    [True, True, False, False, False]
    """
    own = _of_teams().sub("", modifier)
    return 1 < len(own) <= _TEAM and not own.endswith(_owners()) and not _NUMBERED.search(own)


def _is_carried_out(text: str, begin: int, name: str) -> bool:
    """Does a verb carry out or start it, and is nothing built: 实施素质提升工程, but not 实施管网延伸工程?"""
    verbs = scan.verbs(text[max(0, begin - _BEFORE) : begin])
    return bool(verbs) and verbs[-1].type in ("project", "campaign") and not _built().search(name)


def _editions(text: str) -> Iterator[Mention[Initiative]]:
    """Yield the events that their number shows: 第八届乡村旅游文化节, 第三届红棉教育奖评选活动."""
    known = words.type_words()
    for match in _EDITION.finditer(text):
        name = match["name"]
        end, word = next(((end, word) for start, end, word in found(name, _events()) if start > 1), (0, ""))
        if end:
            head = heads.behind(name[end:])
            held = head is not None and head.at <= _ADJOINING and head.type == "campaign"
            span = Span(match.start(), match.start("name") + end + (head.length if head and held else 0))
            kind = "campaign" if held else known[word].type
            core = name[:end] if known[word].kept else name[:end].removesuffix(word)
            yield Mention(span, Initiative(core, kind), "edition")


def _in_list(text: str, start: int, end: int, word: words.TypeWord) -> bool:
    """Does a name that closes alike, or opens alike but closes otherwise, stand beside that from `start` to `end`?"""
    if end - start < (_SHORT_YEAR if word.word.endswith("年") else _SHORT_LISTED):
        return False
    opening = text[start : start + 2]
    telling = frequency(opening) < _EVERYDAY
    for name, closing in _beside(text, start, end):
        same = closing == word.word or closing[-1] == word.word[-1] == "年"
        if "listed" in word.uses if same else telling and opening in name:
            return True
    return False


def _beside(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield what stands right before and right behind, each with the type word that closes it."""
    if last := _last_listed().search(text, max(0, start - _BEFORE), start):
        yield _PAUSE.split(text[max(0, start - _LONGEST) : last.start()])[-1], last["word"]
    if text[end : end + 1] in _AND:
        following = _PAUSE.split(text[end + 1 : end + _LONGEST])[0]
        for word in _listed_word().finditer(following, 2):
            yield following[: word.start()], word[0]


def _proper(modifier: str) -> bool:
    """Does `modifier` make a name, rather than describe what is meant?"""
    generic = words.column("initiative_generic", "place", *_GENERIC)
    if not 2 <= len(modifier) <= 22 or modifier in generic or _COUNTED.fullmatch(modifier):
        return False
    if modifier in words.boundaries() or modifier.endswith("式"):  # 拉网式大排查
        return False
    return all(bound.sort != "function" for bound in scan.bounds(modifier))


@cache
def _listed_word() -> re.Pattern[str]:
    return standard(words.alternation(row["word"] for row in words.closing("listed", "alike")))


@cache
def _linked() -> re.Pattern[str]:
    return standard(f"{_listed_word().pattern}[、和及与]")


@cache
def _last_listed() -> re.Pattern[str]:
    return standard(rf"(?P<word>{_listed_word().pattern})[、和及与]\Z")


@cache
def _of_teams() -> re.Pattern[str]:
    generic = words.column("initiative_generic", "place", "team", "inside", "before", "scope")
    return standard(rf"{words.alternation(generic)}+$")


@cache
def _owners() -> tuple[str, ...]:
    return tuple(words.column("initiative_generic", "place", "owner"))


@cache
def _built() -> re.Pattern[str]:
    return standard(rf"[0-9]|{words.alternation(words.column('initiative_generic', 'place', 'building'))}")


@cache
def _events() -> Lookup:
    known = words.type_words()
    return lookup(
        row
        for row in words.closing("end", "works")
        if (word := known[row["word"]]).word.endswith("奖")
        or (word.type == "campaign" and (word.kept or "works" in word.uses))
    )


@cache
def _closing() -> Lookup:
    return lookup(words.closing(*_CLOSING))


@cache
def _own() -> re.Pattern[str]:
    return standard(words.alternation(words.own()))


@cache
def _concepts() -> Lookup:
    # A body that is called for a notion is none of its mentions: 河长制办公室.
    return lookup(
        {"word": name, "before": "办"} for name, concept in words.concepts().items() if concept.bare
    )
