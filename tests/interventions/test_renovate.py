"""What renovating does to buildings of the test square, worked by hand, and what is refused."""

import dataclasses
from math import nan

import numpy as np
import pytest
import shapely

import twin
from twin.city import City
from twin.evaluation import evaluate
from twin.materials import INSULANTS, PLACES, SYSTEMS, WINDOWS
from twin.plan import Plan
from twin.stock.energy import energy
from twin.stock.zones_of import envelopes_of

ALL = shapely.box(0, 0, 200, 200)


def row(city: City, name: str) -> int:
    return list(city.buildings.names).index(name)


def test_a_wall_by_hand(square: City) -> None:
    """16 cm of wood fibre board of 0.042 W/(m·K) on the block of 1965: R 3.81, U 2.5 to 0.24 W/(m²·K)."""
    after = square.apply(twin.Renovate(buildings="Bâtiment A", thickness=0.16))
    at = row(square, "Bâtiment A")
    assert after.fabric.wall[at] == pytest.approx(0.16 / 0.042)
    assert np.flatnonzero(after.fabric.differs(square.fabric)).tolist() == [at]
    walls = float(envelopes_of(square.buildings, square.fabric, [at]).walls[0])
    (work,) = after.works
    assert work.cost == pytest.approx(walls * (131 + 16 * 2.2))
    made, fixed = work.carbon
    assert made.value == pytest.approx(walls * 0.16 * 160 * 0.43)
    assert made.low == pytest.approx(walls * 0.16 * 110 * 0.20)
    assert made.high == pytest.approx(walls * 0.16 * 230 * 0.98)
    assert fixed.value == pytest.approx(walls * 7.5)
    assert sum(line.value for line in work.stored) == pytest.approx(walls * 0.16 * 160 * 1.52)
    assert "U 2.50 to 0.24 W/(m²·K)" in work.note
    assert "U 2,50 à 0,24 W/(m²·K)" in work.note.fr


def test_it_saves_heat_and_pays_its_carbon_back(square: City) -> None:
    after = square.apply(twin.Renovate(ALL))
    more = square.apply(twin.Renovate(ALL, target_r=7.5))
    assert (energy(after).need < energy(square).need).all()
    assert (energy(more).need < energy(after).need).all()
    card = evaluate(after, ["embodied_carbon", "carbon_payback", "renovation_cost", "cost"])
    assert 0 < card["carbon_payback"].value < 10
    assert card["renovation_cost"].value == card["cost"].value
    assert card["embodied_carbon"].value == pytest.approx(sum(line.value for line in after.works[0].carbon) / 1000)


def test_metrics_of_a_city_nothing_was_done_to(square: City) -> None:
    card = evaluate(square.apply(twin.Depave(where="Grand Parking")), ["embodied_carbon", "carbon_payback", "renovation_cost"])
    assert [reading.value for reading in card.values()] == [0, 0, 0]


def test_carbon_that_is_never_paid_back_is_999_years(square: City) -> None:
    pumps = square.apply(twin.HeatPump(ALL))
    assert evaluate(pumps, ["carbon_payback"])["carbon_payback"].value < 5
    assert evaluate(square.apply(twin.HeatPump(ALL, system="oil boiler")), ["carbon_payback"])["carbon_payback"].value == 999


def test_inside_hides_the_mass_outside_does_not(square: City) -> None:
    inside = square.apply(twin.Renovate(buildings="Bâtiment A", side="inside", target_r=4))
    outside = square.apply(twin.Renovate(buildings="Bâtiment A", target_r=4))
    at = row(square, "Bâtiment A")
    assert inside.fabric.inside[at]
    assert not outside.fabric.inside[at]
    assert energy(inside).overheating[0, at] > energy(outside).overheating[0, at]


def test_what_is_as_good_already_is_left_alone(square: City) -> None:
    wall = twin.Renovate(ALL, target_r=4)
    twice = square.apply(wall, wall)
    assert "nothing changed: they are insulated as well already" in twice.notes[-1]
    assert twice.works[-1].cost == 0
    topped = square.apply(wall, twin.Renovate(ALL, target_r=5))
    assert topped.works[1].carbon[0].quantity == pytest.approx(topped.works[0].carbon[0].quantity / 4)
    assert topped.works[1].costs[0].quantity == pytest.approx(topped.works[0].costs[0].quantity)  # the work is the same
    mixed = square.apply(twin.Renovate(buildings="Bâtiment A", target_r=4), wall)
    assert "1 were as good already" in mixed.notes[-1]


def test_all_of_a_building_with_its_heating(square: City) -> None:
    after = square.apply(twin.Renovate(ALL, element="all", material="cork", side="inside", system="Heat pump"))
    fabric, heated = after.fabric, energy(square).heated
    for place, column in (("wall_inside", "wall"), ("roof", "roof"), ("floor", "floor")):
        assert getattr(fabric, column)[heated] == pytest.approx(float(PLACES[place].resistance))
    assert set(fabric.heating[heated]) == {"heat_pump"}
    assert fabric.window_u[heated] == pytest.approx(float(WINDOWS["timber_double"].u))
    assert after.works[0].note.count("[unverified]") >= 4  # three layers of cork, prices


def test_a_material_goes_where_it_fits_and_the_usual_one_elsewhere() -> None:
    whole = twin.Renovate(ALL, element="all", material="wood_fibre_board")
    assert [whole.layer_of(e).insulant.key for e in ("wall", "roof", "floor")] == ["wood_fibre_board", "wood_fibre_board", "eps_graphite"]


def test_windows(square: City) -> None:
    after = square.apply(twin.Renovate(ALL, element="windows", material="timber_triple"))
    assert "timber window, triple" in after.notes[-1]
    assert "[unverified]" in after.notes[-1]  # its price
    assert "nothing changed" in after.apply(twin.Renovate(ALL, element="windows")).notes[-1]  # worse than what is there


@pytest.mark.parametrize("name", ["Bâtiment A", "batiment a"])
def test_buildings_by_name_id_and_place(square: City, name: str) -> None:
    at = row(square, "Bâtiment A")
    named = square.apply(twin.Renovate(buildings=[name]))
    by_id = square.apply(twin.Renovate(buildings=(str(square.buildings.ids[at]),)))
    by_place = square.apply(twin.Renovate("Bâtiment A"))
    for city in (named, by_id, by_place):
        assert np.flatnonzero(city.fabric.wall).tolist() == [at]
    both = square.apply(twin.Renovate(shapely.box(100, 100, 200, 200), buildings=["Bâtiment A", "École Pasteur"]))
    assert np.flatnonzero(both.fabric.wall).tolist() == [row(square, "École Pasteur")]


def test_where_nothing_stands_is_noted(square: City) -> None:
    for kind in (twin.Renovate, twin.HeatPump):
        assert "no heated building stands there" in square.apply(kind("Parc des Érables")).notes[-1]
        assert "outside the map" in square.apply(kind(shapely.box(900, 900, 999, 999))).notes[-1]


@pytest.mark.parametrize(("settings", "message"), [
    ({"material": "wod fibre board"}, 'no material is called "wod fibre board": did you mean "wood_fibre_board"'),
    ({"material": "glass wool"}, "glass_wool does not go to walls from outside: what fits is wood_fibre_board"),
    ({"material": "timber_triple"}, "nothing for the element wall"), ({"element": "windows", "material": "cork"}, "nothing for the element windows"),
    ({"element": "windows", "target_r": 4}, "no thickness"), ({"thickness": 0}, "thickness should be greater than 0"),
    ({"thickness": -0.1}, "thickness"), ({"thickness": nan}, "thickness"), ({"thickness": 3}, "thickness should be less than or equal to 0.6"),
    ({"target_r": nan}, "target_r"), ({"target_r": 0}, "target_r"), ({"target_r": 99}, "target_r"), ({"thickness": 0.1, "target_r": 4}, "not both"),
    ({"material": "hemp_lime", "target_r": 9}, r"72 cm of hemp_lime.*at most 7.5"), ({"element": "door"}, "allowed: wall, roof, floor"),
    ({"side": "above"}, "allowed: outside, inside"), ({"system": "heat pomp"}, 'did you mean "heat_pump"'), ({"material": ""}, "no material"),
    ({"buildings": []}, "names or ids"), ({"buildings": [3]}, "names or ids"), ({"buildings": [""]}, "names or ids"),
    ({"buildings": ["Batiment B"]}, 'did you mean "Bâtiment A"'), ({"colour": "red"}, 'has no "colour"'),
])  # fmt: skip
def test_what_cannot_be_is_refused(square: City, settings: dict, message: str) -> None:
    with pytest.raises(twin.TwinError, match=message):
        square.apply(twin.Renovate(ALL, **settings))


def test_neither_place_nor_buildings_is_refused(square: City) -> None:
    with pytest.raises(twin.TwinError, match=r"give where .* or buildings"):
        twin.Renovate(element="roof")
    with pytest.raises(twin.TwinError, match="needs an area"):
        square.apply(twin.Renovate("Rue Haute"))


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_every_heating_system(square: City, system: str) -> None:
    after = square.apply(twin.HeatPump(ALL, system=SYSTEMS[system].labels.fr))
    heated = energy(square).heated
    assert set(after.fabric.heating[heated]) == {system}
    assert SYSTEMS[system].labels in after.works[0].title
    assert after.works[0].costs[0].price is SYSTEMS[system].price
    assert "heated so already" in after.apply(twin.HeatPump(ALL, system=system)).notes[-1]


def test_heating_is_paid_by_the_dwelling(square: City) -> None:
    at = row(square, "Bâtiment A")
    pump = twin.HeatPump(buildings="Bâtiment A")
    assert pump.cost(square).value == pytest.approx(13000 * square.buildings.dwellings[at])


def test_buildings_travel_by_name_in_a_plan(square: City) -> None:
    items = [twin.Renovate(buildings=["Bâtiment A"], element="roof", material="hemp wool"), twin.HeatPump(buildings="Bâtiment A")]
    plan = Plan("Deux", items)
    back = Plan.from_geojson(plan.to_geojson(square), square)
    assert not plan.apply(square).fabric.differs(back.apply(square).fabric).any()
    assert not any("overlap" in note for note in plan.apply(square).notes)


def test_roofs_tell_the_buildings_below(square: City) -> None:
    at = row(square, "École Pasteur")
    cool = square.apply(twin.CoolRoof("École Pasteur", share=0.5))
    assert cool.fabric.roof_cover[at] == "cool_roof"
    assert cool.fabric.covered[at] == 0.5
    green = cool.apply(twin.GreenRoof("École Pasteur"))
    assert green.fabric.roof_cover[at] == "green_roof"
    assert green.fabric.covered[at] == 1
    assert energy(cool).overheating[0, at] < energy(square).overheating[0, at]


def test_a_city_without_buildings(city_of) -> None:  # type: ignore[no-untyped-def]
    meadow = city_of([(ALL, {"landuse": "meadow"})])
    assert "no heated building" in meadow.apply(twin.Renovate(ALL), twin.HeatPump(ALL)).notes[-1]


def test_every_insulant_that_fits_can_be_laid(square: City) -> None:
    for key, insulant in INSULANTS.items():
        for place in insulant.places:
            element, _, side = place.partition("_")
            done = twin.Renovate(ALL, element=element, material=key, side=side or "outside", target_r=4).carry_out(square).works[0]
            assert done.did
            assert bool(done.stored) == bool(insulant.biogenic)
            assert dataclasses.replace(done).kind == "Renovate"
