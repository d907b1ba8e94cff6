"""Land: what the ground is made of, as exact pieces and as cover fractions per cell, with tree crowns above."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from twin.burning import burn, burn_classes
from twin.covers import COVERS, GROUND, INDEX, KEYS
from twin.errors import TwinError, did_you_mean
from twin.grid import Grid
from twin.overlay import Shapes, difference, intersection, polygonal, union
from twin.parameter import Coefficients, Parameter
from twin.partition import Codes, Paint, merged, partition

Array = NDArray[np.float64]

YARD_SEALED = Coefficients(
    "yard_sealed",
    {
        "sparse": Parameter(0.35, 0.15, 0.60, "1", "twin", "assumed", False, "sealed share of unmapped plots, roofs under 15 %"),
        "medium": Parameter(0.55, 0.30, 0.80, "1", "twin", "assumed", False, "sealed share of unmapped plots, roofs 15 to 30 %"),
        "dense": Parameter(0.85, 0.60, 0.98, "1", "twin", "assumed", False, "sealed share of unmapped plots, roofs over 30 %"),
    },
)
WINDOW = 100.0  # m, side of the window in which roofs are counted to tell sparse from dense plots
ROOF_STEPS = (0.15, 0.30)
ROOFS = tuple(c.key for c in COVERS if c.category == "A1")


class CoverMap(Mapping[str, Array]):
    """Cover key -> (rows, cols) fraction of each cell. Unknown covers get a TwinError that names the nearest.

    Two are equal when they show the very same array: what was worked out for the ground is known again when only trees have grown.
    """

    def __init__(self, fractions: Array) -> None:
        self._fractions = fractions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CoverMap) and self._fractions is other._fractions

    def __hash__(self) -> int:
        return id(self._fractions)

    def __getitem__(self, key: str) -> Array:
        if key not in INDEX:
            raise TwinError(f'no land cover is called "{key}": {did_you_mean(key, KEYS)}')
        layer: Array = self._fractions[INDEX[key]]
        return layer

    def __iter__(self) -> Iterator[str]:
        return iter(KEYS)

    def __len__(self) -> int:
        return len(KEYS)


@dataclass(frozen=True, eq=False)
class Land:
    """The ground of a city.

    grid        the cells
    pieces      polygons that tile the grid's box without overlap [m]; `codes` gives the cover index of each
    fractions   (covers, rows, cols) share of each cell in each cover; sums to 1 in every cell
    crowns      polygons of tree canopy, not overlapping; `canopy` their (rows, cols) share of each cell
    soil        hydrologic soil group, "A" (sand) to "D" (clay)
    """

    grid: Grid
    pieces: Shapes
    codes: Codes
    fractions: Array
    crowns: Shapes
    canopy: Array
    soil: str = "B"

    def __post_init__(self) -> None:
        if self.soil not in tuple("ABCD"):
            raise TwinError(f'soil group "{self.soil}" does not exist: choose A (sand), B (loam), C (sandy clay) or D (clay)')
        for array in (self.pieces, self.codes, self.fractions, self.crowns, self.canopy):
            array.flags.writeable = False

    @classmethod
    def painted(cls, grid: Grid, paints: Sequence[Paint], crowns: Shapes, soil: str = "B") -> "Land":
        """Land from overlapping shapes; what no shape covers becomes `yard`."""
        pieces, codes = partition(paints, grid)
        fractions = burn_classes(pieces, codes, len(KEYS), grid)
        fractions /= fractions.sum(axis=0)  # rounding of the order of 1e-12
        canopy = merged(crowns, grid)
        return cls(grid, pieces, codes, fractions, canopy, burn(canopy, grid), soil)

    @cached_property
    def cover(self) -> CoverMap:
        return CoverMap(self.fractions)

    @cached_property
    def sealed(self) -> Array:
        """(rows, cols) impermeable share of each cell, yards at their default sealed share."""
        return sealed_share(self)

    def area(self, cover: str) -> float:
        """Area of one cover [m²]."""
        return float(self.cover[cover].sum()) * self.grid.cell_area

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.pieces)

    def at(self, x: Array, y: Array) -> NDArray[np.object_]:
        """Cover key of the ground at points [m]; "yard" outside the map."""
        points = shapely.points(x, y)
        which, piece = self._tree.query(points, predicate="intersects")
        keys = np.full(len(points), "yard", dtype=object)
        keys[which] = np.array(KEYS, dtype=object)[self.codes[piece]]
        return keys

    def within(self, where: shapely.Geometry, only: Collection[str] = KEYS) -> tuple[Shapes, Codes]:
        """The parts of the pieces of the covers `only` that lie inside `where`."""
        met = self._met(where, only)
        inside = intersection(self.pieces[met], where)
        return _split(inside, self.codes[met])

    def _met(self, where: shapely.Geometry, only: Collection[str]) -> NDArray[np.intp]:
        met = self._tree.query(where, predicate="intersects")
        return np.sort(met[np.isin(self.codes[met], [INDEX[key] for key in only])])

    def repaint(self, where: shapely.Geometry, to: str, only: Collection[str]) -> tuple["Land", dict[str, float]]:
        """Turn the ground of the covers `only` inside `where` into the cover `to`.

        Returns the new land and the area taken from each cover [m²]. Exact: totals do not depend on the cell size.
        """
        met = self._met(where, [key for key in only if key != to])
        inside, old = _split(intersection(self.pieces[met], where), self.codes[met])
        if not len(inside):
            return self, {}
        rest, rest_codes = _split(difference(self.pieces[met], where), self.codes[met])
        kinds = np.unique(old)
        taken = burn_classes(inside, np.searchsorted(kinds, old), len(kinds), self.grid)
        fractions = self.fractions.copy()
        taken = np.minimum(taken, fractions[kinds])
        fractions[kinds] -= taken
        fractions[INDEX[to]] += taken.sum(axis=0)
        others = np.delete(np.arange(len(self.pieces)), met)
        land = replace(
            self,
            pieces=np.concatenate([self.pieces[others], rest, inside]),
            codes=np.concatenate([self.codes[others], rest_codes, np.full(len(inside), INDEX[to], dtype=np.int8)]),
            fractions=fractions,
        )
        return land, {KEYS[k]: float(shapely.area(inside[old == k]).sum()) for k in kinds}

    def shade(self, crowns: Shapes) -> tuple["Land", float]:
        """Add tree crowns; returns the new land and the canopy area gained [m²] (what was already shaded does not count)."""
        fresh = merged(crowns, self.grid)
        if len(fresh) and len(self.crowns):
            near = np.unique(shapely.STRtree(self.crowns).query(fresh, predicate="intersects")[1])
            fresh = polygonal(difference(fresh, union(self.crowns[near])))
        if not len(fresh):
            return self, 0.0
        canopy = np.minimum(self.canopy + burn(fresh, self.grid), 1.0)
        land = replace(self, crowns=np.concatenate([self.crowns, fresh]), canopy=canopy)
        return land, float(shapely.area(fresh).sum())


def _split(shapes: Shapes, codes: Codes) -> tuple[Shapes, Codes]:
    """Polygons of `shapes`, one by one, each with the code of the shape it came from."""
    for _ in range(2):
        shapes, origin = shapely.get_parts(shapes, return_index=True)
        codes = codes[origin]
    keep = (shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON) & (shapely.area(shapes) > 0)
    return shapes[keep], codes[keep]


@lru_cache(maxsize=8)
def yard_density(cover: CoverMap, cell: float) -> NDArray[np.intp]:
    """(rows, cols) how densely the surroundings of each `cell` [m] are built: number of the entry of `YARD_SEALED` its yards take."""
    roofs = sum(cover[key] for key in ROOFS)
    built = ndimage.uniform_filter(np.asarray(roofs), size=max(1, round(WINDOW / cell)), mode="nearest")
    density: NDArray[np.intp] = np.digitize(built, ROOF_STEPS)
    return density


def yard_share(land: Land, yard_sealed: Coefficients = YARD_SEALED) -> Array:
    """(rows, cols) sealed share of unmapped private ground, from how densely its surroundings are built."""
    share: Array = by_density(yard_sealed)[yard_density(land.cover, land.grid.cell)]
    return share


def by_density(yard_sealed: Coefficients) -> Array:
    """(3,) sealed share of yards by the number of their density."""
    return np.array([yard_sealed["sparse"], yard_sealed["medium"], yard_sealed["dense"]], dtype=float)


@lru_cache(maxsize=4)
def ground(land: Land, yard_sealed: Coefficients = YARD_SEALED) -> Array:
    """(len(GROUND), rows, cols) cover fractions with every yard split into paving and lawn: what models work on."""
    share = yard_share(land, yard_sealed)
    yard = land.cover["yard"]
    stack = land.fractions[[INDEX[key] for key in GROUND]]
    stack[GROUND.index("paved")] += yard * share
    stack[GROUND.index("lawn")] += yard * (1 - share)
    stack.flags.writeable = False
    return stack


@lru_cache(maxsize=4)
def sealed_share(land: Land, yard_sealed: Coefficients = YARD_SEALED) -> Array:
    """(rows, cols) impermeable share of each cell."""
    stack = ground(land, yard_sealed)
    sealed = np.asarray(sum(stack[i] for i, key in enumerate(GROUND) if COVERS[INDEX[key]].sealed))
    sealed.flags.writeable = False
    return sealed
