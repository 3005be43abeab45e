from itertools import pairwise

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import segment

TEXTS = (
    st.text(st.sampled_from("党建工作。！？!?…”’」）)》“（《，的 \n\"'aA1.\u3000"), max_size=60) | st.text()
)


# A bar stands where one sentence ends.
@pytest.mark.parametrize(
    "marked",
    [
        "第一句。|第二句！|第三句？",
        "“没事了就到社区打打球。”|他说。",
        "“这个平台太好了!”|居民说。",
        "他问：“满意吗？”|大家答：“满意！”",
        "“满意吗？”的提问，得到了回答。",
        "“怎么聚?”,他问。",
        "在《去哪儿？》一书里。",
        "拆教会、填荒坑……|长葛市后河镇变了样。",
        "苹果、梨……等水果丰收。",
        "见http://a.cn/?id=3&b=4的网页。",
        "真的吗?!|真的。",
        "增长3.5%。|下降2.1%。",
        "会场座无虚席。|(记者 王小明 摄)",
        "标题没有句号|\n|\n正文有。",
        "（他来了。）|走了。",
        '他说："好。"|大家笑了。',
        '他走了。|"好，"她说。',
    ],
)
def test_sentences(marked):
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert [text[s.span.start : s.span.end] for s in segment.sentences(text)] == expected


def test_paragraphs_count_filled_lines():
    assert [s.paragraph for s in segment.sentences("\n\n甲。乙。\n\n\n丙。\n丁")] == [1, 1, 2, 3]


@given(TEXTS)
def test_sentences_cover_everything_but_blanks_once(text):
    spans = [s.span for s in segment.sentences(text)]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    inside = "".join(text[s.start : s.end] for s in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert not any("\n" in text[s.start : s.end] for s in spans)


@given(st.text(max_size=40))
def test_words_cover_everything_but_blanks(text):
    assert "".join("".join(segment.words(text)).split()) == "".join(text.split())


def test_words_come_from_a_tokenizer_of_our_own():
    assert segment.tokenizer() is not jieba.dt


@pytest.mark.parametrize("content", [None, b"", b"damaged", b"i\x01\x00\x00\x00"])
def test_the_dictionary_loads_without_a_usable_cache(content, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if content is not None:
        file = segment._cache_file()  # noqa: SLF001
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    fresh = segment.tokenizer.__wrapped__()
    assert fresh.lcut("基层党组织") == ["基层", "党组织"]
    assert segment.tokenizer.__wrapped__().FREQ == fresh.FREQ
    assert capfd.readouterr() == ("", "")


def test_the_dictionary_loads_where_nothing_can_be_written(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert segment.tokenizer.__wrapped__().lcut("基层党组织") == ["基层", "党组织"]
