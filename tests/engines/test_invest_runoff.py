"""Curve-number runoff against InVEST 3.20.2 (Urban Flood Risk Mitigation) on a synthetic 96 × 96 map.

`twin/verification/data/invest_96.npz` holds our own land cover and soil rasters and the runoff InVEST computed from them (float32).
"""

import numpy as np
import pytest

from twin.models.runoff import curve_number_runoff
from twin.verification import invest


@pytest.mark.parametrize("rain", [30, 60])
def test_invest_rasters(rain: int) -> None:
    runoff = curve_number_runoff(rain, invest.curve_numbers())
    expected = invest.engine()[f"ufrm_P{rain}__Q_mm"]
    assert np.unique(expected).size > 10  # the map holds many pairs of cover and soil
    np.testing.assert_allclose(runoff, expected, rtol=0, atol=1e-4)
