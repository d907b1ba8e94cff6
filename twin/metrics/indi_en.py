"""Indi-EN of ADEME: cooling, permeability and biodiversity scores of the whole map."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.covers import BY_KEY, GROUND
from twin.grid import Grid
from twin.land import YARD_SEALED, ground
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.metrics.mixes import areas_of_ground, mixed, of_ground, present, share_lines
from twin.models.indi_en import ITEMS, score
from twin.parameter import Coefficients, Parameter
from twin.trees import Trees
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
AGES = ("tree_young", "tree_grown", "tree_old")
YOUNG_CROWN = Parameter(
    19.0, 8.0, 30.0, "m²", "twin", "halfway between the 8 and 30 m² that Indi-EN gives the two classes", False,
    "crown area below which a tree counts as under 20 years",
)  # fmt: skip
OLD_CROWN = Parameter(
    60.0, 30.0, 90.0, "m²", "twin", "halfway between the 30 and 90 m² that Indi-EN gives the two classes", False,
    "crown area from which a tree counts as over 50 years",
)  # fmt: skip
CAVEAT = Words(
    "A quick index for comparing layouts of one place, no degrees and no litres; woods count as shrubs and the age of trees is judged by "
    "their crown. Shown unrounded: the published tool rounds to 0.01, so that small works vanish.",
    "Un indice rapide pour comparer des aménagements, ni des degrés ni des litres ; les bois comptent comme arbustes et l'âge des arbres "
    "est jugé à leur houppier. Donné sans arrondi : l'outil publié arrondit à 0,01, où de petits travaux disparaissent.",
)


@metric(
    "indi_en_cooling",
    theme="land",
    unit="1",
    better="more",
    label=Words("Indi-EN cooling", "Indi-EN rafraîchissement"),
    caveat=CAVEAT,
    sources=("indi_en",),
    digits=3,
)
def indi_en_cooling(
    city: City, *, young_crown: float = YOUNG_CROWN, old_crown: float = OLD_CROWN, yard_sealed: Coefficients = YARD_SEALED
) -> Measure:
    """Indi-EN cooling of the whole map, min(Σ quantity × coefficient / area, 1), unrounded [1]; see `_indicator`."""
    return _indicator(city, "cooling", float(young_crown), float(old_crown), yard_sealed)


@metric(
    "indi_en_permeability",
    theme="land",
    unit="1",
    better="more",
    label=Words("Indi-EN permeability", "Indi-EN perméabilité"),
    caveat=CAVEAT,
    sources=("indi_en",),
    digits=3,
)
def indi_en_permeability(
    city: City, *, young_crown: float = YOUNG_CROWN, old_crown: float = OLD_CROWN, yard_sealed: Coefficients = YARD_SEALED
) -> Measure:
    """Indi-EN permeability of the whole map, min(Σ quantity × coefficient / area, 1), unrounded [1]; see `_indicator`."""
    return _indicator(city, "permeability", float(young_crown), float(old_crown), yard_sealed)


@metric(
    "indi_en_biodiversity",
    theme="land",
    unit="1",
    better="more",
    label=Words("Indi-EN biodiversity", "Indi-EN biodiversité"),
    caveat=CAVEAT,
    sources=("indi_en",),
    digits=3,
)
def indi_en_biodiversity(
    city: City, *, young_crown: float = YOUNG_CROWN, old_crown: float = OLD_CROWN, yard_sealed: Coefficients = YARD_SEALED
) -> Measure:
    """Indi-EN biodiversity of the whole map, min(Σ quantity × coefficient / area, 1), unrounded [1]; see `_indicator`."""
    return _indicator(city, "biodiversity", float(young_crown), float(old_crown), yard_sealed)


def _indicator(city: City, name: str, young_crown: float, old_crown: float, yard_sealed: Coefficients) -> Measure:
    """One Indi-EN score of the whole map.

    Quantities: m² of ground by the Indi-EN item nearest to each cover (yards split into paving and lawn), and single trees in three
    classes by crown area, because a plan shows its trees at the size they will have. Map: coefficient of each cell's ground plus
    that of the trees that stand in it over the cell's area; where the score is below its limit of 1, the map's mean is the score.
    """
    land = city.land
    weight = {key: float(getattr(item, name)) for key, item in ITEMS.items()}
    quantities = dict.fromkeys((BY_KEY[key].indi_en for key in GROUND), 0.0)
    for key, area in areas_of_ground(land, yard_sealed).items():
        quantities[BY_KEY[key].indi_en] += area
    ages = np.bincount(_ages(city.trees, young_crown, old_crown), minlength=len(AGES))
    quantities |= {age: float(trees) for age, trees in zip(AGES, ages, strict=True)}
    value = score(quantities, name, rounded=False)

    @cache
    def per_cell() -> Array:
        scores = of_ground(land, yard_sealed, {key: weight[BY_KEY[key].indi_en] for key in GROUND})
        trees = _trees_by_age(city.trees, land.grid, young_crown, old_crown)
        return scores + mixed(trees, [weight[age] for age in AGES]) / land.grid.cell_area

    def working() -> Working:
        shares, count = ground(land, yard_sealed), _trees_by_age(city.trees, land.grid, young_crown, old_crown)
        row, col = telling_cell(city, shares, 1.0 + (count.sum(axis=0) > 0))
        trees = {age: int(layer[row, col]) for age, layer in zip(AGES, count, strict=True) if layer[row, col] > 0}
        lines = share_lines(shares, row, col)
        covers = present(shares, row, col)
        used = sorted({BY_KEY[key].indi_en for key in covers} | set(trees) | {k for k, q in quantities.items() if q > 0})
        lines += [
            Given(f"n_{age}", n, "trees", Words(f"{ITEMS[age].label.lower()} here", ITEMS[age].label.fr.lower()))
            for age, n in trees.items()
        ]
        lines += [Given("cell", land.grid.cell, "m", Words("side of a cell", "côté d'une maille"))]
        lines += [
            Given(f"c_{key}", weight[key], "1", Words(f"coefficient of {ITEMS[key].label.lower()}", ITEMS[key].label.fr.lower()))
            for key in used
        ]
        terms = [f"f_{key} * c_{BY_KEY[key].indi_en}" for key in covers] + [f"n_{age} * c_{age} / cell ** 2" for age in trees]
        lines += [Step("cell_score", " + ".join(terms), "1", Words("score of this cell", "note de cette maille"))]
        lines += _total_lines(f"indi_en_{name}", {key: quantities[key] for key in used})
        return Working(tuple(lines), {"cell_score": float(per_cell()[row, col]), f"indi_en_{name}": value})

    return Measure(value, working, per_cell)


def _total_lines(symbol: str, quantities: dict[str, float]) -> list[Line]:
    """The score from what the whole map holds of each item."""
    lines: list[Line] = [Heading(Words("The whole map", "Toute la carte"))]
    for key, quantity in quantities.items():
        lines.append(Given(f"q_{key}", quantity, ITEMS[key].unit, Words(str(ITEMS[key].label.lower()), ITEMS[key].label.fr.lower())))
    area = " + ".join(f"q_{key}" for key in quantities if ITEMS[key].footprint)
    weighted = " + ".join(f"q_{key} * c_{key}" for key in quantities)
    return [
        *lines,
        Step("E", area, "m²", Words("area of the place", "surface du lieu")),
        Step(symbol, f"min(({weighted}) / E, 1)", "1", Words("score", "note")),
    ]


def _ages(trees: Trees, young_crown: float, old_crown: float) -> NDArray[np.intp]:
    """(trees,) the number in `AGES` of each single tree, by its crown."""
    area = np.pi / 4 * trees.crown**2
    return (area >= young_crown).astype(np.intp) + (area >= max(young_crown, old_crown))


@lru_cache(maxsize=8)
def _trees_by_age(trees: Trees, grid: Grid, young_crown: float, old_crown: float) -> Array:
    """(3, rows, cols) single trees of each of `AGES` in each cell."""
    row, col = grid.cell_of(trees.x, trees.y)
    flat = (_ages(trees, young_crown, old_crown) * grid.rows + row) * grid.cols + col
    return np.bincount(flat, minlength=3 * grid.rows * grid.cols).reshape(3, *grid.shape).astype(float)
