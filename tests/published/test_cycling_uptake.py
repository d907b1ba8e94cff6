"""Cycling uptake against the Propensity to Cycle Tool: three published values and a table from the published coefficients.

Published: go Dutch, 15 km at 2 %: 0.04132445 (Lovelace et al. 2017, eq. 1B, worked in the manual of the R package pct 0.9.9);
secondary pupils at 3.51 km and 1.11 %: 0.0558 and 0.8758 (Goodman et al. 2019, worked example, same manual).
twin/verification/data/pct_uptake.csv: 250 values evaluated from the published coefficients with gradients in %, to ten decimals.
"""

import pytest

from twin.models.cycling import SCENARIOS, uptake
from twin.verification.cycling import GO_DUTCH, SCHOOL, SCHOOL_RIDE, TABLE, by_scenario, shares
from twin.verification.references import rows


def test_go_dutch_worked_value() -> None:
    *ride, share = GO_DUTCH
    assert uptake(*ride) == pytest.approx(share, abs=5e-9)


@pytest.mark.parametrize(("scenario", "share"), SCHOOL.items())
def test_school_worked_values(scenario: str, share: float) -> None:
    assert uptake(*SCHOOL_RIDE, scenario) == pytest.approx(share, abs=5e-5)


@pytest.mark.parametrize("scenario", sorted(by_scenario()))
def test_table(scenario: str) -> None:
    table = by_scenario()[scenario]
    assert len(table) == 50
    assert shares(table) == pytest.approx([float(r["pcycle"]) for r in table], abs=1e-10)


def test_every_scenario_is_in_the_table() -> None:
    assert {row["scenario"] for row in rows(TABLE)} == set(SCENARIOS)
