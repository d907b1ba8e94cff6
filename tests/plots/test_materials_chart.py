"""The picture of a choice of materials: nothing overlaps or is cut, every material is named with its badge, both languages."""

from dataclasses import replace
from math import inf

import pytest
from matplotlib.figure import Figure

import twin
from tests.plots.test_palette import contrast
from tests.plots.test_sheet import check
from twin.choosing import MaterialChoice
from twin.choosing.options import Span
from twin.choosing.text import called
from twin.city import City
from twin.plots import style
from twin.plots.materials_chart import MARKS, Scale, draw_materials, headline
from twin.words import LANGUAGES, Language


@pytest.fixture(scope="module")
def both(square: City) -> MaterialChoice:
    return twin.compare_materials(square, "Bâtiment A", side="both")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("settings", [
    {}, {"side": "both"}, {"element": "windows"}, {"element": "roof", "target_r": 8}, {"element": "floor", "materials": ["xps"]}, {"years": 10.0},
])  # fmt: skip
def test_nothing_overlaps_or_is_cut(square: City, settings: dict, lang: Language) -> None:
    found = twin.compare_materials(square, "Bâtiment A", **settings)
    written = check(found.figure(lang))
    assert not [text for text in written if text.endswith("…")]
    for choice in found.choices:
        assert called(choice, lang, found.side == "both") in written


def test_the_headline_says_what_the_table_says(both: MaterialChoice) -> None:
    said = headline(both, "en")
    worst = max(c.payback["gas_boiler"].high for c in both.choices)
    assert f"{worst:.1f} years at worst" in said
    assert "Pompe à chaleur" in headline(both, "fr")


def test_what_is_never_paid_back_stands_at_the_edge(both: MaterialChoice) -> None:
    never = Span(inf, inf, inf)
    lost = replace(both.choices[0], payback=dict.fromkeys(both.choices[0].payback, never), per_kwh=never)
    for choices in ((lost, *both.choices[1:4]), (lost,)):
        figure = draw_materials(replace(both, choices=choices), "en")
        assert isinstance(figure, Figure)
        assert "∞ ▸" in [text.get_text() for text in figure.findobj(match=lambda a: hasattr(a, "get_text"))]


def test_a_half_open_range_is_drawn_to_the_edge(both: MaterialChoice) -> None:
    half = Span(20.0, 3.0, inf)
    wide = replace(both.choices[0], payback=dict.fromkeys(both.choices[0].payback, half), per_kwh=half)
    check(draw_materials(replace(both, choices=(wide,)), "en"))


def test_scales() -> None:
    log, line = Scale(0, 2, (0.1, 1, 10), True), Scale(0, 2, (0, 0.5, 1), False)
    assert [log.at(v) for v in (0.1, 1, 10, 1000, 0.001)] == pytest.approx([0, 1, 2, 2, 0])
    assert [line.at(v) for v in (0, 0.5, 5)] == pytest.approx([0, 1, 2])


def test_marks_differ_in_shape_and_stand_out() -> None:
    assert len({mark for _, mark in MARKS.values()}) == len({colour for colour, _ in MARKS.values()}) == len(MARKS)
    assert all(contrast(colour, style.PAPER) >= 4.5 for colour, _ in MARKS.values())
