"""The heated year of buildings: of a city that was worked on only those whose envelope changed are worked out anew."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.fabric import Fabric
from twin.grid import Grid
from twin.models.synthetic_weather import synthetic_weather
from twin.parameter import Coefficients
from twin.stock.answers import Answer, Question, answers
from twin.stock.shells import shells_of
from twin.stock.zones_of import envelopes_of, floor_of, zones_from
from twin.weather_year import WeatherYear

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


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


class Part(NamedTuple):
    """Some buildings (m,) as they are asked about: their rows and heated floor, the question, and which of its zones tells of each."""

    rows: Ints
    floor: Array
    question: Question
    telling: Ints | None
    asked_floor: Array

    def year(self, answer: Answer) -> Years:
        """What the answer says of these buildings."""
        need, peak, overheating = answer
        if self.telling is None:
            return Years(self.rows, self.floor, need, peak, overheating)
        times = self.floor / self.asked_floor[self.telling]
        return Years(self.rows, self.floor, need[self.telling] * times, peak[self.telling] * times, overheating[:, self.telling])


def weather_of(city: City) -> WeatherYear:
    """The city's own year of weather, else one made from the normals of the nearest known city."""
    return city.weather if city.weather is not None else _made(city.grid)


@lru_cache(maxsize=8)
def _made(grid: Grid) -> WeatherYear:
    """The year of the middle of a map."""
    minx, miny, maxx, maxy = grid.bounds
    middle = grid.plane.to_lonlat(shapely.Point((minx + maxx) / 2, (miny + maxy) / 2))
    return synthetic_weather(float(middle.y), float(middle.x))


@lru_cache(maxsize=16)
def years_of(
    buildings: Buildings, fabric: Fabric, weather: WeatherYear, stock: Coefficients, albedo: Coefficients, warmer: tuple[float, ...]
) -> Years:
    """The years of all heated buildings. Of a city that was worked on only those whose envelope is not as built are simulated."""
    parts = _parts(buildings, fabric, weather, stock, albedo, warmer)
    whole, *fresh = (part.year(answer) for part, answer in zip(parts, answers([part.question for part in parts]), strict=True))
    if not fresh:
        return whole
    at = np.searchsorted(whole.rows, fresh[0].rows)
    found = [getattr(whole, name).copy() for name in ("need", "peak", "overheating")]
    for values, changed in zip(found, (fresh[0].need, fresh[0].peak, fresh[0].overheating), strict=True):
        values[..., at] = changed
    return Years(whole.rows, whole.floor, *found)


def work_out(cities: Iterable[City], habits: Iterable[tuple[Coefficients, Coefficients, tuple[float, ...]]]) -> None:
    """Simulate the years of cities with several (stock, albedo, warmer) in few scans, so that `years_of` finds them remembered."""
    states = [(city.buildings, city.fabric, weather_of(city)) for city in cities]
    answers([part.question for its in habits for state in states for part in _parts(*state, *its)])


@lru_cache(maxsize=32)
def _parts(
    buildings: Buildings, fabric: Fabric, weather: WeatherYear, stock: Coefficients, albedo: Coefficients, warmer: tuple[float, ...]
) -> tuple[Part, ...]:
    """All heated buildings as built; then, if there are any, those whose envelope was worked on."""
    built = untouched(len(buildings))
    parts = [(built, _asked(buildings, built, False)), (fabric, _asked(buildings, fabric, True))]
    return tuple(_part(buildings, its, asked, weather, stock, albedo, warmer) for its, asked in parts if its is built or len(asked.rows))


@lru_cache(maxsize=16)
def untouched(count: int) -> Fabric:
    """The fabric of `count` buildings as built, one and the same value each time."""
    return Fabric.as_built(count)


class Asked(NamedTuple):
    """Which buildings are worked out for some `rows`, and for each row which of these tells of it; None: itself."""

    rows: Ints
    out: Ints
    telling: Ints | None


@lru_cache(maxsize=32)
def _asked(buildings: Buildings, fabric: Fabric, changed: bool) -> Asked:
    """About all heated buildings, or about those of which works changed the envelope."""
    chosen, built = shells_of(buildings).heated, untouched(len(buildings))
    if changed:
        chosen = replace(fabric, heating=built.heating).differs(built) & chosen  # what heats a building does not change its need
    rows = np.flatnonzero(chosen)
    return Asked(rows, rows, None) if buildings.alike is None else Asked(rows, *_stand_ins(buildings.alike, fabric, rows))


def _part(
    buildings: Buildings, fabric: Fabric, asked: Asked, weather: WeatherYear, stock: Coefficients, albedo: Coefficients,
    warmer: tuple[float, ...],
) -> Part:  # fmt: skip
    envelopes = envelopes_of(buildings, fabric, asked.out, stock, albedo)
    question = Question(zones_from(envelopes, stock), weather, warmer, stock)
    floor = envelopes.floor if asked.telling is None else floor_of(buildings, asked.rows, stock)
    return Part(asked.rows, floor, question, asked.telling, envelopes.floor)


def _stand_ins(alike: Ints, fabric: Fabric, rows: Ints) -> tuple[Ints, Ints]:
    """Which buildings are worked out for `rows`, and for each row which of these tells of it: one alike with the same works."""
    key = np.column_stack([alike[rows], fabric.kinds[rows]])
    _, first, telling = np.unique(key, axis=0, return_index=True, return_inverse=True)
    own = np.flatnonzero(alike[rows] == rows)  # those that stand for others tell of themselves
    first[telling.ravel()[own]] = own
    return rows[first], telling.ravel()
