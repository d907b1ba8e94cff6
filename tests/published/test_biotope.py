"""The worked examples that Berlin publishes for its biotope area factor.

Source: Senate Department for Mobility, Transport, Climate Protection and the Environment, Berlin, "Biotope area factor:
calculation examples", berlin.de/sen/uvk. Published factors have two decimals, hence 0.005.
"""

import pytest

from twin.models import nature
from twin.parameter import default

ROUNDING = 0.005


def test_ground_state():
    areas = {"building": 330, "sealed": 262, "partially_sealed": 142, "veg_connected": 16}
    assert sum(areas.values()) == 750
    assert nature.biotope_factor(areas) == pytest.approx(0.04, abs=ROUNDING)
    del areas["building"]
    assert nature.biotope_factor(areas, parcel=750) == pytest.approx(0.04, abs=ROUNDING)
    assert nature.biotope_factor(areas, parcel=750) * 750 == pytest.approx(30, abs=0.5)


def test_variant_1():
    areas = {
        "building": 360,
        "partially_sealed": 32,
        "semi_open": 48,
        "greened": 80,
        "veg_connected": 230,
        "rainwater_infiltration": 320,  # the roof's water: an extra, no part of the 750 m²
    }
    assert nature.biotope_factor(areas) == pytest.approx(0.45, abs=ROUNDING)
    assert nature.biotope_factor(areas, parcel=750) * 750 == pytest.approx(339, abs=0.5)


def test_example_of_the_first_table():
    """479 m²: 140 of asphalt, 59 of gravel with grass, 1 of open soil: 31 m² of points, 0.06."""
    areas = {"sealed": 140, "greened": 59, "veg_connected": 1}
    assert nature.biotope_factor(areas, nature.FRENCH_BIOTOPE_WEIGHTS, parcel=479) == pytest.approx(0.06, abs=ROUNDING)
    assert nature.biotope_factor([140, 59, 1], [0, 0.5, 1], 479) == pytest.approx(0.06, abs=ROUNDING)


def test_the_weights_in_the_signature_are_berlins():
    weights = default(nature.biotope_factor, "weights")
    assert weights["partially_sealed"] == 0.1
    assert weights["rainwater_infiltration"] == 0.2
    assert weights["veg_connected"] == 1.0
