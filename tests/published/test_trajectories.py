"""Climate trajectories, money and cars against the published levels."""

import numpy as np
import pytest

from twin.models.background import electric_cars, renovated
from twin.models.discount import carbon_value, present_value
from twin.models.synthetic_weather import all_normals
from twin.models.trajectory import hot_extreme, saturation_growth, seasonal, storm_factor, warming
from twin.verification.climate import (
    CARBON,
    DAILY_AT,
    DAILY_RAIN,
    ELECTRIC,
    HEATING_2020,
    HOLDS_MORE,
    OF_FRANCE,
    PERIODS,
    RENOVATED,
    SPM1,
    SPM1_YEARS,
    SSP5_RANGE,
    SUMMER_AT,
    SUMMER_MORE,
    TRACC,
    degree_days,
    heating_of_france,
    summer_more,
)


@pytest.mark.parametrize("year", TRACC)
def test_the_french_reference_in_all_three_baselines(year: int) -> None:
    """Order of 23 January 2026; +0.6 K in 1976-2005 (energy renovation observatory); normals 12.36 and 12.97 °C."""
    found = [float(warming(year, "TRACC", period)) for period in PERIODS]
    assert found == pytest.approx(TRACC[year], abs=1e-9)


@pytest.mark.parametrize("year", TRACC)
def test_trap_weather_of_1991_to_2020_never_gets_the_whole_warming(year: int) -> None:
    whole = TRACC[year][0]
    assert float(warming(year)) == pytest.approx(whole - 1.2)
    assert float(warming(year)) < whole - 1.0


@pytest.mark.parametrize(("climate", "levels"), SPM1.items())
def test_the_scenarios_of_the_ipcc(climate: str, levels: tuple[float, ...]) -> None:
    """Table SPM.1 for 2021-40, 2041-60 and 2081-2100, times 1.34 for France."""
    assert warming(SPM1_YEARS, climate, "1850-1900") / OF_FRANCE == pytest.approx(levels)


def test_the_very_likely_range_of_ssp5() -> None:
    low, high = (float(warming(2090, "SSP5-8.5", "1850-1900", q)) / OF_FRANCE for q in (0.05, 0.95))
    assert (low, high) == pytest.approx(SSP5_RANGE, abs=0.005)


def test_summer_warms_about_a_kelvin_more_than_winter_at_four_kelvin() -> None:
    """Météo-France, December 2024: about +1 K of difference at +3.4 K above 1976-2005."""
    assert summer_more() == pytest.approx(SUMMER_MORE, abs=0.1)
    assert seasonal(SUMMER_AT).mean() == pytest.approx(SUMMER_AT)


def test_rain_of_a_day_grows_by_15_per_cent_at_four_kelvin() -> None:
    """Météo-France, March 2025: annual maximum of daily rain +15 % (up to 30) at +3.3 K above 1976-2005."""
    assert float(storm_factor(DAILY_AT, 24)) == pytest.approx(DAILY_RAIN, abs=0.02)
    assert float(storm_factor(1.0, 1)) == pytest.approx(1.07)


def test_an_hour_of_rain_follows_clausius_clapeyron() -> None:
    for degrees, more in HOLDS_MORE.items():
        assert saturation_growth(degrees) == pytest.approx(more, abs=5e-4)


def test_heat_waves_are_hotter_than_the_mean_summer() -> None:
    """DRIAS: worst heat waves about +6 K at +3.3 K of the mean (one model); ours is at most that."""
    assert 3.3 * 1.15 < float(hot_extreme(3.3)) <= 6.0


def test_heating_degree_days_fall_as_in_the_national_study() -> None:
    """LMD, Ponts, Saint-Gobain 2025 (Climate Services): HDD18 from 2300 in 2020 to 2000 … 1600 in 2100. Mean of the cities of normals.csv."""
    now, then = heating_of_france(2020), heating_of_france(2100)
    assert now == pytest.approx(HEATING_2020, rel=0.2)
    assert 0.8 * 1600 / 2300 <= then / now <= 1.2 * 2000 / 2300


def test_cooling_degree_days_multiply_as_in_the_national_study() -> None:
    """The same study: CDD22 about 75 in 2020, × 3 to 4 in 2100. In the cities that are where France is today (our list leans south)."""
    today = {name: degree_days(city, 2020)[1] for name, city in all_normals().items()}
    like_france = [name for name, cool in today.items() if cool == pytest.approx(75, rel=0.2)]
    assert {"Paris", "Strasbourg"} <= set(like_france)
    for name in like_france:
        assert 0.8 * 3 <= degree_days(all_normals()[name], 2100)[1] / today[name] <= 1.2 * 4


def test_hot_days_multiply() -> None:
    paris = all_normals()["Paris"]
    assert degree_days(paris, 2100)[2] > 2 * degree_days(paris, 2020)[2]


@pytest.mark.parametrize(("year", "euros"), CARBON.items())
def test_the_value_of_a_tonne(year: int, euros: float) -> None:
    """Quinet 2025: 256, 300 and 563 € of 2023; 411 by the same growth."""
    assert float(carbon_value(year)) == pytest.approx(euros, abs=0.6)


def test_a_tonne_has_the_same_present_value_in_every_year() -> None:
    years = np.arange(2025, 2101)
    assert present_value(carbon_value(years), years) == pytest.approx(np.full(len(years), float(CARBON[2025])), rel=1e-12)


@pytest.mark.parametrize(("year", "share", "tolerance"), [(year, *both) for year, both in ELECTRIC.items()])
def test_electric_cars(year: int, share: float, tolerance: float) -> None:
    """3.1 % of the stock in mid 2025 (Roole); 15 % in 2030 (SNBC 3 target, ours a little below); 16 of 38 million in 2035 (RTE)."""
    assert float(electric_cars(year)) == pytest.approx(share, abs=tolerance)


def test_homes_renovated_at_the_pace_of_2024() -> None:
    """91 374 deep renovations in 2024 of 30 million main homes: 0.30 % a year."""
    assert float(renovated(2026)) == pytest.approx(RENOVATED, rel=0.02)
