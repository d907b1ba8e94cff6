"""Emissions of cars: what must hold at every speed, the average car, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.emissions import CAVEAT, EURO_MIX, FUEL, NOX, PM_EXHAUST, car_co2, car_nox, co2, emitted, fuel, nox, pm_exhaust, wear_pm10
from twin.parameter import UNITS, parameters_of
from twin.sources import SOURCES

speeds = st.floats(0, 200)
CURVES = [*FUEL.values(), *NOX.values(), *PM_EXHAUST.values()]


@pytest.mark.parametrize("curve", CURVES, ids=lambda c: c.label)
def test_curves_are_positive_and_smooth(curve) -> None:  # type: ignore[no-untyped-def]
    """No pole within 10 to 130 km/h: neighbours 0.5 km/h apart differ by less than a tenth."""
    values = curve.at(np.arange(10, 130.5, 0.5))
    assert (values > 0).all()
    assert np.abs(np.diff(values) / values[1:]).max() < 0.1


@given(speeds)
def test_speeds_are_clipped_to_the_curves(speed: float) -> None:
    within = min(max(speed, 10), 130)
    assert fuel(speed) == fuel(within)
    assert car_nox(speed) == car_nox(within)


def test_the_average_car() -> None:
    """Mean of petrol under 1.4 l and 1.4 to 2.0 l, no electric cars: 162 g/km at 30 and 130 at 50 km/h."""
    assert car_co2([30, 50], electric_share=0) == pytest.approx([162, 130], abs=0.5)
    assert car_co2(30, electric_share=1) == 0
    assert car_co2(30, small_engines=0, electric_share=0) == co2(30, "petrol_medium")


@given(st.floats(10, 130), st.floats(0, 1), st.floats(0, 1))
def test_fleets_lie_between_their_cars(speed: float, diesel: float, electric: float) -> None:
    every = [float(nox(speed, key)) for key in NOX]
    found = car_nox(speed, diesel, electric) / (1 - electric) if electric < 1 else min(every)
    assert min(every) * (1 - 1e-9) <= found <= max(every) * (1 + 1e-9)
    assert car_nox(speed, diesel, 1.0) == 0


def test_weights_of_the_fleet_need_not_sum_to_one() -> None:
    double = EURO_MIX.replace({key: 2 * value for key, value in EURO_MIX.items()})
    assert car_nox(40, euro_mix=double) == pytest.approx(float(car_nox(40)))


def test_wear_outweighs_the_exhaust() -> None:
    assert wear_pm10() > 10 * 1000 * pm_exhaust(30)


def test_the_curve_contradicts_the_calmed_street_and_the_caveat_says_so() -> None:
    assert car_co2(30) > 1.2 * car_co2(50)
    assert "18 %" in CAVEAT.to("fr")
    assert "yannis_2024" in SOURCES


def test_kilograms_an_hour() -> None:
    """500 cars an hour over 200 m at 160 g/km: 100 veh-km/h x 160 g = 16 kg/h."""
    assert emitted(500, 200, 160) == pytest.approx(16)
    assert emitted([[1], [2]], [1, 2, 3], 1).shape == (2, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fuel(-1), "speed"),
        (lambda: fuel([30, np.nan]), "speed"),
        (lambda: co2(30, "petrol"), "engine"),
        (lambda: nox(30, "diesel_euro7"), 'did you mean "diesel_euro'),
        (lambda: car_co2(30, small_engines=2), "small_engines"),
        (lambda: car_nox(30, electric_share=-0.1), "electric_share"),
        (lambda: emitted(-1, 1, 1), "flow"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_parameters_are_complete() -> None:
    fitted = [c for curve in CURVES for c in (*curve.over, *curve.under)]
    assert not any(c.verified for c in FUEL["diesel_medium"].over)
    for p in [*fitted, *(p for f in (car_co2, car_nox, wear_pm10) for p in parameters_of(f).values())]:
        assert p.exact or p.low < p < p.high
        assert p.source in SOURCES
        assert p.unit in UNITS
        assert p.about
