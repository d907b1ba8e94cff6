"""The traffic map: one scale for its three maps, numbers that add up, and nothing that overlaps, whatever the town."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_rgb

from tests.conftest import map_of
from tests.plots.test_palette import apart
from tests.plots.test_sheet import check
from tests.plots.towns import LONG, drawn
from twin.city import City
from twin.comparison import Comparison, compare
from twin.errors import TwinError
from twin.interventions.calm_streets import CalmStreets
from twin.interventions.close_street import CloseStreet
from twin.plan import Plan
from twin.plots import style
from twin.plots.street_lines import Widths, extremes, ribbons, round_below
from twin.plots.traffic_map import THINNEST, Flows, draw_traffic, traffic_finding
from twin.tags.assemble import assemble
from twin.words import LANGUAGES, Language

ACCENTED = "Allée Œillet-des-Évêques-de-l'Île-Saint-Barthélemy-du-Vieux-Château-d'Été"


def square_of_streets(name: str = "Ville-d'Été") -> City:
    """Two ways round a block of flats, between two streets that leave the map."""
    street = {"highway": "residential", "maxspeed": "30", "name": "Rue des Érables"}
    around = {"highway": "residential", "maxspeed": "30", "name": ACCENTED}
    main = {"highway": "secondary", "name": "Avenue Basse"}
    shapes = [
        (shapely.LineString([(0, 150), (100, 150)]), main),
        (shapely.LineString([(300, 150), (400, 150)]), main),
        (shapely.LineString([(100, 150), (200, 160), (300, 150)]), street),
        (shapely.LineString([(100, 150), (100, 50), (300, 50), (300, 150)]), around),
        (shapely.box(120, 70, 280, 130), {"building": "apartments", "building:levels": "5"}),
        (shapely.box(20, 170, 80, 230), {"building": "apartments", "building:levels": "3"}),
        (shapely.box(320, 170, 380, 230), {"building": "office", "building:levels": "4"}),
    ]
    return assemble(map_of(shapes, 400, 300, name), cell=10.0)


def one_street() -> City:
    """A single street without houses, which ends on the map: nobody travels."""
    line = shapely.LineString([(40, 60), (80, 60)])
    return assemble(map_of([(line, {"highway": "residential", "name": "Rue Unique"})], 120, 120, "Hameau"), cell=5.0)


@pytest.fixture(scope="module")
def closed() -> Comparison:
    city = square_of_streets()
    return compare(city, [Plan("Rue fermée", [CloseStreet(where="Rue des Érables")])], metrics=["cost"])


def flows_of(comparison: Comparison) -> Flows:
    from twin.mobility.traffic import traffic

    return Flows.of(traffic(comparison.city), traffic(comparison.cities[0]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overlaps(closed: Comparison, lang: Language) -> None:
    written = check(draw_traffic(closed, lang))
    assert written[0].startswith({"en": "“Rue fermée”: Rue des Érables loses", "fr": "« Rue fermée »\u00a0: Rue des Érables perd"}[lang])
    assert {"en": "Closed to cars", "fr": "Fermé aux voitures"}[lang] in written


def test_cars_that_leave_one_street_are_on_the_other(closed: Comparison) -> None:
    flows = flows_of(closed)
    names = flows.streets[0].names
    lost = flows.change[names == "Rue des Érables"].min()
    gained = flows.change[names == ACCENTED].max()
    assert lost < 0 < gained <= -lost
    assert flows.after[names == "Rue des Érables"].max() == 0


def test_all_three_maps_share_one_scale(closed: Comparison) -> None:
    flows = flows_of(closed)
    wide = flows.change[np.abs(flows.change) == flows.most][0]
    assert flows.change_width(wide) == pytest.approx(max(THINNEST, float(flows.scale.of(abs(wide)))))
    assert flows.scale.up_to(flows.most).of(7.0) == pytest.approx(float(flows.scale.of(7.0)))
    figure = draw_traffic(closed, "en")
    drawn_widths = {round(float(width), 6) for axes in figure.axes for c in axes.collections for width in np.atleast_1d(c.get_linewidth())}
    assert {round(float(width), 6) for width in flows.scale.of(flows.before[flows.before >= 1])} <= drawn_widths
    assert {round(float(width), 6) for width in flows.change_width(flows.change[flows.change != 0])} <= drawn_widths


def test_shown_numbers_add_up(closed: Comparison) -> None:
    flows = flows_of(closed)
    for street in flows.changed:
        assert flows.after[street.row] - flows.before[street.row] == street.value == round(street.value)


def test_colours_are_symmetric_and_centred_on_no_change(closed: Comparison) -> None:
    flows = flows_of(closed)
    assert apart(flows.colour(0.0), style.PAPER, "normal") < 1
    fewer, more = flows.colour(-flows.most), flows.colour(flows.most)
    assert (fewer, more) == (style.DIVERGING[0].lower(), style.DIVERGING[-1].lower())
    for share in (0.05, 0.3, 1.0):
        a, b = flows.colour(-share * flows.most), flows.colour(share * flows.most)
        assert min(apart(a, b, vision) for vision in ("normal", "protan", "deutan", "tritan")) > 12
    brightness = [sum(to_rgb(flows.colour(share * flows.most))) for share in (0.1, 0.4, 0.7, 1.0)]
    assert brightness == sorted(brightness, reverse=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_that_changes_nothing_and_one_without_works(lang: Language) -> None:
    city = square_of_streets()
    plans = [Plan("Rien", [CalmStreets(where="Rue des Érables", speed=50)]), Plan("Vide", [])]
    comparison = compare(city, plans, metrics=["cost"])
    for index in (0, 1):
        written = check(draw_traffic(comparison, lang, index))
        assert {"en": "No change on this map", "fr": "Aucun changement sur cette carte"}[lang] in written
    with pytest.raises(TwinError, match="plan 2"):
        draw_traffic(comparison, lang, 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_town_without_cars(lang: Language) -> None:
    comparison = compare(one_street(), [Plan("Fermée", [CloseStreet(where="Rue Unique")])], metrics=["cost"])
    written = check(draw_traffic(comparison, lang))
    assert written.count({"en": "No cars on this map", "fr": "Aucune voiture sur cette carte"}[lang]) == 2


def test_a_town_without_streets() -> None:
    city = assemble(map_of([(shapely.box(20, 20, 60, 60), {"building": "house"})], 80, 80, "Île"), cell=10.0)
    check(draw_traffic(compare(city, [Plan("Rien", [])], metrics=["cost"]), "fr"))


@pytest.mark.parametrize("size", [(1000, 300), (120, 900)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_flat_and_tall_towns(size: tuple[int, int], lang: Language) -> None:
    city = assemble(map_of(drawn(*size), *size, f"{LONG} et {LONG}"), cell=20.0)
    comparison = compare(city, [Plan(f"{LONG} {LONG}", [CloseStreet(where="Rue Haute")] * 6)], metrics=["cost"])
    written = check(draw_traffic(comparison, lang))
    assert any("Rue Haute" in text or "Avenue Basse" in text or "no street" in text or "aucune rue" in text for text in written[:2])


def test_finding_names_unnamed_streets() -> None:
    flows = flows_of(compare(square_of_streets(), [Plan("x", [CloseStreet(where="Rue des Érables")])], metrics=["cost"]))
    nameless = replace(flows.streets[0], names=np.full(len(flows.streets[0]), "", dtype=object))
    said = traffic_finding(Flows((nameless, nameless), flows.before, flows.after), "en")
    assert said.startswith("an unnamed street loses up to")


def test_widths_and_round_values() -> None:
    scale = Widths(1290.0)
    assert float(scale.of(1290.0)) == pytest.approx(scale.widest)
    assert scale.samples == [100, 500, 1000]
    assert Widths(0.0).samples == []
    assert float(Widths(0.0).of(5.0)) == 0
    assert [round_below(v) for v in (0.5, 1, 9.9, 10, 49, 5000)] == [0, 1, 5, 10, 30, 5000]


def test_the_extreme_is_a_row_with_that_value(closed: Comparison) -> None:
    streets = closed.city.streets
    values = np.linspace(-5.0, 3.0, len(streets))
    for street in extremes(streets, values):
        assert values[street.row] == street.value


def test_ribbons_run_side_by_side(closed: Comparison) -> None:
    """Two routes on the same street, one the other way round, lie `pitch` apart; a route of its own lies on its street."""
    streets = closed.city.streets
    here = streets.named("Rue des Érables")
    forth, back = ribbons(streets, [here, here[::-1]], 4.0)
    assert shapely.distance(shapely.union_all(forth), shapely.union_all(back)) == pytest.approx(4.0, abs=0.2)
    alone = ribbons(streets, [here], 4.0)[0]
    assert shapely.hausdorff_distance(shapely.union_all(alone), shapely.union_all(streets.lines[here])) < 0.01
