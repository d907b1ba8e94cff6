"""Homes: which residents live by the 3-30-300 rule."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import KDTree

from twin.buildings import Buildings
from twin.city import City
from twin.covers import INDEX, table
from twin.grid import Grid
from twin.land import Land
from twin.metrics.base import Measure, metric
from twin.metrics.mixes import of_map
from twin.models.artificialisation import EIGHT_NEIGHBOURS
from twin.models.nature import Rule330300, neighbourhood_mean
from twin.models.nature import rule_3_30_300 as rule
from twin.parameter import Coefficients, Parameter, default
from twin.people import People
from twin.trees import Trees
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
HECTARE = 10_000.0  # m²
HALF = 0.5  # share of a cell from which it counts as green, or as wood


@metric(
    "rule_3_30_300",
    theme="nature",
    noun=Words("residents who live by the 3-30-300 rule", "la part des habitants selon la règle 3-30-300"),
    unit="%",
    better="more",
    label=Words("Residents who live by the 3-30-300 rule", "Habitants selon la règle 3-30-300"),
    caveat=Words(
        "Trees near the facade stand in for trees seen from a window, whatever hides them; 300 m in a straight line stand in for a walk, "
        "without gates or streets to cross; trees and green beyond the map are missing. Without residents the value is 0.",
        "Les arbres proches de la façade tiennent lieu d'arbres vus, quoi qui les cache ; 300 m à vol d'oiseau tiennent lieu de marche, "
        "sans clôtures ni rues à traverser ; arbres et vert hors de la carte manquent. Sans habitants, la valeur est 0.",
    ),
    sources=("konijnendijk_2021", "who_2016"),
)
def rule_3_30_300(
    city: City,
    *,
    nature: Coefficients = table("nature"),
    sight: float = default(rule, "sight"),
    least_trees: float = default(rule, "least_trees"),
    least_canopy: float = default(rule, "least_canopy"),
    longest_walk: float = default(rule, "longest_walk"),
    neighbourhood_radius: float = default(neighbourhood_mean, "radius"),
    least_green: float = Parameter(
        0.5, 0.25, 1.0, "ha", "who_2016", "0.5 to 1 ha; lower end: assumption", False, "least area of a public green space"
    ),
    wood_spacing: float = Parameter(
        7.0, 5.0, 10.0, "m", "twin", "assumed: 100 to 400 trees a hectare", False, "distance between trees in a wood"
    ),
) -> Measure:
    """Share of residents with 3 trees near their home, 30 % canopy around it and a public green space within 300 m [%].

    Trees: within `sight` of the facade, taken as a circle of the building's footprint around its inner point; a wood counts as trees
    `wood_spacing` apart. Canopy: mean of the disk of `neighbourhood_radius`, on the map. Green space: patches (8 neighbours) of at
    least `least_green` of cells that are half or more public nature (no water, fields or yards); straight distance from the middle of
    the home's cell to the nearest middle of such a cell. Map: parts met (0 to 3), mean over the residents of each cell, NaN where nobody
    lives. Where nobody lives on the map the value is 0, so that a comparison shows no change.
    """
    land, people = city.land, city.people
    settings = Settings(
        *(float(p) for p in (sight, least_trees, least_canopy, longest_walk, neighbourhood_radius, least_green, wood_spacing))
    )
    homes = _homes(people, city.buildings, land.grid)
    walk = _walk_to_green(land, nature, settings.least_green)[homes.row, homes.col]
    around = neighbourhood_mean(land.canopy, land.grid.cell, settings.radius)[homes.row, homes.col]
    around = np.clip(around, 0, 1)  # the transform's rounding
    trees = np.concatenate([_single(city.trees), _in_woods(land, settings.spacing)])
    met = rule(homes.points, trees, around, walk, homes.half_width, settings.sight, settings.trees, settings.canopy, settings.walk)
    total, happy = float(homes.residents.sum()), float(homes.residents[met.all].sum())
    value = 100 * happy / total if total > 0 else 0.0

    def parts() -> Array:
        return homes.mapped(homes.residents * (met.trees.astype(float) + met.canopy + met.green), land.grid)

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if total > 0:
            home = int(homes.residents.argmax())
            lines, checks = _home_lines(homes, home, trees, float(around[home]), float(walk[home]), met, settings)
        lines += [
            Heading(Words("The whole map", "Toute la carte")),
            Given(
                "happy", happy, "persons", Words("residents of all homes that meet the rule, each worked like this", "habitants concernés")
            ),
            Given("residents", total, "persons", Words("residents", "habitants")),
            Step(
                "rule_3_30_300",
                "100 * happy / residents if residents > 0 else 0",
                "%",
                Words("share of residents", "part des habitants"),
            ),
        ]
        return Working(tuple(lines), checks | {"rule_3_30_300": value})

    shown = Words("Rules met, of three", "Règles tenues, sur trois")
    return Measure(value, working, parts, "1", shown)


@dataclass(frozen=True)
class Settings:
    """The rule's numbers: distances [m], canopy [1], least green [ha]."""

    sight: float
    trees: float
    canopy: float
    walk: float
    radius: float
    least_green: float
    spacing: float


@dataclass(frozen=True, eq=False)
class Homes:
    """Buildings in which people live: who, where, and how far their facade stands from their middle [m]."""

    residents: Array
    points: Array
    half_width: Array
    row: NDArray[np.intp]
    col: NDArray[np.intp]

    def mapped(self, values: Array, grid: Grid) -> Array:
        """(rows, cols) sum of `values` over the residents of each cell, NaN where nobody lives."""
        flat, size = self.row * grid.cols + self.col, grid.rows * grid.cols
        residents = np.bincount(flat, self.residents, size)
        mean = np.divide(np.bincount(flat, values, size), residents, out=np.full(size, np.nan), where=residents > 0)
        return np.asarray(mean.reshape(grid.shape), dtype=np.float64)


@lru_cache(maxsize=8)
def _homes(people: People, buildings: Buildings, grid: Grid) -> Homes:
    lived = np.flatnonzero(people.inside & (people.residents > 0))
    points = people.points[lived].reshape(-1, 2)
    row, col = grid.cell_of(points[:, 0], points[:, 1])
    return Homes(people.residents[lived].astype(float), points, np.sqrt(buildings.footprint[lived] / np.pi), row, col)


@lru_cache(maxsize=8)
def _walk_to_green(land: Land, nature: Coefficients, least: float) -> Array:
    """(rows, cols) straight distance to the nearest cell of a public green space of at least `least` ha, inf without any [m]."""
    public = of_map(land, {key: share for key, share in nature.items() if key != "water"}) >= HALF - 1e-9
    patches, _ = ndimage.label(public, structure=EIGHT_NEIGHBOURS)
    large = np.bincount(patches.ravel()) * land.grid.cell_area >= least * HECTARE - 1e-6
    large[0] = False
    if not large.any():
        return np.full(land.grid.shape, np.inf)
    return np.asarray(ndimage.distance_transform_edt(~large[patches], sampling=land.grid.cell), dtype=np.float64)


@lru_cache(maxsize=8)
def _single(trees: Trees) -> Array:
    return np.stack([trees.x, trees.y], axis=1).reshape(-1, 2)


@lru_cache(maxsize=8)
def _in_woods(land: Land, spacing: float) -> Array:
    """(n, 2) trees that stand for woods: a square lattice on the cells that are half or more woodland floor [m]."""
    minx, miny, maxx, maxy = land.grid.bounds
    x, y = np.arange(minx + spacing / 2, maxx, spacing), np.arange(miny + spacing / 2, maxy, spacing)
    _, col = land.grid.cell_of(x, np.full(len(x), miny))
    row, _ = land.grid.cell_of(np.full(len(y), minx), y)
    at_y, at_x = np.nonzero((land.fractions[INDEX["wood"]] >= HALF)[row[:, None], col])
    return np.stack([x[at_x], y[at_y]], axis=1)


def _home_lines(
    homes: Homes, home: int, trees: Array, around: float, walk: float, met: Rule330300, settings: Settings
) -> tuple[list[Line], dict[str, float]]:
    """The rule for one home."""
    half = float(homes.half_width[home])
    count = len(KDTree(trees).query_ball_point(homes.points[home], settings.sight + half)) if len(trees) else 0
    lines: list[Line] = [
        Heading(Words(f"One home of {homes.residents[home]:.0f} residents", f"Un immeuble de {homes.residents[home]:.0f} habitants")),
        Given("footprint", np.pi * half**2, "m²", Words("ground area of the building", "emprise du bâtiment")),
        Given(
            "sight", settings.sight, "m", Words("a tree nearer to the facade is seen", "un arbre plus proche de la façade est vu"), "sight"
        ),
        Step("reach", "sight + sqrt(footprint / 3.141592653589793)", "m", Words("from the middle of the building", "depuis son milieu")),
        Given("n", count, "trees", Words("trees within reach", "arbres à portée")),
        Given("n_least", settings.trees, "trees", Words("trees wanted", "arbres voulus"), "least_trees"),
        Step("trees_met", "n >= n_least", "1", Words("3 trees in sight", "3 arbres en vue")),
        Given("canopy", around, "1", Words(f"canopy within {settings.radius:g} m", f"canopée à moins de {settings.radius:g} m")),
        Given("canopy_least", settings.canopy, "1", Words("canopy wanted", "canopée voulue"), "least_canopy"),
        Step("canopy_met", "canopy >= canopy_least", "1", Words("30 % canopy", "30 % de canopée")),
    ]
    if np.isfinite(walk):
        lines += [
            Given("walk", walk, "m", Words("to the nearest public green space", "jusqu'au plus proche espace vert public")),
            Given("walk_most", settings.walk, "m", Words("farthest allowed", "distance maximale"), "longest_walk"),
            Step("green_met", "walk <= walk_most", "1", Words("green space within 300 m", "espace vert à 300 m")),
        ]
    else:
        lines.append(
            Given("green_met", 0, "1", Words("no public green space large enough on the map", "aucun espace vert public assez grand"))
        )
    lines.append(Step("met", "trees_met * canopy_met * green_met", "1", Words("1 when all three are met", "1 si les trois sont remplies")))
    checks = {"trees_met": met.trees[home], "canopy_met": met.canopy[home], "green_met": met.green[home], "met": met.all[home]}
    return lines, {symbol: float(value) for symbol, value in checks.items()}
