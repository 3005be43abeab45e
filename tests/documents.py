"""A small article, read by hand: what the stages would make of it."""

import contextlib
import sqlite3
from dataclasses import replace
from decimal import Decimal

from pipeline import convert, index, repair, rows
from pipeline.model import (
    Article,
    Document,
    Edit,
    Figure,
    Initiative,
    Mention,
    Metadata,
    Place,
    Quantity,
    Sentence,
    Span,
)
from pipeline.tables import TABLES

SOURCE = "豐南區(qū)委推行“=先鋒”行動。\n新建村445個,投入30多萬元。"
CLEAN = "丰南区委推行“=先锋”行动。\n新建村445个,投入30多万元。"
FENGNAN = Place("county", (("province", "河北省"), ("prefecture", "唐山市"), ("county", "丰南区")), "130207")


def document(article_id="a", published="2023-09") -> Document:
    def span(surface: str) -> Span:
        start = CLEAN.index(surface)
        return Span(start, start + len(surface))

    return Document(
        article=Article(article_id, f"{article_id}.txt", SOURCE, sha256="0" * 64),
        metadata=Metadata(title="-2+3", outlet="某\n报", published=published),
        script="traditional",
        edits=(Edit(3, 7, "gloss", "(qū)", ""),),
        text=CLEAN,
        sentences=(
            Sentence(span("丰南区委推行“=先锋”行动。"), 1),
            Sentence(span("新建村445个,投入30多万元。"), 2),
        ),
        words=("丰南区", "委", "推行", "“", "=", "先锋", "行动", "。", "村", "村"),
        focus=FENGNAN,
        numbers=(
            Mention(span("445个"), Quantity("count", Decimal("445.0"), unit="个"), "measured"),
            Mention(
                span("30多万元"),
                Quantity("money", None, Decimal("3E+5"), Decimal("4E+5"), "元", qualifier="多"),
                "measured",
            ),
        ),
        figures=(Figure("村", place=FENGNAN, initiative_id="i1"), Figure(change="increase")),
        places=(Mention(span("丰南区"), FENGNAN, "full"),),
        initiatives=(Mention(span("“=先锋”行动"), Initiative("=先锋", "campaign"), "quoted"),),
        initiative_ids=("i1",),
        initiative_places=(FENGNAN,),
    )


def tables_of(*documents):
    gathered = {table.name: [] for table in TABLES}
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        index.prepare(database)
        for one in documents:
            found = rows.of_document(one)
            index.add(database, index.facts(found))
            for name, more in found.items():
                gathered[name] += more
        gathered["initiative_index"] = list(index.initiative_index(database))
        gathered["place_index"] = list(index.place_index(database))
    return gathered


def repaired(source, edits, row):
    """Carry out the repairs that lie in the span of a row, and convert: what its text must be."""
    start, end = row["start"], row["end"]
    inside = [
        replace(e, start=e.start - start, end=e.end - start)
        for e in edits
        if start <= e.start and e.end <= end
    ]
    return convert.convert(repair.apply(source[start:end], inside))
