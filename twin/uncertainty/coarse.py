"""The same city on wider cells, for many runs: draws move its numbers as they move those of the fine grid, at a fraction of the time."""

from dataclasses import replace
from functools import lru_cache
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.grid import Grid
from twin.land import Land

Array = NDArray[np.float64]
MOST_CELLS = 3000  # cells on which draws are made
WIDEST = 25.0  # m, side of a cell beyond which none is widened


def coarse(city: City) -> City:
    """The city with cells that hold the means of blocks of its own; as it is where it is coarse already.

    Shares of ground and canopy keep their totals (cells are repeated at the edge where blocks do not fit). Works keep their geometry.
    """
    land = _wide(city.land)
    return city if land is city.land else replace(city, land=land)


@lru_cache(maxsize=16)
def _wide(land: Land) -> Land:
    """The land on wider cells; that of two cities that share their land is one and the same."""
    grid = land.grid
    times = min(ceil(sqrt(grid.rows * grid.cols / MOST_CELLS)), int(WIDEST / grid.cell))
    if times <= 1:
        return land
    rows, cols = ceil(grid.rows / times), ceil(grid.cols / times)
    wide = Grid(grid.plane, grid.minx, grid.maxy, rows, cols, grid.cell * times)
    return replace(land, grid=wide, fractions=_blocks(land.fractions, times), canopy=_blocks(land.canopy[None], times)[0])


def _blocks(layers: Array, times: int) -> Array:
    """(layers, rows, cols) -> means of blocks of `times` × `times` cells."""
    n, rows, cols = layers.shape
    padded = np.pad(layers, ((0, 0), (0, -rows % times), (0, -cols % times)), mode="edge")
    n, rows, cols = padded.shape
    return np.ascontiguousarray(padded.reshape(n, rows // times, times, cols // times, times).mean(axis=(2, 4)))
