"""GeoJSON -> drafts of features: OSM tags from the properties, as Overpass, QGIS, geojson.io and we ourselves write them."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from twin.errors import TwinError
from twin.features import Bounds
from twin.reading.assembling import OSM_ATTRIBUTION, assemble
from twin.reading.files import Progress, chunks
from twin.reading.overpass import read_elements
from twin.reading.projection import WGS84, crs_name, to_degrees, turn_of
from twin.reading.remarks import Remarks
from twin.reading.repair import Drafts
from twin.reading.tagging import hstore, tag_text
from twin.words import Words

Json = Any  # whatever a hostile file may hold; every use checks

NO_GEOMETRY = Words("Features left out, without geometry", "Objets laissés de côté, sans géométrie")
BAD_GEOMETRY = Words("Features left out, the geometry is malformed", "Objets laissés de côté, géométrie malformée")
NOT_FEATURES = Words("Entries left out, they are no GeoJSON features", "Entrées laissées de côté, ce ne sont pas des objets GeoJSON")
UNCLOSED = Words("Polygons whose ring was not closed, closed", "Polygones au contour non fermé, refermés")
NO_TAGS = Words("Features without any tag", "Objets sans aucun tag")
PROJECTED = Words("Features brought from {crs} to longitude and latitude", "Objets ramenés de {crs} en longitude et latitude")
NOT_TAGS = frozenset(("meta", "relations", "tainted", "geometry", "id", "fid", "osm_id", "osm_way_id", "osm_type", "z_order"))
GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
DEEPEST = 16  # nested GeometryCollections; one is already unusual


def read_geojson(path: Path, remarks: Remarks, progress: Progress | None = None) -> tuple[Drafts, Bounds | None, str]:
    """(drafts, extent the file states, attribution) of a FeatureCollection, a Feature, a bare geometry, lines of features
    (GeoJSON Lines), or Overpass JSON. An old `crs` member is honoured. Raises TwinError for anything else."""
    data = _parsed(path, b"".join(chunks(path, "json", progress)))
    if isinstance(data, dict) and isinstance(data.get("elements"), list):
        elements = read_elements(data, path.name)
        return assemble(elements, path.name, remarks), elements.bounds, OSM_ATTRIBUTION
    drafts = Drafts()
    if isinstance(data, dict) and isinstance(data.get("name"), str):
        drafts.name = " ".join(data["name"].split())[:80]
    for place, feature in _features(data, path):
        _add(place, feature, drafts, remarks)
    crs = _crs(data, path) if isinstance(data, dict) else WGS84
    stated = _bbox(data) if isinstance(data, dict) else None
    if crs != WGS84:
        west, south, east, north = shapely.total_bounds(np.array(drafts.geometries, dtype=object))
        drafts.turn = turn_of(crs, (west + east) / 2, (south + north) / 2, f'"{path.name}"')
        drafts.geometries = to_degrees(np.array(drafts.geometries, dtype=object), crs, f'"{path.name}"').tolist()
        if stated:
            box = to_degrees(np.array([shapely.box(*stated)], dtype=object), crs, f'"{path.name}"')[0]
            stated = _sensible(box.bounds)
        remarks.count(Words(PROJECTED.format(crs=crs), PROJECTED.fr.format(crs=crs)), n=len(drafts.ids))
    elif stated:
        stated = _sensible(stated)
    return drafts, stated, _attribution(data, drafts)


def _parsed(path: Path, raw: bytes) -> Json:
    try:
        return json.loads(raw)
    except UnicodeError:
        raise TwinError(f'"{path.name}" is not written in UTF-8: save it again as UTF-8') from None
    except json.JSONDecodeError as error:
        lines = _parsed_lines(raw)
        if lines is not None:
            return lines
        raise TwinError(f'"{path.name}", line {error.lineno}, column {error.colno}: broken JSON ({error.msg})') from None
    except (RecursionError, ValueError):
        raise TwinError(f'"{path.name}" is nested too deeply, or holds a number too long, to be a map') from None


def _parsed_lines(raw: bytes) -> list[Json] | None:
    """GeoJSON Lines: one object a line; None when that is not what this is."""
    lines = [line.strip(b"\x1e \t\r") for line in raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    lines = [line for line in lines if line]
    if not lines or not all(line.startswith(b"{") and line.endswith(b"}") for line in lines):
        return None
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def _features(data: Json, path: Path) -> Iterator[tuple[str, Json]]:
    """(place, feature) for every entry of whatever GeoJSON object this is."""
    kind = data.get("type") if isinstance(data, dict) else None
    if isinstance(data, list):
        for i, entry in enumerate(data):
            nested = isinstance(entry, dict) and entry.get("type") == "FeatureCollection"
            for place, feature in _features(entry, path) if nested else [("", entry)]:
                yield f"line[{i}].{place}" if place else f"features[{i}]", feature
    elif kind == "FeatureCollection":
        if not isinstance(data.get("features"), list):
            raise TwinError(f'"{path.name}": a FeatureCollection needs a list called "features"')
        for i, feature in enumerate(data["features"]):
            yield f"features[{i}]", feature
    elif kind == "Feature":
        yield "features[0]", data
    elif kind in GEOMETRIES:
        yield "features[0]", {"type": "Feature", "geometry": data, "properties": {}}
    elif kind == "Topology":
        raise TwinError(f'"{path.name}" is TopoJSON: export it as GeoJSON')
    else:
        shown = f'its "type" is {json.dumps(kind)[:40]}' if isinstance(data, dict) else f"it is a {type(data).__name__}"
        raise TwinError(f'"{path.name}" is JSON but not GeoJSON: {shown}; a "FeatureCollection" is needed')


def _add(place: str, feature: Json, drafts: Drafts, remarks: Remarks) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        if isinstance(feature, dict) and feature.get("type") in GEOMETRIES:
            feature = {"geometry": feature}
        else:
            remarks.count(NOT_FEATURES, place)
            return
    geometry = feature.get("geometry")
    if geometry is None:
        remarks.count(NO_GEOMETRY, place)
        return
    try:
        shape, closed = _shape(geometry)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, shapely.errors.GEOSException):
        remarks.count(BAD_GEOMETRY, place)
        return
    properties = feature.get("properties")
    tags = tags_of(properties if isinstance(properties, dict) else {})
    remarks.count(UNCLOSED, place, n=closed)
    remarks.count(NO_TAGS, place, n=not tags)
    drafts.add(shape, tags, _id(feature, place))


def tags_of(properties: Mapping[str, Json]) -> dict[str, str]:
    """OSM tags of one feature: its properties, or the `tags` or `other_tags` some programs nest in them, as text."""
    tags: dict[str, str] = {}
    nested = properties.get("tags")
    if isinstance(nested, str) and nested.lstrip().startswith("{"):
        try:
            nested = json.loads(nested)
        except (ValueError, RecursionError):
            nested = None
    flat = {k: v for k, v in properties.items() if k not in NOT_TAGS and k not in ("tags", "other_tags") and not k.startswith("@")}
    if isinstance(properties.get("other_tags"), str):
        tags |= hstore(properties["other_tags"])
    for key, value in (flat | (nested if isinstance(nested, dict) else {})).items():
        text = tag_text(value)
        if key and text is not None:
            tags[key] = text
    return tags


def _id(feature: Mapping[str, Json], place: str) -> str:
    """ "way/123" where the file keeps it, else the place in the file."""
    properties = feature.get("properties")
    for found in (properties.get("@id") if isinstance(properties, dict) else None, feature.get("id")):
        if isinstance(found, str) and found.split("/")[0] in ("node", "way", "relation"):
            return found[:60]
    return place


def _shape(geometry: Json) -> tuple[BaseGeometry, bool]:
    """(shape, did a ring have to be closed). Raises ValueError and its like for malformed geometry."""
    waiting, shapes, depth, closed = [(geometry, 0)], [], 0, False
    while waiting:
        part, depth = waiting.pop()
        if part["type"] == "GeometryCollection":
            if depth >= DEEPEST or not isinstance(part["geometries"], list):
                raise ValueError("collections nested too deeply")
            waiting += [(inner, depth + 1) for inner in reversed(part["geometries"])]
        else:
            shape, mended = SHAPES[part["type"]](part["coordinates"])
            shapes.append(shape)
            closed |= mended
    if not shapes:
        raise ValueError("empty collection")
    return (shapes[0] if len(shapes) == 1 else shapely.geometrycollections(shapes)), closed


def _positions(value: Json) -> NDArray[np.float64]:
    """[[lon, lat, height?], …] -> (n, 2); anything but lists of numbers is refused."""
    if not isinstance(value, list) or not value:
        raise ValueError("no positions")
    for position in value:
        if not isinstance(position, list) or type(position[0]) not in (int, float) or type(position[1]) not in (int, float):
            raise TypeError("a position is a list of numbers")
    return np.array([position[:2] for position in value], dtype=float)


def _polygon(value: Json) -> tuple[BaseGeometry, bool]:
    rings: list[BaseGeometry] = []
    closed = False
    for ring in _list(value):
        points = _positions(ring)
        if np.isfinite(points).all() and (points[0] != points[-1]).any():
            points = np.vstack([points, points[:1]])
            closed = True
        if len(points) < 4 and rings:
            raise ValueError("a hole needs three corners")
        if len(points) < 4:  # too few corners: an area of zero, left out and counted with the others
            points = np.repeat(points[:1], 4, axis=0)
        rings.append(shapely.linearrings(points))
    return shapely.polygons(rings[0], holes=rings[1:] or None), closed


def _several(value: Json, build: Callable[[Json], tuple[BaseGeometry, bool]], collect: Any) -> tuple[BaseGeometry, bool]:
    parts = [build(part) for part in _list(value)]
    return collect([shape for shape, _ in parts]), any(closed for _, closed in parts)


def _line(value: Json) -> tuple[BaseGeometry, bool]:
    points = _positions(value)
    return shapely.linestrings(points if len(points) > 1 else np.repeat(points, 2, axis=0)), False


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list) or not value:
        raise ValueError("a list is needed")
    return value


SHAPES: dict[str, Callable[[Json], tuple[BaseGeometry, bool]]] = {
    "Point": lambda value: (shapely.points(_positions([value])[0]), False),
    "MultiPoint": lambda value: (shapely.multipoints(_positions(value)), False),
    "LineString": _line,
    "MultiLineString": lambda value: _several(value, _line, shapely.multilinestrings),
    "Polygon": _polygon,
    "MultiPolygon": lambda value: _several(value, _polygon, shapely.multipolygons),
}


def _crs(data: Mapping[str, Json], path: Path) -> str:
    """The coordinate system of the `crs` member of GeoJSON 2008; WGS84 without one."""
    crs = data.get("crs")
    if crs is None:
        return WGS84
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name", properties.get("code")) if isinstance(properties, dict) else None
    if isinstance(name, int | str) and not isinstance(name, bool):
        return crs_name(f"EPSG:{name}" if str(name).isdigit() else str(name))
    raise TwinError(f'"{path.name}": its "crs" member cannot be understood; leave it out and save the map in WGS84 (EPSG:4326)')


def _bbox(data: Mapping[str, Json]) -> Bounds | None:
    box = data.get("bbox")
    if not isinstance(box, list) or len(box) not in (4, 6) or not all(type(b) in (int, float) for b in box):
        return None
    try:
        corners = [float(b) for b in box]
    except OverflowError:
        return None
    middle = len(corners) // 2
    west, south, east, north = corners[0], corners[1], corners[middle], corners[middle + 1]
    return (west, south, east, north) if west < east and south < north else None


def _sensible(box: Bounds) -> Bounds | None:
    west, south, east, north = (float(b) for b in box)
    return (west, south, east, north) if -180 <= west < east <= 180 and -90 <= south < north <= 90 else None


def _attribution(data: Json, drafts: Drafts) -> str:
    """What the file says of its origin; features with OSM ids come from OpenStreetMap."""
    if isinstance(data, dict):
        for key in ("attribution", "copyright", "licence", "license"):
            if isinstance(data.get(key), str) and data[key].strip():
                return str(data[key]).strip()[:300]
    return OSM_ATTRIBUTION if any(id.startswith(("node/", "way/", "relation/")) for id in drafts.ids) else ""
