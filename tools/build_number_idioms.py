"""Rebuild the generated part of `pipeline/data/number_idioms.tsv` from the dictionary of jieba.

    python tools/build_number_idioms.py

Everything above the marker line is kept by hand.  Below it stand the dictionary's words in which a Chinese
numeral meets a measure word and that state no quantity.  A word that a hand-kept phrase or a shorter word of
the dictionary already covers is left out; words that end in a numeral (`唯一`) are kept by hand, for few of
them are safe in front of a measure word (`市数百人`).
"""

import importlib.util
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import regex

from pipeline.convert import convert

DATA: Final = Path(__file__).parent.parent / "pipeline" / "data"
TARGET: Final = DATA / "number_idioms.tsv"
MARKER: Final = "# ---- generated from the dictionary of jieba 0.42.1 (MIT) by tools/build_number_idioms.py"

NUMERAL: Final = "[〇零一二两三四五六七八九十百千万亿几数半]"
NO_WORDS: Final = frozenset({"m", "mq", "q", "nr", "nrt", "nrfg", "t"})
"""Tags that promise numerals, measure words, personal names and times."""
IDIOM: Final = "i"
COMMON: Final = 3
"""Below this frequency only idioms are taken: the rest of the tail is noise."""

LONG_UNITS: Final = ("周年", "小时", "分钟", "华里", "海里", "公里")
COUNTED: Final = (
    *"个件句层节张本位名封道碗盏条辆扇部门间餐顿滴杯朵颗粒瓶把只头匹首篇幅页行项次天年岁元点日月人倍番",
    *LONG_UNITS,
)
"""Measure words behind which one more character is the counted noun: 六节课."""
HEDGES: Final = (
    *"第约近上好这那哪每某各整逾超成不又再头前后余多初周跌破赚翻",
    *("大约", "星期", "礼拜", "正月", "大年", "身中", "月入", "复以", "杀人"),
)
TAILS: Final = (*"多余半钱儿来把里内间人前后钟份重肉", "以上", "以下", "之多", "之内", "期间")


class Word(NamedTuple):
    """An entry of the dictionary."""

    text: str
    frequency: int
    tag: str


def dictionary() -> Iterator[Word]:
    """Yield the words of jieba's dictionary without importing jieba."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit("jieba is not installed")
    for line in (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines():
        text, frequency, tag = line.split(" ")
        yield Word(text, int(frequency), tag)


def alternation(words: Iterable[str]) -> str:
    """Join words to a pattern, the longest first."""
    return "(?:" + "|".join(map(regex.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"


def entries(text: str) -> Iterator[list[str]]:
    """Yield the cells of the lines that are no comments."""
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def units() -> dict[str, frozenset[str]]:
    """Return every surface of `units.tsv` with its classes."""
    return {row[0]: frozenset(row[6].split(",")) for row in entries((DATA / "units.tsv").read_text("utf-8"))}


def misreadable(lexicon: dict[str, frozenset[str]]) -> "regex.Pattern[str]":
    """Return what a numeral rule could take for a quantity inside a word.

    >>> shape = misreadable({"面": frozenset(), "角": frozenset({"arabic-only"})})
    >>> [bool(shape.search(word)) for word in ("四面楚歌", "三角形", "统一")]
    [True, False, False]
    """
    strict = {"arabic-only", "prefix-only"}
    after_one_digit = alternation(surface for surface, classes in lexicon.items() if not classes & strict)
    return regex.compile(rf"{NUMERAL}{after_one_digit}|{NUMERAL}{NUMERAL}{alternation(lexicon)}")


def stated(lexicon: dict[str, frozenset[str]]) -> "regex.Pattern[str]":
    """Return the shape of a word that is a quantity all through: 三年, 第一次, 近百人.

    >>> [bool(stated({"年": frozenset()}).fullmatch(word)) for word in ("近三年来", "三轮车")]
    [True, False]
    """
    hedge, tail = alternation(HEDGES), alternation(TAILS)
    return regex.compile(rf"{hedge}*{NUMERAL}+[余多来几数把大小]*{alternation(lexicon)}?{tail}*")


def counting() -> "regex.Pattern[str]":
    """Return the shape of a phrase that counts, which an idiom may have too: 六节课, 增加三倍.

    >>> [bool(counting().fullmatch(word)) for word in ("六节课", "增加三倍", "三轮车")]
    [True, True, False]
    """
    counted = alternation(COUNTED)
    return regex.compile(
        rf"[二三四五六七八九十两几百千万]+{counted}[一-鿿]"
        rf"|[一-鿿]{{1,2}}[二三四五六七八九十两几]{counted}"
        r"|[一-鿿]+[一二三四五两][倍番]|年[一二三四五六七八九十]+"
    )


def covered(text: str, chosen: set[str], risky: "regex.Pattern[str]") -> bool:
    """Tell whether shorter chosen phrases within `text` hold all that could be misread.

    >>> shape = misreadable({"面": frozenset(), "口": frozenset()})
    >>> covered("四面楚歌", {"四面"}, shape), covered("统一口径", {"统一"}, shape)
    (True, False)
    """
    spans = [(i, j) for i in range(len(text)) for j in range(i + 2, len(text) + 1) if text[i:j] in chosen]
    return all(
        any(start <= match.start() and match.end() <= end for start, end in spans)
        for match in risky.finditer(text, overlapped=True)
    )


def idioms(words: Iterable[Word], lexicon: dict[str, frozenset[str]], known: frozenset[str]) -> list[str]:
    """Choose the words that protect a numeral, the shortest first, none that others cover."""
    risky, quantity, counts = misreadable(lexicon), stated(lexicon), counting()
    chosen: set[str] = set(known)
    for word in sorted(words, key=lambda w: (len(w.text), w.text)):
        if word.tag in NO_WORDS or not regex.fullmatch(r"[一-鿿〇]{2,8}", word.text):
            continue
        if convert(word.text) != word.text:
            continue
        if word.tag != IDIOM and (word.frequency < COMMON or counts.fullmatch(word.text)):
            continue
        if quantity.fullmatch(word.text):
            continue
        if risky.search(word.text) and not covered(word.text, chosen, risky):
            chosen.add(word.text)
    return sorted(chosen - known)


def main() -> None:
    """Rewrite the part below the marker."""
    by_hand = TARGET.read_text("utf-8").partition(MARKER)[0]
    known = frozenset(row[0] for row in entries(by_hand))
    found = idioms(dictionary(), units(), known)
    TARGET.write_text(by_hand + MARKER + "\n" + "".join(f"{text}\t\n" for text in found), "utf-8")
    print(f"{len(known)} phrases by hand, {len(found)} from the dictionary")


if __name__ == "__main__":
    main()
