"""Curve-number runoff against InVEST 3.20.2 (Urban Flood Risk Mitigation) on a synthetic 96 × 96 map.

`data/invest_96.npz` holds our own land cover and soil rasters and the runoff InVEST computed from them (float32).
"""

import json
from pathlib import Path

import numpy as np
import pytest

from twin.models.runoff import curve_number_runoff

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("rain", [30, 60])
def test_invest_rasters(rain: int) -> None:
    description = json.loads((DATA / "invest_96.json").read_text(encoding="utf-8"))
    first = description["columns"].index("cn_a")
    table = np.zeros((13, 5))
    for code, row in description["table"].items():
        table[int(code), 1:] = row[first : first + 4]
    with np.load(DATA / "invest_96.npz") as rasters:
        runoff = curve_number_runoff(rain, table[rasters["lulc"], rasters["soil"]])
        expected = rasters[f"ufrm_P{rain}__Q_mm"]
        assert np.unique(expected).size > 10  # the map holds many pairs of cover and soil
        np.testing.assert_allclose(runoff, expected, rtol=0, atol=1e-4)
