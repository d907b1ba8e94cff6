"""Small towns and buildings for tests of the stock, and Saint-Jumeau read once."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely

import twin
from tests.conftest import map_of
from twin.buildings import Buildings
from twin.city import City
from twin.tags.assemble import assemble


@cache
def jumeau() -> City:
    return twin.saint_jumeau()


@cache
def row_of_houses() -> City:
    """Five houses of one row, a block of flats alone, a garage and a church; built 1960 and 1990."""
    houses = [
        (
            shapely.box(20 + 8 * i, 20, 28 + 8 * i, 30),
            {"building": "house", "building:levels": "2", "start_date": "1960", "name": f"Maison {i}"},
        )
        for i in range(5)
    ]
    flats = {"building": "apartments", "building:levels": "5", "start_date": "1990", "name": "Tour"}
    others = [
        (shapely.box(100, 20, 120, 40), flats),
        (shapely.box(100, 100, 106, 106), {"building": "garage"}),
        (shapely.box(140, 100, 160, 130), {"building": "church"}),
    ]
    return assemble(map_of([*houses, *others], 200, 200), cell=10.0)


def some(
    shapes: Sequence[shapely.Geometry],
    floors: float | Sequence[float] = 2.0,
    height: float | Sequence[float] = 6.0,
    year: int | Sequence[int] = 1960,
    use: str | Sequence[str] = "residential",
    house: bool = False,
) -> Buildings:
    """Buildings of these footprints, all else alike."""
    n = len(shapes)
    outlines = np.empty(n, dtype=object)
    outlines[:] = list(shapes)
    blank = np.full(n, "", dtype=object)
    each = np.ones(n)
    return Buildings(
        outlines, np.array([f"way/{i}" for i in range(n)], dtype=object), blank, np.broadcast_to(np.array(use, dtype=object), n),
        np.full(n, house), each * floors, each * height, np.broadcast_to(np.array(year, dtype=np.int64), n), blank, blank, each,
    )  # fmt: skip


def turned(width: float, depth: float, degrees: float) -> shapely.Geometry:
    """A box whose first front, `width` wide, looks `degrees` from north, clockwise."""
    return shapely.affinity.rotate(shapely.box(-width / 2, -depth / 2, width / 2, depth / 2), -degrees)
