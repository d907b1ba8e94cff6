"""Health of cycling: what must hold for every group of riders and every street, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.health import crash_index, deaths_averted, risk_reduction, value_of_life
from twin.parameter import UNITS, parameters_of
from twin.sources import SOURCES

minutes, flows = st.floats(0, 2000), st.floats(0.1, 5000)


@given(minutes, st.floats(0, 100))
def test_more_riding_never_hurts_and_the_cap_holds(week: float, more: float) -> None:
    assert 0 <= risk_reduction(week) <= risk_reduction(week + more) <= 0.45


@given(st.floats(0, 1e5), minutes, st.floats(0, 20))
def test_deaths_averted_grow_for_five_years(cyclists: float, week: float, years: float) -> None:
    fall = risk_reduction(week)
    full, now = deaths_averted(cyclists, fall), deaths_averted(cyclists, fall, years)
    assert now == pytest.approx(float(full) * min(years / 5, 1))
    assert full <= 0.45 * cyclists * 258e-5


def test_a_town_that_rides() -> None:
    """1000 new riders, 100 min a week: 1000 x 0.00258 x 0.10 x 0.75 = 0.19 deaths a year, 0.62 million euros of 2015."""
    deaths = deaths_averted(1000, risk_reduction(100))
    assert deaths == pytest.approx(0.1935)
    assert value_of_life(deaths) == pytest.approx(619_200)


@given(flows, flows, st.floats(5, 90), st.floats(0, 1), st.floats(1.01, 5))
def test_crashes_grow_slower_than_traffic(bikes: float, cars: float, speed: float, separated: float, times: float) -> None:
    base = crash_index(bikes, cars, speed, separated)
    assert base < crash_index(times * bikes, cars, speed, separated) < times * base
    assert base < crash_index(bikes, times * cars, speed, separated) < times * base
    assert crash_index(bikes, cars, speed / times, separated) < base
    assert crash_index(bikes, cars, speed, 1.0) <= base <= crash_index(bikes, cars, speed, 0.0)


def test_no_traffic_no_crash() -> None:
    assert crash_index([0, 10], [500, 0]).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: risk_reduction(-1), "minutes_per_week"),
        (lambda: deaths_averted(-1, 0.1), "cyclists"),
        (lambda: deaths_averted(10, 1.1), "reduction"),
        (lambda: deaths_averted([1, 2], [0.1, 0.1, 0.1]), "do not fit together"),
        (lambda: deaths_averted(10, 0.1, -2), "years_since"),
        (lambda: crash_index(-1, 1), "bikes"),
        (lambda: crash_index(1, 1, separated=2), "separated"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


@pytest.mark.parametrize("function", [risk_reduction, deaths_averted, value_of_life, crash_index])
def test_parameters_are_complete(function) -> None:  # type: ignore[no-untyped-def]
    for name, p in parameters_of(function).items():
        assert p.exact or p.low < p < p.high, name
        assert p.source in SOURCES
        assert p.unit in UNITS
        assert p.about
