"""Preference: which plan is best when criteria weigh differently, and how surely; no score whose weights are hidden."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError
from twin.models.arguments import Array, numeric

READS = 50  # readings of a sensor in each draw
EQUAL = 1e-12  # difference of value below which two plans stand level


class Acceptability(NamedTuple):
    """Where plans rank over draws of their values and of the weights.

    ranks    (plans, ranks) share of draws in which a plan takes each rank; its first column is the share it wins
    central  (plans, criteria) mean weights of the draws a plan wins: whoever weighs so, chooses it; NaN for one that never wins
    """

    ranks: Array
    central: Array


class Flip(NamedTuple):
    """The smallest change of one weight that makes another plan the winner.

    criterion  position     weight  it has     flipped  at which the two stand level     winner, rival  plans
    """

    criterion: int
    weight: float
    flipped: float
    winner: int
    rival: int


class Information(NamedTuple):
    """What a sensor is worth before it is bought, in the unit of the benefits.

    without  mean benefit of the plan that is best for all one knows now     measured  of choosing after the sensor was read
    perfect  of choosing after everything was known
    """

    without: float
    measured: float
    perfect: float

    @property
    def worth(self) -> float:
        """By how much the sensor betters the decision on average; below 0 only by chance of the draws."""
        return self.measured - self.without


def linear_value(level: ArrayLike, worst: ArrayLike, best: ArrayLike) -> Array:
    """Value of a level of a criterion between two anchors: v = (level - worst) / (best - worst), 0 at the worst and 1 at the best.

    Anchors must be set before the plans are seen: were they the least and greatest of the plans, a silly plan added would change the
    order of the others (rank reversal). The line goes on beyond the anchors. Arrays broadcast; "less is better" has worst > best.
    Raises TwinError where the anchors are the same.
    """
    x, w, b = numeric("level", level), numeric("worst", worst), numeric("best", best)
    if np.any(w == b):
        raise TwinError("worst and best: the two anchors of a criterion must differ")
    return np.asarray((x - w) / (b - w))


def swing_weights(points: ArrayLike) -> Array:
    """Weights that sum to 1, from points for the swing of each criterion from its worst to its best anchor.

    The swing one would choose first has 100, the others their share of that worth (UK manual of multi-criteria analysis, `dclg_2009`).
    """
    p = numeric("points", points, 0)
    if p.ndim != 1 or not len(p) or p.sum() <= 0:
        raise TwinError("points: one number for each criterion is needed, at least one of them above 0")
    return np.asarray(p / p.sum())


def worth(values: ArrayLike, weights: ArrayLike) -> Array:
    """V = Σ w v: (…, plans, criteria) and (criteria,) or (…, 1, criteria) -> (…, plans)."""
    return np.asarray((numeric("values", values) * numeric("weights", weights, 0)).sum(axis=-1))


def win_shares(worths: ArrayLike) -> Array:
    """(plans,) share of draws in which each plan is worth most; plans that stand level share the draw. worths (draws, plans)."""
    return np.asarray(_ranked(_table("worths", worths))[:, 0])


def acceptability(values: ArrayLike, draws: int = 20_000, seed: int = 0) -> Acceptability:
    """Stochastic multicriteria acceptability: weights nobody has told, even over all that sum to 1 (Dirichlet(1)), on draws of values.

    values  (draws of values, plans, criteria); one draw for best guesses. Draws of weights go through them in turn
    Lahdelma, R., Salminen, P. (2001), SMAA-2: stochastic multicriteria acceptability analysis (`lahdelma_2001`).
    """
    v = _cube(values)
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer) or draws < 1:
        raise TwinError(f"draws={draws!r} is not possible: give a whole number from 1")
    weights = np.random.default_rng(seed).dirichlet(np.ones(v.shape[2]), int(draws))
    worths = np.einsum("npc,nc->np", v[np.arange(int(draws)) % len(v)], weights)
    first = worths >= worths.max(axis=1, keepdims=True) - EQUAL
    share = first / first.sum(axis=1, keepdims=True)
    total = share.sum(axis=0)
    central = np.full(v.shape[1:], np.nan)
    won = total > 0
    central[won] = (share.T @ weights)[won] / total[won, None]
    return Acceptability(_ranked(worths), central)


def regret(worths: ArrayLike) -> Array:
    """How much worth is lost in each scenario by a plan that was not the best there: max_q V(q, s) - V(p, s). (scenarios, plans)."""
    table = _table("worths", worths)
    return np.asarray(table.max(axis=1, keepdims=True) - table)


def dominance(values: ArrayLike) -> Array:
    """(plans, plans) share of draws in which the row's plan dominates the column's: nowhere worse, somewhere better.

    values  (draws, plans, criteria), each draw the same for all plans: what they share cancels
    """
    return np.asarray(_beats(values).mean(axis=0))


def undominated(values: ArrayLike) -> Array:
    """(plans,) share of draws in which no other plan dominates it. values (draws, plans, criteria)."""
    return np.asarray(1 - _beats(values).any(axis=1).mean(axis=0))


def flip_weight(values: ArrayLike, weights: ArrayLike) -> Flip | None:
    """The weight that is nearest to making another plan win, the other weights keeping their proportions.

        V_p(t) = t v_pk + (1 - t) Σ_(j≠k) w_j v_pj / (1 - w_k)          flips where V_p(t) = V_q(t), 0 < t < 1

    values  (plans, criteria)     weights  (criteria,) that sum to 1
    None when no weight of a single criterion changes the winner. A plan level with the winner flips at once.
    """
    v, w = _table("values", values), swing_weights(weights)
    if v.shape[1] != len(w):
        raise TwinError(f"values and weights: {v.shape[1]} and {len(w)} criteria do not fit together")
    winner = int(worth(v, w).argmax())
    found: list[Flip] = []
    for k in range(len(w)):
        if w[k] >= 1 - EQUAL:
            rest = np.delete(v, k, axis=1).mean(axis=1) if len(w) > 1 else v[:, k]
        else:
            rest = (np.delete(v, k, axis=1) @ np.delete(w, k)) / (1 - w[k])
        ahead_at_0, ahead_at_1 = rest[winner] - rest, v[winner, k] - v[:, k]
        for q in range(len(v)):
            change = ahead_at_1[q] - ahead_at_0[q]
            if q == winner or abs(change) <= EQUAL:
                continue
            t = -ahead_at_0[q] / change
            if EQUAL < t < 1 - EQUAL:  # at an end the two only come level
                found.append(Flip(k, float(w[k]), float(t), winner, q))
    return min(found, key=lambda f: abs(f.flipped - f.weight), default=None)


def value_of_information(benefits: ArrayLike, signal: ArrayLike, error: float, seed: int = 0) -> Information:
    """Is it worth measuring before choosing?

        EVSI = E[b(choice after d)] - max_p E[b_p]          d = y + R e,   p(draw j | d) ∝ exp(-((d - y_j) / R)² / 2)

    benefits  (draws, plans) of each plan, in money; doing nothing is a plan of benefit 0
    signal    y (draws,) what the sensor would read without error     error  R, with what the sensor and the model leave out
    Each draw in turn is the truth and is read `READS` times; what is known after a reading comes from the other draws alone. A sensor is
    worth nothing where no reading would change the choice. Raiffa, H., Schlaifer, R. (1961), Applied statistical decision theory
    (`raiffa_1961`). Left out: the price of the sensor, the time lost in waiting, what the reading teaches for other decisions.
    """
    b, y = _table("benefits", benefits), numeric("signal", signal)
    r = float(numeric("error", error, np.nextafter(0, 1)))
    if y.shape != b.shape[:1] or len(b) < 2:
        raise TwinError(f"benefits and signal: (draws, plans) and (draws,) are needed, at least two draws, not {b.shape} and {y.shape}")
    read = y[:, None] + r * np.random.default_rng(seed).standard_normal((len(y), READS))
    total = 0.0
    for i in range(len(y)):
        logarithm = -0.5 * ((read[i, :, None] - y) / r) ** 2
        logarithm[:, i] = -np.inf
        likely = np.exp(logarithm - logarithm.max(axis=1, keepdims=True))
        chosen = (likely @ b / likely.sum(axis=1, keepdims=True)).argmax(axis=1)
        total += float(b[i, chosen].mean())
    measured = total / len(y)
    return Information(float(b.mean(axis=0).max()), measured, float(b.max(axis=1).mean()))


def _beats(values: ArrayLike) -> NDArray[np.bool_]:
    """(draws, plans, plans) whether the row's plan dominates the column's."""
    v = _cube(values)
    gap = v[:, :, None, :] - v[:, None, :, :]
    nowhere_worse: NDArray[np.bool_] = np.all(gap >= -EQUAL, axis=3)
    somewhere_better: NDArray[np.bool_] = np.any(gap > EQUAL, axis=3)
    return nowhere_worse & somewhere_better


def _ranked(worths: Array) -> Array:
    """(plans, ranks) share of draws; plans that stand level share their ranks."""
    plans = worths.shape[1]
    ahead = (worths[:, None, :] > worths[:, :, None] + EQUAL).sum(axis=2)
    level = (np.abs(worths[:, None, :] - worths[:, :, None]) <= EQUAL).sum(axis=2)
    rank = np.arange(plans)
    taken = (rank >= ahead[..., None]) & (rank < (ahead + level)[..., None])
    return np.asarray((taken / level[..., None]).mean(axis=0))


def _table(name: str, values: ArrayLike) -> Array:
    table = numeric(name, values)
    if table.ndim != 2 or 0 in table.shape:
        raise TwinError(f"{name}: a table is needed, not an array of shape {table.shape}")
    return table


def _cube(values: ArrayLike) -> Array:
    v = numeric("values", values)
    if v.ndim != 3 or 0 in v.shape:
        raise TwinError(f"values: (draws, plans, criteria) are needed, not {v.shape}")
    return v
