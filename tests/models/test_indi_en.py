"""Indi-EN: shares stay shares, what is refused, and rows that are complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.indi_en import INDICATORS, ITEMS, band, score
from twin.sources import SOURCES

places = st.dictionaries(st.sampled_from(list(ITEMS)), st.floats(0, 5000), min_size=1)


@given(places, st.sampled_from(list(INDICATORS)), st.floats(1, 1000))
def test_scores_stay_on_their_scale_and_asphalt_never_raises_them(place: dict[str, float], indicator: str, more: float) -> None:
    place = {"dark_asphalt": 100.0} | place
    if sum(q for key, q in place.items() if ITEMS[key].footprint) == 0:
        place["dark_asphalt"] = 1.0
    value = score(place, indicator, rounded=False)
    assert 0 <= value <= (100 if indicator == "canopy" else 1)
    paved = place | {"dark_asphalt": place["dark_asphalt"] + more}
    assert score(paved, indicator, rounded=False) <= value + 1e-12
    assert abs(score(place, indicator) - value) <= (0.5 if indicator == "canopy" else 0.005) + 1e-9
    assert band(value, indicator) in INDICATORS[indicator].labels


@pytest.mark.parametrize("key", [key for key, item in ITEMS.items() if item.footprint])
def test_a_place_of_one_surface_has_its_coefficients(key: str) -> None:
    item = ITEMS[key]
    assert score({key: 250.0}, "cooling", rounded=False) == pytest.approx(float(item.cooling))
    assert score({key: 250.0}, "permeability", rounded=False) == pytest.approx(float(item.permeability))


def test_canopy_is_a_whole_percentage_and_stops_at_100() -> None:
    assert score({"dark_asphalt": 900.0, "tree_grown": 10.0}, "canopy") == 33
    assert score({"dark_asphalt": 90.0, "tree_old": 10.0}, "canopy") == 100


def test_halves_are_rounded_up() -> None:
    assert score({"mineral_basin": 5.0, "dark_asphalt": 27.0}, "cooling") == 0.13  # 0.125 exactly


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: score({"tree_yung": 1.0}, "cooling"), 'did you mean "tree_young"'),
        (lambda: score({"shrubs": 1.0}, "coolness"), 'did you mean "cooling"'),
        (lambda: score({"shrubs": -1.0}, "cooling"), "quantity of shrubs"),
        (lambda: score({"tree_young": 3.0}, "cooling"), "no ground area"),
        (lambda: band(-0.1, "cooling"), "Indi-EN cooling"),
    ],
)
def test_refusals(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()


def test_rows_are_sourced_and_in_both_languages() -> None:
    for item in ITEMS.values():
        assert item.label.to("fr")
        for p in (item.cooling, item.biodiversity, item.permeability, item.canopy):
            assert p.exact
            assert p.source in SOURCES
    for indicator in INDICATORS.values():
        assert len(indicator.labels) == len(indicator.bounds) + 1
