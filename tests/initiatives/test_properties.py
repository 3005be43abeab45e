"""What holds for every text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import initiatives, segment
from pipeline.model import Initiative, Mention

TYPES = {"document", "campaign", "project", "mechanism", "method", "brand", "body", "award", "concept"}
PIECES = [
    *'“”‘’「」『』"《》、，。：；！（）\n+',
    *["推行", "打造", "荣获", "成立", "等", "的", "他说", "成为", "从", "到", "全市", "一个"],
    *["五面红旗", "三会一课", "双报到", "党建+", "逐村观摩、整乡推进", "天花板", "便民"],
    *["行动", "工作法", "示范创建", "专项行动", "机制", "服务圈", "驿站", "称号", "关于", "意见", "六大品牌"],
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def find(text: str) -> tuple[Mention[Initiative], ...]:
    return initiatives.find(text, segment.sentences(text))


@settings(deadline=None, max_examples=300)
@given(texts)
@example("“")
@example("”机制“")
@example("“五好”")
def test_mentions_are_ordered_disjoint_and_whole(text: str) -> None:
    end = 0
    for mention in find(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert "\n" not in text[mention.span.start : mention.span.end]
        assert mention.fact.type in TYPES
        assert mention.fact.core.strip()
        assert mention.rule
        end = mention.span.end


@settings(deadline=None)
@given(texts)
def test_a_new_paragraph_before_moves_the_mentions_and_no_more(text: str) -> None:
    before = "今天天气很好。\n"
    moved = find(before + text)
    assert [(m.span.start - len(before), m.fact) for m in moved] == [
        (m.span.start, m.fact) for m in find(text)
    ]


def test_an_empty_text_has_no_mention() -> None:
    assert find("") == ()
