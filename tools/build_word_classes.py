"""Write `pipeline/data/word_classes.tsv` from the dictionary of jieba.

usage: python tools/build_word_classes.py

Rerun after an update of jieba.  Kept: verbs (tag v) seen at least 10 times in jieba's corpus, and all function words
(prepositions, conjunctions, adverbs, pronouns, particles) and words of time, which bound a noun phrase.
Verbal nouns (tag vn: 服务, 建设) are nouns here, and so is what belongs to a name, though it is tagged otherwise.
"""

from pathlib import Path

import jieba

HEAD = """\
# Words that bound a noun phrase: v verbs, f function words (prepositions, conjunctions, adverbs, pronouns,
# particles), t words of time; and a adverbs, which bound it before a verb only.
# Made by tools/build_word_classes.py from the dictionary of jieba 0.42 (MIT licence); 的 is left to the rules.
word\tclass
"""
CLASSES = {"v": "v", "t": "t", "ad": "a"} | dict.fromkeys(
    ("p", "c", "d", "r", "uj", "ul", "uz", "ud", "ug", "u", "y", "e"), "f"
)
RARE = 10
NAMING = {
    *("现代", "当代", "近代", "古代", "幼年", "童年", "青年", "成年", "中年", "老年", "年纪"),
    *("假日", "假期", "节日", "赛季", "周期", "无霜期", "潜在", "需求"),
    *("超市", "闹市", "硚口区", "起源地", "搬运车", "挂车", "带鱼", "挽具", "醒木", "没药"),
    *("损失费", "补助费", "好处费", "诊费", "辍学率"),
    *("做法", "写法", "吃法", "叫法", "想法", "看法", "说法", "提法", "打法", "练法", "解法"),
    *("简报", "喜报", "聘书", "判决书", "确认书", "诊所", "处所", "分所", "退路", "出路", "引桥", "应城"),
    *("例会", "展会", "互助会", "促进会", "扩大会", "发起组", "兴趣班", "进修班", "试点班"),
    *("进度", "难度", "频次", "刚度", "自由度", "难点", "终点", "好处", "长处", "难处", "果实", "本科"),
    *(
        "高速",
        "长途",
        "特快",
        "首都",
        "月季",
        "课时",
        "节庆",
        "夜宵",
        "谷底",
        "日历",
        "相声",
        "一体机",
        "仿真机",
    ),
}
"""Nouns, and what modifies them, though they are tagged as words of time, function words or verbs."""
VERBS = (
    *("惠及", "获批", "荣膺", "新添", "无法", "据为己有"),
    *("领办", "领衔", "创办", "包联", "包保", "联办", "承办", "主办", "协办"),
    *("牵头", "领跑", "领航", "投身", "助力", "授旗"),
    *("回引", "引回", "增发", "增派", "加派"),
    *("挹注", "拨补", "动支", "核拨", "增聘", "汰换", "布建", "媒合", "函请"),
)
ADVERBS = (
    *("当场", "当面", "就近", "按期", "成功", "主要", "一度", "原则", "高速"),
    *("紧急", "异地", "不同程度", "因旱", "因涝", "因灾", "因病", "因伤", "因残", "因公"),
)
TIMES = (
    *("同天", "同期", "当周", "当季", "隔天", "隔日", "次月", "连日来", "前夕"),
    *(side + "一" + period for side in "前后" for period in "天日周月年晚"),
)
"""What the dictionary has as something else, or not at all."""


def main() -> None:
    """Write the list anew."""
    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")
    own = (("v", VERBS), ("a", ADVERBS), ("t", TIMES))
    rows = [f"{word}\t{kind}\n" for kind, words in own for word in words]
    for line in dictionary.splitlines():
        word, count, tag = line.split(" ")
        kind = CLASSES.get(tag)
        common = kind == "f" or int(count) >= RARE
        if kind and common and word not in NAMING and word != "的" and not word.isascii():
            rows.append(f"{word}\t{kind}\n")
    target = Path(__file__).parent.parent / "pipeline" / "data" / "word_classes.tsv"
    target.write_text(HEAD + "".join(sorted(rows)), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
