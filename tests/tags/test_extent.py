"""Finding the box of a map that does not state it."""

import numpy as np
import pytest
import shapely

from twin.errors import TwinError
from twin.features import Bounds, Feature, MapFeatures, checked_bounds
from twin.grid import LocalPlane
from twin.tags.assemble import assemble
from twin.tags.extent import Frame, frame_of
from twin.towns.grid import grid_features

METRE = 1 / 111_000


def degrees(frame: Frame) -> Bounds:
    """The frame's bounds on the globe."""
    bounds: Bounds = frame.plane.to_lonlat(frame.box).bounds
    return bounds


@pytest.mark.parametrize("seed", range(4))
def test_a_cut_with_whole_ways_is_found_to_a_few_metres(seed: int) -> None:
    """Cut a town out of a larger one, keeping every shape whole that touches the box, and forget the box."""
    town = grid_features(blocks=(10, 9), seed=seed)
    west, south, east, north = town.bounds  # type: ignore[misc]
    width, height = east - west, north - south
    box = (west + 0.3 * width, south + 0.25 * height, west + 0.7 * width, south + 0.8 * height)
    kept = tuple(f for f in town.features if shapely.intersects(f.geometry, shapely.box(*box)))
    frame, notes = frame_of(MapFeatures("cut", kept))
    assert np.abs(np.array(degrees(frame)) - box).max() < 6 * METRE
    assert "does not state its extent" in notes[0]
    cut, stated = assemble(MapFeatures("cut", kept)), assemble(MapFeatures("cut", kept, box))
    assert len(cut.buildings) == pytest.approx(len(stated.buildings), rel=0.01)
    assert cut.land.cover["roof"].mean() == pytest.approx(stated.land.cover["roof"].mean(), abs=0.005)
    assert cut.streets.total_length() == pytest.approx(stated.streets.total_length(), rel=0.015)


def test_a_drawn_map_is_whole() -> None:
    """A park with a house in it: the park is the map."""
    drawn = (
        Feature(shapely.box(2, 47, 2.001, 47.001), {"leisure": "park"}, "a"),
        Feature(shapely.box(2.0002, 47.0002, 2.0004, 47.0004), {"building": "yes"}, "b"),
        Feature(shapely.LineString([(0, 40), (4, 50)]), {"boundary": "administrative"}, "c"),
    )
    frame, notes = frame_of(MapFeatures("drawn", drawn))
    assert degrees(frame) == pytest.approx((2, 47, 2.001, 47.001), abs=1e-7)
    assert notes == []
    assert assemble(MapFeatures("drawn", drawn)).land.area("lawn") == pytest.approx(76 * 111 - 15 * 22, rel=0.03)


@pytest.mark.parametrize("size", [1.0, 10.0, 49.0, 51.0])
def test_tiny_maps(size: float) -> None:
    kx, ky = LocalPlane(2, 47).scale
    bounds = (2, 47, 2 + size / kx, 47 + size / ky)
    city = assemble(MapFeatures("tiny", (Feature(shapely.box(*bounds), {"leisure": "park"}, "a"),), bounds), cell=1.0)
    assert city.land.area("lawn") == pytest.approx(city.grid.area, rel=1e-4)


def test_a_turned_outline_is_followed() -> None:
    """A square that is upright in a national projection, 3.3° off north: the grid turns with it and holds nothing else."""
    turned = LocalPlane(-1.55, 47.21, turn=-np.radians(3.3))
    square = turned.to_lonlat(shapely.box(0, 0, 1000, 1000))
    park = Feature(square, {"leisure": "park"}, "a")
    city = assemble(MapFeatures("turned", (park,), square.bounds, outline=square, turn=turned.turn))
    assert city.grid.shape == (200, 200)
    assert city.land.area("lawn") == pytest.approx(1e6, rel=1e-4)
    back = city.grid.plane.to_lonlat(shapely.Point(250, 700))
    assert shapely.distance(city.grid.plane.to_local(back), shapely.Point(250, 700)) < 1e-6


def test_a_single_point_gets_a_neighbourhood() -> None:
    frame, _ = frame_of(MapFeatures("tree", (Feature(shapely.Point(2, 47), {"natural": "tree"}, "n1"),)))
    assert (frame.width, frame.height) == pytest.approx((160, 160), abs=0.1)


def test_an_empty_map_is_refused() -> None:
    with pytest.raises(TwinError, match="no shapes"):
        frame_of(MapFeatures("empty", ()))


def test_a_stated_box_far_from_everything_is_refused() -> None:
    with pytest.raises(TwinError, match="none of the shapes"):
        frame_of(MapFeatures("far", (Feature(shapely.Point(2, 47), {"natural": "tree"}, "n1"),), (3, 47, 3.01, 47.01)))


@pytest.mark.parametrize(
    "bounds", [(3, 47, 2, 48), (2, 47, 3), (2, 47, float("nan"), 48), (2, 86, 3, 88), None, (600000, 6600000, 601000, 6601000)]
)
def test_senseless_bounds(bounds: tuple | None) -> None:
    with pytest.raises(TwinError, match="give"):
        checked_bounds(bounds, "map")
