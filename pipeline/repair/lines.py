"""Lines that a page break, a column or a fixed width broke in the middle of a sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import regex

from pipeline.convert import simplify_characters
from pipeline.model import Edit
from pipeline.patterns import compiled
from pipeline.repair.likelihood import likelihood

JOINED = "joined-line"

LINE = compiled(r"[^\n\r\v\f\x85\u2028\u2029]+")

_ENDS = compiled(
    r"""
    (?:
      [。！？!?…；;：:.～~|_=*\p{So}]                          # a mark that ends,
      [”’」』）)】》"']*+
      (?: \s* [(（【] [^()（）【】]{1,40} [)）】] )?             # and a credit behind it: 。(王小明)
    | (?: [摄攝] | 供[图圖] | [摄攝]影 | 照片 | [讯訊] | [电電] ) [)）】]?   # captions and datelines
    )$
    """,
    regex.VERBOSE,
)
_COMMA = compiled(r"[，,、]$")
# No sentence and no heading ends in these.
_HANGING = compiled(r"(?:[的和与與及或把被从從对對向将將在为為以于於并並且而则則]|以及|通过|通過|关于|關於)$")
_TERMINAL = compiled(r"[。！？!?…；;]")
_FULL_STOP = compiled(r"[。；;]")  # headlines have the other marks inside as well: 焕然一新！老街迎来蝶变
_PAUSE = compiled(r"[，,、]")
_CREDIT = compiled(r"(?:来源|來源|作者|编辑|編輯|时间|時間|日期|记者|記者)\s*[:：]|^[12][0-9]{3}[-/.年]")
_CLAUSE = compiled(r"[，,、。；;：:！？!?]")
_PAIRS = tuple(zip("“‘《（(「『【", "”’》）)」』】", strict=True))

# A line that starts like this is a new one whatever the line before it looked like.
_LABELS = "来源|作者|记者|通讯员|编辑|责任编辑|责编|校对|审核|监制|摄影|文|图|原标题|发布时间|版式设计|题图|链接|相关"
_FRESH = compiled(
    rf"""
      [—―─-]{{2}} | [●■◆▲★▼◎○※·•☆□◇△►▶]
    | [①-⑳⑴-⒇㈠-㈩❶-❿]
    | [(（]?[一二三四五六七八九十百零〇0-9]{{1,4}}(?:[)）、] | [.．](?![0-9]))
    | 第[一二三四五六七八九十百零〇0-9]{{1,4}}[章节条编]
    | 图[①-⑳0-9一二三四五六七八九十]?[:：]
    | (?:本报|本刊|本网|新华社|中新[社网]|央视网)\S{{0,12}}?(?:记者|讯|电|评论员)
    | (?:{_LABELS})\s*[:：/／丨|]
    | (?:https?|www)\b
    """,
    regex.VERBOSE,
)

_PROSE = 45  # characters: hardly a heading without a number in front is that long
_CLAUSED = 14  # no line of verse is that long
_HALF = 12
_INITIAL = compiled(r"[\p{Han}--[图圖文注附]]", regex.V1)
_BEGINS = compiled(r"在|[12][0-9]{3}年|近年|近日|今年|去年|目前|日前")
# What a sentence tells and a heading does not.
_TELLS = compiled(
    r"[了他她们这却]|以来|目前|其中|今年|去年|近年来|走进|走進|来到|來到|步入|[说說][,，:：]|据[^，,]{2,10}[介透显]|[0-9]+[月日时%]"
)
_LAST_OF_A_WORD = compiled(r"\p{Han}[,，。;；”’》]")
_NEAR = 6
_LINKED = 4.0  # nats by which one word is likelier than its halves
_NUMBER_BEGUN = compiled(r"[0-9](?:\.|[多余几][万亿]?|[百千万亿])?$")
_FIGURE_DUE = compiled(r"[达達约約近超逾共计計]$")
_NUMBER_ENDED = compiled(r"\.?[0-9]{1,3}[多余]?[万亿%\p{Han}]|[万亿多余]")
_OFTEN = 4
_NUMERAL_ALONE = compiled(r"[0-9][0-9.,]*[%％‰]?")
_TAIL = compiled(r"[、，,。；;亿億万萬元个個家人名户戶年月日号號%％‰平公吨噸倍项項]")
_MARK = compiled(r"[、，,。；;：:！!？?)）”’]")
_UNIT = compiled(
    r"[万萬亿億%％元亩畝吨噸斤克米个個名人户戶家座处處项項次所条條件台套支层層岁歲天]|年[,，来內内间間度底]"
    r"|平方|立方|公[里顷頃斤]|千[米克瓦]|小时|小時|分钟|分鐘|百分"
)
_FIGURE = compiled(rf"[0-9][0-9.,]*[余多]?(?:{_UNIT.pattern})")
_PARTICLE = compiled(r"的(?!确)|们")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_SHORT = 30
_SEEN = 8


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indented: bool


def joined_lines(text: str) -> Iterator[Edit]:
    r"""Take out the breaks inside sentences, blank lines and all.

    >>> broken = "党支部成立于2003年。党支部与驻区单\n\n位许昌卷烟厂多次协商,扩大了面积。"
    >>> [edit.before for edit in joined_lines(broken)]
    ['\n\n']
    >>> list(joined_lines("凝聚红色力量\n\n——全市基层党建工作纪实\n\n本报记者 胡晨"))
    []
    """
    lines = tuple(_lines(text))
    indents, scattered = _indents(lines), _scatters(lines)
    widths = [len(line.text) + 2 * line.indented for line in lines]
    whole = _fixed_width(widths)
    for number, (line, following) in enumerate(pairwise(lines)):
        full = partial(_is_full, widths, number, whole)
        beside = scattered and _meets_a_numeral(line.text, following.text)
        gap = text[line.end : following.start]
        # Where paragraphs are indented a full line goes on whatever it ends in.
        inside = indents and not following.indented and gap.count("\n") <= 1 and full()
        if beside or inside or _goes_on(line, following, full):
            latin = line.text[-1:].isascii() and following.text[:1].isascii() and line.text[-1:].isalnum()
            after = " " if latin and following.text[0].isalpha() else ""
            yield Edit(line.end, following.start, JOINED, gap, after)


def _lines(text: str) -> Iterator[_Line]:
    for match in LINE.finditer(text):
        bare = match[0].strip()
        if bare:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            plain = bare.translate(_HALF_WIDTH)
            yield _Line(
                start, start + len(bare), plain, start - match.start() >= 2 or match[0][0] == "\u3000"
            )


def _is_full(widths: Sequence[int], number: int, whole: int) -> bool:
    """Tell whether a line is as wide as the page was wrapped, or its neighbours where columns differ."""
    width = whole or _fixed_width(widths[max(0, number - _SEEN) : number + _SEEN])
    return 0 < width <= widths[number]


def _indents(lines: Sequence[_Line]) -> bool:
    """Tell whether paragraphs begin with an indent: some lines do, and hardly one after an unfinished sentence."""
    begun = sum(line.indented for line in lines)
    return begun >= 2 and begun > len(lines) / 12


def _fixed_width(widths: Sequence[int]) -> int:
    """Return the width at which the text was wrapped, or 0.

    In wrapped text most lines are equally long, give or take the mark that may not start a line.
    """
    if len(widths) < 6:
        return 0
    lines = Counter(widths)
    width = max(lines, key=lambda n: (lines[n - 1] + lines[n] + lines[n + 1], n))
    share = sum(lines[n] for n in range(width - 1, width + 2)) / len(widths)
    return width - 2 if width >= 12 and share >= 0.5 else 0


def _scatters(lines: tuple[_Line, ...]) -> bool:
    """Tell whether a conversion set each numeral on a line of its own: 总值从 / 497.8 / 亿元增加到 / 779 / 亿元."""
    alone = sum(
        bool(_NUMERAL_ALONE.fullmatch(one.text) and _TAIL.match(other.text)) for one, other in pairwise(lines)
    )
    return alone >= _OFTEN


def _meets_a_numeral(line: str, following: str) -> bool:
    """Tell whether a line break stands beside a numeral that a conversion set apart, or before a mark.

    >>> _meets_a_numeral("总值从", "497.8"), _meets_a_numeral("497.8", "亿元增加到"), _meets_a_numeral("4", "、世界")
    (True, True, True)
    >>> _meets_a_numeral("工作报告。", "2021")
    False
    """
    if _NUMERAL_ALONE.fullmatch(line) or _MARK.match(following):
        return not _TERMINAL.search(line[-1:])
    return bool(_NUMERAL_ALONE.fullmatch(following)) and not _ENDS.search(line)


def _goes_on(line: _Line, following: _Line, full: Callable[[], bool]) -> bool:
    if _breaks_a_number(line.text, following.text) or _is_drop_head(line.text, following.text):
        return True
    if _ENDS.search(line.text) or _is_fresh(following):
        return False
    if full():
        return not following.indented
    return not _is_heading(following.text) and (
        _hangs(line.text)
        or bool(_LAST_OF_A_WORD.match(following.text))
        or _closes_what_was_opened(line.text, following.text)
        or (
            _is_prose(line.text)
            and not _BEGINS.match(following.text)
            and _may_continue(following, len(line.text) >= _PROSE)
        )
        or (_may_continue(following, quotation=False) and _breaks_a_word(line.text, following.text))
    )


def _is_prose(text: str) -> bool:
    """Tell running text from headings and credits.

    >>> _is_prose("社区成立于2003年。党支部与驻区单"), _is_prose("凝聚红色力量"), _is_prose("焕然一新!老街蝶变")
    (True, False, False)
    """
    long = (
        len(text) >= _PROSE and bool(_PAUSE.search(text)) and not (_CREDIT.search(text) or _FRESH.match(text))
    )
    told = len(text) >= _CLAUSED and _PAUSE.search(text) and _TELLS.search(text)
    return long or bool(told and not _CREDIT.search(text)) or bool(_FULL_STOP.search(text))


def _hangs(text: str) -> bool:
    """Tell whether the line ends in a comma, or in a word that ends neither sentence nor heading.

    >>> _hangs("党的十八大以来,党中央树起了大抓基层的"), _hangs("黄河入海流，"), _hangs("我们的")
    (True, False, False)
    """
    long = len(text) >= _CLAUSED or _is_prose(text)
    if _COMMA.search(text):
        return long
    return bool(_HANGING.search(text)) and (long or bool(_CLAUSE.search(text)))


def _is_drop_head(line: str, following: str) -> bool:
    """Tell whether a line is the large first character of the paragraph below.

    >>> _is_drop_head("今", "年以来,丰南区认真落实市委部署,抓实创建。"), _is_drop_head("二", "全区工作部署,全面推进。")
    (True, False)
    """
    if (
        len(line) != 1
        or not _INITIAL.match(line)
        or len(following) < _CLAUSED
        or not _CLAUSE.search(following)
    ):
        return False
    right = following[:_NEAR]
    numeral = line in "一二三四五六七八九十〇"
    return not numeral or likelihood(line + right) - likelihood(line) - likelihood(right) >= _LINKED / 4


def _breaks_a_number(text: str, following: str) -> bool:
    """Tell whether a clause breaks off within a number, or in front of one that it announces.

    >>> _breaks_a_number("日产鸭蛋,达30", "00多枚。"), _breaks_a_number("村庄,达到78.", "7%。")
    (True, True)
    >>> _breaks_a_number("2019", "2020"), _breaks_a_number("电话0855", "1234")
    (False, False)
    >>> _breaks_a_number("在村口建起文化展示馆和2400", "平方米的作坊。")
    True
    >>> _breaks_a_number("已建支部14个,覆盖1200多", "户农家院。"), _breaks_a_number("新建冷库,库容共", "1500立方米。")
    (True, True)
    """
    prose = _PAUSE.search(text)
    if _FIGURE_DUE.search(text):
        return bool(prose and _FIGURE.match(following))
    if not _NUMBER_BEGUN.search(text):
        return False
    return bool(
        (prose and _NUMBER_ENDED.match(following))
        or ((prose or len(text) >= _HALF) and _UNIT.match(following))
    )


def _breaks_a_word(text: str, following: str) -> bool:
    """Tell whether a clause breaks off within a word, or in front of a particle.

    >>> _breaks_a_word("该区出台各类扶持政策,整合相", "关部门力量给予扶持。")
    True
    >>> _breaks_a_word("以党建引领基层治理,打造幸福社区", "走进柳树社区,处处干净整洁。")
    False
    """
    if len(text) < _HALF or not _PAUSE.search(text) or _CREDIT.search(text):
        return False
    if _PARTICLE.match(following):
        return True
    left, right = text[-_NEAR:], following[:_NEAR]
    return likelihood(left + right) - likelihood(left) - likelihood(right) >= _LINKED


def _may_continue(line: _Line, quotation: bool) -> bool:  # noqa: FBT001
    """Tell whether the line may be the second half of a sentence: no new paragraph, and it comes to an end."""
    return not line.indented and (quotation or line.text[0] not in "“「『") and bool(_ENDS.search(line.text))


def _is_fresh(line: _Line) -> bool:
    return bool(_FRESH.match(simplify_characters(line.text[:24])))


def _is_heading(text: str) -> bool:
    return len(text) <= _SHORT and not _CLAUSE.search(text)


def _closes_what_was_opened(line: str, following: str) -> bool:
    """Tell whether a quotation, a title or a bracket is open at the line's end and closed in the next line.

    >>> _closes_what_was_opened("党建+“智造之都、宜", "居之城”等工作"), _closes_what_was_opened("“一", "“二”")
    (True, False)
    """
    for opening, closing in _PAIRS:
        if line.rfind(opening) > line.rfind(closing):
            end = following.find(closing)
            if end >= 0 and opening not in following[:end]:
                return True
    return False
