"""What plans are worth: small cases worked by hand."""

from math import inf

import numpy as np
import pytest
import shapely

from twin.parameter import Parameter
from twin.words import Words
from twin.works import Cost, Work
from twin.years.worth import HORIZON, worth_of

SAY = Words("works", "travaux")
YEARS = (2025, 2035, 2065, 2100)


def work(euros: float = 0.0, kilograms: float = 0.0) -> Work:
    price, factor = Parameter(euros, euros / 2, 2 * euros, "€"), Parameter(kilograms, unit="kg")
    return Work("Depave", SAY, SAY, shapely.Point(0, 0), (Cost(1, price, SAY),), carbon=(Cost(1, factor, SAY),))


def change(**values: float):  # type: ignore[no-untyped-def]
    """Metrics that change by a fixed amount in every year; the others by nothing."""

    def of(key: str) -> np.ndarray:
        return np.full(len(YEARS), values.get(key, 0.0))

    return of


def test_only_works_cost_their_present_value() -> None:
    worth = worth_of(YEARS, [(2035, work(1000))], change(), 100.0)
    assert worth.years == HORIZON
    assert worth.spent.value == pytest.approx(1000 / 1.032**10)
    assert worth.net.value == pytest.approx(-1000 / 1.032**10)
    assert (worth.net.low, worth.net.high) == pytest.approx((-2000 / 1.012**10, -500 / 1.045**10))
    assert worth.by_rate[0.045] == pytest.approx(-1000 / 1.045**10)
    assert (worth.tonnes, worth.per_tonne.value, worth.per_degree.value, worth.per_cubic.value) == (0, inf, inf, inf)


def test_a_tonne_avoided_each_year_is_worth_256_euros_each_year() -> None:
    worth = worth_of(YEARS, [(2025, work(10_000))], change(co2_heating=-1.0), 100.0)
    assert worth.tonnes == pytest.approx(HORIZON + 1)
    assert worth.net.value == pytest.approx(256 * (HORIZON + 1) - 10_000)
    assert worth.per_tonne.value == pytest.approx(10_000 / (HORIZON + 1))
    assert (worth.per_tonne.low, worth.per_tonne.high) == pytest.approx((5_000 / 41, 20_000 / 41))


def test_making_the_works_emits_in_their_year() -> None:
    worth = worth_of(YEARS, [(2030, work(0, 5000))], change(), 100.0)
    assert worth.tonnes == pytest.approx(-5)
    assert worth.net.value == pytest.approx(-5 * 256)
    assert worth.per_tonne.value == inf


def test_a_bill_that_falls_pays_back() -> None:
    worth = worth_of(YEARS, [(2025, work(1000))], change(energy_bill=-100.0), 100.0)
    saved = 100 * sum(1.032**-n for n in range(HORIZON + 1))
    assert worth.net.value == pytest.approx(saved - 1000)


def test_traffic_of_the_peak_hour_counts_for_the_year() -> None:
    """-1 kg/h in the peak hour, 11 % of the day, 300 days: -2.73 t a year."""
    worth = worth_of(YEARS, [], change(co2_traffic=-1.0), 100.0)
    assert worth.tonnes / (HORIZON + 1) == pytest.approx(300 / 0.11 / 1000, rel=0.02)


def test_a_degree_and_a_cubic_metre_cost_an_annuity() -> None:
    worth = worth_of(YEARS, [(2025, work(1000))], change(air_warming=-0.1, runoff=-20.0), 50.0)
    yearly = 1000 * 0.032 / (1 - 1.032**-HORIZON)
    assert worth.per_degree.value == pytest.approx(yearly / (0.1 * 50))
    assert worth.per_cubic.value == pytest.approx(yearly / 20)
    assert worth.per_cubic.low < worth.per_cubic.value < worth.per_cubic.high


def test_metrics_that_were_not_read_are_named() -> None:
    worth = worth_of((2025,), [(2025, work(10))], lambda key: None, 1.0)
    assert worth.missing == ("energy_bill", "co2_heating", "co2_traffic", "air_warming", "runoff")
    assert worth.years == 0
    assert worth.net.value == pytest.approx(-10)
