"""Effective mesh size beside pylandstats 3.1.0: 60 x 60 cells of 10 m, 44 patches (eight neighbours), 6.311133 ha."""

import pytest

from twin.models import nature
from twin.verification.references import arrays


def test_effective_mesh_size():
    fixture = arrays("pylandstats_mesh_60.npz")
    assert nature.effective_mesh(fixture["a"], 10.0) == pytest.approx(float(fixture["ems_ha"]), rel=1e-12)
    assert float(fixture["ems_ha"]) == pytest.approx(6.311133, abs=1e-6)
