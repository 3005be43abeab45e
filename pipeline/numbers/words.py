"""The words of a text, and what each is to a noun phrase."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from typing import Final, NamedTuple

from pipeline import dictionary, lexicon
from pipeline.model import Span
from pipeline.numbers.classes import word_class
from pipeline.patterns import standard
from pipeline.recent import recently

OPENING: Final = "“‘「『《("
CLOSING: Final = dict(zip("”’」』》)", OPENING, strict=True))
STOP: Final = frozenset(",，。、;；:：!！?？\n…—·（）()[]【】|/→←↗↘▲△▼▽●○■□◆◇★☆※✅~～=<>*#@^-−－")
SUFFIXES: Final = frozenset(
    "点班站区员户室馆所队团线路带圈群园地费率量额数者人厂店校院会组网民师手生工价品款金房池棚库亭桥"
    "表单书册证卡牌栏墙屏柜箱机器仪车船炉灯板画坝渠沟井窖桩杆舱券票稿"
)
"""Nouns of one character that make a noun of the verb in front: 研讨|班, 安置|点."""
_ARTICLE: Final = standard(
    "一[个名位家套条把种件片座处堵面道口栋幢间所项股群批段排列孔眼尊艘架届方汪张头只棵株幅支根块辆台]"
)
_SCOPE: Final = standard(
    rf"[全我该本][国省市县区镇乡村州旗盟]|当地|每.+|.+以来|[前后近这那过头好]?几[天日周年]|{_ARTICLE.pattern}|一[户份次人趟年天月季斤亩]"
    "|一[壶瓶碗杯盒袋包桶箱筐车串盘锅份顿餐节堂场桌晚夜双]"
)
_PREDICATE: Final = "是不没未已向在把被将为对"
"""Characters that begin a predicate."""
_ADVERBIAL: Final = standard("[只已仅又暂][一-鿿]|[时最]达")
"""Words that jieba makes of an adverb and a verb: 只用."""
_MANNER: Final = standard("[可能再各共多还均先要][一-鿿]{1,2}")
"""An adverb or auxiliary and its verb, where the dictionary has no word for both: 可领, 再补."""
_RESULT: Final = standard(
    "[一-鿿][到至过成出为]|[种栽攒省留存余剩租买签立]下|[架搭立竖撑拉建]起|[销运发寄送派]往"
)
"""Verbs with their result that no list has: 迈过, 端上."""


_AGAINST: Final = frozenset(("相比", "相较", "比起"))
"""Words behind what a figure is held against: 与2010年的80人相比."""
_AND_SO_ON: Final = frozenset("等" + region for region in "地省市县区乡镇村国")
"""Words behind the places that a list names some of: 湖州、嘉兴等地."""
_NEEDS: Final = frozenset(("需", "需要", "急需", "亟需"))
"""Links in front of what somebody needs."""
_GAINS: Final = frozenset(("取得", "获得", "达到", "通过", "实现"))
"""Links that are what somebody does, too."""
PREDICATE: Final = 8
"""What somebody does is named with what it is done to up to so many characters."""
_MEASURED: Final = frozenset("率量额数费值度价款金队户面")
"""Characters that indicators end in, and that unknown words may begin with: 率达."""
_STATES: Final = frozenset("在" + noun for noun in "库岗编册职校读训孵谈售建办研养园租营田押")
"""States that things and people are in: 在库837人."""
_JOINED: Final = (_STATES | _AND_SO_ON) | {
    "就地",
    *("上月", "上周", "时长", "亩均"),
    *(period + than for period in "周月季年" for than in ("环比", "同比")),
    *("可" + verb for verb in ("支配", "分配", "利用", "使用", "再生", "开发", "回收", "流转", "灌溉")),
}
"""Words that are cut in two; with 可 they are part of an indicator (可支配收入)."""
_HALVES: Final = frozenset(noun + degree for noun in (*_MEASURED, "比") for degree in "高低大多")
"""What is cut of an indicator and the first half of the link behind it (占|比高|达)."""
_OPENED: Final = frozenset(word[0] for word in _JOINED)
_ALREADY: Final = frozenset("已共仅")
"""Adverbs that unknown words may end in: 表|已."""
_FILLED: Final = standard(r"\S+")


class Tokens(NamedTuple):
    """The words of a text with their offsets; a date is one word, and `times` says where each begins."""

    starts: Sequence[int]
    words: Sequence[str]
    times: frozenset[int] = frozenset()

    def kind(self, i: int) -> str:
        """Return what the word at `i` is to a noun phrase, see `kind_of`."""
        return "t" if self.starts[i] in self.times else kind_of(self.words[i])

    def tail_kind(self, i: int, pos: int) -> str:
        """Return what the rest of the word at `i` behind `pos` is (名|向 镇里); a verb modifies the noun behind it."""
        kind = kind_of(self.words[i][pos - self.starts[i] :])
        noun = kind not in ("f", "link") and i + 1 < len(self.words) and not self.kind(i + 1)
        return "" if noun else kind

    def after(self, pos: int) -> int:
        """Return the index of the first word that ends behind `pos`."""
        i = bisect_right(self.starts, pos) - 1
        return i if i >= 0 and self.starts[i] + len(self.words[i]) > pos else i + 1

    def noun_at(self, i: int, limit: int) -> bool:
        """Does a noun begin with the word at `i`, before `limit`?"""
        return i < len(self.words) and self.starts[i] < limit and not self.kind(i)

    def goes_on(self, pos: int) -> bool:
        """Does a predicate begin at `pos`, and no noun (其中3名|担任书记)?"""
        i = self.after(pos)
        if i == len(self.words):
            return True
        rest = self.words[i][max(0, pos - self.starts[i]) :]
        return self.kind(i) != "" or kind_of(rest) != "" or rest[0] in _PREDICATE

    def done_before(self, pos: int) -> bool:
        """Does a verb end at `pos`, whose object follows (开展|培训)?"""
        i = self.after(pos) - 1
        return i >= 0 and self.kind(i) == "v"

    def predicate(self, text: str, pos: int) -> str:
        """Return what a clause says behind `pos` (3人|受伤, 2人|因病返贫): from its first verb on, or just the verb."""
        first = self.after(pos)
        i, end = first, pos
        verb = last = -1
        while i < len(self.words) and self.kind(i) != "stop":
            kind, end = self.kind(i), self.starts[i] + len(self.words[i])
            if verb < 0 and (kind == "v" or self.words[i] in _GAINS):
                verb = i
            last = i if verb >= 0 and kind == "v" and last in (-1, i - 1) else last
            i += 1
        if verb < 0:
            needs = first < i and self.words[first] in _NEEDS
            return text[self.starts[first] + len(self.words[first]) : end] if needs else ""
        start = max(pos, self.starts[verb])
        return text[start : end if end - start <= PREDICATE else self.starts[last] + len(self.words[last])]

    def closing_verb(self, pos: int) -> str:
        """Return the verb behind `pos` if the clause ends with it (300人|就业, 300人|稳定就业)."""
        i = self.after(pos)
        i += i + 1 < len(self.words) and self.kind(i) == "link" and self.kind(i + 1) == "v"
        ends = i + 1 == len(self.words) or (i + 1 < len(self.words) and self.kind(i + 1) == "stop")
        return self.words[i] if ends and self.kind(i) == "v" else ""


def tokens(text: str, words: Sequence[str], dates: Sequence[Span] = ()) -> Tokens:
    """Find the words again in their text, which is they and blanks between them.

    >>> tokens("5000户 居民", ("5000", "户", "居民")).starts
    [0, 4, 6]
    >>> tokens("由2020年的8个", ("由", "2020", "年", "的", "8", "个"), (Span(1, 6),)).words
    ['由', '2020年', '的', '8', '个']
    """
    filled = [*chain.from_iterable(range(*run.span()) for run in _FILLED.finditer(text))]
    words = _recut(words)
    lengths = accumulate(map(len, words[:-1]), initial=0)
    starts, joined = list(map(filled.__getitem__, lengths)) if words else [], list(words)
    times = []
    for date in reversed(dates):
        i, j = bisect_left(starts, date.start), bisect_left(starts, date.end)
        if i < j:
            times.append(starts[i])
            starts[i + 1 : j], joined[i:j] = [], ["".join(joined[i:j])]
    return Tokens(starts, joined, frozenset(times))


def _recut(words: Sequence[str]) -> Sequence[str]:
    """Cut what unknown words are glued of, and join what is one word to an indicator.

    >>> _recut(("占", "比高", "达", "八成")), _recut(("公示", "表已", "印制"))
    (['占', '比', '高达', '八成'], ['公示', '表', '已', '印制'])
    >>> _recut(("运行", "率高达", "98%", "可", "支配", "收入", "人才", "在", "库", "12", "人"))
    ['运行', '率', '高达', '98%', '可支配', '收入', '人才', '在库', '12', '人']
    """
    glued = {word for word in set(words) if (word[0] in _MEASURED or word[-1] in _ALREADY) and _glued(word)}
    changed = _OPENED | _HALVES | glued
    found = list(words)
    for i in reversed([i for i, word in enumerate(words) if word in changed]):
        word, pair = found[i], "".join(found[i : i + 2])
        if word in glued:
            found[i : i + 1] = word[0], word[1:]
        elif word in _HALVES:
            if pair[1:] in linking():
                found[i : i + 2] = word[0], pair[1:]
        elif pair in _JOINED:
            found[i : i + 2] = [pair]
    return found


@lru_cache(1 << 10)
def _glued(word: str) -> bool:
    """Is the word the last character of a name and the link behind it (率达)?"""
    return len(word) > 1 and not dictionary.frequency(word) and kind_of(word[1:]) in ("link", "f")


def is_article(word: str) -> bool:
    """Is the word 一 with a measure word, which counts nothing: 一片?"""
    return _ARTICLE.fullmatch(word) is not None


def is_state(word: str) -> bool:
    """Does the word say what state something is in (在库), so that the thing stands before it?"""
    return word in _STATES


@cache
def linking() -> dict[str, str]:
    """Return the words that link a figure to its indicator, with the change they state."""
    return {row["word"]: row["change"] for row in lexicon.rows("indicator_verbs")}


def link_change(word: str) -> str:
    """Return the change that a link states, if any.

    >>> link_change("增长"), link_change("达到")
    ('increase', '')
    """
    return linking().get(word, "")


@cache
def heads() -> frozenset[str]:
    """Return the nouns that verbs modify: 种植|面积, 接待|人数."""
    return lexicon.words("indicator_heads")


@cache
def amounts() -> frozenset[str]:
    """Return those of them that are amounts: what something has so much of."""
    return frozenset(row["word"] for row in lexicon.rows("indicator_heads") if not row["class"])


@cache
def deeds() -> frozenset[str]:
    """Return the verbal nouns that alone say what is done to the counted: 储备|2名."""
    return lexicon.words("indicator_deeds")


@cache
def _agents() -> tuple[str, ...]:
    return tuple(lexicon.words("indicator_agents"))


def is_agent(phrase: str) -> bool:
    """Does the noun phrase name somebody, who is no amount?

    >>> is_agent("县财政"), is_agent("财政收入"), is_agent("董事长崔培军")
    (True, False, True)
    """
    return phrase.endswith(_agents()) or (
        not _surnames().isdisjoint(phrase[-3:-1]) and _titled().search(phrase) is not None
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(surname for surname in lexicon.words("metadata_surnames") if len(surname) == 1)


@cache
def _titled() -> re.Pattern[str]:
    """Return a pattern for a person's name behind a post: 董事长崔培军."""
    posts = "|".join(sorted(lexicon.words("place_titles")))
    return standard(f"(?:{posts}|户)[{''.join(sorted(_surnames()))}][一-鿿]{{1,2}}$")


def is_act(word: str) -> bool:
    """Is the word a verb that says what is done, not one that only links?

    >>> is_act("卖"), is_act("只卖"), is_act("只有")
    (True, True, False)
    """
    if word in linking():
        return False
    return word_class(word) == "v" or (kind_of(word) == "link" and word_class(word[1:]) == "v")


def is_amount(phrase: str, *, things: bool = True) -> bool:
    """Does the noun phrase name an amount, or one of the `things` that money is paid for?

    >>> is_amount("扶持资金"), is_amount("建设村镇"), is_amount("水利项目"), is_amount("水利项目", things=False)
    (True, False, True, False)
    """
    known = heads() if things else amounts()
    if phrase[-1:] in CLOSING:
        phrase = phrase[:-1]
    return phrase[-2:] in known or phrase[-1:] in known or phrase[-3:] in known or phrase[-4:] in known


@recently
def kind_of(word: str) -> str:
    """Return `stop` for what ends any noun phrase, `v`, `f`, `t` or `link` for words that bound one, else nothing."""
    if word[0] in STOP or word[0] in CLOSING or word[0] in OPENING or word[0].isdigit() or word == "的":
        return "stop"
    if word in linking() or _SCOPE.fullmatch(word) or _ADVERBIAL.fullmatch(word):
        return "link"
    if word in _AGAINST or word in _AND_SO_ON:
        return "f"
    if word in heads():
        return ""
    if word in _STATES:
        return "v"
    known = word_class(word) or ("v" if _RESULT.fullmatch(word) else "")
    manner = not known and _MANNER.fullmatch(word) and word_class(word[1:]) == "v"
    return "link" if manner and not dictionary.frequency(word) else known
