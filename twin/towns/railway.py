"""The railway of a town: trackbed, two tracks, a siding and platforms."""

from collections.abc import Sequence

import shapely
from shapely import LineString, Polygon
from shapely.ops import substring

from twin.towns.canvas import Canvas
from twin.towns.geometry import XY, beside, smooth

TRACKS = (-2.0, 2.0)  # m from the axis: two running lines
HALF_BED = 9.0  # m from the axis to the edge of the trackbed


def railway(canvas: Canvas, axis: Sequence[XY], station: tuple[float, float]) -> Polygon:
    """Two tracks along a smooth axis, with platforms between `station` = (from, to) metres along it; returns the bed.

    The axis runs from west to east; the town lies on its left (north).
    """
    line = LineString(smooth(axis, 20.0))
    bed = shapely.buffer(line, HALF_BED, cap_style="flat", join_style="mitre")
    canvas.area(bed, {"landuse": "railway"})
    for offset in TRACKS:
        canvas.line(beside(line.coords, offset), {"railway": "rail", "gauge": "1435", "electrified": "contact_line"})
    start, end = max(station[0], 30.0), min(station[1], line.length - 30.0)
    siding = substring(line, max(start - 120, 1.0), min(end + 60, line.length - 1.0))
    canvas.line(beside(siding.coords, -6.2), {"railway": "rail", "gauge": "1435", "service": "siding"})
    stop = substring(line, start, end)
    platform = shapely.buffer(LineString(beside(stop.coords, 6.2)), 2.2, cap_style="flat", join_style="mitre")
    canvas.area(platform, {"railway": "platform", "name": "Quai 1", "surface": "paving_stones"})
    return bed
