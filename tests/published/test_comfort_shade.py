"""Radiant temperature and UTCI under a tree: against measurements, and against our own earlier trial."""

import pytest

from twin.models.comfort import STRESS, stress
from twin.verification.heat import MELBOURNE, SZEGED, felt

# T_mrt, UTCI [°C]: a snapshot of our own trial of the same equations with another UTCI implementation, no published table: only the
# results, the ground of the sunlit cases and psi and tau of the trees were noted; the other inputs were inferred from those results.
TRIAL = {
    "asphalt in the sun": (57.8, 38.6),
    "light paving in the sun": (63.6, 40.1),
    "grass in the sun": (56.3, 38.3),
    "tree over asphalt": (32.5, 32.4),
    "tree over grass": (31.6, 32.1),
}


@pytest.mark.parametrize("case", TRIAL)
def test_snapshot_of_our_trial(case: str) -> None:
    """Within one unit of the last printed digit."""
    assert felt(case) == pytest.approx(TRIAL[case], abs=0.1)


def test_one_large_tree_cools_radiation_as_measured_in_szeged() -> None:
    """Kántor et al. 2016 (doi:10.1515/geo-2016-0021): mean -22.1 K of T_mrt in the shade of one tree; within 5 K."""
    sun, shade = felt("asphalt in the sun")[0], felt("tree over asphalt")[0]
    assert shade - sun == pytest.approx(SZEGED, abs=5)


def test_street_trees_lower_utci_as_measured_in_melbourne() -> None:
    """Coutts et al. 2016 (doi:10.1007/s00704-015-1409-y, abstract): from very strong (over 38) to strong (about 32)."""
    sun, shade = felt("asphalt in the sun")[1], felt("tree over asphalt")[1]
    assert STRESS[stress(sun)].key == "very_strong_heat"
    assert STRESS[stress(shade)].key == "strong_heat"
    assert shade == pytest.approx(MELBOURNE, abs=1)


def test_light_paving_is_worse_than_asphalt_for_who_stands_on_it() -> None:
    assert felt("light paving in the sun")[1] > felt("asphalt in the sun")[1] + 1
