"""Traffic: who goes how and where on a weekday morning, streets and choices in balance.

Present shares of the modes rest on the streets as the map shows them (`City.mapped_streets`). When streets change, times by car and
felt times by bike change, people change over (pivot-point logit), cars spread anew (equilibrium), and so on until it is stable.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.features import Bounds
from twin.mobility.coefficients import TRAVEL
from twin.mobility.demand import Demand, base_shares, demand_of
from twin.mobility.rides import Comfort, Rides, comfort_of, felt_length, ride_network, rides_of, stress_of, worst_stress
from twin.mobility.roads import Roads, roads_of
from twin.models.assignment import Solution, equilibrium
from twin.models.mode_choice import MODES, pivot
from twin.models.paths import ShortestPaths
from twin.parameter import Coefficients
from twin.people import People
from twin.streets import Streets

Array = NDArray[np.float64]
CAR, BIKE = MODES.index("car"), MODES.index("bike")
GAP = float(TRAVEL["gap"])  # of an ordinary run
STEADY = GAP
ROUNDS = 20
SHORTEST = 0.1  # stride of choices where they swing most: a tenth of the way to what people would choose now
HELD_AFTER = 3  # rounds after which the traffic that cyclists feel is held: its classes are steps, between which choices could swing


@dataclass(frozen=True, eq=False)
class Traffic:
    """The morning peak hour of one state of a city's streets.

    streets, demand   what it is of
    roads, cars       links for cars, and their equilibrium [min, veh/h]
    rides, bikes      links for bikes, and everybody on the ride that feels shortest [felt m, trips/h]
    shares            (zones, zones, 4) of `MODES`
    daily             (rows,) motor vehicles a day on each row of streets, both directions
    stress            (links of `rides`,) level of traffic stress [1..4]
    more_minutes      (zones, zones, 2) by which a car trip, and a ride as it feels, became longer than on the streets as mapped
    travel            the coefficients used
    rounds, steady    between choices and streets, and whether they settled
    """

    streets: Streets
    demand: Demand
    roads: Roads
    cars: Solution
    rides: Rides
    bikes: Solution
    shares: Array
    daily: Array
    stress: NDArray[np.int8]
    more_minutes: Array
    travel: Coefficients
    rounds: int
    steady: bool

    @property
    def car_trips(self) -> Array:
        """(zones, zones) trips of persons by car [1/h]; those that no open street joins are with the other modes."""
        return self.demand.trips * self.shares[..., CAR]

    @property
    def bike_trips(self) -> Array:
        """(zones, zones) [1/h]"""
        return self.demand.trips * self.shares[..., BIKE]

    @cached_property
    def flow(self) -> Array:
        """(rows,) cars in the peak hour, both directions [veh/h]."""
        return np.bincount(self.roads.row, self.cars.flow, len(self.streets)).astype(float)

    @cached_property
    def bike_flow(self) -> Array:
        """(rows,) bikes in the peak hour, both directions [1/h]."""
        return np.bincount(self.rides.row, self.bikes.flow, len(self.streets)).astype(float)

    @cached_property
    def speed(self) -> Array:
        """(links of `roads`,) mean speed with the delay at the junction [km/h]."""
        return np.asarray(self.roads.length / 1000 / (self.cars.time / 60))

    @cached_property
    def row_stress(self) -> NDArray[np.int8]:
        """(rows,) the more stressful of the directions open to bikes; 0 where bikes may not ride."""
        return worst_stress(self.rides, self.stress, len(self.streets))

    @cached_property
    def bike_minutes(self) -> Array:
        """(zones, zones) minutes by bike on the ride that feels shortest, inf where there is none."""
        return _ridden(self.bikes, self.rides, float(self.travel["bike_speed"]))

    @cached_property
    def comfort(self) -> Comfort:
        """Shortest rides, and shortest calm ones."""
        return comfort_of(self.rides, self.stress, self.demand.node, len(self.streets.junctions))


def traffic(city: City, travel: Coefficients = TRAVEL) -> Traffic:
    """The morning peak of `city`: as mapped when its streets are untouched, else in balance with the changed streets.

    Costs one assignment (about 0.2 s for a square kilometre) when streets changed and nothing when they did not: states are
    remembered by the identity of the parts they depend on.
    """
    return _traffic(city.streets, city.mapped_streets, city.people, city.buildings, city.bounds, travel)


@lru_cache(maxsize=32)
def _traffic(streets: Streets, mapped: Streets, people: People, buildings: Buildings, bounds: Bounds, travel: Coefficients) -> Traffic:
    if streets is mapped:
        usual = None if travel == TRAVEL else _traffic(mapped, mapped, people, buildings, bounds, TRAVEL)
        return _present(streets, demand_of(mapped, people, buildings, bounds, travel), travel, usual)
    return _settled(streets, _traffic(mapped, mapped, people, buildings, bounds, travel), travel)


def _present(streets: Streets, demand: Demand, travel: Coefficients, usual: Traffic | None) -> Traffic:
    """The state in which everybody travels by the base shares; other coefficients start from the ways taken by the `usual` ones."""
    shares = np.broadcast_to(base_shares(travel), (len(demand), len(demand), len(MODES)))
    roads = roads_of(streets, travel)
    network = roads.network(demand.node, len(streets.junctions), travel)
    start = usual.cars if usual is not None and usual.cars.fits(network) else None
    cars = equilibrium(network, _vehicles(demand, shares, travel), gap=float(travel["gap"]) / 10, start=start)
    return _state(streets, demand, roads, cars, shares, np.zeros((len(demand), len(demand), 2)), travel, 0, True)


def _settled(streets: Streets, before: Traffic, travel: Coefficients) -> Traffic:
    """Choices and streets in balance after the streets changed, from the present state."""
    demand, roads, base = before.demand, roads_of(streets, travel), np.asarray(before.shares)
    network = roads.network(demand.node, len(streets.junctions), travel)
    shares, cars, steady = base, before.cars, False
    daily, last, stride = before.daily, None, 1.0
    for done in range(1, ROUNDS + 1):
        cars = equilibrium(network, _vehicles(demand, shares, travel), gap=float(travel["gap"]), start=cars)
        if done <= HELD_AFTER:
            daily = daily_traffic(streets, roads, cars, travel)
            felt = _felt_minutes(streets, demand, daily, travel)
        more = _more_minutes(before, cars.skim, felt, travel)
        fresh = _chosen(base, more, demand, travel)
        wish = fresh - shares
        if float(np.abs(wish).max(initial=0.0)) <= float(travel["gap"]):
            shares, steady = fresh, True
            break
        stride = _stride(stride, last, wish, demand.trips)
        shares, last = shares + stride * wish, wish
    return _state(streets, demand, roads, cars, shares, more, travel, done, steady)


def _stride(stride: float, last: Array | None, wish: Array, trips: Array) -> float:
    """How far to go towards what people wish now, seen how the last stride changed their wishes (Aitken 1926, for vectors).

    A street near its capacity answers to a few cars more with many minutes, and whole steps would swing to and fro.
    """
    if last is None:
        return 1.0
    turned = np.where(trips[..., None] > 0, wish - last, 0.0)
    size = float((turned**2).sum())
    return float(np.clip(-stride * (last * turned).sum() / size, SHORTEST, 1.0)) if size > 0 else 1.0


def _state(streets: Streets, demand: Demand, roads: Roads, cars: Solution, shares: Array, more: Array, travel: Coefficients,
           rounds: int, steady: bool) -> Traffic:  # fmt: skip
    rides, daily = rides_of(streets), daily_traffic(streets, roads, cars, travel)
    cost = felt_length(rides, daily, travel)
    network = ride_network(rides, cost, demand.node, len(streets.junctions), rides.barred)
    bikes = equilibrium(network, demand.trips * shares[..., BIKE], gap=float(travel["gap"]))
    stress = stress_of(streets, rides, daily)
    return Traffic(streets, demand, roads, cars, rides, bikes, shares, daily, stress, more, travel, rounds, steady)


def _vehicles(demand: Demand, shares: Array, travel: Coefficients) -> Array:
    return np.asarray(demand.trips * shares[..., CAR] / float(travel["occupancy"]))


def daily_traffic(streets: Streets, roads: Roads, cars: Solution, travel: Coefficients) -> Array:
    """(rows,) motor vehicles a day: the peak hour of both directions over its share of the day."""
    return np.asarray(np.bincount(roads.row, cars.flow, len(streets)) / float(travel["peak_share"]))


def _felt_minutes(streets: Streets, demand: Demand, daily: Array, travel: Coefficients) -> Array:
    """(zones, zones) felt minutes by bike."""
    rides = rides_of(streets)
    network = ride_network(rides, felt_length(rides, daily, travel), demand.node, len(streets.junctions), rides.barred)
    return ShortestPaths(network).update(network.free_time) / (float(travel["bike_speed"]) * 1000 / 60)


def _more_minutes(before: Traffic, car_minutes: Array, felt_minutes: Array, travel: Coefficients) -> Array:
    """(zones, zones, 2) minutes longer by car and by bike, inf where there is no way any more; a pair without a way before has 0."""
    speed = float(travel["bike_speed"]) * 1000 / 60
    more = np.zeros((*car_minutes.shape, 2))
    for k, (now, then) in enumerate(((car_minutes, before.cars.skim), (felt_minutes, before.bikes.skim / speed))):
        known = np.isfinite(then)
        more[..., k] = np.where(known, now - np.where(known, then, 0.0), 0.0)
    return more


def _chosen(base: Array, more: Array, demand: Demand, travel: Coefficients) -> Array:
    """(zones, zones, 4) shares that people choose at these times, as far as they have `adopted` them.

    Car trips through a gate that lost their way stay off the map: who drives through a town does not walk through it; their shares
    then add up to less than 1.
    """
    shares = pivot(base, _utility(more, travel))
    gates = np.arange(len(demand)) >= demand.inner
    away = ~np.isfinite(more[..., 0]) & (gates[:, None] | gates)
    shares[away] = base[away] * (np.arange(len(MODES)) != CAR)
    if travel["adopted"] < 1:
        free = np.isfinite(more).all(axis=-1)  # whoever lost the way must change at once
        shares[free] = base[free] + float(travel["adopted"]) * (shares[free] - base[free])
    return shares


def _utility(more: Array, travel: Coefficients) -> Array:
    """(zones, zones, 4) change of utility; walking and transit stay as they were."""
    change = np.zeros((*more.shape[:2], len(MODES)))
    change[..., CAR] = float(travel["beta_car"]) * more[..., 0]
    change[..., BIKE] = float(travel["beta_bike"]) * more[..., 1]
    return change


def _ridden(bikes: Solution, rides: Rides, speed: float) -> Array:
    """(zones, zones) minutes of the rides taken; pairs without trips get the time of their felt length."""
    zones = len(bikes.network.zones)
    metres = bikes.paths.sum(rides.length)
    found = np.asarray(bikes.skim, dtype=float).ravel().copy()
    found[bikes.paths.pair] = metres
    return found.reshape(zones, zones) / (speed * 1000 / 60)
