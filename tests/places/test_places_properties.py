"""What holds for every mention, whatever the text."""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Metadata
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


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_full_chain_is_the_village_it_names(data: st.DataObject) -> None:
    rows = range(len(gazetteer.divisions()))
    counties = [
        row for row in rows if gazetteer.division(row).level == "county" and gazetteer.division(row).code
    ]
    county = data.draw(st.sampled_from(counties))
    if not gazetteer.current(gazetteer.Entry(county), 2023):
        return
    text = "".join(gazetteer.division(row).name for row in reversed(gazetteer.lineage(county)))
    (mention,) = find(text, (), Metadata(published="2023"))
    assert mention.span.end - mention.span.start == len(text)
    assert mention.fact.code == gazetteer.division(county).code


def test_a_mark_at_the_end_says_nothing_of_the_start() -> None:
    for text in ("中心村是大兴区", "中心村是大兴区、"):
        assert [mention.fact.path for mention in find(text, (), Metadata())] == ["北京市/大兴区"]


def today(level: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each division of today, and the short name of its province."""
    for row, line in enumerate(gazetteer.divisions()):
        if line[6:7] == b"\t" and gazetteer.division(row).level == level:
            name, *_, province = gazetteer.path_names(row)
            if gazetteer.current(Entry(row), gazetteer.TODAY):
                yield name, names.short_names(province)[-1]


def last_named(text: str) -> str:
    found = find(text, (), Metadata())
    return found[-1].fact.steps[-1][1] if found and found[-1].fact.steps else ""


def test_a_prefecture_is_meant_by_its_short_name_behind_its_province() -> None:
    short = {name: (province, names.short_names(name)[-1]) for name, province in today("prefecture")}
    assert [name for name, way in short.items() if last_named(f"赴{''.join(way)}学习。") != name] == []


def test_a_county_is_found_behind_its_province() -> None:
    wrong = {name for name, province in today("county") if last_named(f"走进{province}{name}。") != name}
    assert wrong == {"路南区", "路北区", "北关区"}  # 河北路 and 河南北 are roads first
