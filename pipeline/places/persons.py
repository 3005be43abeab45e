"""Short names of places that are the names of people: 副市长吴忠明, 记者 李宁波."""

import re
from functools import cache

from pipeline import lexicon
from pipeline.metadata.people import surnames
from pipeline.patterns import standard
from pipeline.places.seams import HAN

_SPEAKS = standard("先生|女士|同志(?!们)|说[。，,:：道]|笑着|笑道|告诉记者|感慨|回忆|坦言")
_STATES = standard("表示|介绍|指出|强调|坦言|告诉")
_BYLINE = 60
_WRITER = standard("记者|通讯员|作者|评论员|观察员|编辑|校对|责编|撰稿|摄影|供图|文字|图片")
_WRITTEN = standard(rf"[:：/]?\s*(?P<names>(?:[{HAN}]{{1,4}}[\s、·]+)*[{HAN}]{{1,4}})(?=[\s、·)）]|摄|$)")


@cache
def _titles() -> re.Pattern[str]:
    return standard(rf"(?:{'|'.join(sorted(lexicon.words('place_titles')))})$")


def is_person(text: str, start: int, end: int) -> bool:
    """Is a short name that of a person: behind a title, before a form of address or what people say, in a byline?

    >>> is_person("副市长吴忠明", 3, 5), is_person("记者 李宁波", 4, 6), is_person("吴江先生", 0, 2)
    (True, True, True)
    >>> is_person("吴忠新增学校", 0, 2)
    False
    """
    if _titles().search(text, max(0, start - 3), start) or _SPEAKS.match(text, end):
        return True
    named = text[start - 1 : start] in surnames() or _STATES.match(text, end)
    if named and _titles().search(text, max(0, start - 4), start - 1):
        return True
    return _signs(text, start, end)


def _signs(text: str, start: int, end: int) -> bool:
    r"""Tell whether a name stands among the writers of an article, or in a line that is a person's name.

    >>> _signs("本报评论员 徐闻达", 6, 8), _signs("奋斗者的故事\n王东明\n去年", 8, 10), _signs("吴忠:", 0, 2)
    (True, True, False)
    """
    line, behind = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if start - line >= _BYLINE:
        return False
    behind = behind if behind >= 0 else len(text)
    alone = text[line:behind].strip()
    if len(alone) == 3 and alone[0] in surnames() and line < start:
        return True
    writers = _WRITER.finditer(text, line, start)
    written = filter(None, (_WRITTEN.match(text, writer.end(), behind) for writer in writers))
    return any(match.start("names") < start + 2 <= match.end("names") for match in written)
