"""People take to new streets over the years; building sites cost those who drive past them."""

from math import exp

import numpy as np
import pytest
import shapely

import twin
from twin.city import City
from twin.evaluation import evaluate
from twin.interventions.stretches import stretches
from twin.mobility.coefficients import TRAVEL
from twin.mobility.site import delay_past
from twin.mobility.traffic import traffic
from twin.words import Words
from twin.works import Cost, Work
from twin.years import Timeline, timeline
from twin.years.background import assumptions
from twin.years.habits import adopted, sites_of

BOULEVARD = "Boulevard de la République"
YEARS = (2025, 2030, 2035, 2045)


@pytest.fixture(scope="module")
def town() -> City:
    return twin.saint_jumeau()


@pytest.fixture(scope="module")
def line(town: City) -> Timeline:
    track = twin.BikeLane(along=BOULEVARD, style="separated", year=2030)
    return timeline(town, twin.Plan("Track", [track]), YEARS, metrics=["bike_share", "car_time"])


def laid(metres: float, year: int | None, on_street: bool = True) -> Work:
    """A work on so many metres of street."""
    site = Cost(metres, twin.Parameter(0.01, unit="weeks/m"), Words("street", "rue")) if on_street else None
    return Work("BikeLane", Words("lane", "bande"), Words("", ""), shapely.LineString([(0, 0), (metres, 0)]), site=site, year=year)


def test_riders_come_by_and_by(line: Timeline) -> None:
    """In the year of the works a fifth of them, five years later nearly all, later all: 1 - exp(-t/2)."""
    more = line.series("bike_share", 0) - line.series("bike_share")
    assert more[0] == 0
    assert more[3] > 0
    assert more[1] / more[3] == pytest.approx(1 - exp(-0.5 / 2), abs=0.03)
    assert more[2] / more[3] == pytest.approx(1 - exp(-5.5 / 2), abs=0.03)


def test_in_the_long_run_it_is_the_city_read_by_itself(town: City, line: Timeline) -> None:
    after = town.apply(twin.BikeLane(along=BOULEVARD, style="separated")).at(2045)
    card = evaluate(after, ["bike_share", "car_time"], assume=assumptions(2045))
    for key, reading in card.items():
        assert line.value(key, 2045, 0) == pytest.approx(reading.value, rel=1e-9)


def test_a_second_work_does_not_undo_the_first() -> None:
    """As long as the first: what is adopted of both together is the mean of the two."""
    first, second = adopted([laid(300, 2030)], 2040), adopted([laid(300, 2040)], 2040)
    assert first == 1.0
    assert adopted([laid(300, 2030), laid(300, 2040)], 2040) == pytest.approx((1 - exp(-10.5 / 2) + second) / 2)


def test_what_is_not_on_a_street_or_was_always_there_needs_no_time() -> None:
    assert adopted([], 2030) == 1.0
    assert adopted([laid(300, 2030, on_street=False)], 2030) == 1.0
    assert adopted([laid(300, None)], 2030) == 1.0


def test_whoever_lost_the_way_changes_at_once(town: City) -> None:
    """A street that cars cannot pass any more is left by cars at once, whatever people have adopted."""
    closed = town.apply(twin.CloseStreet(along="Rue de la Gare", how="pedestrian street"))
    now = traffic(closed, TRAVEL.replace({"adopted": 0.0}))
    row = town.street("Rue de la Gare")
    assert not now.flow[row].any()
    assert np.allclose(now.shares.sum(axis=-1), 1.0)


def test_a_site_on_a_busy_street_costs_hours_and_on_a_quiet_one_none(town: City) -> None:
    now = traffic(town)
    busy, quiet = int(np.argmax(now.flow)), int(np.argmin(np.where(now.flow > 0, now.flow, np.inf)))
    half, third = delay_past(now, busy, 0.5), delay_past(now, busy, 1 / 3)
    assert 0 < half < third
    assert delay_past(now, quiet, 0.5) == 0
    assert delay_past(now, busy, 1.0) == 0


def test_sites_are_told_with_weeks_and_hours(line: Timeline) -> None:
    (site,) = line.sites()
    (work,) = (work for _, work in line.works())
    assert site.year == work.year == 2030
    assert site.street == BOULEVARD
    assert site.weeks.value == pytest.approx(4.5 * site.weeks.quantity / 100)
    value, low, high = site.hours
    assert 0 <= low < value < high
    assert "building site for" in line.text()
    assert "chantier de" in line.text("fr")


def test_hours_are_delay_times_peaks_days_and_weeks(town: City) -> None:
    after = town.apply(twin.BikeLane(along=BOULEVARD, style="separated", year=2031))
    (site,) = sites_of([town], [(2031, after.works[-1])], {})
    now = traffic(town)
    row = max(stretches(town, after.works[-1].where, "BikeLane")[0], key=lambda r: now.flow[r])
    assert site.hours[0] == pytest.approx(delay_past(now, int(row), 0.5) * 2 * 5 * site.weeks.value, rel=1e-9)
