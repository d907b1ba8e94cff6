"""Where ways meet: each way is cut at its junctions, so that a row of Streets is a stretch from one junction to the next.

Ways meet where they share a point of the map (that is how OpenStreetMap and BD TOPO draw a junction), where they cross on the same
level, and where one ends within a step of another (hand-drawn maps). A bridge does not meet what it passes over, but at its ends.
"""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from twin.overlay import Shapes
from twin.streets import Streets

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
SAME = 0.5  # m within which two points are one junction
LOOSE = 1.5  # m within which a way that ends is taken to meet another


def joined(streets: Streets) -> Streets:
    """The streets cut where they meet, with their junctions; lengths and all other columns are kept."""
    if not len(streets):
        return replace(streets, junctions=np.zeros((0, 2)))
    row, point = _meeting_points(streets.lines, streets.level)
    lines, origin = _cut(streets.lines, row, point)
    ends = shapely.get_coordinates(shapely.get_point(np.repeat(lines, 2), np.tile([0, -1], len(lines))))
    label, points = _clusters(ends, np.repeat(streets.level[origin], 2))
    own = ("lines", "tail", "head", "junctions", "imputed")
    columns = {f.name: getattr(streets, f.name)[origin] for f in fields(streets) if f.name not in own}
    imputed = {name: flags[origin] for name, flags in streets.imputed.items()}
    return Streets(**columns, lines=lines, tail=label[0::2], head=label[1::2], junctions=points, imputed=imputed)


def _meeting_points(lines: Shapes, level: NDArray[np.int8]) -> tuple[Ints, Array]:
    """(row, point) wherever a way must be cut: points shared with another way or passed twice, crossings, and loose ends beside it."""
    xy, owner = shapely.get_coordinates(lines, return_index=True)
    step = np.r_[True, (owner[1:] != owner[:-1]) | np.any(xy[1:] != xy[:-1], axis=1)]
    xy, owner = xy[step], owner[step]
    _, vertex, count = np.unique(np.round(xy, 2), axis=0, return_inverse=True, return_counts=True)
    vertex = vertex.reshape(-1)
    shared = count[vertex] > 1
    found = [(owner[shared], xy[shared])]
    tree = shapely.STRtree(lines)
    a, b = tree.query(lines, predicate="intersects")
    meet = (a < b) & (level[a] == level[b])
    a, b = a[meet], b[meet]
    crossings, pair = shapely.get_parts(shapely.intersection(lines[a], lines[b]), return_index=True)
    is_point = shapely.get_type_id(crossings) == shapely.GeometryType.POINT
    at = shapely.get_coordinates(crossings[is_point])
    found += [(a[pair[is_point]], at), (b[pair[is_point]], at)]
    first = np.r_[True, owner[1:] != owner[:-1]]
    is_end = (first | np.r_[owner[1:] != owner[:-1], True]) & ~shared
    found.append(_beside(lines, owner[is_end], xy[is_end], tree, level))
    return np.concatenate([row for row, _ in found]), np.concatenate([point for _, point in found])


def _beside(lines: Shapes, owner: NDArray[Any], ends: Array, tree: shapely.STRtree, level: NDArray[np.int8]) -> tuple[Ints, Array]:
    """Where loose ends of ways touch another way within a step: the other way's row, and its nearest point. Not one that passes above."""
    points = shapely.points(ends)
    which, row = tree.query(points, predicate="dwithin", distance=LOOSE)
    other = (row != owner[which]) & (level[row] <= level[owner[which]])
    which, row = which[other], row[other]
    near = shapely.line_interpolate_point(lines[row], shapely.line_locate_point(lines[row], points[which]))
    return row.astype(np.intp), shapely.get_coordinates(near).reshape(-1, 2)


def _cut(lines: Shapes, row: Ints, point: Array) -> tuple[Shapes, Ints]:
    """The lines cut at their points, and the row each piece comes from; pieces shorter than SAME are left on their neighbour."""
    place = shapely.line_locate_point(lines[row], shapely.points(point))
    order = np.lexsort((place, row))
    row, place = row[order], place[order]
    length = shapely.length(lines)
    inner = (place > SAME) & (place < length[row] - SAME)
    row, place = row[inner], place[inner]
    pieces: list[shapely.Geometry] = []
    origin: list[int] = []
    starts = np.searchsorted(row, np.arange(len(lines) + 1))
    for i, line in enumerate(lines):
        cuts = place[starts[i] : starts[i + 1]]
        if len(cuts):
            cuts = cuts[np.r_[True, np.diff(cuts) > SAME]]
        parts = _pieces(line, cuts) if len(cuts) else [line]
        pieces += parts
        origin += [i] * len(parts)
    return np.array(pieces, dtype=object), np.array(origin, dtype=np.intp)


def _pieces(line: shapely.Geometry, cuts: Array) -> list[shapely.Geometry]:
    """One line cut at these distances along it; vertices at a cut are kept as they are."""
    xy = shapely.get_coordinates(line)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))]
    corners = np.stack([np.interp(cuts, along, xy[:, k]) for k in (0, 1)], axis=1)
    ends, parts = np.r_[0.0, cuts, along[-1]], []
    corner = np.vstack([xy[:1], corners, xy[-1:]])
    for i in range(len(ends) - 1):
        between = xy[(along > ends[i] + 1e-9) & (along < ends[i + 1] - 1e-9)]
        parts.append(shapely.LineString(np.vstack([corner[i], between, corner[i + 1]])))
    return parts


def _clusters(ends: Array, level: NDArray[np.int8]) -> tuple[Ints, Array]:
    """The junction of each end (two for each row, one after the other), and the mean point of each junction.

    Ends within a chain of SAME metres are one junction; one that is then still alone goes to the nearest within LOOSE.
    """
    tree = cKDTree(ends)
    same = tree.query_pairs(SAME, output_type="ndarray")
    label = _label(len(ends), same)
    pair = tree.query_pairs(LOOSE, output_type="ndarray")
    i, j = np.concatenate([pair, pair[:, ::-1]]).T
    alone = np.bincount(label)[label] == 1
    fit = alone[i] & (label[j] != label[i]) & (label[j] != label[i ^ 1]) & ((level[j] <= level[i]) | alone[j])
    i, j = i[fit], j[fit]
    order = np.lexsort((np.hypot(*(ends[i] - ends[j]).T), i))
    nearest = order[np.unique(i[order], return_index=True)[1]]
    label = _label(len(ends), np.concatenate([same, np.stack([i[nearest], j[nearest]], axis=1)]))
    size = np.bincount(label)
    return label, np.stack([np.bincount(label, ends[:, k]) / size for k in (0, 1)], axis=1)


def _label(n: int, pairs: Ints) -> Ints:
    """Numbers 0, 1, 2, … of the groups that these pairs make of n things."""
    graph = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    label: Ints = connected_components(graph, directed=False)[1].astype(np.intp)
    return label
