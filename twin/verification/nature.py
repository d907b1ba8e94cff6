"""Checks of nature: parks within reach, biotope area factor, mesh size, Indi-EN."""

from typing import get_args

import numpy as np
from numpy.typing import NDArray

from twin.models import nature
from twin.models.indi_en import ITEMS, score
from twin.models.kernels import Form
from twin.verification import invest
from twin.verification.check import EXACT, LAST_FIGURE, Check, Within
from twin.verification.references import arrays
from twin.words import Words

Array = NDArray[np.float64]
KERNELS: tuple[Form, ...] = get_args(Form)
KERNEL_LABELS = {
    "dichotomy": Words("step", "en créneau"),
    "exponential": Words("exponential", "exponentiel"),
    "gaussian": Words("Gaussian", "gaussien"),
    "density": Words("parabolic", "parabolique"),
}
NATURE_OF_TOWN = 234_740.0  # m² of urban nature in the synthetic town

# Berlin, "Biotope area factor: calculation examples": areas [m²]; published factors have two decimals.
BERLIN_ROUNDING, BERLIN_PARCEL = 0.005, 750
GROUND_STATE = {"building": 330, "sealed": 262, "partially_sealed": 142, "veg_connected": 16}
VARIANT_1 = {
    "building": 360,
    "partially_sealed": 32,
    "semi_open": 48,
    "greened": 80,
    "veg_connected": 230,
    "rainwater_infiltration": 320,  # the roof's water: an extra, no part of the 750 m²
}
FIRST_TABLE, FIRST_PARCEL = {"sealed": 140, "greened": 59, "veg_connected": 1}, 479  # asphalt, gravel with grass, open soil
BERLIN = {"ground state": 0.04, "variant 1": 0.45, "first table": 0.06}

# observatoire-oasis.fr, groupe scolaire Maryse Hilsz (Paris): areas [m²]; planted ground is part of the permeable.
YARD_BEFORE = {"impermeable": 2488, "permeable": 286, "planted": 15}
YARD_AFTER = {"impermeable": 1319, "permeable": 1455, "planted": 300}

# Worked by hand with the coefficients of indi-en-questions.ts (commit 7aa6f5b2), under a class map the project assumes:
# impermeable = dark asphalt, planted = shrubs, other permeable ground = wood chips. Indicator, before, after.
YARD_WORKED = (("cooling", 0.02, 0.16), ("permeability", 0.03, 0.23), ("biodiversity", 0.02, 0.15), ("canopy", 0, 0))

# Cooling, biodiversity, permeability, canopy of one, footprint: rows of indi-en-questions.ts (commit 7aa6f5b2).
INDI_EN_ROWS = {
    "tree_young": (8, 5, 1, 8, False),
    "tree_grown": (30, 20, 1, 30, False),
    "tree_old": (90, 70, 1, 90, False),
    "planting_on_slab": (0.4, 0.6, 0.6, 0, True),
    "pond": (0.8, 1, 0.5, 0, True),
    "shade_planted": (0.7, 0.2, 0.1, 1, False),
    "shade_other": (0.5, 0, 0, 1, False),
    "green_roof_thick": (0.3, 0.3, 0.4, 0, True),
}


def access(kernel: Form) -> Array:
    """Nature within 300 m of each resident of InVEST's town [m²/person]."""
    town = invest.given()
    return np.asarray(nature.access(invest.supply(), invest.engine()["pop"], town["cell"], town["una"]["search_radius"], kernel))


def berlin() -> list[float]:
    """Berlin's three examples."""
    weights = nature.FRENCH_BIOTOPE_WEIGHTS
    found = (
        nature.biotope_factor(GROUND_STATE),
        nature.biotope_factor(VARIANT_1),
        nature.biotope_factor(FIRST_TABLE, weights, parcel=FIRST_PARCEL),
    )
    return [float(factor) for factor in found]


def yard_surfaces(yard: dict[str, int]) -> dict[str, float]:
    """A school yard as surfaces of Indi-EN [m²]."""
    return {"dark_asphalt": yard["impermeable"], "wood_chips": yard["permeable"] - yard["planted"], "shrubs": yard["planted"]}


def indi_en_row(key: str) -> tuple[float, float, float, float, bool]:
    """A row of our table in the order of theirs."""
    item = ITEMS[key]
    return item.cooling, item.biodiversity, item.permeability, item.canopy, item.footprint


CHECKS = (
    *(
        Check(
            "nature", f"invest_access_{kernel}", "models.nature.access",
            Words(
                f"Nature within 300 m, kernel {KERNEL_LABELS[kernel]}, 9 216 cells",
                f"Nature à moins de 300 m, noyau {KERNEL_LABELS[kernel].fr}, 9 216 mailles",
            ),
            lambda kernel=kernel: access(kernel),  # type: ignore[misc]
            lambda kernel=kernel: invest.engine()[f"una_{kernel}__urban_nature_supply_percapita"],  # type: ignore[misc]
            Within(Words("InVEST writes single precision", "InVEST écrit en simple précision"), 1e-4, 1e-6),
            "m²/person", "engine", "invest_guide", "Urban Nature Access 3.20.2", "nature_access",
        )
        for kernel in KERNELS
    ),
    Check(
        "nature", "access_shared_once", "models.nature.access",
        Words("Nature of all residents together, four kernels", "Nature de tous les habitants ensemble, quatre noyaux"),
        lambda: [float(np.sum(invest.engine()["pop"] * access(kernel))) for kernel in KERNELS],
        [NATURE_OF_TOWN] * len(KERNELS),
        Within(Words("every square metre is shared out once", "chaque mètre carré est partagé une fois"), 1e-6),
        "m²", "property", "invest_guide", "Urban Nature Access: the two steps of the catchment", "nature_access",
    ),
    Check(
        "nature", "pylandstats_mesh", "models.nature.effective_mesh",
        Words("Effective mesh size of 44 patches", "Taille effective de maille de 44 taches"),
        lambda: nature.effective_mesh(arrays("pylandstats_mesh_60.npz")["a"], 10.0),
        lambda: arrays("pylandstats_mesh_60.npz")["ems_ha"],
        Within(Words("the same sum in double precision", "la même somme en double précision"), relative=1e-12),
        "ha", "engine", "pylandstats", "version 3.1.0", "mesh",
    ),
    Check(
        "nature", "berlin_examples", "models.nature.biotope_factor",
        Words("Biotope area factor of three plots", "Coefficient de biotope de trois parcelles"),
        berlin, list(BERLIN.values()),
        Within(LAST_FIGURE, BERLIN_ROUNDING), "1", "published", "berlin_baf", "calculation examples", "biotope",
    ),
    Check(
        "nature", "oasis_yard", "models.indi_en.score",
        Words("Indi-EN of a school yard before and after its works", "Indi-EN d'une cour d'école avant et après travaux"),
        lambda: [score(yard_surfaces(yard), name) for name, *_ in YARD_WORKED for yard in (YARD_BEFORE, YARD_AFTER)],
        [value for _, *both in YARD_WORKED for value in both],
        Within(EXACT), "1", "by hand", "oasis_hilsz", "areas of the yard; coefficients of indi_en", "indi_en_cooling",
    ),
    Check(
        "nature", "indi_en_rows", "models.indi_en.ITEMS",
        Words("Coefficients of eight trees and surfaces", "Coefficients de huit arbres et surfaces"),
        lambda: [indi_en_row(key) for key in INDI_EN_ROWS], list(INDI_EN_ROWS.values()),
        Within(EXACT), "1", "published", "indi_en", "indi-en-questions.ts, commit 7aa6f5b2", "indi_en_cooling",
    ),
)  # fmt: skip
