"""Characters that everyday Chinese hardly uses, and wrongly decoded text is full of."""

import re
from functools import cache

from pipeline.convert import simplify_character
from pipeline.lexicon import built, words
from pipeline.patterns import standard

_USUAL = (
    "\u3000\u00a0\u00b7、。《》「」『』【】〈〉〔〕—…‘’“”！（），：；？～％＋－．／＝￥℃㎡№×÷±°①-⑳⑴-⒇㈠-㈩Ⅰ-Ⅻ０-９Ａ-Ｚａ-ｚ"
    "●■◆▲★▼◎○※•☆□◇△►▶→←↑↓"
)
# Bopomofo, kana and box drawing stand in the tables of GBK where the halves of everyday characters meet.
_FOREIGN = "[ぁ-ヶㄅ-ㄩ─-╿]"


@cache
def odd_pairs() -> re.Pattern[str]:
    """Return the pattern of two odd characters close together, which sends for a closer look.

    >>> [match[0] for match in odd_pairs().finditer("基层党建。ㄒ唬┲泵娲")]
    ['ㄒ唬┲泵娲']
    """
    # Not `regex`: it searches a class of thousands of characters one by one, `re` in a bitmap.
    odd = _odd()
    return standard(f"{odd}[^\\x00-\\x7f]{{0,3}}{odd}|{_FOREIGN}(?=[^\\x00-\\x7f])")


@built
def _odd() -> str:
    everyday = words("repair_everyday")
    full = (chr(code) for code in range(0x4E00, 0x9FA6) if simplify_character(chr(code)) in everyday)
    return f"[^\\x00-\\x7f\\ufffd{_USUAL}{''.join(sorted(everyday.union(full)))}]"
