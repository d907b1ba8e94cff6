"""Files that are broken, misnamed or meant to harm: correct features or one sentence, never a library's error, never a hang."""

import gzip
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from map_files import MAPS, PETIT_BOURG, blob, geopackage, nodes, notes, osm, relation, told, way

from twin.errors import TwinError
from twin.features import MapFeatures
from twin.reading import read_map

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
NAMES = ["m.osm", "m.osm.gz", "m.osm.pbf", "m.geojson", "m.json", "m.geojson.gz", "m.gpkg"]


def one_sentence(path: Path) -> MapFeatures | str:
    """The features, or the message of the one exception allowed, which names the file and is one line."""
    try:
        return read_map(path)
    except TwinError as caught:
        error = caught
    message = str(error)
    assert path.name in message
    assert "\n" not in message
    assert error.__cause__ is None
    return message


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty (0 bytes)"),
        (PNG, "a PNG picture"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"hello, world", "its first bytes are unknown"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"<html><body>404</body></html>", "a web page"),
        (gzip.compress(b"", mtime=0), "is empty once unpacked"),
        (gzip.compress(gzip.compress(b"<osm/>", mtime=0), mtime=0), "its first bytes are unknown"),
        (b"<osmChange version='0.6'><create/></osmChange>", "holds edits, not a map"),
        (b"<gpx></gpx>", "holds tracks"),
        (b"<osm version='0.6'></osm>", "holds no usable shape"),
        (b"<osm>\n<node id='1'>\n</osm>", "line 3: broken XML"),
        (b"<osm>\n<node id='x' lon='1' lat='2'/>\n</osm>", 'line 2: id is "x"'),
        (b"<osm>\n<way id='1'><nd/>\n</way></osm>", "holds no usable shape"),
        (b"<?xml version='1.0' encoding='klingon'?><osm/>", "its text encoding cannot be read"),
        (b"<osm>\xff\xfe</osm>", "broken XML"),
        (b"SQLite format 3\0" + b"\0" * 500, "cannot be read"),
        (b"\x00\x00\x00\x0d\x0a\x09OSMHeader" + b"\xff" * 50, "damaged PBF"),
    ],
)
def test_what_is_not_a_map_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    message = one_sentence(tmp_path / name)
    assert isinstance(message, str)
    assert says in message


def test_the_content_decides_over_the_name(tmp_path: Path) -> None:
    (tmp_path / "m.osm").write_bytes((MAPS / "petit_bourg.geojson").read_bytes())
    read = read_map(tmp_path / "m.osm")
    assert told(read) == told(read_map(PETIT_BOURG))
    assert '"m.osm" holds GeoJSON, not what its name says' in notes(read)


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "redon.osm.gz").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("x")
    for path, says in (
        (tmp_path / "reddon.osm.gz", 'no map file.*did you mean "redon.osm.gz"'),
        (tmp_path / "nowhere" / "m.osm", "folder .* does not exist"),
        (tmp_path, 'is a folder, not a map file; known: "redon.osm.gz"'),
        (tmp_path / "notes.txt", r'"notes\.txt" is not a map file by its name: a map is \.osm, \.osm\.gz'),
        (tmp_path / ("x" * 5000 + ".osm"), "cannot be reached"),
        ("a\0b.osm", "opened by its path"),
        (7, "opened by its path"),
    ):
        with pytest.raises(TwinError, match=says):
            read_map(path)  # type: ignore[arg-type]


def test_a_pipe_is_refused_not_waited_for(tmp_path: Path) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "m.osm")
    with pytest.raises(TwinError, match="is a device or a pipe"):
        read_map(tmp_path / "m.osm")


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal is put in place of the system's, since an administrator may read everything."""
    (tmp_path / "m.osm").write_bytes(PETIT_BOURG.read_bytes())

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(TwinError, match=r"m\.osm\" may not be read"):
        read_map(tmp_path / "m.osm")


LAUGHS = (
    '<!DOCTYPE osm [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghij", "bcdefghijk", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [LAUGHS, '<!DOCTYPE osm SYSTEM "file:///etc/passwd">', '<!DOCTYPE osm [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<!DOCTYPE osm>"],
)
def test_entities_are_refused(tmp_path: Path, head: str) -> None:
    text = f'<?xml version="1.0"?>\n{head}<osm><node id="1" lon="2" lat="47"><tag k="name" v="&k;"/></node></osm>'
    (tmp_path / "m.osm").write_text(text)
    started = time.perf_counter()
    with pytest.raises(TwinError, match=r'"m\.osm", line 2: it declares a DOCTYPE or an entity'):
        read_map(tmp_path / "m.osm")
    assert time.perf_counter() - started < 1


def test_a_gzip_bomb_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("twin.reading.files", fromlist=["LARGEST"]).LARGEST, "xml", 2_000_000)
    (tmp_path / "m.osm.gz").write_bytes(gzip.compress(b"<osm>" + b" " * 10_000_000 + b"</osm>"))
    with pytest.raises(TwinError, match=r'"m\.osm\.gz" holds more than 2 MB'):
        read_map(tmp_path / "m.osm.gz")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_breaks_off(tmp_path: Path, share: float, packed: bool) -> None:
    whole = gzip.compress(PETIT_BOURG.read_bytes()) if packed else PETIT_BOURG.read_bytes().rstrip()
    (tmp_path / "m.osm").write_bytes(whole[: int(len(whole) * share)])
    message = one_sentence(tmp_path / "m.osm")
    assert isinstance(message, str)
    assert "gzip packing breaks off" in message if packed else ", line " in message


def village_gpkg(path: Path) -> Path:
    read = read_map(PETIT_BOURG)
    rows = [(blob(f.geometry), f.tags.get("building"), f.tags.get("name")) for f in read.features if "building" in f.tags]
    return geopackage(path, {"buildings": (["building", "name"], rows)})


def small_pbf(path: Path) -> Path:
    from test_osm_pbf import as_pbf

    return as_pbf(PETIT_BOURG, path)


WHOLE: dict[str, Callable[[Path], Path]] = {"m.gpkg": village_gpkg, "m.osm.pbf": small_pbf}


@pytest.mark.parametrize("name", ["m.osm", "m.geojson", "m.gpkg", "m.osm.pbf", "m.osm.gz"])
def test_changed_bytes_give_features_or_one_sentence(tmp_path: Path, name: str) -> None:
    """150 copies of a good file, each with a few bytes changed, cut out or put in at random places (fixed seed)."""
    if name in WHOLE:
        good = WHOLE[name](tmp_path / name).read_bytes()
    else:
        source = MAPS / "petit_bourg.geojson" if name == "m.geojson" else PETIT_BOURG
        good = gzip.compress(source.read_bytes(), mtime=0) if name.endswith("gz") else source.read_bytes()
    rng = random.Random(7)
    for _ in range(150):
        changed = bytearray(good)
        for _ in range(rng.randint(1, 8)):
            at = rng.randrange(len(changed))
            how = rng.randrange(4)
            if how == 0:
                changed[at] = rng.randrange(256)
            elif how == 1:
                del changed[at : at + rng.randint(1, 200)]
            elif how == 2:
                changed[at:at] = rng.randbytes(rng.randint(1, 20))
            else:
                changed[at : at + 8] = rng.choice([b"\xff" * 8, b"\0" * 8, b"99999999", b"-1e99999"])
            if not changed:
                break
        (tmp_path / name).write_bytes(bytes(changed))
        read = one_sentence(tmp_path / name)
        if not isinstance(read, str):
            shapes = np.array([f.geometry for f in read.features], dtype=object)
            assert shapely.is_valid(shapes).all()
            assert not shapely.is_empty(shapes).any()
            assert (np.abs(shapely.get_coordinates(shapes)) <= (180, 90)).all()


MAGIC = [b"", b"<osm>", b"{", b"[", b"\x1f\x8b\x08", b"SQLite format 3\0", b"\0\0\0\x0d\x0a\x09OSMHeader"]


@given(st.sampled_from(NAMES), st.sampled_from(MAGIC), st.binary(max_size=300))
def test_random_bytes_are_refused(tmp_path_factory: pytest.TempPathFactory, name: str, start: bytes, rest: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(start + rest)
    assert isinstance(one_sentence(path), str)


KEYS = "type coordinates geometry properties features tags id crs bbox geometries elements name".split()
KINDS = "Point LineString Polygon MultiPolygon MultiPoint GeometryCollection Feature FeatureCollection".split()
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab:/é", max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
geometries = st.fixed_dictionaries({"type": st.sampled_from(KINDS), "coordinates": json_values, "geometries": json_values})
json_features = st.fixed_dictionaries({"type": st.just("Feature"), "properties": json_values, "geometry": geometries})


@given(st.lists(json_features, max_size=4), st.dictionaries(st.sampled_from(["crs", "bbox", "elements", "attribution"]), json_values))
def test_odd_geojson_gives_features_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, features: list[object], more: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("json") / "m.geojson"
    tree = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [2, 47]}, "properties": {"natural": "tree"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [*features, tree]} | more))
    one_sentence(path)


roles_of_members = st.lists(st.sampled_from(["outer", "inner", "", "label"]), min_size=6, max_size=6)


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=9), min_size=1, max_size=6), roles_of_members)
def test_any_multipolygon_gives_a_valid_area_or_none(
    tmp_path_factory: pytest.TempPathFactory, ways: list[list[int]], roles: list[str]
) -> None:
    """Ways that wander at random over a grid of 3 x 3 nodes (and three missing ones): whatever comes out is valid."""
    grid = nodes(*((2 + x / 100, 47 + y / 100) for y in range(3) for x in range(3)))
    body = grid + "".join(way(i, refs) for i, refs in enumerate(ways, start=1))
    members = [*((i, roles[i - 1]) for i in range(1, len(ways) + 1)), (99, "outer")]
    tree = '<node id="99" lon="2" lat="47"><tag k="natural" v="tree"/></node>'
    read = read_map(osm(tmp_path_factory.mktemp("mp") / "m.osm", body + tree + relation(5, members, natural="wood")))
    for found in read.features:
        assert found.geometry.is_valid
        assert found.geometry.geom_type in ("Point", "Polygon", "MultiPolygon")


def test_very_many_points_in_one_area(tmp_path: Path) -> None:
    """A round area (clean), one with a crossing (mended) and pure noise (left out): each in time that grows with its size.

    100 000 points here; a million take 5 s each.
    """
    n = 100_000
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    disc = np.column_stack([2 + 0.01 * np.cos(angle), 47 + 0.01 * np.sin(angle)])
    crossed = disc.copy()
    crossed[[10, 400]] = crossed[[400, 10]]
    noise = np.random.default_rng(3).uniform((2, 47), (2.01, 47.01), (n, 2))
    entries = []
    for points in (disc, crossed, noise):
        ring = np.vstack([points, points[:1]]).tolist()
        entries.append({"type": "Feature", "properties": {"natural": "water"}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    (tmp_path / "m.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": entries}))
    started = time.perf_counter()
    read = read_map(tmp_path / "m.geojson")
    assert time.perf_counter() - started < 20  # measured: 1.5 s
    assert [f.id for f in read.features] == ["features[0]", "features[1]"]
    assert read.features[0].geometry.area == pytest.approx(np.pi * 1e-4, rel=1e-9)
    assert read.features[1].geometry.area == pytest.approx(np.pi * 1e-4, rel=1e-3)
    assert "mended: 1 (features[1])." in notes(read)
    assert "the outline cannot be mended: 1 (features[2])." in notes(read)
