"""Mode choice: how shares of car, walking, transit and bike move when their times or costs change (pivot-point logit).

The last axis of every array runs over `MODES`.
"""

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter

MODES = ("car", "walk", "transit", "bike")


def town_shares(
    car_share: float = Parameter(0.50, 0.35, 0.65, about="share of trips by car", page="medium French town", verified=False),
    walk_share: float = Parameter(0.32, 0.20, 0.45, about="share of trips on foot", page="medium French town", verified=False),
    transit_share: float = Parameter(0.12, 0.04, 0.20, about="share of trips by transit", page="medium French town", verified=False),
    bike_share: float = Parameter(0.06, 0.02, 0.12, about="share of trips by bike", page="medium French town", verified=False),
) -> Array:
    """Base shares of `MODES` (4,) for a medium French town, scaled to sum 1. An editable assumption, not a measurement.

    Raises TwinError for a negative share or all four zero.
    """
    shares = numeric("shares", [car_share, walk_share, transit_share, bike_share], 0)
    if shares.sum() <= 0:
        raise TwinError("shares: at least one mode needs a share above 0")
    return np.asarray(shares / shares.sum())


def utility_of_time(
    minutes: ArrayLike,
    beta_car: float = Parameter(
        -0.06, -0.067, -0.042, "1/min", "eqasim_idf", "low: Swiss set; high: buildBing set", about="utility of a minute by car"
    ),
    beta_walk: float = Parameter(
        -0.15, -0.158, -0.141, "1/min", "eqasim_idf", "low: buildHERE set; high: Swiss set", about="utility of a minute on foot"
    ),
    beta_transit: float = Parameter(
        -0.017, -0.043, -0.010, "1/min", "eqasim_idf", "low: buildHERE set; high: assumption", about="utility of a minute in a vehicle"
    ),
    beta_bike: float = Parameter(
        -0.05, -0.09, -0.02, "1/min", "eqasim_idf", "low: Swiss set; high: assumption", about="utility of a perceived minute by bike"
    ),
) -> Array:
    """Change of utility (…, 4) of changes of travel time `minutes` (…, 4) [min] by car, on foot, in transit, by bike.

    dU = beta dT with the coefficients of eqasim for Île-de-France (Hörl and Balac 2021). Only differences count in a pivot
    form, so constants of the modes are not needed. Bike minutes are *perceived* minutes (length times `perceived_factor` over
    speed): this step is ours, the published coefficient is of plain time, hence its wide range. inf minutes close a mode.
    Raises TwinError when the last axis is not of length 4 or a change is no number.
    """
    t = _by_mode("minutes", minutes)
    return np.asarray(t * np.array([beta_car, beta_walk, beta_transit, beta_bike], dtype=np.float64))


def utility_of_transit(
    waiting: ArrayLike = 0.0,
    access: ArrayLike = 0.0,
    transfers: ArrayLike = 0.0,
    beta_waiting: float = Parameter(
        -0.0484, -0.0804, -0.0026, "1/min", "eqasim_idf", "high: buildBing set; low: as access", about="utility of a minute of waiting"
    ),
    beta_access: float = Parameter(
        -0.0804,
        -0.15,
        -0.0286,
        "1/min",
        "eqasim_idf",
        "high: buildBing set; low: as walking",
        about="utility of a minute to or from a stop",
    ),
    beta_transfer: float = Parameter(
        -0.17, -0.953, -0.133, "1", "eqasim_idf", "low: buildHERE set; high: buildBing set", about="utility of one transfer"
    ),
) -> Array:
    """Change of utility of transit from changes in `waiting` and `access` [min] and number of `transfers`; arrays broadcast.

    Same source as `utility_of_time`. Raises TwinError for entries that are no numbers or shapes that do not fit.
    """
    w, a, n = numeric("waiting", waiting), numeric("access", access), numeric("transfers", transfers)
    together(dict(waiting=w, access=a, transfers=n))
    return np.asarray(beta_waiting * w + beta_access * a + beta_transfer * n)


def utility_of_cost(
    euros: ArrayLike,
    distance_km: ArrayLike,
    beta_cost: float = Parameter(
        -0.206, -0.30, -0.15, "1/€", "eqasim_idf", "range: assumption", about="utility of a euro on a trip of 40 km"
    ),
    cost_exponent: float = Parameter(
        -0.4, -0.45, -0.289, "1", "eqasim_idf", "high: buildHERE set; low: assumption", about="how costs weigh with distance"
    ),
) -> Array:
    """Change of utility of paying `euros` [€] more on a trip of `distance_km` [km]: beta (d / 40 km)^-0.4 € ; arrays broadcast.

    Short trips feel a euro more. Distances below 0.1 km count as 0.1 km. Same source as `utility_of_time`. Raises TwinError
    for negative distances or shapes that do not fit.
    """
    money, d = numeric("euros", euros), numeric("distance_km", distance_km, 0, unit="km")
    together(dict(euros=money, distance_km=d))
    return np.asarray(beta_cost * (np.maximum(d, 0.1) / 40.0) ** cost_exponent * money)


def pivot(base_shares: ArrayLike, utility_change: ArrayLike) -> Array:
    """Shares (…, modes) after utilities change by `utility_change` (…, modes) from `base_shares` (…, modes), which sum to 1.

    P'_m = P_m exp(dU_m) / sum_k P_k exp(dU_k), the pivot-point (incremental) logit. No change returns the base shares exactly,
    a mode with share 0 stays at 0, dU = -inf closes a mode. New cyclists come from all modes in proportion to their shares
    (independence of irrelevant alternatives): a nested model may take more from walking and transit.

    Raises TwinError for shares that are negative or do not sum to 1 (within 1e-9), for utilities that are no numbers or +inf,
    or where every mode that people use is closed.
    """
    p, du = numeric("base_shares", base_shares, 0, 1), numeric("utility_change", utility_change)
    together(dict(base_shares=p, utility_change=du))
    if np.any(np.abs(p.sum(axis=-1) - 1) > 1e-9):
        raise TwinError("base_shares: the shares of the modes must sum to 1")
    if np.any(np.isposinf(du)):
        raise TwinError("utility_change: inf is not allowed, it must be a number or -inf for a closed mode")
    p, du = np.broadcast_arrays(p, du)
    used = np.where(p > 0, du, -np.inf)
    top = used.max(axis=-1, keepdims=True)
    if np.any(np.isneginf(top)):
        raise TwinError("utility_change: every mode in use is closed, at least one must stay open")
    weighed = p * np.exp(np.minimum(du - top, 0.0))  # against the largest, so that exp stays in range
    unchanged = np.all((du == top) | (p == 0), axis=-1, keepdims=True)  # all alike: not even rounding may move a share
    return np.asarray(np.where(unchanged, p, weighed / weighed.sum(axis=-1, keepdims=True)))


def _by_mode(name: str, value: ArrayLike) -> Array:
    array = numeric(name, value)
    if array.ndim == 0 or array.shape[-1] != len(MODES):
        raise TwinError(f"{name}: the last axis must hold {len(MODES)} modes ({', '.join(MODES)}), not shape {array.shape}")
    return array
