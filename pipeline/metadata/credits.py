"""Who published an article and who wrote it."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest

import regex

from pipeline.lexicon import LexiconError, rows, words
from pipeline.segment import tokenizer

_SOURCE = regex.compile(
    r"(?:来源|稿源|供稿(?:单位)?|发布(?:单位|机构)|转载?自|摘自|选自|出处|source|Source)\s*[:：]\s*《?"
)
_VALUE = regex.compile(r"[^\s|》】)）,，;；:：]+")
_ROLE = r"(?:全媒体?|融媒体?|新媒体|见习|实习|首席|特约|特派|驻站|驻地?|本地|记者站)*"
_WRITER = regex.compile(rf"{_ROLE}(?:记者|通讯员|实习生|撰稿人?|特约撰稿人?|评论员|特派员)[:：/]?")
_AUTHOR = regex.compile(
    r"""
    (?:^|(?<=[\s(（|【\[]))
    (?: 作\s*者 | 撰\s*[文稿] | 执\s*笔 | [采编]\s*写 | 采访 | [供投]稿人
      | 文\s*[/／|丨]\s*图 | 图\s*[/／|丨]\s*文 | 文 )
    \s* (?: [:：/／|丨] | (?<=[稿写笔])\s+ ) \s*
    """,
    regex.VERBOSE,
)
# Where the list of names behind a role ends.
_AFTER_NAMES = regex.compile(
    r"[(（《:：。]|原载|编辑|责编|责任|来源|摄影|发自|[图文][/／|丨]|校对|审核|单位|时间|日期"
)
_OWN = "本报|本刊|本网|本台|本社|我报|本站|本端|本市|本港"
_EVERYDAY = 90  # occurrences in the dictionary's corpus of 60 million words
_SEPARATOR = r"[\s、,，/／|丨;；]+"


def outlet(head: Iterable[str], opening: str, tail: Iterable[str]) -> str:
    """Return the publisher the article names: a source label, a reprint note, a dateline, the reporters' paper.

    >>> outlet(["标题", "来源:人民网-河北频道 原创稿"], "", [])
    '人民网-河北频道'
    >>> outlet([], "新华社北京7月1日电(记者李明)今天上午，大会开幕。", [])
    '新华社'
    """
    head, tail = tuple(head), tuple(tail)
    finders = (
        _labelled_outlet((*head, *tail)),
        _reprinted_outlet((*tail, *head)),
        _dateline_outlet((opening, *head)),
        _masthead_outlet(head),
        _employer((*head, opening, *tail)),
    )
    return next((found for finder in finders for found in finder), "")


def _labelled_outlet(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if (label := _SOURCE.search(line)) and (value := _VALUE.match(line, label.end())):
            yield value[0].strip("《》-—_·")


def _reprinted_outlet(lines: Iterable[str]) -> Iterator[str]:
    """Find the paper in `原载9月1日《山西日报》` and `(《人民日报》2023年9月1日)`."""
    for line in lines:
        match = regex.search(r"(?:原载|原刊|载于?|刊于|转自|摘自|见)[^《]{0,16}《([^》]{2,16})》", line)
        match = match or regex.search(r"^[(（]?《([^》]{2,12}[报刊网社])》\s*[(（]?\s*[0-9]", line)
        if match and len(line) <= 80:
            yield match[1]


def _dateline_outlet(lines: Iterable[str]) -> Iterator[str]:
    """Find the agency in `新华社北京7月1日电`, `【大公报讯】`, `人民网北京3月5日电`, `河北日报讯(记者…)`."""
    dateline = regex.compile(
        rf"^[【\[(（]?\s*(?P<outlet>{_outlet_name()})\s*[】\])）]?\s*"
        r"(?:[\p{Han}]{0,8}?\s*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[\p{Han}]{0,4}?(?:电|讯|消息|报道))|讯|消息|专讯|综合|报道)"
    )
    for line in lines:
        if (match := dateline.match(line)) and not regex.match(_OWN, match["outlet"]):
            yield match["outlet"]


def _masthead_outlet(lines: Iterable[str]) -> Iterator[str]:
    """Find the paper beside the date: `人民日报 2023年7月26日 星期三`, `2005年11月20日06:55 华西都市报`."""
    name = _outlet_name()
    masthead = regex.compile(
        rf"^《?(?P<outlet>{name})》?\s*[|/·]?\s*(?:(?=[12][0-9]{{3}}[-年/.])|(?=第?[A-Z0-9]+版)|$)"
        rf"|(?:[0-9]日|[0-9]:[0-9]{{2}}|-[0-9]{{2}})\s+(?P<outlet>{name}(?:[-—]{name})?)$"
    )
    for line in lines:
        if (match := masthead.search(line)) and not regex.match(_OWN, match["outlet"]):
            yield match["outlet"]


def _employer(lines: Iterable[str]) -> Iterator[str]:
    """Find the paper its reporters work for: `(山西日报记者 李宁波)`, `湖北日报全媒记者 李婷`."""
    employer = regex.compile(
        rf"(?:^|[\s(（【\[□■◎●])(?P<outlet>{_outlet_name()})\s*{_ROLE}(?:记者|通讯员|评论员)"
    )
    for line in lines:
        if (match := employer.search(line[:80])) and not regex.match(_OWN, match["outlet"]):
            yield match["outlet"]


def byline(head: Iterable[str], opening: str, tail: Iterable[str], removed: Iterable[str] = ()) -> str:
    """Return the writers, joined with `、`; photographers are none.

    >>> byline(["湖北日报全媒记者 周三春 通讯员 宋旭"], "", [])
    '周三春、宋旭'
    >>> byline([], "", ["群众的获得感不断提升。(孟令勇)"])
    '孟令勇'
    >>> byline([], "", ["(湖北日报全媒记者 李溪 摄)"])
    ''
    """
    head, tail = tuple(head), tuple(tail)
    finders = (
        _credited((*head, *removed), "start"),
        _dateline_writers((opening[:80],)),
        _credited(tail[::-1], "end"),
        _signed(tail[::-1]),
        _bare_name(head),
    )
    return next((found for finder in finders for found in finder), "")


def _credited(lines: Iterable[str], where: str) -> Iterator[str]:
    """Read the names behind `记者`, `通讯员`, `作者：`, `文/` in a credit line, or in the bracket that ends a line."""
    for line in lines:
        credit = line
        if where == "end" and (len(line) > 80 or "。" in line):
            bracket = regex.search(r"[(（【]([^()（）【】]{2,60})[)）】]\s*$", line)
            if not bracket:
                continue
            credit = bracket[1]
        if len(credit) > 80 or _is_photo_credit(credit):
            continue
        if found := _writers(credit):
            yield found


def _dateline_writers(lines: Iterable[str]) -> Iterator[str]:
    """Read `新华社北京7月1日电(记者李明、王小红)`, `【本报讯】记者王小明报道`, `新闻网讯(郑亚红)`."""
    role = "(?:记者|通讯员|特派员|评论员)"
    for line in lines:
        match = regex.match(
            rf"[^。]{{0,30}}?[(（【〔]([^()（）【】〔〕]*?{role}[^()（）【】〔〕]*)[)）】〕]", line
        )
        match = match or regex.match(
            rf"[【\[][^】\]]{{2,10}}[】\]]\s*((?:{_OWN})?[\p{{Han}}]{{0,6}}?{role}\s*\p{{Han}}{{2,8}})", line
        )
        if match and not _is_photo_credit(match[1]) and (found := _writers(match[1])):
            yield found
        elif match := regex.match(r"[^。，,]{2,24}?[讯电]\s*[(（]([^()（）]{2,20})[)）]", line):
            yield from filter(None, ["、".join(names(match[1], strict=True))])


def _signed(lines: Iterable[str]) -> Iterator[str]:
    """Read a bracket at the end of the text that holds names and nothing else."""
    for line in lines:
        bracket = regex.search(r"[(（]([^()（）]{2,30})[)）]\s*$", line)
        if bracket and not _is_photo_credit(bracket[1]) and (found := names(bracket[1], strict=True)):
            yield "、".join(found)


def _bare_name(head: Iterable[str]) -> Iterator[str]:
    """Read a line below the headline that is a name and nothing else."""
    for line in tuple(head)[1:5]:
        bare = regex.sub(r"^[□■◎●○◆▲]\s*", "", line)
        if len(bare) <= 14 and (found := names(bare, strict=True)):
            yield "、".join(found)


def _is_photo_credit(credit: str) -> bool:
    """Tell photographers from writers.

    >>> _is_photo_credit("胡晨摄"), _is_photo_credit("记者 李溪 摄影报道"), _is_photo_credit("资料照片")
    (True, False, True)
    """
    return bool(
        regex.search(
            r"摄(?:影)?\s*[)）】]?$|(?:供图|图片|照片|制图|绘图|漫画|视频)\s*[)）】]?$|^(?:摄影|图片?)[:：/]",
            credit,
        )
    )


def _writers(credit: str) -> str:
    """Collect the names behind every role in a credit.

    >>> _writers("山西日报记者 李宁波 张 卉   原载9月1日《山西日报》"), _writers("记者王小明/台北报导")
    ('李宁波、张卉', '王小明')
    """
    roles = list(_WRITER.finditer(credit)) or list(_AUTHOR.finditer(credit))
    employer = regex.compile(rf"(?:{_outlet_name()}|{_OWN})\s*$")
    found = names(employer.sub("", credit[: roles[0].start()]), strict=True) if roles else []
    for role, following in zip_longest(roles, roles[1:]):
        part = employer.sub("", credit[role.end() : following.start() if following else None])
        part = _AFTER_NAMES.split(part)[0]
        found += [name for name in names(part, strict=False) if name not in found]
    return "、".join(found)


def names(text: str, *, strict: bool) -> list[str]:
    """Split a list of names; a name of two characters may be spaced: `张 卉`.

    Strict: every part has to look like a Chinese name.  Otherwise the list ends at the first part that does not.

    >>> names("李宁波 张 卉", strict=True), names("资料照片", strict=True), names("王小明 台北报导", strict=False)
    (['李宁波', '张卉'], [], ['王小明'])
    """
    parts = [part for part in regex.split(_SEPARATOR, text.strip()) if part]
    merged: list[str] = []
    for part in parts:
        if len(part) == 1 and merged and len(merged[-1]) == 1:
            merged[-1] += part
        else:
            merged.append(part)
    found: list[str] = []
    for part in merged:
        if _is_name(part) and not (strict and _is_word(part)):
            found.append(part)
        elif strict:
            return []
        else:
            found += _name_before_place(part)
            break
    return found


def _name_before_place(text: str) -> list[str]:
    """Read a name that runs on into a city and a verb.

    >>> _name_before_place("王小明台北报导"), _name_before_place("李思颖报道"), _name_before_place("深入基层")
    (['王小明'], ['李思颖'], [])
    """
    verb = regex.search(r"(?:综合|即时|现场|摄影)?(?:报道|报导|电|讯|[0-9]{1,4}[年月日])", text)
    lengths = (3, 2) if verb else ()
    return [text[:n] for n in lengths if verb and n <= verb.start() and _is_name(text[:n])][:1]


def _is_name(text: str) -> bool:
    """Tell whether `text` looks like a person's name: a family name and one or two more, or with a middle dot.

    >>> [_is_name(text) for text in ("孟令勇", "欧阳小明", "阿卜杜拉·买买提", "高质量发展", "核心提示")]
    [True, True, True, False, False]
    """
    if text in rubrics():
        return False
    if regex.fullmatch(r"\p{Han}{1,6}(?:[·•]\p{Han}{1,8})+", text):
        return True
    if not regex.fullmatch(r"\p{Han}{2,4}", text):
        return False
    surnames = _surnames()
    return (text[0] in surnames and len(text) <= 3) or (text[:2] in surnames and len(text) >= 3)


def _is_word(text: str) -> bool:
    """Tell whether `text` is an everyday word, which a family name's character does not make a name.

    >>> _is_word("关闭"), _is_word("孟令勇")
    (True, False)
    """
    count: int = tokenizer().FREQ.get(text, 0)
    return count >= _EVERYDAY


@cache
def rubrics() -> frozenset[str]:
    """Return the words that head sections or name roles: neither names nor headlines."""
    return words("metadata_rubrics")


@cache
def _surnames() -> frozenset[str]:
    return words("metadata_surnames")


@cache
def _outlet_name() -> str:
    """Build the pattern of a media name: one of the known names, or a place and one of the endings."""
    kinds: dict[str, list[str]] = {"ending": [], "name": []}
    for row in rows("metadata_outlets"):
        kinds[row["kind"]].append(row["surface"])
    if not all(kinds.values()):
        raise LexiconError("metadata_outlets.tsv: a kind has no surface")
    known, endings = (
        "|".join(sorted(map(regex.escape, set(kinds[kind])), key=lambda surface: (-len(surface), surface)))
        for kind in ("name", "ending")
    )
    return (
        rf"(?:(?:{known})(?:[-—·]?\p{{Han}}{{2,6}}频道)?"
        rf"|[\p{{Han}}A-Za-z0-9]{{2,10}}?(?:{endings})(?:[-—·]\p{{Han}}{{2,8}}(?:频道|网|客户端))?)"
    )
