"""Draws of uncertain parameters: scrambled Sobol points, and from a share of probability to a value of each parameter."""

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric

MOST_DIMENSIONS = 21_201  # that scipy's Sobol sequence knows
MOST_DRAWS = 1 << 16  # hours of work, and more even than any reader needs


def sobol(draws: int, dimensions: int, seed: int = 0) -> Array:
    """(draws, dimensions) points in (0, 1), spread more evenly than chance would: Sobol (1967), scrambled (Owen 1998).

    draws   a power of two: only then are the points balanced
    With 256 of them the error of a mean is that of several thousand draws by chance. Raises TwinError for other numbers of draws.
    """
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer) or draws < 2 or draws & (draws - 1):
        raise TwinError(f"draws={draws!r} is not possible: give a power of two, such as 64, 256 or 1024")
    if draws > MOST_DRAWS:
        raise TwinError(f"draws={draws!r} is too many: at most {MOST_DRAWS}")
    if dimensions > MOST_DIMENSIONS:
        raise TwinError(f"{dimensions} parameters are too many to draw at once, at most {MOST_DIMENSIONS}")
    if not dimensions:
        return np.zeros((int(draws), 0))
    from scipy.stats import qmc  # a second to load: only when there is something to draw

    points = qmc.Sobol(dimensions, scramble=True, seed=np.random.default_rng(seed)).random(int(draws))
    return np.asarray(np.clip(points, 1e-9, 1 - 1e-9))


def spread_about(share: ArrayLike, low: ArrayLike, best: ArrayLike, high: ArrayLike) -> Array:
    """The value below which a parameter lies with probability `share`: half of it below the best guess, half above; arrays broadcast.

    Each half is triangular, densest at the best guess and nothing beyond its end: best - (best - low)(1 - sqrt(2 u)) for u < 1/2, and
    mirrored above. So the best guess is the median whatever the shape of the range, and what grows with every parameter has it as
    its median too. Raises TwinError where low <= best <= high does not hold or a share is not in [0, 1].
    """
    u, a, m, b = numeric("share", share, 0, 1), numeric("low", low), numeric("best", best), numeric("high", high)
    if np.any(a > m) or np.any(m > b):
        raise TwinError("low, best, high: the best guess must lie between low and high")
    below = m - (m - a) * (1 - np.sqrt(2 * np.minimum(u, 0.5)))
    above = m + (b - m) * (1 - np.sqrt(2 * np.minimum(1 - u, 0.5)))
    return np.asarray(np.where(u < 0.5, below, above))
