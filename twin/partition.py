"""Overlapping shapes of a map made into one layer of pieces that do not overlap and leave no gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.covers import INDEX
from twin.grid import Grid
from twin.overlay import Shapes, difference, intersection, joined, polygonal, union

Codes = NDArray[np.int8]
TILE = 200.0  # m; overlays are done tile by tile, so that their cost grows with the area and not faster


@dataclass(frozen=True, eq=False)
class Paint:
    """Shapes of one cover; where paints overlap, the higher `order` lies on top."""

    order: int
    cover: str
    shapes: Shapes


def partition(paints: Sequence[Paint], grid: Grid, fill: str = "yard") -> tuple[Shapes, Codes]:
    """Pieces of ground that tile the grid's box exactly, and the cover index of each; bare ground becomes `fill`.

    Overlaps go to the paint of higher order (the documented order of burning: ground < water < paths < streets < roofs).
    """
    ordered = sorted(paints, key=lambda p: (-p.order, INDEX[p.cover]))
    tiles = _tiles(grid)
    by_tile: list[list[tuple[str, Shapes]]] = [[] for _ in tiles]
    for paint in ordered:
        for tile, shapes in _clipped(paint.shapes, tiles):
            by_tile[tile].append((paint.cover, shapes))
    pieces: list[Shapes] = []
    codes: list[Codes] = []

    def keep(cover: str, shapes: Any) -> None:
        parts = polygonal(shapes)
        pieces.append(parts)
        codes.append(np.full(len(parts), INDEX[cover], dtype=np.int8))

    for tile, layers in zip(tiles, by_tile, strict=True):
        taken: shapely.Geometry = shapely.Polygon()
        for cover, shapes in layers:
            whole = union(shapes)
            keep(cover, difference(whole, taken))
            taken = joined(taken, whole)
        keep(fill, difference(tile, taken))
    return np.concatenate(pieces), np.concatenate(codes)


def merged(shapes: Shapes, grid: Grid) -> Shapes:
    """Shapes clipped to the grid's box and merged where they overlap (tree crowns), cut at tile borders."""
    tiles = _tiles(grid)
    found = [polygonal(union(parts)) for _, parts in _clipped(shapes, tiles)]
    return np.concatenate(found) if found else np.empty(0, dtype=object)


def _tiles(grid: Grid) -> Shapes:
    minx, miny, maxx, maxy = grid.bounds
    xs = np.concatenate([[minx], np.arange(minx + TILE, maxx - TILE / 4, TILE), [maxx]])
    ys = np.concatenate([[miny], np.arange(miny + TILE, maxy - TILE / 4, TILE), [maxy]])
    west, south = (a.ravel() for a in np.meshgrid(xs[:-1], ys[:-1]))
    east, north = (a.ravel() for a in np.meshgrid(xs[1:], ys[1:]))
    return np.asarray(shapely.box(west, south, east, north))


def _clipped(shapes: Shapes, tiles: Shapes) -> list[tuple[int, Shapes]]:
    """(tile index, the shapes' parts inside it) for every tile that is met."""
    if not len(shapes):
        return []
    of_shape, of_tile = shapely.STRtree(tiles).query(shapes, predicate="intersects")
    met = shapes[of_shape]
    box, frame = shapely.bounds(met), shapely.bounds(tiles)[of_tile]
    sticks_out = (box[:, :2] < frame[:, :2]).any(axis=1) | (box[:, 2:] > frame[:, 2:]).any(axis=1)
    met[sticks_out] = intersection(met[sticks_out], tiles[of_tile[sticks_out]])
    order = np.argsort(of_tile, kind="stable")
    starts = np.flatnonzero(np.diff(of_tile[order], prepend=-1))
    return [(int(of_tile[group[0]]), polygonal(met[group])) for group in np.split(order, starts[1:]) if len(group)]
