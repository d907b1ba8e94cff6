"""Exact areas of polygons in cells, against shapely's own intersections cell by cell."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.burning import burn, burn_classes
from twin.grid import Grid, LocalPlane

GRID = Grid(LocalPlane(0, 0), 0.0, 60.0, 12, 16, 5.0)  # 80 × 60 m
CELLS = shapely.box(*np.array([[c * 5, 60 - (r + 1) * 5, c * 5 + 5, 60 - r * 5] for r in range(12) for c in range(16)]).T)


def by_shapely(shape: shapely.Geometry) -> np.ndarray:
    return (shapely.area(shapely.intersection(CELLS, shape)) / 25).reshape(GRID.shape)


number = st.floats(-30, 110, allow_nan=False).map(lambda v: round(v, 3))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(number, number), min_size=3, max_size=9))
def test_any_polygon_matches_shapely(points: list[tuple[float, float]]) -> None:
    shape = shapely.MultiPoint(points).convex_hull
    if shape.geom_type != "Polygon":
        return
    np.testing.assert_allclose(burn(shape, GRID), by_shapely(shape), atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(number, number, st.floats(1, 60), st.floats(0.1, 0.9))
def test_holes_are_empty(x: float, y: float, radius: float, hole: float) -> None:
    shape = shapely.Point(x, y).buffer(radius).difference(shapely.Point(x, y).buffer(radius * hole))
    np.testing.assert_allclose(burn(shape, GRID), by_shapely(shape), atol=1e-9)


@pytest.mark.parametrize("shape", [
    shapely.box(0, 0, 80, 60), shapely.box(5, 5, 10, 10), shapely.box(-100, -100, 200, 200), shapely.box(2.5, 0, 7.5, 60),
    shapely.Polygon([(0, 0), (80, 60), (0, 60)]), shapely.box(80, 0, 90, 60), shapely.box(-5, 0, 0, 60),
])  # fmt: skip
def test_edges_on_grid_lines(shape: shapely.Polygon) -> None:
    np.testing.assert_allclose(burn(shape, GRID), by_shapely(shape), atol=1e-12)
    np.testing.assert_allclose(burn(shape.reverse(), GRID), by_shapely(shape), atol=1e-12)  # winding does not matter


def test_classes_are_kept_apart() -> None:
    shapes = np.array([shapely.box(0, 0, 10, 60), shapely.box(10, 0, 80, 60), shapely.box(0, 0, 0.1, 0.1)], dtype=object)
    layers = burn_classes(shapes, np.array([0, 2, 1]), 3, GRID)
    assert layers.shape == (3, 12, 16)
    assert layers.sum() == pytest.approx(12 * 16 + 0.01 / 25)


def test_nothing_to_burn() -> None:
    assert burn(np.empty(0, dtype=object), GRID).sum() == 0
    assert burn(shapely.Polygon(), GRID).sum() == 0
