"""Money over time: present values, the value of action for the climate, and what a tonne, a degree or a cubic metre costs.

Public projects in France: r = 1.2 % + beta × 2.0 %, 3.2 % for beta = 1 (France Stratégie 2021); 4.5 % was the rate before. Real euros,
no inflation. Left out: what raising public money costs (× 1.2 in the French guide), and what a work is still worth at the end.
"""

from math import inf

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric, together
from twin.models.carbon import recovery
from twin.parameter import Parameter, default

RATES = (0.012, 0.032, 0.045)  # riskless, recommended, former
START = 2025


def present_value(
    amount: ArrayLike,
    year: ArrayLike,
    start: float = START,
    rate: float = Parameter(0.032, 0.012, 0.045, "1", "discount_2021", "1.2 % + beta × 2.0 %, beta = 1", True, "discount rate, a year"),
) -> Array:
    """What `amount` in `year` is worth in `start`: amount / (1 + rate)^(year - start). Years before `start` count more than 1."""
    value, t = numeric("amount", amount), numeric("year", year, 1900, 2200)
    r = numeric("rate", rate, 0, 1)
    together(dict(amount=value, year=t, rate=r))
    return np.asarray(value / (1 + r) ** (t - float(start)))


def net_present_value(flows: ArrayLike, years: ArrayLike, start: float = START, rate: float = default(present_value, "rate")) -> float:
    """Sum of the present values of yearly `flows` (benefits above 0, costs below)."""
    return float(present_value(flows, years, start, rate).sum())


def annuity(amount: ArrayLike, years: ArrayLike, rate: float = default(present_value, "rate")) -> Array:
    """The same sum each year for `years` that is worth `amount` today: amount × r / (1 - (1 + r)^-n)."""
    return np.asarray(numeric("amount", amount) * recovery(years, rate))


def carbon_value(
    year: ArrayLike,
    first: float = Parameter(256.0, 200.0, 320.0, "€", "quinet_2025", "256 (2025), 300 (2030), 563 (2050), of 2023; range: assumption",
                             True, "value of a tonne of CO2e not emitted in 2025"),
    growth: float = Parameter(0.032, 0.012, 0.045, "1", "quinet_2025", "fits 300 in 2030 and 563 in 2050; range: assumption", True,
                              "yearly growth of the value of a tonne"),
) -> Array:  # fmt: skip
    """Value of action for the climate [€/tCO2e], for choosing public projects: 256 × 1.032^(year - 2025).

    It grows at the discount rate, so that a tonne has the same present value in whichever year it is avoided. Neither a tax nor a price.
    """
    return np.asarray(float(first) * (1 + float(growth)) ** (numeric("year", year, 1900, 2200) - START))


def unit_cost(cost: ArrayLike, quantity: ArrayLike) -> Array:
    """Cost of each unit of what was gained; inf where nothing was."""
    spent, gained = numeric("cost", cost), numeric("quantity", quantity)
    together(dict(cost=spent, quantity=gained))
    spent, gained = np.broadcast_arrays(spent, gained)
    each: Array = np.divide(spent, gained, out=np.full(spent.shape, inf), where=gained > 0)
    return each
