"""Which things to buy for a budget, against every choice there is, linear programming and cases worked by hand."""

from itertools import product
from math import ceil
from time import monotonic

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from twin.search.knapsack import EPSILON, MOST_STEPS, TIE, bound, choose, greedy, repaired

Array = NDArray[np.float64]
sums = st.floats(0.01, 1000, allow_nan=False)
items = st.lists(st.tuples(st.floats(-5, 1000, allow_nan=False), sums), min_size=1, max_size=9)
even = st.lists(st.integers(1, 60).map(lambda n: (n * 0.25, float(n))), min_size=1, max_size=9)  # all gain the same per euro


def optimum(gains: Array, costs: Array, budget: float) -> float:
    """The best sum of gains, by trying every choice."""
    flags = np.array(list(product([False, True], repeat=len(gains))))
    payable = flags @ costs <= budget
    return float((flags @ gains)[payable].max())


@given(st.one_of(items, even), st.floats(0.1, 3000))
@settings(max_examples=100, deadline=None)
def test_no_choice_passes_the_bound_and_proven_choices_reach_it(listed: list[tuple[float, float]], budget: float) -> None:
    gains, costs = np.array(listed).T
    best = optimum(gains, costs, budget)
    for most_steps in (MOST_STEPS, 0):  # by dynamic programming, and greedy
        found = choose(gains, costs, budget, most_steps=most_steps)
        assert costs[found.chosen].sum() <= budget * (1 + EPSILON)
        assert found.gain == pytest.approx(gains[found.chosen].sum())
        assert found.bound >= best * (1 - 1e-12)
        assert found.bound >= found.gain
        assert not found.exact or found.gain >= best - TIE * bound(gains, costs, budget) * (1 + 1e-6)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 20)), min_size=1, max_size=9), st.integers(1, 100))
@settings(max_examples=100, deadline=None)
def test_round_sums_are_chosen_exactly(listed: list[tuple[int, int]], budget: int) -> None:
    """Gains from 1 to 50 and costs in whole euros: two choices that differ do so by more than the tie."""
    gains, costs = np.array(listed, dtype=float).T
    found = choose(gains, costs, float(budget))
    assert found.exact
    assert found.gain == optimum(gains, costs, float(budget))


def test_a_case_worked_by_hand() -> None:
    """Greedy takes the first, 10 for 6 (1.67 per euro), and has 4 left for nothing; the two others gain 16 for 10."""
    gains, costs = np.array([10.0, 8.0, 8.0]), np.array([6.0, 5.0, 5.0])
    assert greedy(gains, costs, 10.0).tolist() == [True, False, False]
    found = choose(gains, costs, 10.0)
    assert found.chosen.tolist() == [False, True, True]
    assert found.gain == 16.0
    assert found.exact
    assert bound(gains, costs, 10.0) == pytest.approx(10 + 8 * 4 / 5)


def test_an_exact_fit_is_found_where_costs_are_thirds() -> None:
    found = choose(np.array([3.0, 3.0, 3.0, 8.0]), np.array([1 / 3, 1 / 3, 1 / 3, 0.9]), 1.0)
    assert found.chosen.tolist() == [True, True, True, False]
    assert found.exact


def test_of_choices_that_gain_the_same_the_one_with_fewer_items_is_taken() -> None:
    found = choose(np.array([1.0] * 10 + [10.0] * 2), np.array([1.0] * 10 + [10.0] * 2), 10.0)
    assert found.chosen.sum() == 1
    assert found.gain == 10.0


@given(items, st.floats(0.1, 3000))
@settings(max_examples=60, deadline=None)
def test_the_bound_is_the_linear_relaxation(listed: list[tuple[float, float]], budget: float) -> None:
    """HiGHS solves max Σ g x, Σ c x <= budget, 0 <= x <= 1, without what no budget buys whole."""
    gains, costs = np.array(listed).T
    payable = costs <= budget
    solved = linprog(-gains * payable, A_ub=costs[None, :], b_ub=[budget], bounds=(0, 1))
    assert bound(gains, costs, budget) == pytest.approx(-solved.fun, rel=1e-6, abs=1e-6)


@given(items, st.floats(0.1, 3000))
@settings(max_examples=60, deadline=None)
def test_greedy_reaches_half_of_the_best(listed: list[tuple[float, float]], budget: float) -> None:
    """Kellerer, Pferschy & Pisinger 2004, theorem 2.5.4: greedy, or the best single item, gains at least half of the optimum."""
    gains, costs = np.array(listed).T
    best = optimum(gains, costs, budget)
    assert gains[greedy(gains, costs, budget)].sum() >= best / 2 * (1 - 1e-9)
    assert gains[repaired(gains, costs, budget)].sum() >= gains[greedy(gains, costs, budget)].sum() - 1e-9


def test_many_items_are_chosen_greedily_close_to_the_bound_and_the_same_for_the_same_seed() -> None:
    draw = np.random.default_rng(5)
    gains, costs = draw.uniform(1, 10, 5000), draw.uniform(100, 1000, 5000)
    start = monotonic()
    found, again = (choose(gains, costs, 50_000.0, seed=3) for _ in range(2))
    assert (monotonic() - start) / 2 < 15
    assert costs[found.chosen].sum() <= 50_000
    assert found.gain >= 0.99 * found.bound
    np.testing.assert_array_equal(found.chosen, again.chosen)


def test_when_time_is_over_the_greedy_choice_stands() -> None:
    gains, costs = np.array([10.0, 8.0, 8.0]), np.array([6.0, 5.0, 5.0])
    found = choose(gains, costs, 10.0, deadline=monotonic() - 1)
    assert found.chosen.tolist() == [True, False, False]
    assert not found.exact
    assert found.bound == pytest.approx(16.4)


def test_progress_rises_to_its_end() -> None:
    seen: list[float] = []
    draw = np.random.default_rng(1)
    gains, costs = draw.uniform(1, 10, 40), draw.uniform(100, 1000, 40)
    choose(gains, costs, 5000.0, progress=seen.append)
    assert seen == sorted(seen)
    assert 0 <= seen[0] <= seen[-1] <= 1
    assert ceil(40 / 16) <= len(seen)
