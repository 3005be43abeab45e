import pytest
import regex

from pipeline import home, patterns

TEXT = "2024年12月看著 ab 顯著名 ABC党建 2023年 长葛市后河镇街道"


@pytest.fixture
def begin(tmp_path, monkeypatch):
    """Begin a run: call what is returned, and the run before has ended."""
    saves = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(patterns.atexit, "register", saves.append)
    caches = (patterns._kept, patterns._keep_at_exit)  # noqa: SLF001

    def anew():
        made = len(saves)
        while saves:
            saves.pop()()
        for cached in caches:
            cached.cache_clear()
        return made

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
    plain = regex.compile(pattern, flags)
    patterns.compiled(pattern, flags)
    assert begin() == 1
    kept = patterns.compiled(pattern, flags)
    assert begin() == 0, "compiled again"
    assert (kept.pattern, kept.flags, kept.groupindex) == (plain.pattern, plain.flags, plain.groupindex)
    assert [(m.span(), m.groups()) for m in kept.finditer(TEXT)] == [
        (m.span(), m.groups()) for m in plain.finditer(TEXT)
    ]


@pytest.mark.usefixtures("begin")
def test_flags_tell_patterns_apart():
    assert patterns.compiled("a b").search(TEXT) is None
    assert patterns.compiled("a b", regex.VERBOSE).search(TEXT)


def test_what_is_damaged_is_compiled_again(begin):
    patterns.compiled("[0-9]+年")
    begin()
    (file,) = home.cache_folder().glob("patterns-*")
    file.write_bytes(file.read_bytes()[:-9])
    assert patterns.compiled("[0-9]+年").search(TEXT)[0] == "2024年"
    assert begin() == 1


def test_not_more_is_kept_than_there_is_room_for(begin, monkeypatch):
    monkeypatch.setattr(patterns, "_LIMIT", 3)
    for n in range(5):
        patterns.compiled(f"{n}年")
    begin()
    assert [patterns.compiled(f"{n}年") for n in (2, 3, 4)]
    assert begin() == 0
    patterns.compiled("0年")
    assert begin() == 1
