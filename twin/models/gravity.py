"""Trip distribution: a doubly constrained gravity model balanced by Furness's method (iterative proportional fitting).

Zones are whatever sends or takes trips: blocks of a town, or gateways at its edge, which are zones like any other.
"""

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric
from twin.parameter import Parameter, default

ROUNDS = 20_000


def deterrence(
    cost: ArrayLike,
    decay: float = Parameter(
        0.10, 0.05, 0.30, "1/min", page="mean car trips of 8 to 15 min; to be fitted", about="fall of trips per minute of travel"
    ),
    gamma_exponent: float = Parameter(0.0, -0.5, 0.5, "1", about="power of the cost in a gamma deterrence; 0: exponential"),
) -> Array:
    """How willing people are to travel at `cost` [min]: f = c^n exp(-beta c), inf gives 0.

    Exponential for n = 0 (Wilson 1967, from maximum entropy), else gamma (Tanner): n > 0 thins out very short trips. Raises
    TwinError for negative costs, a negative `decay`, or a cost of 0 with a negative exponent.
    """
    c = numeric("cost", cost, 0, unit="min")
    beta, n = float(numeric("decay", decay, 0, unit="1/min")), float(numeric("gamma_exponent", gamma_exponent))
    if n < 0 and np.any(c == 0):
        raise TwinError("cost: 0 is not allowed with a negative gamma_exponent, give trips within a zone a time of their own")
    reached = np.isfinite(c)
    within = np.where(reached, c, 1.0)
    return np.asarray(np.where(reached, within**n * np.exp(-beta * within), 0.0))


def trips(productions: ArrayLike, attractions: ArrayLike, willingness: ArrayLike, tolerance: float = 1e-10) -> Array:
    """Trips (n, m) from zones with `productions` (n,) to zones with `attractions` (m,), T_ij = A_i O_i B_j D_j f_ij.

    f = `willingness` (n, m) of `deterrence`; pairs with f = 0 (unreachable, or shut on purpose) keep 0 trips. The balancing factors
    A_i, B_j are found by Furness's rounds (Wilson 1967) until every row and column total is met within `tolerance` of all trips.

    Raises TwinError for negative numbers, shapes that do not fit, totals of productions and attractions that differ (see
    `balanced`), a zone whose trips have nowhere to go or to come from, or reachable pairs that cannot carry the totals (or
    only if some of them carry nothing, a limit the rounds approach too slowly).
    """
    o, d = numeric("productions", productions, 0), numeric("attractions", attractions, 0)
    f = numeric("willingness", willingness, 0)
    if o.ndim != 1 or d.ndim != 1 or f.shape != (o.size, d.size):
        raise TwinError(f"willingness: {f.shape} does not fit {o.shape} productions and {d.shape} attractions")
    if not np.all(np.isfinite(f)) or not np.isfinite(o.sum() + d.sum()):
        raise TwinError("willingness, productions and attractions: inf is not allowed, they must be numbers of 0 or more")
    total = float(o.sum())
    if abs(total - d.sum()) > 1e-9 * max(total, float(d.sum())):
        raise TwinError(
            f"attractions: they sum to {d.sum():g}, productions to {total:g}; scale them first with balanced(productions, attractions)"
        )
    _check_reached(o, d, f)
    if total == 0:
        return np.zeros(f.shape)
    return _furness(o, d, f, tolerance * total)


def balanced(productions: ArrayLike, attractions: ArrayLike) -> Array:
    """`attractions` (m,) scaled to sum to the trips of `productions` (n,). Raises TwinError when nothing attracts them."""
    o, d = numeric("productions", productions, 0), numeric("attractions", attractions, 0)
    if d.sum() == 0 and o.sum() > 0:
        raise TwinError("attractions: all are 0, at least one zone must attract trips")
    return np.asarray(d * (o.sum() / d.sum()) if d.sum() > 0 else d)


def mean_cost(flows: ArrayLike, cost: ArrayLike) -> float:
    """Mean `cost` (n, m) [min] of trips `flows` (n, m); pairs without trips do not count. Raises TwinError without trips."""
    t, c = numeric("flows", flows, 0), numeric("cost", cost, 0, unit="min")
    if t.shape != c.shape or t.sum() <= 0:
        raise TwinError(f"flows: trips of the shape of cost are needed, not {t.shape} with {t.sum():g} trips and {c.shape}")
    return float((t[t > 0] * c[t > 0]).sum() / t.sum())


def fitted_decay(
    productions: ArrayLike,
    attractions: ArrayLike,
    cost: ArrayLike,
    mean: float,
    gamma_exponent: float = default(deterrence, "gamma_exponent"),
    steepest: float = 2.0,
) -> float:
    """The `decay` [1/min] at which `trips` have a mean cost of `mean` [min], as observed in a survey.

    The mean falls as the decay grows (Hyman 1969), so the root between 0 and `steepest` is unique. Raises TwinError when no decay
    in that range gives the mean, and says which means are possible.
    """
    c = numeric("cost", cost, 0, unit="min")

    def error(decay: float) -> float:
        return mean_cost(trips(productions, attractions, deterrence(c, decay, gamma_exponent)), c) - mean

    longest, shortest = error(0.0) + mean, error(steepest) + mean
    if not shortest <= mean <= longest:
        raise TwinError(f"mean: {mean:g} min is out of reach, these zones allow means from {shortest:.3g} to {longest:.3g} min")
    from scipy.optimize import brentq  # slow to load: only when a rate is fitted

    return float(brentq(error, 0.0, steepest, xtol=1e-9))


def _check_reached(o: Array, d: Array, f: Array) -> None:
    stuck = np.flatnonzero((o > 0) & ~((f > 0) & (d > 0)).any(axis=1))
    missed = np.flatnonzero((d > 0) & ~((f > 0) & (o > 0)[:, None]).any(axis=0))
    if stuck.size:
        raise TwinError(f"productions: zone {stuck[0]} has {o[stuck[0]]:g} trips and no reachable zone that attracts any")
    if missed.size:
        raise TwinError(f"attractions: zone {missed[0]} attracts {d[missed[0]]:g} trips and no zone that sends any can reach it")


def _furness(o: Array, d: Array, f: Array, allowed: float) -> Array:
    """Balance rows and columns in turn; rows are met to rounding, columns within `allowed`."""
    b = np.ones(d.size)
    short = np.inf
    with np.errstate(over="ignore", invalid="ignore"):  # factors run away where no table can meet the totals
        for _ in range(ROUNDS):
            rows = f @ (b * d)
            a = np.divide(1.0, rows, out=np.zeros(o.size), where=rows > 0)
            columns = f.T @ (a * o)
            off = float(np.abs(b * d * columns - d).max())
            if off <= allowed:
                return np.asarray((a * o)[:, None] * f * (b * d))
            if not np.isfinite(off):
                break
            short = off
            b = np.divide(1.0, columns, out=np.zeros(d.size), where=columns > 0)
    raise TwinError(f"willingness: the reachable pairs cannot carry these totals, at best a zone stays {short:.3g} trips off")
