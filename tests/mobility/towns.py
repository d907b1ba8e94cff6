"""Small towns for tests of traffic: streets, homes and offices placed by hand, and Saint-Jumeau read once."""

from functools import cache

import numpy as np
import shapely

import twin
from tests.conftest import map_of
from twin.city import City
from twin.mobility.coefficients import TRAVEL
from twin.mobility.roads import Roads, roads_of
from twin.streets import Streets
from twin.tags.assemble import assemble

Drawn = tuple[shapely.Geometry, dict[str, str]]


@cache
def jumeau() -> City:
    return twin.saint_jumeau()


def town(*drawn: Drawn, width: float = 400.0, height: float = 400.0) -> City:
    """A town on a grid of 20 m; streets that end more than 25 m from its edge are not gates."""
    return assemble(map_of(drawn, width, height, "bourg"), cell=20.0)


def street(*points: tuple[float, float], kind: str = "tertiary", tags: dict[str, str] | None = None) -> Drawn:
    return shapely.LineString(points), {"highway": kind, "name": "Rue", **(tags or {})}


def homes(x: float, y: float, flats: int = 100) -> Drawn:
    """Flats in a block of 10 × 10 m."""
    tags = {"building": "apartments", "building:levels": "10", "building:flats": str(flats)}
    return shapely.box(x - 5, y - 5, x + 5, y + 5), tags


def office(x: float, y: float, floors: int = 10) -> Drawn:
    return shapely.box(x - 10, y - 10, x + 10, y + 10), {"building": "office", "building:levels": str(floors)}


def one_street(tags: dict[str, str] | None = None, flats: int = 400, *more: Drawn) -> City:
    """400 m of street from homes in the west to offices in the east, with no way on: all trips go east along it."""
    return town(street((50, 100), (450, 100), tags=tags), homes(60, 120, flats), office(440, 120), *more, width=500, height=200)


def links(city: City, row: int) -> tuple[int, int]:
    """The links of `roads_of` along a row and against it."""
    roads = roads_of(city.streets, TRAVEL)
    found = {bool(roads.forward[i]): int(i) for i in np.flatnonzero(roads.row == row)}
    return found[True], found[False]


def roads(city: City) -> Roads:
    return roads_of(city.streets, TRAVEL)


def copied(streets: Streets) -> Streets:
    """The same streets as another value: nothing remembered of them applies."""
    return streets.changed(slice(None), {})
