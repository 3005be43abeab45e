"""One article: every stage once, in order."""

from dataclasses import asdict, replace
from pathlib import Path

from pipeline import (
    convert,
    initiatives,
    metadata,
    numbers,
    own,
    places,
    relate,
    repair,
    segment,
)
from pipeline.model import Article, Document, Metadata
from pipeline.numbers import indicator
from pipeline.repair.chrome import CHROME


def process(article: Article) -> Document:
    """Read one article to the end."""
    edits = repair.repair(article.text)
    repaired = repair.apply(article.text, edits)
    text = convert.convert(repaired)
    sentences = segment.sentences(text)
    words = segment.words(text)
    described = metadata.describe(text, [edit.before for edit in edits if edit.kind == CHROME])
    about = _with_known(described, article.known)
    found_places = own.unstopped("places", text, places.find(text, sentences, about))
    focus = relate.focus(text, found_places)
    found_initiatives = own.unstopped("initiatives", text, initiatives.find(text, sentences))
    names = [mention.span for mention in found_places]
    found_numbers = own.unstopped("numbers", text, numbers.find(text, names, about.published))
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


def _with_known(described: Metadata, known: Metadata) -> Metadata:
    """Let what a table or markup says of the article go before what its text says; it is read like the text.

    >>> _with_known(Metadata(title="本报讯", outlet="人民网"), Metadata(title="鄉村振興(xīng)")).title
    '乡村振兴'
    """
    given = {name: value for name, value in asdict(known).items() if value}
    for name in given.keys() & {"title", "outlet", "byline"}:
        given[name] = convert.convert(repair.apply(given[name], repair.repair(given[name]))) or given[name]
    return replace(described, **given)


def extract_text(text: str, *, lexicon: str | Path | None = None) -> Document:
    """Read one article that is at hand as text; `lexicon` is a folder of own words, as for `extract`."""
    own.use(Path(lexicon) if lexicon else None)
    return process(Article(article_id="text", file="text", text=text))
