"""What the sheet says in words and shows in lengths, against the comparison it is drawn from."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import map_of
from tests.plots.towns import compared, drawn
from twin.city import City
from twin.comparison import Comparison, Row, compare
from twin.covers import GROUPS
from twin.interventions.bike_lane import BikeLane
from twin.interventions.depave import Depave
from twin.metrics import METRICS
from twin.plan import Plan
from twin.plots.change_map import VISIBLE, telling_map, tick_step
from twin.plots.cover_bars import flows, spread
from twin.plots.finding import headline, steps
from twin.plots.maps import group_shares, paths
from twin.plots.places import place_at
from twin.plots.scorecard import LEAST_AXIS, axis_limit, money
from twin.plots.style import fitted, text_width, wrapped
from twin.tags.assemble import assemble
from twin.words import number


@pytest.fixture(scope="module")
def block() -> City:
    return assemble(map_of(drawn(300, 300), 300, 300, "Bourg"), cell=10.0)


def rows(*percents: float) -> list[Row]:
    """Rows of runoff that change by so many percent."""
    return [Row(METRICS["runoff"], "plan", 1000.0, 1000.0 * (1 + p / 100)) for p in percents]


def of_rows(comparison: Comparison, changed: dict[str, float]) -> Comparison:
    """The comparison with some values after the plan set to so many times those before."""
    card = comparison.after[0]
    readings = {
        key: replace(r, measure=replace(r.measure, value=comparison.before[key].value * changed.get(key, 1.0))) for key, r in card.items()
    }
    return replace(comparison, after=(type(card)(card.city, readings, {}),))


def test_headline_says_what_the_numbers_say(block: City) -> None:
    comparison = compared(block, "Ombre", 4)
    said = of_rows(comparison, {"runoff": 0.9})
    assert headline(said, 0, "en") == "“Ombre” cuts runoff by 10\u00a0%"
    assert headline(said, 0, "fr") == "« Ombre » réduit le ruissellement de 10\u00a0%"
    loss = of_rows(comparison, {"runoff": 0.9, "air_warming": 1.05})
    assert headline(loss, 0, "en") == "“Ombre” cuts runoff by 10\u00a0%, but raises the warming of the air by 5.0\u00a0%"
    assert headline(of_rows(comparison, {"air_warming": 1.05}), 0, "fr") == "« Ombre » augmente le réchauffement de l'air de 5,0\u00a0%"


def test_headline_counts_percent_metrics_in_points(block: City) -> None:
    comparison = compared(block, "Ombre", 4)
    points = 0.1 * comparison.before["hot_ground"].value
    said = headline(of_rows(comparison, {"hot_ground": 0.9}), 0, "en")
    assert said == f"“Ombre” cuts ground in very strong heat stress by {number(points, 1)} points"


def test_headline_admits_that_nothing_moves(block: City) -> None:
    comparison = compared(block, "Ombre", 4)
    assert headline(of_rows(comparison, {}), 0, "en") == "“Ombre”: no clear change"
    assert headline(of_rows(comparison, {"runoff": 0.9995}), 0, "fr") == "« Ombre » : pas de changement net"


def test_what_is_laid_is_no_finding_unless_alone(block: City) -> None:
    comparison = compared(block, "Ombre", 4)
    assert "runoff" in headline(of_rows(comparison, {"sealed": 0.5, "runoff": 0.99}), 0, "en")
    assert "sealed ground" in headline(of_rows(comparison, {"sealed": 0.5}), 0, "en")


def test_a_bare_intervention_is_told_by_its_place(block: City) -> None:
    comparison = compare(block, Depave(where="Grand Parking"))
    assert headline(comparison, 0, "en").startswith("Taking up paving at Grand Parking ")
    assert headline(comparison, 0, "fr").startswith("Désimperméabiliser « Grand Parking » ")


def test_steps_are_numbered_and_say_where_and_what_failed(block: City) -> None:
    inside = shapely.box(25, 25, 65, 55)  # drawn, not named: lies in the car park
    works = [Depave(where=inside), BikeLane(along="Rue Haute"), Depave(where="Parc des Érables")]
    said = steps(compare(block, Plan("P", works), metrics=["runoff"]), 0, "en")
    assert said[0] == "1\u00a0Depave to lawn, Grand Parking"
    assert said[1] == "2\u00a0Bike lane, Rue Haute"
    assert said[2] == "3\u00a0Depave to lawn, Parc des Érables (nothing changed)"


def test_flows_are_the_shares_before_and_after(block: City) -> None:
    after = compared(block, "Ombre", 9).cities[0]
    matrix = flows(block, after)
    assert (matrix >= 0).all()
    assert matrix.sum(axis=1) == pytest.approx([100 * s for s in group_shares(block).values()], abs=1e-6)
    assert matrix.sum(axis=0) == pytest.approx([100 * s for s in group_shares(after).values()], abs=1e-6)


def test_flow_of_one_car_park_by_hand(block: City) -> None:
    """A car park of 50 × 40 m on 300 × 300 m becomes meadow: 2.22 % of the ground goes from paved to grass, nothing else moves."""
    matrix = flows(block, block.apply(Depave(where="Grand Parking", to="meadow")))
    keys = list(GROUPS)
    assert matrix[keys.index("paved"), keys.index("grass")] == pytest.approx(100 * 50 * 40 / 300**2, rel=1e-3)
    moved = matrix - np.diag(np.diag(matrix))
    assert moved.sum() == pytest.approx(matrix[keys.index("paved"), keys.index("grass")])


def test_the_map_that_tells_most_is_that_with_most_visible_change(block: City) -> None:
    comparison = compared(block, "Ombre", 9)
    shares = {}
    for key, least in VISIBLE.items():
        change = np.abs(np.nan_to_num(comparison.after[0].map(key) - comparison.before.map(key)))
        shares[key] = (change >= least).mean()
    chosen = telling_map(comparison, 0)
    assert chosen is not None
    assert shares[chosen.metric.key] == max(shares.values()) > 0


def test_place_names(block: City) -> None:
    assert place_at(block, 45, 40, "en") == "Grand Parking"
    assert place_at(block, 45, 80, "en") == "near Grand Parking"
    assert place_at(block, 45, 80, "fr") == "à côté : Grand Parking"
    assert place_at(block, 20, 280, "en") == ""


def test_holes_stay_holes() -> None:
    ring = shapely.difference(shapely.box(0, 0, 10, 10), shapely.box(4, 4, 6, 6))
    (path,) = paths(np.array([ring], dtype=object))
    signed = [np.sum(p[:-1, 0] * p[1:, 1] - p[1:, 0] * p[:-1, 1]) / 2 for p in path.to_polygons()]
    assert sorted(signed) == pytest.approx([-4, 100])  # opposite turns: filled by the nonzero rule, the hole stays empty


@given(st.floats(-99, 400), st.floats(-99, 400))
def test_axis_holds_every_change_up_to_a_hundred_and_none_beyond_flattens_them(a: float, b: float) -> None:
    limit = axis_limit(rows(a, b))
    moved = [abs(r.percent or 0) for r in rows(a, b) if r.verdict != "same"]
    most = max((percent for percent in moved if percent <= 100), default=100.0 if moved else 0.0)
    assert LEAST_AXIS <= limit <= 100
    assert limit >= most * (1 - 1e-9)
    assert limit <= max(2 * most, LEAST_AXIS)


@given(st.floats(1e-4, 1e5))
def test_two_ticks_each_side(limit: float) -> None:
    assert 0.374 * limit <= tick_step(limit) <= 0.501 * limit


@given(st.lists(st.floats(0, 5), max_size=9))
def test_labels_are_spread(wanted: list[float]) -> None:
    placed = spread(sorted(wanted), 0.25, 0.0, 5.0)
    assert all(b - a >= 0.25 - 1e-9 for a, b in pairwise(placed))
    assert all(0 <= y <= 5 for y in placed)


@settings(deadline=None)  # the first call loads the fonts
@given(st.text(alphabet=st.characters(codec="latin-1", categories=["L", "N", "Zs"]), max_size=60), st.floats(0.6, 6))
def test_text_is_made_to_fit(text: str, width: float) -> None:
    kept, size = fitted(text, width, 13.0)
    assert text_width(kept, size) <= width
    assert all(text_width(line, 13.0) <= width for line in wrapped(text, width, 13.0, 3))


def test_money() -> None:
    assert money(1_243_000, "en", True) == "1.24\u00a0M€"
    assert money(1_243_000, "fr", True) == "1,24\u00a0M€"
    assert money(411_627, "en", False) == "412\u202f000\u00a0€"
    assert money(0, "fr", False) == "0\u00a0€"
