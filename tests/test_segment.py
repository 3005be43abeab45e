from functools import cache
from itertools import pairwise
from math import inf
from pathlib import Path

import jieba
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import cut, dictionary, home, port, segment

ROOT = Path(__file__).parent.parent

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


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
LATIN = st.text("abcXYZ0123456789+#&._%-", max_size=8)
RARE = st.sampled_from("㐀䶿\u9fd6\u9fff豈\U00020000\U00030000\ud800\udfff") | st.characters()


@cache
def known_words():
    return [word for word, count in cut.tokenizer().FREQ.items() if count]


@st.composite
def texts_of_words(draw):
    """Words of the dictionary, whole and in pieces, among all else that a text may hold."""
    word = st.integers(0, len(known_words()) - 1).map(known_words().__getitem__)
    piece = st.tuples(word, st.integers(0, 3), st.integers(1, 4)).map(lambda it: it[0][it[1] :][: it[2]])
    parts = st.lists(
        word | piece | HAN | LATIN | RARE | st.sampled_from(["\r\n", " ", "，", "B超", "c++", "AT&T"])
    )
    return "".join(draw(parts))


@pytest.fixture(scope="module")
def library():
    """The library as it comes."""
    result = jieba.Tokenizer()
    jieba.setLogLevel("WARNING")
    result.initialize()
    return result


@pytest.mark.skipif(cut.port() is None, reason="rjieba is not installed")
@given(text=texts_of_words())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_port_cuts_as_the_library_does(text, library):
    assert cut.cut(text) == library.lcut(text)


@pytest.mark.skipif(cut.port() is None, reason="rjieba is not installed")
@pytest.mark.parametrize("folder", ["seeds", "tests/written"])
def test_the_port_cuts_articles_as_the_library_does(folder, library):
    for file in sorted((ROOT / folder).glob("*.txt")):
        text = file.read_text("utf-8", "replace")
        assert cut.cut(text) == library.lcut(text), file.name


# By the model's rounded figures, these would be cut elsewhere, or by the port's own way with Latin letters.
@pytest.mark.parametrize(
    "text", ["WES-5.4.5", "1.2.3%", "a_b-c", "C++和c#", "AT&T公司", "3.14%的4S店", "B超", "-.-%5"]
)
def test_latin_letters_are_cut_as_the_library_does(text, library):
    assert cut.cut(text) == library.lcut(text)


@pytest.mark.skipif(cut.port() is None, reason="rjieba is not installed")
@given(texts=st.lists(texts_of_words(), max_size=4), many=st.sampled_from([0.5, 20, inf]))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_the_port_cuts_alike_with_some_words_and_with_all(texts, many, library):
    fast = port.load(many)
    assert [word for text in texts for word in cut._by_port(text, fast)] == [  # noqa: SLF001
        word for text in texts for word in library.lcut(text)
    ]


@pytest.mark.skipif(cut.port() is None, reason="rjieba is not installed")
def test_a_port_with_another_dictionary_never_gets_it_whole(monkeypatch, library):
    rjieba = pytest.importorskip("rjieba")
    assert port._whole(rjieba.Jieba)  # noqa: SLF001
    monkeypatch.setattr(port, "_DOUBLE", 1000)
    assert not port._whole(rjieba.Jieba)  # noqa: SLF001
    fast = port.load(0.5)
    for text in ("网易杭研大厦", "有了新社区", "基层党组织"):
        assert cut._by_port(text, fast) == library.lcut(text)  # noqa: SLF001


def test_without_the_port_the_library_cuts(monkeypatch):
    text = "网易杭研的WES-5.4.5，豈不\r\n好"
    expected = cut.cut(text)
    monkeypatch.setattr(cut, "port", lambda: None)
    assert cut.cut(text) == expected


def test_what_others_add_to_the_library_changes_no_words():
    assert cut.tokenizer() is not jieba.dt
    rjieba = pytest.importorskip("rjieba")
    rjieba.add_word("杭研大厦", 10**6, None)
    assert rjieba.cut("杭研大厦") == ["杭研大厦"]
    assert cut.cut("杭研大厦") == ["杭研", "大厦"]


@pytest.mark.parametrize("content", [None, b"damaged"])
def test_the_dictionary_loads_without_a_usable_cache(content, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home.keep("dictionary.marshal", None)
    if content is not None:
        for name in ("dictionary", "jieba"):
            Path(home.cache_folder(), f"{name}-{dictionary.version()}.marshal").write_bytes(content)
    fresh = cut.tokenizer.__wrapped__()
    assert fresh.lcut("基层党组织") == ["基层", "党组织"]
    assert cut.tokenizer.__wrapped__().FREQ == fresh.FREQ
    assert dictionary.compiled.__wrapped__() == dictionary.compiled()
    assert capfd.readouterr() == ("", "")


def test_the_dictionary_loads_where_nothing_can_be_written(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert cut.tokenizer.__wrapped__().lcut("基层党组织") == ["基层", "党组织"]


def test_frequencies_are_those_of_the_library(library):
    words = [*list(library.FREQ)[::97], "跋蠕", "", "基层党"]
    assert [dictionary.frequency(word) for word in words] == [library.FREQ.get(word, 0) for word in words]
    assert dictionary.total() == library.total
