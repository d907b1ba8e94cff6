"""Timelines: the same numbers as cities read one by one, and refusals."""

import csv
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import twin
from twin.city import City
from twin.errors import TwinError
from twin.evaluation import evaluate, values_of
from twin.years import Timeline, assumptions, running, timeline
from twin.years.running import Course, climate_clock, knots_of, stages_of, through

PARK, GARDEN = shapely.box(20, 20, 60, 70), shapely.box(110, 20, 190, 90)
YEARS = (2025, 2035, 2050, 2075, 2100)
FAST = ["runoff", "hot_ground", "canopy", "air_warming", "co2_traffic", "sealed", "cost", "car_time"]


@pytest.fixture(scope="module")
def plans() -> list[twin.Plan]:
    shade = [twin.Depave(where=PARK, to="meadow", year=2030), twin.PlantTrees(where=GARDEN, spacing=10, species="plane", year=2040)]
    return [twin.Plan("Shade", shade), twin.Plan("Insulate", [twin.Renovate(where=shapely.box(0, 100, 200, 200), year=2050)])]


@pytest.fixture(scope="module")
def line(square: City, plans: list[twin.Plan]) -> Timeline:
    return timeline(square, plans, YEARS)


def test_what_a_plan_leaves_alone_is_read_once_a_year(square: City, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(running, "values_of", lambda city, keys, values: (read.extend(keys), values_of(city, keys, values))[1])
    insulate = twin.Plan("Insulate", [twin.Renovate(where=shapely.box(0, 100, 200, 200), year=2030)])
    park = twin.Plan("Park", [twin.Depave(where=PARK, to="meadow", year=2030)])
    for plan, times in ((insulate, 1), (park, 2)):
        read.clear()
        timeline(square, [plan], YEARS, metrics=["canopy", "air_warming"])
        assert read.count("air_warming") == (len(YEARS) - 1) * times


def test_every_number_is_that_of_the_city_read_by_itself(square: City, plans: list[twin.Plan], line: Timeline) -> None:
    """All metrics, each state in a year that no shortcut treats specially: the same to rounding, simulated ones to 2 %."""
    for year, plan in ((2035, None), (2035, 0), (2075, 0), (2075, 1), (2100, 1)):
        done = [item for item in (plans[plan] if plan is not None else []) if (item.year or 0) <= year]
        city = square.apply(*done).at(year)
        card = evaluate(city, assume=assumptions(year))
        for metric in line.metrics:
            slow = any(name.startswith("stock.") for name in metric.parameters)
            wanted = card[metric.key].value
            assert line.value(metric.key, year, plan) == pytest.approx(wanted, rel=0.02 if slow else 1e-6, abs=1e-6), (
                metric.key,
                year,
                plan,
            )


def test_works_take_effect_in_their_year(line: Timeline) -> None:
    assert line.series("sealed", "Shade")[0] == line.series("sealed")[0]
    assert (line.series("sealed", "Shade")[1:] < line.series("sealed")[1:]).all()
    assert list(line.series("cost", "Insulate")[:2]) == [0, 0]
    assert (line.series("heating", "Insulate")[2:] < line.series("heating")[2:]).all()
    assert [year for year, _ in line.works("Shade")] == [2030, 2040]


def test_rain_rises_and_planted_trees_grow(line: Timeline) -> None:
    assert (np.diff(line.series("runoff")) > 0).all()
    gain = line.series("canopy", "Shade") - line.series("canopy")
    assert gain[1] == 0
    assert 0 < gain[2] < gain[3]


def test_heat_of_buildings_is_exact_where_it_is_simulated_and_shares_the_traffic(line: Timeline) -> None:
    assert line.stages[1][-1].streets is line.city.streets
    assert line.state(2100, 1).streets is line.city.streets
    assert line.value("car_time", 2025) == line.value("car_time", 2100)
    knots = knots_of(line.years, climate_clock(line.years, line.course), line.course)
    year = line.years[knots[1]]
    wanted = evaluate(line.state(year), ["overheating"], assumptions(year))["overheating"].value
    assert line.value("overheating", year) == pytest.approx(wanted, rel=1e-9)


def test_a_city_alone_has_a_timeline(square: City) -> None:
    alone = timeline(square, years=[2040], metrics="runoff")
    assert alone.values.shape == (1, 1, 1)
    assert "2040" in alone.text("fr")
    assert timeline(square, [], [2100, 2030, 2030, 2050], metrics=["canopy"]).years == (2030, 2050, 2100)


def test_a_plan_without_works_is_no_plan(square: City) -> None:
    empty = timeline(square, twin.Plan("Nothing"), (2030, 2060), metrics=FAST)
    np.testing.assert_array_equal(empty.values[0], empty.values[1])
    assert empty.works(0) == []
    assert "nothing until 2060" in empty.text()
    worth = empty.worth(0)
    assert (worth.spent.value, worth.net.value, worth.tonnes) == (0, 0, 0)


def test_interventions_without_a_year_or_late_ones(square: City) -> None:
    plan = twin.Plan(
        "Now and never", [twin.Depave(where=PARK), twin.Depave(where=GARDEN, year=2150), twin.PlantTrees(where=GARDEN, year=1990)]
    )
    stages = stages_of(square, plan, (2030, 2060))
    assert stages[0] is stages[1]
    assert [work.kind for work in stages[0].works] == ["Depave", "PlantTrees"]  # in the plan's order
    assert set(stages[0].trees.planted[len(square.trees) :]) == {2030}  # planted when it is done, not in 1990
    assert [year for year, _ in timeline(square, plan, (2030, 2060), metrics=["sealed"]).works(0)] == [2030, 2030]


def test_years_that_begin_after_the_works_know_when_these_were_done(square: City) -> None:
    """A tree of 2030 is twenty years old in 2050, whichever years are read beside it; money spent earlier counts in the first year."""
    plan = twin.Plan("Shade", [twin.PlantTrees(where=GARDEN, spacing=10, species="plane", year=2030)])
    alone, long = (timeline(square, plan, years, metrics=["canopy", "cost"]) for years in (2050, (2025, 2050)))
    assert alone.value("canopy", 2050, 0) == pytest.approx(long.value("canopy", 2050, 0), rel=1e-12)
    assert [year for year, _ in alone.works()] == [2030]
    assert alone.worth().spent.value == pytest.approx(alone.value("cost", 2050, 0), rel=1e-9)
    assert "over 0 years" not in alone.text()
    past = timeline(square, twin.Plan("Past", [twin.PlantTrees(where=GARDEN, spacing=10, year=2000)]), (2030, 2050), metrics=["canopy"])
    assert [year for year, _ in past.works()] == [2030]  # older than the map, which does not show it: still to be done


def test_the_user_knows_better(square: City) -> None:
    plain = timeline(square, (), (2030, 2090), metrics=["runoff", "co2_traffic"])
    assumed = timeline(square, (), (2030, 2090), metrics=["runoff", "co2_traffic"], assume={"rain": 60, "electric_share": 0.03})
    assert assumed.state(2090).climate.rain > 60  # today's storm, grown
    assert assumed.value("runoff", 2090) > plain.value("runoff", 2090)
    assert assumed.value("co2_traffic", 2090) == assumed.value("co2_traffic", 2030)
    assert "electric_share = 0.03" in assumed.text()


def test_names_taken_twice_are_told_apart(square: City) -> None:
    twice = timeline(square, [twin.Plan("A"), twin.Plan("A"), twin.Depave(where=PARK)], [2030], metrics=["sealed"])
    assert [str(p.name) for p in twice.plans] == ["A", "A (2)", str(twin.Depave.label)]
    with pytest.raises(TwinError, match="did you mean"):
        twice.series("sealed", "a")
    with pytest.raises(TwinError, match="plan 7 does not exist"):
        twice.series("sealed", 7)
    with pytest.raises(TwinError, match='no metric "runof"'):
        twice.series("runof")
    with pytest.raises(TwinError, match="no year 2031"):
        twice.value("sealed", 2031)


@pytest.mark.parametrize(("arguments", "says"), [
    ({"years": []}, "at least one year"), ({"years": range(1850, 1900)}, "between 1900 and 2200"), ({"years": [2300]}, "between 1900 and 2200"),
    ({"years": [2020, 2050]}, "lies before 2025"), ({"years": [2030.0]}, "whole number"), ({"years": "2030"}, "takes years"),
    ({"years": range(2025, 2201)}, ""), ({"years": 2030.5}, "takes years"),
    ({"climate": "RCP 8.5"}, "no climate trajectory"), ({"climate": "SSP2-4.6"}, 'did you mean "SSP2-4.5"'), ({"plans": 3}, "takes plans"),
    ({"plans": ["plan.geojson"]}, "takes plans"), ({"metrics": ["runof"]}, 'did you mean "runoff"'), ({"assume": {"rian": 3}}, 'did you mean "rain"'),
    ({"baseline": "1990-2020"}, "did you mean"), ({"city": "Redon"}, "takes a city"),
])  # fmt: skip
def test_what_cannot_be_is_refused(square: City, arguments: dict[str, object], says: str) -> None:
    given = {"city": square, "metrics": ["sealed"], "years": [2030]} | arguments
    if not says:
        assert len(timeline(**given).years) == 176  # type: ignore[arg-type]
        return
    with pytest.raises(TwinError, match=says.replace(".", r"\.")):
        timeline(**given)  # type: ignore[arg-type]


def test_errors_of_a_plan_say_which(square: City) -> None:
    with pytest.raises(TwinError, match='plan "Bad", intervention 2'):
        timeline(
            square, twin.Plan("Bad", [twin.Depave(where=PARK), twin.Depave(where="Nowhere", year=2040)]), [2030, 2050], metrics=["sealed"]
        )


def test_progress_runs_from_0_to_1(square: City, plans: list[twin.Plan]) -> None:
    seen: list[float] = []
    timeline(square, plans[0], (2025, 2050), metrics=["sealed", "runoff"], progress=lambda share, what: seen.append(share))
    assert seen[0] == 0.0
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_the_csv_holds_every_number(line: Timeline, tmp_path: Path) -> None:
    path = line.to_csv(tmp_path / "frise été.csv", "fr")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 * len(YEARS) * len(line.metrics)
    one = next(r for r in rows if (r["plan"], r["year"], r["metric"]) == ("Shade", "2050", "runoff"))
    assert float(one["value"]) == line.value("runoff", 2050, "Shade")
    assert float(one["difference"]) == pytest.approx(float(one["value"]) - float(one["without_plan"]))
    assert float(one["warming"]) == pytest.approx(1.5)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_text_says_what_moves_when_and_what_is_assumed(line: Timeline, lang: str) -> None:
    text = line.text(lang)
    for said in {"en": ("without a plan", "2030  ", "+1.5 (2050)", "Left out:", "CO2e avoided"),
                 "fr": ("sans projet", "2030  ", "+1,5 (2050)", "Laissé de côté\u00a0:", "CO2e évité")}[lang]:  # fmt: skip
        assert said in text
    assert all(len(row) <= 160 for row in text.splitlines())
    assert text == line.text(lang)


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 100), min_size=3, max_size=5), st.floats(0, 1))
def test_curves_pass_through_their_knots_and_stay_between_neighbours(values: list[float], part: float) -> None:
    at = np.arange(len(values), dtype=float)
    columns = np.stack([values, np.zeros(len(values)), [np.inf] * len(values)], axis=1)
    assert through(at, columns, at)[:, 0] == pytest.approx(values)
    between = through(at, columns, np.array([part]))
    assert min(values[:2]) - 1e-9 <= between[0, 0] <= max(values[:2]) + 1e-9
    assert between[0, 1] == 0
    assert between[0, 2] == np.inf


def test_the_clock_of_the_climate_never_stands_still() -> None:
    for climate in ("TRACC", "SSP1-1.9", "SSP5-8.5"):
        course, years = Course(climate, "1991-2020", True, {}), tuple(range(2025, 2201, 5))
        clock = climate_clock(years, course)
        assert (np.diff(clock) > 0).all()
        assert {0, len(years) - 1} <= set(knots_of(years, clock, course).tolist())
    assert running.KNOTS >= 3


def test_what_is_assumed_of_a_year() -> None:
    assert set(assumptions(2025)) == {"electric_share"}
    late = assumptions(2100)
    assert late["electric_share"] > 0.99
    assert late["stock.wall_to_1914"] == pytest.approx(2.5 + 0.225 * (0.23 - 2.5))
    assert twin.evaluate(twin.grid_town((1, 1)), ["co2_traffic"], late)["co2_traffic"].value == pytest.approx(0, abs=1e-3)
    with pytest.raises(TwinError, match="between 1900 and 2200"):
        assumptions(2500)
