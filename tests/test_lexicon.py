import pytest

from pipeline import home, lexicon


@pytest.fixture
def counted(tmp_path, monkeypatch):
    """Return what builds something of a list, and how often it did."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home._shelf.cache_clear()  # noqa: SLF001
    calls = []

    @lexicon.built
    def first(name):
        calls.append(name)
        return next(lexicon.rows(name))["word"]

    def again():
        first.cache_clear()
        return first("word_classes"), len(calls)

    yield again
    home._shelf.cache_clear()  # noqa: SLF001


def test_what_is_built_of_a_list_is_kept(counted):
    word, calls = counted()
    assert counted() == (word, calls) == (word, 1)


def test_the_users_words_have_it_built_anew(counted, monkeypatch):
    word, _ = counted()
    monkeypatch.setattr(lexicon, "_added", {"word_classes": ({"word": "钩沉", "class": "v"},)})
    assert counted() == ("钩沉", 2)
    monkeypatch.setattr(lexicon, "_added", {})
    assert counted() == (word, 2)


def test_other_files_have_it_built_anew(counted, monkeypatch):
    counted()
    monkeypatch.setattr(lexicon, "_state", lambda: "changed")
    assert counted()[1] == 2


def test_the_state_tells_a_changed_file(tmp_path, monkeypatch):
    package = tmp_path / "listed"
    package.mkdir()
    for name in ("__init__.py", "units.tsv"):
        (package / name).write_text("亩", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(lexicon, "_SOURCES", ("listed",))
    states = set()
    for file, text in (("units.tsv", "亩"), ("units.tsv", "公顷"), ("more.tsv", "亩")):
        (package / file).write_text(text, "utf-8")
        lexicon._state.cache_clear()  # noqa: SLF001
        states.add(lexicon._state())  # noqa: SLF001
    lexicon._state.cache_clear()  # noqa: SLF001
    assert len(states) == 3
