"""The words of a text, and what each is to a noun phrase."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final, NamedTuple

from pipeline import dictionary
from pipeline.model import Span
from pipeline.numbers.kinds import AND_SO_ON, STATES, kind_of, linking
from pipeline.patterns import standard

_PREDICATE: Final = "是不没未已向在把被将为对"
"""Characters that begin a predicate."""
_NEEDS: Final = frozenset(("需", "需要", "急需", "亟需"))
"""Links in front of what somebody needs."""
_GAINS: Final = frozenset(("取得", "获得", "达到", "通过", "实现"))
"""Links that are what somebody does, too."""
PREDICATE: Final = 8
"""What somebody does is named with what it is done to up to so many characters."""
_MEASURED: Final = frozenset("率量额数费值度价款金队户面")
"""Characters that indicators end in, and that unknown words may begin with: 率达."""
_JOINED: Final = (STATES | AND_SO_ON) | {
    "就地",
    *("上月", "上周", "时长", "亩均", "约谈"),
    *(side + "一" + period for side in "前后" for period in "天日周月年晚"),
    *(period + than for period in "周月季年" for than in ("环比", "同比")),
    *("可" + verb for verb in ("支配", "分配", "利用", "使用", "再生", "开发", "回收", "流转", "灌溉")),
}
"""Words that are cut in two; with 可 they are part of an indicator (可支配收入)."""
_HALVES: Final = frozenset(noun + degree for noun in (*_MEASURED, "比") for degree in "高低大多") | {
    "较前",
    "比前",
}
"""What is cut of an indicator and the first half of the link behind it (占|比高|达), or of a time (较前|一日)."""
_RATIOS: Final = frozenset("比" + link for link in "达约近超仅已逾升降增为较")
"""What is cut of 占比 or 环比 and the link behind it (占|比达), though it may be a word itself."""
_MOST: Final = frozenset(("最多少", "最多多", "最少多", "最少少"))
"""What is cut behind the first character: 最多|少得."""
_RECUT: Final = _HALVES | _RATIOS | {word[0] for word in _JOINED} | {"最"}
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
    >>> _recut(("较前", "一日", "少")), _recut(("最", "多少", "得")), _recut(("占", "比达", "八成"))
    (['较', '前一日', '少'], ['最多', '少', '得'], ['占', '比', '达', '八成'])
    """
    glued = {word for word in set(words) if (word[0] in _MEASURED or word[-1] in _ALREADY) and _glued(word)}
    changed = _RECUT | glued
    found = list(words)
    for i in reversed([i for i, word in enumerate(words) if word in changed]):
        word, pair = found[i], "".join(found[i : i + 2])
        if word == "最":
            if pair in _MOST:
                found[i : i + 2] = pair[:2], pair[2:]
        elif word in glued or (word in _RATIOS and i and found[i - 1] in "占环"):
            found[i : i + 1] = word[0], word[1:]
        elif word in _HALVES:
            if pair[1:] in linking() or pair[1:] in _JOINED:
                found[i : i + 2] = word[0], pair[1:]
        elif pair in _JOINED:
            found[i : i + 2] = [pair]
    return found


@lru_cache(1 << 10)
def _glued(word: str) -> bool:
    """Is the word the last character of a name and the link behind it (率达)?"""
    return len(word) > 1 and not dictionary.frequency(word) and kind_of(word[1:]) in ("link", "f")
