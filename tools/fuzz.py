"""Feed the pipeline what nobody would call an article: bytes, markup, damaged text, odd names.

For example:
  python tools/fuzz.py                       100,000 inputs
  python tools/fuzz.py --count 2000 --seed 7 --keep bad

Every input is a file in a folder that `extract` reads.  Nothing may crash, take more than two seconds of work, or be
written outside the output folder.  What fails is kept in the folder `--keep`.  The exit status is 1 where anything
fails.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path

from damage import KINDS, clean_articles, damage

from pipeline import extract

BATCH = 50
SLOW = 2.0
LONGEST = 3000
SUFFIXES = (".txt", ".txt", ".txt", ".md", ".html")
ENCODINGS = (
    "utf-8",
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "latin-1",
)
Random = random.Random
Maker = Callable[[Random], bytes]

PIECES = (
    *"，。、“”‘’《》（）()[]【】：；！？?!%+-—…·|/\\@#&;<>='\"\t\n\r\0\x1b\x85\u2028\u3000\u200b\ufeff\ufffd",
    *"一二三十百千万亿零〇两半余多几年月日号个元亩人户次省市县区乡镇村的了和与在是不",
    *(
        "个(gè)",
        "個（gè）",
        "?！跋蠕h",
        "當?shù)匕l(fā)",
        "。ㄒ唬┲泵娲",
        "鍏氬缓",
        "å…šå»º",
        "µ³½¨",
        "锟斤拷",
        "烫烫烫",
    ),
    *(
        "&nbsp;",
        "&#x110000;",
        "&#0;",
        "&ldquo;",
        "</p>",
        "<p>",
        "<table><tr><td>",
        "<!--",
        "]]>",
        "<?xml",
        "---\n",
    ),
    *("2023年9月", "1.3万亿", "3—5", "20%", "百分之", "第", "=1+1", "1e999", "٣", "９", "½", "㎡", "10:30"),
    *(
        "党建",
        "乡村振兴",
        "“五查”工作法",
        "北京市",
        "朝阳区",
        "县",
        "习近平",
        "记者 王明",
        "来源：",
        "责任编辑：",
    ),
    *("👨‍👩‍👧", "𠮷", "é", "é", "한국", "日本", "العربية", "\ud7ff", "\ue000", "\U0010ffff"),
)


def some_bytes(rng: Random) -> bytes:
    """Return random bytes, of all values or of those of a Chinese text."""
    size = rng.randrange(LONGEST)
    return rng.randbytes(size) if rng.random() < 0.5 else bytes(rng.choices(range(0x40, 0xFF), k=size))


def some_pieces(rng: Random) -> bytes:
    """Return a text of pieces that set off rules, some of them many times over."""
    text = "".join(rng.choice(PIECES) * rng.choice((1, 1, 1, 1, 2, 40)) for _ in range(rng.randrange(200)))
    return text[:LONGEST].encode(rng.choice(ENCODINGS), "replace")


def much_of_one(rng: Random) -> bytes:
    """Return one piece, or two in turn, again and again."""
    return ("".join(rng.choices(PIECES, k=rng.randrange(1, 3))) * LONGEST)[:LONGEST].encode(
        "utf-8", "replace"
    )


def damaged(rng: Random) -> bytes:
    """Return a part of a clean article, damaged in up to three ways and in its bytes."""
    article = rng.choice(clean_articles())
    begin = rng.randrange(len(article))
    text = article[begin : begin + rng.randrange(LONGEST)]
    for kind in rng.sample(KINDS, rng.randrange(4)):
        text = damage(text, kind.inflict, rng.randrange(1 << 30)).text
    content = bytearray(text.encode(rng.choice(ENCODINGS), "replace"))
    for _ in range(rng.choice((0, 0, 1, 5, 50)) if content else 0):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)


def markup(rng: Random) -> bytes:
    """Return a page whose tags are nested, unclosed or torn."""
    tags = (
        "p",
        "div",
        "table",
        "td",
        "a href='x'",
        "script",
        "ruby",
        "rt",
        "title",
        "meta charset='gbk'",
        "br/",
    )
    parts = []
    for _ in range(rng.randrange(60)):
        tag = rng.choice(tags)
        inner = some_pieces(rng).decode("utf-8", "replace")[: rng.randrange(80)]
        parts.append(f"<{tag}>{inner}" + rng.choice((f"</{tag.split()[0]}>", "", "</")))
    return ("<html><body>" + "".join(parts)).encode(rng.choice(ENCODINGS), "replace")


MAKERS: tuple[Maker, ...] = (some_bytes, some_pieces, much_of_one, damaged, damaged, damaged, markup)


def name(rng: Random, number: int) -> str:
    """Return a name for the file, odd now and then, and always another."""
    odd = rng.choice(("", "", "", "党建", "..", "A", "a", "=1", "é", "con", "a b", "'"))
    return f"{odd}{number}{rng.choice(SUFFIXES)}"


def batch(first: int, *, seed: int, keep: Path) -> list[str]:
    """Read `BATCH` inputs from the number `first` on; return what went wrong."""
    made = {}
    for number in range(first, first + BATCH):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311 -- no secret
        made[name(rng, number)] = rng.choice(MAKERS)(rng)
    with tempfile.TemporaryDirectory() as base:
        inputs, output = Path(base, "in"), Path(base, "out")
        inputs.mkdir()
        for file, content in made.items():
            (inputs / file).write_bytes(content)
        clock: list[tuple[float, str]] = []
        try:
            done = extract(
                [inputs], output, lambda _, __, file: clock.append((time.process_time(), file)), cache=False
            )
            wrong = [f"{f.file}: {f.reason}" for f in done.failures if f.reason.startswith("internal error")]
        except Exception as error:  # noqa: BLE001 -- this is what we look for
            wrong = [f"{file}: {type(error).__name__}: {error}" for _, file in clock[-1:]]
        clock.append((time.process_time(), ""))
        wrong += list(_slow(clock))
        wrong += [f"{path} was written" for path in Path(base).iterdir() if path not in {inputs, output}]
        wrong += [
            f"{path.name} was changed"
            for path in inputs.rglob("*")
            if made.get(path.name) != path.read_bytes()
        ]
        for line in wrong:
            if (inputs / line.partition(":")[0]).is_file():
                keep.mkdir(parents=True, exist_ok=True)
                shutil.copy(inputs / line.partition(":")[0], keep)
    return wrong


def _slow(clock: list[tuple[float, str]]) -> Iterator[str]:
    for (begin, file), (end, _) in pairwise(clock):
        if end - begin > SLOW:
            yield f"{Path(file).name}: took {end - begin:.1f} s"


def main() -> int:
    """Run the batches on all cores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    chosen = parser.parse_args()
    begin = time.monotonic()
    failed = done = 0
    with Pool(os.cpu_count()) as pool:
        work = partial(batch, seed=chosen.seed, keep=chosen.keep)
        for wrong in pool.imap_unordered(work, range(0, chosen.count, BATCH)):
            done += BATCH
            failed += len(wrong)
            for line in wrong:
                print(line)
            if done % 1000 == 0:
                print(f"{done:>7} inputs, {failed} failures, {time.monotonic() - begin:.0f} s", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
