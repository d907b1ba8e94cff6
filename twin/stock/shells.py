"""Shells: walls by direction, walls shared with neighbours, roof and ground of every building, from footprints and heights alone."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.buildings import Buildings

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

DIRECTIONS = 12  # from north by east; walls in between belong to both neighbours in part
PLANES: Array = np.vstack([np.column_stack([np.full(DIRECTIONS, 90.0), np.arange(DIRECTIONS) * 360 / DIRECTIONS]), [[0.0, 0.0]]])
NEAR = 0.5  # m within which walls that face each other count as one
TOUCH = 0.001  # m of rounding on top
STOREY, LOWEST, HIGHEST = 3.0, 2.2, 6.0  # m: where no height is known; heights of a storey that are believed
HEATED = frozenset("residential retail office education health hotel".split())
LEAST = 20.0  # m² of gross floor below which nothing is heated
SPECK = 0.01  # m² below which an outline is no building but a slip of the pen
MOSTLY = 0.5  # of its footprint under another building, from which a footprint counts as drawn twice


@dataclass(frozen=True, eq=False)
class Shells:
    """One entry for each building.

    facade     outer walls that face the open, by direction [m²] (DIRECTIONS, n) from north by east; courtyards included
    shared     outer walls against a neighbour [m²]
    footprint  roof and ground [m²]
    perimeter  of all outer walls, courtyards included [m]
    height     of the walls [m]
    floors     storeys, at least 1
    twice      most of it lies under another building: drawn twice, or a part drawn as a building of its own
    heated     whether it is counted as heated
    """

    facade: Array
    shared: Array
    footprint: Array
    perimeter: Array
    height: Array
    floors: Array
    twice: Flags
    heated: Flags

    def __len__(self) -> int:
        return len(self.footprint)

    @cached_property
    def exposed(self) -> Array:
        """Walls that face the open, all directions [m²] (n,)."""
        return np.asarray(self.facade.sum(axis=0))

    @cached_property
    def volume(self) -> Array:
        """Enclosed by walls and roof [m³] (n,)."""
        return self.footprint * self.height

    @cached_property
    def gross(self) -> Array:
        """Floor of all storeys [m²] (n,)."""
        return self.footprint * self.floors


@lru_cache(maxsize=8)
def shells_of(buildings: Buildings) -> Shells:
    """Shells of every building of a map, remembered by the identity of `buildings`.

    A wall is shared where another building stands in front of it within `NEAR`, up to the height they have in common; what stands out
    above is facade. A wall between two directions counts for both in proportion to the angle: against 36 directions the need of heat of a
    house with two fronts strays by up to 0.5 % and its overheating by up to 7 % (tests/stock/test_shells.py). Heated are homes, shops,
    offices, schools, health and hotels of at least `LEAST` m² of floor; not annexes, farms, worship, sport, industry and "other", nor
    what is drawn twice. Broken outlines are repaired. Left out: slopes of roofs, recesses, shops under flats.
    """
    shapes = _polygonal(buildings.shapes)
    floors = np.maximum(np.nan_to_num(buildings.floors, nan=1.0), 1.0)
    height = np.where(np.isfinite(buildings.height), buildings.height, STOREY * floors)
    height = np.clip(height, LOWEST * floors, HIGHEST * floors)
    footprint = np.asarray(shapely.area(shapes), dtype=float)
    walls = _walls(shapes)
    n = len(buildings)
    hidden = _hidden(shapes, walls, height)
    whole = walls.length * height[walls.owner]
    open_area = np.maximum(whole - hidden, 0.0)
    facade = _by_direction(walls, open_area, n)
    twice = _twice(shapes, footprint)
    use = np.array([str(u) in HEATED for u in buildings.use], dtype=bool)
    return Shells(
        facade,
        np.bincount(walls.owner, whole - open_area, n).astype(float),
        footprint,
        np.bincount(walls.owner, walls.length, n).astype(float),
        height,
        floors,
        twice,
        use & ~twice & (footprint * floors >= LEAST),
    )


@dataclass(frozen=True, eq=False)
class _Walls:
    """Straight pieces of outline: ends (m, 2), outward normals (m, 2), lengths, and whose they are."""

    start: Array
    end: Array
    outward: Array
    length: Array
    owner: Ints


def _polygonal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The footprints, broken ones repaired; what is no area counts as nothing."""
    valid = np.array(shapes, dtype=object)
    broken = ~shapely.is_valid(valid)
    if broken.any():
        valid[broken] = shapely.make_valid(valid[broken])
    odd = np.flatnonzero(~np.isin(shapely.get_type_id(valid), (3, 6)))
    for i in odd:
        parts = shapely.get_parts(shapely.get_parts(valid[i]))
        valid[i] = shapely.union_all(parts[shapely.get_type_id(parts) == 3]) if len(parts) else shapely.Polygon()
    valid[shapely.area(valid) < SPECK] = shapely.Polygon()
    return valid


def _walls(shapes: NDArray[np.object_]) -> _Walls:
    parts, of_shape = shapely.get_parts(shapely.orient_polygons(shapes, exterior_cw=False), return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    xy, of_ring = shapely.get_coordinates(rings, return_index=True)
    step = np.diff(xy, axis=0)
    length = np.hypot(*step.T) if len(step) else np.zeros(0)
    kept = (of_ring[1:] == of_ring[:-1]) & (length > 0)
    step, length = step[kept], length[kept]
    # outer rings run counter-clockwise and courtyards clockwise, so the open lies to the right
    outward = np.column_stack([step[:, 1], -step[:, 0]]) / length[:, None]
    owner = of_shape[of_part[of_ring[:-1][kept]]] if len(kept) else np.zeros(0, dtype=np.intp)
    return _Walls(xy[:-1][kept], xy[1:][kept], outward, length, owner.astype(np.intp))


def _hidden(shapes: NDArray[np.object_], walls: _Walls, height: Array) -> Array:
    """Area of each wall behind a neighbour [m²]: where the wall, moved outwards by `NEAR`, lies inside another building."""
    building, neighbour = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR + TOUCH)
    other = building != neighbour
    building, neighbour = building[other], neighbour[other]
    count = np.bincount(walls.owner, minlength=len(shapes))
    first = np.cumsum(count) - count  # walls stand in the order of their buildings
    pair = np.repeat(np.arange(len(building)), count[building])
    wall = np.arange(len(pair)) - np.repeat(np.cumsum(count[building]) - count[building], count[building]) + first[building][pair]
    shift = walls.outward * (NEAR + TOUCH)
    start, end = walls.start + shift, walls.end + shift
    box = shapely.bounds(shapes)[neighbour[pair]]
    low, high = np.minimum(start, end)[wall], np.maximum(start, end)[wall]
    near = (low <= box[:, 2:]).all(axis=1) & (high >= box[:, :2]).all(axis=1)
    wall, other_building = wall[near], neighbour[pair[near]]
    lines = shapely.linestrings(np.stack([start[wall], end[wall]], axis=1)) if len(wall) else np.empty(0, dtype=object)
    common = shapely.length(shapely.intersection(lines, shapes[other_building]))
    area = common * np.minimum(height[walls.owner[wall]], height[other_building])
    return np.minimum(np.bincount(wall, area, len(walls.length)), walls.length * height[walls.owner])


def _by_direction(walls: _Walls, area: Array, n: int) -> Array:
    """(DIRECTIONS, n) area of walls by direction: each wall goes to the two directions beside it, the nearer getting more."""
    turn = np.degrees(np.arctan2(walls.outward[:, 0], walls.outward[:, 1])) % 360 / (360 / DIRECTIONS)
    lower = np.floor(turn)
    upper_share = turn - lower
    found = np.zeros(DIRECTIONS * n)
    for direction, share in ((lower, 1 - upper_share), (lower + 1, upper_share)):
        flat = direction.astype(np.intp) % DIRECTIONS * n + walls.owner
        found += np.bincount(flat, area * share, DIRECTIONS * n)
    return found.reshape(DIRECTIONS, n)


def _twice(shapes: NDArray[np.object_], footprint: Array) -> Flags:
    """Buildings of which most lies under a larger one (of two alike the first counts)."""
    twice = np.zeros(len(shapes), dtype=bool)
    usable = footprint > 0
    points = np.full(len(shapes), None, dtype=object)
    points[usable] = shapely.point_on_surface(shapes[usable])
    inner, outer = shapely.STRtree(shapes).query(points, predicate="intersects")
    smaller = (footprint[inner] < footprint[outer]) | ((footprint[inner] == footprint[outer]) & (inner > outer))
    inner, outer = inner[smaller & (inner != outer)], outer[smaller & (inner != outer)]
    common = shapely.area(shapely.intersection(shapes[inner], shapes[outer]))
    twice[inner[common > MOSTLY * footprint[inner]]] = True
    return twice
