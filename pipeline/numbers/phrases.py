"""The noun phrase in front of a figure, found word by word."""

from bisect import bisect_left
from typing import Final, NamedTuple

from pipeline.model import Span
from pipeline.numbers.classes import is_adverb
from pipeline.numbers.kinds import CLOSING, SUFFIXES, heads, is_agent, is_amount, is_state, kind_of
from pipeline.numbers.words import Tokens
from pipeline.patterns import standard

RESULTS: Final = frozenset("到至达成为得回来走出过")
"""What makes a link of a verb: 压到, 可达, 变成."""
COMPOUNDS: Final = frozenset(("增收", "减收", "增产", "减产"))
"""Links that belong to the name when one stands in front: 户均|增收."""
_SHARE: Final = ["比", "占"]
"""Links, last first, that belong to the name as well: 增加值|占|比."""
_POPULATION: Final = ("人口", "人员")
_ACHIEVES: Final = frozenset(("实现", "完成", "达成", "取得", "创造"))
"""Verbs between what makes an amount and the amount: 第一产业|实现增加值."""
_LONGEST: Final = 16
"""No longer is what makes an amount."""
_LOCATIVE: Final = frozenset("上中内里下间")
_PREPOSITIONS: Final = frozenset("在于从")
_LEVEL: Final = standard("(?:(?:国家)?[0-9]?A{1,5}级|[一-鿿]{2}及以)$")
"""What belongs to a noun phrase that begins with its last character: 国家4A级|景区, 大专及以|上学历."""
_EACH: Final = frozenset(("每", "每个", "每名", "每位", "每家", "每所"))
_ASIDE: Final = standard(
    r"(?:[(（][^()（）]{1,20}[)）]|\[[0-9]{1,2}\]"
    "|(?:(?<![数依根证单票])据[一-鿿]{0,8}?|经|不完全|初步|保守|粗略|大致|乐观|简单)(?:统计|[核计测]算|预测|[预估]计)"
    "|[估测推匡]算|估计|预估)$"
)
"""What stands between an indicator and its figure: in brackets, or an estimate (旅游人次|保守估计|有10万)."""
_RESIDENTS: Final = frozenset(("城镇", "农村", "城市", "乡村"))
"""Those of whom an indicator tells apart, though 农村居民 is one word."""
_ASIDE_END: Final = frozenset(")）]计算测估")


class Phrase(NamedTuple):
    """A noun phrase in front of a figure."""

    start: int
    text: str
    links: tuple[str, ...] = ()
    """The words between."""
    bare: bool = False
    """Is it a verb?"""
    each: bool = False
    """Does 每 stand before it?"""
    parted: bool = False
    """Is it named before something that stands between, where something comes from or what a share is of?"""


def left(text: str, at: Tokens, pos: int, floor: int) -> Phrase:
    """Return the noun phrase that ends before `pos`, not before `floor`; what a figure is added to is not its name."""
    if text[pos - 1 : pos] == "+":
        return Phrase(pos, "")
    end, i, links = _strip(text, at, pos, floor)
    if links and links[-1] in _LOCATIVE:
        outer = _before_adverbial(text, at, i, floor)
        if outer:
            return outer._replace(links=(*links, *outer.links))
    begin, i, bare = _noun(text, at, Span(floor, end), i)
    name = ""
    if begin < end:
        begin = _first(text, at, Span(begin, end), floor)
        if i >= 0 and at.kind(i) == "v":
            begin = _head(text, begin, end)
        if links and links[-1] in COMPOUNDS:
            end += len(links[-1])
        elif links[-2:] == _SHARE and end - begin > 1 and text[begin] != "的":
            end += len(_SHARE)
        name = text[begin:end].strip("的+ ")
        if i >= 0 and at.words[i] in _ACHIEVES:
            name = _maker(text, at, i, floor, name) + name
    return Phrase(begin, name, tuple(links), bare, i >= 0 and at.words[i] in _EACH)


def _noun(text: str, at: Tokens, room: Span, i: int) -> tuple[int, int, bool]:
    """Go back from the word at `i` to where the noun begins: there, the word before it, whether it is a verb."""
    floor, end = room
    begin, bare = end, False
    while i >= 0 and at.starts[i] >= floor:
        kind = "" if begin == end and _suffixed(at, i) else at.kind(i)
        if kind:
            opening = _opening(text, at.words[i][0], at.starts[i], floor) if kind == "stop" else -1
            if opening >= 0:
                begin, i = opening, at.after(opening) - 1
                continue
            if begin < end and not _modifies(text[begin:end], at, i):
                break
            if begin == end:
                if kind != "v":
                    break
                bare = True
        begin, i = at.starts[i], i - 1
    return begin, i, bare


def _first(text: str, at: Tokens, phrase: Span, floor: int) -> int:
    """Return where a phrase begins: behind a measure word (每公顷|分红, 个|小村), with its level (国家4A|级景区)."""
    i = at.after(phrase.start)
    second = at.starts[i] + len(at.words[i])
    before = at.words[i - 1] if i else ""
    if second < phrase.end and (
        at.words[i] == "个" or before == "每" or (at.words[i] == "口" and before[-1:] == "人")
    ):
        return second
    if text[phrase.start] not in "级以":
        return phrase.start
    level = _LEVEL.search(text, max(floor, phrase.start - 6), phrase.start + 1)
    return level.start() if level else phrase.start


def _head(text: str, begin: int, end: int) -> int:
    """Return where the noun begins that a verb and its object modify (从事配送行业的|村民)."""
    of = text.rfind("的", begin, end - 1) + 1
    return of if of > begin + 2 and not is_amount(text[of:end]) else begin


def _maker(text: str, at: Tokens, i: int, floor: int, amount: str) -> str:
    """Return what makes an amount, before the verb at `i` (水产业|实现产值); not if it is somebody, or an amount."""
    if at.starts[i] < floor or not is_amount(amount):
        return ""
    maker = left(text, at, at.starts[i], floor)
    name = maker.text
    somebody = is_agent(name) and not (name.endswith("企业") and len(name) > 2)
    named = not (maker.bare or maker.each or somebody or is_amount(name))
    return name if named and 1 < len(name) <= _LONGEST else ""


def _before_adverbial(text: str, at: Tokens, i: int, floor: int) -> Phrase | None:
    """Return the phrase before a preposition and what it governs up to the word at `i` (利率|在贷款基础|上)."""
    while i >= 0 and at.starts[i] >= floor:
        if at.words[i] in _PREPOSITIONS:
            outer = left(text, at, at.starts[i], floor)
            return outer if outer.text else None
        if at.kind(i) == "stop" and at.words[i] != "的":
            return None
        i -= 1
    return None


def _opening(text: str, closing: str, pos: int, floor: int) -> int:
    """Return where the quotation opens that is closed at `pos`, or -1."""
    return text.rfind(CLOSING[closing], max(floor, pos - 24), pos) if closing in CLOSING else -1


def _modifies(noun: str, at: Tokens, i: int) -> bool:
    """Does the word at `i` modify the noun behind it: 的, or a verb in front of an indicator (种植|面积, 安置|点)?"""
    if at.words[i] == "的":
        return i > 0 and not at.kind(i - 1)
    suffixed = at.words[i + 1] in SUFFIXES and noun.startswith(at.words[i + 1]) and len(at.words[i]) == 2
    modified = noun in heads() or noun.startswith(_POPULATION) or suffixed
    return at.kind(i) == "v" and modified


def _strip(text: str, at: Tokens, end: int, floor: int) -> tuple[int, int, list[str]]:
    """Pass over the links and asides before `end`: where they begin, the index of the word before, the links."""
    links: list[str] = []
    starts, words = at.starts, at.words
    i = bisect_left(starts, end) - 1
    while i >= 0 and (begin := starts[i]) >= floor:
        if text[end - 1] in _ASIDE_END and (aside := _ASIDE.search(text, max(floor, end - 24), end)):
            end = aside.start()
            i = bisect_left(starts, end) - 1
            continue
        word, whole = words[i], begin + len(words[i])
        if whole > end:
            word = word[: end - begin]
        if word in SUFFIXES and whole <= end and _suffixed(at, i):
            return whole, i, links
        adverb = bool(links) and (word == "新" or is_adverb(word))
        if not (adverb or _links_on(word, "t" if begin in at.times else kind_of(word))):
            return min(end, whole), i, links
        links.append(word)
        end, i = begin, i - 1
        if word in ("到", "至") and i >= 0 and starts[i] >= floor and _leads_to(at, i):
            links.append(words[i])
            end, i = starts[i], i - 1
    return end, i, links


def _suffixed(at: Tokens, i: int) -> bool:
    """Does the word at `i`, though it may be a verb, close a noun (粪污消纳|站)?"""
    closes = at.words[i] in SUFFIXES and i > 0
    return closes and len(at.words[i - 1]) > 1 and at.kind(i - 1) in ("", "v")


def _leads_to(at: Tokens, i: int) -> bool:
    """May the word have its result in the one behind it (发展|到, 精简|至)?"""
    return len(at.words[i]) == 2 and at.words[i] not in heads() and at.kind(i) in ("", "v")


def _links_on(word: str, kind: str) -> bool:
    if word == "的" or kind in ("link", "f", "t"):
        return True
    if word in heads():
        return False
    return kind == "v" and (len(word) == 1 or word[-1] in RESULTS or is_state(word))


def coordinated(text: str, at: Tokens, pos: int, floor: int) -> list[str]:
    """Return the phrases joined before `pos`, first to last: 城镇、农村居民收入(分别…).

    >>> from pipeline import segment
    >>> from pipeline.numbers.words import tokens
    >>> text = "出生人口和死亡人口分别为2万、3万"
    >>> coordinated(text, tokens(text, segment.words(text)), 9, 0)
    ['出生人口', '死亡人口']
    """
    parts: list[str] = []
    tail = 0
    while True:
        phrase = left(text, at, pos, floor)
        if not phrase.text:
            return parts
        parts.insert(0, phrase.text if not parts else _completed(phrase.text, parts[-1], tail))
        tail = tail if parts[1:] else len(at.words[at.after(phrase.start)])
        if text[phrase.start - 1 : phrase.start] not in ("、", "和", "与", "及"):
            return parts
        pos = phrase.start - 1


def _completed(part: str, last: str, first_word: int) -> str:
    """Return a part with what it shares with the last one: 城镇、农村|居民收入.

    >>> _completed("城镇", "农村居民收入", 4), _completed("城镇人口", "农村居民收入", 2)
    ('城镇居民收入', '城镇人口')
    """
    if _RESIDENTS.issuperset((part, last[:2])):
        first_word = len(part)
    shares = len(part) == first_word and is_amount(last) and not is_amount(part)
    return part + last[first_word:] if shares else part
