"""Real neighbourhoods read as cities: what stands in the file stands on the map. Needs the maps beside the project."""

from pathlib import Path

import pytest
import shapely

from twin.city import City
from twin.reading import read_map

DATA = Path(__file__).parents[3] / "shared" / "data"


def read(name: str) -> City:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the project")
    return City.read(path)


def test_redon() -> None:
    """Redon centre (OpenStreetMap): 1 022 whole buildings; the Vilaine and the canal are water, the station yard is ballast."""
    city = read("redon_centre.osm.gz")
    assert len(city.buildings) == 1022
    assert city.attribution.startswith("© OpenStreetMap")
    assert city.land.area("water") / city.grid.area == pytest.approx(0.065, abs=0.01)
    drawn = read_map(DATA / "redon_centre.osm.gz").features
    yard = shapely.union_all([city.grid.plane.to_local(f.geometry) for f in drawn if f.tags.get("landuse") == "railway"])
    assert shapely.area(city.land.within(yard, ["ballast"])[0]).sum() > 0.6 * yard.area  # the rest: platforms, streets, roofs
    assert city.land.area("yard") / city.grid.area == pytest.approx(0.39, abs=0.05)
    assert 5000 < city.people.total < 9600  # the whole commune had 9 592 residents in 2013, as the file says
    assert not city.land.fractions.sum(axis=0).std() > 1e-9


def test_montpellier() -> None:
    """Pas du Loup (IGN BD TOPO): 766 buildings, 18.2 km of streets; the grid follows the axes of Lambert-93."""
    city = read("montpellier_pasduloup.gpkg")
    streets = city.streets
    assert len(city.buildings) == 766
    assert streets.total_length(~streets.is_path) == pytest.approx(18_200, rel=0.01)
    assert city.grid.shape == (151, 231)  # 1 154 × 755 m
    roofs = shapely.union_all(shapely.make_valid(city.buildings.shapes))
    assert city.land.cover["roof"].mean() == pytest.approx(shapely.intersection(roofs, city.grid.box).area / city.grid.area, abs=1e-4)
    assert len(city.trees) == 281
    assert 2500 < city.people.total < 5500
