"""Urban cooling beside InVEST 3.20.2: a synthetic town of 96 x 96 cells of 10 m (`data/invest_96.json` has the settings).

The engine computes in single precision: 2e-5 K is about ten units in the last place of a temperature near 27 °C.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from twin.models import heat

DATA = Path(__file__).parent / "data"
KELVIN = 2e-5
INDEX = 2e-7  # CC and HM lie within 0..1: single precision


@pytest.fixture(scope="module")
def engine():
    with np.load(DATA / "invest_96.npz") as arrays:
        return {name: arrays[name] for name in arrays.files}


@pytest.fixture(scope="module")
def settings():
    return json.loads((DATA / "invest_96.json").read_text())


@pytest.fixture(scope="module")
def cover(engine, settings):
    """Each column of the biophysical table, laid out on the map."""
    columns = {name: np.zeros(256) for name in settings["columns"]}
    for code, row in settings["table"].items():
        for name, value in zip(settings["columns"], row, strict=True):
            columns[name][int(code)] = value
    return {name: values[engine["lulc"]] for name, values in columns.items()}


@pytest.fixture(scope="module")
def arguments(settings):
    given = settings["params"]
    return {
        "reference": given["t_ref"],
        "uhi_max": given["uhi_max"],
        "cooling_distance": given["green_area_cooling_distance"],
        "mixing_radius": given["t_air_average_radius"],
    }


@pytest.fixture(scope="module")
def capacity(cover):
    return heat.cooling_capacity(cover["shade"], cover["albedo"], cover["kc"])


def largest_difference(ours, theirs):
    return float(np.abs(ours - theirs).max())


def test_cooling_capacity(engine, capacity):
    assert largest_difference(capacity, engine["ucm_factors__cc"]) < INDEX


def test_cooling_capacity_of_parks(engine, cover, capacity, settings, arguments):
    parks = heat.park_cooling(capacity, cover["green_area"], settings["cell"], arguments["cooling_distance"])
    assert largest_difference(parks, engine["ucm_factors__cc_park"]) < INDEX


def test_heat_mitigation(engine, cover, capacity, settings, arguments):
    mitigation = heat.heat_mitigation(capacity, cover["green_area"], settings["cell"], arguments["cooling_distance"])
    assert largest_difference(mitigation, engine["ucm_factors__hm"]) < INDEX
    parks = engine["ucm_factors__hm"] != engine["ucm_factors__cc"]
    assert 0.1 < parks.mean() < 0.9, "the fixture must exercise both branches"


def test_unmixed_temperature(engine, arguments):
    unmixed = heat.unmixed_temperature(engine["ucm_factors__hm"], arguments["reference"], arguments["uhi_max"])
    assert largest_difference(unmixed, engine["ucm_factors__T_air_nomix"]) < KELVIN


def test_air_temperature(engine, cover, capacity, settings, arguments):
    temperature = heat.air_temperature(capacity, cover["green_area"], settings["cell"], **arguments)
    assert largest_difference(temperature, engine["ucm_factors__T_air"]) < KELVIN


def test_air_temperature_at_night(engine, cover, settings, arguments):
    capacity = heat.night_cooling_capacity(cover["building_intensity"])
    temperature = heat.air_temperature(capacity, cover["green_area"], settings["cell"], **arguments)
    assert largest_difference(temperature, engine["ucm_intensity__T_air"]) < KELVIN


def test_wet_bulb_globe_temperature(engine, settings):
    index = heat.wbgt(engine["ucm_factors__T_air"], settings["params"]["avg_rel_humidity"])
    assert largest_difference(index, engine["ucm_factors__wbgt"]) < KELVIN


def test_the_guide_would_not_agree(engine, cover, capacity, settings, arguments):
    """The kernel of the user guide (a Gaussian of radius r) misses the engine by far more than the tolerance."""
    from scipy.ndimage import gaussian_filter

    mitigation = heat.heat_mitigation(capacity, cover["green_area"], settings["cell"], arguments["cooling_distance"])
    unmixed = heat.unmixed_temperature(mitigation, arguments["reference"], arguments["uhi_max"])
    guide = gaussian_filter(unmixed, arguments["mixing_radius"] / settings["cell"], mode="constant")
    guide /= gaussian_filter(np.ones_like(unmixed), arguments["mixing_radius"] / settings["cell"], mode="constant")
    assert largest_difference(guide, engine["ucm_factors__T_air"]) > 100 * KELVIN
