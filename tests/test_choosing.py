"""Choosing materials: the table agrees with works and simulation, ranges hold the best guess, and claims follow from the numbers."""

from math import inf, nan

import pytest
import shapely

import twin
from twin.choosing import MaterialChoice
from twin.choosing.heats import heat_carbon
from twin.choosing.options import Span
from twin.choosing.text import fold, surely_hotter_inside
from twin.city import City
from twin.materials import INSULANTS, SYSTEMS, WINDOWS
from twin.models.carbon import conserved_energy_cost
from twin.stock.energy import energy


@pytest.fixture(scope="module")
def walls(square: City) -> MaterialChoice:
    return twin.compare_materials(square, "Bâtiment A")


@pytest.fixture(scope="module")
def both(square: City) -> MaterialChoice:
    return twin.compare_materials(square, "Bâtiment A", side="both")


def test_all_that_fits_is_there(walls: MaterialChoice, both: MaterialChoice) -> None:
    assert {c.option.key for c in walls.choices} == {key for key, row in INSULANTS.items() if "wall_outside" in row.places}
    assert len(both.choices) == sum(len({"wall_outside", "wall_inside"} & set(row.places)) for row in INSULANTS.values())


def test_it_agrees_with_the_works_and_the_energy_of_the_city(square: City, walls: MaterialChoice) -> None:
    """The same wall renovated in the city: the same heat saved, the same carbon, the same cost with its range."""
    at, choice = walls.row, walls["wood_fibre_board"]
    after = square.apply(twin.Renovate(buildings="Bâtiment A", material="wood_fibre_board", target_r=4))
    assert walls.need == pytest.approx(energy(square).need[at], rel=1e-6)
    assert choice.saved.value == pytest.approx(energy(square).need[at] - energy(after).need[at], rel=1e-6)
    assert choice.hot.value == pytest.approx(energy(after).overheating[0, at], rel=1e-6)
    (work,) = after.works
    for side in ("value", "low", "high"):
        assert getattr(choice.option.made, side) * walls.area == pytest.approx(sum(getattr(line, side) for line in work.carbon))
        assert getattr(choice.cost, side) == pytest.approx(sum(getattr(line, side) for line in work.costs))
    assert choice.option.stored.value * walls.area == pytest.approx(sum(line.value for line in work.stored))


def test_payback_and_cost_by_hand(walls: MaterialChoice) -> None:
    choice = walls["eps"]
    made = 4 * 0.038 * 17 * 2.86 + 7.5
    assert choice.option.made.value == pytest.approx(made)
    assert choice.payback["gas_boiler"].value == pytest.approx(made * walls.area / (choice.saved.value * 0.227 / 0.87))
    cost = (131 + 15.2 * 0.75) * walls.area
    assert choice.per_kwh.value == pytest.approx(float(conserved_energy_cost(cost, 50, 0.03, choice.saved.value)))
    assert choice.net["gas_boiler"].value == pytest.approx(made * walls.area - 50 * choice.saved.value * 0.227 / 0.87)


def test_best_guesses_lie_inside_their_ranges(both: MaterialChoice) -> None:
    for c in both.choices:
        spans = [
            c.option.made,
            c.option.cost,
            c.option.stored,
            c.option.mass,
            c.saved,
            c.hot,
            c.cost,
            c.per_kwh,
            *c.payback.values(),
            *c.net.values(),
        ]
        for span in spans:
            assert span is not None
            assert span.low <= span.value <= span.high, (c.option.key, span)


def test_the_heating_decides_the_payback_not_the_ranking_by_the_kilogram(walls: MaterialChoice) -> None:
    system, material = fold(walls)
    assert system.value > material.value
    assert system.low == pytest.approx((0.272 / 0.88) / (0.150 / 2.8))
    assert system.low < system.value < system.high
    assert material.low < material.value < material.high
    assert "at best guesses, though the ranges overlap" in walls.text()
    assert "what heats the building decides first" in walls.text()
    worst_gas = max(c.payback["gas_boiler"].high for c in walls.choices)
    assert worst_gas < 5  # years: even in the worst case of the worst material, "in weeks to a year" at best guesses
    assert max(c.payback["gas_boiler"].value for c in walls.choices) < 2
    order = {key: [c.option.key for c in sorted(walls.choices, key=lambda c: c.payback[key].value)] for key in SYSTEMS}
    assert len({tuple(keys) for keys in order.values()}) == 1
    by_kilogram = sorted((c.option.key for c in walls.choices), key=lambda key: INSULANTS[key].carbon)
    assert by_kilogram != order["gas_boiler"]
    assert "By the kilogram polystyrene, graphite [unverified] emits most" in walls.text()


def test_the_claim_turns_with_the_numbers(square: City) -> None:
    """From timber to aluminium windows carbon differs more than from oil to a heat pump: the text says so."""
    windows = twin.compare_materials(square, "Bâtiment A", element="windows")
    system, material = fold(windows)
    assert material.value > system.value == pytest.approx(heat_carbon("oil_boiler") / heat_carbon("heat_pump"))
    assert "here the material decides first" in windows.text()
    assert {c.option.key for c in windows.choices} == set(WINDOWS)


def test_insulated_inside_summers_are_hotter(both: MaterialChoice) -> None:
    assert surely_hotter_inside(both)
    assert "the mass of the walls still cools the rooms" in both.text()
    assert "la masse des murs rafraîchit encore" in both.text("fr")


def test_badges_are_seen_wherever_a_material_is_named(both: MaterialChoice) -> None:
    for lang, badge in (("en", "[unverified]"), ("fr", "[non vérifié]")):
        text = both.text(lang)
        for c in both.choices:
            lines = [line for line in text.splitlines() if line.startswith(f"{c.option.labels.to(lang)} (")]
            assert len(lines) == 2 * sum(other.option.key == c.option.key for other in both.choices)
            assert all((badge in line) == (not c.option.verified) for line in lines)
    assert "* [unverified]" in both.text()


def test_french_is_whole_and_spaced(both: MaterialChoice) -> None:
    text = both.text("fr")
    assert "[unverified]" not in text
    assert not any(f" {mark}" in text for mark in ":;!?%")  # the space before is no-break
    assert str(both) == both.text("en")


def test_roof_floor_and_chosen_materials(square: City) -> None:
    roof = twin.compare_materials(
        square, "École Pasteur", element="roof", target_r=7, materials=["Blown cellulose", "Polyurethane board", "cellulose"]
    )
    assert {c.option.key for c in roof.choices} == {"cellulose", "polyurethane"}
    assert all(c.option.side == "" for c in roof.choices)
    assert roof.area == pytest.approx(2800, rel=1e-6)
    assert "decides first" not in twin.compare_materials(square, "École Pasteur", element="floor", materials="xps").text()


def test_nothing_saved_is_said(square: City) -> None:
    """New windows worse than what is there save nothing: never paid back."""
    better = square.apply(twin.Renovate(buildings="Bâtiment A", element="windows", material="timber_triple"))
    found = twin.compare_materials(better, "Bâtiment A", element="windows", materials=["aluminium_double"])
    (choice,) = found.choices
    assert choice.payback["gas_boiler"].value == inf
    assert choice.per_kwh.value == inf
    assert "∞" in found.text()
    assert found["aluminium_double"] is choice


def test_by_id_and_what_lies_between_neighbours(square: City, walls: MaterialChoice) -> None:
    by_id = twin.compare_materials(square, str(square.buildings.ids[walls.row]), materials=["eps"])
    assert by_id["eps"].saved.value == pytest.approx(walls["eps"].saved.value)
    with pytest.raises(twin.TwinError, match='no "glass_wool" among these materials: eps'):
        by_id["glass_wool"]


@pytest.mark.parametrize(("settings", "message"), [
    ({"building": "Batiment B"}, 'did you mean "Bâtiment A"'), ({"building": ""}, "name or id"), ({"building": 3}, "name or id"),
    ({"element": "door"}, "allowed: wall, roof, floor, windows"), ({"side": "above"}, "allowed: outside, inside, both"),
    ({"target_r": 0}, "target_r"), ({"target_r": -1}, "target_r"), ({"target_r": nan}, "target_r"), ({"target_r": "4"}, "target_r"),
    ({"target_r": True}, "target_r"), ({"target_r": 12}, "more than the 60 cm"), ({"years": 0}, "years"), ({"years": inf}, "years"),
    ({"rate": -0.1}, "rate"), ({"rate": 3}, "rate"), ({"materials": []}, "materials is empty"), ({"materials": ["wod"]}, "no material is called"),
    ({"materials": ["glass wool"]}, "glass_wool does not go to walls from outside"), ({"materials": ["pvc_double"]}, "is a window"),
    ({"element": "windows", "materials": ["eps"]}, '"eps" is no window'), ({"side": "both", "materials": ["xps"]}, "none of xps goes to the wall"),
])  # fmt: skip
def test_what_cannot_be_is_refused(square: City, settings: dict, message: str) -> None:
    with pytest.raises(twin.TwinError, match=message):
        twin.compare_materials(square, **{"building": "Bâtiment A", **settings})


def test_other_hostile_calls(square: City, city_of) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(twin.TwinError, match="takes a city"):
        twin.compare_materials("Redon", "Bâtiment A")  # type: ignore[arg-type]
    town = city_of([
        (shapely.box(0, 0, 10, 10), {"building": "house", "name": "Jumelle"}), (shapely.box(50, 0, 60, 10), {"building": "house", "name": "Jumelle"}),
        (shapely.box(0, 50, 10, 60), {"building": "garage", "name": "Box"}),
    ])  # fmt: skip
    with pytest.raises(twin.TwinError, match='2 buildings are called "Jumelle": give the id of one'):
        twin.compare_materials(town, "Jumelle")
    with pytest.raises(twin.TwinError, match='"Box" is not heated'):
        twin.compare_materials(town, "Box")


def test_spans_scale() -> None:
    assert Span(2, 1, 4) * 2 / 4 == Span(1, 0.5, 2)
