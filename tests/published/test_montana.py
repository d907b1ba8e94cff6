"""Montana coefficients of the seeds against the depths they stand for."""

import csv
from pathlib import Path

import pytest

from twin.models.storms import double_triangle, double_triangle_peaks, montana_depth
from twin.sources import SOURCES

with (Path(__file__).parents[2] / "seeds" / "storms.csv").open(encoding="utf-8", newline="") as file:
    STORMS = {(row["region"], int(row["return_period_years"])): row for row in csv.DictReader(file)}

# Instruction technique 1977, T = 10 years: h = a t^(1 - b) worked out by hand, printed to 0.1 mm.
IT77_MINUTES = (30, 60, 120, 240)
IT77 = {"I": (23.8, 31.6, 42.0, 55.8), "II": (31.0, 42.3, 57.8, 78.9), "III": (41.0, 60.4, 89.1, 131.3)}

# ASTEE Mémento technique 2017, table 31 (p. 229): depth in 60 min [mm] by return period [years], to 0.1 mm.
ASTEE_60_MIN = {5: 26.9, 10: 33.8, 20: 41.4, 30: 46.2, 50: 53.0, 100: 63.1}


def depth(region: str, years: int, minutes: float) -> float:
    row = STORMS[region, years]
    a, b, low, high = (float(row[k]) for k in ("a", "b", "valid_from_min", "valid_to_min"))
    return float(montana_depth(minutes, a, b, low, high))


@pytest.mark.parametrize("region", IT77)
def test_it77_depths(region: str) -> None:
    assert [depth(f"IT77 region {region}", 10, t) for t in IT77_MINUTES] == pytest.approx(IT77[region], abs=0.05)


@pytest.mark.parametrize("years", ASTEE_60_MIN)
def test_astee_depths(years: int) -> None:
    assert depth("ASTEE example", years, 60) == pytest.approx(ASTEE_60_MIN[years], abs=0.05)


def test_double_triangle_of_region_one() -> None:
    """Region I, T = 10 years, 240 min with 30 intense: i1, i2 and depth from the two volumes, worked out by hand."""
    assert double_triangle_peaks(240, 30, 5.9, 0.59) == pytest.approx((18.30, 76.88), abs=0.005)
    assert double_triangle(240, 30, 5.9, 0.59).sum() * 5 / 60 == pytest.approx(55.813, abs=0.0005)


@pytest.mark.parametrize("row", STORMS.values(), ids=lambda r: f"{r['region']} T={r['return_period_years']}")
def test_rows_are_sourced_and_rarer_is_heavier(row: dict[str, str]) -> None:
    """The check the ASTEE Mémento (p. 229) asks for: at any duration, a rarer storm is the deeper one."""
    assert row["source"] in SOURCES
    assert row["page"]
    assert row["verified"] in ("true", "false")
    years = int(row["return_period_years"])
    rarer = [t for region, t in STORMS if region == row["region"] and t > years]
    for minutes in {float(row["valid_from_min"]), 60.0, float(row["valid_to_min"])}:
        here = depth(row["region"], years, minutes)
        assert all(here < depth(row["region"], t, minutes) for t in rarer)
