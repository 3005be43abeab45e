"""The documents say what the code does."""

import re
import subprocess
import tomllib
from pathlib import Path

import build_docs
import pytest

import pipeline
from pipeline import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "tests" / "gold").glob("*.md")]


def test_the_column_page_is_fresh():
    assert build_docs.COLUMNS.read_text(encoding="utf-8") == build_docs.columns_page(), "run `make docs`"


def test_the_rows_in_the_readme_are_fresh():
    assert build_docs.readme(README) == README, "run `make docs`"


def test_the_readme_shows_every_table():
    assert set(re.findall(r"<!-- rows of (\w+) -->", README)) == set(build_docs.SHOWN)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_make_target_is_helped_and_documented():
    helped = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for target in targets[1].split():
        assert f"make {target} " in helped
        assert f"make {target}" in README + contributing


def test_every_option_is_documented(capsys):
    with pytest.raises(SystemExit):
        cli.main(["extract", "--help"])
    for option in re.findall(r"--\w[\w-]*", capsys.readouterr().out):
        assert option == "--help" or option in README


def test_every_public_name_is_documented():
    for name in pipeline.__all__:
        assert name.startswith("__") or f"pipeline.{name}(" in README


def test_the_changelog_knows_the_version():
    assert f"## [{pipeline.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_module_has_its_place_in_the_architecture():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for path in (ROOT / "pipeline").iterdir():
        if path.suffix == ".py" or (path / "__init__.py").exists():
            assert path.name in page, path.name


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["dev"]]
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert {_name(one) for one in wanted} <= {_name(one) for one in pinned}


def _name(requirement):
    return re.split(r"[<>=~ ]", requirement)[0].lower().replace("_", "-")
