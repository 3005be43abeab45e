"""What the generator of damage inflicts, the repairs undo.  The whole measurement is `make damage`."""

import damage
import pytest

from pipeline import repair

KINDS = {kind.name: kind for kind in damage.KINDS}
FEW = 8


@pytest.mark.parametrize("kind", damage.KINDS, ids=lambda kind: kind.name)
def test_a_few_articles_are_restored(kind):
    articles = damage.clean_articles(traditional=kind.traditional)[:FEW]
    share = damage.measure(kind, articles)
    slack = 0.1 if share.wounds < 100 else 0.02
    assert share.wounds
    assert share.part >= kind.target - slack, share.failures


@pytest.mark.parametrize("traditional", [False, True])
def test_clean_articles_are_not_touched(traditional):
    for text in damage.clean_articles(traditional=traditional):
        assert repair.repair(text) == ()


def test_most_articles_are_clean_after_their_repairs():
    files = [path for folder in damage.FOLDERS for path in folder.glob("*.txt")]
    assert len(damage.clean_articles()) >= 0.9 * len(files)


def test_the_same_seed_inflicts_the_same_damage():
    text = damage.clean_articles()[0]
    for kind in damage.KINDS:
        assert damage.damage(text, kind.inflict, 3) == damage.damage(text, kind.inflict, 3)


def test_the_page_has_a_row_for_every_kind():
    page = damage.PAGE.read_text(encoding="utf-8")
    for kind in damage.KINDS:
        assert f"| {kind.name} | `{kind.looks}` |" in page, "run `make damage`"
