"""Links for bikes: who may ride where, how stressful it is, and how long it feels."""

from typing import Any

import numpy as np
import pytest

from tests.mobility.towns import street, town
from twin.mobility.coefficients import TRAVEL
from twin.mobility.rides import Rides, comfort_of, felt_length, rides_of, stress_of, worst_stress
from twin.streets import Streets

LENGTH = 300.0


def section(kind: str = "tertiary", changed: dict[str, Any] | None = None, **tags: str) -> tuple[Streets, Rides]:
    """300 m of one street from west to east, with some columns changed; link 0 runs along it, link 1 against it."""
    streets = town(street((50, 200), (350, 200), kind=kind, tags={k.replace("__", ":"): v for k, v in tags.items()})).streets
    streets = streets.changed(slice(None), changed) if changed else streets
    return streets, rides_of(streets)


# -- who may ride where --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "tags", "changed", "barred"),
    [
        ("tertiary", {}, {}, (False, False)),
        ("tertiary", {"oneway": "yes"}, {}, (False, True)),
        ("tertiary", {"oneway": "-1"}, {}, (True, False)),
        ("tertiary", {"oneway": "yes", "oneway:bicycle": "no"}, {}, (False, False)),
        ("tertiary", {"oneway": "yes", "cycleway": "opposite_lane"}, {}, (False, False)),
        ("tertiary", {"oneway": "yes", "bicycle": "no"}, {}, (True, True)),
        ("tertiary", {"motor_vehicle": "no"}, {}, (False, False)),
        ("cycleway", {"oneway": "yes"}, {}, (False, False)),
        ("footway", {}, {}, (True, True)),
        ("footway", {"bicycle": "yes"}, {}, (False, False)),
        ("steps", {"bicycle": "yes"}, {}, (True, True)),
        ("motorway", {}, {}, (True, True)),
        ("tertiary", {"oneway": "yes"}, {"cycle_right": "track", "two_way_track": True}, (False, False)),
        ("tertiary", {"oneway": "yes"}, {"cycle_left": "track", "two_way_track": True}, (False, False)),
        ("tertiary", {"oneway": "yes"}, {"cycle_right": "track"}, (False, True)),
        ("tertiary", {"oneway": "yes"}, {"cycle_right": "lane", "two_way_track": True}, (False, True)),
    ],
)
def test_who_may_ride_where(kind: str, tags: dict[str, str], changed: dict[str, Any], barred: tuple[bool, bool]) -> None:
    _, rides = section(kind, changed, **{k.replace(":", "__"): v for k, v in tags.items()})
    assert tuple(rides.barred.tolist()) == barred


@pytest.mark.parametrize(
    ("tags", "changed", "facility"),
    [
        ({}, {}, ("none", "none")),
        ({}, {"cycle_right": "lane"}, ("lane", "none")),  # traffic keeps right
        ({}, {"cycle_left": "lane"}, ("none", "lane")),
        ({}, {"cycle_right": "track", "cycle_left": "lane"}, ("track", "lane")),
        ({}, {"cycle_right": "track", "two_way_track": True}, ("track", "track")),
        ({}, {"cycle_left": "track", "two_way_track": True}, ("track", "track")),
        ({}, {"cycle_right": "track"}, ("track", "none")),
        ({}, {"cycle_right": "busway"}, ("none", "none")),
        ({}, {"cars": False}, ("path", "path")),
        ({"oneway": "yes"}, {"cycle_left": "lane", "contraflow": True}, ("none", "lane")),
        ({"oneway": "-1"}, {"cycle_right": "lane", "contraflow": True}, ("lane", "none")),
    ],
)
def test_what_there_is_to_ride_on(tags: dict[str, str], changed: dict[str, Any], facility: tuple[str, str]) -> None:
    assert tuple(section(changed=changed, **tags)[1].facility) == facility


# -- stress --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "tags", "changed", "daily", "expected"),
    [
        # mixed traffic, two-way without a centre line: bands of 750, 1500 and 3000 a day; 30 km/h is the first column, 50 the third
        ("residential", {"maxspeed": "30"}, {}, 750, 1),
        ("residential", {"maxspeed": "30"}, {}, 1600, 2),
        ("residential", {"maxspeed": "50"}, {}, 3001, 3),
        # with a centre line: bands of 1000 and 1500
        ("tertiary", {"maxspeed": "50"}, {}, 1500, 2),
        ("tertiary", {"maxspeed": "50"}, {}, 1501, 3),
        ("tertiary", {"maxspeed": "30"}, {}, 900, 1),
        # two lanes a direction: 8000
        ("tertiary", {"maxspeed": "50", "lanes": "4"}, {}, 8000, 3),
        ("tertiary", {"maxspeed": "50", "lanes": "4"}, {}, 8001, 4),
        # one-way: narrow (up to 4.57 m without parking) has its own bands, 600 and 1000
        ("tertiary", {"maxspeed": "30", "oneway": "yes", "width": "4.5"}, {}, 700, 2),
        ("tertiary", {"maxspeed": "30", "oneway": "yes", "width": "4.7"}, {}, 700, 1),
        # a lane counts from 1.22 m; from 1.83 m it is a wide one
        ("tertiary", {"maxspeed": "50"}, {"cycle_right": "lane", "cycle_width_right": 1.85}, 6000, 1),
        ("tertiary", {"maxspeed": "50"}, {"cycle_right": "lane", "cycle_width_right": 1.5}, 6000, 2),
        ("tertiary", {"maxspeed": "50"}, {"cycle_right": "lane", "cycle_width_right": 1.2}, 6000, 3),
        # beside parked cars the reach counts: 2 m of parking and a lane of 1.5 m are short of 3.66 m, one of 1.8 m is not
        ("tertiary", {"maxspeed": "30", "parking__right": "lane"}, {"cycle_right": "lane", "cycle_width_right": 1.5}, 6000, 2),
        ("tertiary", {"maxspeed": "50", "parking__right": "lane"}, {"cycle_right": "lane", "cycle_width_right": 1.5}, 6000, 3),
        ("tertiary", {"maxspeed": "50", "parking__right": "lane"}, {"cycle_right": "lane", "cycle_width_right": 1.8}, 6000, 2),
        # a track, a path, a street without cars
        ("primary", {"maxspeed": "50", "lanes": "4"}, {"cycle_right": "track"}, 20000, 1),
        ("cycleway", {}, {}, 0, 1),
        ("primary", {"maxspeed": "50"}, {"cars": False}, 0, 1),
    ],
)
def test_stress_of_known_sections(kind: str, tags: dict[str, str], changed: dict[str, Any], daily: float, expected: int) -> None:
    """Cells of the LTS tables v2.2 (Furth 2022) for the direction along the line."""
    streets, rides = section(kind, changed, **tags)
    assert stress_of(streets, rides, np.array([float(daily)]))[0] == expected


def test_stress_goes_with_the_speed_driven_not_with_the_sign() -> None:
    streets, rides = section(maxspeed="50")
    calm = streets.changed(slice(None), {"speed": 30.0})
    kept = streets.changed(slice(None), {"speed": 30.0, "driven": 30.0})
    assert [int(stress_of(s, rides, np.array([1600.0]))[0]) for s in (streets, calm, kept)] == [3, 3, 2]


def test_a_street_is_as_stressful_as_its_worse_open_direction() -> None:
    streets, rides = section(changed={"cycle_right": "track"}, maxspeed="50")
    stress = stress_of(streets, rides, np.array([5000.0]))
    assert stress.tolist() == [1, 3]
    assert worst_stress(rides, stress, 1).tolist() == [3]
    one_way, along = section(changed={"cycle_right": "track"}, maxspeed="50", oneway="yes")
    assert worst_stress(along, stress_of(one_way, along, np.array([5000.0])), 1).tolist() == [1]
    _, nobody = section("footway")
    assert worst_stress(nobody, np.array([4, 4], dtype=np.int8), 1).tolist() == [0]


# -- felt length ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "daily", "factor"),
    [
        ({}, 9_999, 1.0),
        ({}, 15_000, 1.368),
        ({}, 25_000, 2.40),
        ({"cycle_right": "lane"}, 15_000, 1.0),
        ({"cycle_right": "track"}, 15_000, 0.84),
        ({"cars": False}, 0, 0.84),
    ],
)
def test_how_long_a_street_feels(changed: dict[str, Any], daily: float, factor: float) -> None:
    """Broach et al. 2012, commuters, as coded in R5: a lane takes away what the traffic adds, a track takes 16 % off."""
    _, rides = section(changed=changed)
    assert felt_length(rides, np.array([float(daily)]), TRAVEL)[0] == pytest.approx(LENGTH * factor, rel=1e-3)


def test_felt_lengths_follow_their_coefficients() -> None:
    _, rides = section()
    other = TRAVEL.replace({"felt_traffic_10k": 0.5})
    assert felt_length(rides, np.array([15_000.0]), other)[0] == pytest.approx(LENGTH * 1.5, rel=1e-6)


def test_the_shortest_ride_and_the_shortest_calm_one() -> None:
    """A busy street straight on, and a calm way round of three sides of a square."""
    busy = street((100, 200), (200, 200), tags={"maxspeed": "50"})
    city = town(busy, street((100, 200), (100, 300), (200, 300), (200, 200), kind="cycleway"))
    rides = rides_of(city.streets)
    stress = stress_of(city.streets, rides, np.array([5000.0, 0.0]))
    west, east = (int(np.hypot(*(city.streets.junctions - at).T).argmin()) for at in ((100, 200), (200, 200)))
    comfort = comfort_of(rides, stress, np.array([west, east]), len(city.streets.junctions))
    np.testing.assert_allclose(comfort.shortest, [[0, 100], [100, 0]], atol=1e-3)
    np.testing.assert_allclose(comfort.calm, [[0, 300], [300, 0]], atol=1e-3)
