"""Gravity model: margins, unreachable pairs, the closed form of two zones, gateways, and what is refused."""

from math import exp, sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from twin.errors import TwinError
from twin.models.gravity import balanced, deterrence, fitted_decay, mean_cost, trips
from twin.parameter import UNITS, parameters_of
from twin.sources import SOURCES

shapes = st.tuples(st.integers(1, 7), st.integers(1, 7))
COST = np.array([[3.0, 11, 18, 22], [12, 3, 13, 19], [15.5, 13, 5, 7], [24, 18, 8, 5]])
SENT, DRAWN = np.array([400.0, 460, 400, 702]), np.array([260.0, 400, 500, 802])


@st.composite
def towns(draw) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[no-untyped-def]
    """Margins of a random trip table and travel times, inf where that table has no trips: surely feasible."""
    shape = draw(shapes)
    table = draw(arrays(float, shape, elements=st.one_of(st.just(0.0), st.floats(1, 100))))
    minutes = draw(arrays(float, shape, elements=st.floats(1, 30)))
    return table.sum(axis=1), table.sum(axis=0), np.where(table > 0, minutes, np.inf)


@given(towns())
def test_margins_are_met_and_the_unreachable_stay_zero(town) -> None:  # type: ignore[no-untyped-def]
    sent, drawn, cost = town
    found = trips(sent, drawn, deterrence(cost))
    total = max(sent.sum(), 1.0)
    assert np.abs(found.sum(axis=1) - sent).max() <= 1e-9 * total
    assert np.abs(found.sum(axis=0) - drawn).max() <= 1e-9 * total
    assert found.sum() == pytest.approx(sent.sum(), rel=1e-9)
    assert (found >= 0).all()
    assert (found[np.isinf(cost)] == 0).all()


@given(towns(), st.floats(0.01, 100), st.floats(0.01, 100))
def test_units_and_scale_do_not_matter(town, scale: float, factor: float) -> None:  # type: ignore[no-untyped-def]
    sent, drawn, cost = town
    base = trips(sent, drawn, deterrence(cost))
    scaled = trips(scale * sent, scale * drawn, factor * deterrence(cost))
    assert scaled == pytest.approx(scale * base, rel=1e-4, abs=1e-6 * scale * max(sent.sum(), 1))


@given(st.floats(1, 99), st.floats(1, 99), st.floats(0, 0.3), st.floats(1, 40))
def test_two_zones_in_closed_form(first: float, drawn: float, decay: float, apart: float) -> None:
    """T11 T22 / (T12 T21) = k² with k = exp(beta c) for zones c apart: one quadratic equation in T11."""
    k2 = exp(2 * decay * apart)
    assume(k2 < 1e4)
    found = trips([first, 100 - first], [drawn, 100 - drawn], deterrence([[0, apart], [apart, 0]], decay))
    a, b, c = k2 - 1, -(k2 * (first + drawn) + 100 - first - drawn), k2 * first * drawn
    expected = first * drawn / 100 if a < 1e-9 else (-b - sqrt(b * b - 4 * a * c)) / (2 * a)
    assert found[0, 0] == pytest.approx(expected, abs=1e-5)


def test_it_is_the_entropy_maximum() -> None:
    """Wilson 1967: of all tables with these margins and this total cost it has the most entropy (a small general solver agrees)."""
    sent, drawn, cost = np.array([60.0, 40]), np.array([50.0, 30, 20]), np.array([[2.0, 8, 15], [9, 3, 6]])
    ours = trips(sent, drawn, deterrence(cost, 0.15))
    rules = [
        {"type": "eq", "fun": lambda t: t.reshape(2, 3).sum(axis=1) - sent},
        {"type": "eq", "fun": lambda t: t.reshape(2, 3).sum(axis=0)[:2] - drawn[:2]},
        {"type": "eq", "fun": lambda t: (t.reshape(2, 3) * cost).sum() - (ours * cost).sum()},
    ]
    start = np.outer(sent, drawn).ravel() / 100
    found = minimize(lambda t: (t * (np.log(t) - 1)).sum(), start, bounds=[(1e-6, None)] * 6, constraints=rules, options={"ftol": 1e-12})
    assert found.x.reshape(2, 3) == pytest.approx(ours, abs=0.01)


def test_no_decay_is_proportional() -> None:
    assert trips(SENT, DRAWN, deterrence(COST, 0.0)) == pytest.approx(np.outer(SENT, DRAWN) / SENT.sum())


def test_relabelling_zones_changes_nothing() -> None:
    order = [2, 0, 3, 1]
    mixed = trips(SENT[order], DRAWN[order], deterrence(COST[np.ix_(order, order)]))
    assert mixed == pytest.approx(trips(SENT, DRAWN, deterrence(COST))[np.ix_(order, order)], rel=1e-8)


def test_gateways_are_zones_whose_through_trips_can_be_shut() -> None:
    """Two gateways (last) may not trade with one another: those pairs stay 0 and every margin is still met."""
    willing = deterrence(COST)
    willing[2:, 2:] = 0
    sent, drawn = np.array([800.0, 900, 150, 150]), np.array([700.0, 800, 200, 300])
    found = trips(sent, drawn, willing)
    assert (found[2:, 2:] == 0).all()
    assert found.sum(axis=0) == pytest.approx(drawn)


def test_decay_is_found_again() -> None:
    observed = mean_cost(trips(SENT, DRAWN, deterrence(COST, 0.137)), COST)
    assert fitted_decay(SENT, DRAWN, COST, observed) == pytest.approx(0.137, abs=1e-6)


@given(st.floats(0, 0.5), st.floats(0.01, 0.5))
def test_steeper_decay_shortens_trips(decay: float, more: float) -> None:
    assert mean_cost(trips(SENT, DRAWN, deterrence(COST, decay + more)), COST) < mean_cost(
        trips(SENT, DRAWN, deterrence(COST, decay)), COST
    )


def test_gamma_thins_out_the_shortest_trips() -> None:
    """c^n exp(-beta c) is largest at c = n / beta."""
    minutes = np.linspace(0.5, 60, 120)
    assert minutes[deterrence(minutes, 0.1, 1.0).argmax()] == pytest.approx(10)
    assert deterrence([0.0, np.inf], 0.1, 1.0).tolist() == [0, 0]
    assert deterrence([0.0, 10.0], 0.1) == pytest.approx([1, exp(-1)])


def test_scaling_attractions() -> None:
    assert balanced([30, 70], [1, 3]).tolist() == [25, 75]
    assert balanced([0, 0], [0, 0]).tolist() == [0, 0]
    assert trips([0, 0], [0], np.ones((2, 1))).tolist() == [[0], [0]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: deterrence(-1), "cost"),
        (lambda: deterrence(1, -0.1), "decay"),
        (lambda: deterrence([0, 1], 0.1, -1), "cost: 0"),
        (lambda: trips([1], [1], [[-1]]), "willingness"),
        (lambda: trips([1, 2], [3], [[1]]), "does not fit"),
        (lambda: trips([1, 2], [4], [[1], [1]]), "balanced"),
        (lambda: trips([np.inf], [1], [[1]]), "inf"),
        (lambda: trips([1, 2], [3, 0], [[1, 1], [0, 1]]), "productions: zone 1 has 2 trips"),
        (lambda: trips([3, 0], [1, 2], [[1, 0], [1, 1]]), "attractions: zone 1 attracts 2 trips"),
        (lambda: trips([2, 1], [1, 2], [[1, 0], [1, 1]]), "cannot carry"),
        (lambda: balanced([1], [0, 0]), "attractions"),
        (lambda: mean_cost([[0.0]], [[1.0]]), "flows"),
        (lambda: fitted_decay(SENT, DRAWN, COST, 60), "out of reach"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_parameters_are_complete() -> None:
    for p in parameters_of(deterrence).values():
        assert p.low < p < p.high
        assert p.source in SOURCES
        assert p.unit in UNITS
        assert p.about
