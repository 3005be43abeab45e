"""The gazetteer's data files: what is written, and under which names a place can be found."""

import re
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import gazetteer_areas as areas
import jieba
import marisa_trie
from gazetteer_divisions import FIRST, HAN, Division, Villages

from pipeline import lexicon
from pipeline.places import names
from pipeline.places.wording import is_generic

MAGIC = b"GZT2"
ALWAYS = 9999
SOURCE = "Built by tools/build_gazetteer.py; docs/gazetteer.md has the sources."
WORDS = {row["surface"]: {"chain": "bound"}.get(row["needs"], "word") for row in lexicon.rows("place_words")}
# A word of jieba's dictionary is common from this frequency on, and known as a word at all from that one.
COMMON, KNOWN = 150, 5
NAME_TAGS = ("nr", "ns", "nz", "nt")


def write_divisions(folder: Path, entries: list[Division]) -> None:
    """Write one line a division, in order of its number; what has changed over the years has four columns more."""
    lines = [
        f"# Divisions of township rank and above.  {SOURCE}",
        "# code is empty where there is none; parent is the number of a data line, counted from 0, or -1",
        "# Those that came or went: first, last: the years that have it; now: the number of what took its place;",
        "# same: 1 where that is the same division under another name or rank, 0 where it was merged",
        "# code\tname\tlevel\tparent\tfirst\tlast\tnow\tsame",
    ]
    for entry in entries:
        code = "" if "x" in entry.code else entry.code
        parent = -1 if entry.parent is None else entry.parent.row
        line = f"{code}\t{entry.name}\t{entry.level}\t{parent}"
        if entry.first or entry.last or entry.now:
            now = -1 if entry.now is None else entry.now.row
            same = int(entry.now is not None and not entry.merged)
            line += f"\t{entry.first or 0}\t{entry.last or ALWAYS}\t{now}\t{same}"
        lines.append(line)
    (folder / "gazetteer_divisions.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def anchors(entries: list[Division]) -> Iterator[tuple[str, str, int]]:
    """Yield every surface of every division of county rank or above, with its kind and number."""
    by_name = defaultdict(list)
    for entry in entries:
        zone = entry.level == "area" and len(entry.code) == 6 and not entry.code.startswith(areas.LISTED)
        city = entry.level == "township" and entry.name.endswith("市")
        if entry.level in ("province", "prefecture", "county") or zone or city:
            by_name[entry.name].append(entry)
            yield entry.name, full_kind(entry), entry.row
            for name in shorter(entry):
                merged = is_past(entry) and (entry.merged or not entry.now)
                yield name, "bound" if merged else short_kind(name, entry), entry.row
    for row in lexicon.rows("place_aliases"):
        for entry in by_name[row["official"]]:
            yield row["surface"], "short", entry.row
    for name, kind, entry in areas.surfaces(entries):
        yield name, kind, entry.row


def is_past(entry: Division) -> bool:
    """Tell whether a division was gone before the first snapshot."""
    return bool(entry.last and entry.last < FIRST)


def full_kind(entry: Division) -> str:
    """Tell whether a full name counts everywhere; that of a former district made of common words (动力区) does not."""
    stem = entry.name[:-1]
    frequency, tag = dictionary().get(stem, (0, ""))
    common = (frequency >= COMMON and tag != "ns") or all(character in characters() for character in stem)
    common = common or dictionary().get(entry.name[1:], (0, ""))[0] >= COMMON  # 向|山区
    if is_past(entry) and entry.name.endswith("区") and common:
        return "word"
    return WORDS.get(entry.name, "full")


def short_kind(name: str, entry: Division) -> str:
    """Tell whether a short name is also a word, or too vague to stand without evidence, or neither."""
    if name in WORDS:
        return "word"
    if entry.level == "area":
        city = names.short_names(entry.parent.name if entry.parent else "")
        return "short" if name.startswith(city) else "word"
    if entry.level in ("province", "prefecture") or len(name) > 2:
        return "short"
    frequency, tag = dictionary().get(name, (0, ""))
    if frequency >= KNOWN and tag != "ns":
        return "vague" if tag.startswith("nr") else "word"
    return "vague" if all(character in characters() for character in name) else "short"


@cache
def characters() -> str:
    """Return the characters that stand for too much."""
    return "".join(lexicon.words("place_characters"))


@cache
def dictionary() -> dict[str, tuple[int, str]]:
    """Return jieba's dictionary: word → frequency, tag."""
    text = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return {word: (int(frequency), tag) for word, frequency, tag in rows}


def write_edges(path: Path, taken: set[str]) -> None:
    """Write the common words of two characters: a name that would cut through one of them is doubtful."""
    words = sorted(
        word
        for word, (frequency, tag) in dictionary().items()
        if len(word) == 2 and frequency >= COMMON and tag[:2] not in NAME_TAGS and HAN.fullmatch(word)
    )
    lines = [
        "# Common words of two characters out of jieba's dictionary (MIT).  Built by tools/build_gazetteer.py."
    ]
    free = (word for word in words if word not in taken)
    lines += [" ".join(group) for _, group in groupby(free, key=lambda word: word[0])]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def shorter(entry: Division) -> tuple[str, ...]:
    """Return the shorter names of a division of county rank or above."""
    if entry.level == "area":
        return names.zone_names(entry.name, entry.parent.name if entry.parent else "")
    return names.short_names(entry.name)


def write_anchors(path: Path, entries: list[Division]) -> None:
    """Write one line a surface and kind: the divisions it may stand for."""
    rows: dict[tuple[str, str], set[int]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, kind, _ in anchors(entries):
        kinds[name].add(kind)
    for name, kind, row in anchors(entries):
        others = kinds[name] - {"bound"}
        rows[name, min(others) if kind == "bound" and others else kind].add(row)
    lines = [
        "# Names of divisions of county rank and above, full and short.  Built by tools/build_gazetteer.py.",
        "# surface\tkind\trows",
    ]
    lines += [
        f"{name}\t{kind}\t{' '.join(map(str, sorted(where)))}" for (name, kind), where in sorted(rows.items())
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def postings(entries: list[Division], found: Villages) -> dict[str, set[int]]:
    """Collect name → packed places: township, number of the village or 0, first and last snapshot."""
    out: dict[str, set[int]] = defaultdict(set)
    endings = tuple(lexicon.words("place_suffixes"))
    for (row, number, name), mask in found.items():
        if name.endswith(endings) and name not in endings:
            first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
            out[name].add(row << 16 | number << 6 | first << 3 | last)
    variants = {(entry.parent, entry.name) for entry in entries if entry.now and not entry.last}
    for entry in entries:
        low = entry.level == "township" or (len(entry.code) == 9 and entry.level == "area")
        if low and entry.name.endswith(endings) and entry.name not in endings:
            # 十团 would be found in longer numerals.
            if len(entry.name) > 2 or not REGIMENT.fullmatch(entry.name):
                out[entry.name].add(entry.row << 16)
            if entry.name.endswith("镇镇") and not is_generic(entry.name[:-2]):  # people say 乌镇
                out[entry.name[:-1]].add(entry.row << 16)
            if entry.name.endswith("街道"):
                out[entry.name[:-1]].add(entry.row << 16)
            short = names.stem(entry.name) + entry.name[-1]
            for form in corps_names(entry.name):
                out[form].add(entry.row << 16)
            known = len(short) < 3 or (entry.parent, short) in variants
            if entry.name.endswith(("族乡", "族镇", "族苏木")) and not known:
                out[short].add(entry.row << 16)
    return out


DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
REGIMENT = re.compile(r"[〇零一二三四五六七八九十]+团")


def corps_names(name: str) -> tuple[str, ...]:
    """Return the other names of a regiment of the corps.

    >>> corps_names("一三六团"), corps_names("十团"), corps_names("北泉镇")
    (('兵团一三六团', '136团'), ('兵团十团',), ())
    """
    if not REGIMENT.fullmatch(name):
        return ()
    return (f"兵团{name}", *(() if "十" in name or len(name) < 3 else (name.translate(DIGITS),)))


def write_names(folder: Path, places: dict[str, set[int]]) -> None:
    """Write the names, each from its last character to its first, as a trie, and the places of each."""
    trie = marisa_trie.Trie(sorted(name[::-1] for name in places))
    trie.save(str(folder / "gazetteer_names.marisa"))
    by_id = sorted(places.items(), key=lambda item: trie[item[0][::-1]])
    flat, starts = array("I"), array("I", [0])
    for _, where in by_id:
        flat.extend(sorted(where))
        starts.append(len(flat))
    header = MAGIC + struct.pack("<II", len(trie), len(flat))
    (folder / "gazetteer_places.bin").write_bytes(header + little(starts) + little(flat))


def little(numbers: array) -> bytes:  # type: ignore[type-arg]
    """Return the numbers as little-endian 32-bit bytes, whatever the machine."""
    return struct.pack(f"<{len(numbers)}I", *numbers)
