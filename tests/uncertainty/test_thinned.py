"""Draws on a few stand-ins: they tell of all buildings what working out each of them tells."""

import numpy as np

import twin
from twin.city import City
from twin.evaluation import values_of
from twin.metrics import METRICS
from twin.stock.alike import FOR_EACH, thinned
from twin.stock.shells import shells_of
from twin.uncertainty.task import Task, drawn
from twin.uncertainty.unknowns import unknowns_of

KEYS = tuple(key for key, metric in METRICS.items() if metric.theme == "buildings")


def moved(cities: tuple[City, ...], draws: int) -> np.ndarray:
    """(draws, cities, metrics), moved by what the best guess misses, as the ensemble does it."""
    known = np.array([values_of(city, KEYS, {}) for city in cities])
    thin = tuple(thinned(city) for city in cities)
    told = np.array([values_of(city, KEYS, {}) for city in thin])
    unknowns = unknowns_of(cities, KEYS, {})
    return drawn(Task.of(KEYS, thin, {}, draws, draws, 1.0), unknowns, unknowns.values(draws, 3))[0] + (known - told)


def test_stand_ins_tell_of_all_buildings() -> None:
    """Of a town and an insulated estate, the error of level and difference is a small part of their spread."""
    city = twin.saint_jumeau()
    wall = twin.Renovate(where=city.place("Cité des Peupliers"), element="wall", material="wood_fibre_board", side="outside")
    cities = (city, city.apply(wall))
    unknowns, draws = unknowns_of(cities, KEYS, {}), 8
    exact = drawn(Task.of(KEYS, cities, {}, draws, draws, 1.0), unknowns, unknowns.values(draws, 3))[0]
    thin = moved(cities, draws)
    for i, key in enumerate(KEYS):
        for name, all_of, few in (
            ("level", exact[:, 0, i], thin[:, 0, i]),
            ("difference", exact[:, 1, i] - exact[:, 0, i], thin[:, 1, i] - thin[:, 0, i]),
        ):
            error = float(np.sqrt(np.mean((all_of - few) ** 2)))
            assert error <= 0.25 * float(all_of.std()) + 1e-9, f"{key}, {name}: {error:g} beside a spread of {all_of.std():g}"


def test_few_are_asked_and_each_stands_for_its_own_kind() -> None:
    city = thinned(twin.saint_jumeau())
    alike, heated = city.buildings.alike, np.flatnonzero(shells_of(city.buildings).heated)
    assert alike is not None
    asked = np.unique(alike[heated])
    assert len(asked) < len(heated) / (FOR_EACH - 2)
    assert np.array_equal(alike[asked], asked), "who stands for others stands for itself"
    assert np.array_equal(city.buildings.house[alike[heated]], city.buildings.house[heated])


def test_a_hamlet_is_worked_out_house_by_house() -> None:
    city = twin.grid_town(blocks=(1, 1), seed=3)
    assert thinned(city) is city
