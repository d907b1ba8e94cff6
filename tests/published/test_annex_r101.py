"""The annex to article R. 101-1 of the Code de l'urbanisme, and the OCS GE matrix of the ministry."""

import pytest

from twin.models.artificialisation import ARTIFICIAL_GRASS_USES, CATEGORIES, COVERS, USES, ocs_ge_artificial
from twin.verification.land import ANNEX, MATRIX


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
