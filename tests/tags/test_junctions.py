"""Ways cut and joined where they meet: cases drawn by hand, and properties that hold for any drawing."""

from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.streets import Streets
from twin.tags.junctions import LOOSE, joined
from twin.tags.ways import streets_from

Line = Sequence[tuple[float, float]]
BOX = shapely.box(0, 0, 200, 200)
EAST: Line = [(20, 100), (180, 100)]
NORTH: Line = [(100, 20), (100, 180)]


def drawn(*lines: Line, tags: Sequence[dict[str, str]] = ()) -> Streets:
    """Ways before they are joined; tags of each way, the class unless they say otherwise residential."""
    said = [{"highway": "residential"} | t for t in (tags or [{}] * len(lines))]
    shapes = np.array([shapely.LineString(line) for line in lines], dtype=object)
    return streets_from(shapes, said, [f"way/{i}" for i in range(len(lines))], BOX)[0]


def met(*lines: Line, tags: Sequence[dict[str, str]] = ()) -> Streets:
    return joined(drawn(*lines, tags=tags))


def arms(streets: Streets) -> list[int]:
    """How many ends meet at each junction, the most first."""
    return sorted(np.bincount(np.concatenate([streets.tail, streets.head])).tolist(), reverse=True)


def ends_apart(streets: Streets) -> float:
    """The largest distance between a row's end and its junction [m]."""
    points = shapely.get_coordinates(shapely.get_point(np.repeat(streets.lines, 2), np.tile([0, -1], len(streets)))).reshape(-1, 2, 2)
    at = np.stack([streets.junctions[streets.tail], streets.junctions[streets.head]], axis=1)
    return float(np.hypot(*(points - at).reshape(-1, 2).T).max(initial=0.0))


# -- where ways meet -----------------------------------------------------------------------------------------
def test_ways_that_share_a_point_meet_there() -> None:
    s = met([(20, 100), (100, 100), (180, 100)], [(100, 100), (100, 180)])
    assert arms(s) == [3, 1, 1, 1]
    assert sorted(s.length) == pytest.approx([80, 80, 80])


def test_ways_that_cross_on_the_same_level_meet() -> None:
    s = met(EAST, NORTH)
    assert arms(s) == [4, 1, 1, 1, 1]
    assert s.length == pytest.approx([80] * 4)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"bridge": "yes"}, {}),
        ({}, {"bridge": "viaduct", "layer": "1"}),
        ({"bridge": "yes", "layer": "1"}, {"bridge": "yes", "layer": "2"}),
        ({"layer": "1"}, {}),
    ],
)
def test_what_passes_above_does_not_meet(first: dict[str, str], second: dict[str, str]) -> None:
    s = met(EAST, NORTH, tags=[first, second])
    assert len(s) == 2
    assert arms(s) == [1, 1, 1, 1]


@pytest.mark.parametrize("below", [{"tunnel": "yes"}, {"layer": "-1"}])
def test_what_passes_below_is_not_there(below: dict[str, str]) -> None:
    assert len(met(EAST, NORTH, tags=[below, {}])) == 1


def test_two_ways_on_one_bridge_meet() -> None:
    assert arms(met(EAST, NORTH, tags=[{"bridge": "yes"}, {"bridge": "yes", "layer": "1"}])) == [4, 1, 1, 1, 1]


def test_a_bridge_meets_the_streets_at_its_ends() -> None:
    s = met([(20, 100), (80, 100)], [(80, 100), (120, 100)], [(120, 100), (180, 100)], NORTH, tags=[{}, {"bridge": "yes"}, {}, {}])
    assert arms(s) == [2, 2, 1, 1, 1, 1]


@pytest.mark.parametrize("gap", [0.3, 0.7, 1.0, 1.45])
def test_a_loose_end_beside_a_way_is_joined(gap: float) -> None:
    """Hand-drawn maps: a way that stops within 1.5 m of another one is meant to meet it."""
    s = met(EAST, [(100, 100 + gap), (100, 180)])
    assert arms(s) == [3, 1, 1, 1]
    assert ends_apart(s) <= LOOSE


@pytest.mark.parametrize("gap", [0.3, 0.7, 1.45])
def test_two_loose_ends_are_joined(gap: float) -> None:
    s = met([(20, 100), (100, 100)], [(100 + gap, 100), (180, 100)])
    assert arms(s) == [2, 1, 1]


def test_a_loose_end_goes_to_the_nearest_of_two() -> None:
    s = met([(20, 100), (100, 100)], [(101.2, 100), (180, 100)], [(100, 101), (100, 180)], [(100, 99.2), (100, 20)])
    assert arms(s) == [4, 1, 1, 1, 1]  # 1.2, 1.0 and 0.8 m from the first, each of which is nearest to it


@pytest.mark.parametrize("gap", [1.55, 3.0])
def test_a_way_that_stops_further_off_is_a_dead_end(gap: float) -> None:
    assert arms(met(EAST, [(100, 100 + gap), (100, 180)])) == [1, 1, 1, 1]


@pytest.mark.parametrize("gap", [0.3, 1.0])
def test_a_dead_end_under_a_bridge_does_not_meet_it(gap: float) -> None:
    assert arms(met(EAST, [(100, 100 + gap), (100, 180)], tags=[{"bridge": "yes"}, {}])) == [1, 1, 1, 1]


def test_the_loose_end_of_a_bridge_meets_the_street_it_comes_down_to() -> None:
    assert arms(met(EAST, [(100, 101), (100, 180)], tags=[{}, {"bridge": "yes"}])) == [3, 1, 1, 1]


# -- shapes of ways ------------------------------------------------------------------------------------------
RING: Line = [(50, 50), (150, 50), (150, 150), (50, 150), (50, 50)]


def test_a_closed_way_begins_and_ends_at_one_junction() -> None:
    s = met(RING)
    assert (len(s), len(s.junctions)) == (1, 1)
    assert s.tail[0] == s.head[0]


def test_a_closed_way_is_cut_where_others_meet_it() -> None:
    s = met(RING, [(150, 100), (190, 100)], [(10, 100), (50, 100)])
    assert arms(s) == [3, 3, 2, 1, 1]
    assert s.length.sum() == pytest.approx(400 + 80)


@pytest.mark.parametrize("corner", [[], [(100, 100)]])
def test_a_way_that_crosses_itself_meets_itself_and_keeps_its_direction(corner: list[tuple[float, float]]) -> None:
    line = [(20, 20), *corner, (180, 180), (180, 20), *corner, (20, 180)]
    s = met(line, tags=[{"oneway": "yes"}])
    assert len(s) == 3
    assert arms(s) == [4, 1, 1]
    starts = sorted(tuple(np.round(row.coords[0], 6).tolist()) for row in s.lines)
    assert starts == [(20, 20), (100, 100), (100, 100)]  # the loop and the last leg leave the crossing, none runs back to the start
    assert s.total_length() == pytest.approx(shapely.LineString(line).length)


def test_the_same_way_drawn_twice_stays_twice_between_the_same_junctions() -> None:
    s = met(EAST, EAST, EAST[::-1])
    assert len(s.junctions) == 2
    assert {tuple(sorted(pair)) for pair in zip(s.tail.tolist(), s.head.tolist(), strict=True)} == {(0, 1)}
    assert s.total_length() == pytest.approx(3 * 160)


def test_ways_that_overlap_are_cut_where_they_part() -> None:
    s = met([(20, 100), (120, 100)], [(80, 100), (180, 100)])
    assert sorted(s.length) == pytest.approx([40, 40, 60, 60])
    assert arms(s) == [3, 3, 1, 1]


def test_pieces_without_length_are_left_out() -> None:
    s = met([(50, 50), (50, 50)], [(20, 100), (20, 100), (180, 100), (180, 100)])
    assert s.length == pytest.approx([160])


def test_crossings_closer_than_half_a_metre_are_one_junction() -> None:
    s = met(EAST, [(100, 20), (100, 180)], [(100.3, 20), (100.3, 180)])
    assert s.length.min() > 0.5
    assert s.total_length() == pytest.approx(3 * 160)
    assert max(arms(s)) == 6


def test_no_ways_have_no_junctions() -> None:
    s = joined(streets_from(np.empty(0, dtype=object), [], [], BOX)[0])
    assert s.junctions.shape == (0, 2)


def test_every_column_goes_with_its_piece() -> None:
    s = met(EAST, NORTH, tags=[{"highway": "tertiary", "lanes": "3", "name": "A", "oneway": "yes"}, {"name": "B"}])
    for row in range(len(s)):
        across = abs(s.lines[row].coords[0][1] - s.lines[row].coords[-1][1]) < 1
        name, kind, lanes, oneway, imputed = ("A", "tertiary", 3, 1, False) if across else ("B", "residential", 2, 0, True)
        assert (s.names[row], s.kinds[row], s.lanes[row], s.oneway[row], s.imputed["lanes"][row]) == (name, kind, lanes, oneway, imputed)


def test_joining_again_changes_nothing() -> None:
    once = met(EAST, NORTH, RING, [(30, 101), (30, 150)])
    again = joined(once)
    assert len(again) == len(once)
    assert len(again.junctions) == len(once.junctions)
    np.testing.assert_array_equal(again.length, once.length)


# -- any drawing ---------------------------------------------------------------------------------------------
place = st.tuples(st.integers(0, 40).map(lambda k: 5.0 * k), st.integers(0, 40).map(lambda k: 5.0 * k))
anywhere = st.tuples(st.floats(1, 199), st.floats(1, 199))
ways = st.lists(st.lists(place | anywhere, min_size=2, max_size=5), min_size=1, max_size=8)


@given(ways, st.data())
@settings(deadline=None, max_examples=40)
def test_any_drawing_keeps_its_length_and_its_rows_run_from_junction_to_junction(lines: list[Line], data: st.DataObject) -> None:
    tags = [{"bridge": "yes"} if data.draw(st.booleans()) else {} for _ in lines]
    before = drawn(*lines, tags=tags)
    after = joined(before)
    assert after.total_length() == pytest.approx(before.total_length(), rel=1e-6, abs=1e-6)
    for name in set(before.ids):
        mine, its = before.ids == name, after.ids == name
        assert after.total_length(its) == pytest.approx(before.total_length(mine), rel=1e-6, abs=1e-6)
    if not len(after):
        return
    assert set(np.concatenate([after.tail, after.head])) == set(range(len(after.junctions)))
    assert np.all(after.length > 0)
    assert ends_apart(after) <= 2 * LOOSE  # a junction is the mean of ends that hang together over one step of LOOSE or several of SAME


@given(ways)
@settings(deadline=None, max_examples=25)
def test_the_order_of_the_ways_does_not_matter(lines: list[Line]) -> None:
    there, back = met(*lines), met(*lines[::-1])
    assert len(there) == len(back)
    assert arms(there) == arms(back)


@given(ways)
@settings(deadline=None, max_examples=25)
def test_every_way_stays_in_one_piece(lines: list[Line]) -> None:
    """Pieces of one way follow each other through shared junctions: nobody falls off a street where it was cut."""
    before = drawn(*lines)
    whole = np.unique(before.ids)
    after = joined(before)
    for name in whole:
        parts = after.lines[after.ids == name]
        if len(shapely.get_parts(shapely.line_merge(shapely.union_all(before.lines[before.ids == name])))) > 1:
            continue  # clipping at the edge of the map or a crossing with itself has parted it already
        rows = np.flatnonzero(after.ids == name)
        seen: set[int] = set()
        front = {int(after.tail[rows[0]])}
        while front - seen:
            seen |= front
            touching = [r for r in rows if after.tail[r] in seen or after.head[r] in seen]
            front = {int(after.tail[r]) for r in touching} | {int(after.head[r]) for r in touching}
        assert {int(n) for r in rows for n in (after.tail[r], after.head[r])} <= seen, (name, len(parts))
