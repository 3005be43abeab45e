"""Write `pipeline/data/repair_everyday.tsv` from the dictionary of jieba.

usage: python tools/build_everyday.py

Rerun after an update of jieba.  Kept: the 2,000 characters that are most frequent in the words of jieba's corpus,
96 % of running text.
"""

from collections import Counter
from pathlib import Path

import jieba
import regex

HEAD = """\
# The 2,000 simplified characters that are most frequent in Chinese words, and how often they were seen.
# Made by tools/build_everyday.py from the dictionary of jieba 0.42 (MIT licence).
character\tcount
"""
KEPT = 2000
HAN = regex.compile(r"\p{Han}")


def main() -> None:
    """Write the list anew."""
    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")
    counts: Counter[str] = Counter()
    for line in dictionary.splitlines():
        word, count, _ = line.split(" ")
        for character in HAN.findall(word):
            counts[character] += int(count)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    target = Path(__file__).parent.parent / "pipeline" / "data" / "repair_everyday.tsv"
    target.write_text(HEAD + "".join(f"{c}\t{n}\n" for c, n in rows), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
