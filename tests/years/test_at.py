"""A city in another year."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

import twin
from twin.city import City
from twin.errors import TwinError
from twin.evaluation import evaluate
from twin.models.growth import cohort, crown_after
from twin.models.morphing import monthly_mean
from twin.models.trajectory import hot_extreme, seasonal, storm_factor, warming
from twin.stock.years import weather_of
from twin.years.at import climate_in
from twin.years.growing import joined_crowns

GARDEN = shapely.box(110, 20, 190, 90)


def test_what_does_not_change_is_the_very_same(square: City) -> None:
    later = square.at(2060)
    for part in ("streets", "mapped_streets", "buildings", "people", "fabric", "counts", "places", "works"):
        assert getattr(later, part) is getattr(square, part), part
    for part in ("pieces", "codes", "fractions", "grid"):
        assert getattr(later.land, part) is getattr(square.land, part), part
    assert later.year == 2060
    assert square.year == 2025
    assert later.notes[-1].fr.startswith("montrée en 2060")


def test_in_its_own_year_trees_are_as_they_stand(square: City) -> None:
    now = square.at(square.year)
    np.testing.assert_allclose(now.trees.crown, square.trees.crown, rtol=1e-12)
    np.testing.assert_allclose(now.land.canopy, square.land.canopy, atol=1e-9)


def test_storm_and_hot_day_follow_the_rules(square: City) -> None:
    warmer = float(warming(2070, "SSP3-7.0"))
    then = square.at(2070, climate="ssp370").climate
    assert then.rain == pytest.approx(square.climate.rain * float(storm_factor(warmer, 1.0)))
    assert then.air_temperature == pytest.approx(square.climate.air_temperature + float(hot_extreme(warmer)))
    assert (then.humidity, then.wind, then.direct) == (square.climate.humidity, square.climate.wind, square.climate.direct)
    assert then.rain.low == square.climate.rain.low  # type: ignore[attr-defined]
    assert climate_in(square.climate, 0.0).rain == square.climate.rain


def test_weather_of_1991_to_2020_gets_the_rest_of_the_warming_only(square: City) -> None:
    """The trap: TRACC says +2.7 K in 2050, of which 1.2 K are in the weather already."""
    before, after = weather_of(square).temperature, weather_of(square.at(2050)).temperature
    assert after.mean() - before.mean() == pytest.approx(1.5, abs=0.02)
    assert monthly_mean(after) - monthly_mean(before) == pytest.approx(seasonal(1.5), abs=1e-6)
    of_old = weather_of(square.at(2050, baseline="1976-2005")).temperature
    assert of_old.mean() - before.mean() == pytest.approx(2.1, abs=0.02)


def test_the_same_year_asked_twice_has_the_same_weather(square: City) -> None:
    assert square.at(2050).weather is square.at(2050, replant=False).weather


def test_planted_trees_grow_from_the_nursery_and_canopy_follows(square: City) -> None:
    planted = square.apply(twin.PlantTrees(where=GARDEN, spacing=10, species="plane", year=2030))
    fresh = np.flatnonzero(planted.trees.planted == 2030)
    assert len(fresh) > 10
    canopy = []
    for year in (2029, 2030, 2040, 2055):
        then = planted.at(year)
        expected = 0.0 if year < 2030 else np.sqrt(4 / np.pi * cohort("plane", 1.0, True)[year - 2030])
        assert then.trees.crown[fresh] == pytest.approx(expected)
        canopy.append(then.land.canopy.sum())
        assert then.land.canopy.max() <= 1.0
    assert canopy == sorted(canopy)
    shown = planted.trees.crown[fresh][0]  # as the plan shows it: 15 years old
    assert planted.at(2031).trees.crown[fresh][0] < shown


def test_trees_in_pits_grow_slower_than_in_open_ground(square: City) -> None:
    car_park, park = shapely.box(25, 25, 55, 65), GARDEN
    later = square.apply(
        twin.PlantTrees(where=car_park, species="oak", year=2026), twin.PlantTrees(where=park, species="oak", year=2026)
    ).at(2046)
    of = {paved: later.trees.crown[(later.trees.planted == 2026) & ((later.trees.x < 60) == paved)] for paved in (True, False)}
    assert (of[True] < of[False].min()).all()
    assert of[False][0] < crown_after("oak", 30)


def test_without_replanting_less_is_left(square: City) -> None:
    kept, lost = square.at(2100), square.at(2100, replant=False)
    assert lost.land.canopy.sum() < kept.land.canopy.sum()
    assert evaluate(lost, ["canopy"])["canopy"].value < evaluate(kept, ["canopy"])["canopy"].value


def test_woods_rows_and_hedges_stay(square: City) -> None:
    wood = shapely.box(150, 120, 190, 160)
    land, _ = square.land.shade(np.array([wood], dtype=object))
    later = replace(square, land=land).at(2090)
    rows, cols = later.grid.cell_of(np.array([170.0]), np.array([140.0]))
    assert later.land.canopy[rows, cols] == pytest.approx(1.0)
    assert shapely.area(shapely.intersection(shapely.union_all(later.land.crowns), wood)) == pytest.approx(shapely.area(wood), rel=1e-6)


def test_a_city_without_trees_has_none_later(city_of) -> None:  # type: ignore[no-untyped-def]
    bare = city_of([(shapely.box(0, 0, 200, 200), {"landuse": "residential"})])
    later = bare.at(2080)
    assert later.land.canopy.sum() == 0
    assert len(later.trees) == 0


def test_crowns_that_touch_are_joined_and_cut_at_the_edge(square: City) -> None:
    circles = shapely.buffer(shapely.points([(50, 50), (53, 50), (100, 100), (199, 50)]), 2.0)
    joined = joined_crowns(circles, square.grid)
    assert len(joined) == 3
    assert shapely.area(joined).sum() == pytest.approx(shapely.area(shapely.intersection(shapely.union_all(circles), square.grid.box)))
    assert len(joined_crowns(np.empty(0, dtype=object), square.grid)) == 0


@pytest.mark.parametrize(("arguments", "says"), [
    ((1899,), "between 1900 and 2200"), ((2201,), "between 1900 and 2200"), ((2050.5,), "whole number"), (("2050",), "whole number"),
    ((True,), "whole number"), ((None,), "whole number"), ((float("nan"),), "whole number"), ((2020,), "lies before it"),
    ((2050, "TRAC"), 'did you mean "TRACC"'), ((2050, "RCP8.5"), "no climate trajectory"), ((2050, "TRACC", "1961-1990"), "no reference period"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(square: City, arguments: tuple[object, ...], says: str) -> None:
    with pytest.raises(TwinError, match=says):
        square.at(*arguments)  # type: ignore[arg-type]
