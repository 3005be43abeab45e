"""What holds for every mention, whatever the text."""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Metadata, Span
from pipeline.places import find, gazetteer, names
from pipeline.places.gazetteer import Entry
from pipeline.relate import focus

NAMES = """
襄城县 湛北乡 后聂村 许昌 运城市 永济市城东街道杏北社区 河北雄安新区 长三角 日本 南京 玄武 秦淮 鼓楼区 城关镇 和平村
内蒙古 门源县 香港 湾仔区 上海长宁区江苏路街道 示范村 老旧小区 某某村 新街口商圈 济源市 大同 中山 长治 合作
""".split()  # noqa: SIM905
GLUE = ["\n", " ", *"、 ， 。 的 在 和 党支部 村民 发展 去年 委书记 等4个镇 3个 路 河".split()]  # noqa: SIM905
SCRAPS = st.text("省市县区乡镇村社街道东南西北中山河", max_size=5)
texts = st.lists(st.one_of(st.sampled_from(NAMES), st.sampled_from(GLUE), SCRAPS))


@settings(max_examples=150, deadline=None)
@given(texts.map("".join), st.sampled_from(["", "2019", "2021-05", "2024-01-01", "1998"]))
def test_mentions(text: str, published: str) -> None:
    mentions = find(text, (), Metadata(published=published))
    end = 0
    for mention in mentions:
        place = mention.fact
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        assert not re.search(r"[\s，。、]", text[mention.span.start : end])
        assert re.fullmatch(r"|[0-9]{6}|[0-9]{9}|[0-9]{12}", place.code)
        assert not (place.code and place.candidates)
        assert not place.steps or place.steps[-1][0] == place.level
        assert len(set(place.candidates)) == len(place.candidates) != 1 or not place.steps
        assert mention.rule
    focus(text, mentions)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text(text: str) -> None:
    find(text, (), Metadata())


def test_a_mark_at_the_end_says_nothing_of_the_start() -> None:
    for text in ("中心村是大兴区", "中心村是大兴区、"):
        assert [mention.fact.path for mention in find(text, (), Metadata())] == ["北京市/大兴区"]


def in_year(level: str, year: int) -> Iterator[int]:
    """Yield the rows of the divisions of a year."""
    for row, line in enumerate(gazetteer.divisions()):
        if (
            line[6:7] == b"\t"
            and gazetteer.division(row).level == level
            and gazetteer.current(Entry(row), year)
        ):
            yield row


def last_named(text: str) -> str:
    found = find(text, (), Metadata())
    return found[-1].fact.steps[-1][1] if found and found[-1].fact.steps else ""


def test_a_full_chain_is_the_county_it_names() -> None:
    for row in in_year("county", 2023):
        text = "".join(reversed(gazetteer.path_names(row)))
        (mention,) = find(text, (), Metadata(published="2023"))
        assert (mention.span, mention.fact.code) == (Span(0, len(text)), gazetteer.division(row).code)


def test_a_prefecture_is_meant_by_its_short_name_behind_its_province() -> None:
    wrong = []
    for row in in_year("prefecture", gazetteer.TODAY):
        name, province = gazetteer.path_names(row)
        short = names.short_names(province)[-1] + names.short_names(name)[-1]
        wrong += [name] if last_named(f"赴{short}学习。") != name else []
    assert wrong == []


def test_a_county_is_found_behind_its_province() -> None:
    wrong = set()
    for row in in_year("county", gazetteer.TODAY):
        name, *_, province = gazetteer.path_names(row)
        wrong |= {name} if last_named(f"走进{names.short_names(province)[-1]}{name}。") != name else set()
    assert wrong == {"路南区", "路北区", "北关区"}  # 河北路 and 河南北 are roads first
