"""Rain that runs off: the SCS curve number, sealed and green ground mixed in one cell, and Green-Ampt infiltration.

Symbols: P rain [mm], Q runoff [mm], CN curve number (0 to 100), S potential retention [mm], lambda initial abstraction.
"""

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter, default

NO_RUNOFF_RETENTION = 100_000.0  # mm, the convention of InVEST where CN = 0, more than any storm


def retention(curve_number: ArrayLike) -> Array:
    """Potential maximum retention S [mm] of ground with a given `curve_number` [0..100].

    S = 25400 / CN - 254 (TR-55 eq. 2-4 and NEH-630 ch. 10, in mm). S is at most 100 000 mm, the value InVEST takes
    for CN = 0, so that no storm runs off there; CN = 100 gives 0. Raises TwinError outside 0..100.
    """
    cn = numeric("curve_number", curve_number, 0, 100)
    with np.errstate(divide="ignore", over="ignore"):
        return np.minimum(25_400.0 / cn - 254.0, NO_RUNOFF_RETENTION)


def curve_number_runoff(
    rain: ArrayLike,
    curve_number: ArrayLike,
    initial_abstraction: float = Parameter(
        0.2,
        0.05,
        0.3,
        source="tr55",
        page="eq. 2-2; 0.05: Hawkins et al. 2009, up to 0.3: Ponce and Hawkins 1996, both from memory",
        about="share of S held back before runoff starts",
    ),
) -> Array:
    """Runoff Q [mm] of one storm of depth `rain` [mm] on ground of `curve_number` [0..100]; arrays broadcast.

    Q = (P - lambda S)² / (P + (1 - lambda) S) where P > lambda S, else 0, with S of `retention` (NEH-630 ch. 10;
    USDA TR-55 eq. 2-3). lambda is 0.2 in TR-55, and the published curve numbers belong to 0.2; 0.05 fits
    many gauged catchments better (Hawkins et al. 2009).

    Left out: storm duration and intensity, slope, what the sewers take, and the conversion of S that Hawkins et al.
    attach to 0.05 (S is kept, so a low lambda over-states runoff). Raises TwinError for negative rain, a curve number
    outside 0..100 or arrays that do not broadcast.
    """
    p = numeric("rain", rain, 0, unit="mm")
    s = retention(curve_number)
    ratio = numeric("initial_abstraction", initial_abstraction, 0, 1)
    together(dict(rain=p, curve_number=s, initial_abstraction=ratio))
    excess = np.maximum(p - ratio * s, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(excess > 0, excess**2 / (excess + s), 0.0)


def composite_curve_number(
    pervious_curve_number: ArrayLike,
    sealed: ArrayLike,
    unconnected: ArrayLike = 0.0,
    sealed_curve_number: float = Parameter(98, 95, 99, source="tr55", page="table 2-2a, paved", about="curve number of sealed ground"),
) -> Array:
    """One curve number for a mix: CN_p + f (98 - CN_p)(1 - R / 2) (TR-55 ch. 2, figures 2-3 and 2-4).

    `sealed` f [0..1] is the sealed fraction, `unconnected` R [0..1] the share of it that drains onto green ground
    (TR-55 allows R > 0 only below 30 % sealed). It hides the quick runoff of the sealed part: prefer
    `distributed_runoff`. Raises TwinError outside these ranges.
    """
    green = numeric("pervious_curve_number", pervious_curve_number, 0, 100)
    f, r = numeric("sealed", sealed, 0, 1), numeric("unconnected", unconnected, 0, 1)
    together(dict(pervious_curve_number=green, sealed=f, unconnected=r))
    return green + f * (numeric("sealed_curve_number", sealed_curve_number, 0, 100) - green) * (1 - 0.5 * r)


def distributed_runoff(
    rain: ArrayLike,
    pervious_curve_number: ArrayLike,
    sealed: ArrayLike,
    disconnected: ArrayLike = 0.0,
    sealed_curve_number: float = default(composite_curve_number, "sealed_curve_number"),
    initial_abstraction: float = default(curve_number_runoff, "initial_abstraction"),
) -> Array:
    """Runoff [mm] of cells whose sealed part f = `sealed` [0..1] and green part each follow their own curve number.

    Q = (1 - f) Q_p(P') + (1 - d) f Q_s(P): the sealed part sheds Q_s [mm], of which the share d = `disconnected`
    [0..1] runs onto the green part of the same cell, which then receives P' = P + d f Q_s / (1 - f). With d = 0 this
    is the runoff-weighted mean, which never falls below the runoff of `composite_curve_number` for storms up to
    200 mm, because there Q is convex in CN. Where f = 1 there is no green part to run onto, and d has no effect.
    Raises TwinError for values out of range or shapes that do not fit.
    """
    p, f = numeric("rain", rain, 0, unit="mm"), numeric("sealed", sealed, 0, 1)
    d = numeric("disconnected", disconnected, 0, 1)
    together(dict(rain=p, sealed=f, disconnected=d, pervious_curve_number=np.asarray(pervious_curve_number)))
    shed = curve_number_runoff(p, sealed_curve_number, initial_abstraction)
    d = np.where(f < 1, d, 0.0)
    run_on = np.divide(d * f * shed, 1 - f, out=np.zeros(np.broadcast_shapes(d.shape, f.shape, p.shape)), where=f < 1)
    green = curve_number_runoff(p + run_on, pervious_curve_number, initial_abstraction)
    return (1 - f) * green + (1 - d) * f * shed


def green_ampt_infiltration(
    rain_depth: ArrayLike, duration: ArrayLike, conductivity: ArrayLike, suction: ArrayLike, deficit: ArrayLike
) -> Array:
    """Depth F [mm] that soil takes in from `rain_depth` [mm] falling evenly over `duration` [h]; arrays broadcast.

    Green-Ampt with the ponding time of Mein and Larson (1973), for K = `conductivity` [mm/h], psi = `suction` [mm]
    and dtheta = `deficit` [-], i = rain / duration. While i <= K, or until ponding at F_p = psi dtheta K / (i - K),
    t_p = F_p / i, all rain goes in; then F = F_p + K (T - t_p) + psi dtheta ln((psi dtheta + F) / (psi dtheta + F_p)),
    solved by Newton's method.

    Left out: pressure of the water ponded, what goes in after the rain has stopped, a groundwater table, layers.
    Raises TwinError for negative arguments, a duration of 0 or a deficit outside 0..1.
    """
    p = numeric("rain_depth", rain_depth, 0, unit="mm")
    t = numeric("duration", duration, 0, unit="h")
    if np.any(t == 0):
        raise TwinError("duration: 0 is not allowed, rain needs more than 0 h to fall")
    k = numeric("conductivity", conductivity, 0, unit="mm/h")
    psi, deficit = numeric("suction", suction, 0, unit="mm"), numeric("deficit", deficit, 0, 1)
    together(dict(rain_depth=p, duration=t, conductivity=k, suction=psi, deficit=deficit))
    p, t, k, pull = np.broadcast_arrays(p, t, k, psi * deficit)
    soaked = np.array(p)  # a copy: all rain goes in, unless it ponds
    faster = p > k * t
    at_ponding = np.full(p.shape, np.inf)
    np.divide(pull * k * t, p - k * t, out=at_ponding, where=faster)  # psi dtheta K / (i - K), times T over T
    ponds = faster & (at_ponding < p)
    if ponds.any():
        soaked[ponds] = _after_ponding(p[ponds], t[ponds], k[ponds], pull[ponds], at_ponding[ponds])
    return soaked


def _after_ponding(p: Array, t: Array, k: Array, pull: Array, at_ponding: Array) -> Array:
    """Solve F = F_p + K (T - t_p) + pull ln((pull + F) / (pull + F_p)) for F, from above, where g is convex."""
    target = at_ponding + k * (t - at_ponding * t / p)
    pulled = pull > 0
    soaked = np.where(pulled, p, target)  # no suction: the soil takes K, no more
    x, base, want = soaked[pulled], at_ponding[pulled], target[pulled]
    pull = pull[pulled]
    for _ in range(50):
        step = (x - want - pull * np.log((pull + x) / (pull + base))) * (pull + x) / np.maximum(x, 1e-12)
        x = np.maximum(x - step, base)
        if np.all(np.abs(step) < 1e-10):
            break
    soaked[pulled] = x
    return np.minimum(soaked, p)


def green_ampt_runoff(
    rain_depth: ArrayLike,
    duration: ArrayLike,
    conductivity: ArrayLike,
    suction: ArrayLike,
    deficit: ArrayLike,
    storage: ArrayLike = 0.0,
    run_on: ArrayLike = 0.0,
) -> Array:
    """Runoff [mm] of open soil or of a rain garden: what neither soaks in nor stays in its hollow.

    Q = P + R - F - min(D, P + R - F), with P = `rain_depth` [mm], R = `run_on` [mm over this ground, coming from its
    neighbours with the rain], D = `storage` [mm], the depth the hollow holds, and F of `green_ampt_infiltration`
    under P + R. Arrays broadcast; the water held in D soaks in after the storm. Raises TwinError as that function,
    and for a negative storage or run-on.
    """
    hollow, extra = numeric("storage", storage, 0, unit="mm"), numeric("run_on", run_on, 0, unit="mm")
    p = numeric("rain_depth", rain_depth, 0, unit="mm")
    together(dict(rain_depth=p, storage=hollow, run_on=extra))
    water = p + extra
    left = water - green_ampt_infiltration(water, duration, conductivity, suction, deficit)
    return np.maximum(left - hollow, 0.0)
