"""Coordinate systems: from whatever a file is in to WGS84 longitude/latitude. pyproj is imported only when it is needed."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.errors import TwinError
from twin.features import Bounds
from twin.grid import LocalPlane

if TYPE_CHECKING:
    from pyproj import Transformer

Shapes = NDArray[np.object_]
WGS84 = "EPSG:4326"
_SAME_AS_WGS84 = re.compile(r"^(?:urn:ogc:def:crs:)?(?:OGC:?(?:[\d.]*)?:CRS84|EPSG:(?:[\d.]*:)?4326)$", re.IGNORECASE)
_EPSG = re.compile(r"^(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?EPSG[:/]+(?:[\d.]*[:/])?(\d{1,7})$", re.IGNORECASE)


def crs_name(text: str) -> str:
    """One spelling for a coordinate system: "urn:ogc:def:crs:EPSG::2154" -> "EPSG:2154", CRS84 -> "EPSG:4326"."""
    text = text.strip()
    if _SAME_AS_WGS84.match(text):
        return WGS84
    found = _EPSG.match(text)
    return f"EPSG:{int(found.group(1))}" if found else text


def to_degrees(shapes: Shapes, crs: str, where: str) -> Shapes:
    """`shapes` in coordinate system `crs` -> WGS84 longitude/latitude [°], x first whatever the authority says.

    where   named in the error ("roads in town.gpkg")
    Points that the projection cannot place become infinite; `usable` counts the shapes they spoil.
    """
    if crs_name(crs) == WGS84 or not len(shapes):
        return shapes
    step = _transformer(crs_name(crs), WGS84, where)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(step.transform(points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(shapes, move), dtype=object)


def bounds_in(bounds: Bounds, crs: str, where: str) -> Bounds:
    """The box in `crs` that holds the box `bounds` of degrees (edges are followed, since they bend)."""
    if crs_name(crs) == WGS84:
        return bounds
    west, south, east, north = _transformer(WGS84, crs_name(crs), where).transform_bounds(*bounds, densify_pts=21)
    return float(west), float(south), float(east), float(north)


def turn_of(crs: str, x: float, y: float, where: str) -> float:
    """Angle [rad] from east to the x axis of `crs` at (x, y), counter-clockwise: a few degrees in Brittany for Lambert-93."""
    if crs_name(crs) == WGS84:
        return 0.0
    here, there = (shapely.get_coordinates(p)[0] for p in to_degrees(shapely.points([[x, y], [x + 100.0, y]]), crs, where))
    kx, ky = LocalPlane(float(here[0]), float(here[1])).scale
    angle = float(np.arctan2((there[1] - here[1]) * ky, (there[0] - here[0]) * kx))
    return angle if np.isfinite(angle) else 0.0


@lru_cache(maxsize=16)
def _transformer(source: str, target: str, where: str) -> "Transformer":
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    unknown = source if target == WGS84 else target
    try:
        return Transformer.from_crs(source, target, always_xy=True)
    except (ProjError, ValueError):
        shown = unknown if len(unknown) < 80 else unknown[:77] + "…"
        raise TwinError(
            f'{where}: the coordinate system "{shown}" is unknown; save the map in WGS84 (EPSG:4326), or in one with an EPSG number'
        ) from None


def outside_the_globe(points: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which rows of (n, 2) lon/lat are not finite, and which are finite but beyond ±180, ±90."""
    finite = np.asarray(np.isfinite(points).all(axis=1))
    with np.errstate(invalid="ignore"):
        far: NDArray[np.bool_] = finite & (np.abs(points) > (180, 90)).any(axis=1)
    return ~finite, far


def metres_error(where: str, example: Any) -> TwinError:
    """The error for a file whose coordinates are not degrees."""
    lon, lat = float(example[0]), float(example[1])
    return TwinError(
        f"{where}: most coordinates are no longitudes and latitudes (such as {lon:.6g}, {lat:.6g}), so the file seems to be in metres "
        "(EPSG:3857, EPSG:2154 …); export it again in WGS84 (EPSG:4326), or let it state its coordinate system"
    )
