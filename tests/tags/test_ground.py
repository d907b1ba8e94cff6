"""Land covers from tags."""

from collections.abc import Callable

import numpy as np
import pytest
import shapely

from twin.city import City
from twin.covers import INDEX
from twin.tags.ground import AREAS, SURFACES, area_cover, area_rule
from twin.trees import crowns

PLOT = shapely.box(20, 20, 60, 60)


@pytest.mark.parametrize(("tags", "cover"), [
    ({"amenity": "parking"}, "asphalt"), ({"amenity": "parking", "surface": "grass_paver"}, "permeable_paving"),
    ({"amenity": "school", "surface": "asphalt"}, "asphalt"), ({"leisure": "pitch", "sport": "soccer"}, "lawn"),
    ({"leisure": "pitch", "sport": "tennis"}, "paved"), ({"leisure": "pitch", "sport": "boules"}, "bare_soil"),
    ({"leisure": "pitch", "surface": "artificial_turf"}, "paved"), ({"place": "square"}, "paved"), ({"place": "square", "surface": "gravel"}, "gravel"),
    ({"highway": "pedestrian", "area": "yes"}, "paved"), ({"landuse": "grass", "leisure": "park"}, "lawn"), ({"natural": "wood"}, "wood"),
    ({"landuse": "railway"}, "ballast"), ({"landuse": "farmland"}, "field"), ({"leisure": "garden"}, "shrubs"), ({"natural": "water"}, "water"),
])  # fmt: skip
def test_area_covers(city_of: Callable[..., City], tags: dict[str, str], cover: str) -> None:
    assert city_of([(PLOT, tags)], width=100, height=100).land.area(cover) == pytest.approx(1600)


@pytest.mark.parametrize("tags", [{"amenity": "parking", "parking": "underground"}, {"leisure": "park", "layer": "-1"}, {"amenity": "bench"},
                                  {"landuse": "residential"}, {"boundary": "administrative"}])  # fmt: skip
def test_what_paints_nothing_is_yard(city_of: Callable[..., City], tags: dict[str, str]) -> None:
    assert city_of([(PLOT, tags)], width=100, height=100).land.area("yard") == pytest.approx(10_000)


def test_every_rule_and_surface_names_a_cover() -> None:
    assert {rule.cover for rule in AREAS} | set(SURFACES.values()) <= set(INDEX)
    for rule in AREAS:
        for value in rule.values:
            tags = {rule.key: value}
            assert area_cover(tags, area_rule(tags)) == rule.cover  # type: ignore[arg-type]


def test_watercourses_have_a_width_where_no_area_is_drawn(city_of: Callable[..., City]) -> None:
    line = shapely.LineString([(0, 50), (100, 50)])
    assert city_of([(line, {"waterway": "river"})], width=100, height=100).land.area("water") == pytest.approx(1000, rel=1e-3)
    both = [(line, {"waterway": "river"}), (shapely.box(0, 40, 100, 60), {"natural": "water"})]
    assert city_of(both, width=100, height=100).land.area("water") == pytest.approx(2000)
    assert city_of([(line, {"waterway": "stream", "tunnel": "culvert"})], width=100, height=100).land.area("water") == 0


def test_a_bridge_passes_over_water(city_of: Callable[..., City]) -> None:
    street = shapely.LineString([(50, 0), (50, 100)])
    drawn = [(shapely.box(0, 40, 100, 60), {"natural": "water"}), (street, {"highway": "residential", "bridge": "yes", "sidewalk": "both"})]
    land = city_of(drawn, width=100, height=100).land
    assert land.area("carriageway") == pytest.approx(500, rel=1e-3)
    assert land.area("water") == pytest.approx(2000 - 20 * 8, rel=1e-3)


def test_crowns_have_the_area_of_their_circle() -> None:
    crown = crowns(np.array([0.0]), np.array([0.0]), np.array([8.0]))[0]
    assert crown.area == pytest.approx(np.pi * 16, rel=1e-12)


def test_trees_rows_and_woods_are_canopy(city_of: Callable[..., City]) -> None:
    drawn = [
        (shapely.Point(80, 80), {"natural": "tree", "diameter_crown": "10"}), (shapely.Point(80, 20), {"natural": "tree", "diameter_crown": "999"}),
        (shapely.LineString([(10, 10), (60, 10)]), {"natural": "tree_row"}), (shapely.box(10, 50, 40, 80), {"natural": "wood"}),
    ]  # fmt: skip
    city = city_of(drawn, width=100, height=100)
    canopy = city.land.canopy.sum() * 25
    assert canopy == pytest.approx(np.pi * (25 + 2.8**2) + 50 * 6 + np.pi * 9 + 900, rel=5e-3)
    assert len(city.trees) == 2
    assert city.land.area("wood") == pytest.approx(900)
