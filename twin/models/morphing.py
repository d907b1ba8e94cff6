"""Morphing: today's hourly weather made into that of a warmer climate (Belcher, Hacker and Powell 2005).

Month by month T = T0 + d + a (T0 - mean T0): shifted by d [K], and stretched about the month's mean by a [1]. Relative humidity, sun and
wind stay; the sky stays as much colder than the air as it was. The course of days is today's: morphing makes no heat wave longer, so a
hot day has its own rule (`trajectory.hot_extreme`).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from twin.models.arguments import Array, numeric
from twin.models.trajectory import SUMMER
from twin.models.zones import DAY, MONTH_OF_HOUR
from twin.parameter import Parameter
from twin.weather_year import WeatherYear
from twin.words import Words

KELVIN = 273.15
MONTH_OF_DAY = MONTH_OF_HOUR[::DAY]
MORPHED = Words(
    "Weather morphed to a climate warmer by {kelvin:.2f} K in the mean of the year: the days are those of the weather it came from",
    "Météo transposée dans un climat plus chaud de {kelvin:.2f} K en moyenne annuelle\u00a0: la suite des jours reste celle d'origine",
)


def monthly_mean(hours: Array) -> Array:
    """Mean of each month (12,) of hourly values (8760,)."""
    return np.asarray(np.bincount(MONTH_OF_HOUR, hours) / np.bincount(MONTH_OF_HOUR))


def monthly_extremes(temperature: Array) -> tuple[Array, Array]:
    """Means over each month of the daily lowest and highest temperature (12,), (12,) [°C]."""
    days = temperature.reshape(-1, DAY)
    count = np.bincount(MONTH_OF_DAY)
    lowest, highest = (np.bincount(MONTH_OF_DAY, side) / count for side in (days.min(axis=1), days.max(axis=1)))
    return np.asarray(lowest), np.asarray(highest)


def stretch_for(temperature: Array, highest: ArrayLike, lowest: ArrayLike) -> Array:
    """The stretch a (12,) [1] for daily highs that warm by `highest` and lows by `lowest` [K]: (dTmax - dTmin) / (<Tmax> - <Tmin>)."""
    low, high = monthly_extremes(temperature)
    return np.asarray((numeric("highest", highest, -20, 30, "K") - numeric("lowest", lowest, -20, 30, "K")) / (high - low))


def summer_stretch(
    warmer: float,
    each: float = Parameter(0.03, 0.0, 0.06, "1", "twin", "assumed; 0 is neutral", False, "wider spread of summer temperature, for each K"),
) -> Array:
    """The stretch a (12,) [1] of a climate warmer by `warmer` [K]: hot days of summer warm more than cool ones; none in other months."""
    stretch = np.zeros(12)
    stretch[list(SUMMER)] = float(each) * warmer
    return stretch


def morphed(weather: WeatherYear, shift: ArrayLike, stretch: ArrayLike = 0.0) -> WeatherYear:
    """The year in a climate whose months are `shift` warmer [K] and `stretch` wider [1], numbers or (12,).

    The mean of each month moves by exactly `shift`, its mean daily range by the factor 1 + `stretch`. Infrared from the sky keeps its
    ratio to sigma T^4. Raises TwinError for temperatures no weather can have. Left out: changes of humidity, sun and wind, longer waves.
    """
    d = np.broadcast_to(numeric("shift", shift, -20, 30, "K"), 12)
    a = np.broadcast_to(numeric("stretch", stretch, -0.9, 3), 12)
    before = weather.temperature
    after = before + d[MONTH_OF_HOUR] + a[MONTH_OF_HOUR] * (before - monthly_mean(before)[MONTH_OF_HOUR])
    note = Words(MORPHED.format(kelvin=float(d.mean())), MORPHED.fr.format(kelvin=float(d.mean())).replace(".", ",", 1))
    infrared = weather.infrared * ((after + KELVIN) / (before + KELVIN)) ** 4
    return replace(weather, temperature=after, infrared=infrared, notes=(*weather.notes, note))
