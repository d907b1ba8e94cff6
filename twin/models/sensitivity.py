"""Which uncertain parameter matters: rank regression on the very draws that were made, and the value at which a sign flips."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric

LEAST = 8  # draws, below which nothing is said
RIDGE = 1e-9


class Regression(NamedTuple):
    """Standardised rank coefficients (parameters,), and the share of the variance of ranks they explain together."""

    weights: Array
    explained: float


def rank_regression(inputs: ArrayLike, output: ArrayLike) -> Regression:
    """Standardised rank regression of `output` (draws,) on `inputs` (draws, parameters) (Saltelli and Marivoet 1990).

    Ranks are taken to be normal scores, so that curved but steady answers count fully. `explained` is R², corrected for the number
    of parameters; where it is small, answers turn or depend on pairs of parameters, and the weights say little. With more parameters
    than a third of the draws, each parameter stands alone (correlation) and `explained` is the sum of its squares, at most 1.
    """
    x, y = numeric("inputs", inputs), numeric("output", output)
    if x.ndim != 2 or y.shape != x.shape[:1]:
        raise TwinError(f"inputs and output: (draws, parameters) and (draws,) are needed, not {x.shape} and {y.shape}")
    n, d = x.shape
    if n < LEAST or not d or np.ptp(y) == 0:
        return Regression(np.zeros(d), 0.0)
    scores, target = _scores(x), _scores(y[:, None])[:, 0]
    if d > n / 3:
        weights = scores.T @ target / n
        noise = 1 / np.sqrt(n)
        clear = np.where(np.abs(weights) > 3 * noise, weights, 0.0)
        return Regression(weights, float(min(1.0, (clear**2).sum())))
    weights = np.linalg.solve(scores.T @ scores + RIDGE * n * np.eye(d), scores.T @ target)
    left = float(((target - scores @ weights) ** 2).sum() / (target**2).sum())
    return Regression(weights, max(0.0, 1 - left * (n - 1) / max(1, n - d - 1)))


def flip_value(values: ArrayLike, difference: ArrayLike, low: float, high: float) -> float | None:
    """The value of one parameter (draws,) at which `difference` (draws,) changes its sign on average; None if not within its range.

    By the straight line through the draws: a first guess of what would have to be true for the other plan to win.
    """
    x, y = numeric("values", values), numeric("difference", difference)
    if len(x) < LEAST or np.ptp(x) == 0:
        return None
    slope, level = np.polyfit(x, y, 1)
    if slope == 0:
        return None
    at = -level / slope
    return float(at) if low <= at <= high else None


def _scores(columns: Array) -> Array:
    """Normal scores of the ranks of each column, standardised; a constant column is 0."""
    from scipy.stats import norm, rankdata  # a second to load: only when it is asked for

    n = len(columns)
    ranks = rankdata(columns, axis=0)
    scores = norm.ppf((ranks - 0.5) / n)
    spread = scores.std(axis=0)
    return np.asarray(np.divide(scores - scores.mean(axis=0), spread, out=np.zeros_like(scores), where=spread > 1e-12))
