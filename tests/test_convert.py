import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import convert


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("豐南區黨組織", "丰南区党组织"),
        ("丰南区党组织", "丰南区党组织"),
        ("４４５個，達到３５％", "445个，达到35%"),
        ("ＧＤＰ＋ＡＩ－３．５", "GDP+AI-3.5"),
        ("，。；：！？（）“”《》", "，。；：！？（）“”《》"),
        ("吹乾頭髮、乾隆年間", "吹干头发、乾隆年间"),
        ("乾安县的豐收节", "乾安县的丰收节"),
        ("吉林省乾安縣與濛江鎮", "吉林省乾安县与濛江镇"),
        ("餅乾安全問題", "饼干安全问题"),
        ("氾水镇的村民", "氾水镇的村民"),
        ("看著顯著的變化,領著大家讀名著", "看着显著的变化,领着大家读名著"),
        ("3\u00a0000元\u3000起", "3 000元 起"),
        ("⼈民⽇报", "人民日报"),
        ("一行\r\n二行", "一行\n\n二行"),
        ("一行\u2028二行", "一行\n二行"),
    ],
)
def test_conversion(text, converted):
    assert convert.convert(text) == converted


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("豐南區黨組織", "traditional"),
        ("丰南区党组织", "simplified"),
        ("丰南区党组织与豐南區黨組織", "mixed"),
        (
            "本报记者陶喆报道，会议在北京举行，与会者认为问题应当尽快解决，各级干部须为群众办实事",
            "simplified",
        ),
        ("中文", "simplified"),
        ("", "simplified"),
    ],
)
def test_script(text, script):
    assert convert.script(text) == script


@given(st.text() | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_every_character_keeps_its_place(text):
    assert len(convert.convert(text)) == len(text)


@given(st.text())
def test_converting_twice_changes_nothing(text):
    once = convert.convert(text)
    assert convert.convert(once) == once
