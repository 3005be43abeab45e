"""Write `pipeline/data/word_classes.tsv` from the dictionary of jieba.

usage: python tools/build_word_classes.py

Rerun after an update of jieba.  Kept: verbs (tag v) seen at least 10 times in jieba's corpus, and all function words
(prepositions, conjunctions, adverbs, pronouns, particles) and words of time, which bound a noun phrase.
Verbal nouns (tag vn: 服务, 建设) are nouns here.
"""

from pathlib import Path

import jieba

HEAD = """\
# Words that bound a noun phrase: v verbs, f function words (prepositions, conjunctions, adverbs, pronouns,
# particles), t words of time.
# Made by tools/build_word_classes.py from the dictionary of jieba 0.42 (MIT licence); 的 is left to the rules.
word\tclass
"""
CLASSES = {"v": "v", "t": "t"} | dict.fromkeys(
    ("p", "c", "d", "r", "uj", "ul", "uz", "ud", "ug", "u", "y", "e"), "f"
)
RARE = 10


def main() -> None:
    """Write the list anew."""
    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")
    rows = []
    for line in dictionary.splitlines():
        word, count, tag = line.split(" ")
        kind = CLASSES.get(tag)
        if kind and word != "的" and (kind == "f" or int(count) >= RARE) and not word.isascii():
            rows.append(f"{word}\t{kind}\n")
    target = Path(__file__).parent.parent / "pipeline" / "data" / "word_classes.tsv"
    target.write_text(HEAD + "".join(sorted(rows)), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
