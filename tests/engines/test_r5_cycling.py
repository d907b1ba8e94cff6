"""Cost of cycling against Conveyal R5 (LaDotBikeCostSupplier): its constants for each kind of street and junction.

One difference is meant: R5 adds 1.23 for slopes of 4 to 6 %, while the coefficients of Broach et al. (2012) give
exp(7.11 / 8.98) - 1 = 1.207; we take 1.20.
"""

from math import exp

import pytest

from twin.models.cycling import junction_penalty, perceived_factor


@pytest.mark.parametrize(
    ("facility", "traffic", "gradient", "factor"),
    [
        ("none", 0, 0, 1.0), ("none", 10_000, 0, 1.0), ("none", 10_001, 0, 1.368), ("none", 20_001, 0, 2.4), ("none", 30_001, 0, 8.157),
        ("boulevard", 40_000, 0, 0.892), ("path", 40_000, 0, 0.84), ("lane", 40_000, 0, 1.0),
        ("none", 0, 2.0, 1.0), ("none", 0, 3, 1.371), ("none", 0, 7, 4.239), ("none", 0, -7, 1.0), ("path", 0, 3, 1.211), ("none", 15_000, 3, 1.739),
    ],
)  # fmt: skip
def test_street(facility: str, traffic: float, gradient: float, factor: float) -> None:
    assert perceived_factor(facility, traffic, gradient) == pytest.approx(factor, abs=1e-12)


def test_the_slope_where_we_differ() -> None:
    assert perceived_factor("none", 0, 5) == pytest.approx(1 + exp(7.11 / 8.98) - 1, abs=0.01)
    assert abs(perceived_factor("none", 0, 5) - 2.23) < 0.04


@pytest.mark.parametrize(
    ("turn", "control", "cross", "parallel", "metres"),
    [
        ("straight", "none", 0, 0, 0), ("straight", "stop", 0, 0, 6), ("straight", "signal", 0, 0, 27), ("left", "none", 0, 0, 54),
        ("right", "signal", 0, 0, 81), ("straight", "none", 5_001, 0, 78), ("straight", "none", 10_001, 0, 81), ("left", "none", 20_001, 0, 478),
        ("right", "none", 9_000, 0, 54), ("right", "none", 25_000, 0, 104), ("left", "none", 0, 10_001, 171), ("left", "stop", 0, 20_001, 357),
        ("straight", "none", 0, 30_000, 0), ("right", "none", 0, 30_000, 54),
    ],
)  # fmt: skip
def test_junction(turn: str, control: str, cross: float, parallel: float, metres: float) -> None:
    assert junction_penalty(turn, control, cross, parallel) == metres
