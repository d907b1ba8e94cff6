"""Mode choice: the identity, the logit's own algebra, orders of magnitude, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from twin.errors import TwinError
from twin.models.mode_choice import MODES, pivot, town_shares, utility_of_cost, utility_of_time, utility_of_transit
from twin.parameter import UNITS, parameters_of
from twin.sources import SOURCES

weights = arrays(float, (3, 4), elements=st.floats(0.01, 1))
changes = arrays(float, (3, 4), elements=st.floats(-30, 30))


def shares_of(weight: np.ndarray) -> np.ndarray:
    return weight / weight.sum(axis=-1, keepdims=True)


@given(weights)
def test_no_change_returns_the_base_shares_exactly(weight: np.ndarray) -> None:
    base = shares_of(weight)
    assert (pivot(base, utility_of_time(np.zeros((3, 4)))) == base).all()
    assert (pivot(base, 0.7) == base).all()


@given(weights, changes)
def test_shares_stay_shares_and_odds_move_by_exp(weight: np.ndarray, change: np.ndarray) -> None:
    base = shares_of(weight)
    after = pivot(base, change)
    assert after.sum(axis=-1) == pytest.approx(np.ones(3))
    odds = (after[:, 1:] / after[:, :1]) / (base[:, 1:] / base[:, :1])
    assert odds == pytest.approx(np.exp(change[:, 1:] - change[:, :1]), rel=1e-9)


@given(weights, changes, changes)
def test_two_steps_are_one(weight: np.ndarray, first: np.ndarray, second: np.ndarray) -> None:
    base = shares_of(weight)
    assert pivot(pivot(base, first), second) == pytest.approx(pivot(base, first + second), rel=1e-6, abs=1e-9)


@given(weights, st.floats(0.1, 30))
def test_a_shorter_ride_wins_from_all_in_proportion(weight: np.ndarray, minutes: float) -> None:
    base = shares_of(weight)
    after = pivot(base, utility_of_time([0, 0, 0, -minutes]))
    assert (after[:, 3] > base[:, 3]).all()
    lost = after[:, :3] / base[:, :3]
    assert lost == pytest.approx(np.broadcast_to(lost[:, :1], lost.shape))


@pytest.mark.parametrize(("minutes", "factor", "odds"), [(10, 1.37, 1.20), (15, 1.37, 1.32), (15, 2.40, 2.86)])
def test_size_of_a_lane(minutes: float, factor: float, odds: float) -> None:
    """A ride wholly on a street of 10 to 20 (20 to 30) thousand vehicles a day that gets a lane: odds x exp(0.05 x perceived minutes)."""
    base = np.array([0.95, 0, 0, 0.05])
    after = pivot(base, utility_of_time([0, 0, 0, -minutes * (factor - 1)]))
    assert (after[3] / after[0]) / (0.05 / 0.95) == pytest.approx(odds, abs=0.007)


def test_five_per_cent_become_six() -> None:
    """Within the evidence of pop-up lanes, +11 to +48 % of cycling in a city (Kraus and Koch 2021), here for those on the lane."""
    after = pivot([0.95, 0, 0, 0.05], utility_of_time([0, 0, 0, -3.7]))
    assert after[3] == pytest.approx(0.060, abs=5e-4)


def test_closed_and_unused_modes() -> None:
    assert pivot([0.5, 0.3, 0.2, 0], [-np.inf, 0, 0, 5]).tolist() == pytest.approx([0, 0.6, 0.4, 0])
    assert pivot([0.5, 0.5, 0, 0], utility_of_time([np.inf, 0, 0, 0])).tolist() == [0, 1, 0, 0]


def test_huge_changes_do_not_overflow() -> None:
    assert pivot([0.5, 0.3, 0.2 - 1e-12, 1e-12], [0, 0, 0, 5000]).tolist() == [0, 0, 0, 1]


def test_default_shares_of_a_town() -> None:
    assert dict(zip(MODES, town_shares().round(3).tolist(), strict=True)) == {"car": 0.5, "walk": 0.32, "transit": 0.12, "bike": 0.06}


def test_euros_weigh_more_on_short_trips() -> None:
    """-0.206 x (d / 40)^-0.4 per euro: -0.206 at 40 km, -0.583 at 3 km."""
    assert utility_of_cost(1.0, [40, 3]) == pytest.approx([-0.206, -0.5807], abs=5e-4)


def test_waiting_is_worse_than_riding() -> None:
    assert utility_of_transit(waiting=10) < utility_of_time([0, 0, 10, 0])[2] < 0
    assert utility_of_transit(transfers=1) == pytest.approx(-0.17)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pivot([0.5, 0.6], [0, 0]), "sum to 1"),
        (lambda: pivot([0.5, -0.5, 1.0], 0), "base_shares"),
        (lambda: pivot([1.0, 0.0], [-np.inf, 0]), "every mode in use is closed"),
        (lambda: pivot([0.5, 0.5], [np.inf, 0]), "inf"),
        (lambda: pivot([0.5, 0.5], [np.nan, 0]), "utility_change"),
        (lambda: pivot([0.5, 0.5], [0, 0, 0]), "do not fit together"),
        (lambda: utility_of_time([1, 2, 3]), "4 modes"),
        (lambda: utility_of_cost(1, -3), "distance_km"),
        (lambda: town_shares(0, 0, 0, 0), "above 0"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


@pytest.mark.parametrize("function", [town_shares, utility_of_time, utility_of_transit, utility_of_cost])
def test_parameters_are_complete(function) -> None:  # type: ignore[no-untyped-def]
    for name, p in parameters_of(function).items():
        assert p.low < p < p.high, name
        assert p.source in SOURCES
        assert p.unit in UNITS
        assert p.about
