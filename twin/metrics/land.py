"""Land: what is sealed, and what the law calls artificialised."""

from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twin.city import City
from twin.covers import BY_KEY, COVERS, GROUND
from twin.land import YARD_SEALED, Land, ground, sealed_share
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.metrics.mixes import areas_of_ground, present, share_lines
from twin.models.artificialisation import (
    CATEGORIES,
    EIGHT_NEIGHBOURS,
    dominant_category,
    sealed_area,
)
from twin.models.artificialisation import artificialised as official_status
from twin.parameter import Coefficients, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
HECTARE = 10_000.0  # m²
WHOLE_MAP = Heading(Words("The whole map", "Toute la carte"))


@metric(
    "sealed",
    theme="land",
    noun=Words("sealed ground", "le sol imperméabilisé"),
    unit="ha",
    better="less",
    label=Words("Sealed ground", "Sol imperméabilisé"),
    caveat=Words(
        "Roofs, streets and paving as the map shows them, green roofs included; on private plots that no shape describes the sealed "
        "share is assumed from how densely the surroundings are built.",
        "Toits, chaussées et revêtements tels que la carte les montre, toits végétalisés compris ; sur les parcelles que rien ne décrit, "
        "la part imperméable est supposée d'après la densité bâtie alentour.",
    ),
    sources=("decree_2023_1096",),
    digits=2,
)
def sealed(city: City, *, yard_sealed: Coefficients = YARD_SEALED) -> Measure:
    """Area of covers sealed by building or surfacing (categories A1 and A2 of the decree), without threshold [ha].

    Map: sealed share of each cell [%].
    """
    land = city.land
    areas, whole = areas_of_ground(land, yard_sealed), land.grid.area
    built, surfaced = (sum(areas[key] for key in GROUND if BY_KEY[key].sealed and BY_KEY[key].category == kind) for kind in ("A1", "A2"))
    value = sealed_area(built / whole, surfaced / whole, sqrt(whole)) / HECTARE  # the whole map as one cell

    def working() -> Working:
        shares, share = ground(land, yard_sealed), sealed_share(land, yard_sealed)
        row, col = telling_cell(city, shares)
        counted = [f"f_{key}" for key in present(shares, row, col) if BY_KEY[key].sealed]
        lines = [
            *share_lines(shares, row, col),
            Step("share_cell", " + ".join(counted) or "0", "1", Words("sealed share of this cell", "part imperméable de la maille")),
            WHOLE_MAP,
            Given("share", float(share.mean()), "1", Words("mean of all cells, each worked like this one", "moyenne des mailles")),
            Given("A", land.grid.area, "m²", Words("area of the map", "surface de la carte")),
            Step("sealed", "share * A / 10000", "ha", Words("sealed ground", "sol imperméabilisé")),
        ]
        return Working(tuple(lines), {"share_cell": float(share[row, col]), "sealed": value})

    return Measure(value, working, lambda: 100 * sealed_share(land, yard_sealed), "%")


@metric(
    "artificialised",
    theme="land",
    noun=Words("artificialised ground", "le sol artificialisé"),
    unit="ha",
    better="less",
    label=Words("Artificialised ground (official rule)", "Sol artificialisé (règle officielle)"),
    caveat=Words(
        "The rule by which planning documents are judged, not a single project: patches under 2 500 m² take the status of what surrounds "
        "them, and lawns of housing or verges stay artificialised. Land use is guessed from the cover of each cell, private plots count "
        "as built-up, and the options to leave out parks and solar fields are not used. It depends on the cell size.",
        "La règle qui juge les documents d'urbanisme, non un projet : une tache de moins de 2 500 m² prend le statut de ce qui l'entoure, "
        "et les pelouses des logements ou des accotements restent artificialisées. L'usage est déduit du sol de chaque maille, les "
        "parcelles privées comptent comme artificialisées, et les exclusions possibles (parcs, solaire) ne sont pas appliquées. "
        "Dépend de la taille des mailles.",
    ),
    sources=("decree_2023_1096", "sparte"),
    digits=2,
    fine=True,
)
def artificialised(
    city: City,
    *,
    woody_from: float = default(dominant_category, "woody_from"),
    building_threshold: float = default(official_status, "building_threshold"),
    surface_threshold: float = default(official_status, "threshold"),
) -> Measure:
    """Artificialised area by the decree of 2023 with its thresholds [ha].

    Each cell gets the category that covers most of it (yards: A2), grass under trees from `woody_from` becomes N10; then
    `twin.models.artificialisation.artificialised` judges the patches. Map: 1 where artificialised, 0 elsewhere.
    """
    land = city.land
    _, category = _categories(land, float(woody_from))
    status = official_status(category, land.grid.cell, float(building_threshold), float(surface_threshold))
    value = float(status.sum()) * land.grid.cell_area / HECTARE

    def working() -> Working:
        lines, checks = _patch_lines(city, float(woody_from), status, float(surface_threshold))
        lines += [
            WHOLE_MAP,
            Given("n", int(status.sum()), "1", Words("artificialised cells, each judged like this", "mailles artificialisées")),
            Given("cell", land.grid.cell, "m", Words("side of a cell", "côté d'une maille")),
            Step("artificialised", "n * cell ** 2 / 10000", "ha", Words("artificialised ground", "sol artificialisé")),
        ]
        return Working(tuple(lines), checks | {"artificialised": value})

    return Measure(value, working, lambda: status.astype(float), "1")


@lru_cache(maxsize=8)
def _categories(land: Land, woody_from: float) -> tuple[dict[str, Array], NDArray[np.int8]]:
    """(share of each category of the annex in each cell, the dominant category of each cell)."""
    shares: dict[str, Array] = {}
    for i, cover in enumerate(COVERS):
        known = shares.get(cover.category)
        shares[cover.category] = land.fractions[i] if known is None else known + land.fractions[i]
    return shares, dominant_category(shares, land.canopy, woody_from)


def _patch_lines(city: City, woody_from: float, status: NDArray[np.bool_], threshold: float) -> tuple[list[Line], dict[str, float]]:
    """A cell whose patch is small enough to take the status of its surroundings, when there is one; else any plain cell."""
    land = city.land
    shares, category = _categories(land, woody_from)
    before = category <= CATEGORIES["A5"].number
    area = np.zeros(land.grid.shape)
    for side in (before, ~before):
        patches, _ = ndimage.label(side, structure=EIGHT_NEIGHBOURS)
        area += np.where(side, np.bincount(patches.ravel())[patches], 0) * land.grid.cell_area
    plain = (category != CATEGORIES["A1"].number) & (status == np.where(area >= threshold - 1e-6, before, ~before))
    candidates = plain & (before != status) if (plain & (before != status)).any() else plain
    if not candidates.any():
        return [], {}
    stack = np.stack(list(shares.values()))
    row, col = telling_cell(city, stack, candidates.astype(float))
    dominant = dominant_category({key: share[row, col] for key, share in shares.items()})
    lines = _category_lines({key: float(share[row, col]) for key, share in shares.items()}, (row, col), int(dominant))
    lines += [
        Given("f_canopy", float(land.canopy[row, col]), "1", Words("canopy share", "part de canopée")),
        Given(
            "woody",
            woody_from,
            "1",
            Words("canopy from which grass counts as woody", "canopée dès laquelle l'herbe est boisée"),
            "woody_from",
        ),
        Step(
            "category",
            "10 if (abs(dominant - 4) < 1) * (f_canopy >= woody) else dominant",
            "1",
            Words("category, grass under trees being 10", "catégorie, l'herbe sous les arbres étant 10"),
        ),
        Step("own", "category <= 5", "1", Words("categories 1 to 5 are artificialised", "les catégories 1 à 5 sont artificialisées")),
        Given("patch", float(area[row, col]), "m²", Words("ground of one status around it", "sol d'un seul statut autour d'elle")),
        Given("least", threshold, "m²", Words("area from which a patch counts", "surface dès laquelle elle compte"), "surface_threshold"),
        Step("status", "own if patch >= least else 1 - own", "1", Words("1 when artificialised", "1 si artificialisée")),
    ]
    return lines, {"category": float(category[row, col]), "status": float(status[row, col])}


def _category_lines(shares: dict[str, float], cell: tuple[int, int], dominant: int) -> list[Line]:
    """What a cell holds of each category, and which covers most of it."""
    lines: list[Line] = [Heading(Words(f"One cell: row {cell[0]}, column {cell[1]}", f"Une maille : ligne {cell[0]}, colonne {cell[1]}"))]
    for key, share in shares.items():
        if share > 1e-9:
            label = CATEGORIES[key].label
            lines.append(Given(f"f_{key}", share, "1", Words(f"share of {key}: {label.lower()}", f"part de {key} : {label.fr.lower()}")))
    return [*lines, Given("dominant", dominant, "1", Words("number of the category that covers most", "numéro de la catégorie dominante"))]
