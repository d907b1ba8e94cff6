"""What a lane could replace on each stretch of street, and what that would bring and cost there, at the traffic of today."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.interventions.bike_lane import BikeLane
from twin.metrics.kerb import emergency
from twin.mobility.rides import CALM, rides_of, stress_of, worst_stress
from twin.mobility.roads import roads_of
from twin.mobility.traffic import Traffic
from twin.models.network import travel_time
from twin.parameter import default
from twin.streets import Streets

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
CRITERIA = ("car_time", "stress_relieved", "parking", "cost", "emergency")
BETTER = {"car_time": -1, "stress_relieved": 1, "parking": -1, "cost": -1, "emergency": -1}  # sign of what is good
RIDDEN = ("pedestrian", "track", "cycleway", "path")  # paths that a route may use as they are
LEAVE = -1


@dataclass(frozen=True, eq=False)
class Options:
    """Edges for routes: a stretch with one way to make room for a lane, or left as it is.

    lanes    the ways to make room, as lanes along nowhere yet
    row      (edges,) row of Streets
    lane     (edges,) which of `lanes`; `LEAVE` for the street as it is
    costs    (edges, criteria) in the order of `CRITERIA`, all to be small: relief counts negative
             [min per car trip, km, spaces, €, m]
    """

    lanes: tuple[BikeLane, ...]
    row: Ints
    lane: Ints
    costs: Array


def options_of(city: City, now: Traffic, styles: Sequence[str], replaces: Sequence[str], width: float, everywhere: bool) -> Options:
    """Calm stretches are left as they are (unless `everywhere`); stressful ones take every lane that fits, or stay a gap if none does.

    To first order, every effect is the stretch's own: cars lose v (t(v, c') - t(v, c)) where a lane leaves them capacity c' instead
    of c, as if nobody changed route or mode.
    """
    streets = city.streets
    ridden = streets.bikes & (streets.is_open_street | np.isin(streets.kinds.astype(str), RIDDEN))
    built = np.flatnonzero(ridden & streets.is_open_street & (everywhere | (now.row_stress > CALM)))
    lanes = tuple(BikeLane(along="?", style=s, replaces=r, width=width) for s in styles for r in replaces)
    rows, kinds, costs = [], [], []
    for number, lane in enumerate(lanes):
        fits = {r: sides for r, sides in lane.fitting(city, [int(r) for r in built], _lengths(streets)).items() if _whole(lane, sides)}
        at = np.array(sorted(fits), dtype=np.intp)
        rows.append(at)
        kinds.append(np.full(len(at), number))
        costs.append(_effects(city, now, lane, fits)[at])
    some = np.unique(np.concatenate(rows)) if rows else np.zeros(0, dtype=np.intp)
    left = np.setdiff1d(np.flatnonzero(ridden), some)
    row = np.concatenate([*rows, left]).astype(np.intp)
    lane_of = np.concatenate([*kinds, np.full(len(left), LEAVE)]).astype(np.intp)
    table = np.concatenate([*costs, np.zeros((len(left), len(CRITERIA)))])
    return Options(lanes, row, lane_of, table)


def _whole(lane: BikeLane, sides: tuple[str, ...]) -> bool:
    """A lane on one side only is half a lane, but for a two-way track."""
    return len(sides) == (1 if lane.style in ("two-way track", "contraflow") else 2)


def _lengths(streets: Streets) -> dict[int, float]:
    return dict(enumerate(streets.length.tolist()))


def _effects(city: City, now: Traffic, lane: BikeLane, fits: dict[int, tuple[str, ...]]) -> Array:
    """(rows, criteria) of this lane on every stretch that it fits."""
    streets, n = city.streets, len(city.streets)
    after, _, _ = lane.laid(streets, fits, _lengths(streets))
    rides = rides_of(after)
    calm = worst_stress(rides, stress_of(after, rides, now.daily), n) <= CALM
    relieved = np.where(streets.is_open_street & (now.row_stress > CALM) & calm, streets.length, 0.0) / 1000
    sides = np.zeros(n)
    sides[list(fits)] = [len(s) for s in fits.values()]
    price = lane.price(1.0)
    clear = float(default(emergency, "clear_needed"))
    narrowed = np.where(streets.is_street & (streets.clear_width >= clear) & (after.clear_width < clear - 1e-9), streets.length, 0.0)
    found: Array = np.stack(
        [_delay(now, after), -relieved, streets.spaces - after.spaces, sides * streets.length * float(price.price), narrowed], axis=1
    )
    return found


def _delay(now: Traffic, after: Streets) -> Array:
    """(rows,) what cars lose on each stretch, spread over all car trips [min]."""
    roads, travel = roads_of(after, now.travel), now.travel
    still = roads.capacity > 0
    then = travel_time(now.cars.flow[still], roads.free_time[still], roads.capacity[still], float(travel["alpha"]), float(travel["beta"]))
    lost = np.zeros(len(roads))
    lost[still] = now.cars.flow[still] * (then - now.cars.time[still])
    return np.asarray(np.bincount(roads.row, lost, len(after)) / max(now.cars.assigned, 1e-9))


__all__ = ["BETTER", "CRITERIA", "LEAVE", "Options", "options_of"]
