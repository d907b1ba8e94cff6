"""The synthetic year: means of the normals, the same for the same seed, and held against three other sets of French climate."""

from pathlib import Path

import numpy as np
import pytest

from twin.errors import TwinError
from twin.models import dpe3cl
from twin.models.exposure import exposed
from twin.models.synthetic_weather import Normals, all_normals, city_normals, nearest_normals, synthetic_weather, synthetic_year
from twin.models.zones import HOURS, MONTH_OF_HOUR
from twin.parameter import parameters_of
from twin.reading.epw import read_epw
from twin.sources import SOURCES

CITIES = sorted(all_normals())
BRON = Path(__file__).parents[3] / "shared" / "data" / "weather" / "FRA_AR_Lyon-Bron.AP.074800_TMYx.2004-2018.epw"
SUNNY = 120.0  # W/m² of direct sun from which a station counts an hour of sunshine (WMO)
YEARS = {city: synthetic_year(city_normals(city)) for city in CITIES}
# Mean temperature by month of an older period, from a public teaching table: fbertran.github.io, Master 1 2020, temperature.txt
OLDER = {
    "Bordeaux": (5.6, 6.6, 10.3, 12.8, 15.8, 19.3, 20.9, 21.0, 18.6, 13.8, 9.1, 6.2),
    "Lille": (2.4, 2.9, 6.0, 8.9, 12.4, 15.3, 17.1, 17.1, 14.7, 10.4, 6.1, 3.5),
    "Lyon": (2.1, 3.3, 7.7, 10.9, 14.9, 18.5, 20.7, 20.1, 16.9, 11.4, 6.7, 3.1),
    "Marseille": (5.5, 6.6, 10.0, 13.0, 16.8, 20.8, 23.3, 22.8, 19.9, 15.0, 10.2, 6.9),
    "Montpellier": (5.6, 6.7, 9.9, 12.8, 16.2, 20.1, 22.7, 22.3, 19.3, 14.6, 10.0, 6.5),
    "Nantes": (5.0, 5.3, 8.4, 10.8, 13.9, 17.2, 18.8, 18.6, 16.4, 12.2, 8.2, 5.5),
    "Nice": (7.5, 8.5, 10.8, 13.3, 16.7, 20.1, 22.7, 22.5, 20.3, 16.0, 11.5, 8.2),
    "Paris": (3.4, 4.1, 7.6, 10.7, 14.3, 17.5, 19.1, 18.7, 16.0, 11.4, 7.1, 4.3),
    "Rennes": (4.8, 5.3, 7.9, 10.1, 13.1, 16.2, 17.9, 17.8, 15.7, 11.6, 7.8, 5.4),
    "Strasbourg": (0.4, 1.5, 5.6, 9.8, 14.0, 17.2, 19.0, 18.3, 15.1, 9.5, 4.9, 1.3),
    "Toulouse": (4.7, 5.6, 9.2, 11.6, 14.9, 18.7, 20.9, 20.9, 18.3, 13.3, 8.6, 5.5),
}


def monthly(hours: np.ndarray) -> np.ndarray:
    return np.bincount(MONTH_OF_HOUR, weights=hours) / np.bincount(MONTH_OF_HOUR)


@pytest.mark.parametrize("city", CITIES)
def test_monthly_means_are_those_of_the_normals(city: str) -> None:
    assert monthly(YEARS[city].temperature) == pytest.approx(city_normals(city).mean, abs=1e-6)


@pytest.mark.parametrize("city", CITIES)
def test_days_swing_between_lowest_and_highest(city: str) -> None:
    days, n = YEARS[city].temperature.reshape(365, 24), city_normals(city)
    swing = monthly(np.repeat(days.max(axis=1) - days.min(axis=1), 24))
    assert swing == pytest.approx(n.highest - n.lowest, abs=2.0)  # straying days stretch the range a little
    assert np.all(swing > 0)


@pytest.mark.parametrize("city", CITIES)
def test_irradiation_is_that_of_the_sunshine(city: str) -> None:
    """Ångström: the year's clearness is 0.25 + 0.50 times the share of sunshine, between its least and greatest month."""
    year = YEARS[city]
    assert 1000 < year.global_horizontal.sum() / 1000 < 1700  # kWh/m², France
    sine = np.divide(year.global_horizontal - year.diffuse, year.direct_normal, out=np.zeros(HOURS), where=year.direct_normal > 0)
    assert sine.max() <= 1
    assert year.direct_normal.max() < 1100
    assert np.all(year.diffuse <= year.global_horizontal + 1e-9)


def test_the_same_seed_gives_the_same_year_and_another_seed_another() -> None:
    n = city_normals("Lyon")
    assert synthetic_year(n, 3) == synthetic_year(n, 3)
    assert synthetic_year(n, 3) != synthetic_year(n, 4)
    assert monthly(synthetic_year(n, 4).temperature) == pytest.approx(n.mean, abs=1e-6)


@pytest.mark.parametrize("city", sorted(OLDER))
def test_normals_are_warmer_than_an_older_period_by_half_to_two_kelvin(city: str) -> None:
    """The normals are quoted from memory; this other set and the warming since bound how wrong they can be."""
    warmer = city_normals(city).mean - np.array(OLDER[city])
    assert 0.5 < warmer.mean() < 2.0
    assert warmer.min() > 0.0
    assert warmer.max() < 2.6


@pytest.mark.skipif(not BRON.is_file(), reason=f"{BRON.name} is not in shared/data/weather beside the repository")
def test_the_normals_of_lyon_are_those_of_months_measured_at_bron() -> None:
    """Typical months of 2004 to 2018, not means of 30 years: single ones differ by up to 1.8 K, the year by 0.4 K and 3 % of its sun."""
    n, year = city_normals("Lyon"), read_epw(BRON)
    days = year.temperature.reshape(365, 24)
    month = MONTH_OF_HOUR.reshape(365, 24)[:, 0]
    sun = (year.direct_normal.reshape(365, 24) > SUNNY).sum(axis=1)
    for measured, told in ((days.min(axis=1), n.lowest), (days.max(axis=1), n.highest)):
        away = np.bincount(month, weights=measured) / np.bincount(month) - told
        assert abs(away.mean()) < 0.5
        assert abs(away).max() < 2.0
    hours = np.bincount(month, weights=sun)
    assert hours.sum() == pytest.approx(n.sunshine.sum(), rel=0.05)
    assert abs(hours - n.sunshine).max() < 40


@pytest.mark.parametrize("city", ["Paris", "Lyon", "Rennes", "Nantes", "Bordeaux", "Toulouse", "Marseille", "Montpellier"])
def test_degree_hours_are_those_of_the_energy_label(city: str) -> None:
    """Degree-hours below 19 °C in the heating months: within 8 % of the label's zone. Lille, Strasbourg and Nice are not like their zone."""
    zone = dpe3cl.months(city_normals(city).dpe_zone)
    heated = zone.degree_hours[MONTH_OF_HOUR] > 0
    ours = np.maximum(19 - YEARS[city].temperature, 0)[heated].sum()
    print(f"{city}: {ours / 1000:.1f} kKh, label {zone.degree_hours.sum() / 1000:.1f}")
    assert ours == pytest.approx(zone.degree_hours.sum(), rel=0.08)


def test_heating_degree_days_of_france() -> None:
    """About 2300 degree-days below 18 °C (French study quoted in Climate Services 2025) for the mean of the cities, ±20 %."""
    days = [np.maximum(18 - YEARS[city].temperature.reshape(365, 24).mean(axis=1), 0).sum() for city in CITIES]
    print(f"heating degree-days: {np.mean(days):.0f}, {min(days):.0f} to {max(days):.0f}")
    assert np.mean(days) == pytest.approx(2300, rel=0.2)


def test_winter_sun_on_a_south_wall_is_of_the_size_of_the_label_s() -> None:
    """November to March. The label's table has a screen on the horizon and is lower; ours is 1.0 to 1.5 times as much."""
    for city in ("Paris", "Lyon", "Rennes", "Marseille"):
        n = city_normals(city)
        sun = exposed(YEARS[city], [(90, 180)]).irradiance[:, 0]
        winter = [0, 1, 2, 10, 11]
        ours = np.bincount(MONTH_OF_HOUR, weights=sun)[winter].sum()
        assert 1.0 < ours / dpe3cl.months(n.dpe_zone).south[winter].sum() < 1.5


def test_the_nearest_city() -> None:
    assert nearest_normals(47.65, -2.08).city == "Rennes"  # Redon
    assert nearest_normals(43.6, 3.9).city == "Montpellier"
    assert nearest_normals(48.85, 2.35).city == "Paris"
    assert synthetic_weather(45.76, 4.84).place == "Lyon"


def test_names_are_found_without_accents_and_wrong_ones_answered() -> None:
    assert city_normals("  lyon ").city == "Lyon"
    with pytest.raises(TwinError, match='did you mean "Montpellier"'):
        city_normals("Montpelier")
    with pytest.raises(TwinError, match="seed -1"):
        synthetic_year(city_normals("Lyon"), -1)
    with pytest.raises(TwinError, match="latitude"):
        nearest_normals(95, 0)


def test_the_year_says_what_it_is_in_both_languages() -> None:
    (note,) = YEARS["Lyon"].notes
    assert "not measured weather" in note
    assert "Lyon" in note.to("fr")


def test_normals_of_any_place_can_be_given() -> None:
    n = Normals("X", 60.0, 10.0, 0.0, "h1a", np.full(12, -5.0), np.full(12, 5.0), np.full(12, 100.0))
    assert monthly(synthetic_year(n).temperature) == pytest.approx(np.zeros(12), abs=1e-6)


def test_coefficients_are_sourced() -> None:
    for p in parameters_of(synthetic_year).values():
        assert p.low <= p.value <= p.high
        assert p.source in SOURCES
