"""Green-Ampt infiltration and the curve number against EPA SWMM 5 (swmm-toolkit 0.17.0).

`data/swmm_fixture.json`: run -> row of SWMM's runoff summary, for 60 mm in 1 h on 1 ha that drains almost at once
(width 20 km, slope 50 %, n 0.01), so that no water goes on soaking in on its way out, as the closed form assumes.
SWMM prints 0.01 mm.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from twin.models.runoff import curve_number_runoff, green_ampt_infiltration, green_ampt_runoff
from twin.models.soils import SOILS

RUNS = json.loads((Path(__file__).parent / "data" / "swmm_fixture.json").read_text(encoding="utf-8"))
INFILTRATION, SEALED_RUNOFF, GREEN_RUNOFF, RUNOFF = 4, 5, 6, 7  # columns of a row
RAIN, HOURS = 60.0, 1.0
DEFICIT = {"sand": 0.34, "sandy_loam": 0.26, "loam": 0.22, "clay": 0.10}  # as given to SWMM


@pytest.mark.parametrize("key", DEFICIT)
def test_green_ampt(key: str) -> None:
    soil, swmm = SOILS[key], RUNS[f"ga_{key}"]
    ground = (soil.conductivity, soil.suction, DEFICIT[key])
    assert green_ampt_infiltration(RAIN, HOURS, *ground) == pytest.approx(float(swmm[INFILTRATION]), abs=0.1)
    assert green_ampt_runoff(RAIN, HOURS, *ground) == pytest.approx(float(swmm[RUNOFF]), abs=0.1)


@pytest.mark.parametrize("curve_number", [60, 70, 80, 90, 98])
def test_curve_number_without_initial_abstraction(curve_number: int) -> None:
    """SWMM's curve number option has no initial abstraction."""
    runoff = curve_number_runoff(RAIN, curve_number, initial_abstraction=0)
    assert runoff == pytest.approx(float(RUNS[f"cn{curve_number}_Ia0"][RUNOFF]), abs=0.011)


def test_sealed_and_green_parts_add_up_by_area() -> None:
    """SWMM on loam sealed by 0, 25, 50 and 100 %: the runoff is the area-weighted mean, as in `distributed_runoff`."""
    loam = SOILS["loam"]
    green = green_ampt_runoff(RAIN, HOURS, loam.conductivity, loam.suction, DEFICIT["loam"])
    sealed = np.array([0, 0.25, 0.5, 1])
    swmm = [float(RUNS[f"imp{share:.0f}"][RUNOFF]) for share in 100 * sealed]
    np.testing.assert_allclose(sealed * RAIN + (1 - sealed) * green, swmm, rtol=0, atol=0.1)
