import pytest

from pipeline import cache


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Give every test a cache of its own: what one makes of an article is no other's business."""
    file = tmp_path_factory.mktemp("cache") / "lines.sqlite"
    monkeypatch.setattr(cache, "_file", lambda: file)
    return file
