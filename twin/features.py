"""Shapes with OpenStreetMap tags: the one form in which real, drawn and generated towns arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from shapely.geometry.base import BaseGeometry

from twin.errors import TwinError
from twin.words import Words

Bounds = tuple[float, float, float, float]  # west, south, east, north [degrees] or minx, miny, maxx, maxy [m]


@dataclass(frozen=True, eq=False)
class Feature:
    """One shape of a map.

    geometry   in WGS84 longitude/latitude
    tags       OpenStreetMap tags
    id         where it came from ("way/123", "features[4]")
    complete   False when the edge of the file cut part of the outline away
    """

    geometry: BaseGeometry
    tags: Mapping[str, str]
    id: str
    complete: bool = True


@dataclass(frozen=True, eq=False)
class MapFeatures:
    """All shapes of one map file or generated town, before anything is interpreted.

    bounds   (west, south, east, north) in degrees when the file states its own extent, else None
    outline  the stated extent as a shape in degrees, where it is upright in the file's own axes rather than on the globe
    turn     angle from east to the file's x axis, counter-clockwise [rad]: 0 but for national projections
    notes    what the reader repaired or left out, and why
    """

    name: str
    features: tuple[Feature, ...]
    bounds: Bounds | None = None
    notes: tuple[Words, ...] = ()
    attribution: str = ""
    outline: BaseGeometry | None = None
    turn: float = 0.0


def checked_bounds(bounds: object, name: str = "") -> Bounds:
    """(west, south, east, north) in degrees when they make sense, else a TwinError; `name` says of what."""
    of = f" of {name}" if name else ""
    try:
        west, south, east, north = (float(b) for b in bounds)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        raise TwinError(f"bounds{of} {bounds!r} are not a box: give (west, south, east, north) in degrees") from None
    sound = all(isfinite(b) for b in (west, south, east, north)) and -180 <= west < east <= 180 and -85 <= south < north <= 85
    if not sound:
        raise TwinError(
            f"bounds{of} are not a box on the map: west {west:g}, south {south:g}, east {east:g}, north {north:g}; "
            "give (west, south, east, north) in degrees, west < east and south < north, between 85° S and 85° N"
        )
    return west, south, east, north
