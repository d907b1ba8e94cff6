"""Draws and what they say: Sobol points, ranges about a best guess, rank regression."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.sampling import sobol, spread_about
from twin.models.sensitivity import flip_value, rank_regression


def test_sobol_points_are_even_and_seeded() -> None:
    """A power of two of scrambled points has exactly one in each of as many equal slices, in every dimension (Owen 1998)."""
    points = sobol(64, 5, seed=3)
    assert points.shape == (64, 5)
    for column in points.T:
        assert sorted(np.floor(column * 64).astype(int)) == list(range(64))
    assert (points == sobol(64, 5, seed=3)).all()
    assert (points != sobol(64, 5, seed=4)).any()


def test_a_quarter_of_the_points_is_as_even_as_all() -> None:
    quarter = sobol(256, 3)[:64]
    for column in quarter.T:
        assert sorted(np.floor(column * 64).astype(int)) == list(range(64))


@pytest.mark.parametrize("draws", [0, 1, 3, 100, 2.0, True, "many", -4])
def test_other_numbers_of_draws_are_refused(draws: object) -> None:
    with pytest.raises(TwinError, match="power of two"):
        sobol(draws, 2)  # type: ignore[arg-type]


def test_nothing_to_draw() -> None:
    assert sobol(8, 0).shape == (8, 0)


@given(st.floats(-10, 10), st.floats(0, 5), st.floats(0, 5), st.floats(0, 1))
def test_values_stay_in_their_range_and_the_best_guess_is_the_median(best: float, below: float, above: float, share: float) -> None:
    low, high = best - below, best + above
    value = float(spread_about(share, low, best, high))
    assert low - 1e-9 <= value <= high + 1e-9
    assert float(spread_about(0.5, low, best, high)) == pytest.approx(best, abs=1e-9)
    assert (value <= best + 1e-12) if share < 0.5 else (value >= best - 1e-12)


def test_ends_and_a_quarter_by_hand() -> None:
    """u = 1/8: half way up the lower triangle by area, 1 - sqrt(1/4) = 1/2 of the way from the best guess to the low end."""
    assert spread_about([0, 1 / 8, 0.5, 7 / 8, 1], 0.0, 2.0, 6.0).tolist() == pytest.approx([0, 1, 2, 4, 6])


def test_ranges_upside_down_are_refused() -> None:
    with pytest.raises(TwinError, match="between low and high"):
        spread_about(0.3, 1.0, 0.5, 2.0)


def test_rank_regression_finds_what_matters() -> None:
    """y = exp(3 a) - 2 b + noise: steady but curved; c does nothing."""
    x = sobol(512, 3, seed=1)
    y = np.exp(3 * x[:, 0]) - 8 * x[:, 1] + 0.1 * np.sin(40 * x[:, 2])
    found = rank_regression(x, y)
    assert abs(found.weights[0]) > abs(found.weights[1]) > 10 * abs(found.weights[2])
    assert found.weights[1] < 0
    assert found.explained > 0.85


def test_rank_regression_with_more_parameters_than_draws_keeps_to_what_stands_out() -> None:
    x = sobol(64, 200, seed=2)
    found = rank_regression(x, x[:, 7] ** 3)
    assert int(np.abs(found.weights).argmax()) == 7
    assert found.weights[7] > 0.9


def test_rank_regression_of_a_constant_and_of_too_little() -> None:
    assert rank_regression(sobol(16, 2), np.ones(16)).explained == 0
    assert rank_regression(sobol(4, 2), np.arange(4.0)).weights.tolist() == [0, 0]
    with pytest.raises(TwinError, match="draws"):
        rank_regression(np.ones((4, 2)), np.ones(5))


def test_flip_value_by_hand() -> None:
    x = np.linspace(0, 10, 21)
    assert flip_value(x, 2 * x - 8, 0, 10) == pytest.approx(4)
    assert flip_value(x, 2 * x + 8, 0, 10) is None
    assert flip_value(x, np.full(21, 3.0), 0, 10) is None
