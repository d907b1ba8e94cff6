"""Links for cars: time and capacity by hand, and the part of the network where every place reaches every other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mobility.towns import links, roads, street, town
from twin.city import City
from twin.mobility.coefficients import CAPACITY, TRAVEL
from twin.mobility.roads import Roads, main_part, roads_of

DELAY = 8 / 60  # min at a junction of three or more streets


def alone(kind: str = "tertiary", **tags: str) -> tuple[City, Roads, int, int]:
    """300 m of street from west to east, and its two links."""
    city = town(street((50, 200), (350, 200), kind=kind, tags=tags))
    return city, roads(city), *links(city, 0)


def test_free_time_is_length_over_speed() -> None:
    _, r, along, against = alone(maxspeed="50")
    assert r.free_time[[along, against]] == pytest.approx([300 / 50_000 * 60] * 2, rel=1e-6)
    assert (r.tail[along], r.head[along]) == (r.head[against], r.tail[against]) == (0, 1)


@pytest.mark.parametrize(("oneway", "open_"), [("no", (True, True)), ("yes", (True, False)), ("-1", (False, True))])
def test_one_way_streets_are_closed_the_other_way(oneway: str, open_: tuple[bool, bool]) -> None:
    _, r, along, against = alone(oneway=oneway)
    assert (r.capacity[along] > 0, r.capacity[against] > 0) == open_
    assert len(r) == 2  # the closed direction stays as a closed link


def test_streets_closed_to_cars_keep_their_links_without_capacity() -> None:
    _, r, along, against = alone(motor_vehicle="no")
    assert r.capacity[[along, against]].tolist() == [0, 0]


def test_paths_have_no_links() -> None:
    assert len(roads(town(street((50, 200), (350, 200), kind="cycleway")))) == 0


@pytest.mark.parametrize("kind", [*CAPACITY, "secondary_link"])
def test_capacity_is_that_of_the_class(kind: str) -> None:
    _, r, along, against = alone(kind, oneway="no", lanes="2")
    assert r.capacity[[along, against]].tolist() == [float(CAPACITY[kind.removesuffix("_link")])] * 2


@pytest.mark.parametrize(
    ("tags", "lanes"),
    [
        ({"lanes": "4"}, (2, 2)),
        ({"lanes": "3"}, (1.5, 1.5)),
        ({"lanes": "1"}, (0.5, 0.5)),
        ({"lanes": "2", "oneway": "yes"}, (2, 0)),
        ({"lanes": "1", "oneway": "-1"}, (0, 1)),
    ],
)
def test_lanes_are_shared_between_directions(tags: dict[str, str], lanes: tuple[float, float]) -> None:
    _, r, along, against = alone(**tags)
    assert (r.capacity[along], r.capacity[against]) == pytest.approx((600 * lanes[0], 600 * lanes[1]))


def test_works_leave_a_share_of_the_capacity_and_set_the_speed_driven() -> None:
    city, _, along, _ = alone()
    changed = roads_of(city.streets.changed([0], {"capacity_kept": 0.9, "driven": 30.0}), TRAVEL)
    assert changed.capacity[along] == pytest.approx(540)
    assert changed.free_time[along] == pytest.approx(0.6, rel=1e-6)


def test_junctions_of_three_streets_cost_time_at_the_end_of_a_link() -> None:
    city = town(street((50, 200), (200, 200)), street((200, 200), (350, 200)), street((200, 200), (200, 350)))
    r = roads(city)
    middle = np.hypot(*(city.streets.junctions - (200, 200)).T).argmin()
    plain = r.length / 1000 / 50 * 60
    assert (r.free_time - plain)[r.head == middle] == pytest.approx([DELAY] * 3)
    assert (r.free_time - plain)[r.head != middle] == pytest.approx([0] * 3, abs=1e-12)


@pytest.mark.parametrize("kind", ["service", "footway"])
def test_drives_and_paths_make_no_junction_that_costs_time(kind: str) -> None:
    city = town(street((50, 200), (200, 200)), street((200, 200), (350, 200)), street((200, 200), (200, 350), kind=kind))
    r = roads(city)
    proper = city.streets.is_street[r.row]
    assert r.free_time[proper] == pytest.approx((r.length / 1000 / 50 * 60)[proper])


def test_leaving_a_drive_onto_a_junction_costs_no_delay() -> None:
    arms = [street((200, 200), end) for end in ((50, 200), (350, 200), (200, 350))]
    city = town(*arms, street((200, 50), (200, 200), kind="service"))
    r = roads(city)
    drive = r.row == np.flatnonzero(city.streets.kinds == "service")[0]
    assert r.free_time[drive] == pytest.approx(r.length[drive] / 1000 / 20 * 60)


def test_other_delays_and_capacities_are_taken_from_the_coefficients() -> None:
    city = town(street((50, 200), (200, 200)), street((200, 200), (350, 200)), street((200, 200), (200, 350)))
    other = roads_of(city.streets, TRAVEL.replace({"junction_delay": 15.0, "capacity_tertiary": 450.0}))
    assert other.free_time.max() == pytest.approx(150 / 1000 / 50 * 60 + 15 / 60, rel=1e-6)
    assert set(other.capacity) == {450.0}


# -- the main part -------------------------------------------------------------------------------------------
def test_one_way_dead_ends_are_outside_the_main_part() -> None:
    city = town(
        street((50, 200), (350, 200)), street((200, 200), (200, 350), tags={"oneway": "yes"}), street((200, 50), (200, 200), tags={"oneway": "yes"})
    )  # fmt: skip
    inside, reaching, reached = main_part(roads(city), len(city.streets.junctions))
    xy = [tuple(p) for p in city.streets.junctions.round().astype(int).tolist()]
    where = {name: xy.index(point) for name, point in {"in": (200, 50), "out": (200, 350), "middle": (200, 200)}.items()}
    assert [inside[where[k]] for k in ("in", "middle", "out")] == [False, True, False]
    assert [reaching[where[k]] for k in ("in", "middle", "out")] == [True, True, False]
    assert [reached[where[k]] for k in ("in", "middle", "out")] == [False, True, True]


edges = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=14)


@given(edges)
@settings(deadline=None, max_examples=80)
def test_the_main_part_against_a_search_by_hand(links: list[tuple[int, int, bool]]) -> None:
    """Reachability by squaring the matrix of links."""
    n = 7
    tail, head, is_open = (np.array([link[k] for link in links], dtype=kind) for k, kind in ((0, np.intp), (1, np.intp), (2, bool)))
    ones = np.ones(len(links))
    r = Roads(np.arange(len(links)), np.ones(len(links), dtype=bool), tail, head, ones, ones, np.where(is_open, 500.0, 0.0))
    reach = np.eye(n, dtype=bool)
    reach[tail[is_open], head[is_open]] = True
    for _ in range(3):
        reach = (reach.astype(int) @ reach.astype(int)) > 0
    both = reach & reach.T
    inside, reaching, reached = main_part(r, n)
    assert inside.sum() == both.sum(axis=1).max()
    some = int(np.flatnonzero(inside)[0])
    np.testing.assert_array_equal(inside, both[some])
    np.testing.assert_array_equal(reaching, reach[:, some])
    np.testing.assert_array_equal(reached, reach[some])
