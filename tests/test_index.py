"""What is gathered over all articles does not depend on how they came in, and stays bounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import index
from pipeline.gather import Gathered
from pipeline.lines import Sheaf
from pipeline.tables import BY_ARTICLE, TABLES


def sheaf(article, cells):
    """Return the rows of an article as far as the indexes look at them."""
    initiative, core, name, place, count = cells
    facts = {
        "places": [["411000", place, article, "prefecture", count, count]] if place else [],
        "initiatives": [[initiative, name, core, "campaign", place, article, "2023-07", count, count]],
    }
    line = f"{article},x\n".encode()
    return Sheaf(line * len(BY_ARTICLE), ((len(line), 1),) * len(BY_ARTICLE), facts)


def gathered(sheaves):
    with Gathered() as found:
        for name, one in sheaves:
            found.add(name, one)
        found.finish()
        return {table.name: b"".join(found.lines(table)) for table in TABLES}


SHEAVES = st.lists(
    st.tuples(
        st.sampled_from(["i1", "i2", "i3"]),
        st.sampled_from(["甲", "乙"]),
        st.sampled_from(["“甲”行动", "甲行动", "乙"]),
        st.sampled_from(["河南省/许昌市", "河南省", ""]),
        st.integers(1, 3),
    ),
    max_size=8,
)


@given(SHEAVES, st.randoms())
def test_the_order_of_coming_in_does_not_matter(cells, chance):
    sheaves = [(f"a{number}", sheaf(f"a{number}", one)) for number, one in enumerate(cells)]
    shuffled = chance.sample(sheaves, len(sheaves))
    assert gathered(sheaves) == gathered(shuffled)


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2)), min_size=1, max_size=9), st.integers(1, 3)
)
def test_rows_become_columns_however_many_are_taken_together(rows, together):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_TOGETHER", together)
        columns = index._columns(iter(rows))  # noqa: SLF001
    assert [list(column) for column in columns] == [list(column) for column in zip(*rows, strict=True)]


@given(SHEAVES)
def test_every_mention_is_counted_once(cells):
    with Gathered() as found:
        for number, one in enumerate(cells):
            found.add(f"a{number}", sheaf(f"a{number}", one))
        database = found._database  # noqa: SLF001
        initiatives = {row["initiative_id"]: row for row in index.initiative_index(database)}
        places = {row["path"]: row for row in index.place_index(database)}
    for initiative_id, row in initiatives.items():
        own = [one for one in cells if one[0] == initiative_id]
        assert row["mentions"] == row["figures"] == sum(one[4] for one in own)
        assert row["articles"] == len(own)
        others = {one[0] for one in cells if one[1] in {mine[1] for mine in own}} - {initiative_id}
        assert row["namesakes"] == ";".join(sorted(others))
    assert set(initiatives) == {one[0] for one in cells}
    assert set(places) == {one[3] for one in cells} - {""}
    for path, row in places.items():
        own = [one for one in cells if one[3] == path]
        assert row["mentions"] == row["figures"] == sum(one[4] for one in own)
        assert row["articles"] == len(own)


@pytest.mark.parametrize("count", [2, 101, 150])
def test_namesakes_are_bounded(count):
    with Gathered() as found:
        for number in range(count):
            found.add(f"a{number}", sheaf(f"a{number}", (f"i{number:03}", "甲", "甲", "", 1)))
        rows = list(index.initiative_index(found._database))  # noqa: SLF001
    assert {len(str(row["namesakes"]).split(";")) for row in rows} == {min(count - 1, 100)}
