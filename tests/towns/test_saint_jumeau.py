"""Saint-Jumeau: the stored map is what the plan draws, it is the town it claims to be, and nothing stands in anything else."""

import json

import numpy as np
import pytest
import shapely

from tests.towns import ground
from twin.errors import TwinError
from twin.features import MapFeatures
from twin.seeds import seed_path
from twin.towns import saint_jumeau_features
from twin.towns.saint_jumeau import FILE, build
from twin.towns.stored import read_geojson, to_geojson


@pytest.fixture(scope="module")
def town() -> MapFeatures:
    return saint_jumeau_features()


def test_the_stored_map_is_what_the_plan_draws(town: MapFeatures) -> None:
    drawn = build()
    assert [f.id for f in drawn.features] == [f.id for f in town.features]
    assert [dict(f.tags) for f in drawn.features] == [dict(f.tags) for f in town.features]
    assert drawn.bounds == town.bounds
    for ours, theirs in zip(drawn.features, town.features, strict=True):  # a last digit may differ between builds of GEOS
        assert shapely.equals_exact(ours.geometry, theirs.geometry, tolerance=2e-7, normalize=True), ours.id


def test_storing_and_reading_back_changes_nothing(town: MapFeatures) -> None:
    assert to_geojson(town) == seed_path(FILE).read_text(encoding="utf-8")


def test_the_file_is_small_plain_geojson_with_one_feature_on_a_line() -> None:
    text = seed_path(FILE).read_text(encoding="utf-8")
    assert len(text.encode()) < 1.2e6
    stored = json.loads(text)
    assert stored["type"] == "FeatureCollection"
    assert stored["name"] == "Saint-Jumeau"
    assert len(stored["bbox"]) == 4
    assert len(text.splitlines()) == len(stored["features"]) + 2
    assert all(f["type"] == "Feature" and f["id"] and f["properties"] for f in stored["features"])
    numbers = np.array(
        [shapely.get_coordinates(shapely.from_geojson(json.dumps(f["geometry"]))).ravel() for f in stored["features"]], dtype=object
    )
    assert np.allclose(np.concatenate(numbers) * 1e7, np.round(np.concatenate(numbers) * 1e7), atol=1e-5)
    for feature in stored["features"]:
        if feature["geometry"]["type"] == "Polygon":  # RFC 7946 section 3.1.6: shells run counter-clockwise
            assert shapely.is_ccw(shapely.linearrings(feature["geometry"]["coordinates"][0])), feature["id"]


def test_a_damaged_file_is_refused_in_one_sentence(tmp_path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "été.geojson"
    broken.write_text('{"type": "FeatureCollection", "bbox": [0, 0, 1, 1], "features": [{"id": "a"}]}', encoding="utf-8")
    with pytest.raises(TwinError, match=r"été\.geojson is damaged"):
        read_geojson(broken)


def test_shapes_buildings_trees_and_crossings(town: MapFeatures) -> None:
    ground.check_shapes(town)
    ground.check_buildings(town)
    ground.check_trees(town)
    ground.check_crossings(town)


def test_it_is_one_square_kilometre(town: MapFeatures) -> None:
    assert ground.size(town) == pytest.approx((1000, 1000), abs=0.02)  # two bounds, each rounded to 1e-7°


def test_it_has_about_five_thousand_residents(town: MapFeatures) -> None:
    flats = sum(int(f.tags["building:flats"]) for f in ground.having(town, **{"building:flats": "*"}))
    assert flats * 2.2 == pytest.approx(5000, rel=0.05)


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("Rue de la Gare", {"highway": "residential"}),
        ("Boulevard de la République", {"highway": "secondary"}),
        ("Place du Marché", {"place": "square"}),
        ("Parking de la Gare", {"amenity": "parking", "surface": "asphalt"}),
        ("Parc des Tilleuls", {"leisure": "park"}),
        ("École Jules-Ferry", {"amenity": "school"}),
        ("Cour de l'école", {"leisure": "schoolyard", "surface": "asphalt"}),
        ("La Jumelle", {"natural": "water"}),
        ("Pont Vieux", {"bridge": "yes"}),
        ("Pont Neuf", {"bridge": "yes"}),
        ("Supermarché", {"building": "supermarket"}),
        ("Gare de Saint-Jumeau", {"building": "train_station"}),
        ("Boulangerie du Fournil", {"shop": "bakery"}),
        ("Église Saint-Jumeau", {"building": "church"}),
        ("Cité des Peupliers", {"landuse": "grass"}),
        ("Mairie", {"amenity": "townhall"}),
    ],
)
def test_the_places_examples_name(town: MapFeatures, name: str, tags: dict[str, str]) -> None:
    assert any(tags.items() <= f.tags.items() for f in ground.named(town, name))


def test_rue_de_la_gare_has_room_for_a_cycle_lane(town: MapFeatures) -> None:
    (street,) = ground.named(town, "Rue de la Gare")
    assert ground.local(town, [street])[0].length >= 500
    assert (street.tags["parking:left"], street.tags["parking:right"]) == ("lane", "lane")
    assert float(street.tags["width"]) >= 2 * 2.5 + 2 * 2.0
    station, square = (ground.local(town, ground.named(town, name))[0] for name in ("Parvis de la Gare", "Place du Marché"))
    line = ground.local(town, [street])[0]
    assert line.distance(station) < 25
    assert line.distance(square) < 15


def test_exactly_two_bridges_cross_the_river(town: MapFeatures) -> None:
    bridges = ground.having(town, bridge="yes")
    river = shapely.union_all(ground.local(town, ground.named(town, "La Jumelle")))
    crossing = [b.tags["name"] for b, line in zip(bridges, ground.local(town, bridges), strict=True) if line.crosses(river)]
    assert sorted(crossing) == ["Pont Neuf", "Pont Vieux"]
    dry = [f for f in ground.streets(town) if f.tags.get("bridge") != "yes"]
    assert not shapely.intersects(ground.local(town, dry), river).any()


def test_land_shares_are_those_of_a_small_french_town(town: MapFeatures) -> None:
    def union(*tags: dict[str, str]) -> shapely.Geometry:
        return shapely.union_all(ground.local(town, [f for t in tags for f in ground.having(town, **t) if "building" not in f.tags]))

    box = shapely.box(0, 0, *ground.size(town))
    roofs = shapely.union_all(ground.local(town, ground.having(town, building="*")))
    roads = shapely.union_all(ground.carriageways(town)).intersection(box)
    water = union({"natural": "water"}, {"leisure": "swimming_pool"})
    hard = union({"amenity": "parking"}, {"place": "square"}, {"leisure": "schoolyard"})
    green = union(
        {"leisure": "garden"}, {"leisure": "park"}, {"landuse": "grass"}, {"landuse": "allotments"}, {"natural": "wood"},
        {"landuse": "recreation_ground"}, {"landuse": "meadow"}, {"landuse": "cemetery"},
    )  # fmt: skip
    above = shapely.union_all([roofs, roads])
    share = {
        "roofs": roofs.area,
        "roads": roads.difference(roofs).area,
        "water": water.difference(above).area,
        "car parks and squares": hard.difference(above).area,
        "green": green.difference(shapely.union_all([above, water, hard])).area,
    }
    percent = {key: 100 * area / box.area for key, area in share.items()}
    aims = {"roofs": (18, 24), "roads": (10, 14), "water": (3, 5), "car parks and squares": (6, 9), "green": (20, 28)}
    assert {key: low <= percent[key] <= high for key, (low, high) in aims.items()} == dict.fromkeys(aims, True), percent
