"""Money over time, and what goes on without a plan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.background import electric_cars, electric_km, renovated
from twin.models.discount import RATES, annuity, carbon_value, net_present_value, present_value, unit_cost
from twin.parameter import UNITS, parameters_of
from twin.sources import SOURCES


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.integers(2025, 2100), st.floats(0, 0.2))
def test_an_amount_grown_at_the_rate_is_worth_the_same(amount: float, year: int, rate: float) -> None:
    assert float(present_value(amount * (1 + rate) ** (year - 2025), year, 2025, rate)) == pytest.approx(amount, rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(st.floats(1, 1e7), st.integers(1, 80), st.sampled_from(RATES))
def test_an_annuity_is_worth_its_amount(amount: float, years: int, rate: float) -> None:
    each = float(annuity(amount, years, rate))
    assert net_present_value(np.full(years, each), np.arange(2026, 2026 + years), 2025, rate) == pytest.approx(amount, rel=1e-9)


def test_by_hand() -> None:
    """1000 € now and 100 € a year for three years at 3.2 %: -1000 + 96.90 + 93.90 + 90.98."""
    assert net_present_value([-1000, 100, 100, 100], [2025, 2026, 2027, 2028]) == pytest.approx(-718.22, abs=0.01)
    assert float(annuity(1000, 10, 0.0)) == pytest.approx(100)


def test_nothing_gained_costs_no_end() -> None:
    assert unit_cost([100.0, 100.0], [4.0, 0.0]).tolist() == [25.0, np.inf]


def test_the_background_stays_between_0_and_1_and_rises() -> None:
    years = np.arange(1900, 2201)
    for path in (electric_cars(years), electric_km(years), renovated(years)):
        assert ((path >= 0) & (path <= 1)).all()
        assert (np.diff(path) >= 0).all()
    assert (electric_km(years) >= electric_cars(years) - 1e-15).all()
    assert renovated(2025) == 0


def test_parameters_are_sourced_and_hold_their_best_guess() -> None:
    for function in (present_value, carbon_value, electric_cars, electric_km, renovated):
        for name, p in parameters_of(function).items():
            assert p.low <= p.value <= p.high, name
            assert p.unit in UNITS
            assert p.source in SOURCES
            assert p.about


@pytest.mark.parametrize("call", [
    lambda: present_value(1, 1800), lambda: present_value(1, 2030, 2025, -0.1), lambda: carbon_value(2300), lambda: renovated("soon"),
    lambda: present_value([1, 2, 3], [2025, 2026]),
])  # fmt: skip
def test_what_cannot_be_is_refused(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError):
        call()
