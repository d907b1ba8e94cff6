"""The heat of one building over the heating season, added up from its hours: what its receipt is made of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.models.overheating import comfort_limit
from twin.models.thermal import Hourly, Outdoors, Zones, simulate
from twin.models.zones import MONTH_OF_HOUR
from twin.parameter import Coefficients, default
from twin.stock.answers import KWH, habits_of, run, skies_of
from twin.weather_year import WeatherYear

Array = NDArray[np.float64]
SEASON = (10, 11, 12, 1, 2, 3, 4, 5)
HOURS = int(np.isin(MONTH_OF_HOUR + 1, SEASON).sum())
H_IS, H_MS, AIR = (float(default(simulate, name)) for name in ("air_to_surface", "surface_to_mass", "air_share"))


@dataclass(frozen=True)
class Balance:
    """October to May of one building (need = losses - gains + what its mass took up); and its hottest hour of the year.

    opaque, windows, air   degree-hours between inside and outside: behind walls, at the panes, in the air [K·h]
    sun                    that windows, walls and roof took in, less what went to the cold sky [kWh]
    aired                  heat that went out by opened windows, over the ordinary ventilation [kWh]
    stored                 taken up by the mass from the start of the season to its end [kWh]
    need                   heat given by heating [kWh]
    hottest, limit         operative temperature of the hour farthest above its comfort limit, and that limit [°C]
    overheating            hours × degrees above the limit, whole year [°C·h]
    """

    opaque: float
    windows: float
    air: float
    sun: float
    aired: float
    stored: float
    need: float
    hottest: float
    limit: float
    overheating: float


def balance_of(zones: Zones, weather: WeatherYear, stock: Coefficients, warmer: float = 0.0) -> Balance:
    """The balance of the one zone in `zones`, from its 8760 hours (ISO 13790, C.1 to C.11, summed)."""
    (sky,) = skies = skies_of(weather, (warmer,))
    hours = run(zones, skies, np.zeros(1, dtype=np.intp), habits_of(stock), hourly=True).hourly
    if hours is None:
        raise AssertionError("hours were asked for")
    return _summed(zones, sky, hours)


def _summed(zones: Zones, sky: Outdoors, hours: Hourly) -> Balance:
    air, surface, end = hours.air[:, 0], hours.surface[:, 0], hours.mass[:, 0]
    to_mass, windows, opaque = H_MS * zones.mass_area[0], zones.windows[0], zones.opaque[0]
    lost = windows / (H_MS * zones.surface_area[0])
    light = 1 - zones.mass_area[0] / zones.surface_area[0] - lost
    gains, outside = zones.internal_gains[0] / 2 + hours.gains[:, 0], sky.temperature
    # the balance of the surfaces gives the mass in the middle of each hour, and so its start on 1 January
    inflow = windows * (surface - outside) + H_IS * zones.surface_area[0] * (surface - air) - light * gains
    middle = surface + inflow / to_mass
    start = np.r_[2 * middle[0] - end[0], end[:-1]]
    season = np.isin(MONTH_OF_HOUR + 1, SEASON)
    through = to_mass / (to_mass - opaque)  # H_em / H_op
    open_hours = season & hours.opened[:, 0]
    operative, limit = AIR * air + (1 - AIR) * surface, comfort_limit(outside)
    above = operative - limit
    hottest = int(np.argmax(above))
    return Balance(
        opaque=float((through * (middle - outside))[season].sum()),
        windows=float((surface - outside)[season].sum()),
        air=float((air - outside)[season].sum()),
        sun=float(hours.gains[season, 0].sum()) / KWH,
        aired=float(zones.airing[0] * (air - outside)[open_hours].sum()) / KWH,
        stored=float((zones.capacity[0] / 3600 * (end - start))[season].sum()) / KWH,
        need=float(hours.heating[:, 0].sum()) / KWH,
        hottest=float(operative[hottest]),
        limit=float(limit[hottest]),
        overheating=float(np.maximum(above, 0.0).sum()),
    )
