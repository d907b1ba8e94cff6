"""The synthetic town of 96 × 96 cells of 10 m that InVEST 3.20.2 was run on: land cover, soils, residents, settings, results."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin.verification.references import arrays, settings

Array = NDArray[np.float64]


def engine() -> dict[str, NDArray[Any]]:
    """The maps given to InVEST and those it computed, in single precision."""
    return arrays("invest_96.npz")


def given() -> dict[str, Any]:
    """The settings of the runs, and the biophysical table."""
    return settings("invest_96.json")


@cache
def cover() -> dict[str, Array]:
    """Each column of the biophysical table, laid out on the map."""
    made = {name: np.zeros(256) for name in given()["columns"]}
    for code, row in given()["table"].items():
        for name, value in zip(given()["columns"], row, strict=True):
            made[name][int(code)] = value
    return {name: values[engine()["lulc"]] for name, values in made.items()}


@cache
def curve_numbers() -> Array:
    """Curve number of each cell, by its cover and soil (1 to 4)."""
    by_soil = np.stack([cover()[f"cn_{group}"] for group in "abcd"])
    return np.asarray(np.take_along_axis(by_soil, engine()["soil"][None].astype(np.intp) - 1, axis=0)[0])


def air_arguments() -> dict[str, float]:
    """What `heat.air_temperature` is called with."""
    params = given()["params"]
    return {
        "reference": params["t_ref"],
        "uhi_max": params["uhi_max"],
        "cooling_distance": params["green_area_cooling_distance"],
        "mixing_radius": params["t_air_average_radius"],
    }


def supply() -> Array:
    """Urban nature in each cell [m²]."""
    return np.asarray(cover()["urban_nature"] * given()["cell"] ** 2)
