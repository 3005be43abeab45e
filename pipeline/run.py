"""Many articles: read each, gather the rows of all, write the tables."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import (
    convert,
    index,
    initiatives,
    metadata,
    numbers,
    places,
    read,
    relate,
    repair,
    rows,
    segment,
    sources,
    write,
)
from pipeline.lexicon import LexiconError
from pipeline.model import Article, Document
from pipeline.numbers import indicator
from pipeline.repair.chrome import CHROME
from pipeline.tables import TABLES, Row

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """An input that could not be read, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did; `rows` counts the rows of each table."""

    rows: dict[str, int]
    failures: tuple[Failure, ...]
    seconds: float


def process(article: Article) -> Document:
    """Read one article to the end: every stage once, in order."""
    edits = repair.repair(article.text)
    repaired = repair.apply(article.text, edits)
    text = convert.convert(repaired)
    sentences = segment.sentences(text)
    words = segment.words(text)
    about = metadata.describe(text, [edit.before for edit in edits if edit.kind == CHROME])
    found_places = places.find(text, sentences, about)
    focus = places.focus(found_places, about)
    found_initiatives = initiatives.find(text, sentences)
    names = [mention.span for mention in found_places]
    found_numbers = numbers.find(text, names, about.published)
    readings = indicator.read(text, words, sentences, found_numbers, names)
    relations = relate.relate(
        relate.Findings(
            text, sentences, about, focus, found_places, found_initiatives, found_numbers, readings
        )
    )
    return Document(
        article=article,
        metadata=about,
        script=convert.script(repaired),
        edits=edits,
        text=text,
        sentences=sentences,
        words=words,
        focus=focus,
        numbers=found_numbers,
        figures=relations.figures,
        places=found_places,
        initiatives=found_initiatives,
        initiative_ids=relations.initiative_ids,
        initiative_places=relations.initiative_places,
    )


def extract_text(text: str) -> Document:
    """Read one article that is at hand as text."""
    return process(Article(article_id="text", file="text", text=text))


def extract(
    inputs: Iterable[str | Path], output: str | Path = "outputs", progress: Progress | None = None
) -> Summary:
    """Read all files of `inputs` (files and folders) and write their tables to the folder `output`.

    A file that cannot be read becomes a row of `failures`.  Raises `NoInputError` where there is no file at all,
    `OSError` where the tables cannot be written and `LexiconError` where a word list is damaged; the old tables
    stand then.
    """
    begin = time.monotonic()
    folder = Path(output)
    found = sources.find(map(Path, inputs), exclude=(folder / name for name in write.FILES))
    write.check(folder)
    gathered: dict[str, list[Row]] = defaultdict(list)
    failures: list[Failure] = []
    for done, source in enumerate(found):
        if progress:
            progress(done, len(found), str(source.file))
        outcome = _rows_of(source)
        if isinstance(outcome, Failure):
            failures.append(outcome)
            continue
        for table, added in outcome.items():
            gathered[table] += added
    tables = _in_order(gathered, failures)
    write.write(folder, tables)
    counts = {table.name: len(tables[table.name]) for table in TABLES}
    return Summary(counts, tuple(failures), time.monotonic() - begin)


def _rows_of(source: sources.Source) -> dict[str, list[Row]] | Failure:
    """Return the rows of one article; whatever goes wrong with it must not cost the others theirs."""
    try:
        article = read.read(source.path, source.root)
        if source.whole_name:
            article = replace(article, article_id=article.file)
        return rows.of_document(process(article))
    except read.ReadError as error:
        return Failure(error.file, error.reason)
    except LexiconError:  # every other article would fail like this one
        raise
    except Exception as error:  # noqa: BLE001 -- a fault of ours in one article
        return Failure(source.file.as_posix(), f"internal error: {type(error).__name__}: {error}")


def _in_order(gathered: dict[str, list[Row]], failures: Iterable[Failure]) -> dict[str, list[Row]]:
    """Sort the articles, keeping the order inside each, and add the tables that look across them."""
    tables = {name: sorted(gathered[name], key=_article_id) for name in ("articles", *rows.MAKERS)}
    tables["initiative_index"] = list(index.initiative_index(tables))
    tables["place_index"] = list(index.place_index(tables))
    tables["failures"] = [{"file": failure.file, "reason": failure.reason} for failure in sorted(failures)]
    return tables


def _article_id(row: Row) -> str:
    return str(row["article_id"])
