"""Real extracts, where they lie beside the project: counts stated with them, and areas by an independent engine (libosmium)."""

import json
import sqlite3
from contextlib import closing
from math import cos, radians
from pathlib import Path

import pytest
import shapely
from map_files import SHARED, notes

from twin.features import Feature, MapFeatures
from twin.reading import read_map

REDON, MONTPELLIER = SHARED / "redon_centre.osm.gz", SHARED / "montpellier_pasduloup.gpkg"


def needed(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    return path


def with_key(read: MapFeatures, key: str) -> list[Feature]:
    return [f for f in read.features if f.tags.get(key, "no") != "no" and f.geometry.geom_type != "Point"]


def test_redon_has_the_buildings_it_states() -> None:
    """1022 whole buildings are stated for this extract (1015 closed ways, 7 multipolygons). The edge cuts 51 more: 31 keep
    three corners and are repaired, 20 are left out."""
    read = read_map(needed(REDON))
    buildings = with_key(read, "building")
    ways = [f for f in buildings if f.id.startswith("way/")]
    assert (len(buildings), len(ways), len(buildings) - len(ways)) == (1022 + 31, 1015 + 31, 7)
    assert all(f.geometry.is_valid and f.geometry.geom_type in ("Polygon", "MultiPolygon") for f in buildings)
    assert sum(f.tags.get("natural") == "tree" for f in read.features) == 317
    assert "Areas left out, fewer than three known corners: 25" in notes(read)


def test_redon_areas_agree_with_libosmium() -> None:
    """Every area libosmium assembles (it drops the incomplete ones) is among ours with the same area, to rounding."""
    osmium = pytest.importorskip("osmium", reason='libosmium is an extra: pip install "twin[pbf]"')
    ours = {f.id: f.geometry for f in read_map(needed(REDON)).features}
    to_json = osmium.geom.GeoJSONFactory()
    compared = 0
    for entity in osmium.FileProcessor(str(REDON)).with_areas():
        if not entity.is_area() or entity.tags.get("building", "no") == "no":
            continue
        id = f"{'way' if entity.from_way() else 'relation'}/{entity.orig_id()}"
        theirs = shapely.from_geojson(to_json.create_multipolygon(entity))
        assert json.loads(shapely.to_geojson(theirs))["type"] == "MultiPolygon"
        assert shapely.area(ours[id]) == pytest.approx(shapely.area(theirs), rel=1e-9)
        compared += 1
    assert compared == 1022


def test_pas_du_loup_has_the_objects_it_states() -> None:
    """766 buildings, 318 links, 281 street trees, 9 parks, 11 woods, 3 stream areas (the fourth is an arrow), 6 cycleways."""
    read = read_map(needed(MONTPELLIER))
    layers = [f.id.split("/")[0] for f in read.features]
    stated = {"buildings": 766, "roads": 318, "street_trees_2014": 281, "parks_2013": 9, "wooded_EBC_2011": 11, "water_2011": 3}
    assert {layer: layers.count(layer) for layer in stated} == stated
    assert layers.count("cycleways_2011") == 6
    assert read.bounds == pytest.approx((3.8396266, 43.5953414, 3.8540134, 43.6022456), abs=1e-7)
    buildings = with_key(read, "building")
    assert sum("height" in f.tags for f in buildings) == 766 - 42 - 7  # 42 empty, 7 zero
    assert sum("building:levels" in f.tags for f in buildings) == 766 - 422
    names = {f.tags["name"] for f in with_key(read, "highway") if "name" in f.tags}
    assert {"Rue Marie de Sévigné", "Route de Lavérune", "Rue de l'Escoutadou", "Boulevard Paul Valéry"} <= names
    assert not any(name == name.upper() for name in names)
    assert layers.count("traffic_counts") == len(with_key(read, "traffic:daily")) == 80
    assert 'Layer "streetlights_2014" left out' in notes(read)
    assert "BD TOPO" in read.attribution


def test_pas_du_loup_areas_survive_the_projection() -> None:
    """Footprints in Lambert-93 and on the local plane of the file differ by the grid's scale only (below 0.2 %)."""
    with closing(sqlite3.connect(f"{needed(MONTPELLIER).resolve().as_uri()}?mode=ro", uri=True)) as db:
        blobs = [blob for (blob,) in db.execute("SELECT geom FROM buildings")]
    grid = shapely.area(shapely.from_wkb([blob[8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7] :] for blob in blobs])).sum()
    buildings = with_key(read_map(MONTPELLIER), "building")
    p = radians(43.5988)
    east, north = 111412.84 * cos(p) - 93.5 * cos(3 * p), 111132.954 - 559.822 * cos(2 * p) + 1.175 * cos(4 * p)  # m per degree
    plane = sum(shapely.area(f.geometry) for f in buildings) * east * north
    assert plane == pytest.approx(grid, rel=2e-3)
