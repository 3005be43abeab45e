"""What an article is about."""

import pytest

from pipeline.model import Metadata
from pipeline.places import find
from pipeline.relate import focus

ABOUT = [
    (
        "魏都区、襄城县湛北乡后聂村、禹州市韩城街道、长葛市后河镇、鄢陵县都有新招。许昌市委推动。",
        "河南省/许昌市",
    ),
    (
        "嘉鱼县潘家湾镇四邑村一派繁荣。四邑村的村民很高兴,四邑村党委干得好。",
        "湖北省/咸宁市/嘉鱼县/潘家湾镇/四邑村",
    ),
    ("武汉市、鄂州市、荆门市、大冶市、枣阳市、嘉鱼县各有做法,湖北省委肯定。", "湖北省"),
    ("北京、辽宁、广西、上海、江苏、贵州、安徽、江西都有实践。", ""),
    ("山西各县投入8亿元。山西省摸清家底。永和县山高沟深，大宁县太德乡地势不平。", "山西省"),
    ("山西各县投入8亿元。我市摸清家底。永和县山高沟深，大宁县太德乡地势不平。", "山西省/临汾市"),
    ("山西的永和县山高沟深，永和县沟里有水，永和县修了渠。", "山西省/临汾市/永和县"),
    (
        "新华社杭州8月17日电 苍南县与台湾隔海相望。苍南县对接台湾，台湾老板来得多，台湾菜好吃。",
        "浙江省/温州市/苍南县",
    ),
    ("我县工业增速居全市第二，总量首次超过肥东县。", ""),
    ("本报许昌讯 许昌卷烟厂开工，我市工业加快发展。", "河南省/许昌市"),
    ("许昌卷烟厂开工。", ""),
    ("今天天气不错。", ""),
]


@pytest.mark.parametrize(("text", "path"), ABOUT)
def test_focus(text: str, path: str) -> None:
    place = focus(text, find(text, (), Metadata()))
    assert (place.path if place else "") == path
