"""Write into docs/tutorial.md what its commands print.

In a ```console block `$` begins a command, and what it prints follows; a ```csv block is written to the file
that it names; what a ```python block prints goes to the ```text block below.

For example:
  python tools/build_tutorial.py
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+\.\d s\b")


def filled(page: str) -> str:
    """Run the blocks of the page in a folder that has nothing but `seeds`, and return the page with their output."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "seeds").symlink_to(ROOT / "seeds")
        printed = ""

        def run(block: re.Match[str]) -> str:
            nonlocal printed
            language, file, body = block.groups()
            if language == "console":
                commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
                body = "".join(
                    f"$ {command}\n{_output(shlex.split(command), folder)}" for command in commands
                )
            elif language == "csv":
                (folder / file).write_text(body, encoding="utf-8")
            elif language == "python":
                printed = _output([sys.executable, "-c", body], folder)
            elif language == "text":
                body = printed
            return f"```{language}{f' {file}' if file else ''}\n{body}```"

        return _BLOCK.sub(run, page)


def _output(command: list[str], folder: Path) -> str:
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {
        "PATH": paths,
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(  # noqa: S603 -- what the page says
        command, cwd=folder, env=environment, capture_output=True, check=False
    )
    if done.returncode > 1 or done.stderr:  # 1 is how `diff` says that there are differences
        raise RuntimeError(f"{shlex.join(command)}: {done.stderr.decode()}")
    lines = _SECONDS.sub("… s", done.stdout.decode()).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    TUTORIAL.write_text(filled(TUTORIAL.read_text(encoding="utf-8")), encoding="utf-8")
