"""OpenStreetMap XML: areas and lines, multipolygons however they are cut, gaps, duplicates, and what other programs write."""

import gzip
import random
import re
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from map_files import PETIT_BOURG, nodes, notes, osm, relation, told, way

from twin.errors import TwinError
from twin.reading import read_map
from twin.reading.rings import area, chain

SQUARE = ((2.0, 47.0), (2.001, 47.0), (2.001, 47.001), (2.0, 47.001))


def degrees2(features: object, id: str) -> float:
    """Area of a feature in units of 1e-6 square degrees (one grid square of Petit-Bourg)."""
    (found,) = [f for f in features.features if f.id == id]  # type: ignore[attr-defined]
    return float(shapely.area(found.geometry) * 1e6)


def test_petit_bourg_is_read_as_drawn() -> None:
    """Areas counted on the grid of 0.001°: house 1 x 0.5, school 2 x 1.5 - 1 x 0.5, wood 4 x 2 - lake 1 x 0.5 / 2 …"""
    read = read_map(PETIT_BOURG)
    kinds = {f.id: f.geometry.geom_type for f in read.features}
    assert read.bounds == (2.0, 47.0, 2.01, 47.01)
    assert [i for i, kind in kinds.items() if kind == "LineString"] == ["way/101", "way/102", "way/150", "way/161"]
    assert [i for i, kind in kinds.items() if kind == "Point"] == ["node/2", "node/201", "node/202", "node/203"]
    expected = {"way/110": 0.5, "way/132": 0.25, "way/160": 1.0, "way/170": 0.5, "way/180": 0.5}
    expected |= {"relation/301": 2.5, "relation/302": 7.75, "relation/303": 5.75}
    assert {id: degrees2(read, id) for id in expected} == pytest.approx(expected)
    assert len(read.features) == len(expected) + 8


def test_petit_bourg_notes_say_what_was_repaired_and_left_out() -> None:
    read = read_map(PETIT_BOURG)
    for sentence in (
        "Shapes read: 8 areas, 4 lines, 4 points.",
        "Elements marked as deleted, left out: 1.",
        "Multipolygons tagged on their outer ways, the old style: 1 (relation/303).",
        "kept as far as their nodes are known: 1 (way/102).",
        "Areas lacking some nodes, closed over the gap: 1 (way/180).",
        "fewer than three known corners: 1 (way/181).",
        "Areas whose outline crossed itself, mended: 1 (way/170).",
        "Relations that are no areas (routes, sites, boundaries …), left out: 1 (relation/304).",
    ):
        assert sentence in notes(read)
    assert all(note.to("fr") != note.to("en") for note in read.notes)
    assert read.attribution == "© OpenStreetMap contributors, ODbL 1.0"


@given(st.randoms(use_true_random=False))
def test_the_order_of_elements_does_not_matter(tmp_path_factory: pytest.TempPathFactory, rng: random.Random) -> None:
    text = re.sub(r"<!--.*?-->", "", PETIT_BOURG.read_text("utf-8"), flags=re.DOTALL)
    elements = [m.group() for m in re.finditer(r"<(node|way|relation) [^>]*/>|<(node|way|relation) .*?</\2>", text, flags=re.DOTALL)]
    assert len(elements) == 50 + 16 + 4  # nodes, ways, relations
    rng.shuffle(elements)
    file = osm(tmp_path_factory.mktemp("shuffled") / "m.osm", "\n".join(elements))
    assert told(read_map(file)) == told(read_map(PETIT_BOURG))


def test_bounds_keep_what_touches_the_box() -> None:
    read = read_map(PETIT_BOURG, bounds=(1.99, 47.0065, 2.0055, 47.02))
    assert {f.id for f in read.features} == {"way/132", "relation/302"}
    assert read.bounds == (2.0, 47.0065, 2.0055, 47.01)
    assert "cut back to what it covers" in notes(read)
    assert "Outside the bounds asked for, left out: 14." in notes(read)


@pytest.mark.parametrize("bounds", [(2, 47), (2, 47, 1, 48), ("a", 1, 2, 3), (float("nan"), 0, 1, 1), (700000, 6e6, 8e5, 7e6), 5])
def test_bounds_that_are_no_box_are_refused(bounds: object) -> None:
    with pytest.raises(TwinError, match=r"west, south, east, north"):
        read_map(PETIT_BOURG, bounds=bounds)  # type: ignore[arg-type]


def test_bounds_elsewhere_name_what_the_file_covers() -> None:
    with pytest.raises(TwinError, match=r"nothing inside bounds=\(3.0, 40.0, 4.0, 41.0\): it covers \(2\.00000, 47\.00100"):
        read_map(PETIT_BOURG, bounds=(3.0, 40.0, 4.0, 41.0))


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"building": "yes"}, "Polygon"),
        ({"highway": "service"}, "LineString"),
        ({"highway": "pedestrian", "area": "yes"}, "Polygon"),
        ({"highway": "pedestrian"}, "LineString"),
        ({"barrier": "fence"}, "LineString"),
        ({"barrier": "fence", "leisure": "pitch"}, "Polygon"),
        ({"railway": "tram"}, "LineString"),
        ({"railway": "platform"}, "Polygon"),
        ({"natural": "tree_row"}, "LineString"),
        ({"natural": "coastline"}, "LineString"),
        ({"waterway": "riverbank"}, "Polygon"),
        ({"waterway": "stream"}, "LineString"),
        ({"landuse": "grass", "area": "no"}, "LineString"),
        ({"place": "square", "highway": "pedestrian"}, "Polygon"),
        ({"name": "loop"}, "LineString"),
    ],
)
def test_closed_ways_are_areas_when_their_tags_say_so(tmp_path: Path, tags: dict[str, str], kind: str) -> None:
    read = read_map(osm(tmp_path / "m.osm", nodes(*SQUARE) + way(9, (1, 2, 3, 4, 1), **tags)))
    assert [f.geometry.geom_type for f in read.features] == [kind]


def test_a_building_drawn_by_its_relation_and_its_outer_way_is_read_once(tmp_path: Path) -> None:
    hole = ((2.0004, 47.0004), (2.0006, 47.0004), (2.0006, 47.0006))
    ways = way(10, (1, 2, 3, 4, 1), building="yes", height="9") + way(11, (5, 6, 7, 5))
    read = read_map(osm(tmp_path / "m.osm", nodes(*SQUARE, *hole) + ways + relation(20, [(10, "outer"), (11, "inner")], building="school")))
    (only,) = read.features
    assert (only.id, dict(only.tags)) == ("relation/20", {"building": "school", "height": "9"})
    assert "repeat their multipolygon, read once: 1 (way/10)." in notes(read)


def test_an_outer_way_that_is_something_else_stays(tmp_path: Path) -> None:
    ways = way(10, (1, 2, 3, 4, 1), barrier="wall")
    read = read_map(osm(tmp_path / "m.osm", nodes(*SQUARE) + ways + relation(20, [(10, "outer")], leisure="park")))
    assert {(f.id, f.geometry.geom_type) for f in read.features} == {("way/10", "LineString"), ("relation/20", "Polygon")}


def test_roles_may_be_missing(tmp_path: Path) -> None:
    hole = ((2.0004, 47.0004), (2.0006, 47.0004), (2.0006, 47.0006), (2.0004, 47.0006))
    body = nodes(*SQUARE, *hole) + way(10, (1, 2, 3, 4, 1)) + way(11, (5, 6, 7, 8, 5))
    read = read_map(osm(tmp_path / "m.osm", body + relation(20, [(11, ""), (10, "")], natural="wood")))
    assert degrees2(read, "relation/20") == pytest.approx(1 - 0.04)


def test_an_island_in_a_lake_in_a_wood() -> None:
    def ring(half: float) -> list[tuple[float, float]]:
        return [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]

    rings = [(ring(1), "outer"), (ring(3), "outer"), (ring(2), "inner")]
    assert area(rings).area == pytest.approx(36 - 16 + 4)
    assert area([(r, "") for r, _ in rings]).area == pytest.approx(36 - 16 + 4)


@given(st.integers(3, 30), st.data())
def test_a_ring_cut_into_ways_is_the_same_ring(corners: int, data: st.DataObject) -> None:
    """Any closed ring, cut at any corners, its pieces turned and shuffled at will, chains back to itself."""
    import math

    ring = [(round(math.cos(2 * math.pi * i / corners), 9), round(math.sin(2 * math.pi * i / corners), 9)) for i in range(corners)]
    cuts = sorted(data.draw(st.sets(st.integers(0, corners - 1), min_size=1)))
    spans = zip(cuts, [*cuts[1:], cuts[0] + corners], strict=True)
    pieces = [[ring[i % corners] for i in range(start, end + 1)] for start, end in spans]
    pieces = [piece[::-1] if data.draw(st.booleans()) else piece for piece in data.draw(st.permutations(pieces))]
    found = chain(pieces)
    assert (len(found.closed), found.bridged, found.open) == (1, 0, 0)
    assert shapely.Polygon(found.closed[0]).area == pytest.approx(shapely.Polygon(ring).area)


def test_a_water_relation_cut_by_the_edge_is_left_out_with_a_word_on_water(tmp_path: Path) -> None:
    body = nodes(*SQUARE) + way(10, (1, 2, 3)) + way(12, (1, 2), highway="path")
    read = read_map(osm(tmp_path / "m.osm", body + relation(20, [(10, "outer"), (11, "outer")], natural="water")))
    assert {f.id for f in read.features} == {"way/12"}
    assert "outer ring does not close" in notes(read)
    assert "lakes and rivers are incomplete on this map: 1 (relation/20)." in notes(read)


def test_a_relation_that_lacks_a_hole_is_kept_and_counted(tmp_path: Path) -> None:
    body = nodes(*SQUARE) + way(10, (1, 2, 3, 4, 1))
    read = read_map(osm(tmp_path / "m.osm", body + relation(20, [(10, "outer"), (11, "inner")], natural="wood")))
    assert degrees2(read, "relation/20") == pytest.approx(1.0)
    assert "built from what is there: 1 (relation/20)." in notes(read)


def test_what_overpass_writes_with_geometry(tmp_path: Path) -> None:
    """ "out geom": coordinates inside ways and relation members, no node elements at all; and a warning of the server."""
    ring = [*SQUARE, SQUARE[0]]
    inside = "".join(f'<nd ref="{i}" lat="{lat}" lon="{lon}"/>' for i, (lon, lat) in zip((1, 2, 3, 4, 1), ring, strict=True))
    bare = "".join(f'<nd lat="{lat}" lon="{lon}"/>' for lon, lat in ring)
    body = (
        '<note>The data is from OpenStreetMap</note><meta osm_base="2025"/><remark>runtime error: Query timed out</remark>'
        f'<way id="7"><bounds minlat="47" minlon="2" maxlat="47.001" maxlon="2.001"/>{inside}<tag k="building" v="yes"/></way>'
        f'<relation id="8"><member type="way" ref="9" role="outer">{bare}</member>'
        '<tag k="type" v="multipolygon"/><tag k="landuse" v="grass"/></relation>'
        '<way id="6"><center lat="47" lon="2"/><tag k="highway" v="path"/></way>'
    )
    read = read_map(osm(tmp_path / "m.osm", body))
    assert {f.id: degrees2(read, f.id) for f in read.features} == pytest.approx({"way/7": 1.0, "relation/8": 1.0})
    assert read.bounds is None
    assert 'said: "runtime error: Query timed out"' in notes(read)
    assert "fewer than two known nodes: 1 (way/6)." in notes(read)


def test_an_element_written_twice_keeps_its_tags(tmp_path: Path) -> None:
    """Overpass "out body; >; out skel;" repeats elements without their tags."""
    tagged = '<node id="1" lon="2" lat="47"><tag k="natural" v="tree"/></node>'
    read = read_map(osm(tmp_path / "m.osm", tagged + '<node id="1" lon="2" lat="47"/>'))
    assert [f.tags for f in read.features] == [{"natural": "tree"}]


def test_josm_files_have_negative_ids_and_deleted_elements(tmp_path: Path) -> None:
    body = '<node id="-1" lon="2" lat="47"><tag k="natural" v="tree"/></node>'
    body += '<node id="-2" action="delete" lon="2" lat="47"><tag k="natural" v="tree"/></node>'
    read = read_map(osm(tmp_path / "m.osm", body))
    assert [f.id for f in read.features] == ["node/-1"]
    assert "marked as deleted, left out: 1." in notes(read)


def test_an_open_outline_of_a_building_is_closed_over_a_small_gap_only(tmp_path: Path) -> None:
    almost = ((2.0, 47.0), (2.001, 47.0), (2.001, 47.001), (2.0, 47.001), (2.0, 47.0001))
    body = nodes(*almost) + way(10, (1, 2, 3, 4, 5), building="yes") + way(11, (1, 2, 3), building="yes")
    read = read_map(osm(tmp_path / "m.osm", body))
    assert {f.id: f.geometry.geom_type for f in read.features} == {"way/10": "Polygon", "way/11": "LineString"}
    assert "open outline, closed: 1 (way/10)." in notes(read)
    assert "kept as lines: 1 (way/11)." in notes(read)


def test_a_few_bad_nodes_are_counted_and_a_map_in_metres_is_refused(tmp_path: Path) -> None:
    tree = '<tag k="natural" v="tree"/>'
    good = "".join(f'<node id="{i}" lon="2" lat="47">{tree}</node>' for i in range(5))
    bad = f'<node id="91" lon="nan" lat="47">{tree}</node><node id="92" lon="2" lat="95">{tree}</node><node id="93">{tree}</node>'
    read = read_map(osm(tmp_path / "m.osm", good + bad))
    assert len(read.features) == 5
    assert "without usable coordinates: 2 (node/91, node/93)." in notes(read)
    assert "beyond ±180° of longitude or ±90° of latitude: 1 (node/92)." in notes(read)
    metres = "".join(f'<node id="{i}" lon="{767820 + i}" lat="6277738">{tree}</node>' for i in range(5))
    with pytest.raises(TwinError, match=r'"n\.osm".*seems to be in metres.*EPSG:2154'):
        read_map(osm(tmp_path / "n.osm", metres))


def test_old_bound_elements_and_senseless_ones(tmp_path: Path) -> None:
    tree = '<node id="1" lon="2" lat="47"><tag k="natural" v="tree"/></node>'
    assert read_map(osm(tmp_path / "a.osm", '<bound box="46.9,1.9,47.1,2.1"/>' + tree)).bounds == (1.9, 46.9, 2.1, 47.1)
    senseless = '<bounds minlat="9" minlon="1" maxlat="5" maxlon="x"/><bounds minlat="nan" minlon="1" maxlat="5" maxlon="2"/>'
    assert read_map(osm(tmp_path / "b.osm", senseless + tree)).bounds is None


@pytest.mark.parametrize("name", ["village.osm", "village.osm.gz", "village.xml", "éà #?.osm.gz"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_content_decides_whether_it_is_packed(tmp_path: Path, name: str, packed: bool) -> None:
    raw = PETIT_BOURG.read_bytes()
    (tmp_path / name).write_bytes(gzip.compress(raw) if packed else raw)
    assert told(read_map(tmp_path / name)) == told(read_map(PETIT_BOURG))


def test_utf16_is_read(tmp_path: Path) -> None:
    text = PETIT_BOURG.read_text("utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    (tmp_path / "m.osm").write_bytes(text.encode("utf-16"))
    assert told(read_map(tmp_path / "m.osm")) == told(read_map(PETIT_BOURG))


def test_progress_reaches_one(tmp_path: Path) -> None:
    seen: list[float] = []
    read_map(PETIT_BOURG, progress=lambda fraction, text: seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
