"""Calibration of a city: hidden truths found again, refusals, the meter, and the same numbers with every executor."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import numpy as np
import pytest
import shapely

import twin
from twin.calibration import Fit, counted_traffic, simulated_readings
from twin.calibration.fit import END
from twin.calibration.meter import Meter
from twin.calibration.observing import parameters_for, predicted
from twin.calibration.sensors import sensors_of, target_of
from twin.counts import Counts
from twin.errors import TwinError
from twin.models.heat import air_temperature
from twin.models.sampling import spread_about
from twin.observations import KINDS, Observation

TRUTH = {"air_temperature": 35.5}


@pytest.fixture(scope="module")
def town():
    return twin.grid_town((2, 2), seed=3, cell=10.0)


@pytest.fixture(scope="module")
def places(town):
    minx, miny, maxx, maxy = town.bounds
    return {f"T{i}": (minx + f * (maxx - minx), miny + f * (maxy - miny)) for i, f in enumerate((0.2, 0.4, 0.6, 0.8))}


@pytest.fixture(scope="module")
def readings(town, places):
    return simulated_readings(town, places, TRUTH | {"uhi_max": 4.5}, readings=20, seed=2)


@pytest.fixture(scope="module")
def fit(town, readings):
    return twin.calibrate(town, readings, ["air_temperature", "uhi_max"], draws=64)


def test_the_truth_lies_inside_narrower_intervals(fit):
    low, _, high = fit.interval("air_temperature")
    assert low <= TRUTH["air_temperature"] <= high
    assert fit.narrowed("air_temperature") < 0.7
    assert "air_temperature" in fit.updated
    assert fit.sensors[0].readings == 20
    assert fit.sensors[0].error > 0.5  # the bias does not average out


def test_the_grid_agrees_with_the_draws(fit):
    grid = fit.grid
    assert grid.posterior.sum() == pytest.approx(1)
    for i, name in enumerate(fit.names):
        p, axis = grid.along(i), grid.axes[i]
        mean = float((p * axis).sum())
        spread = float(np.sqrt((p * (axis - mean) ** 2).sum()))
        assert fit.values(name).mean() == pytest.approx(mean, abs=0.5 * spread)
        assert fit.values(name).std() == pytest.approx(spread, rel=0.35)


def test_what_was_learnt_feeds_evaluate_and_compare(fit, town):
    assert set(fit.assume) == {"air_temperature", "uhi_max"}
    card = twin.evaluate(town, ["air_warming"], fit.assume)
    assert card["air_warming"].value == pytest.approx(
        twin.evaluate(town, ["air_warming"], {"uhi_max": fit.assume["uhi_max"]})["air_warming"].value
    )
    for name, p in fit.ranges.items():
        low, middle, high = fit.interval(name)
        assert fit.priors[name].low <= p.low <= low
        assert high <= p.high <= fit.priors[name].high
        assert p == pytest.approx(middle)


def test_draws_about_a_range_have_the_fits_own_5_and_95_percent():
    u = np.array([0.05, 0.95])
    middle, low, high = 3.0, 2.0, 5.0
    start, end = middle - (middle - low) / END, middle + (high - middle) / END
    assert spread_about(u, start, middle, end) == pytest.approx([low, high])


def test_values_stay_in_their_ranges(fit):
    for name, p in fit.priors.items():
        assert p.low <= fit.values(name).min()
        assert fit.values(name).max() <= p.high


def test_the_same_seed_and_any_executor_give_the_same_fit(town, readings, fit):
    with ThreadPoolExecutor(2) as pool:
        again = twin.calibrate(town, readings, ["air_temperature", "uhi_max"], draws=64, executor=pool)
    assert np.array_equal(again.posterior, fit.posterior)
    assert not np.array_equal(twin.calibrate(town, readings, ["air_temperature", "uhi_max"], draws=64, seed=1).posterior, fit.posterior)


def test_a_sensor_the_model_cannot_explain_is_refused_or_set_aside(town, places, readings):
    strange = [Observation("T9", "temperature", 50.0, places["T0"], error=0.3)]
    with pytest.raises(TwinError, match=r'sensor "T9": the model cannot explain this sensor: reading 50, model .* … .* °C'):
        twin.calibrate(town, [*readings, *strange], ["air_temperature"], draws=16)
    found = twin.calibrate(town, [*readings, *strange], ["air_temperature"], draws=16, unexplained="leave out")
    assert [s.name for s in found.sensors] == ["T0", "T1", "T2", "T3"]
    assert "cannot explain" in found.text()
    assert "ne peut expliquer" in found.text("fr")
    with pytest.raises(TwinError, match="no other sensor is left"):
        twin.calibrate(town, strange, ["air_temperature"], draws=16, unexplained="leave out")


@pytest.mark.parametrize(
    ("time", "strange"),
    [("2025-07-31T15:00", False), ("2025-07-31", False), (None, False), ("2025-07-31T04:30", True), ("2025-01-15", True)],
)
def test_readings_of_another_season_or_hour_are_told(town, places, time, strange):
    night = [Observation("T1", "temperature", 35.0, places["T1"], time=time), Observation("T1", "temperature", 35.5, places["T1"])]
    found = twin.calibrate(town, night, ["air_temperature"], draws=16)
    assert found.sensors[0].elsewhen == strange
    assert ("Of another time: 1 reading of T1" in found.text()) == strange
    assert ("D'un autre moment : 1 mesure de T1" in found.text("fr")) == strange


def test_a_peak_hour_is_a_morning_one():
    bikes = KINDS["bicycle"]
    assert bikes.suits(datetime(2025, 1, 14, 8))
    assert not bikes.suits(datetime(2025, 1, 14, 17))
    assert KINDS["traffic"].suits(datetime(2025, 1, 14, 17))


def test_all_parameters_are_learnt_when_none_are_named(town, readings):
    found = twin.calibrate(town, readings, draws=16)
    assert set(found.names) == set(parameters_for(town, ["temperature"]))
    assert found.grid is None
    assert set(found.assume) <= set(found.updated)
    assert "mixing_radius" not in found.assume  # no metric reads it
    assert found.told(found.after).shape == (4,)


def test_the_meter_follows_from_what_was_fed_in(town, places, readings, fit):
    assert fit.meter == "shadow"
    assert fit.meter_facts.name() == "shadow of a simulated city"
    vague = [Observation("T1", "temperature", 36.0, places["T1"], error=30.0)]
    knows_no_more = twin.calibrate(town, vague, ["air_temperature"], draws=64)
    assert knows_no_more.meter == "model"
    assert "nothing new" in knows_no_more.text()
    recorded = [Observation(o.sensor, o.kind, o.value, o.place, error=o.error) for o in readings]
    assert twin.calibrate(town, recorded, ["air_temperature"], draws=16).meter_facts.name() == "shadow"
    later = town.apply(twin.Depave(where=town.grid.box, to="meadow"))
    read = simulated_readings(later, places, TRUTH | {"uhi_max": 4.5}, readings=20, seed=5)
    again = twin.calibrate(later, read, ["air_temperature", "uhi_max"], draws=64, earlier=fit)
    assert again.meter == "twin"
    assert "by hand" in again.text()
    assert again.priors["air_temperature"] == fit.ranges["air_temperature"]
    assert (
        again.interval("air_temperature")[2] - again.interval("air_temperature")[0]
        < fit.interval("air_temperature")[2] - fit.interval("air_temperature")[0]
    )
    assert twin.calibrate(town, read, ["air_temperature"], draws=16, earlier=fit).meter == "shadow"  # nothing was carried out


def test_what_misses_held_out_sensors_stays_a_model():
    assert Meter(5, 0, 3, False, told=False).level == "model"
    assert Meter(5, 0, 3, True, told=True).level == "twin"
    assert Meter(1, 0, 3, False, told=None).level == "shadow"
    assert "missed by more than before" in Meter(5, 0, 3, False, told=False).text()


def test_the_air_of_a_cell_is_that_of_the_heat_model(square):
    """`air_temperature` of twin.models.heat with the cooling capacity read back from the un-mixed map."""
    place = (100.0, 60.0)
    (sensor,) = sensors_of([Observation("T", "temperature", 30.0, place)])
    found = predicted(square, [target_of(square, sensor)], {"uhi_max": 4.0})[0]
    rise = twin.evaluate(square, ["air_warming"], {"uhi_max": 4.0}).map("air_warming")
    capacity = 1 - rise / 4.0
    whole = air_temperature(capacity, np.zeros(capacity.shape), 5.0, reference=33.0, uhi_max=4.0)
    row, col = square.grid.cell_of(np.array([place[0]]), np.array([place[1]]))
    assert found == pytest.approx(whole[row[0], col[0]])


def test_runoff_of_an_area_and_of_the_map(square):
    whole, park = sensors_of([Observation("A", "runoff", 50), Observation("B", "runoff", 5, "Grand Parking")])
    found = predicted(square, [target_of(square, whole), target_of(square, park)], {"rain": 40})
    card = twin.evaluate(square, ["runoff"], {"rain": 40})
    assert found[0] == pytest.approx(card["runoff"].value)
    inside = card.map("runoff")[26:36, 4:12]  # 20 … 60 m east, 20 … 70 m north
    assert found[1] == pytest.approx(inside.sum() * 25 / 1000)


def test_traffic_and_bikes_of_a_street(town):
    street = town.street_names[0]
    cars, bikes = sensors_of([Observation("C", "traffic", 500, street), Observation("B", "bicycle", 50, street)])
    targets = [target_of(town, cars), target_of(town, bikes)]
    both = predicted(town, targets, {})
    alone = predicted(town, targets[:1], {})
    assert alone[0] == pytest.approx(both[0], rel=0.01)  # a coarser balance
    assert predicted(town, targets[:1], {"travel.peak_share": 0.08})[0] > alone[0]


def test_runoff_teaches_the_soil(square):
    rain = {"rain": 40.0}
    read = simulated_readings(square, [""], rain | {"curve_number.lawn.B": 75.0}, kind="runoff", readings=8)
    found = twin.calibrate(square, read, draws=32, assume=rain)
    assert "rain" not in found.names
    assert not any(name.endswith((".A", ".C", ".D")) for name in found.names)
    assert found.meter in ("model", "shadow")
    assert "rain = 40" in found.text()


def test_counts_of_a_map_become_observations(town):
    rows = np.flatnonzero(town.streets.is_open_street)[:2]
    shapes = np.array([town.streets.lines[r] for r in rows], dtype=object)
    names = np.array([town.streets.names[r] for r in rows], dtype=object)
    counts = Counts(shapes, names, np.array(["", ""], dtype=object), np.array([900.0, 1200.0]), np.full(2, np.nan), np.array([2012, 2013]))
    found = counted_traffic(twin.City(**{**_parts(town), "counts": counts}))
    assert {o.kind for o in found} == {"traffic"}
    assert {o.when.year for o in found} <= {2012, 2013}
    assert all(isinstance(o.place, tuple) for o in found)
    with pytest.raises(TwinError, match="no traffic counts"):
        counted_traffic(town)


def _parts(city):
    return {name: value for name, value in city.__getstate__().items() if name != "memory" and name in type(city).__dataclass_fields__}


@pytest.mark.parametrize(
    ("observations", "options", "said"),
    [
        ([], {}, "at least one reading"),
        (["30 °C"], {}, "number 1 is '30 °C'"),
        ([Observation("T", "temperature", 30, (9e5, 0))], {}, 'sensor "T": x = 900000, y = 0 m is not on the map'),
        ([Observation("T", "temperature", 30)], {}, "a thermometer needs a place"),
        ([Observation("T", "temperature", 30, "Nowhere")], {}, 'sensor "T": no place is called "Nowhere"'),
        ([Observation("T", "temperature", 30, (9, 9)), Observation("T", "temperature", 30, (8, 8))], {}, "is in two places"),
        ([Observation("G", "runoff", 30, (9, 9))], {}, "runoff comes from an area"),
        ([Observation("G", "runoff", 30, "Rue Haute")], {}, "is a line, runoff comes from an area"),
        ([Observation("C", "traffic", 30)], {}, "a counter needs a place"),
        ([Observation("C", "traffic", 30, (150, 50))], {}, "no street lies within 25 m"),
        (
            [Observation("T", "temperature", 36, (9, 9))],
            {"parameters": ["uhi_maxx"]},
            '"uhi_maxx" does not move what these sensors read; did you mean "uhi_max"',
        ),
        ([Observation("T", "temperature", 36, (9, 9))], {"parameters": ["uhi_max"], "assume": {"uhi_max": 4}}, "held fixed by assume"),
        ([Observation("T", "temperature", 36, (9, 9))], {"parameters": []}, "at least one is needed"),
        ([Observation("T", "temperature", 36, (9, 9))], {"draws": 8}, "too few to learn from"),
        ([Observation("T", "temperature", 36, (9, 9))], {"draws": 100}, "give a power of two"),
        ([Observation("T", "temperature", 36, (9, 9))], {"unexplained": "hide"}, 'unexplained="hide"'),
    ],
)
def test_what_cannot_be_used_is_named(square, observations, options, said):
    with pytest.raises(TwinError, match=said.replace("(", r"\(")):
        twin.calibrate(square, observations, **options)


def test_only_cities_are_calibrated(square):
    with pytest.raises(TwinError, match="takes a city first"):
        twin.calibrate("square", [])
    with pytest.raises(TwinError, match="is not among the parameters of this fit"):
        twin.calibrate(square, [Observation("T", "temperature", 36, (9, 9))], ["uhi_max"], draws=16).values("uhi")


def test_readings_that_tell_their_error_and_many_that_show_it(square):
    (told,) = sensors_of([Observation("T", "temperature", 30, (9, 9), error=2.0)])
    (shown,) = sensors_of([Observation("T", "temperature", 30 + d, (9, 9)) for d in (-4, -2, 0, 2, 4)])
    (usual,) = sensors_of([Observation("T", "temperature", 30, (9, 9))])
    assert told.error > usual.error
    assert shown.error > usual.error
    assert shown.value == 30


def test_a_path_is_read_and_both_languages_say_the_same(town, places, tmp_path, fit):
    x, y = places["T1"]
    path = tmp_path / "sensors.csv"
    lonlat = shapely.get_coordinates(town.grid.plane.to_lonlat(shapely.Point(x, y)))[0]
    path.write_text(f"sensor,kind,lon,lat,value,error\nT1,temperature,{lonlat[0]:.9f},{lonlat[1]:.9f},36.5,0.4\n")
    found = twin.calibrate(town, path, ["air_temperature"], draws=16)
    assert isinstance(found, Fit)
    assert target_of(town, found.sensors[0]).point == pytest.approx((x, y), abs=0.05)
    assert len(fit.text().splitlines()) == len(fit.text("fr").splitlines())
    assert str(fit) == fit.text()


def test_progress_runs_to_the_end(town, readings):
    shares = []
    twin.calibrate(town, readings, ["air_temperature"], draws=16, progress=lambda share, what: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_picture_can_be_drawn(fit, town, readings, lang):
    assert fit.figure(lang).get_axes()
    assert twin.calibrate(town, readings, ["air_temperature"], draws=16).figure(lang).get_axes()
    assert twin.calibrate(town, readings, draws=16).figure(lang).get_axes()


def test_simulated_readings_say_what_they_cannot_do(town, places):
    with pytest.raises(TwinError, match='kind "snow" is not known'):
        simulated_readings(town, places, {}, kind="snow")
    with pytest.raises(TwinError, match='truth: "rain" does not move'):
        simulated_readings(town, places, {"rain": 30})
    with pytest.raises(TwinError, match="readings=0 is not possible"):
        simulated_readings(town, places, {}, readings=0)
