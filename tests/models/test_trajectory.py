"""Trajectories: names, ranges, and what follows from a warming."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.trajectory import (
    baselines,
    climates,
    cooling_degree_days,
    heating_degree_days,
    hot_extreme,
    known_climate,
    seasonal,
    storm_factor,
    warming,
)
from twin.seeds import seed_rows
from twin.sources import SOURCES

CLIMATES = st.sampled_from(climates())


@settings(deadline=None)
@given(CLIMATES, st.integers(1900, 2200))
def test_baselines_differ_by_what_was_warmed_between_them(climate: str, year: int) -> None:
    found = [float(warming(year, climate, period)) for period in baselines()]
    assert [found[0] - later for later in found[1:]] == pytest.approx([0.6, 1.2])


@settings(deadline=None)
@given(CLIMATES, st.floats(0.01, 0.98), st.integers(2030, 2100))
def test_a_warmer_model_is_warmer_in_every_year(climate: str, quantile: float, year: int) -> None:
    low, high = (float(warming(year, climate, quantile=q)) for q in (quantile, quantile + 0.01))
    assert low == high if climate == "TRACC" else low < high


def test_the_middle_of_the_baseline_is_its_zero_and_2100_is_held() -> None:
    assert float(warming(2005.5)) == pytest.approx(0.0, abs=1e-12)
    assert warming(2150) == warming(2100) == warming(2200)
    assert warming(2025) == pytest.approx(0.8 * 19.5 / 24.5)
    assert (np.diff(warming(np.arange(1900, 2201), "SSP5-8.5")) >= 0).all()


@pytest.mark.parametrize(
    ("typed", "name"), [("tracc", "TRACC"), ("ssp245", "SSP2-4.5"), ("SSP 5-8.5", "SSP5-8.5"), ("Ssp1_19", "SSP1-1.9")]
)
def test_names_are_read_kindly(typed: str, name: str) -> None:
    assert known_climate(typed) == name


@pytest.mark.parametrize(("call", "says"), [
    (lambda: warming(2050, "TRACK"), 'did you mean "TRACC"'), (lambda: warming(2050, "SSP5-8"), 'did you mean "SSP5-8.5"'),
    (lambda: warming(2050, baseline="1991-2021"), 'did you mean "1991-2020"'), (lambda: warming(1899), "between 1900 and 2200"),
    (lambda: warming(2201), "between 1900 and 2200"), (lambda: warming(2050, quantile=1.0), "quantile 1.0"),
    (lambda: warming(2050, quantile=float("nan")), "quantile nan"), (lambda: known_climate(None), "no climate trajectory"),
    (lambda: storm_factor(1, 0), "not allowed"), (lambda: heating_degree_days(10, 0, 30), "not allowed"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_the_nearest(call, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=says.replace(".", r"\.")):
        call()


@settings(deadline=None)
@given(st.floats(-2, 6))
def test_the_mean_of_the_months_is_that_of_the_year(warmer: float) -> None:
    assert seasonal(warmer).mean() == pytest.approx(warmer, abs=1e-12)


@settings(deadline=None)
@given(st.floats(0, 6), st.floats(0.1, 72))
def test_short_storms_grow_at_least_as_much_as_long_ones(warmer: float, hours: float) -> None:
    assert 1 <= storm_factor(warmer, 2 * hours) <= storm_factor(warmer, hours)
    assert float(hot_extreme(warmer)) >= warmer


@settings(deadline=None)
@given(st.floats(-10, 35), st.floats(0.5, 10), st.floats(10, 25))
def test_degree_days_balance(mean: float, spread: float, base: float) -> None:
    """Below less above is days × (base - mean), whatever the spread."""
    below, above = heating_degree_days(mean, spread, 30, base), cooling_degree_days(mean, spread, 30, base)
    assert below - above == pytest.approx(30 * (base - mean), abs=1e-9)
    assert min(below, above) >= -1e-9


def test_every_row_names_a_source_of_the_bibliography() -> None:
    for table in ("trajectories.csv", "tree_genera.csv"):
        assert {row["source"] for row in seed_rows(table)} <= set(SOURCES)
