"""What every drawn town must keep to: checks on its shapes in local metres, shared by the tests of the towns."""

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.features import Feature, MapFeatures
from twin.grid import LocalPlane
from twin.tags.built import BY_VALUE
from twin.tags.ground import RAILS, area_rule
from twin.tags.ways import way_kind

# Coordinates are rounded to 1e-7°, 11 mm of latitude: a corner moves by up to 7 mm, so two 30 m walls that share a line may
# come to overlap by 30 m × 2 × 7 mm = 0.4 m² in theory; what towns leave is far less.
ROUNDING = 0.2  # m²


def local(town: MapFeatures, features: list[Feature]) -> NDArray[np.object_]:
    """Shapes in metres from the south-west corner."""
    assert town.bounds is not None
    shapes: NDArray[np.object_] = LocalPlane.over(town.bounds).to_local(np.array([f.geometry for f in features], dtype=object))
    return shapes


def having(town: MapFeatures, **tags: str) -> list[Feature]:
    """The features with these tags; "*" stands for any value."""
    return [f for f in town.features if all(k in f.tags and v in ("*", f.tags[k]) for k, v in tags.items())]


def named(town: MapFeatures, name: str) -> list[Feature]:
    return [f for f in town.features if f.tags.get("name") == name]


def streets(town: MapFeatures) -> list[Feature]:
    """Ways with a carriageway."""
    return [f for f in having(town, highway="*") if f.tags["highway"] not in ("footway", "path")]


def carriageways(town: MapFeatures) -> NDArray[np.object_]:
    found = streets(town)
    widths = np.array([float(f.tags["width"]) for f in found])
    ground: NDArray[np.object_] = shapely.buffer(local(town, found), widths / 2, quad_segs=4)
    return ground


def size(town: MapFeatures) -> tuple[float, float]:
    """Width and height [m]."""
    assert town.bounds is not None
    west, south, east, north = town.bounds
    kx, ky = LocalPlane.over(town.bounds).scale
    return (east - west) * kx, (north - south) * ky


def most_overlap(shapes: NDArray[np.object_], others: NDArray[np.object_]) -> float:
    """The largest area [m²] that one of `shapes` shares with one of `others` (with another one when both are the same)."""
    i, j = shapely.STRtree(others).query(shapes, predicate="intersects")
    if shapes is others:
        i, j = i[i < j], j[i < j]
    shared = shapely.area(shapely.intersection(shapes[i], others[j]))
    return float(shared.max(initial=0.0))


def check_shapes(town: MapFeatures) -> None:
    """Valid shapes within the bounds, ids used once, tags the readers know."""
    assert town.bounds is not None
    shapes = np.array([f.geometry for f in town.features], dtype=object)
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    limits = shapely.bounds(shapes)
    west, south, east, north = town.bounds
    assert limits[:, 0].min() >= west
    assert limits[:, 1].min() >= south
    assert limits[:, 2].max() <= east
    assert limits[:, 3].max() <= north
    assert len({f.id for f in town.features}) == len(town.features)
    unknown = [f.tags for f in town.features if not _understood(f)]
    assert unknown == []


def _understood(feature: Feature) -> bool:
    tags, kind = feature.tags, feature.geometry.geom_type
    if kind == "Polygon":
        return tags["building"] in BY_VALUE if "building" in tags else area_rule(tags) is not None
    if kind == "LineString":
        return way_kind(tags) is not None or tags.get("railway") in RAILS or tags.get("natural") == "tree_row"
    return kind == "Point" and tags.get("natural") == "tree"


def check_buildings(town: MapFeatures) -> None:
    """No building in another, in water, on rails or in a carriageway; none stretches over the edge of the map."""
    buildings = local(town, having(town, building="*"))
    water = local(town, [*having(town, natural="water"), *having(town, landuse="railway")])
    assert most_overlap(buildings, buildings) < ROUNDING
    assert most_overlap(buildings, water) < ROUNDING
    assert most_overlap(buildings, carriageways(town)) < ROUNDING
    assert shapely.area(buildings).min() > 5
    for feature in having(town, building="*"):
        assert float(feature.tags["height"]) > 2
        assert feature.tags["building"] in ("garage", "garages", "shed") or int(feature.tags["building:levels"]) >= 1


def check_trees(town: MapFeatures) -> None:
    """No trunk in a building, in water or on a carriageway; crowns as large as trees have them."""
    trees = having(town, natural="tree")
    trunks = local(town, trees)
    for obstacles in (local(town, having(town, building="*")), local(town, having(town, natural="water")), carriageways(town)):
        assert len(shapely.STRtree(obstacles).query(trunks, predicate="intersects")[0]) == 0
    assert all(1.5 < float(t.tags["diameter_crown"]) < 16 and t.tags["species"] for t in trees)


def check_crossings(town: MapFeatures) -> None:
    """Streets that meet share a corner, as a road network needs; all of them hang together."""
    found = streets(town)
    lines = np.array([f.geometry for f in found], dtype=object)
    corners = [{(x, y) for x, y in line.coords} for line in lines]
    group = list(range(len(lines)))

    def root(k: int) -> int:
        while group[k] != k:
            k = group[k]
        return k

    i, j = shapely.STRtree(lines).query(lines, predicate="intersects")
    for a, b in zip(i[i < j], j[i < j], strict=True):
        meeting = shapely.get_coordinates(shapely.intersection(lines[a], lines[b]))
        assert all((x, y) in corners[a] & corners[b] for x, y in meeting), (found[a].tags["name"], found[b].tags["name"])
        group[root(a)] = root(b)
    assert len({root(k) for k in range(len(lines))}) == 1
