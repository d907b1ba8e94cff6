"""What metrics say of towns whose answer is known: closed forms, directions, edges."""

from collections.abc import Callable
from dataclasses import replace
from math import isfinite, pi, radians, tan

import numpy as np
import pytest
import shapely

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import evaluate
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.metrics import METRICS
from twin.metrics.outdoors import building_heights, building_shade
from twin.models.runoff import curve_number_runoff

Build = Callable[..., City]
Shapes = list[tuple[shapely.Geometry, dict[str, str]]]
ALL = shapely.box(0, 0, 300, 300)
ASPHALT: Shapes = [(ALL, {"amenity": "parking", "surface": "asphalt"})]
MEADOW: Shapes = [(ALL, {"landuse": "meadow"})]
GRASS = {"area:highway": "pedestrian", "surface": "grass"}  # a lawn that lies above car parks in the order of burning
HOME = (shapely.box(140, 60, 150, 70), {"building": "apartments", "building:levels": "3", "building:flats": "10"})


def value(city: City, key: str, **assume: float) -> float:
    return evaluate(city, [key], assume=assume)[key].value


def tree(x: float, y: float, crown: float = 6.0) -> tuple[shapely.Geometry, dict[str, str]]:
    return shapely.Point(x, y), {"natural": "tree", "diameter_crown": str(crown)}


# -- directions ----------------------------------------------------------------------------------------------
def test_planting_trees_cools_and_shades(town: City) -> None:
    planted = town.apply(PlantTrees(where="Parking", age=30))
    for key in ("hot_ground", "air_warming"):
        assert value(planted, key) < value(town, key)
    for key in ("canopy", "indi_en_cooling", "indi_en_permeability", "indi_en_biodiversity"):
        assert value(planted, key) > value(town, key)
    for key in ("sealed", "biotope", "runoff", "mesh", "artificialised"):  # the ground stays what it was
        assert value(planted, key) == value(town, key)


def test_depaving_gives_ground_back(town: City) -> None:
    opened = town.apply(Depave(where="Parking", to="meadow"))
    for key in ("sealed", "runoff", "air_warming"):
        assert value(opened, key) < value(town, key)
    for key in ("biotope", "nature_access", "mesh", "indi_en_cooling", "indi_en_permeability", "indi_en_biodiversity"):
        assert value(opened, key) > value(town, key)
    assert value(town, "sealed") - value(opened, "sealed") == pytest.approx(0.54, abs=1e-9)


@pytest.mark.parametrize(("side", "to", "gained"), [(40, "shrubs", 0.0), (60, "shrubs", 0.36), (120, "lawn", 0.0)])
def test_the_official_rule_sees_woody_ground_from_2500_m2_and_lawns_never(
    build: Build, streets: Shapes, side: float, to: str, gained: float
) -> None:
    before = build(streets)
    after = before.apply(Depave(where=shapely.box(100, 20, 100 + side, 20 + side), to=to))
    assert value(before, "artificialised") == 9.0
    assert value(before, "artificialised") - value(after, "artificialised") == pytest.approx(gained, abs=1e-9)
    assert value(before, "sealed") - value(after, "sealed") == pytest.approx(side**2 / 1e4, abs=1e-9)


def test_trees_over_a_lawn_take_it_out_of_the_official_count(build: Build) -> None:
    """Grass is herbaceous (A4) until a quarter of it stands under trees: the same hectare of lawn, without and with crowns."""
    lawn = build([*ASPHALT, (shapely.box(100, 100, 200, 200), GRASS)])
    assert value(lawn, "artificialised") == 9.0
    assert value(lawn, "sealed") == pytest.approx(8.0)
    planted = lawn.apply(PlantTrees(where=shapely.box(100, 100, 200, 200), age=40))
    assert value(planted, "artificialised") == pytest.approx(8.0)
    assert value(planted, "artificialised", woody_from=1.01) == 9.0


# -- closed forms --------------------------------------------------------------------------------------------
def test_one_cover_has_its_own_coefficients(build: Build) -> None:
    asphalt, meadow = build(ASPHALT), build(MEADOW)
    assert value(asphalt, "air_warming") == pytest.approx((1 - (0.2 * 0.10 + 0.2 * 0.35)) * 3.5)
    assert value(meadow, "air_warming") == pytest.approx((1 - (0.2 * 0.20 + 0.2 * 0.85)) * 3.5)
    assert (value(asphalt, "sealed"), value(meadow, "sealed")) == (pytest.approx(9.0), pytest.approx(0.0, abs=1e-9))
    assert (value(asphalt, "biotope"), value(meadow, "biotope")) == (pytest.approx(0.0, abs=1e-9), pytest.approx(1.0))
    assert value(meadow, "mesh") == pytest.approx(9.0)
    assert [value(meadow, f"indi_en_{k}") for k in ("cooling", "permeability", "biodiversity")] == pytest.approx([0.5, 1.0, 0.6])


def test_hot_ground_agrees_with_the_trial_of_the_comfort_model(build: Build) -> None:
    """38.6 °C on asphalt in the sun, 32.4 °C under a tree over asphalt, on the same afternoon (tests/published/test_comfort_shade.py)."""
    city = build([*ASPHALT, tree(155, 155, 40)])
    felt = evaluate(city, ["hot_ground"]).map("hot_ground")
    assert felt[0, 0] == pytest.approx(38.6, abs=0.1)
    assert np.nanmin(felt) == pytest.approx(32.4, abs=0.1)
    assert value(city, "hot_ground") == pytest.approx(100 - value(city, "canopy"))
    assert value(city, "hot_ground", hot_from=39) == 0


def test_crowns_lie_above_the_ground(build: Build) -> None:
    """A crown over asphalt cools as a crown, 0.6 + 0.2 × 0.15 + 0.2 × 1.15, and adds no green area."""
    rise = evaluate(build([*ASPHALT, tree(155, 155, 40)]), ["air_warming"]).map("air_warming")
    assert rise.min() == pytest.approx((1 - (0.6 + 0.2 * 0.15 + 0.2 * 1.15)) * 3.5)
    assert rise.max() == pytest.approx((1 - (0.2 * 0.10 + 0.2 * 0.35)) * 3.5)


def test_nature_access_shares_a_park_among_those_who_reach_it(build: Build) -> None:
    park = (shapely.box(100, 200, 200, 250), GRASS)  # 5 000 m²
    city = build([*ASPHALT, park, HOME])
    assert value(city, "nature_access") == pytest.approx(5000 / city.people.total, rel=1e-9)
    assert value(city, "nature_access", access_radius=100) == pytest.approx(0, abs=1e-9)
    assert value(build([*MEADOW]), "nature_access") == 0  # nobody lives there


def test_mesh_is_the_sum_of_squares(build: Build) -> None:
    two = [(shapely.box(0, 0, 100, 100), GRASS), (shapely.box(200, 200, 250, 300), GRASS)]
    city = build([*ASPHALT, *two])
    assert value(city, "mesh") == pytest.approx((1.0**2 + 0.5**2) / 9)
    assert set(np.unique(evaluate(city, ["mesh"]).map("mesh").round(9))) == {0.0, 0.5, 1.0}


def test_indi_en_counts_trees_by_their_crown(build: Build) -> None:
    crowns = [tree(50, 50, 2 * (8 / pi) ** 0.5), tree(150, 150, 2 * (30 / pi) ** 0.5), tree(250, 250, 2 * (90 / pi) ** 0.5)]
    city = build([*MEADOW, *crowns])
    assert value(city, "indi_en_cooling") == pytest.approx((0.5 * 90_000 + 8 + 30 + 90) / 90_000)
    assert value(city, "indi_en_biodiversity") == pytest.approx((0.6 * 90_000 + 5 + 20 + 70) / 90_000)
    assert evaluate(city, ["indi_en_cooling"]).map("indi_en_cooling").mean() == pytest.approx(value(city, "indi_en_cooling"))


WOOD = (shapely.box(0, 200, 300, 300), {"natural": "wood"})  # a third of the map, 130 m north of the home


@pytest.mark.parametrize(
    ("trees", "assume", "met"),
    [(3, {}, 100), (2, {}, 0), (3, {"least_green": 5}, 0), (3, {"least_canopy": 0.4}, 0), (3, {"longest_walk": 100}, 0),
     (0, {"sight": 160}, 100)],
)  # fmt: skip
def test_3_30_300_needs_all_three(build: Build, trees: int, assume: dict[str, float], met: float) -> None:
    """Three trees 25 m away, a third of canopy, a wood of 3 ha at 135 m; trees of the wood count when it is in sight."""
    city = build([WOOD, HOME, *(tree(145 + 25 * (i - 1), 40) for i in range(trees))])
    assert value(city, "rule_3_30_300", **assume) == met


def test_cost_adds_up(town: City) -> None:
    assert value(town, "cost") == 0
    done = town.apply(Depave(where="Parking", to="lawn"), PlantTrees(where="Place", age=20))
    reading = evaluate(done, ["cost"])["cost"]
    lines = [line for work in done.works for line in work.costs]
    assert reading.value == pytest.approx(sum(line.quantity * float(line.price) for line in lines))
    assert reading.value > 5400 * 60
    values = reading.working.values()
    assert values["cost_low"] < values["cost"] < values["cost_high"]


# -- cells ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "key", ["sealed", "runoff", "canopy", "biotope", "indi_en_cooling", "indi_en_permeability", "indi_en_biodiversity"]
)
def test_totals_do_not_depend_on_the_cell_size(key: str, build: Build, everything: Shapes) -> None:
    """Unmapped yards are set to one sealed share, because how dense their surroundings are is judged on cells."""
    same = {f"yard_sealed.{density}": 0.5 for density in ("sparse", "medium", "dense")}
    found = [value(build(everything, cell), key, **same) for cell in (5.0, 10.0, 15.0, 60.0)]
    assert found == pytest.approx([found[0]] * 4, rel=1e-6)


@pytest.mark.parametrize("key", sorted(METRICS))
@pytest.mark.parametrize("cell", [300.0, 10.0])
def test_towns_without_this_or_that(key: str, cell: float, build: Build, everything: Shapes, bare: Shapes) -> None:
    """One cell, no building, no tree, nothing at all: a finite number, and a working that gives it."""
    without = [
        everything,
        [(s, t) for s, t in everything if "building" not in t],
        [(s, t) for s, t in everything if "natural" not in t],
        bare,
        [(shapely.LineString([(0, 150), (300, 150)]), {"highway": "residential"})],
        [(ALL, {"landuse": "farmland"}), (shapely.box(0, 0, 30, 30), {"natural": "scrub"})],
    ]
    for shapes in without:
        reading = evaluate(build(shapes, cell), [key])[key]
        assert isfinite(reading.value)
        assert reading.working.values()[key] == pytest.approx(reading.value, rel=1e-5, abs=1e-6)


# -- shade of buildings --------------------------------------------------------------------------------------
def test_a_building_shades_the_ground_behind_it(build: Build) -> None:
    tower = (shapely.box(140, 140, 160, 160), {"building": "yes", "height": "40"})
    city = build([*ASPHALT, tower])
    elevation, azimuth = 40.0, 180.0
    height = building_heights(city.buildings, city.grid)
    dark = building_shade(city.buildings, city.grid, elevation, azimuth)
    assert (height > 0).sum() == 4
    assert np.unique(height[height > 0]) == pytest.approx(city.buildings.height)
    long = city.buildings.height[0] / tan(radians(elevation))
    north = dark.copy()
    north[14:16] = False
    assert north.sum() == 2 * int(np.floor(long / 10 + 0.5))
    felt = evaluate(city, ["hot_ground"], assume={"sun_elevation": elevation, "sun_azimuth": azimuth}).map("hot_ground")
    assert felt[12, 14] < felt[20, 14] - 4
    shared = city.apply(Depave(where=shapely.box(0, 0, 50, 50), to="lawn"))
    assert building_shade(shared.buildings, shared.grid, elevation, azimuth) is dark


def test_higher_sun_or_no_sun_refused(town: City) -> None:
    assert value(town, "hot_ground", direct=0) < value(town, "hot_ground")
    with pytest.raises(TwinError, match="elevation of the sun"):
        value(town, "hot_ground", sun_elevation=0)
    with pytest.raises(TwinError, match=r"UTCI takes air.*wind of 0\.5"):
        value(town, "hot_ground", wind=0.2)


def test_the_weather_is_the_citys_own(town: City) -> None:
    cooler = replace(town, climate=replace(town.climate, air_temperature=25.0))
    assert value(cooler, "hot_ground") == 0


BED = shapely.box(20, 20, 45, 40)


def test_rain_gardens_keep_the_rain_of_the_paving_around_them(square: City) -> None:
    """500 m² of garden in place of a car park: they keep their own rain and that of the paving that drains to them."""
    lawn = evaluate(square.apply(Depave(where=BED, to="lawn")), ["runoff"])["runoff"].value
    alone = {"garden_drains": 0.0}
    after = square.apply(Depave(where=BED, to="rain garden"))
    none_drained = evaluate(after, ["runoff"], alone)["runoff"].value
    assert none_drained <= lawn
    drained = evaluate(after, ["runoff"])["runoff"].value
    paving_depth = float(curve_number_runoff(31.6, 98))
    assert none_drained - drained == pytest.approx(paving_depth * 5 * 500 / 1000, rel=1e-6)  # 5 m² each, all of it held
    shallow = evaluate(after, ["runoff"], {"garden_depth": 1.0})["runoff"].value
    assert drained < shallow < none_drained


def test_rain_gardens_cannot_drain_more_than_the_map_has(square: City) -> None:
    everything = square.apply(Depave(where=shapely.box(0, 0, 200, 200), to="rain garden"))
    assert evaluate(everything, ["runoff"], {"garden_drains": 1000.0})["runoff"].value > -1e-6
