"""Sun on the facades of ASHRAE 140-2020 in Denver: inside the range of six programs, with the Perez sky."""

import csv
from pathlib import Path

import pytest

from twin.models.exposure import exposed
from twin.reading.epw import read_epw

SHARED = Path(__file__).parents[3] / "shared" / "oracles" / "buildings"
WEATHER, RESULTS = SHARED / "725650TYCST.epw", SHARED / "bestest_140_2020_solar.csv"
pytestmark = pytest.mark.skipif(not WEATHER.is_file(), reason="the weather and results of ASHRAE 140 are not beside the project")
PLANES = {"North": (90, 0), "East": (90, 90), "South": (90, 180), "West": (90, 270), "Horizontal": (0, 0)}


def test_every_facade_lies_inside_the_range_of_six_programs() -> None:
    year = exposed(read_epw(WEATHER), list(PLANES.values())).irradiance.sum(axis=0) / 1000  # kWh/m²
    with RESULTS.open(encoding="utf-8", newline="") as file:
        rows = {r["surface"]: r for r in csv.DictReader(file) if r["quantity"] == "incident_kWh_m2_yr"}
    assert set(rows) == set(PLANES)
    for ours, name in zip(year, PLANES, strict=True):
        others = [float(rows[name][tool]) for tool in ("BSIMAC", "CSE", "DeST", "EnergyPlus", "ESP-r", "TRNSYS")]
        print(f"{name:<10} {ours:7.1f} kWh/m², six programs {min(others):.0f} to {max(others):.0f}")
        # the global radiation of the file, 1670.2, is itself above the six programs: the table is in whole kWh
        slack = 1.0 if name == "Horizontal" else 0.0
        assert min(others) <= ours <= max(others) + slack


def test_slanting_light_is_let_in_less() -> None:
    """Transmitted through clear double glass relative to its straight transmission: the six programs find 0.59 to 0.63 of 0.769."""
    weather = read_epw(WEATHER)
    south = exposed(weather, [(90, 180)], angular=True)
    assert south.through_glass is not None
    share = 0.769 * south.through_glass.sum() / south.irradiance.sum()
    print(f"share of the sun that passes the glass of case 600: {share:.3f}")
    assert 0.57 <= share <= 0.68  # ours is the g value, heat absorbed in the panes included; theirs is light alone
