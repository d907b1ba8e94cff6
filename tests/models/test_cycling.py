"""Cycling: what must hold for every trip and street, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.cycling import (
    BROACH,
    EVENTS,
    FACILITIES,
    LONGEST_RIDE,
    SCENARIOS,
    junction_penalty,
    perceived_factor,
    riding_speed,
    uptake,
)
from twin.parameter import UNITS, Parameter, parameters_of
from twin.sources import SOURCES

distances, gradients, traffic = st.floats(0, 60), st.floats(0, 15), st.floats(0, 60_000)
scenarios = st.sampled_from(sorted(SCENARIOS))


@given(distances, gradients, scenarios)
def test_a_share_is_a_share_and_hills_never_add_riders(km: float, gradient: float, scenario: str) -> None:
    assert 0 < uptake(km, gradient, scenario) < 1
    assert uptake(km, gradient + 1, scenario) <= uptake(km, gradient, scenario)


@given(st.floats(0.3, 30), gradients)
def test_scenarios_are_in_order(km: float, gradient: float) -> None:
    target, dutch, ebike = (uptake(km, gradient, f"{name}_2020") for name in ("govtarget", "godutch", "ebike"))
    assert target < dutch
    assert ebike > dutch or km * 0.05509 < 0.000295 * km**2 - 0.1812 * (gradient - 0.78)


def test_trips_longer_than_the_fit_count_as_its_end() -> None:
    assert uptake([LONGEST_RIDE, 45, 400], 1).tolist() == [float(uptake(LONGEST_RIDE, 1))] * 3


def test_a_small_gradient_is_not_taken_for_a_ratio() -> None:
    """0.05 % is nearly flat; read as a ratio it would be 5 % and cost two thirds of the riders."""
    assert uptake(3, 0.05) == pytest.approx(float(uptake(3, 0)), rel=0.02)


def test_uptake_broadcasts() -> None:
    assert uptake(np.ones((3, 1)), np.ones(4)).shape == (3, 4)


@given(st.sampled_from(FACILITIES), traffic, st.floats(-10, 10))
def test_a_path_is_never_worse_than_the_street(facility: str, cars: float, gradient: float) -> None:
    assert 0 < perceived_factor("path", cars, gradient) <= perceived_factor(facility, cars, gradient)


@given(traffic)
def test_a_lane_is_worth_the_traffic_it_keeps_away(cars: float) -> None:
    gain = perceived_factor("none", cars) - perceived_factor("lane", cars)
    assert gain > 0 if cars > 10_000 else gain == 0


@given(st.floats(-30, 30), st.floats(0, 5))
def test_speed_falls_with_the_climb_and_never_stops(gradient: float, more: float) -> None:
    assert riding_speed(gradient) >= 4
    assert riding_speed(min(gradient + more, 30)) <= riding_speed(gradient)


def test_speed_of_the_source() -> None:
    """Parkin and Rotheram 2010: 21.6 km/h on the flat, -1.44 per % of climb, +0.86 per % of descent."""
    assert riding_speed([0, 2, -2], bike_speed=21.6) == pytest.approx([21.6, 18.72, 23.32])


def test_names_may_come_in_arrays() -> None:
    found = perceived_factor(np.array([["none"], ["path"]]), np.array([0, 25_000]))
    assert found == pytest.approx(np.array([[1.0, 2.4], [0.84, 0.84]]))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: uptake(-1, 0), "distance_km"),
        (lambda: uptake(1, -0.5), "gradient_pct"),
        (lambda: uptake([1, 2], [1, 2, 3]), "do not fit together"),
        (lambda: uptake(1, 1, "godtch"), 'scenario: "godtch" is not known, did you mean "godutch"'),
        (lambda: perceived_factor("lanes", 0), 'did you mean "lane"'),
        (lambda: perceived_factor("lane", np.nan), "traffic"),
        (lambda: perceived_factor(["lane", "none"], [0, 1, 2]), "do not fit together"),
        (lambda: junction_penalty("up"), "turn"),
        (lambda: junction_penalty("left", "lights"), "control"),
        (lambda: riding_speed(45), "gradient_pct"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_parameters_are_complete() -> None:
    fitted = [value for row in SCENARIOS.values() for value in vars(row).values() if isinstance(value, Parameter)]
    assert len(fitted) == 8 * len(SCENARIOS)
    for p in [*BROACH.values(), *EVENTS.values(), *parameters_of(riding_speed).values(), *fitted]:
        assert p.exact or p.low < p < p.high
        assert p.source in SOURCES
        assert p.unit in UNITS
        assert p.about
