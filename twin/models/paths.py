"""Paths through a network, many at once: the store of used paths, and shortest paths from every zone.

A store is ragged: path p runs over the links `links[start[p]:start[p + 1]]` in no particular order, belongs to `pair[p]` (origin zone times
the number of zones plus destination zone) and carries `flow[p]`. Paths are sorted by pair, so those of one origin lie side by side.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from twin.models.arguments import Array
from twin.models.network import Ints, Mask, Network

NOWHERE = -1


def ragged(start: Ints, rows: Ints) -> Ints:
    """Where the entries of the chosen rows of a ragged array lie, row after row; row r is start[r] to start[r + 1]."""
    length = start[rows + 1] - start[rows]
    ends = np.cumsum(length)
    return np.repeat(start[rows] - ends + length, length) + np.arange(ends[-1] if len(ends) else 0)


def totals(group: Ints, values: Array, groups: int) -> Array:
    """The sum of the values in each of so many groups."""
    return np.bincount(group, values, minlength=groups).astype(np.float64, copy=False)


@dataclass(frozen=True, eq=False)
class Paths:
    """Used paths of all pairs: `pair` (paths,), `start` (paths + 1,), `links` (entries,), `flow` (paths,) [veh/h]."""

    pair: Ints
    start: Ints
    links: Ints
    flow: Array

    def __len__(self) -> int:
        return len(self.pair)

    @classmethod
    def none(cls) -> "Paths":
        nothing = np.zeros(0, dtype=np.int64)
        return cls(nothing, np.zeros(1, dtype=np.int64), nothing, np.zeros(0))

    def load(self, links: int) -> Array:
        """Flow [veh/h] of each of the network's `links`."""
        return totals(self.links, np.repeat(self.flow, np.diff(self.start)), links)

    def sum(self, values: Array) -> Array:
        """The sum of a value of links along each path; every path has a link at least."""
        return np.add.reduceat(values[self.links], self.start[:-1]) if len(self) else np.zeros(0)

    def demand(self, pairs: int) -> Array:
        """Flow [veh/h] of each pair."""
        return totals(self.pair, self.flow, pairs)

    def take(self, rows: Ints) -> "Paths":
        start = np.concatenate(([0], np.cumsum(np.diff(self.start)[rows])))
        return Paths(self.pair[rows], start, self.links[ragged(self.start, rows)], self.flow[rows])

    def keep(self, kept: Mask) -> "Paths":
        return self if kept.all() else self.take(np.flatnonzero(kept))

    def carrying(self, flow: Array) -> "Paths":
        """The same paths with other flows."""
        return Paths(self.pair, self.start, self.links, flow)

    def merge(self, other: "Paths") -> "Paths":
        """Both sets of paths, sorted by pair."""
        both = Paths(
            np.concatenate((self.pair, other.pair)),
            np.concatenate((self.start, other.start[1:] + self.start[-1])),
            np.concatenate((self.links, other.links)),
            np.concatenate((self.flow, other.flow)),
        )
        return both.take(np.argsort(both.pair, kind="stable"))


class ShortestPaths:
    """Dijkstra's algorithm from every zone of a network, over the links that are open.

    Parallel links share one slot (tail, head), which holds the quickest of them. A node below `first_through` is split
    in two: links arrive at the node and leave from its copy, so no path leads through it.
    """

    def __init__(self, network: Network) -> None:
        nodes, self.zones = network.nodes, network.zones
        size = nodes + min(network.first_through, nodes)
        tail = np.where(network.tail < network.first_through, network.tail + nodes, network.tail)
        key = tail * size + network.head
        usable = np.flatnonzero(~network.closed & (network.tail != network.head))
        self.link = usable[np.argsort(key[usable], kind="stable")]  # links in the order of their slots
        self.slot, self.first = np.unique(key[self.link], return_index=True)
        self.tail = tail
        self.source = np.where(self.zones < network.first_through, self.zones + nodes, self.zones)
        row, column = np.divmod(self.slot, size)
        self.graph = csr_array((np.zeros(len(row)), column, np.searchsorted(row, np.arange(size + 1))), shape=(size, size))
        self.size = size
        self._time, self.cost = np.zeros(0), np.zeros((0, 0))

    def update(self, time: Array) -> Array:
        """Find the quickest paths at these times of links; returns their (zones, zones) times, inf where there is no path."""
        if len(self.cost) and np.array_equal(time, self._time):
            return self.cost
        self._time = time
        time = time[self.link]
        self.quickest = self.link
        if len(self.slot) < len(self.link):
            slot_of = np.repeat(np.arange(len(self.slot)), np.diff(np.append(self.first, len(self.link))))
            order = np.lexsort((self.link, time, slot_of))[self.first]
            time, self.quickest = time[order], self.link[order]
        self.graph.data = time
        distance, self.previous = dijkstra(self.graph, indices=self.source, return_predecessors=True)
        self.cost = np.asarray(distance[:, self.zones], dtype=np.float64)
        self.cost[self.zones[:, None] == self.zones] = 0.0
        return self.cost

    def trace(self, pair: Ints, flow: Array) -> Paths:
        """The quickest paths of some pairs (sorted), walked back from all their ends at once, with these flows."""
        origin, destination = np.divmod(pair, len(self.zones))
        source, node, row = self.source[origin], self.zones[destination], np.arange(len(pair))
        rows, links = [], []
        while len(row):
            before = self.previous[origin, node].astype(np.int64)
            link = self.quickest[np.searchsorted(self.slot, before * self.size + node)]
            rows.append(row)
            links.append(link)
            on = before != source
            origin, source, node, row = origin[on], source[on], before[on], row[on]
        if not rows:
            return Paths.none()
        owner = np.concatenate(rows)
        order = np.argsort(owner, kind="stable")
        start = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=len(pair)))))
        return Paths(pair, start, np.concatenate(links)[order], flow)
