"""How fast it is, against what anybody would start with: importing pandas and jieba, and cutting words with jieba.

Then many articles again with one of them changed, against the first time; and many articles by several processes.

For example:
  python benchmarks/bench.py
  python benchmarks/bench.py 100 1000 10000
"""

import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import news
import scaling

from pipeline import initiatives, metadata, numbers, places, process, read, relate, repair, rows, segment
from pipeline.convert import convert
from pipeline.model import Article, Document
from pipeline.numbers import indicator

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
_SEEDS = sorted(SEEDS.glob("*.txt"))
USUAL = "import pandas, jieba; jieba.initialize()"
BOUND, BOUND_UNCHANGED = 0.5, 0.2
FASTER = 20
EXTRACT = (str(Path(sys.executable).with_name("gouchen")), "extract")
_ROUNDS = 7
_ARTICLES, _RERUNS = 500, 5
_VARIED = 10_000_000  # bytes

Stage = tuple[str, Callable[[Document], object]]


def _relate(it: Document) -> object:
    names = [place.span for place in it.places]
    readings = indicator.read(it.text, it.words, it.sentences, it.numbers, names)
    return relate.relate(
        relate.Findings(
            it.text, it.sentences, it.metadata, it.focus, it.places, it.initiatives, it.numbers, readings
        )
    )


STAGES: tuple[Stage, ...] = (
    ("repair", lambda it: repair.repair(it.article.text)),
    ("convert", lambda it: convert(repair.apply(it.article.text, it.edits))),
    ("sentences", lambda it: segment.sentences(it.text)),
    ("words", lambda it: segment.words(it.text)),
    ("metadata", lambda it: metadata.describe(it.text)),
    ("places", lambda it: places.find(it.text, it.sentences, it.metadata)),
    ("initiatives", lambda it: initiatives.find(it.text, it.sentences)),
    ("numbers", lambda it: numbers.find(it.text, [place.span for place in it.places], it.metadata.published)),
    ("relate", _relate),
    ("rows", rows.of_document),
    ("everything", lambda it: rows.of_document(process.process(it.article))),
)


def start_up() -> tuple[float, float, float]:
    """Return the median seconds of a run that reads the seeds, one that finds them unchanged, and the usual imports."""
    with tempfile.TemporaryDirectory() as output:
        unchanged = [*EXTRACT, str(SEEDS), "--output", output]
        commands = ([*unchanged, "--no-cache"], unchanged, [sys.executable, "-W", "ignore", "-c", USUAL])
        turns = [[_seconds(command) for command in commands] for _ in range(_ROUNDS + 1)]
    read, found, usual = zip(*turns[1:], strict=True)  # the first turn fills the caches
    return statistics.median(read), statistics.median(found), statistics.median(usual)


def reruns() -> tuple[float, float]:
    """Return the seconds of a first run over many articles, and the median of runs with one of them changed."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder, "news")
        news.write(inputs, _ARTICLES, sum(len(path.read_text("utf-8")) for path in _SEEDS) // len(_SEEDS))
        home = os.environ | {"XDG_CACHE_HOME": folder}
        _seconds([*EXTRACT, str(SEEDS), "--output", f"{folder}/seeds"], home)  # compiles the dictionary
        command = [*EXTRACT, str(inputs), "--output", f"{folder}/tables", "--jobs", "1"]
        first, *again = [_seconds(_changed(command, inputs, turn), home) for turn in range(1 + _RERUNS)]
    return first, statistics.median(again)


def _changed(command: list[str], inputs: Path, turn: int) -> list[str]:
    """Change one article, from the second turn on."""
    if turn:
        with Path(inputs, "0000", "250.txt").open("a", encoding="utf-8") as file:
            file.write(f"许昌市又新建社区{turn}个。\n")
    return command


def _seconds(command: list[str], environment: Mapping[str, str] | None = None) -> float:
    environment = dict(environment or os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begin


def speeds(articles: list[Article]) -> dict[str, float]:
    """Return megabytes of UTF-8 per second for each stage, and for jieba on the same text."""
    documents = [process.process(article) for article in articles]
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    stages = (*STAGES, ("jieba.lcut", _jieba()))
    best = dict.fromkeys((name for name, _ in stages), float("inf"))
    for _ in range(_ROUNDS):
        for name, stage in stages:
            begin = time.perf_counter()
            for document in documents:
                stage(document)
            best[name] = min(best[name], time.perf_counter() - begin)
    return {name: size / seconds for name, seconds in best.items()}


def varied() -> tuple[float, float]:
    """Return megabytes per second on articles that are all different, of the whole and of jieba in turn."""
    jieba = _jieba()
    number, size, ours, theirs = 0, 0, 0.0, 0.0
    while size < _VARIED:
        article = Article(str(number), str(number), news.article(number))
        begin = time.perf_counter()
        document = process.process(article)
        rows.of_document(document)
        middle = time.perf_counter()
        jieba(document)
        ours, theirs = ours + middle - begin, theirs + time.perf_counter() - middle
        number, size = number + 1, size + len(document.text.encode())
    return size / 1e6 / ours, size / 1e6 / theirs


def _jieba() -> Callable[[Document], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 -- it warns when imported
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda it: jieba.lcut(it.text)


def main() -> int:
    """Print the figures; return 1 where start-up or a re-run is slower than it may be."""
    ours, unchanged, usual = start_up()
    print(f"import pandas, jieba; load   {usual:6.2f} s")
    print(f"extract seeds --no-cache     {ours:6.2f} s, ratio {ours / usual:.2f} (at most {BOUND})")
    print(
        f"extract seeds, unchanged     {unchanged:6.2f} s, ratio {unchanged / usual:.2f} (at most {BOUND_UNCHANGED})"
    )
    print()
    first, again = reruns()
    print(f"{_ARTICLES} articles                 {first:6.2f} s")
    print(f"again, one changed           {again:6.2f} s")
    print(f"ratio                        {first / again:6.1f}   (at least {FASTER})")
    print()
    scaling.show([int(size) for size in sys.argv[1:]] or scaling.ARTICLES)
    print()
    found = speeds([read.read(path, SEEDS) for path in _SEEDS])
    for name, speed in found.items():
        print(f"{name:12} {speed:8.2f} MB/s  {speed / found['jieba.lcut']:7.2f} × jieba.lcut")
    whole, words = varied()
    print(
        f"everything, {_VARIED / 1e6:.0f} MB of varied articles  {whole:.2f} MB/s  {whole / words:.2f} × jieba.lcut"
    )
    return int(ours > BOUND * usual or unchanged > BOUND_UNCHANGED * usual or first < FASTER * again)


if __name__ == "__main__":
    sys.exit(main())
