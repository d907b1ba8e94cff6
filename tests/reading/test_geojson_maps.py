"""GeoJSON as different programs write it: tags, coordinate systems, gaps, and what is refused."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyproj
import pytest
import shapely
from map_files import MAPS, PETIT_BOURG, notes, told

from twin.errors import TwinError
from twin.reading import read_map
from twin.reading.geojson import tags_of
from twin.reading.tagging import hstore

POINT = {"type": "Point", "coordinates": [2.0, 47.0]}


def write(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def feature(geometry: Any = None, properties: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry or POINT, "properties": properties or {"natural": "tree"}} | more


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)} | more


def test_the_same_village_in_geojson_gives_the_same_features() -> None:
    xml, read = read_map(PETIT_BOURG), read_map(MAPS / "petit_bourg.geojson")
    assert told(read) == told(xml)
    assert (read.name, read.bounds, read.attribution) == (xml.name, xml.bounds, xml.attribution)


def test_crs_member_is_honoured(tmp_path: Path) -> None:
    """Petit-Bourg in the metres of Lambert-93 and of the web map comes back to where it is."""
    village = json.loads((MAPS / "petit_bourg.geojson").read_text("utf-8"))
    for name, code in (("urn:ogc:def:crs:EPSG::2154", 2154), ("EPSG:3857", 3857), ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)):
        step = pyproj.Transformer.from_crs(4326, code, always_xy=True)
        moved = json.loads(json.dumps(village))
        del moved["bbox"]
        for entry in moved["features"]:
            shape = shapely.force_2d(shapely.from_geojson(json.dumps(entry["geometry"])))
            points = shapely.get_coordinates(shape)
            shape = shapely.set_coordinates(shape, list(zip(*step.transform(points[:, 0], points[:, 1]), strict=True)))
            entry["geometry"] = json.loads(shapely.to_geojson(shape))
        moved["crs"] = {"type": "name", "properties": {"name": name}}
        read = read_map(write(tmp_path / "m.geojson", moved))
        assert told(read) == told(read_map(PETIT_BOURG))
        assert ("Features brought from EPSG" in notes(read)) == (code != 4326)


@pytest.mark.parametrize(
    "crs", [{"type": "name", "properties": {"name": "EPSG:99999"}}, {"type": "name", "properties": {"name": "?"}}, 5, {}]
)
def test_unknown_crs_is_one_sentence(tmp_path: Path, crs: Any) -> None:
    with pytest.raises(TwinError, match=r'"m\.geojson".*EPSG:4326'):
        read_map(write(tmp_path / "m.geojson", collection(feature(), crs=crs)))


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (collection(feature(), feature()), 2),
        (feature(), 1),
        (POINT, 1),
        ({"type": "GeometryCollection", "geometries": [POINT, {"type": "LineString", "coordinates": [[2, 47], [3, 47]]}]}, 2),
        ([feature(), feature()], 2),
        ("\ufeff" + json.dumps(collection(feature())), 1),
        (json.dumps(feature()) + "\n" + json.dumps(feature()) + "\n", 2),
        ("\x1e" + json.dumps(feature()) + "\n\x1e" + json.dumps(feature()) + "\n", 2),
        (collection(feature({"type": "MultiPoint", "coordinates": [[2, 47], [3, 47]]})), 2),
        (collection(feature({"type": "MultiLineString", "coordinates": [[[2, 47], [3, 47]], [[2, 48], [3, 48]]]})), 2),
    ],
)
def test_shapes_a_geojson_file_may_have(tmp_path: Path, data: Any, count: int) -> None:
    read = read_map(write(tmp_path / "m.json", data))
    assert len(read.features) == count
    assert {f.geometry.geom_type for f in read.features} <= {"Point", "LineString"}


def test_parts_of_one_feature_are_numbered(tmp_path: Path) -> None:
    read = read_map(write(tmp_path / "m.json", collection(feature({"type": "MultiPoint", "coordinates": [[2, 47], [3, 47]]}))))
    assert [f.id for f in read.features] == ["features[0]#1", "features[0]#2"]
    assert "taken apart: 1 (features[0])." in notes(read)


@pytest.mark.parametrize(
    ("properties", "tags"),
    [
        (
            {"building": "yes", "levels": 3, "height": 7.5, "flat": 2.0, "empty": None, "blank": ""},
            "building=yes levels=3 height=7.5 flat=2",
        ),
        ({"@id": "way/1", "highway": "path", "@timestamp": "2020"}, "highway=path"),
        ({"type": "way", "id": 5, "tags": {"highway": "path"}, "meta": {}, "relations": []}, "type=way highway=path"),
        (
            {"fid": 3, "osm_id": "77", "highway": "path", "other_tags": '"lanes"=>"2","name"=>"A \\"b\\""'},
            'lanes=2 name=A_"b" highway=path',
        ),
        ({"sport": ["tennis", "padel"], "lit": True, "covered": False}, "sport=tennis;padel lit=yes covered=no"),
        ({"tags": '{"natural": "tree"}'}, "natural=tree"),
        ({"x": float("nan"), "y": float("inf"), "z": 10**400}, ""),
    ],
)
def test_properties_become_tags(properties: dict[str, Any], tags: str) -> None:
    assert tags_of(properties) == dict(pair.replace("_", " ").split("=") for pair in tags.split())


def test_hstore_of_gdal() -> None:
    assert hstore('"a"=>"1", "b c"=>"x=>y","n"=>NULL') == {"a": "1", "b c": "x=>y"}
    assert hstore('{"a": 1}') == {"a": "1"}
    assert hstore("{broken") == hstore("nonsense") == {}


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    entries = [
        feature(),
        {"type": "Feature", "geometry": None, "properties": {"a": "b"}},
        feature({"type": "Point", "coordinates": ["2", "47"]}),
        feature({"type": "Point", "coordinates": [True, 47]}),
        feature({"type": "LineString", "coordinates": [[2, 47], [3]]}),
        feature({"type": "Polygon", "coordinates": [[2, 47], [3, 47]]}),
        feature({"type": "Circle", "coordinates": [2, 47]}),
        feature({"type": "Point", "coordinates": [10**400, 47]}),
        feature({"type": "Polygon", "coordinates": []}),
        feature({"type": "Polygon", "coordinates": [[[2, 47], [3, 47], [2, 47]]]}),
        feature({"type": "LineString", "coordinates": [[2, 47], [2, 47]]}),
        feature({"type": "Point", "coordinates": [200, 47]}),
        "nonsense",
        None,
    ]
    text = (
        json.dumps(collection(*entries))[:-2]
        + ', {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [NaN, 4]}}]}'
    )
    read = read_map(write(tmp_path / "m.geojson", text))
    assert [f.id for f in read.features] == ["features[0]"]
    for sentence in (
        "without geometry: 1 (features[1]).",
        "the geometry is malformed: 7 (features[2], features[3], features[4], …).",
        "they are no GeoJSON features: 2 (features[12], features[13]).",
        "without extent: 2 (features[9], features[10]).",
        "coordinates missing or not finite: 1 (features[14]).",
        "beyond ±180° of longitude or ±90° of latitude: 1 (features[11]).",
    ):
        assert sentence in notes(read)


def test_an_open_ring_is_closed(tmp_path: Path) -> None:
    ring = [[2, 47], [3, 47], [3, 48]]
    read = read_map(write(tmp_path / "m.geojson", collection(feature({"type": "Polygon", "coordinates": [ring]}))))
    assert read.features[0].geometry.area == pytest.approx(0.5)
    assert "closed: 1 (features[0])." in notes(read)


def test_metres_without_a_crs_are_refused(tmp_path: Path) -> None:
    entries = [feature({"type": "Point", "coordinates": [767820 + i, 6277738]}) for i in range(3)]
    with pytest.raises(TwinError, match=r'"m\.geojson".*seems to be in metres'):
        read_map(write(tmp_path / "m.geojson", collection(*entries)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"type": "FeatureCollection", "features": [', r"line 1, column 4\d: broken JSON"),
        ('{"type": "FeatureCollection"}', r'a list called "features"'),
        ('{"type": "Topology"}', "TopoJSON"),
        ('{"a": 1}', "not GeoJSON"),
        ('{"type": "FeatureCollection", "features": []}', "no usable shape"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"type": "Point", "coordinates": [' + "9" * 5000 + ", 1]}", "a number too long"),
    ],
)
def test_broken_geojson_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(TwinError, match=rf'^"m\.geojson".*{says}'):
        read_map(write(tmp_path / "m.geojson", text))


def test_collections_nested_without_end_are_left_out(tmp_path: Path) -> None:
    geometry: Any = POINT
    for _ in range(200):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    read = read_map(write(tmp_path / "m.geojson", collection(feature(), feature(geometry))))
    assert "malformed: 1 (features[1])." in notes(read)


def test_overpass_json_equals_overpass_xml(tmp_path: Path) -> None:
    """The village as Overpass would answer in JSON, translated here element by element from the XML."""
    import xml.etree.ElementTree as ElementTree

    elements = []
    for node in ElementTree.parse(PETIT_BOURG).getroot():
        if node.tag == "bounds" or node.get("visible") == "false":
            continue
        entry: dict[str, Any] = {
            "type": node.tag,
            "id": int(node.get("id", "")),
            "tags": {t.get("k"): t.get("v") for t in node.iter("tag")},
        }
        if node.tag == "node":
            entry |= {"lat": float(node.get("lat", "")), "lon": float(node.get("lon", ""))}
        elif node.tag == "way":
            entry["nodes"] = [int(nd.get("ref", "")) for nd in node.iter("nd")]
        else:
            members = [(m.get("type"), int(m.get("ref", "")), m.get("role")) for m in node.iter("member")]
            entry["members"] = [{"type": kind, "ref": ref, "role": role} for kind, ref, role in members]
        elements.append(entry)
    read = read_map(write(tmp_path / "m.json", {"version": 0.6, "elements": elements}))
    assert told(read) == told(read_map(PETIT_BOURG))


def test_overpass_json_that_is_malformed_names_the_element(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match=r'"m\.json", elements\[1\]'):
        read_map(write(tmp_path / "m.json", {"elements": [{"type": "node", "id": 1, "lat": 47, "lon": 2}, {"type": "way"}]}))


def test_packed_geojson(tmp_path: Path) -> None:
    (tmp_path / "m.geojson.gz").write_bytes(gzip.compress((MAPS / "petit_bourg.geojson").read_bytes()))
    assert told(read_map(tmp_path / "m.geojson.gz")) == told(read_map(PETIT_BOURG))


def test_attribution_is_what_the_file_says(tmp_path: Path) -> None:
    assert (
        read_map(write(tmp_path / "a.geojson", collection(feature(), attribution="Ville de Nulle Part"))).attribution
        == "Ville de Nulle Part"
    )
    assert read_map(write(tmp_path / "b.geojson", collection(feature()))).attribution == ""
