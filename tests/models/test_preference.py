"""Preference by cases worked by hand, and what must hold whatever the plans."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from twin.errors import TwinError
from twin.models.preference import (
    acceptability,
    dominance,
    flip_weight,
    linear_value,
    regret,
    swing_weights,
    undominated,
    value_of_information,
    win_shares,
    worth,
)

UNIT = st.floats(0, 1, allow_nan=False).map(lambda x: round(x, 6))
PLANS = arrays(float, st.tuples(st.integers(2, 5), st.integers(2, 4)), elements=UNIT)


def test_values_lie_on_the_line_between_the_anchors():
    assert linear_value([80.0, 100.0, 90.0], 100.0, 80.0) == pytest.approx([1.0, 0.0, 0.5])  # less is better
    assert linear_value(130.0, 100.0, 120.0) == pytest.approx(1.5)  # beyond the best anchor


def test_points_of_swings_become_weights():
    assert swing_weights([100, 60, 40]) == pytest.approx([0.5, 0.3, 0.2])


def test_flip_by_hand():
    """A = (1, 0), B = (0, 0.8): V_A = w, V_B = 0.8 (1 - w), level at w = 0.8/1.8 = 4/9."""
    found = flip_weight([[1, 0], [0, 0.8]], [0.6, 0.4])
    assert found.winner == 0
    assert found.rival == 1
    assert found.weight + (found.criterion == 1) * 0.2 == pytest.approx(0.6)  # both weights tell the same
    assert found.flipped in (pytest.approx(4 / 9), pytest.approx(5 / 9))


def test_the_nearest_of_several_flips_is_told():
    """Three criteria, w = (0.5, 0.3, 0.2): A = (1, 0, 0) 0.5, B = (0, 1, 0.5) 0.4.

    Criterion 0: t = (1 - t)(0.3 + 0.1) / 0.5, t = 4/9, 0.056 away. 1: t + (1 - t) 0.1/0.7 = (1 - t) 0.5/0.7, t = 4/11, 0.064 away.
    2: 0.5 t + (1 - t) 0.3/0.8 = (1 - t) 0.5/0.8, t = 1/3, 0.133 away.
    """
    found = flip_weight([[1, 0, 0], [0, 1, 0.5]], [0.5, 0.3, 0.2])
    assert (found.criterion, found.winner, found.rival) == (0, 0, 1)
    assert found.flipped == pytest.approx(4 / 9)


def test_a_plan_that_is_best_in_all_cannot_be_flipped():
    assert flip_weight([[1, 1], [0.5, 0.9]], [0.5, 0.5]) is None


def test_acceptability_of_two_mirrored_plans_is_a_half():
    """A = (1, 0), B = (0, 1): each wins where its criterion weighs more than half; central weights 3/4 and 1/4."""
    found = acceptability([[[1, 0], [0, 1]]], draws=40_000, seed=1)
    assert found.ranks == pytest.approx(np.full((2, 2), 0.5), abs=0.01)
    assert found.central == pytest.approx(np.array([[0.75, 0.25], [0.25, 0.75]]), abs=0.01)


def test_acceptability_by_hand():
    """A = (1, 0), B = (0, 0.8): A wins where w > 4/9, so in 5/9 of all weights."""
    assert acceptability([[[1, 0], [0, 0.8]]], draws=40_000).ranks[0, 0] == pytest.approx(5 / 9, abs=0.01)


def test_a_plan_that_never_wins_has_no_central_weights():
    found = acceptability([[[1, 1], [0, 0]]], draws=100)
    assert found.ranks.tolist() == [[1, 0], [0, 1]]
    assert np.isnan(found.central[1]).all()


def test_regret_by_hand():
    assert regret([[0.5, 0.3], [0.2, 0.6]]).tolist() == [[0, pytest.approx(0.2)], [pytest.approx(0.4), 0]]


def test_dominance_is_counted_within_draws():
    """In the first draw A beats B in both, in the second each is better in one."""
    values = np.array([[[1, 1], [0.5, 0.5]], [[1, 0], [0, 1]]])
    assert dominance(values).tolist() == [[0, 0.5], [0, 0]]
    assert undominated(values).tolist() == [1, 0.5]


def test_plans_that_stand_level_share_the_win():
    assert win_shares([[0.4, 0.4, 0.1], [0.2, 0.1, 0.1]]).tolist() == [0.75, 0.25, 0]


def test_a_sensor_by_hand():
    """Benefit b ~ N(0, 1) or nothing; a reading b + e, e ~ N(0, 1): the posterior mean is N(0, 1/2), and E[max(0, m)] = 1/√(4π)."""
    b = np.random.default_rng(3).standard_normal(1000)
    b -= b.mean()
    found = value_of_information(np.column_stack([b, 0 * b]), b, 1.0)
    assert found.without == pytest.approx(0, abs=1e-12)
    assert found.worth == pytest.approx(1 / np.sqrt(4 * np.pi), abs=0.03)
    assert found.perfect == pytest.approx(1 / np.sqrt(2 * np.pi), abs=0.03)


def test_a_sensor_that_cannot_change_the_choice_is_worth_nothing():
    b = np.random.default_rng(3).standard_normal(300)
    assert value_of_information(np.column_stack([b + 9, 0 * b]), b, 0.5).worth == pytest.approx(0, abs=1e-12)
    assert value_of_information(np.column_stack([b + 0.5, 0 * b]), b, 1e9).worth == pytest.approx(0, abs=1e-9)


@given(values=PLANS, seed=st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_a_dominated_plan_never_changes_the_order_of_the_others(values, seed):
    """No rank reversal: anchors are fixed, so a plan's worth does not know the other plans."""
    weights = np.random.default_rng(seed).dirichlet(np.ones(values.shape[1]))
    more = np.vstack([values, values[0] - 0.3])
    assert np.array_equal(worth(values, weights), worth(more, weights)[:-1])
    assert acceptability(values[None], 500, seed).ranks[:, 0] == pytest.approx(acceptability(more[None], 500, seed).ranks[:-1, 0])


@given(values=PLANS, seed=st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_at_the_flip_two_plans_stand_level_and_before_it_the_winner_wins(values, seed):
    weights = np.random.default_rng(seed).dirichlet(np.ones(values.shape[1]))
    found = flip_weight(values, weights)
    if found is None:
        return

    def at(t):
        new = weights * (1 - t) / (1 - weights[found.criterion])
        new[found.criterion] = t
        return worth(values, new)

    level = at(found.flipped)
    assert level[found.winner] == pytest.approx(level[found.rival], abs=1e-9)
    halfway = at((found.flipped + weights[found.criterion]) / 2)
    assert halfway[found.winner] >= halfway.max() - 1e-9


@given(values=arrays(float, (6, 3, 3), elements=UNIT))
@settings(max_examples=40, deadline=None)
def test_shares_are_shares(values):
    found = acceptability(values, 300)
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(3))
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(3))
    beats = dominance(values)
    assert ((beats + beats.T) <= 1 + 1e-12).all()
    assert (undominated(values) <= 1 - beats.max(axis=0) + 1e-12).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: linear_value(1, 2, 2), "must differ"),
        (lambda: swing_weights([0, 0]), "at least one of them above 0"),
        (lambda: swing_weights([-1, 2]), "points: -1 is not allowed"),
        (lambda: acceptability([[1, 2]]), r"\(draws, plans, criteria\)"),
        (lambda: acceptability([[[1, 2]]], draws=0), "whole number from 1"),
        (lambda: flip_weight([[1, 2]], [1, 1, 1]), "do not fit together"),
        (lambda: regret([1, 2]), "a table is needed"),
        (lambda: dominance([[1]]), r"\(draws, plans, criteria\)"),
        (lambda: value_of_information([[1, 0], [2, 0]], [1], 1), "at least two draws"),
        (lambda: value_of_information([[1, 0], [2, 0]], [1, 2], 0), "error: 0 is not allowed"),
        (lambda: undominated([[1]]), r"\(draws, plans, criteria\)"),
    ],
)
def test_what_cannot_be_used_is_named(call, said):
    with pytest.raises(TwinError, match=said):
        call()
