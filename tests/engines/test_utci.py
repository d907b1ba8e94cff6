"""UTCI against pythermalcomfort 4.8.1, on 40 random points (two of them above 5 kPa of vapour: NaN) and one anchor."""

import numpy as np
import pytest

from twin.models.comfort import utci
from twin.verification.heat import UTCI_ANCHOR, points
from twin.verification.references import arrays

POINTS = arrays("utci_fixture.npz")


def test_random_points() -> None:
    assert np.isnan(POINTS["utci"]).sum() == 2
    np.testing.assert_allclose(points(), POINTS["utci"], rtol=0, atol=1e-3, equal_nan=True)


def test_points_one_by_one() -> None:
    """Scalars take another way through the polynomial than arrays do."""
    for air, radiant, wind, humidity, expected in zip(*(POINTS[k] for k in ("ta", "tr", "v", "rh", "utci")), strict=True):
        assert utci(air, radiant, wind, humidity) == pytest.approx(expected, abs=1e-3, nan_ok=True)


def test_anchor() -> None:
    """25 °C air and surroundings, 1 m/s, 50 %: 24.612 °C."""
    assert utci(*UTCI_ANCHOR[:4]) == pytest.approx(UTCI_ANCHOR[4], abs=1e-3)
