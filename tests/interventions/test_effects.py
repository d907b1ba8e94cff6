"""What each intervention does to the test square, to the square metre."""

import numpy as np
import pytest
import shapely

import twin
from twin.city import City
from twin.models.trees import crown_diameter

PARK_AND_CARS = shapely.box(0, 0, 200, 110)


def test_depave_takes_paving_only(square: City) -> None:
    after = square.apply(twin.Depave(where=shapely.box(0, 0, 200, 200), to="meadow"))
    for kept in ("roof", "carriageway", "lawn", "water"):
        assert after.land.area(kept) == pytest.approx(square.land.area(kept))
    assert sum(after.land.area(k) for k in ("asphalt", "paved", "yard")) == pytest.approx(0, abs=1e-6)
    assert after.land.area("meadow") == pytest.approx(sum(square.land.area(k) for k in ("asphalt", "paved", "yard")))


def test_depave_by_name_is_exact(square: City) -> None:
    after = square.apply(twin.Depave(where="grand parking", to="rain garden"))
    assert after.land.area("rain_garden") == pytest.approx(2000)
    assert after.works[0].cost == pytest.approx(2000 * 100)


def test_a_planting_pit_of_five_square_metres_counts(square: City) -> None:
    pit = shapely.box(31.1, 41.3, 33.6, 43.3)
    assert square.apply(twin.Depave(where=pit)).land.area("lawn") - square.land.area("lawn") == pytest.approx(5, abs=1e-9)


def test_trees_keep_their_distance_and_the_ground(square: City) -> None:
    after = square.apply(twin.PlantTrees(along="Rue Haute", spacing=10, species="plane", age=10))
    new = np.stack([after.trees.x, after.trees.y], axis=1)[len(square.trees) :]
    assert len(new) >= 30
    assert set(np.round(abs(new[:, 1] - 100), 2)) == {5.75}  # half of 9.5 m and a metre behind the kerb
    np.testing.assert_array_equal(after.land.fractions, square.land.fractions)
    assert after.land.canopy.sum() > square.land.canopy.sum()
    assert after.trees.crown[-1] == pytest.approx(5.8, abs=0.05)


def test_no_tree_on_roofs_carriageways_or_other_trees(square: City) -> None:
    after = square.apply(twin.PlantTrees(where=shapely.box(0, 0, 200, 200), spacing=5))
    x, y = after.trees.x[2:], after.trees.y[2:]
    assert not set(square.land.at(x, y)) & {"roof", "carriageway"}
    assert np.hypot(x - 150, y - 50).min() >= 3


def test_planting_twice_in_the_same_place_plants_once(square: City) -> None:
    trees = twin.PlantTrees(along="Rue Haute")
    again = square.apply(trees, trees)
    assert "nothing changed" in again.notes[-1]


@pytest.mark.parametrize(
    ("species", "years", "crown"), [("plane", 5, 3.7), ("plane", 10, 5.8), ("plane", 20, 8.9), ("plane", 30, 11.0), ("plane", 40, 12.5)]
)
def test_plane_crowns_match_the_urban_tree_database(species: str, years: int, crown: float) -> None:
    """McPherson et al. 2016, Platanus x acerifolia, Northeast: crown trajectory to the printed decimal."""
    assert crown_diameter(species, years) == pytest.approx(crown, abs=0.06)


def test_roofs(square: City) -> None:
    green = square.apply(twin.GreenRoof(where="École Pasteur"))
    assert green.land.area("green_roof") == pytest.approx(2800)
    half = square.apply(twin.CoolRoof(where="École Pasteur", share=0.5))
    assert half.land.area("cool_roof") == pytest.approx(1400)
    assert square.apply(twin.CoolRoof(where="École Pasteur"), twin.GreenRoof(where="École Pasteur")).land.area("cool_roof") == 0


def test_light_paving_leaves_streets_unless_asked(square: City) -> None:
    area = shapely.box(0, 0, 200, 200)
    assert square.apply(twin.LightPaving(where=area)).land.area("carriageway") == pytest.approx(square.land.area("carriageway"))
    assert square.apply(twin.LightPaving(where=area, carriageways=True)).land.area("carriageway") == 0


def test_bike_lane_takes_the_parking(square: City) -> None:
    after = square.apply(twin.BikeLane(along="rue haute", replaces="parking"))
    row = square.street("Rue Haute")[0]
    assert (square.streets.parking_left[row], after.streets.parking_left[row]) == ("parallel", "")
    assert after.streets.cycle_left[row] == after.streets.cycle_right[row] == "lane"
    assert "73 parking spaces lost" in after.notes[-1]  # 2 × 200 m / 5.5 m
    assert after.works[0].cost == pytest.approx(400 * 15, rel=1e-3)
    assert after.land is square.land


@pytest.mark.parametrize(("settings", "message"), [
    ({"along": "Rue Haute", "width": 2.5}, "does not fit.*What fits"), ({"along": "Avenue Basse"}, "does not fit"),
    ({"along": "Avenue Basse", "replaces": "verge"}, "no verge"), ({"along": "Rue Basse"}, 'did you mean "Avenue Basse" or "Rue Haute"|did you mean'),
    ({}, "give either along"), ({"along": "Rue Haute", "where": "Rue Haute"}, "give either along"), ({"where": "Parc des Érables"}, "no street"),
    ({"where": shapely.box(0, 0, 9, 9)}, "needs a line"), ({"along": "Rue Haute", "replaces": "cars"}, "allowed: parking, car lane, verge, nothing"),
])  # fmt: skip
def test_bike_lanes_that_cannot_be(square: City, settings: dict, message: str) -> None:
    with pytest.raises(twin.TwinError, match=message):
        square.apply(twin.BikeLane(**settings))


def test_bike_lane_in_place_of_a_car_lane(square: City) -> None:
    after = square.apply(twin.BikeLane(along="Avenue Basse", replaces="car lane", side="right"))
    row = square.street("Avenue Basse")[0]
    assert (square.streets.lanes[row], after.streets.lanes[row]) == (2, 1)
    assert after.streets.cycle_left[row] == ""


def test_bike_lane_on_a_verge_paves_it(city_of) -> None:  # type: ignore[no-untyped-def]
    street = (shapely.LineString([(0, 50), (100, 50)]), {"highway": "tertiary", "name": "Route Verte", "sidewalk": "no"})
    city = city_of([street, (shapely.box(0, 0, 100, 100), {"landuse": "grass"})], width=100, height=100)
    after = city.apply(twin.BikeLane(along="Route Verte", replaces="verge", width=2))
    assert after.land.area("asphalt") == pytest.approx(400, rel=0.01)
    assert city.land.area("lawn") - after.land.area("lawn") == pytest.approx(400, rel=0.01)


def test_overlaps_are_reported(square: City) -> None:
    plan = twin.Plan("Twice", [twin.Depave(where="Grand Parking"), twin.LightPaving(where="Grand Parking")])
    after = square.apply(plan)
    assert any("overlap on 2000 m²" in note for note in after.notes) or "nothing changed" in after.notes[-1]


def test_partly_outside_is_counted(square: City) -> None:
    after = square.apply(twin.Depave(where=shapely.box(-50, 20, 60, 70)))
    assert "2\u202f500 m² lie outside the map" in after.notes[-1]


def test_a_second_lane_on_the_same_street_is_not_laid(square: City) -> None:
    lane = twin.BikeLane(along="Rue Haute")
    twice = square.apply(lane, twin.BikeLane(along="Rue Haute", replaces="nothing"))
    assert "already" in twice.notes[-1]
    assert twice.works[-1].cost == 0


def test_a_shape_may_come_first_and_equal_interventions_are_equal() -> None:
    assert twin.Depave("Grand Parking", to="meadow") == twin.Depave(where="Grand Parking", to="meadow")
    assert len({twin.Depave("a"), twin.Depave("a"), twin.Depave(shapely.box(0, 0, 1, 1)), twin.Depave(shapely.box(0, 0, 1, 1))}) == 2
    assert twin.PlantTrees("Parc des Érables", species="Lime").species == "lime"


def test_errors_name_the_intervention_once() -> None:
    with pytest.raises(twin.TwinError) as error:
        twin.BikeLane()
    assert str(error.value).count("BikeLane") == 1
