"""Towns on a lattice of n × n junctions, small enough to try every route."""

from collections.abc import Iterator

import numpy as np
import shapely

from tests.conftest import map_of
from twin.city import City
from twin.search.lane_options import LEAVE, Options
from twin.search.lane_routes import Route
from twin.tags.assemble import assemble

STEP, RIM = 90.0, 60.0  # m between junctions, and from the outer ones to the map's edge


def lattice(n: int, seed: int, every: int = 1, calm: float = 0.0) -> City:
    """Streets of 50 km/h between n × n junctions, with and without parking; houses and offices in every so many blocks; four roads out.

    calm   share of quiet streets among them
    """
    rng = np.random.default_rng(seed)
    size = STEP * (n - 1) + 2 * RIM
    at = {(i, j): (RIM + STEP * i + rng.uniform(-9, 9), RIM + STEP * j + rng.uniform(-9, 9)) for i in range(n) for j in range(n)}
    drawn: list[tuple[shapely.Geometry, dict[str, str]]] = []
    for (i, j), here in at.items():
        for other in ((i + 1, j), (i, j + 1)):
            if other in at:
                parked = {"parking:both": "lane", "width": "10"} if rng.random() < 0.5 else {"width": "8"}
                tags = {"highway": "tertiary", "maxspeed": "50", "lanes": "2", "name": f"Rue {i}{j}"} | parked
                if rng.random() < calm:
                    tags |= {"highway": "residential", "maxspeed": "30"}
                drawn.append((shapely.LineString([here, at[other]]), tags))
    last = n - 1
    for corner, out in (((0, 0), (0, RIM)), ((last, 0), (size, RIM)), ((0, last), (0, size - RIM)), ((last, last), (size, size - RIM))):
        drawn.append((shapely.LineString([out, at[corner]]), {"highway": "secondary", "maxspeed": "50", "width": "7", "name": "Sortie"}))
    for i in range(last):
        for j in range(last):
            if (i * last + j) % every:
                continue
            x, y = RIM + STEP * (i + 0.5), RIM + STEP * (j + 0.5)
            kind = {"building": "apartments", "building:levels": "5"} if len(drawn) % 2 else {"building": "office", "building:levels": "4"}
            drawn.append((shapely.box(x - 20, y - 20, x + 20, y + 20), kind))
    return assemble(map_of(drawn, size, size, f"lattice {n}"), cell=10.0)


def every_route(city: City, options: Options, towards: np.ndarray, start: int, end: int) -> Iterator[Route]:
    """All routes whose every stretch comes nearer to the end, found by walking them one by one."""
    streets = city.streets
    at: dict[int, list[tuple[int, int]]] = {}
    for e, row in enumerate(options.row):
        for a, b in ((streets.tail[row], streets.head[row]), (streets.head[row], streets.tail[row])):
            if towards[a] > towards[b]:
                at.setdefault(int(a), []).append((e, int(b)))

    def walk(node: int, edges: list[int]) -> Iterator[Route]:
        if node == end:
            yield Route(
                tuple(int(options.row[e]) for e in edges), tuple(int(options.lane[e]) for e in edges), options.costs[edges].sum(axis=0)
            )
            return
        for edge, ahead in at.get(node, []):
            yield from walk(ahead, [*edges, edge])

    return (route for route in walk(start, []) if any(lane != LEAVE for lane in route.lanes))
