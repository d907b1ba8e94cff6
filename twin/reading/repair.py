"""From raw shapes to clean features: single points and lines, valid polygons, on the globe, inside the wanted box."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from twin.errors import TwinError
from twin.features import Bounds, Feature, MapFeatures
from twin.reading.projection import metres_error, outside_the_globe
from twin.reading.remarks import Remarks
from twin.words import Words, number

Shapes = NDArray[np.object_]

SEVERAL = (shapely.GeometryType.MULTIPOINT, shapely.GeometryType.MULTILINESTRING, shapely.GeometryType.GEOMETRYCOLLECTION)
AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)
MOST_CROSSINGS = 20_000.0  # beyond, a ring is noise rather than a badly drawn area, and the time to mend it grows with the crossings
SAMPLE = 32  # edges tried when the crossings of a long ring are estimated
LONG = 50_000  # points beyond which noise is looked for before validity, which noise makes slow to tell

NOT_FINITE = Words("Shapes left out, coordinates missing or not finite", "Formes laissées de côté, coordonnées absentes ou infinies")
FAR = Words("Shapes left out, beyond ±180° of longitude or ±90° of latitude", "Formes laissées de côté, au-delà de ±180° ou ±90°")
EMPTY = Words("Shapes left out, without extent", "Formes laissées de côté, sans étendue")
MENDED = Words("Areas whose outline crossed itself, mended", "Surfaces dont le contour se croisait, réparées")
HOPELESS = Words("Areas left out, the outline cannot be mended", "Surfaces laissées de côté, contour irréparable")
SPLIT = Words("Shapes of several points or lines, taken apart", "Formes à plusieurs points ou lignes, séparées")
OUTSIDE = Words("Outside the bounds asked for, left out", "Hors de l'emprise demandée, laissés de côté")


@dataclass
class Drafts:
    """Shapes as a reader finds them, with the tags and the place each came from, before any check."""

    geometries: list[BaseGeometry] = field(default_factory=list)
    tags: list[Mapping[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    complete: list[bool] = field(default_factory=list)
    name: str = ""  # of the map, where the file states it
    outline: BaseGeometry | None = None  # the extent it states [°], upright in the file's own axes
    turn: float = 0.0  # of the file's own axes against east [rad]

    def add(self, geometry: BaseGeometry, tags: Mapping[str, str], id: str, complete: bool = True) -> None:
        self.geometries.append(geometry)
        self.tags.append(tags)
        self.ids.append(id)
        self.complete.append(complete)


def finished(
    drafts: Drafts, name: str, file: str, remarks: Remarks, wanted: Bounds | None, stated: Bounds | None, attribution: str
) -> MapFeatures:
    """Drafts -> MapFeatures: Points, LineStrings, valid Polygons and MultiPolygons, none of them empty.

    wanted   keep what intersects this box [°]; the result then states the part of it that the file covers
    stated   the extent the file itself states [°], or None
    Raises TwinError when nothing usable is left, or when most coordinates cannot be degrees.
    """
    shapes, origin = _single(drafts, remarks)
    shapes, origin = _on_the_globe(shapes, origin, drafts, file, remarks)
    shapes, origin = _mended(shapes, origin, drafts, remarks)
    if not len(shapes):
        raise TwinError(f'"{file}" holds no usable shape with tags' + _why(remarks))
    if wanted is not None:
        inside = shapely.intersects(shapes, shapely.box(*wanted))
        if not inside.any():
            box = ", ".join(f"{b:.5f}" for b in shapely.total_bounds(shapes))
            raise TwinError(f'"{file}" has nothing inside bounds={wanted}: it covers ({box})')
        remarks.count(OUTSIDE, n=int((~inside).sum()))
        shapes, origin = shapes[inside], origin[inside]
        stated = _common(wanted, stated, remarks)
    ids = _ids(origin, drafts)
    features = tuple(Feature(shape, drafts.tags[i], id, drafts.complete[i]) for shape, i, id in zip(shapes, origin, ids, strict=True))
    upright = wanted is None  # a box that was asked for is north-up; otherwise the file's own axes are followed
    outline, turn = (drafts.outline, drafts.turn) if upright else (None, 0.0)
    return MapFeatures(drafts.name or name, features, stated, (_summary(shapes), *remarks.words()), attribution, outline, turn)


def _single(drafts: Drafts, remarks: Remarks) -> tuple[Shapes, NDArray[np.intp]]:
    """Collections taken apart until only single points and lines, polygons and multipolygons are left."""
    shapes = shapely.force_2d(np.array(drafts.geometries, dtype=object))
    origin = np.arange(len(shapes), dtype=np.intp)
    while (several := np.isin(shapely.get_type_id(shapes), SEVERAL)).any():
        for i in origin[several & (shapely.get_num_geometries(shapes) > 1)]:
            remarks.count(SPLIT, drafts.ids[i])
        parts, of = shapely.get_parts(shapes[several], return_index=True)
        shapes = np.concatenate([shapes[~several], parts])
        origin = np.concatenate([origin[~several], origin[several][of]])
        order = np.argsort(origin, kind="stable")
        shapes, origin = shapes[order], origin[order]
    return shapes, origin


def _on_the_globe(shapes: Shapes, origin: NDArray[np.intp], drafts: Drafts, file: str, remarks: Remarks) -> tuple[Shapes, NDArray[np.intp]]:
    points, of = shapely.get_coordinates(shapes, return_index=True)
    infinite, far = outside_the_globe(points)
    if 2 * far.sum() > len(points):
        raise metres_error(f'"{file}"', points[far][0])
    spoilt = np.zeros(len(shapes), dtype=bool)
    for bad, sentence in ((infinite, NOT_FINITE), (far, FAR)):
        hit = np.unique(of[bad])
        for i in hit[~spoilt[hit]]:
            remarks.count(sentence, drafts.ids[origin[i]])
        spoilt[hit] = True
    return shapes[~spoilt], origin[~spoilt]


def _mended(shapes: Shapes, origin: NDArray[np.intp], drafts: Drafts, remarks: Remarks) -> tuple[Shapes, NDArray[np.intp]]:
    """Polygons made valid, shapes without extent left out, each counted."""
    shapes = shapes.copy()
    kind = shapely.get_type_id(shapes)
    is_area, is_line = np.isin(kind, AREAS), np.isin(kind, LINES)
    noise = np.zeros(len(shapes), dtype=bool)
    for i in np.flatnonzero(is_area & (shapely.get_num_coordinates(shapes) > LONG)):
        noise[i] = crosses_too_often(shapes[i])
    valid = np.ones(len(shapes), dtype=bool)
    valid[~noise] = shapely.is_valid(shapes[~noise])
    for i in np.flatnonzero(is_area & ~(valid & ~noise)):
        hopeless = bool(noise[i]) or crosses_too_often(shapes[i])
        mended = None if hopeless else polygonal(shapely.make_valid(shapes[i], method="structure", keep_collapsed=False))
        lost = mended is None or mended.is_empty
        remarks.count((HOPELESS if hopeless else EMPTY) if lost else MENDED, drafts.ids[origin[i]])
        shapes[i] = None if lost else mended
    flat = (is_area & (shapely.area(shapes) == 0)) | (is_line & (shapely.length(shapes) == 0)) | shapely.is_empty(shapes)
    for i in np.flatnonzero(flat & ~shapely.is_missing(shapes)):
        remarks.count(EMPTY, drafts.ids[origin[i]])
    keep = ~flat & ~shapely.is_missing(shapes)
    return shapes[keep], origin[keep]


def polygonal(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of `shape`: a Polygon, a MultiPolygon, or an empty Polygon."""
    parts = shapely.get_parts(shape)
    while np.isin(shapely.get_type_id(parts), (*SEVERAL, shapely.GeometryType.MULTIPOLYGON)).any():
        parts = shapely.get_parts(parts)
    areas = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > 0)]
    if len(areas) > 1:
        return shapely.multipolygons(areas)
    return areas[0] if len(areas) else shapely.Polygon()


def crosses_too_often(shape: BaseGeometry) -> bool:
    """True when the edges of an area cross so often that it is noise: crossings estimated from a sample of its edges."""
    points, ring = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
    joined = ring[1:] == ring[:-1]
    start, end = points[:-1][joined], points[1:][joined]
    if len(start) < SAMPLE:
        return False
    hits = 0
    for i in np.linspace(0, len(start) - 1, SAMPLE).astype(int):
        a, b = start[i], end[i]
        apart = _side(a, b, start) * _side(a, b, end) < 0
        hits += int((apart & (_side(start, end, a) * _side(start, end, b) < 0)).sum())
    return hits / SAMPLE * len(start) / 2 > MOST_CROSSINGS


def _side(a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64]) -> NDArray[np.float64]:
    """On which side of the line a-b the point c lies (sign), for any of them (2,) or (n, 2)."""
    side: NDArray[np.float64] = np.sign(
        (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    )
    return side


def _ids(origin: NDArray[np.intp], drafts: Drafts) -> list[str]:
    """The id of each shape; the parts of one feature are numbered "way/7#1", "way/7#2"."""
    total = np.bincount(origin, minlength=len(drafts.ids))
    seen: dict[int, int] = {}
    ids = []
    for i in origin.tolist():
        seen[i] = seen.get(i, 0) + 1
        ids.append(drafts.ids[i] if total[i] == 1 else f"{drafts.ids[i]}#{seen[i]}")
    return ids


def _common(wanted: Bounds, stated: Bounds | None, remarks: Remarks) -> Bounds:
    if stated is None:
        return wanted
    both = max(wanted[0], stated[0]), max(wanted[1], stated[1]), min(wanted[2], stated[2]), min(wanted[3], stated[3])
    if both[0] >= both[2] or both[1] >= both[3]:
        return wanted
    if both != wanted:
        sentence = Words(
            "The bounds asked for reach beyond the file: they are cut back to what it covers.",
            "L'emprise demandée dépasse le fichier : elle est ramenée à ce qu'il couvre.",
        )
        remarks.say(sentence)
    return both


def _summary(shapes: Shapes) -> Words:
    kind = shapely.get_type_id(shapes)
    areas, lines = int(np.isin(kind, AREAS).sum()), int(np.isin(kind, LINES).sum())
    points = len(shapes) - areas - lines
    return Words(
        f"Shapes read: {number(areas)} areas, {number(lines)} lines, {number(points)} points.",
        f"Formes lues : {number(areas, lang='fr')} surfaces, {number(lines, lang='fr')} lignes, {number(points, lang='fr')} points.",
    )


def _why(remarks: Remarks) -> str:
    words = remarks.words()
    return f" ({'; '.join(str(w).rstrip('.') for w in words[:3])})" if words else ""
