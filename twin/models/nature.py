"""Nature near people: urban nature access, biotope area factor, effective mesh size, and the 3-30-300 rule.

Each function stands alone; green that can be walked to, green that is counted in planning law, green that hangs
together, and green that is seen from home are four different things, and a plan can gain in one and lose in another.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
import scipy.ndimage
from scipy.sparse.csgraph import csgraph_from_dense, floyd_warshall
from scipy.spatial import KDTree

from twin.errors import TwinError, did_you_mean
from twin.models.arguments import Array, numeric, together
from twin.models.kernels import Form, Kernel, disk, exponential, field_with_gaps, length, weighted_mean, weighted_sum
from twin.parameter import Coefficients, Parameter

_HECTARE = 10_000.0  # m²
_EIGHT = scipy.ndimage.generate_binary_structure(2, 2)  # cells that touch at a corner belong together

# Kinds of area that lie over or under another one: they earn points without being part of the parcel's own area.
EXTRA_AREAS = frozenset({"rainwater_infiltration", "green_wall"})


def _convention(value: float, source: str, about: str, verified: bool = True) -> Parameter:
    """A weight fixed by a planning rule: no range."""
    return Parameter(value, source=source, page="table of weighting factors", verified=verified, about=about)


# The first table of Berlin, which most French coefficients de biotope par surface took over (each PLU sets its own).
FRENCH_BIOTOPE_WEIGHTS = Coefficients(
    "biotope_weights",
    {
        "sealed": _convention(0.0, "brussels_cbs", "sealed"),
        "partially_sealed": _convention(0.3, "brussels_cbs", "lets water through, no plants"),
        "greened": _convention(0.5, "brussels_cbs", "semi-open with plants: grass pavers, gravel with grass"),
        "veg_unconnected_to_80cm": _convention(0.5, "brussels_cbs", "plants on less than 80 cm of soil over a slab", False),
        "veg_unconnected_gt80cm": _convention(0.7, "brussels_cbs", "plants on more than 80 cm of soil over a slab", False),
        "veg_connected": _convention(1.0, "brussels_cbs", "plants in open ground"),
        "rainwater_infiltration": _convention(0.2, "brussels_cbs", "roof whose water infiltrates", False),
        "green_wall": _convention(0.5, "brussels_cbs", "plants on a wall, up to 10 m high"),
        "green_roof": _convention(0.7, "brussels_cbs", "plants on a roof"),
    },
)


def access(
    supply: npt.ArrayLike,
    population: npt.ArrayLike,
    cell: float,
    radius: float = Parameter(
        300.0, 200.0, 800.0, unit="m", source="invest_guide", page="urban nature access, search radius", about="walk to a green space"
    ),
    kernel: Form = "dichotomy",
) -> Array:
    """Green space within reach of one person living in each cell, shared with all who reach it (rows, cols) [m²/person].

        Pj = sum_k Nk f(d_jk)        people who reach green cell j
        Rj = Sj / Pj                 what each of them gets of it; Sj itself where Pj <= 1
        Ai = sum_j Rj f(d_ij)        (two-step floating catchment area)

    supply      S, green area of each cell [m²], at least 0     population  N, inhabitants of each cell, at least 0
    cell        side of a cell [m]                               radius      d0 [m]
    kernel      f: "dichotomy" (1 within d0), "exponential" (exp(-d/d0), cut at 2 d0 and a cell), "gaussian", "density";
                formulas in `twin.models.kernels.Kernel`

    Conserves: where every Pj is above 1, sum(N A) = sum(S). Beyond the map there is no green and nobody.
    NaN in either input gives NaN there and counts as 0 for its neighbours. Distances are straight lines, not walks.
    Cost: two convolutions, O(n log n) in the number of cells whatever the radius. Raises TwinError for shapes that differ,
    negative values, lengths not above 0, an unknown kernel. Source: InVEST 3.20.2 urban nature access, the code: its guide
    gives the Gaussian another width, cuts the exponential at d0, and takes Rj = Sj only below 1.
    """
    green = field_with_gaps("supply", supply, 0)
    people = field_with_gaps("population", population, 0)
    if green.shape != people.shape:
        raise TwinError(f"shapes differ: supply {green.shape}, population {people.shape}")
    falling = _catchment(kernel, length("radius", radius) / length("cell", cell))
    missing = np.isnan(green) | np.isnan(people)
    if missing.any():
        green, people = np.nan_to_num(green), np.nan_to_num(people)
    reaching = weighted_sum(people, falling)
    ratio = np.divide(green, reaching, out=green.copy(), where=reaching > 1)
    reached = np.maximum(weighted_sum(ratio, falling), 0.0)  # the transform may leave -1e-15 where nothing is in reach
    reached[missing] = np.nan
    return reached


def biotope_factor(
    areas: Mapping[str, npt.ArrayLike] | Sequence[float] | Array,
    weights: Mapping[str, float] | Sequence[float] | Array = Coefficients(
        "biotope_weights",
        {
            "sealed": _convention(0.0, "berlin_baf", "sealed"),
            "partially_sealed": _convention(0.1, "berlin_baf", "lets water through, no plants"),
            "semi_open": _convention(0.2, "berlin_baf", "semi-open, infiltrates, no plants"),
            "greened": _convention(0.4, "berlin_baf", "semi-open with plants: grass pavers, gravel with grass"),
            "veg_unconnected_20_40cm": _convention(0.5, "berlin_baf", "plants on 20-40 cm of soil over a slab"),
            "veg_unconnected_41_80cm": _convention(0.6, "berlin_baf", "plants on 41-80 cm of soil over a slab"),
            "veg_unconnected_81_150cm": _convention(0.7, "berlin_baf", "plants on 81-150 cm of soil over a slab"),
            "veg_unconnected_gt150cm": _convention(0.9, "berlin_baf", "plants on more than 150 cm of soil over a slab"),
            "veg_connected": _convention(1.0, "berlin_baf", "plants in open ground"),
            "rainwater_infiltration": _convention(0.2, "berlin_baf", "roof whose water infiltrates"),
        },
    ),
    parcel: npt.ArrayLike | None = None,
) -> Array:
    """Biotope area factor (coefficient de biotope par surface), F = sum(a w) / A: dimensionless, 0 to about 1.

    areas    a [m²]: by kind (each a number, or an array over parcels of one shape), or as a sequence
    weights  w [1]: by kind as well, or in the order of the areas. Every kind of area needs a weight, except "building",
             which earns 0 unless a weight is given
    parcel   A [m²]; None: the sum of the areas, `EXTRA_AREAS` set aside because they lie over or under other areas

    Raises TwinError for negative or missing values, kinds without weight, a parcel of no area. Source: Berlin
    landscape programme, weights of today; `FRENCH_BIOTOPE_WEIGHTS` has the older ones. They are planning conventions, not
    measurements, and the factor is no index of biodiversity. Berlin's weights of green roofs and walls are left out.
    """
    by_kind = _by_kind(areas, weights)
    surface = {kind: numeric(f'areas["{kind}"]', area, 0, unit="m²") for kind, (area, _) in by_kind.items()}
    if parcel is not None:
        surface["parcel"] = numeric("parcel", parcel, 0, unit="m²")
    together(surface)
    whole = surface.pop("parcel") if parcel is not None else sum((a for k, a in surface.items() if k not in EXTRA_AREAS), np.zeros(()))
    if not np.all(whole > 0):
        raise TwinError("the parcel has no area: give its m², above 0, as `parcel`")
    points = sum(area * by_kind[kind][1] for kind, area in surface.items())
    return np.asarray(points / whole)


def effective_mesh(mask: npt.ArrayLike, cell: float) -> float:
    """Effective mesh size of the marked cells, m = sum(a_k²) / A, with patches a_k and the whole grid A [ha].

    The area within reach of an animal put down at random that cannot leave its patch. Cells that touch at a side *or a
    corner* are one patch: four neighbours instead of eight can change the result fiftyfold.

    mask  (rows, cols) of True/False or 1/0     cell  side of a cell [m]

    O(n). Raises TwinError for other values, cell not above 0. Source: Jaeger 2000. Left out: what the ground between
    patches is like, and patches cut by the edge of the map.
    """
    marked = field_with_gaps("mask", mask, 0, 1)
    if not np.isin(marked, (0.0, 1.0)).all():
        raise TwinError("mask must be True or False (1 or 0) in every cell")
    patches, _ = scipy.ndimage.label(marked, structure=_EIGHT)
    sizes = np.bincount(patches.ravel())[1:].astype(np.float64)
    return float((sizes**2).sum() / marked.size * length("cell", cell) ** 2 / _HECTARE)


def probability_of_connectivity(
    areas: npt.ArrayLike,
    distance: npt.ArrayLike,
    total: float,
    median: float = Parameter(
        250.0, 100.0, 1000.0, unit="m", source="twin", about="distance half of the animals cross: 100 hedgehog, 1000 bird"
    ),
) -> float:
    """Chance that two animals put down at random can reach each other, PC = sum_ij a_i a_j p*_ij / A² [0..1].

        p_ij = 2^(-d_ij / median)        p*_ij = the best product of p along any path over patches

    areas     a of each patch [m²] (n,)               distance  d between the edges of patches [m] (n, n), symmetric
    total     A, the whole area with what lies between [m²]; A sqrt(PC) is the equivalent connected area

    With p* = 0 between patches it is `effective_mesh` over A. O(n³). Raises TwinError for shapes that differ, negative
    values, patches larger than the whole. Source: Saura and Pascual-Hortal 2007. Left out: what stands between patches.
    """
    a, d = numeric("areas", areas, 0, unit="m²"), numeric("distance", distance, 0, unit="m")
    whole = float(numeric("total", total, 1e-9, unit="m²"))
    if a.ndim != 1 or d.shape != (a.size, a.size) or not np.array_equal(d, d.T):
        raise TwinError(f"{a.shape} areas need a symmetric (n, n) table of distances, not one of shape {d.shape}")
    if a.sum() > whole * (1 + 1e-9):
        raise TwinError(f"the patches cover {a.sum():g} m², more than the whole of {whole:g} m²")
    # Products of powers are powers of sums: the best path is the shortest one.
    shortest = floyd_warshall(csgraph_from_dense(d, null_value=np.inf), directed=False) if a.size else d
    return float(a @ np.exp2(-shortest / length("median", median)) @ a / whole**2)


def neighbourhood_mean(
    field: npt.ArrayLike,
    cell: float,
    radius: float = Parameter(500.0, 300.0, 1000.0, unit="m", source="twin", about="radius of a neighbourhood"),
) -> Array:
    """The mean of a map within `radius` [m] of each cell, over the cells that exist and are not NaN [as given].

    field  (rows, cols)     cell  side of a cell [m]. Cost: one convolution, O(n log n). Raises TwinError for lengths not above 0.
    """
    return weighted_mean(field_with_gaps("field", field), disk(length("radius", radius) / length("cell", cell)))


class Rule330300(NamedTuple):
    """Which homes meet each part of the 3-30-300 rule, and which all three: boolean arrays (homes,)."""

    trees: npt.NDArray[np.bool_]
    canopy: npt.NDArray[np.bool_]
    green: npt.NDArray[np.bool_]
    all: npt.NDArray[np.bool_]


def rule_3_30_300(
    homes: npt.ArrayLike,
    trees: npt.ArrayLike,
    canopy: npt.ArrayLike,
    green_distance: npt.ArrayLike,
    half_width: npt.ArrayLike = 0.0,
    sight: float = Parameter(
        30.0,
        15.0,
        50.0,
        unit="m",
        source="twin",
        page="stands in for trees seen from the home",
        about="a tree nearer to the facade is seen",
    ),
    least_trees: float = Parameter(3.0, unit="trees", source="konijnendijk_2021", about="trees seen from each home"),
    least_canopy: float = Parameter(0.30, source="konijnendijk_2021", about="canopy share of each neighbourhood"),
    longest_walk: float = Parameter(300.0, unit="m", source="konijnendijk_2021", about="walk to a public green space"),
) -> Rule330300:
    """The 3-30-300 rule: 3 trees in sight of each home, 30 % canopy around it, 300 m to the nearest public green.

    homes, trees    (n, 2) and (m, 2) x, y [m]; no tree at all may be an empty list
    canopy          canopy share of each home's neighbourhood (n,) [0..1], from `neighbourhood_mean` for instance
    green_distance  walk to the nearest public green space of at least 0.5 ha (n,) [m], inf where there is none
    half_width      from the point of the home to its facade [m], a number or (n,)

    A tree counts as seen within `sight` of the facade, whatever stands between: the weak part of the rule.
    O((n + m) log m). Raises TwinError for lengths that differ, NaN, values out of range. Source: Konijnendijk 2021.
    """
    points = _points("homes", homes)
    n = len(points)
    share = _per_home("canopy", canopy, n, high=1)
    walk = _per_home("green_distance", green_distance, n)
    width = _per_home("half_width", half_width, n)
    standing = _points("trees", trees)
    wanted = ceil(least_trees)
    if wanted <= 0 or len(standing) < wanted:
        seen = np.full(n, wanted <= 0)
    else:  # enough trees are in sight when the last one wanted is
        view = length("sight", sight) + width
        quickly_built = KDTree(standing, balanced_tree=False, compact_nodes=False)
        farthest, _ = quickly_built.query(points, k=[wanted], distance_upper_bound=view.max(initial=0.0) * (1 + 1e-9))
        seen = farthest[:, 0] <= view
    shaded, near = share >= least_canopy, walk <= longest_walk
    return Rule330300(seen, shaded, near, seen & shaded & near)


def _catchment(kernel: str, radius: float) -> Kernel:
    """The kernel of that name for a radius in cells, cut where InVEST cuts it."""
    if kernel not in get_args(Form):
        raise TwinError(f'kernel "{kernel}" is unknown: {did_you_mean(str(kernel), get_args(Form))}')
    if kernel == "exponential":
        return exponential(radius, 2 * ceil(radius) + 1)
    form: Literal["dichotomy", "gaussian", "density"] = kernel  # type: ignore[assignment]
    return Kernel(form, radius, radius)


def _by_kind(
    areas: Mapping[str, npt.ArrayLike] | Sequence[float] | Array, weights: Mapping[str, float] | Sequence[float] | Array
) -> dict[str, tuple[npt.ArrayLike, float]]:
    """Each area with its weight, under the name of its kind or its place in the sequence."""
    if isinstance(areas, Mapping) != isinstance(weights, Mapping):
        raise TwinError("areas and weights must both be given by kind, or both in the same order")
    if not (isinstance(areas, Mapping) and isinstance(weights, Mapping)):
        if len(areas) != len(weights):
            raise TwinError(f"{len(areas)} areas need as many weights, not {len(weights)}")
        areas = {str(i): a for i, a in enumerate(areas)}
        weights = {str(i): w for i, w in enumerate(weights)}
    if not areas:
        raise TwinError("areas is empty: give at least one area in m²")
    known: dict[str, float] = {"building": 0.0} | {kind: float(w) for kind, w in weights.items()}
    for kind in areas:
        if kind not in known:
            raise TwinError(f'areas["{kind}"] has no weight: {did_you_mean(kind, known)}')
        if not 0 <= known[kind] < np.inf:
            raise TwinError(f'weights["{kind}"] is {known[kind]:g}: a number from 0 is needed')
    return {kind: (area, known[kind]) for kind, area in areas.items()}


def _points(name: str, values: npt.ArrayLike) -> Array:
    """Coordinates as (n, 2)."""
    points = numeric(name, values)
    if points.size == 0:
        return np.empty((0, 2))
    if points.ndim != 2 or points.shape[1] != 2:
        raise TwinError(f"{name}: x, y pairs (n, 2) in metres are needed, not an array of shape {points.shape}")
    return points


def _per_home(name: str, values: npt.ArrayLike, homes: int, high: float = np.inf) -> Array:
    """One value for each home; a single number serves them all."""
    given = numeric(name, values, 0, high)
    if given.ndim and given.shape != (homes,):
        raise TwinError(f"{name} has shape {given.shape}: one value for each of the {homes} homes is needed")
    return np.broadcast_to(given, (homes,))
