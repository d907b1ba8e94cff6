"""Patches of paving that could be taken up: contiguous, named, wide enough to spare, and cut into parts that a budget can buy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.city import City
from twin.covers import INDEX
from twin.interventions.depave import FROM
from twin.overlay import Shapes, difference, intersection, polygonal, union
from twin.words import Words

PRIVATE = "yard"
NEAR = 80.0  # m within which a street or place still says where a patch is
KERB = 4.0  # m by which a street's middle line may be further away than the rim of a place and still name a patch
DISTRICT = 0.15  # share of the map from which a named place is too large to say where something is
CUTS = 24  # halvings in the search for the line that cuts a patch into parts of the wanted size
UNNAMED = Words("No name nearby", "Sans nom à proximité")


@dataclass(frozen=True, eq=False)
class Patch:
    """A contiguous piece of one cover.

    name    the place it lies in or the street it lies at, numbered where several share it
    cover   key of its land cover
    shape   polygon [m]
    """

    name: Words
    cover: str
    shape: shapely.Polygon

    @property
    def area(self) -> float:
        """[m²]"""
        return float(self.shape.area)


@dataclass(frozen=True, eq=False)
class Patches:
    """The patches found, and the area of paving [m²] that is none of them, by reason.

    found     the patches, largest first
    walked    paths, pavements and other strips narrower than asked
    small     pieces smaller than asked
    private   unmapped private plots, when they are left out
    """

    found: tuple[Patch, ...]
    walked: float
    small: float
    private: float


def patches(city: City, private: bool, smallest: float, largest: float, narrowest: float, where: shapely.Geometry | None = None) -> Patches:
    """What `Depave` could take up in `city`, in parts between `smallest` and `largest` [m²] and at least `narrowest` wide [m].

    private   whether unmapped private plots are among them
    where     ground outside of it stays and is not counted [m]; the whole map when None

    Paths for feet and bikes stay as wide as the map says they are. A part is cut off straight across the long side of its patch.
    """
    paths, signs = _paths(city), _Signs.of(city)
    named: list[tuple[str, str, shapely.Polygon]] = []
    walked = small = 0.0
    for cover in FROM:
        if cover == PRIVATE and not private:
            continue
        ground = polygonal(union(_pieces(city, cover, where)))  # pieces end at the borders of tiles: joined again here
        free = polygonal(difference(ground, paths)) if len(ground) else ground
        whole, kept = float(shapely.area(ground).sum()), 0.0
        for place, shape in _by_place(city, free, smallest):
            for part in _wide(shape, narrowest):
                kept += part.area
                for piece in _parts(part, largest):
                    if piece.area < smallest:
                        small += piece.area
                    else:
                        named.append((place or signs.nearest(piece), cover, piece))
        walked += whole - kept
    left = 0.0 if private else float(shapely.area(_pieces(city, PRIVATE, where)).sum())
    return Patches(tuple(_numbered(named)), walked, small, left)


def _pieces(city: City, cover: str, where: shapely.Geometry | None) -> Shapes:
    """The ground of one cover inside `where`."""
    land = city.land
    if where is not None:
        return land.within(where, [cover])[0]
    found: Shapes = land.pieces[land.codes == INDEX[cover]]
    return found


def _paths(city: City) -> shapely.Geometry:
    """The ground of ways for feet and bikes."""
    streets = city.streets
    rows = streets.is_path
    return union(shapely.buffer(streets.lines[rows], np.maximum(streets.width[rows], 0.1) / 2, cap_style="flat"))


def _by_place(city: City, ground: Shapes, smallest: float) -> Iterator[tuple[str, shapely.Polygon]]:
    """The polygons of `ground` with the name of the place they lie in, cut at its rim; "" outside of places.

    Of places that lie in one another the smallest comes first.
    """
    places = sorted(((shapely.area(s), n, s) for n, s in city.places.items()), key=lambda row: (row[0], row[1]))
    for area, name, place in places:
        if not smallest <= area < DISTRICT * city.grid.area or not len(ground):
            continue
        met = shapely.intersects(ground, place)
        inside = polygonal(intersection(ground[met], place))
        if float(shapely.area(inside).sum()) < smallest:
            continue
        yield from ((name, polygon) for polygon in inside)
        ground = np.concatenate([ground[~met], polygonal(difference(ground[met], place))])
    yield from (("", polygon) for polygon in ground)


def _wide(shape: shapely.Polygon, narrowest: float) -> Shapes:
    """The parts of a polygon in which a disk (square at corners) of diameter `narrowest` [m] finds room."""
    if narrowest <= 0:
        return polygonal(shape)
    core = shapely.buffer(shape, -narrowest / 2, join_style="mitre")
    return polygonal(intersection(shapely.buffer(core, narrowest / 2, join_style="mitre"), shape))


def _parts(shape: shapely.Polygon, largest: float) -> Iterator[shapely.Polygon]:
    """A polygon in parts of about equal area, at most `largest` [m²] each; a cut may set loose small pieces."""
    count = ceil(shape.area / largest - 1e-9)
    if count <= 1:
        yield shape
        return
    half = _half_plane(shape, (count // 2) / count)
    for side in (intersection(shape, half), difference(shape, half)):
        for piece in polygonal(side):
            yield from _parts(piece, largest)


def _half_plane(shape: shapely.Polygon, share: float) -> shapely.Polygon:
    """The rectangle that cuts `share` of the area off the lower end of the long side of `shape`."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(shape))
    sides = corners[1:3] - corners[:2]
    long = sides[int(np.argmax(np.hypot(*sides.T)))]
    along: NDArray[np.float64] = long / np.hypot(*long)
    if (along[0], along[1]) < (0, 0):
        along = -along  # the same cut whichever corner the envelope starts from
    turn = np.array([along, (-along[1], along[0])]).T
    turned = shapely.transform(shape, lambda xy: xy @ turn)
    low, bottom, high, top = (float(v) for v in turned.bounds)
    wanted, start, stop = share * shape.area, low, high
    for _ in range(CUTS):
        middle = (start + stop) / 2
        if shapely.clip_by_rect(turned, low - 1, bottom - 1, middle, top + 1).area < wanted:
            start = middle
        else:
            stop = middle
    box = shapely.box(low - 1, bottom - 1, (start + stop) / 2, top + 1)
    cut: shapely.Polygon = shapely.transform(box, lambda xy: xy @ turn.T)
    return cut


@dataclass(frozen=True, eq=False)
class _Signs:
    """What can say where a patch is: the lines of named streets, and places smaller than a district.

    names, shapes, kerb   one of each; `kerb` is taken off the distance [m]
    tree                  finds the shapes that are near
    """

    names: tuple[str, ...]
    shapes: Shapes
    kerb: NDArray[np.float64]
    tree: shapely.STRtree

    @classmethod
    def of(cls, city: City) -> "_Signs":
        rows = city.streets.names != ""
        places = [(n, s) for n, s in city.places.items() if shapely.area(s) < DISTRICT * city.grid.area]
        shapes = np.array([*city.streets.lines[rows], *(s for _, s in places)], dtype=object)
        names = (*map(str, city.streets.names[rows]), *(n for n, _ in places))
        return cls(names, shapes, np.where(np.arange(len(names)) < rows.sum(), KERB, 0.0), shapely.STRtree(shapes))

    def nearest(self, shape: shapely.Polygon) -> str:
        """Name of the street or place next to a patch; "" when none is within `NEAR`."""
        near = np.sort(self.tree.query(shape, predicate="dwithin", distance=NEAR + KERB))
        point = shapely.point_on_surface(shape)  # a street is long: it is the one beside the middle of the patch that counts
        away = shapely.distance(self.shapes[near], np.where(self.kerb[near] > 0, point, shape))
        found = zip(np.maximum(0.0, away - self.kerb[near]), (self.names[i] for i in near), strict=True)
        distance, name = min(found, default=(np.inf, ""))
        return name if distance <= NEAR else ""


def _numbered(named: Iterable[tuple[str, str, shapely.Polygon]]) -> list[Patch]:
    """Largest first; patches that share a name are numbered from north to south."""
    rows = sorted(named, key=lambda row: (-row[2].centroid.y, row[2].centroid.x))
    shared: dict[str, int] = {}
    for name, _, _ in rows:
        shared[name] = shared.get(name, 0) + 1
    seen: dict[str, int] = {}
    found = []
    for name, cover, shape in rows:
        seen[name] = seen.get(name, 0) + 1
        label = Words(" ".join(name.split()), " ".join(name.split())) if name else UNNAMED
        if shared[name] > 1:
            label = Words(f"{label} ({seen[name]})", f"{label.fr} ({seen[name]})")
        found.append(Patch(label, cover, shape))
    return sorted(found, key=lambda patch: -patch.area)
