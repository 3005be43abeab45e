"""Page furniture: lines that belong to the web page and not to the article."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from pipeline.convert import simplify_characters
from pipeline.model import Edit
from pipeline.patterns import compiled
from pipeline.repair.furniture import Verdict, is_value, judge, tells_of_the_article
from pipeline.repair.gloss import without_glosses

CHROME = "page-chrome"

_LINE = compiled(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LONGEST_LINK = 60
_LONGEST_FRONT = 60  # lines
_STOP = compiled("[。；;]")
_HAN = compiled(r"\p{Han}")
_FENCE = compiled(r"(?:-{3}|\+{3})\s*")
_CREDIT = compiled(
    r"\s*(?:(?:信息|文章|稿件|消息)?来源|稿源|发[布文](?:机构|单位|机关))\s*[:：]\s*\p{Han}.*?\S(?=\s+\S?"
    r"(?:浏览|阅读|点击|访问|查看|人气|字[体号级]|分享|收藏|打印|关闭|列印|责任?编辑?|编辑|审核|点赞|评论|[大中小]\s))"
)
_ENTRY = compiled(r"(?P<key>[\w\-]+)\s*[:=].*|-\s+\S.*|#.*|[\])}]?,?")


@dataclass(frozen=True, slots=True)
class Page:
    """The filled lines of a page, what each is, and the number of the first one below the article's last sentence."""

    lines: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    foot: int


def page_chrome(text: str) -> Iterator[Edit]:
    r"""Empty the lines that hold nothing but page furniture.

    >>> page = "登录 | 立即注册\n王小明 发表于 2023-9-2 09:05 | 只看该作者\n请先登录再发言。\n213599\n返回列表"
    >>> [edit.before for edit in page_chrome(page)]
    ['登录 | 立即注册', '王小明 发表于 2023-9-2 09:05 | 只看该作者', '213599', '返回列表']
    """
    plain = simplify_characters(text)
    spans = [match.span() for match in _filled_lines(plain)]
    page = read(match[0].strip() for match in _filled_lines(without_glosses(plain)))
    found = {n for rule in RULES for n in rule(page)}
    for n in sorted(found | set(neighbours(page, found))):
        start, end = spans[n]
        start += _credited(plain[start:end])
        yield Edit(start, end, CHROME, text[start:end], "")


def _filled_lines(text: str) -> Iterator[regex.Match[str]]:
    return (match for match in _LINE.finditer(text) if not match[0].isspace())


def _credited(line: str) -> int:
    """Return the length of the part of a line that says where an article is from; counts and buttons may follow it.

    >>> _credited("来源:老县镇人民政府  发布时间:2024-07-11  浏览次数:123 次"), _credited("责任编辑:王小明")
    (27, 0)
    """
    match = _CREDIT.match(line)
    return match.end() if match else 0


def read(lines: Iterable[str]) -> Page:
    """Judge every line, and find where the article ends.

    >>> read(["首页 > 新闻 > 正文", "桥通了。", "打印"]).foot
    2
    """
    lines = tuple(lines)
    verdicts = tuple(map(judge, lines))
    own = (Verdict.OWN, Verdict.BELOW)
    sentences = (n + 1 for n in reversed(range(len(lines))) if verdicts[n] in own and _STOP.search(lines[n]))
    return Page(lines, verdicts, next(sentences, 0))


def front_matter(page: Page) -> Iterator[int]:
    """Find the block between two fences at the very top, but for what it says of the article.

    >>> list(front_matter(read(["---", "title: 桥通了", "url: /a/1", "tags:", "- 交通", "---", "桥通了。"])))
    [0, 2, 3, 4, 5]
    """
    lines = page.lines
    if not lines or not _FENCE.fullmatch(lines[0]):
        return
    end = next((n for n, line in enumerate(lines[1:_LONGEST_FRONT], 1) if line == lines[0]), 0)
    entries = [_ENTRY.fullmatch(line) for line in lines[1:end]]
    if end and all(entries):
        kept = {n for n, entry in enumerate(entries, 1) if entry and tells_of_the_article(entry["key"])}
        yield from sorted({*range(end + 1)} - kept)


def certain(page: Page) -> Iterator[int]:
    """Find the lines that are furniture wherever they stand."""
    yield from (n for n, verdict in enumerate(page.verdicts) if verdict in (Verdict.SURE, Verdict.HEADS_LIST))


def at_foot(page: Page) -> Iterator[int]:
    """Find those that are furniture below the last sentence: duty tables, notes on copyright."""
    yield from (n for n in range(page.foot, len(page.lines)) if page.verdicts[n] is Verdict.AT_FOOT)


def runs_of_links(page: Page) -> Iterator[int]:
    """Find weak words that stand one below the other: three of them, or two at the very end.

    >>> list(runs_of_links(read(["桥通了。", "打印", "关闭"]))), list(runs_of_links(read(["打印", "关闭", "桥通了。"])))
    ([1, 2], [])
    """
    for beside, group in groupby(range(len(page.lines)), key=lambda n: page.verdicts[n] is Verdict.BESIDE):
        if beside:
            run = list(group)
            words = sum(bool(_HAN.search(page.lines[n])) for n in run)
            if words >= 3 or (words == 2 and run[-1] == len(page.lines) - 1):
                yield from run


def values_below(page: Page) -> Iterator[int]:
    """Find the value of a label on the line below it.

    >>> list(values_below(read(["编辑：", "王芳", "桥通了。"])))
    [1]
    """
    for n, (line, value) in enumerate(pairwise(page.lines), 1):
        if page.verdicts[n - 1] is Verdict.SURE and page.verdicts[n] is Verdict.OWN and is_value(line, value):
            yield n


def links(page: Page) -> Iterator[int]:
    """Find the headlines of other articles below `推荐阅读`, where no sentence of the article follows.

    >>> list(links(read(["桥通了。", "推荐阅读", "路也通了"]))), list(links(read(["推荐阅读", "路也通了", "桥通了。"])))
    ([1, 2], [])
    """
    below = range(page.foot, len(page.lines)) if page.foot else range(0)
    start = next((n for n in below if page.verdicts[n] is Verdict.HEADS_LIST), len(page.lines))
    listed = range(start, len(page.lines))
    if all(len(page.lines[n]) <= _LONGEST_LINK for n in listed if page.verdicts[n] is Verdict.OWN):
        yield from listed


RULES: tuple[Callable[[Page], Iterator[int]], ...] = (
    front_matter,
    certain,
    at_foot,
    runs_of_links,
    values_below,
    links,
)


def neighbours(page: Page, found: AbstractSet[int]) -> Iterator[int]:
    """Find ids, counts and weak words next to what was found, step by step outwards."""
    for n in found:
        for step in (1, -1):
            place = n + step
            while (
                0 <= place < len(page.lines) and place not in found and _may_stand_beside(page, place, step)
            ):
                yield place
                place += step


def _may_stand_beside(page: Page, n: int, step: int) -> bool:
    below = page.verdicts[n] is Verdict.BELOW and step > 0 and n >= page.foot
    return below or page.verdicts[n] in (Verdict.BESIDE, Verdict.AT_FOOT)
