"""Land: fractions always sum to one, totals do not depend on the cell, edits take and give the same area."""

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SQUARE, map_of
from twin.city import City
from twin.covers import GROUND, KEYS
from twin.errors import TwinError
from twin.land import YARD_SEALED, Land, ground, sealed_share, yard_share
from twin.tags.assemble import assemble

place = st.floats(-20, 220, allow_nan=False).map(lambda v: round(v, 2))
box = st.tuples(place, place, place, place).map(lambda b: shapely.box(min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])))
edit = st.tuples(box, st.sampled_from(["lawn", "meadow", "water", "gravel", "green_roof"]), st.sets(st.sampled_from(KEYS), min_size=1))


def totals(land: Land) -> np.ndarray:
    return land.fractions.sum(axis=(1, 2)) * land.grid.cell_area


def test_pieces_tile_the_map(square: City) -> None:
    land = square.land
    assert shapely.area(land.pieces).sum() == pytest.approx(land.grid.area, rel=1e-12)
    assert shapely.union_all(land.pieces).area == pytest.approx(land.grid.area, rel=1e-9)


def test_hand_drawn_areas(square: City) -> None:
    """The car park loses nothing, the building keeps its footprint, the street its width."""
    assert square.land.area("asphalt") == pytest.approx(40 * 50)
    assert square.land.area("roof") == pytest.approx(30 * 30 * 2 + 70 * 40)
    assert square.land.area("lawn") == pytest.approx(60 * 60)
    assert square.land.area("carriageway") == pytest.approx(200 * 9.5 + 6 * (100 - 4.75), rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.lists(edit, max_size=6), st.lists(st.tuples(place, place, st.floats(0.5, 20)), max_size=5))
def test_fractions_sum_to_one_after_any_edits(edits: list, crowns: list) -> None:
    land = assemble(map_of(SQUARE), cell=10.0).land
    for shape, to, only in edits:
        if shape.area == 0:
            continue
        before = totals(land)
        land, taken = land.repaint(shape, to, only)
        change = totals(land) - before
        assert change.sum() == pytest.approx(0, abs=1e-6)
        assert change[KEYS.index(to)] == pytest.approx(sum(taken.values()), abs=1e-6)
        assert shapely.area(land.pieces).sum() == pytest.approx(land.grid.area, abs=1e-6)
    for x, y, radius in crowns:
        land, _ = land.shade(np.array([shapely.Point(x, y).buffer(radius)], dtype=object))
    np.testing.assert_allclose(land.fractions.sum(axis=0), 1, atol=1e-9)
    assert land.fractions.min() >= -1e-12
    assert land.canopy.min() >= 0
    assert land.canopy.max() <= 1 + 1e-12


@settings(max_examples=12, deadline=None)
@given(st.lists(edit, min_size=1, max_size=3), st.sampled_from([1.0, 2.0, 4.0, 10.0, 20.0, 25.0, 100.0]))
def test_totals_do_not_depend_on_the_cell(edits: list, cell: float) -> None:
    """The same map and edits at 5 m and at another cell: every cover's area agrees to 1e-6 of the map."""
    fine, other = assemble(map_of(SQUARE), cell=5.0).land, assemble(map_of(SQUARE), cell=cell).land
    for shape, to, only in edits:
        if shape.area:
            fine, other = fine.repaint(shape, to, only)[0], other.repaint(shape, to, only)[0]
    np.testing.assert_allclose(totals(fine), totals(other), atol=1e-6 * fine.grid.area)
    assert fine.canopy.sum() * 25 == pytest.approx(other.canopy.sum() * cell**2, rel=1e-6)


def test_crowns_do_not_count_twice(square: City) -> None:
    crown = np.array([shapely.box(100, 100, 110, 110)], dtype=object)
    once, gained = square.land.shade(crown)
    twice, again = once.shade(crown)
    assert gained == pytest.approx(100)
    assert again == 0
    assert twice is once


def test_an_edit_that_hits_nothing_returns_the_same_land(square: City) -> None:
    land, taken = square.land.repaint(shapely.box(1000, 1000, 1010, 1010), "lawn", KEYS)
    assert land is square.land
    assert taken == {}


def test_unknown_cover_names_the_nearest(square: City) -> None:
    with pytest.raises(TwinError, match='did you mean "asphalt"'):
        square.land.cover["asfalt"]


def test_soil_group_is_checked(square: City) -> None:
    with pytest.raises(TwinError, match="soil group"):
        assemble(map_of(SQUARE), soil="E")


def test_yards_are_split_into_paving_and_lawn(square: City) -> None:
    stack = ground(square.land)
    assert stack.shape == (len(GROUND), *square.grid.shape)
    np.testing.assert_allclose(stack.sum(axis=0), 1, atol=1e-9)
    dry = sealed_share(square.land, YARD_SEALED.replace({"sparse": 0.0, "medium": 0.0, "dense": 0.0}))
    full = sealed_share(square.land, YARD_SEALED.replace({"sparse": 1.0, "medium": 1.0, "dense": 1.0}))
    np.testing.assert_allclose(full - dry, square.land.cover["yard"], atol=1e-9)
    assert set(np.unique(yard_share(square.land))) <= {0.35, 0.55, 0.85}


def test_arrays_cannot_be_changed_in_place(square: City) -> None:
    with pytest.raises(ValueError, match="read-only"):
        square.land.fractions[0, 0, 0] = 5
    with pytest.raises(ValueError, match="read-only"):
        square.land.sealed[0, 0] = 5


def test_higher_order_lies_on_top(city_of: Callable[..., City]) -> None:
    """Ground < water < paths < streets < roofs."""
    whole = shapely.box(0, 0, 100, 100)
    line = shapely.LineString([(0, 50), (100, 50)])
    stack = [
        (whole, {"leisure": "park"}), (whole, {"natural": "water"}), (line, {"highway": "footway", "width": "30"}),
        (line, {"highway": "residential", "width": "20"}), (shapely.box(0, 48, 20, 50), {"building": "yes"}),
    ]  # fmt: skip
    expected = [("lawn", 100), ("water", 100), ("paved", 30), ("carriageway", 20), ("roof", 0.4)]
    for count, (cover, width) in enumerate(expected, 1):
        land = city_of(stack[:count], width=100, height=100).land
        beside = 2 * 1.5 * 100 if cover == "carriageway" else 0  # pavements lie below the water
        assert land.area(cover) == pytest.approx(width * 100, abs=beside + 1)
