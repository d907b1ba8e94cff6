"""Exact areas of polygons in the cells of a grid, for all polygons at once.

The area of a polygon inside a cell is a sum over the polygon's edges (Green's theorem): an edge piece that climbs by dy
inside a cell sweeps dy × (distance to the cell's right side) there and dy × (full width) in every cell to its right in
the row. So each edge is cut at the grid lines, its pieces are added to their cells, and one running sum along the rows
gives the exact areas. Cost: proportional to edges + cells crossed + cells of the grid; no loop over cells or polygons.
"""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.grid import Grid

Array = NDArray[np.float64]
Shapes = NDArray[np.object_]


def burn(shapes: Any, grid: Grid) -> Array:
    """Share of each cell that lies inside `shapes` (polygons that do not overlap one another) -> (rows, cols) [1]."""
    polygons = np.atleast_1d(np.asarray(shapes, dtype=object))
    share: Array = burn_classes(polygons, np.zeros(len(polygons), dtype=np.intp), 1, grid)[0]
    return share


def burn_classes(shapes: Shapes, classes: NDArray[np.integer[Any]], count: int, grid: Grid) -> Array:
    """Share of each cell in each class -> (count, rows, cols) [1].

    shapes    (n,) polygons or multipolygons in local metres; those of one class must not overlap one another
    classes   (n,) class index of each shape, 0 <= index < count
    Parts outside the grid do not count. Exact to rounding (about 1e-12 of a cell).
    """
    x0, y0, x1, y1, owner = _edges(shapes, grid)
    layer = np.asarray(classes, dtype=np.intp)[owner]
    x0, y0, x1, y1, layer = _cut(x0, y0, x1, y1, layer, grid.rows, swap=True)
    x0, y0, x1, y1, layer = _cut(x0, y0, x1, y1, layer, grid.cols, swap=False)
    rise = y0 - y1  # rows grow southwards, so a climb towards the north is a fall in row number
    row = np.clip(np.floor((y0 + y1) / 2), 0, grid.rows - 1).astype(np.intp)
    middle = np.clip((x0 + x1) / 2, 0, grid.cols)
    col = np.minimum(np.floor(middle), grid.cols).astype(np.intp)
    inside = middle - col
    width = grid.cols + 2  # one column for what the last cell passes on, one for edges beyond the east side
    flat = (layer * grid.rows + row) * width + col
    size = count * grid.rows * width
    swept = np.bincount(flat, rise * (1 - inside), size) + np.bincount(flat + 1, rise * inside, size)
    area = -np.cumsum(swept.reshape(count, grid.rows, width), axis=2)[:, :, : grid.cols]
    return np.clip(area, 0.0, 1.0)


def _edges(shapes: Shapes, grid: Grid) -> tuple[Array, Array, Array, Array, NDArray[np.intp]]:
    """Edges of all rings, outer rings counter-clockwise, in units of cells from the north-west corner."""
    parts, of_shape = shapely.get_parts(shapely.orient_polygons(shapes, exterior_cw=False), return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    x, y = (points[:, 0] - grid.minx) / grid.cell, (grid.maxy - points[:, 1]) / grid.cell
    y = np.clip(y, 0, grid.rows)
    joined = of_ring[1:] == of_ring[:-1]
    x0, x1, y0, y1 = x[:-1], x[1:], y[:-1], y[1:]
    # Level edges sweep nothing, and edges wholly east of the grid sweep nothing inside it. An edge clipped at the
    # northern or southern side keeps its x as is: outside the grid only the height it climbs inside matters.
    keep = joined & (y0 != y1) & ((x0 < grid.cols) | (x1 < grid.cols))
    keep_points = points[:, 1]
    raw0, raw1 = (grid.maxy - keep_points[:-1]) / grid.cell, (grid.maxy - keep_points[1:]) / grid.cell
    x0, x1, y0, y1, raw0, raw1 = (a[keep] for a in (x0, x1, y0, y1, raw0, raw1))
    slope = (x1 - x0) / (raw1 - raw0)
    owner = of_shape[of_part[of_ring[:-1][keep]]]
    return x0 + slope * (y0 - raw0), y0, x1 + slope * (y1 - raw1), y1, owner


def _cut(
    x0: Array, y0: Array, x1: Array, y1: Array, layer: NDArray[np.intp], lines: int, swap: bool
) -> tuple[Array, Array, Array, Array, NDArray[np.intp]]:
    """Cut edges at the whole numbers 0..lines of x (or of y with `swap`): every piece then lies between two lines."""
    a0, a1, b0, b1 = (y0, y1, x0, x1) if swap else (x0, x1, y0, y1)
    low, high = np.minimum(a0, a1), np.maximum(a0, a1)
    first = np.clip(np.floor(low) + 1, 0, lines + 1)  # the first line strictly above the lower end
    last = np.clip(np.ceil(high) - 1, -1, lines)  # the last line strictly below the upper end
    crossed = np.maximum(last - first + 1, 0).astype(np.intp)
    edge = np.repeat(np.arange(len(a0)), crossed + 1)
    piece = np.arange(len(edge)) - np.repeat(np.cumsum(crossed + 1) - (crossed + 1), crossed + 1)
    upward = (a1 > a0)[edge]
    start_line = np.where(upward, first[edge] + piece - 1, last[edge] - piece + 1)
    end_line = np.where(upward, first[edge] + piece, last[edge] - piece)
    is_first, is_last = piece == 0, piece == crossed[edge]
    s0 = np.where(is_first, a0[edge], start_line)
    s1 = np.where(is_last, a1[edge], end_line)
    span = (a1 - a0)[edge]
    with np.errstate(divide="ignore", invalid="ignore"):
        per = np.where(span == 0, 0.0, (b1 - b0)[edge] / span)
    t0 = np.where(is_first, b0[edge], b0[edge] + per * (s0 - a0[edge]))
    t1 = np.where(is_last, b1[edge], b0[edge] + per * (s1 - a0[edge]))
    if swap:
        return t0, s0, t1, s1, layer[edge]
    return s0, t0, s1, t1, layer[edge]
