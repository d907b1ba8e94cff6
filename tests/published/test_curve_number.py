"""SCS curve number against printed tables. Depths in inches in TR-55, in millimetres here."""

import pytest

from twin.models.runoff import composite_curve_number, curve_number_runoff, retention
from twin.verification.water import INCH, INVEST_RETENTION, LAWN, RESIDENTIAL, TR55


@pytest.mark.parametrize(("rain", "curve_number", "runoff"), TR55)
def test_tr55_runoff(rain: float, curve_number: float, runoff: float) -> None:
    assert curve_number_runoff(rain * INCH, curve_number) / INCH == pytest.approx(runoff, abs=0.0051)


@pytest.mark.parametrize(("curve_number", "mm"), INVEST_RETENTION)
def test_invest_retention(curve_number: float, mm: float) -> None:
    assert retention(curve_number) == pytest.approx(mm, rel=1e-5)


@pytest.mark.parametrize("sealed", RESIDENTIAL)
def test_tr55_residential_rows_are_composites_of_lawn_and_pavement(sealed: float) -> None:
    assert composite_curve_number(LAWN, sealed) == pytest.approx(RESIDENTIAL[sealed], abs=1)
