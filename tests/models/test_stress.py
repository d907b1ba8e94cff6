"""Level of traffic stress: what must hold for every street, the rules between the tables, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import TwinError
from twin.models.stress import connected, level, narrow_one_way
from twin.parameter import parameters_of
from twin.sources import SOURCES

streets = st.fixed_dictionaries(
    {
        "lanes": st.integers(1, 4), "speed": st.floats(5, 90), "traffic": st.floats(0, 40_000), "oneway": st.booleans(), "narrow": st.booleans(),
        "centreline": st.booleans(), "lane_width": st.floats(0.5, 4), "parking": st.booleans(), "reach": st.floats(2, 7),
    }
)  # fmt: skip


@given(streets)
def test_a_lane_never_adds_stress_and_a_track_is_one(street) -> None:  # type: ignore[no-untyped-def]
    assert level("track", **street) == 1 <= level("lane", **street) <= level("none", **street) <= 4


@given(streets, st.sampled_from(["none", "lane"]), st.floats(0, 40), st.floats(0, 20_000))
def test_faster_or_busier_is_never_calmer(street, facility: str, faster: float, busier: float) -> None:  # type: ignore[no-untyped-def]
    more = street | {"speed": street["speed"] + faster, "traffic": street["traffic"] + busier}
    assert level(facility, **more) >= level(facility, **street)


@given(streets, st.floats(0, 3))
def test_a_wider_lane_is_never_worse(street, wider: float) -> None:  # type: ignore[no-untyped-def]
    more = street | {"lane_width": street["lane_width"] + wider, "reach": street["reach"] + wider}
    assert level("lane", **more) <= level("lane", **street)


def test_french_limits_fall_into_their_columns() -> None:
    """30 km/h is the first column, 50 km/h the third: a busy two-lane street goes from 3 to 2 when it is calmed."""
    assert level("none", 1, [30, 50], 5000).tolist() == [2, 3]
    assert level("none", 1, [30, 50], 500).tolist() == [1, 2]


def test_a_lane_too_narrow_is_mixed_traffic() -> None:
    """Under 4 ft at the kerb, or a reach under 12 ft beside parking, where a car door would fill the lane."""
    assert level("lane", 1, 50, 5000, lane_width=[1.21, 1.25]).tolist() == [3, 2]
    assert level("lane", 1, 30, 5000, parking=True, reach=[3.6, 3.7, 4.6]).tolist() == [2, 2, 1]
    assert level("lane", 1, 50, 5000, parking=True, reach=[3.6, 3.7]).tolist() == [3, 2]


def test_the_lower_of_lane_and_mixed_traffic_holds() -> None:
    """On a quiet street a narrow lane (2) is no worse than having none (1)."""
    assert level("lane", 1, 30, 500, lane_width=1.5) == level("none", 1, 30, 500) == 1


def test_contraflow_is_judged_as_a_lane_only() -> None:
    assert level("lane", 1, 30, 500, oneway=True, lane_width=1.5, contraflow=True) == 2
    assert level("lane", 1, 30, 500, oneway=True, lane_width=1.9, contraflow=True) == 1


def test_narrow_streets_have_their_own_bounds() -> None:
    """LTS v2.2: at most 15 ft (4.57 m) without parking, 22 ft (6.71 m) with one side, 30 ft (9.14 m) with two."""
    assert narrow_one_way([4.5, 4.6, 6.7, 6.8, 9.1, 9.2], [0, 0, 1, 1, 2, 2]).tolist() == [True, False] * 3
    assert level("none", 1, 30, 800, oneway=True, narrow=[False, True]).tolist() == [1, 2]


def test_connection_in_comfort() -> None:
    calm = np.array([1000.0, 1250, 1251, np.inf, 0])
    assert connected(calm, [1000, 1000, 1000, 1000, 0]).tolist() == [True, True, False, False, True]
    assert not connected(np.inf, np.inf)
    assert parameters_of(connected)["detour"].source in SOURCES


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: level("path", 1, 30, 0), "facility"),
        (lambda: level("none", -1, 30, 0), "lanes"),
        (lambda: level("none", 1, np.nan, 0), "speed"),
        (lambda: level("none", 1, 30, -5), "traffic"),
        (lambda: level("lane", [1, 1], 30, [0, 1, 2]), "do not fit together"),
        (lambda: narrow_one_way(5, 3), "parked_sides"),
        (lambda: connected(-1, 2), "low_stress_length"),
    ],
)
def test_refusals_name_the_argument(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TwinError, match=message):
        call()
