"""The search for bike lanes: against solving every route there is, and with everything that may be asked."""

from typing import Any

import numpy as np
import pytest
import shapely

import twin
from tests.conftest import map_of
from tests.search.lattice import every_route, lattice
from twin.city import City
from twin.comparison import price_range
from twin.mobility.traffic import traffic
from twin.models.pareto import nondominated
from twin.search import lane_routes
from twin.search.lane_options import BETTER, CRITERIA, LEAVE, options_of
from twin.search.lanes import FIGURES, Alternative, LaneSearch, bike_lanes, solved_route
from twin.tags.assemble import assemble

KINDS: dict[str, Any] = {"styles": ("painted",), "replaces": ("parking", "car lane"), "width": 1.8}


def table(alternatives: list[Alternative]) -> np.ndarray:
    """Values as the search compares them, all to be small."""
    return np.array([[round(-BETTER[k] * a.values[k], FIGURES[k]) for k in CRITERIA] for a in alternatives])


def corners(city: City) -> tuple[int, int]:
    xy = city.streets.junctions
    size = city.bounds[2]
    return tuple(int(np.hypot(*(xy - at).T).argmin()) for at in ((60, 60), (size - 60, size - 60)))  # type: ignore[return-value]


@pytest.mark.parametrize(("city", "solve"), [(lattice(4, 1), 25), (lattice(4, 2), 25), (lattice(6, 4, every=9, calm=0.6), 200)], ids=str)
def test_the_front_is_that_of_all_routes(city: City, solve: int) -> None:
    """Every route between two corners of a 4 × 4 and a 6 × 6 lattice, walked one by one and solved with traffic in balance."""
    start, end = corners(city)
    options = options_of(city, traffic(city), KINDS["styles"], KINDS["replaces"], KINDS["width"], False)
    towards = lane_routes.distances(city, options, end)
    distinct = {route.works: route for route in every_route(city, options, towards, start, end)}
    solved = [solved_route(city, options, route, {}) for route in distinct.values()]
    true = table(solved)
    true = true[nondominated(true)]
    xy = city.streets.junctions
    found = bike_lanes(city, xy[start], xy[end], solve=solve, most=5000, time_limit=600, **KINDS)
    assert found.complete
    assert {tuple(row) for row in table(list(found.front))} == {tuple(row) for row in true}


@pytest.fixture(scope="module")
def town() -> City:
    return twin.saint_jumeau()


@pytest.fixture(scope="module")
def found(town: City) -> LaneSearch:
    return bike_lanes(town, (150.0, 950.0), (900.0, 100.0), budget=400_000, solve=12)


def test_nothing_in_the_set_beats_the_front(found: LaneSearch) -> None:
    values = table(list(found.alternatives))
    assert nondominated(values).tolist() == [a.on_front for a in found.alternatives]
    assert [a.on_front for a in found.alternatives] == sorted((a.on_front for a in found.alternatives), reverse=True)
    assert [a.name for a in found.alternatives][:3] == ["A", "B", "C"]


def test_values_are_those_of_the_comparison(town: City, found: LaneSearch) -> None:
    """What the search says of a plan is what anybody finds who compares it."""
    best = found.best
    comparison = twin.compare(town, best.plan, ["car_time", "stress_km", "parking", "emergency"])
    assert comparison.row("car_time").difference == best.values["car_time"]
    assert comparison.row("stress_km").difference == -best.values["stress_relieved"]
    assert comparison.row("parking").difference == -best.values["parking"]
    assert float(price_range(comparison.cities[0], town)) == best.values["cost"] <= 400_000


def test_what_adds_up_is_known_beforehand(found: LaneSearch) -> None:
    """Parking and cost are sums over stretches; the car time to first order ignores that people change route."""
    for a in found.alternatives:
        assert a.values["parking"] == pytest.approx(a.proxy["parking"], abs=1e-6)
        assert a.values["cost"] == pytest.approx(a.proxy["cost"], rel=1e-9)
        assert a.values["emergency"] == pytest.approx(a.proxy["emergency"], abs=1e-6)


def test_a_route_is_joined_up(town: City, found: LaneSearch) -> None:
    streets = town.streets
    for a in found.alternatives:
        graph: dict[int, list[int]] = {}
        for row in a.rows:
            graph.setdefault(int(streets.tail[row]), []).append(int(row))
            graph.setdefault(int(streets.head[row]), []).append(int(row))
        assert sorted(len(rows) for rows in graph.values())[:2] == [1, 1]
        assert all(len(rows) == 2 for rows in graph.values() if len(rows) != 1)


def test_text_and_picture_in_both_languages(found: LaneSearch) -> None:
    english, french = str(found), found.text("fr")
    assert f"{found.generated} routes" in english
    assert f"{found.solved} of them solved" in english
    assert f"{len(found.front)} on the front" in english
    assert "made calm, km 4" in english  # weights are shown
    assert f"{found.generated} itinéraires" in french
    assert found.figure("fr").axes


def test_weights_order_the_front_and_remove_nothing(town: City, found: LaneSearch) -> None:
    again = bike_lanes(town, (150.0, 950.0), (900.0, 100.0), budget=400_000, solve=12, weights={"parking": 50, "stress_relieved": 0})
    assert {tuple(r) for r in table(list(again.front))} == {tuple(r) for r in table(list(found.front))}
    assert again.best.values["parking"] == min(a.values["parking"] for a in again.front)


def test_the_same_seed_gives_the_same(town: City) -> None:
    once, twice = (bike_lanes(town, budget=60_000, solve=3, most=20, seed=5) for _ in range(2))
    assert [a.values for a in once.alternatives] == [a.values for a in twice.alternatives]
    assert not once.complete
    assert "some of them" in str(once)


def test_a_budget_is_kept_and_progress_ends(town: City) -> None:
    seen: list[float] = []
    cheap = bike_lanes(town, budget=5_000, solve=5, progress=lambda share, _what: seen.append(share))
    assert all(a.values["cost"] <= 5_000 for a in cheap.alternatives)
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_out_of_time_gives_what_there_is(town: City) -> None:
    short = bike_lanes(town, budget=400_000, time_limit=1e-6)
    assert short.out_of_time
    assert short.solved == 1
    assert "time was up" in str(short)


def test_ctrl_c_gives_what_there_is(town: City) -> None:
    def stop_in_the_middle(share: float, _what: str) -> None:
        if 0.3 < share < 1:
            raise KeyboardInterrupt

    def stop_at_once(_share: float, _what: str) -> None:
        raise KeyboardInterrupt

    assert bike_lanes(town, budget=400_000, solve=6, progress=stop_in_the_middle).out_of_time
    with pytest.raises(KeyboardInterrupt):
        bike_lanes(town, budget=400_000, progress=stop_at_once)


def test_assumptions_hold(town: City) -> None:
    busy = bike_lanes(town, budget=20_000, solve=1, assume={"travel.peak_trips": 0.4})
    assert busy.best.values != bike_lanes(town, budget=20_000, solve=1).best.values
    with pytest.raises(twin.TwinError, match="peak_trips"):
        bike_lanes(town, assume={"travel.peak_trip": 0.4})


@pytest.mark.parametrize(("given", "message"), [
    ({"budget": 0}, "budget"), ({"budget": float("nan")}, "budget"), ({"budget": "much"}, "budget"), ({"budget": 1}, "for 1 € or less"),
    ({"start": "Nowhere"}, "no place"), ({"start": (1e6, 0)}, "from the nearest street"), ({"start": 3}, "x, y"),
    ({"start": (float("nan"), 0)}, "not finite"), ({"start": shapely.Point()}, "empty"),
    ({"start": "Mairie", "end": "Mairie"}, "same junction"), ({"weights": {"cars": 1}}, "car_time"), ({"weights": {"cost": -1}}, "from 0 on"),
    ({"weights": dict.fromkeys(CRITERIA, 0)}, "all are 0"), ({"solve": 0}, "solve"), ({"most": 2.5}, "most"), ({"seed": -1}, "seed"),
    ({"time_limit": -1}, "time_limit"), ({"styles": ("gold",)}, "painted"), ({"replaces": ("houses",)}, "parking"), ({"width": 9}, "width"),
    ({"replaces": ("nothing",), "width": 4}, "room for a lane"),
])  # fmt: skip
def test_wrong_questions_get_a_sentence(town: City, given: dict[str, Any], message: str) -> None:
    with pytest.raises(twin.TwinError, match=message):
        bike_lanes(town, **{"solve": 1, **given})


def test_towns_without_anything_to_relieve() -> None:
    calm = assemble(map_of([(shapely.LineString([(0, 50), (200, 50)]), {"highway": "residential"})], 200, 100), cell=10)
    with pytest.raises(twin.TwinError, match="nothing to relieve"):
        bike_lanes(calm)
    empty = assemble(map_of([(shapely.box(0, 0, 100, 100), {"landuse": "grass"})], 100, 100), cell=10)
    with pytest.raises(twin.TwinError, match="nothing to relieve"):
        bike_lanes(empty)
    with pytest.raises(twin.TwinError, match="takes a city"):
        bike_lanes("Paris")  # type: ignore[arg-type]


def test_calm_streets_are_used_as_they_are_unless_asked(town: City) -> None:
    now = traffic(town)
    left = options_of(town, now, ("painted",), ("parking",), 1.8, False)
    every = options_of(town, now, ("painted",), ("parking",), 1.8, True)
    assert (now.row_stress[left.row[left.lane != LEAVE]] > 2).all()
    assert (every.lane != LEAVE).sum() > (left.lane != LEAVE).sum()
