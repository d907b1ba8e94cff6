"""Streets from tags: lanes, width, speed, parking, cycling."""

from collections.abc import Callable

import pytest
import shapely

from twin.city import City

LINE = shapely.LineString([(0, 50), (100, 50)])


def street(city_of: Callable[..., City], **tags: str):  # type: ignore[no-untyped-def]
    named = {k.replace("__", ":").replace("_", ":"): v for k, v in tags.items()}
    return city_of([(LINE, {"highway": "residential", **named})], width=100, height=100).streets


def test_class_defaults_are_flagged(city_of: Callable[..., City]) -> None:
    s = street(city_of)
    assert (s.lanes[0], s.width[0], s.speed[0], s.oneway[0]) == (2, 5.0, 30, 0)
    assert s.imputed["width"][0]
    assert s.length[0] == pytest.approx(100, abs=1e-3)


@pytest.mark.parametrize(("tags", "field", "value"), [
    ({"lanes": "2;3"}, "lanes", 2), ({"lanes": "99"}, "lanes", 2), ({"oneway": "yes"}, "lanes", 1), ({"oneway": "-1"}, "oneway", -1),
    ({"maxspeed": "20 mph"}, "speed", 32.18688), ({"maxspeed": "FR:urban"}, "speed", 50), ({"width": "6,5 m"}, "width", 6.5),
    ({"width": "900"}, "width", 5.0), ({"parking_both": "lane"}, "width", 9.0), ({"parking_lane_left": "diagonal"}, "parking_left", "diagonal"),
    ({"parking_right": "street_side"}, "parking_right", ""), ({"cycleway_right": "lane"}, "cycle_right", "lane"),
    ({"cycleway": "opposite_lane", "oneway": "yes"}, "cycle_left", "lane"), ({"cycleway": "opposite_lane", "oneway": "yes"}, "contraflow", True),
    ({"oneway_bicycle": "no", "oneway": "yes"}, "contraflow", True), ({"cycleway_both": "share_busway"}, "cycle_left", "busway"),
    ({"access": "private"}, "cars", False), ({"sidewalk": "no"}, "sidewalk", 0.0), ({"bridge": "yes"}, "bridge", True),
    ({"junction": "roundabout"}, "oneway", 1),
])  # fmt: skip
def test_tags(city_of: Callable[..., City], tags: dict[str, str], field: str, value: object) -> None:
    assert getattr(street(city_of, **tags), field)[0] == (pytest.approx(value) if isinstance(value, float) else value)


def test_below_ground_is_left_out_and_counted(city_of: Callable[..., City]) -> None:
    city = city_of([(LINE, {"highway": "primary", "tunnel": "yes"}), (LINE, {"highway": "proposed"})], width=100, height=100)
    assert len(city.streets) == 0
    assert any("tunnels" in note and "proposed 1" in note for note in city.notes)


def test_streets_are_cut_at_the_box(city_of: Callable[..., City]) -> None:
    out_and_in = shapely.LineString([(-50, 10), (50, 10), (50, 300), (60, 300), (60, 10), (500, 10)])
    city = city_of([(out_and_in, {"highway": "tertiary", "name": "Rue Z"})], width=100, height=100)
    assert city.streets.total_length() == pytest.approx(50 + 90 + 90 + 40, abs=0.01)
    assert len(city.street("rue z")) == 2


def test_kinds_are_told_apart(city_of: Callable[..., City]) -> None:
    city = city_of([(LINE, {"highway": k}) for k in ("residential", "service", "footway")], width=100, height=100)
    s = city.streets
    assert [s.total_length(s.is_street), s.total_length(s.is_path)] == pytest.approx([100, 100], abs=0.01)
