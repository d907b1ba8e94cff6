"""What nothing else beats: against trying everything."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from twin.errors import TwinError
from twin.models.pareto import nondominated, pareto_paths, spread

numbers = st.integers(-3, 4)


@given(st.lists(st.tuples(numbers, numbers, numbers), max_size=12))
def test_nondominated_is_its_definition(rows: list[tuple[int, int, int]]) -> None:
    table = np.array(rows, dtype=float).reshape(-1, 3)
    kept = nondominated(table)
    for i, row in enumerate(rows):
        beaten = any(all(a <= b for a, b in zip(other, row, strict=True)) and other != row for other in rows)
        assert kept[i] == (not beaten)


def test_nondominated_refuses_what_is_no_table() -> None:
    with pytest.raises(TwinError, match="table"):
        nondominated([1.0, 2.0])
    with pytest.raises(TwinError, match="values"):
        nondominated([[1.0, float("nan")]])


def all_paths(tail: NDArray[np.intp], head: NDArray[np.intp], towards: NDArray[np.float64], start: int, end: int) -> list[tuple[int, ...]]:
    if start == end:
        return [()]
    ahead = [e for e in range(len(tail)) if tail[e] == start and towards[head[e]] < towards[start]]
    return [(e, *rest) for e in ahead for rest in all_paths(tail, head, towards, int(head[e]), end)]


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 7), st.booleans())
def test_pareto_paths_are_those_found_by_trying_all(seed: int, nodes: int, limited: bool) -> None:
    """Negative costs, parallel edges, ties and a limit on the last criterion, which is nowhere negative."""
    rng = np.random.default_rng(seed)
    tail, head = rng.integers(0, nodes, (2, 14))
    costs = rng.integers(-2, 4, (14, 3)).astype(float)
    costs[:, 2] = abs(costs[:, 2]) + 1
    towards = rng.permutation(nodes).astype(float)
    start, end = int(towards.argmax()), int(towards.argmin())
    limit = [np.inf, np.inf, 5.0] if limited else None
    found = pareto_paths(tail, head, costs, towards, start, end, limit, most=10_000)
    sums = np.array([costs[list(p)].sum(axis=0) for p in all_paths(tail, head, towards, start, end)]).reshape(-1, 3)
    if limited:
        sums = sums[sums[:, 2] <= 5.0]
    true = sums[nondominated(sums)]
    assert found.complete
    assert {tuple(row) for row in found.costs} == {tuple(row) for row in true}
    for edges, total in zip(found.edges, found.costs, strict=True):
        assert costs[list(edges)].sum(axis=0) == pytest.approx(total)
        assert not edges or (tail[edges[0]], head[edges[-1]]) == (start, end)
        assert all(head[a] == tail[b] for a, b in pairwise(edges))


def test_no_way_and_free_detours() -> None:
    ends = np.array([0, 1, 0]), np.array([1, 3, 2])
    assert not pareto_paths(*ends, np.ones((3, 2)), [3, 2, 1, 0], 2, 3).edges
    diamond = np.array([0, 0, 1, 2, 0]), np.array([1, 2, 3, 3, 3])
    found = pareto_paths(*diamond, np.zeros((5, 2)), [2.0, 1.0, 1.0, 0.0], 0, 3)
    assert found.edges == ((4,),)  # of ways that cost nothing the one with fewest edges


def test_too_many_are_thinned_and_said() -> None:
    """Twelve stages with two parallel edges each: 4 096 sums, none of which beats another."""
    stages = np.repeat(np.arange(12), 2)
    costs = np.stack([np.tile([1.0, 0.0], 12) * 2.0**stages, np.tile([0.0, 1.0], 12) * 2.0**stages], axis=1)
    towards = 12.0 - np.arange(13)
    few = pareto_paths(stages, stages + 1, costs, towards, 0, 12, most=20)
    assert not few.complete
    assert 2 < len(few.edges) <= 20
    assert few.costs.min(axis=0) == pytest.approx([0.0, 0.0])  # the best of each criterion is never lost
    assert pareto_paths(stages, stages + 1, costs, towards, 0, 12, most=20).edges == few.edges  # the same seed


def test_spread_keeps_the_best_of_each_column() -> None:
    rng = np.random.default_rng(3)
    values = rng.random((60, 4))
    chosen = spread(values, 10, rng)
    assert len(set(chosen.tolist())) == 10
    assert set(values.argmin(axis=0).tolist()) <= set(chosen.tolist())
