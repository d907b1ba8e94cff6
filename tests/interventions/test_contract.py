"""Every registered intervention is held to the same contract; no exclusions."""

import json
from typing import Any

import numpy as np
import pytest
import shapely

from twin.city import City
from twin.errors import TwinError
from twin.interventions import INTERVENTIONS, Intervention
from twin.interventions.prices import PRICES
from twin.parameter import UNITS
from twin.plan import Plan
from twin.sources import SOURCES

EVERYWHERE = shapely.box(0, 0, 200, 200)
STREET = shapely.LineString([(0, 100), (200, 100)])


def example(kind: type[Intervention], shape: shapely.Geometry | None = None) -> Intervention:
    """An instance that acts on the test square."""
    if kind.__name__ == "BikeLane":
        return kind(where=shape or STREET)
    return kind(where=shape or EVERYWHERE)


@pytest.fixture(params=sorted(INTERVENTIONS))
def kind(request: pytest.FixtureRequest) -> type[Intervention]:
    return INTERVENTIONS[request.param]


def test_it_changes_the_city_and_says_what_it_did(kind: type[Intervention], square: City) -> None:
    before = square.land.fractions.copy()
    after = example(kind).apply(square)
    assert after is not square
    assert len(after.works) == 1
    work = after.works[0]
    assert work.did
    assert work.kind == kind.__name__
    assert after.notes[-1] == work.note
    assert work.note.fr
    assert work.title.fr
    np.testing.assert_array_equal(square.land.fractions, before)  # the city before is untouched
    np.testing.assert_allclose(after.land.fractions.sum(axis=0), 1, atol=1e-9)


def test_it_costs_within_its_range(kind: type[Intervention], square: City) -> None:
    cost = example(kind).cost(square)
    assert 0 < cost.low < cost.value < cost.high


def test_it_is_described_in_both_languages(kind: type[Intervention]) -> None:
    assert kind.label
    assert kind.label.fr
    assert kind.__doc__
    assert "Left out" in kind.__doc__
    for name, field in kind.model_fields.items():
        assert field.description, name
    json.dumps(kind.model_json_schema())


def test_it_is_frozen_and_refuses_unknown_settings(kind: type[Intervention]) -> None:
    item = example(kind)
    with pytest.raises(Exception, match="frozen"):
        item.year = 2040
    with pytest.raises(TwinError, match=f'{kind.__name__} has no "wher"'):
        kind(wher=EVERYWHERE)
    with pytest.raises(TwinError, match="year"):
        kind(where=EVERYWHERE, year=12)


def test_it_travels_as_geojson(kind: type[Intervention], square: City) -> None:
    plan = Plan("Aller-retour", [example(kind)])
    back = Plan.from_geojson(json.loads(json.dumps(plan.to_geojson(square))), square)
    first, second = plan.apply(square), back.apply(square)
    np.testing.assert_allclose(first.land.fractions, second.land.fractions, atol=1e-5)
    assert first.works[0].cost == pytest.approx(second.works[0].cost, rel=1e-4)


def test_hitting_nothing_or_lying_outside_is_reported(kind: type[Intervention], square: City) -> None:
    if kind.__name__ == "BikeLane":
        with pytest.raises(TwinError, match="follows no street"):
            example(kind, shapely.LineString([(500, 500), (600, 500)])).apply(square)
        return
    after = example(kind, shapely.box(500, 500, 600, 600)).apply(square)
    assert not after.works[0].did
    assert "nothing changed" in after.notes[-1]
    assert after.land is square.land


@pytest.mark.parametrize("bad", [12, None, "", shapely.Polygon(), shapely.Point(float("nan"), 0)])
def test_senseless_shapes_are_refused(kind: type[Intervention], square: City, bad: Any) -> None:
    with pytest.raises(TwinError):
        kind(where=bad).apply(square)


def test_a_self_crossing_drawing_is_repaired(kind: type[Intervention], square: City) -> None:
    bow = shapely.Polygon([(0, 0), (200, 0), (0, 200), (200, 200)])
    there_and_back = shapely.LineString([(0, 100), (200, 100), (50, 100)])
    assert example(kind, there_and_back if kind.__name__ == "BikeLane" else bow).apply(square).works[0].did


def test_prices_are_sourced() -> None:
    for name, price in PRICES.items():
        assert price.low < price < price.high, name
        assert price.unit in UNITS
        assert price.source in SOURCES
        assert price.about
