import os
import re
import subprocess
import sys
from functools import partial

import pytest
import regex

from pipeline import home, patterns

TEXT = "2024年12月看著 ab 顯著名 ABC党建 2023年 长葛市后河镇街道"


@pytest.fixture
def begin(tmp_path, monkeypatch):
    """Begin a run: call what is returned, and the run before has ended; it tells how often something was made."""
    saves, made = [], []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(home.atexit, "register", lambda save, *given: saves.append(partial(save, *given)))
    for maker, name in ((regex, "compile"), (patterns, "_instructions")):
        original = getattr(maker, name)
        monkeypatch.setattr(maker, name, lambda *given, make=original: made.append(given) or make(*given))
    caches = (home._shelf, patterns.compiled, patterns.standard)  # noqa: SLF001

    def anew():
        while saves:
            saves.pop()()
        for cached in caches:
            cached.cache_clear()
        count = len(made)
        made.clear()
        return count

    anew()
    yield anew
    for cached in caches:
        cached.cache_clear()


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        ("", 0),
        ("(?P<year>[0-9]{4})年(?:(?P<month>1[0-2]|[1-9])月)?", 0),
        (r"(?<![显名])著(?!名)|\p{Han}{2,4}?(?=街道)", 0),
        ("a b  # c", regex.VERBOSE),
        (r"[\p{Han}--[年月]]++", regex.V1),
    ],
)
def test_a_kept_pattern_is_the_pattern(begin, pattern, flags):
    same(begin, patterns.compiled, regex.compile(pattern, flags), pattern, flags)


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        ("", 0),
        ("(?P<year>[0-9]{4})年(?:(?P<month>1[0-2]|[1-9])月)?", 0),
        ("(?<![显名])著(?!名)|[㐀-鿿豈-﫿𠀀-𳑿]{2,4}?(?=街道)", 0),
        ("(?i:AB)|[a-z]+(?-i:c)", re.ASCII),
        ("a b  # c", re.VERBOSE | re.IGNORECASE),
        ("(.)(?:(?P<two>.)|x)(?=(.))(?(two).|$)", 0),
    ],
)
def test_so_is_one_of_re(begin, pattern, flags):
    same(begin, patterns.standard, re.compile(pattern, flags), pattern, flags)


def same(begin, compiled, plain, pattern, flags):
    begin()
    compiled(pattern, flags)
    assert begin() == 1
    kept = compiled(pattern, flags)
    assert begin() == 0, "compiled again"
    assert (kept.pattern, kept.flags, kept.groups) == (plain.pattern, plain.flags, plain.groups)
    assert dict(kept.groupindex) == dict(plain.groupindex)
    assert [(m.span(), m.groups(), m.lastgroup) for m in kept.finditer(TEXT)] == [
        (m.span(), m.groups(), m.lastgroup) for m in plain.finditer(TEXT)
    ]


@pytest.mark.usefixtures("begin")
@pytest.mark.parametrize("compiled", [patterns.compiled, patterns.standard])
def test_flags_tell_patterns_apart(compiled):
    assert compiled("a b").search(TEXT) is None
    assert compiled("a b", re.VERBOSE).search(TEXT)


def test_another_python_may_compile_re_otherwise(begin, monkeypatch):
    def absent(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(patterns, "import_module", absent)
    assert patterns.standard("[0-9]+年").search(TEXT)[0] == "2024年"
    begin()
    assert patterns.standard("[0-9]+年").search(TEXT)[0] == "2024年"


def test_errors_are_those_of_re():
    with pytest.raises(re.error, match="unterminated"):
        patterns.standard("(年")


def test_what_is_damaged_is_compiled_again(begin):
    patterns.compiled("[0-9]+年")
    begin()
    (file,) = home.cache_folder().glob("patterns-*")
    file.write_bytes(file.read_bytes()[:-9])
    assert patterns.compiled("[0-9]+年").search(TEXT)[0] == "2024年"
    assert begin() == 1


def test_where_nothing_can_be_kept_all_goes_on(begin, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        assert patterns.standard("[0-9]+年").search(TEXT)[0] == "2024年"
        assert begin() == 1


def test_not_more_is_kept_than_there_is_room_for(begin, monkeypatch):
    monkeypatch.setattr(home, "_LIMIT", 3)
    for n in range(5):
        patterns.compiled(f"{n}年")
    begin()
    assert [patterns.compiled(f"{n}年") for n in (2, 3, 4)]
    assert begin() == 0
    patterns.compiled("0年")
    assert begin() == 1


def test_what_two_runs_keep_at_once_is_kept(begin):
    patterns.compiled("年")
    home._shelf.cache_clear()  # noqa: SLF001 -- another run, while this one goes on
    patterns.compiled("月")
    assert begin() == 2
    assert patterns.compiled("年")
    assert patterns.compiled("月")
    assert begin() == 0


def test_patterns_are_the_same_in_every_run(tmp_path):
    program = "from pipeline.numbers import scan; from pipeline.places import zones; zones._opening()"
    sizes = []
    for seed in ("1", "2", "3"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path)}
        subprocess.run([sys.executable, "-c", program], check=True, env=environment)
        sizes.append(next(tmp_path.glob("gouchen/patterns-*")).stat().st_size)
    assert len(set(sizes)) == 1
