"""Routes for a lane: between which places, and all the routes there that no other beats to first order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from twin.city import City
from twin.errors import TwinError
from twin.mobility.traffic import Traffic
from twin.models.pareto import pareto_paths
from twin.search.lane_options import CRITERIA, LEAVE, Options

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
DETOUR = 1.25  # beyond which a calm ride is none
LEAST, MOST = 300.0, 1500.0  # m between ends that the search chooses itself
CORRIDORS = 5  # pairs of ends that it chooses
NEAR = 150.0  # m from a street, within which an end must lie


@dataclass(frozen=True, eq=False)
class Route:
    """Stretches in order, the lane on each (`LEAVE` for none), and the sums of what they bring and cost to first order."""

    rows: tuple[int, ...]
    lanes: tuple[int, ...]
    costs: Array

    @property
    def works(self) -> frozenset[tuple[int, int]]:
        """Stretch and kind of every lane to be laid."""
        return frozenset((row, lane) for row, lane in zip(self.rows, self.lanes, strict=True) if lane != LEAVE)


def junction_at(city: City, place: object, options: Options, name: str) -> int:
    """The junction of the streets that is nearest to a place name, a shape or (x, y)."""
    shape = city.place(place) if isinstance(place, str) else place
    if not isinstance(shape, shapely.Geometry):
        try:
            x, y = np.asarray(shape, dtype=float)
        except (TypeError, ValueError):
            raise TwinError(f"{name}: give the name of a place, a shape, or (x, y) in local metres, not {place!r:.60}") from None
        shape = shapely.Point(x, y)
    middle = shapely.centroid(shape)
    if shape.is_empty or not np.isfinite([middle.x, middle.y]).all():
        raise TwinError(f"{name}: the shape is empty or not finite")
    ends = np.unique(np.concatenate([city.streets.tail[options.row], city.streets.head[options.row]]))
    away, nearest = cKDTree(city.streets.junctions[ends]).query((middle.x, middle.y))
    if away > NEAR:
        raise TwinError(f"{name}: ({middle.x:.0f}, {middle.y:.0f}) lies {away:.0f} m from the nearest street, {NEAR:g} m are allowed")
    return int(ends[nearest])


def corridors(city: City, now: Traffic, options: Options, start: int | None, end: int | None) -> list[tuple[int, int]]:
    """Ends to join: those given, or the pairs of zones with most rides that no calm way joins yet."""
    if start is not None and end is not None:
        return [(start, end)]
    demand, junctions = now.demand, city.streets.junctions
    usable = np.isin(demand.node, np.concatenate([city.streets.tail[options.row], city.streets.head[options.row]]))
    rides = now.bike_trips + now.bike_trips.T
    stressful = now.comfort.calm > DETOUR * now.comfort.shortest
    wanted = rides * np.where(stressful | stressful.T, 1.0, 0.1) * (usable[:, None] & usable)
    known = start if start is not None else end
    if known is not None:
        other = demand.node
        weight, pairs = wanted.sum(axis=0), [(known, int(n)) for n in other]
    else:
        first, second = np.triu_indices(len(demand), 1)
        weight, pairs = wanted[first, second], list(zip(demand.node[first].tolist(), demand.node[second].tolist(), strict=True))
    apart = np.array([np.hypot(*(junctions[a] - junctions[b])) for a, b in pairs])
    weight = np.where((apart >= LEAST) & (apart <= MOST), weight, 0.0)
    best = [pairs[i] for i in np.argsort(-weight, kind="stable")[:CORRIDORS] if weight[i] > 0]
    return best if end is None else [(b, a) for a, b in best]


def routes(city: City, options: Options, start: int, end: int, budget: float | None, most: int, seed: int) -> tuple[list[Route], bool]:
    """The routes from start to end that no other beats, and whether these are all."""
    streets = city.streets
    towards = distances(city, options, end)
    if not np.isfinite(towards[start]):
        return [], True
    tail = np.concatenate([streets.tail[options.row], streets.head[options.row]])
    head = np.concatenate([streets.head[options.row], streets.tail[options.row]])
    limit = None if budget is None else [budget if name == "cost" else np.inf for name in CRITERIA]
    found = pareto_paths(tail, head, np.concatenate([options.costs] * 2), towards, start, end, limit, most, seed)
    n = len(options.row)
    listed = [_route(options, [e % n for e in edges], costs) for edges, costs in zip(found.edges, found.costs, strict=True)]
    return [route for route in listed if route.works], found.complete


def _route(options: Options, edges: Sequence[int], costs: Array) -> Route:
    return Route(tuple(int(options.row[e]) for e in edges), tuple(int(options.lane[e]) for e in edges), costs)


def distances(city: City, options: Options, end: int) -> Array:
    """(junctions,) metres to the end along the streets that routes may use."""
    streets, rows = city.streets, np.unique(options.row)
    lengths = np.maximum(streets.length[rows], 0.01)
    n = len(streets.junctions)
    order = np.argsort(-lengths)  # of parallel stretches the shortest, written last
    table: dict[tuple[int, int], float] = {}
    for row, length in zip(rows[order], lengths[order], strict=True):
        table[int(streets.tail[row]), int(streets.head[row])] = float(length)
    pairs = np.array(list(table), dtype=np.intp).reshape(-1, 2)
    graph = csr_array((list(table.values()), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    return np.asarray(dijkstra(graph, directed=False, indices=end))
