"""Which paving to take up for a budget: against every possible choice, really carried out; money; bounds; hostile input."""

from collections.abc import Callable
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import twin
from tests.conftest import map_of
from twin.city import City
from twin.interventions.depave import FROM
from twin.interventions.prices import PRICES
from twin.plan import Plan
from twin.plots.paving_map import ticks
from twin.search import depave
from twin.search.patches import patches
from twin.search.paving import Depaving
from twin.tags.assemble import assemble
from twin.words import digits_for

LOTS = (
    (5, 5, 30, 25, "parking"), (40, 5, 58, 30, "parking"), (70, 8, 95, 19, "square"), (70, 25, 100, 45, "parking"),
    (6, 60, 26, 85, "square"), (40, 64, 61, 99, "parking"), (77, 71, 98, 93, "square"),
)  # fmt: skip
LESS_FROM_SLABS = {"curve_number.paved.B": 90.0}  # so that squares gain less per euro than car parks


def lots(count: int = len(LOTS)) -> City:
    """Car parks and squares of different sizes in a field of 110 m."""
    kinds = {"parking": {"amenity": "parking", "surface": "asphalt"}, "square": {"highway": "pedestrian", "area": "yes"}}
    shapes = [(shapely.box(*corners), {**kinds[kind], "name": f"Lot {i}"}) for i, (*corners, kind) in enumerate(LOTS[:count], 1)]
    return assemble(map_of([(shapely.box(0, 0, 110, 110), {"landuse": "meadow"}), *shapes], 110, 110, "Lots"), cell=5.0)


@pytest.fixture(scope="module")
def town() -> City:
    return twin.grid_town(blocks=(2, 2), seed=1)


@pytest.fixture(scope="module")
def found(town: City) -> Depaving:
    return depave(town, 60_000)


def gained(city: City, plan: Plan, metric: str, assume: dict[str, float] | None = None) -> tuple[float, float]:
    """What a plan costs and gains, as `compare` finds it."""
    comparison = twin.compare(city, plan, [metric], assume)
    costs = [cost.value for work in comparison.cities[0].works for cost in work.costs]
    row = comparison.row(metric)
    return sum(costs), -row.difference if row.metric.better == "less" else row.difference


@pytest.mark.parametrize("budget", [30_000.0, 55_000.0, 90_000.0])
@pytest.mark.parametrize(("metric", "assume"), [("runoff", LESS_FROM_SLABS), ("indi_en_cooling", None), ("sealed", None)])
def test_no_choice_really_carried_out_gains_more(budget: float, metric: str, assume: dict[str, float] | None) -> None:
    """All 128 choices among seven lots, each carried out and read by `compare`."""
    city = lots()
    best = depave(city, budget, metric, largest=5000, assume=assume)
    assert len(best.candidates) == 7
    most = 0.0
    for flags in product([False, True], repeat=7):
        chosen = [twin.Depave(where=c.shape, to="meadow") for c, flag in zip(best.candidates, flags, strict=True) if flag]
        cost, gain = gained(city, Plan("try", chosen), metric, assume)
        if cost <= budget:
            most = max(most, gain)
    assert best.adds_up
    assert best.exact
    assert best.gain >= most * (1 - 1e-4)
    assert best.bound >= most * (1 - 1e-9)


@pytest.mark.parametrize("metric", ["runoff", "mesh", "air_warming", "nature_access"])
def test_the_gain_told_is_the_one_compare_finds(town: City, metric: str, tmp_path: Path) -> None:
    best = depave(town, 60_000, metric)
    cost, gain = gained(town, best.plan, metric)
    assert best.gain == pytest.approx(gain, rel=1e-12)
    assert best.cost.value == pytest.approx(cost)
    assert cost <= 60_000 * (1 + 1e-9)
    assert best.cost.low < best.cost.value < best.cost.high
    read = Plan.read(best.plan.write(tmp_path / "plan.geojson", town), town)
    again_cost, again = gained(town, read, metric)
    assert again == pytest.approx(gain, rel=1e-4)
    assert again_cost == pytest.approx(cost, rel=1e-4)


def test_where_gains_do_not_add_up_no_bound_is_claimed() -> None:
    """Meshes of green that grow together gain more than the sum of their patches."""
    best = depave(twin.saint_jumeau(), 150_000, "mesh")
    assert best.gain > best.predicted * 1.01
    assert not best.adds_up
    assert not best.exact
    assert best.bound == np.inf
    assert best.share == 0
    assert "not known" in best.text()


def test_costs_add_up(found: Depaving) -> None:
    price = float(PRICES["meadow"])
    assert found.cost.value == pytest.approx(sum(c.cost.value for c in found.chosen))
    assert [c.cost.value for c in found.candidates] == pytest.approx([price * c.area for c in found.candidates])
    assert [c.number for c in found.chosen] == list(range(1, len(found.plan) + 1))
    assert found.predicted == pytest.approx(sum(c.gain for c in found.chosen))
    assert found.predicted == pytest.approx(found.gain, rel=1e-9)
    assert found.bound >= found.gain


@given(st.floats(2800, 300_000), st.sampled_from(["meadow", "rain_garden", "gravel"]), st.integers(0, 9))
@settings(max_examples=12, deadline=None)
def test_any_budget_is_kept_and_any_gain_is_real(budget: float, to: str, seed: int) -> None:
    city = lots(5)
    best = depave(city, budget, "runoff", to, smallest=10.0, seed=seed)
    cost, gain = gained(city, best.plan, "runoff")
    assert cost <= budget * (1 + 1e-9)
    assert best.gain == pytest.approx(gain, rel=1e-12)
    assert gain <= best.bound
    assert best.exact <= best.adds_up
    assert best.share > 0.999 if best.exact else best.share == 0 or best.adds_up


def test_paving_is_a_patch_or_left_out_for_a_reason(town: City) -> None:
    known = patches(town, False, 50.0, 500.0, 3.0)
    paved = sum(town.land.area(key) for key in FROM if key != "yard")
    assert sum(p.area for p in known.found) + known.walked + known.small == pytest.approx(paved, rel=1e-6)
    assert known.private == pytest.approx(town.land.area("yard"), rel=1e-6)
    areas = [p.area for p in known.found]
    assert min(areas) >= 50
    assert max(areas) <= 500 * (1 + 1e-6)
    shapes = np.array([p.shape for p in known.found])
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(sum(areas), rel=1e-9)  # none lies over another
    assert len({str(p.name) for p in known.found}) == len(known.found)
    for patch in known.found:
        inside = town.land.within(patch.shape, [patch.cover])[0]
        assert shapely.area(inside).sum() == pytest.approx(patch.area, rel=1e-6)


def test_only_inside_a_place_or_polygon(town: City) -> None:
    place = town.place("Parking de la Gare")
    by_name, by_shape = depave(town, 20_000, where="Parking de la Gare"), depave(town, 20_000, where=place)
    assert [c.area for c in by_name.candidates] == pytest.approx([c.area for c in by_shape.candidates])
    assert all(shapely.area(c.shape.difference(place)) < 1e-6 for c in by_name.candidates)
    assert len(by_name.candidates) < len(depave(town, 20_000).candidates)


def test_private_plots_are_asked_for(town: City) -> None:
    without, including = depave(town, 60_000), depave(town, 60_000, private=True)
    assert not any(c.patch.cover == "yard" for c in without.candidates)
    assert any(c.patch.cover == "yard" for c in including.candidates)
    assert including.patches.private == 0


def test_more_money_than_paving_buys_it_all(town: City) -> None:
    best = depave(town, 1e12)
    assert all(c.chosen for c in best.candidates)
    assert best.exact
    assert best.bound == pytest.approx(best.gain)
    assert f"{best.cost.value:,.0f}".replace(",", "\u202f") in best.text().splitlines()[0]  # told by what is spent


def test_the_same_question_has_the_same_answer(town: City, found: Depaving) -> None:
    again = depave(town, 60_000)
    assert [c.shape.wkb for c in again.chosen] == [c.shape.wkb for c in found.chosen]
    assert again.text() == found.text()


def test_what_was_tried_when_time_is_over_is_used(town: City, monkeypatch: pytest.MonkeyPatch) -> None:
    every = len(depave(town, 60_000).candidates)
    ticks = iter(range(10_000))
    monkeypatch.setattr("twin.search.gains.monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr(import_module("twin.search.paving"), "monotonic", lambda: 0.0)
    best = depave(town, 60_000, "mesh", time_limit=19.5)
    assert best.untried == every - 20  # the clock strikes once for each patch
    assert not best.exact
    assert all(np.isfinite(c.gain) for c in best.chosen)
    assert f"{best.untried} candidates" in best.text()


def interrupted_at(patch: int) -> Callable[[float, str], None]:
    """Ctrl-C while the patch of this number is tried, counted from 1; once."""
    tried: list[str] = []

    def progress(_share: float, what: str) -> None:
        if what == "trying each patch":
            tried.append(what)
            if len(tried) == patch:
                raise KeyboardInterrupt

    return progress


def test_ctrl_c_keeps_what_was_tried(town: City) -> None:
    every = len(depave(town, 60_000).candidates)
    best = depave(town, 60_000, "mesh", progress=interrupted_at(21))
    assert best.untried == every - 20
    assert best.gain > 0
    with pytest.raises(KeyboardInterrupt):  # nothing is known yet
        depave(town, 60_000, "mesh", progress=interrupted_at(1))


def test_progress_rises_from_nothing_to_all(town: City) -> None:
    seen: list[float] = []
    depave(town, 60_000, "nature_access", progress=lambda share, what: seen.append(share))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("settings_", "says"),
    [
        ({"budget": 0}, "budget 0 is not usable: give a number above 0 [€]"),
        ({"budget": -5.0}, "above 0"),
        ({"budget": float("nan")}, "above 0"),
        ({"budget": float("inf")}, "1e+12 at the most"),
        ({"budget": 10**400}, "1e+12 at the most"),
        ({"budget": "a lot"}, "budget 'a lot' is not usable"),
        ({"budget": None}, "budget None"),
        ({"budget": True}, "budget True"),
        ({"budget": 1000}, "1,000 € buy 18 m² of meadow, less than the smallest patch of 50 m²"),
        ({"budget": 20_000, "largest": 2000, "smallest": 300}, "buy none of the"),
        ({"time_limit": 0}, "time_limit 0 is not usable"),
        ({"seed": -1}, "seed -1 is not usable"),
        ({"seed": 1.5}, "whole number"),
        ({"largest": 5}, "too small"),
        ({"largest": 40}, "at least 50 m²"),
        ({"smallest": -1}, "smallest -1 is not usable"),
        ({"narrowest": float("nan")}, "narrowest nan is not usable"),
        ({"narrowest": 500}, "has no paving to take up"),
        ({"metric": "runof"}, 'did you mean "runoff"?'),
        ({"metric": "cost"}, "what the works cost"),
        ({"metric": "car_time"}, "betters"),
        ({"to": "medow"}, 'did you mean "meadow"?'),
        ({"assume": {"rian": 40}}, 'did you mean "rain"?'),
        ({"where": shapely.box(9000, 9000, 9100, 9100)}, "lies outside of the map"),
        ({"where": shapely.Point(50, 50)}, "needs an area"),
        ({"where": shapely.Polygon()}, "empty"),
        ({"where": "Place Nulle"}, 'no place is called "Place Nulle"'),
        ({"metric": "mesh", "time_limit": 1e-9}, "longer time_limit"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(town: City, settings_: dict[str, Any], says: str) -> None:
    with pytest.raises(twin.TwinError) as refused:
        depave(town, **settings_)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_city_without_paving_says_so() -> None:
    field = assemble(map_of([(shapely.box(0, 0, 100, 100), {"landuse": "meadow"})], 100, 100, "Field"), cell=5.0)
    with pytest.raises(twin.TwinError, match="Field has no paving to take up"):
        depave(field, 10_000)
    with pytest.raises(twin.TwinError, match="takes a city first"):
        depave("Redon")  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_text_and_picture_tell_the_same(found: Depaving, lang: str) -> None:
    text, figure = found.text(lang), found.figure(lang)
    drawn = " ".join(t.get_text() for axes in figure.axes for t in axes.texts)
    assert text.splitlines()[0] in drawn
    for candidate in found.chosen[:9]:
        assert str(candidate.number) in drawn.split()
    assert found.metric.caveat.to(lang)[:40] in text
    width, height = figure.get_size_inches()
    for axes in figure.axes:
        for written in axes.texts:
            box = written.get_window_extent(figure.canvas.get_renderer())  # type: ignore[attr-defined]
            assert box.x0 >= 0
            assert box.x1 <= width * figure.dpi
            assert box.y0 >= 0
            assert box.y1 <= height * figure.dpi


def test_both_languages_have_as_many_lines_and_none_is_the_other(found: Depaving) -> None:
    english, french = found.text("en").splitlines(), found.text("fr").splitlines()
    assert len(english) == len(french)
    assert english[0] != french[0]
    assert str(found) == found.text("en")
    with pytest.raises(twin.TwinError, match="language"):
        found.text("de")


@pytest.mark.parametrize(("budget", "metric"), [(1e9, "runoff"), (3000, "mesh"), (60_000, "air_warming")])
def test_every_kind_of_answer_can_be_drawn(town: City, budget: float, metric: str) -> None:
    best = depave(town, budget, metric)
    assert best.figure("fr").axes
    assert best.text("fr")


@given(st.floats(1e-6, 1e9), st.integers(3, 6))
def test_ticks_are_round_and_shown_as_they_are(end: float, about: int) -> None:
    """Steps of 1, 2 or 5 times a power of ten: one figure tells them, so that 0.75 is never shown as 0.8."""
    steps = ticks(end, about)
    assert steps[0] == 0
    assert end * 0.5 <= steps[-1] <= end * (1 + 1e-12)  # rounding
    assert len(steps) <= about + 1
    for i, step in enumerate(steps):
        assert float(f"{step:.{digits_for(steps[1], 1) if steps[1] >= 1e-6 else 9}f}") == pytest.approx(i * steps[1])
