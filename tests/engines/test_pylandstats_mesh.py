"""Effective mesh size beside pylandstats 3.1.0: 60 x 60 cells of 10 m, 44 patches (eight neighbours), 6.311133 ha."""

from pathlib import Path

import numpy as np
import pytest

from twin.models import nature


def test_effective_mesh_size():
    with np.load(Path(__file__).parent / "data" / "pylandstats_mesh_60.npz") as fixture:
        assert nature.effective_mesh(fixture["a"], 10.0) == pytest.approx(float(fixture["ems_ha"]), rel=1e-12)
        assert float(fixture["ems_ha"]) == pytest.approx(6.311133, abs=1e-6)
