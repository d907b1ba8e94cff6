"""Streets on the grid: values of street rows as maps of cells, and the stretch whose story tells most."""

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.city import City
from twin.grid import Grid
from twin.mobility.traffic import Traffic
from twin.streets import Streets

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
STEPS = 2  # samples along a street for each cell's width


@lru_cache(maxsize=16)
def _samples(streets: Streets, grid: Grid) -> tuple[Ints, Ints, Array]:
    """Row of streets, flat cell and metres of short equal pieces of every street; the metres of a row add up to its length."""
    count = np.maximum(np.ceil(streets.length / grid.cell * STEPS), 1).astype(np.intp)
    row = np.repeat(np.arange(len(streets)), count)
    place = (np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + 0.5) / count[row]
    xy = _points(streets, row, place * streets.length[row])
    r, c = grid.cell_of(xy[:, 0], xy[:, 1])
    return row, r * grid.cols + c, (streets.length / count)[row]


def _points(streets: Streets, row: Ints, along: Array) -> Array:
    points: Array = shapely.get_coordinates(shapely.line_interpolate_point(streets.lines[row], along)).reshape(-1, 2)
    return points


def mean_along(streets: Streets, grid: Grid, values: Array, shown: NDArray[np.bool_] | None = None) -> Array:
    """(rows, cols) mean of `values` (one for each street row) over the metres of street in each cell, NaN where there is none."""
    row, cell, metres = _samples(streets, grid)
    if shown is not None:
        kept = shown[row]
        row, cell, metres = row[kept], cell[kept], metres[kept]
    size = grid.rows * grid.cols
    total = np.bincount(cell, metres, size)
    mean = np.divide(np.bincount(cell, metres * values[row], size), total, out=np.full(size, np.nan), where=total > 0)
    return np.asarray(mean.reshape(grid.shape), dtype=np.float64)


def spread_along(streets: Streets, grid: Grid, values: Array) -> Array:
    """(rows, cols) `values` of street rows shared out to the cells they run through, NaN where no street runs; the sum is kept."""
    row, cell, metres = _samples(streets, grid)
    size = grid.rows * grid.cols
    found = np.bincount(cell, values[row] * metres / streets.length[row], size).astype(float)
    found[np.bincount(cell, metres, size) == 0] = np.nan
    return found.reshape(grid.shape)


def changed_rows(city: City) -> NDArray[np.bool_]:
    """(rows,) which streets works changed in a way that traffic feels."""
    now, then = city.streets, city.mapped_streets
    if now is then:
        return np.zeros(len(now), dtype=bool)
    felt = ("lanes", "driven", "cars", "cycle_left", "cycle_right", "capacity_kept", "parking_left", "parking_right")
    changed = [np.asarray(getattr(now, name) != getattr(then, name)) for name in felt]
    return np.asarray(np.any(changed, axis=0))


def telling_link(city: City, traffic: Traffic) -> int:
    """The link for cars to work out: the busiest on a street that was changed, else the busiest of all; -1 without any."""
    flow = traffic.cars.flow
    on_changed = np.where(changed_rows(city)[traffic.roads.row], flow, 0.0)
    chosen = on_changed if on_changed.max(initial=0.0) > 0 else flow
    return int(chosen.argmax()) if chosen.max(initial=0.0) > 0 else -1


def telling_row(city: City, weight: Array) -> int:
    """The row of streets of largest weight, among those that were changed where one has any; -1 without any."""
    on_changed = np.where(changed_rows(city), weight, 0.0)
    chosen = on_changed if on_changed.max(initial=0.0) > 0 else weight
    return int(chosen.argmax()) if chosen.max(initial=0.0) > 0 else -1


def called(city: City, row: int) -> str:
    """What to call one stretch of street."""
    name = str(city.streets.names[row])
    return name or f"{city.streets.kinds[row]} {city.streets.ids[row]}"
