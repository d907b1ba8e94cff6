"""A small square of ground, described by hand, that many tests share."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from twin.city import City
from twin.features import Feature, MapFeatures
from twin.grid import LocalPlane
from twin.tags.assemble import assemble

WEST, SOUTH = 2.6, 47.1
PLANE = LocalPlane(WEST, SOUTH)
Drawn = Sequence[tuple[BaseGeometry, dict[str, str]]]


def map_of(drawn: Drawn, width: float = 200.0, height: float = 200.0, name: str = "square") -> MapFeatures:
    """Shapes in local metres, with their tags, as the features of a map `width` × `height` metres wide."""
    kx, ky = PLANE.scale
    bounds = (WEST, SOUTH, WEST + width / kx, SOUTH + height / ky)
    plane = LocalPlane.over(bounds)
    kx, ky = plane.scale
    bounds = (WEST, SOUTH, WEST + width / kx, SOUTH + height / ky)
    features = tuple(Feature(plane.to_lonlat(shape), tags, f"features[{i}]") for i, (shape, tags) in enumerate(drawn))
    return MapFeatures(name, features, bounds)


SQUARE: Drawn = (
    (shapely.box(0, 0, 200, 200), {"landuse": "residential"}),
    (shapely.LineString([(0, 100), (200, 100)]), {"highway": "residential", "name": "Rue Haute", "parking:both": "lane", "width": "9.5"}),
    (shapely.LineString([(100, 0), (100, 100)]), {"highway": "tertiary", "name": "Avenue Basse"}),
    (shapely.box(20, 20, 60, 70), {"amenity": "parking", "surface": "asphalt", "name": "Grand Parking"}),
    (shapely.box(120, 20, 180, 80), {"leisure": "park", "name": "Parc des Érables"}),
    (shapely.box(20, 120, 50, 150), {"building": "apartments", "building:levels": "4", "start_date": "1965", "name": "Bâtiment A"}),
    (shapely.box(60, 120, 90, 150), {"building": "house"}),
    (shapely.box(110, 120, 180, 160), {"building": "school", "name": "École Pasteur"}),
    (shapely.Point(150, 50), {"natural": "tree", "diameter_crown": "8"}),
    (shapely.Point(10, 110), {"natural": "tree"}),
)


@pytest.fixture(scope="session")
def square() -> City:
    """200 × 200 m: two streets, a car park, a park, three buildings, two trees."""
    return assemble(map_of(SQUARE), cell=5.0)


@pytest.fixture
def city_of() -> Callable[..., City]:
    """Make a city of hand-drawn shapes: city_of([(shape, tags), …], cell=5)."""

    def make(drawn: Drawn, **options: Any) -> City:
        size = {k: options.pop(k) for k in ("width", "height", "name") if k in options}
        return assemble(map_of(drawn, **size), **options)

    return make
