"""What a single line is: page furniture for certain, furniture where its neighbours are, or the article's own."""

from enum import Enum
from typing import NamedTuple

import regex

from pipeline.convert import simplify_characters
from pipeline.lexicon import LexiconError, built, rows
from pipeline.patterns import compiled


class Verdict(Enum):
    """How sure it is that a line is furniture."""

    SURE = "whatever stands round it"
    HEADS_LIST = "whatever stands round it; the lines below it may be links to other articles"
    AT_FOOT = "below the last sentence of the article"
    BESIDE = "next to other furniture"
    BELOW = "below other furniture at the foot of the page"
    OWN = "not at all"


_LONGEST = 240
_LONGEST_NOTICE = 600
_SHORT_NOTICE = 40
_DAY = r"[12][0-9]{3}[-/.年][01]?[0-9][-/.月][0-3]?[0-9]日?"
_HOUR = r"[0-2]?[0-9](?::[0-5][0-9](?::[0-5][0-9])?|时[0-5]?[0-9]分)"
_WEEKDAY = "星期[一二三四五六日天]|周[一二三四五六日]"
_DATED = compiled(_DAY)
_STAMP = rf"{_DAY}(?:[\sT]*{_HOUR})?+|{_HOUR}|{_WEEKDAY}|[0-9]{{1,3}}\s*(?:秒|分钟|小时|天|个月)前"
_FILLER = (
    r"[\s|丨｜︱/\\·•∙>»›<«‹\[\]【】〖〗()（）:：,，、*#_~+＋\-—–…©↑↓←→▲▼◀▶]"
    r"|[0-9.,]++[万次人条]?|[A-Za-z0-9_.@%+]++"
)
_LINK = r"(?:https?://|www\.)[!-~]++|[A-Za-z0-9_\-]++\.(?:jpe?g|png|gif|webp|bmp)\b"
_SEPARATOR = r"[:：丨｜|︱]"
_VALUE = r"[^\s|丨｜:：【】()（）\[\]。？！?!“”]"
_PERSON = r"(?:\p{Han}{2,4}|\p{Han}\s{1,2}\p{Han}|[A-Za-z0-9_.\-]{2,16})(?!\p{Han}|\s*[:：丨])"
# 王芳、李强, but not the next label in 王芳 审核|李强
_PEOPLE = rf"(?:{_PERSON}(?:[\s、,，/]+{_PERSON}(?!\s*[|｜])){{0,5}}+)"
_EDITION = r"第?\s*[A-Z]?[0-9]{1,2}\s*版(?:面)?(?:\s*[:：]\s*\p{Han}{2,6}|\s+\p{Han}{2,4}(?!\p{Han}))?|今日[0-9]{1,2}版"

# What furniture is made of that no list of words holds.
_SHAPES = (
    r"[\[【(（]广告[\]】)）][^。]{0,60}",
    r"\p{Han}{2,10}官方[帐账]号",
    r"\S{1,12}?\s+发表于",
    r"点击(?:上方|下方|顶部)?[“\"「《]?\S{0,12}?[”\"」》]?\s*(?:快速)?(?:关注|订阅)(?:我们|公众号|本号)?",
    r"用\s?[A-Za-z]{2,10}\s?分享|分享[到至]\s?[A-Za-z]{1,10}",
    r"\p{Han}{0,8}?(?:[报爆]料|投稿|新闻热线)(?:热线|电话|邮箱|微信)?\s*[:：]\s*[0-9A-Za-z@.\-]+",
    r"您是(?:本[站页])?第\s*[0-9,]+\s*位(?:访客|访问者|浏览者|读者)",
    r"共(?:有)?\s*[0-9,]+\s*(?:条|人|次)(?:评论|参与|跟帖|浏览|阅读)",
)
# 看完点个赞再走吧, but 为他们点个赞 may be a headline
_ASKED = (
    r"(?:看完|喜欢|觉得不错|欢迎|记得|别忘了?|请|就|顺手|随手)*点(?:个|亮|下|一下)\s*"
    r"[“\"「]?(?:在看|赞|分享|收藏|关注)[”\"」]?\S{0,8}"
)
_REGISTERED = compiled(
    r"[\p{Han}]公网安备|Processed in [0-9.]+|[京津沪渝冀豫云辽黑湘皖鲁"
    r"新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳]\s?(?:ICP|icp)\s?[备证]"
)
_SELF = compiled(
    r"^\W*(?:凡(?:本|注|转载|署名|标注)|(?:郑重|特别)?声明|本(?:文|网|站|报|刊|台|号|平台|公众号|作品|稿件?|页面?|内容)(?!讯|记者|消息)"
    r"|[\p{Han}A-Za-z]{2,12}(?:[(（][^()（）]{1,30}[)）])?版权所有|该文|此文|以上(?:内容|文章|图文|稿件)|部[分份](?:图|文|内容|素材|稿)|图片(?:来|均|版)|文章(?:来|版|转|内容不|仅))"
)
_RESERVED = r"(?:未经|非经)[^。；;]{0,20}?(?:转载|转贴|摘编|复制|镜像|转发|引用)"  # 未经授权，不得转载
_STEP = compiled(r"[^。，,；;]{1,14}")
_FIRST_STEP = compiled(r"(?:.{0,8}[:：])?\s*(?:网站)?(?:首页|主页)$")
_ARROWS = compiled("[>»›→]{1,2}")
_COLUMN_LINK = compiled(r"\s*[·•∙]\s*\S{2,12}\s*[>»›]\s*")
_OTHER_ARTICLE = r"(?:阅读)?[上下]一?[篇条则](?:文章|新闻|信息)?\s*[:：]\s*\S"  # 上一篇：全区召开防汛工作会
_ABOUT_ACCOUNT = r"功能介绍\s+\S"
_ABOUT_SITE = r"(?:关于|加入)\p{Han}{2,4}"
_SHARED = compiled(r"[A-Za-z0-9_.\-\s/|+:]+")  # an id, a count, a part of a date: 213599, comiis_nologin


def judge(line: str) -> Verdict:
    """Tell what a line in simplified characters is; blanks round it do not count.

    >>> [judge(line).name for line in ("责任编辑:王小明", "来源:人民网", "收藏 分享 举报", "分享")]
    ['SURE', 'OWN', 'SURE', 'BESIDE']
    >>> [judge(line).name for line in ("首页 > 政务动态 > 正文", "申请 > 受理 > 发证", "审核：李强", "推荐阅读")]
    ['SURE', 'OWN', 'AT_FOOT', 'HEADS_LIST']
    """
    line = line.strip()
    words = _grammar()
    if words.line.match(line) or (len(line) <= _LONGEST and "。" not in line and _REGISTERED.search(line)):
        return Verdict.SURE
    if _is_notice(line):
        return Verdict.AT_FOOT
    if not line or len(line) > _LONGEST or "。" in line:
        return Verdict.OWN
    if _is_trail(line) or _COLUMN_LINK.fullmatch(line):
        return Verdict.SURE
    match = words.whole.fullmatch(line)
    return _weigh(match) if match else Verdict.BESIDE if _SHARED.fullmatch(line) else Verdict.OWN


def _weigh(match: "regex.Match[str]") -> Verdict:
    """Weigh what a line is made of that is made of furniture only."""
    count = {
        kind: len(match.captures(kind)) for kind in ("strong", "related", "duty", "weak", "foot", "edition")
    }
    if count["edition"] and not _DATED.search(match[0]):  # with a day it dates the article
        return Verdict.SURE
    if count["related"] and not count["strong"]:
        return Verdict.HEADS_LIST
    if count["strong"] or count["related"] or count["duty"] >= 2 or count["weak"] >= 3:
        return Verdict.SURE
    if count["duty"] or count["weak"] >= 2:
        return Verdict.AT_FOOT
    if count["weak"] or _SHARED.fullmatch(match[0]):
        return Verdict.BESIDE
    return Verdict.BELOW if count["foot"] else Verdict.OWN


def _is_trail(line: str) -> bool:
    """Tell a trail of links from a chain of steps.

    >>> _is_trail("人民网>>地方频道"), _is_trail("河东论坛 › 城事 › 百姓话题"), _is_trail("提议→审议→决议")
    (True, True, False)
    """
    arrows = _ARROWS.findall(line)
    if not arrows:
        return False
    steps = [step.strip() for step in _ARROWS.split(line.rstrip(">»› "))]
    if not all(_STEP.fullmatch(step) for step in steps if step):
        return False
    if not steps[0]:  # >> 其他政策文件
        return True
    if _FIRST_STEP.match(steps[0]):
        return True
    known = sum(bool(_grammar().crumb.search(step)) for step in steps)
    return known >= 1 and (len(steps) >= 3 or known >= 2 or steps[-1] == "正文" or ">>" in arrows)


def _is_notice(line: str) -> bool:
    """Tell a note on copyright that speaks of this page.

    >>> _is_notice("本网站之文字、图片，非经授权，不得转载。"), _is_notice("法院认为，未经许可转载他人文章，构成侵权。")
    (True, False)
    """
    by_itself = len(line) <= _SHORT_NOTICE and "。" not in line
    of_page = by_itself or (len(line) <= _LONGEST_NOTICE and _SELF.match(line))
    return bool(of_page and _grammar().notice.search(line))


def is_value(label: str, line: str) -> bool:
    """Does the line complete the label above it?

    >>> is_value("编辑：", "王芳"), is_value("您的位置：", "王芳走进村里，看望老人。"), is_value("编辑：", "村里通了路")
    (True, False, False)
    """
    return label.endswith((":", "：")) and bool(_grammar().whole.fullmatch(label + line))


def tells_of_the_article(key: str | None) -> bool:
    """Does a key of front matter say something of the article itself?

    >>> tells_of_the_article("Title"), tells_of_the_article("url"), tells_of_the_article(None)
    (True, False, False)
    """
    return (key or "").lower() in _grammar().keys


class _Grammar(NamedTuple):
    whole: regex.Pattern[str]
    line: regex.Pattern[str]
    notice: regex.Pattern[str]
    crumb: regex.Pattern[str]
    keys: frozenset[str]


_KINDS = (
    "word",
    "weak",
    "related",
    "label",
    "editor",
    "duty",
    "foot",
    "source",
    "line",
    "notice",
    "crumb",
    "key",
)


@built
def _grammar() -> _Grammar:
    """Build the patterns from the word list."""
    kinds: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in rows("repair_chrome"):
        kinds[row["kind"]].append(row["surface"])
        if row["surface"] != simplify_characters(row["surface"]):
            raise LexiconError(f"repair_chrome.tsv: {row['surface']!r} is not simplified and never matches")
    if empty := [kind for kind, surfaces in kinds.items() if not surfaces]:
        raise LexiconError(f"repair_chrome.tsv: no surface of kind {', '.join(empty)}")
    open_ended = [surface for surface in kinds["line"] if len(surface) > 4 or not _HAN.match(surface[-1])]
    closed = [surface for surface in kinds["line"] if surface not in open_ended]
    return _Grammar(
        whole=compiled(_whole(kinds)),
        line=compiled(
            rf"[\W_]{{0,3}}(?:{_any(open_ended)}|{_any(closed)}(?!\p{{Han}})|{_OTHER_ARTICLE}|{_ABOUT_ACCOUNT})|©"
        ),
        notice=compiled(rf"{_RESERVED}|{_any(kinds['notice'])}"),
        crumb=compiled(rf"{_any(kinds['crumb'])}$"),
        keys=frozenset(kinds["key"]),
    )


_HAN = compiled(r"\p{Han}")


def _whole(kinds: dict[str, list[str]]) -> str:
    """Return the pattern of a line that holds nothing but furniture."""
    related = _any(kinds["related"])
    word, weak, label, editor, duty, foot, source = (
        _wide(kinds[kind]) for kind in ("word", "weak", "label", "editor", "duty", "foot", "source")
    )
    closed = rf"(?:\s*+[\]】)）])?\s*+{_SEPARATOR}|\s*+[\]】]"  # 责编：, [索引号], 【来源】：
    return (
        rf"(?:(?P<related>{related})|(?P<strong>{label}(?:(?:{closed})\s*+(?:{_VALUE}{{1,24}}+(?!\s*[:：]))?+|\s*+[0-9][0-9,.万+]*+)"
        rf"|\p{{Han}}{{0,3}}?{editor}\s*+{_SEPARATOR}\s*+{_PEOPLE}?+|{'|'.join(_SHAPES)}|{word})"
        rf"|(?P<duty>{duty}\s*+{_SEPARATOR}\s*+{_PEOPLE}|{_ASKED})"
        rf"|(?P<edition>{_EDITION})"
        rf"|(?P<foot>{foot}\s*+{_SEPARATOR}\s*+{_VALUE}{{0,32}}+)"
        rf"|{source}(?:{closed})\s*+(?!《){_VALUE}{{1,24}}+"  # 来源:《农村研究》2018年第6期 tells more than a page
        rf"|(?P<weak>{label}(?!\p{{Han}})|{weak}|{_ABOUT_SITE})|{_STAMP}|{_LINK}|{_FILLER})++"
    )


def _any(surfaces: list[str]) -> str:
    return f"(?:{'|'.join(regex.escape(s, literal_spaces=True) for s in sorted(surfaces, key=len, reverse=True))})"


def _wide(surfaces: list[str]) -> str:
    """Return the pattern of short words, which are often set wide: `索 引 号`, `关 闭`.

    Those that begin alike stand together: most lines fail at their first character.
    """
    longest_first = sorted(surfaces, key=len, reverse=True)
    alike: dict[str, list[str]] = {}
    for surface in longest_first:
        if len(surface) > 1:
            first = regex.escape(surface[0])
            alike.setdefault(first, []).append(_set_wide(surface).removeprefix(first))
    alone = [_set_wide(surface) for surface in longest_first if len(surface) == 1]
    groups = [f"{first}(?:{'|'.join(rest)})" for first, rest in alike.items()]
    return f"(?:{'|'.join(groups + alone)})"


def _set_wide(surface: str) -> str:
    if len(surface) == 1:
        return rf"(?<!\p{{Han}}){surface}(?!\p{{Han}})"  # 大 中 小, but 人次
    return r"\s{0,4}+".join(map(regex.escape, surface)) if len(surface) <= 4 else regex.escape(surface)
