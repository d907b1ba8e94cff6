"""Shadows of buildings on level ground."""

from math import cos, inf, radians, sin, tan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import numeric


def shadow(height: ArrayLike, cell: float, elevation: float, azimuth: float) -> NDArray[np.bool_]:
    """Which cells have their centre in the shadow of another cell's building, at ground level (rows, cols).

    height     of what stands in each cell [m], 0 for open ground (rows, cols), row 0 in the north
    cell       side of a cell [m]
    elevation  of the sun above the horizon [°], above 0 and up to 90
    azimuth    of the sun from north, clockwise [°]

    From every centre a ray climbs towards the sun: at distance d from the start it is d tan(elevation) high, and a building
    blocks it when it is taller than the ray where the ray enters its cell. So a wall of height h darkens h / tan(elevation)
    of ground behind it. All centres see the same sequence of cells, so each step is one shift of the whole raster: the cost is
    cells × (longest shadow / cell), and the result is exact for buildings that are boxes filling whole cells.

    Left out: slopes, the shapes of roofs, trees, buildings beyond the edge of the map, and the width of the sun. Raises TwinError for
    a sun at or below the horizon, negative heights, a cell not above 0.
    """
    tall = numeric("height", height, 0, unit="m")
    if tall.ndim != 2:
        raise TwinError(f"height: a grid (rows, cols) is needed, not an array of shape {tall.shape}")
    size, up = float(numeric("cell", cell, 0, unit="m")), float(numeric("elevation", elevation, 0, 90, "°"))
    towards = radians(float(numeric("azimuth", azimuth, -360, 360, "°")))
    if size == 0 or up == 0:
        raise TwinError(f"cell ({size:g} m) and elevation of the sun ({up:g}°) must be above 0")
    dark = np.zeros(tall.shape, dtype=bool)
    highest = float(tall.max(initial=0.0))
    climb = tan(radians(up)) * size  # m for each cell of distance
    east, south = sin(towards), -cos(towards)
    down = right = 0
    while True:
        to_row, to_col = _boundary(down, south), _boundary(right, east)
        entered = min(to_row, to_col)  # distance at which the next cell begins [cells]
        if to_row <= to_col:
            down += 1 if south > 0 else -1
        else:
            right += 1 if east > 0 else -1
        if entered * climb >= highest or abs(down) >= tall.shape[0] or abs(right) >= tall.shape[1]:
            return dark
        here, there = _shifted(down, right)
        dark[here] |= tall[there] > entered * climb


def _boundary(steps: int, direction: float) -> float:
    """Distance along the ray to the next grid line of one axis, `steps` cells after the start; directions of 1e-12 are level."""
    return inf if abs(direction) < 1e-12 else (abs(steps) + 0.5) / abs(direction)


def _shifted(down: int, right: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """(cells whose neighbour `down` rows and `right` columns away exists, those neighbours)."""

    def pair(by: int) -> tuple[slice, slice]:
        return (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by or None))

    (row, other_row), (col, other_col) = pair(down), pair(right)
    return (row, col), (other_row, other_col)
