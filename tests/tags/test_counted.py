"""Traffic counts as tags of a map: which are taken, and what is said of the others."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import map_of
from twin.tags.assemble import assemble
from twin.tags.counted import counts_from

BOX = shapely.box(0, 0, 100, 100)
LINE = shapely.LineString([(10, 10), (60, 10)])


def test_a_count_with_everything() -> None:
    tags = {"traffic:daily": "4000", "traffic:peak": "420", "traffic:year": "2011", "traffic:direction": "nord", "name": "Rue Haute"}
    counts, notes = counts_from(np.array([LINE], dtype=object), [tags], BOX)
    assert (counts.daily[0], counts.peak[0], counts.year[0]) == (4000, 420, 2011)
    assert (counts.names[0], counts.direction[0]) == ("Rue Haute", "nord")
    assert "1" in notes[0]


@pytest.mark.parametrize("daily", ["", "0", "-4", "many", "nan", "inf", "1e9"])
def test_what_is_no_number_is_left_out_and_said(daily: str) -> None:
    counts, notes = counts_from(np.array([LINE], dtype=object), [{"traffic:daily": daily}], BOX)
    assert not len(counts)
    assert "left out" in notes[0]


@given(st.dictionaries(st.sampled_from(["traffic:daily", "traffic:peak", "traffic:year", "traffic:direction"]), st.text(max_size=8)))
def test_any_tags_are_read_or_left_out(tags: dict[str, str]) -> None:
    counts, _ = counts_from(np.array([LINE], dtype=object), [tags], BOX)
    assert np.isfinite(counts.daily).all()
    assert ((counts.peak > 0) | np.isnan(counts.peak)).all()


def test_counts_outside_the_map_stay_outside_and_a_point_will_do() -> None:
    shapes = np.array([shapely.Point(50, 50), shapely.Point(500, 50)], dtype=object)
    counts, _ = counts_from(shapes, [{"traffic:daily": "100"}] * 2, BOX)
    assert len(counts) == 1


def test_a_map_without_counts_has_none_and_works_leave_them() -> None:
    drawn = [(LINE, {"highway": "residential"}), (LINE, {"traffic:daily": "900"})]
    city = assemble(map_of(drawn, 100, 100), cell=10)
    assert city.counts.daily.tolist() == [900]
    assert len(city.streets) == 1
    assert not any("without an effect" in note for note in city.notes)
    assert not len(assemble(map_of(drawn[:1], 100, 100), cell=10).counts)
