"""What every metric must do; there is no list of exceptions."""

from collections import defaultdict
from math import isfinite

import numpy as np
import pytest

import twin
from twin.city import City
from twin.covers import COVERS
from twin.evaluation import evaluate
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.interventions.renovate import Renovate
from twin.metrics import METRICS
from twin.parameter import UNITS, Parameter
from twin.sources import SOURCES
from twin.words import Words
from twin.working import Given, Heading, Step, rounded

EVERY = pytest.mark.parametrize("key", sorted(METRICS))
FIRST = "runoff air_warming hot_ground canopy biotope nature_access mesh rule_3_30_300 sealed artificialised cost".split()
INDI_EN = [f"indi_en_{name}" for name in ("cooling", "permeability", "biodiversity")]


@pytest.fixture(scope="module")
def changed(town: City) -> City:
    trees = (PlantTrees(where="Place", age=40), PlantTrees(where="Parking", age=40))
    return town.apply(Depave(where="Parking", to="shrubs"), *trees, Renovate(buildings="Maison 0", material="cork", system="heat_pump"))


def close(text: float, model: float) -> bool:
    return abs(text - model) <= max(1e-5 * abs(model), 1e-6)


def test_the_first_release_is_complete() -> None:
    assert set(FIRST + INDI_EN) <= set(METRICS)


@EVERY
def test_the_receipt_recomputed_from_its_text_is_the_value(key: str, town: City, changed: City) -> None:
    for city in (town, changed):
        reading = evaluate(city, [key])[key]
        working = reading.working
        values, last = working.values(), working.lines[-1]
        assert isinstance(last, Step)
        assert last.symbol == key
        assert close(values[key], reading.value)
        assert working.checks[key] == reading.value
        for symbol, model in working.checks.items():
            assert close(values[symbol], model), symbol


@EVERY
def test_the_receipt_reads_from_top_to_bottom(key: str, changed: City) -> None:
    """Symbols are defined once, words are in both languages, parameters are the metric's own and at the value used."""
    seen: set[str] = set()
    parameters = METRICS[key].parameters
    for line in evaluate(changed, [key])[key].working.lines:
        if isinstance(line, Heading):
            assert bilingual(line.text)
            continue
        assert line.symbol not in seen, line.symbol
        assert line.symbol.isidentifier()
        assert bilingual(line.meaning)
        seen.add(line.symbol)
        if isinstance(line, Given):
            assert isfinite(line.value)
            if line.parameter:
                assert rounded(line.value) == rounded(parameters[line.parameter])


@EVERY
def test_the_map_covers_the_grid(key: str, town: City) -> None:
    reading = evaluate(town, [key])[key]
    if reading.map is None:
        assert key == "cost" or METRICS[key].unit == "€", "only money has no place"
        return
    assert reading.map.shape == town.grid.shape
    assert reading.map.dtype == np.float64
    assert np.isfinite(reading.map).any()
    assert not np.isinf(reading.map).any()


@EVERY
def test_words_and_sources(key: str) -> None:
    metric = METRICS[key]
    assert metric.key == key
    assert bilingual(metric.labels)
    assert bilingual(metric.caveat)
    assert metric.label("fr")
    assert metric.sources
    assert set(metric.sources) <= set(SOURCES)
    assert metric.unit in UNITS
    assert metric.better in ("less", "more")
    assert metric.function.__doc__


@EVERY
def test_parameters_are_complete(key: str) -> None:
    for name, parameter in METRICS[key].parameters.items():
        assert_complete(name, parameter)


@pytest.mark.parametrize("cover", COVERS, ids=lambda cover: cover.key)
def test_coefficients_of_covers_are_complete(cover) -> None:
    for name, parameter in cover.coefficients.items():
        assert_complete(f"{name} of {cover.key}", parameter)


def test_one_name_is_one_parameter() -> None:
    known: dict[str, dict[int, str]] = defaultdict(dict)
    for metric in METRICS.values():
        for name, parameter in metric.parameters.items():
            known[name][id(parameter)] = metric.key
    assert {name: list(uses.values()) for name, uses in known.items() if len(uses) > 1} == {}


@EVERY
def test_every_parameter_can_go_to_its_ends_and_one_matters(key: str, changed: City) -> None:
    """Ranged parameters go to low and high; exact ones only have to be accepted, and move a metric that has no other."""
    metric, base = METRICS[key], evaluate(changed, [key])[key].value
    moved = {}
    for name, p in metric.parameters.items():
        ends = (p.low, p.high) if not p.exact else (p.value / 2, p.value * 1.5) if not any_ranged(metric) else (p.value,)
        values = [evaluate(changed, [key], assume={name: end})[key].value for end in ends]
        assert all(isfinite(value) for value in values), name
        moved[name] = any(abs(value - base) > 1e-9 for value in values)
    assert not moved or any(moved.values()) or moves_elsewhere(key, changed)


def moves_elsewhere(key: str, small: City) -> bool:
    """A metric at its ceiling or between two steps on the small town: far out of a range there, or in range on a whole town."""
    metric = METRICS[key]
    for town, scale in ((small, 0.01), (twin.saint_jumeau(), 0.1), (twin.saint_jumeau(), None)):
        base = evaluate(town, [key])[key].value
        own = {name: p for name, p in metric.parameters.items() if "." not in name or scale is None}
        for name, p in own.items():
            for end in (p.value * scale,) if scale else (p.value / 2, p.value * 1.5) if p.exact else (p.low, p.high):
                if evaluate(town, [key], assume={name: end})[key].value != base:
                    return True
    return False


@EVERY
def test_evaluating_again_gives_the_same_and_leaves_the_city_alone(key: str, town: City) -> None:
    first = METRICS[key].function(town)
    again = METRICS[key].function(town)
    assert first.value == again.value
    assert type(first.value) is float
    assert isfinite(first.value)


def any_ranged(metric) -> bool:
    return any(not p.exact for p in metric.parameters.values())


def bilingual(words: str) -> bool:
    return isinstance(words, Words) and bool(str(words).strip()) and bool(words.fr.strip())


def assert_complete(name: str, p: Parameter) -> None:
    assert p.exact or p.low < p.value < p.high, f"{name}: {p.low} {p.value} {p.high}"
    assert p.exact is False or p.value == p.low, name
    assert p.unit in UNITS, f"{name}: {p.unit}"
    assert p.source in SOURCES, f"{name}: {p.source}"
    assert p.about, name
