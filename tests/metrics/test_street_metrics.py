"""Metrics of streets: one street worked by hand, and which way numbers go on Saint-Jumeau when streets change."""

from functools import cache
from math import atan2, exp, hypot, log10, pi

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import twin
from tests.mobility.towns import homes, jumeau, office, one_street, street, town
from tests.search.lattice import lattice
from twin.city import City
from twin.interventions import Intervention
from twin.metrics.trips import mean_times
from twin.mobility.traffic import traffic
from twin.models.emissions import car_nox
from twin.models.noise import day_evening_night, road_emission

KEYS = (
    "car_time car_time_worst car_km bike_share access access_car low_stress stress_km crash_risk health co2_traffic nox_traffic "
    "parking emergency response_time noise"
).split()
KM = 0.4  # of one street
FREE = KM / 50 * 60  # min


def value(city: City, key: str, **assume: float) -> float:
    return twin.evaluate(city, [key], {k.replace("__", "."): v for k, v in assume.items()})[key].value


def cars(people: float) -> float:
    """[veh/h] of residents who all go one way: 0.3 trips each, half of them by car, 1.25 in a car."""
    return people * 0.3 * 0.5 / 1.25


def minutes(flow: float, capacity: float = 600.0, free: float = FREE) -> float:
    return free * (1 + (flow / capacity) ** 4)


# -- one street: homes in the west, offices in the east ------------------------------------------------------
@pytest.mark.parametrize("flats", [400, 1600])
def test_time_and_distance_of_cars(flats: int) -> None:
    city = one_street(flats=flats)
    flow = cars(city.people.total)
    assert value(city, "car_time") == pytest.approx(minutes(flow), rel=1e-6)
    assert value(city, "car_time_worst") == pytest.approx(minutes(flow), rel=1e-6)
    assert value(city, "car_km") == pytest.approx(flow * KM, rel=1e-6)
    assert value(city, "bike_share") == 6.0
    delay = twin.evaluate(city, ["car_time"]).map("car_time")
    assert np.nanmax(delay) == pytest.approx(60 * (minutes(flow) - FREE), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("maxspeed", "flats"), [("50", 400), ("30", 1600)])
def test_exhaust_is_flow_times_length_times_the_curve_at_the_mean_speed(maxspeed: str, flats: int) -> None:
    """CO2: half small engines, half medium ones, 3 % electric, fuel by EMEP/EEA 2013 table 3-41, 3.1695 kg a kg."""
    city = one_street({"maxspeed": maxspeed}, flats)
    flow = cars(city.people.total)
    v = KM / (minutes(flow, free=KM / float(maxspeed) * 60) / 60)
    small = (110 - 1.67 * v + 0.0312 * v**2) / (1 + 0.0261 * v + 2.25e-4 * v**2)
    medium = (136 - 1.65 * v + 0.0312 * v**2) / (1 + 0.0260 * v + 2.28e-4 * v**2)
    per_km = (small + medium) / 2 * 44.011 / (12.011 + 1.008 * 1.86) * 0.97
    assert value(city, "co2_traffic") == pytest.approx(flow * KM * per_km / 1000, rel=1e-6)
    assert value(city, "nox_traffic") == pytest.approx(flow * KM * float(car_nox(v)), rel=1e-6)


@pytest.mark.parametrize(("flats", "calm"), [(630, True), (650, False)])
def test_a_street_is_calm_up_to_1500_vehicles_a_day(flats: int, calm: bool) -> None:
    """LTS v2.2: 50 km/h, a lane each way with a centre line."""
    city = one_street(flats=flats)
    assert (cars(city.people.total) / 0.11 <= 1500) == calm
    assert value(city, "low_stress") == (100 if calm else 0)
    assert value(city, "stress_km") == pytest.approx(0 if calm else KM)


def test_health_of_the_minutes_ridden() -> None:
    """6 % of the trips ride 400 m at 15 km/h; a day is ten such hours; 10 % less risk for 100 minutes a week, three quarters of it new."""
    city = one_street()
    week = city.people.total * 0.3 * 0.06 * 400 / 250 / 0.10 * 7 * 0.8
    assert value(city, "health") == pytest.approx(258e-5 * 0.75 * 0.10 / 100 * week, rel=1e-6)


@pytest.mark.parametrize(
    ("works", "speed", "apart"),
    [
        (twin.CalmStreets(along="Rue", physical=True), 30, 1.0),
        (twin.CalmStreets(along="Rue"), 45, 1.0),
        (twin.BikeLane(along="Rue", replaces="nothing", style="separated", width=1.4), 50, 0.5),
        (twin.BikeLane(along="Rue", replaces="nothing", style="two-way track", width=1.4), 50, 0.5),
        (twin.BikeLane(along="Rue", replaces="nothing", style="separated", width=1.4, side="right"), 50, 0.75),
        (twin.BikeLane(along="Rue", replaces="nothing"), 50, 1.0),
    ],
    ids=["humps", "signs", "tracks", "two-way track", "one track", "painted"],
)
def test_crash_risk_of_a_changed_street(works: Intervention, speed: float, apart: float) -> None:
    """100 × (bikes'/bikes)^0.43 (cars'/cars)^0.50 (v'/v)^1.2 × what a track leaves (half)."""
    before = one_street({"width": "10"})
    after = before.apply(works)
    assert value(before, "crash_risk") == 100
    bikes, driven = (value(after, key) / value(before, key) for key in ("bike_share", "car_km"))
    assert value(after, "crash_risk") == pytest.approx(100 * bikes**0.43 * driven**0.50 * (speed / 50) ** 1.2 * apart, rel=1e-4)


def test_the_choice_of_the_mode_by_hand() -> None:
    """A track feels 16 % shorter: 0.256 min at 0.05 of utility each. Cars keep their time as good as exactly: v/c is 0.17."""
    after = one_street({"width": "10"}).apply(twin.BikeLane(along="Rue", replaces="nothing", style="separated", width=1.4))
    weight = 0.06 * exp(0.05 * 400 / 250 * 0.16)
    assert value(after, "bike_share") == pytest.approx(100 * weight / (weight + 0.94), rel=1e-5)


@pytest.mark.parametrize(
    ("tags", "spaces"),
    [
        ({}, 0),
        ({"parking:both": "lane"}, 2 * 400 / 5.5),
        ({"parking:right": "lane"}, 400 / 5.5),
        ({"parking:left": "lane", "parking:left:orientation": "diagonal"}, 400 / 3.5),
        ({"parking:both": "lane", "parking:both:orientation": "perpendicular"}, 2 * 400 / 2.5),
    ],
)
def test_parking_is_length_over_the_length_of_a_space(tags: dict[str, str], spaces: float) -> None:
    card = twin.evaluate(one_street(tags), ["parking"])
    assert card["parking"].value == pytest.approx(spaces, rel=1e-6)
    assert np.nansum(card.map("parking")) == pytest.approx(spaces, rel=1e-6)


@pytest.mark.parametrize(("width", "narrow"), [("6.9", 400), ("7", 0), ("7.1", 0)])
def test_a_fire_engine_needs_three_metres_between_parked_cars(width: str, narrow: float) -> None:
    city = one_street({"parking:both": "lane", "width": width})
    assert value(city, "emergency") == pytest.approx(narrow)
    assert value(city.apply(twin.CloseStreet(along="Rue")), "emergency") == pytest.approx(narrow)  # closed, and still in the way of help
    assert value(city.apply(twin.CloseStreet(along="Rue", how="pedestrian street")), "emergency") == 0  # the parked cars are gone
    assert value(city, "emergency", clear_needed=3.2) == pytest.approx(400)


STATION = (shapely.box(435, 70, 445, 80), {"building": "yes", "amenity": "fire_station", "name": "Caserne"})


def test_help_comes_from_the_station_or_from_the_busiest_gate() -> None:
    """700 people live 400 m from the station, as many beside it."""
    near, far = homes(440, 80, 200), homes(60, 120, 200)
    people = town(street((50, 100), (450, 100)), far, near, STATION, width=500, height=200)
    assert value(people, "response_time") == pytest.approx(FREE / 2, rel=1e-6)
    assert value(people.apply(twin.CalmStreets(along="Rue", physical=True)), "response_time") == pytest.approx(KM / 30 * 60 / 2, rel=1e-6)
    gates = town(street((100, 100), (500, 100), kind="secondary"), street((0, 100), (100, 100)), homes(100, 120), width=500, height=200)
    assert value(gates, "response_time") == pytest.approx(FREE, rel=1e-6)
    assert value(one_street(), "response_time") == 0  # neither a station nor a gate


def test_jobs_in_reach() -> None:
    """Half of the residents live where all jobs are, half 400 m away: 1.6 min by bike, 0.48 by car."""
    city = town(street((50, 100), (450, 100)), homes(60, 120, 200), homes(440, 80, 200), office(440, 120), width=500, height=200)
    assert [value(city, "access", within=w) for w in (1.0, 1.5, 1.7)] == pytest.approx([50, 50, 100])
    assert [value(city, "access_car", within=w) for w in (0.4, 0.47, 0.6)] == pytest.approx([50, 50, 100])
    closed = city.apply(twin.CloseStreet(along="Rue"))
    assert [value(closed, key) for key in ("access", "access_car")] == pytest.approx([100, 50])


def test_noise_before_one_home() -> None:
    """A pointed house 14 m from the middle of 400 m of street; lorries 3 %, day parts 0.80, 0.12 and 0.08; no cars, no noise."""
    corner = (shapely.Polygon([(250, 115), (255, 130), (245, 130)]), {"building": "house", "building:flats": "1"})
    city = one_street({}, 1600, corner)
    flow = float(traffic(city).flow[0])
    daily, speed = flow / 0.11, KM / (minutes(flow) / 60)
    power = float(
        day_evening_night(*(road_emission(daily * share / hours, speed, 0.03) for share, hours in ((0.80, 12), (0.12, 4), (0.08, 8))))
    )
    d = hypot(14, 3.95)
    level = power + 10 * log10(2 * atan2(200, d) / (2 * pi * d))
    shown = twin.evaluate(city, ["noise"])
    row, col = city.grid.cell_of(*(np.array([c]) for c in city.people.points[2]))
    assert shown.map("noise")[row[0], col[0]] == pytest.approx(level, abs=1e-3)
    alone = city.people.residents[2]
    below, above = (value(city, "noise", loud=level + step) for step in (-0.01, 0.01))
    assert below - above == pytest.approx(alone)
    assert value(city.apply(twin.CloseStreet(along="Rue")), "noise") == 0


def test_nobody_drives_where_the_only_street_is_closed_and_the_working_says_who_stays() -> None:
    before = one_street()
    comparison = twin.compare(before, [twin.Plan("Shut", [twin.CloseStreet(along="Rue")])], metrics=KEYS)
    for key in ("car_time", "car_time_worst", "car_km", "co2_traffic", "nox_traffic", "noise", "crash_risk", "access_car"):
        assert comparison.card(0)[key].value == 0, key
    assert comparison.card(0)["car_time"].working.values()["cut_off"] == pytest.approx(before.people.total * 0.3 * 0.5)
    assert "trips that no open street joins any more" in comparison.explain("car_time").text()
    assert "find no open street any more" in str(comparison)


# -- Saint-Jumeau: which way numbers go ----------------------------------------------------------------------
BOULEVARD = "Boulevard de la République"
PLANS: dict[str, tuple[Intervention, str, str, str]] = {  # works; what rises, falls and stays
    "track for parking": (
        twin.BikeLane(along=BOULEVARD, replaces="parking", style="separated"),
        "bike_share low_stress health",
        "parking car_km co2_traffic nox_traffic stress_km crash_risk",
        "emergency response_time access access_car",
    ),
    "lane for a car lane": (
        twin.BikeLane(along=BOULEVARD, replaces="car lane"),
        "car_time car_time_worst bike_share low_stress health co2_traffic nox_traffic",
        "car_km stress_km noise",
        "parking emergency response_time",
    ),
    "30 by signs": (
        twin.CalmStreets(along=BOULEVARD),
        "car_time car_time_worst response_time bike_share co2_traffic",
        "crash_risk noise",
        "parking emergency stress_km low_stress",
    ),
    "30 with humps": (
        twin.CalmStreets(along=BOULEVARD, physical=True),
        "car_time car_time_worst response_time bike_share low_stress co2_traffic",
        "crash_risk noise stress_km",
        "parking emergency",
    ),
    "school street": (
        twin.CloseStreet(along="Rue Jean-Jaurès"),
        "car_time car_time_worst car_km bike_share",
        "crash_risk",
        "parking emergency response_time",
    ),
    "bridge closed": (twin.CloseStreet(along="Pont Neuf"), "car_time car_time_worst bike_share health", "car_km access_car", "parking response_time"),
    "trees": (twin.PlantTrees(along=BOULEVARD), "", "", " ".join(KEYS)),
}  # fmt: skip


@cache
def after(plan: str) -> City:
    return jumeau().apply(PLANS[plan][0])


@pytest.mark.parametrize("plan", PLANS)
def test_which_way_numbers_go(plan: str) -> None:
    _, up, down, same = PLANS[plan]
    before, now = twin.evaluate(jumeau(), KEYS), twin.evaluate(after(plan), KEYS)
    beyond = {key: max(before[key].resolution, now[key].resolution) for key in KEYS}
    for key in up.split():
        assert now[key].value - before[key].value > beyond[key], key
    for key in down.split():
        assert before[key].value - now[key].value > beyond[key], key
    for key in same.split():
        assert now[key].value == before[key].value, key
    assert now["car_time_worst"].value >= now["car_time"].value


@pytest.mark.parametrize("plan", ["track for parking", "bridge closed"])
def test_maps_add_up_to_their_value(plan: str) -> None:
    card = twin.evaluate(after(plan), KEYS)
    for key in ("co2_traffic", "nox_traffic", "parking", "crash_risk"):
        assert np.nansum(card.map(key)) == pytest.approx(card[key].value, rel=1e-9), key
    now = traffic(after(plan))
    assert np.nanmax(card.map("car_km")) == pytest.approx(now.flow.max())
    assert np.nanmax(card.map("bike_share")) == pytest.approx(now.bike_flow.max())
    longest = mean_times(now)
    assert np.nanmax(card.map("car_time_worst")) == pytest.approx(np.nanmax(longest))


def test_parking_lost_is_what_the_note_says() -> None:
    lost = value(jumeau(), "parking") - value(after("track for parking"), "parking")
    assert f"{lost:.0f} parking spaces lost" in after("track for parking").notes[-1]


@pytest.mark.parametrize("key", ["co2_traffic", "nox_traffic"])
def test_the_caveat_of_the_curves_stands_beside_the_number(key: str) -> None:
    """A plan for 30 km/h must not be printed as more exhaust without what forty cities measured."""
    comparison = twin.compare(jumeau(), [twin.Plan("30", [twin.CalmStreets(along=BOULEVARD)])], metrics=[key])
    words = " ".join(comparison.explain(key).text().split())
    assert "A limit of 30 does not lower the average speed in that proportion" in words
    assert "18 % less emissions" in words
    french = " ".join(comparison.explain(key).text("fr").split())
    assert "Yannis" in french
    assert "30 km/h" in french


def test_coefficients_move_numbers_as_they_must() -> None:
    city = jumeau()
    co2 = value(city, "co2_traffic")
    assert value(city, "co2_traffic", electric_share=0.3) == pytest.approx(co2 * 0.70 / 0.97)
    assert value(city, "co2_traffic", small_engines=1.0) < co2 < value(city, "co2_traffic", small_engines=0.0)
    assert value(city, "car_time", travel__junction_delay=15) > value(city, "car_time")
    assert value(city, "low_stress", travel__detour=1.5) >= value(city, "low_stress")
    assert value(city, "noise", loud=60) > value(city, "noise")
    assert value(city, "health", mortality=300e-5) == pytest.approx(value(city, "health") * 300 / 258)


# -- any town ------------------------------------------------------------------------------------------------
@given(st.integers(0, 12), st.integers(0, 11))
@settings(deadline=None, max_examples=12)
def test_bounds_and_order_in_any_town(seed: int, name: int) -> None:
    """Shares within 0 and 100; the slowest tenth is slower than all; a track makes no street more stressful and no trip less calm."""
    before = lattice(3, seed, calm=0.3)
    streets = before.street_names
    try:
        track = twin.BikeLane(along=streets[name % len(streets)], replaces="nothing", style="two-way track", width=1.2)
        laid = before.apply(track)
    except twin.TwinError:
        laid = before  # no room
    for city in (before, laid):
        card = twin.evaluate(city, KEYS)
        assert all(0 <= card[key].value <= 100 for key in ("bike_share", "access", "access_car", "low_stress"))
        assert card["car_time_worst"].value >= card["car_time"].value
        assert all(card[key].value >= 0 for key in KEYS)
        assert card["stress_km"].value <= city.streets.total_length(city.streets.is_open_street) / 1000
    assert value(laid, "stress_km") <= value(before, "stress_km") + 1e-9
    assert value(laid, "low_stress") >= value(before, "low_stress") - 1e-9
