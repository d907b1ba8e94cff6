"""Checks of water: curve numbers, infiltration and design storms."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from twin.models.runoff import composite_curve_number, curve_number_runoff, green_ampt_infiltration, green_ampt_runoff, retention
from twin.models.soils import SOILS
from twin.models.storms import double_triangle, double_triangle_peaks, montana_depth
from twin.seeds import seed_rows
from twin.verification import invest
from twin.verification.check import LAST_FIGURE, Check, Within
from twin.verification.references import settings
from twin.words import Words

Array = NDArray[np.float64]
INCH = 25.4  # mm

# USDA TR-55 (1986), ch. 2: runoff depth for a curve number, table 2-1 and examples 2-1 and 2-2; printed to 0.01 inch.
TR55 = ((6, 70, 2.81), (6, 75, 3.28), (4, 80, 2.04))  # rain [in], curve number, runoff [in]

# InVEST Urban Flood Risk Mitigation, tests/test_ufrm.py: curve number -> retention [mm], relative tolerance 1e-5.
INVEST_RETENTION = ((100, 0), (0, 100_000), (65, 136.769_231), (90, 28.222_222), (30, 592.666_667))

# USDA TR-55 table 2-2a, residential districts: share sealed -> curve numbers on soil groups A, B, C, D (printed whole).
LAWN = (39, 61, 74, 80)  # open space in good condition, same table
RESIDENTIAL = {
    0.65: (77, 85, 90, 92),
    0.38: (61, 75, 83, 87),
    0.30: (57, 72, 81, 86),
    0.25: (54, 70, 80, 85),
    0.20: (51, 68, 79, 84),
    0.12: (46, 65, 77, 82),
}

# SWMM, 60 mm in 1 h on 1 ha that drains almost at once (width 20 km, slope 50 %, n 0.01), so that no water goes on soaking in on its way
# out, as the closed form assumes. Run -> row of its runoff summary, printed to 0.01 mm.
SWMM_INFILTRATION, SWMM_RUNOFF = 4, 7  # columns of a row
SWMM_RAIN, SWMM_HOURS = 60.0, 1.0
SWMM_DEFICIT = {"sand": 0.34, "sandy_loam": 0.26, "loam": 0.22, "clay": 0.10}  # as given to SWMM
SWMM_CURVE_NUMBERS = (60, 70, 80, 90, 98)
SWMM_SEALED = (0.0, 0.25, 0.5, 1.0)

# Instruction technique 1977, T = 10 years: h = a t^(1 - b) worked out by hand, printed to 0.1 mm.
IT77_MINUTES = (30, 60, 120, 240)
IT77 = {"I": (23.8, 31.6, 42.0, 55.8), "II": (31.0, 42.3, 57.8, 78.9), "III": (41.0, 60.4, 89.1, 131.3)}

# ASTEE Mémento technique 2017, table 31 (p. 229): depth in 60 min [mm] by return period [years], to 0.1 mm.
ASTEE_60_MIN = {5: 26.9, 10: 33.8, 20: 41.4, 30: 46.2, 50: 53.0, 100: 63.1}

# Region I, T = 10 years, 240 min with 30 intense: i1, i2 [mm/h] and depth [mm] from the two volumes, worked out by hand.
TRIANGLES = (240, 30, 5.9, 0.59)
TRIANGLE_PEAKS, TRIANGLE_DEPTH = (18.30, 76.88), 55.813


def swmm(run: str, column: int) -> float:
    """A number of SWMM's summary."""
    return float(settings("swmm_fixture.json")[run][column])


def swmm_ground(soil: str) -> tuple[float, float, float]:
    """Conductivity, suction and deficit as given to SWMM."""
    return SOILS[soil].conductivity, SOILS[soil].suction, SWMM_DEFICIT[soil]


def swmm_mixed() -> Array:
    """Runoff of loam sealed by `SWMM_SEALED`: the area-weighted mean [mm]."""
    green, sealed = green_ampt_runoff(SWMM_RAIN, SWMM_HOURS, *swmm_ground("loam")), np.array(SWMM_SEALED)
    return np.asarray(sealed * SWMM_RAIN + (1 - sealed) * green)


@cache
def storms() -> dict[tuple[str, int], dict[str, str]]:
    """Region and return period [years] -> a row of seeds/storms.csv."""
    return {(row["region"], int(row["return_period_years"])): row for row in seed_rows("storms.csv")}


def depth(region: str, years: int, minutes: float) -> float:
    """Rain of a storm of the seeds [mm]."""
    row = storms()[region, years]
    a, b, low, high = (float(row[k]) for k in ("a", "b", "valid_from_min", "valid_to_min"))
    return float(montana_depth(minutes, a, b, low, high))


CLOSED_FORM = Words(
    "SWMM steps through time and prints 0.01 mm; ours is the closed form",
    "SWMM avance pas à pas et imprime 0,01 mm\u00a0; le nôtre est la forme close",
)
CHECKS = (
    Check(
        "water", "tr55_runoff", "models.runoff.curve_number_runoff",
        Words("Runoff of three storms", "Ruissellement de trois pluies"),
        lambda: [curve_number_runoff(rain * INCH, number) / INCH for rain, number, _ in TR55],
        [runoff for _, _, runoff in TR55],
        Within(LAST_FIGURE, 0.0051), "in", "published", "tr55", "ch. 2, table 2-1, examples 2-1 and 2-2", "runoff",
    ),
    Check(
        "water", "tr55_residential", "models.runoff.composite_curve_number",
        Words("Curve numbers of six residential districts as lawn and pavement", "Numéros de courbe de six quartiers, pelouse et bitume"),
        lambda: [composite_curve_number(LAWN, sealed) for sealed in RESIDENTIAL],
        list(RESIDENTIAL.values()),
        Within(Words("printed whole, from a rounded 98 and lawn", "imprimés sans décimale, depuis des valeurs arrondies"), 1.0),
        "1", "published", "tr55", "table 2-2a", "runoff",
    ),
    Check(
        "water", "invest_retention", "models.runoff.retention",
        Words("Water that the ground can hold, five curve numbers", "Eau que le sol peut retenir, cinq numéros de courbe"),
        lambda: [retention(number) for number, _ in INVEST_RETENTION],
        [held for _, held in INVEST_RETENTION],
        Within(Words("that of InVEST's own tests", "celle des tests d'InVEST"), relative=1e-5),
        "mm", "engine", "invest_guide", "Urban Flood Risk Mitigation, tests/test_ufrm.py", "runoff",
    ),
    *(
        Check(
            "water", f"invest_runoff_{rain}", "models.runoff.curve_number_runoff",
            Words(f"Runoff of {rain} mm on a map of 9 216 cells", f"Ruissellement de {rain} mm sur une carte de 9 216 mailles"),
            lambda rain=rain: curve_number_runoff(rain, invest.curve_numbers()),  # type: ignore[misc]
            lambda rain=rain: invest.engine()[f"ufrm_P{rain}__Q_mm"],  # type: ignore[misc]
            Within(Words("InVEST writes single precision", "InVEST écrit en simple précision"), 1e-4),
            "mm", "engine", "invest_guide", "Urban Flood Risk Mitigation 3.20.2", "runoff",
        )
        for rain in (30, 60)
    ),
    Check(
        "water", "swmm_infiltration", "models.runoff.green_ampt_infiltration",
        Words("Infiltration into sand, sandy loam, loam and clay", "Infiltration dans quatre sols, du sable à l'argile"),
        lambda: [green_ampt_infiltration(SWMM_RAIN, SWMM_HOURS, *swmm_ground(soil)) for soil in SWMM_DEFICIT],
        lambda: [swmm(f"ga_{soil}", SWMM_INFILTRATION) for soil in SWMM_DEFICIT],
        Within(CLOSED_FORM, 0.1), "mm", "engine", "swmm_manual", "swmm-toolkit 0.17.0, Green-Ampt",
    ),
    Check(
        "water", "swmm_runoff", "models.runoff.green_ampt_runoff",
        Words("Runoff from the same four soils", "Ruissellement des quatre mêmes sols"),
        lambda: [green_ampt_runoff(SWMM_RAIN, SWMM_HOURS, *swmm_ground(soil)) for soil in SWMM_DEFICIT],
        lambda: [swmm(f"ga_{soil}", SWMM_RUNOFF) for soil in SWMM_DEFICIT],
        Within(CLOSED_FORM, 0.1), "mm", "engine", "swmm_manual", "swmm-toolkit 0.17.0, Green-Ampt",
    ),
    Check(
        "water", "swmm_curve_numbers", "models.runoff.curve_number_runoff",
        Words("Runoff by curve number without initial abstraction", "Ruissellement par numéro de courbe, sans pertes initiales"),
        lambda: curve_number_runoff(SWMM_RAIN, SWMM_CURVE_NUMBERS, initial_abstraction=0),
        lambda: [swmm(f"cn{number}_Ia0", SWMM_RUNOFF) for number in SWMM_CURVE_NUMBERS],
        Within(Words("SWMM prints 0.01 mm", "SWMM imprime 0,01 mm"), 0.011),
        "mm", "engine", "swmm_manual", "swmm-toolkit 0.17.0, curve number", "runoff",
    ),
    Check(
        "water", "swmm_sealed", "models.runoff.green_ampt_runoff",
        Words("Runoff from loam sealed by 0, 25, 50 and 100 %", "Ruissellement d'un limon imperméabilisé à 0, 25, 50 et 100\u00a0%"),
        swmm_mixed,
        lambda: [swmm(f"imp{100 * share:.0f}", SWMM_RUNOFF) for share in SWMM_SEALED],
        Within(CLOSED_FORM, 0.1), "mm", "engine", "swmm_manual", "swmm-toolkit 0.17.0, Green-Ampt",
    ),
    Check(
        "water", "it77_depths", "models.storms.montana_depth",
        Words("Ten-year storms of 30 to 240 min in three regions", "Pluies décennales de 30 à 240 min dans trois régions"),
        lambda: [[depth(f"IT77 region {region}", 10, t) for t in IT77_MINUTES] for region in IT77],
        list(IT77.values()),
        Within(LAST_FIGURE, 0.05), "mm", "by hand", "it77", "Montana coefficients of regions I, II and III", "runoff",
    ),
    Check(
        "water", "astee_depths", "models.storms.montana_depth",
        Words("Storms of 60 min, return periods of 5 to 100 years", "Pluies de 60 min, périodes de retour de 5 à 100 ans"),
        lambda: [depth("ASTEE example", years, 60) for years in ASTEE_60_MIN],
        list(ASTEE_60_MIN.values()),
        Within(LAST_FIGURE, 0.05), "mm", "published", "astee_2017", "p. 229, table 31", "runoff",
    ),
    Check(
        "water", "triangle_peaks", "models.storms.double_triangle_peaks",
        Words("Both peaks of the double triangle of region I", "Les deux pointes du double triangle de la région I"),
        lambda: double_triangle_peaks(*TRIANGLES), TRIANGLE_PEAKS,
        Within(LAST_FIGURE, 0.005), "mm/h", "by hand", "it77", "region I, 10 years, 240 min with 30 intense",
    ),
    Check(
        "water", "triangle_depth", "models.storms.double_triangle",
        Words("Depth of the same storm", "Hauteur de la même pluie"),
        lambda: double_triangle(*TRIANGLES).sum() * 5 / 60, TRIANGLE_DEPTH,
        Within(LAST_FIGURE, 0.0005), "mm", "by hand", "it77", "region I, 10 years, 240 min with 30 intense",
    ),
)  # fmt: skip
