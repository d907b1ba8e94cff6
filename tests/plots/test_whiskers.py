"""Differences with whiskers: the right rows, scales that hold them, honest dots, and nothing that overlaps."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.patches import Circle

from tests.conftest import map_of
from tests.plots.test_sheet import check
from tests.plots.towns import LONG, drawn
from twin.comparison import Comparison, compare
from twin.errors import TwinError
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.plan import Plan
from twin.plots.bands import bands_of, round_above
from twin.plots.style import PAPER
from twin.plots.whiskers import GREY, colour_of, draw_whiskers, finding
from twin.tags.assemble import assemble
from twin.words import LANGUAGES, Language

KEYS = ["runoff", "air_warming", "canopy", "biotope", "sealed", "cost"]


@pytest.fixture(scope="module")
def two() -> Comparison:
    """A plan that takes up a car park, and one that plants trees on another."""
    city = assemble(map_of(drawn(300, 300), 300, 300, "Ville-d'Été"), cell=10.0)
    plans = [
        Plan("Meadow", [Depave(where="Grand Parking", to="meadow")]),
        Plan("Trees", [PlantTrees(where=city.place("Petit Parking"), spacing=9)]),
    ]
    return compare(city, plans, KEYS, draws=16)


def first(two: Comparison) -> Comparison:
    """The same with its first plan alone."""
    ensemble = two.ensemble
    assert ensemble is not None
    alone = replace(ensemble, outputs=ensemble.outputs[:, :2])
    return replace(two, plans=two.plans[:1], cities=two.cities[:1], after=two.after[:1], ensemble=alone)


def with_draws(two: Comparison, key: str, plan: int, differences: list[float]) -> Comparison:
    """The same, but for the draws of one metric under one plan."""
    ensemble = two.ensemble
    assert ensemble is not None
    outputs, column = ensemble.outputs.copy(), ensemble.keys.index(key)
    outputs[:, plan + 1, column] = outputs[:, 0, column] + np.resize(differences, len(outputs))
    return replace(two, ensemble=replace(ensemble, outputs=outputs))


def dots(comparison: Comparison) -> list[tuple[float, tuple[float, ...], tuple[float, ...]]]:
    """Position, face and edge of each dot below the key, from the top."""
    figure = draw_whiskers(comparison)
    circles = [p for p in figure.findobj(Circle) if isinstance(p, Circle)][3:]
    return [(p.center[0], p.get_facecolor(), p.get_edgecolor()) for p in circles]  # type: ignore[misc]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overlaps(two: Comparison, lang: Language) -> None:
    check(draw_whiskers(two, lang))
    check(draw_whiskers(first(two), lang))
    long = replace(two, plans=(Plan(LONG, two.plans[0].interventions), Plan(f"{LONG} (2)", two.plans[1].interventions)))
    check(draw_whiskers(long, lang))


def test_every_metric_is_a_band_or_stands_still(two: Comparison) -> None:
    bands, still = bands_of(two)
    assert {band.metric.key for band in bands} | {metric.key for metric in still} == set(KEYS)
    assert "canopy" in {band.metric.key for band in bands}


def test_a_scale_holds_its_whiskers_and_is_round(two: Comparison) -> None:
    for band in bands_of(two)[0]:
        reach = max(max(abs(lane.spread.low), abs(lane.spread.high), abs(lane.row.difference)) for lane in band.lanes)
        assert reach <= band.limit * (1 + 1e-9) <= 1.5 * reach * (1 + 1e-9)
    assert [round_above(v) for v in (0, 1, 1.01, 225, 0.0086, 9.7)] == pytest.approx([1, 1, 1.2, 250, 0.01, 10])


@pytest.mark.parametrize(
    ("differences", "sure"), [([-9.0], "clear"), ([-9, -9, -9, -9, 9], "likely"), ([-9, 9], "chance")]
)  # fmt: skip
def test_a_dot_is_full_when_clear_and_open_when_likely_and_grey_else(two: Comparison, differences: list[float], sure: str) -> None:
    from matplotlib.colors import to_rgba

    face, edge = dots(with_draws(first(two), "runoff", 0, differences))[0][1:]
    expected = {"clear": (colour_of(0), colour_of(0)), "likely": (PAPER, colour_of(0)), "chance": (GREY, GREY)}[sure]
    assert (face, edge) == (to_rgba(expected[0]), to_rgba(expected[1]))


def test_signs_stay_honest(two: Comparison) -> None:
    """Less runoff stands to the left of the line, more canopy to the right, whichever is better."""
    bands, places = bands_of(first(two))[0], dots(first(two))
    signs = {band.metric.key: np.sign(x - places[-1][0]) for band, (x, *_) in zip(bands, places, strict=True)}
    assert bands[-1].metric.key == "cost"
    assert signs["runoff"] == signs["sealed"] == -1
    drawn_at = {band.metric.key: (band.lanes[0].row.difference / band.limit, x) for band, (x, *_) in zip(bands, places, strict=True)}
    shares, xs = np.array(list(drawn_at.values())).T
    half, zero = np.polyfit(shares, xs, 1)
    assert xs == pytest.approx(zero + half * shares, abs=1e-6)  # one line for "as before", one rule for all rows


def test_the_headline_counts_what_the_draws_say(two: Comparison) -> None:
    bands, _ = bands_of(two)
    better = sum(b.ahead.sure.endswith("better") for b in bands if b.ahead is not None and b.metric.key != "cost")
    assert finding(two, bands, "en").startswith(f"“Meadow” beats “Trees” on {better} of {len(bands) - 1} metrics")
    alone = with_draws(first(two), "runoff", 0, [9.0])
    bands, _ = bands_of(alone)
    told = [b.lanes[0].spread.sure for b in bands if b.metric.key != "cost"]
    assert "clearly worse" in told
    said = finding(alone, bands, "en")
    assert said == f"“Meadow”: clearly better on {told.count('clearly better')} of {len(told)} metrics, clearly worse on 1"


def test_the_view_is_that_figure_and_needs_draws(two: Comparison) -> None:
    said = [t.get_text() for t in two.figure(view="uncertainty", lang="fr").texts + two.figure(view="uncertainty", lang="fr").axes[0].texts]
    assert any("tirages sur 100" in text for text in said)
    with pytest.raises(TwinError, match=r"twin\.compare\(city, plans, draws=256\)"):
        replace(two, ensemble=None).figure(view="uncertainty")
