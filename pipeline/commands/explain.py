"""`gouchen explain`: which rules fired in a sentence, and what else could have been a row."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands import Commands, declare, refuse

if TYPE_CHECKING:
    from pipeline.explain import Passage
    from pipeline.model import Article

_DESCRIPTION = """\
Show, sentence by sentence, the rows that a file gives (+) with the rules that found them, and what could have been
a row but is none (-), with the reason.  Offsets in square brackets are those of the file, as in the tables.

examples:
  gouchen explain news/a.txt --grep 五面红旗
  gouchen explain news/a.txt --at 1206
  gouchen explain news/a.txt --lexicon words | less

exit status:
  0  a sentence was shown
  1  no sentence has that offset or text
  2  the file cannot be read
"""
_COLOURS = {"": "1", "+": "32", "-": "33", "~": "36"}


def add(commands: Commands) -> None:
    """Declare the arguments."""
    parser = declare(commands, "explain", "show why a sentence gave the rows it gave", _DESCRIPTION)
    parser.add_argument("file", metavar="FILE", help="an article")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--at", metavar="OFFSET", type=int, help="only the sentence at this offset of the file"
    )
    where.add_argument("--grep", metavar="TEXT", default="", help="only the sentences that hold this text")
    parser.add_argument("--lexicon", metavar="DIR", type=Path, help="folder of own words, as for extract")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the sentences that were asked for."""
    from pipeline import own, read, sources  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.explain import explain  # noqa: PLC0415 -- `--help` is to be quick
    from pipeline.lexicon import LexiconError  # noqa: PLC0415 -- `--help` is to be quick

    try:
        own.use(options.lexicon)
        found = sources.find([options.file])
    except (LexiconError, sources.NoInputError) as error:
        return refuse(str(error))
    shown = False
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for article in (article for source in found for article in read.articles(source, {}, read.Taken())):
        if isinstance(article, read.ReadError):
            return refuse(f"{article.file}: {article.reason}")
        for passage in explain(article, options.at, options.grep):
            for sign, line in _lines(article, passage):
                sys.stdout.write(f"\x1b[{_COLOURS[sign]}m{line}\x1b[0m\n" if coloured else f"{line}\n")
            shown = True
    return int(not shown)


def _lines(article: "Article", passage: "Passage") -> Iterator[tuple[str, str]]:
    """Yield the lines for one sentence, each with its sign."""
    yield "", f"{article.article_id} [{passage.start}-{passage.end}] {passage.text}"
    for edit in passage.repairs:
        yield "~", f"  ~ repaired    [{edit.start}-{edit.end}] {edit.kind}: {edit.before!r} → {edit.after!r}"
    for one in passage.verdicts:
        sign = "+" if one.rule else "-"
        why = f"{one.rule}: {one.why}" if one.rule else one.why
        yield sign, f"  {sign} {one.layer:11} [{one.start}-{one.end}] {one.text}  ← {why}"
