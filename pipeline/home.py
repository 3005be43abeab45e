"""Where things are kept for the user from run to run."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gouchen"
