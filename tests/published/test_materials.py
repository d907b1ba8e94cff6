"""The tables of materials, and what follows from them: worked examples that were computed apart from this code, and published figures."""

import pytest

from twin.materials import BADGE, CARRIERS, INSULANTS, PLACES, SYSTEMS, WINDOWS
from twin.models import carbon
from twin.models.envelope import insulated
from twin.parameter import UNITS
from twin.sources import SOURCES
from twin.verification.buildings import BEFORE, EPS_EPD, HEATS, MORE, ROCK_WOOL_EPD, SAVED, U_AFTER, WORKED, half_a_unit

TABLES = {"carriers": CARRIERS, "systems": SYSTEMS, "places": PLACES, "insulants": INSULANTS, "windows": WINDOWS}
ROWS = [pytest.param(row, id=f"{name} {key}") for name, table in TABLES.items() for key, row in table.items()]


@pytest.mark.parametrize("key", sorted(INSULANTS))
def test_the_worked_table(key: str) -> None:
    thick, mass, made, grown, *years = WORKED[key]
    row = INSULANTS[key]
    thickness = MORE * row.conductivity
    assert 100 * thickness == pytest.approx(thick, abs=0.55 if key in ("eps", "eps_graphite") else half_a_unit(thick))
    assert thickness * row.density == pytest.approx(mass, abs=half_a_unit(mass))
    emitted = float(carbon.embodied(1, thickness, row.density, row.carbon))
    assert emitted == pytest.approx(made, abs=half_a_unit(made))
    assert thickness * row.density * row.biogenic == pytest.approx(grown, abs=0.55)
    for (system, carrier), printed in zip(HEATS.values(), years, strict=True):
        if printed is not None:
            avoided = SAVED / SYSTEMS[system].efficiency * CARRIERS[carrier].carbon
            assert carbon.payback(emitted, avoided) == pytest.approx(printed, abs=half_a_unit(printed)), (system, printed)


def test_the_wall_of_the_worked_table() -> None:
    """U from 2.5 to 0.227 W/(m²·K)."""
    assert insulated(BEFORE, MORE * 0.04, 0.04) == pytest.approx(U_AFTER, abs=5e-4)


@pytest.mark.parametrize(("life", "cost"), [(30, 0.057), (50, 0.043)])
def test_what_a_kwh_saved_by_outside_insulation_costs(life: float, cost: float) -> None:
    """150 €/m², 134 kWh/m² a year, 3 %: 0.057 €/kWh over 30 years, 0.043 over 50; less than a kWh of gas. 134 is itself rounded."""
    least, most = (float(carbon.conserved_energy_cost(150, life, 0.03, saved)) for saved in (SAVED + 0.5, SAVED - 0.5))
    assert least < cost + 5e-4
    assert most > cost - 5e-4
    assert most - least < 5e-4
    assert cost < CARRIERS["gas"].price.low


def test_the_carrier_decides_the_payback_more_than_the_ranking_per_kilogram() -> None:
    per_kilogram = sorted(INSULANTS, key=lambda key: INSULANTS[key].carbon)
    per_wall = sorted(INSULANTS, key=lambda key: MORE * INSULANTS[key].conductivity * INSULANTS[key].density * INSULANTS[key].carbon)
    assert per_kilogram != per_wall
    assert per_kilogram.index("polyurethane") > per_kilogram.index("hemp_lime")  # worst per kilogram
    assert per_wall.index("polyurethane") < per_wall.index("hemp_lime")  # and a third of it on the wall
    heat = {name: CARRIERS[carrier].carbon / SYSTEMS[system].efficiency for name, (system, carrier) in HEATS.items()}
    assert heat["gas"] / heat["heat pump"] == pytest.approx(9.9, abs=0.05)


def test_published_products() -> None:
    """Rock wool NEPD-00131E: 1.27 kg/m² at R = 1; EPS of EUMEPS: 57.2 kg/m³ at 20 kg/m³; STEICO board: 67 kg/m³ fossil, 240 biogenic."""
    rock, eps, fibre = INSULANTS["rock_wool"], INSULANTS["eps"], INSULANTS["wood_fibre_board"]
    assert carbon.embodied(1, 1.0 * rock.conductivity, rock.density, rock.carbon) == pytest.approx(ROCK_WOOL_EPD, abs=0.01)
    assert 20 * eps.carbon == pytest.approx(EPS_EPD, abs=0.05)
    assert 157.4 * fibre.carbon == pytest.approx(-221 + 0.37 + 47.5 + 240, rel=0.015)
    assert 157.4 * fibre.biogenic == pytest.approx(240, rel=0.01)


def test_prices_of_works_are_those_of_the_observatory_less_the_insulant() -> None:
    """2017, without tax: 108 outside, 71 inside, 47 attic and 79 rafters, 43 floor, times 1.28; a centimetre at 0.75."""
    for key, paid in {"wall_outside": 108, "wall_inside": 71, "roof": (47 + 79) / 2, "floor": 43}.items():
        assert PLACES[key].price == pytest.approx(1.28 * paid - 12 * 0.75, abs=2), key
    assert WINDOWS["timber_double"].price == pytest.approx(1.28 * 557, abs=1)


def test_gas_is_priced_by_net_calorific_value() -> None:
    assert CARRIERS["gas"].price == pytest.approx(0.110 * 1.11, abs=1e-3)


@pytest.mark.parametrize("row", ROWS)
def test_every_row_is_complete(row) -> None:  # type: ignore[no-untyped-def]
    assert row.labels
    assert row.labels.fr
    assert row.coefficients
    for name, p in row.coefficients.items():
        assert p.exact or p.low < p < p.high, name
        assert p.unit in UNITS, name
        assert p.source in SOURCES, name
        assert p.about, name
    assert row.badge == ("" if row.verified else BADGE)


def test_tables_refer_to_each_other() -> None:
    assert {system.carrier for system in SYSTEMS.values()} <= set(CARRIERS)
    for insulant in INSULANTS.values():
        assert insulant.places, insulant.key
        assert set(insulant.places) <= set(PLACES)
    for place in PLACES.values():
        assert place.key in INSULANTS[place.usual].places
    for table in TABLES.values():
        assert all(key == row.key for key, row in table.items())


@pytest.mark.parametrize("key", ["cellulose", "hemp_wool", "hemp_lime", "rock_wool_board", "cork", "wood_fibre_flex"])
def test_what_was_not_checked_is_marked(key: str) -> None:
    assert INSULANTS[key].badge
    assert INSULANTS[key].badge.fr == "[non vérifié]"
