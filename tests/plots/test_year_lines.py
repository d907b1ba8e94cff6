"""Pictures of a timeline: panels, headline, film strip and film, in both languages."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from matplotlib.figure import Figure

import twin
from twin.city import City
from twin.errors import TwinError
from twin.plots.film_strip import window_of
from twin.plots.year_lines import _apart, _scale, finding, telling, warm_colour
from twin.years import Timeline, timeline

METRICS = ["runoff", "hot_ground", "canopy", "air_warming", "co2_traffic", "sealed", "cost"]


@pytest.fixture(scope="module")
def line(square: City) -> Timeline:
    shade = twin.Plan("Ombre", [twin.PlantTrees(where=shapely.box(20, 20, 60, 70), spacing=8, species="plane", year=2030)])
    garden = twin.Plan("Jardin", [twin.Depave(where="Grand Parking", to="meadow", year=2040)])
    return timeline(square, [shade, garden], (2025, 2040, 2060, 2100), metrics=METRICS)


def texts(figure: Figure) -> str:
    return " | ".join(t.get_text() for axes in figure.axes for t in axes.texts)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("view", ["lines", "strip"])
def test_pictures_are_drawn_in_both_languages(line: Timeline, lang: str, view: str, tmp_path: Path) -> None:
    figure = line.figure(lang, view=view)
    figure.savefig(tmp_path / "drawn.png", dpi=40)
    said = texts(figure)
    assert "Ombre" in said
    assert {"en": "+2.8\u00a0K", "fr": "+2,8\u00a0K"}[lang] in said
    assert {"en": "Without a plan", "fr": "Sans projet"}[lang] in said


def test_the_headline_is_what_plans_gain_on_average(line: Timeline) -> None:
    row = float(np.mean(line.series("hot_ground", "Ombre") - line.series("hot_ground")))
    assert row < 0
    assert finding(line, "en").startswith(
        f"From 2025 to 2100, on average, “Ombre” cuts ground in very strong heat stress by {-row:.1f} points"
    )
    assert finding(line, "fr").startswith("De 2025 à 2100, en moyenne, «\u00a0Ombre\u00a0» réduit")


def test_without_plans_it_tells_what_the_years_bring(square: City) -> None:
    alone = timeline(square, years=(2025, 2100), metrics=["runoff"])
    assert finding(alone, "en").startswith("Without a plan: runoff from the design storm, ")
    assert "Without a plan" in texts(alone.figure(view="strip"))
    assert finding(timeline(square, years=[2040], metrics=["sealed"]), "en") == "square, 2040 to 2040"
    assert timeline(square, years=[2040], metrics=["sealed"]).figure() is not None


def test_panels_are_those_that_move(line: Timeline) -> None:
    keys = [metric.key for metric in telling(line)]
    assert keys[:2] == ["hot_ground", "runoff"]
    assert "cost" not in keys
    assert len(keys) <= 6


def test_the_window_lies_on_the_map_where_the_plan_cools(line: Timeline) -> None:
    west, south, east, north = window_of(line, 1)
    minx, miny, maxx, maxy = line.city.bounds
    assert minx <= west < east <= maxx + 1e-9
    assert miny <= south < north <= maxy + 1e-9
    assert shapely.box(west, south, east, north).intersects(shapely.box(20, 20, 60, 70))
    assert window_of(line, 0) == line.city.bounds


def test_a_film_has_a_picture_for_each_year(line: Timeline, tmp_path: Path) -> None:
    from PIL import Image

    path = line.animate(tmp_path / "film été.gif", "fr", plan="Jardin")
    with Image.open(path) as film:
        assert film.n_frames >= 4
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    with pytest.raises(TwinError, match=r"must end with \.gif"):
        line.animate(tmp_path / "film.mp4")


def test_what_cannot_be_drawn_is_refused(line: Timeline) -> None:
    with pytest.raises(TwinError, match='did you mean "lines"'):
        line.figure(view="line")
    with pytest.raises(TwinError, match="language"):
        line.figure("de")
    with pytest.raises(TwinError, match="no plan is called"):
        line.figure(view="strip", plan="Omber")


def test_axes_hold_their_values_with_round_ticks() -> None:
    for values in ([3.2, 9.9], [0.0, 0.0], [1e6, 1.4e6], [-2.0, 5.0], [np.nan, 7.0]):
        low, high, ticks = _scale(np.array(values))
        assert low <= np.nanmin(values) <= np.nanmax(values) <= high
        assert 2 <= len(ticks) <= 6
    assert _apart([1.0, 1.05, 3.0], 0.2) == pytest.approx([0.925, 1.125, 3.0])
    assert warm_colour(-1) == warm_colour(0)
