"""The ledger: its lines are the differences that anybody finds, the small ones are left out, and every kind is ranked."""

import pytest
import shapely

import twin
from tests.conftest import map_of
from twin.city import City
from twin.comparison import Comparison
from twin.ledger.accounts import ACCOUNTS, KINDS, READINGS
from twin.ledger.book import Ledger
from twin.ledger.telling import grouped
from twin.mobility.traffic import traffic
from twin.tags.assemble import assemble


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    plans = [
        twin.Plan("Close", [twin.CloseStreet(along="Rue Jean-Jaurès"), twin.PlantTrees(where="Place du Marché")]),
        twin.Plan("Lane", [twin.BikeLane(along="Rue de la Gare", replaces="parking")]),
        twin.Plan("Nothing"),
    ]
    return twin.compare(twin.saint_jumeau(), plans, ["runoff"])


@pytest.fixture(scope="module")
def ledger(comparison: Comparison) -> Ledger:
    return comparison.ledger("Close")


def test_every_account_has_a_reading_and_a_kind() -> None:
    assert {a.key for a in ACCOUNTS} == set(READINGS)
    assert {a.kind for a in ACCOUNTS} == set(KINDS)
    assert all(a.matters > 0 for a in ACCOUNTS)


def test_a_street_line_is_the_change_of_its_cars(comparison: Comparison, ledger: Ledger) -> None:
    closed = next(e for e in ledger.winners("street") if e.name == "Rue Jean-Jaurès" and e.account.key == "cars")
    now, rows = traffic(comparison.city), comparison.city.street("Rue Jean-Jaurès")
    length = comparison.city.streets.length[rows]
    assert closed.before == pytest.approx((now.flow[rows] * length).sum() / length.sum())
    assert closed.after == 0
    assert not closed.loses


def test_cars_that_leave_one_street_are_on_others(ledger: Ledger) -> None:
    assert any(e.account.key == "cars" for e in ledger.losers("street"))


def test_trees_are_in_the_ledger_of_their_square(ledger: Ledger) -> None:
    square = [e for e in ledger.winners("space") if e.name == "Place du Marché"]
    assert {"canopy", "felt"} <= {e.account.key for e in square}


def test_parking_lost_is_the_metric_s_difference(comparison: Comparison) -> None:
    lost = [e for e in comparison.ledger("Lane").losers("street") if e.account.key == "parking"]
    cards = (twin.evaluate(comparison.city, ["parking"]), twin.evaluate(comparison.cities[1], ["parking"]))
    assert [e.name for e in lost] == ["Rue de la Gare"]
    assert lost[0].change == pytest.approx(cards[1]["parking"].value - cards[0]["parking"].value)


def test_ranked_and_large_enough(ledger: Ledger) -> None:
    times = [e.times for e in ledger.entries]
    assert times == sorted(times, reverse=True)
    assert min(times) >= 1
    assert set(ledger.losers()) | set(ledger.winners()) == set(ledger.entries)
    assert sum(len(ledger.losers(kind)) for kind in KINDS) == len(ledger.losers())


def test_a_plan_that_does_nothing_has_an_empty_ledger(comparison: Comparison) -> None:
    empty = comparison.ledger("Nothing")
    assert not empty.entries
    assert str(empty).count("nobody notices") == len(KINDS)
    assert empty.text("fr").count("personne ne remarque de") == len(KINDS)


def test_text_names_both_sides_and_groups_homes(ledger: Ledger) -> None:
    english, french = str(ledger), ledger.text("fr")
    assert "● win  Rue Jean-Jaurès: cars in the peak hour" in english
    assert "◆ perdent" in french
    assert "Ledger of Close, Saint-Jumeau" in english
    homes = [e for e in ledger.entries if e.account.kind == "building"]
    assert sum(len(group) for group in grouped(homes)) == len(homes)
    assert len(ledger.text(most=1).splitlines()) < len(english.splitlines())


def test_assumptions_hold_in_the_ledger(comparison: Comparison) -> None:
    plan = twin.Plan("Close", [twin.CloseStreet(along="Rue Jean-Jaurès")])
    quiet = twin.compare(comparison.city, plan, ["runoff"], assume={"travel.peak_trips": 0.2}).ledger()
    usual = twin.compare(comparison.city, plan, ["runoff"]).ledger()
    street = [next(e for e in book.entries if e.name == "Rue Jean-Jaurès" and e.account.key == "cars") for book in (quiet, usual)]
    assert street[0].before < street[1].before


@pytest.mark.parametrize("drawn", [
    [(shapely.box(0, 0, 100, 100), {"landuse": "grass"})],
    [(shapely.LineString([(0, 50), (100, 50)]), {"highway": "residential"})],
    [(shapely.box(10, 10, 30, 30), {"building": "house"})],
])  # fmt: skip
def test_towns_with_hardly_anything(drawn: list[tuple[shapely.Geometry, dict[str, str]]]) -> None:
    city: City = assemble(map_of(drawn, 100, 100), cell=10)
    plan = twin.Plan("Trees", [twin.PlantTrees(where=shapely.box(40, 60, 90, 95))])
    assert "Ledger of Trees" in str(twin.compare(city, plan, ["canopy"]).ledger())


def test_unknown_kinds_and_plans_get_a_sentence(comparison: Comparison, ledger: Ledger) -> None:
    with pytest.raises(twin.TwinError, match="street"):
        ledger.losers("streets")
    with pytest.raises(twin.TwinError, match="no plan"):
        comparison.ledger("Open")
    with pytest.raises(twin.TwinError, match="language"):
        ledger.text("de")
