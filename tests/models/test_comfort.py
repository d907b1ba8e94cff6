"""UTCI and radiant temperature: limits, shapes, speed, and which way things push."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.comfort import (
    STRESS,
    projected_area,
    radiant_temperature,
    saturation_pressure,
    sky_radiation,
    stress,
    utci,
)
from twin.models.utci_table import BLOCKS
from twin.parameter import parameters_of
from twin.sources import SOURCES

SUNLIT = (33, 35, 800, 120, 60, 50, 35, 0.1)  # air, humidity, direct, diffuse, elevation, ground, walls, albedo


def test_the_polynomial_has_every_term_up_to_degree_six() -> None:
    found = {(i, j, k, m) for (k, m), rows in BLOCKS.items() for j, row in enumerate(rows) for i in range(len(row))}
    assert found == {n for n in np.ndindex(7, 7, 7, 7) if sum(n) <= 6}
    assert len(found) == 210


@given(st.floats(-20, 40), st.floats(-5, 60), st.floats(0.5, 17), st.floats(0, 60))
def test_nested_sum_equals_the_plain_sum_of_terms(air: float, excess: float, wind: float, humidity: float) -> None:
    pressure = float(saturation_pressure(air)) * humidity / 1000
    plain = sum(
        c * air**i * wind**j * excess**k * pressure**m
        for (k, m), rows in BLOCKS.items()
        for j, row in enumerate(rows)
        for i, c in enumerate(row)
    )
    assert utci(air, air + excess, wind, humidity) == pytest.approx(air + plain, abs=1e-6)


@pytest.mark.parametrize(
    ("air", "radiant", "wind", "humidity"),
    [(51, 51, 1, 10), (-51, -51, 1, 10), (20, 91, 1, 10), (20, -11, 1, 10), (20, 20, 0.4, 10), (20, 20, 18, 10), (45, 45, 1, 90)],
)
def test_nan_where_the_procedure_is_not_valid(air: float, radiant: float, wind: float, humidity: float) -> None:
    assert np.isnan(utci(air, radiant, wind, humidity))
    assert np.isnan(utci([air, 20], [radiant, 20], [wind, 1], [humidity, 50])).tolist() == [True, False]


def test_arrays_and_scalars_agree_and_broadcast() -> None:
    radiant = np.linspace(20, 70, 300 * 50).reshape(300, 50)  # more cells than one chunk
    one_weather = utci(30, radiant, 1.5, 40)
    as_arrays = utci(np.full_like(radiant, 30), radiant, np.full((300, 1), 1.5), np.full(50, 40))
    np.testing.assert_allclose(one_weather, as_arrays, rtol=0, atol=1e-9)
    assert one_weather.shape == (300, 50)
    assert np.all(np.diff(one_weather, axis=1) > 0)  # more radiation is always felt as warmer here


def test_256_squared_cells_under_one_weather_take_less_than_20_ms() -> None:
    rng = np.random.default_rng(1)
    radiant = rng.uniform(25, 70, (256, 256))
    arrays = rng.uniform(25, 38, (256, 256)), radiant, rng.uniform(0.6, 6, (256, 256)), rng.uniform(20, 60, (256, 256))
    for arguments, limit in (((33.0, radiant, 1.5, 35.0), 0.020), (arrays, 0.060)):
        best = np.inf
        for _ in range(5):
            start = perf_counter()
            utci(*arguments)
            best = min(best, perf_counter() - start)
        assert best < limit  # the second, with all four varying, is not what maps meet


def test_stress_classes() -> None:
    keys = [STRESS[i].key if i >= 0 else "unknown" for i in stress([20, 26, 26.1, 38, 38.1, 50, -45, np.nan])]
    assert keys == ["none", "none", "moderate_heat", "strong_heat", "very_strong_heat", "extreme_heat", "extreme_cold", "unknown"]
    bounds = [float(row.above) for row in STRESS]
    assert bounds == sorted(bounds)


def test_saturation_pressure() -> None:
    """Boiling water is at 1013.25 hPa near 99.97 °C (ITS-90); 20 °C: 23.39 hPa in any steam table."""
    assert saturation_pressure(99.974) == pytest.approx(1013.25, rel=1e-3)
    assert saturation_pressure(20) == pytest.approx(23.39, abs=0.01)


def test_a_body_in_a_closed_room_at_one_temperature_has_that_radiant_temperature() -> None:
    """No sky, no sun, black surfaces: T_mrt is the temperature of the walls."""
    t_mrt = radiant_temperature(20, 50, 0, 0, -10, 31, 31, 0.2, sky_view=0, surface_emissivity=1.0)
    assert t_mrt == pytest.approx(31, abs=1e-9)


def test_what_warms_and_what_cools() -> None:
    base = radiant_temperature(*SUNLIT, sky_view=0.6)
    assert radiant_temperature(*SUNLIT, sky_view=0.6, transmissivity=0.1) < base - 10
    assert radiant_temperature(*SUNLIT[:5], 60, *SUNLIT[6:], sky_view=0.6) > base
    assert radiant_temperature(*SUNLIT[:7], 0.4, sky_view=0.6) > base
    night = radiant_temperature(*SUNLIT[:4], -5, *SUNLIT[5:], sky_view=0.6)
    assert night < base
    assert radiant_temperature(*SUNLIT, sky_view=np.linspace(0, 1, 6)[:, None], transmissivity=np.ones(4)).shape == (6, 4)


def test_beam_hits_less_of_the_body_as_the_sun_climbs() -> None:
    share = projected_area(np.arange(1, 91))
    assert np.all(np.diff(share) < 0)
    assert share[0] == pytest.approx(0.308, abs=1e-3)
    assert projected_area([-5, 0]).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: utci(20, 20, -1, 50), "wind"),
        (lambda: utci(20, 20, 1, 120), "humidity"),
        (lambda: utci([20, 21], 20, 1, [1, 2, 3]), "do not fit together"),
        (lambda: utci(np.nan, 20, 1, 50), "air"),
        (lambda: stress("hot"), "felt temperature"),
        (lambda: radiant_temperature(*SUNLIT, sky_view=1.5), "sky_view"),
        (lambda: radiant_temperature(*SUNLIT[:7], -0.1), "albedo"),
        (lambda: radiant_temperature(33, 35, -800, *SUNLIT[3:]), "direct"),
        (lambda: projected_area(95), "elevation"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_parameters_carry_ranges_and_sources() -> None:
    for p in [*parameters_of(radiant_temperature).values(), *parameters_of(sky_radiation).values(), *(row.above for row in STRESS)]:
        assert p.low <= p <= p.high
        assert p.source in SOURCES
