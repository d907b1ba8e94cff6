"""Climate trajectories: how much warmer France is in a year, and what that does to storms, hot days and degree days.

A trajectory is a level of warming at each year, not a forecast of that year's weather. Levels count from 1850-1900; weather and storms
that people have are of 1991-2020 or so, when France had warmed by 1.2 K: only the rest may be added to them (`baseline`).
"""

from dataclasses import dataclass
from functools import cache
from math import exp, log
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from twin.errors import TwinError, did_you_mean, plain
from twin.models.arguments import Array, numeric
from twin.parameter import Parameter, default
from twin.seeds import seed_rows

TABLE = "trajectories.csv"
DEFAULT, BASELINE, OBSERVED = "TRACC", "1991-2020", "observed"
FIRST, LAST = 1900, 2200  # years
LEVEL_UNTIL = 2100.0  # warming is held afterwards: nothing is published beyond
VERY_LIKELY = 1.645  # standard deviations from the middle to the 5th or 95th percentile
SUMMER, WINTER = (5, 6, 7), (11, 0, 1)  # months, 0 is January
HOUR, DAY = 1.0, 24.0  # h
SPREAD_OF_PATTERN = (1.30, 1.38)


@dataclass(frozen=True)
class Level:
    """Warming above 1850-1900 at the middle of a period [K]: of the globe (best guess, 5th and 95th percentile), of France where known."""

    year: float
    globe: float
    low: float
    high: float
    france: float | None


@cache
def _tables() -> tuple[dict[str, tuple[Level, ...]], dict[str, tuple[float, float]]]:
    """(climate -> its levels, reference period -> (middle year, warming of France))."""
    climates: dict[str, list[Level]] = {}
    periods: dict[str, tuple[float, float]] = {}
    for row in seed_rows(TABLE):
        if row["climate"] == OBSERVED:
            periods[row["period"]] = float(row["year"]), float(row["france_k"])
            continue
        globe = float(row["global_k"])
        low, high = (float(row[side] or globe) for side in ("low_k", "high_k"))
        level = Level(float(row["year"]), globe, low, high, float(row["france_k"]) if row["france_k"] else None)
        climates.setdefault(row["climate"], []).append(level)
    return {name: tuple(levels) for name, levels in climates.items()}, periods


def climates() -> tuple[str, ...]:
    """Names of the trajectories: TRACC (French reference) and the five of IPCC AR6."""
    return tuple(_tables()[0])


def baselines() -> tuple[str, ...]:
    """Reference periods that weather may be of."""
    return tuple(_tables()[1])


def known_climate(name: Any) -> str:
    """The trajectory called `name`; dots, dashes, spaces and capitals may differ. TwinError with the nearest match."""
    wanted = _bare(name)
    for known in climates():
        if _bare(known) == wanted:
            return known
    raise TwinError(f'no climate trajectory is called "{name}": {did_you_mean(str(name), climates())}')


def known_baseline(name: Any) -> str:
    """The reference period called `name`; TwinError with the nearest match."""
    wanted = str(name).replace("–", "-").replace(" ", "")
    if wanted not in baselines():
        raise TwinError(f'no reference period is called "{name}": {did_you_mean(wanted, baselines())}')
    return wanted


def _bare(name: Any) -> str:
    return "".join(c for c in plain(str(name)) if c.isalnum())


def offset(baseline: str = BASELINE) -> float:
    """Warming of France in the reference period above 1850-1900 [K]: 1.2 for 1991-2020. What weather of that period already holds."""
    return _tables()[1][known_baseline(baseline)][1]


def warming(
    year: ArrayLike,
    climate: str = DEFAULT,
    baseline: str = BASELINE,
    quantile: float = 0.5,
    pattern: float = Parameter(
        1.34, *SPREAD_OF_PATTERN, "1", "tracc", "2/1.5, 2.7/2 and 4/3; derived", True, "warming of France / warming of the globe"
    ),
) -> Array:
    """Mean annual warming of mainland France above `baseline` in each `year` (1900 to 2200) [K].

    Straight lines between the published levels, reached from what was observed; after 2100 the level is held. The SSPs give the globe,
    France warms `pattern` times as much. `quantile` picks a warmer or cooler model, the same in all years: split-normal between the 5th
    and 95th percentile (TRACC has none: it is one agreed line). Raises TwinError for years, names and quantiles that cannot be.
    """
    t = numeric("year", year, FIRST, LAST)
    if not 0 < quantile < 1:
        raise TwinError(f"quantile {quantile!r} is not allowed, it must be between 0 and 1, such as 0.5 for the middle")
    levels = _tables()[0][known_climate(climate)]
    past = sorted(_tables()[1].values())
    knots = [(y, k) for y, k in past] + [(level.year, _of_france(level, quantile, float(pattern))) for level in levels]
    years, kelvins = (np.array(column) for column in zip(*knots, strict=True))
    if years[-1] < LEVEL_UNTIL:  # the last window ends in 2100: its line is drawn on to there
        slope = (kelvins[-1] - kelvins[-2]) / (years[-1] - years[-2])
        years, kelvins = np.r_[years, LEVEL_UNTIL], np.r_[kelvins, kelvins[-1] + slope * (LEVEL_UNTIL - years[-1])]
    return np.asarray(np.interp(t, years, kelvins) - offset(baseline))


def _of_france(level: Level, quantile: float, pattern: float) -> float:
    z = float(ndtri(quantile))
    spread = (level.globe - level.low if z < 0 else level.high - level.globe) / VERY_LIKELY
    return level.france if level.france is not None else pattern * (level.globe + z * spread)


def seasonal(
    warmer: float,
    summer: float = Parameter(1.15, 1.05, 1.30, "1", "meteo_france_4k", "summer about 1 K more than winter at +3.4 K; derived", True,
                              "warming of summer / of the year"),
    winter: float = Parameter(0.87, 0.75, 0.95, "1", "meteo_france_4k", "summer about 1 K more than winter at +3.4 K; derived", True,
                              "warming of winter / of the year"),
) -> Array:  # fmt: skip
    """Warming of each month (12,) [K] for a mean annual warming of `warmer` [K]; spring and autumn take what is left, so the mean holds."""
    factor = np.full(12, (12 - 3 * float(summer) - 3 * float(winter)) / 6)
    factor[list(SUMMER)], factor[list(WINTER)] = float(summer), float(winter)
    return np.asarray(float(numeric("warmer", warmer, -10, 20, "K")) * factor)


def storm_factor(
    warmer: ArrayLike,
    hours: ArrayLike = 1.0,
    hourly: float = Parameter(0.07, 0.04, 0.14, "1", "lenderink_2021", "7 % is physics, the range is dynamics", True,
                              "rain of an hour and less, more for each K of warming here"),
    daily: float = Parameter(0.045, 0.0, 0.09, "1", "meteo_france_4k", "+15 % (0 to 30) at +3.3 K; derived", True,
                             "rain of a day, more for each K of warming here"),
) -> Array:  # fmt: skip
    """By how much the depth of a design storm of `hours` grows with a local warming of `warmer` [K]: (1 + c)^warmer.

    c is `hourly` up to one hour and `daily` from a day on, on the logarithm of the duration in between.
    """
    t, k = numeric("hours", hours, 1e-3, unit="h"), numeric("warmer", warmer, -10, 20, "K")
    part = np.clip(np.log(t / HOUR) / log(DAY / HOUR), 0, 1)
    return np.asarray((1 + float(hourly) + part * (float(daily) - float(hourly))) ** k)


def hot_extreme(
    warmer: ArrayLike,
    extreme: float = Parameter(1.35, 1.2, 1.8, "1", "twin", "assumed; worst heat waves +6 K at +3.3 K (DRIAS, one model): 1.6", False,
                               "warming of the hottest days / of the mean summer"),
    summer: float = default(seasonal, "summer"),
) -> Array:  # fmt: skip
    """By how much a hot day is hotter [K] for a mean annual warming of `warmer` [K]: extremes warm more than the mean of summer."""
    return np.asarray(float(extreme) * float(summer) * numeric("warmer", warmer, -10, 20, "K"))


def heating_degree_days(mean: ArrayLike, spread: ArrayLike, days: ArrayLike, base: float = 18.0) -> Array:
    """Degree-days below `base` [K·day] of a month of `days` whose days are normal about `mean` with `spread` [°C] (Thom 1954).

    N (s phi(k) + (b - mu) Phi(k)), k = (b - mu) / s; the same with base and mean exchanged gives those above it.
    """
    mu, s = numeric("mean", mean, -90, 70, "°C"), numeric("spread", spread, 1e-6, 60, "K")
    n, k = numeric("days", days, 0, 366), (base - mu) / s
    return np.asarray(n * (s * np.exp(-(k**2) / 2) / np.sqrt(2 * np.pi) + (base - mu) * ndtr(k)))


def cooling_degree_days(mean: ArrayLike, spread: ArrayLike, days: ArrayLike, base: float = 22.0) -> Array:
    """Degree-days above `base` [K·day], as `heating_degree_days`."""
    return heating_degree_days(-numeric("mean", mean, -90, 70, "°C"), spread, days, -base)


def days_above(limit: float, mean: ArrayLike, spread: ArrayLike, days: ArrayLike) -> Array:
    """Days of a month above `limit`: N (1 - Phi((limit - mu) / s))."""
    mu, s = numeric("mean", mean, -90, 70, "°C"), numeric("spread", spread, 1e-6, 60, "K")
    return np.asarray(numeric("days", days, 0, 366) * ndtr((mu - limit) / s))


def saturation_growth(temperature: float) -> float:
    """Growth of the water that air can hold [1/K] at `temperature` [°C], d ln e_s/dT of Magnus: 6.7 % at 10, 6.2 % at 20 °C."""
    return log(exp(17.625 * (temperature + 0.5) / (temperature + 243.54)) / exp(17.625 * (temperature - 0.5) / (temperature + 242.54)))
