"""Page furniture: lines that belong to the web page and not to the article."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from pipeline.convert import simplify_characters
from pipeline.lexicon import LexiconError, rows
from pipeline.model import Edit

CHROME = "page-chrome"

_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LONGEST = 240
_DAY = r"[12][0-9]{3}[-/.年][01]?[0-9][-/.月][0-3]?[0-9]日?"
_HOUR = r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?"
_STAMP = rf"{_DAY}(?:\s*{_HOUR})?+|[0-9]{{1,3}}\s*(?:秒|分钟|小时|天|个月)前"
_FILLER = r"[\s|丨/\\·•>»<«\[\]【】()（）:：,，、*#_~+＋\-—–…©]|[0-9.,]++[万次人条]?|[A-Za-z0-9_.@%]++"
_LINK = r"(?:https?://|www\.)[!-~]++"
_VALUE = r"[^\s|丨:：【】()（）]"
_SHARED = regex.compile(r"[A-Za-z0-9_.\-\s/|]+")  # an id or a count: 213599, comiis_nologin


# 新闻中心 > 国内新闻 > 正文
_BREADCRUMB = regex.compile(r"\s*[^>»›。，,；;\n]{2,14}(?:\s*[>»›]{1,2}\s*[^>»›。，,；;\n]{2,14}){2,}\s*")


def page_chrome(text: str) -> Iterator[Edit]:
    r"""Empty the lines that hold nothing but page furniture.

    >>> page = "登录 | 立即注册\n王小明 发表于 2023-9-2 09:05 | 只看该作者\n请先登录再发言。\n213599\n返回列表"
    >>> [edit.before for edit in page_chrome(page)]
    ['登录 | 立即注册', '王小明 发表于 2023-9-2 09:05 | 只看该作者', '213599', '返回列表']
    """
    plain = simplify_characters(text)
    lines = [match.span() for match in _LINE.finditer(plain) if not match[0].isspace()]
    sure = {n for n, (start, end) in enumerate(lines) if is_furniture(plain[start:end])}
    for n in sorted(_with_neighbours(sure, [plain[start:end] for start, end in lines])):
        start, end = lines[n]
        yield Edit(start, end, CHROME, text[start:end], "")


def is_furniture(line: str) -> bool:
    """Is the line furniture whatever stands round it?

    >>> is_furniture("责任编辑:王小明"), is_furniture("来源:人民网"), is_furniture("收藏 分享 举报")
    (True, False, True)
    """
    line = line.strip()
    words = _grammar()
    if words.line.match(line):
        return True
    if not line or len(line) > _LONGEST or "。" in line:
        return False
    if _BREADCRUMB.fullmatch(line):
        return True
    match = words.whole.fullmatch(line)
    return bool(match and (match.captures("strong") or len(match.captures("weak")) >= 3))


def _with_neighbours(sure: set[int], lines: list[str]) -> set[int]:
    """Add ids, counts and weak words next to furniture, step by step outwards."""
    found = set(sure)
    for step in (1, -1):
        for n in sorted(sure, reverse=step < 0):
            place = n + step
            while 0 <= place < len(lines) and place not in found and _may_be_furniture(lines[place]):
                found.add(place)
                place += step
    return found


def _may_be_furniture(line: str) -> bool:
    line = line.strip()
    if len(line) > _LONGEST or "。" in line:
        return False
    match = _grammar().whole.fullmatch(line)
    return bool(_SHARED.fullmatch(line) or (match and match.captures("weak")))


class _Grammar(NamedTuple):
    whole: regex.Pattern[str]
    line: regex.Pattern[str]


@cache
def _grammar() -> _Grammar:
    """Build the patterns from the word list: a line of nothing but furniture, and one that begins as furniture."""
    kinds: dict[str, list[str]] = {"word": [], "weak": [], "label": [], "source": [], "line": []}
    for row in rows("repair_chrome"):
        kinds[row["kind"]].append(row["surface"])
    if empty := [kind for kind, surfaces in kinds.items() if not surfaces]:
        raise LexiconError(f"repair_chrome.tsv: no surface of kind {', '.join(empty)}")
    word, weak, label, source = (_any(kinds[kind]) for kind in ("word", "weak", "label", "source"))
    whole = (
        rf"(?:(?P<strong>\S{{1,12}}?\s+发表于|{label}\s*+(?:[:：]\s*+{_VALUE}{{0,16}}+|[0-9,.万]*+)|{word})"
        rf"|{source}\s*+[:：]\s*+{_VALUE}{{1,24}}+|(?P<weak>{weak})|{_STAMP}|{_LINK}|{_FILLER})++"
    )
    short = [surface for surface in kinds["line"] if len(surface) <= 4]
    long = [surface for surface in kinds["line"] if len(surface) > 4]
    return _Grammar(
        whole=regex.compile(whole),
        line=regex.compile(rf"{_any(long)}|{_any(short)}(?!\p{{Han}})"),
    )


def _any(surfaces: list[str]) -> str:
    return f"(?:{'|'.join(regex.escape(s, literal_spaces=True) for s in sorted(surfaces, key=len, reverse=True))})"
