"""The frame of a map: as given, as the file states it, or found from the shapes themselves."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.errors import TwinError
from twin.features import Bounds, MapFeatures, checked_bounds
from twin.grid import LocalPlane
from twin.tags.ground import area_rule
from twin.words import Words, quantity

ENOUGH = 300  # shapes, below which a map is taken to be drawn by hand and whole
STRETCHED = 3.0  # times the box of streets and buildings: beyond, a river or wood that runs on does not stretch the map
STRAYS = 3  # shapes that may lie outside the cut (labels of relations)
APART = 15.0  # m from the next ones, beyond which a shape is such a stray
CROSSING = 10  # shapes that must cross a side for it to be a cut
OVERHANG = 20.0  # m by which streets must run on beyond a cut
LONELY = 80.0  # m of neighbourhood given to a single point or straight line


@dataclass(frozen=True)
class Frame:
    """The rectangle of ground a map shows: `width` × `height` metres from the origin of `plane`, its south-west corner."""

    plane: LocalPlane
    width: float
    height: float

    @classmethod
    def of(cls, rough: LocalPlane, box: Bounds) -> "Frame":
        """The rectangle `box` (minx, miny, maxx, maxy) [m] of a plane."""
        return cls(rough.at(box[0], box[1]), box[2] - box[0], box[3] - box[1])

    @property
    def box(self) -> shapely.Polygon:
        """[m]"""
        return shapely.box(0, 0, self.width, self.height)


def frame_of(features: MapFeatures) -> tuple[Frame, list[Words]]:
    """The frame of a map, and a note when it had to be found from the shapes. Raises TwinError when no shape lies in it."""
    if not features.features:
        raise TwinError(f"{features.name} holds no shapes: nothing can be drawn from it")
    shapes = np.array([f.geometry for f in features.features], dtype=object)
    west, south, east, north = features.bounds or (float(b) for b in shapely.total_bounds(shapes))
    if features.outline is not None:
        rough = LocalPlane((west + east) / 2, (south + north) / 2, turn=features.turn)
        return Frame.of(rough, rough.to_local(features.outline).bounds), []
    if features.bounds is not None:
        checked_bounds(features.bounds, features.name)
        if not shapely.intersects(shapely.box(west, south, east, north), shapes).any():
            raise TwinError(f"none of the shapes of {features.name} lies in the box it states: {west:g}, {south:g}, {east:g}, {north:g}")
        plane = LocalPlane.over((west, south, east, north))
        kx, ky = plane.scale
        return Frame(plane, (east - west) * kx, (north - south) * ky), []
    checked_bounds((west - 1e-9, south - 1e-9, east + 1e-9, north + 1e-9), features.name)
    rough = LocalPlane((west + east) / 2, (south + north) / 2, turn=features.turn)
    box, found = _found(shapely.bounds(rough.to_local(shapes)), features)
    frame = Frame.of(rough, box)
    size = f"{quantity(frame.width / 1000, digits=2)} × {quantity(frame.height / 1000, 'km', 2)}"
    size_fr = f"{quantity(frame.width / 1000, digits=2).fr} × {quantity(frame.height / 1000, 'km', 2).fr}"
    note = Words(
        f"the file does not state its extent: {size} found where its shapes were cut; give bounds= to choose",
        f"le fichier n'indique pas son cadre : {size_fr} retrouvés là où ses formes ont été coupées ; bounds= permet de choisir",
    )
    return frame, [note] if found else []


def _found(boxes: NDArray[np.float64], features: MapFeatures) -> tuple[Bounds, bool]:
    """The box [m] a map was cut from, and whether it was found from cut shapes rather than from whole ones.

    Map extracts keep ways whole, so streets run on beyond the box that was asked for, which the file often does not state.
    But every shape was kept because it touches that box: so its eastern side lies at or east of the western end of every
    shape, and hundreds of shapes pin it down to a metre or two. A side is moved in to that line only where streets run on
    more than 20 m beyond it and many shapes cross it; otherwise the box is that of the streets and buildings. A map of
    fewer shapes is taken to be drawn by hand: all that counts in the model belongs to it.
    """
    tags = [f.tags for f in features.features]
    streets = np.array(["highway" in t for t in tags])
    core = streets | np.array(["building" in t for t in tags])
    counts = core | np.array([bool(area_rule(t)) or "natural" in t or "waterway" in t or "railway" in t for t in tags])
    outer = _around(boxes[core] if core.any() else boxes)
    if len(boxes) < ENOUGH:
        drawn = _around(boxes[counts] if counts.any() else boxes)
        stretched = max(drawn[2] - drawn[0], drawn[3] - drawn[1]) > STRETCHED * max(outer[2] - outer[0], outer[3] - outer[1])
        outer = outer if stretched and core.sum() >= CROSSING else drawn
        return _roomy(outer), False
    if not streets.any():
        return _roomy(outer), False
    west, south, east, north = (_cut(boxes, streets, side, outer[side]) for side in range(4))
    if west >= east or south >= north:
        return _roomy(outer), False
    return (west, south, east, north), (west, south, east, north) != outer


def _around(boxes: NDArray[np.float64]) -> Bounds:
    return float(boxes[:, 0].min()), float(boxes[:, 1].min()), float(boxes[:, 2].max()), float(boxes[:, 3].max())


def _roomy(box: Bounds) -> Bounds:
    """The box, or a neighbourhood around it when it is a point or a straight line."""
    if box[2] - box[0] >= 1 and box[3] - box[1] >= 1:
        return box
    return box[0] - LONELY, box[1] - LONELY, box[2] + LONELY, box[3] + LONELY


def _cut(boxes: NDArray[np.float64], streets: NDArray[np.bool_], side: int, outer: float) -> float:
    """One side (0 west, 1 south, 2 east, 3 north) of the box that all shapes touch, or `outer` where there was no cut."""
    axis, far = side % 2, side >= 2
    ends = np.sort(boxes[:, axis] if far else -boxes[:, axis + 2])[::-1]  # the ends that turn inwards, the outermost first
    pin = next((float(ends[k]) for k in range(STRAYS) if ends[k] - ends[k + 1] <= APART), float(ends[STRAYS]))
    line = pin if far else -pin
    crossing = int(((boxes[:, axis] < line) & (boxes[:, axis + 2] > line)).sum())
    reach = boxes[streets, axis + 2].max() - line if far else line - boxes[streets, axis].min()
    return line if crossing >= CROSSING and reach > OVERHANG else outer
