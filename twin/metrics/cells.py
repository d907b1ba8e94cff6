"""Which cell to show: the one whose story tells most."""

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.burning import burn
from twin.city import City
from twin.overlay import union

Array = NDArray[np.float64]
REACH = 3.0  # m around a new tree that belong to its story
TREES_ONLY = 0.3  # of the weight of changed ground
WORKED_ON = 0.2  # share of a cell from which it counts as worked on


def telling_cell(city: City, shares: Array, weight: Array | None = None) -> tuple[int, int]:
    """Row and column of the cell with the most evenly mixed covers (two to four of them), nearest the middle on a tie.

    In a city where something was done, one of the cells worked on, so that its working shows what the plan did.
    shares   (covers, rows, cols) fractions; weight  optional (rows, cols) preference, 0 to exclude a cell
    """
    weight = np.ones(city.grid.shape) if weight is None else weight
    preferred = weight * _worked_on(city)
    if (preferred > 0).any():
        weight = preferred
    count = (shares > 0.05).sum(axis=0)
    evenness = 1 - (shares**2).sum(axis=0)
    score = np.where((count >= 2) & (count <= 4), evenness, 0.1 * evenness)
    score = np.where(weight > 0, score * weight, -np.inf)
    rows, cols = score.shape
    distance = np.hypot(*np.meshgrid(np.linspace(-1, 1, rows), np.linspace(-1, 1, cols), indexing="ij"))
    row, col = np.unravel_index(int(np.argmax(score - 0.05 * distance)), score.shape)
    return int(row), int(col)


def _worked_on(city: City) -> Array:
    """(rows, cols) 1 where the ground was changed, less where only trees were planted above it, 0 elsewhere."""
    works = [work.where for work in city.works if work.did and work.kind != "BikeLane"]
    ground = [shape for shape in works if shapely.area(shape) > 0]
    points = [shapely.buffer(shape, REACH) for shape in works if shapely.area(shape) == 0]
    return np.maximum(_covered(ground, city), TREES_ONLY * _covered(points, city))


def _covered(shapes: list[shapely.Geometry], city: City) -> Array:
    if not shapes:
        return np.zeros(city.grid.shape)
    return (burn(union(np.array(shapes, dtype=object)), city.grid) > WORKED_ON).astype(float)
