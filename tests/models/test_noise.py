"""Road noise: laws of addition, the closed form of a straight street, and what is refused."""

from math import log10, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models import noise
from twin.models.noise import CNOSSOS_2020, FASTEST, SLOWEST, day_evening_night, level_at, road_emission
from twin.parameter import parameters_of
from twin.sources import SOURCES

flows, speeds, shares = st.floats(1, 5000), st.floats(0, 150), st.floats(0, 0.5)
RISE = float(parameters_of(level_at)["height"])


@given(flows, speeds, shares, shares)
def test_half_the_traffic_is_three_decibels_less(flow: float, speed: float, heavy: float, medium: float) -> None:
    full, half = road_emission(flow, speed, heavy, medium), road_emission(flow / 2, speed, heavy, medium)
    assert full - half == pytest.approx(10 * log10(2), abs=1e-9)


@given(flows, st.floats(20, 130), shares)
def test_lorries_add_noise_and_warmth_takes_it(flow: float, speed: float, heavy: float) -> None:
    assert road_emission(flow, speed, heavy + 0.01) > road_emission(flow, speed, heavy)
    assert road_emission(flow, speed, heavy, annual_temperature=10) > road_emission(flow, speed, heavy)


@given(flows, speeds)
def test_speed_counts_between_20_and_130(flow: float, speed: float) -> None:
    assert road_emission(flow, speed) == road_emission(flow, min(max(speed, SLOWEST), FASTEST))


def test_medium_lorries_lie_between_cars_and_heavy_lorries() -> None:
    cars, medium, heavy = road_emission(100, 50), road_emission(100, 50, 0, 1), road_emission(100, 50, 1, 0)
    assert cars < medium < heavy


def test_no_traffic_is_minus_infinity() -> None:
    assert np.isneginf(road_emission(0, 50))
    assert np.isneginf(level_at([[0, 5]], [[0, 0]], [[10, 0]], [-np.inf]))
    assert level_at([[0, 5]], [[0, 0], [0, 0]], [[10, 0], [10, 0]], [-np.inf, 70.0]) == level_at([[0, 5]], [[0, 0]], [[10, 0]], [70.0])


def test_emission_broadcasts() -> None:
    assert road_emission(np.full((4, 1), 100), [30, 40, 50], 0.05).shape == (4, 3)


@given(st.floats(0.5, 200))
def test_an_infinite_street(distance: float) -> None:
    """L = L_W' - 10 lg(2 d), the closed form of hemispherical spreading."""
    d = np.hypot(distance, RISE)
    assert level_at([[0, distance]], [[-1e7, 0]], [[1e7, 0]], [80.0])[0] == pytest.approx(80 - 10 * log10(2 * d), abs=1e-4)


@given(st.floats(-80, 80), st.floats(-80, 80), st.floats(-80, 80), st.floats(1, 80))
def test_a_segment_against_points_along_it(x: float, y: float, turn: float, length: float) -> None:
    """The exact angle against 4000 point sources dl / (2 pi r²), in any place and direction."""
    end = length * np.array([np.cos(turn), np.sin(turn)])
    middles = (np.arange(4000) + 0.5)[:, None] / 4000 * end
    points = (length / 4000 / (2 * pi * (((middles - [x, y]) ** 2).sum(axis=1) + RISE**2))).sum()
    assert level_at([[x, y]], [[0, 0]], [end], [80.0])[0] == pytest.approx(80 + 10 * log10(points), abs=1e-4)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0.05, 0.95))
def test_cutting_a_street_changes_nothing(x: float, y: float, at: float) -> None:
    whole = level_at([[x, y]], [[0, 0]], [[60, 10]], [75.0])
    cut = [60 * at, 10 * at]
    assert level_at([[x, y]], [[0, 0], cut], [cut, [60, 10]], [75.0, 75.0]) == pytest.approx(whole, abs=1e-9)


def test_far_away_a_segment_is_a_point() -> None:
    found = level_at([[0, 5000]], [[-5, 0]], [[5, 0]], [90.0])
    assert found == pytest.approx(90 + 10 * log10(10 / (2 * pi * 5000**2)), abs=1e-4)


def test_segments_without_length_are_silent() -> None:
    assert np.isneginf(level_at([[0, 5]], [[1, 1]], [[1, 1]], [80.0]))
    assert level_at(np.zeros((0, 2)), [[1, 1]], [[2, 1]], [80.0]).shape == (0,)


def test_receivers_are_treated_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    at, a, b = np.random.default_rng(1).uniform(-100, 100, (3, 30, 2))
    together = level_at(at, a, b, np.full(30, 80.0))
    monkeypatch.setattr(noise, "PAIRS_AT_ONCE", 70)
    assert level_at(at, a, b, np.full(30, 80.0)).tolist() == pytest.approx(together.tolist(), abs=1e-12)


def test_day_evening_night() -> None:
    """A level that never changes gives L + 6.4 dB (12 h, 4 h + 5 dB, 8 h + 10 dB); a silent night leaves the rest."""
    assert day_evening_night(60, 60, 60) == pytest.approx(66.4, abs=0.005)
    assert day_evening_night(60, -np.inf, -np.inf) == pytest.approx(60 - 10 * log10(2))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: road_emission(-1, 50), "flow"),
        (lambda: road_emission(100, -50), "speed"),
        (lambda: road_emission(100, 50, 0.7, 0.7), "heavy_share"),
        (lambda: road_emission(100, 50, 1.2), "heavy_share"),
        (lambda: road_emission([1, 2], [1, 2, 3]), "do not fit together"),
        (lambda: level_at([0, 1], [[0, 0]], [[1, 1]], [80]), "receivers"),
        (lambda: level_at([[0, 1]], [[0, 0]], [[1, 1]], [80, 80]), "emission"),
        (lambda: level_at([[0, 1]], [[0, 0]], [[1, 1]], [80], height=0), "height"),
        (lambda: day_evening_night(60, np.nan, 60), "evening"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_parameters_are_complete() -> None:
    assert CNOSSOS_2020.source in SOURCES
    for function in (road_emission, level_at):
        for p in parameters_of(function).values():
            assert p.low < p < p.high
            assert p.source in SOURCES
            assert p.about
