"""What has been looked up does not pile up with the articles."""

import functools
import gc
from pathlib import Path

from pipeline import extract_text

WRITTEN = sorted(Path(__file__).with_name("written").glob("*.txt"))


def unbounded():
    """Return how much is in each cache that has no bound."""
    found = [one for one in gc.get_objects() if isinstance(one, type(functools.cache(print)))]
    return {
        f"{one.__module__}.{one.__qualname__}": one.cache_info().currsize
        for one in found
        if one.__module__.startswith("pipeline.") and one.cache_info().maxsize is None
    }


def test_no_cache_without_bound_grows_with_the_articles():
    for path in WRITTEN[:10]:
        extract_text(path.read_text("utf-8"))
    before = unbounded()
    for path in WRITTEN[10:20]:
        extract_text(path.read_text("utf-8"))
    assert {name for name, size in unbounded().items() if size >= before.get(name, 0) + 10} == set()
