"""Heat, summer, carbon and bill of a small town: what works move, what a warmer climate moves, and what the receipt says."""

from dataclasses import replace

import numpy as np
import pytest

from tests.stock.towns import row_of_houses
from twin.city import City
from twin.evaluation import evaluate
from twin.metrics import METRICS
from twin.stock.energy import energy
from twin.working import Given

KEYS = ("heating", "overheating", "co2_heating", "energy_bill")


def value(city: City, key: str, **assume: float) -> float:
    return evaluate(city, [key], assume=assume)[key].value


@pytest.fixture(scope="module")
def renovated() -> City:
    city = row_of_houses()
    works = {"wall": 5.0, "roof": 8.0, "window_u": 1.3, "window_g": 0.6, "heating": "heat_pump"}
    return replace(city, fabric=city.fabric.changed([1, 2], works))


def test_values_are_the_totals_of_the_stock() -> None:
    now = energy(row_of_houses())
    expected = (now.mean_need(), now.mean_overheating(), now.total_carbon / 1000, now.total_bill)
    assert tuple(value(row_of_houses(), key) for key in KEYS) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("key", ["heating", "co2_heating", "energy_bill"])
def test_renovation_and_a_warmer_climate_lower_it(key: str, renovated: City) -> None:
    assert value(renovated, key) < value(row_of_houses(), key)
    assert value(row_of_houses(), key, warmer=2.0) < value(row_of_houses(), key)


def test_a_warmer_climate_raises_overheating() -> None:
    hot = [value(row_of_houses(), "overheating", warmer=k) for k in (0.0, 2.0, 4.0)]
    assert hot[0] < hot[1] < hot[2]


def test_a_brighter_roof_is_the_same_in_the_street_and_in_the_house() -> None:
    """`albedo.roof` of the land covers moves overheating."""
    assert value(row_of_houses(), "overheating", **{"albedo.roof": 0.35}) < value(row_of_houses(), "overheating")


def test_maps_show_each_building_where_it_stands(renovated: City) -> None:
    shown, now = evaluate(renovated, ["heating"]).map("heating"), energy(renovated)
    row, col = renovated.grid.cell_of(*renovated.buildings.points[5:6].T)
    assert shown[row[0], col[0]] == pytest.approx(now.need[5] / now.floor[5])
    garage_row, garage_col = renovated.grid.cell_of(*renovated.buildings.points[6:7].T)
    assert np.isnan(shown[garage_row[0], garage_col[0]])
    assert np.nanmin(shown) >= 0


@pytest.mark.parametrize("key", KEYS)
def test_the_receipt_works_a_building_that_was_renovated(key: str, renovated: City) -> None:
    working = evaluate(renovated, [key])[key].working
    given = {line.symbol: line for line in working.lines if isinstance(line, Given)}
    if key != "overheating":
        assert given["R_wall"].value == 5.0
        assert given["q"].parameter == "stock.gains"
        assert working.values()["need"] == pytest.approx(working.checks["need"], rel=1e-5)
    if key in ("co2_heating", "energy_bill"):
        assert given["eta_heat_pump"].value == 3.0
    assert working.values()[key] == pytest.approx(working.checks[key], rel=1e-5)


@pytest.mark.parametrize("key", KEYS)
def test_it_says_that_it_is_a_model_and_no_label(key: str) -> None:
    caveat = METRICS[key].caveat
    assert "not measured" in caveat
    assert "non mesuré" in caveat.fr
    assert METRICS[key].theme == "buildings"
