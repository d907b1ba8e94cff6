"""Finding the box of a map that does not state it."""

import numpy as np
import pytest
import shapely

from twin.errors import TwinError
from twin.features import Feature, MapFeatures, checked_bounds
from twin.tags.extent import extent
from twin.towns.grid import grid_features

METRE = 1 / 111_000


def test_a_cut_with_whole_ways_is_found_to_a_few_metres() -> None:
    """Cut a town out of a larger one, keeping every shape whole that touches the box, and forget the box."""
    town = grid_features(blocks=(10, 9), seed=3)
    west, south, east, north = town.bounds  # type: ignore[misc]
    width, height = east - west, north - south
    box = (west + 0.3 * width, south + 0.25 * height, west + 0.7 * width, south + 0.8 * height)
    kept = tuple(f for f in town.features if shapely.intersects(f.geometry, shapely.box(*box)))
    found, notes = extent(MapFeatures("cut", kept))
    assert np.abs(np.array(found) - box).max() < 8 * METRE
    assert "does not state its extent" in notes[0]


def test_a_whole_map_keeps_its_whole_extent() -> None:
    town = grid_features(blocks=(3, 3), seed=3)
    few = tuple(f for f in town.features if "building" in f.tags)[:200]
    found, notes = extent(MapFeatures("drawn", few))
    boxes = shapely.bounds(np.array([f.geometry for f in few], dtype=object))
    assert found == (boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max())
    assert notes == []


def test_a_single_point_gets_a_neighbourhood() -> None:
    found, _ = extent(MapFeatures("tree", (Feature(shapely.Point(2, 47), {"natural": "tree"}, "n1"),)))
    assert found == pytest.approx((1.999, 46.999, 2.001, 47.001))


def test_an_empty_map_is_refused() -> None:
    with pytest.raises(TwinError, match="no shapes"):
        extent(MapFeatures("empty", ()))


@pytest.mark.parametrize(
    "bounds", [(3, 47, 2, 48), (2, 47, 3), (2, 47, float("nan"), 48), (2, 86, 3, 88), None, (600000, 6600000, 601000, 6601000)]
)
def test_senseless_bounds(bounds: tuple | None) -> None:
    with pytest.raises(TwinError, match="give"):
        checked_bounds(bounds, "map")
