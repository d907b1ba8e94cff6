"""Exhaust of cars against the average-speed curves of the EMEP/EEA guidebook (COPERT), at ten speeds from 10 to 90 km/h.

data/copert_curves.csv: evaluated from the published coefficients (fuel: guidebook 2013, update September 2014, table 3-41; NOx and
particles: the parameter files of COPERT as carried by pollemission). The diesel fuel curve is quoted from memory: unverified.
"""

import csv
from pathlib import Path

import pytest

from twin.models import emissions

with (Path(__file__).parent / "data" / "copert_curves.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
ENGINES = {"petrol<1.4 Euro4+": "petrol_small", "petrol1.4-2.0 Euro4+": "petrol_medium", "petrol>2.0 Euro4+": "petrol_large",
           "diesel1.4-2.0 Euro3+ (recalled)": "diesel_medium"}  # fmt: skip
MODELS = {"fuel": emissions.fuel, "CO2": emissions.co2, "NOx": emissions.nox, "PM exhaust": emissions.pm_exhaust}


def kind(row: dict[str, str]) -> str:
    return ENGINES.get(row["class"]) or row["class"].lower().replace(" ", "_")


@pytest.mark.parametrize(("quantity", "name"), sorted({(r["quantity"], kind(r)) for r in ROWS}))
def test_curve(quantity: str, name: str) -> None:
    rows = [r for r in ROWS if r["quantity"] == quantity and kind(r) == name]
    assert len(rows) == 10
    ours = MODELS[quantity]([float(r["V_kmh"]) for r in rows], name)
    assert ours == pytest.approx([float(r["value"]) for r in rows], abs=1e-6)


def test_all_160_values_and_every_curve_are_compared() -> None:
    assert len(ROWS) == 160
    for quantity, curves in {"fuel": emissions.FUEL, "NOx": emissions.NOX, "PM exhaust": emissions.PM_EXHAUST}.items():
        assert {kind(r) for r in ROWS if r["quantity"] == quantity} == set(curves)


def test_carbon_of_fuel() -> None:
    """44.011 / (12.011 + 1.008 x 1.86) = 3.1695 kg of CO2 a kg of fuel, stoichiometry of the guidebook."""
    assert emissions.co2_per_fuel() == pytest.approx(3.1695, abs=5e-5)


def test_wear_is_21_mg_per_km() -> None:
    """Brakes 7.35 + tyres 6.42 + road 7.5 mg/km (EMEP/EEA, passenger cars)."""
    assert emissions.wear_pm10() == pytest.approx(21.27, abs=1e-9)
