"""Checks of trees: crowns of the Urban Tree Database, survival, and what follows from both by hand."""

import numpy as np
from numpy.typing import NDArray

from twin.models.growth import crown_after, expected_area, log_log, survival
from twin.verification.check import Check, Within
from twin.words import Words

Array = NDArray[np.float64]
PLANE = {5: 3.7, 10: 5.8, 20: 8.9, 30: 11.0, 40: 12.5}  # m; London plane, Northeast, trunk and crown curves of McPherson et al. 2016

# Honey locust, Northeast: a, b, mse; trunk [cm] by age [years] as OpenTreeMap computes it, with mse/2 inside the logarithm (table S4).
HONEY_LOCUST = (1.68387, 1.59967, 0.06782)
OPENTREEMAP = {5: 14.1, 10: 22.3, 20: 32.5, 30: 39.4, 40: 44.6}

# A hundred planes that are not replanted, canopy at 10, 20, 30 and 40 years [m²]: survival of a year (Roman and Scatena 2011) -> canopy.
CANOPY_YEARS = (10, 20, 30, 40)
META_ANALYSIS = {0.965: (1860, 3032, 3261, 2974), 0.949: (1573, 2170, 1975, 1524)}
NORTHEAST, NORTHEAST_CANOPY = (0.972, 0.9943, 5), (2239, 4924, 7142, 8785)  # 97.2 % a year for five years, then 99.43 %


def canopy(alive: Array) -> Array:
    """Canopy of a hundred planes at `CANOPY_YEARS` [m²], of which this share is alive in each year from 0 to 40."""
    area = 100 * expected_area(crown_after("plane", np.arange(41)), alive, replant=False)
    return np.asarray(area[list(CANOPY_YEARS)])


BY_HAND = Words("worked with crowns rounded to 0.1 m", "calculé avec des houppiers arrondis à 0,1 m")
CHECKS = (
    Check(
        "trees", "plane_crown", "models.growth.crown_after",
        Words("Crown of a London plane of 5 to 40 years", "Houppier d'un platane de 5 à 40 ans"),
        lambda: [crown_after("plane", years) for years in PLANE], list(PLANE.values()),
        Within(Words("printed to 0.1 m; our ages step by a quarter", "imprimé à 0,1 m, nos âges vont par quarts"), 0.06),
        "m", "published", "utd_2016", "Northeast, Platanus × acerifolia", "canopy",
    ),
    Check(
        "trees", "honey_locust", "models.growth.log_log",
        Words("Trunk of a honey locust of 5 to 40 years", "Tronc d'un févier de 5 à 40 ans"),
        lambda: [log_log(years, *HONEY_LOCUST) for years in OPENTREEMAP], list(OPENTREEMAP.values()),
        Within(Words("that program puts half of the variance inside the logarithm, ours outside",
                     "ce programme met la demi-variance dans le logarithme, nous dehors"), relative=0.02),
        "cm", "engine", "utd_2016", "as computed by OpenTreeMap", "canopy",
    ),
    *(
        Check(
            "trees", f"hundred_planes_{1000 * yearly:.0f}", "models.growth.expected_area",
            Words(f"Canopy of 100 planes in 10 to 40 years, {100 * yearly:.1f} % alive after each",
                  f"Houppiers de 100 platanes à 10 à 40 ans, survie de {100 * yearly:.1f}".replace(".", ",") + "\u00a0% par an"),
            lambda yearly=yearly: canopy(yearly ** np.arange(41)),  # type: ignore[misc]
            areas, Within(BY_HAND, relative=0.01), "m²", "by hand", "roman_2011", "94.9 to 96.5 % a year", "canopy",
        )
        for yearly, areas in META_ANALYSIS.items()
    ),
    Check(
        "trees", "hundred_planes_northeast", "models.growth.survival",
        Words("The same at the survival of the Northeast guide", "De même, à la survie du guide du Nord-Est"),
        lambda: canopy(survival(np.arange(41), *NORTHEAST)), NORTHEAST_CANOPY,
        Within(BY_HAND, relative=0.01), "m²", "by hand", "ne_tree_guide", "p. 94", "canopy",
    ),
)  # fmt: skip
