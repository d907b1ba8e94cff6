"""Level of traffic stress, version 2.2 (Furth 2022): 1 suits a child of ten, 2 most adults, 3 the confident, 4 the fearless.

One table for bikes mixed with cars, one for bike lanes, one for bike lanes beside parked cars; a track apart from traffic is 1.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.models.arguments import Array, numeric, one_of, together
from twin.parameter import Parameter

FOOT, MILE = 0.3048, 1.609344  # m, km
SPEED_EDGES = np.array([23.5, 28.5, 33.5, 38.5, 43.5, 48.5]) * MILE  # km/h between the seven columns
FACILITIES = ("none", "lane", "track")

# One row a line, in the order of the three tables of the source; columns are the seven classes of prevailing speed.
CELLS = np.array(
    [
        # mixed traffic: two-way without centre line, by vehicles a day up to 750, 1500, 3000 and more
        [1, 1, 2, 2, 3, 3, 3],
        [1, 1, 2, 3, 3, 3, 3],
        [2, 2, 2, 3, 3, 4, 4],
        [2, 2, 3, 3, 4, 4, 4],
        # mixed traffic: one lane a direction with centre line, or wide one-way: up to 1000, 1500 and more
        [1, 1, 2, 2, 3, 3, 3],
        [2, 2, 2, 3, 3, 4, 4],
        [2, 3, 3, 3, 4, 4, 4],
        # mixed traffic: narrow one-way: up to 600, 1000 and more
        [1, 1, 2, 2, 3, 3, 3],
        [2, 2, 2, 3, 3, 4, 4],
        [2, 3, 3, 3, 4, 4, 4],
        # mixed traffic: two lanes a direction, up to 8000 and more; three or more lanes
        [3, 3, 3, 3, 4, 4, 4],
        [3, 3, 4, 4, 4, 4, 4],
        [3, 3, 4, 4, 4, 4, 4],
        # bike lane without parking: one lane a direction or contraflow, at least 6 ft wide, then less
        [1, 1, 1, 2, 3, 3, 3],
        [2, 2, 2, 2, 3, 3, 4],
        # ... two lanes a direction, at least 6 ft, then less; three or more lanes
        [2, 2, 2, 2, 3, 3, 3],
        [2, 2, 2, 2, 3, 4, 4],
        [3, 3, 3, 3, 4, 4, 4],
        # bike lane beside parking: one lane a direction or contraflow, reach at least 15 ft, then 12 to 15 ft
        [1, 1, 2, 2, 3, 3, 3],
        [2, 2, 2, 3, 3, 3, 3],
        # ... one-way multilane or two lanes a direction, at least 15 ft, then 12 to 15 ft; other two-way multilane
        [2, 2, 3, 3, 3, 3, 3],
        [3, 3, 3, 3, 3, 3, 3],
        [3, 3, 3, 3, 3, 3, 3],
    ],
    dtype=np.int8,
)
UNLANED, CENTRED, NARROW, TWO_LANES, MANY_LANES, BESIDE_KERB, BESIDE_PARKING = 0, 4, 7, 10, 12, 13, 18  # first row of each block

Flags = NDArray[np.bool_]


def level(
    facility: ArrayLike,
    lanes: ArrayLike,
    speed: ArrayLike,
    traffic: ArrayLike,
    *,
    oneway: ArrayLike = False,
    narrow: ArrayLike = False,
    centreline: ArrayLike = True,
    lane_width: ArrayLike = 1.5,
    parking: ArrayLike = False,
    reach: ArrayLike = 4.0,
    contraflow: ArrayLike = False,
) -> NDArray[np.int8]:
    """Level of traffic stress [1..4] of riding along a street (Furth, LTS tables v2.2, May 2022); arrays broadcast.

    facility     none, lane (painted) or track (separated: 1 always)
    lanes        through lanes for cars in the direction of travel
    speed        prevailing speed [km/h], or the limit where it is not known
    traffic      motor vehicles a day, both directions [vehicles/day]
    oneway       one-way for cars; `narrow` one-way streets have their own rows, see `narrow_one_way`
    centreline   two-way streets of one lane a direction: is there a centre line?
    lane_width   of the bike lane, with its buffer [m]
    parking      cars park between the bike lane and the kerb; `reach` is then bike lane + buffer + parking lane [m]
    contraflow   the bike lane runs against a one-way street

    A lane counts if it is at least 4 ft (1.22 m) wide, or reaches at least 12 ft (3.66 m) beside parking; else the street counts as
    mixed traffic. Where mixed traffic would be less stressful than the lane, the lower level holds (not for contraflow).

    Left out: junctions, lanes often blocked, gradient, lorries, bike lanes left of turn lanes. Raises TwinError for unknown
    facilities, negative numbers or arrays that do not fit.
    """
    kind = one_of("facility", facility, FACILITIES)
    n, v = numeric("lanes", lanes, 0, 20), numeric("speed", speed, 0, 200, unit="km/h")
    adt = numeric("traffic", traffic, 0, unit="vehicles/day")
    width, far = numeric("lane_width", lane_width, 0, 20, unit="m"), numeric("reach", reach, 0, 20, unit="m")
    single, tight, centred, parked, counter = (np.asarray(flag, dtype=bool) for flag in (oneway, narrow, centreline, parking, contraflow))
    numbers = {"lanes": n, "speed": v, "traffic": adt, "lane_width": width, "reach": far}
    flags = {"facility": kind, "oneway": single, "narrow": tight, "centreline": centred, "parking": parked, "contraflow": counter}
    together(numbers | {name: np.zeros(flag.shape) for name, flag in flags.items()})
    column = np.searchsorted(SPEED_EDGES, v)
    mixed = CELLS[_mixed_row(n, adt, single, tight, centred), column]
    laned = CELLS[_lane_row(n, width, far, single, parked, counter), column]
    wide_enough = np.where(parked, far >= 12 * FOOT, width >= 4 * FOOT)
    best = np.where(counter, laned, np.minimum(laned, mixed))
    found = np.select([kind == "track", (kind == "lane") & wide_enough], [np.int8(1), best], mixed)
    return np.asarray(found, dtype=np.int8)


def _mixed_row(lanes: Array, traffic: Array, oneway: Flags, narrow: Flags, centreline: Flags) -> NDArray[np.intp]:
    """Row of `CELLS` for bikes among cars. A band includes its upper bound: 750 vehicles a day is in the first."""
    one = lanes <= 1
    rows = np.select(
        [one & ~oneway & ~centreline, one & oneway & narrow, one, lanes <= 2],
        [
            UNLANED + np.searchsorted([750, 1500, 3000], traffic),
            NARROW + np.searchsorted([600, 1000], traffic),
            CENTRED + np.searchsorted([1000, 1500], traffic),
            TWO_LANES + (traffic > 8000),
        ],
        MANY_LANES,
    )
    return np.asarray(rows, dtype=np.intp)


def _lane_row(lanes: Array, width: Array, reach: Array, oneway: Flags, parking: Flags, contraflow: Flags) -> NDArray[np.intp]:
    """Row of `CELLS` for bike lanes."""
    one, tight = (lanes <= 1) | contraflow, width < 6 * FOOT
    kerb = np.select([one, lanes <= 2], [BESIDE_KERB + tight, BESIDE_KERB + 2 + tight], BESIDE_KERB + 4)
    short = reach < 15 * FOOT
    beside = np.select([one, oneway | (lanes <= 2)], [BESIDE_PARKING + short, BESIDE_PARKING + 2 + short], BESIDE_PARKING + 4)
    return np.asarray(np.where(parking, beside, kerb), dtype=np.intp)


def narrow_one_way(width: ArrayLike, parked_sides: ArrayLike) -> Flags:
    """Is a one-way street of one lane narrow? `width` kerb to kerb [m] at most 15, 22 or 30 ft with parking on 0, 1, 2 sides.

    Definition of the LTS tables v2.2. Raises TwinError for a negative width or other than 0, 1 or 2 sides.
    """
    w, sides = numeric("width", width, 0, unit="m"), numeric("parked_sides", parked_sides, 0, 2)
    together(dict(width=w, parked_sides=sides))
    return np.asarray(w <= np.select([sides == 0, sides == 1], [15 * FOOT, 22 * FOOT], 30 * FOOT))


def connected(
    low_stress_length: ArrayLike,
    shortest_length: ArrayLike,
    detour: float = Parameter(1.25, 1.1, 1.5, source="bna", about="longest low-stress path people accept, times the shortest path"),
) -> Flags:
    """Is a trip possible in comfort? `low_stress_length` at most `detour` times `shortest_length` (same unit, inf: no path).

    The rule of the Bicycle Network Analysis (PeopleForBikes). A trip with no path at all is not connected; one within a place
    (both lengths 0) is. Raises TwinError for negative lengths or shapes that do not fit.
    """
    calm, short = numeric("low_stress_length", low_stress_length, 0), numeric("shortest_length", shortest_length, 0)
    together(dict(low_stress_length=calm, shortest_length=short))
    return np.asarray(np.isfinite(calm) & (calm <= detour * short))
