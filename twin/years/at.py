"""A city in another year: its climate, its weather and its trees; everything else is the very same."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from twin.city import City
from twin.climate import Climate
from twin.errors import TwinError
from twin.models.morphing import morphed, summer_stretch
from twin.models.trajectory import FIRST, LAST, hot_extreme, known_baseline, known_climate, seasonal, storm_factor, warming
from twin.parameter import Parameter
from twin.stock.years import weather_of
from twin.weather_year import WeatherYear
from twin.words import Words, number
from twin.years.growing import grown

DRIEST, WETTEST = 1.0, 100.0  # %


def whole_year(year: Any) -> int:
    """A year as a whole number between 1900 and 2200, or a TwinError."""
    if isinstance(year, bool) or not isinstance(year, int | np.integer) or not FIRST <= int(year) <= LAST:
        raise TwinError(f"year {year!r} is not allowed, it must be a whole number between {FIRST} and {LAST}")
    return int(year)


def city_at(city: City, year: int, climate: str, baseline: str, replant: bool, origin: City | None = None) -> City:
    """`city` in `year` under a climate trajectory. See `City.at`; `origin` as in `growing.grown`."""
    when, name, period = whole_year(year), known_climate(climate), known_baseline(baseline)
    if when < city.year:
        raise TwinError(f"{city.name} shows {city.year}: year {when} lies before it, and trees do not grow backwards")
    warmer = float(warming(when, name, period))
    trees, land = grown(city, when, replant, origin)
    return replace(
        city, year=when, trees=trees, land=land, climate=climate_in(city.climate, warmer), weather=weather_in(weather_of(city), warmer),
        notes=(*city.notes, _note(when, name, period, warmer, replant)),
    )  # fmt: skip


def climate_in(
    climate: Climate,
    warmer: float,
    drier: float = Parameter(0.0, -1.5, 0.0, "%", "twin", "assumed: relative humidity stays", False, "humidity of the hot day, each K"),
) -> Climate:
    """Storm and hot day in a climate `warmer` [K] than the one they are of.

    Depth × (1 + c)^warmer by the storm's duration; air hotter by the rule for extremes; relative humidity moved by `drier` a kelvin, so
    that at 0 the air holds more vapour. Wind and sun stay.
    """
    hotter = float(hot_extreme(warmer))
    humidity = float(np.clip(climate.humidity + float(drier) * hotter, DRIEST, WETTEST))
    changed = {
        "rain": float(climate.rain) * float(storm_factor(warmer, float(climate.storm_hours))),
        "air_temperature": float(climate.air_temperature) + hotter,
        "rural_temperature": float(climate.rural_temperature) + hotter,
        "humidity": humidity,
    }
    known = Climate.parameters()
    fields: dict[str, Any] = {name: known[name].with_value(value) for name, value in changed.items()}
    return replace(climate, **fields)


@lru_cache(maxsize=32)
def weather_in(weather: WeatherYear, warmer: float) -> WeatherYear:
    """A year of weather in a climate `warmer` [K]: months by their season, summers wider. Asked again it is the very same value."""
    return morphed(weather, seasonal(warmer), summer_stretch(warmer))


def _note(year: int, climate: str, baseline: str, warmer: float, replant: bool) -> Words:
    kelvin = {lang: number(warmer, 2, lang, sign=True) for lang in ("en", "fr")}
    pits = ("and every dead tree replaced", "chaque arbre mort étant remplacé") if replant else ("and none replaced", "sans remplacement")
    return Words(
        f"shown in {year}: {climate}, {kelvin['en']} K above {baseline}; trees grown, with the losses to be expected {pits[0]}",
        f"montrée en {year}\u00a0: {climate}, {kelvin['fr']} K par rapport à {baseline}\u00a0; arbres grandis, "
        f"pertes probables comprises, {pits[1]}",
    )
