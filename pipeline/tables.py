"""The column spec, declared once: what every table holds, in the order it is written.

The writer, the loader, the data package and `docs/columns.md` all read it here; `pipeline.rows` fills it.
"""

from decimal import Decimal
from typing import Literal, NamedTuple

Cell = str | int | bool | Decimal | None
Row = dict[str, Cell]
# `date` is ISO 8601 text: often only a year, a month or an interval, so no spreadsheet's date type fits it.
Type = Literal["text", "date", "integer", "number", "boolean"]


class Column(NamedTuple):
    """One column; `values` lists the words that a closed set allows."""

    name: str
    type: Type
    title: str
    description: str
    values: tuple[str, ...] = ()


class Table(NamedTuple):
    """One CSV file; no two of its rows agree in all columns of `key`."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


SCRIPTS = ("simplified", "traditional", "mixed")
KINDS = (
    "count",
    "measure",
    "money",
    "percent",
    "points",
    "ratio",
    "ordinal",
    "date",
    "duration",
    "age",
    "number",
)
CHANGES = ("increase", "decrease", "from", "to")
LEVELS = ("country", "province", "prefecture", "county", "township", "village", "area")
TYPES = ("document", "campaign", "project", "mechanism", "method", "brand", "body", "award", "concept")

ARTICLE = Column(
    "article_id", "text", "文章编号", "Path of the article below the input folder, without suffix."
)
SENTENCE = Column("sentence_id", "text", "句子编号", "Sentence the row starts in; empty outside sentences.")
CONTEXT = Column("sentence", "text", "原句", "That sentence, for checking the row at a glance.")
RULE = Column("rule", "text", "规则", "The rule that found the row.")
SPAN = (
    Column(
        "start", "integer", "起点", "Offset in the article's text: code points before the first character."
    ),
    Column("end", "integer", "终点", "Offset after the last character in the article's text."),
)
EVIDENCE = (
    SENTENCE,
    *SPAN,
    Column("text", "text", "原文", "The words of the article, repaired and in simplified characters."),
)


def place_columns(whose: str) -> tuple[Column, Column]:
    """Return the pair of columns that name a place: `whose` says which."""
    return (
        Column("place_code", "text", "地区代码", f"Division code of {whose}; empty where it stays open."),
        Column("place_path", "text", "地区", f"Official names of {whose}, province first, `/`-joined."),
    )


ARTICLES = Table(
    "articles",
    "文章",
    "One row per article that could be read.",
    ("article_id",),
    (
        ARTICLE,
        Column("file", "text", "文件", "Path of the file below the input folder."),
        Column(
            "text_file",
            "text",
            "文本文件",
            "File in the folder of the tables that holds the text; empty where the input file itself does.",
        ),
        Column("title", "text", "标题", "Headline."),
        Column(
            "subtitle", "text", "副标题", "What stands below the headline behind a dash, or is labelled so."
        ),
        Column("outlet", "text", "媒体", "Who published it, as the article says."),
        Column("byline", "text", "作者", "Who wrote it, as the article says."),
        Column("photographer", "text", "摄影", "Who took the pictures, as captions and credits say."),
        Column("published", "date", "发布时间", "ISO date, month or year, stated or inferred."),
        Column(
            "published_basis",
            "text",
            "时间依据",
            "Where the date was found: label, reprint, masthead, dateline, signature, stamp, given by a table of"
            " articles or by markup, or inferred from the text; where its year comes from elsewhere, that follows"
            " behind `;`.",
        ),
        Column("url", "text", "网址", "Address, where a table of articles or a web page gives it."),
        *place_columns("the place the article is about"),
        Column("script", "text", "字体", "Script of the article.", SCRIPTS),
        Column(
            "encoding", "text", "编码", "Encoding the file was decoded with; empty for DOCX, PDF and tables."
        ),
        Column("characters", "integer", "字数", "Code points of the decoded file."),
        Column("sentences", "integer", "句数", "Rows in `sentences`."),
        Column("numbers", "integer", "数字数", "Rows in `numbers`."),
        Column("places", "integer", "地名数", "Rows in `places`."),
        Column("initiatives", "integer", "举措数", "Rows in `initiatives`."),
        Column("repairs", "integer", "修复数", "Rows in `repairs`."),
        Column("sha256", "text", "校验值", "SHA-256 of the file's bytes; of the text, for a row of a table."),
    ),
)

SENTENCES = Table(
    "sentences",
    "句子",
    "One row per sentence.",
    ("sentence_id",),
    (
        ARTICLE,
        Column("sentence_id", "text", "句子编号", "`<article_id>#s<start>`."),
        Column("paragraph", "integer", "段落", "Paragraph of the article, from 1."),
        *SPAN,
        EVIDENCE[-1],
    ),
)

NUMBERS = Table(
    "numbers",
    "数字",
    "One row per stated quantity.",
    ("number_id",),
    (
        ARTICLE,
        Column("number_id", "text", "数字编号", "`<article_id>#n<start>`."),
        *EVIDENCE,
        Column("kind", "text", "类别", "What sort of quantity it is.", KINDS),
        Column(
            "value",
            "number",
            "数值",
            "The number with 万 and 亿 multiplied out, 成 in percent; empty for a mere bound.",
        ),
        Column("value_min", "number", "下限", "Lower bound, where one is stated (余, 多, 以上, a range)."),
        Column("value_max", "number", "上限", "Upper bound, where one is stated (近, 不足, 以内, a range)."),
        Column("unit", "text", "单位", "Unit or measure word, without 万 and 亿."),
        Column("per", "text", "每", "What a rate is per: 股 in 每股400元, 人·月 in 每人每月100元."),
        Column("dimension", "text", "量纲", "What the unit measures."),
        Column("base_unit", "text", "基本单位", "Unit to compare by."),
        Column("factor", "number", "换算系数", "`value` × `factor` is in `base_unit`."),
        Column("qualifier", "text", "限定词", "余, 近, 以上 … as written."),
        Column("indicator", "text", "指标", "What is counted or measured."),
        Column("change", "text", "变化", "Direction, where the figure states a change.", CHANGES),
        Column("date", "date", "日期", "ISO date, month, year or interval `a/b`; `--12-24` without a year."),
        Column("period", "date", "所指时间", "ISO date, month, year or interval that the figure is about."),
        *place_columns("the place the figure is about"),
        Column(
            "initiative_id", "text", "举措编号", "Initiative the figure is about; see `initiative_index`."
        ),
        RULE,
        CONTEXT,
    ),
)

PLACES = Table(
    "places",
    "地名",
    "One row per mention of a place; a chain of names that points to one place is one row.",
    ("place_mention_id",),
    (
        ARTICLE,
        Column("place_mention_id", "text", "地名编号", "`<article_id>#p<start>`."),
        *EVIDENCE,
        Column("level", "text", "级别", "Level of the deepest name.", LEVELS),
        Column("code", "text", "代码", "Code of 6, 9 or 12 digits; empty where the place stays open."),
        Column("path", "text", "路径", "Official names at the time of the article, `/`-joined."),
        Column("province", "text", "省", "Province, region or directly administered city."),
        Column("prefecture", "text", "市", "Prefecture or prefecture-level city."),
        Column("county", "text", "县", "County, district or county-level city."),
        Column("township", "text", "乡镇", "Town, township or street office."),
        Column("village", "text", "村", "Village or community."),
        Column("area", "text", "区域", "Named area without a code: development zone, estate, hamlet."),
        Column("code_now", "text", "现代码", "Today's code, where the division has changed since."),
        Column("basis", "text", "依据", "What settled which place is meant."),
        Column(
            "candidates", "text", "候选", "Codes of the possible places, `;`-joined, where it stays open."
        ),
        Column("in_name", "boolean", "名中", "Does the place stand inside a proper name (许昌卷烟厂)?"),
        RULE,
        CONTEXT,
    ),
)

INITIATIVES = Table(
    "initiatives",
    "举措",
    "One row per mention of a named scheme.",
    ("initiative_mention_id",),
    (
        ARTICLE,
        Column("initiative_mention_id", "text", "举措提及编号", "`<article_id>#i<start>`."),
        *EVIDENCE,
        Column("core", "text", "核心名", "The distinctive part, quotes and type word off."),
        Column("type", "text", "类型", "What sort of scheme it is.", TYPES),
        Column("initiative_id", "text", "举措编号", "One identity across articles; see `initiative_index`."),
        *place_columns("the place that runs it"),
        RULE,
        CONTEXT,
    ),
)

INITIATIVE_INDEX = Table(
    "initiative_index",
    "举措索引",
    "One row per initiative over all articles.",
    ("initiative_id",),
    (
        Column("initiative_id", "text", "举措编号", "One identity across articles."),
        Column("name", "text", "名称", "The name it is mentioned by most often."),
        Column("core", "text", "核心名", "The distinctive part of its name."),
        Column("types", "text", "类型", "Its types, the most frequent first, `;`-joined."),
        Column("mentions", "integer", "提及数", "Rows in `initiatives`."),
        Column("articles", "integer", "文章数", "Articles that mention it."),
        Column("first_published", "date", "最早发布", "Publication date of the earliest, where known."),
        Column("place_paths", "text", "地区", "The places that run it, `;`-joined."),
        Column(
            "namesakes",
            "text",
            "同名举措",
            "Initiatives of the same name that other places run, or a higher or lower level; `;`-joined, the first"
            " hundred of them.",
        ),
        Column("figures", "integer", "数字数", "Rows in `numbers` that are about it."),
    ),
)

PLACE_INDEX = Table(
    "place_index",
    "地名索引",
    "One row per resolved place over all articles.",
    ("path", "code"),
    (
        Column("code", "text", "代码", "Code of 6, 9 or 12 digits; empty where the place has none."),
        Column("path", "text", "路径", "Official names, `/`-joined."),
        Column("level", "text", "级别", "Level of the deepest name.", LEVELS),
        Column("mentions", "integer", "提及数", "Rows in `places`."),
        Column("articles", "integer", "文章数", "Articles that mention it or have figures about it."),
        Column("figures", "integer", "数字数", "Rows in `numbers` that are about it."),
    ),
)

WORDS = Table(
    "words",
    "词频",
    "One row per word and article, the most frequent first.",
    ("article_id", "word"),
    (
        ARTICLE,
        Column("word", "text", "词", "The word, in simplified characters."),
        Column("count", "integer", "次数", "How often the article uses it."),
    ),
)

REPAIRS = Table(
    "repairs",
    "修复",
    "One row per change made before reading.",
    ("article_id", "start", "end"),
    (
        ARTICLE,
        *SPAN,
        Column(
            "kind",
            "text",
            "类别",
            "What was wrong: gloss, mis-decoded, joined-line … (docs/repair.md); encoding: guessed.",
        ),
        Column("before", "text", "原文", "What the file holds; a line break is written `\\n`."),
        Column(
            "after", "text", "修复后", "What is read instead; empty where characters are dropped or lost."
        ),
    ),
)

FAILURES = Table(
    "failures",
    "失败",
    "One row per input that could not be read.",
    ("file",),
    (
        Column("file", "text", "文件", "Path of the file below the input folder."),
        Column("reason", "text", "原因", "Why it could not be read."),
    ),
)

TABLES = (
    ARTICLES,
    SENTENCES,
    NUMBERS,
    PLACES,
    INITIATIVES,
    INITIATIVE_INDEX,
    PLACE_INDEX,
    WORDS,
    REPAIRS,
    FAILURES,
)
BY_ARTICLE = tuple(table for table in TABLES if table.columns[0] is ARTICLE)
"""The tables whose rows each belong to one article."""
