"""Indi-EN on a real school yard, before and after its Oasis works."""

import pytest

from twin.models.indi_en import ITEMS, band, score

# observatoire-oasis.fr, groupe scolaire Maryse Hilsz (Paris): areas [m²]; planted ground is part of the permeable.
BEFORE = {"impermeable": 2488, "permeable": 286, "planted": 15}
AFTER = {"impermeable": 1319, "permeable": 1455, "planted": 300}

# Worked by hand with the coefficients of indi-en-questions.ts (commit 7aa6f5b2), under a class map the project assumes:
# impermeable = dark asphalt, planted = shrubs, other permeable ground = wood chips.
WORKED = [("cooling", 0.02, 0.16), ("permeability", 0.03, 0.23), ("biodiversity", 0.02, 0.15), ("canopy", 0, 0)]


def surfaces(yard: dict[str, int]) -> dict[str, float]:
    return {
        "dark_asphalt": yard["impermeable"],
        "wood_chips": yard["permeable"] - yard["planted"],
        "shrubs": yard["planted"],
    }


def test_the_published_areas_close_only_if_planted_ground_is_part_of_permeable_ground() -> None:
    assert sum(surfaces(BEFORE).values()) == sum(surfaces(AFTER).values()) == 2774


@pytest.mark.parametrize(("indicator", "before", "after"), WORKED)
def test_oasis_yard(indicator: str, before: float, after: float) -> None:
    assert score(surfaces(BEFORE), indicator) == before
    assert score(surfaces(AFTER), indicator) == after


def test_one_young_tree_vanishes_in_rounding_as_in_the_published_tool() -> None:
    yard = {"dark_asphalt": 2774.0, "tree_young": 1.0}
    assert score(yard, "cooling") == 0.0
    assert score(yard, "cooling", rounded=False) == pytest.approx(8 / 2774)


def test_bands() -> None:
    """Cooling bands as published: below 0.2 strongly overheating, 0.4 to 0.6 neutral, from 0.8 a refuge."""
    assert [band(v, "cooling").to("fr") for v in (0.19, 0.4, 0.59, 0.8)] == [
        "Surchauffe forte", "Neutre", "Neutre", "Refuge de fraîcheur",
    ]  # fmt: skip


# Cooling, biodiversity, permeability, canopy of one, footprint: rows of indi-en-questions.ts (commit 7aa6f5b2).
ROWS = {
    "tree_young": (8, 5, 1, 8, False),
    "tree_grown": (30, 20, 1, 30, False),
    "tree_old": (90, 70, 1, 90, False),
    "planting_on_slab": (0.4, 0.6, 0.6, 0, True),
    "pond": (0.8, 1, 0.5, 0, True),
    "shade_planted": (0.7, 0.2, 0.1, 1, False),
    "shade_other": (0.5, 0, 0, 1, False),
    "green_roof_thick": (0.3, 0.3, 0.4, 0, True),
}


@pytest.mark.parametrize("key", ROWS)
def test_rows(key: str) -> None:
    item = ITEMS[key]
    assert (item.cooling, item.biodiversity, item.permeability, item.canopy, item.footprint) == ROWS[key]
