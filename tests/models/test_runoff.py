"""Runoff: what must hold for every storm and every soil, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from twin.errors import TwinError
from twin.models.runoff import (
    composite_curve_number,
    curve_number_runoff,
    distributed_runoff,
    green_ampt_infiltration,
    green_ampt_runoff,
    retention,
)
from twin.models.soils import SOILS
from twin.parameter import default, parameters_of
from twin.sources import SOURCES

rains = st.floats(0, 200)
numbers = st.floats(0, 100)
green_numbers = st.floats(30, 98)
shares = st.floats(0, 1)
soils = st.sampled_from(list(SOILS.values()))


@given(rains, numbers, st.floats(0.05, 0.2))
def test_runoff_lies_between_nothing_and_the_rain(rain: float, curve_number: float, ratio: float) -> None:
    assert 0 <= curve_number_runoff(rain, curve_number, ratio) <= rain * (1 + 1e-12)  # (P²) / P rounds in its last digit


@given(rains, numbers, st.floats(0, 20), st.floats(0, 20))
def test_runoff_grows_with_rain_and_curve_number(rain: float, curve_number: float, more: float, higher: float) -> None:
    least = curve_number_runoff(rain, curve_number)
    assert curve_number_runoff(rain + more, curve_number) >= least - 1e-9
    assert curve_number_runoff(rain, min(curve_number + higher, 100)) >= least - 1e-9


def test_ends_of_the_scale() -> None:
    assert curve_number_runoff([0.0, 12.0, 300.0], 100).tolist() == [0, 12, 300]
    assert curve_number_runoff([0.0, 12.0, 300.0], 0).tolist() == [0, 0, 0]


@given(rains, green_numbers, shares)
def test_distributed_runoff_is_never_below_composite(rain: float, green: float, sealed: float) -> None:
    composite = curve_number_runoff(rain, composite_curve_number(green, sealed))
    assert distributed_runoff(rain, green, sealed) >= composite - 1e-9


def test_distributed_runoff_of_a_40_mm_storm_on_lawn() -> None:
    """P = 40 mm, green CN 61, sealed 10 to 70 %: both rules by hand; the composite hides up to two thirds."""
    sealed = [0.1, 0.3, 0.5, 0.7]
    assert curve_number_runoff(40, composite_curve_number(61, sealed)) == pytest.approx([1.00, 3.49, 7.83, 14.81], abs=0.005)
    assert distributed_runoff(40, 61, sealed) == pytest.approx([3.74, 10.55, 17.36, 24.17], abs=0.005)


@given(rains, green_numbers, st.floats(0, 0.99), shares)
def test_running_onto_green_ground_never_adds_runoff(rain: float, green: float, sealed: float, disconnected: float) -> None:
    assert distributed_runoff(rain, green, sealed, disconnected) <= distributed_runoff(rain, green, sealed) + 1e-9


def test_a_fully_sealed_cell_has_nothing_to_run_onto() -> None:
    assert distributed_runoff(40, 61, 1.0, 1.0) == curve_number_runoff(40, default(composite_curve_number, "sealed_curve_number"))


def test_unconnected_sealing_counts_less() -> None:
    assert composite_curve_number(61, 0.2, unconnected=1) == pytest.approx(61 + 0.2 * 37 / 2)


@given(st.floats(0, 300), st.floats(0.05, 24), soils)
def test_soil_takes_between_what_it_conducts_and_the_rain(rain: float, hours: float, soil) -> None:  # type: ignore[no-untyped-def]
    taken = green_ampt_infiltration(rain, hours, soil.conductivity, soil.suction, soil.deficit)
    assert min(rain, soil.conductivity * hours) - 1e-9 <= taken <= rain


@given(st.floats(1, 300), st.floats(0.05, 24), soils, st.floats(0, 200), st.floats(0, 200))
def test_water_balance_of_a_rain_garden(rain: float, hours: float, soil, storage: float, run_on: float) -> None:  # type: ignore[no-untyped-def]
    ground = (soil.conductivity, soil.suction, soil.deficit)
    runoff = green_ampt_runoff(rain, hours, *ground, storage, run_on)
    held = rain + run_on - runoff - green_ampt_infiltration(rain + run_on, hours, *ground)
    assert -1e-9 <= held <= storage + 1e-9
    assert runoff == pytest.approx(0) or held == pytest.approx(storage)


@pytest.mark.parametrize("key", ["sandy_loam", "loam", "clay"])
def test_closed_form_against_the_rate_equation(key: str) -> None:
    """dF/dt = min(i, K (1 + psi dtheta / F)), integrated numerically, for 60 mm in 2 h."""
    soil = SOILS[key]
    pull, rate = soil.suction * soil.deficit, 60 / 2
    result = solve_ivp(lambda _, f: np.minimum(rate, soil.conductivity * (1 + pull / f)), (0, 2), [1e-9], rtol=1e-8, max_step=0.005)
    taken = green_ampt_infiltration(60, 2, soil.conductivity, soil.suction, soil.deficit)
    assert taken == pytest.approx(result.y[0, -1], abs=1e-3)


def test_green_ampt_takes_arrays_and_scalars_alike() -> None:
    conductivity = np.array([[soil.conductivity for soil in SOILS.values()]])
    suction = np.array([[soil.suction for soil in SOILS.values()]])
    rains_column = np.array([[0.0], [20.0], [80.0]])
    grid = green_ampt_infiltration(rains_column, 1, conductivity, suction, 0.2)
    assert grid.shape == (3, len(SOILS))
    one = green_ampt_infiltration(80, 1, SOILS["clay"].conductivity, SOILS["clay"].suction, 0.2)
    assert grid[2, -1] == pytest.approx(float(one), abs=1e-12)


def test_soil_without_suction_takes_its_conductivity() -> None:
    assert green_ampt_infiltration(60, 1, 10, 0, 0.2) == pytest.approx(10)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: curve_number_runoff(-1, 80), "rain"),
        (lambda: curve_number_runoff(np.nan, 80), "rain"),
        (lambda: curve_number_runoff(30, 101), "curve_number"),
        (lambda: curve_number_runoff(30, "lawn"), "curve_number"),
        (lambda: retention([50, -0.1]), "curve_number"),
        (lambda: curve_number_runoff([1, 2], [80, 81, 82]), "do not fit together"),
        (lambda: distributed_runoff(30, 61, 1.2), "sealed"),
        (lambda: distributed_runoff(30, 61, 0.2, disconnected=-1), "disconnected"),
        (lambda: green_ampt_infiltration(30, 0, 1, 1, 0.1), "duration"),
        (lambda: green_ampt_infiltration(30, 1, 1, 1, 2), "deficit"),
        (lambda: green_ampt_runoff(30, 1, 1, 1, 0.1, storage=-1), "storage"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_parameters_carry_ranges_and_sources() -> None:
    assert parameters_of(distributed_runoff).keys() == {"sealed_curve_number", "initial_abstraction"}
    rows = [p for soil in SOILS.values() for p in (soil.conductivity, soil.suction, soil.deficit)]
    for p in [*rows, *parameters_of(distributed_runoff).values()]:
        assert p.low <= p <= p.high
        assert p.source in SOURCES
