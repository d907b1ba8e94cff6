"""Indi-EN on a real school yard, before and after its Oasis works."""

import pytest

from twin.models.indi_en import band, score
from twin.verification.nature import INDI_EN_ROWS, YARD_AFTER, YARD_BEFORE, YARD_WORKED, indi_en_row, yard_surfaces


def test_the_published_areas_close_only_if_planted_ground_is_part_of_permeable_ground() -> None:
    assert sum(yard_surfaces(YARD_BEFORE).values()) == sum(yard_surfaces(YARD_AFTER).values()) == 2774


@pytest.mark.parametrize(("indicator", "before", "after"), YARD_WORKED)
def test_oasis_yard(indicator: str, before: float, after: float) -> None:
    assert score(yard_surfaces(YARD_BEFORE), indicator) == before
    assert score(yard_surfaces(YARD_AFTER), indicator) == after


def test_one_young_tree_vanishes_in_rounding_as_in_the_published_tool() -> None:
    yard = {"dark_asphalt": 2774.0, "tree_young": 1.0}
    assert score(yard, "cooling") == 0.0
    assert score(yard, "cooling", rounded=False) == pytest.approx(8 / 2774)


def test_bands() -> None:
    """Cooling bands as published: below 0.2 strongly overheating, 0.4 to 0.6 neutral, from 0.8 a refuge."""
    assert [band(v, "cooling").to("fr") for v in (0.19, 0.4, 0.59, 0.8)] == [
        "Surchauffe forte", "Neutre", "Neutre", "Refuge de fraîcheur",
    ]  # fmt: skip


@pytest.mark.parametrize("key", INDI_EN_ROWS)
def test_rows(key: str) -> None:
    assert indi_en_row(key) == INDI_EN_ROWS[key]
