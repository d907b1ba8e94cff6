"""A town as a stored map file: GeoJSON (RFC 7946), one feature on a line, in a fixed order."""

import json
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape

from twin.errors import TwinError
from twin.features import Feature, MapFeatures


def to_geojson(town: MapFeatures) -> str:
    """The town as the text of a FeatureCollection with name, bbox and attribution; tags are the properties."""
    rows = []
    for feature in town.features:
        row = {
            "type": "Feature",
            "id": feature.id,
            "properties": dict(feature.tags),
            "geometry": mapping(feature.geometry),
        }
        rows.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    head = {"type": "FeatureCollection", "name": town.name, "attribution": town.attribution, "bbox": list(town.bounds or ())}
    opening = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    return opening + ',"features":[\n' + ",\n".join(rows) + "\n]}\n"


def read_geojson(path: Path) -> MapFeatures:
    """The town stored at `path` by `to_geojson`."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        west, south, east, north = stored["bbox"]
        features = tuple(Feature(shape(f["geometry"]), f["properties"], f["id"]) for f in stored["features"])
    except (KeyError, ValueError, TypeError, AttributeError, shapely.errors.ShapelyError) as error:
        raise TwinError(f"the stored town {path.name} is damaged ({error!r}): reinstall twin") from error
    return MapFeatures(stored["name"], features, (west, south, east, north), attribution=stored["attribution"])
