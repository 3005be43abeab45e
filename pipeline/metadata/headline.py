"""The headline."""

from collections.abc import Iterable, Sequence

import regex

from pipeline.metadata.labels import any_label, values
from pipeline.metadata.outlets import outlet_name
from pipeline.metadata.people import rubrics
from pipeline.patterns import compiled

# What stands round a headline on its line: forum tags and links, Markdown's marks.
_ROUND = compiled(r"^#+\s+|^(?:\[\p{Han}{2,4}\]\s*)+|\s*\[(?:复制链接|复制连结)\]|[*#]+$")
_SUBTITLE = compiled(r"^[—―─-]{1,4}\s*")
_NO_HEADLINE = compiled(
    r"""
      ^[\W\d_]*$                                                           # marks and numbers
    | ^[\W\d]*[①-⑳][\W\d]*$
    | ^(?:https?:|www\.)
    | [0-9]{1,2}月[0-9]{1,2}日\p{Han}{0,2}[电讯] | ^原标题\s*[:：] | ^以下(?:文章|内容)来源于
    | ^[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月
    | (?:来源|稿源|时间|日期|作者|编辑|责编|记者|通讯员|字号|浏览|阅读)\s*[:：]
    | ^[□■◎●(（【\[]?\s*(?:[\p{Han}A-Za-z]{2,14}?)?
        (?:本报|本刊|本网|本台|全媒体?|融媒体?|见习|实习|首席|特约|评论员|[报网台社])*
        (?:记者|通讯员)(?:$|[\s:：/]|\p{Han}{2,4}(?:$|[\s/／\\、]))
    | ^(?:文|图|撰文|作者|摄影)\s*[/／|丨]
    | ^[12][0-9]{3}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}
    | ^《?[\p{Han}]{2,8}(?:报|网|社|刊|台)》?\s*(?:[12][0-9]{3}[-年/.]|第?[A-Z]?[0-9]+版|(?:数字|电子)(?:报纸?|版)|$)
    | ^[\p{Han}]{2,20}(?:人民政府|委员会|办公室|统计局|调查队)(?:门户网站|网站|官网|文件)?$
    | ^\p{Han}{1,6}[省市区县州旗](?!\p{Han}*的)\p{Han}{2,10}[厅局](?:网站|官网|文件)?$
    | [〔\[(（][0-9]{4}[〕\])）]\s*[0-9]+\s*号$
    | ^\p{Han}{2,4}\s+[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月] | \bLogo\b
    | ^第?\s*[A-Z]?[0-9]{1,2}\s*版 | ^[A-Za-z]?[0-9]{1,4}\s*版[:：]
    | ^\p{Han}{2,6}(?:资讯|频道|专栏|栏目)$ | ^[•·]\s
    | (?:摄|资料照片|供图|资料图)\s*[)）]?$
    """,
    regex.VERBOSE,
)
_ANNOUNCED = compiled(r"[0-9]{1,2}日电\s*题\s*[:：]\s*(?P<title>\S.*)$")
_LONGEST = 80
_SHORTEST = 4
_MOST_LINES = 4


def headline(head: Sequence[str], byline: str, removed: Sequence[str] = ()) -> tuple[str, str]:
    """Return the headline, its lines joined by blanks, and the subtitle.

    >>> headline(["凝聚红色力量 催生发展活力", "——全市基层党建工作纪实", "本报记者 胡晨", "核心提示"], "胡晨")
    ('凝聚红色力量 催生发展活力', '全市基层党建工作纪实')
    >>> headline(["标题：桥通了", "网址: a.cn"], ""), headline(["大桥通了_河东新闻_河东新闻网", "大桥通了"], "")
    (('桥通了', ''), ('大桥通了', ''))
    """
    outside = (*head, *removed)
    if labelled := next(values(outside, "title"), ""):
        return _tidy(labelled), _tidy(next(values(outside, "subtitle"), ""))
    signers = set(byline.split("、"))
    lines = _once(map(_tidy, head))
    kinds = [_kind(line, signers) for line in lines]
    start = next((n for n, kind in enumerate(kinds) if kind == "headline"), None)
    if start is None:
        return next(filter(None, map(_announced, head)), ("", ""))
    lines, kinds = _completed(lines, kinds, start)
    end = start + 1
    while end < len(lines) and kinds[end] in ("headline", "subtitle") and not _is_outlet(lines[end]):
        end += 1
    # Lines that run on to a credit are one head; without a credit the next line may be the first section's.
    credited = end < len(lines) and (kinds[end] == "other" or _is_outlet(lines[end]))
    if not credited or end - start > _MOST_LINES:
        end = start + 1 + (end > start + 1 and kinds[start + 1] == "subtitle")
    run = range(start, end)
    subtitles = [_SUBTITLE.sub("", lines[n]) for n in run if kinds[n] == "subtitle"]
    return " ".join(lines[n] for n in run if kinds[n] == "headline"), " ".join(subtitles)


def _announced(line: str) -> tuple[str, str]:
    """Return the headline and the subtitle that a dateline announces.

    >>> _announced("新华社北京4月19日电 题:汲取奋进的力量——各地学习观察"), _announced("新华社北京4月19日电")
    (('汲取奋进的力量', '各地学习观察'), ('', ''))
    """
    match = _ANNOUNCED.search(line)
    title, _, subtitle = match["title"].partition("——") if match else ("", "", "")
    return title.strip(), subtitle.strip()


def _completed(lines: list[str], kinds: list[str], start: int) -> tuple[list[str], list[str]]:
    """Join a headline that ends in a colon with the line below it: 桐乡市: / “三治融合”的样本."""
    more = start + 1
    if more == len(lines) or kinds[more] != "headline" or not lines[start].endswith((":", "：")):
        return lines, kinds
    return [*lines[:start], lines[start] + lines[more], *lines[more + 1 :]], [
        *kinds[:more],
        *kinds[more + 1 :],
    ]


def _tidy(line: str) -> str:
    """Take off what a page puts round a headline.

    >>> _tidy("[新闻] [转帖]老街修好了 [复制链接]"), _tidy("老街修好了-河东日报"), _tidy("老街 修好了")
    ('老街修好了', '老街修好了', '老街 修好了')
    """
    bare = compiled(r"\s+").sub(" ", _ROUND.sub("", line)).strip()
    head, *sites = compiled(r"\s*_+\s*|\s*\|\s*|(?<=\p{Han}[”》！？!?]?)\s*-{1,2}\s*(?=\p{Han})").split(bare)
    return head if len(head) >= _SHORTEST and sites and _is_outlet(sites[-1]) else bare


def _once(lines: Iterable[str]) -> list[str]:
    """Drop the lines that stand there a second time, as a page's title does above its headline."""
    return list(dict.fromkeys(lines))


def _is_outlet(line: str) -> bool:
    return bool(compiled(outlet_name()).fullmatch(line))


def _kind(line: str, signers: set[str]) -> str:
    """Name the kind of a head line: headline, subtitle or other.

    >>> _kind("胡村巨变", set()), _kind("——记全国先进胡村", set()), _kind("来源：人民网", set())
    ('headline', 'subtitle', 'other')
    """
    if (
        compiled(r"\s").sub("", line) in rubrics()
        or compiled(r"\s").sub("", line) in signers
        or _NO_HEADLINE.search(line)
        or any_label().match(line.lstrip("[【(（ "))
        or len(line) > _LONGEST
    ):
        return "other"
    if _SUBTITLE.match(line):
        return "subtitle"
    return "headline" if len(compiled(r"\p{L}").findall(line)) >= 2 else "other"
