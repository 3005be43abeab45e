"""Write `docs/columns.md` and `docs/commands.md` from the code, and the rows in README.md from `outputs/`.

For example:
  python tools/build_docs.py
"""

import argparse
import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline import cells, cli, codebook
from pipeline.tables import TABLES, Table

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ROOT / "docs" / "columns.md"
COMMANDS = ROOT / "docs" / "commands.md"
README = ROOT / "README.md"
OUTPUTS = ROOT / "outputs"

# The columns that README.md shows of each table, and the one whose values its rows are to differ in.
SHOWN = {
    "articles": ("article_id title outlet published place_code place_path numbers places", "article_id"),
    "sentences": ("sentence_id paragraph start end text", "paragraph"),
    "numbers": ("text kind value value_min value_max unit indicator date place_path", "kind"),
    "places": ("text level code path basis", "level"),
    "initiatives": ("text core type initiative_id place_path", "type"),
    "initiative_index": ("initiative_id name types mentions articles figures", "types"),
    "place_index": ("code path level mentions articles figures", "level"),
    "words": ("article_id word count", "count"),
    "repairs": ("article_id start end kind before after", "kind"),
    "failures": ("file reason", "reason"),
}
_ROWS = 5
_WIDEST = 40
_MARKED = re.compile(r"(<!-- rows of (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def columns_page() -> str:
    """Return the page that explains every column."""
    lines = [
        "# Columns",
        "",
        "Written by `make docs` from `pipeline/tables.py` and `pipeline/data/codebook.tsv`. The first sheet of the",
        "workbook says the same, and `datapackage.json` says it in English. Offsets count code points.",
        "",
    ]
    for table in TABLES:
        lines += [f"## {table.file} · {table.title}", "", table.description, codebook.meaning(table), ""]
        lines += [f"Key: {', '.join(f'`{name}`' for name in table.key)}", ""]
        lines += _grid(("column", "type", "标题", "meaning", "含义"), _described(table))
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _described(table: Table) -> Iterator[tuple[str, ...]]:
    for column in table.columns:
        chinese, english = codebook.explain(table, column)
        yield f"`{column.name}`", column.type, column.title, english, chinese


def commands_page() -> str:
    """Return the page that has every command with its arguments."""
    lines = ["# Commands", "", "Written by `make docs`; `gouchen COMMAND --help` says the same.", ""]
    for name, parser in _commands().items():
        lines += [f"## gouchen {name}", "", "```text", (parser.description or "").strip(), "```", ""]
        lines += _grid(("argument", "meaning"), map(_argument, parser._actions))  # noqa: SLF001 -- no other way
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = cli._parser()._actions  # noqa: SLF001 -- no other way
    return next(dict(action.choices) for action in actions if isinstance(action.choices, dict))


def _argument(action: argparse.Action) -> tuple[str, str]:
    value = f" {action.metavar}" if action.metavar and action.option_strings else ""
    names = [f"`{name}{value}`" for name in action.option_strings or [str(action.metavar)]]
    return ", ".join(names), (action.help or "") % vars(action)


def readme(page: str) -> str:
    """Return README.md with its rows taken from the tables as they stand."""
    return _MARKED.sub(lambda match: f"{match[1]}{_sample(match[2])}{match[3]}", page)


def _sample(name: str) -> str:
    table = next(table for table in TABLES if table.name == name)
    columns, distinct = SHOWN[name]
    with (OUTPUTS / table.file).open(encoding="utf-8-sig", newline="") as file:
        firsts: dict[str, dict[str, str]] = {}
        for row in csv.DictReader(file):
            firsts.setdefault(row[distinct], row)
    shown = ([_short(row[column]) for column in columns.split()] for row in islice(firsts.values(), _ROWS))
    return "\n".join(_grid(columns.split(), shown)) + "\n"


def _short(text: str) -> str:
    plain = cells.unguard(text)
    return plain if len(plain) <= _WIDEST else plain[: _WIDEST - 1] + "…"


def _grid(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    header = list(header)
    yield _line(header)
    yield _line("---" for _ in header)
    yield from map(_line, rows)


def _line(texts: Iterable[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"


if __name__ == "__main__":
    COLUMNS.write_text(columns_page(), encoding="utf-8")
    COMMANDS.write_text(commands_page(), encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
