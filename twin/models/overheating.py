"""Above which indoor temperature an hour counts as too hot, in the manner of the French regulation RE2020."""

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import TwinError
from twin.models.arguments import Array, numeric
from twin.parameter import Parameter

DAY = 24


def comfort_limit(
    temperature: ArrayLike,
    cool: float = Parameter(26.0, 25.0, 27.0, "°C", "re2020_summer", "night, and least by day", about="comfort limit at night"),
    warm: float = Parameter(28.0, 27.0, 29.0, "°C", "re2020_summer", "most by day", about="highest comfort limit by day"),
    slope: float = Parameter(
        0.33,
        0.31,
        0.33,
        "1",
        "en16798",
        "adaptive comfort: 0.33 of the running mean; low: ASHRAE 55",
        True,
        "how far comfort follows the weather",
    ),
    offset: float = Parameter(
        21.8, 20.8, 22.8, "°C", "en16798", "18.8 + 3, category II; range: assumption", True, "comfort limit at a running mean of 0 °C"
    ),
    memory: float = Parameter(
        0.8, 0.7, 0.9, "1", "en16798", "running mean; range: assumption", True, "weight of the days before yesterday"
    ),
    wake: float = Parameter(7.0, 6.0, 8.0, "h", "re2020_summer", "day = 7 to 22 h", about="hour at which the day begins"),
    sleep: float = Parameter(22.0, 21.0, 23.0, "h", "re2020_summer", "day = 7 to 22 h", about="hour at which the night begins"),
) -> Array:
    """Highest comfortable operative temperature of every hour [°C] (hours,), from `temperature` outside [°C] (hours,), whole days.

        night   `cool`         day   slope T_rm + offset, held between `cool` and `warm`
        T_rm(d) = (1 - memory) T(d-1) + memory T_rm(d-1), the running mean of daily means, started at the first day's

    Degree-hours above it are like those of RE2020 (350 comfortable, 1250 the most allowed, as read in summaries of the regulation) but
    not the official ones, whose exact formula is not verified here. Left out: the official weather, with its heat wave of 2003.
    Raises TwinError for other than whole days.
    """
    air = numeric("temperature", temperature, -90, 70, unit="°C")
    if air.ndim != 1 or not air.size or air.size % DAY:
        raise TwinError(f"temperature: whole days of hours are needed, not an array of shape {air.shape}")
    daily = air.reshape(-1, DAY).mean(axis=1)
    running = np.empty_like(daily)
    mean = daily[0]
    for day, yesterday in enumerate(np.r_[daily[0], daily[:-1]]):
        mean = (1 - memory) * yesterday + memory * mean
        running[day] = mean
    hour = np.arange(DAY) + 0.5
    awake = (hour > wake) & (hour < sleep)
    by_day = np.clip(slope * running + offset, cool, warm)
    return np.asarray(np.where(awake, by_day[:, None], cool).ravel())
