"""The worked examples that Berlin publishes for its biotope area factor.

Source: Senate Department for Mobility, Transport, Climate Protection and the Environment, Berlin, "Biotope area factor:
calculation examples", berlin.de/sen/uvk. Published factors have two decimals, hence 0.005.
"""

import pytest

from twin.models import nature
from twin.parameter import default
from twin.verification.nature import BERLIN, BERLIN_PARCEL, BERLIN_ROUNDING, FIRST_PARCEL, FIRST_TABLE, GROUND_STATE, VARIANT_1


def test_ground_state():
    assert sum(GROUND_STATE.values()) == BERLIN_PARCEL
    factor = BERLIN["ground state"]
    assert nature.biotope_factor(GROUND_STATE) == pytest.approx(factor, abs=BERLIN_ROUNDING)
    areas = {key: area for key, area in GROUND_STATE.items() if key != "building"}
    assert nature.biotope_factor(areas, parcel=BERLIN_PARCEL) == pytest.approx(factor, abs=BERLIN_ROUNDING)
    assert nature.biotope_factor(areas, parcel=BERLIN_PARCEL) * BERLIN_PARCEL == pytest.approx(30, abs=0.5)


def test_variant_1():
    assert nature.biotope_factor(VARIANT_1) == pytest.approx(BERLIN["variant 1"], abs=BERLIN_ROUNDING)
    assert nature.biotope_factor(VARIANT_1, parcel=BERLIN_PARCEL) * BERLIN_PARCEL == pytest.approx(339, abs=0.5)


def test_example_of_the_first_table():
    """479 m²: 140 of asphalt, 59 of gravel with grass, 1 of open soil: 31 m² of points, 0.06."""
    factor = pytest.approx(BERLIN["first table"], abs=BERLIN_ROUNDING)
    assert nature.biotope_factor(FIRST_TABLE, nature.FRENCH_BIOTOPE_WEIGHTS, parcel=FIRST_PARCEL) == factor
    assert nature.biotope_factor([140, 59, 1], [0, 0.5, 1], 479) == factor


def test_the_weights_in_the_signature_are_berlins():
    weights = default(nature.biotope_factor, "weights")
    assert weights["partially_sealed"] == 0.1
    assert weights["rainwater_infiltration"] == 0.2
    assert weights["veg_connected"] == 1.0
