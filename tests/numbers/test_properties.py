"""What holds for every numeral and every text."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline import extract_text, lexicon
from pipeline.model import Span
from pipeline.numbers import find, grammar
from pipeline.numbers.negatives import fixed_phrase
from pipeline.numbers.numerals import adjacent, amount, chinese

DIGITS = "零一二三四五六七八九"
ALPHABET = (
    "0123456789.,，。、 -—~%‰零〇一二两三四五六七八九十百千万亿数几上多余半第前头每近约超不足以上下内左右至到和分之成折"
    "倍番年月日号时点旬季度个名户家人次元块亩吨公里岁天“”《》()翻增长下降由共辖\n٣"
)


def section(number):
    """A number below ten thousand in Chinese numerals."""
    text, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = bool(text)
    return text


def written(number):
    """A number below 10^12 in Chinese numerals."""
    parts, text = [], ""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        parts.append((number // size % 10**4, unit))
    for value, unit in parts:
        if value:
            gap = bool(text) and value < 1000
            text += ("零" if gap else "") + section(value) + unit
        elif text and unit == "":
            break
    return text or "零"


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_are_read_back(number):
    assert chinese(written(number)) == number


@given(st.integers(0, 10**9), st.sampled_from(["", "千", "万", "百万", "千万", "亿", "万亿"]))
def test_mixed_numerals_are_read_back(number, scale):
    factor = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}[
        scale
    ]
    found = amount(f"{number}{scale}元", 0)
    assert found is not None
    assert found.value == number * factor


@given(st.decimals(0, 10**6, places=3, allow_nan=False))
def test_decimals_and_separators_are_read_back(number):
    for text in (f"{number}", f"{number:,}"):
        found = amount(text + "元", 0)
        assert found is not None
        assert found.value == number


@given(st.integers(1, 8), st.sampled_from(["", "十", "百", "千", "十万", "万", "亿"]))
def test_juxtaposed_digits_are_ranges(digit, scale):
    low, high = adjacent(DIGITS[digit] + DIGITS[digit + 1] + scale)
    assert low == chinese(DIGITS[digit] + scale)
    assert high == chinese(DIGITS[digit + 1] + scale)


@given(st.text(ALPHABET, max_size=60))
def test_spans_are_in_order_and_apart(text):
    found = find(text, (), "2023-09-01")
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


@given(st.text(ALPHABET, max_size=60))
def test_bounds_are_in_order(text):
    for mention in find(text):
        fact = mention.fact
        if fact.minimum is not None and fact.maximum is not None:
            assert fact.minimum < fact.maximum
        if fact.value is not None and fact.kind != "date":
            assert isinstance(fact.value, Decimal)
            assert fact.value.is_finite()


@given(st.text(ALPHABET, max_size=30), st.text("甲乙丙丁。，\n", max_size=10))
def test_a_taken_stretch_holds_no_quantity(text, tail):
    whole = text + tail
    assert all(m.span.end > len(text) for m in find(whole, [Span(0, len(text))]))


def test_a_fixed_phrase_is_found_at_each_numeral_in_it():
    for phrase in lexicon.words("number_idioms"):
        places = [pos for pos, char in enumerate(phrase) if char in grammar.OPENINGS]
        assert all(fixed_phrase(f"。{phrase}。", 1 + pos) == (1, 1 + len(phrase)) for pos in places), phrase


def test_modifiers_without_end_are_no_trouble():
    text = "办事" + "需要支持的" * 3000 + "清单。共3项" + "需要支持的" * 3000 + "清单。"
    assert [mention.fact.value for mention in extract_text(text).numbers] == [3]
