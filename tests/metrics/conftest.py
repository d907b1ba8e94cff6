"""A town of nine hectares written by hand, with something of everything a metric looks at."""

from collections.abc import Callable

import pytest
import shapely

from twin.city import City
from twin.features import Feature, MapFeatures
from twin.grid import LocalPlane
from twin.tags.assemble import assemble

SIDE, LATITUDE = 300.0, 47.2
Shape = shapely.Geometry

GROUND: list[tuple[Shape, dict[str, str]]] = [
    (shapely.box(20, 20, 110, 80), {"amenity": "parking", "surface": "asphalt", "name": "Parking"}),
    (shapely.box(120, 20, 190, 80), {"place": "square", "name": "Place"}),
    (shapely.box(200, 160, 290, 290), {"leisure": "park", "name": "Parc"}),
    (shapely.box(210, 20, 290, 60), {"landuse": "meadow"}),
    (shapely.box(200, 170, 290, 290), {"natural": "wood"}),
    (shapely.box(10, 200, 100, 290), {"natural": "wood"}),
    (shapely.box(110, 220, 150, 250), {"natural": "scrub"}),
    (shapely.box(110, 255, 150, 290), {"natural": "water"}),
    (shapely.box(160, 220, 190, 250), {"leisure": "playground"}),
    (shapely.box(160, 255, 190, 275), {"man_made": "rain_garden"}),
    (shapely.box(210, 70, 290, 100), {"landuse": "farmland"}),
    (shapely.box(210, 105, 290, 120), {"amenity": "parking", "surface": "grass_paver"}),
    (shapely.box(0, 125, 300, 135), {"landuse": "railway"}),
    (shapely.box(120, 90, 190, 100), {"landuse": "construction"}),
]
STREETS = [(shapely.LineString([(0, 150), (300, 150)]), {"highway": "residential", "name": "Rue", "width": "7", "sidewalk": "both"})]
BUILDINGS = [
    (shapely.box(10 + 35 * i, 165, 35 + 35 * i, 180), {"building": "apartments", "building:levels": str(2 + i), "name": f"Maison {i}"})
    for i in range(4)
]
TREES = [(shapely.Point(15 + 12 * i, 188), {"natural": "tree", "diameter_crown": str(4 + i % 3 * 3)}) for i in range(6)]


@pytest.fixture(scope="session")
def build() -> Callable[..., City]:
    """build(shapes, cell) -> City on a square of 300 m; `shapes` are (shape in metres, tags)."""
    scale = LocalPlane(0.0, 0.0, LATITUDE).scale
    half = (SIDE / scale[0] / 2, SIDE / scale[1] / 2)
    bounds = (-1.5 - half[0], LATITUDE - half[1], -1.5 + half[0], LATITUDE + half[1])
    plane = LocalPlane.over(bounds)

    def town(shapes: list[tuple[Shape, dict[str, str]]], cell: float = 10.0) -> City:
        features = tuple(Feature(plane.to_lonlat(shape), tags, f"features[{i}]") for i, (shape, tags) in enumerate(shapes))
        return assemble(MapFeatures("Petite ville", features, bounds), cell=cell)

    return town


@pytest.fixture(scope="session")
def everything() -> list[tuple[Shape, dict[str, str]]]:
    return [*GROUND, *STREETS, *BUILDINGS, *TREES]


@pytest.fixture(scope="session")
def town(build: Callable[..., City], everything: list[tuple[Shape, dict[str, str]]]) -> City:
    return build(everything)


@pytest.fixture(scope="session")
def bare() -> list[tuple[Shape, dict[str, str]]]:
    """One meadow, nothing else."""
    return [(shapely.box(0, 0, SIDE, SIDE), {"landuse": "meadow"})]


@pytest.fixture(scope="session")
def streets() -> list[tuple[Shape, dict[str, str]]]:
    """A paved town without yards: asphalt everywhere, buildings, a street."""
    asphalt = (shapely.box(0, 0, SIDE, SIDE), {"amenity": "parking", "surface": "asphalt"})
    return [asphalt, *STREETS, *BUILDINGS]
