"""The sheet: nothing overlaps, nothing leaves the page, whatever the plan, the town and the language."""

from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tests.conftest import map_of
from tests.plots.towns import LONG, compared, drawn
from twin.city import City
from twin.comparison import compare
from twin.covers import GROUPS
from twin.errors import TwinError
from twin.interventions.depave import Depave
from twin.plan import Plan
from twin.plots.city_map import draw_city
from twin.plots.sheet import draw_sheet
from twin.tags.assemble import assemble
from twin.words import LANGUAGES, Language

NUMBERS = 7  # zorder of the numbers on the map
TOUCH = 1.0  # px by which two boxes may meet: letters do not fill their box


@pytest.fixture(scope="module")
def block() -> City:
    return _town(300, 300)


@pytest.fixture(scope="module")
def strip() -> City:
    return _town(1000, 300)


def _town(width: float, height: float) -> City:
    return assemble(map_of(drawn(width, height), width, height, "Ville-d'Été"), cell=10.0)


def texts(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text of a figure with its box in pixels; turned texts left out."""
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and not t.get_rotation()]
    return [(t.get_text(), t.get_window_extent(canvas.get_renderer())) for t in found]


def check(figure: Figure) -> list[str]:
    """No two texts overlap and none leaves the canvas; returns what is written."""
    found = texts(figure)
    page = figure.bbox
    for text, box in found:
        assert min(box.x0, box.y0, page.x1 - box.x1, page.y1 - box.y1) >= 0, f"{text!r} leaves the page"
    for (a, box_a), (b, box_b) in combinations(found, 2):
        wide = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
        high = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
        assert wide <= TOUCH or high <= TOUCH, f"{a!r} and {b!r} overlap by {wide:.1f} × {high:.1f} px"
    return [text for text, _ in found]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [1, 4, 9])
def test_nothing_overlaps(block: City, count: int, lang: Language) -> None:
    comparison = compared(block, "Ombre et vélo", count)
    figure = draw_sheet(comparison, lang, 0, None)
    assert not [text for text in check(figure) if text.endswith("…")]  # nothing had to be cut
    numbers = {t.get_text() for t in figure.findobj(Text) if t.get_zorder() == NUMBERS}
    assert numbers == {str(n) for n, work in enumerate(comparison.cities[0].works, 1) if work.did}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_and_a_flat_town(strip: City, lang: Language) -> None:
    written = check(draw_sheet(compared(strip, LONG, 9), lang, 0, None))
    assert any("Réaménagement" in text for text in written)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_that_changes_nothing(block: City, lang: Language) -> None:
    nothing = Depave(where="Parc des Érables")  # no paving there
    written = check(draw_sheet(compare(block, Plan("Rien à faire", [nothing])), lang, 0, None))
    assert written[0].endswith({"en": "no clear change", "fr": "pas de changement net"}[lang])
    assert {"en": "No change on this map", "fr": "Aucun changement sur cette carte"}[lang] in written


def test_an_empty_plan(block: City) -> None:
    check(draw_sheet(compare(block, Plan("Empty", [])), "en", 0, None))


def test_one_metric_and_one_without_a_map(block: City) -> None:
    works = Plan("Green car park", [Depave(where="Grand Parking")])
    check(draw_sheet(compare(block, works, metrics=["runoff"]), "en", 0, None))
    written = check(draw_sheet(compare(block, works, metrics=["cost"]), "en", 0, None))
    assert "No metric here has a map" in written
    with pytest.raises(TwinError, match="cost"):
        draw_sheet(compare(block, works), "en", 0, "cost")


@pytest.mark.parametrize(("key", "lang"), [("runoff", "fr"), ("canopy", "en"), ("mesh", "fr")])
def test_any_metric_with_a_map_can_be_mapped(block: City, key: str, lang: Language) -> None:
    check(draw_sheet(compared(block, "Ombre et vélo", 4), lang, 0, key))


def test_french_is_complete(block: City) -> None:
    """Every metric by its French name, and a space before French punctuation."""
    comparison = compared(block, "Ombre et vélo", 4)
    written = check(draw_sheet(comparison, "fr", 0, None))
    assert all(reading.metric.label("fr") in " ".join(written) for reading in comparison.before.values())
    for text in written:
        for mark in ":;!?%":
            for i, letter in enumerate(text):
                assert letter != mark or i == 0 or text[i - 1] in " \u00a0\u202f", text


def test_the_legend_shows_what_the_maps_show_and_nothing_else(block: City) -> None:
    written = check(draw_sheet(compare(block, Plan("One", [Depave(where="Grand Parking")])), "en", 0, None))
    assert "Area worked on" in written
    assert "Bike lane" not in written
    assert {str(GROUPS[key].label) for key in ("roof", "street", "paved", "grass", "water")} <= set(written)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_city_map(strip: City, block: City, lang: Language) -> None:
    check(draw_city(strip, lang))
    assert "Parc des Érables" in check(draw_city(block, lang))


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_saves_as_png_svg_and_pdf(block: City, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"bilan d'été.{kind}"
    draw_sheet(compared(block, "50 % $x$ de vélo", 4), "fr", 0, None).savefig(path)
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[kind]
    assert path.read_bytes().startswith(start)


def test_drawing_leaves_matplotlib_as_it_was(block: City) -> None:
    before = dict(mpl.rcParams)
    with mpl.rc_context({"font.family": "serif", "text.color": "red", "lines.linewidth": 9}):
        drawn_in_red = texts(draw_sheet(compared(block, "Ombre et vélo", 1), "en", 0, None))
    assert dict(mpl.rcParams) == before
    plain = texts(draw_sheet(compared(block, "Ombre et vélo", 1), "en", 0, None))
    assert [(t, b.bounds) for t, b in drawn_in_red] == [(t, b.bounds) for t, b in plain]


def test_comparison_figure_is_the_sheet(block: City) -> None:
    comparison = compared(block, "Ombre et vélo", 1)
    assert "Ruissellement de la pluie de projet, mm" in [t for t, _ in texts(comparison.figure(lang="fr", map="runoff"))]
    assert "Felt temperature (UTCI), °C" in [t for t, _ in texts(comparison.figure(map="hot_ground"))]
