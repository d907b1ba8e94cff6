"""Networks small enough to solve with a pencil: two routes, and Braess (1968), where closing a street helps everyone."""

import numpy as np
import pytest

from twin.models.assignment import equilibrium
from twin.verification.traffic import (
    CLOSED_FLOWS,
    CLOSED_TIME,
    CLOSED_TOTAL,
    GAP,
    OPEN_FLOWS,
    OPEN_OBJECTIVE,
    OPEN_TIME,
    OPEN_TOTAL,
    TWO_FLOWS,
    TWO_TIME,
    braess,
    linear,
    trips,
)


def test_two_routes() -> None:
    found = equilibrium(linear([0, 0], [1, 1], [10, 15], [3, 2], 2), trips(12), gap=GAP)
    assert found.flow == pytest.approx(TWO_FLOWS, abs=1e-6)
    assert found.time == pytest.approx([TWO_TIME, TWO_TIME], abs=1e-6)
    assert found.total_time == pytest.approx(12 * TWO_TIME, abs=1e-5)


def test_braess_with_the_bridge() -> None:
    found = equilibrium(braess(), trips(6), gap=GAP)
    assert found.flow == pytest.approx(OPEN_FLOWS, abs=1e-6)
    assert found.skim[0, 1] == pytest.approx(OPEN_TIME, abs=1e-6)
    assert found.objective == pytest.approx(OPEN_OBJECTIVE, abs=1e-6)
    assert found.total_time == pytest.approx(OPEN_TOTAL, abs=1e-6)


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("by", ["closed", "capacity"])
def test_braess_closing_the_bridge_helps_everyone(warm: bool, by: str) -> None:
    open_bridge = braess()
    bridge = np.arange(5) == 4
    network = open_bridge.replace(closed=bridge) if by == "closed" else open_bridge.replace(capacity=np.where(bridge, 0.0, 1.0))
    before = equilibrium(open_bridge, trips(6), gap=GAP)
    after = equilibrium(network, trips(6), gap=GAP, start=before if warm else None)
    assert after.flow == pytest.approx(CLOSED_FLOWS, abs=1e-6)
    assert after.skim[0, 1] == pytest.approx(CLOSED_TIME, abs=1e-6)
    assert after.total_time == pytest.approx(CLOSED_TOTAL, abs=1e-6)
    assert before.resolves(after)
