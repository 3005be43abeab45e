"""The year an article was written, where the text says it; each rule returns the years it stands for.

That is `今年` beside a document of 2019 or beside `(2023年)`, the second year of a plan, an anniversary that is being
kept, what a year was called (`“十四五”开局之年`), a year's end (`即将过去的2022年`, `2019,…;2020,…`), the state a
report gives (`截至2023年9月底`), what the rest of the year will bring (`2023年下半年还将`).
"""

from collections.abc import Callable, Iterator
from functools import cache

import regex

from pipeline.lexicon import rows
from pipeline.metadata.told import NUMBER, PERIOD
from pipeline.numbers.hours import number
from pipeline.patterns import compiled

_SENTENCE = compiled(r"[^。！？!?\n]+")
_TURN = compiled(
    r"第(?P<count>[0-9]|[一二三四五六七八九十]{1,2})(?:个年头|年)|(?:开局|起步|启动|首)(?:之年|年)|(?P<close>收官|攻坚收尾|最后)(?:之年|一?年)"
)
_SET_OUT = compiled(
    rf"(?:出台|印发|发布|公布|明确|确定|下发|制定|亮出)了?[^。，,；;《]{{0,8}}?{NUMBER}年度?[^。，,；;]{{0,10}}?"
    "(?:任务单|清单|要点|目标任务|民生实事|民生项目)"
)
_EVENT = compiled(
    rf"(?<![0-9年])[01]?[0-9]月[0-3]?[0-9]日(?:上午|下午|晚)?[,，][^。！？\n，,]{{0,16}}?{NUMBER}年度?"
    r"(?:第[0-9一二三四五六七八九十]{1,3}[届期批次]|[^。，,；;0-9]{0,16}(?:仪式|大会|会议|论坛|活动|培训班|比赛|大赛|招聘会|推进会|启动))"
)


def said_beside(text: str) -> Iterator[int]:
    """Read `今年(2023年)`, `2023年(今年)`, `去年(2022年)`.

    >>> list(said_beside("去年（2022年）增长3%，今年(2023年)持平。"))
    [2023, 2023]
    """
    for word, later in (("今年", 0), ("去年", 1), ("明年", -1)):
        for match in compiled(rf"{word}\s*[(（]即?{NUMBER}年?|{NUMBER}年?\s*[(（]{word}").finditer(text):
            yield int(match["year"]) + later


def dated_documents(text: str) -> Iterator[int]:
    """Read the year in the name of a plan that came out `今年`, or of a list of tasks.

    >>> list(dated_documents("今年，我市出台《2019年基层党建实事工作方案》。"))
    [2019]
    >>> list(dated_documents("明确2023年民生项目任务单"))
    [2023]
    >>> list(dated_documents("今年3月，该村获评2022年度先进。"))
    []
    """
    for sentence in _SENTENCE.findall(text):
        if "今年" in sentence:
            for match in compiled(
                rf"《[^《》]{{0,30}}?{NUMBER}年度?(?![-—至到])[^《》]{{0,60}}?(?:方案|计划|要点|清单|意见|通知|办法|任务)[^》]*》"
            ).finditer(
                sentence,
            ):
                yield int(match["year"])
            for match in compiled(rf"{NUMBER}年度(?:计划|任务|目标|方案|重点|工作|项目)").finditer(sentence):
                yield int(match["year"])
    for match in _SET_OUT.finditer(text):
        yield int(match["year"])


def dated_events(text: str) -> Iterator[int]:
    """Read the year in the name of an event that is reported with day and month alone.

    >>> list(dated_events("8月18日，全区2019年重大项目集中开工仪式举行。"))
    [2019]
    >>> list(dated_events("12月2日，2023年第二届论坛开幕。"))
    [2023]
    """
    for match in _EVENT.finditer(text):
        yield int(match["year"])


def years_of_plans(text: str) -> Iterator[int]:
    """Read which year of its plan the current year is.

    >>> list(years_of_plans("今年是《“强筋壮骨”行动方案（2023—2025年）》实施的第二个年头。"))
    [2024]
    >>> list(years_of_plans("今年是三年行动（2023-2025年）的收官之年。"))
    [2025]
    """
    for sentence in _SENTENCE.findall(text):
        plan = PERIOD.search(sentence) if "今年是" in sentence else None
        turn = _TURN.search(sentence, plan.end()) if plan else None
        if plan and turn:
            yield int(plan["last"]) if turn["close"] else int(plan["year"]) + (number(turn["count"]) or 1) - 1


def anniversaries(text: str) -> Iterator[int]:
    """Count on from what an anniversary is kept of.

    >>> list(anniversaries("在庆祝中国共产党成立102周年之际，又有26个村受到表彰。"))
    [2023]
    >>> list(anniversaries("喜迎新中国成立七十五周年"))
    [2024]
    """
    for match in _anniversary().finditer(text):
        years = number(match["count"])
        if years and (match["before"] or match["after"]):
            yield _kept_since()[match["event"]] + years


def named_years(text: str) -> Iterator[int]:
    """Read what the current year is called.

    >>> list(named_years("今年是“十四五”规划的开局之年。"))
    [2021]
    """
    for sentence in _SENTENCE.findall(text):
        if "今年" in sentence:
            yield from (year for pattern, year in _named() if pattern.search(sentence))


def year_ends(text: str) -> Iterator[int]:
    """Read the turn of the year.

    >>> list(year_ends("2019,党旗辉映谱华章;2020,继往开来新征程。")), list(year_ends("刚刚过去的2022年"))
    ([2019], [2023])
    """
    for match in compiled(rf"即将(?:过去|结束|走完)的{NUMBER}年|{NUMBER}年?即将(?:过去|结束|收官)").finditer(
        text
    ):
        yield int(match["year"])
    for match in compiled(rf"刚刚?过去的{NUMBER}年").finditer(text):
        yield int(match["year"]) + 1
    pair = rf"(?:^|[。\n”]){NUMBER}年?[,，][^。\n,，]{{2,30}}[;；。](?P<next>20[0-9]{{2}})年?[,，]"
    for match in compiled(pair).finditer(text):
        if int(match["next"]) == int(match["year"]) + 1:
            yield int(match["year"])


def as_of(text: str) -> Iterator[int]:
    """Read the year that a state is reported as of.

    >>> list(as_of("截至2023年9月底，全区划分网格412个。今年1至9月，受理诉求3000件。"))
    [2023]
    >>> list(as_of("截至2022年底，全区有网格412个。今年，又增设20个。"))
    []
    """
    for match in compiled(rf"截[至止到]{NUMBER}年(?P<month>1[0-2]|0?[1-9])月").finditer(text):
        if int(match["month"]) < 12:
            yield int(match["year"])


def coming(text: str) -> Iterator[int]:
    """Read the rest of the current year: `2023年下半年还将…`.

    >>> list(coming("2023年下半年还将启动第二批。到2025年底，还将推开。"))
    [2023]
    """
    part = "(?:[上下]半年|[一二三四]季度|(?:1[0-2]|[1-9])月)"
    for match in compiled(rf"(?<![到至]){NUMBER}年{part}[^。;；,，]{{0,6}}(?:还|也|即)将").finditer(text):
        yield int(match["year"])


RULES: tuple[Callable[[str], Iterator[int]], ...] = (
    said_beside,
    dated_documents,
    dated_events,
    years_of_plans,
    anniversaries,
    named_years,
    year_ends,
    as_of,
    coming,
)


@cache
def _kept_since() -> dict[str, int]:
    return {row["surface"]: int(row["year"]) for row in rows("metadata_anniversaries")}


@cache
def _anniversary() -> "regex.Pattern[str]":
    events = "|".join(sorted(_kept_since(), key=len, reverse=True))
    return compiled(
        rf"(?P<before>庆祝|喜迎|迎接|献礼|纪念|迎来|正值|恰逢|值此|适逢|今年是)?[^。，,;；\n]{{0,8}}?(?P<event>{events})"
        r"(?P<count>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})周年(?P<after>之际|前夕|到来|来临|华诞|纪念日)?"
    )


@cache
def _named() -> tuple[tuple["regex.Pattern[str]", int], ...]:
    return tuple(
        (
            compiled(regex.escape(row["surface"], literal_spaces=True).replace("…", "[^。；;]{0,24}?")),
            int(row["year"]),
        )
        for row in rows("metadata_years")
    )
