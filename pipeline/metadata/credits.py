"""Who wrote an article, and who took its pictures."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from pipeline.metadata.labels import values
from pipeline.metadata.outlets import NOBODY, OWN, ROLE, employer_at_end
from pipeline.metadata.people import COMMON, names
from pipeline.patterns import compiled

_WRITER = compiled(rf"{ROLE}(?:记者|通讯员|实习生|撰稿人?|特约撰稿人?|评论员|特派员)[:：/丨|]?")
_ACCOUNT_WRITER = compiled(r"^原创\s+(?P<name>\p{Han}{2,4})\s+\S{2,16}\s+(?=[12][0-9]{3}\s?[-年/.])")
# Where the list of names behind a role ends.
_AFTER_NAMES = compiled(
    r"[(（《:：。]|[/／\\]\s*\p{Han}{2,4}(?:报[导道]|连线|综合报)|原载|编辑|责编|责任|来源|摄影|发自|[图文][/／|丨]|校对|审核|单位|时间|日期|字数|浏览|阅读"
)
# 李福政摄, (本报记者 李溪 摄), 赵强/摄影, 李娜摄(影像中国), 何平 文/图
_TAKEN = compiled(
    r"\s*[/／]?\s*(?:拍?摄(?:影)?(?:报道)?|供图|[图文]\s*[/／]\s*[图文])\s*[)）】\]。]?\s*(?:[(（][^()（）]{2,12}[)）])?\s*$"
)
_TOOK = compiled(r"(?:^|[\s(（])(?:图|摄影|文\s*[/／]\s*图|图\s*[/／]\s*文)\s+(?P<names>\S.*)$")
_NAMED_ALONE = compiled(
    r"[^。，,]{2,24}?[讯电]\s*[(（](?P<names>[^()（）]{2,20})[)）]|(?:\p{Han}{2,6}[【〔\[]|[【〔\[]?)(?P<names>\p{Han}{2,4})\s*[\\/／]\s*\p{Han}{2,6}报[导道]"
)
_LABEL_OF_AUTHOR = compiled(r"作\s*者|撰\s*[稿文]|文字|[Aa]uthor|byline")
_PEN_NAME = compiled(r"[\p{Han}A-Za-z0-9_.·\-]{2,16}")
_AUTHOR = compiled(r"(?:^|(?<=[\s(（|【\[]))(?:撰\s*[文稿]|执\s*笔|[采编]\s*写)\s+")
_LONGEST = 80


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
        _dateline_writers((opening[:_LONGEST], *head[-2:])),
        _credited(tail[::-1], "end"),
        _signed(tail[::-1]),
        _account_writers(head),
        _stamped_writers(head),
        _bare_name(head),
    )
    return next((found for finder in finders for found in finder), "")


def photographers(lines: Iterable[str], labelled: Iterable[str]) -> str:
    """Return who took the pictures, from the captions among `lines` and from `labelled` credits, joined with `、`.

    >>> photographers(["修缮后的码头。李娜摄（影像中国）", "（记者 张 伟 摄）", "组织拍摄"], ["文/赵敏 图/周强"])
    '李娜、张伟、周强'
    """
    found: dict[str, None] = {}
    for line in lines:
        if match := _TAKEN.search(line[-_LONGEST:]):
            found |= dict.fromkeys(_names_at_end(line[-_LONGEST:][: match.start()]))
    for line in labelled:
        took = _TOOK.search(line)
        for value in (*values([line], "photographer"), *([took["names"]] if took else [])):
            found |= dict.fromkeys(_listed(value))
    return "、".join(found)


def _names_at_end(text: str) -> list[str]:
    """Read the names that a caption ends in.

    >>> _names_at_end("（本报记者 钱 进"), _names_at_end("图为会场。李娜 赵强"), _names_at_end("他爱好书法、")
    (['钱进'], ['李娜', '赵强'], [])
    """
    last = compiled(rf"[。！？，,；;：:”(（【\[]|{_WRITER.pattern}").split(text)[-1]
    words = last.split()
    tries = (
        names(" ".join(words[n:]), strict=True, frequent=COMMON)
        for n in range(max(0, len(words) - 6), len(words))
    )
    return next(filter(None, tries), [])


def _listed(value: str) -> list[str]:
    """Read the names behind a label, with or without their role.

    >>> _listed("本报记者 何 平"), _listed("受访者提供"), _listed("周强 编辑")
    (['何平'], [], ['周强'])
    """
    role = _WRITER.search(value)
    value = _AFTER_NAMES.split(value[role.end() if role else 0 :])[0]
    return [name for name in names(value, strict=False) if names(name, strict=True, frequent=COMMON)]


def _credited(lines: Iterable[str], where: str) -> Iterator[str]:
    """Read the names behind `记者`, `通讯员`, `作者：`, `文/` in a credit line, or in the bracket that ends a line."""
    for line in lines:
        credit = compiled(r"\s{2,}").sub("  ", line)
        if where == "end" and (len(line) > _LONGEST or "。" in line):
            bracket = compiled(r"[(（【]([^()（）【】]{2,60})[)）】]\s*$").search(line)
            if not bracket:
                continue
            credit = bracket[1]
        if len(credit) > 2 * _LONGEST or "。" in credit or _is_photo_credit(credit):
            continue
        if found := _writers(credit):
            yield found


def _dateline_writers(lines: Iterable[str]) -> Iterator[str]:
    """Read `新华社北京7月1日电(记者李明、王小红)`, `【本报讯】记者王小明报道`, `郑建勋/台中报导`."""
    role = "(?:记者|通讯员|特派员|评论员)"
    for line in lines:
        match = compiled(
            rf"[^。]{{0,30}}?[(（【〔［]([^()（）【】〔〕［］]*?{role}[^()（）【】〔〕［］]*)[)）】〕］]"
        ).match(
            line,
        )
        match = match or compiled(
            rf"[【\[][^】\]]{{2,10}}[】\]]\s*((?:{OWN})?[\p{{Han}}]{{0,6}}?{role}\s*\p{{Han}}{{2,8}})"
        ).match(line)
        if match and not _is_photo_credit(match[1]) and (found := _writers(match[1])):
            yield found
        elif match := _NAMED_ALONE.match(line):
            yield from filter(None, ["、".join(names(match["names"], strict=True))])


def _signed(lines: Iterable[str]) -> Iterator[str]:
    """Read a bracket at the end of the text that holds names and nothing else."""
    for line in lines:
        bracket = compiled(
            r"[(（]([^()（）]{2,30}?)(?:\s*(?:文|图|撰文)\s*[/／]\s*(?:图|文|摄影?)|\s+文)?[)）]\s*$"
        ).search(line)
        if bracket and not _is_photo_credit(bracket[1]) and (found := names(bracket[1], strict=True)):
            yield "、".join(found)


def _account_writers(head: Iterable[str]) -> Iterator[str]:
    """Read the writer in the line of a public account: `原创 李丽 河东文旅 2021-02-03 07:00`."""
    for line in head:
        if match := _ACCOUNT_WRITER.match(line):
            yield match["name"]


def _stamped_writers(head: Iterable[str]) -> Iterator[str]:
    """Read the names right behind the date: `2022-09-09张云亮`."""
    for line in head:
        if match := compiled(
            r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?:\s[0-9:]{5,8})?\s*(?P<names>\p{Han}[^0-9]*)"
        ).fullmatch(line):
            yield from filter(None, ["、".join(names(match["names"], strict=True))])


def _bare_name(head: Iterable[str]) -> Iterator[str]:
    """Read a line below the headline that is a name and nothing else."""
    for line in tuple(head)[1:8]:
        bare = compiled(r"^[□■◎●○◆▲]\s*").sub("", line)
        if len(bare) <= 14 and (found := names(bare, strict=True)):
            yield "、".join(found)


def _is_photo_credit(credit: str) -> bool:
    """Tell photographers from writers.

    >>> _is_photo_credit("胡晨摄"), _is_photo_credit("记者 李溪 摄影报道"), _is_photo_credit("资料照片")
    (True, False, True)
    """
    return bool(
        compiled(
            r"摄(?:影)?\s*[)）】]?$|(?:供图|图片|照片|制图|绘图|漫画|视频)\s*[)）】]?$|^(?:摄影|图片?|供图)\s*[:：/丨|]"
        ).search(
            credit,
        )
    )


def _writers(credit: str) -> str:
    """Collect the names behind every role in a credit, or behind the label of the author.

    >>> _writers("山西日报记者 李宁波 张 卉   原载9月1日《山西日报》"), _writers("记者王小明/台北报导")
    ('李宁波、张卉', '王小明')
    >>> _writers("2023-06-18 来源/河东晚报 文/李娜 图/周强"), _writers("作者：")
    ('李娜', '')
    """
    roles = list(_WRITER.finditer(credit))
    if not roles:
        return "、".join(_labelled(credit))
    found = names(employer_at_end().sub("", credit[: roles[0].start()]), strict=True)
    for role, following in zip_longest(roles, roles[1:]):
        part = credit[role.end() : following.start() if following else None]
        listed = _AFTER_NAMES.split(employer_at_end().sub("", part))[0]
        found += [name for name in names(listed, strict=False) if name not in found]
    return "、".join(found)


def _labelled(credit: str) -> list[str]:
    """Read the names behind the label of the author; a pen name or an office, if the label leaves no doubt.

    >>> _labelled("文/李娜 图/周强"), _labelled("作者：小顾 浏览：3"), _labelled("作者：县委组织部")
    (['李娜'], ['小顾'], ['县委组织部'])
    """
    parts = [*values([credit], "byline"), *(credit[label.end() :] for label in _AUTHOR.finditer(credit))]
    listed = [_AFTER_NAMES.split(part)[0] for part in parts]
    found = [name for part in listed for name in _listed(part)]
    stated = (part.split()[0] for part in listed if part.split() and _LABEL_OF_AUTHOR.search(credit))
    written = found or [name for name in stated if _PEN_NAME.fullmatch(name)][:1]
    return [name for name in written if not NOBODY.fullmatch(name)]
