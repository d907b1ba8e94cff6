"""The transforms give what a direct double sum over cells gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models import kernels
from twin.models.kernels import Kernel, disk, exponential

FORMS = ("dichotomy", "exponential", "gaussian", "density")


def direct_weights(shape, kernel):
    """k between every two cells of a grid, from the distances themselves."""
    i, j = (a.ravel() for a in np.indices(shape))
    return kernel.weights(np.hypot(i[:, None] - i, j[:, None] - j))


@st.composite
def cases(draw):
    shape = draw(st.tuples(st.integers(1, 9), st.integers(1, 9)))
    form = draw(st.sampled_from(FORMS))
    radius = draw(st.floats(0.6, 15))
    kernel = Kernel(form, radius, 2.5 * radius if form == "exponential" else radius)
    field = np.random.default_rng(draw(st.integers(0, 10**6))).normal(size=shape)
    return field, kernel


@settings(max_examples=60, deadline=None)
@given(cases())
def test_weighted_sum_is_the_direct_sum(case):
    field, kernel = case
    direct = direct_weights(field.shape, kernel) @ field.ravel()
    assert kernels.weighted_sum(field, kernel).ravel() == pytest.approx(direct, abs=1e-11)


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 10**6))
def test_weighted_mean_passes_over_missing_cells(case, seed):
    field, kernel = case
    field = np.where(np.random.default_rng(seed).random(field.shape) < 0.3, np.nan, field)
    present = ~np.isnan(field).ravel()
    weights = direct_weights(field.shape, kernel) * present
    direct = np.full(field.size, np.nan)
    direct[present] = (weights @ np.nan_to_num(field).ravel())[present] / weights.sum(axis=1)[present]
    assert kernels.weighted_mean(field, kernel).ravel() == pytest.approx(direct, abs=1e-10, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(cases(), st.floats(-50, 50))
def test_mean_of_a_constant_is_the_constant(case, constant):
    field, kernel = case
    assert kernels.weighted_mean(np.full(field.shape, constant), kernel) == pytest.approx(np.full(field.shape, constant), abs=1e-11)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_no_direction_is_special(case):
    field, kernel = case
    mean = pytest.approx(kernels.weighted_mean(field, kernel), abs=1e-11)
    transposed, flipped = kernels.weighted_mean(field.T, kernel).T, kernels.weighted_mean(field[::-1], kernel)[::-1]
    assert transposed == mean
    assert flipped == mean


@pytest.mark.parametrize(("radius", "cells"), [(0, 1), (1, 5), (1.4, 5), (1.5, 9), (2, 13), (3, 29), (4, 49), (5, 81)])
def test_disk_counts_the_lattice_points_of_the_circle(radius, cells):
    """Gauss's circle problem: 1, 5, 13, 29, 49, 81 points for radii 0..5 (OEIS A000328)."""
    assert disk(radius).total == cells


def test_corrected_sum_scales_up_what_the_edge_cuts_off():
    assert kernels.corrected_sum(np.ones((3, 4)), disk(5)) == pytest.approx(np.full((3, 4), 81.0))


def test_reach_cuts_the_exponential():
    weights = exponential(2, 10).weights(np.array([0.0, 2.0, 10.0, 10.1]))
    assert weights == pytest.approx([1, np.exp(-1), np.exp(-5), 0])


def test_what_is_remembered_cannot_be_changed():
    """Two calls agree, and the arrays kept between calls refuse to be written to."""
    field = np.random.default_rng(3).random((20, 30))
    before = field.copy()
    first = kernels.weighted_mean(field, exponential(3, 15))
    first_copy = first.copy()
    first[:] = 0
    assert np.array_equal(kernels.weighted_mean(field, exponential(3, 15)), first_copy)
    assert np.array_equal(field, before)
    prepared = kernels._prepared(exponential(3, 15), (20, 30))
    assert not prepared.transform.flags.writeable
    assert not prepared.coverage.flags.writeable


@pytest.mark.parametrize("bad", [[1.0, 2.0], np.zeros((0, 3)), np.full((2, 2), np.inf), [[1.0, -np.inf]], [["a"]], [[1, np.nan, -1e200]]])
def test_fields_that_cannot_be(bad):
    with pytest.raises(TwinError, match="moisture"):
        kernels.field_with_gaps("moisture", bad)


@pytest.mark.parametrize("bad", [0, -1, np.nan, np.inf, [5.0, 5.0]])
def test_lengths_that_cannot_be(bad):
    with pytest.raises(TwinError, match="radius"):
        kernels.length("radius", bad)
