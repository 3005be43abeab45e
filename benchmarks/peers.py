"""How fast other libraries find numbers, times and places in the same text, against jieba's words; each finds less.

They are installed into an environment that is made for it and taken away again, because they need old versions of
what others need.  Each is measured beside `jieba.lcut` in its own process.

For example:
  python benchmarks/peers.py
  python benchmarks/peers.py --keep /tmp/peers
"""

import argparse
import importlib
import subprocess
import sys
import tempfile
import time
import venv
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("jieba", "setuptools<81", "emoji<2", "jionlp", "cn2an", "cpca", "recognizers-text-suite")
_ROUNDS = 3
_LIMIT = 900  # seconds


def _jionlp() -> Callable[[str], object]:
    library = _load("jionlp")
    return lambda line: (library.ner.extract_time(line), library.ner.extract_money(line))


def _cn2an() -> Callable[[str], object]:
    library = _load("cn2an")
    return lambda line: library.transform(line, "cn2an")


def _cpca() -> Callable[[str], object]:
    library = _load("cpca")
    return lambda line: library.transform([line])


def _recognizers() -> Callable[[str], object]:
    library = _load("recognizers_number")
    model = library.NumberRecognizer("zh-cn").get_number_model()
    result: Callable[[str], object] = model.parse
    return result


PEERS: Mapping[str, tuple[str, Callable[[], Callable[[str], object]]]] = {
    "jionlp": ("times and sums of money", _jionlp),
    "cn2an": ("Chinese numerals, rewritten", _cn2an),
    "cpca": ("one province, city and district a line", _cpca),
    "recognizers-text-suite": ("numbers", _recognizers),
}


def _load(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


def measure(name: str) -> str:
    """Return how often a peer goes through the seeds while `jieba.lcut` does so once, or why it does not."""
    jieba = _load("jieba")
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    finds, make = PEERS[name]
    lines = [line for text in _texts() for line in text.splitlines() if line.strip()]
    try:
        read = make()
        read(lines[0])
        ours, usual = (min(_seconds(each, lines) for _ in range(_ROUNDS)) for each in (read, jieba.lcut))
    except Exception as error:  # noqa: BLE001 -- whatever a library does on news is a result
        return f"{name:24} fails: {type(error).__name__}: {error}"
    return f"{name:24} {metadata.version(name):10} {usual / ours:8.2f} × jieba.lcut   {finds}"


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield path.read_text("utf-8")


def _seconds(read: Callable[[str], object], lines: list[str]) -> float:
    begin = time.process_time()
    for line in lines:
        read(line)
    return time.process_time() - begin


def main() -> int:
    """Print a line for each peer."""
    parser = argparse.ArgumentParser(description="Measure other libraries on the seeds.")
    parser.add_argument("--keep", type=Path, help="make the environment here, or use the one that is there")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(measure(options.inside))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        home = options.keep or Path(folder, "peers")
        python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        if not python.exists():
            venv.create(home, with_pip=True)
            subprocess.run([str(python), "-m", "pip", "-qq", "install", *PACKAGES], check=True)
        for name in PEERS:
            command = [str(python), __file__, "--inside", name]
            said = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_LIMIT)
            print(
                said.stdout.strip().splitlines()[-1]
                if said.stdout.strip()
                else f"{name:24} fails: {said.stderr[-200:]}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
