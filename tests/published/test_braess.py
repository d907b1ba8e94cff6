"""Networks small enough to solve with a pencil: two routes, and Braess (1968), where closing a street helps everyone."""

import numpy as np
import pytest

from twin.models.assignment import Network, equilibrium

# Two routes: t1 = 10 + 3 x1, t2 = 15 + 2 x2, x1 + x2 = 12; equal times give 10 + 3 x1 = 15 + 2 (12 - x1), so x1 = 29 / 5.
# Braess, D. (1968), Über ein Paradoxon aus der Verkehrsplanung, Unternehmensforschung 12, 258-268, doi:10.1007/BF01918335: 6 trips from a to d,
# links a-b: 10 v, b-d: 50 + v, a-c: 50 + v, c-d: 10 v and the bridge b-c: 10 + v.
A, D, B, C = 0, 1, 2, 3
TAIL, HEAD = [A, B, A, C, B], [B, D, C, D, C]
CONSTANT, SLOPE = np.array([0.0, 50, 50, 0, 10]), np.array([10.0, 1, 1, 10, 1])


def linear(tail, head, constant, slope, zones, **options) -> Network:
    """t = constant + slope v (+ 1e-9): the constant as a fixed cost, the slope as a free time of 1e-9 that traffic multiplies."""
    tiny = 1e-9
    return Network(
        tail, head, np.full(len(tail), tiny), np.ones(len(tail)), np.asarray(slope) / tiny, 1, zones, fixed_cost=constant, **options
    )


def trips(number: float) -> np.ndarray:
    return np.array([[0.0, number], [0.0, 0.0]])


def test_two_routes() -> None:
    found = equilibrium(linear([0, 0], [1, 1], [10, 15], [3, 2], 2), trips(12), gap=1e-10)
    assert found.flow == pytest.approx([5.8, 6.2], abs=1e-6)
    assert found.time == pytest.approx([27.4, 27.4], abs=1e-6)
    assert found.total_time == pytest.approx(12 * 27.4, abs=1e-5)


def test_braess_with_the_bridge() -> None:
    found = equilibrium(linear(TAIL, HEAD, CONSTANT, SLOPE, 2), trips(6), gap=1e-10)
    assert found.flow == pytest.approx([4, 2, 2, 4, 2], abs=1e-6)
    assert found.skim[0, 1] == pytest.approx(92, abs=1e-6)
    assert found.objective == pytest.approx(386, abs=1e-6)
    assert found.total_time == pytest.approx(552, abs=1e-6)


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("by", ["closed", "capacity"])
def test_braess_closing_the_bridge_helps_everyone(warm: bool, by: str) -> None:
    open_bridge = linear(TAIL, HEAD, CONSTANT, SLOPE, 2)
    bridge = np.arange(5) == 4
    network = open_bridge.replace(closed=bridge) if by == "closed" else open_bridge.replace(capacity=np.where(bridge, 0.0, 1.0))
    before = equilibrium(open_bridge, trips(6), gap=1e-10)
    after = equilibrium(network, trips(6), gap=1e-10, start=before if warm else None)
    assert after.flow == pytest.approx([3, 3, 3, 3, 0], abs=1e-6)
    assert after.skim[0, 1] == pytest.approx(83, abs=1e-6)
    assert after.total_time == pytest.approx(498, abs=1e-6)
    assert before.resolves(after)
