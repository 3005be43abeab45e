"""Marks and single characters: written as entities, in odd widths, twice, or lost."""

import html
import unicodedata
from collections.abc import Iterator, Sequence

import regex

from pipeline.model import Edit
from pipeline.patterns import compiled, standard

_ENTITY = compiled(r"&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = standard(
    "[\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
# Half-width and small forms of marks, and those for vertical lines.
_FORM = standard("[\uff61-\uff64\ufe10-\ufe19\ufe30-\ufe44\ufe50-\ufe66]")
_FORMS = str.maketrans("｡｢｣､︰︱︳︴﹉﹊﹋﹌﹍﹎﹏", "。「」、：—＿＿＿＿＿＿＿＿＿")
_FULL = str.maketrans(",:;!?()[]", "，：；！？（）［］")
_DOUBLED = compiled(
    r"(?<!(?P<same>[，、；：。《》]))(?P<mark>[，、；：。《》])(?P<again>(?P=mark))(?!(?P=mark))"
)
_BEFORE_STOP = compiled(r"(?<=\p{Han}|[0-9%])(?P<lost>[，、])(?=[。；！？])")
# In a formula a decoder of web addresses read the plus as a blank: “3 X”, “党建 N”.
_FORMULA = compiled(r"[“「](?P<part>[\p{Han}0-9A-Z+＋]{1,10})(?: (?P<part>[\p{Han}0-9A-Z+＋]{1,10}))+[”」]")
_NUMBER = compiled(r"[0-9]{1,2}|[NX]\p{Han}*")
_PLUSES = frozenset("+＋")
_COUNTED = compiled(r"[0-9]+\p{Han}+")
_DATED = compiled(r"[年月日时點点]")
_NAME = compiled(r"[“「《](?P<left>[\p{Han}A-Z0-9]{1,8}) (?P<right>[\p{Han}A-Z0-9]{1,8})[”」》]")


def invisible(text: str) -> Iterator[Edit]:
    r"""Remove characters without width: they split words for a program and for nobody else.

    >>> [edit.before for edit in invisible("党\u200b建")]
    ['\u200b']
    """
    for match in _INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "invisible", match[0], "")


def entities(text: str) -> Iterator[Edit]:
    """Read the entities of HTML as the characters that they stand for.

    >>> [(edit.before, edit.after) for edit in entities("&ldquo;党建&amp;hellip;R&D;")]
    [('&ldquo;', '“'), ('&amp;hellip;', '…')]
    """
    for match in _ENTITY.finditer(text):
        character = html.unescape(match[0].replace("&amp;", "&", 1) if match[0] != "&amp;" else match[0])
        if len(character) == 1:
            after = "" if _INVISIBLE.match(character) else character
            yield Edit(match.start(), match.end(), "entity", match[0], after)


def forms(text: str) -> Iterator[Edit]:
    """Give marks in half-width, small and vertical forms their usual form.

    >>> [(edit.before, edit.after) for edit in forms("工作｡︽办法︾")]
    [('｡', '。'), ('︽', '《'), ('︾', '》')]
    """
    for match in _FORM.finditer(text):
        after = unicodedata.normalize("NFKC", match[0].translate(_FORMS)).translate(_FULL)
        if len(after) == 1:
            yield Edit(match.start(), match.end(), "width", match[0], after)


def doubled(text: str) -> Iterator[Edit]:
    """Take out the second of two equal marks, and a comma before a full stop; three are somebody's manner.

    >>> [(edit.start, edit.before) for edit in doubled("认真落实，，扎实推进，。")]
    [(5, '，'), (10, '，')]
    >>> list(doubled("唉。。。"))
    []
    """
    for match in _DOUBLED.finditer(text):
        yield Edit(match.start("again"), match.end("again"), "doubled-mark", match["again"], "")
    for match in _BEFORE_STOP.finditer(text):
        yield Edit(match.start(), match.end(), "doubled-mark", match[0], "")


def pluses(text: str) -> Iterator[Edit]:
    """Put back the plus of a formula: with numbers, N, X or another plus in it, or that stands elsewhere with its plus.

    >>> [edit.start for edit in pluses("推行“3 X”和“党建 N”，喊出“不忘初心 牢记使命”。")]
    [4, 11]
    >>> [edit.after for edit in pluses("“党建 + 服务”模式")]
    ['', '']
    >>> [edit.start for edit in pluses("“支部+农户”之后，“支部 农户”成为样板。")]
    [13]
    """
    for match in _FORMULA.finditer(text):
        if _is_formula(match.captures("part")):
            for place in match.ends("part")[:-1]:
                beside = not _PLUSES.isdisjoint((text[place - 1], text[place + 1]))
                yield Edit(place, place + 1, "lost-plus", " ", "" if beside else "+")
    for match in _NAME.finditer(text):
        if regex.search(f"{match['left']}[+＋]{match['right']}", text):
            place = match.end("left")
            yield Edit(place, place + 1, "lost-plus", " ", "+")


def _is_formula(parts: Sequence[str]) -> bool:
    """Tell whether a plus stood between the parts of a quotation, and no blank.

    >>> _is_formula(["3", "X"]), _is_formula(["社会化", "1元钱工程"]), _is_formula(["2023", "年"])
    (True, True, False)
    """
    numbers = [bool(_NUMBER.fullmatch(part)) for part in parts]
    if all(numbers) or any("+" in part or "＋" in part for part in parts):
        return True
    if any(part[0] in "NX" for part in parts[1:]):
        return not any(part.isascii() and part.isdigit() and len(part) > 2 for part in parts)
    han = all(regex.search(r"\p{Han}", part) for part in parts)
    return han and not _DATED.search("".join(parts)) and any(_COUNTED.match(part) for part in parts[1:])
