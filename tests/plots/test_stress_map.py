"""The stress map: kilometres that agree with the metric, levels that are told apart without colour, and nothing that overlaps."""

from itertools import combinations, pairwise

import numpy as np
import pytest
import shapely

from tests.conftest import map_of
from tests.plots.test_palette import VISION, apart, lab, linear
from tests.plots.test_sheet import check
from tests.plots.test_traffic_map import one_street, square_of_streets
from tests.plots.towns import LONG, drawn
from twin.comparison import Comparison, compare
from twin.interventions.calm_streets import CalmStreets
from twin.interventions.close_street import CloseStreet
from twin.mobility.traffic import traffic
from twin.plan import Plan
from twin.plots.stress_map import COLOURS, WIDTHS, Stress, draw_stress, stress_finding
from twin.tags.assemble import assemble
from twin.words import LANGUAGES, Language


@pytest.fixture(scope="module")
def calmed() -> Comparison:
    works = [CalmStreets(where="Avenue Basse", speed=20, physical=True), CloseStreet(where="Rue des Érables")]
    return compare(square_of_streets(), [Plan("Avenue apaisée", works)], metrics=["stress_km"])


def stress_of(comparison: Comparison) -> Stress:
    return Stress.of(traffic(comparison.city), traffic(comparison.cities[0]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overlaps(calmed: Comparison, lang: Language) -> None:
    written = check(draw_stress(calmed, lang))
    assert written[0].startswith({"en": "“Avenue apaisée”: ", "fr": "« Avenue apaisée »\u00a0: "}[lang])
    assert {"1", "2", "3", "4"} <= set(written)


def test_kilometres_agree_with_the_metric(calmed: Comparison) -> None:
    stress, row = stress_of(calmed), calmed.row("stress_km")
    for after, value in ((False, row.before), (True, row.after)):
        levels = stress.by_level(after)
        assert levels[3] + levels[4] == pytest.approx(value)
        assert sum(levels.values()) == pytest.approx(stress.km(stress.before > 0))
    assert row.after - row.before == pytest.approx(stress.stressed - stress.calmed)
    assert stress.calmed > 0


def test_levels_are_told_apart_by_every_eye_and_without_colour() -> None:
    for vision in VISION:
        assert min(apart(a, b, vision) for a, b in combinations(COLOURS.values(), 2)) > 20
    assert all(b >= 1.4 * a for a, b in pairwise(WIDTHS.values()))
    lightness = [float(lab(linear(colour))[0]) for colour in COLOURS.values()]
    assert all(a - b > 6 for a, b in pairwise(lightness))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([3, 3], [1, 3], "become calm"),
        ([3, 1], [2, 3], "become calm, "),
        ([2, 2], [2, 3], "of calm street become stressful"),
        ([4, 4], [3, 4], "none calm"),
        ([2, 2], [1, 2], "calmer still"),
        ([1, 1], [2, 1], "become more stressful"),
        ([2, 3], [2, 3], "no street changes"),
        ([0, 0], [1, 0], "no street changes"),
    ],
)
def test_findings(calmed: Comparison, before: list[int], after: list[int], said: str) -> None:
    streets = calmed.city.streets
    proper = np.flatnonzero(streets.is_street)[:2]
    levels = [np.ones(len(streets), dtype=np.int8) for _ in range(2)]
    for array, values in zip(levels, (before, after), strict=True):
        array[proper] = values
    stress = Stress((streets, streets), *levels)
    assert said in stress_finding(stress, "en")
    assert stress_finding(stress, "fr") != stress_finding(stress, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_towns(lang: Language) -> None:
    empty = assemble(map_of([(shapely.box(20, 20, 60, 60), {"building": "house"})], 80, 80, "Île"), cell=10.0)
    written = check(draw_stress(compare(empty, [Plan("Rien", [])], metrics=["cost"]), lang))
    assert written.count({"en": "No street to ride on", "fr": "Aucune rue où rouler"}[lang]) == 2
    check(draw_stress(compare(one_street(), [Plan("Fermée", [CloseStreet(where="Rue Unique")])], metrics=["cost"]), lang))


@pytest.mark.parametrize("size", [(1000, 300), (120, 900)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_flat_and_tall_towns(size: tuple[int, int], lang: Language) -> None:
    city = assemble(map_of(drawn(*size), *size, f"{LONG} et {LONG}"), cell=20.0)
    works = [CloseStreet(where="Rue Haute"), CalmStreets(where="Avenue Basse", speed=10, physical=True)]
    check(draw_stress(compare(city, [Plan(f"{LONG} {LONG}", works * 4)], metrics=["cost"]), lang))
