"""Street names are handed out once each, however many a town needs."""

from random import Random

from twin.towns.names import BRIDGES, PLACES, PlaceNames, StreetNames


def test_no_street_name_comes_twice_even_after_the_list_is_exhausted() -> None:
    names = StreetNames(Random(1))
    given = [names.next(kind) for kind in ("street", "avenue", "boulevard", "lane") * 400]
    assert len(set(given)) == len(given) == 1600
    assert "Rue de la Gare" not in given  # kept for the street that leads to the station
    assert given[0].startswith("Rue ")
    assert given[1].startswith("Avenue ")


def test_bridges_and_places_have_names_of_their_own() -> None:
    names, places = StreetNames(Random(2)), PlaceNames()
    bridges = [names.bridge() for _ in range(40)]
    assert bridges[: len(BRIDGES)] == list(BRIDGES)
    assert len(set(bridges)) == 40
    parks = [places.next("park") for _ in range(3 * len(PLACES["park"]))]
    assert len(set(parks)) == len(parks)


def test_the_yard_is_named_after_its_school() -> None:
    assert PlaceNames.yard("École Jules-Ferry") == "Cour de l'école"
    assert PlaceNames.yard("École Marie-Curie") == "Cour de l'école Marie-Curie"
