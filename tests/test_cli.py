"""The command line: what it says, and its exit status."""

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from documents import document

import pipeline
from pipeline import cli, process
from pipeline.tables import TABLES


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(process, "process", lambda article: replace(document(), article=article))


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("文", encoding="utf-8")
    return tmp_path / "news"


def test_a_run_ends_with_a_summary_and_status_0(news, capsys):
    assert cli.main(["extract", "news"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("1 article, 0 failures, ")
    for table in TABLES:
        assert f"  {table.name} " in said.out
    assert (news.parent / "outputs" / "numbers.csv").exists()


def test_a_bad_file_is_named_with_its_reason_and_status_1(news, capsys):
    (news / "空.txt").touch()
    assert cli.main(["extract", "news", "--output", "tables"]) == 1
    said = capsys.readouterr()
    assert said.err == "gouchen: 空.txt: The file is empty.\n"
    assert "1 article, 1 failure, " in said.out
    assert "空.txt" in (news.parent / "tables" / "failures.csv").read_text(encoding="utf-8-sig")


def test_of_many_bad_files_some_are_named_and_the_others_counted(news, capsys):
    for number in range(30):
        (news / f"{number:02}.txt").touch()
    assert cli.main(["extract", "news", "--output", "tables"]) == 1
    said = capsys.readouterr()
    assert said.err.count("The file is empty.") == 20
    assert said.err.endswith("gouchen: … and 10 more, which the table failures lists\n")
    assert (news.parent / "tables" / "failures.csv").read_text("utf-8-sig").count("empty") == 30


@pytest.mark.parametrize(
    "arguments", [["nowhere"], ["empty"], ["news", "--output", "file"], ["news", "--output", "file/x"]]
)
def test_nothing_to_read_or_no_place_to_write_is_status_2(news, capsys, arguments):
    (news.parent / "empty").mkdir()
    (news.parent / "file").write_text("x", encoding="utf-8")
    before = sorted(news.parent.rglob("*"))
    assert cli.main(["extract", *arguments]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("gouchen: ")
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert sorted(news.parent.rglob("*")) == before


@pytest.mark.parametrize("arguments", [[], ["extract"], ["extrakt", "x"], ["extract", "news", "--fast"]])
def test_a_wrong_command_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    assert exit_.value.code == 2
    assert "usage: gouchen" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"]])
def test_every_help_text_has_an_example(arguments, capsys):
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    assert exit_.value.code == 0
    said = capsys.readouterr().out
    assert "example" in said
    assert "  gouchen extract " in said


def test_version(capsys):
    with pytest.raises(SystemExit) as exit_:
        cli.main(["--version"])
    assert exit_.value.code == 0
    assert capsys.readouterr().out == f"gouchen {pipeline.__version__}\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.usefixtures("news")
def test_progress_is_shown_on_a_terminal_and_wiped_off(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert cli.main(["extract", "news"]) == 0
    said = sys.stderr.getvalue()
    assert "0/1  a.txt" in said
    assert said.endswith("\r\x1b[K")


def test_an_interrupted_run_leaves_the_tables(news, monkeypatch, capsys):
    assert cli.main(["extract", "news"]) == 0
    before = (news.parent / "outputs" / "articles.csv").read_bytes()

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "process", interrupted)
    (news / "a.txt").write_text("文二", encoding="utf-8")
    assert cli.main(["extract", "news"]) == 130
    assert "interrupted" in capsys.readouterr().err
    assert (news.parent / "outputs" / "articles.csv").read_bytes() == before


def test_the_module_is_the_command():
    said = subprocess.run(
        [sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=True
    )
    assert said.stdout == f"gouchen {pipeline.__version__}\n"


def test_the_import_is_cheap():
    program = "import sys, pipeline; print(*sorted(sys.modules), sep='\\n')"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"pandas", "jieba", "opencc", "regex", "pipeline.run"} & set(said.stdout.split())


def test_a_run_needs_no_pandas():
    program = "import sys; from pipeline import run; print(*sorted(sys.modules), sep='\\n')"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pandas" not in said.stdout.split()


def test_there_is_no_other_name():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = pipeline.nonsense
