"""Exhaust of cars against the average-speed curves of the EMEP/EEA guidebook (COPERT), at ten speeds from 10 to 90 km/h.

twin/verification/data/copert_curves.csv: evaluated from the published coefficients (fuel: guidebook 2013, update September 2014, table 3-41; NOx and
particles: the parameter files of COPERT as carried by pollemission). The diesel fuel curve is quoted from memory: unverified.
"""

import pytest

from twin.models import emissions
from twin.verification.air_and_noise import CO2_PER_FUEL, MODELS, TABLE, WEAR, kind, rows_of
from twin.verification.references import rows

ROWS = rows(TABLE)


@pytest.mark.parametrize(("quantity", "name"), sorted({(r["quantity"], kind(r)) for r in ROWS}))
def test_curve(quantity: str, name: str) -> None:
    found = rows_of(quantity, name)
    assert len(found) == 10
    ours = MODELS[quantity]([float(r["V_kmh"]) for r in found], name)
    assert ours == pytest.approx([float(r["value"]) for r in found], abs=1e-6)


def test_all_160_values_and_every_curve_are_compared() -> None:
    assert len(ROWS) == 160
    for quantity, curves in {"fuel": emissions.FUEL, "NOx": emissions.NOX, "PM exhaust": emissions.PM_EXHAUST}.items():
        assert {kind(r) for r in ROWS if r["quantity"] == quantity} == set(curves)


def test_carbon_of_fuel() -> None:
    """44.011 / (12.011 + 1.008 x 1.86) = 3.1695 kg of CO2 a kg of fuel, stoichiometry of the guidebook."""
    assert emissions.co2_per_fuel() == pytest.approx(CO2_PER_FUEL, abs=5e-5)


def test_wear_is_21_mg_per_km() -> None:
    """Brakes 7.35 + tyres 6.42 + road 7.5 mg/km (EMEP/EEA, passenger cars)."""
    assert emissions.wear_pm10() == pytest.approx(WEAR, abs=1e-9)
