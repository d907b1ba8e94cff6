"""Design storms: volumes close, bands are kept."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.storms import double_triangle, double_triangle_peaks, montana_depth, montana_intensity, rational_peak

coefficients = st.tuples(st.floats(1, 40), st.floats(0.3, 0.9))


@given(st.floats(6, 1440), coefficients)
def test_depth_is_intensity_times_duration(minutes: float, ab: tuple[float, float]) -> None:
    assert montana_depth(minutes, *ab) == pytest.approx(montana_intensity(minutes, *ab) * minutes / 60)


@given(st.integers(2, 60), st.integers(1, 30), coefficients, st.sampled_from([1.0, 2.5, 5.0, 10.0]))
def test_double_triangle_carries_its_two_montana_depths(whole: int, middle: int, ab: tuple[float, float], step: float) -> None:
    total, intense = whole * 10.0, middle * 10.0
    assume(intense < total)
    try:
        shoulder, peak = double_triangle_peaks(total, intense, *ab)
    except TwinError:
        assume(False)
    storm = double_triangle(total, intense, *ab, step=step)
    assert storm.shape == (round(total / step),)
    assert storm.sum() * step / 60 == pytest.approx(float(montana_depth(total, *ab)), rel=1e-12)
    np.testing.assert_allclose(storm, storm[::-1], rtol=1e-9)
    assert storm.max() <= peak * (1 + 1e-9)
    assert shoulder <= peak


def test_the_intense_middle_carries_its_depth() -> None:
    storm = double_triangle(240, 30, 5.9, 0.59, step=1)
    assert storm[105:135].sum() / 60 == pytest.approx(float(montana_depth(30, 5.9, 0.59)))


def test_rational_method() -> None:
    """1 mm/h on 1 ha, all of it running off, is 10 m³ in an hour."""
    assert rational_peak(1, 1, 1) * 3600 == pytest.approx(10)
    assert rational_peak(0.5, [36, 72], 10) == pytest.approx([0.5, 1.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: montana_depth(5, 5.9, 0.59), "5 is not allowed"),
        (lambda: montana_depth(5, 5.9, 0.59, valid_from=1), "6"),  # no row can allow less than 6 min
        (lambda: montana_depth(20, 15.096, 0.803, 30, 360), "between 30 and 360 min"),
        (lambda: montana_depth([60, 400], 15.096, 0.803, 30, 360), "400"),
        (lambda: montana_depth(60, -1, 0.5), "Montana a"),
        (lambda: montana_depth(60, 5, 1.2), "Montana b"),
        (lambda: double_triangle(60, 60, 5.9, 0.59), "shorter"),
        (lambda: double_triangle(240, 3, 5.9, 0.59), "duration_min"),
        (lambda: double_triangle(240, 200, 5.9, 0.0), "double triangle|below its shoulders"),
        (lambda: double_triangle(240, 30, 5.9, 0.59, step=7), "divide"),
        (lambda: rational_peak(1.2, 10, 1), "runoff_coefficient"),
        (lambda: rational_peak(0.5, -10, 1), "intensity"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()
