"""The ledger's page: the right places told, numbers that agree with the ledger, and nothing that overlaps, whatever the town."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from tests.conftest import map_of
from tests.plots.test_sheet import check
from tests.plots.test_traffic_map import one_street, square_of_streets
from tests.plots.towns import LONG, drawn
from twin.city import City
from twin.comparison import compare
from twin.interventions import Intervention
from twin.interventions.calm_streets import CalmStreets
from twin.interventions.close_street import CloseStreet
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.ledger.accounts import ACCOUNTS, KINDS, Account
from twin.ledger.book import Entry, Ledger
from twin.plan import Plan
from twin.plots.ledger_layer import COLOUR, PALE
from twin.plots.ledger_map import draw_ledger
from twin.plots.ledger_rows import ALIKE, SHOWN, called, change_of, ledger_finding, strongest, tallied
from twin.tags.assemble import assemble
from twin.words import LANGUAGES, Language, Words

NUMBERS = 7  # zorder of the numbers in their marks
HOUSE = shapely.box(150, 80, 160, 90)


def ledger_of(city: City, name: str, works: list[Intervention]) -> Ledger:
    return compare(city, Plan(name, works), metrics=["cost"]).ledger()


def account(key: str) -> Account:
    return next(a for a in ACCOUNTS if a.key == key)


def entry(key: str, name: str, after: float, shape: shapely.Geometry = HOUSE, residents: float = 0.0, before: float = 0.0) -> Entry:
    """A made-up change of one quantity at one place."""
    return Entry(account(key), Words(name, name), shape, residents, before, after)


def with_entries(ledger: Ledger, *entries: Entry) -> Ledger:
    return replace(ledger, entries=tuple(sorted(entries, key=lambda e: -e.times)))


@pytest.fixture(scope="module")
def closed() -> Ledger:
    return ledger_of(square_of_streets(), "Rue fermée", [CloseStreet(where="Rue des Érables")])


@pytest.fixture(scope="module")
def crowded(closed: Ledger) -> Ledger:
    """Losers and winners of every quantity, many of them at the same spot."""
    shapes = {"street": shapely.LineString([(100, 150), (300, 150)]), "space": HOUSE.buffer(20), "zone": shapely.Point(155, 85)}
    made = []
    for i, a in enumerate(ACCOUNTS):
        for loses in (True, False):
            change = (3 + i) * a.matters * (1 if loses == a.less else -1)
            kind = a.kind
            shape = shapes.get(kind, shapely.box(150 + 3 * i, 80, 160 + 3 * i, 90))
            name = f"home by Rue {i // 2}" if kind == "building" else f"{LONG[:60]} {i}{loses}"
            made.append(entry(a.key, name, 100 + change, shape, 12.0 if kind in ("building", "zone") else 0.0, 100.0))
    return with_entries(closed, *made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_overlaps(closed: Ledger, lang: Language) -> None:
    figure = draw_ledger(closed, lang)
    written = check(figure)
    assert written[0].startswith({"en": "“Rue fermée”: Allée Œillet", "fr": "« Rue fermée »\u00a0: Allée Œillet"}[lang])
    assert sum(1 for text in written if "Rue des Érables" in text) >= 2  # in the headline or the lead, and in the list
    told = [row.number for side in (True, False) for row in strongest(closed, side, 1 if side else 1 + len(strongest(closed, True, 1)))]
    numbers = sorted(int(t.get_text()) for t in figure.findobj(Text) if t.get_zorder() == NUMBERS)
    assert numbers == sorted(told * 2)  # each once on the map and once in its list


def test_every_quantity_with_long_names_at_one_spot_in_french(crowded: Ledger) -> None:
    """Nothing overlaps, and there is a space before French punctuation."""
    for text in check(draw_ledger(crowded, "fr")):
        for mark in ":;!?%":
            for i, letter in enumerate(text):
                assert letter != mark or i == 0 or text[i - 1] in " \u00a0\u202f", text


def test_headline_names_the_strongest_and_what_changes(closed: Ledger) -> None:
    said = ledger_finding(closed, "en")
    loser, winner = closed.losers()[0], closed.winners()[0]
    assert str(loser.name) in said
    assert str(winner.name) in said
    assert "Rue des Érables wins most (cars in the peak hour" in said
    assert ledger_finding(with_entries(closed), "fr") == "personne ne remarque de changement"
    only = entry("cars", "Rue X", 40.0)
    assert ledger_finding(with_entries(closed, only), "en") == "Rue X loses most (cars in the peak hour\u00a0+40\u00a0veh/h), nobody wins"
    gained = entry("parking", "Rue X", 12.0)
    assert ledger_finding(with_entries(closed, gained), "fr").startswith("personne n'y perd, Rue X gagne le plus")


def test_what_was_laid_is_no_finding_while_something_else_moves(closed: Ledger) -> None:
    laid, felt = entry("sealed", "Place", 2.0, before=98.0), entry("felt", "Place", 36.0, before=37.5)
    assert "(felt temperature, hot afternoon\u00a0−1.5\u00a0°C)" in ledger_finding(with_entries(closed, laid, felt), "en")
    assert "(sealed ground\u00a0−96\u00a0pts)" in ledger_finding(with_entries(closed, laid), "en")


def test_a_long_headline_keeps_its_numbers(closed: Ledger) -> None:
    ledger = with_entries(closed, entry("car_minutes", LONG[:70], 1.94, residents=9), entry("calm_trips", LONG[-70:], 40.0, residents=9))
    headline = " ".join(check(draw_ledger(replace(ledger, plan=Words(LONG[:80], LONG[:80])), "fr"))[:2])
    assert "+1,94\u00a0min" in headline
    assert "+40\u00a0pts" in headline


def test_at_most_two_by_the_same_quantity_while_there_are_others(closed: Ledger) -> None:
    cars = [entry("cars", f"Rue {i}", 1000.0 - i, shapely.LineString([(0, i), (9, i)])) for i in range(9)]
    others = [entry("parking", "Rue P", 0.0, before=3.0), entry("felt", "Place", 0.3)]
    rows = strongest(with_entries(closed, *cars, *others), True, 1)
    keys = [row.groups[0][0].account.key for row in rows]
    assert len(rows) == SHOWN
    assert {"parking", "felt"} <= set(keys)
    assert [row.groups[0][0].times for row in rows] == sorted((row.groups[0][0].times for row in rows), reverse=True)
    assert keys.count("cars") == SHOWN - 2 > ALIKE  # no others are left
    assert len(strongest(with_entries(closed, *cars), True, 1)) == SHOWN


def test_quantities_of_one_place_stand_together(closed: Ledger) -> None:
    rows = strongest(with_entries(closed, entry("sealed", "Place", 0.0, before=98.0), entry("felt", "Place", 36.0, before=37.5)), False, 4)
    assert [(row.number, [g[0].account.key for g in row.groups]) for row in rows] == [(4, ["sealed", "felt"])]


def test_homes_of_a_street_are_told_together() -> None:
    group = (entry("noise", "home by Rue Thiers", 61.9, before=60.0), entry("noise", "home by Rue Thiers", 61.2, before=60.0))
    assert called(group, "en") == "2 homes by Rue Thiers"
    assert called(group, "fr") == "2 logements côté Rue Thiers"
    assert called(group[:1], "en") == "Home by Rue Thiers"
    assert change_of(group, "en") == "up to +1.9\u00a0dB(A)"


def test_shown_numbers_add_up() -> None:
    assert change_of((entry("cars", "Rue X", 45.4, before=8.6),), "en") == "+36\u00a0veh/h"  # 9 → 45


@pytest.mark.parametrize("row", [*KINDS, "residents"])
def test_a_place_with_two_quantities_counts_once(closed: Ledger, row: str) -> None:
    home, other = HOUSE, HOUSE.buffer(1)
    made = [entry("noise", "h", 3.0, home, 5.0), entry("air", "h", 3.0, home, 5.0), entry("noise", "h", 2.0, other, 4.0)]
    made += [entry("cars", "Rue", 99.0), entry("felt", "Place", 9.0), entry("car_minutes", "zone", 9.0)]
    ledger = with_entries(closed, *made)
    assert tallied(ledger, row, True) == {"building": 2, "residents": 9}.get(row, 1)
    assert tallied(ledger, row, False) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_that_changes_nothing(lang: Language) -> None:
    ledger = ledger_of(square_of_streets(), "Rien", [CalmStreets(where="Rue des Érables", speed=50)])
    written = check(draw_ledger(ledger, lang))
    nobody = {"en": "nobody notices a change", "fr": "personne ne remarque de changement"}[lang]
    assert written[0].endswith(nobody)
    assert nobody in written
    check(draw_ledger(ledger_of(square_of_streets(), "Vide", []), lang))


def test_towns_without_streets_or_people() -> None:
    island = assemble(map_of([(shapely.box(20, 20, 60, 60), {"building": "house"})], 80, 80, "Île"), cell=10.0)
    check(draw_ledger(ledger_of(island, "Rien", []), "fr"))
    check(draw_ledger(ledger_of(one_street(), "Fermée", [CloseStreet(where="Rue Unique")]), "en"))


@pytest.mark.parametrize(("size", "lang"), [((1000, 300), "en"), ((120, 900), "fr")])
def test_long_names_flat_and_tall_towns(size: tuple[int, int], lang: Language) -> None:
    city = assemble(map_of(drawn(*size), *size, f"{LONG} et {LONG}"), cell=20.0)
    works = [
        CloseStreet(where="Rue Haute"),
        Depave(where="Grand Parking"),
        PlantTrees(where="Petit Parking"),
        *[CloseStreet(where="Rue Haute")] * 6,
    ]
    check(draw_ledger(ledger_of(city, f"{LONG} {LONG}", works), lang))


def test_losers_and_winners_differ_in_lightness_where_they_are_filled() -> None:
    """Homes are told apart in black and white: dark where they lose, pale where they win."""
    loser, winner = (float(np.dot(to_rgb(colour), (0.2126, 0.7152, 0.0722))) for colour in (COLOUR[True], PALE))
    assert winner > loser + 0.3


def test_an_intervention_on_its_own_is_called_by_its_kind() -> None:
    ledger = compare(square_of_streets(), CloseStreet(where="Rue des Érables"), metrics=["cost"]).ledger()
    assert check(draw_ledger(ledger, "fr"))[0].startswith(ledger.after.works[0].title.fr)
