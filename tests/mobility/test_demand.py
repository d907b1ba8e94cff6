"""Trips of the morning peak: nobody is lost, nobody appears, and the gravity model is what it says."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from tests.mobility.towns import homes, jumeau, office, one_street, roads, street, town
from tests.search.lattice import lattice
from twin.city import City
from twin.mobility.coefficients import GATES, TRAVEL
from twin.mobility.demand import BACK, Demand, base_shares, demand_of
from twin.mobility.roads import gates_of
from twin.mobility.traffic import traffic
from twin.parameter import Coefficients

Array = NDArray[np.float64]
PER_CAR = 1.25 / 0.50  # trips by all modes for each car: occupancy over the share of the car


def demand(city: City, travel: Coefficients = TRAVEL) -> Demand:
    return demand_of(city.streets, city.people, city.buildings, city.bounds, travel)


def willingness(city: City, d: Demand) -> Array:
    """f_ij worked out apart from the package's own shortest paths."""
    r = roads(city)
    use = r.capacity > 0
    n = len(city.streets.junctions)
    order = np.lexsort((r.free_time[use], r.head[use], r.tail[use]))
    tail, head, time = r.tail[use][order], r.head[use][order], r.free_time[use][order]
    _, first = np.unique(np.stack([tail, head]), axis=1, return_index=True)  # the quickest of parallel streets
    minutes = dijkstra(csr_array((time[first], (tail[first], head[first])), shape=(n, n)), indices=d.node)[:, d.node]
    f: Array = np.exp(-float(TRAVEL["decay"]) * minutes)
    f[: d.inner, : d.inner] *= float(TRAVEL["near_home"])
    np.fill_diagonal(f, BACK)
    return f


def ends(city: City, d: Demand) -> tuple[Array, Array]:
    """(zones,) trips that leave, and needs that draw trips, by the definitions in the docstring."""
    leave, arrive = np.zeros(len(d)), np.zeros(len(d))
    extra = {"retail": float(TRAVEL["per_shop_job"]), "education": float(TRAVEL["per_school_job"])}
    for i, zone in enumerate(d.home):
        if zone >= 0:
            leave[zone] += city.people.residents[i] * float(TRAVEL["peak_trips"])
            arrive[zone] += city.people.jobs[i] * (float(TRAVEL["per_job"]) + extra.get(str(city.buildings.use[i]), 0.0))
    gates = gates_of(city.streets, city.bounds, TRAVEL)
    for node, enters, leaves in zip(gates.junction, gates.entering, gates.leaving, strict=True):
        for zone in np.flatnonzero(d.node[d.inner :] == node) + d.inner:
            leave[zone], arrive[zone] = enters * PER_CAR, leaves * PER_CAR
    return leave, arrive


TOWNS: dict[str, Callable[[], City]] = {"jumeau": jumeau, "lattice": partial(lattice, 4, 2), "street": one_street}


@pytest.mark.parametrize("which", ["jumeau", "lattice"])
def test_trips_are_a_doubly_constrained_gravity_model(which: str) -> None:
    """T_ij = a_i b_j f_ij with every row the trips that leave and every column the trips that arrive, scaled to those that leave.

    Trips within a zone are taken out afterwards; a_i b_i f_ii, from three other pairs, gives them back.
    """
    city = TOWNS[which]()
    d = demand(city)
    f, full = willingness(city, d), d.trips.copy()
    leave, arrive = ends(city, d)
    senders, takers = np.flatnonzero(leave), np.flatnonzero(arrive)
    for i in np.intersect1d(senders, takers):
        k = next(s for s in senders if s != i)
        j = next(t for t in takers if t not in (i, k))
        full[i, i] = full[i, j] * full[k, i] / full[k, j] * f[i, i] * f[k, j] / (f[i, j] * f[k, i])
    np.testing.assert_allclose(full.sum(axis=1), leave, rtol=1e-6)
    np.testing.assert_allclose(full.sum(axis=0), arrive * leave.sum() / arrive.sum(), rtol=1e-6)
    i, j, k, m = senders[0], takers[-1], senders[-1], takers[1]
    assert full[i, j] * full[k, m] / (full[i, m] * full[k, j]) == pytest.approx(f[i, j] * f[k, m] / (f[i, m] * f[k, j]), rel=1e-6)
    assert (d.trips >= 0).all()
    assert not d.trips.diagonal().any()


@pytest.mark.parametrize("which", TOWNS)
def test_every_resident_and_every_job_belongs_to_a_zone(which: str) -> None:
    city = TOWNS[which]()
    d = demand(city)
    assert d.lost == 0
    assert d.residents.sum() == pytest.approx(city.people.total)
    assert d.jobs.sum() == pytest.approx(city.people.total_jobs)
    placed = d.home >= 0
    assert np.array_equal(placed, city.people.inside & (city.people.residents + city.people.jobs > 0))
    np.testing.assert_allclose(np.bincount(d.home[placed], city.people.residents[placed], d.inner), d.residents[: d.inner])
    assert not d.residents[d.inner :].any()
    assert not d.jobs[d.inner :].any()


def test_one_street_worked_by_hand() -> None:
    """860 residents × 0.3 trips leave; all offices stand at the other end, so all trips go there."""
    city = one_street()
    d = demand(city)
    people = city.people.residents.sum()
    assert people == pytest.approx(860, abs=1)
    assert d.trips.tolist() == [pytest.approx([0, 0.3 * people], rel=1e-6), [0, 0]]
    assert d.total == pytest.approx(0.3 * people)
    np.testing.assert_array_equal(d.local, d.trips)


def test_zones_are_at_the_middle_of_their_people_and_at_the_nearest_junction() -> None:
    d = demand(one_street())
    np.testing.assert_allclose(d.point, [(60, 120), (440, 120)], atol=0.01)
    np.testing.assert_allclose(one_street().streets.junctions[d.node], [(50, 100), (450, 100)], atol=0.01)


# -- towns without this or that ------------------------------------------------------------------------------
def test_without_streets_everybody_is_lost_and_counted() -> None:
    city = town(homes(100, 100), office(300, 300))
    d = demand(city)
    assert (len(d), d.total) == (0, 0)
    assert d.lost == pytest.approx(city.people.total + city.people.total_jobs)
    assert (d.home == -1).all()
    assert traffic(city).cars.total_time == 0


def test_without_people_only_through_traffic_is_left() -> None:
    """Two gates of tertiary class: 325 cars each way, nearly all straight through 400 m at 50 km/h; `BACK` against them turns round."""
    d = demand(town(street((0, 200), (400, 200))))
    assert (d.inner, len(d)) == (0, 2)
    through = np.exp(-0.10 * 0.48)
    assert d.trips == pytest.approx(325 * PER_CAR * through / (through + BACK) * (1 - np.eye(2)))


def test_a_street_that_leads_nowhere_else_has_no_trips() -> None:
    assert demand(town(street((0, 200), (300, 200)))).total == 0  # in by the gate, and no other place to go
    assert demand(town(street((100, 200), (300, 200)))).total == 0


def test_homes_without_work_send_everybody_out_by_the_gate() -> None:
    city = town(street((0, 200), (200, 200)), homes(200, 220))
    d = demand(city)
    assert d.trips[0, 1] == pytest.approx(0.3 * city.people.total)
    assert d.trips[1, 0] == 0  # nothing in town draws the cars that could enter


def test_buildings_outside_the_map_take_no_part() -> None:
    d = demand(town(street((100, 200), (300, 200)), homes(100, 220), homes(399, 396, flats=50), homes(402, 300, flats=50)))
    assert (d.home == -1).tolist() == [False, False, True]


def test_paths_and_service_ways_alone_carry_no_zones() -> None:
    city = town(street((50, 200), (350, 200), kind="footway"), street((50, 100), (350, 100), kind="service"), homes(100, 220))
    assert demand(city).lost == pytest.approx(city.people.total)


# -- gates ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [*GATES, "primary_link"])
@pytest.mark.parametrize(("oneway", "enters", "leaves"), [("no", 1, 1), ("yes", 1, 0), ("-1", 0, 1)])
def test_gates_carry_the_traffic_of_their_class_in_the_directions_that_are_open(kind: str, oneway: str, enters: int, leaves: int) -> None:
    """The street is drawn from the edge inwards."""
    city = town(street((0, 200), (200, 200), kind=kind, tags={"oneway": oneway}))
    gates = gates_of(city.streets, city.bounds, TRAVEL)
    flow = float(GATES[kind.removesuffix("_link")])
    assert city.streets.junctions[gates.junction][:, 0] == pytest.approx([0], abs=0.01)
    assert (gates.entering[0], gates.leaving[0]) == (flow * enters, flow * leaves)


@pytest.mark.parametrize(
    "drawn",
    [
        street((0, 200), (200, 200), kind="service"),
        street((0, 200), (200, 200), kind="footway"),
        street((0, 200), (200, 200), kind="living_street"),
        street((0, 200), (200, 200), tags={"motor_vehicle": "no"}),
        street((30, 200), (200, 200)),
    ],
)
def test_other_ways_are_no_gates(drawn: tuple[shapely.Geometry, dict[str, str]]) -> None:
    city = town(drawn)
    assert len(gates_of(city.streets, city.bounds, TRAVEL).junction) == 0


def test_a_junction_at_the_rim_is_no_gate() -> None:
    city = town(street((10, 100), (10, 300)), street((10, 200), (200, 200)))
    gates = gates_of(city.streets, city.bounds, TRAVEL)
    assert sorted(city.streets.junctions[gates.junction][:, 1].round()) == [100, 300]  # dead ends there run on; the junction does not


def test_one_way_gates_send_in_or_take_out_only() -> None:
    """In by the west, out by the east; the homes send all their trips out."""
    city = town(street((0, 200), (200, 200), tags={"oneway": "yes"}), street((200, 200), (400, 200)), homes(200, 220))
    d = demand(city)
    west = int(np.argmin(city.streets.junctions[d.node][:, 0] + 1000 * (np.arange(len(d)) < d.inner)))
    assert d.trips[:, west].sum() == 0
    assert d.trips[west].sum() == pytest.approx(325 * PER_CAR)


# -- coefficients --------------------------------------------------------------------------------------------
@given(st.floats(0.2, 0.4), st.floats(0.05, 0.3), st.floats(1, 10))
@settings(deadline=None, max_examples=15)
def test_whatever_the_coefficients_trips_leave_as_many_as_people_make(peak: float, decay: float, near: float) -> None:
    city = lattice(3, 1)
    d = demand(city, TRAVEL.replace({"peak_trips": peak, "decay": decay, "near_home": near}))
    leave = float(d.residents.sum()) * peak
    assert 0.9 * leave < float(d.trips[: d.inner].sum()) <= leave * (1 + 1e-8)  # the rest stays within its zone


def test_people_keep_to_the_town_more_when_near_places_are_dearer() -> None:
    city = lattice(4, 2)
    local = [float(demand(city, TRAVEL.replace({"near_home": near})).local.sum()) for near in (1.0, 5.0, 10.0)]
    assert local[0] < local[1] < local[2]


def test_trips_are_remembered_and_shares_sum_to_one() -> None:
    city = lattice(3, 1)
    assert demand(city) is demand(city)
    assert base_shares(TRAVEL).sum() == pytest.approx(1)
