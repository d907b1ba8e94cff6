"""Checks of cycling: who takes the bike, and how long a street feels."""

from collections.abc import Sequence
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin.models.cycling import junction_penalty, perceived_factor, uptake
from twin.verification.check import EXACT, LAST_FIGURE, Check, Within
from twin.verification.references import rows
from twin.words import Words

Array = NDArray[np.float64]
TABLE = "pct_uptake.csv"

# Lovelace et al. 2017, eq. 1B, worked in the manual of the R package pct 0.9.9: distance [km], gradient [%], scenario, share.
GO_DUTCH = (15, 2, "godutch", 0.04132445)
# Goodman et al. 2019, worked example, same manual: secondary pupils.
SCHOOL_RIDE = (3.51, 1.11)
SCHOOL = {"govtarget_school2": 0.0558, "godutch_school2": 0.8758}

# Conveyal R5, LaDotBikeCostSupplier: facility, traffic [vehicles/day], gradient [%] -> factor.
R5_STREETS = (
    ("none", 0, 0, 1.0), ("none", 10_000, 0, 1.0), ("none", 10_001, 0, 1.368), ("none", 20_001, 0, 2.4), ("none", 30_001, 0, 8.157),
    ("boulevard", 40_000, 0, 0.892), ("path", 40_000, 0, 0.84), ("lane", 40_000, 0, 1.0),
    ("none", 0, 2.0, 1.0), ("none", 0, 3, 1.371), ("none", 0, 7, 4.239), ("none", 0, -7, 1.0), ("path", 0, 3, 1.211),
    ("none", 15_000, 3, 1.739),
)  # fmt: skip
# The same: turn, control, traffic across and along [vehicles/day] -> metres.
R5_JUNCTIONS = (
    ("straight", "none", 0, 0, 0), ("straight", "stop", 0, 0, 6), ("straight", "signal", 0, 0, 27), ("left", "none", 0, 0, 54),
    ("right", "signal", 0, 0, 81), ("straight", "none", 5_001, 0, 78), ("straight", "none", 10_001, 0, 81),
    ("left", "none", 20_001, 0, 478), ("right", "none", 9_000, 0, 54), ("right", "none", 25_000, 0, 104), ("left", "none", 0, 10_001, 171),
    ("left", "stop", 0, 20_001, 357),
    ("straight", "none", 0, 30_000, 0), ("right", "none", 0, 30_000, 54),
)  # fmt: skip
SLOPE = 1 + exp(7.11 / 8.98) - 1  # slopes of 4 to 6 %: coefficients of Broach et al. (2012); R5 takes 2.23


def computed() -> list[dict[str, str]]:
    """The rows of the table that were evaluated from the published coefficients, not the worked examples themselves."""
    return [row for row in rows(TABLE) if "PUBLISHED" not in row["note"]]


def shares(table: Sequence[dict[str, str]]) -> Array:
    """Our share of trips by bike for rows of one scenario."""
    scenario = table[0]["scenario"]
    return np.asarray(uptake([float(r["distance_km"]) for r in table], [float(r["gradient_pct"]) for r in table], scenario))


def by_scenario() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in computed():
        found.setdefault(row["scenario"], []).append(row)
    return found


def each(function: Any, cases: Sequence[tuple[Any, ...]]) -> list[float]:
    """`function` of all but the last entry of every case."""
    return [float(function(*case[:-1])) for case in cases]


CHECKS = (
    Check(
        "cycling", "pct_go_dutch", "models.cycling.uptake",
        Words("Share by bike of trips of 15 km at 2 %, go Dutch", "Part du vélo à 15 km et 2\u00a0%, scénario néerlandais"),
        lambda: uptake(*GO_DUTCH[:3]), GO_DUTCH[3],
        Within(LAST_FIGURE, 5e-9), "1", "published", "pct_2017", "eq. 1B, worked in the manual of pct 0.9.9",
    ),
    Check(
        "cycling", "pct_school", "models.cycling.uptake",
        Words("Share by bike of secondary pupils, two scenarios", "Part du vélo des collégiens et lycéens, deux scénarios"),
        lambda: [uptake(*SCHOOL_RIDE, scenario) for scenario in SCHOOL], list(SCHOOL.values()),
        Within(LAST_FIGURE, 5e-5), "1", "published", "goodman_2019", "worked example in the manual of pct 0.9.9",
    ),
    Check(
        "cycling", "pct_table", "models.cycling.uptake",
        Words("Share by bike by distance, slope and scenario", "Part du vélo selon distance, pente et scénario"),
        lambda: np.concatenate([shares(table) for table in by_scenario().values()]),
        lambda: [float(row["pcycle"]) for table in by_scenario().values() for row in table],
        Within(Words("kept to ten decimals", "gardé à dix décimales"), 1e-10),
        "1", "published", "pct_2017", "evaluated from the published coefficients",
    ),
    Check(
        "cycling", "r5_streets", "models.cycling.perceived_factor",
        Words("Felt length of streets, by facility, traffic and slope", "Longueur ressentie des rues, selon aménagement, trafic et pente"),
        lambda: each(perceived_factor, R5_STREETS), [case[-1] for case in R5_STREETS],
        Within(Words("the same constants in double precision", "les mêmes constantes en double précision"), 1e-12),
        "1", "engine", "r5_bike", "LaDotBikeCostSupplier, streets", "bike_share",
    ),
    Check(
        "cycling", "r5_junctions", "models.cycling.junction_penalty",
        Words("Felt length of turns and junctions", "Longueur ressentie des tournants et carrefours"),
        lambda: each(junction_penalty, R5_JUNCTIONS), [case[-1] for case in R5_JUNCTIONS],
        Within(EXACT), "m", "engine", "r5_bike", "LaDotBikeCostSupplier, junctions", "bike_share",
    ),
    Check(
        "cycling", "broach_slope", "models.cycling.perceived_factor",
        Words("Felt length of a slope of 5 %", "Longueur ressentie d'une pente de 5\u00a0%"),
        lambda: perceived_factor("none", 0, 5), SLOPE,
        Within(Words("we take 1.20 for 1.207 more", "nous prenons 1,20 de plus, pour 1,207"), 0.01),
        "1", "published", "broach_2012", "coefficients of slope and distance: exp(7.11 / 8.98)", "bike_share",
    ),
)  # fmt: skip
