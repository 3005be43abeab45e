"""One scheme is one identity over its variants, and no other article has a say in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.initiatives import registry
from pipeline.model import Initiative

VARIANTS = [
    ("全域“五面红旗”示范创建专项行动", "“五面红旗”示范创建", "五面红旗"),
    ("“书记项目”推进机制", "书记项目"),
    ("“街乡吹哨、部门报到”改革", "“街乡吹哨部门报到”", "街乡吹哨,部门报到"),
    ("“十户一联”的治理模式", "十户一联"),
    ("抓党建促基层治理能力提升专项行动", "抓党建促基层治理能力提升"),
    ("三会一课制度", "“三会一课”", "三会一课"),
    ("推行邻长制", "“邻长制”", "深入推行邻长制"),
]
APART = [
    ("党建+", "党建+积分"),
    ("1+N", "1+6+N"),
    ("五好", "五星"),
    ("三张清单", "四张清单"),
    ("红色商圈", "红色驿站"),
]

core = st.text(alphabet="红色驿站三会一课“”、，的+N工程行动", min_size=1, max_size=20)


@pytest.mark.parametrize("variants", VARIANTS)
def test_variants_agree(variants: tuple[str, ...]) -> None:
    assert len({registry.key(variant) for variant in variants}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert registry.key(one) != registry.key(other)


@given(core)
def test_key_is_settled_and_never_empty(text: str) -> None:
    assert registry.key(text)
    assert registry.key(registry.key(text)) == registry.key(text)


@given(core, st.sampled_from(["campaign", "brand", "award"]))
def test_the_scope_keeps_local_schemes_apart(text: str, kind: str) -> None:
    one, other = (registry.identity(Initiative(f"甲乙{text}", kind), scope) for scope in ("1408", "4110"))
    assert one != other


def test_a_national_notion_is_the_same_everywhere() -> None:
    assert (
        len({registry.identity(Initiative("两个维护", "concept"), scope) for scope in ("", "1408", "4110")})
        == 1
    )


def test_ids_are_stable() -> None:
    assert registry.identity(Initiative("五面红旗", "campaign"), "1408") == "i0fc079b43865"
