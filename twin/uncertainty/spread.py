"""What the draws say of one difference: its range, how sure its sign is, what it hangs on, and what would turn it round."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from twin.metrics import Metric
from twin.models.sensitivity import flip_value, rank_regression
from twin.uncertainty.ensemble import Ensemble
from twin.uncertainty.unknowns import PRICE

Array = NDArray[np.float64]
LOW, HIGH = 5.0, 95.0  # percentiles of the range that is shown
CLEAR, LIKELY = 0.95, 0.75  # shares of draws from which a sign is called clear, and likely
ENOUGH = 16  # draws from which a sign can be clear: fewer cannot tell 95 in 100 from 75
SMALL = 0.001  # of the value before: a smaller difference does not matter
DRIVERS = 3
LEAST_WEIGHT = 0.05  # of a driver, or three times what chance gives, whichever is more
Sure = Literal["clearly better", "likely better", "no clear change", "likely worse", "clearly worse"]


@dataclass(frozen=True, eq=False)
class Spread:
    """One difference over all draws, after minus before on the same draw.

    low, high   5 to 95 % of the draws, stretched to the best guess where that lies outside
    better, worse, ties   shares of draws; a tie is a difference that does not matter
    error       one standard error of these shares
    matters     a difference below this does not matter [the metric's unit]: half a step of the shown figure, the solver's error, or a
                thousandth of the value before, whichever is largest
    drivers     the parameters it hangs on most, with their standardised rank coefficients
    explained   share of the spread that all of them explain by rank (R²)
    flip        value of the first driver at which the sign turns round; None when nothing in its range does that
    draws       how many
    """

    low: float
    high: float
    better: float
    worse: float
    ties: float
    error: float
    matters: float
    drivers: tuple[tuple[str, float], ...]
    explained: float
    flip: float | None
    draws: int

    @property
    def sure(self) -> Sure:
        """In words; "no clear change" where fewer than three draws in four agree, and never clear from fewer than `ENOUGH` draws."""
        clear = CLEAR if self.draws >= ENOUGH else np.inf
        if self.better >= LIKELY:
            return "clearly better" if self.better >= clear else "likely better"
        if self.worse >= LIKELY:
            return "clearly worse" if self.worse >= clear else "likely worse"
        return "no clear change"


def spread_of(ensemble: Ensemble, metric: Metric, state: int, against: int, best: float, before: float, resolution: float) -> Spread:
    """The spread of a metric's difference between two states (0 before, 1 the first plan, …).

    best     difference of the best guesses; `before` the value it is compared with; `resolution` of the solver
    Draws for which the metric has no number are left out.
    """
    difference = ensemble.difference(metric.key, state, against)
    known = np.isfinite(difference)
    difference, inputs, n = difference[known], ensemble.inputs[known], int(known.sum())
    matters = max(0.5 * 10.0**-metric.digits, resolution, SMALL * abs(before))
    if metric.key == "cost":
        matters = 0.5
    if not n:
        return Spread(best, best, 0.0, 0.0, 1.0, 0.0, matters, (), 0.0, None, 0)
    gain = -difference if metric.better == "less" else difference
    better, worse = float((gain > matters).mean()), float((gain < -matters).mean())
    low, high = (float(v) for v in np.percentile(difference, (LOW, HIGH)))
    own = [i for i, name in enumerate(ensemble.unknowns.names) if name in metric.parameters or (metric.priced and name.startswith(PRICE))]
    regression = rank_regression(inputs[:, own], difference)
    strongest = np.argsort(-np.abs(regression.weights), kind="stable")[:DRIVERS]
    order = [int(k) for k in strongest if abs(regression.weights[k]) > max(LEAST_WEIGHT, 3 / np.sqrt(n))]
    flip = None
    if order:
        p = ensemble.unknowns.all[own[order[0]]]
        flip = flip_value(inputs[:, own[order[0]]], difference, p.low, p.high)
    return Spread(
        min(low, best), max(high, best), better, worse, max(0.0, 1 - better - worse), _error(max(better, worse), n), matters,
        tuple((ensemble.unknowns.names[own[k]], float(regression.weights[k])) for k in order), regression.explained, flip, n,
    )  # fmt: skip


def _error(share: float, draws: int) -> float:
    """Standard error of a share; never less than that of half a draw."""
    return float(np.sqrt(max(share * (1 - share), 0.5 / draws) / draws))
