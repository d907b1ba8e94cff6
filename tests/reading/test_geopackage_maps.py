"""GeoPackages built here with sqlite3: blobs of every layout, coordinate systems, BD TOPO and OSM columns, odd paths."""

import os
import sqlite3
from pathlib import Path

import pyproj
import pytest
import shapely
from map_files import blob, geopackage, notes, told

from twin.errors import TwinError
from twin.reading import read_map

HOUSE = shapely.Polygon([(2.0, 47.0), (2.001, 47.0), (2.001, 47.001), (2.0, 47.001)])
TO_LAMBERT = pyproj.Transformer.from_crs(4326, 2154, always_xy=True)


def lambert(shape: shapely.Geometry) -> shapely.Geometry:
    points = shapely.get_coordinates(shape)
    return shapely.set_coordinates(shape, list(zip(*TO_LAMBERT.transform(points[:, 0], points[:, 1]), strict=True)))


@pytest.mark.parametrize("name", ["plain.gpkg", "with space.gpkg", "éàü.gpkg", "a#b?c=d&mode=rw.gpkg", "100%25.gpkg", "Ville.GPKG"])
def test_paths_with_odd_characters(tmp_path: Path, name: str) -> None:
    file = geopackage(tmp_path / name, {"houses": (["building"], [(blob(HOUSE), "house")])})
    before = file.read_bytes()
    (only,) = read_map(file).features
    assert (only.id, dict(only.tags)) == ("houses/1", {"building": "house"})
    assert only.geometry.equals(HOUSE)
    assert file.read_bytes() == before
    assert os.listdir(tmp_path) == [name]


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    geopackage(tmp_path / "m.gpkg", {"houses": (["building"], [(blob(HOUSE), "house")])})
    monkeypatch.chdir(tmp_path)
    assert len(read_map("m.gpkg").features) == 1


@pytest.mark.parametrize("envelope", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("little", [True, False])
def test_every_layout_of_a_blob(tmp_path: Path, envelope: int, little: bool) -> None:
    raised = shapely.force_3d(HOUSE, z=12.0)
    rows = [(blob(shape, envelope=envelope, little=little), "house") for shape in (HOUSE, raised, shapely.MultiPolygon([HOUSE]))]
    read = read_map(geopackage(tmp_path / "m.gpkg", {"houses": (["building"], rows)}))
    assert [f.geometry.equals(HOUSE) for f in read.features] == [True] * 3
    assert not any(f.geometry.has_z for f in read.features)


def test_blobs_that_cannot_be_used_are_counted(tmp_path: Path) -> None:
    good = blob(HOUSE)
    bad = [
        b"",
        b"GP",
        b"XX" + good[2:],
        good[:30],
        good[:3] + bytes([good[3] | 5 << 1]) + good[4:],
        good[:3] + bytes([good[3] | 32]) + good[4:],
    ]
    rows = [
        (good, "house"),
        (None, "house"),
        ("text", "house"),
        (blob(shapely.Polygon(), empty=True), "house"),
        *((b, "house") for b in bad),
    ]
    read = read_map(geopackage(tmp_path / "m.gpkg", {"houses": (["building"], rows)}))
    assert len(read.features) == 1
    assert "without geometry: 2 (houses/2, houses/3)." in notes(read)
    assert "the geometry is malformed: 6 (houses/5, houses/6, houses/7, …)." in notes(read)
    assert "without extent: 1 (houses/4)." in notes(read)


def test_layers_are_brought_from_their_own_coordinate_system(tmp_path: Path) -> None:
    read = read_map(geopackage(tmp_path / "m.gpkg", {"houses": (["building"], [(blob(lambert(HOUSE), 2154), "house")])}, srs=2154))
    assert shapely.equals_exact(shapely.normalize(read.features[0].geometry), shapely.normalize(HOUSE), tolerance=1e-9)
    assert "brought from EPSG:2154 to longitude and latitude: 1." in notes(read)


def test_a_layer_without_coordinate_system(tmp_path: Path) -> None:
    """-1 and 0 are the standard's "undefined" metres and degrees: BD TOPO metres are recognised, others refused."""
    columns = ["HAUTEUR", "USAGE1"]
    row = (blob(lambert(HOUSE), -1), 7.5, "Résidentiel")
    read = read_map(geopackage(tmp_path / "a.gpkg", {"batiment": (columns, [row])}, srs=-1))
    assert "taken as Lambert-93" in notes(read)
    assert shapely.equals_exact(shapely.normalize(read.features[0].geometry), shapely.normalize(HOUSE), tolerance=1e-9)
    with pytest.raises(TwinError, match=r'layer "houses" in "b\.gpkg" states no coordinate system'):
        read_map(geopackage(tmp_path / "b.gpkg", {"houses": (["building"], [(blob(lambert(HOUSE)), "yes")])}, srs=-1))
    read = read_map(geopackage(tmp_path / "c.gpkg", {"houses": (["building"], [(blob(HOUSE), "yes")])}, srs=0))
    assert "taken as WGS84" in notes(read)
    with pytest.raises(TwinError, match=r'"EPSG:987654" is unknown'):
        read_map(geopackage(tmp_path / "d.gpkg", {"houses": (["building"], [(blob(HOUSE), "yes")])}, srs=987654))


def test_columns_of_an_osm_export_are_tags(tmp_path: Path) -> None:
    columns = ["osm_id", "highway", "name", "z_order", "other_tags", "lanes"]
    line = blob(shapely.LineString([(2, 47), (2.01, 47)]))
    rows = [
        (line, "123", "residential", "Rue A", 3, '"surface"=>"asphalt","maxspeed"=>"30"', 2),
        (line, "124", None, None, None, None, None),
    ]
    read = read_map(geopackage(tmp_path / "m.gpkg", {"lines": (columns, rows)}))
    (only,) = read.features
    assert only.tags == {"highway": "residential", "name": "Rue A", "surface": "asphalt", "maxspeed": "30", "lanes": "2"}
    assert "none of their columns is an OSM tag: 1 (lines/2)." in notes(read)


def test_layers_by_name_extent_and_layers_left_out(tmp_path: Path) -> None:
    point, line = blob(shapely.Point(2, 47)), blob(shapely.LineString([(2, 47), (2.01, 47)]))
    read = read_map(
        geopackage(
            tmp_path / "m.gpkg",
            {
                "roi": (["name"], [(blob(shapely.box(1.9, 46.9, 2.1, 47.1)), "here")]),
                "street_trees_2014": ([], [(point,)]),
                "parks_2013": (["LIBEL"], [(blob(HOUSE), "Square Couthon"), (blob(HOUSE), None)]),
                "water_2011": (["TEXTE", "SYM"], [(blob(HOUSE), "(Ruisseau) des Gours", "Cours d'eau"), (line, "(fleche)", "Fleche")]),
                "cycleways": (["Nom"], [(line, "Voie bidirectionnelle")]),
                "streetlights_2014": (["type_lante"], [(point, "LANTERNE"), (point, "LANTERNE")]),
                "mystery": (["x"], [(point, 1)]),
            },
        )
    )
    assert read.bounds == pytest.approx((1.9, 46.9, 2.1, 47.1))
    assert [dict(f.tags) for f in read.features] == [
        {"natural": "tree"}, {"leisure": "park", "name": "Square Couthon"}, {"leisure": "park"},
        {"natural": "water", "name": "Ruisseau des Gours"}, {"highway": "cycleway", "oneway": "no"},
    ]  # fmt: skip
    assert 'Layer "streetlights_2014" left out (says nothing of the ground): 2.' in notes(read)
    assert 'Layer "mystery" left out (no column or name that this reader knows): 1.' in notes(read)
    assert "Flow arrows drawn on watercourses, left out: 1 (water_2011/2)." in notes(read)


def test_bounds_use_the_spatial_index(tmp_path: Path) -> None:
    """An index that (wrongly) knows one house only shows that it is asked."""
    far = shapely.transform(HOUSE, lambda points: points + 0.5)
    rows = [(blob(lambert(shape), 2154), "yes") for shape in (HOUSE, HOUSE, far)]
    file = geopackage(tmp_path / "m.gpkg", {"houses": (["building"], rows)}, srs=2154)
    around = (1.99, 46.99, 2.01, 47.01)
    assert [f.id for f in read_map(file, bounds=around).features] == ["houses/1", "houses/2"]
    db = sqlite3.connect(file)
    west, south, east, north = shapely.bounds(lambert(HOUSE))
    db.execute("CREATE VIRTUAL TABLE rtree_houses_geom USING rtree(id, minx, maxx, miny, maxy)")
    db.execute("INSERT INTO rtree_houses_geom VALUES (2, ?, ?, ?, ?)", (west, east, south, north))
    db.commit()
    db.close()
    assert [f.id for f in read_map(file, bounds=around).features] == ["houses/2"]


def test_a_spelling_layer_gives_names_their_accents(tmp_path: Path) -> None:
    line = blob(shapely.LineString([(2, 47), (2.01, 47)]))
    road = (["NATURE", "IMPORTANCE", "LARGEUR", "NOM_1_G"], [(line, "Route à 1 chaussée", 5, 4.0, "R FELIX EBOUE")])
    read = read_map(geopackage(tmp_path / "m.gpkg", {"roads": road, "streets_city_2014": (["LIB_OFF"], [(line, "Rue Félix Eboué")])}))
    assert told(read)[0][1]["name"] == "Rue Félix Eboué"


def test_other_databases_are_refused(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "m.gpkg")
    db.execute("CREATE TABLE t (x)")
    db.commit()
    db.close()
    with pytest.raises(TwinError, match=r'"m\.gpkg" is an SQLite database but no GeoPackage'):
        read_map(tmp_path / "m.gpkg")


def test_a_layer_that_never_ends_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.reading.geopackage.PATIENCE", 0.2)
    file = geopackage(tmp_path / "m.gpkg", {"houses": (["building"], [(blob(HOUSE), "yes")])})
    db = sqlite3.connect(file)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom, NULL AS building FROM n"
    db.execute(f"CREATE VIEW forever AS {endless} WHERE i < 0")
    db.execute("INSERT INTO gpkg_geometry_columns VALUES ('forever', 'geom', 'GEOMETRY', 4326)")
    db.commit()
    db.close()
    with pytest.raises(TwinError, match=r'"m\.gpkg" cannot be read \(a layer takes too long to read\)'):
        read_map(file)
