"""Union, difference and intersection of polygons that do not give up on awkward shapes.

GEOS works in floating point and, once in many thousand overlays, meets shapes whose edges nearly coincide. It then raises; here the
shapes are mended and the overlay is repeated on a grid of a micrometre, which always succeeds.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
MICROMETRE = 1e-6  # m


def polygonal(shapes: Any) -> Shapes:
    """The polygons inside any geometries (collections opened, lines and points dropped), as one flat array."""
    parts = np.atleast_1d(np.asarray(shapes, dtype=object))
    for _ in range(2):  # a collection may hold a multipolygon
        parts = shapely.get_parts(parts)
    polygons: Shapes = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 0)]
    return polygons


def union(shapes: Any) -> shapely.Geometry:
    """All polygons as one geometry."""
    try:
        return shapely.union_all(shapes)
    except shapely.errors.GEOSException:
        return shapely.union_all(polygonal(shapely.make_valid(shapes)), grid_size=MICROMETRE)


def joined(a: shapely.Geometry, b: shapely.Geometry) -> shapely.Geometry:
    """Two geometries as one; much quicker than `union` of both, which would take each apart again."""
    joint: shapely.Geometry = _robust(shapely.union, a, b)
    return joint


def difference(shapes: Any, taken: shapely.Geometry) -> Any:
    """What is left of each shape outside `taken`; one geometry or an array, as given."""
    return _robust(shapely.difference, shapes, taken)


def intersection(shapes: Any, inside: Any) -> Any:
    """What lies of each shape inside `inside`; one geometry or an array, as given."""
    return _robust(shapely.intersection, shapes, inside)


def _robust(overlay: Callable[..., Any], a: Any, b: Any) -> Any:
    try:
        return overlay(a, b)
    except shapely.errors.GEOSException:
        return overlay(_mended(a), _mended(b), grid_size=MICROMETRE)


def _mended(shapes: Any) -> Any:
    """Valid polygons; lines are left alone."""
    return shapely.make_valid(shapes, method="structure", keep_collapsed=False)
