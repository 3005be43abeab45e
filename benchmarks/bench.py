"""How fast it is, against what anybody would start with: importing pandas and jieba, and cutting words with jieba.

For example:
  python benchmarks/bench.py
"""

import logging
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from pipeline import initiatives, metadata, numbers, places, read, relate, repair, rows, run, segment
from pipeline.convert import convert
from pipeline.model import Article, Document
from pipeline.numbers import indicator

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
USUAL = "import pandas, jieba; jieba.initialize()"
BOUND = 1.5
_ROUNDS = 7

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
    ("everything", lambda it: rows.of_document(run.process(it.article))),
)


def start_up() -> tuple[float, float]:
    """Return the median seconds of a run over the seeds, and of the usual imports, taken in turns."""
    ours, usual = [], []
    with tempfile.TemporaryDirectory() as output:
        command = [str(Path(sys.executable).with_name("gouchen")), "extract", str(SEEDS), "--output", output]
        for turn in range(_ROUNDS + 1):
            pair = _seconds(command), _seconds([sys.executable, "-W", "ignore", "-c", USUAL])
            if turn:  # the first one fills the caches
                ours.append(pair[0])
                usual.append(pair[1])
    return statistics.median(ours), statistics.median(usual)


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def speeds(articles: list[Article]) -> dict[str, float]:
    """Return megabytes of UTF-8 per second for each stage, and for jieba on the same text."""
    documents = [run.process(article) for article in articles]
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


def _jieba() -> Callable[[Document], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 -- it warns when imported
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda it: jieba.lcut(it.text)


def main() -> int:
    """Print the figures; return 1 where start-up is slower than it may be."""
    ours, usual = start_up()
    print(f"gouchen extract seeds        {ours:6.2f} s")
    print(f"import pandas, jieba; load   {usual:6.2f} s")
    print(f"ratio                        {ours / usual:6.2f}   (at most {BOUND})")
    print()
    found = speeds([read.read(path, SEEDS) for path in sorted(SEEDS.glob("*.txt"))])
    for name, speed in found.items():
        print(f"{name:12} {speed:8.2f} MB/s  {speed / found['jieba.lcut']:7.2f} × jieba.lcut")
    return int(ours / usual > BOUND)


if __name__ == "__main__":
    sys.exit(main())
