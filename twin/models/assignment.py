"""Which streets drivers take: static user equilibrium, where nobody gains by taking another way.

Wardrop's first principle: all used paths of a pair take the same time, and no unused one is quicker. Such flows minimise Beckmann's
objective Z, the sum over links of the integral of t(x) from 0 to v. Trips are moved between paths until the relative gap is small:
gap = (sum of t v - sum of q u) / sum of t v, where u is the time of the quickest path of a pair with q trips.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, log
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric
from twin.models.network import Costs, Mask, Network
from twin.models.paths import Paths, ShortestPaths
from twin.models.shifting import shift

__all__ = ["CutOff", "Network", "Solution", "equilibrium"]

ALREADY_KNOWN = 1e-12  # a path must be quicker than the known ones of its pair by more than rounding
SWEEPS = 4  # over the origins between two searches for quicker paths
SETTLING = 0.01  # relative gap below which a step of the whole network pays


class CutOff(NamedTuple):
    """A pair of zones without any open path, and the trips [veh/h] that therefore stay away."""

    origin: int
    destination: int
    demand: float


@dataclass(frozen=True, eq=False)
class Solution:
    """Flows in equilibrium; the unit of time is that of the network's `free_time`.

    network, demand  what was asked, demand as (zones, zones) [veh/h]
    flow, time       (links,) [veh/h] and time under that flow, fixed cost included; a closed link has no flow and its free time
    skim             (zones, zones) time of the quickest path, inf where there is none, 0 within a zone
    gap, converged   relative gap reached, and whether it is as small as asked
    iterations       searches for quicker paths after the first loading
    objective        Beckmann's Z; total_time the sum of t v [veh/h times the unit of time]
    paths            the paths used, from which another solution can start
    cut_off          pairs that no open path joins, with their trips; they are in no other number here
    intrazonal       trips [veh/h] within a zone (or between zones at one node), which load no link
    """

    network: Network
    demand: Array
    flow: Array
    time: Array
    skim: Array
    gap: float
    converged: bool
    iterations: int
    objective: float
    total_time: float
    paths: Paths
    cut_off: tuple[CutOff, ...]
    intrazonal: float

    @property
    def resolution(self) -> float:
        """The change of total time that can still be told from the solver's own error: 3 gap total_time."""
        return 3.0 * self.gap * self.total_time

    @property
    def assigned(self) -> float:
        """Trips [veh/h] on the network: all but those within zones and those cut off."""
        return float(self.paths.flow.sum())

    def fits(self, network: Network) -> bool:
        """Whether another network has the same links and zones, so that it can start from this solution."""
        before = self.network
        same = all(np.array_equal(getattr(before, name), getattr(network, name)) for name in ("tail", "head", "zones"))
        return same and (before.nodes, before.first_through) == (network.nodes, network.first_through)

    def resolves(self, other: "Solution") -> bool:
        """Whether total time differs by more than the resolution of both; if not, say "below the solver's resolution"."""
        return abs(other.total_time - self.total_time) > max(self.resolution, other.resolution)


def equilibrium(
    network: Network,
    demand: ArrayLike,
    gap: float = 1e-6,
    start: Solution | None = None,
    max_iterations: int = 500,
    progress: Callable[[float, str], None] | None = None,
) -> Solution:
    """Static user equilibrium of `demand` (zones, zones) [veh/h] on a `Network`, to a relative `gap`.

    start           an earlier solution on the same links: its paths are kept where they are still open, which makes an edited street
                    quick to solve and keeps the solver's noise out of its effect; nothing changed, nothing moves, to the last bit
    max_iterations  when they are used up the Solution says converged = False
    progress        called with (share done, what) before each iteration

    Projected Newton steps on path flows: origin by origin with all destinations at once, each with an exact stride (gradient projection:
    Jayakrishnan et al. 1994, Transportation Research Record 1443, 75-83; Florian, Constantin and Florian 2009, doi:10.3141/2090-02), and
    near equilibrium one step of the whole network. Objective and gap: Beckmann, McGuire and Winsten (1956).
    Flows of links are unique where time grows with flow; on links without congestion only Z and total time are. Left out: time of day,
    queues, junction turns, drivers who differ or do not know, and demand that answers to congestion (see mode choice).
    Use the same gap of 1e-6 or less, and `start`, to compare two networks. Raises TwinError for demand that is negative or
    not (zones, zones), a gap not between 0 and 1, or a start on other links or zones.
    """
    trips = _checked_demand(network, demand)
    if not 0 < gap < 1:
        raise TwinError(f"gap: {gap:g} is not allowed, it must be above 0 and below 1")
    if max_iterations < 0:
        raise TwinError(f"max_iterations: {max_iterations} is not allowed, it must be 0 or more")
    costs, quickest = Costs(network), ShortestPaths(network)
    wanted = np.where(_within(network), 0.0, trips).ravel()
    paths = Paths.none() if start is None else _still_open(network, start, wanted)
    paths, reachable = _complete(paths, wanted, quickest, costs.time(paths.load(len(network))))
    wanted = np.where(reachable, wanted, 0.0)
    first = 0.0
    for iteration in range(max_iterations + 1):
        flow = paths.load(len(network))
        time = costs.time(flow)
        skim = quickest.update(time)
        total, ideal = float(flow @ time), float(wanted @ np.where(reachable, skim.ravel(), 0.0))
        reached = max(0.0, (total - ideal) / total) if total > 0 else 0.0
        if reached <= gap or iteration == max_iterations:
            break
        first = first or max(reached, 2 * gap)
        if progress:
            progress(max(0.0, log(first / reached) / log(first / gap)), f"relative gap {reached:.1e}")
        paths = _with_quicker(paths, wanted, skim.ravel(), quickest, time)
        paths = shift(paths, flow, costs, wanted, len(network.zones), SWEEPS, newton=reached < SETTLING)
    return _solution(network, trips, paths, flow, time, skim, reached, reached <= gap, iteration, float(costs.integral(flow).sum()))


def _solution(
    network: Network,
    trips: Array,
    paths: Paths,
    flow: Array,
    time: Array,
    skim: Array,
    gap: float,
    converged: bool,
    iterations: int,
    objective: float,
) -> Solution:
    within = _within(network)
    lost = np.argwhere(~np.isfinite(skim) & (trips > 0) & ~within)
    for array in (flow, time, skim):
        array.flags.writeable = False
    return Solution(
        network=network,
        demand=trips,
        flow=flow,
        time=time,
        skim=skim,
        gap=gap,
        converged=converged,
        iterations=iterations,
        objective=objective,
        total_time=float(flow @ time),
        paths=paths,
        cut_off=tuple(CutOff(int(i), int(j), float(trips[i, j])) for i, j in lost),
        intrazonal=float(trips[within].sum()),
    )


def _within(network: Network) -> Mask:
    """(zones, zones) True where both ends are one node: a zone with itself, or two zones that share it."""
    return np.asarray(network.zones[:, None] == network.zones)


def _checked_demand(network: Network, demand: ArrayLike) -> Array:
    trips = np.array(numeric("demand", demand, 0, unit="veh/h"))
    zones = len(network.zones)
    if trips.shape != (zones, zones):
        raise TwinError(f"demand: shape {trips.shape} does not fit, the network has {zones} zones and needs ({zones}, {zones})")
    if np.any(np.isinf(trips)):
        raise TwinError("demand: inf is not allowed, it must be a number of veh/h")
    trips.flags.writeable = False
    return trips


def _still_open(network: Network, start: Solution, wanted: Array) -> Paths:
    """The paths of an earlier solution that are open and wanted now, scaled to the trips wanted now."""
    if not start.fits(network):
        raise TwinError("start: that solution belongs to other links or zones; links may be closed or changed, not added or removed")
    paths = start.paths
    usable = (paths.sum(network.closed.astype(np.float64)) == 0) & (wanted[paths.pair] > 0)
    untouched = start.demand.ravel() == wanted
    untouched[paths.pair[~usable]] = False
    paths = paths.keep(usable)
    carried = paths.demand(len(wanted))
    scale = np.divide(wanted, carried, out=np.ones_like(wanted), where=~untouched & (carried > 0))
    return paths.carrying(paths.flow * scale[paths.pair])


def _complete(paths: Paths, wanted: Array, quickest: ShortestPaths, time: Array) -> tuple[Paths, Mask]:
    """The paths, and the quickest one for every pair that has none; and which pairs can be reached at all."""
    reachable = np.isfinite(quickest.update(time)).ravel()
    missing = np.flatnonzero((wanted > 0) & reachable & (np.bincount(paths.pair, minlength=len(wanted)) == 0))
    if not len(missing):
        return paths, reachable
    return paths.merge(quickest.trace(missing, wanted[missing])), reachable


def _with_quicker(paths: Paths, wanted: Array, skim: Array, quickest: ShortestPaths, time: Array) -> Paths:
    """The paths, and the quickest one of every pair for which it is quicker than all known ones, still empty."""
    known = np.full(len(wanted), inf)
    np.minimum.at(known, paths.pair, paths.sum(time))
    new = np.flatnonzero((wanted > 0) & (skim < known * (1 - ALREADY_KNOWN)))
    return paths.merge(quickest.trace(new, np.zeros(len(new)))) if len(new) else paths
