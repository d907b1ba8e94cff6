"""Carbon and money of a renovation over its life: what making it emits, when it has paid that back, what a saved kWh costs.

Definitions as in life-cycle costing (EN 15978 for the carbon of products, A1-A3 unless said otherwise). Pure arithmetic; arrays broadcast.
Left out everywhere: transport and building site (A4-A5) unless put into `embodied`, demolition, and grids that get cleaner.
"""

from math import inf

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric, together
from twin.parameter import Parameter, default

LONGEST = 1000.0  # years


def embodied(area: ArrayLike, thickness: ArrayLike, density: ArrayLike, carbon: ArrayLike) -> Array:
    """Carbon of making a layer [kgCO2e]: area [m²] × thickness [m] × density [kg/m³] × carbon [kgCO2e/kg]; area 1 gives it for a m²."""
    a, d = numeric("area", area, 0, unit="m²"), numeric("thickness", thickness, 0, 5, "m")
    rho, per_kg = numeric("density", density, 0, 20_000, "kg/m³"), numeric("carbon", carbon, -100, 100, "kg/kg")
    together(dict(area=a, thickness=d, density=rho, carbon=per_kg))
    return np.asarray(a * d * rho * per_kg)


def payback(embodied: ArrayLike, saved_per_year: ArrayLike) -> Array:
    """Years until what was emitted once is saved: embodied / saved a year. 0 when nothing was emitted, inf when nothing is saved."""
    spent, saved = numeric("embodied", embodied, 0), numeric("saved_per_year", saved_per_year)
    together(dict(embodied=spent, saved_per_year=saved))
    spent, saved = np.broadcast_arrays(spent, saved)
    years = np.divide(spent, saved, out=np.full(spent.shape, inf), where=saved > 0)
    return np.where(spent == 0, 0.0, years)


def replacements(years: ArrayLike, life: ArrayLike) -> Array:
    """How often a thing of `life` [years] is made anew within `years`: floor((N - 1)/life); the last year needs no new one."""
    n, lasts = numeric("years", years, 0, LONGEST, "years"), numeric("life", life, 1, LONGEST, "years")
    together(dict(years=n, life=lasts))
    return np.asarray(np.maximum(np.floor((n - 1) / lasts), 0.0))


def net_over(years: ArrayLike, embodied: ArrayLike, saved_per_year: ArrayLike, life: ArrayLike) -> Array:
    """Carbon after `years` [kgCO2e]: embodied × (1 + replacements) - years × saved a year; below 0 the works saved more than they cost."""
    made, saved = numeric("embodied", embodied), numeric("saved_per_year", saved_per_year)
    n = numeric("years", years, 0, LONGEST, "years")
    again = replacements(n, life)
    together(dict(years=again, embodied=made, saved_per_year=saved))
    return np.asarray(made * (1 + again) - n * saved)


def recovery(life: ArrayLike, rate: ArrayLike) -> Array:
    """Capital recovery factor [1/year]: r/(1 - (1 + r)^-n), the yearly share of a loan over `life` n [years]; 1/n at no interest."""
    n, r = numeric("life", life, 1, LONGEST, "years"), numeric("rate", rate, 0, 1)
    together(dict(life=n, rate=r))
    n, r = np.broadcast_arrays(n, r)
    factor: Array = np.divide(r, -np.expm1(-n * np.log1p(r)), out=np.asarray(1 / n), where=r > 0)
    return factor


def conserved_energy_cost(invest: ArrayLike, life: ArrayLike, rate: ArrayLike, saved: ArrayLike) -> Array:
    """What a saved kWh costs [€/kWh]: invest [€] × recovery / saved [kWh/year]; inf when nothing is saved (Meier et al. 1983).

    Compare it with the price of the energy it saves; what energy will cost later is left out.
    """
    cost, kwh = numeric("invest", invest, 0, unit="€"), numeric("saved", saved)
    yearly = cost * recovery(life, rate)
    together(dict(invest=yearly, saved=kwh))
    yearly, kwh = np.broadcast_arrays(yearly, kwh)
    each: Array = np.divide(yearly, kwh, out=np.full(yearly.shape, inf), where=kwh > 0)
    return each


def avoided_carbon_cost(
    invest: ArrayLike, life: ArrayLike, rate: ArrayLike, saved: ArrayLike, price: ArrayLike, saved_carbon: ArrayLike
) -> Array:
    """What a kilogram of avoided CO2e costs [€/kg]: (invest × recovery - saved × price)/saved carbon; below 0 it pays for itself.

    `saved` [kWh/year] at `price` [€/kWh], `saved_carbon` [kgCO2e/year]; inf when no carbon is saved.
    """
    cost, kwh = numeric("invest", invest, 0, unit="€"), numeric("saved", saved)
    worth, carbon = numeric("price", price, 0, unit="€/kWh"), numeric("saved_carbon", saved_carbon)
    yearly = cost * recovery(life, rate) - kwh * worth
    together(dict(invest=yearly, saved_carbon=carbon))
    yearly, carbon = np.broadcast_arrays(yearly, carbon)
    each: Array = np.divide(yearly, carbon, out=np.full(yearly.shape, inf), where=carbon > 0)
    return each


def dynamic_weight(
    years: ArrayLike,
    at_fifty: float = Parameter(
        0.59, 0.58, 0.60, "1", "re2020_summer", "dynamic life-cycle analysis", False, "weight of an emission in 50 years"
    ),
) -> Array:
    """Weight [1] of what is emitted in `years` (0 to 50) against today, as the RE2020 discounts carbon: 1 now, about 0.59 in 50 years.

    A straight line between these two published ends; the decree's own table was not at hand.
    """
    t = numeric("years", years, 0, 50, "years")
    return np.asarray(1 - (1 - at_fifty) * t / 50)


def storage_credit(biogenic: ArrayLike, years: ArrayLike, at_fifty: float = default(dynamic_weight, "at_fifty")) -> Array:
    """What storing CO2 for `years` is worth [kgCO2e], by dynamic weights: biogenic × (1 - weight at the end), where it all comes back.

    0 by the static count, in which what grew is given back in full; always shown apart from what making a thing emits.
    """
    kept = numeric("biogenic", biogenic, 0)
    weight = dynamic_weight(years, at_fifty)
    together(dict(biogenic=kept, years=weight))
    return np.asarray(kept * (1 - weight))
