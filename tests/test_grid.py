"""The local plane and the grid."""

import numpy as np
import pyproj
import pytest
import shapely

from twin.errors import TwinError
from twin.grid import Grid, LocalPlane

REDON = (-2.0937, 47.6463, -2.0798, 47.6530)


@pytest.mark.parametrize("latitude", [-35.0, 1.0, 43.6, 47.65, 60.2])
def test_metres_per_degree_match_the_ellipsoid(latitude: float) -> None:
    """Areas within 0.02 % of pyproj's geodesic area on WGS84, over a kilometre."""
    ring = shapely.box(2.0, latitude, 2.012, latitude + 0.009)
    area, _ = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(ring)
    plane = LocalPlane.over((2.0, latitude, 2.012, latitude + 0.009))
    assert plane.to_local(ring).area == pytest.approx(abs(area), rel=2e-4)


def test_there_and_back() -> None:
    plane = LocalPlane.over(REDON)
    points = shapely.points(np.random.default_rng(1).uniform(-2.09, -2.08, 50), 47.65)
    back = plane.to_lonlat(plane.to_local(points))
    np.testing.assert_allclose(shapely.get_coordinates(back), shapely.get_coordinates(points), atol=1e-12)


def test_origin_is_the_south_west_corner_and_row_0_the_north() -> None:
    grid = Grid.over(REDON, 5.0)
    assert grid.bounds[0] == 0
    assert grid.shape == (149, 209)
    row, col = grid.cell_of(np.array([0.0, 1e9]), np.array([grid.maxy - 0.01, -1e9]))
    assert list(zip(row, col, strict=True)) == [(0, 0), (148, 208)]
    assert grid.centre(0, 0) == (2.5, grid.maxy - 2.5)


@pytest.mark.parametrize("cell", [0.0, -5.0, 1000.0, float("nan")])
def test_senseless_cells_are_refused(cell: float) -> None:
    with pytest.raises(TwinError, match="cell size"):
        Grid.over(REDON, cell)


def test_a_grid_too_large_for_a_laptop_is_refused_with_the_way_out() -> None:
    with pytest.raises(TwinError, match="larger cell or give bounds"):
        Grid.over((-2, 46, 2, 49), 5.0)
