"""Choosing without a single score: what nothing else beats, and all best paths by several costs at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import Array, numeric

Flags = NDArray[np.bool_]
Ints = NDArray[np.intp]
DIRECTIONS = 4  # random trade-offs tried for each label that may stay


def nondominated(values: ArrayLike) -> Flags:
    """(n,) which rows of `values` (n, criteria), all to be small, no other row beats.

    A row beats another when it is at least as small in every column and smaller in one. Of equal rows all stay. Costs n² comparisons.
    """
    table = numeric("values", values)
    if table.ndim != 2:
        raise TwinError(f"values: a table (alternatives, criteria) is needed, not an array of shape {table.shape}")
    beaten = np.zeros(len(table), dtype=bool)
    for i, row in enumerate(table):
        beaten[i] = bool(np.any((table <= row).all(axis=1) & (table < row).any(axis=1)))
    return ~beaten


@dataclass(frozen=True, eq=False)
class ParetoPaths:
    """Paths that no other path beats.

    edges     of each path, in order from its start
    costs     (paths, criteria) sums over the edges
    complete  whether all were kept; else some node had more than `most`
    """

    edges: tuple[tuple[int, ...], ...]
    costs: Array
    complete: bool


def pareto_paths(
    tail: Ints, head: Ints, costs: ArrayLike, towards: ArrayLike, start: int, end: int, limit: Sequence[float] | None = None,
    most: int = 256, seed: int = 0,
) -> ParetoPaths:  # fmt: skip
    """All non-dominated paths from `start` to `end` along edges that come nearer to the end, by label setting (Martins 1984).

    tail, head  (edges,) nodes; there may be parallel edges
    costs       (edges, criteria), all to be small; they may be negative, because no path comes back
    towards     (nodes,) distance to the end: an edge is used only from a larger to a smaller one
    limit       (criteria,) sums above it are cut off; only for criteria that are nowhere negative
    most        labels kept at a node; beyond it those that some of many random trade-offs (`seed`) choose stay, and the result is no
                longer complete

    Of paths that differ only in edges that cost nothing, the one with fewest edges stays.
    Exact while complete: a part of a best path is itself best between its ends, since costs add up. Martins, E. Q. V. (1984), On a
    multicriteria shortest path problem, European Journal of Operational Research 16, 236-245. Time grows with edges × most².
    """
    table, far = numeric("costs", costs), np.asarray(towards, dtype=float)
    nearer = np.flatnonzero(np.isfinite(far[tail]) & (far[tail] > far[head]))
    order = nearer[np.argsort(-far[tail[nearer]], kind="stable")]
    out: dict[int, list[int]] = {}
    for edge in order:
        out.setdefault(int(tail[edge]), []).append(int(edge))
    nodes = sorted({int(n) for e in order for n in (tail[e], head[e])} | {start}, key=lambda n: -far[n])
    rng, complete = np.random.default_rng(seed), True
    labels: dict[int, tuple[Array, list[tuple[int, ...]]]] = {start: (np.zeros((1, table.shape[1])), [()])}
    waiting: dict[int, list[tuple[Array, list[tuple[int, ...]]]]] = {}
    for node in nodes:
        if node in waiting:
            sums = np.concatenate([s for s, _ in waiting[node]])
            paths = [p for _, ps in waiting.pop(node) for p in ps]
            differing = _differing(sums, paths, table)
            sums, paths = sums[differing], [paths[i] for i in differing]
            kept, all_kept = _kept(sums, limit, most, rng)
            complete &= all_kept
            labels[node] = (sums[kept], [paths[i] for i in kept])
        if node == end or node not in labels:
            continue
        sums, paths = labels.pop(node)
        for edge in out.get(node, ()):
            waiting.setdefault(int(head[edge]), []).append((sums + table[edge], [(*p, edge) for p in paths]))
    if end not in labels:
        return ParetoPaths((), np.zeros((0, table.shape[1])), complete)
    return ParetoPaths(tuple(labels[end][1]), labels[end][0], complete)


def _differing(sums: Array, paths: list[tuple[int, ...]], costs: Array) -> list[int]:
    """One label for each set of edges that cost something."""
    counts = (costs != 0).any(axis=1)
    first: dict[tuple[int, ...], int] = {}
    for i in sorted(range(len(paths)), key=lambda i: len(paths[i])):
        first.setdefault(tuple(e for e in paths[i] if counts[e]), i)
    return sorted(first.values())


def _kept(sums: Array, limit: Sequence[float] | None, most: int, rng: np.random.Generator) -> tuple[Ints, bool]:
    """Which labels stay, and whether all did that nothing beats."""
    rows = np.arange(len(sums)) if limit is None else np.flatnonzero((sums <= np.asarray(limit)).all(axis=1))
    rows = rows[nondominated(sums[rows])] if len(rows) else rows
    if len(rows) <= most:
        return rows, True
    return np.sort(rows[spread(sums[rows], most, rng)]), False


def spread(values: Array, most: int, rng: np.random.Generator) -> Ints:
    """At most `most` of these rows, all to be small: the smallest of each column, then what random trade-offs choose first."""
    low, high = values.min(axis=0), values.max(axis=0)
    scaled = (values - low) / np.where(high > low, high - low, 1.0)
    weights = np.concatenate([np.eye(values.shape[1]), rng.dirichlet(np.ones(values.shape[1]), most * DIRECTIONS)])
    chosen = dict.fromkeys(int(i) for i in (scaled @ weights.T).argmin(axis=0))
    chosen |= dict.fromkeys(int(i) for i in scaled.sum(axis=1).argsort(kind="stable"))
    return np.array(list(chosen)[:most], dtype=np.intp)
