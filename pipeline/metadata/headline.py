"""The headline."""

from collections.abc import Sequence

import regex

from pipeline.metadata.credits import rubrics

_LABEL = regex.compile(r"^(?:标题|题目|文章标题|title|Title)\s*[:：]\s*|^#+\s+")
_SUBTITLE = regex.compile(r"^[—―─-]{1,4}\s*")
_NO_HEADLINE = regex.compile(
    r"""
      ^[\W\d_]*$                                                           # marks and numbers
    | ^[\W\d]*[①-⑳][\W\d]*$
    | ^(?:https?:|www\.)
    | (?:来源|稿源|发布时间|发布日期|发表时间|时间|日期|作者|编辑|责编|记者|通讯员|字号|浏览|阅读)\s*[:：]
    | ^[□■◎●(（【\[]?\s*(?:[\p{Han}A-Za-z]{2,14}?)?
        (?:本报|本刊|本网|本台|全媒体?|融媒体?|见习|实习|首席|特约|评论员|[报网台社])*
        (?:记者|通讯员)(?:[\s:：/]|\p{Han}{2,4}(?:$|[\s/、]))
    | ^(?:文|图|撰文|作者|摄影)\s*[/／|丨]
    | ^[12][0-9]{3}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}
    | ^《?[\p{Han}]{2,8}(?:报|网|社|刊|台)》?\s*(?:[12][0-9]{3}[-年/.]|第?[A-Z]?[0-9]+版|$)
    | ^第?\s*[A-Z]?[0-9]{1,2}\s*版 | ^[A-Z]?[0-9]{1,2}\s*版[:：]
    | (?:摄|资料照片|供图|资料图)\s*[)）]?$
    """,
    regex.VERBOSE,
)
_LONGEST = 80


def headline(head: Sequence[str], byline: str) -> str:
    """Return the headline: its lines joined by blanks, a subtitle kept behind its dash.

    >>> headline(["凝聚红色力量 催生发展活力", "——全市基层党建工作纪实", "本报记者 胡晨", "核心提示"], "胡晨")
    '凝聚红色力量 催生发展活力 ——全市基层党建工作纪实'
    """
    signers = set(byline.split("、"))
    lines = [_LABEL.sub("", line) for line in head]
    kinds = [_kind(line, signers) for line in lines]
    start = next((n for n, kind in enumerate(kinds) if kind == "headline"), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(lines) and kinds[end] in ("headline", "subtitle"):
        end += 1
    parts = lines[start:end]
    # Lines that run on to a credit are one head; without a credit the next line may be the first section's.
    credited = end < len(lines) and kinds[end] == "other"
    if not credited or len(parts) > 4:
        parts = [part for n, part in enumerate(parts) if n == 0 or (n == 1 and _SUBTITLE.match(part))]
    return " ".join(regex.sub(r"\s+", " ", part) for part in parts)


def _kind(line: str, signers: set[str]) -> str:
    """Name the kind of a head line: headline, subtitle or other.

    >>> _kind("胡村巨变", set()), _kind("——记全国先进胡村", set()), _kind("来源：人民网", set())
    ('headline', 'subtitle', 'other')
    """
    if (
        line in rubrics()
        or regex.sub(r"\s", "", line) in signers
        or _NO_HEADLINE.search(line)
        or len(line) > _LONGEST
    ):
        return "other"
    if _SUBTITLE.match(line):
        return "subtitle"
    return "headline" if len(regex.findall(r"\p{L}", line)) >= 2 else "other"
