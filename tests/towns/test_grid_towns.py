"""Generated towns: the same seed gives the same town, any size holds together, and it has what a town has."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.towns import ground
from twin.errors import TwinError
from twin.features import MapFeatures
from twin.towns import grid_features
from twin.towns.stored import to_geojson


@pytest.fixture(scope="module")
def town() -> MapFeatures:
    return grid_features()


@pytest.fixture(scope="module")
def large() -> MapFeatures:
    return grid_features((16, 12), 3)


def test_the_same_seed_gives_the_same_town_another_seed_another(town: MapFeatures) -> None:
    assert to_geojson(grid_features((6, 5), 7)) == to_geojson(town)
    assert to_geojson(grid_features((6, 5), 8)) != to_geojson(town)


@given(blocks=st.tuples(st.integers(1, 5), st.integers(1, 5)), seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_towns_of_any_size_hold_together(blocks: tuple[int, int], seed: int) -> None:
    small = grid_features(blocks, seed)
    ground.check_shapes(small)
    ground.check_buildings(small)
    ground.check_trees(small)
    ground.check_crossings(small)
    assert ground.named(small, "Parking de la Gare")
    assert len(ground.having(small, bridge="yes")) >= 2


def test_a_larger_town_holds_together_and_has_more_of_everything(town: MapFeatures, large: MapFeatures) -> None:
    ground.check_shapes(large)
    ground.check_buildings(large)
    ground.check_trees(large)
    ground.check_crossings(large)
    for tags in ({"leisure": "park"}, {"amenity": "school"}, {"building": "supermarket"}, {"place": "square"}, {"bridge": "yes"}):
        assert len(ground.having(large, **tags)) > len(ground.having(town, **tags)), tags


def test_the_default_town_has_what_a_town_has(town: MapFeatures) -> None:
    for name in ("Place du Marché", "Parking de la Gare", "Parc des Tilleuls", "École Jules-Ferry", "Cour de l'école", "Rue de la Gare"):
        assert ground.named(town, name), name
    kinds = Counter(f.tags["highway"] for f in ground.streets(town))
    assert {"primary", "secondary", "tertiary", "residential", "living_street", "pedestrian"} <= set(kinds)
    for tags in (
        {"cycleway:both": "lane"}, {"railway": "rail"}, {"railway": "platform"}, {"landuse": "railway"}, {"building": "church"},
        {"amenity": "townhall"}, {"shop": "bakery"}, {"shop": "supermarket"}, {"leisure": "pitch"}, {"leisure": "playground"},
        {"leisure": "garden"}, {"natural": "wood"}, {"natural": "tree_row"}, {"landuse": "farmland"}, {"landuse": "allotments"},
    ):  # fmt: skip
        assert ground.having(town, **tags), tags


def test_every_street_has_a_name_of_its_own(large: MapFeatures) -> None:
    names = Counter(f.tags["name"] for f in ground.streets(large))
    twice = {name for name, count in names.items() if count > 1}
    # the ring road is drawn in two halves; a street that crosses a bridge keeps its name on the other bank
    on_both_banks = twice - {"Boulevard Circulaire"}
    bridges = len(ground.having(large, bridge="yes"))
    assert all(names[name] == 2 for name in twice)
    assert len(on_both_banks) <= bridges - 2
    assert len(names) > 35


@pytest.mark.parametrize(
    "blocks", [(0, 5), (6, 0), (61, 5), (6, 51), (-1, 2), (2.5, 3), (6,), (1, 2, 3), 6, "65", None, (True, 2), (float("nan"), 2)]
)
def test_other_sizes_are_refused(blocks: object) -> None:
    with pytest.raises(TwinError, match=r"from \(1, 1\) to \(60, 50\)"):
        grid_features(blocks)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None, True])
def test_other_seeds_are_refused(seed: object) -> None:
    with pytest.raises(TwinError, match="whole number, 0 or more"):
        grid_features((2, 2), seed)  # type: ignore[arg-type]
