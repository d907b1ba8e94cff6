"""The morning peak in balance: nothing happens without a cause, nobody is lost, and solutions agree whatever the way to them."""

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import twin
from tests.mobility.towns import copied, homes, jumeau, office, one_street, street, town
from tests.search.lattice import lattice
from twin.city import City
from twin.interventions import Intervention
from twin.metrics.trips import stranded
from twin.mobility.coefficients import TRAVEL
from twin.mobility.demand import base_shares
from twin.mobility.traffic import BIKE, CAR, GAP, ROUNDS, STEADY, Traffic, traffic
from twin.models.assignment import equilibrium
from twin.streets import Streets

OCCUPANCY = 1.25
BOULEVARD = "Boulevard de la République"  # the busiest street of Saint-Jumeau
small_town = st.tuples(st.integers(3, 4), st.integers(0, 9))


@cache
def grid(n: int, seed: int) -> City:
    return lattice(n, seed)


def works() -> dict[str, list[Intervention]]:
    """Plans of every kind on Saint-Jumeau."""
    lane = twin.BikeLane(along=BOULEVARD, replaces="parking", style="separated")
    return {
        "lane for parking": [lane],
        "lane for a car lane": [twin.BikeLane(along=BOULEVARD, replaces="car lane")],
        "30 by signs": [twin.CalmStreets(along=BOULEVARD)],
        "30 with humps": [twin.CalmStreets(along=BOULEVARD, physical=True)],
        "school street": [twin.CloseStreet(along="Rue Jean-Jaurès")],
        "bridge closed": [twin.CloseStreet(along="Pont Neuf")],
        "all of it": [lane, twin.CalmStreets(along="Avenue Pierre-Semard", physical=True), twin.CloseStreet(along="Rue Jean-Jaurès")],
    }


@cache
def after(plan: str) -> City:
    return jumeau().apply(*works()[plan])


def balance(now: Traffic) -> NDArray[np.float64]:
    """(junctions,) cars that come in and start, less those that go out and end [veh/h]."""
    n = len(now.streets.junctions)
    kept = now.cars.demand.copy()
    for lost in now.cars.cut_off:
        kept[lost.origin, lost.destination] = 0.0
    start, end = (np.bincount(now.demand.node, kept.sum(axis=axis), n) for axis in (1, 0))
    inward, outward = (np.bincount(at, now.cars.flow, n) for at in (now.roads.head, now.roads.tail))
    return np.asarray(inward - outward + start - end)


# -- the present ---------------------------------------------------------------------------------------------
def test_the_untouched_map_has_the_base_shares_for_every_pair() -> None:
    for city in (jumeau(), grid(3, 1), one_street()):
        now = traffic(city)
        assert now.shares.shape == (*now.demand.trips.shape, 4)
        assert (now.shares == base_shares(TRAVEL)).all()
        assert not now.more_minutes.any()
        assert (now.rounds, now.steady) == (0, True)


def test_the_same_streets_again_change_nothing_to_the_last_bit() -> None:
    for city in (jumeau(), grid(4, 2)):
        before = traffic(city)
        same = traffic(replace(city, streets=copied(city.streets)))
        assert same is not before
        for name in ("shares", "daily", "stress", "more_minutes", "flow", "bike_flow", "speed", "bike_minutes"):
            np.testing.assert_array_equal(getattr(same, name), getattr(before, name), err_msg=name)
        np.testing.assert_array_equal(same.cars.skim, before.cars.skim)


def test_the_town_is_loaded_as_towns_are() -> None:
    """Total time over that of empty streets: 1.0 would test nothing (Sioux Falls has 2.2), a provincial peak lies between 1.1 and 1.4."""
    now = traffic(jumeau())
    assert 1.1 < now.cars.total_time / float(now.cars.flow @ now.roads.free_time) < 1.4
    assert now.cars.converged
    assert now.cars.gap <= GAP / 10


def test_untouched_streets_are_not_solved_twice() -> None:
    assert traffic(jumeau()) is traffic(jumeau().apply(twin.Depave(where="Place du Marché")))


# -- conservation --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("plan", works())
def test_trips_are_kept_shared_out_and_carried(plan: str) -> None:
    before, now = traffic(jumeau()), traffic(after(plan))
    assert now.demand is before.demand
    np.testing.assert_allclose(now.shares.sum(axis=2), 1.0, atol=1e-12)
    assert now.shares.min() >= 0
    cars = float(now.car_trips.sum()) / OCCUPANCY
    lost = sum(c.demand for c in now.cars.cut_off)
    # the last round of choices may move no share by more than STEADY after the streets were solved
    assert now.cars.assigned + now.cars.intrazonal + lost == pytest.approx(cars, abs=STEADY * now.demand.total)
    assert now.cars.flow.min() >= 0
    assert not now.cars.flow[now.roads.capacity == 0].any()
    assert not now.bikes.flow[now.rides.barred].any()


@pytest.mark.parametrize("plan", works())
def test_what_comes_into_a_junction_leaves_it(plan: str) -> None:
    now = traffic(after(plan))
    np.testing.assert_allclose(balance(now), 0, atol=1e-6 * now.cars.flow.max())


@pytest.mark.parametrize("plan", works())
def test_choices_settle(plan: str) -> None:
    now = traffic(after(plan))
    assert now.steady
    assert now.rounds < ROUNDS
    assert now.cars.converged
    assert now.cars.gap <= GAP


# -- closing streets -----------------------------------------------------------------------------------------
def test_a_closed_street_is_empty_of_cars_and_open_to_bikes() -> None:
    city = after("school street")
    row = city.street("Rue Jean-Jaurès")
    before, now = traffic(jumeau()), traffic(city)
    assert before.flow[row].min() > 0
    assert not now.flow[row].any()
    assert not now.daily[row].any()
    assert (now.row_stress[row] == 1).all()
    assert not now.rides.barred[np.isin(now.rides.row, row)].any()
    assert stranded(now) == 0  # there are other ways


def test_who_is_cut_off_is_counted_and_goes_otherwise() -> None:
    """The only street is closed: 860 × 0.3 trips, half of them by car, go on foot, by transit and by bike in their base proportions."""
    city = one_street()
    now = traffic(city.apply(twin.CloseStreet(along="Rue", how="modal filter")))
    assert now.steady
    assert stranded(now) == pytest.approx(0.5 * now.demand.total)
    assert now.shares[0, 1] == pytest.approx([0, 0.32 / 0.5, 0.12 / 0.5, 0.06 / 0.5], rel=0.06)  # felt shorter by bike: a little more
    assert now.shares[0, 1, BIKE] > 0.12
    assert now.demand.total == traffic(city).demand.total
    assert now.car_trips.sum() == 0
    assert now.cars.assigned == 0


def test_a_bike_finds_the_closed_street_shorter() -> None:
    """Worked by hand: 400 m at 15 km/h, felt as 0.84 of it: 0.256 minutes less, at 0.05 of utility each; no car any more."""
    now = traffic(one_street().apply(twin.CloseStreet(along="Rue")))
    gained = 0.06 * np.exp(0.05 * 400 * 0.16 / 250)
    assert now.shares[0, 1, BIKE] == pytest.approx(gained / (gained + 0.44), rel=1e-6)


# -- cause and effect ----------------------------------------------------------------------------------------
@given(small_town, st.integers(0, 23), st.sampled_from(["painted", "separated", "two-way track"]))
@settings(deadline=None, max_examples=15)
def test_a_lane_that_takes_nothing_never_makes_cars_slower(which: tuple[int, int], name: int, style: str) -> None:
    """All cars together; the mean of those still driving may rise by less than the share that left, if these drove less far."""
    city = grid(*which)
    known = city.street_names
    lane = twin.BikeLane(
        along=known[name % len(known)], replaces="nothing", style=style, width=1.2, side="both" if style == "painted" else "right"
    )
    try:
        laid = city.apply(lane)
    except twin.TwinError:
        assume(False)  # no room without taking anything
    before, now = traffic(city), traffic(laid)
    rounding = 1e-9
    assert now.cars.total_time <= before.cars.total_time + rounding
    assert now.car_trips.sum() <= before.car_trips.sum() + rounding
    assert now.bike_trips.sum() >= before.bike_trips.sum() - rounding


@given(small_town, st.integers(0, 200), st.floats(1.05, 3.0))
@settings(deadline=None, max_examples=15)
def test_more_capacity_never_raises_the_objective(which: tuple[int, int], link: int, factor: float) -> None:
    """Beckmann's objective at fixed demand: the old flows are still possible and cost less (total time may rise: Braess)."""
    now = traffic(grid(*which))
    network = now.cars.network
    capacity = network.capacity.copy()
    capacity[link % len(capacity)] *= factor
    wider = equilibrium(network.replace(capacity=capacity), now.cars.demand, gap=1e-8, start=now.cars)
    tight = equilibrium(network, now.cars.demand, gap=1e-8, start=now.cars)
    assert wider.objective <= tight.objective + 1e-8 * tight.total_time  # a gap of g leaves the objective within g × total time


def test_more_trips_make_every_car_slower() -> None:
    """On one street all trips are alike: t = t0 (1 + (v / 600)^4) with v = 0.5 × 860 × peak_trips / 1.25 and t0 = 0.48 min."""
    for peak in (0.2, 0.3, 0.4):
        minutes = twin.evaluate(one_street(), ["car_time"], {"travel.peak_trips": peak})["car_time"].value
        flow = 0.5 * one_street().people.total * peak / OCCUPANCY
        assert minutes == pytest.approx(0.48 * (1 + (flow / 600) ** 4), rel=1e-6)


# -- many ways to one solution -------------------------------------------------------------------------------
def test_the_order_of_works_does_not_matter() -> None:
    plan = works()["all of it"]
    there, back = traffic(jumeau().apply(*plan)), traffic(jumeau().apply(*plan[::-1]))
    assert abs(there.cars.total_time - back.cars.total_time) <= max(there.cars.resolution, back.cars.resolution)
    np.testing.assert_allclose(there.shares, back.shares, atol=STEADY)
    np.testing.assert_allclose(there.flow, back.flow, atol=0.05)


def relabelled(city: City, seed: int) -> tuple[City, NDArray[np.intp]]:
    """The city with rows and junctions in another order, and which row each was."""
    s, rng = city.streets, np.random.default_rng(seed)
    rows, points = rng.permutation(len(s)), rng.permutation(len(s.junctions))
    place = np.argsort(points)
    own = ("junctions", "imputed", "tail", "head")
    columns = {f.name: getattr(s, f.name)[rows] for f in fields(s) if f.name not in own}
    tail, head = place[s.tail[rows]], place[s.head[rows]]
    imputed = {k: v[rows] for k, v in s.imputed.items()}
    streets = Streets(**columns, tail=tail, head=head, junctions=s.junctions[points], imputed=imputed)
    return replace(city, streets=streets, mapped_streets=streets), rows


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_streets_on_the_map_does_not_matter(seed: int) -> None:
    """Flows where time grows with flow are unique; a gap of 1e-7 leaves them within a few hundredths of a vehicle an hour."""
    for city in (jumeau(), grid(4, 2)):
        other, rows = relabelled(city, seed)
        before, now = traffic(city), traffic(other)
        np.testing.assert_allclose(now.flow, before.flow[rows], atol=0.05)
        np.testing.assert_allclose(now.bike_flow, before.bike_flow[rows], atol=1e-6)
        assert not now.cars.resolves(before.cars) or now.cars.total_time == pytest.approx(before.cars.total_time, rel=1e-6)


def test_a_street_drawn_the_other_way_round_is_the_same_street() -> None:
    points = [(50.0, 100.0), (450.0, 100.0)]
    there = traffic(one_street())
    back = traffic(town(street(*points[::-1]), homes(60, 120, 400), office(440, 120), width=500, height=200))
    assert back.flow == pytest.approx(there.flow)
    assert back.cars.total_time == pytest.approx(there.cars.total_time)


# -- evidence ------------------------------------------------------------------------------------------------
def tracked(rows: NDArray[np.intp]) -> City:
    """Saint-Jumeau with a track on both sides of these stretches, whatever their width."""
    return replace(jumeau(), streets=jumeau().streets.changed(rows, {"cycle_left": "track", "cycle_right": "track"}))


@pytest.mark.parametrize("which", ["where it fits", "the whole boulevard", "all main streets"])
def test_tracks_move_people_as_much_as_they_did_elsewhere(which: str) -> None:
    """Per kilometre of street: +0.6 % (preprint) and +11 to +48 % for 11.5 km of pop-up lanes (Kraus and Koch 2021, 106 cities)."""
    kinds = jumeau().streets.kinds.astype(str)
    rows = jumeau().street(BOULEVARD) if which == "the whole boulevard" else np.flatnonzero(np.isin(kinds, ["secondary", "tertiary"]))
    city = after("lane for parking") if which == "where it fits" else tracked(rows)
    before, now = traffic(jumeau()), traffic(city)
    km = float(city.streets.length[city.streets.cycle_left != jumeau().streets.cycle_left].sum()) / 1000
    more = float((now.bike_trips - before.bike_trips).sum() / before.bike_trips.sum())
    assert km > 0.6
    assert 0.006 < more / km < 0.48 / 11.5


def test_a_car_lane_taken_sends_traffic_elsewhere() -> None:
    """The street loses traffic, the sum of all car trips hardly falls: what the first answer of mode choice cannot be is a miracle."""
    before, now = traffic(jumeau()), traffic(after("lane for a car lane"))
    rows = np.flatnonzero(now.streets.lanes != before.streets.lanes)
    km = before.streets.length[rows]
    assert -0.5 < float(now.flow[rows] @ km) / float(before.flow[rows] @ km) - 1 < -0.05
    assert -0.05 < float(now.car_trips.sum() / before.car_trips.sum()) - 1 < 0
    assert now.shares[..., CAR].min() > 0
