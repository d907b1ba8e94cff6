"""Urban nature access beside InVEST 3.20.2: the same synthetic town as in test_invest_cooling, four kernels."""

import json
from pathlib import Path

import numpy as np
import pytest

from twin.models import nature

DATA = Path(__file__).parent / "data"
KERNELS = ("dichotomy", "exponential", "gaussian", "density")


@pytest.fixture(scope="module")
def engine():
    with np.load(DATA / "invest_96.npz") as arrays:
        return {name: arrays[name] for name in arrays.files}


@pytest.fixture(scope="module")
def settings():
    return json.loads((DATA / "invest_96.json").read_text())


@pytest.fixture(scope="module")
def supply(engine, settings):
    share = np.zeros(256)
    column = settings["columns"].index("urban_nature")
    for code, row in settings["table"].items():
        share[int(code)] = row[column]
    return share[engine["lulc"]] * settings["cell"] ** 2


@pytest.mark.parametrize("kernel", KERNELS)
def test_supply_per_person(engine, settings, supply, kernel):
    ours = nature.access(supply, engine["pop"], settings["cell"], settings["una"]["search_radius"], kernel)
    theirs = engine[f"una_{kernel}__urban_nature_supply_percapita"]
    assert np.all(np.abs(ours - theirs) <= 1e-4 + 1e-6 * np.abs(theirs))


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_square_metre_is_shared_out_once(engine, settings, supply, kernel):
    ours = nature.access(supply, engine["pop"], settings["cell"], settings["una"]["search_radius"], kernel)
    assert np.sum(engine["pop"] * ours) == pytest.approx(supply.sum(), abs=1e-6)
    assert supply.sum() == pytest.approx(234_740)
