"""Moving trips from slow paths to quick ones: the two steps that bring an assignment to equilibrium.

The main path of a pair is its most used one. Every other path of the pair, an alternative, is known by the links in which it differs
from the main path, a row of D: +1 where only the alternative runs, -1 where only the main path does. Then g = D t is by how much
alternatives are slower, and moving trips h onto them changes the flow of links by D^T h. The steps change flows in place.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from twin.models.arguments import Array
from twin.models.network import Costs, Ints, Mask
from twin.models.paths import Paths, ragged, totals

TABLE = 4_000_000  # entries of the table used to compare paths with main paths, at most
NEGLIGIBLE = 1e-10  # share of a pair's trips below which a path is no longer used
FLAT = 1e-9  # curvature beside the largest below which the step of the whole network leaves a path to the sweeps
WORTHWHILE = 64  # alternatives in one block of a sweep, at least: fewer take as long; many origins at once see less of each other
ROUNDS, CONJUGATE_STEPS, REDUCTION = 4, 40, 0.04  # effort of one Newton step: none of them touches the result, only the speed


@dataclass(frozen=True, eq=False)
class Alternatives:
    """Path and main path (rows of the store) of each alternative, and the links in which they differ, as a ragged array."""

    path: Ints
    main: Ints
    start: Ints
    link: Ints
    sign: Array

    @classmethod
    def of(cls, paths: Paths, links: int) -> "Alternatives":
        first = np.flatnonzero(np.append(True, paths.pair[1:] != paths.pair[:-1]))
        size = np.diff(np.append(first, len(paths)))
        main = np.repeat(np.lexsort((-paths.flow, paths.pair))[first], size)
        path = np.flatnonzero(main != np.arange(len(paths)))
        main = main[path]
        found = [np.zeros((0, 3), dtype=np.int64)]
        step = max(1, TABLE // max(links, 1))
        for i in range(0, len(path), step):
            found.append(_differences(paths, path[i : i + step], main[i : i + step], links, i))
        row, link, sign = np.concatenate(found).T
        return cls(path, main, np.searchsorted(row, np.arange(len(path) + 1)), link, sign.astype(np.float64))


def _differences(paths: Paths, path: Ints, main: Ints, links: int, offset: int) -> Ints:
    """(entries, 3): row, link and sign where each of `path` and its `main` path do not coincide."""
    table = np.zeros(len(path) * links, dtype=np.int8)
    length = np.diff(paths.start)
    row = np.arange(len(path)) * links
    table[np.repeat(row, length[path]) + paths.links[ragged(paths.start, path)]] += 1
    table[np.repeat(row, length[main]) + paths.links[ragged(paths.start, main)]] -= 1
    entry = np.flatnonzero(table != 0)
    at, link = np.divmod(entry, links)
    return np.column_stack((at + offset, link, table[entry]))


class Block:
    """The alternatives of one origin, or of a few small ones, with the links they differ in numbered from 0."""

    def __init__(self, these: Alternatives, rows: slice, costs: Costs, links: int) -> None:
        entries = slice(these.start[rows.start], these.start[rows.stop])
        self.path = these.path[rows]
        self.main, self.pair = np.unique(these.main[rows], return_inverse=True)
        self.start = these.start[rows] - entries.start
        self.length = np.diff(these.start[rows.start : rows.stop + 1])
        link = these.link[entries]
        touched = np.zeros(links, dtype=np.bool_)
        touched[link] = True
        self.links = np.flatnonzero(touched)
        number = np.zeros(links, dtype=np.int64)
        number[self.links] = np.arange(len(self.links))
        self.link, self.sign = number[link], these.sign[entries]
        self.costs = costs.on(self.links)

    def equilibrate(self, path_flow: Array, link_flow: Array) -> None:
        """One projected Newton step for all destinations at once, each path by its own curvature, with an exact stride.

        The alternative loses min(h, g / s), g how much slower it is and s the sum of dt/dv over the links in which it differs; a
        quicker one gains as much, at most all the trips of the main path.
        """
        v, h = link_flow[self.links], path_flow[self.path]
        time, slope = self.costs.time_and_slope(v)
        slower = np.add.reduceat(self.sign * time[self.link], self.start)
        curvature = np.add.reduceat(slope[self.link], self.start)
        room = path_flow[self.main]
        emptied, filled = _beyond(slower, curvature, h, room[self.pair])
        move = np.where(emptied, -h, room[self.pair])
        np.divide(-slower, curvature, out=move, where=~emptied & ~filled)
        move = _within_main(move, self.pair, room)
        change = totals(self.link, self.sign * np.repeat(move, self.length), len(self.links))
        share = stride(self.costs, v, change, time)
        _shift(path_flow, self.path, self.main, self.pair, share * move)
        link_flow[self.links] = np.maximum(v + share * change, 0.0)


def newton_step(these: Alternatives, costs: Costs, path_flow: Array, link_flow: Array) -> None:
    """One projected Newton step for the whole network, which sees how paths share links.

    Alternatives that their own step would empty are emptied, those it would fill are left to the sweeps; for the others
    D T' D^T dh = -g is solved by conjugate gradients, T' the slopes dt/dv of links; those that fall below zero are emptied too and
    the rest solved again (two-metric projection, Bertsekas 1982, doi:10.1137/0320018).
    """
    differ = csr_array((these.sign, these.link, these.start), shape=(len(these.path), len(link_flow)))
    time, slope = costs.time_and_slope(link_flow)
    h, slower = path_flow[these.path], differ @ time
    curvature = np.add.reduceat(slope[these.link], these.start[:-1])
    main, pair = np.unique(these.main, return_inverse=True)
    room = path_flow[main]
    emptied, filled = _beyond(slower, curvature, h, room[pair])
    move, free = np.where(emptied, -h, 0.0), ~emptied & ~filled & (curvature > FLAT * curvature.max())
    for _ in range(ROUNDS):
        rows = np.flatnonzero(free)
        few = differ[rows]
        residual = -(slower[rows] + few @ (slope * (move @ differ)))
        move[rows] += _conjugate_gradients(few, slope, curvature[rows], residual)
        below = move < -h
        move = np.maximum(move, -h)
        free &= ~below
        if not below.any():
            break
    move = _within_main(move, pair, room)
    change = move @ differ
    share = stride(costs, link_flow, change, time)
    _shift(path_flow, these.path, main, pair, share * move)
    np.maximum(link_flow + share * change, 0.0, out=link_flow)


def _conjugate_gradients(differ: csr_array, slope: Array, curvature: Array, residual: Array) -> Array:
    """Solve D T' D^T x = residual roughly, from 0, scaled by the curvature of each path (its diagonal)."""
    x = np.zeros(len(residual))
    scaled = residual / curvature
    direction = scaled
    size = start = residual @ scaled
    for _ in range(CONJUGATE_STEPS):
        if size <= REDUCTION * start or size == 0:
            break
        image = differ @ (slope * (direction @ differ))
        bend = direction @ image
        if bend <= FLAT * (direction * direction @ curvature):  # trips shuffled between paths without changing any link
            break
        x += (size / bend) * direction
        residual = residual - (size / bend) * image
        scaled = residual / curvature
        before, size = size, residual @ scaled
        direction = scaled + (size / before) * direction
    return x


def stride(costs: Costs, flow: Array, change: Array, time: Array) -> float:
    """The share [0..1] of a `change` of link flows that lowers Beckmann's objective most, by Newton's method inside a bracket.

    Along the change the objective has slope sum(change t(flow + share change)), which only grows; `time` is t(flow).
    """
    slope_at_start = float(change @ time)
    if slope_at_start >= 0:
        return 0.0
    low, high, share = 0.0, 1.0, 1.0
    for _ in range(20):
        time, slope = costs.time_and_slope(np.maximum(flow + share * change, 0.0))
        pull = float(change @ time)
        if (pull <= 0 and share == 1.0) or abs(pull) <= 0.01 * -slope_at_start:
            return share
        low, high = (low, share) if pull > 0 else (share, high)
        bend = float(change * change @ slope)
        guess = share - pull / bend if bend > 0 else high
        share = guess if low < guess < high else 0.5 * (low + high)
    return low


def _beyond(slower: Array, curvature: Array, h: Array, room: Array) -> tuple[Mask, Mask]:
    """Which alternatives would lose all their trips by their own step, and which would take all of the main path's.

    Without congestion (curvature 0) it is always one or the other.
    """
    emptied = slower >= curvature * h
    return emptied, ~emptied & (slower <= -curvature * room)


def _within_main(move: Array, pair: Ints, room: Array) -> Array:
    """`move` with the gains of a pair cut so that its main path, which pays for them, is not overdrawn."""
    gain = totals(pair, move, len(room))
    if np.all(gain <= room):
        return move
    up = totals(pair, np.maximum(move, 0.0), len(room))
    share = np.divide(room + up - gain, up, out=np.ones_like(up), where=gain > room)
    return np.where(move > 0, move * share[pair], move)


def _shift(path_flow: Array, path: Ints, main: Ints, pair: Ints, move: Array) -> None:
    path_flow[path] = np.maximum(path_flow[path] + move, 0.0)
    path_flow[main] = np.maximum(path_flow[main] - totals(pair, move, len(main)), 0.0)


def shift(paths: Paths, link_flow: Array, costs: Costs, demand: Array, zones: int, sweeps: int, newton: bool) -> Paths:
    """The paths with their trips moved towards equilibrium: some sweeps over blocks of origins, then perhaps a step of the whole network.

    Paths left without trips are dropped, and the most used path of each pair makes up what rounding took or gave of its
    `demand` (pairs,), so that no trip is ever lost.
    """
    these = Alternatives.of(paths, len(link_flow))
    if not len(these.path):
        return paths
    path_flow, link_flow = paths.flow.copy(), link_flow.copy()
    blocks = [Block(these, rows, costs, len(link_flow)) for rows in _blocks(paths.pair[these.path] // zones)]
    for _ in range(sweeps):
        for block in blocks:
            block.equilibrate(path_flow, link_flow)
    if newton:
        newton_step(these, costs, path_flow, link_flow)
    kept = path_flow > NEGLIGIBLE * demand[paths.pair]
    paths = paths.carrying(path_flow).keep(kept)
    return settle(paths, demand)


def _blocks(origin: Ints) -> list[slice]:
    """Alternatives side by side, by their sorted `origin`: whole origins, so many together that a step is worth its while."""
    ends = [0]
    for end in np.append(np.flatnonzero(origin[1:] != origin[:-1]) + 1, len(origin)).tolist():
        if end - ends[-1] >= WORTHWHILE or end == len(origin):
            ends.append(end)
    return [slice(a, b) for a, b in pairwise(ends)]


def settle(paths: Paths, demand: Array) -> Paths:
    """The paths with the most used one of each pair taking exactly what the others leave of the demand (pairs,)."""
    first = np.flatnonzero(np.append(True, paths.pair[1:] != paths.pair[:-1]))
    most = np.lexsort((-paths.flow, paths.pair))[first]
    flow = paths.flow.copy()
    flow[most] += (demand - paths.demand(len(demand)))[paths.pair[most]]
    return paths.carrying(flow)
