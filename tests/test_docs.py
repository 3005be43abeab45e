"""The documents say what the code does."""

import contextlib
import io
import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import build_docs
import build_tutorial
import pytest
import yaml

import pipeline
from pipeline import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
USERS_PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "tests" / "gold").glob("*.md")]


def test_the_column_page_is_fresh():
    assert build_docs.COLUMNS.read_text(encoding="utf-8") == build_docs.columns_page(), "run `make docs`"


def test_the_command_page_is_fresh():
    assert build_docs.COMMANDS.read_text(encoding="utf-8") == build_docs.commands_page(), "run `make docs`"


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


def helped(*command):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), pytest.raises(SystemExit):
        cli.main([*command, "--help"])
    return said.getvalue()


COMMANDS = re.findall(r"^    (\w+) ", helped(), re.MULTILINE)
OPTIONS = {name: set(re.findall(r"--\w[\w-]*", helped(name))) for name in COMMANDS}
DOCUMENTED = "\n".join(page.read_text(encoding="utf-8") for page in USERS_PAGES)
USES = re.findall(r"(?:^    |^\$ |`|/bin/)gouchen ([a-z]+)([^`\n]*)", DOCUMENTED, re.MULTILINE)


def test_every_command_and_option_is_documented():
    assert {"extract", "workbook"} <= set(COMMANDS)
    assert set(COMMANDS) <= {name for name, _ in USES}
    for option in itertools.chain(*OPTIONS.values()):
        assert re.search(rf"`{option}[ `]", DOCUMENTED), option


def test_every_documented_command_and_option_exists():
    for name, rest in USES:
        assert name in COMMANDS, name
        assert set(re.findall(r"--\w[\w-]*", rest)) <= OPTIONS[name], (name, rest)
    every = {"--version", *itertools.chain(*OPTIONS.values())}
    assert set(re.findall(r"`(--[a-z][\w-]*)[ `]", DOCUMENTED)) <= every


def test_what_the_tutorial_prints_is_fresh():
    page = build_tutorial.TUTORIAL.read_text(encoding="utf-8")
    assert build_tutorial.filled(page) == page, "run `make docs`"


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])


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
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *itertools.chain(*extras)]
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    own = {_name(one) for one in wanted if one.startswith("gouchen[")}
    assert {_name(one) for one in wanted} - own <= {_name(one) for one in pinned}


def _name(requirement):
    return re.split(r"[<>=~ ]", requirement)[0].lower().replace("_", "-")
