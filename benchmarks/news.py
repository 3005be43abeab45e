"""Articles to measure with: sentences of the seeds in another order, with other figures, places and names.

The same numbers give the same articles everywhere.

For example:
  python benchmarks/news.py news --articles 1000
"""

import argparse
import random
import re
from functools import cache
from pathlib import Path

from pipeline import segment
from pipeline.places import gazetteer

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
LENGTH = 1000
"""Characters of an article, or a sentence more."""
_PER_FOLDER = 1000
_PARAGRAPH = 4  # sentences
_FIGURE = re.compile(r"(?<![0-9.])[1-9][0-9]{0,5}(?![0-9.年月日]|\.[0-9])")
_NAME = re.compile("(?<=“)[\u4e00-\u9fff]{4}(?=”)")
_LEVELS = ("province", "prefecture", "county", "township")


def write(folder: Path, articles: int, length: int = LENGTH) -> None:
    """Write articles as files, a thousand to a folder."""
    for number in range(articles):
        place = folder / f"{number // _PER_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number % _PER_FOLDER:03}.txt").write_text(article(number, length), encoding="utf-8")


def article(number: int, length: int = LENGTH) -> str:
    """Return an article about a county of its own; each number gives another one."""
    chance = random.Random(number)  # noqa: S311 -- no secret
    county = chance.choice(_counties())
    written = ""
    sentences = 0
    while len(written) < length:
        sentences += 1
        written += _retold(chance.choice(_sentences()), county, chance)
        written += "\n" if sentences % _PARAGRAPH == 0 else ""
    return written + "\n"


def _retold(sentence: str, county: int, chance: random.Random) -> str:
    """Return a sentence with figures as long, names of halves of other names, and the places of another county."""
    places, pattern = _places()
    told = _FIGURE.sub(
        lambda found: str(chance.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), sentence
    )
    told = _NAME.sub(lambda _: chance.choice(_names())[:2] + chance.choice(_names())[2:], told)
    return pattern.sub(lambda found: _at(places[found[0]], county, chance), told)


def _at(level: str, county: int, chance: random.Random) -> str:
    """Return the name of a place of this level in or above a county."""
    if level == "township":
        return chance.choice(_townships()[county])
    above = {gazetteer.division(row).level: gazetteer.division(row).name for row in gazetteer.lineage(county)}
    return above.get(level, above["province"])


@cache
def _sentences() -> tuple[str, ...]:
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return tuple(text[one.span.start : one.span.end] for text in texts for one in segment.sentences(text))


@cache
def _names() -> tuple[str, ...]:
    return tuple(name for sentence in _sentences() for name in _NAME.findall(sentence))


@cache
def _townships() -> dict[int, list[str]]:
    """Return the names of the townships of today by the row of their county."""
    found: dict[int, list[str]] = {}
    for row in range(len(gazetteer.divisions())):
        own = gazetteer.division(row)
        if own.level == "township" and own.code and gazetteer.change(row) is None:
            found.setdefault(own.parent, []).append(own.name)
    return found


@cache
def _counties() -> tuple[int, ...]:
    return tuple(row for row in _townships() if gazetteer.division(row).level == "county")


@cache
def _places() -> tuple[dict[str, str], "re.Pattern[str]"]:
    """Return the full names of places that the seeds hold, with their levels."""
    told = "".join(_sentences())
    today = (row for row in range(len(gazetteer.divisions())) if gazetteer.change(row) is None)
    levels = {
        own.name: own.level
        for own in map(gazetteer.division, today)
        if own.level in _LEVELS and len(own.name) > 2 and own.name in told
    }
    longest_first = sorted(levels, key=lambda name: (-len(name), name))
    return levels, re.compile("|".join(longest_first))


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--length", type=int, default=LENGTH)
    options = parser.parse_args()
    write(options.folder, options.articles, options.length)


if __name__ == "__main__":
    main()
