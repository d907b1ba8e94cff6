"""Growth and survival of trees: properties, and refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models import growth
from twin.models.trees import OLDEST, SPECIES, crown_diameter

NAMES = st.sampled_from([*SPECIES, "Tilia cordata", "Malus domestica", "Platanus × hispanica", "Acer platanoides 'Globosum'", "", "Ginkgo"])


@settings(deadline=None)
@given(NAMES, st.floats(0, 60), st.floats(0, 60), st.floats(0, 1))
def test_crowns_never_shrink_and_slow_sites_are_never_faster(name: str, years: float, more: float, site: float) -> None:
    young, old = growth.crown_after(name, years, 0.0, site), growth.crown_after(name, years + more, 0.0, site)
    assert 0 < young <= old + 1e-12
    assert young <= growth.crown_after(name, years) + 1e-12


@settings(deadline=None)
@given(NAMES, st.floats(0.5, 59))
def test_the_age_of_a_crown_is_where_its_curve_has_it(name: str, age: float) -> None:
    crown = float(growth.crown_after(name, age))
    assert float(growth.crown_after(name, float(growth.curve_age(name, crown)))) == pytest.approx(crown, abs=0.01)


def test_known_species_follow_their_published_curve_until_they_are_grown() -> None:
    for age in (5, 10, 15):
        assert growth.crown_after("lime", age) == pytest.approx(crown_diameter("lime", age), rel=1e-9)
    assert growth.genus_of("Tilia platyphyllos") == growth.genus_of("lime")
    assert growth.crown_after("lime", OLDEST) == growth.genus_of("lime").widest < crown_diameter("lime", OLDEST)


def test_what_is_not_known_grows_by_the_rule_of_thumb_and_stops_at_ten_metres() -> None:
    assert growth.crown_after("Ginkgo biloba", 10) == pytest.approx(26 * (3.0 + 12.0) / 100)
    assert growth.crown_after("", 200) == 10.0


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 150))
def test_survival_is_a_share_that_falls(young: float, grown: float, years: float) -> None:
    alive = growth.survival(np.array([0.0, years, years + 1]), young, grown)
    assert alive[0] == 1
    assert 0 <= alive[2] <= alive[1] <= 1


def test_without_deaths_the_canopy_is_that_of_the_crowns() -> None:
    crown = growth.crown_after("oak", np.arange(30))
    for replant in (True, False):
        assert growth.expected_area(crown, np.ones(30), replant) == pytest.approx(np.pi / 4 * crown**2)


def test_replanting_by_hand() -> None:
    """Half die each year, crowns of area 1, 2, 4: E = (1, ½·2 + ½·1, ¼·4 + ½·E1 + ¼·E0) = (1, 1.5, 2)."""
    crown = np.sqrt(4 / np.pi * np.array([1.0, 2.0, 4.0]))
    assert growth.expected_area(crown, np.array([1, 0.5, 0.25]), True) == pytest.approx([1, 1.5, 2.0])


def test_replanting_is_never_worse_and_settles() -> None:
    for name in ("plane", "oak", "Malus domestica"):
        kept, lost = growth.cohort(name, 0.7, True), growth.cohort(name, 0.7, False)
        assert (kept >= lost - 1e-9).all()
        assert lost[-1] < 0.05 * kept[-1]
        assert kept[300] == pytest.approx(kept[400], rel=0.01)


def test_standing_trees_today_are_as_they_are() -> None:
    crown = np.array([2.0, 8.0, 25.0])
    for replant in (True, False):
        assert growth.equal_crown(growth.standing_area("Tilia cordata", crown, 1.0, 0, replant)) == pytest.approx(crown)
    later = growth.standing_area("Tilia cordata", crown, 1.0, 20, False)
    assert later[2] == pytest.approx(np.pi / 4 * 25**2 * 0.985**20)  # wider than its curve: it stays
    assert (growth.standing_area("Tilia cordata", crown, 1.0, 20, True) > later).all()
    assert growth.standing_area("Tilia cordata", crown, 0.7, 1, True) == pytest.approx(
        growth.standing_area("Tilia cordata", crown, 0.7, 1, False) + 0.015 * growth.cohort("Tilia cordata", 0.7, True)[0]
    )


def test_pits_among_paving_are_slower() -> None:
    assert growth.site_factor([True, False]) == pytest.approx([0.7, 1.0])


@pytest.mark.parametrize("call", [
    lambda: growth.crown_after("plane", -1), lambda: growth.crown_after("plane", np.nan), lambda: growth.survival(-2),
    lambda: growth.log_log(-1, 1, 1, 0.1), lambda: growth.equal_crown(-3), lambda: growth.curve_age("plane", -1),
])  # fmt: skip
def test_what_cannot_be_is_refused(call) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match="not allowed"):
        call()
