"""Shapes with OpenStreetMap tags: the one form in which real, drawn and generated towns arrive."""

from collections.abc import Mapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from twin.words import Words

Bounds = tuple[float, float, float, float]  # west, south, east, north [degrees] or minx, miny, maxx, maxy [m]


@dataclass(frozen=True, eq=False)
class Feature:
    """One shape of a map: WGS84 longitude/latitude geometry, OSM tags, and where it came from ("way/123", "features[4]")."""

    geometry: BaseGeometry
    tags: Mapping[str, str]
    id: str


@dataclass(frozen=True, eq=False)
class MapFeatures:
    """All shapes of one map file or generated town, before anything is interpreted.

    bounds   (west, south, east, north) in degrees when the file states its own extent, else None
    notes    what the reader repaired or left out, and why
    """

    name: str
    features: tuple[Feature, ...]
    bounds: Bounds | None = None
    notes: tuple[Words, ...] = ()
    attribution: str = ""
