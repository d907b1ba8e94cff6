"""Rides: directed links for bikes from the rows of Streets, how stressful each is, and how long it feels."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.mobility.roads import general_kind
from twin.models.cycling import BROACH, perceived_factor
from twin.models.network import Network
from twin.models.paths import ShortestPaths
from twin.models.stress import level, narrow_one_way
from twin.parameter import Coefficients
from twin.streets import Streets, parking_strip

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]
CALM = 2  # highest level of traffic stress that most adults accept
UNMARKED = ("residential", "living_street", "unclassified", "service")  # two-way streets without a centre line


@dataclass(frozen=True, eq=False)
class Rides:
    """Directed links for bikes, the same for every state of the same streets: closed ones stay as closed links.

    row, forward  which row of Streets, and whether along its line
    tail, head    junctions
    length        [m]
    barred        nobody may ride there: closed to bikes, or against a one-way street
    facility      "none", "lane", "track" on the street's side of this direction, "path" away from cars
    """

    row: Ints
    forward: Flags
    tail: Ints
    head: Ints
    length: Array
    barred: Flags
    facility: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.row)


@lru_cache(maxsize=32)
def rides_of(streets: Streets) -> Rides:
    """Links for bikes in both directions of every way."""
    ways = np.arange(len(streets))
    row = np.concatenate([ways, ways])
    forward = np.repeat([True, False], len(ways))
    one = streets.oneway[row]
    against = np.where(forward, one == -1, one == 1) & ~streets.contraflow[row] & ~streets.is_path[row]
    right = np.where(forward, streets.cycle_right[row], streets.cycle_left[row])  # traffic keeps right
    other = np.where(forward, streets.cycle_left[row], streets.cycle_right[row])
    two_way = streets.two_way_track[row] | ((one != 0) & streets.is_path[row])
    side = np.where((right == "") & two_way & (other == "track"), other, right)
    facility = np.where(np.isin(side, ["lane", "track"]), side, "none").astype(object)
    facility[streets.is_path[row] | ~streets.cars[row]] = "path"
    against &= ~(two_way & (side == "track"))
    head = np.where(forward, streets.head[row], streets.tail[row])
    tail = np.where(forward, streets.tail[row], streets.head[row])
    return Rides(row, forward, tail, head, streets.length[row], ~streets.bikes[row] | against, facility)


def stress_of(streets: Streets, rides: Rides, daily: Array) -> NDArray[np.int8]:
    """(links,) level of traffic stress [1..4] with `daily` (rows,) motor vehicles a day; paths and closed streets are 1."""
    row, forward = rides.row, rides.forward
    one = streets.oneway[row] != 0
    strips = {s: np.array([parking_strip(str(k)) for k in getattr(streets, f"parking_{s}")]) for s in ("left", "right")}
    parked = np.where(forward, strips["right"][row], strips["left"][row])
    width = np.where(forward, streets.cycle_width_right[row], streets.cycle_width_left[row])
    contra = np.where(forward, streets.oneway[row] == -1, streets.oneway[row] == 1)
    sides = (strips["left"] > 0).astype(float) + (strips["right"] > 0)
    lanes = np.ceil(np.where(one, streets.lanes[row], streets.lanes[row] / 2))
    found = level(
        np.where(rides.facility == "path", "track", rides.facility).astype(str),
        lanes,
        streets.driven[row],
        daily[row],
        oneway=one,
        narrow=narrow_one_way(streets.width[row], sides[row]),
        centreline=~np.isin(general_kind(streets.kinds[row]), UNMARKED),
        lane_width=width,
        parking=parked > 0,
        reach=width + parked,
        contraflow=contra,
    )
    return np.asarray(found, dtype=np.int8)


def worst_stress(rides: Rides, stress: NDArray[np.int8], rows: int) -> NDArray[np.int8]:
    """(rows,) the more stressful of the directions open to bikes; 0 where bikes may not ride."""
    worst = np.zeros(rows, dtype=np.int8)
    np.maximum.at(worst, rides.row, np.where(rides.barred, 0, stress).astype(np.int8))
    return worst


def felt_length(rides: Rides, daily: Array, travel: Coefficients) -> Array:
    """(links,) length as it feels to a cyclist [m]: `perceived_factor` of the facility and the traffic, on the flat."""
    table = BROACH.replace({key.removeprefix("felt_"): float(p) for key, p in travel.items() if key.startswith("felt_")})
    kind = np.where(rides.facility == "track", "path", rides.facility).astype(str)
    return np.asarray(rides.length * perceived_factor(kind, daily[rides.row], penalties=table))


def ride_network(rides: Rides, cost: Array, zones: Ints, junctions: int, closed: Flags) -> Network:
    """The network of all open rides at a fixed cost: no congestion, so that everybody takes the best way."""
    return Network(rides.tail, rides.head, cost, np.inf, 0.0, 1.0, zones, closed=closed, nodes=junctions)


@dataclass(frozen=True, eq=False)
class Comfort:
    """(zones, zones) shortest length by bike on any street and on calm streets only [m], inf where there is none."""

    shortest: Array
    calm: Array


def comfort_of(rides: Rides, stress: NDArray[np.int8], zones: Ints, junctions: int) -> Comfort:
    """Shortest rides between zones, with and without streets above `CALM`."""
    lengths = []
    for closed in (rides.barred, rides.barred | (stress > CALM)):
        network = ride_network(rides, rides.length, zones, junctions, closed)
        lengths.append(ShortestPaths(network).update(network.free_time).copy())
    return Comfort(*lengths)
