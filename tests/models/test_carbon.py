"""Carbon and money over a life: hand-worked cases, limits, and what is refused."""

from math import inf, nan

import numpy as np
import pytest

from twin.errors import TwinError
from twin.models import carbon


def test_a_layer_by_hand() -> None:
    assert carbon.embodied(10, 0.16, 100, 0.5) == pytest.approx(80)  # 1.6 m³, 160 kg
    np.testing.assert_allclose(carbon.embodied(1, [0.1, 0.2], 20, 1.35), [2.7, 5.4])


def test_payback_by_hand_and_at_its_limits() -> None:
    assert carbon.payback(80, 40) == 2
    assert carbon.payback(80, 0) == inf
    assert carbon.payback(80, -5) == inf
    assert carbon.payback(0, 0) == 0


@pytest.mark.parametrize(("years", "life", "again"), [(50, 50, 0), (51, 50, 1), (50, 30, 1), (61, 30, 2), (1, 30, 0), (0, 30, 0)])
def test_replacements(years: float, life: float, again: float) -> None:
    assert carbon.replacements(years, life) == again


def test_net_over_a_life_by_hand() -> None:
    assert carbon.net_over(50, 100, 10, 30) == pytest.approx(200 - 500)
    assert carbon.net_over(50, 100, 0, 50) == 100


def test_the_recovery_factor_is_that_of_a_loan() -> None:
    """20 years at 5 %: 0.080243 (any annuity table); what is paid back is worth the loan."""
    assert carbon.recovery(20, 0.05) == pytest.approx(0.080243, abs=5e-7)
    paid = sum(carbon.recovery(30, 0.03) / 1.03**year for year in range(1, 31))
    assert paid == pytest.approx(1)
    assert carbon.recovery(25, 0) == pytest.approx(1 / 25)
    assert carbon.recovery(25, 1e-9) == pytest.approx(1 / 25)


def test_what_a_saved_kwh_and_kilogram_cost() -> None:
    assert carbon.conserved_energy_cost(100, 10, 0, 20) == pytest.approx(0.5)
    assert carbon.conserved_energy_cost(100, 10, 0, 0) == inf
    assert carbon.avoided_carbon_cost(100, 10, 0, 20, 0.1, 4) == pytest.approx((10 - 2) / 4)
    assert carbon.avoided_carbon_cost(100, 10, 0, 200, 0.1, 40) < 0  # it pays for itself
    assert carbon.avoided_carbon_cost(100, 10, 0, 20, 0.1, 0) == inf


def test_an_emission_put_off_weighs_less() -> None:
    assert carbon.dynamic_weight(0) == 1
    assert carbon.dynamic_weight(50) == pytest.approx(0.59)
    assert carbon.storage_credit(41, 0) == 0
    assert carbon.storage_credit(41, 50) == pytest.approx(41 * 0.41)


@pytest.mark.parametrize("call", [
    lambda: carbon.embodied(-1, 0.1, 20, 1), lambda: carbon.embodied(1, nan, 20, 1), lambda: carbon.embodied(1, 30, 20, 1),
    lambda: carbon.embodied([1, 2], [0.1, 0.2, 0.3], 20, 1), lambda: carbon.payback(-1, 1), lambda: carbon.payback(1, nan),
    lambda: carbon.payback("much", 1), lambda: carbon.replacements(50, 0), lambda: carbon.net_over(-1, 1, 1, 30),
    lambda: carbon.recovery(0, 0.03), lambda: carbon.recovery(30, 3), lambda: carbon.recovery(30, -0.01),
    lambda: carbon.conserved_energy_cost(-5, 30, 0.03, 1), lambda: carbon.conserved_energy_cost(5, 30, 0.03, nan),
    lambda: carbon.avoided_carbon_cost(5, 30, 0.03, 1, -1, 1), lambda: carbon.dynamic_weight(51), lambda: carbon.storage_credit(-1, 10),
])  # fmt: skip
def test_senseless_input_is_refused(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=r"not allowed|needed|fit together"):
        call()
