"""A year of weather made from monthly normals, the same for the same seed: the default where no weather file is given.

It has the monthly means of the place by construction, days that follow each other like weather, and sun that fits the hours of sunshine.
It is no year that ever was: no heat wave of 2003, no cold spell of 1985. Where a summer is at stake, give a measured or typical year.
"""

from dataclasses import dataclass
from math import cos, radians

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError, did_you_mean, plain
from twin.models.arguments import Array, numeric
from twin.models.sun import diffuse_share, position
from twin.models.zones import DAY, HOURS, MONTH_DAYS, MONTH_OF_HOUR
from twin.parameter import Parameter
from twin.seeds import seed_rows
from twin.weather_year import WeatherYear
from twin.words import Words

TABLE = "normals.csv"
DAYS = HOURS // DAY
MONTH_OF_DAY: NDArray[np.intp] = MONTH_OF_HOUR[::DAY]
COLDEST, WARMEST = 5.0, 15.0  # hours of the day
LOWEST_SUN = 3.0  # ° below which all light counts as scattered
CLEAREST, DULLEST = 0.78, 0.08  # clearness of a day
YEAR = 2001
MADE = Words(
    "A synthetic year made from the monthly normals of {city} (quoted from memory, unverified), not measured weather",
    "Année synthétique tirée des normales mensuelles de {city} (citées de mémoire, non vérifiées), et non une météo mesurée",
)


@dataclass(frozen=True, eq=False)
class Normals:
    """Monthly normals of a place (12,): mean daily lowest and highest temperature [°C], hours of sunshine [h]; altitude [m]."""

    city: str
    latitude: float
    longitude: float
    altitude: float
    dpe_zone: str
    lowest: Array
    highest: Array
    sunshine: Array

    @property
    def mean(self) -> Array:
        """Mean temperature [°C], the middle of lowest and highest."""
        return np.asarray((self.lowest + self.highest) / 2)


def all_normals() -> dict[str, Normals]:
    """City -> its normals, of every city in seeds/normals.csv."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in seed_rows(TABLE):
        found.setdefault(row["city"], {})[row["quantity"]] = row
    return {city: _normals(city, rows) for city, rows in found.items()}


def _normals(city: str, rows: dict[str, dict[str, str]]) -> Normals:
    one = rows["lowest"]
    monthly = {q: np.array([float(row[str(m)]) for m in range(1, 13)]) for q, row in rows.items()}
    place = (float(one["latitude"]), float(one["longitude"]), float(one["altitude_m"]))
    return Normals(city, *place, one["dpe_zone"], monthly["lowest"], monthly["highest"], monthly["sunshine"])


def city_normals(city: str) -> Normals:
    """The normals of a city by name; accents and capitals do not matter. Raises TwinError with the nearest match."""
    known = {plain(name): normals for name, normals in all_normals().items()}
    if plain(city) not in known:
        raise TwinError(f'no normals are known for "{city}": {did_you_mean(city, [n.city for n in known.values()])}')
    return known[plain(city)]


def nearest_normals(latitude: float, longitude: float) -> Normals:
    """The normals of the city nearest to a place [°], on a sphere. Raises TwinError for places that cannot be."""
    lat, lon = float(numeric("latitude", latitude, -90, 90, "°")), float(numeric("longitude", longitude, -180, 180, "°"))

    def square(n: Normals) -> float:
        return (n.latitude - lat) ** 2 + ((n.longitude - lon) * cos(radians(lat))) ** 2

    return min(all_normals().values(), key=square)


def synthetic_year(
    normals: Normals,
    seed: int = 0,
    time_zone: float = 1.0,
    spread_winter: float = Parameter(3.6, 3.0, 4.5, "K", "twin", "assumed", False, "how far days of January stray from the mean"),
    spread_summer: float = Parameter(2.9, 2.4, 3.6, "K", "twin", "assumed", False, "how far days of July stray from the mean"),
    memory: float = Parameter(0.75, 0.6, 0.85, "1", "twin", "assumed", False, "how much of a day's temperature the next day keeps"),
    cloud_memory: float = Parameter(0.35, 0.2, 0.5, "1", "twin", "assumed", False, "how much of a day's cloud the next day keeps"),
    cloud_spread: float = Parameter(0.17, 0.12, 0.22, "1", "twin", "assumed", False, "how far days stray in clearness"),
    angstrom_a: float = Parameter(
        0.25, 0.18, 0.30, "1", "fao_56", "equation 35; range: assumption", about="clearness of a month without sunshine"
    ),
    angstrom_b: float = Parameter(
        0.50, 0.45, 0.60, "1", "fao_56", "equation 35; range: assumption", about="what full sunshine adds to clearness"
    ),
) -> WeatherYear:
    """A `WeatherYear` from `normals`; the same `seed` gives the same year.

    Temperature: normals between the months, days astray as a first-order chain, a daily swing between the mean lowest and highest that is
    wider on clear days; month by month the mean is that of the normals, exactly. Sun: the month's irradiation by Ångström's formula
    H = (a + b n/N) H0 (FAO-56), days of changing clearness, hours by Collares-Pereira and Rabl (1979), split by `sun.diffuse_share`.
    Humidity and wind are plain guesses. Raises TwinError for a seed below 0. Left out: heat waves, rain, and infrared from the sky.
    """
    if seed < 0:
        raise TwinError(f"seed {seed} is not allowed, it must be 0 or more")
    random = np.random.default_rng(seed)
    astray, cloud = _chain(random, memory), _chain(random, cloud_memory)
    sun = position(YEAR, np.arange(HOURS) + 0.5, normals.latitude, normals.longitude, time_zone)
    top = np.maximum(sun.extraterrestrial * np.sin(np.radians(sun.elevation)), 0.0)
    clear = _clearness(normals, sun.elevation, top, cloud, cloud_spread, angstrom_a, angstrom_b)
    whole, direct, diffuse = _split(clear, sun.elevation, top)
    spread = (spread_winter + spread_summer) / 2 + (spread_winter - spread_summer) / 2 * np.cos(2 * np.pi * (np.arange(DAYS) - 15) / DAYS)
    air = _temperature(normals, spread * astray, clear)
    daily = np.repeat(air.reshape(DAYS, DAY).mean(axis=1), DAY)
    humidity = np.clip(75.0 - 2.5 * (air - daily), 25.0, 100.0)
    wind = np.repeat(np.clip(3.0 + _chain(random, 0.5), 0.5, 12.0), DAY)
    return WeatherYear(
        normals.city, f"synthetic year from monthly normals, seed {seed}", normals.latitude, normals.longitude, time_zone,
        normals.altitude, air, humidity, direct, diffuse, whole, np.full(HOURS, np.nan), wind,
        notes=(Words(MADE.format(city=normals.city), MADE.fr.format(city=normals.city)),),
    )  # fmt: skip


def _chain(random: np.random.Generator, memory: float) -> Array:
    """A chain of days with `memory` from one to the next: each month has mean 0 and spread 1."""
    steps = random.standard_normal(DAYS + 30)
    chain = np.empty_like(steps)
    value = 0.0
    for i, step in enumerate(steps):
        value = memory * value + np.sqrt(1 - memory**2) * step
        chain[i] = value
    days = chain[30:]
    for month in range(12):
        at = month == MONTH_OF_DAY
        days[at] = (days[at] - days[at].mean()) / days[at].std()
    return days


def _between_months(monthly: Array) -> Array:
    """Hourly values (8760,) that run in straight lines from month to month and have the given means in each."""
    middle = (np.cumsum(MONTH_DAYS) - np.array(MONTH_DAYS) / 2) * DAY
    hours, knots = np.arange(HOURS) + 0.5, monthly.copy()
    for _ in range(60):  # the lines cut off peaks; lifting the knots by what is missing soon converges
        line = np.interp(hours, np.r_[middle[-1] - HOURS, middle, middle[0] + HOURS], np.r_[knots[-1], knots, knots[0]])
        missing = monthly - _monthly_mean(line)
        if np.abs(missing).max() < 1e-10:
            break
        knots += missing
    return np.asarray(line)


def _monthly_mean(hours: Array) -> Array:
    return np.asarray(np.bincount(MONTH_OF_HOUR, weights=hours) / (np.array(MONTH_DAYS) * DAY))


def _clearness(normals: Normals, elevation: Array, top: Array, cloud: Array, spread: float, angstrom_a: float, angstrom_b: float) -> Array:
    """Clearness of each day (365,): in each month such that its irradiation is that of Ångström."""
    daylight = np.bincount(MONTH_OF_HOUR, weights=elevation > 0)
    target = angstrom_a + angstrom_b * np.minimum(normals.sunshine / daylight, 1.0)
    daily = top.reshape(DAYS, DAY).sum(axis=1)
    found = np.empty(DAYS)
    for month in range(12):
        at = month == MONTH_OF_DAY
        low, high = -1.0, 2.0
        for _ in range(60):  # the shift that, after bounds, gives the month its irradiation: bisection
            shift = (low + high) / 2
            days = np.clip(shift + spread * cloud[at], DULLEST, CLEAREST)
            low, high = (shift, high) if (days * daily[at]).sum() < target[month] * daily[at].sum() else (low, shift)
        found[at] = days
    return found


def _split(clear: Array, elevation: Array, top: Array) -> tuple[Array, Array, Array]:
    """Global, direct normal and diffuse radiation of each hour [W/m²] from the clearness of the days."""
    by_day = top.reshape(DAYS, DAY)
    angle = np.radians(15.0 * (np.arange(DAY) + 0.5 - _noon(by_day)[:, None]))
    half = np.radians(7.5 * np.maximum((by_day > 0).sum(axis=1), 1))[:, None]
    # Collares-Pereira and Rabl's shape of a day, quoted from memory; only the course within a day depends on it, not its sum
    a, b = 0.409 + 0.5016 * np.sin(half - np.pi / 3), 0.6609 - 0.4767 * np.sin(half - np.pi / 3)
    shape = by_day * np.maximum(a + b * np.cos(angle), 0.0)
    scale = clear * by_day.sum(axis=1) / np.maximum(shape.sum(axis=1), 1e-9)
    whole = np.minimum(shape * scale[:, None], 0.85 * by_day)
    whole *= (clear * by_day.sum(axis=1) / np.maximum(whole.sum(axis=1), 1e-9))[:, None]
    whole = whole.ravel()
    kt = np.divide(whole, top, out=np.zeros(HOURS), where=top > 0)
    share = np.where(elevation > LOWEST_SUN, diffuse_share(kt), 1.0)
    diffuse = share * whole
    sine = np.sin(np.radians(np.maximum(elevation, LOWEST_SUN)))
    return whole, (whole - diffuse) / sine, diffuse


def _noon(by_day: Array) -> Array:
    """The hour of the highest sun of each day, from the middle of its light."""
    return np.asarray((by_day * (np.arange(DAY) + 0.5)).sum(axis=1) / np.maximum(by_day.sum(axis=1), 1e-9))


def _temperature(normals: Normals, astray: Array, clear: Array) -> Array:
    """Hourly temperature [°C]: the run of the normals, the days astray, the swing of the day."""
    hours = np.arange(HOURS) + 0.5
    wander = np.interp(hours, np.arange(-1, DAYS + 1) * DAY + 12.0, np.r_[astray[-1], astray, astray[0]])
    wide = np.empty(DAYS)
    for month in range(12):
        at = month == MONTH_OF_DAY
        wide[at] = 0.5 + 0.5 * clear[at] / clear[at].mean()
    swing = _between_months(normals.highest - normals.lowest) * np.repeat(wide, DAY) * np.tile(_day_shape(), DAYS)
    rough = _between_months(normals.mean) + wander + swing
    return np.asarray(rough + _between_months(normals.mean - _monthly_mean(rough)))


def _day_shape() -> Array:
    """The course of a day (24,) with mean 0 and range 1: up from `COLDEST` to `WARMEST`, down through the night."""
    hour = np.arange(DAY) + 0.5
    rise, fall = WARMEST - COLDEST, DAY - (WARMEST - COLDEST)
    rising = (hour > COLDEST) & (hour <= WARMEST)
    shape = np.where(rising, -np.cos(np.pi * (hour - COLDEST) / rise), np.cos(np.pi * ((hour - WARMEST) % DAY) / fall))
    shape -= shape.mean()
    return np.asarray(shape / (shape.max() - shape.min()))


def synthetic_weather(latitude: ArrayLike, longitude: ArrayLike, seed: int = 0) -> WeatherYear:
    """`synthetic_year` of the city nearest to a place [°]; altitude and distance are not corrected for."""
    return synthetic_year(nearest_normals(float(numeric("latitude", latitude)), float(numeric("longitude", longitude))), seed)
