"""Montana coefficients of the seeds against the depths they stand for."""

import pytest

from twin.models.storms import double_triangle, double_triangle_peaks
from twin.sources import SOURCES
from twin.verification.water import ASTEE_60_MIN, IT77, IT77_MINUTES, TRIANGLE_DEPTH, TRIANGLE_PEAKS, TRIANGLES, depth, storms

STORMS = storms()


@pytest.mark.parametrize("region", IT77)
def test_it77_depths(region: str) -> None:
    assert [depth(f"IT77 region {region}", 10, t) for t in IT77_MINUTES] == pytest.approx(IT77[region], abs=0.05)


@pytest.mark.parametrize("years", ASTEE_60_MIN)
def test_astee_depths(years: int) -> None:
    assert depth("ASTEE example", years, 60) == pytest.approx(ASTEE_60_MIN[years], abs=0.05)


def test_double_triangle_of_region_one() -> None:
    """Region I, T = 10 years, 240 min with 30 intense: i1, i2 and depth from the two volumes, worked out by hand."""
    assert double_triangle_peaks(*TRIANGLES) == pytest.approx(TRIANGLE_PEAKS, abs=0.005)
    assert double_triangle(*TRIANGLES).sum() * 5 / 60 == pytest.approx(TRIANGLE_DEPTH, abs=0.0005)


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
