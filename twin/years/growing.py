"""The trees of a city in another year: crowns as large as is to be expected, and the canopy they make."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.burning import burn
from twin.city import City
from twin.covers import BY_KEY
from twin.grid import Grid
from twin.land import Land
from twin.models.growth import cohort, equal_crown, site_factor, standing_area
from twin.overlay import Shapes, difference, intersection, polygonal, union
from twin.trees import Trees, crowns

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
SLIVER = 0.05  # m², smaller remains of an overlay are rounding
NARROWEST = 0.1  # m, a smaller crown casts no shade worth drawing


@dataclass(frozen=True, eq=False)
class Standing:
    """The trees that stand in a city today.

    rows   of its trees
    paved  which of them stand in a pit among paving
    rest   canopy that is not theirs: rows, hedges and woods, which stay as they are
    """

    rows: NDArray[np.intp]
    paved: Flags
    rest: Shapes


@lru_cache(maxsize=16)
def _standing(land: Land, trees: Trees, year: int) -> Standing:
    rows = np.flatnonzero(trees.planted < year)
    rest = _without(land.crowns, joined_crowns(crowns(trees.x, trees.y, trees.crown), land.grid))
    return Standing(rows, _paved(land, trees.x[rows], trees.y[rows]), rest[shapely.area(rest) > SLIVER])


def _without(canopy: Shapes, taken: Shapes) -> Shapes:
    """What is left of the polygons of a canopy outside some others; neither overlap among themselves."""
    at, by = shapely.STRtree(taken).query(canopy, predicate="intersects")
    order = np.argsort(at, kind="stable")
    at, by = at[order], by[order]
    met, first, count = np.unique(at, return_index=True, return_counts=True)
    outer = [taken[by[start]] if n == 1 else union(taken[by[start : start + n]]) for start, n in zip(first, count, strict=True)]
    return np.concatenate([np.delete(canopy, met), polygonal(difference(canopy[met], np.array(outer, dtype=object)))])


def _paved(land: Land, x: Array, y: Array) -> Flags:
    """Whether the ground at points is sealed; unmapped plots count as open."""
    covers = land.at(x, y)
    return np.array([key in BY_KEY and BY_KEY[key].sealed for key in covers], dtype=bool)


@lru_cache(maxsize=64)
def _grown_canopy(land: Land, trees: Trees, today: int, year: int, replant: bool) -> tuple[Array, Shapes, Array]:
    """(crowns of the standing trees [m], canopy with all that is not planted by works, its share of each cell)."""
    standing = _standing(land, trees, today)
    sites, names, now = site_factor(standing.paved), trees.species[standing.rows], trees.crown[standing.rows]
    diameter = now.copy()
    for name, site in sorted({(str(n), float(s)) for n, s in zip(names, sites, strict=True)}):
        of = np.flatnonzero((names == name) & (sites == site))
        diameter[of] = equal_crown(standing_area(name, now[of], site, max(year - today, 0), replant))
    shapes = np.concatenate([standing.rest, crowns(trees.x[standing.rows], trees.y[standing.rows], diameter)])
    canopy = joined_crowns(shapes, land.grid)
    share = np.minimum(burn(canopy, land.grid), 1.0)
    share.flags.writeable = False
    return diameter, canopy, share


def joined_crowns(shapes: Shapes, grid: Grid) -> Shapes:
    """Crowns clipped to the grid's box, those that touch made one: most stand alone, and joining them group by group is quick."""
    minx, miny, maxx, maxy = shapely.bounds(shapes).T if len(shapes) else np.empty((4, 0))
    west, south, east, north = grid.bounds
    out = (minx < west) | (miny < south) | (maxx > east) | (maxy > north)
    inside = np.concatenate([shapes[~out], polygonal(intersection(shapes[out], grid.box))])
    try:
        return polygonal(shapely.disjoint_subset_union_all(inside))
    except shapely.errors.GEOSException:
        return polygonal(union(inside))


def planted_crowns(land: Land, trees: Trees, rows: NDArray[np.intp], year: int, replant: bool) -> Array:
    """Crowns [m] to be expected in `year` of trees that works planted; 0 before they are planted."""
    sites = site_factor(_paved(land, trees.x[rows], trees.y[rows]))
    found = np.zeros(len(rows))
    for i, (row, site) in enumerate(zip(rows, sites, strict=True)):
        since = year - int(trees.planted[row])
        if since >= 0:
            found[i] = np.sqrt(4 / np.pi * cohort(str(trees.species[row]), float(site), replant)[since])
    return found


def grown(city: City, year: int, replant: bool, origin: City | None = None) -> tuple[Trees, Land]:
    """Trees and land of `city` in `year`.

    Trees that stood when the city's own year began grow on from the crown they have; those planted since start as nurseries sell them.
    Each crown is drawn as large as the canopy to be expected of its pit: growth, mortality, and a new tree in its place if `replant`.
    `origin` is the city before works, whose trees and canopy many cities share. The ground stays as it is.
    """
    first = origin if origin is not None else city
    trees, land = city.trees, city.land
    diameter, canopy, share = _grown_canopy(first.land, first.trees, first.year, year, replant)
    rows = _standing(first.land, first.trees, first.year).rows
    fresh = np.setdiff1d(np.arange(len(trees)), rows)
    crown = trees.crown.copy()
    crown[rows] = diameter
    shaded = replace(land, crowns=canopy, canopy=share)
    if len(fresh):
        crown[fresh] = planted_crowns(land, trees, fresh, year, replant)
        wide = fresh[crown[fresh] >= NARROWEST]
        shaded, _ = shaded.shade(crowns(trees.x[wide], trees.y[wide], crown[wide]))
    return replace(trees, crown=crown), shaded
