"""Trips of the morning peak hour: zones from where people live and work, and who goes where (doubly constrained gravity)."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from twin.buildings import Buildings
from twin.features import Bounds
from twin.mobility.roads import Gates, gates_of, main_part, roads_of
from twin.models import gravity
from twin.models.mode_choice import town_shares
from twin.models.paths import ShortestPaths
from twin.parameter import Coefficients
from twin.people import People
from twin.streets import Streets

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
BACK = 0.02  # willingness to stay in one's zone, or to leave by the gate one came in by: lets the totals of tiny maps balance
BARRED = ("motorway", "trunk", "service")  # a trip does not begin or end on these


@dataclass(frozen=True, eq=False)
class Demand:
    """Person trips in the morning peak hour. The first zones are squares of the map, the last ones gates at its edge.

    node       (zones,) junction where trips of a zone begin and end
    point      (zones, 2) middle of a zone's residents and jobs, or the gate [m]
    residents, jobs  (zones,) persons; 0 at gates
    inner      how many zones are squares of the map
    trips      (zones, zones) persons an hour, all modes
    home       (buildings,) zone of each building; -1 outside the map or without a street
    lost       residents and jobs that no street reaches [persons]
    """

    node: Ints
    point: Array
    residents: Array
    jobs: Array
    inner: int
    trips: Array
    home: Ints
    lost: float

    def __len__(self) -> int:
        return len(self.node)

    @property
    def total(self) -> float:
        """[trips/h]"""
        return float(self.trips.sum())

    @property
    def local(self) -> Array:
        """(zones, zones) trips with both ends on the map."""
        inside = np.arange(len(self)) < self.inner
        return np.where(inside[:, None] & inside, self.trips, 0.0)


@lru_cache(maxsize=32)
def demand_of(streets: Streets, people: People, buildings: Buildings, bounds: Bounds, travel: Coefficients) -> Demand:
    """Trips of the peak hour by all modes, T_ij = A_i O_i B_j D_j f_ij, f = exp(-decay t_ij), times `near_home`
    where both ends are on the map, t the time by car on empty streets.

    Leave: residents × `peak_trips`; at a gate, the cars that enter × occupancy / share of trips by car. Arrive: at jobs, shops
    and schools and at gates, in proportion to their needs, scaled to the trips that leave. Trips within a zone
    or from a gate back to it are not counted. Left out: other hours, purposes apart, trips on foot through the edge of the map.
    """
    roads = roads_of(streets, travel)
    inside, reaching, reached = main_part(roads, len(streets.junctions))
    zones = _squares(streets, people, buildings, inside, float(travel["zone_size"]))
    gates = _usable(gates_of(streets, bounds, travel), reaching, reached)
    per_car = float(travel["occupancy"]) / float(base_shares(travel)[0])
    node = np.concatenate([zones.node, gates.junction])
    leave = np.concatenate([zones.residents * float(travel["peak_trips"]), gates.entering * per_car])
    arrive = np.concatenate([_attraction(people, buildings, zones, travel), gates.leaving * per_car])
    network = roads.network(node, len(streets.junctions), travel)
    time = ShortestPaths(network).update(network.free_time)
    willing = gravity.deterrence(time, float(travel["decay"]))
    willing[: len(zones.node), : len(zones.node)] *= float(travel["near_home"])
    np.fill_diagonal(willing, BACK)
    trips = _distributed(leave, arrive, willing)
    np.fill_diagonal(trips, 0.0)
    nothing = np.zeros(len(gates.junction))
    return Demand(
        node,
        np.concatenate([zones.point, streets.junctions[gates.junction].reshape(-1, 2)]),
        np.concatenate([zones.residents, nothing]),
        np.concatenate([zones.jobs, nothing]),
        len(zones.node),
        trips,
        zones.home,
        zones.lost,
    )


def base_shares(travel: Coefficients) -> Array:
    """(4,) present shares of car, walking, transit and bike."""
    return town_shares(*(float(travel[f"{mode}_share"]) for mode in ("car", "walk", "transit", "bike")))


@dataclass(frozen=True, eq=False)
class _Squares:
    node: Ints
    point: Array
    residents: Array
    jobs: Array
    home: Ints
    lost: float


def _squares(streets: Streets, people: People, buildings: Buildings, inside: NDArray[np.bool_], size: float) -> _Squares:
    """Squares of `size` metres with people in them; those whose middle has the same nearest junction are one zone."""
    home = np.full(len(buildings), -1, dtype=np.intp)
    active = np.flatnonzero(people.inside & (people.residents + people.jobs > 0))
    weight = people.residents[active] + people.jobs[active]
    proper = np.flatnonzero(streets.is_open_street & ~np.isin(streets.kinds.astype(str), BARRED))
    ends = np.unique(np.concatenate([streets.tail[proper], streets.head[proper]]))
    ends = ends[inside[ends]]
    if not len(ends) or not len(active):
        nothing = np.zeros(0)
        return _Squares(np.zeros(0, dtype=np.intp), np.zeros((0, 2)), nothing, nothing, home, float(weight.sum()))
    xy = people.points[active]
    _, square = np.unique(np.floor(xy / size).astype(np.int64), axis=0, return_inverse=True)
    square = square.reshape(-1)
    middle = _means(square, weight, xy)
    nearest = ends[cKDTree(streets.junctions[ends]).query(middle)[1]]
    node, zone_of_square = np.unique(nearest, return_inverse=True)
    zone = zone_of_square.reshape(-1)[square]
    home[active] = zone
    residents, jobs = (np.bincount(zone, column[active], len(node)).astype(float) for column in (people.residents, people.jobs))
    return _Squares(node.astype(np.intp), _means(zone, weight, xy), residents, jobs, home, 0.0)


def _means(group: Ints, weight: Array, xy: Array) -> Array:
    """(groups, 2) weighted middle of each group."""
    total = np.bincount(group, weight)
    return np.stack([np.bincount(group, weight * xy[:, k]) / total for k in (0, 1)], axis=1)


def _attraction(people: People, buildings: Buildings, zones: _Squares, travel: Coefficients) -> Array:
    """(squares,) persons who would arrive in the peak hour."""
    rate = np.full(len(buildings), float(travel["per_job"]))
    rate[buildings.use == "retail"] += float(travel["per_shop_job"])
    rate[buildings.use == "education"] += float(travel["per_school_job"])
    placed = zones.home >= 0
    return np.bincount(zones.home[placed], (people.jobs * rate)[placed], len(zones.node)).astype(float)


def _usable(gates: Gates, reaching: NDArray[np.bool_], reached: NDArray[np.bool_]) -> Gates:
    """The gates from which the town can be reached, or that can be reached from it; a one-way gate keeps its open direction."""
    entering = np.where(reaching[gates.junction], gates.entering, 0.0)
    leaving = np.where(reached[gates.junction], gates.leaving, 0.0)
    kept = entering + leaving > 0
    return Gates(gates.junction[kept], entering[kept], leaving[kept])


def _distributed(leave: Array, arrive: Array, willing: Array) -> Array:
    """Gravity trips; ends that nobody can reach or that can reach nobody take no part."""
    for _ in range(3):  # an end may lose its only partner when another one drops out
        leave = np.where((willing * (arrive > 0)).any(axis=1), leave, 0.0)
        arrive = np.where((willing * (leave > 0)[:, None]).any(axis=0), arrive, 0.0)
    if leave.sum() == 0 or arrive.sum() == 0:
        return np.zeros(willing.shape)
    return gravity.trips(leave, gravity.balanced(leave, arrive), willing, tolerance=1e-9)
