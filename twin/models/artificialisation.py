"""Which ground counts as artificialised in French law (article R. 101-1 of the Code de l'urbanisme, décret 2023-1096).

Two numbers are kept apart: `sealed_area`, all that is built or surfaced, and `artificialised`, the official status,
in which a patch under 2 500 m² takes the status of what surrounds it. Taking up 600 m² of asphalt changes the first
and not the second; making it a lawn of dwellings or a verge (category A4) would not change the second at any size.
The law measures the balance of planning documents this way; it is no test for a single project.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import ndimage

from twin.errors import TwinError, did_you_mean
from twin.models.arguments import numeric, together
from twin.parameter import Parameter
from twin.words import Words

EIGHT_NEIGHBOURS = np.ones((3, 3), dtype=int)

_BUILDING = Parameter(
    50, unit="m²", source="decree_2023_1096", page="annex to R. 101-1, 1°", about="footprint from which a building counts"
)  # fmt: skip
_SURFACE = Parameter(
    2500, unit="m²", source="decree_2023_1096", page="annex to R. 101-1, 2° to 10°", about="area from which ground counts"
)  # fmt: skip


@dataclass(frozen=True)
class Category:
    """One row of the annex: its `number`, whether it is artificialised, and the area from which it counts [m²]."""

    key: str
    number: int
    label: Words
    artificialised: bool
    threshold: Parameter


CATEGORIES: dict[str, Category] = {
    f"{'A' if number <= 5 else 'N'}{number}": Category(
        f"{'A' if number <= 5 else 'N'}{number}", number, label, number <= 5, _BUILDING if number == 1 else _SURFACE
    )
    for number, label in (
        (1, Words("Sealed by buildings", "Imperméabilisé par le bâti")),
        (2, Words("Sealed by surfacing", "Imperméabilisé par un revêtement")),
        (3, Words("Stabilised, compacted or mineral ground", "Sol stabilisé, compacté ou minéral")),
        (4, Words("Grass of housing, business or infrastructure", "Herbe à usage résidentiel, productif ou d'infrastructure")),
        (5, Words("Building site or abandoned", "En chantier ou à l'abandon")),
        (6, Words("Natural bare ground or water", "Sol naturel nu ou en eau")),
        (7, Words("Farmland", "Cultures")),
        (8, Words("Forestry", "Sylviculture")),
        (9, Words("Natural habitat with plants", "Habitat naturel végétalisé")),
        (10, Words("Other ground with plants", "Autre sol végétalisé")),
    )
}  # fmt: skip


def dominant_category(
    fractions: Mapping[str, ArrayLike],
    canopy: ArrayLike = 0.0,
    woody_from: float = Parameter(
        0.25,
        unit="1",
        source="decree_2023_1096",
        page="annex, footnote (**)",
        verified=False,
        about="tree cover from which plants are no longer herbaceous",
    ),
) -> NDArray[np.int8]:
    """Category number (1 to 10) that covers most of each cell, from `fractions`: category key -> area fraction [0..1].

    Ties go to the lower number. Grass (A4) under crowns of `canopy` [0..1] reaching `woody_from` is not herbaceous any
    more and becomes 10; the decree looks at whole patches there, this looks at each cell. Raises TwinError for unknown
    keys, values outside 0..1, shapes that do not fit or a cell that nothing covers.
    """
    layers = {}
    for key, fraction in fractions.items():
        if key not in CATEGORIES:
            raise TwinError(f'category "{key}" is not in the annex to article R. 101-1: {did_you_mean(key, CATEGORIES)}')
        layers[key] = numeric(f"fraction of {key}", fraction, 0, 1 + 1e-9)
    crowns = numeric("canopy", canopy, 0, 1 + 1e-9)
    together(layers | {"canopy": crowns})
    keys = sorted(layers, key=lambda key: CATEGORIES[key].number)
    stack = np.stack(np.broadcast_arrays(*(layers[key] for key in keys)))
    if not (stack.max(axis=0) > 0).all():
        raise TwinError("fractions: every cell needs a category, some cells have none")
    numbers = np.array([CATEGORIES[key].number for key in keys], dtype=np.int8)[stack.argmax(axis=0)]
    woody = (numbers == CATEGORIES["A4"].number) & (crowns >= woody_from)
    return np.where(woody, CATEGORIES["N10"].number, numbers).astype(np.int8)


def artificialised(
    category: ArrayLike, cell: float, building_threshold: float = _BUILDING, threshold: float = _SURFACE
) -> NDArray[np.bool_]:
    """Official status of each cell, True where artificialised; `category` (rows, cols) numbers 1..10, `cell` [m].

    A boolean raster is read as 2 (surfaced) where True and 10 elsewhere. Patches are groups of cells that touch by a
    side or a corner (8 neighbours). In this order:
    1. a patch of categories 1 to 5 below `threshold` [m²] becomes non-artificialised,
    2. except its buildings (patches of category 1) of at least `building_threshold` [m²], artificialised anywhere;
    3. then a non-artificialised patch below `threshold` becomes artificialised.
    The order matters only for patches nested in patches. A map of one single status keeps it at any size.

    Left out: linear infrastructure under 5 m wide, the option to exclude public parks and solar fields, buildings
    smaller than the cells can show; a patch cut by the edge of the map is judged by the part on the map. Raises
    TwinError for other category numbers, a raster that is not two-dimensional or a cell size that is not positive.
    """
    raster = np.asarray(category)
    if raster.ndim != 2:
        raise TwinError(f"category: a raster of (rows, cols) is needed, not {raster.ndim} dimensions")
    if raster.dtype == np.bool_:
        raster = np.where(raster, CATEGORIES["A2"].number, CATEGORIES["N10"].number)
    numbers = numeric("category", raster, 1, len(CATEGORIES))
    if (numbers != np.round(numbers)).any():
        raise TwinError("category: whole numbers from 1 to 10 are needed")
    if not cell > 0:
        raise TwinError(f"cell: {cell:g} m is not allowed, it must be above 0")
    status = numbers <= CATEGORIES["A5"].number
    if status.all() or not status.any():
        return status
    buildings = numbers == CATEGORIES["A1"].number
    status &= ~_small_patches(status, cell, threshold)
    status |= buildings & ~_small_patches(buildings, cell, building_threshold)
    if status.any():
        status |= _small_patches(~status, cell, threshold)
    return status


def _small_patches(mask: NDArray[np.bool_], cell: float, threshold: float) -> NDArray[np.bool_]:
    """Cells of `mask` in patches (8 neighbours) of less than `threshold` [m²]."""
    patches, _ = ndimage.label(mask, structure=EIGHT_NEIGHBOURS)
    areas = np.bincount(patches.ravel()) * cell**2
    small = areas < threshold - 1e-6  # a patch of exactly the threshold counts, whatever the rounding of cell²
    small[0] = False  # label 0 is what lies outside the mask
    return np.asarray(small[patches])


def sealed_area(building: ArrayLike, surfaced: ArrayLike, cell: float) -> float:
    """Plain sealed area [m²], without threshold: `building` and `surfaced` area fractions [0..1], `cell` [m]."""
    built, paved = numeric("building", building, 0, 1 + 1e-9), numeric("surfaced", surfaced, 0, 1 + 1e-9)
    together(dict(building=built, surfaced=paved))
    if not cell > 0:
        raise TwinError(f"cell: {cell:g} m is not allowed, it must be above 0")
    return float((built + paved).sum() * cell**2)


# -- the official land cover and use map (OCS GE): the same decision as a matrix of codes -----------------------
IMPERMEABLE_COVERS = frozenset({"CS1.1.1.1", "CS1.1.1.2"})
COVERS = IMPERMEABLE_COVERS | frozenset(
    "CS1.1.2.1 CS1.1.2.2 CS1.2.1 CS1.2.2 CS1.2.3 CS2.1.1.1 CS2.1.1.2 CS2.1.1.3 CS2.1.2 CS2.1.3 CS2.2.1 CS2.2.2".split()
)
ARTIFICIAL_GRASS_USES = frozenset("US2 US3 US5 US235 US4.1.1 US4.1.2 US4.1.3 US4.1.4 US4.1.5 US4.2 US4.3 US6.1 US6.2".split())
USES = ARTIFICIAL_GRASS_USES | frozenset("US1.1 US1.2 US1.3 US1.4 US1.5 US6.3 US6.6".split())


def ocs_ge_artificial(cover: str, use: str) -> bool:
    """Whether an OCS GE polygon of land `cover` ("CS1.1.1.1") and `use` ("US5") is artificialised, before thresholds.

    Built (CS1.1.1.1), surfaced (CS1.1.1.2) and composite ground (CS1.1.2.2) are, whatever the use; mineral ground
    (CS1.1.2.1) is unless quarried (US1.3); grass (CS2.2.x) is under housing, business or infrastructure uses. Bare
    natural ground, water (CS1.2.x) and woody plants (CS2.1.x) are not. Raises TwinError for codes outside the map's
    nomenclature.
    """
    if cover not in COVERS:
        raise TwinError(f'OCS GE cover "{cover}" is unknown: {did_you_mean(cover, COVERS)}')
    if use not in USES:
        raise TwinError(f'OCS GE use "{use}" is unknown: {did_you_mean(use, USES)}')
    if cover in IMPERMEABLE_COVERS or cover == "CS1.1.2.2":
        return True
    if cover == "CS1.1.2.1":
        return use != "US1.3"
    return cover.startswith("CS2.2") and use in ARTIFICIAL_GRASS_USES
