"""A real counter: 2024 is learnt from, 2025 is held out. And a made-up town must refuse to explain it.

Stadt Münster, Radverkehr-Zählstellen, dl-de/by-2-0; hourly sums by us (`muenster_counts` among the sources). The series is looked for
beside the repository. Measured: 1 383 bikes in the peak hour of a weekday in 2024, 1 411 in 2025; 8.4 and 8.3 % of the day's rides.
"""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

import twin
from twin.calibration import simulated_readings
from twin.calibration.sensors import sensors_of
from twin.errors import TwinError
from twin.evaluation import parameters
from twin.models.esmda import error_of_mean
from twin.observations import ERRORS
from twin.reading.counters import read_counter

NAME = "muenster_100031297_hourly_2024_2025.csv.gz"
SERIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "series" / NAME
STREET = "Pont Neuf"
pytestmark = pytest.mark.skipif(not SERIES.is_file(), reason=f"{NAME} is not in shared/data/series beside the repository")


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Paths of the counter's file, one for each year."""
    rows = list(csv.reader(gzip.decompress(SERIES.read_bytes()).decode().splitlines()))
    folder, found = tmp_path_factory.mktemp("counter"), {}
    for year in (2024, 2025):
        found[year] = folder / f"{year}.csv"
        with found[year].open("w", newline="") as file:
            csv.writer(file).writerows([rows[0], *(row for row in rows[1:] if row[0].startswith(str(year)))])
    return found


@pytest.fixture(scope="module")
def days(years):
    """Bikes in the peak hour of each weekday, by year."""
    return {year: np.array([o.value for o in read_counter(path, STREET)]) for year, path in years.items()}


def morning_share(path):
    """Mean share of the busiest morning hour in all rides of weekdays."""
    hours = np.zeros(24)
    peak = {(o.when.date(), o.when.hour) for o in read_counter(path, STREET)}
    dates, top = {date for date, _ in peak}, {hour for _, hour in peak}
    with path.open() as file:
        for time, count, *_ in list(csv.reader(file))[1:]:
            moment = np.datetime64(time).astype(object)
            if moment.date() in dates:
                hours[moment.hour] += float(count or 0)
    return hours[top.pop()] / hours.sum()


def test_one_year_tells_the_next_within_its_stated_error(days):
    learnt, held = days[2024], days[2025]
    error = float(error_of_mean(learnt.std(ddof=1), len(learnt), 0.0, float(ERRORS["bicycle_persistence"])))
    assert len(learnt) > 250 < len(held)
    missed = held.mean() - learnt.mean()
    assert abs(missed) < 2 * error, "the years differ by more than the spread of days explains"
    assert abs(missed) / learnt.mean() < 0.05
    low, high = np.percentile(learnt, (5, 95))
    assert ((low <= held) & (held <= high)).mean() == pytest.approx(0.9, abs=0.05)


def test_days_of_a_real_counter_differ_by_more_than_the_best_guess_and_hang_together_as_assumed(days):
    """Holidays, weather and seasons are in them: 0.32 of the mean. So a sensor of many readings goes by its own spread."""
    for values in days.values():
        away = values - values.mean()
        lasting = (away[1:] * away[:-1]).mean() / away.var()
        p = ERRORS["bicycle_persistence"]
        assert p.low <= lasting <= p.high
        assert values.std() / values.mean() == pytest.approx(0.32, abs=0.02)
        assert ERRORS["bicycle_error"].value < values.std() / values.mean() < ERRORS["bicycle_error"].high


def test_the_peaks_share_of_the_day_lies_in_the_range_of_the_parameter(years):
    learnt, held = (morning_share(years[year]) for year in (2024, 2025))
    p = parameters()["bike_peak_share"]
    assert learnt == pytest.approx(0.084, abs=0.001)
    assert held == pytest.approx(learnt, rel=0.03)
    assert p.low < min(learnt, held)
    assert max(learnt, held) < p, "one counter does not move the best guess of every town, which is higher"


def test_a_made_up_town_refuses_the_counter_instead_of_learning_from_it(years):
    town = twin.grid_town((2, 2), seed=3, cell=10.0)
    counted = read_counter(years[2024], STREET)
    with pytest.raises(TwinError, match=r'sensor "100031297": the model cannot explain this sensor: reading 1383'):
        twin.calibrate(town, counted, draws=16)
    with pytest.raises(TwinError, match="no other sensor is left"):
        twin.calibrate(town, counted, draws=16, unexplained="leave out")


def test_set_aside_it_teaches_nothing_and_does_not_raise_the_meter(years):
    town = twin.grid_town((2, 2), seed=3, cell=10.0)
    minx, miny, maxx, maxy = town.bounds
    places = {f"T{i}": (minx + f * (maxx - minx), miny + f * (maxy - miny)) for i, f in enumerate((0.2, 0.5, 0.8))}
    readings = simulated_readings(town, places, {"air_temperature": 35.5}, readings=20, seed=2)
    alone = twin.calibrate(town, readings, ["air_temperature"], draws=16)
    both = twin.calibrate(town, [*readings, *read_counter(years[2024], STREET)], ["air_temperature"], draws=16, unexplained="leave out")
    assert len(both.set_aside) == 1
    assert "100031297" in both.set_aside[0]
    assert both.values("air_temperature") == pytest.approx(alone.values("air_temperature"))
    assert both.meter == alone.meter


def test_the_sensor_says_how_little_one_place_is_worth(days, years):
    (sensor,) = sensors_of(read_counter(years[2024], STREET))
    assert sensor.value == pytest.approx(days[2024].mean())
    assert sensor.readings == len(days[2024])
    assert not sensor.simulated
    assert sensor.error / sensor.value == pytest.approx(float(ERRORS["bicycle_bias"]), rel=0.02), "what all days share does not average out"
