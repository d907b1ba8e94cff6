"""A stock in which one building in a few is worked out and stands for others of its age and kind: for runs by the hundred."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.stock.coefficients import PERIODS, STOCK, period_of
from twin.stock.energy import ALBEDO
from twin.stock.years import Years, untouched, weather_of, years_of
from twin.weather_year import WeatherYear

Ints = NDArray[np.intp]
FOR_EACH = 8  # buildings that one stands for, at most
FEW = 64  # heated buildings up to which each is worked out by itself


def thinned(city: City) -> City:
    """The city with `Buildings.alike` filled in: by the square metre, one building's year is that of up to `FOR_EACH` alike ones.

    Alike are buildings of one period and kind, next to each other in the need of heat by m² at the best guess. Totals stray by about
    1 % and follow the coefficients as those of all buildings do (tests/uncertainty/test_thinned.py).
    """
    thin = _thinned(city.buildings, weather_of(city))
    return city if thin is city.buildings else replace(city, buildings=thin)


@lru_cache(maxsize=4)
def _thinned(buildings: Buildings, weather: WeatherYear) -> Buildings:
    built = years_of(buildings, untouched(len(buildings)), weather, STOCK, ALBEDO, (0.0,))
    if len(built.rows) <= FEW:
        return buildings
    alike = np.arange(len(buildings))
    alike[built.rows] = built.rows[_stand_ins(buildings, built)]
    return replace(buildings, alike=alike)


def _stand_ins(buildings: Buildings, built: Years) -> Ints:
    """(m,) for each of some buildings, which of them stands for it: the one in the middle of its neighbours by need."""
    need = built.need / built.floor
    kind = period_of(buildings.year[built.rows]) + len(PERIODS) * buildings.house[built.rows]
    order = np.lexsort((need, kind))
    ends = np.flatnonzero(np.diff(kind[order], append=-1)) + 1
    found = np.empty(len(order), dtype=np.intp)
    for start, end in zip((0, *ends[:-1]), ends, strict=True):
        for part in np.array_split(order[start:end], -(-(end - start) // FOR_EACH)):
            found[part] = part[len(part) // 2]
    return found
