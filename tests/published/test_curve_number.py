"""SCS curve number against printed tables. Depths in inches in TR-55, in millimetres here."""

import pytest

from twin.models.runoff import composite_curve_number, curve_number_runoff, retention

INCH = 25.4

# USDA TR-55 (1986), ch. 2: runoff depth for a curve number, table 2-1 and examples 2-1 and 2-2; printed to 0.01 inch.
TR55 = [(6, 70, 2.81), (6, 75, 3.28), (4, 80, 2.04)]  # rain [in], curve number, runoff [in]

# InVEST Urban Flood Risk Mitigation, tests/test_ufrm.py: curve number -> retention [mm], relative tolerance 1e-5.
INVEST_RETENTION = [(100, 0), (0, 100_000), (65, 136.769_231), (90, 28.222_222), (30, 592.666_667)]

# USDA TR-55 table 2-2a, residential districts: share sealed -> curve numbers on soil groups A, B, C, D (printed whole).
LAWN = (39, 61, 74, 80)  # open space in good condition, same table
RESIDENTIAL = {
    0.65: (77, 85, 90, 92),
    0.38: (61, 75, 83, 87),
    0.30: (57, 72, 81, 86),
    0.25: (54, 70, 80, 85),
    0.20: (51, 68, 79, 84),
    0.12: (46, 65, 77, 82),
}


@pytest.mark.parametrize(("rain", "curve_number", "runoff"), TR55)
def test_tr55_runoff(rain: float, curve_number: float, runoff: float) -> None:
    assert curve_number_runoff(rain * INCH, curve_number) / INCH == pytest.approx(runoff, abs=0.0051)


@pytest.mark.parametrize(("curve_number", "mm"), INVEST_RETENTION)
def test_invest_retention(curve_number: float, mm: float) -> None:
    assert retention(curve_number) == pytest.approx(mm, rel=1e-5)


@pytest.mark.parametrize("sealed", RESIDENTIAL)
def test_tr55_residential_rows_are_composites_of_lawn_and_pavement(sealed: float) -> None:
    assert composite_curve_number(LAWN, sealed) == pytest.approx(RESIDENTIAL[sealed], abs=1)
