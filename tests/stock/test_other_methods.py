"""Saint-Jumeau's stock by the hourly model, beside two other methods and real labels.

Held alike: areas, U values, air changes, internal gains, apertures, 19 °C from October to May without set-back, no shutters, no open
windows. What differs is the method, and for the label also its own climate.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from tests.stock.towns import jumeau
from twin.models import dpe3cl, monthly
from twin.models.thermal import Outdoors, Zones, set_points, simulate
from twin.models.zones import MONTH_OF_HOUR
from twin.stock.answers import skies_of
from twin.stock.coefficients import PERIODS, period_of
from twin.stock.energy import energy
from twin.stock.shells import DIRECTIONS, shells_of
from twin.stock.years import weather_of
from twin.stock.zones_of import Envelopes, envelopes_of, zones_from

LABELS = Path(__file__).parents[3] / "shared" / "oracles" / "buildings" / "dpe_certified_heating_need_anonymised.csv"
SEASON = np.isin(np.arange(12) + 1, (10, 11, 12, 1, 2, 3, 4, 5))
FACING = ("north", "east", "south", "west")


class Stock(NamedTuple):
    envelopes: Envelopes
    zones: Zones
    sky: Outdoors
    need: np.ndarray  # kWh, hourly model


@cache
def stock() -> Stock:
    city = jumeau()
    envelopes = envelopes_of(city.buildings, city.fabric, np.flatnonzero(shells_of(city.buildings).heated))
    zones, (sky,) = zones_from(envelopes), skies_of(weather_of(city), (0.0,))
    year = simulate(zones, sky, set_points(19.0, 19.0), hourly=False, airing_months=(), shutter_months=())
    return Stock(envelopes, zones, sky, year.heating.sum(axis=0) / 1000)


def told(name: str, ratio: np.ndarray) -> float:
    period = period_of(jumeau().buildings.year[stock().envelopes.rows])
    by_period = ", ".join(f"{p.labels} {np.median(ratio[period == i]):.2f}" for i, p in enumerate(PERIODS))
    print(f"{name}: median {np.median(ratio):.3f}, {np.percentile(ratio, 10):.2f} to {np.percentile(ratio, 90):.2f}; {by_period}")
    return float(np.median(ratio))


def test_the_monthly_method_of_the_same_standard_gives_median_ratio_0_99() -> None:
    """ISO 13790 monthly, same climate: within ±6 % in the median, as in the notes the model was chosen by (measured 0.988)."""
    s = stock()
    other = monthly.heating_need(s.zones, s.sky, 19.0)[SEASON].sum(axis=0) / 1000
    assert told("hourly / ISO monthly", s.need / other) == pytest.approx(1.0, abs=0.06)


def label_need(months: dpe3cl.Months, solar: np.ndarray) -> np.ndarray:
    """The label's heating need of every building [kWh]: its equations and classes of inertia."""
    s = stock()
    inertia = np.select(
        [s.envelopes.capacity >= 370, s.envelopes.capacity >= 260, s.envelopes.capacity >= 165], ["very heavy", "heavy", "medium"], "light"
    )
    degree_hours = np.broadcast_to(months.degree_hours, solar.shape)
    loss = s.zones.opaque + s.zones.windows + s.zones.ventilation
    return np.asarray(
        dpe3cl.heating_need(loss, degree_hours, solar, s.zones.internal_gains[:, None] * months.hours, inertia).sum(axis=-1) / 1000
    )


def test_the_label_in_our_weather_gives_median_ratio_0_95() -> None:
    """3CL equations, degree-hours and sun of our weather: within ±6 % in the median (measured 0.947).

    The label counts no sun on opaque walls and no cold sky; with both added to its gains the ratio is 0.98. It falls to 0.86 for
    buildings since 2006, in which gains cover most losses and the two ways to count their share part.
    """
    s = stock()
    sun = np.stack([s.sky.irradiance[m == MONTH_OF_HOUR].sum(axis=0) for m in range(12)]) * SEASON[:, None]
    cold = np.array([np.maximum(19 - s.sky.temperature, 0)[m == MONTH_OF_HOUR].sum() for m in range(12)]) * SEASON
    own = dpe3cl.Months(cold, np.bincount(MONTH_OF_HOUR) * SEASON, sun[:, DIRECTIONS // 2])
    assert told("hourly / 3CL, our weather", s.need / label_need(own, (sun @ s.zones.glazed).T)) == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize(("zone", "measured"), [("h1a", 0.849), ("h2b", 0.936)])
def test_the_label_in_its_own_climate_differs_by_its_degree_hours(zone: str, measured: float) -> None:
    """3CL with its table of zone h1a (Paris, 60.6 kK·h) and h2b (55.9 kK·h, as our year of Paris has: 55.8).

    The ratio follows the degree-hours: divided by theirs, both zones lie within ±8 % of 1. Snapshot of the medians to ±0.02.
    """
    s, months = stock(), dpe3cl.months(zone)
    sides = np.zeros((len(FACING), len(s.need)))
    for d, aperture in enumerate(s.zones.glazed[:DIRECTIONS]):
        lower, share = divmod(d * 4 / DIRECTIONS, 1)
        sides[int(lower) % 4] += aperture * (1 - share)
        sides[int(lower + 1) % 4] += aperture * share
    course = np.stack([dpe3cl.south_equivalent(zone, facing) for facing in FACING]) * months.south
    ratio = told(f"hourly / 3CL {zone}", s.need / label_need(months, sides.T @ course))
    ours = np.maximum(19 - s.sky.temperature, 0)[SEASON[MONTH_OF_HOUR]].sum()
    assert ratio / (ours / months.degree_hours.sum()) == pytest.approx(1.0, abs=0.08)
    assert ratio == pytest.approx(measured, abs=0.02)


def test_set_back_and_aired_springs_take_a_tenth_of_the_need() -> None:
    """16 °C at night, shutters and open windows, against 19 °C always: snapshot, median 0.90 (notes: 175.2 / 194.6 for one building)."""
    ratio = energy(jumeau()).need[stock().envelopes.rows] / stock().need
    assert np.median(ratio) == pytest.approx(0.90, abs=0.02)


@pytest.mark.skipif(not LABELS.is_file(), reason="the certified labels are not beside the project")
def test_need_by_period_lies_among_certified_labels() -> None:
    """Mean of each period between the 10th and 90th percentile of certified needs, where there are ten labels or more of it.

    Labels are of homes as they stand, partly renovated, and from all over France; our stock is as built, in the climate of Paris. Since
    2001 there are too few labels to say more than that ours lie on the low side of them.
    """
    codes = ((1,), (1,), (2,), (3, 4), (5,), (6,), (7,), (8,), (9, 10))
    labels: dict[int, list[float]] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            need = float(row["besoin_ch_kWh"]) / float(row["Sh_m2"])
            if need < 1000:  # above, the need is of a whole block and the floor of one flat
                labels.setdefault(int(float(row["periode"])), []).append(need)
    now, period = energy(jumeau()), period_of(jumeau().buildings.year)
    compared = 0
    for i, of in enumerate(codes):
        known = [need for code in of for need in labels.get(code, [])]
        mean, (low, middle, high) = now.mean_need(period == i), np.percentile(known, [10, 50, 90])
        print(f"{PERIODS[i].labels}: {mean:.0f} kWh/m², {len(known)} labels: {low:.0f}, {middle:.0f}, {high:.0f}")
        if len(known) >= 10:
            compared += 1
            assert low < mean < high, PERIODS[i].labels
    assert compared >= 7
