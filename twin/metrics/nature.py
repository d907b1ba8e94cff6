"""Nature: tree cover, ground that lives, green within reach of people, and green that hangs together."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twin.city import City
from twin.covers import table
from twin.grid import Grid
from twin.land import YARD_SEALED, Land, ground
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.metrics.mixes import areas_of_ground, mix_lines, of_ground, of_map, present, share_lines
from twin.models.artificialisation import EIGHT_NEIGHBOURS
from twin.models.kernels import disk, weighted_sum
from twin.models.nature import access, biotope_factor, effective_mesh
from twin.parameter import Coefficients, Parameter, default
from twin.people import People
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
HECTARE = 10_000.0  # m²
WHOLE_MAP = Heading(Words("The whole map", "Toute la carte"))


@metric(
    "canopy",
    theme="nature",
    noun=Words("tree canopy", "la canopée"),
    unit="%",
    better="more",
    label=Words("Tree canopy", "Canopée"),
    caveat=Words(
        "Crowns seen from above, overlaps counted once; trees that the map does not show are missing, and a crown says nothing of a "
        "tree's health.",
        "Houppiers vus du ciel, sans double compte ; les arbres absents de la carte manquent, et un houppier ne dit rien de la santé de "
        "l'arbre.",
    ),
    sources=("konijnendijk_2021",),
)
def canopy(city: City) -> Measure:
    """Share of the map under tree crowns, woods included [%]."""
    land = city.land
    value = 100 * float(land.canopy.mean())

    def working() -> Working:
        row, col = np.unravel_index(int(np.argmin(np.abs(land.canopy - 0.5))), land.grid.shape)
        share = float(land.canopy[row, col])
        lines: list[Line] = [
            Heading(Words(f"One cell: row {row}, column {col}", f"Une maille : ligne {row}, colonne {col}")),
            Given("crowns", share * land.grid.cell_area, "m²", Words("area under crowns", "surface sous les houppiers")),
            Given("cell", land.grid.cell, "m", Words("side of a cell", "côté d'une maille")),
            Step("share_cell", "crowns / cell ** 2", "1", Words("canopy share of this cell", "part de canopée de cette maille")),
            WHOLE_MAP,
            Given("share", value / 100, "1", Words("mean of all cells, each worked like this one", "moyenne de toutes les mailles")),
            Step("canopy", "100 * share", "%", Words("tree canopy", "canopée")),
        ]
        return Working(tuple(lines), {"share_cell": share, "canopy": value})

    return Measure(value, working, lambda: 100 * land.canopy)


@metric(
    "biotope",
    theme="nature",
    noun=Words("the biotope factor", "le coefficient de biotope"),
    unit="1",
    better="more",
    label=Words("Biotope area factor", "Coefficient de biotope par surface"),
    caveat=Words(
        "Weights are planning conventions (Berlin), not measurements, and no index of biodiversity; tree crowns, facades and the depth of "
        "soil are left out. A French local plan may set other weights.",
        "Les poids sont des conventions d'urbanisme (Berlin), ni des mesures ni un indice de biodiversité ; houppiers, façades et "
        "épaisseur de terre ne comptent pas. Un PLU peut fixer d'autres poids.",
    ),
    sources=("berlin_baf", "brussels_cbs"),
    digits=3,
)
def biotope(city: City, *, biotope: Coefficients = table("biotope"), yard_sealed: Coefficients = YARD_SEALED) -> Measure:
    """Biotope area factor of the whole map, F = Σ area × weight / area [1]; yards are split into paving and lawn."""
    land = city.land
    value = float(biotope_factor(areas_of_ground(land, yard_sealed), biotope))

    @cache
    def per_cell() -> Array:
        return of_ground(land, yard_sealed, biotope)

    def working() -> Working:
        shares = ground(land, yard_sealed)
        row, col = telling_cell(city, shares)
        lines = share_lines(shares, row, col)
        weight = Words("weight", "poids")
        lines += mix_lines("w", biotope, present(shares, row, col), "1", weight)
        lines += [
            WHOLE_MAP,
            Given("w_mean", float(per_cell().mean()), "1", Words("mean of all cells, each worked like this one", "moyenne des mailles")),
            Step("biotope", "w_mean", "1", Words("biotope area factor", "coefficient de biotope")),
        ]
        return Working(tuple(lines), {"w": float(per_cell()[row, col]), "biotope": value})

    return Measure(value, working, per_cell)


@metric(
    "nature_access",
    theme="nature",
    noun=Words("access to nature", "l'accès à la nature"),
    unit="m²/person",
    better="more",
    label=Words("Nature within reach of each resident", "Nature à portée de chaque habitant"),
    caveat=Words(
        "Straight lines, not walks; gates, opening hours and quality are left out, private yards do not count, and green or people beyond "
        "the edge of the map are missing. Without residents the value is 0.",
        "À vol d'oiseau, sans chemins ; ne compte ni les clôtures, ni les horaires, ni la qualité, ni les jardins privés, ni le vert et "
        "les habitants hors de la carte. Sans habitants, la valeur est 0.",
    ),
    sources=("invest_guide",),
)
def nature_access(city: City, *, nature: Coefficients = table("nature"), access_radius: float = default(access, "radius")) -> Measure:
    """Public nature within `access_radius`, shared among all who reach it, mean over residents [m²/person].

    Two-step floating catchment area (`twin.models.nature.access`, all or nothing within the radius) on Σ share × nature × cell
    area. Where nobody lives on the map there is nobody to have access: the value is 0, so that a comparison shows no change.
    """
    land = city.land
    supply = of_map(land, nature) * land.grid.cell_area
    residents = _residents(city.people, land.grid)
    reached = access(supply, residents, land.grid.cell, float(access_radius))
    shared, total = float((reached * residents).sum()), float(residents.sum())
    value = shared / total if total > 0 else 0.0

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if total > 0:
            lines, checks = _home_lines(supply, residents, reached, land.grid, float(access_radius))
        lines += [
            WHOLE_MAP,
            Given("shared", shared, "m²", Words("Σ residents × A of all cells, each worked like this one", "Σ habitants × A des mailles")),
            Given("residents", total, "persons", Words("residents", "habitants")),
            Step(
                "nature_access",
                "shared / residents if residents > 0 else 0",
                "m²/person",
                Words("nature within reach of a resident", "nature à portée d'un habitant"),
            ),
        ]
        return Working(tuple(lines), checks | {"nature_access": value})

    return Measure(value, working, reached)


@lru_cache(maxsize=8)
def _residents(people: People, grid: Grid) -> Array:
    return people.density(grid)


def _home_lines(supply: Array, residents: Array, reached: Array, grid: Grid, radius: float) -> tuple[list[Line], dict[str, float]]:
    """One green cell shared out, and what the most populous cell gets of all green cells within reach."""
    reach = radius / grid.cell
    row, col = (int(i) for i in np.unravel_index(int(residents.argmax()), grid.shape))
    crowd = np.maximum(weighted_sum(residents, disk(reach)), 0.0)
    ratio = np.divide(supply, crowd, out=supply.copy(), where=crowd > 1)
    rows, cols = np.ogrid[: grid.rows, : grid.cols]
    near = (np.hypot(rows - row, cols - col) <= reach) & (supply > 1e-9)
    count = int(near.sum())
    lines: list[Line] = []
    checks = {"A_cell": float(reached[row, col])}
    if count:
        distance = np.where(near, np.hypot(rows - row, cols - col), np.inf)
        green = np.unravel_index(int(distance.argmin()), grid.shape)
        lines += [
            Heading(
                Words(f"One green cell: row {green[0]}, column {green[1]}", f"Une maille verte : ligne {green[0]}, colonne {green[1]}")
            ),
            Given("S", float(supply[green]), "m²", Words("nature in this cell", "nature dans cette maille")),
            Given("P", float(crowd[green]), "persons", Words(f"residents within {radius:g} m of it", f"habitants à moins de {radius:g} m")),
            Step("R", "S / P if P > 1 else S", "m²/person", Words("what each of them gets of it", "ce que chacun en reçoit")),
        ]
        checks["R"] = float(ratio[green])
    mean = float(ratio[near].mean()) if count else 0.0
    lines += [
        Heading(Words(f"One place of homes: row {row}, column {col}", f"Un lieu habité : ligne {row}, colonne {col}")),
        Given("n", count, "1", Words(f"green cells within {radius:g} m", f"mailles vertes à moins de {radius:g} m")),
        Given("R_mean", mean, "m²/person", Words("their mean, each worked like this one", "leur moyenne, chacune calculée ainsi")),
        Step("A_cell", "n * R_mean", "m²/person", Words("nature within reach of who lives there", "nature à portée de qui vit là")),
    ]
    return lines, checks


@metric(
    "mesh",
    theme="nature",
    noun=Words("connected green ground", "le sol vert d'un seul tenant"),
    unit="ha",
    better="more",
    label=Words("Connected green ground (effective mesh size)", "Sol vert d'un seul tenant (maille effective)"),
    caveat=Words(
        "The green area that an animal put down at random could cross without leaving green ground: leaves out gardens that the map does "
        "not show, what lies between patches, and patches cut by the edge of the map; it depends on the cell size.",
        "La surface verte qu'un animal posé au hasard parcourt sans quitter le vert : ne compte ni les jardins que la carte ne montre "
        "pas, ni ce qui sépare les taches, ni leur suite hors de la carte ; dépend de la taille des mailles.",
    ),
    sources=("jaeger_2000",),
    digits=3,
    fine=True,
)
def mesh(
    city: City,
    *,
    green: Coefficients = table("green"),
    green_from: float = Parameter(0.5, 0.3, 0.7, "1", "twin", "assumed", False, "green share from which a cell is green ground"),
) -> Measure:
    """Effective mesh size Σ a² / A of the patches of green ground [ha]; cells that touch by a corner belong together.

    A cell is green ground when covers that count as green (water does not) make up `green_from` of it or more; unmapped yards are
    unknown and do not count, tree crowns over paving neither. Map: area of the patch a cell belongs to [ha], 0 outside.
    """
    land = city.land
    mask = _green_ground(land, green, float(green_from))
    value = effective_mesh(mask, land.grid.cell)

    @cache
    def patches() -> tuple[NDArray[np.intp], Array]:
        """(rows, cols) number of each cell's patch, 0 for what is not green; and their areas [ha]."""
        patch, _ = ndimage.label(mask, structure=EIGHT_NEIGHBOURS)
        areas = np.asarray(np.bincount(patch.ravel()) * (land.grid.cell_area / HECTARE), dtype=np.float64)
        areas[0] = 0.0
        return patch, areas

    def working() -> Working:
        patch, areas = patches()
        return _mesh_lines(np.bincount(patch.ravel())[1:], land.grid, areas, value)

    def sizes() -> Array:
        patch, areas = patches()
        return areas[patch]

    return Measure(value, working, sizes, map_label=Words("Size of the green patch", "Taille de l'espace vert d'un seul tenant"))


@lru_cache(maxsize=8)
def _green_ground(land: Land, green: Coefficients, green_from: float) -> NDArray[np.bool_]:
    return np.asarray(of_map(land, green) >= green_from - 1e-9)


def _mesh_lines(cells: NDArray[np.intp], grid: Grid, areas: Array, value: float) -> Working:
    """The three largest patches one by one, the squares of the others as one sum."""
    order = np.argsort(-cells, kind="stable")
    lines: list[Line] = [Given("cell", grid.cell, "m", Words("side of a cell", "côté d'une maille"))]
    terms, checks = [], {"mesh": value}
    for rank, patch in enumerate(order[:3], start=1):
        words = Words(f"cells of green patch no. {rank} by size", f"mailles de la tache verte n° {rank} par la taille")
        lines.append(Given(f"n_{rank}", int(cells[patch]), "1", words))
        lines.append(Step(f"a_{rank}", f"n_{rank} * cell ** 2 / 10000", "ha", Words("its area", "sa surface")))
        terms.append(f"a_{rank} ** 2")
        checks[f"a_{rank}"] = float(areas[1 + patch])
    rest = float((areas[1 + order[3:]] ** 2).sum())
    lines += [
        WHOLE_MAP,
        Given("others", rest, "ha²", Words(f"squares of the {max(0, len(cells) - 3)} other patches", "carrés des autres taches")),
        Given("A", grid.area / HECTARE, "ha", Words("area of the map", "surface de la carte")),
        Step("mesh", f"({' + '.join([*terms, 'others'])}) / A", "ha", Words("effective mesh size", "maille effective")),
    ]
    return Working(tuple(lines), checks)
