"""The box of a map: as given, as the file states it, or found from the shapes themselves."""

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.errors import TwinError
from twin.features import Bounds, MapFeatures
from twin.words import Words

ENOUGH = 300  # shapes, below which a map is taken to be drawn by hand and whole
STRAYS = 3  # shapes that may lie outside the cut (labels of relations)
CROSSING = 10  # shapes that must cross a side for it to be a cut
OVERHANG = 20.0 / 111_000  # degrees (about 20 m) by which streets must run on beyond a cut
LONELY = 0.001  # degrees of neighbourhood given to a single point or straight line


def extent(features: MapFeatures) -> tuple[Bounds, list[Words]]:
    """The box a map was cut from, and a note when it had to be found from the shapes.

    Map extracts keep ways whole, so streets run on beyond the box that was asked for, which the file often does not state.
    But every shape was kept because it touches that box: so its eastern side lies at or east of the western end of every
    shape, and hundreds of shapes pin it down to a metre or two. A side is moved in to that line only where streets run on
    more than 20 m beyond it and many shapes cross it; otherwise the box is that of the streets and buildings.
    """
    if not features.features:
        raise TwinError(f"{features.name} holds no shapes: nothing can be drawn from it")
    boxes = shapely.bounds(np.array([f.geometry for f in features.features], dtype=object))
    streets = np.array(["highway" in f.tags for f in features.features])
    core = streets | np.array(["building" in f.tags for f in features.features])
    chosen = boxes[core] if core.any() else boxes
    outer = [chosen[:, 0].min(), chosen[:, 1].min(), chosen[:, 2].max(), chosen[:, 3].max()]
    found = list(outer)
    if len(boxes) >= ENOUGH and streets.any():
        found = [_cut(boxes, streets, side, outer[side]) for side in range(4)]
    west, south, east, north = (float(v) for v in found)
    if west >= east or south >= north:
        west, south, east, north = outer[0] - LONELY, outer[1] - LONELY, outer[2] + LONELY, outer[3] + LONELY
    if found == outer:
        return (west, south, east, north), []
    text = f"{west:.5f}, {south:.5f}, {east:.5f}, {north:.5f}"
    return (west, south, east, north), [
        Words(
            f"the file does not state its extent: found where its shapes were cut ({text}); give bounds= to choose",
            f"le fichier n'indique pas son cadre : retrouvé là où ses formes ont été coupées ({text}) ; bounds= permet de choisir",
        )
    ]


def _cut(boxes: NDArray[np.float64], streets: NDArray[np.bool_], side: int, outer: float) -> float:
    """One side (0 west, 1 south, 2 east, 3 north) of the box that all shapes touch, or `outer` where there was no cut."""
    axis, far = side % 2, side >= 2
    inner_ends = np.sort(boxes[:, axis] if far else -boxes[:, axis + 2])  # towards the outside in both cases
    line = float(inner_ends[-STRAYS]) * (1 if far else -1)
    crossing = int(((boxes[:, axis] < line) & (boxes[:, axis + 2] > line)).sum())
    reach = boxes[streets, axis + 2].max() - line if far else line - boxes[streets, axis].min()
    return line if crossing >= CROSSING and reach > OVERHANG else outer
