"""The sheet a town is drawn on, in local metres; `finish` turns it into map features in longitude and latitude."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon

from twin.features import Feature, MapFeatures
from twin.grid import LocalPlane
from twin.towns.geometry import XY, Ring

CENTRE = (2.60, 47.10)  # where built-in towns lie: open country in the middle of France
DECIMALS = 7  # of a degree, about 1 cm (RFC 7946 section 11.2 asks for no more than is meant)
TOUCHING = 0.05  # m² two buildings may share through rounding before one is left out

Tags = dict[str, str]


class Species(NamedTuple):
    """A tree as it is planted: its name, height and crown diameter when grown [m]."""

    species: str
    height: float
    crown: float


SPECIES: dict[str, Species] = {
    "plane": Species("Platanus × hispanica", 17, 10.0),
    "lime": Species("Tilia cordata", 14, 8.0),
    "maple": Species("Acer platanoides", 12, 7.5),
    "chestnut": Species("Aesculus hippocastanum", 15, 9.5),
    "oak": Species("Quercus robur", 17, 11.0),
    "ash": Species("Fraxinus excelsior", 16, 9.0),
    "birch": Species("Betula pendula", 12, 6.0),
    "poplar": Species("Populus nigra", 20, 5.0),
    "willow": Species("Salix alba", 13, 9.5),
    "cherry": Species("Prunus avium", 8, 5.5),
    "apple": Species("Malus domestica", 5, 4.5),
    "cedar": Species("Cedrus atlantica", 18, 11.0),
    "hornbeam": Species("Carpinus betulus", 11, 6.5),
}


class Tree(NamedTuple):
    x: float
    y: float
    species: str
    size: float  # share of the grown size


class Canvas:
    """Collects areas, lines, buildings, trees and points in local metres, south-west corner at the origin."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.extent = shapely.box(0, 0, width, height)
        self._areas: list[tuple[Polygon | Ring, Tags]] = []
        self._lines: list[tuple[Sequence[XY], Tags]] = []
        self._buildings: list[tuple[Ring, Tags]] = []
        self._trees: list[Tree] = []
        self._points: list[tuple[XY, Tags]] = []

    def area(self, shape: shapely.Geometry | Ring, tags: Mapping[str, str], least: float = 4.0) -> None:
        """A ground area; what lies outside the sheet is cut off, pieces under `least` m² are dropped."""
        if isinstance(shape, list):
            if all(0 <= x <= self.width and 0 <= y <= self.height for x, y in shape):
                self._areas.append((shape, dict(tags)))  # made a polygon with all others, in `finish`
                return
            shape = Polygon(shape)
        west, south, east, north = shape.bounds
        if west < 0 or south < 0 or east > self.width or north > self.height:
            shape = shape.intersection(self.extent)
        for part in [shape] if isinstance(shape, Polygon) else shapely.get_parts(shape):
            if isinstance(part, Polygon) and part.area > least:
                self._areas.append((part, dict(tags)))

    def line(self, points: Sequence[XY], tags: Mapping[str, str]) -> None:
        self._lines.append((points, dict(tags)))

    def building(self, ring: Ring, tags: Mapping[str, str]) -> None:
        self._buildings.append((ring, dict(tags)))

    def tree(self, x: float, y: float, species: str, rng: Random, grown: float = 1.0, vary: float = 0.25) -> None:
        self._trees.append(Tree(x, y, species, grown * rng.uniform(1 - vary, 1 + vary)))

    def point(self, x: float, y: float, tags: Mapping[str, str]) -> None:
        self._points.append(((x, y), dict(tags)))

    def finish(self, name: str, keep_clear: Iterable[Polygon], carriageways: Iterable[Polygon]) -> MapFeatures:
        """Everything drawn, in longitude/latitude, without the buildings and trees that would stand where none can.

        keep_clear     water and rails: no building, no tree
        carriageways   between the kerbs: no building, no tree
        """
        clear = np.array([*keep_clear, *carriageways], dtype=object)
        buildings = self._standing(clear)
        trees = self._rooted(clear, [shape for shape, _ in buildings])
        west, south, east, north = bounds = self._bounds()
        plane = LocalPlane.over(bounds)
        shapes: list[Any] = [shape for shape, _ in self._areas]
        rings = [k for k, shape in enumerate(shapes) if isinstance(shape, list)]
        for k, polygon in zip(rings, _polygons([shapes[k] for k in rings]), strict=True):
            shapes[k] = polygon
        shapes = list(shapely.orient_polygons(np.array(shapes, dtype=object)))  # RFC 7946: shells run counter-clockwise
        shapes += list(shapely.intersection(np.array([LineString(points) for points, _ in self._lines], dtype=object), self.extent))
        shapes += [shape for shape, _ in buildings]
        spots = [(tree.x, tree.y) for tree in trees] + [xy for xy, _ in self._points]
        shapes += list(shapely.points(np.array(spots).reshape(-1, 2)))
        tags = [tags for _, tags in [*self._areas, *self._lines, *buildings]]
        tags += [_tree_tags(tree) for tree in trees] + [tags for _, tags in self._points]
        degrees = shapely.transform(
            plane.to_lonlat(np.array(shapes, dtype=object)), lambda xy: np.clip(np.round(xy, DECIMALS), (west, south), (east, north))
        )
        return MapFeatures(name, tuple(_numbered(degrees, tags)), bounds, attribution="© twin, MIT")

    def _bounds(self) -> tuple[float, float, float, float]:
        """(west, south, east, north) [°] of the sheet laid with its middle on `CENTRE`."""
        lon, lat = CENTRE
        kx, ky = LocalPlane(lon, lat).scale
        half_width, half_height = self.width / 2 / kx, self.height / 2 / ky
        west, south, east, north = lon - half_width, lat - half_height, lon + half_width, lat + half_height
        return round(west, DECIMALS), round(south, DECIMALS), round(east, DECIMALS), round(north, DECIMALS)

    def _standing(self, clear: NDArray[np.object_]) -> list[tuple[Polygon, Tags]]:
        """Valid buildings that touch neither `clear` ground nor an earlier building, nor cross the edge of the sheet."""
        if not self._buildings:
            return []
        shapes = _polygons([ring for ring, _ in self._buildings])
        keep: NDArray[np.bool_] = np.asarray(shapely.is_valid(shapes) & (shapely.area(shapes) > 6.0))
        box = np.array([0, 0, self.width, self.height])
        limits = shapely.bounds(shapes)
        keep = keep & (limits[:, :2] >= box[:2]).all(axis=1) & (limits[:, 2:] <= box[2:]).all(axis=1)
        keep &= ~_touching(shapes, clear)
        keep[~_apart(shapes, keep)] = False
        return [(shapes[i], self._buildings[i][1]) for i in np.flatnonzero(keep)]

    def _rooted(self, clear: NDArray[np.object_], buildings: list[Polygon]) -> list[Tree]:
        """Trees on the sheet, out of water and carriageways, 1.5 m from walls, and no closer than 2.5 m to each other."""
        if not self._trees:
            return []
        xy = np.array([(tree.x, tree.y) for tree in self._trees])
        points = shapely.points(xy)
        keep: NDArray[np.bool_] = np.all((xy > 0.5) & (xy < (self.width - 0.5, self.height - 0.5)), axis=1)
        for obstacles, distance in ((clear, 0.3), (np.array(buildings, dtype=object), 1.5)):
            if len(obstacles):
                hit = shapely.STRtree(obstacles).query(points, predicate="dwithin", distance=distance)[0]
                keep[hit] = False
        first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=2.5)
        for i, j in zip(first, second, strict=True):
            if i < j and keep[i]:
                keep[j] = False
        return [self._trees[i] for i in np.flatnonzero(keep)]


def _polygons(rings: Sequence[Ring]) -> NDArray[np.object_]:
    """Rings as polygons, all at once."""
    if not rings:
        return np.empty(0, dtype=object)
    corners = np.array([corner for ring in rings for corner in ring])
    of = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    polygons: NDArray[np.object_] = shapely.polygons(shapely.linearrings(corners, indices=of))
    return polygons


def _touching(shapes: NDArray[np.object_], obstacles: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Which shapes overlap an obstacle by more than rounding."""
    hit = np.zeros(len(shapes), dtype=bool)
    if len(obstacles):
        i, j = shapely.STRtree(obstacles).query(shapes, predicate="intersects")
        hit[i[shapely.area(shapely.intersection(shapes[i], obstacles[j])) > TOUCHING]] = True
    return hit


def _apart(shapes: NDArray[np.object_], wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the wanted shapes overlap no wanted shape drawn before them."""
    keep = wanted.copy()
    index = np.flatnonzero(wanted)
    i, j = shapely.STRtree(shapes[index]).query(shapes[index], predicate="intersects")
    i, j = index[i[i < j]], index[j[i < j]]
    overlap = shapely.area(shapely.intersection(shapes[i], shapes[j])) > TOUCHING
    order = np.lexsort((i[overlap], j[overlap]))
    for earlier, later in zip(i[overlap][order], j[overlap][order], strict=True):
        if keep[earlier]:
            keep[later] = False
    return keep


def _tree_tags(tree: Tree) -> Tags:
    s = SPECIES[tree.species]
    return {
        "natural": "tree",
        "species": s.species,
        "height": f"{s.height * tree.size:.1f}",
        "diameter_crown": f"{s.crown * tree.size:.1f}",
    }


KINDS = ("building", "natural", "leisure", "highway", "railway", "amenity", "landuse", "place", "shop")


def _numbered(shapes: Iterable[shapely.Geometry], tags: Iterable[Tags]) -> Iterable[Feature]:
    """Features with an id such as "building/17", counted within each kind."""
    count: dict[str, int] = {}
    for shape, row in zip(shapes, tags, strict=True):
        kind = next(key for key in KINDS if key in row)
        kind = row[kind] if row[kind] in ("tree", "water") else kind
        count[kind] = count.get(kind, 0) + 1
        yield Feature(shape, row, f"{kind}/{count[kind]}")
