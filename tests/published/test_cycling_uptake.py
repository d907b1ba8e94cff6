"""Cycling uptake against the Propensity to Cycle Tool: three published values and a table from the published coefficients.

Published: go Dutch, 15 km at 2 %: 0.04132445 (Lovelace et al. 2017, eq. 1B, worked in the manual of the R package pct 0.9.9);
secondary pupils at 3.51 km and 1.11 %: 0.0558 and 0.8758 (Goodman et al. 2019, worked example, same manual).
data/pct_uptake.csv: 250 values evaluated from the published coefficients with gradients in %, to ten decimals.
"""

import csv
from pathlib import Path

import pytest

from twin.models.cycling import SCENARIOS, uptake

with (Path(__file__).parent / "data" / "pct_uptake.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
COMPUTED = [row for row in ROWS if "PUBLISHED" not in row["note"]]


def test_go_dutch_worked_value() -> None:
    assert uptake(15, 2, "godutch") == pytest.approx(0.04132445, abs=5e-9)


@pytest.mark.parametrize(("scenario", "share"), [("govtarget_school2", 0.0558), ("godutch_school2", 0.8758)])
def test_school_worked_values(scenario: str, share: float) -> None:
    assert uptake(3.51, 1.11, scenario) == pytest.approx(share, abs=5e-5)


@pytest.mark.parametrize("scenario", sorted({row["scenario"] for row in COMPUTED}))
def test_table(scenario: str) -> None:
    rows = [row for row in COMPUTED if row["scenario"] == scenario]
    assert len(rows) == 50
    ours = uptake([float(r["distance_km"]) for r in rows], [float(r["gradient_pct"]) for r in rows], scenario)
    assert ours == pytest.approx([float(r["pcycle"]) for r in rows], abs=1e-10)


def test_every_scenario_is_in_the_table() -> None:
    assert {row["scenario"] for row in ROWS} == set(SCENARIOS)
