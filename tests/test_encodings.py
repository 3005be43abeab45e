from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import encodings

SIMPLIFIED = "全市基层党建工作纪实\r\n12月24日至25日,我市举行基层党建观摩活动。\n"
TRADITIONAL = "全市基層黨建工作紀實\r\n12月24日至25日，我市舉行基層黨建觀摩活動。\n"
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "gb18030", "gbk", "big5", "big5hkscs", "cp950"]
)
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_what_has_no_mark_is_recognised_beyond_doubt(text, encoding):
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        return  # no simplified text in Big5
    decoded = encodings.decode(content)
    assert decoded.text == text
    assert decoded.sure


@pytest.mark.parametrize("encoding", ["utf-16-le", "gb18030"])
@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_whole_articles(file, encoding):
    text = file.read_bytes().decode()
    assert encodings.decode(text.encode(encoding)) == (text, encoding, True)


@pytest.mark.parametrize(("text", "encoding"), [("党建", "gbk"), ("黨建", "big5"), ("党建", "utf-16-le")])
def test_a_few_bytes_leave_a_doubt(text, encoding):
    decoded = encodings.decode(text.encode(encoding))
    assert decoded.text == text
    assert not decoded.sure


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_wrong_bytes_do_not_cost_the_file(encoding):
    content = (SIMPLIFIED * 5).encode(encoding)
    decoded = encodings.decode(content + b"\xff" + content)
    assert decoded.encoding == encoding
    assert decoded.text.count("\ufffd") == 1


def test_a_file_cut_off_within_a_character():
    text = SIMPLIFIED * 3
    assert encodings.decode(text.encode()[:-6]).text.rstrip("\ufffd") == text.encode()[:-6].decode(
        "utf-8", "ignore"
    )


@pytest.mark.parametrize(
    "content", ["한국어 텍스트입니다".encode("euc-kr"), "日本語です".encode("shift_jis"), b"\xff\xff"]
)
def test_other_languages_are_refused(content):
    with pytest.raises(encodings.EncodingError, match="UTF-8"):
        encodings.decode(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(content):
    try:
        decoded = encodings.decode(content)
    except encodings.EncodingError:
        return
    assert content.decode(decoded.encoding, "replace") == decoded.text


@given(st.text(alphabet=SIMPLIFIED, min_size=1))
def test_a_sure_reading_is_right(text):
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            decoded = encodings.decode(text.encode(encoding))
        except encodings.EncodingError:
            continue
        assert decoded.text == text or not decoded.sure or decoded.encoding == "utf-8"
