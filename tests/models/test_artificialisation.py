"""Thresholds, enclosed patches and the contrast with the plain sealed area."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from twin.errors import TwinError
from twin.models.artificialisation import CATEGORIES, artificialised, dominant_category, sealed_area
from twin.sources import SOURCES

CELL = 5.0  # 25 m²: 100 cells reach 2 500 m², 2 cells reach 50 m²


def ground(number: int, size: int = 40) -> np.ndarray:
    return np.full((size, size), number)


def with_patch(around: int, patch: int, rows: int, cols: int) -> np.ndarray:
    raster = ground(around)
    raster[10 : 10 + rows, 10 : 10 + cols] = patch
    return raster


@pytest.mark.parametrize("patch", [2, 3, 4, 5])
def test_small_surfaced_patch_in_a_meadow_does_not_count(patch: int) -> None:
    assert not artificialised(with_patch(9, patch, 9, 11), CELL).any()  # 99 cells, 2 475 m²


@pytest.mark.parametrize("patch", [2, 3, 4, 5])
def test_from_2500_m2_it_counts(patch: int) -> None:
    assert artificialised(with_patch(9, patch, 10, 10), CELL).sum() == 100


@pytest.mark.parametrize("patch", [6, 7, 8, 9, 10])
def test_small_green_patch_in_town_stays_artificialised_and_a_large_one_does_not(patch: int) -> None:
    assert artificialised(with_patch(2, patch, 9, 11), CELL).all()
    assert (~artificialised(with_patch(2, patch, 10, 10), CELL)).sum() == 100


def test_buildings_count_from_50_m2_wherever_they_stand() -> None:
    assert artificialised(with_patch(7, 1, 1, 2), CELL).sum() == 2
    assert not artificialised(with_patch(7, 1, 1, 1), CELL).any()
    assert artificialised(with_patch(2, 1, 1, 1), CELL).all()


def test_a_farmhouse_keeps_its_status_and_its_small_yard_does_not() -> None:
    raster = with_patch(7, 3, 8, 8)
    raster[12:14, 12:15] = 1
    assert (artificialised(raster, CELL) == (raster == 1)).all()


def test_corners_join_patches() -> None:
    raster = ground(9)
    raster[0:5, 0:10] = raster[5:10, 10:20] = 2  # two blocks of 50 cells that touch by a corner
    assert artificialised(raster, CELL).sum() == 100


def test_depaving_a_street_changes_the_sealed_area_and_not_the_official_one() -> None:
    before = ground(2)
    after = before.copy()
    after[20, :24] = CATEGORIES["N10"].number  # 24 cells, 600 m², of shrubs
    as_lawn = before.copy()
    as_lawn[5:35, 5:35] = CATEGORIES["A4"].number  # 22 500 m² of lawn
    assert artificialised(after, CELL).all()
    assert artificialised(as_lawn, CELL).all()
    assert sealed_area(0, before == 2, CELL) - sealed_area(0, after == 2, CELL) == 600


def test_a_wood_on_a_former_square_leaves_it() -> None:
    after = ground(2)
    after[5:35, 5:35] = CATEGORIES["N10"].number
    assert (~artificialised(after, CELL)).sum() == 900


@given(arrays(np.int8, (12, 12), elements=st.integers(1, 10)))
def test_buildings_and_wholes(raster: np.ndarray) -> None:
    status = artificialised(raster, 50.0)  # one cell is 2 500 m²: every patch counts by itself
    assert (status == (raster <= 5)).all()
    small = artificialised(raster, CELL)
    assert small.shape == raster.shape
    if not (raster <= 5).any():
        assert not small.any()


@given(arrays(np.int8, (6, 6), elements=st.integers(1, 10)), st.integers(1, 3), st.integers(1, 3))
def test_the_rule_is_settled_after_one_pass(blocks: np.ndarray, tall: int, wide: int) -> None:
    raster = blocks.repeat(tall, 0).repeat(wide, 1)
    once = artificialised(raster, 15.0)
    again = artificialised(np.where(raster == 1, 1, np.where(once, 2, 10)), 15.0)
    assert (again == once)[raster != 1].all()


def test_boolean_rasters_are_surfaced_or_not() -> None:
    mask = with_patch(9, 2, 10, 10) == 2
    assert (artificialised(mask, CELL) == mask).all()


def test_dominant_category_and_trees_over_grass() -> None:
    fractions = {"A2": [0.6, 0.4, 0.5, 0.0], "A4": [0.4, 0.6, 0.5, 1.0]}
    assert dominant_category(fractions).tolist() == [2, 4, 2, 4]
    assert dominant_category(fractions, canopy=[0.9, 0.3, 0.3, 0.2]).tolist() == [2, 10, 2, 4]


def test_sealed_area_counts_fractions() -> None:
    assert sealed_area([0.5, 0.0], [0.25, 1.0], 10) == pytest.approx(175)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: artificialised(ground(11), CELL), "category"),
        (lambda: artificialised(ground(2) + 0.5, CELL), "whole numbers"),
        (lambda: artificialised([1, 2], CELL), "raster"),
        (lambda: artificialised(ground(2), 0), "cell"),
        (lambda: dominant_category({"A2": 1.0, "B4": 0.0}), "B4"),
        (lambda: dominant_category({"A2": [1.0, 0.0], "N10": [0.0, 0.0]}), "every cell"),
        (lambda: dominant_category({"A2": 1.4}), "fraction of A2"),
        (lambda: sealed_area(0.5, 0.5, -1), "cell"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_rows_are_sourced_in_both_languages() -> None:
    for row in CATEGORIES.values():
        assert row.threshold.source in SOURCES
        assert row.label.to("fr") != row.label
