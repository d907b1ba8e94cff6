"""Heating need by the monthly method of ISO 13790: gains count by a utilisation factor that falls as they grow."""

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric, together
from twin.models.zones import MONTH_OF_HOUR, Outdoors, Zones
from twin.parameter import Parameter


def utilisation(
    ratio: ArrayLike,
    time_constant: ArrayLike,
    base: float = Parameter(1.0, 1.0, 1.0, "1", "iso13790", "table 9, a_H,0", True, "exponent of a building without mass"),
    scale: float = Parameter(15.0, 15.0, 15.0, "h", "iso13790", "table 9, tau_H,0", True, "time constant that adds 1 to the exponent"),
) -> Array:
    """eta [0..1], share of gains that replace heating: (1 - g^a)/(1 - g^(a+1)), a = base + tau/scale; `ratio` g of gains to losses.

    time_constant  tau of the building [h]. Without losses gains replace nothing: give g = inf, eta = 0. ISO 13790:2008, 12.2.1.1.
    """
    g, tau = numeric("ratio", ratio, 0), numeric("time_constant", time_constant, 0, unit="h")
    together(dict(ratio=g, time_constant=tau))
    a = base + tau / scale
    even = np.abs(g - 1) < 1e-6
    small = np.where(even | (g > 1), 0.5, g)
    large = np.where(even | (g <= 1), 2.0, g)  # written with 1/g, which cannot overflow
    below = (1 - small**a) / (1 - small ** (a + 1))
    above = (1 - large**-a) / (1 - large ** -(a + 1)) / large
    return np.asarray(np.where(even, a / (a + 1), np.where(g < 1, below, above)))


def heating_need(zones: Zones, weather: Outdoors, heating: float = 19.0) -> Array:
    """Heating need of each month [Wh] (12, n) of `zones` held at `heating` [°C] in `weather`.

        Q = max(0, Q_loss) - eta Q_gain        Q_loss = (H_op + H_w + H_ve)(T_set - T_month) t,  tau = C_m/3600/(H_op + H_w + H_ve)

    Sun and internal gains as in `thermal.simulate`, without shutters or open windows. ISO 13790:2008, 7.2.1. Left out: intermittence.
    """
    loss = zones.opaque + zones.windows + zones.ventilation
    month = MONTH_OF_HOUR[: len(weather)]
    glass = weather.irradiance if weather.through_glass is None else weather.through_glass
    need = np.zeros((12, len(zones)))
    for m in np.unique(month):
        at = month == m
        hours = np.count_nonzero(at)
        lost = loss * (heating - weather.temperature[at].mean()) * hours
        sun = weather.irradiance[at].sum(axis=0) @ zones.absorbing + glass[at].sum(axis=0) @ zones.glazed
        gains = np.maximum(sun - weather.colder_sky[at].sum() * zones.to_sky + zones.internal_gains * hours, 0.0)
        cold = lost > 0
        ratio = np.divide(gains, lost, out=np.full(len(zones), 1e9), where=cold)
        need[m] = np.where(cold, np.maximum(lost - utilisation(ratio, zones.capacity / 3600 / loss) * gains, 0.0), 0.0)
    return need
