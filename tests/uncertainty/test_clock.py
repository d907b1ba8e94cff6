"""The time that is left: what was measured counts, and a second process halves it."""

import pytest

from twin.uncertainty import clock
from twin.uncertainty.clock import Clock


def test_time_left_follows_what_runs_really_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """100 quick runs of 1 s and 10 slow ones of 10 s; the first guess took both for alike."""
    now, told = [0.0], []
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    ticking = Clock([100, 10], [1.0, 1.0], lambda share, left: told.append((share, str(left))))
    now[0] = 25.0  # two processes: 50 s of work in 25 s
    ticking.tick(1, 5, 50.0)
    assert ticking.share() == pytest.approx(50 / 200)
    assert told[-1] == (pytest.approx(0.25), "draws, about 75 s left")
    now[0] = 100.0
    ticking.tick(0, 100, 100.0)
    ticking.tick(1, 5, 50.0)
    assert told[-1] == (1.0, "draws, about 0 s left")


def test_minutes_for_long_waits() -> None:
    assert clock.left(400).to("fr") == "tirages, encore 7 min environ"
