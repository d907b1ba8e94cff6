"""Green-Ampt infiltration and the curve number against EPA SWMM 5 (swmm-toolkit 0.17.0).

`twin/verification/data/swmm_fixture.json`: run -> row of SWMM's runoff summary, for 60 mm in 1 h on 1 ha that drains almost at once
(width 20 km, slope 50 %, n 0.01), so that no water goes on soaking in on its way out, as the closed form assumes.
SWMM prints 0.01 mm.
"""

import numpy as np
import pytest

from twin.models.runoff import curve_number_runoff, green_ampt_infiltration, green_ampt_runoff
from twin.verification.water import (
    SWMM_CURVE_NUMBERS,
    SWMM_DEFICIT,
    SWMM_HOURS,
    SWMM_INFILTRATION,
    SWMM_RAIN,
    SWMM_RUNOFF,
    SWMM_SEALED,
    swmm,
    swmm_ground,
    swmm_mixed,
)


@pytest.mark.parametrize("soil", SWMM_DEFICIT)
def test_green_ampt(soil: str) -> None:
    storm = (SWMM_RAIN, SWMM_HOURS, *swmm_ground(soil))
    assert green_ampt_infiltration(*storm) == pytest.approx(swmm(f"ga_{soil}", SWMM_INFILTRATION), abs=0.1)
    assert green_ampt_runoff(*storm) == pytest.approx(swmm(f"ga_{soil}", SWMM_RUNOFF), abs=0.1)


@pytest.mark.parametrize("curve_number", SWMM_CURVE_NUMBERS)
def test_curve_number_without_initial_abstraction(curve_number: int) -> None:
    """SWMM's curve number option has no initial abstraction."""
    runoff = curve_number_runoff(SWMM_RAIN, curve_number, initial_abstraction=0)
    assert runoff == pytest.approx(swmm(f"cn{curve_number}_Ia0", SWMM_RUNOFF), abs=0.011)


def test_sealed_and_green_parts_add_up_by_area() -> None:
    """SWMM on loam sealed by 0, 25, 50 and 100 %: the runoff is the area-weighted mean, as in `distributed_runoff`."""
    theirs = [swmm(f"imp{100 * share:.0f}", SWMM_RUNOFF) for share in SWMM_SEALED]
    np.testing.assert_allclose(swmm_mixed(), theirs, rtol=0, atol=0.1)
