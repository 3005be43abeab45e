"""Labels and their values: `来源：河东日报  作者：李丽`, `[ 发布日期 ] 2021-11-02`, `摄影丨孙浩`, `author: 李丽`."""

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from pipeline.lexicon import LexiconError, rows
from pipeline.patterns import compiled

_BEFORE = r"(?:^|(?<=[\s|丨｜（(【\[,，;；:：/])|(?<=:[0-9]{2}|-[0-9]{2}))"
_CLOSED = r"\s*+[\]】)）]?\s*+[:：丨｜|/／]\s*+|\s*+[\]】]\s*+"
_LONGEST_VALUE = 40


def values(lines: Iterable[str], kind: str) -> Iterator[str]:
    """Yield what stands behind the labels of a kind, up to the next label; quotes round it are taken off.

    >>> list(values(["来 源：河东日报  作者：李丽 赵强", "[ 发布机构 ] 市农业农村委"], "byline"))
    ['李丽 赵强']
    >>> list(values(["[ 发布机构 ] 市农业农村委"], "publisher")), list(values(['title: "花开"'], "title"))
    (['市农业农村委'], ['花开'])
    """
    mine, other = _pattern(kind), any_label()
    for line in lines:
        for label in mine.finditer(line):
            following = other.search(line, label.end())
            value = line[label.end() : following.start() if following else None].strip(" \t,，;；|丨｜")
            if value := value.strip("\"'“”[]"):
                yield value


def joined(lines: Iterable[str]) -> Iterator[str]:
    """Join a label that stands alone on its line with the value on the next one.

    >>> list(joined(["来源：", "河东日报", "作者：李丽", "发布时间：", "作者："]))
    ['来源：河东日报', '作者：李丽', '发布时间：', '作者：']
    """
    label = ""
    for line in lines:
        alone = bool(any_label().fullmatch(line))
        if label and (alone or len(line) > _LONGEST_VALUE):
            yield label
            label = ""
        if alone:
            label = line
            continue
        yield label + line
        label = ""
    if label:
        yield label


@cache
def any_label() -> regex.Pattern[str]:
    """Return the pattern of all labels."""
    return compiled(_label([surface for surfaces in _kinds().values() for surface in surfaces]))


@cache
def _pattern(kind: str) -> regex.Pattern[str]:
    return compiled(_label(_kinds()[kind]))


def _label(surfaces: list[str]) -> str:
    """Return the pattern of labels: short ones are often set wide."""
    wide = (
        r"\s{0,4}+".join(map(regex.escape, surface)) for surface in sorted(surfaces, key=len, reverse=True)
    )
    return rf"{_BEFORE}(?:{'|'.join(wide)})(?:{_CLOSED})"


@cache
def _kinds() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for row in rows("metadata_labels"):
        surfaces = kinds.setdefault(row["kind"], [])
        if row["surface"] in surfaces:
            raise LexiconError(f"metadata_labels.tsv: {row['surface']!r} stands there twice as {row['kind']}")
        surfaces.append(row["surface"])
    return kinds
