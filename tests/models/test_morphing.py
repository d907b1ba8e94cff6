"""Morphing of hourly weather: the targets are met, the rest stays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.morphing import monthly_extremes, monthly_mean, morphed, stretch_for, summer_stretch
from twin.models.synthetic_weather import city_normals, synthetic_year

PARIS = synthetic_year(city_normals("Paris"))
KELVIN = st.lists(st.floats(-2, 6), min_size=12, max_size=12)


@settings(max_examples=25, deadline=None)
@given(KELVIN, KELVIN)
def test_mean_and_range_of_each_month_reach_their_targets(mean: list[float], wider: list[float]) -> None:
    """Belcher et al. 2005: mean + d, daily range + (dTmax - dTmin), to 0.001 K."""
    lowest, highest = np.array(mean) - np.array(wider) / 4, np.array(mean) + np.array(wider) / 4
    after = morphed(PARIS, mean, stretch_for(PARIS.temperature, highest, lowest))
    assert monthly_mean(after.temperature) - monthly_mean(PARIS.temperature) == pytest.approx(mean, abs=1e-3)
    (low0, high0), (low1, high1) = monthly_extremes(PARIS.temperature), monthly_extremes(after.temperature)
    assert (high1 - low1) - (high0 - low0) == pytest.approx(highest - lowest, abs=1e-3)


def test_sun_wind_and_humidity_stay_and_nothing_changes_in_place() -> None:
    before = PARIS.temperature.copy()
    after = morphed(PARIS, 2.0)
    np.testing.assert_array_equal(PARIS.temperature, before)
    for name in ("humidity", "wind", "direct_normal", "diffuse", "global_horizontal"):
        assert getattr(after, name) is getattr(PARIS, name)
    assert after.temperature == pytest.approx(before + 2.0)
    assert after.notes[-1].fr != after.notes[-1]


def test_the_sky_keeps_its_emissivity() -> None:
    from dataclasses import replace

    clear = replace(PARIS, infrared=0.8 * 5.67e-8 * (PARIS.temperature + 273.15) ** 4)
    warmer = morphed(clear, 3.0)
    assert warmer.infrared / (5.67e-8 * (warmer.temperature + 273.15) ** 4) == pytest.approx(0.8)


def test_summers_stretch_and_winters_do_not() -> None:
    assert summer_stretch(2.0) == pytest.approx([0, 0, 0, 0, 0, 0.06, 0.06, 0.06, 0, 0, 0, 0])


@pytest.mark.parametrize("shift", [50, [1, 2, np.nan], "warm"])
def test_what_cannot_be_is_refused(shift: object) -> None:
    with pytest.raises((TwinError, ValueError)):
        morphed(PARIS, shift)  # type: ignore[arg-type]
