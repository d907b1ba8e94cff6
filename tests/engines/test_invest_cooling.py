"""Urban cooling beside InVEST 3.20.2: a synthetic town of 96 x 96 cells of 10 m (twin/verification/data/invest_96.json has the settings).

The engine computes in single precision: 2e-5 K is about ten units in the last place of a temperature near 27 °C.
"""

import numpy as np

from twin.models import heat
from twin.verification import invest
from twin.verification.heat import INDEX, KELVIN, air, capacity, mitigation, parks, unmixed, wet_bulb


def largest_difference(ours, theirs):
    return float(np.abs(ours - theirs).max())


def test_the_tolerances_are_those_of_single_precision():
    assert (KELVIN, INDEX) == (2e-5, 2e-7)


def test_cooling_capacity():
    assert largest_difference(capacity(), invest.engine()["ucm_factors__cc"]) < INDEX


def test_cooling_capacity_of_parks():
    assert largest_difference(parks(), invest.engine()["ucm_factors__cc_park"]) < INDEX


def test_heat_mitigation():
    assert largest_difference(mitigation(), invest.engine()["ucm_factors__hm"]) < INDEX
    differs = invest.engine()["ucm_factors__hm"] != invest.engine()["ucm_factors__cc"]
    assert 0.1 < differs.mean() < 0.9, "the fixture must exercise both branches"


def test_unmixed_temperature():
    assert largest_difference(unmixed(), invest.engine()["ucm_factors__T_air_nomix"]) < KELVIN


def test_air_temperature():
    assert largest_difference(air(), invest.engine()["ucm_factors__T_air"]) < KELVIN


def test_air_temperature_at_night():
    assert largest_difference(air(night=True), invest.engine()["ucm_intensity__T_air"]) < KELVIN


def test_wet_bulb_globe_temperature():
    assert largest_difference(wet_bulb(), invest.engine()["ucm_factors__wbgt"]) < KELVIN


def test_the_guide_would_not_agree():
    """The kernel of the user guide (a Gaussian of radius r) misses the engine by far more than the tolerance."""
    from scipy.ndimage import gaussian_filter

    given, cell = invest.air_arguments(), invest.given()["cell"]
    whole = heat.unmixed_temperature(mitigation(), given["reference"], given["uhi_max"])
    guide = gaussian_filter(whole, given["mixing_radius"] / cell, mode="constant")
    guide /= gaussian_filter(np.ones_like(whole), given["mixing_radius"] / cell, mode="constant")
    assert largest_difference(guide, invest.engine()["ucm_factors__T_air"]) > 100 * KELVIN
