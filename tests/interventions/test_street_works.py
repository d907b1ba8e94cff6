"""Works on streets, section by section: what each one takes, gives, costs and leaves alone."""

from typing import Any

import numpy as np
import pytest
import shapely

import twin
from tests.mobility.towns import homes, links, office, roads, street, town
from twin.city import City
from twin.interventions import Intervention
from twin.interventions.prices import PRICES
from twin.mobility.rides import rides_of, stress_of
from twin.streets import Streets

LENGTH = 300.0
LINE = [(50.0, 200.0), (350.0, 200.0)]
GRASS = (shapely.box(0, 0, 400, 400), {"landuse": "grass"})
PARKED = {"width": "10", "parking:both": "lane"}  # 2 m of cars on either side of two lanes of 3 m


def road(kind: str = "tertiary", **tags: str) -> City:
    """300 m of one street, named Rue, from west to east through a lawn."""
    return town(GRASS, street(*LINE, kind=kind, tags={k.replace("__", ":"): v for k, v in tags.items()}))


def section(streets: Streets) -> dict[str, Any]:
    """What there is on the first stretch."""
    names = "parking_left parking_right cycle_left cycle_right cycle_width_left cycle_width_right lanes contraflow two_way_track".split()
    return {name: getattr(streets, name)[0] for name in names}


def stress(city: City, daily: float = 6000.0) -> tuple[int, int]:
    """Level along the line and against it, at so many vehicles a day."""
    along, against = stress_of(city.streets, rides_of(city.streets), np.full(len(city.streets), daily))[:2]
    return int(along), int(against)


# -- bike lanes: what they replace ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tags", "settings", "changed"),
    [
        (PARKED, {}, {"parking_left": "", "parking_right": "", "cycle_left": "lane", "cycle_right": "lane", "cycle_width_left": 1.8, "cycle_width_right": 1.8}),
        (PARKED, {"side": "right"}, {"parking_right": "", "cycle_right": "lane", "cycle_width_right": 1.8}),
        (PARKED, {"style": "separated", "width": 1.5}, {"parking_left": "", "parking_right": "", "cycle_left": "track", "cycle_right": "track", "cycle_width_left": 2.0, "cycle_width_right": 2.0}),
        ({"width": "6.5"}, {"replaces": "car lane", "width": 1.8}, {"lanes": 1.0, "cycle_left": "lane", "cycle_right": "lane", "cycle_width_left": 1.8, "cycle_width_right": 1.8}),
        ({"width": "9"}, {"replaces": "nothing", "width": 1.7}, {"cycle_left": "lane", "cycle_right": "lane", "cycle_width_left": 1.7, "cycle_width_right": 1.7}),
        ({"sidewalk": "no"}, {"replaces": "verge", "width": 2}, {"cycle_left": "track", "cycle_right": "track"}),
        ({"width": "9"}, {"replaces": "nothing", "style": "two-way track", "width": 1.4}, {"cycle_right": "track", "cycle_width_right": 3.3, "two_way_track": True}),
        ({"width": "9"}, {"replaces": "nothing", "style": "two-way track", "width": 1.4, "side": "left"}, {"cycle_left": "track", "cycle_width_left": 3.3, "two_way_track": True}),
        ({"width": "5", "oneway": "yes"}, {"replaces": "nothing", "style": "contraflow"}, {"cycle_left": "lane", "cycle_width_left": 1.8, "contraflow": True}),
        ({"width": "5", "oneway": "-1"}, {"replaces": "nothing", "style": "contraflow"}, {"cycle_right": "lane", "cycle_width_right": 1.8, "contraflow": True}),
        ({"width": "5", "oneway": "yes"}, {"replaces": "nothing", "side": "right"}, {"cycle_right": "lane", "cycle_width_right": 1.8}),
    ],
)  # fmt: skip
def test_a_lane_changes_these_columns_and_no_others(tags: dict[str, str], settings: dict[str, Any], changed: dict[str, Any]) -> None:
    before = road(**{k.replace(":", "__"): v for k, v in tags.items()})
    after = before.apply(twin.BikeLane(along="Rue", **settings))
    expected = section(before.streets) | changed
    for name, found in section(after.streets).items():
        assert found == (pytest.approx(expected[name]) if isinstance(expected[name], float) else expected[name]), name
    for name in ("width", "speed", "driven", "oneway", "cars", "bikes", "capacity_kept", "tail", "head"):
        np.testing.assert_array_equal(getattr(after.streets, name), getattr(before.streets, name), err_msg=name)


@pytest.mark.parametrize(
    ("tags", "settings", "capacity", "spaces", "clear"),
    [
        (PARKED, {}, 600, 2 * LENGTH / 5.5, 10.0),  # painted lanes may be driven on by fire engines
        (PARKED, {"style": "separated", "width": 1.5}, 600, 2 * LENGTH / 5.5, 6.0),
        (PARKED, {"side": "left"}, 600, LENGTH / 5.5, 8.0),
        ({"width": "6.5"}, {"replaces": "car lane", "width": 1.8}, 300, 0, 6.5),
        ({"width": "9"}, {"replaces": "nothing", "style": "two-way track", "width": 1.4}, 600, 0, 5.7),
        ({"sidewalk": "no"}, {"replaces": "verge", "width": 2}, 600, 0, 6.0),
    ],
)
def test_what_a_lane_takes(tags: dict[str, str], settings: dict[str, Any], capacity: float, spaces: float, clear: float) -> None:
    before = road(**{k.replace(":", "__"): v for k, v in tags.items()})
    after = before.apply(twin.BikeLane(along="Rue", **settings))
    assert roads(after).capacity == pytest.approx([capacity] * 2)
    assert before.streets.spaces.sum() - after.streets.spaces.sum() == pytest.approx(spaces, rel=1e-6)
    assert after.streets.clear_width[0] == pytest.approx(clear)
    told = f"{round(spaces)} parking spaces lost"
    assert (told in after.notes[-1]) == (spaces > 0)


def test_a_lane_of_several_takes_its_share_of_the_capacity() -> None:
    before = road("primary", lanes="4", width="14")
    after = before.apply(twin.BikeLane(along="Rue", replaces="car lane"))
    assert roads(after).capacity.sum() / roads(before).capacity.sum() == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("settings", "levels"),
    [
        ({}, (2, 2)),  # 1.8 m is under 6 ft
        ({"width": 1.9}, (1, 1)),
        ({"side": "right"}, (2, 3)),
        ({"style": "separated", "width": 1.5}, (1, 1)),
        ({"style": "two-way track", "width": 1.4}, (1, 1)),
        ({"style": "two-way track", "width": 1.4, "side": "left"}, (1, 1)),
    ],
)
def test_a_lane_makes_the_street_calmer(settings: dict[str, Any], levels: tuple[int, int]) -> None:
    """50 km/h and 6000 vehicles a day: level 3 without, by the LTS table for bike lanes with."""
    before = road(width="12", parking__both="lane")
    assert stress(before) == (3, 3)
    assert stress(before.apply(twin.BikeLane(along="Rue", **settings))) == levels


def test_a_verge_is_paved_and_nothing_else() -> None:
    before = road(sidewalk="no")
    after = before.apply(twin.BikeLane(along="Rue", replaces="verge", width=2))
    paved = after.land.area("asphalt") - before.land.area("asphalt")
    assert paved == pytest.approx(2 * 2 * LENGTH, rel=1e-3)
    assert before.land.area("lawn") - after.land.area("lawn") == pytest.approx(paved)
    assert after.land.area("carriageway") == before.land.area("carriageway")
    assert after.land.sealed.sum() > before.land.sealed.sum()


def test_a_contraflow_lane_lets_bikes_ride_against_the_cars() -> None:
    before = road(width="5", oneway="yes")
    after = before.apply(twin.BikeLane(along="Rue", replaces="nothing", style="contraflow"))
    assert rides_of(before.streets).barred.tolist() == [False, True]
    assert rides_of(after.streets).barred.tolist() == [False, False]
    assert roads(after).capacity.tolist() == roads(before).capacity.tolist()
    with pytest.raises(twin.TwinError, match="needs a one-way street"):
        road(width="9").apply(twin.BikeLane(along="Rue", replaces="nothing", style="contraflow"))


def test_a_two_way_track_on_a_one_way_street_serves_both_directions() -> None:
    for side in ("left", "right"):
        after = road(width="7", oneway="yes").apply(
            twin.BikeLane(along="Rue", replaces="nothing", style="two-way track", width=1.4, side=side)
        )
        rides = rides_of(after.streets)
        assert not rides.barred.any()
        assert rides.facility.tolist() == ["track", "track"]


@pytest.mark.parametrize(
    ("tags", "settings", "price", "metres"),
    [
        (PARKED, {}, "painted_lane", 2 * LENGTH),
        (PARKED, {"side": "right"}, "painted_lane", LENGTH),
        (PARKED, {"style": "separated", "width": 1.5}, "track", 2 * LENGTH),
        ({"sidewalk": "no"}, {"replaces": "verge"}, "track", 2 * LENGTH),
        ({"width": "9"}, {"replaces": "nothing", "style": "two-way track", "width": 1.4}, "track_two_way", LENGTH),
    ],
)
def test_a_lane_costs_its_metres(tags: dict[str, str], settings: dict[str, Any], price: str, metres: float) -> None:
    after = road(**{k.replace(":", "__"): v for k, v in tags.items()}).apply(twin.BikeLane(along="Rue", **settings))
    assert after.works[-1].cost == pytest.approx(metres * float(PRICES[price]), rel=1e-6)


def test_part_of_a_stretch_is_the_whole_stretch_in_note_cost_and_parking() -> None:
    before = road(**{"width": "10", "parking__both": "lane"})
    after = before.apply(twin.BikeLane(where=shapely.LineString([(50, 200), (260, 200)])))
    assert "109 parking spaces lost" in after.notes[-1]
    assert before.streets.spaces.sum() - after.streets.spaces.sum() == pytest.approx(600 / 5.5, rel=1e-6)
    assert after.works[-1].cost == pytest.approx(2 * LENGTH * 15, rel=1e-6)


def test_what_has_a_lane_and_what_is_too_narrow_are_told_apart() -> None:
    pieces = [
        ((50, 200), (150, 200), {"width": "9"}),
        ((150, 200), (250, 200), {"cycleway": "lane"}),
        ((250, 200), (320, 200), {"width": "6"}),
    ]
    after = town(*(street(a, b, tags=tags) for a, b, tags in pieces)).apply(twin.BikeLane(along="Rue", replaces="nothing", width=1.6))
    assert "on 100 m of street" in after.notes[-1]
    assert "100 m of the street have one already" in after.notes[-1]
    assert "70 m of the street too narrow" in after.notes[-1]


# -- calmed streets ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("physical", "driven", "kept", "price"), [(False, 45.0, 1.0, "signs_30"), (True, 30.0, 0.9, "calming")])
def test_signs_slow_a_little_and_humps_keep_the_limit(physical: bool, driven: float, kept: float, price: str) -> None:
    before = road()
    after = before.apply(twin.CalmStreets(along="Rue", physical=physical))
    s = after.streets
    assert (s.speed[0], s.driven[0], s.capacity_kept[0]) == (30, driven, kept)
    assert roads(after).capacity == pytest.approx([600 * kept] * 2)
    assert roads(after).free_time == pytest.approx([LENGTH / 1000 / driven * 60] * 2, rel=1e-6)
    assert after.works[-1].cost == pytest.approx(LENGTH * float(PRICES[price]), rel=1e-6)
    assert after.land is before.land


def test_calming_stops_at_the_limit_and_leaves_slow_streets_alone() -> None:
    assert road(maxspeed="33").apply(twin.CalmStreets(along="Rue")).streets.driven[0] == 30
    slow = road(maxspeed="30")
    assert slow.apply(twin.CalmStreets(along="Rue")).streets is slow.streets
    assert slow.apply(twin.CalmStreets(along="Rue", speed=20)).streets.driven[0] == 25


def test_humps_after_signs_are_built_and_twice_the_same_is_once() -> None:
    signs, humps = twin.CalmStreets(along="Rue"), twin.CalmStreets(along="Rue", physical=True)
    both = road().apply(signs, humps)
    assert (both.streets.driven[0], both.streets.capacity_kept[0]) == (30, 0.9)
    again = both.apply(humps)
    assert not again.works[-1].did
    assert again.streets is both.streets


def test_a_painted_lane_makes_way_for_a_track_and_its_width_counts() -> None:
    """11.6 m: two lanes of 3 m, two painted lanes of 1.8 m; a track of 1.8 + 0.5 m a side needs 0.5 m more than what they give."""
    painted = road(**{"width": "11.6", "cycleway__both": "lane", "cycleway__both__width": "1.8"})
    assert list(painted.streets.cycle_left) == ["lane"]
    track = twin.BikeLane(along="Rue", style="separated", replaces="nothing")
    after = painted.apply(track)
    assert after.works[-1].did
    assert (after.streets.cycle_left[0], after.streets.cycle_width_left[0]) == ("track", 2.3)
    assert after.works[-1].cost == pytest.approx(2 * LENGTH * float(PRICES["track"]), rel=1e-6)
    assert not after.apply(track).works[-1].did, "a track is not built twice"
    assert not painted.apply(twin.BikeLane(along="Rue", replaces="nothing")).works[-1].did, "nor a lane painted twice"
    with pytest.raises(twin.TwinError, match="does not fit"):
        road(**{"width": "8.5", "cycleway__both": "lane", "cycleway__both__width": "1.2"}).apply(track)


# -- closed streets ------------------------------------------------------------------------------------------
HOW = ["school street", "modal filter", "pedestrian street"]


@pytest.mark.parametrize("how", HOW)
def test_a_closed_street_keeps_bikes_and_fire_engines(how: str) -> None:
    """Homes at the end of a street: cut off from cars, not from bikes, and help comes as quickly as before."""
    station = (shapely.box(50, 210, 60, 220), {"amenity": "fire_station", "building": "yes", "name": "Caserne des pompiers"})
    before = town(street(*LINE, tags=PARKED), homes(350, 215), office(60, 180), station)
    after = before.apply(twin.CloseStreet(along="Rue", how=how))
    assert not after.streets.cars.any()
    assert not roads(after).capacity.any()
    assert len(roads(after)) == len(roads(before))
    assert not rides_of(after.streets).barred.any()
    assert stress(after, 0.0) == (1, 1)
    keys = ["response_time", "emergency"]
    then, now = twin.evaluate(before, keys), twin.evaluate(after, keys)
    assert now["response_time"].value <= then["response_time"].value
    assert then["response_time"].value == pytest.approx(LENGTH / 1000 / 50 * 60, rel=1e-6)
    assert now["emergency"].value <= then["emergency"].value


@pytest.mark.parametrize("how", HOW)
def test_only_a_pedestrian_street_takes_parking_and_carriageway(how: str) -> None:
    before = road(**{"width": "10", "parking__both": "lane"})
    after = before.apply(twin.CloseStreet(along="Rue", how=how))
    rebuilt = how == "pedestrian street"
    assert after.streets.spaces.sum() == pytest.approx(0 if rebuilt else before.streets.spaces.sum())
    taken = before.land.area("carriageway") - after.land.area("carriageway")
    assert taken == pytest.approx(LENGTH * 10 if rebuilt else 0, rel=1e-3)
    assert after.land.area("paved") - before.land.area("paved") == pytest.approx(taken)
    barriers = 1 if how == "modal filter" else 2
    paving = LENGTH * 10 * float(PRICES["level_paving"]) if rebuilt else 0
    assert after.works[-1].cost == pytest.approx(barriers * float(PRICES["barrier"]) + paving, rel=1e-3)
    assert ("109 parking spaces lost" in after.notes[-1]) == rebuilt


def test_a_closed_street_is_not_closed_twice() -> None:
    closed = road().apply(twin.CloseStreet(along="Rue"))
    again = closed.apply(twin.CloseStreet(along="Rue", how="modal filter"))
    assert not again.works[-1].did
    assert again.works[-1].cost == 0


def test_a_school_street_can_become_a_pedestrian_street_once() -> None:
    school, rebuilt = twin.CloseStreet(along="Rue"), twin.CloseStreet(along="Rue", how="pedestrian street")
    both, alone = road().apply(school, rebuilt), road().apply(rebuilt)
    assert both.works[-1].did
    assert both.land.area("paved") == pytest.approx(alone.land.area("paved"))
    assert not both.streets.spaces.any()
    assert not both.apply(rebuilt).works[-1].did


# -- where ---------------------------------------------------------------------------------------------------
KINDS: list[type[Intervention]] = [twin.BikeLane, twin.CalmStreets, twin.CloseStreet]
CROSS = (
    street((50, 200), (200, 200), (350, 200), tags={"name": "Rue Haute", "width": "9"}),
    street((200, 50), (200, 200), (200, 350), tags={"name": "Rue Basse", "width": "9"}),
    street((50, 30), (350, 30), kind="footway", tags={"name": "Sentier"}),
)


def works_on(kind: type[Intervention], where: Any, field: str = "where") -> list[str]:
    """Names of the stretches that were changed, once for each."""
    before = town(*CROSS)
    after = before.apply(kind(**{field: where}, **({"replaces": "nothing", "width": 1.5} if kind is twin.BikeLane else {})))
    s, t = before.streets, after.streets
    changed = (s.cycle_right != t.cycle_right) | (s.driven != t.driven) | (s.cars != t.cars)
    return sorted(str(n) for n in s.names[changed])


@pytest.mark.parametrize("kind", KINDS)
def test_works_follow_names_lines_and_areas(kind: type[Intervention]) -> None:
    whole = ["Rue Haute", "Rue Haute"]
    for field in ("along", "where"):
        assert works_on(kind, "rue HAUTE", field) == whole
        assert works_on(kind, shapely.LineString([(50, 200), (350, 200)]), field) == whole
    assert works_on(kind, shapely.LineString([(50, 203), (200, 196), (350, 205)])) == whole  # by hand, within 12 m
    assert works_on(kind, shapely.LineString([(50, 200), (200, 200), (200, 350)])) == ["Rue Basse", "Rue Haute"]
    assert works_on(kind, shapely.LineString([(-500, 200), (900, 200)])) == whole
    if kind is twin.BikeLane:
        with pytest.raises(twin.TwinError, match="not a point or an area"):
            works_on(kind, shapely.box(0, 0, 400, 400))
    else:
        assert works_on(kind, shapely.box(0, 0, 400, 400)) == ["Rue Basse", "Rue Basse", *whole]
        assert works_on(kind, shapely.box(0, 190, 180, 210)) == ["Rue Haute"]


def through(y: float) -> shapely.LineString:
    """A line along Rue Haute that passes by a senseless point."""
    with np.errstate(invalid="ignore"):  # GEOS warns where it should refuse
        return shapely.LineString([(50, 200), (200, y), (350, 200)])


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"where": shapely.Point(200, 200)}, "not a point"),
    ({"where": shapely.MultiPoint([(200, 200), (50, 200)])}, "not a point"),
    ({"where": shapely.LineString()}, "empty"),
    ({"where": shapely.LineString([(900, 900), (999, 999)])}, "follows no street"),
    ({"where": shapely.LineString([(50, 30), (350, 30)])}, "follows no street"),  # a footpath
    ({"along": "Sentier"}, "is a path without a carriageway"),
    ({"along": "Rue Hautte"}, 'did you mean "Rue Haute"'),
    ({"along": "Rue Haute", "where": shapely.LineString(LINE)}, "not both"),
    ({}, "give either along"),
    ({"along": ""}, "is empty"),
    ({"along": 12}, "is int"),
    ({"where": through(float("inf"))}, "unbounded"),
    ({"where": through(float("nan"))}, "unbounded"),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("given", "message"), HOSTILE, ids=[m for _, m in HOSTILE])
def test_what_cannot_be_is_refused_in_one_sentence(kind: type[Intervention], given: dict[str, Any], message: str) -> None:
    with pytest.raises(twin.TwinError, match=message) as error:
        town(*CROSS).apply(kind(**given))
    assert "\n" not in str(error.value)


# -- undo ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "works",
    [
        twin.BikeLane(along="Rue", replaces="verge"),
        twin.BikeLane(along="Rue", replaces="car lane"),
        twin.CalmStreets(along="Rue", physical=True),
        twin.CloseStreet(along="Rue", how="pedestrian street"),
    ],
    ids=lambda w: f"{type(w).__name__} {getattr(w, 'replaces', '')}",
)
def test_the_city_before_is_left_as_it_was_and_parts_are_shared(works: Intervention) -> None:
    before = road(sidewalk="no", width="6.4")
    columns = {name: np.array(getattr(before.streets, name)) for name in section(before.streets)}
    parts, fractions = {k: getattr(before, k) for k in before.__dataclass_fields__}, before.land.fractions.copy()
    after = before.apply(works)
    for name, part in parts.items():
        assert getattr(before, name) is part
    for name, column in columns.items():
        np.testing.assert_array_equal(getattr(before.streets, name), column)
    np.testing.assert_array_equal(before.land.fractions, fractions)
    assert after.mapped_streets is before.streets
    for name in ("trees", "buildings", "people", "climate", "places"):
        assert getattr(after, name) is getattr(before, name)
    ground = "paved" in after.notes[-1]
    assert (after.land is before.land) == (not ground)
    assert links(after, 0) == links(before, 0)
