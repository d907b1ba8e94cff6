"""Buildings from tags: use, floors, height, year, dwellings, people; bridges and sentinels."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import shapely

from tests.conftest import map_of
from twin.city import City
from twin.tags.assemble import assemble

HOUSE = shapely.box(10, 10, 20, 20)  # 100 m²


def only(city_of: Callable[..., City], shape: shapely.Polygon = HOUSE, **tags: str):  # type: ignore[no-untyped-def]
    named = {k.replace("__", ":"): v for k, v in tags.items()}
    return city_of([(shape, {"building": "yes", **named})], width=100, height=100).buildings


@pytest.mark.parametrize(("tags", "use", "floors"), [
    ({"building": "apartments"}, "residential", 5), ({"building": "house"}, "residential", 2), ({"building": "yes"}, "residential", 2),
    ({"shop": "bakery"}, "retail", 1), ({"amenity": "school"}, "education", 3), ({"building": "garage"}, "annex", 1),
    ({"building": "church"}, "worship", 4), ({"building": "apartments", "building__levels": "3", "roof__levels": "1"}, "residential", 3.5),
    ({"height": "9.4"}, "residential", 3), ({"height": "9999"}, "residential", 2), ({"height": "-1"}, "residential", 2),
    ({"building__levels": "2;3"}, "residential", 2), ({"building__levels": "0"}, "residential", 1), ({"office": "lawyer"}, "office", 4),
])  # fmt: skip
def test_use_and_floors(city_of: Callable[..., City], tags: dict[str, str], use: str, floors: float) -> None:
    b = only(city_of, **tags)
    assert (b.use[0], b.floors[0]) == (use, floors)


def test_size_tells_the_use_of_plain_buildings(city_of: Callable[..., City]) -> None:
    assert only(city_of, shapely.box(0, 0, 4, 4)).use[0] == "annex"
    assert only(city_of, shapely.box(0, 0, 90, 90)).use[0] == "other"


def test_land_use_around_tells_the_use(city_of: Callable[..., City]) -> None:
    zone = (shapely.box(0, 0, 100, 100), {"landuse": "industrial"})
    assert city_of([zone, (HOUSE, {"building": "yes"})], width=100, height=100).buildings.use[0] == "industry"


def test_dwellings_and_people(city_of: Callable[..., City]) -> None:
    assert only(city_of, building="house").dwellings[0] == 1
    assert only(city_of, building__flats="12").dwellings[0] == 12
    flats = city_of([(shapely.box(0, 0, 50, 20), {"building": "apartments", "building:levels": "4"})], width=100, height=100)
    assert flats.buildings.dwellings[0] == round(4000 / 122)
    assert flats.people.total == pytest.approx(33 * 2.15)
    assert flats.people.density(flats.grid).sum() == pytest.approx(flats.people.total)
    office = city_of([(shapely.box(0, 0, 50, 20), {"building": "office", "building:levels": "2"})], width=100, height=100)
    assert office.people.total_jobs == pytest.approx(2000 / 25)


def test_years_are_borrowed_from_neighbours_and_flagged(city_of: Callable[..., City]) -> None:
    drawn = [
        (shapely.box(x, 10, x + 8, 20), {"building": "house", **({"start_date": y} if y else {})})
        for x, y in ((10, "1932"), (30, ""), (60, "1999"))
    ]
    b = city_of(drawn, width=100, height=100).buildings
    assert b.year.tolist() == [1932, 1932, 1999]
    assert b.imputed["year"].tolist() == [False, True, False]


@pytest.mark.parametrize("tags", [{"building": "bridge"}, {"building": "yes", "man_made": "bridge"}, {"building": "yes", "layer": "-1"},
                                  {"building": "yes", "location": "underground"}, {"building": "no"}])  # fmt: skip
def test_what_is_no_building(city_of: Callable[..., City], tags: dict[str, str]) -> None:
    city = city_of([(HOUSE, tags)], width=100, height=100)
    assert len(city.buildings) == 0
    assert city.land.area("roof") == 0


def test_a_building_on_the_river_is_a_bridge(city_of: Callable[..., City]) -> None:
    river, bridge = shapely.box(0, 40, 100, 60), shapely.box(45, 38, 55, 62)
    city = city_of([(river, {"natural": "water"}), (bridge, {"building": "yes"})], width=100, height=100)
    assert len(city.buildings) == 0
    assert city.land.area("water") == pytest.approx(2000)
    assert any("lying on water" in note for note in city.notes)


def test_green_roofs_are_read(city_of: Callable[..., City]) -> None:
    city = city_of([(HOUSE, {"building": "yes", "roof:material": "grass"})], width=100, height=100)
    assert city.land.area("green_roof") == pytest.approx(100)


def test_buildings_that_cross_the_box_stay_whole_and_those_outside_are_counted(city_of: Callable[..., City]) -> None:
    city = city_of(
        [(shapely.box(95, 0, 105, 10), {"building": "yes"}), (shapely.box(120, 0, 130, 10), {"building": "yes"})], width=100, height=100
    )
    assert city.buildings.footprint.tolist() == pytest.approx([100])
    assert city.land.area("roof") == pytest.approx(50)
    assert any("outside the box" in note for note in city.notes)


def test_buildings_cut_by_the_edge_of_the_file_are_drawn_but_not_counted(square: City) -> None:
    drawn = map_of([(shapely.box(0, 0, 10, 10), {"building": "yes"}), (shapely.box(20, 0, 30, 10), {"building": "yes"})], 100, 100)
    cut = replace(drawn, features=(drawn.features[0], replace(drawn.features[1], complete=False)))
    city = assemble(cut)
    assert len(city.buildings) == 1
    assert city.land.area("roof") == pytest.approx(200)
    assert any("cut by the edge" in note for note in city.notes)


def test_values_that_cannot_be_are_counted(city_of: Callable[..., City]) -> None:
    drawn = [
        (HOUSE, {"building": "yes", "height": "9999", "building:levels": "1000000"}),
        (shapely.LineString([(0, 50), (100, 50)]), {"highway": "residential", "lanes": "abc", "maxspeed": "none"}),
    ]
    notes = city_of(drawn, width=100, height=100).notes
    assert any("height 1, building:levels 1" in note for note in notes)
    assert any("2 values of lanes, width or maxspeed" in note for note in notes)
