"""Roads for cars: directed links from the rows of Streets, with free time and capacity, and the gates at the edge of the map."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from twin.features import Bounds
from twin.mobility.coefficients import CAPACITY, GATES
from twin.models.network import Network
from twin.parameter import Coefficients
from twin.streets import CAR_KINDS, Streets

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]
ARMS = 3  # streets that must meet before a junction costs time
RIM = 25.0  # m from the edge of the map within which a street that ends there is taken to run on
LANE_EACH_WAY = 0.5  # a lane for both directions gives each this much


@dataclass(frozen=True, eq=False)
class Roads:
    """Directed links for cars, the same for every state of the same streets: closed ones stay as closed links.

    row, forward  which row of Streets, and whether along its line
    tail, head    junctions
    length        [m]
    free_time     [min], delay at the junction at its end included
    capacity      [veh/h]; 0 where cars may not drive
    """

    row: Ints
    forward: Flags
    tail: Ints
    head: Ints
    length: Array
    free_time: Array
    capacity: Array

    def __len__(self) -> int:
        return len(self.row)

    def network(self, zones: Ints, junctions: int, travel: Coefficients) -> Network:
        """The network for assignment; times in minutes."""
        return Network(
            self.tail, self.head, self.free_time, self.capacity, float(travel["alpha"]), float(travel["beta"]), zones, nodes=junctions
        )


@dataclass(frozen=True, eq=False)
class Gates:
    """Where streets run on beyond the map: the junction of each, and the cars that enter and leave by it [veh/h]."""

    junction: Ints
    entering: Array
    leaving: Array


def general_kind(kinds: NDArray[np.object_]) -> NDArray[np.object_]:
    """The class of each way, slip roads as the class they serve."""
    return np.array([str(kind).removesuffix("_link") for kind in kinds], dtype=object)


@lru_cache(maxsize=32)
def roads_of(streets: Streets, travel: Coefficients) -> Roads:
    """Links for cars in both directions of every street that cars could use (`capacity` 0 where they may not now).

    Free time = length / driven speed + `junction_delay` where three or more streets meet at the link's end. Capacity = lanes of
    the direction × capacity of a lane of the class × what works left of it.
    """
    drivable = np.flatnonzero(np.isin(streets.kinds.astype(str), CAR_KINDS))
    row = np.concatenate([drivable, drivable])
    forward = np.repeat([True, False], len(drivable))
    allowed = streets.cars[row] & np.where(forward, streets.oneway[row] >= 0, streets.oneway[row] <= 0)
    head = np.where(forward, streets.head[row], streets.tail[row])
    tail = np.where(forward, streets.tail[row], streets.head[row])
    proper = streets.is_street
    arms = np.bincount(np.concatenate([streets.tail[proper], streets.head[proper]]), minlength=len(streets.junctions))
    delay = np.where((arms[head] >= ARMS) & proper[row], float(travel["junction_delay"]) / 60, 0.0)
    lanes = np.where(streets.oneway[row] != 0, np.maximum(streets.lanes[row], 1), np.maximum(streets.lanes[row] / 2, LANE_EACH_WAY))
    per_lane = np.array([float(travel[f"capacity_{kind}"]) for kind in general_kind(streets.kinds[row])])
    capacity = np.where(allowed, lanes * per_lane * streets.capacity_kept[row], 0.0)
    length = streets.length[row]
    return Roads(row, forward, tail, head, length, length / 1000 / streets.driven[row] * 60 + delay, capacity)


@lru_cache(maxsize=32)
def gates_of(streets: Streets, bounds: Bounds, travel: Coefficients) -> Gates:
    """Streets (not service ways) that end within `RIM` of the map's edge, with the traffic of their class in each open direction."""
    ends = np.flatnonzero(streets.is_open_street & np.isin(general_kind(streets.kinds), list(GATES)))
    junction = np.concatenate([streets.tail[ends], streets.head[ends]])
    row = np.concatenate([ends, ends])
    outward = np.repeat([-1, 1], len(ends))  # at the head of its line a street leads out of the map
    arms = np.bincount(junction, minlength=len(streets.junctions))
    xy = streets.junctions[junction]
    minx, miny, maxx, maxy = bounds
    from_edge = np.minimum.reduce([xy[:, 0] - minx, xy[:, 1] - miny, maxx - xy[:, 0], maxy - xy[:, 1]])
    gate = (arms[junction] == 1) & (from_edge < RIM)
    junction, row, outward = junction[gate], row[gate], outward[gate]
    flow = np.array([float(travel[f"gate_{kind}"]) for kind in general_kind(streets.kinds[row])])
    oneway = streets.oneway[row]
    return Gates(junction.astype(np.intp), flow * (oneway != outward), flow * (oneway != -outward))


def main_part(roads: Roads, junctions: int) -> tuple[Flags, Flags, Flags]:
    """Junctions of the largest part of the network within which every place reaches every other; which reach it; which it reaches."""
    is_open = roads.capacity > 0
    graph = csr_array((np.ones(int(is_open.sum())), (roads.tail[is_open], roads.head[is_open])), shape=(junctions, junctions))
    _, label = connected_components(graph, directed=True, connection="strong")
    inside = label == np.bincount(label).argmax() if junctions else np.zeros(0, dtype=bool)
    return inside, _spread(graph.T.tocsr(), inside), _spread(graph, inside)


def _spread(graph: csr_array, start: Flags) -> Flags:
    """All junctions that can be reached from `start`."""
    reached, front = start.copy(), start
    while front.any():
        front = ((graph.T @ front.astype(float)) > 0) & ~reached
        reached |= front
    return reached


__all__ = ["CAPACITY", "Gates", "Roads", "gates_of", "main_part", "roads_of"]
