"""Cost of cycling against Conveyal R5 (LaDotBikeCostSupplier): its constants for each kind of street and junction.

One difference is meant: R5 adds 1.23 for slopes of 4 to 6 %, while the coefficients of Broach et al. (2012) give
exp(7.11 / 8.98) - 1 = 1.207; we take 1.20.
"""

import pytest

from twin.models.cycling import junction_penalty, perceived_factor
from twin.verification.cycling import R5_JUNCTIONS, R5_STREETS, SLOPE


@pytest.mark.parametrize(("facility", "traffic", "gradient", "factor"), R5_STREETS)
def test_street(facility: str, traffic: float, gradient: float, factor: float) -> None:
    assert perceived_factor(facility, traffic, gradient) == pytest.approx(factor, abs=1e-12)


def test_the_slope_where_we_differ() -> None:
    assert perceived_factor("none", 0, 5) == pytest.approx(SLOPE, abs=0.01)
    assert abs(perceived_factor("none", 0, 5) - 2.23) < 0.04


@pytest.mark.parametrize(("turn", "control", "cross", "parallel", "metres"), R5_JUNCTIONS)
def test_junction(turn: str, control: str, cross: float, parallel: float, metres: float) -> None:
    assert junction_penalty(turn, control, cross, parallel) == metres
