"""Cycling: how many would ride (Propensity to Cycle Tool), how long a street feels (Broach), how fast one rides on a slope.

Distances are in km or m as named, gradients in % (metres of climb per 100 m), traffic in motor vehicles a day, both directions.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric, one_of, together
from twin.parameter import Coefficients, Parameter
from twin.words import Words

LONGEST_RIDE = 30.0  # km, the longest trips the uptake curves were fitted on


@dataclass(frozen=True)
class Scenario:
    """One uptake curve: the terms of the logit of the cycling share, with d in km and g' = g - `centre` in %."""

    key: str
    label: Words
    intercept: Parameter  # a
    linear: Parameter  # d1, of d
    root: Parameter  # d2, of sqrt(d)
    square: Parameter  # d3, of d²
    slope: Parameter  # h1, of g'
    slope_linear: Parameter  # i1, of d g'
    slope_root: Parameter  # i2, of sqrt(d) g'
    centre: Parameter  # gradient the curve was centred on [%]


def _scenarios(
    first: tuple[str, Words, float, float, float, float],
    *others: tuple[str, Words, float, float, float, float],
    root: float,
    slope_linear: float,
    slope_root: float,
    centre: float,
    source: str,
    page: str,
) -> list[Scenario]:
    """A family of curves: (key, label, a, d1, d3, h1) of the first, then what each other one adds to these four."""

    def exact(value: float, about: str, unit: str = "1") -> Parameter:
        return Parameter(value, unit=unit, source=source, page=page, about=f"fitted term of the uptake curve: {about}")

    rows, shared = [], first[2:]
    for key, label, *terms in (first, *others):
        a, d1, d3, h1 = terms if key == first[0] else [base + more for base, more in zip(shared, terms, strict=True)]
        rows.append(
            Scenario(
                key,
                label,
                intercept=exact(a, "constant"),
                linear=exact(d1, "distance"),
                root=exact(root, "square root of distance"),
                square=exact(d3, "distance squared"),
                slope=exact(h1, "gradient"),
                slope_linear=exact(slope_linear, "gradient x distance"),
                slope_root=exact(slope_root, "gradient x square root of distance"),
                centre=exact(centre, "gradient it is centred on", "%"),
            )
        )
    return rows


SCENARIOS: dict[str, Scenario] = {
    row.key: row
    for row in (
        *_scenarios(
            ("govtarget", Words("Government target", "Objectif national"), -3.959, -0.5963, 0.008050, -0.2710),
            ("godutch", Words("As in the Netherlands", "Comme aux Pays-Bas"), 2.523, -0.07626, 0.0, 0.0),
            root=1.866, slope_linear=0.009394, slope_root=-0.05135, centre=0.0, source="pct_2017", page="eq. 1A and 1B",
        ),
        *_scenarios(
            ("govtarget_2020", Words("Government target (2020)", "Objectif national (2020)"), -4.018, -0.6369, 0.008775, -0.2555),
            ("godutch_2020", Words("As in the Netherlands (2020)", "Comme aux Pays-Bas (2020)"), 2.550, -0.08036, 0.0, 0.0),
            (
                "ebike_2020",
                Words("Netherlands with e-bikes (2020)", "Pays-Bas avec vélos électriques (2020)"),
                2.550,
                -0.08036 + 0.05509,
                -0.000295,
                0.1812,
            ),
            root=1.988, slope_linear=0.02006, slope_root=-0.1234, centre=0.78, source="pct_2017", page="2020 update, user manual C1",
        ),
        *_scenarios(
            (
                "govtarget_school2",
                Words("Secondary pupils, government target", "Collégiens et lycéens, objectif national"),
                -7.178,
                -1.870,
                0.0,
                -0.529,
            ),
            (
                "godutch_school2",
                Words("Secondary pupils, as in the Netherlands", "Collégiens et lycéens, comme aux Pays-Bas"),
                3.574,
                0.3438,
                0.0,
                0.0,
            ),
            root=5.961, slope_linear=0.0, slope_root=0.0, centre=0.63, source="goodman_2019", page="eq. 2.1 and 2.2",
        ),
    )
}  # fmt: skip


def uptake(distance_km: ArrayLike, gradient_pct: ArrayLike, scenario: str = "godutch_2020") -> Array:
    """Share of trips [0..1] that would be ridden over `distance_km` [km] at mean `gradient_pct` [%]; arrays broadcast.

    logit p = a + d1 d + d2 sqrt(d) + d3 d² + (h1 + i1 d + i2 sqrt(d)) g' (Propensity to Cycle Tool, Lovelace et al. 2017,
    doi:10.5198/jtlu.2016.862, eq. 1A and 1B; school curves Goodman et al. 2019, eq. 2.1 and 2.2). `scenario` is a key of
    `SCENARIOS`; distances beyond 30 km count as 30 km, the end of the fitted range.

    A long-run potential of English commuting (or schools), never the answer to one lane; the coefficients are fitted values of
    a published curve, taken as exact. In the tool itself the uptake of `govtarget` is *added* to present cycling. Units are
    explicit here: nothing is guessed from the size of the numbers. Raises TwinError for a negative distance or gradient, or
    an unknown scenario.
    """
    d = np.minimum(numeric("distance_km", distance_km, 0, unit="km"), LONGEST_RIDE)
    g = numeric("gradient_pct", gradient_pct, 0, 100, unit="%")
    together(dict(distance_km=d, gradient_pct=g))
    s = SCENARIOS[str(one_of("scenario", scenario, SCENARIOS))]
    root, steep = np.sqrt(d), g - s.centre
    logit = s.intercept + s.linear * d + s.root * root + s.square * d**2
    logit = logit + (s.slope + s.slope_linear * d + s.slope_root * root) * steep
    return np.asarray(1 / (1 + np.exp(-logit)))


FACILITIES = ("none", "lane", "boulevard", "path")


def _felt(value: float, low: float, high: float, about: str, verified: bool = True) -> Parameter:
    page = "as coded in R5; ends: non-commute trips, recomputed from recalled coefficients, else an assumption"
    return Parameter(value, low, high, source="broach_2012", page=page, verified=verified, about=f"share of length added: {about}")


BROACH = Coefficients(
    "broach",
    {
        "boulevard": _felt(-0.108, -0.179, -0.05, "bicycle boulevard"),
        "path": _felt(-0.160, -0.260, -0.08, "bike path or separated track"),
        "traffic_10k": _felt(0.368, 0.223, 0.60, "no lane, over 10 000 vehicles a day"),
        "traffic_20k": _felt(1.40, 0.80, 1.80, "no lane, over 20 000 vehicles a day"),
        "traffic_30k": _felt(7.157, 6.19, 9.0, "no lane, over 30 000 vehicles a day"),
        "upslope_2": _felt(0.371, 0.20, 0.726, "climbing at 2 to 4 %"),
        "upslope_4": _felt(1.20, 0.80, 2.90, "climbing at 4 to 6 % (R5 codes 1.23; the coefficients give 1.207)", verified=False),
        "upslope_6": _felt(3.239, 2.0, 11.07, "climbing at more than 6 %"),
    },
)


def perceived_factor(facility: ArrayLike, traffic: ArrayLike, gradient_pct: ArrayLike = 0.0, penalties: Coefficients = BROACH) -> Array:
    """How much longer a street feels than it is [-], for a commuter on a bike; arrays broadcast.

    1 + infrastructure + traffic + slope, as in Conveyal R5, from the equivalents of Broach, Dill and Gliebe (2012, GPS routes
    in Portland): a factor is exp(beta_k / beta_lnD) - 1, beta_lnD = -8.98 for commute trips.
    `facility` is none, lane, boulevard (calmed cycle street) or path (off the carriageway); `traffic` [vehicles/day] only
    weighs where there is none: that is what a painted lane buys. `gradient_pct` [%] is that of the direction of travel;
    descents change nothing.

    Left out: surface, crossings (`junction_penalty`), fear of those who do not ride yet. Steps at 10, 20 and 30 thousand
    vehicles are those of the source. Raises TwinError for an unknown facility or negative traffic.
    """
    kind, cars = one_of("facility", facility, FACILITIES), numeric("traffic", traffic, 0, unit="vehicles/day")
    g = numeric("gradient_pct", gradient_pct, -100, 100, unit="%")
    together(dict(facility=np.zeros(kind.shape), traffic=cars, gradient_pct=g))
    p = penalties
    busy = np.select([cars > 30_000, cars > 20_000, cars > 10_000], [p["traffic_30k"], p["traffic_20k"], p["traffic_10k"]], 0.0)
    street = np.select([kind == "path", kind == "boulevard", kind == "lane"], [p["path"], p["boulevard"], 0.0], busy)
    climb = np.select([g > 6, g > 4, g > 2], [p["upslope_6"], p["upslope_4"], p["upslope_2"]], 0.0)
    return np.asarray(1 + street + climb, dtype=np.float64)


def _metres(value: float, about: str) -> Parameter:
    page = "computeBikeTurnCostM; range: a quarter either way (recalled coefficients of Broach et al. give a quarter more)"
    return Parameter(value, 0.75 * value, 1.3 * value, "m", "r5_bike", page, about=f"length added: {about}")


EVENTS = Coefficients(
    "bike_event",
    {
        "turn": _metres(54, "turning left or right"),
        "stop": _metres(6, "stop sign"),
        "signal": _metres(27, "traffic signal"),
        "cross_5k": _metres(78, "crossing over 5 000 vehicles a day, straight on or left"),
        "cross_10k": _metres(81, "crossing over 10 000 vehicles a day, straight on or left"),
        "cross_20k": _metres(424, "crossing over 20 000 vehicles a day, straight on or left"),
        "merge_10k": _metres(50, "turning right into over 10 000 vehicles a day"),
        "left_10k": _metres(117, "turning left across over 10 000 vehicles a day of one's own street"),
        "left_20k": _metres(297, "turning left across over 20 000 vehicles a day of one's own street"),
    },
)
TURNS, CONTROLS = ("straight", "left", "right"), ("none", "stop", "signal")


def junction_penalty(
    turn: ArrayLike,
    control: ArrayLike = "none",
    cross_traffic: ArrayLike = 0.0,
    parallel_traffic: ArrayLike = 0.0,
    events: Coefficients = EVENTS,
) -> Array:
    """Length a junction adds to a ride [m], where traffic keeps right; arrays broadcast.

    The per-event penalties of Conveyal R5 after Broach et al. (2012): the turn itself, the `control` passed, `cross_traffic`
    of the street crossed or entered and, for left turns, `parallel_traffic` of the street left [vehicles/day].
    Raises TwinError for unknown names or negative traffic.
    """
    way, sign = one_of("turn", turn, TURNS), one_of("control", control, CONTROLS)
    across = numeric("cross_traffic", cross_traffic, 0, unit="vehicles/day")
    along = numeric("parallel_traffic", parallel_traffic, 0, unit="vehicles/day")
    together(dict(turn=np.zeros(way.shape), control=np.zeros(sign.shape), cross_traffic=across, parallel_traffic=along))
    e = events
    total = np.select([sign == "stop", sign == "signal"], [e["stop"], e["signal"]], 0.0)
    total = total + np.where(way == "straight", 0.0, e["turn"])
    crossing = np.select([across > 20_000, across > 10_000, across > 5_000], [e["cross_20k"], e["cross_10k"], e["cross_5k"]], 0.0)
    total = total + np.where(way == "right", np.where(across > 10_000, e["merge_10k"], 0.0), crossing)
    against = np.select([along > 20_000, along > 10_000], [e["left_20k"], e["left_10k"]], 0.0)
    return np.asarray(total + np.where(way == "left", against, 0.0), dtype=np.float64)


def riding_speed(
    gradient_pct: ArrayLike,
    bike_speed: float = Parameter(
        15.0,
        14.0,
        21.6,
        "km/h",
        page="door to door; 14: HEAT; 21.6: riders in motion, Parkin and Rotheram 2010",
        about="cycling speed on the flat",
    ),
    uphill_slowing: float = Parameter(
        1.44,
        1.0,
        1.9,
        "km/h/%",
        "parkin_2010",
        "as coded by mie-lab/bike_lane_optimization; range assumed",
        about="speed lost per % of climb",
    ),
    downhill_gain: float = Parameter(
        0.86,
        0.4,
        1.2,
        "km/h/%",
        "parkin_2010",
        "as coded by mie-lab/bike_lane_optimization; range assumed",
        about="speed won per % of descent",
    ),
    walking_pace: float = Parameter(5.0, 4.0, 6.0, "km/h", about="one gets off and pushes below this speed"),
) -> Array:
    """Cycling speed [km/h] at `gradient_pct` [%, negative downhill], never below `walking_pace`.

    v = v0 - 1.44 g uphill, v0 + 0.86 |g| downhill (Parkin and Rotheram 2010, v0 = 21.6 km/h for riders in motion). The default
    v0 = 15 km/h is door to door, waiting included. Left out: wind, fitness, electric assistance, speed limits. Raises TwinError
    for a gradient beyond 30 %.
    """
    g = numeric("gradient_pct", gradient_pct, -30, 30, unit="%")
    ridden = bike_speed - uphill_slowing * np.maximum(g, 0) + downhill_gain * np.maximum(-g, 0)
    return np.asarray(np.maximum(ridden, walking_pace))
