"""What goes on without any plan: cars become electric, buildings are renovated. Stated assumptions, to be argued with.

Left out: better engines, cleaner electricity (France's is clean already), new buildings, other habits of travel, people moving.
"""

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric
from twin.parameter import Parameter

START = 2025


def electric_cars(
    year: ArrayLike,
    delay: float = Parameter(0.0, -1.0, 5.0, "years", "twin", "assumed; -1 meets the target of 15 % in 2030", False, "later than the path"),
    level: float = Parameter(-1.909, -2.2, -1.6, "1", "snbc3_cars", "fit to 3 % in 2025, 66 % of sales in 2030; derived", False,
                             "logit of the share in 2030"),
    pace: float = Parameter(0.317, 0.22, 0.40, "1/year", "snbc3_cars", "fit; derived", False, "growth of the logit of the share"),
) -> Array:  # fmt: skip
    """Share of electric cars in the stock [1], 1 / (1 + exp(-level - pace (year - delay - 2030))).

    About 3 % in 2025, 42 % in 2035 and 99 % in 2050.
    """
    t = numeric("year", year, 1900, 2200) - float(delay) - 2030
    return np.asarray(1 / (1 + np.exp(-float(level) - float(pace) * t)))


def electric_km(
    year: ArrayLike,
    driven_more: float = Parameter(1.15, 1.0, 1.3, "1", "twin", "assumed", False, "km of an electric car / of a mean car, while few are"),
) -> Array:
    """Share of kilometres driven by electric cars [1]: 1 - (1 - share of the stock)^driven_more, which ends at 1."""
    return np.asarray(1 - (1 - electric_cars(year)) ** float(driven_more))


def renovated(
    year: ArrayLike,
    pace: float = Parameter(0.003, 0.002, 0.02, "1/year", "anah_2024", "91 374 of 30 million homes in 2024; 0.67 % is the target", True,
                            "deep renovations a year / all homes"),
) -> Array:  # fmt: skip
    """Share of homes that were deeply renovated since 2025 without any plan [1]: pace × (year - 2025), from 0 to 1."""
    return np.clip(float(pace) * (numeric("year", year, 1900, 2200) - START), 0.0, 1.0)
