"""The heated year of buildings: weather, people's habits and the hourly simulation, remembered by what went into it."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.fabric import Fabric
from twin.models.exposure import exposed
from twin.models.synthetic_weather import synthetic_weather
from twin.models.thermal import Outdoors, Simulated, Zones, outdoors, set_points, simulate
from twin.parameter import Coefficients
from twin.stock.shells import PLANES, shells_of
from twin.stock.zones_of import envelopes_of, zones_from
from twin.weather_year import WeatherYear

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
HABITS = ("day", "night", "open_above", "open_cooler", "shut_above")
AIRED, SHUT = (4, 5, 6, 7, 8, 9, 10), (5, 6, 7, 8, 9)  # months in which warm rooms are aired at night, and shutters closed in the sun
KWH = 1000.0  # Wh
Answer = tuple[Array, Array, Array]
MOST_ANSWERS = 256  # about 16 + 8 bytes for each building and climate
_ANSWERS: dict[tuple[bytes, WeatherYear], Answer] = {}


@dataclass(frozen=True, eq=False)
class Years:
    """What became of some buildings (m,) in a year.

    rows         of the city's buildings
    floor        heated [m²]
    need         heat that rooms need, in the first climate [kWh/year]
    peak         greatest hourly need in the first climate [W]
    overheating  hours × degrees above the comfort limit (climates, m) [°C·h]
    """

    rows: Ints
    floor: Array
    need: Array
    peak: Array
    overheating: Array


def weather_of(city: City) -> WeatherYear:
    """The city's own year of weather, else one made from the normals of the nearest known city."""
    return city.weather if city.weather is not None else _made(*_middle(city))


def _middle(city: City) -> tuple[float, float]:
    """Latitude and longitude of the middle of the map [°]."""
    minx, miny, maxx, maxy = city.bounds
    middle = city.grid.plane.to_lonlat(shapely.Point((minx + maxx) / 2, (miny + maxy) / 2))
    return float(middle.y), float(middle.x)


@lru_cache(maxsize=8)
def _made(latitude: float, longitude: float) -> WeatherYear:
    return synthetic_weather(latitude, longitude)


@lru_cache(maxsize=16)
def skies_of(weather: WeatherYear, warmer: tuple[float, ...]) -> tuple[Outdoors, ...]:
    """What buildings stand in, once for each of `warmer` [K]: the same sun on the directions of walls, warmer air."""
    if warmer != (0.0,):
        (base,) = skies_of(weather, (0.0,))
        return tuple(outdoors(base.temperature + k, base.irradiance, None, base.colder_sky) for k in warmer)
    return (exposed(weather, PLANES),)


def run(zones: Zones, skies: tuple[Outdoors, ...], climate: Ints, stock: Coefficients, hourly: bool = False) -> Simulated:
    """`thermal.simulate` with the habits of `stock`: heated from October to May, less at night, aired and shaded in summer."""
    day, night, above, cooler, shut = (float(stock[name]) for name in HABITS)
    return simulate(
        zones, skies, set_points(day, night), climate=climate, hourly=hourly, airing_months=AIRED, shutter_months=SHUT,
        open_above=above, open_cooler=cooler, shut_above=shut,
    )  # fmt: skip


def years_of(
    buildings: Buildings, fabric: Fabric, weather: WeatherYear, stock: Coefficients, albedo: Coefficients, warmer: tuple[float, ...]
) -> Years:
    """The years of all heated buildings. Of a city that was worked on only those whose envelope is not as built are simulated."""
    built = untouched(len(buildings))
    heated = shells_of(buildings).heated
    changed = replace(fabric, heating=built.heating).differs(built) & heated  # what heats a building does not change its need
    if not changed.any():
        return _some(buildings, built, np.flatnonzero(heated), weather, stock, albedo, warmer)
    rest = years_of(buildings, built, weather, stock, albedo, warmer)
    fresh = _some(buildings, fabric, np.flatnonzero(changed), weather, stock, albedo, warmer)
    at = np.searchsorted(rest.rows, fresh.rows)
    found = [getattr(rest, name).copy() for name in ("need", "peak", "overheating")]
    for whole, part in zip(found, (fresh.need, fresh.peak, fresh.overheating), strict=True):
        whole[..., at] = part
    return Years(rest.rows, rest.floor, *found)


@lru_cache(maxsize=16)
def untouched(count: int) -> Fabric:
    """The fabric of `count` buildings as built, one and the same value each time."""
    return Fabric.as_built(count)


def _some(
    buildings: Buildings, fabric: Fabric, rows: Ints, weather: WeatherYear, stock: Coefficients, albedo: Coefficients,
    warmer: tuple[float, ...],
) -> Years:  # fmt: skip
    envelopes = envelopes_of(buildings, fabric, rows, stock, albedo)
    if not len(rows):
        nothing = np.zeros(0)
        return Years(rows, nothing, nothing, nothing, np.zeros((len(warmer), 0)))
    need, peak, overheating = _simulated(zones_from(envelopes, stock), weather, warmer, stock)
    return Years(rows, envelopes.floor, need, peak, overheating)


def _simulated(zones: Zones, weather: WeatherYear, warmer: tuple[float, ...], stock: Coefficients) -> Answer:
    """Need [kWh/year] and peak [W] in the first climate, and overheating in each [°C·h].

    Answers are remembered by the numbers in the question: coefficients that move no building ask nothing anew.
    """
    key = _digest(zones, warmer, [float(stock[name]) for name in HABITS]), weather
    if key not in _ANSWERS:
        while len(_ANSWERS) >= MOST_ANSWERS:
            _ANSWERS.pop(next(iter(_ANSWERS)))
        skies, n = skies_of(weather, warmer), len(zones)
        climates = len(skies)
        columns = zones if climates == 1 else zones.take(np.tile(np.arange(n), climates))
        year = run(columns, skies, np.repeat(np.arange(climates), n), stock)
        _ANSWERS[key] = year.heating.sum(axis=0)[:n] / KWH, year.peak_heating[:n], year.overheating.reshape(climates, n)
    return _ANSWERS[key]


def _digest(zones: Zones, *numbers: object) -> bytes:
    seen = blake2b(repr(numbers).encode(), digest_size=16)
    for field in fields(zones):
        seen.update(np.ascontiguousarray(getattr(zones, field.name)).tobytes())
    return seen.digest()
