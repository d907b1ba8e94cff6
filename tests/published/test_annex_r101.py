"""The annex to article R. 101-1 of the Code de l'urbanisme, and the OCS GE matrix of the ministry."""

import pytest

from twin.models.artificialisation import ARTIFICIAL_GRASS_USES, CATEGORIES, COVERS, USES, ocs_ge_artificial

# Décret 2023-1096, annex to R. 101-1 (legifrance JORFTEXT000048465959): number -> threshold [m²].
ANNEX = {"A1": 50, "A2": 2500, "A3": 2500, "A4": 2500, "A5": 2500, "N6": 2500, "N7": 2500, "N8": 2500, "N9": 2500, "N10": 2500}

# github.com/MTES-MCT/sparte, is_artificial.sql, commit baa2137: cover, use -> artificial.
MATRIX = [
    ("CS1.1.1.1", "US1.1", True),  # a barn
    ("CS1.1.1.1", "US5", True),
    ("CS1.1.1.2", "US4.1.1", True),  # a road
    ("CS1.1.1.2", "US6.3", True),
    ("CS1.1.2.1", "US4.1.2", True),  # ballast
    ("CS1.1.2.1", "US1.3", False),  # a quarry
    ("CS1.1.2.2", "US1.3", True),
    ("CS2.2.1", "US5", True),  # lawn of a house
    ("CS2.2.1", "US4.1.1", True),  # road verge
    ("CS2.2.2", "US235", True),
    ("CS2.2.1", "US1.1", False),  # meadow
    ("CS2.2.1", "US6.3", False),
    ("CS2.1.1.1", "US5", False),  # broad-leaved trees in a garden
    ("CS2.1.2", "US4.1.1", False),  # shrubs of a road
    ("CS1.2.1", "US2", False),
    ("CS1.2.2", "US4.1.4", False),  # a canal's water
]


def test_annex_rows() -> None:
    assert {key: float(row.threshold) for key, row in CATEGORIES.items()} == ANNEX
    assert [row.number for row in CATEGORIES.values()] == list(range(1, 11))
    assert [row.artificialised for row in CATEGORIES.values()] == [True] * 5 + [False] * 5


@pytest.mark.parametrize(("cover", "use", "artificial"), MATRIX)
def test_ocs_ge_cases(cover: str, use: str, artificial: bool) -> None:
    assert ocs_ge_artificial(cover, use) is artificial


def test_ocs_ge_whole_matrix() -> None:
    """Every pair: three covers always, mineral ground unless quarried, grass by its use, nothing else."""
    count = sum(ocs_ge_artificial(cover, use) for cover in COVERS for use in USES)
    always, mineral, grass = 3 * len(USES), len(USES) - 1, 2 * len(ARTIFICIAL_GRASS_USES)
    assert count == always + mineral + grass
    assert (len(COVERS), len(USES), len(ARTIFICIAL_GRASS_USES)) == (14, 20, 13)
