"""Health of cycling against the WHO's health economic assessment tool (HEAT) and the studies it rests on."""

import pytest

from twin.models.health import crash_index, risk_reduction
from twin.verification.health import ASSESSED, DOUBLED, FIRST_VERSION, RIDDEN, SEPARATED, assessed


def test_reference_volume_and_cap() -> None:
    """Kelly et al. 2014, abstract: 10 % at 11.25 MET-hours a week, about 100 min of cycling; the cap of 45 % is met at 450 min."""
    assert risk_reduction(list(RIDDEN)) == pytest.approx(list(RIDDEN.values()))


@pytest.mark.parametrize(("mortality", "additional", "deaths"), ASSESSED)
def test_assessment_of_96_142_cyclists(mortality: float, additional: float, deaths: float) -> None:
    """Table 3 of the assessment at PMC7441747: 96 142 cyclists, 3.843 min a day, RR 0.899, mortality 126 to 211 per 100 000.

    Published: 1 to 5 deaths averted a year over its scenarios, air and crashes included; physical activity alone by hand: 1.65
    (half the riding replaces other exercise), 4.40 (mean mortality) and 5.51 (highest).
    """
    found = assessed(mortality, additional)
    assert found == pytest.approx(deaths, abs=0.005)
    assert 1 <= found <= 5.6


def test_scaling_of_the_first_version() -> None:
    """HEAT before 2014: RR 0.72 at 108 h a year; its print-out for 100 h a year gives a benefit of 26 %."""
    reduction, volume, ridden, benefit = FIRST_VERSION
    assert risk_reduction(ridden, reduction, volume) == pytest.approx(benefit, abs=0.005)


def test_safety_in_numbers() -> None:
    """Elvik and Bjørnskau 2017: exponents 0.43 (bikes) and 0.50 (cars). Per cyclist the risk falls as E^-0.57.

    The Norwegian handbook of road safety (tshandbok.no, 10.5) gives 32 % more collisions for twice the cyclists: 35 % here.
    """
    doubled = crash_index(2.0, 1.0) / crash_index(1.0, 1.0)
    assert doubled == pytest.approx(DOUBLED, abs=5e-4)
    assert doubled == pytest.approx(1.32, abs=0.03)
    assert doubled / 2 == pytest.approx(2**-0.57)
    assert crash_index(1.0, 4.0) / crash_index(1.0, 1.0) == pytest.approx(2.0)


def test_separated_lane_halves_crashes() -> None:
    """FHWA-HRT-23-025: 0.50 of the crashes of a painted lane."""
    assert crash_index(10, 500, separated=1.0) / crash_index(10, 500) == pytest.approx(SEPARATED)
