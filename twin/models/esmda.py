"""Learning uncertain parameters from readings: ensemble smoother with multiple data assimilation, and a grid for one or two of them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from twin.errors import TwinError
from twin.models.arguments import Array, numeric
from twin.parameter import Parameter

Model = Callable[[Array], Array]
LEAST_DRAWS = 16
THRESHOLD = Parameter(
    3.0, 2.0, 4.0, "1", "twin", "trials with 60 synthetic truths: 3 keeps the coverage of 40 parameters at 0.9", True,
    "standard errors below which a correlation of draws is taken to be chance",
)  # fmt: skip


class Assimilation(NamedTuple):
    """What the readings taught.

    scores      (draws, parameters) normal scores after the readings
    before      (draws, readings) what the model gives for the draws it began with
    after       (draws, readings) what it gives for `scores`
    """

    scores: Array
    before: Array
    after: Array


def normal_scores(share: ArrayLike) -> Array:
    """Standard normal scores of shares of probability in (0, 1)."""
    return np.asarray(norm.ppf(numeric("share", share, 0, 1)))


def shares(scores: ArrayLike) -> Array:
    """Shares of probability of standard normal scores; the way back."""
    return np.asarray(norm.cdf(numeric("scores", scores)))


def assimilate(
    model: Model, scores: ArrayLike, reading: ArrayLike, error: ArrayLike, steps: int = 4, seed: int = 0, threshold: float = THRESHOLD
) -> Assimilation:
    """Draws of parameters moved towards the readings in `steps` equal steps.

        repeat Na times:   S = (Y - mean Y) / R / sqrt(N - 1)          C = (Z - mean Z)' S / sqrt(N - 1)
                           Z += ((d + sqrt(Na) R e - Y) / R) (S'S + Na I)^-1 C'          e ~ N(0, 1)

    model      scores (draws, parameters) -> (draws, readings); it turns scores into values, so these never leave their ranges
    scores     (draws, parameters) standard normal: best Sobol points through `normal_scores`
    reading    d (readings,)     error  R (readings,) standard deviation of each, in its unit, above 0
    threshold  a correlation |rho| < threshold / sqrt(N) between a parameter and a reading counts as chance: it is put to 0, so that
               parameters no sensor can see keep their spread

    Emerick, A. A., Reynolds, A. C. (2013), Ensemble smoother with multiple data assimilation (`emerick_2013`).
    Exact for a linear model, normal errors and many draws. Cost: (steps + 1) × draws runs of the model. Left out: errors that several
    sensors share, answers with several peaks. Raises TwinError for shapes that do not fit, too few draws, or a model without numbers.
    """
    z, d, r = numeric("scores", scores).copy(), numeric("reading", reading), numeric("error", error, np.nextafter(0, 1))
    if z.ndim != 2 or len(z) < LEAST_DRAWS:
        raise TwinError(f"scores: a table of at least {LEAST_DRAWS} draws by parameters is needed, not {z.shape}")
    if d.ndim != 1 or r.shape != d.shape or not len(d):
        raise TwinError(f"reading and error: one number for each reading is needed, not {d.shape} and {r.shape}")
    if isinstance(steps, bool) or not isinstance(steps, int | np.integer) or not 1 <= steps <= 100:
        raise TwinError(f"steps={steps!r} is not possible: give 1 to 100, usually 4")
    before = y = _run(model, z, len(d))
    for step in range(steps):
        noise = np.random.default_rng([seed, step]).standard_normal(y.shape)
        noise -= noise.mean(axis=0)
        z += ((d - y) / r + np.sqrt(steps) * noise) @ _gain(z, y / r, float(steps), threshold)
        y = _run(model, z, len(d))
    return Assimilation(z, before, y)


def left_out(outputs: ArrayLike, reading: ArrayLike, error: ArrayLike, seed: int = 0, threshold: float = THRESHOLD) -> Array:
    """(draws, readings) what each reading would be, judged by all the others alone: it is held out of one linear step.

    outputs   (draws, readings) of the model before any reading. Other arguments and source as in `assimilate`

    No more runs of the model: outputs are moved as parameters are, by their own correlation with the other outputs. Exact for a
    linear model; for bent ones the spread is somewhat too wide. A single reading is told by the draws themselves.
    """
    y, d, r = numeric("outputs", outputs), numeric("reading", reading), numeric("error", error, np.nextafter(0, 1))
    if y.ndim != 2 or d.shape != y.shape[1:] or r.shape != d.shape:
        raise TwinError(f"outputs, reading, error: (draws, readings) and one number each are needed, not {y.shape}, {d.shape}, {r.shape}")
    found = y.copy()
    noise = np.random.default_rng([seed, 1]).standard_normal(y.shape)
    noise -= noise.mean(axis=0)
    for i in range(y.shape[1]):
        others = np.arange(y.shape[1]) != i
        if others.any():
            gain = _gain(y[:, [i]], y[:, others] / r[others], 1.0, threshold)
            found[:, i] += (((d - y) / r + noise)[:, others] @ gain)[:, 0]
    return found


def error_of_mean(error: ArrayLike, readings: ArrayLike, bias: ArrayLike = 0.0, persistence: ArrayLike = 0.0) -> Array:
    """Standard deviation of the mean of readings, with what does not average out.

        R² = s² min(1, (1 + rho) / (1 - rho) / n) + b²

    error        s, of one reading     readings  n     bias  b, standard deviation of what all readings of a sensor share: where it
                 hangs, and what the model leaves out     persistence  rho, correlation of one reading with the next [0..1)
    The same as inflating each reading to R_eff² = s² + n b². Without b, 60 truths were covered by 67 % of intervals meant for 90 %.
    """
    s, n, b = numeric("error", error, 0), numeric("readings", readings, 1), numeric("bias", bias, 0)
    rho = numeric("persistence", persistence, 0, 0.999)
    return np.asarray(np.sqrt(s**2 * np.minimum(1.0, (1 + rho) / (1 - rho) / n) + b**2))


def grid_posterior(outputs: ArrayLike, reading: ArrayLike, error: ArrayLike, prior: ArrayLike | None = None) -> Array:
    """Probability of each node of a grid of one or two parameters, by Bayes' rule; the sum is 1.

        p(node | d) ∝ p(node) exp(-Σ ((d - y(node)) / R)² / 2)

    outputs  (…, readings) what the model gives at each node     reading, error  (readings,)     prior  (…) probability of each node,
             equal when not given (nodes at even steps of probability)
    The picture to believe: no draws, no linear step. Raises TwinError for shapes that do not fit.
    """
    y, d, r = numeric("outputs", outputs), numeric("reading", reading), numeric("error", error, np.nextafter(0, 1))
    if y.ndim < 2 or d.shape != y.shape[-1:] or r.shape != d.shape:
        raise TwinError(f"outputs, reading, error: (…, readings) and one number each are needed, not {y.shape}, {d.shape}, {r.shape}")
    weight = np.ones(y.shape[:-1]) if prior is None else numeric("prior", prior, 0)
    if weight.shape != y.shape[:-1]:
        raise TwinError(f"prior: one number for each node is needed, {y.shape[:-1]}, not {weight.shape}")
    if weight.sum() <= 0:
        raise TwinError("prior: some node must be possible")
    with np.errstate(divide="ignore"):
        logarithm = np.log(weight) - 0.5 * (((d - y) / r) ** 2).sum(axis=-1)
    found = np.exp(logarithm - logarithm.max())
    return np.asarray(found / found.sum())


def _gain(z: Array, scaled: Array, damping: float, threshold: float) -> Array:
    """(readings, parameters) by which misfits, in their errors, move the parameters."""
    n = len(z)
    s, anomalies = scaled - scaled.mean(axis=0), z - z.mean(axis=0)
    size = np.outer(np.linalg.norm(anomalies, axis=0), np.linalg.norm(s, axis=0))
    together = anomalies.T @ s
    correlation = np.divide(together, size, out=np.zeros_like(together), where=size > 1e-12)
    covariance = np.where(np.abs(correlation) < float(threshold) / np.sqrt(n), 0.0, together) / (n - 1)
    spread = s.T @ s / (n - 1) + damping * np.eye(s.shape[1])
    return np.asarray(np.linalg.solve(spread, covariance.T))


def _run(model: Model, z: Array, readings: int) -> Array:
    y = np.asarray(model(z), dtype=float)
    if y.shape != (len(z), readings):
        raise TwinError(f"the model must give (draws, readings) = ({len(z)}, {readings}) numbers, not {y.shape}")
    if not np.isfinite(y).all():
        at = int(np.flatnonzero(~np.isfinite(y).all(axis=0))[0])
        raise TwinError(f"the model gives no number for reading {at + 1} in some draws")
    return y
